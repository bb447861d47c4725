"""Reviews as they count: held, once each, on the day they were completed; when they fall due."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from operator import itemgetter

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import PeriodOfCare
from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import Item, Review


def held_on(review: Review) -> date | None:
    """The day a review counts on: a series of meetings on the day it was completed.

    A cancelled review was not held.
    """
    return None if review.cancelled else review.completed_date or review.date


@once_a_case
def _held(case: Case) -> dict[str | None, list[tuple[date, Review]]]:
    by_type: dict[str | None, list[tuple[date, Review]]] = {}
    for review in case.reviews:
        day = held_on(review)
        if day is not None:
            by_type.setdefault(review.type, []).append((day, review))
    for reviews in by_type.values():
        reviews.sort(key=lambda held: (held[0], held[1].pointer))
    return by_type


def held_reviews(case: Case, kind: str | None) -> list[tuple[date, Review]]:
    """The reviews of a type that were held, with the day each counts on, in order.

    A type of None gives those whose type is not recorded.

    Raises:
        NotExported: reviews were not exported.
    """
    return _held(case).get(kind, [])


def begun_in_time(first: date, last: date, held: list[tuple[date, Review]]) -> bool:
    """Whether a series of meetings began in a window and was completed after it."""
    return any(review.date and first <= review.date <= last < day for day, review in held)


def reviews_around(
    day: date, held: list[tuple[date, Review]]
) -> tuple[Review | None, Review | None]:
    """The last review before a day and the first from that day on, of some in order."""
    place = bisect_left(held, day, key=itemgetter(0))
    before = held[place - 1][1] if place else None
    return before, held[place][1] if place < len(held) else None


def reviews_of_period(case: Case, period: PeriodOfCare) -> list[tuple[date, Review]]:
    """The reviews of a child in care held in a period of care, one for each day, in order.

    One held on the day the child left care belongs to the period that ended. Where the entry
    is not in the record, all before the period are of it.

    Raises:
        NotExported: reviews were not exported.
    """
    start = period.span.start if period.entry_seen else date.min
    end = period.span.end or date.max
    by_day: dict[date, Review] = {}
    for day, review in held_reviews(case, "child_in_care"):
        if start <= day <= end:
            by_day.setdefault(day, review)
    return list(by_day.items())


@frozen(kw_only=True)
class Pace:
    """How soon reviews of a child in care follow each other: as regulation 33 has it, unless said.

    Attributes:
        first: from entry to care to the first review.
        second: from the first to the second.
        later: from any other to the next.
    """

    first: Duration = Duration.parse("20 working days")
    second: Duration = Duration.parse("3 months")
    later: Duration = Duration.parse("6 months")


STATUTORY_PACE = Pace()


@frozen(kw_only=True)
class ReviewDue:
    """A review that a period of care asked for, held or not.

    Attributes:
        period: the period of care.
        number: 1 for the first that is seen, and so on.
        since: the day from which its time runs: entry to care, or the review before it.
        runs_from: what happened on that day.
        allowed: how long after that day it may be.
        perhaps: a shorter time that may have been the one allowed, where it is not known
            whether the review before it was the first of all.
        held: the day it was held, and the review; None: not held.
    """

    period: PeriodOfCare
    number: int
    since: date
    runs_from: Item
    allowed: Duration
    perhaps: Duration | None
    held: tuple[date, Review] | None

    @property
    def due(self) -> date:
        """The last day on which it is in time.

        Raises:
            CalendarEnds: it counts working days beyond the known bank holidays.
        """
        return self.allowed.after(self.since)

    @property
    def falls_due(self) -> bool:
        """Whether the child was in care on that day; if not, nothing fell due.

        Raises:
            CalendarEnds: as for `due`.
        """
        return self.period.span.end is None or self.due < self.period.span.end


def reviews_due(
    case: Case, period: PeriodOfCare, pace: Pace = STATUTORY_PACE
) -> Iterator[ReviewDue]:
    """The reviews that a period of care asked for, in order; the last is still to be held.

    Each runs from the one held before it, a series of meetings from its completion.

    Raises:
        NotExported: reviews were not exported.
    """
    first_may_be_unseen = _first_may_be_unseen(case, period)
    first_is_unseen = first_may_be_unseen and _seen_too_late_for_the_first(case, period, pace)
    since: date = period.span.start
    runs_from: Item = period.item
    for number, held in enumerate([*reviews_of_period(case, period), None], start=1):
        allowed, perhaps = pace.later, None
        if number == 1:
            allowed = pace.first
        elif number == 2 and not first_is_unseen:
            allowed = pace.later if first_may_be_unseen else pace.second
            perhaps = pace.second if first_may_be_unseen else None
        yield ReviewDue(
            period=period,
            number=number,
            since=since,
            runs_from=runs_from,
            allowed=allowed,
            perhaps=perhaps,
            held=held,
        )
        if held:
            since, runs_from = held


def _first_may_be_unseen(case: Case, period: PeriodOfCare) -> bool:
    """Whether there may have been reviews in a period before the first that is seen."""
    start = period.span.start
    return not period.entry_seen or case.why_unseen("reviews", start, start) is not None


def _seen_too_late_for_the_first(case: Case, period: PeriodOfCare, pace: Pace) -> bool:
    """Whether reviews are known only from a day by which even the second had fallen due."""
    known_from = case.coverage("reviews").start
    try:
        return known_from is not None and known_from > pace.second.after(
            pace.first.after(period.span.start)
        )
    except CalendarEnds:
        return False


def held_twice(case: Case, kind: str = "child_in_care") -> list[Review]:
    """The reviews of a type that repeat one of the same day: they are counted once.

    Raises:
        NotExported: reviews were not exported.
    """
    held = held_reviews(case, kind)
    return [review for (before, _), (day, review) in pairwise(held) if day == before]
