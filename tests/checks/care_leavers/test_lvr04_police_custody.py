"""LVR04: no night in police custody without accommodation."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import audit_one, record

CODE = "LVR04"
CHARGED = {"charged": True, "bail_refused": True}


def only(born: str | None = "2010-05-17", as_at: str | None = None, **named: Any) -> ObservationRow:
    """What comes of a night after charge with bail refused, unless named otherwise."""
    night = {
        "start_at": "2026-03-04T20:00:00Z",
        "end_at": "2026-03-05T09:30:00Z",
        "overnight": True,
        **CHARGED,
        **named,
    }
    made = record(child={"date_of_birth": born}, police_custody=[night])
    return audit_one(CODE, made, as_at=as_at).only(CODE)


@pytest.mark.parametrize(
    ("requested", "provided", "outcome"),
    [
        (True, True, "met"),
        (None, True, "met"),
        (False, True, "met"),
        (True, False, "not_met"),
        (None, False, "not_met"),
        (False, False, "not_met"),
        (False, None, "not_met"),
        (True, None, "cannot_tell"),
        (None, None, "cannot_tell"),
    ],
)
def test_asked_for_and_given(requested: bool | None, provided: bool | None, outcome: str) -> None:
    """Given is met; not asked for, or not given, is not and leaves at risk; unknown is unknown."""
    row = only(accommodation_requested=requested, accommodation_provided=provided)
    assert row["outcome"] == outcome
    assert row.get("harm", False) is (outcome == "not_met")
    assert row["evidence"][0]["pointer"] == "/police_custody/0"
    assert row["on"] == "2026-03-04"


def test_what_it_says() -> None:
    """The message tells the two failures apart."""
    refused = only(accommodation_requested=True, accommodation_provided=False)
    assert refused["message"] == (
        "in police custody on 4 March 2026 overnight, charged and refused bail: "
        "accommodation was asked for and not provided"
    )
    unasked = only(accommodation_requested=False)
    assert unasked["message"].endswith("no accommodation was asked for")


@pytest.mark.parametrize(
    ("charged", "bail_refused", "force"),
    [
        (True, True, "statutory"),
        (True, False, "guidance"),
        (False, None, "guidance"),
        (False, True, "guidance"),
        (True, None, "guidance"),
        (None, None, "guidance"),
    ],
)
def test_force(charged: bool | None, bail_refused: bool | None, force: str) -> None:
    """Law after charge with bail refused, where the record says both; else guidance."""
    row = only(charged=charged, bail_refused=bail_refused, accommodation_requested=False)
    assert (row["force"], row["outcome"]) == (force, "not_met")


@pytest.mark.parametrize(
    ("day", "born", "force"),
    [
        ("2015-10-25", "1998-05-17", "guidance"),
        ("2015-10-26", "1998-05-17", "statutory"),
        ("2015-10-25", "1999-05-17", "statutory"),
    ],
)
def test_seventeen_before_october_2015(day: str, born: str, force: str) -> None:
    """Until 26 October 2015 the law was for children under 17."""
    row = only(born, start_at=f"{day}T20:00:00Z", end_at=None, accommodation_requested=False)
    assert (row["force"], row["outcome"]) == (force, "not_met")


@pytest.mark.parametrize(
    ("born", "outcome"), [("2008-03-05", "not_met"), ("2008-03-04", "not_applicable")]
)
def test_eighteen(born: str, outcome: str) -> None:
    """On the 18th birthday nobody is a child any longer."""
    assert only(born, accommodation_requested=False)["outcome"] == outcome


def test_no_date_of_birth() -> None:
    """Without an age a failure cannot be told; what was given is met at any age."""
    assert only(None, accommodation_requested=False)["outcome"] == "cannot_tell"
    assert only(None, accommodation_provided=True)["outcome"] == "met"


@pytest.mark.parametrize(
    ("start", "end", "outcome"),
    [
        ("2026-03-04T23:59:00Z", "2026-03-05T06:00:00Z", "not_met"),
        ("2026-03-04T23:59:00Z", "2026-03-05T05:59:00Z", "cannot_tell"),
        ("2026-03-05T00:30:00Z", "2026-03-05T09:00:00Z", "cannot_tell"),
        ("2026-03-05T06:00:00Z", "2026-03-05T23:30:00Z", "not_applicable"),
        ("2026-03-04T20:00:00Z", None, "cannot_tell"),
        (None, "2026-03-05T05:59:00Z", "cannot_tell"),
    ],
)
def test_overnight_by_the_times(start: str | None, end: str | None, outcome: str) -> None:
    """From before midnight to six it was overnight, on one day from six to midnight not."""
    row = only(start_at=start, end_at=end, overnight=None, accommodation_requested=False)
    assert row["outcome"] == outcome


def test_not_overnight() -> None:
    """What is recorded goes before the times."""
    assert only(overnight=False, accommodation_requested=False)["outcome"] == "not_applicable"


def test_the_night_still_to_come() -> None:
    """Held since the audit date, and not known to be overnight: not due."""
    row = only(overnight=None, end_at=None, as_at="2026-03-04")
    assert row["outcome"] == "not_due"


@pytest.mark.parametrize(
    ("named", "outcome"),
    [
        ({}, "cannot_tell"),
        ({"police_custody": []}, "not_applicable"),
        (
            {"police_custody": [], "coverage": {"police_custody": {"from": "2025-01-01"}}},
            "cannot_tell",
        ),
    ],
)
def test_nothing_there(named: dict[str, Any], outcome: str) -> None:
    """Not exported, or known only from a date, is not the same as never."""
    assert audit_one(CODE, record(**named)).outcomes(CODE) == [outcome]
