"""The child has one clear plan.

What it looks at:
    The permanence goals in force on each day in care, over all versions of the care, permanence
    and pathway plans: two primary goals at once, and goals pursued beside the primary one.

Why it matters to the child:
    A child whose plan is a children's home and a family for good at once is found neither. Two
    plans with no day to choose between them mean that nobody has chosen.

The standard:
    No law sets it. Two primary goals, or a parallel goal without a decide-by date, for more
    than 90 days are not met; the same pair through two versions adds up. A parallel goal with a
    decide-by date is met until that date, and not met from the day after while both stand.
    Return home in one month, in six or in the end is one goal. Of each type of plan the newest
    version alone is in force; goals of two plans of different types count together.

Met:
    Long-term fostering, with adoption beside it to be decided by 30 June 2026; from 22 June
    long-term fostering alone.

Not met:
    Long-term fostering from 7 May 2025 with a children's home beside it and no day to decide:
    still so on 30 September 2026.

What it cannot see:
    Whether the one plan is clear to the child. A decide-by date that is put off in each new
    version. Goals in a plan that does not say which of them is the primary one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import define, frozen

from qaudit.cases.calendar import ONE_DAY, Duration
from qaudit.cases.care import PeriodOfCare, Span, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import PermanenceGoal, Plan
from qaudit.cases.permanence import (
    Stretch,
    goal_of,
    parallel_goals,
    plans_with_goals,
    primary_goals,
    stretches,
    why_goals_unclear,
)
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation, cannot_tell, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    undecided: Duration = length_of_time(
        "90 days", "two primary goals, or one beside it without a day to decide, at most this long"
    )


@frozen
class Question:
    """Two goals at once.

    Attributes:
        goals: which they are.
        decide_by: the day by which it is to be decided; None: no day.
        both_primary: whether they are primary goals alike.
    """

    goals: frozenset[str]
    decide_by: date | None
    both_primary: bool


@define
class Stood:
    """How long a question stood open.

    Attributes:
        plan: the plan that first raised it.
        goal: the goal that stood beside another.
        spans: when it stood, in order.
    """

    plan: Plan
    goal: PermanenceGoal
    spans: list[Span]


@check(
    "PER02",
    "one-clear-plan",
    area=Area.PER,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="commonly expected; no law sets it",
    needs=("plans",),
    settings=Settings,
    wording=Wording(
        counted="permanence plans",
        met="are clear, with one goal at a time",
        effect="two futures are planned for the same child at once",
    ),
)
def one_clear_plan(case: Case, settings: Settings) -> Iterator[Finding]:
    nothing = True
    for period in periods_of_care(case):
        for observation in judge_period(case, period, settings):
            nothing = False
            yield observation
    plans = [plan for _, plan in plans_with_goals(case)]
    if nothing and plans and all(plan.permanence_goals is None for plan in plans):
        yield cannot_tell("the permanence goals of the plans are not recorded")
    elif nothing:
        yield none_recorded(case, "plans", "no permanence goal in a period of care")


def judge_period(case: Case, period: PeriodOfCare, settings: Settings) -> Iterator[Observation]:
    parts = [
        (span, stretch)
        for stretch in stretches(case)
        if (span := within(stretch.span, period.span, case.known_until))
    ]
    unclear: dict[str, tuple[date, Plan]] = {}
    questions: dict[Question, Stood] = {}
    for span, stretch in parts:
        for plan in stretch.plans:
            if plan.permanence_goals and why_goals_unclear(plan):
                unclear.setdefault(plan.pointer, (span.start, plan))
        for question, (plan, goal) in dict(questions_of(stretch)).items():
            questions.setdefault(question, Stood(plan, goal, [])).spans.append(span)
    for start, plan in unclear.values():
        yield Observation(
            outcome=Outcome.CANNOT_TELL,
            about=plan,
            on=start,
            message=why_goals_unclear(plan) or "the plan's goals are not clear",
        )
    for question, stood in questions.items():
        yield judge(case, question, stood, settings)
    clear = [(span, stretch) for span, stretch in parts if stretch.goals]
    if clear and not questions and not unclear:
        span, stretch = clear[-1]
        yield Observation(
            outcome=Outcome.MET,
            about=next(plan for plan in stretch.plans if primary_goals(plan)),
            on=span.end or case.known_until,
            message="one permanence goal at a time",
            aspect="one goal",
        )


def within(span: Span, care: Span, known_until: date) -> Span | None:
    """The part of a stretch that lies in a period of care and is known; open if it goes on."""
    both = span.overlap(care)
    if both is None or both.start > known_until:
        return None
    return Span(both.start) if both.end and both.end > known_until else both


def questions_of(stretch: Stretch) -> Iterator[tuple[Question, tuple[Plan, PermanenceGoal]]]:
    """The pairs of goals that stood at once in a stretch of time, with the plan of the second."""
    goals = stretch.goals
    if len(goals) > 1:
        naming = [(plan, goal) for plan in stretch.plans for goal in primary_goals(plan)]
        yield Question(goals, None, True), naming[-1]
    for plan in stretch.plans:
        for goal in parallel_goals(plan):
            named = goal_of(goal.goal or "")
            if goals and named not in goals:
                yield Question(goals | {named}, goal.decide_by_date, False), (plan, goal)


def judge(case: Case, question: Question, stood: Stood, settings: Settings) -> Observation:
    first, last = stood.spans[0].start, stood.spans[-1].end
    if question.decide_by:
        due = question.decide_by
        until = last - ONE_DAY if last else case.known_until
    else:
        due = runs_out(stood.spans, (settings.undecided.after(first) - first).days)
        until = last or case.known_until
    outcome = Outcome.MET
    if until > due:
        outcome = Outcome.NOT_MET
    elif last is None and due < case.as_at:
        outcome = Outcome.CANNOT_TELL
    elif last is None and not question.decide_by:
        outcome = Outcome.NOT_DUE
    days = sum(((span.end or case.known_until) - span.start).days for span in stood.spans)
    return Observation(
        outcome=outcome,
        about=stood.plan,
        on=until,
        message=in_words(case, question, first, last, due, outcome),
        due=due,
        done=last,
        days_late=(until - due).days if outcome is Outcome.NOT_MET else None,
        evidence=[reference(stood.goal, "the goal beside the other")],
        aspect="two primary goals" if question.both_primary else "a goal beside the primary one",
        facts={"days": days},
    )


def runs_out(spans: list[Span], days: int) -> date:
    """The last day on which something has lasted no more than so many days, all spans together."""
    left = days
    for span in spans[:-1]:
        lasted = ((span.end or span.start) - span.start).days
        if lasted > left:
            return span.start + left * ONE_DAY
        left -= lasted
    return spans[-1].start + left * ONE_DAY


def in_words(
    case: Case,
    question: Question,
    first: date,
    last: date | None,
    due: date,
    outcome: Outcome,
) -> str:
    kind = "two primary goals" if question.both_primary else "a goal beside the primary one"
    until = f" to {long_date(last)}" if last else ""
    said = f"{kind} from {long_date(first)}{until}"
    if question.decide_by:
        said += f", to be decided by {long_date(question.decide_by)}"
    else:
        said += ", with no day to decide"
    match outcome:
        case Outcome.CANNOT_TELL:
            return f"{said}: the record ends on {long_date(case.exported_on)}"
        case Outcome.NOT_MET:
            return f"{said}: both stood after {long_date(due)}"
        case Outcome.NOT_DUE:
            return f"{said}: to be settled by {long_date(due)}"
        case _:
            return said
