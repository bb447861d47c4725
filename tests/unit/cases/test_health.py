"""Health assessments as they count."""

from __future__ import annotations

from datetime import date

from qaudit.cases.health import assessed_days
from support import case

HEALTH = [
    {"type": "review", "date": "2026-02-02"},
    {"type": "initial", "date": "2025-08-04"},
    {"type": "review"},
]
ASSESSMENTS = [
    {"assessment_id": "A1", "type": "review_health", "authorised_date": "2026-02-02"},
    {"assessment_id": "A2", "type": "review_health", "authorised_date": "2026-07-06"},
    {"assessment_id": "A3", "type": "child_in_care", "authorised_date": "2026-03-02"},
]


def test_once_a_day_wherever_they_are() -> None:
    """Those of a kind in order; of a day in both sections, the health assessment itself."""
    made = case(health_assessments=HEALTH, assessments=ASSESSMENTS)
    found = assessed_days(made, "initial", "review")
    assert [(day.isoformat(), item.pointer) for day, item in found] == [
        ("2025-08-04", "/health_assessments/1"),
        ("2026-02-02", "/health_assessments/0"),
        ("2026-07-06", "/assessments/1"),
    ]
    assert [day for day, _ in assessed_days(made, "initial")] == [date(2025, 8, 4)]


def test_what_was_not_exported_gives_none() -> None:
    """Either section alone will do."""
    assert [day for day, _ in assessed_days(case(assessments=ASSESSMENTS), "review")] == [
        date(2026, 2, 2),
        date(2026, 7, 6),
    ]
    assert assessed_days(case(), "review") == []
