"""A child on a care order goes home only after it was assessed, reviewed, approved and planned.

What it looks at:
    Every time a child under a care order or an interim care order is placed with a parent for
    more than a day: the assessment of the parents, a review, a nominated officer's approval
    and the placement plan before it, and the report kept up to date while it lasts.

Why it matters to the child:
    The order was made because home was not safe. Nobody should go back to it on hope alone,
    and what was good enough on the first day may not be a year later.

The standard:
    Regulations 17 and 18: before the child is placed, an assessment, a review, the nominated
    officer's approval and a placement plan. Here a review in the 28 days up to and on the
    day counts, and a placement plan made in the 3 months before. Regulation 19: where the need
    is urgent, the assessment and the review may follow within 10 working days, and the
    decision within 10 working days of the assessment; the plan within 5 working days. These
    lengths of time and the refreshing of the report every 6 months are commonly expected. A
    placement that was not planned is taken as urgent; where the record does not say, either
    will do. An order made while the child is at home starts the same clock.

Met:
    On a full care order, home on 2 June 2026 as planned; the approval of 29 May.

Not met:
    On a full care order, home on 2 June 2026 as planned; the approval of 5 June.

What it cannot see:
    The interview that comes first even where it is urgent: the record has no place for it. What
    the assessment says. The hour of a move: a placement that ended on the next day is taken as
    one of no more than 24 hours. Section 20 placements with a parent, which the law has not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import ONE_DAY, CalendarEnds, Duration
from qaudit.cases.care import Span
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import ParentPlacement, Placement
from qaudit.cases.orders import CARE_ORDERS, spans_under, times_with_parents
from qaudit.cases.reviews import held_reviews
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, in_words, judge_step, judge_turns, judge_window
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    review_before: Duration = length_of_time(
        "28 days", "a review in this long up to and on the day the child goes home"
    )
    plan_before: Duration = length_of_time(
        "3 months", "a placement plan made in this long up to and on the day"
    )
    urgent_assessment: Duration = length_of_time(
        "10 working days", "urgent: the assessment and the review within"
    )
    urgent_decision: Duration = length_of_time(
        "10 working days", "urgent: the approval within this long of the assessment"
    )
    urgent_plan: Duration = length_of_time("5 working days", "urgent: the placement plan within")
    report: Duration = length_of_time("6 months", "the report is refreshed at least every")


@frozen
class Return:
    """A time with a parent under a care order."""

    placement: Placement
    span: Span
    steps: ParentPlacement


@check(
    "HOM04",
    "placed-with-parents",
    area=Area.HOM,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/959 regs 17, 18, 19 and 9; the windows are local",
    needs=("placements", "legal_statuses"),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="steps for children placed with their parents",
        met="are taken in time",
        effect="children live at home before all that the law asks for is checked",
    ),
)
def placed_with_parents(case: Case, settings: Settings) -> Iterator[Finding]:
    returns = list(returns_under_order(case))
    for home in returns:
        yield from judge_return(case, home, settings)
    if not returns:
        reason = "never placed with a parent under a care order for more than a day"
        section = "legal_statuses" if times_with_parents(case) else "placements"
        yield none_recorded(case, section, reason)


def returns_under_order(case: Case) -> Iterator[Return]:
    """The times with a parent under an order that lasted more than a day."""
    orders = spans_under(case, CARE_ORDERS)
    for time in times_with_parents(case):
        for order in orders:
            span = time.span.overlap(order)
            if span and (span.end is None or span.end - span.start > ONE_DAY):
                given = [row.parent_placement for row in time.placements if row.parent_placement]
                yield Return(time.placement, span, together(given, time.placement))


def together(given: list[ParentPlacement], placement: Placement) -> ParentPlacement:
    """What the rows of one placement say of its steps: the first date that each gives."""
    assessed = [one.assessment_completed_date for one in given if one.assessment_completed_date]
    approved = [one.approved_date for one in given if one.approved_date]
    return ParentPlacement(
        pointer=given[0].pointer if given else placement.pointer,
        assessment_completed_date=min(assessed, default=None),
        approved_date=min(approved, default=None),
        report_updated_dates=tuple(day for one in given for day in one.report_updated_dates or ()),
    )


def judge_return(case: Case, home: Return, settings: Settings) -> Iterator[Observation]:
    start = home.span.start
    observed = partial(Observation, on=start, facts={"planned": home.placement.planned})
    try:
        verdicts = list(judge_steps(case, home, settings))
    except CalendarEnds as ends:
        yield observed(
            outcome=Outcome.CANNOT_TELL, about=home.placement, aspect="steps", message=str(ends)
        )
        return
    for step, due, verdict in verdicts:
        about = partial(observed, about=reference(home.placement, step), aspect=step, due=due)
        left_in_time = due > start and home.span.end is not None and home.span.end <= due
        if verdict.outcome is not Outcome.MET and left_in_time:
            ended = f"{step}: the child was no longer home when it was due"
            yield about(outcome=Outcome.NOT_APPLICABLE, message=ended)
            continue
        yield about(
            outcome=verdict.outcome,
            message=f"home on {long_date(start)}; {in_words(verdict, step, due)}",
            done=verdict.done,
            days_late=verdict.days_late,
        )
    yield from judge_report(case, home, settings)


def judge_steps(
    case: Case, home: Return, settings: Settings
) -> Iterator[tuple[str, date, Verdict]]:
    """Each step, the day it was due by, and what came of it."""
    start = home.span.start
    planned = home.placement.planned
    soon = start if planned else settings.urgent_assessment.after(start)

    assessed = assessment_day(case, home)
    verdict = judge_step(case, "placements", "assessment_completed_date", last=soon, done=assessed)
    if verdict.outcome is Outcome.NOT_MET and assessed is None:
        verdict = unless_unseen(case, "assessments", verdict, start, soon)
    yield "an assessment", soon, verdict

    first = settings.review_before.before(start) if planned is not False else start
    reviews = case.exports("reviews")
    held = [day for day, _ in held_reviews(case, "child_in_care")] if reviews else []
    reviewed = judge_window(case, "reviews", first=first, last=soon, done=held)
    unclear = [day for day, _ in held_reviews(case, None)] if reviews else []
    if reviewed.outcome is Outcome.NOT_MET and any(first <= day <= soon for day in unclear):
        reviewed = Verdict(Outcome.CANNOT_TELL, why="the type of a review is not recorded")
    yield "a review", soon, reviewed

    decision = start
    if not planned:
        counted_from = max(start, min(assessed or soon, soon))
        decision = settings.urgent_decision.after(counted_from)
    approved = home.steps.approved_date
    yield (
        "the nominated officer's approval",
        decision,
        judge_step(case, "placements", "approved_date", last=decision, done=approved),
    )

    plan_due = start if planned else settings.urgent_plan.after(start)
    yield (
        "a placement plan",
        plan_due,
        judge_window(
            case,
            "plans",
            first=settings.plan_before.before(start),
            last=plan_due,
            done=placement_plans(case),
        ),
    )


def assessment_day(case: Case, home: Return) -> date | None:
    """When the parents were assessed: as the placement says, else the last assessment by then.

    Else the first one after the child went home.
    """
    if home.steps.assessment_completed_date:
        return home.steps.assessment_completed_date
    if not case.exports("assessments"):
        return None
    days = sorted(
        item.authorised_date
        for item in case.assessments
        if item.type == "placement_with_parent" and item.authorised_date
    )
    before = [day for day in days if day <= home.span.start]
    return before[-1] if before else next(iter(days), None)


def unless_unseen(case: Case, section: str, verdict: Verdict, first: date, last: date) -> Verdict:
    """A miss that may be one of the export alone cannot be told."""
    why = case.why_unseen(section, first, last)
    return (
        Verdict(Outcome.CANNOT_TELL, why=f"none with the placement, and {why}") if why else verdict
    )


def placement_plans(case: Case) -> list[date]:
    plans = case.plans if case.exports("plans") else ()
    days = [plan.agreed_date or plan.start_date for plan in plans if plan.type == "placement"]
    return [day for day in days if day]


def judge_report(case: Case, home: Return, settings: Settings) -> Iterator[Observation]:
    for turn in judge_turns(
        case,
        "placements",
        start=home.span.start,
        end=home.span.end,
        due_after=settings.report.after,
        done=home.steps.report_updated_dates or (),
    ):
        verdict = turn.verdict
        cannot_give = "report_updated_dates" in case.coverage("placements").without
        if verdict.outcome is Outcome.NOT_MET and cannot_give:
            verdict = Verdict(
                Outcome.CANNOT_TELL, why="the system that was exported cannot give it"
            )
        yield Observation(
            outcome=verdict.outcome,
            about=reference(home.placement, f"the report after {long_date(turn.since)}"),
            aspect=f"report after {turn.since.isoformat()}",
            on=verdict.done or min(turn.due, case.as_at),
            message=in_words(verdict, "the report refreshed", turn.due),
            due=turn.due,
            done=verdict.done,
            days_late=verdict.days_late,
            force=Force.LOCAL,
        )
