"""Periods of care, stays with a carer and changes of carer: what follows from a case.

All intervals are half-open: a child is no longer in a placement, period or plan on the day
it ends, because the next one starts that day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from attrs import evolve, frozen

from qaudit.cases.calendar import birthday
from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import CarePeriod, Item, Placement
from qaudit.cases.once import once

TEMPORARY_TYPES = frozenset({"T0", "T1", "T2", "T3", "T4"})
"""Temporary absence from a placement that stays open (SSDA903, PLACE)."""

ADULT = 18


@frozen
class Span:
    """From `start` up to, not with, `end`; None: without one."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def days_of(self, days: Sequence[date]) -> Sequence[date]:
        """Of some days in order those in it; the day it ended counts for it, too."""
        first = bisect_left(days, self.start)
        return days[first:] if self.end is None else days[first : bisect_right(days, self.end)]

    def overlap(self, other: Span) -> Span | None:
        """The time that is in both; None where there is none."""
        start = max(self.start, other.start)
        end = min(self.end, other.end) if self.end and other.end else self.end or other.end
        return Span(start, end) if end is None or start < end else None


class Lasting(Protocol):
    """What has a start and an end in the record."""

    @property
    def start_date(self) -> date | None: ...
    @property
    def end_date(self) -> date | None: ...


Lasted = TypeVar("Lasted", bound=Lasting)


def span_of(lasting: Lasting) -> Span | None:
    """When something lasted; None where its start is not recorded."""
    if lasting.start_date is None:
        return None
    return Span(lasting.start_date, lasting.end_date)


def spans_of(items: Iterable[Lasting]) -> list[Span]:
    """When each of some things lasted, in order of their starts."""
    spans = [span for item in items if (span := span_of(item))]
    return sorted(spans, key=lambda span: (span.start, span.end or date.max))


def joined(
    items: Iterable[Lasted], when: Callable[[Lasted], Span | None] = span_of
) -> list[tuple[Span, Lasted]]:
    """When some things lasted, those that touch taken as one, each with its first item.

    One without an end is followed by the next: a new version, or an order that was renewed.
    """
    found: list[tuple[Span, Lasted]] = []
    lasted = [(span, item) for item in items if (span := when(item))]
    for span, item in sorted(lasted, key=lambda entry: entry[0].start):
        before = found[-1][0] if found else None
        if before and (before.end is None or span.start <= before.end):
            end = max(before.end, span.end) if before.end and span.end else span.end
            found[-1] = (Span(before.start, end), found[-1][1])
        else:
            found.append((span, item))
    return found


def eighteenth_birthday(case: Case) -> date | None:
    """The day the child turns 18; None where the date of birth is not recorded."""
    born = case.child.date_of_birth
    return birthday(born, ADULT) if born else None


@frozen
class PeriodOfCare:
    """A time looked after, from entry to leaving care.

    Attributes:
        span: when. A child is looked after no longer than to the 18th birthday.
        entry_seen: whether the entry is in the record; if not, the child may have been
            looked after before `span.start`.
        item: the period, or the placement that shows it.
    """

    span: Span
    entry_seen: bool
    item: Item


@once_a_case
def periods_of_care(case: Case) -> tuple[PeriodOfCare, ...]:
    """The child's periods of care, in order.

    A period that starts on the day another ended, or before, is a break in the recording: one
    period. Where periods were not exported they are read from the placements: entry from a
    start reason of S, leaving from the end of the last placement.

    Raises:
        NotExported: neither care periods nor placements were exported.
    """
    if case.exports("care_periods"):
        found = _from_care_periods(case.care_periods)
    else:
        found = _from_placements(case.placements)
    adult = eighteenth_birthday(case)
    if adult is None:
        return tuple(found)
    return tuple(_clamped(period, adult) for period in found if period.span.start < adult)


def _from_care_periods(items: Iterable[CarePeriod]) -> list[PeriodOfCare]:
    periods: list[PeriodOfCare] = []
    for item in sorted(items, key=lambda item: item.start_date or date.min):
        span = span_of(item)
        if span is None:
            continue
        if periods and _goes_on(periods[-1].span, span.start):
            periods[-1] = _extended(periods[-1], span)
        else:
            periods.append(PeriodOfCare(span, True, item))
    return periods


def _goes_on(span: Span, day: date) -> bool:
    """Whether what starts on a day is less than a day apart from a span before it."""
    return span.end is None or day <= span.end


def _from_placements(items: Iterable[Placement]) -> list[PeriodOfCare]:
    periods: list[PeriodOfCare] = []
    for item in _in_order(items):
        span = span_of(item)
        assert span is not None
        enters = item.start_reason == "S"
        if not periods or (enters and not _goes_on(periods[-1].span, span.start)):
            periods.append(PeriodOfCare(span, enters, item))
        else:
            periods[-1] = _extended(periods[-1], span)
    return periods


def _extended(period: PeriodOfCare, span: Span) -> PeriodOfCare:
    ends = (period.span.end, span.end)
    end = None if None in ends else max(end for end in ends if end)
    return evolve(period, span=Span(period.span.start, end))


def _clamped(period: PeriodOfCare, adult: date) -> PeriodOfCare:
    end = min(period.span.end or adult, adult)
    return evolve(period, span=Span(period.span.start, end))


def period_of_care_on(case: Case, day: date) -> PeriodOfCare | None:
    """The period of care that a day is in, if it is in one.

    Raises:
        NotExported: neither care periods nor placements were exported.
    """
    return next((period for period in periods_of_care(case) if period.span.holds(day)), None)


def left_care(case: Case, day: date) -> date | None:
    """When the period of care that a day was in ended, or will with the 18th birthday.

    What is dated on the day a period ended belongs to that period. None: it goes on, or no
    period that was exported holds the day.
    """
    if not (case.exports("care_periods") or case.exports("placements")):
        return None
    periods = periods_of_care(case)
    spans = [one.span for one in periods if one.span.start <= day]
    last = spans[-1].end if spans else None
    return last if last and day <= last else None


class Beginning(StrEnum):
    """How a stay with a carer began."""

    ENTRY = "entry to care"
    CHANGE = "change of carer"
    UNCLEAR = "neither the carers nor the reason for the move are recorded"


@frozen(slots=False)
class Stay:
    """A child's time with one carer, over all the placement rows it is recorded in.

    Attributes:
        placements: those rows, in order; temporary absences are none of them.
        begins: how it began.
        previous: the last placement with the carer before; None where the record has none.
        days_unaccounted: the days before it that no placement accounts for, temporary
            absences included.
    """

    placements: tuple[Placement, ...]
    begins: Beginning
    previous: Placement | None
    days_unaccounted: int = 0

    @property
    def placement(self) -> Placement:
        """The row it began with."""
        return self.placements[0]

    @property
    def carer_id(self) -> str | None:
        """The carer, as far as one of the rows says."""
        return next((row.carer_id for row in reversed(self.placements) if row.carer_id), None)

    @once
    def span(self) -> Span:
        end = self.placements[-1].end_date
        return Span(self.start, end)

    @once
    def start(self) -> date:
        start = self.placements[0].start_date
        assert start is not None
        return start


@once_a_case
def stays(case: Case) -> tuple[Stay, ...]:
    """The child's stays in care, one for each carer in turn.

    The carer decides whether a new placement row is a new stay; where the carer is not
    recorded on both sides the start reason does (SSDA903, RNE: P and B are a change of carer;
    L, T and U are not). A temporary absence (PLACE T0 to T4) interrupts no stay. A return to
    an earlier carer is a stay of its own. After the 18th birthday nobody is in care.

    Raises:
        NotExported: placements were not exported.
    """
    adult = eighteenth_birthday(case)
    found: list[Stay] = []
    accounted_until: date | None = None
    for placement in _in_order(case.placements):
        start = placement.start_date
        assert start is not None
        missing = max(0, (start - (accounted_until or start)).days)
        accounted_until = max(accounted_until or start, placement.end_date or date.max)
        if placement.placement_type in TEMPORARY_TYPES or (adult and start >= adult):
            continue
        before = found[-1] if found else None
        begins = _beginning(case, before, placement, start)
        if before and begins is None:
            found[-1] = evolve(before, placements=(*before.placements, placement))
        else:
            previous = before.placements[-1] if before else None
            found.append(Stay((placement,), begins or Beginning.ENTRY, previous, missing))
    return tuple(found)


def changes_of_carer(case: Case) -> tuple[Stay, ...]:
    """The stays that began, or may have begun, with a move from another carer.

    Raises:
        NotExported: placements were not exported.
    """
    return tuple(stay for stay in stays(case) if stay.begins is not Beginning.ENTRY)


def _in_order(items: Iterable[Placement]) -> list[Placement]:
    """Placements by the day they started; one without a start cannot be placed in time."""
    dated = [item for item in items if item.start_date]
    return sorted(dated, key=lambda item: (item.start_date or date.min, item.end_date or date.max))


def _beginning(
    case: Case, before: Stay | None, placement: Placement, start: date
) -> Beginning | None:
    """How a placement began a stay; None where the stay before it goes on."""
    reason = placement.start_reason
    moved_in = reason in ("P", "B")
    if reason == "S":
        return Beginning.ENTRY
    if before is None:
        # The first in the record; a P or B says that there was another before it.
        return Beginning.CHANGE if moved_in else Beginning.ENTRY
    if _enters_care(case, before.placements[-1], start):
        return Beginning.ENTRY
    if placement.carer_id and before.carer_id:
        return Beginning.CHANGE if placement.carer_id != before.carer_id else None
    if reason is None:
        return Beginning.UNCLEAR
    return Beginning.CHANGE if moved_in else None


def _enters_care(case: Case, previous: Placement, start: date) -> bool:
    """Whether a recorded period of care began after one placement, by the start of the next."""
    if not case.exports("care_periods"):
        return False
    period = period_of_care_on(case, start)
    assert previous.start_date is not None
    return period is not None and previous.start_date < period.span.start


def temporary_absences(case: Case) -> tuple[Placement, ...]:
    """The placement rows coded as a temporary absence, in order."""
    return tuple(
        item for item in _in_order(case.placements) if item.placement_type in TEMPORARY_TYPES
    )
