"""The reviewing officer looks in on the child's plan between reviews.

What it looks at:
    Every six-month cycle, from one review of a child in care to the next, after the second
    review; and the reviewing officer's recorded checks in the middle of it.

Why it matters to the child:
    Six months is half a school year. Where nobody independent looks in between, a plan that
    stalled in the second week is found out in the twenty-sixth.

The standard:
    No law and no national rule asks for it. Here, the officer records at least one check
    (a midway review, monitoring, a visit or a consultation) between day 60 and day 120 after the
    review. Where the next review was held before the end of that time, or the child left care or
    turned 18 by then, there is nothing to judge. The time to the second review is no six-month
    cycle and is left out, and so is a cycle of which it is not known whether it is one.

Met:
    Review on 3 February 2026, the next on 3 August; a midway review on 3 June, day 120.

Not met:
    Review on 3 February 2026, the next on 3 August; a midway review on 4 June, day 121.

What it cannot see:
    What the officer looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import ONE_DAY, CalendarEnds, Duration
from qaudit.cases.care import periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import IroActivity
from qaudit.cases.reviews import STATUTORY_PACE, ReviewDue, reviews_due
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import judge_window
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import length_of_time, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    earliest: Duration = length_of_time("60 days", "the check is no earlier after the review")
    latest: Duration = length_of_time("120 days", "and no later")
    types: tuple[str, ...] = words(
        ("midway_review", "monitoring", "visit", "consultation"), "the activity that is a check"
    )


@check(
    "IRO01",
    "midway-review",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="no national rule; local practice",
    needs=("iro_activity", "reviews"),
    settings=Settings,
    wording=Wording(
        counted="intervals between reviews",
        met="have a check by the reviewing officer midway",
        effect="nobody independent looks at the plan between reviews",
    ),
)
def midway_review(case: Case, settings: Settings) -> Iterator[Finding]:
    activity = sorted((one for one in case.iro_activity if one.date), key=day_of)
    cycles = [
        cycle
        for period in periods_of_care(case)
        for cycle in reviews_due(case, period)
        if cycle.number > 1 and cycle.allowed == STATUTORY_PACE.later and cycle.perhaps is None
    ]
    for cycle in cycles:
        yield judge(case, cycle, activity, settings)
    if not cycles:
        yield none_recorded(case, "reviews", "no six-month cycle of reviews is recorded")


def day_of(activity: IroActivity) -> date:
    return activity.date or date.min


def judge(
    case: Case, cycle: ReviewDue, activity: list[IroActivity], settings: Settings
) -> Observation:
    left, held = cycle.period.span.end, cycle.held
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(cycle.runs_from, "the review before"),
        on=cycle.since,
        evidence=[reference(held[1], "the next review")] if held else [],
    )
    try:
        first, last = settings.earliest.after(cycle.since), settings.latest.after(cycle.since)
    except CalendarEnds as ends:
        return observed(message=str(ends))
    until = held[0] if held else case.known_until + ONE_DAY
    after_it, up_to = (bisect_right(activity, day, key=day_of) for day in (cycle.since, until))
    between = activity[after_it:up_to]
    checks = [one for one in between if one.type in settings.types]
    days = [one.date for one in checks if one.date]
    verdict = judge_window(case, "iro_activity", first=first, last=last, done=days)
    found = [
        reference(one, "the reviewing officer's check")
        for one in checks
        if one.date and verdict.done == one.date
    ][:1]
    observed = partial(observed, due=last, evidence=[*found, *observed.keywords["evidence"]])
    after = f"after the review of {long_date(cycle.since)}"
    if verdict.outcome is Outcome.MET and verdict.done:
        day = (verdict.done - cycle.since).days
        return observed(
            outcome=Outcome.MET,
            message=f"the reviewing officer looked in on day {day}, {after}",
            done=verdict.done,
            facts={"day": day},
        )
    if held and held[0] <= last:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"the next review came on {long_date(held[0])}, {after}",
        )
    if left and left <= last:
        return observed(
            outcome=Outcome.NOT_APPLICABLE, message=f"in care only until {long_date(left)}, {after}"
        )
    if verdict.outcome is Outcome.NOT_DUE:
        return observed(
            outcome=Outcome.NOT_DUE, message=f"a check is due by {long_date(last)}, {after}"
        )
    if verdict.outcome is Outcome.CANNOT_TELL:
        return observed(message=f"whether the officer looked in {after}: {verdict.why}")
    if any(one.type is None and one.date and first <= one.date <= last for one in between):
        return observed(message=f"what kind of activity the officer's was is not recorded, {after}")
    early = [day for day in days if day < first]
    said = f"; there was one on {long_date(early[-1])}, too early" if early else ""
    return observed(
        outcome=Outcome.NOT_MET,
        message=f"no check of the reviewing officer by {long_date(last)}, {after}{said}",
        done=verdict.done,
        days_late=verdict.days_late if verdict.done else None,
    )
