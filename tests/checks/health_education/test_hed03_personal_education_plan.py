"""HED03: every edge of the standard."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, is_about, record

CODE = "HED03"


def found(*days: str, as_at: str | None = None, **named: Any) -> Found:
    """In care from Monday 2 March 2026; the twentieth working day is 30 March."""
    sections: dict[str, Any] = {
        "care_periods": [{"start_date": "2026-03-02"}],
        "education_plans": [{"date": day} for day in days],
        **named,
    }
    return audit_one(CODE, record(**sections), as_at=as_at)


def first(result: Found) -> ObservationRow:
    (row,) = (row for row in result.of(CODE) if is_about(row, "/care_periods/0: entry to care"))
    return row


def in_terms(result: Found) -> list[tuple[str, str | None, str | None]]:
    return [
        (row["outcome"], row["due"], row["done"])
        for row in result.of(CODE)
        if row["evidence"][0].get("note", "").startswith("the term")
    ]


@pytest.mark.parametrize(
    ("day", "outcome", "late"),
    [("2026-03-02", "met", None), ("2026-03-30", "met", None), ("2026-03-31", "not_met", 1)],
)
def test_first_within_20_working_days(day: str, outcome: str, late: int | None) -> None:
    """The first meeting by the twentieth working day of entry."""
    row = first(found(day))
    assert (row["outcome"], row["due"], row["done"], row["days_late"]) == (
        outcome,
        "2026-03-30",
        day,
        late,
    )


def test_each_term() -> None:
    """Each term that begins after entry wants a meeting; the one still running is not due."""
    assert in_terms(found("2026-03-09", "2026-08-31")) == [
        ("met", "2026-08-31", "2026-08-31"),
        ("not_due", "2026-12-31", None),
    ]
    assert in_terms(found("2026-03-09", "2026-09-01")) == [
        ("not_met", "2026-08-31", None),
        ("met", "2026-12-31", "2026-09-01"),
    ]


def test_entry_on_the_first_day_of_a_term() -> None:
    """A term that begins with entry is that of the first meeting."""
    result = found("2026-04-20", care_periods=[{"start_date": "2026-04-16"}])
    assert [row[1] for row in in_terms(result)] == ["2026-12-31"]


def test_a_missed_term_is_not_made_up_for() -> None:
    """A meeting in the next term is no late meeting of the one before."""
    (row,) = (row for row in found("2026-09-01").of(CODE) if row["due"] == "2026-08-31")
    assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", None, None)


def test_meeting_before_entry_does_not_count() -> None:
    """A plan from before entry is no plan of a child in care."""
    assert first(found("2026-03-01"))["outcome"] == "not_met"


@pytest.mark.parametrize(
    ("end", "outcomes"),
    [
        ("2026-03-30", ["not_applicable"]),
        ("2026-03-31", ["not_met"]),
        ("2026-08-31", ["not_met"]),
        ("2026-09-01", ["not_met", "not_met"]),
    ],
)
def test_left_care(end: str, outcomes: list[str]) -> None:
    """Nothing falls due on or after the day of leaving care."""
    periods = [{"start_date": "2026-03-02", "end_date": end}]
    assert found(care_periods=periods).outcomes(CODE) == outcomes


@pytest.mark.parametrize(
    ("born", "count"), [("2023-03-30", 3), ("2023-03-31", 2), ("2023-09-01", 1)]
)
def test_from_3(born: str, count: int) -> None:
    """By age on the day it is due, from the third birthday."""
    assert len(found(child={"date_of_birth": born}).of(CODE)) == count


@pytest.mark.parametrize(
    ("as_at", "outcome"), [("2026-03-30", "not_due"), ("2026-03-31", "not_met")]
)
def test_still_open(as_at: str, outcome: str) -> None:
    """On the last day it is still open."""
    assert first(found(as_at=as_at))["outcome"] == outcome


def test_coverage() -> None:
    """Terms before the plans are known cannot be told; what is found is met."""
    coverage = {"education_plans": {"from": "2026-05-01"}}
    result = found("2026-06-02", coverage=coverage)
    assert first(result)["outcome"] == "cannot_tell"
    assert in_terms(result)[0] == ("met", "2026-08-31", "2026-06-02")
    assert in_terms(found(coverage=coverage))[0][0] == "cannot_tell"


def test_entry_not_seen() -> None:
    """Without the entry the first meeting cannot be told; the terms can."""
    placements = [{"start_date": "2026-03-02", "start_reason": "P"}]
    result = found(care_periods=None, placements=placements)
    assert result.outcomes(CODE) == ["cannot_tell", "not_met", "not_due"]


def test_nothing_to_judge() -> None:
    """Never in care, too young, no date of birth, not exported."""
    assert found(care_periods=[]).outcomes(CODE) == ["not_applicable"]
    assert found(child={"date_of_birth": "2025-03-31"}).outcomes(CODE) == ["not_applicable"]
    assert found(child={}).outcomes(CODE) == ["cannot_tell"]
    assert found(education_plans=None).outcomes(CODE) == ["cannot_tell"]


def test_calendar_ends() -> None:
    """Beyond the known bank holidays it cannot be told."""
    result = found(care_periods=[{"start_date": "2028-12-18"}], exported_on="2029-03-01")
    assert result.outcomes(CODE) == ["cannot_tell"]


def test_settings() -> None:
    """The time, the terms and the age are settings; a day that is none is refused."""
    from qaudit.checking.schemas import errors
    from qaudit.checking.settings import settings_schema
    from support import host

    made = record(care_periods=[{"start_date": "2026-03-02"}], education_plans=[])
    own = {"first": "1 week", "terms": ["03-20", "08-20"], "from_age": 0}
    dues = [row["due"] for row in audit_one(CODE, made, settings={CODE: own}).of(CODE)]
    assert dues == ["2026-03-09", "2026-08-19", "2027-03-19"]
    schema = settings_schema(host().checks[CODE].settings)
    assert errors({"terms": ["02-30"]}, schema)
    assert errors({"terms": []}, schema)
    assert not errors({"terms": ["12-31", "02-28"]}, schema)
