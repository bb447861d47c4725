"""The care plan is updated after each review.

What it looks at:
    Every review of a child in care that was held, and the versions of the care, permanence or
    pathway plan dated from its day on: by the day agreed, else the day the version began.

Why it matters to the child:
    What was promised at the review is worth what stands in the plan afterwards. Where the plan
    stays as it was, school, carers and family go on working to the old one.

The standard:
    No law sets how soon; commonly expected is a version within 10 working days of each review,
    the day of the review included. A series of meetings counts on the day it was completed.
    Where the child leaves care or turns 18 inside that time without one, it does not apply.

Met:
    Review on Wednesday 4 March 2026; a care plan agreed on 18 March, the tenth working day.

Not met:
    Review on 4 March 2026; the next care plan was agreed on 19 March.

What it cannot see:
    Whether the version holds what the review decided. A review after which nothing had to
    change: it too wants a version with a date, so that everybody knows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import left_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Review
from qaudit.cases.permanence import plans_with_goals
from qaudit.cases.reviews import held_reviews
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, judge_next
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    updated: Duration = length_of_time(
        "10 working days", "after a review: a version of the care plan within"
    )


@check(
    "PLN02",
    "plan-updated-after-review",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="commonly expected; no law sets the time (SI 2010/959 reg 6(1): the plan is kept under "
    "review)",
    needs=("plans", "reviews"),
    settings=Settings,
    wording=Wording(
        counted="reviews",
        met="are followed by an updated plan",
        effect="plans do not say what reviews decided",
    ),
)
def plan_updated_after_review(case: Case, settings: Settings) -> Iterator[Finding]:
    by_day = dict(reversed(held_reviews(case, "child_in_care")))
    untyped = held_reviews(case, None)
    for day in sorted(by_day):
        yield judge_review(case, day, by_day[day], settings)
    for day, review in untyped:
        yield Observation(
            outcome=Outcome.CANNOT_TELL,
            about=review,
            on=day,
            message="what type of review it was is not recorded",
        )
    if not by_day and not untyped:
        yield none_recorded(case, "reviews", "no review of a child in care was held")


def judge_review(case: Case, day: date, review: Review, settings: Settings) -> Observation:
    observed = partial(Observation, about=review, on=day)
    try:
        last = settings.updated.after(day)
    except CalendarEnds as ends:
        return observed(outcome=Outcome.CANNOT_TELL, message=str(ends))
    versions = plans_with_goals(case)
    place = bisect_left(versions, day, key=lambda version: version[0])
    decided, plan = versions[place] if place < len(versions) else (None, None)
    verdict = judge_next(case, "plans", decided, first=day, last=last)
    left = None if verdict.outcome is Outcome.MET else left_care(case, day)
    if left and left <= last:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"in care only until {long_date(left)}, inside the time for a new version",
            due=last,
        )
    return observed(
        outcome=verdict.outcome,
        message=f"review on {long_date(day)}: {in_words(verdict, last)}",
        due=last,
        done=verdict.done,
        days_late=verdict.days_late,
        evidence=[reference(plan, "the next version")] if plan else [],
    )


def in_words(verdict: Verdict, last: date) -> str:
    match verdict.outcome:
        case Outcome.MET:
            return f"the plan was updated on {long_date(verdict.done or last)}"
        case Outcome.NOT_DUE:
            return f"a version of the plan is due by {long_date(last)}"
        case Outcome.CANNOT_TELL:
            return verdict.why
        case _ if verdict.done:
            return f"the plan was not updated until {long_date(verdict.done)}"
        case _:
            return "the plan has not been updated since"
