"""HOM03: every edge of the standard."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "HOM03"
THREE = ("2025-11-04", "2026-03-03", "2026-05-05")


def moves(*days: str, **named: Any) -> list[dict[str, Any]]:
    """In care from 6 January 2020, and with another carer from each of some days."""
    starts = ["2020-01-06", *days]
    return [
        {"start_date": day, "carer_id": f"C{n}", "start_reason": "P" if n else "S", **named}
        for n, day in enumerate(starts)
    ]


def found(placements: list[dict[str, Any]], as_at: str | None = None, **named: Any) -> Found:
    periods: dict[str, Any] = {"care_periods": [{"start_date": "2020-01-06"}], **named}
    return audit_one(CODE, record(placements=placements, **periods), as_at=as_at)


@pytest.mark.parametrize(("days", "outcome"), [((), "met"), (THREE[:2], "met"), (THREE, "not_met")])
def test_three_or_more(days: tuple[str, ...], outcome: str) -> None:
    """Two changes in twelve months are met, three are not."""
    row = found(moves(*days)).only(CODE)
    assert (row["outcome"], row["facts"]) == (outcome, {"changes": len(days)})
    assert [item["pointer"] for item in row["evidence"]] == [
        "/child",
        *(f"/placements/{n}" for n in range(1, len(days) + 1)),
    ]


@pytest.mark.parametrize(("first", "outcome"), [("2025-09-30", "not_met"), ("2025-09-29", "met")])
def test_twelve_months_to_the_audit_date(first: str, outcome: str) -> None:
    """A change on the day twelve months before the audit still counts."""
    assert found(moves(first, "2026-03-03", "2026-05-05")).only(CODE)["outcome"] == outcome


def test_not_any_twelve_months() -> None:
    """Three changes in an earlier year do not count."""
    assert found(moves("2024-01-08", "2024-03-04", "2024-05-06")).only(CODE)["outcome"] == "met"


def test_same_carer_is_no_change() -> None:
    """Rows with one carer are one stay, whatever the reason recorded."""
    placements = moves(*THREE)
    placements[3]["carer_id"] = "C2"
    assert found(placements).only(CODE)["facts"] == {"changes": 2}


def test_carers_not_recorded() -> None:
    """Moves that may be changes of carer, and would make three, cannot be told."""
    placements = moves(*THREE)
    placements[3] |= {"carer_id": None, "start_reason": None}
    row = found(placements).only(CODE)
    assert (row["outcome"], row["facts"]) == ("cannot_tell", {"changes": 2})


def test_placement_without_a_start() -> None:
    """A placement that cannot be put in order may be a change: cannot tell, unless three are."""
    undated = {"carer_id": "C9"}
    assert found([*moves(), undated]).only(CODE)["outcome"] == "cannot_tell"
    assert found([*moves(*THREE), undated]).only(CODE)["outcome"] == "not_met"


def test_up_to_leaving_care() -> None:
    """A child who left care is judged on the twelve months to that day."""
    placements = moves(*THREE)
    placements[3]["end_date"] = "2026-06-01"
    periods = [{"start_date": "2020-01-06", "end_date": "2026-06-01"}]
    row = found(placements, care_periods=periods).only(CODE)
    assert (row["outcome"], row["on"]) == ("not_met", "2026-06-01")


def test_never_in_care() -> None:
    """A child never in care is not judged."""
    assert found([], care_periods=[]).outcomes(CODE) == ["not_applicable"]
    assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]


@pytest.mark.parametrize(
    ("coverage", "outcome"),
    [
        ({"from": "2025-09-30"}, "met"),
        ({"from": "2025-10-01"}, "cannot_tell"),
        ({"complete": False}, "cannot_tell"),
    ],
)
def test_coverage(coverage: dict[str, Any], outcome: str) -> None:
    """Too few changes can be told only where all twelve months are covered."""
    few = found(moves("2026-03-03"), coverage={"placements": coverage})
    assert few.only(CODE)["outcome"] == outcome
    many = found(moves(*THREE), coverage={"placements": coverage})
    assert many.only(CODE)["outcome"] == "not_met"


def test_audit_after_the_export() -> None:
    """What happened between export and audit is unknown; three that are seen are three."""
    assert found(moves("2026-03-03"), "2026-12-31").only(CODE)["outcome"] == "cannot_tell"
    assert found(moves(*THREE), "2026-10-31").only(CODE)["outcome"] == "not_met"


def test_audit_before_the_export() -> None:
    """A change after the audit date does not count."""
    assert found(moves(*THREE), "2026-05-04").only(CODE)["facts"] == {"changes": 2}


def test_settings() -> None:
    """The number and the length of time are settings."""
    made = record(care_periods=[{"start_date": "2020-01-06"}], placements=moves(*THREE))
    for own, outcome in (({"too_many": 4}, "met"), ({"within": "10 months"}, "met")):
        result = audit_one(CODE, made, settings={CODE: own})
        assert result.only(CODE)["outcome"] == outcome
