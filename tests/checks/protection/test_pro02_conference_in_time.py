"""PRO02: the initial child protection conference."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PRO02"


def found(as_at: str | None = None, coverage: dict[str, Any] | None = None, **named: Any) -> Found:
    enquiry = {"strategy_discussion_date": "2026-03-02", "conference_required": True} | named
    made = record(section_47_enquiries=[enquiry], coverage=coverage or {})
    return audit_one(CODE, made, as_at=as_at)


@pytest.mark.parametrize(
    ("held", "outcome", "late"),
    [("2026-03-23", "met", None), ("2026-03-24", "not_met", 1), (None, "not_met", 191)],
)
def test_fifteen_working_days(held: str | None, outcome: str, late: int | None) -> None:
    """Met on the 15th working day after the strategy discussion, not met on the day after."""
    row = found(conference_date=held).only(CODE)
    assert (row["outcome"], row["due"], row["done"]) == (outcome, "2026-03-23", held)
    assert row["days_late"] == late
    assert row["evidence"][0]["pointer"] == "/section_47_enquiries/0"


def test_not_from_the_start_of_the_enquiry() -> None:
    """The clock starts with the strategy discussion, not with the enquiry's own start."""
    row = found(start_date="2026-03-09", conference_date="2026-03-24").only(CODE)
    assert (row["outcome"], row["due"]) == ("not_met", "2026-03-23")


def test_none_needed() -> None:
    """An enquiry that needs no conference is not judged; one that was held all the same is."""
    assert found(conference_required=False).outcomes(CODE) == ["not_applicable"]
    held = found(conference_required=False, conference_date="2026-03-24")
    assert held.outcomes(CODE) == ["not_met"]


def test_whether_needed_is_not_recorded() -> None:
    """Cannot tell, unless the window is open or a conference was held."""
    assert found(conference_required=None).outcomes(CODE) == ["cannot_tell"]
    assert found("2026-03-23", conference_required=None).outcomes(CODE) == ["not_due"]
    held = found(conference_required=None, conference_date="2026-03-23")
    assert held.outcomes(CODE) == ["met"]


def test_still_open() -> None:
    """The last day of the window is still open."""
    assert found("2026-03-23").outcomes(CODE) == ["not_due"]
    assert found("2026-03-24").outcomes(CODE) == ["not_met"]


def test_cannot_tell() -> None:
    """No strategy discussion, a conference before it, no such field, or not exported."""
    undated = found(strategy_discussion_date=None, start_date="2026-03-02")
    assert undated.outcomes(CODE) == ["cannot_tell"]
    assert found(conference_date="2026-03-01").outcomes(CODE) == ["cannot_tell"]
    without = {"section_47_enquiries": {"without": ["conference_date"]}}
    assert found(coverage=without).outcomes(CODE) == ["cannot_tell"]
    assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]


def test_no_enquiry() -> None:
    """With no enquiry there is nothing to judge."""
    made = record(section_47_enquiries=[])
    assert audit_one(CODE, made).outcomes(CODE) == ["not_applicable"]


def test_settings() -> None:
    """The time is a setting."""
    enquiry = {"strategy_discussion_date": "2026-03-02", "conference_required": True}
    made = record(section_47_enquiries=[enquiry | {"conference_date": "2026-03-24"}])
    result = audit_one(CODE, made, settings={CODE: {"held": "16 working days"}})
    assert result.only(CODE)["outcome"] == "met"
