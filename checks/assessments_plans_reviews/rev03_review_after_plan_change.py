"""A change of permanence goal is considered at a review of the child's case.

What it looks at:
    Every care, permanence or pathway plan by which the primary permanence goals became others,
    and the reviews of a child in care around the day it was agreed.

Why it matters to the child:
    The goal says where the child is to grow up. It should not change at a desk: the child, the
    family and an independent person must have been asked first.

The standard:
    Regulation 32(2): no significant change to the care plan unless first considered at a
    review, where reasonably practicable. The record does not say whether it was practicable, so
    a review in the 28 days up to and on the day of the change will do, or one within 20 working
    days after it; how long is local practice. More strictly (a setting) only a review before or
    on the day counts. The change is dated by the day the new plan was agreed, else by its start.
    It is the set of primary goals that counts: a parallel goal added, dropped or dated anew is
    no change, return home sooner or later is one goal, a pathway plan with the care plan's goal
    changes nothing, nor does a plan that names no goal. The first plan of a period of care is
    no change. Where the child leaves care or turns 18 inside the time, nothing can be reviewed.

Met:
    The goal changed with the plan agreed on 4 March 2026; a review on 12 February, 20 days
    before.

Not met:
    The goal changed with the plan agreed on 4 March 2026; the last review was on 20 January,
    the next on 15 April.

What it cannot see:
    What the review said of the goal. Where a plan with a new goal stands for a time beside one
    with the old, each step is a change.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import period_of_care_on, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Review
from qaudit.cases.permanence import GoalChange, changes_of_goal, plans_by_period
from qaudit.cases.reviews import begun_in_time, held_reviews, reviews_around
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, judge_window
from qaudit.checking.observations import (
    Finding,
    Observation,
    Reference,
    cannot_tell,
    reference,
)
from qaudit.checking.settings import choice, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    before: Duration = length_of_time(
        "28 days", "a review in this long up to and on the day of the change"
    )
    after: Duration = length_of_time("20 working days", "or one after it and within this long")
    counts: str = choice(
        "either", ("either", "before"), "a review before or after the change, or only before it"
    )


@check(
    "REV03",
    "review-after-plan-change",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/959 reg 32(2); the window is local",
    needs=("plans", "reviews"),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="changes of plan",
        met="are considered at a review",
        effect="the direction of children's lives changes without a review",
    ),
)
def review_after_plan_change(case: Case, settings: Settings) -> Iterator[Finding]:
    if "permanence_goals" in case.coverage("plans").without:
        yield cannot_tell("the system cannot give the permanence goals of plans")
        return
    if not periods_of_care(case):
        section = "care_periods" if case.exports("care_periods") else "placements"
        yield none_recorded(case, section, "no period of care is recorded")
        return
    found = [*first_plans_seen(case)]
    found += [judge(case, change, settings) for change in changes_of_goal(case)]
    yield from found
    if not found:
        yield none_recorded(case, "plans", "no change of permanence goal is recorded")


def first_plans_seen(case: Case) -> Iterator[Observation]:
    """The first plan seen of a period whose earlier plans may not have been exported."""
    for period, plans in plans_by_period(case):
        first = next(((day, plan) for day, plan in plans if plan.permanence_goals), None)
        if first and (why := case.why_unseen("plans", period.span.start, first[0])):
            yield Observation(
                outcome=Outcome.CANNOT_TELL,
                about=reference(first[1], "the first plan seen"),
                on=first[0],
                message=f"whether the goal changed on {long_date(first[0])}: {why}",
            )


def judge(case: Case, change: GoalChange, settings: Settings) -> Observation:
    day = change.day
    period = period_of_care_on(case, day)
    left = period.span.end if period else None
    reviews = [
        held for held in held_reviews(case, "child_in_care") if left is None or held[0] <= left
    ]
    observed = partial(
        Observation,
        about=reference(change.plan, "the plan that changed the goal"),
        on=day,
        evidence=around(change, reviews),
        facts={
            "before": ", ".join(sorted(change.before)),
            "after": ", ".join(sorted(change.after)),
        },
    )
    if change.unclear:
        return observed(
            outcome=Outcome.CANNOT_TELL,
            message=f"whether the goal changed on {long_date(day)}: {change.unclear}",
        )
    try:
        first = settings.before.before(day)
        last = day if settings.counts == "before" else settings.after.after(day)
    except CalendarEnds as ends:
        return observed(outcome=Outcome.CANNOT_TELL, message=str(ends))
    held = [review_day for review_day, _ in reviews]
    verdict = judge_window(case, "reviews", first=first, last=last, done=held)
    if verdict.outcome is not Outcome.MET and left and day < left <= last:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"in care only until {long_date(left)}, inside the time for a review",
            due=last,
        )
    if verdict.outcome is Outcome.NOT_MET and any(
        first <= review_day <= last for review_day, _ in held_reviews(case, None)
    ):
        return observed(
            outcome=Outcome.CANNOT_TELL,
            message=f"the type of a review near the change on {long_date(day)} is not recorded",
            due=last,
        )
    message = in_words(verdict, day, last)
    if verdict.outcome is Outcome.NOT_MET and begun_in_time(first, last, reviews):
        message += "; a series of meetings began in time and was completed after it"
    return observed(
        outcome=verdict.outcome,
        message=message,
        due=last,
        done=verdict.done,
        days_late=verdict.days_late,
    )


def around(change: GoalChange, reviews: list[tuple[date, Review]]) -> list[Reference]:
    """The plan before a change, the last review before it and the first from its day on."""
    before, after = reviews_around(change.day, reviews)
    shown = (
        (change.previous, "the plan before"),
        (before, "the last review before"),
        (after, "the first review from the day of the change"),
    )
    return [reference(item, note) for item, note in shown if item]


def in_words(verdict: Verdict, day: date, last: date) -> str:
    changed = f"permanence goal changed on {long_date(day)}"
    match verdict.outcome:
        case Outcome.MET:
            return f"{changed}: reviewed on {long_date(verdict.done or last)}"
        case Outcome.NOT_DUE:
            return f"{changed}: a review is due by {long_date(last)}"
        case Outcome.CANNOT_TELL:
            return f"{changed}: {verdict.why}"
        case _ if verdict.done:
            return f"{changed}: no review in time, the next was on {long_date(verdict.done)}"
        case _:
            return f"{changed}: no review in time, and none since"
