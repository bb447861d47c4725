"""HOM06: every edge of the standard."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "HOM06"


def placed(end: str | None = None, **named: Any) -> dict[str, Any]:
    """With a connected person from 5 January 2026, approved for the time being."""
    return {
        "start_date": "2026-01-05",
        "end_date": end,
        "placement_type": "U3",
        "carer_id": "G1",
        "temporary_approval": {"start_date": "2026-01-05"},
        **named,
    }


def found(*placements: dict[str, Any], as_at: str | None = None, **named: Any) -> Found:
    return audit_one(CODE, record(placements=list(placements), **named), as_at=as_at)


def approved(start: str | None, end: str | None) -> dict[str, Any]:
    return {"temporary_approval": {"start_date": start, "end_date": end}}


@pytest.mark.parametrize(
    ("end", "outcome", "late"), [("2026-04-27", "met", None), ("2026-04-28", "not_met", 1)]
)
def test_16_weeks(end: str, outcome: str, late: int | None) -> None:
    """A placement that ends on the day sixteen weeks after is within it."""
    row = found(placed(end)).only(CODE)
    assert (row["outcome"], row["due"], row["days_late"]) == (outcome, "2026-04-27", late)


def test_from_the_approval() -> None:
    """The weeks run from the approval, if that was given after the placement began."""
    row = found(placed("2026-05-04", **approved("2026-01-12", None))).only(CODE)
    assert (row["outcome"], row["due"]) == ("met", "2026-05-04")


def test_goes_on() -> None:
    """A placement that goes on is unapproved up to the audit date."""
    row = found(placed()).only(CODE)
    assert (row["outcome"], row["days_late"], row["on"]) == ("not_met", 156, "2026-09-30")


@pytest.mark.parametrize(
    ("end", "outcome", "due"),
    [
        ("2026-06-22", "met", "2026-06-22"),
        ("2026-06-23", "not_met", "2026-06-22"),
    ],
)
def test_extended_once_by_8_weeks(end: str, outcome: str, due: str) -> None:
    """An approval recorded as ending beyond sixteen weeks was extended, to 24 at most."""
    row = found(placed(end, **approved("2026-01-05", end))).only(CODE)
    assert (row["outcome"], row["due"]) == (outcome, due)
    assert row["facts"] == {"extended": True, "longer_than_allowed": outcome == "not_met"}


def test_approval_that_ended_early() -> None:
    """An approval that ended sooner binds sooner."""
    row = found(placed("2026-03-10", **approved(None, "2026-03-02"))).only(CODE)
    assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2026-03-02", 8)


def test_end_to_come() -> None:
    """An approval's end is known beforehand: an extension that still runs is not due."""
    placement = placed(start_date="2026-05-25", **approved("2026-05-25", "2026-10-26"))
    row = found(placement).only(CODE)
    assert (row["outcome"], row["due"]) == ("not_due", "2026-10-26")
    assert found(placement, as_at="2026-09-14").only(CODE)["outcome"] == "not_due"


@pytest.mark.parametrize(
    ("as_at", "outcome"), [("2026-04-27", "not_due"), ("2026-04-28", "not_met")]
)
def test_audit_date(as_at: str, outcome: str) -> None:
    """On the last day it is still open."""
    assert found(placed(), as_at=as_at).only(CODE)["outcome"] == outcome


def test_audit_after_the_export() -> None:
    """What ran out between export and audit cannot be told."""
    row = found(placed(), as_at="2026-09-30", exported_on="2026-04-20").only(CODE)
    assert row["outcome"] == "cannot_tell"


def test_full_approval_is_a_new_row() -> None:
    """A new row with the same carer and no temporary approval: the carer was approved."""
    second = {**placed(), "start_date": "2026-04-20", "temporary_approval": None}
    row = found(placed("2026-04-20"), second).only(CODE)
    assert (row["outcome"], row["done"]) == ("met", "2026-04-20")


def test_two_rows_under_one_approval() -> None:
    """A second row under a temporary approval does not start it again."""
    second = placed(start_date="2026-03-02", **approved("2026-03-02", None))
    row = found(placed("2026-03-02"), second).only(CODE)
    assert (row["outcome"], row["due"]) == ("not_met", "2026-04-27")


def test_another_carer_is_another_approval() -> None:
    """Each connected person has an approval of their own."""
    second = placed(
        "2026-05-04",
        start_date="2026-03-02",
        carer_id="G2",
        **approved("2026-03-02", None),
    )
    assert found(placed("2026-03-02"), second).outcomes(CODE) == ["met", "met"]


def test_no_temporary_approval() -> None:
    """Without any there is nothing to judge, if the system can give them."""
    plain = placed(temporary_approval=None)
    assert found(plain).outcomes(CODE) == ["not_applicable"]
    without = {"placements": {"without": ["temporary_approval"]}}
    assert found(plain, coverage=without).outcomes(CODE) == ["cannot_tell"]
    incomplete = {"placements": {"complete": False}}
    assert found(plain, coverage=incomplete).outcomes(CODE) == ["cannot_tell"]
    assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]


def test_settings() -> None:
    """Both lengths of time are settings."""
    own = {CODE: {"approved": "10 weeks", "extension": "1 week"}}
    made = record(placements=[placed(**approved("2026-01-05", "2026-06-01"))])
    assert audit_one(CODE, made, settings=own).only(CODE)["due"] == "2026-03-23"
