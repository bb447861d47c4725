"""PRO04: referred again within twelve months of a closing."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PRO04"
CLOSED = {"received_at": "2025-02-03T10:00:00Z", "closure_date": "2025-03-03"}


def found(again: str | None = None, first: dict[str, Any] | None = None, **how: Any) -> Found:
    rows = [first or CLOSED, *([{"received_at": f"{again}T10:00:00Z"}] if again else [])]
    child = how.pop("child", {"date_of_birth": "2014-05-17"})
    coverage = how.pop("coverage", {})
    return audit_one(CODE, record(referrals=rows, child=child, coverage=coverage), **how)


@pytest.mark.parametrize(
    ("again", "outcome"),
    [
        (None, "met"),
        ("2026-03-04", "met"),
        ("2026-03-03", "not_met"),
        ("2025-03-03", "not_met"),
        ("2025-02-10", "met"),
    ],
)
def test_twelve_months(again: str | None, outcome: str) -> None:
    """Not met from the day of closing to twelve months after it, both included."""
    row = found(again).only(CODE)
    assert (row["outcome"], row["due"], row["on"]) == (outcome, "2026-03-03", "2025-03-03")
    if outcome == "not_met":
        assert row["done"] == again
        assert [item["pointer"] for item in row["evidence"]] == ["/referrals/0", "/referrals/1"]


def test_window_still_open() -> None:
    """Nothing so far is not due until the twelve months are over; one that came is not met."""
    assert found(as_at="2026-03-03").outcomes(CODE) == ["not_due"]
    assert found(as_at="2026-03-04").outcomes(CODE) == ["met"]
    assert found("2025-06-02", as_at="2025-09-30").outcomes(CODE) == ["not_met"]


def test_no_further_action() -> None:
    """With no day of closing, one with no further action was closed when it was decided."""
    first = {
        "received_at": "2025-02-28T10:00:00Z",
        "decision_at": "2025-03-03T10:00:00Z",
        "no_further_action": True,
    }
    assert found("2026-03-03", first).only(CODE)["on"] == "2025-03-03"


def test_nothing_closed() -> None:
    """A referral that is open is not judged; nor one where none was exported."""
    opened = {"received_at": "2025-02-03T10:00:00Z"}
    assert found(first=opened).outcomes(CODE) == ["not_applicable"]
    assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]


def test_after_the_18th_birthday() -> None:
    """Nothing is counted from the 18th birthday."""
    born = {"date_of_birth": "2007-02-03"}
    assert found(child=born).outcomes(CODE) == ["not_applicable"]


def test_coverage() -> None:
    """None seen in an export that is not complete cannot be told."""
    part = {"referrals": {"complete": False}}
    assert found(coverage=part).outcomes(CODE) == ["cannot_tell"]
    assert found("2026-03-03", coverage=part).outcomes(CODE) == ["not_met"]


def test_settings() -> None:
    """The time is a setting."""
    shorter = {CODE: {"within": "6 months"}}
    assert found("2026-03-03", settings=shorter).outcomes(CODE) == ["met"]
