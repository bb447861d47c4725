"""By the second review it is agreed where the child will grow up.

What it looks at:
    Each period of care: when its second review of a child in care was held or fell due, and the
    first care, permanence or pathway plan agreed by then that names a permanence goal.

Why it matters to the child:
    A child cannot settle where nobody knows whether it is for good. Four months is a long time
    to a child; without a plan for permanence it becomes four years.

The standard:
    A permanence goal, return home among them, is agreed by the second review. OTHERPLN names
    none. If the second review has not been held, by the day it fell due under regulation 33. A
    series of meetings counts on the day it was completed. Each period of care starts again. A
    goal agreed while the first review could still be held on time, 20 working days from entry,
    is met even where reviews are not recorded: no second review can be earlier.

Met:
    Entered care on 5 January 2026, reviews on 26 January and 20 April; goal agreed on 20 April.

Not met:
    The same reviews; the goal was agreed on 21 April.

What it cannot see:
    Whether the goal was the right one, or whether the review looked at it. A goal in a plan
    without the day it was agreed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import PeriodOfCare, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Plan, Review
from qaudit.cases.permanence import (
    OTHER_PLAN,
    PLANS_WITH_GOALS,
    decided_on,
    plans_by_period,
)
from qaudit.cases.reviews import Pace, reviews_due, reviews_of_period
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, judge_window
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    first_review: Duration = length_of_time(
        "20 working days", "the first review after entry to care"
    )
    second_review: Duration = length_of_time("3 months", "the second review after the first")


@frozen
class Limit:
    """By when the goal has to be agreed.

    Attributes:
        in_time: agreed by this day, it was agreed by the second review.
        last: not agreed by this day, it was not; None: nobody can say.
        review: the second review, or one that was no earlier, if it was held.
        why: why the two days are not the same, if they are not.
    """

    in_time: date
    last: date | None
    review: Review | None = None
    why: str | None = None


@check(
    "PER01",
    "plan-by-second-review",
    area=Area.PER,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="Children Act 1989 guidance volume 2 (2021), chapter 2, permanence planning",
    needs=("plans",),
    settings=Settings,
    wording=Wording(
        counted="children in care",
        met="have a permanence goal by their second review",
        effect="it is not settled early where they will grow up",
    ),
)
def plan_by_second_review(case: Case, settings: Settings) -> Iterator[Finding]:
    for period, plans in plans_by_period(case):
        yield judge_period(case, period, [plan for _, plan in plans], settings)
    if not periods_of_care(case):
        section = "care_periods" if case.exports("care_periods") else "placements"
        yield none_recorded(case, section, "no period of care is recorded")


def judge_period(
    case: Case, period: PeriodOfCare, plans: list[Plan], settings: Settings
) -> Observation:
    start, left = period.span.start, period.span.end
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(period.item, "entry to care"),
        on=start,
    )
    if not period.entry_seen:
        return observed(message="when the child entered care is not recorded")
    try:
        limit = second_review(case, period, settings)
    except CalendarEnds as ends:
        return observed(message=str(ends))
    agreed = {plan.agreed_date: plan for plan in reversed(plans) if names_goal(plan)}
    days = [day for day in agreed if day]
    first = min(days, default=None)
    if first and first <= limit.in_time:
        verdict = Verdict(Outcome.MET, first)
    elif limit.last is None or (first and first <= limit.last):
        return observed(message=f"when the second review was: {limit.why}", done=first)
    else:
        verdict = judge_window(case, "plans", first=start, last=limit.last, done=days)
    last = limit.in_time if limit.last is None else limit.last
    if verdict.outcome is not Outcome.MET and not limit.review and left and left <= last:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"in care only until {long_date(left)}, before a second review was due",
        )
    if verdict.outcome is Outcome.NOT_MET and (why := why_unclear(case, plans, last)):
        return observed(message=why, due=last)
    evidence = [reference(limit.review, "the second review")] if limit.review else []
    if verdict.done:
        evidence.append(reference(agreed[verdict.done], "the plan that names the goal"))
    return observed(
        outcome=verdict.outcome,
        on=min(last, case.known_until),
        message=in_words(verdict, last, limit.review),
        due=last,
        done=verdict.done,
        days_late=verdict.days_late,
        evidence=evidence,
    )


def second_review(case: Case, period: PeriodOfCare, settings: Settings) -> Limit:
    """When the second review of a period of care was held, or fell due.

    Where reviews may be missing from the export, the second there was came no earlier than the
    first was due, and no later than the second that is seen.

    Raises:
        CalendarEnds: a due date lies beyond the known bank holidays.
    """
    start = period.span.start
    pace = Pace(first=settings.first_review, second=settings.second_review)
    held = reviews_of_period(case, period) if case.exports("reviews") else []
    day, second = held[1] if len(held) > 1 else (None, None)
    if why := case.why_unseen("reviews", start, start):
        return Limit(pace.first.after(start), day, second, why)
    if day:
        return Limit(day, day, second)
    next_due = list(reviews_due(case, period, pace))[-1].due
    last = next_due if held else pace.second.after(next_due)
    return Limit(last, last)


def names_goal(plan: Plan) -> bool:
    """Whether a plan names a permanence goal, other than beside the primary one."""
    return any(
        goal.goal and goal.goal != OTHER_PLAN and goal.role != "parallel"
        for goal in plan.permanence_goals or ()
    )


def why_unclear(case: Case, plans: list[Plan], last: date) -> str | None:
    """Why a goal may have been agreed in time after all."""
    undated = [
        plan
        for plan in case.plans
        if plan.type in PLANS_WITH_GOALS and decided_on(plan) is None and names_goal(plan)
    ]
    if undated or any(plan.agreed_date is None and names_goal(plan) for plan in plans):
        return "a plan names a permanence goal, but not the day it was agreed"
    in_time = [plan for plan in plans if (decided_on(plan) or date.max) <= last]
    if any(plan.permanence_goals is None for plan in in_time):
        return "the permanence goals of a plan are not recorded"
    return None


def in_words(verdict: Verdict, last: date, review: Review | None) -> str:
    by = f"by the second review on {long_date(last)}"
    if review is None:
        by = f"by {long_date(last)}, when the second review fell due"
    match verdict.outcome:
        case Outcome.MET:
            return f"a permanence goal was agreed on {long_date(verdict.done or last)}"
        case Outcome.NOT_DUE:
            return f"a permanence goal is due by {long_date(last)}, with the second review"
        case Outcome.CANNOT_TELL:
            return verdict.why
        case _ if verdict.done:
            return f"no permanence goal {by}; one was agreed on {long_date(verdict.done)}"
        case _:
            return f"no permanence goal {by}, and none since"
