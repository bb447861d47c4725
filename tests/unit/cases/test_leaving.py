"""When care ended, and when other rules held."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qaudit.cases.care import left_care
from qaudit.cases.status import other_rules_on
from support import case

PERIODS: list[dict[str, Any]] = [
    {"start_date": "2025-01-06", "end_date": "2025-06-02"},
    {"start_date": "2026-03-04"},
]


@pytest.mark.parametrize(
    ("day", "left"),
    [
        ("2025-01-05", None),
        ("2025-01-06", "2025-06-02"),
        ("2025-06-02", "2025-06-02"),
        ("2025-06-03", None),
        ("2026-03-04", "2032-05-17"),
    ],
)
def test_left_care(day: str, left: str | None) -> None:
    """The end of the period a day was in, its last day included; else the 18th birthday."""
    made = case(care_periods=PERIODS)
    expected = date.fromisoformat(left) if left else None
    assert left_care(made, date.fromisoformat(day)) == expected


def test_left_care_not_recorded() -> None:
    """Without periods of care and placements, or without a date of birth, nobody knows."""
    assert left_care(case(), date(2026, 3, 4)) is None
    assert left_care(case(care_periods=PERIODS, child={}), date(2026, 3, 4)) is None


@pytest.mark.parametrize(
    ("status", "day", "rules"),
    [
        ("V3", "2026-03-04", "short breaks"),
        ("V4", "2026-06-01", "short breaks"),
        ("J1", "2026-03-04", "on remand"),
        ("C1", "2026-03-04", None),
        ("V3", "2026-03-03", None),
        ("V3", "2026-06-02", None),
    ],
)
def test_other_rules(status: str, day: str, rules: str | None) -> None:
    """Short breaks and remand have other rules, while the status lasts."""
    statuses = [{"legal_status": status, "start_date": "2026-03-04", "end_date": "2026-06-02"}]
    assert other_rules_on(case(legal_statuses=statuses), date.fromisoformat(day)) == rules
    assert other_rules_on(case(), date.fromisoformat(day)) is None
