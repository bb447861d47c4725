"""Care orders and the times that a child under one lived with parents: what follows from a case."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from attrs import frozen

from qaudit.cases.care import Span, spans_of, stays
from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import Placement

INTERIM_CARE_ORDER = "C1"
FULL_CARE_ORDER = "C2"
CARE_ORDERS = frozenset({INTERIM_CARE_ORDER, FULL_CARE_ORDER})

WITH_PARENTS = "P1"
"""Placed with parents or others with parental responsibility (SSDA903, PLACE)."""


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        before = found[-1] if found else None
        if before and (before.end is None or span.start <= before.end):
            ends = (before.end, span.end)
            found[-1] = Span(
                before.start, None if None in ends else max(end for end in ends if end)
            )
        else:
            found.append(span)
    return found


def spans_under(case: Case, orders: Collection[str]) -> list[Span]:
    """When one of some legal statuses was in force; one that follows another goes on.

    Raises:
        NotExported: legal statuses were not exported.
    """
    return joined(spans_of(item for item in case.legal_statuses if item.legal_status in orders))


@frozen
class TimeWithParents:
    """A stay with a parent, over all the placement rows it is recorded in.

    Attributes:
        span: when.
        placements: those rows, in order.
    """

    span: Span
    placements: tuple[Placement, ...]

    @property
    def placement(self) -> Placement:
        """The row it began with."""
        return self.placements[0]


@once_a_case
def times_with_parents(case: Case) -> tuple[TimeWithParents, ...]:
    """The times that the child was placed with a parent, one for each carer in turn.

    Raises:
        NotExported: placements were not exported.
    """
    found = []
    for stay in stays(case):
        rows = tuple(row for row in stay.placements if row.placement_type == WITH_PARENTS)
        if rows:
            start = rows[0].start_date
            assert start is not None
            found.append(TimeWithParents(Span(start, rows[-1].end_date), rows))
    return tuple(found)


def clipped(span: Span, last: date) -> date:
    """The day a span ended, or `last` where it goes on beyond that."""
    return min(span.end or last, last)
