"""A child protection plan is reviewed by a conference in time.

What it looks at:
    Every time on a child protection plan: the first review conference after the conference that
    made the plan, each later one, and the one still to come.

Why it matters to the child:
    The plan was made because the child was likely to suffer significant harm. The review asks
    whether the child is safer, and changes what does not work. Until it is held nobody asks.

The standard:
    Working Together: the first review within 3 months of the initial conference, and each later
    one within 6 months of the last, for as long as the plan lasts. The next runs from the review
    held, late or not; a series of meetings counts on the day it was completed. The clock starts
    with the conference held within 28 days of the plan's beginning, or where none is recorded,
    with the plan; a meeting on the day of either is the initial conference and no review. A new
    version goes on with the plan. Nothing falls due on or after the day the plan ended, or the
    18th birthday. A review of a child in care counts only where it is also recorded as one of
    the protection plan.

Met:
    Conference on 4 March 2026; the first review on 4 June.

Not met:
    Conference on 4 March 2026; the first review on 5 June, a day late.

What it cannot see:
    Whether the child was safer at the review than before it. One conference that was held for
    the plan and for a child in care, and recorded once, as the latter: waive it by hand. The
    plan of another council before a family moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import Duration
from qaudit.cases.care import Span
from qaudit.cases.case import Case, long_date
from qaudit.cases.intervals import shortest_by_day
from qaudit.cases.model import Review
from qaudit.cases.protection import TimeOnPlan, conference_of, times_on_protection_plan
from qaudit.cases.reviews import begun_in_time, held_reviews, held_twice
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Note, Observation, cannot_tell, reference
from qaudit.checking.recurrence import Recurring, Turn, turns
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    first: Duration = length_of_time("3 months", "the first review after the conference")
    later: Duration = length_of_time("6 months", "each later review after the last")
    conference: Duration = length_of_time(
        "28 days", "a conference so near to the plan's beginning is the one that made it"
    )


@check(
    "PRO03",
    "protection-plan-reviews",
    area=Area.PRO,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="Working Together to Safeguard Children: child protection review conferences",
    needs=("plans", "reviews"),
    settings=Settings,
    wording=Wording(
        counted="reviews of child protection plans",
        met="are held in time",
        effect="plans to protect children are not looked at again when they should be",
    ),
)
def protection_plan_reviews(case: Case, settings: Settings) -> Iterator[Finding]:
    times = times_on_protection_plan(case)
    for time in times:
        yield from judge_reviews(case, time, settings)
    if not times:
        if any(plan.type == "child_protection" for plan in case.plans):
            yield cannot_tell("when the child was on a child protection plan is not recorded")
        else:
            yield none_recorded(case, "plans", "no child protection plan is recorded")
    elif repeated := held_twice(case, "child_protection"):
        yield Note(message="reviews of one date are counted once", evidence=repeated)


def judge_reviews(case: Case, time: TimeOnPlan, settings: Settings) -> Iterator[Observation]:
    """One observation for the first review of a plan, and one for each that was due after one."""
    enquiry = conference_of(case, time, settings.conference)
    start = (enquiry and enquiry.conference_date) or time.span.start
    made = max(start, time.span.start)
    held: dict[date, Review] = {}
    for day, review in held_reviews(case, "child_protection"):
        if day > made:
            held.setdefault(day, review)
    recurring = Recurring(
        section="reviews",
        span=Span(start, time.span.end),
        stages=shortest_by_day([(Span(start), settings.later, "")]),
        first=settings.first,
    )
    unsure = [day for day, _ in held_reviews(case, None) if day > made]
    conference = [reference(enquiry, "the conference")] if enquiry else []
    for turn in turns(case, recurring, list(held), unsure):
        following = held[turn.following] if turn.following else None
        if turn.outcome is Outcome.NOT_APPLICABLE and not turn.is_first:
            continue
        observed = partial(
            Observation,
            outcome=turn.outcome,
            on=turn.until,
            message=in_words(turn, following, since="the conference" if enquiry else "the plan"),
            due=turn.due,
            done=turn.following,
            days_late=turn.days_late,
        )
        shown = [reference(following, "the review held")] if following else []
        if turn.is_first:
            about = reference(time.plan, "its first review")
            yield observed(about=about, aspect="first review", evidence=[*conference, *shown])
        else:
            about = reference(held[turn.since], "the review before")
            yield observed(about=about, aspect="next review", evidence=shown)


def in_words(turn: Turn, following: Review | None, *, since: str) -> str:
    which = "the first review" if turn.is_first else "the next review"
    since = since if turn.is_first else "the review"
    if turn.due is None or turn.outcome is Outcome.CANNOT_TELL:
        return f"{which}: {turn.why}"
    due = f"due by {long_date(turn.due)}"
    after = f"{since} of {long_date(turn.since)}"
    if turn.known_from:
        after = f"{long_date(turn.known_from)}, before which reviews are not known"
    match turn.outcome:
        case Outcome.NOT_APPLICABLE:
            return f"on the plan only until {long_date(turn.until)}, before a review fell due"
        case Outcome.NOT_DUE:
            return f"{which} after {after} is {due}"
        case _ if turn.following and following:
            began = begun_in_time(turn.since, turn.due, [(turn.following, following)])
            series = "; a series of meetings began in time and was completed after it"
            held = f"{which} after {after} was held on {long_date(turn.following)}, {due}"
            return held + (series if began and turn.outcome is Outcome.NOT_MET else "")
        case _:
            return f"{which} after {after} was {due}, and was not held"
