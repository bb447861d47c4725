"""A care leaver's personal adviser visits, first within days of each move.

What it looks at:
    For each accommodation of a care leaver, how soon after it was provided the personal adviser
    visited, whether there was another visit before the pathway plan's review, and the gaps
    between visits from then on.

Why it matters to the child:
    A young person alone in a first home can lose it within weeks, and may tell nobody. The
    adviser is the one person whose duty it is to come and look.

The standard:
    Regulation 8(2), in accommodation that the council provides: within 7 days of its first being
    provided, again before the pathway plan is reviewed, then at most 2 months apart. In any other
    accommodation, or where the record does not say who provides it, the same is expected as
    local practice, which no law sets. It is for those who have left care: accommodation that
    began before is judged from that day on, without a first week; to the 25th birthday. The
    dates of the leaving care record and successful visits of type personal_advisor count, one
    for each day; the visit before the review may be on its day, and is a second one.

Met:
    Moved on Monday 5 January 2026 into a flat that the council provides; visited on 12 January.

Not met:
    Moved on Monday 5 January 2026 into a flat that the council provides; visited on 13 January.

What it cannot see:
    Contact of other kinds (pathway_contacts are none), and what was found at a visit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import evolve, frozen

from qaudit.cases.calendar import Duration, birthday
from qaudit.cases.care import Span, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.intervals import shortest_by_day
from qaudit.cases.model import Accommodation
from qaudit.cases.reviews import held_reviews
from qaudit.cases.visits import PERSONAL_ADVISER, visits_that_count
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import (
    Finding,
    Observation,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.recurrence import Recurring, Turn, in_words, turns
from qaudit.checking.settings import count, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    first_visit: Duration = length_of_time(
        "7 days", "the first visit after accommodation was first provided"
    )
    later: Duration = length_of_time("2 months", "between visits from then on")
    until_age: int = count(25, "up to this age, in years")


@frozen
class Visiting:
    """The visits of personal advisers, and where they are recorded.

    Attributes:
        section: the section that an absence is read from.
        days: the days of the visits, in order.
        unsure: the days on which there may have been one.
    """

    section: str
    days: tuple[date, ...]
    unsure: tuple[date, ...]


@check(
    "LVR02",
    "personal-adviser-visits",
    area=Area.LVR,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/2571 reg 8(2); elsewhere than in accommodation the council provides local",
    needs=("care_leaving",),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="visits by personal advisers",
        met="are made in time",
        effect="young people who have left care are without contact for too long",
    ),
)
def personal_adviser_visits(case: Case, settings: Settings) -> Iterator[Finding]:
    visiting = visits_of_advisers(case)
    homes = [home for item in case.care_leaving for home in item.accommodation or ()]
    judged = [(home, span) for home in homes if (span := span_to_judge(case, home, settings))]
    if not case.care_leaving:
        yield none_recorded(case, "care_leaving", "no record of leaving care")
    elif not homes and any(item.accommodation is None for item in case.care_leaving):
        yield cannot_tell("accommodation is not recorded")
    elif visiting is None:
        yield cannot_tell("neither the adviser's visits nor visits exported")
    elif any(home.start_date is None for home in homes) and not judged:
        yield cannot_tell("since when the accommodation was provided is not recorded")
    elif not judged:
        yield not_applicable("no accommodation after leaving care")
    else:
        for home, span in judged:
            yield from judge_home(case, home, span, visiting, settings)


def visits_of_advisers(case: Case) -> Visiting | None:
    """The visits of personal advisers; None where neither place was exported."""
    recorded = [item.personal_advisor_visits for item in case.care_leaving]
    days = {day for found in recorded for day in found or ()}
    in_record = any(found is not None for found in recorded)
    if not case.exports("visits"):
        return Visiting("care_leaving", tuple(sorted(days)), ()) if in_record else None
    counted = visits_that_count(case, PERSONAL_ADVISER)
    days.update(counted.days)
    # What one place does not show the other may: an absence is read from the adviser's own.
    section = "care_leaving" if in_record else "visits"
    return Visiting(section, tuple(sorted(days)), counted.unsure)


def span_to_judge(case: Case, home: Accommodation, settings: Settings) -> Span | None:
    """The time in a home after leaving care; None where there is none."""
    if home.start_date is None:
        return None
    born = case.child.date_of_birth
    ends = [home.end_date, birthday(born, settings.until_age) if born else None]
    end = min((day for day in ends if day), default=None)
    start = max(home.start_date, left_care(case, home.start_date) or home.start_date)
    in_time = start <= case.known_until and (end is None or start < end)
    return Span(start, end) if in_time else None


def left_care(case: Case, day: date) -> date | None:
    """When the period of care ended that a day is in, if it is in one."""
    if not (case.exports("care_periods") or case.exports("placements")):
        return None
    spans = [period.span for period in periods_of_care(case) if period.span.holds(day)]
    return (spans[0].end or date.max) if spans else None


def judge_home(
    case: Case, home: Accommodation, span: Span, visiting: Visiting, settings: Settings
) -> Iterator[Observation]:
    first_provided = span.start == home.start_date
    recurring = Recurring(
        section=visiting.section,
        span=span,
        stages=shortest_by_day([(Span(span.start), settings.later, "between visits")]),
        first=settings.first_visit if first_provided else None,
    )
    for turn in turns(case, recurring, visiting.days, visiting.unsure):
        yield judge_turn(home, span, turn)
    if first_provided:
        yield from before_review(case, home, span, visiting)


def force_of(home: Accommodation) -> Force:
    return Force.STATUTORY if home.provided_by_council else Force.LOCAL


def where(home: Accommodation, span: Span) -> str:
    by = {True: "by the council", False: "not by the council", None: "by whom is not recorded"}
    return f"accommodation from {long_date(span.start)}, provided {by[home.provided_by_council]}"


def judge_turn(home: Accommodation, span: Span, turn: Turn) -> Observation:
    note = "first visit" if turn.is_first else f"after the visit of {long_date(turn.since)}"
    return Observation(
        outcome=turn.outcome,
        about=reference(home, note),
        aspect=note,
        on=turn.on,
        message=f"{where(home, span)}: {in_words(turn)}",
        due=turn.due,
        done=turn.following,
        days_late=turn.days_late,
        force=force_of(home),
        facts={"days": turn.days},
    )


def before_review(
    case: Case, home: Accommodation, span: Span, visiting: Visiting
) -> Iterator[Observation]:
    """Whether there was a second visit before the first review of the pathway plan in a home."""
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(home, "before the review"),
        aspect="before the review",
        on=span.start,
        message=f"{where(home, span)}: reviews not exported",
        force=force_of(home),
    )
    if not case.exports("reviews"):
        yield observed()
        return
    reviews = [
        (day, review)
        for day, review in held_reviews(case, "pathway")
        if span.start < day and (span.end is None or day <= span.end)
    ]
    if not reviews:
        return
    day, review = reviews[0]
    visits = [visit for visit in visiting.days if span.start <= visit <= day]
    found = evolve(
        observed(), on=day, due=day, evidence=[reference(review, "the pathway plan's review")]
    )
    place = f"{where(home, span)}: the pathway plan was reviewed on {long_date(day)}"
    if len(visits) > 1:
        message = f"{place}, after a second visit on {long_date(visits[-1])}"
        yield evolve(found, outcome=Outcome.MET, done=visits[-1], message=message)
    elif why := case.why_unseen(visiting.section, span.start, day):
        yield evolve(found, message=f"{place}; {why}")
    elif len(visits) + sum(span.start <= unsure <= day for unsure in visiting.unsure) > 1:
        yield evolve(found, message=f"{place}; whether a visit succeeded is not recorded")
    else:
        following = next((visit for visit in visiting.days if visit > day), None)
        yield evolve(
            found,
            outcome=Outcome.NOT_MET,
            done=following,
            days_late=((following or min(span.end or date.max, case.known_until)) - day).days,
            message=f"{place}, without a second visit before it",
        )
