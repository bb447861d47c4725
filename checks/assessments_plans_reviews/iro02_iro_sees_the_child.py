"""The reviewing officer speaks with the child before each review.

What it looks at:
    Every review of a child in care that was held, and the reviewing officer's visits and
    consultations in the days before it, wherever they are recorded: as the officer's activity or
    as visits.

Why it matters to the child:
    In a room full of adults a child seldom says what is wrong. The officer who asked beforehand,
    alone, can say it for them or ask the right question.

The standard:
    The officer speaks with the child in private about what the review is to consider
    (regulation 36). How long before is local practice: here, in the 30 days up to and on the
    day of the review. A series of meetings
    counts from the first of them back. A child under 4 is left out, unless the record says that
    the child understands; one whose understanding is limited, too. A visit in which the child
    was not seen does not count.

Met:
    Review on 4 March 2026; the officer visited on 2 February, 30 days before.

Not met:
    Review on 4 March 2026; the officer's last visit was on 1 February.

What it cannot see:
    Whether they spoke alone, and a talk of which nothing was recorded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import IroActivity, Item, Review
from qaudit.cases.reviews import held_reviews
from qaudit.cases.visits import child_was_seen, understands
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import judge_window
from qaudit.checking.observations import Finding, Observation, cannot_tell, reference
from qaudit.checking.settings import count, length_of_time, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    before: Duration = length_of_time(
        "30 days", "the officer speaks with the child in this long before the review"
    )
    types: tuple[str, ...] = words(("visit", "consultation"), "the officer's activity that counts")
    from_age: int = count(4, "younger children are left out, in years")


@check(
    "IRO02",
    "iro-sees-the-child",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="SI 2010/959 reg 36; IRO Handbook (2010), chapter 3; the window is local",
    needs=("reviews",),
    settings=Settings,
    wording=Wording(
        counted="reviews",
        met="are preceded by a talk between the reviewing officer and the child",
        effect="the officer who chairs the review has not heard from the child beforehand",
    ),
)
def iro_sees_the_child(case: Case, settings: Settings) -> Iterator[Finding]:
    held = held_reviews(case, "child_in_care")
    spoken = spoken_with(case, settings)
    if held and not spoken and not case.exports("iro_activity"):
        yield cannot_tell("whether the officer spoke with the child: activity not exported")
        return
    activity = case.iro_activity if case.exports("iro_activity") else ()
    untyped = [one for one in activity if one.type is None]
    for day, review in held:
        yield judge(case, review, day, spoken, untyped, settings)
    if not held:
        yield none_recorded(case, "reviews", "no review of a child in care is recorded as held")


def spoken_with(case: Case, settings: Settings) -> list[tuple[date, Item]]:
    """The days on which the reviewing officer spoke with the child, as far as exported."""
    activity = case.iro_activity if case.exports("iro_activity") else ()
    visits = case.visits if case.exports("visits") else ()
    found: list[tuple[date, Item]] = [
        (one.date, one) for one in activity if one.date and one.type in settings.types
    ]
    found += [
        (visit.date, visit)
        for visit in visits
        if visit.date and visit.type == "iro" and child_was_seen(visit)
    ]
    return sorted(found, key=lambda entry: entry[0])


def judge(
    case: Case,
    review: Review,
    held: date,
    spoken: list[tuple[date, Item]],
    untyped: list[IroActivity],
    settings: Settings,
) -> Observation:
    day = min(review.date or held, held)
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(review, "the review"),
        on=held,
        due=day,
    )
    understanding = understands(case, day, settings.from_age)
    try:
        first = settings.before.before(day)
    except CalendarEnds as ends:
        return observed(message=str(ends))
    at = f"before the review of {long_date(day)}"
    place = bisect_right(spoken, day, key=lambda entry: entry[0])
    last = spoken[place - 1] if place else None
    if last and last[0] >= first:
        done, item = last
        return observed(
            outcome=Outcome.MET,
            message=f"the reviewing officer spoke with the child on {long_date(done)}, {at}",
            done=done,
            evidence=[reference(item, "spoke with the child")],
        )
    if understanding is False:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"the child is not of an age or understanding to be spoken with, {at}",
        )
    verdict = judge_window(case, "iro_activity", first=first, last=day, done=())
    if verdict.outcome is Outcome.CANNOT_TELL:
        return observed(message=f"whether the officer spoke with the child {at}: {verdict.why}")
    if verdict.outcome is Outcome.NOT_DUE:
        return observed(
            outcome=Outcome.NOT_DUE, message=f"the officer may yet speak with the child, {at}"
        )
    if understanding is None:
        return observed(message=f"the child's age is not recorded, and no talk {at}")
    if of_no_type := [one for one in untyped if one.date and first <= one.date <= day]:
        return observed(
            message=f"what kind of activity the officer's was {at} is not recorded",
            evidence=[reference(of_no_type[0], "of no recorded type")],
        )
    return observed(
        outcome=Outcome.NOT_MET,
        message=f"no talk of the reviewing officer with the child {at}"
        + (f", the last was on {long_date(last[0])}" if last else ""),
        evidence=[reference(last[1], "the last before")] if last else [],
    )
