"""PRO01: a decision on a referral within a working day."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PRO01"


def found(
    received: str | None = "2026-03-06T10:00:00Z",
    decided: str | None = None,
    as_at: str | None = None,
    **named: Any,
) -> Found:
    referral = {"received_at": received, "decision_at": decided}
    settings = named.pop("settings", None)
    made = record(referrals=[referral], **named)
    return audit_one(CODE, made, as_at=as_at, settings={CODE: settings} if settings else None)


@pytest.mark.parametrize(
    ("decided", "outcome", "late"),
    [
        ("2026-03-06T10:05:00Z", "met", None),
        ("2026-03-09T23:59:00Z", "met", None),
        ("2026-03-10T00:00:00Z", "not_met", 1),
        (None, "not_met", 205),
    ],
)
def test_one_working_day(decided: str | None, outcome: str, late: int | None) -> None:
    """Received on a Friday, the decision is due by the end of Monday."""
    row = found(decided=decided).only(CODE)
    assert (row["outcome"], row["due"], row["days_late"]) == (outcome, "2026-03-09", late)
    assert row["done"] == (decided[:10] if decided else None)
    assert row["evidence"][0]["pointer"] == "/referrals/0"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-03-05T16:59:00Z", "2026-03-06"),
        ("2026-03-05T17:00:00Z", "2026-03-09"),
        ("2026-03-07T10:00:00Z", "2026-03-10"),
        ("2026-04-03T10:00:00Z", "2026-04-08"),  # Good Friday
    ],
)
def test_out_of_hours(received: str, due: str) -> None:
    """A referral out of hours counts as received on the next working day."""
    assert found(received).only(CODE)["due"] == due


def test_still_open() -> None:
    """The last day of the window is still open."""
    assert found(as_at="2026-03-09").outcomes(CODE) == ["not_due"]
    assert found(as_at="2026-03-10").outcomes(CODE) == ["not_met"]


def test_decided_before_it_was_received() -> None:
    """That is a fault in the record: cannot tell."""
    assert found(decided="2026-03-05T10:00:00Z").outcomes(CODE) == ["cannot_tell"]


def test_cannot_tell() -> None:
    """No time of receipt, no such field in the system, or referrals not exported."""
    without = {"referrals": {"without": ["decision_at"]}}
    assert found(coverage=without).outcomes(CODE) == ["cannot_tell"]
    assert found(received=None).outcomes(CODE) == ["cannot_tell"]
    assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]


def test_beyond_the_calendar() -> None:
    """A window beyond the known bank holidays cannot be told."""
    far = found("2028-12-29T10:00:00Z", exported_on="2029-02-01")
    assert far.outcomes(CODE) == ["cannot_tell"]


def test_no_referral() -> None:
    """With no referral there is nothing to judge."""
    assert audit_one(CODE, record(referrals=[])).outcomes(CODE) == ["not_applicable"]


def test_settings() -> None:
    """The time and the hour at which the office closes are settings."""
    assert found(settings={"closes": 10}).only(CODE)["due"] == "2026-03-10"
    assert found(settings={"decided": "2 working days"}).only(CODE)["due"] == "2026-03-10"
