"""Orders: spans under them, and times with parents."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from qaudit.cases.care import Span
from qaudit.cases.case import NotExported
from qaudit.cases.orders import CARE_ORDERS, clipped, joined, spans_under, times_with_parents
from support import case


def span(start: str, end: str | None = None) -> Span:
    return Span(date.fromisoformat(start), date.fromisoformat(end) if end else None)


def order(code: str, start: str, end: str | None = None) -> dict[str, Any]:
    return {"legal_status": code, "start_date": start, "end_date": end}


class TestJoined:
    def test_touching(self) -> None:
        """Spans that touch or overlap are one; a day between them keeps them apart."""
        made = joined(
            [
                span("2025-03-02", "2025-04-01"),
                span("2025-01-01", "2025-02-01"),
                span("2025-02-01", "2025-03-01"),
            ]
        )
        assert made == [span("2025-01-01", "2025-03-01"), span("2025-03-02", "2025-04-01")]

    def test_within(self) -> None:
        """A span within another adds nothing, and one without an end takes in what follows."""
        made = joined([span("2025-01-01"), span("2025-02-01", "2025-03-01")])
        assert made == [span("2025-01-01")]
        made = joined([span("2025-01-01", "2025-09-01"), span("2025-02-01", "2025-03-01")])
        assert made == [span("2025-01-01", "2025-09-01")]


class TestSpansUnder:
    def test_one_order_after_another(self) -> None:
        """A full order that follows an interim one goes on; other statuses are left out."""
        made = case(
            legal_statuses=[
                order("V2", "2024-01-08", "2024-02-05"),
                order("C1", "2024-02-05", "2024-08-15"),
                order("C2", "2024-08-15"),
            ]
        )
        assert spans_under(made, CARE_ORDERS) == [span("2024-02-05")]
        assert spans_under(made, {"C2"}) == [span("2024-08-15")]

    def test_not_exported(self) -> None:
        """Legal statuses that were not exported are not none."""
        with pytest.raises(NotExported):
            spans_under(case(), CARE_ORDERS)


class TestTimesWithParents:
    def test_one_for_each_parent(self) -> None:
        """Rows with one parent are one time; the other parent's is another."""
        rows = [
            {"placement_type": "P1", "carer_id": "M", "start_date": "2025-01-06"},
            {"placement_type": "P1", "carer_id": "M", "start_date": "2025-03-03"},
            {"placement_type": "P1", "carer_id": "F", "start_date": "2025-05-05"},
            {"placement_type": "U4", "carer_id": "C", "start_date": "2025-07-07"},
        ]
        for row, following in pairwise(rows):
            row["end_date"] = following["start_date"]
        found = times_with_parents(case(placements=rows))
        assert [time.span for time in found] == [
            span("2025-01-06", "2025-05-05"),
            span("2025-05-05", "2025-07-07"),
        ]
        assert [time.placement.pointer for time in found] == ["/placements/0", "/placements/2"]


def test_clipped() -> None:
    """A span that goes on, or ends later, is clipped to the last day."""
    last = date(2025, 6, 1)
    assert clipped(span("2025-01-01"), last) == last
    assert clipped(span("2025-01-01", "2025-09-01"), last) == last
    assert clipped(span("2025-01-01", "2025-05-01"), last) == date(2025, 5, 1)
