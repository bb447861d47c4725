"""HED01: every edge of the standard, and every ruling by name."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "HED01"


def initial(day: str | None, **named: Any) -> dict[str, Any]:
    return {"type": "initial", "date": day, **named}


def review(day: str) -> dict[str, Any]:
    return {"type": "child_in_care", "date": day}


def found(*held: dict[str, Any], as_at: str | None = None, **named: Any) -> Found:
    """In care from Monday 2 March 2026; the twentieth working day is 30 March."""
    sections: dict[str, Any] = {
        "care_periods": [{"start_date": "2026-03-02"}],
        "reviews": [],
        "health_assessments": list(held),
        **named,
    }
    return audit_one(CODE, record(**sections), as_at=as_at)


@pytest.mark.parametrize(
    ("day", "outcome", "late"),
    [("2026-03-02", "met", None), ("2026-03-30", "met", None), ("2026-03-31", "not_met", 1)],
)
def test_20_working_days(day: str, outcome: str, late: int | None) -> None:
    """Without a review, the twentieth working day of entry is the last."""
    row = found(initial(day)).only(CODE)
    assert (row["outcome"], row["due"], row["done"]) == (outcome, "2026-03-30", day)
    assert (row["days_late"], row["facts"]) == (late, {"binds": "working_days"})


def test_review_on_day_10_and_assessment_on_day_15() -> None:
    """The earlier of the two limits binds, and the result says which."""
    row = found(initial("2026-03-23"), reviews=[review("2026-03-16")]).only(CODE)
    assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2026-03-16", 7)
    assert row["facts"] == {"binds": "first_review"}
    assert "the first review, on 16 March 2026" in row["message"]


def test_on_the_day_of_the_first_review() -> None:
    """An assessment on the day of the first review is before it."""
    row = found(initial("2026-03-16"), reviews=[review("2026-03-16")]).only(CODE)
    assert (row["outcome"], row["done"]) == ("met", "2026-03-16")


def test_first_review_late() -> None:
    """Between the twentieth working day and a late review it is late all the same."""
    row = found(initial("2026-04-02"), reviews=[review("2026-04-20")]).only(CODE)
    assert (row["outcome"], row["due"]) == ("not_met", "2026-03-30")


def test_assessments_of_the_type() -> None:
    """An authorised initial health assessment among the assessments counts as well."""
    given = [{"type": "initial_health", "start_date": "2026-03-09", "authorised_date": ""}]
    given[0]["authorised_date"] = "2026-03-20"
    row = found(assessments=given).only(CODE)
    assert (row["outcome"], row["done"]) == ("met", "2026-03-20")
    assert row["evidence"][1]["pointer"] == "/assessments/0"
    del given[0]["authorised_date"]
    assert found(assessments=given).only(CODE)["outcome"] == "not_met"


def test_requested_and_not_held() -> None:
    """One that was asked for and has no date was not held."""
    row = found(initial(None, requested_date="2026-03-03")).only(CODE)
    assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", None, 184)


@pytest.mark.parametrize(("day", "outcome"), [("2025-12-02", "met"), ("2025-12-01", "not_met")])
def test_three_months_before_entry(day: str, outcome: str) -> None:
    """An assessment in the three months before entry counts."""
    assert found(initial(day)).only(CODE)["outcome"] == outcome


@pytest.mark.parametrize(
    ("end", "outcome"), [("2026-03-30", "not_applicable"), ("2026-03-31", "not_met")]
)
def test_left_care(end: str, outcome: str) -> None:
    """Who left care inside the time without one: not applicable; a closed window keeps its miss."""
    periods = [{"start_date": "2026-03-02", "end_date": end}]
    assert found(care_periods=periods).only(CODE)["outcome"] == outcome


@pytest.mark.parametrize("kind", ["review", "dental", "sdq", "immunisation"])
def test_other_kinds(kind: str) -> None:
    """Other health appointments are no initial assessment."""
    assert found(initial("2026-03-09") | {"type": kind}).only(CODE)["outcome"] == "not_met"


@pytest.mark.parametrize(
    ("as_at", "outcome"), [("2026-03-30", "not_due"), ("2026-03-31", "not_met")]
)
def test_still_open(as_at: str, outcome: str) -> None:
    """On the last day it is not yet due to be missed."""
    assert found(as_at=as_at).only(CODE)["outcome"] == outcome


def test_each_period_for_itself() -> None:
    """A new period of care wants a new assessment."""
    periods = [
        {"start_date": "2024-03-04", "end_date": "2024-09-02"},
        {"start_date": "2026-03-02"},
    ]
    rows = found(initial("2024-03-11"), care_periods=periods).of(CODE)
    assert [(row["outcome"], row["on"]) for row in rows] == [
        ("met", "2024-03-04"),
        ("not_met", "2026-03-02"),
    ]


def test_reviews_not_exported() -> None:
    """Whether it was before the first review cannot be told; past twenty working days it can."""
    assert found(initial("2026-03-20"), reviews=None).only(CODE)["outcome"] == "cannot_tell"
    assert found(initial("2026-04-02"), reviews=None).only(CODE)["outcome"] == "not_met"
    assert found(initial("2026-02-20"), reviews=None).only(CODE)["outcome"] == "met"


def test_health_assessments_not_exported() -> None:
    """Without them a miss cannot be told; one among the assessments is met."""
    assert found(health_assessments=None).only(CODE)["outcome"] == "cannot_tell"
    given = [{"type": "initial_health", "authorised_date": "2026-03-20"}]
    row = found(health_assessments=None, assessments=given).only(CODE)
    assert row["outcome"] == "met"


def test_coverage() -> None:
    """Known only from a day inside the window: found is met, not found cannot be told."""
    coverage = {"health_assessments": {"from": "2026-03-10"}}
    assert found(coverage=coverage).only(CODE)["outcome"] == "cannot_tell"
    assert found(initial("2026-03-12"), coverage=coverage).only(CODE)["outcome"] == "met"


def test_entry_not_seen() -> None:
    """A child in care since before the record began cannot be told."""
    placements = [{"start_date": "2026-03-02", "start_reason": "P"}]
    row = found(care_periods=None, placements=placements).only(CODE)
    assert row["outcome"] == "cannot_tell"


def test_never_in_care() -> None:
    """Who was never in care is not judged; without any periods nobody can tell."""
    assert found(care_periods=[]).outcomes(CODE) == ["not_applicable"]
    assert found(care_periods=None).outcomes(CODE) == ["cannot_tell"]


def test_calendar_ends() -> None:
    """Beyond the known bank holidays it cannot be told."""
    periods = [{"start_date": "2028-12-18"}]
    result = found(care_periods=periods, exported_on="2029-03-01")
    assert result.only(CODE)["outcome"] == "cannot_tell"


def test_pandemic() -> None:
    """A miss while SI 2020/445 was in force names it."""
    row = found(care_periods=[{"start_date": "2020-05-04"}]).only(CODE)
    assert row.get("eased_by") == "SI 2020/445"


def test_settings() -> None:
    """Both lengths of time are settings."""
    made = record(
        care_periods=[{"start_date": "2026-03-02"}],
        reviews=[],
        health_assessments=[initial("2026-03-09"), initial("2026-01-02")],
    )
    own = {CODE: {"within": "4 working days", "before_entry": "1 month"}}
    assert audit_one(CODE, made, settings=own).only(CODE)["days_late"] == 3
