"""PLN03: what says what happens if the plan fails, and what does not."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PLN03"


def plan(contingency: str | None = None, **named: Any) -> dict[str, Any]:
    return {"type": "care", "agreed_date": "2026-03-02", "contingency": contingency, **named}


def found(*plans: dict[str, Any], **named: Any) -> Found:
    return audit_one(CODE, record(plans=list(plans), **named))


def test_said() -> None:
    """A plan that says what happens if it fails is met."""
    row = found(plan("the carer's sister, who is approved")).only(CODE)
    assert (row["outcome"], row["on"]) == ("met", "2026-09-30")
    assert row["evidence"][0]["pointer"] == "/plans/0"
    assert "sister" not in row["message"]


@pytest.mark.parametrize("text", [None, "", "  ", "None", "n/a", "TBC.", "-", "To be confirmed"])
def test_not_said(text: str | None) -> None:
    """A plan without one is not met, nor is one that only fills the box."""
    row = found(plan(text)).only(CODE)
    assert (row["outcome"], row["message"]) == (
        "not_met",
        "the plan does not say what happens if it fails",
    )


@pytest.mark.parametrize(
    ("heading", "text", "outcome"),
    [
        ("Contingency plan", "Her aunt.", "met"),
        ("Contingencies", "Her aunt.", "met"),
        ("Contingency plan", "n/a", "not_met"),
        ("Health", "Her aunt.", "not_met"),
    ],
)
def test_headed_so(heading: str, text: str, outcome: str) -> None:
    """A section of the plan that is headed as its contingency counts, and is pointed to."""
    sections = [{"heading": "Home", "text": "x"}, {"heading": heading, "text": text}]
    row = found(plan(sections=sections)).only(CODE)
    assert row["outcome"] == outcome
    pointers = [one["pointer"] for one in row["evidence"]]
    assert pointers == ["/plans/0", *(["/plans/0/sections/1"] if outcome == "met" else [])]


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("care", "not_met"),
        ("permanence", "not_met"),
        ("pathway", "not_met"),
        ("child_in_need", "not_met"),
        ("child_protection", "not_met"),
        ("placement", "not_applicable"),
        ("health", "not_applicable"),
        ("personal_education", "not_applicable"),
    ],
)
def test_types_of_plan(kind: str, outcome: str) -> None:
    """Parts of the care plan need no contingency of their own."""
    assert found(plan(type=kind)).outcomes(CODE) == [outcome]


def test_each_plan_in_force() -> None:
    """Of each type the newest version is judged, and closed plans are not."""
    result = found(
        plan(agreed_date="2025-03-02"),
        plan("her aunt"),
        plan(type="pathway"),
        plan(type="child_in_need", end_date="2026-05-01"),
    )
    assert {row["evidence"][0]["pointer"]: row["outcome"] for row in result.of(CODE)} == {
        "/plans/1": "met",
        "/plans/2": "not_met",
    }


def test_system_cannot_give_it() -> None:
    """Where the system cannot give the contingency it cannot tell; one that is there counts."""
    coverage = {"plans": {"without": ["contingency"]}}
    assert found(plan(), coverage=coverage).outcomes(CODE) == ["cannot_tell"]
    assert found(plan("her aunt"), coverage=coverage).outcomes(CODE) == ["met"]


def test_no_plan() -> None:
    """No plan is not applicable, and plans that were not exported cannot be told."""
    assert found().outcomes(CODE) == ["not_applicable"]
    assert found(coverage={"plans": {"complete": False}}).outcomes(CODE) == ["cannot_tell"]
    assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]
