"""A change of carer is considered at a review of the child's case.

What it looks at:
    Every move from one carer to another, and the reviews of a child in care around it. A
    planned move wants a review in the weeks up to and on the day of the move; an unplanned
    one a review after the move. Where the record does not say whether a move was planned,
    either will do.

Why it matters to the child:
    A move is the largest thing that can happen to a child in care. A review is where the
    child, the carers and an independent person ask whether it is right, and what must change
    because of it: school, contact, health, the plan itself.

The standard:
    Regulation 14: a placement may be ended only after a review, except at immediate risk of
    significant harm to the child or of serious injury to others (14(3)). Regulation 32(2): no
    significant change to the care plan unless first considered at a review, where reasonably
    practicable. How long after an unplanned move is commonly expected, not law. Not a change
    of carer: the same carer (whatever the reason recorded), a temporary absence (T0 to T4),
    entry to care, leaving it. A series of meetings counts on the day it was completed. Where
    the child leaves care or turns 18 inside an open window, nothing can be reviewed.

Met:
    Unplanned move on Wednesday 4 March 2026; a review on 25 March, the 15th working day.

Not met:
    Planned move on 4 March 2026; the last review was on 20 January, 43 days before it.

What it cannot see:
    What the review said of the move. Moves that regulation 14(5) excepts look like any other
    and have to be waived by hand. With neither carers nor reasons recorded it cannot tell
    whether the carer changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import (
    Beginning,
    Stay,
    changes_of_carer,
    period_of_care_on,
    periods_of_care,
    temporary_absences,
)
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Review
from qaudit.cases.reviews import begun_in_time, held_reviews, reviews_around
from qaudit.checking.check import check
from qaudit.checking.deadlines import NOTHING_DUE, UNKNOWN, Verdict, judge_window
from qaudit.checking.observations import (
    Finding,
    Note,
    NothingToJudge,
    Observation,
    Reference,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    before_planned: Duration = length_of_time(
        "28 days", "a planned move: a review in this long up to and on the day of the move"
    )
    after_unplanned: Duration = length_of_time(
        "20 working days", "an unplanned move: a review after it and within this long"
    )
    long_absence: Duration = length_of_time(
        "28 days", "a temporary absence that lasts longer is pointed out"
    )


@check(
    "REV02",
    "review-after-placement-change",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/959 regs 14 and 32(2); the windows are local",
    needs=("placements", "reviews"),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="moves to another carer",
        met="are considered at a review",
        effect="children move without their plan being thought through again",
    ),
)
def review_after_placement_change(case: Case, settings: Settings) -> Iterator[Finding]:
    moves = changes_of_carer(case)
    for move in moves:
        yield judge_move(case, move, settings)
    if not moves:
        yield no_change_of_carer(case)
    yield from long_absences(case, settings)


def no_change_of_carer(case: Case) -> NothingToJudge:
    """Nothing to judge, if all placements are known and can be put in order."""
    if any(placement.start_date is None for placement in case.placements):
        return cannot_tell("whether the carer changed: a placement has no start date")
    if why := case.why_unseen("placements", case.known_until, case.known_until):
        return cannot_tell(f"whether the carer changed: {why}")
    known_from = case.coverage("placements").start
    return not_applicable(
        "no change of carer" + (f" since {long_date(known_from)}" if known_from else "")
    )


def judge_move(case: Case, move: Stay, settings: Settings) -> Observation:
    reviews = held_reviews(case, "child_in_care")
    due, verdict, message = came_of_move(case, move, reviews, settings)
    return Observation(
        outcome=verdict.outcome,
        about=reference(move.placement, "the move"),
        on=move.start,
        message=message,
        due=due,
        done=verdict.done,
        days_late=verdict.days_late,
        evidence=around(move, reviews),
        facts={"planned": move.placement.planned},
    )


def came_of_move(
    case: Case, move: Stay, reviews: list[tuple[date, Review]], settings: Settings
) -> tuple[date | None, Verdict, str]:
    """By when a review was due, as far as it was and that is known; what came of it, in words."""
    day, planned = move.start, move.placement.planned
    if move.begins is Beginning.UNCLEAR:
        return None, UNKNOWN, f"whether the carer changed on {long_date(day)}: {move.begins.value}"
    period = period_of_care_on(case, day)
    if period is None and not case.why_unseen("care_periods", day, day):
        if any(period.span.end == day for period in periods_of_care(case)):
            return None, NOTHING_DUE, f"the child left care on {long_date(day)}"
        where = "in no period of care that is recorded"
        return None, UNKNOWN, f"placed on {long_date(day)}, but {where}"
    try:
        first = day if planned is False else settings.before_planned.before(day)
        last = day if planned else settings.after_unplanned.after(day)
    except CalendarEnds as ends:
        return None, UNKNOWN, str(ends)
    left = period.span.end if period else None
    counting = days_that_count(reviews, move, left)
    verdict = judge_window(case, "reviews", first=first, last=last, done=counting)
    if verdict.outcome is not Outcome.MET and not planned and left and left <= last:
        until = f"in care only until {long_date(left)}"
        return last, NOTHING_DUE, f"{until}, inside the time for a review"
    message = in_words(verdict, move, last) + gap_in_recording(move)
    if verdict.outcome is Outcome.NOT_MET:
        unclear = days_that_count(held_reviews(case, None), move, left)
        if any(first <= maybe <= last for maybe in unclear):
            why = f"the type of a review near the move on {long_date(day)} is not recorded"
            return last, UNKNOWN, why
        if begun_in_time(first, last, reviews):
            message += "; a series of meetings began in time and was completed after it"
    return last, verdict, message


def days_that_count(
    reviews: list[tuple[date, Review]], move: Stay, left: date | None
) -> list[date]:
    """The days of reviews that can be reviews of a move, if they lie in its window.

    On the day of an unplanned move that is a review whose reason was the move; nothing is
    reviewed after the child left care.
    """
    unplanned = move.placement.planned is False
    return [
        day
        for day, review in reviews
        if (left is None or day <= left)
        and not (unplanned and day == move.start and review.trigger != "placement_change")
    ]


def around(move: Stay, reviews: list[tuple[date, Review]]) -> list[Reference]:
    """The placement before a move, the last review before it and the first from its day on."""
    before, after = reviews_around(move.start, reviews)
    shown = (
        (move.previous, "the placement before"),
        (before, "the last review before"),
        (after, "the first review from the day of the move"),
    )
    return [reference(item, note) for item, note in shown if item]


def gap_in_recording(move: Stay) -> str:
    days = move.days_unaccounted
    return f" ({days} days without a placement before the move)" if days else ""


def in_words(verdict: Verdict, move: Stay, last: date) -> str:
    planned = move.placement.planned
    kind = (
        "move, not said to be planned or not,"
        if planned is None
        else ("planned move" if planned else "unplanned move")
    )
    moved = f"{kind} on {long_date(move.start)}"
    match verdict.outcome:
        case Outcome.MET:
            return f"{moved}: reviewed on {long_date(verdict.done or last)}"
        case Outcome.NOT_DUE:
            return f"{moved}: a review is due by {long_date(last)}"
        case Outcome.CANNOT_TELL:
            return f"{moved}: {verdict.why}"
        case _ if verdict.done:
            return f"{moved}: no review in time, the next was on {long_date(verdict.done)}"
        case _:
            return f"{moved}: no review in time, and none since"


def long_absences(case: Case, settings: Settings) -> Iterator[Note]:
    for absence in temporary_absences(case):
        start = absence.start_date
        assert start is not None
        until = absence.end_date or case.known_until
        if until > settings.long_absence.after(start):
            days = (until - start).days
            yield Note(
                message=f"recorded as a temporary absence for {days} days, so no change of carer",
                evidence=(absence,),
            )
