"""Visits as they count."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qaudit.cases.care import Span
from qaudit.cases.case import Case
from qaudit.cases.visits import (
    IN_CARE,
    child_was_seen,
    reason_given,
    understands,
    visits_in_care,
    visits_that_count,
)
from support import case


def visited(*visits: dict[str, Any], **named: Any) -> Case:
    return case(visits=[{"type": "child_in_care", **visit} for visit in visits], **named)


@pytest.mark.parametrize(
    ("visit", "expected"),
    [
        ({"seen": True}, True),
        ({"seen": False}, None),
        ({"successful": True}, True),
        ({"successful": True, "seen": False}, False),
        ({"successful": False, "seen": True}, False),
        ({}, None),
    ],
)
def test_child_was_seen(visit: dict[str, Any], expected: bool | None) -> None:
    """A visit that failed, or at which the child was not seen, is none; silence decides nothing."""
    assert child_was_seen(visited(visit).visits[0]) is expected


class TestVisitsThatCount:
    def test_one_a_day_of_its_types(self) -> None:
        """In order, once a day, a duty visit after others; those of other types not at all."""
        made = visited(
            {"visit_id": "V2", "date": "2026-02-02", "seen": True},
            {"visit_id": "V1", "date": "2026-01-05", "seen": True, "type": "duty"},
            {"visit_id": "V3", "date": "2026-01-05", "seen": True},
            {"visit_id": "V4", "date": "2026-02-02", "seen": True},
            {"visit_id": "V5", "date": "2026-03-02", "seen": True, "type": "private_fostering"},
        )
        counted = visits_that_count(made, IN_CARE)
        assert [visit.visit_id for visit in counted.by_day.values()] == ["V3", "V2"]
        assert counted.days == (date(2026, 1, 5), date(2026, 2, 2))
        assert [visit.visit_id for visit in counted.repeated] == ["V4"]
        assert visits_that_count(made, IN_CARE) is counted

    def test_unsure(self) -> None:
        """Without a type, or without a word of success, it is not known whether it counts."""
        made = visited(
            {"date": "2026-01-05"},
            {"date": "2026-02-02", "type": None, "seen": True},
            {"date": "2026-03-02", "successful": False},
            {"seen": True},
        )
        counted = visits_that_count(made, IN_CARE)
        assert counted.unsure == (date(2026, 1, 5), date(2026, 2, 2))
        assert counted.days == ()

    @pytest.mark.parametrize(
        ("start", "end", "during"),
        [
            (date(2026, 1, 5), date(2026, 3, 2), ["V1", "V2", "V3"]),
            (date(2026, 1, 6), date(2026, 3, 1), ["V2"]),
            (date(2026, 2, 2), None, ["V2", "V3"]),
            (date(2026, 3, 3), None, []),
            (date(2025, 3, 3), date(2026, 1, 4), []),
        ],
    )
    def test_during(self, start: date, end: date | None, during: list[str]) -> None:
        """Those of a span are those of its days, the first and the day it ended with them."""
        made = visited(
            {"visit_id": "V1", "date": "2026-01-05", "seen": True},
            {"visit_id": "V2", "date": "2026-02-02", "seen": True},
            {"visit_id": "V3", "date": "2026-03-02", "seen": True},
        )
        found = visits_that_count(made, IN_CARE).during(Span(start, end))
        assert [visit.visit_id for visit in found] == during


def test_visits_in_care() -> None:
    """Duty visits count within a period of care, its last day included."""
    made = visited(
        {"date": "2026-01-05"},
        {"date": "2026-06-01", "type": "duty"},
        {"date": "2026-06-02", "type": "duty"},
        {"type": "duty"},
        care_periods=[{"start_date": "2026-02-02", "end_date": "2026-06-01"}],
    )
    assert [day for day, _ in visits_in_care(made)] == [date(2026, 1, 5), date(2026, 6, 1)]


@pytest.mark.parametrize(
    ("child", "expected"),
    [
        ({"date_of_birth": "2022-01-05"}, True),
        ({"date_of_birth": "2022-01-06"}, False),
        ({"date_of_birth": "2022-01-06", "understanding": "sufficient"}, True),
        ({"date_of_birth": "2014-01-06", "understanding": "limited"}, False),
        ({}, None),
    ],
)
def test_understands(child: dict[str, Any], expected: bool | None) -> None:
    """What is recorded of the understanding goes before the age, reached on the birthday."""
    assert understands(case(child=child), date(2026, 1, 5), 4) is expected


def test_reason_given() -> None:
    """Blanks and "n/a" are no reason."""
    assert [text for text in (None, " ", "N/A.", "asleep") if reason_given(text)] == ["asleep"]
