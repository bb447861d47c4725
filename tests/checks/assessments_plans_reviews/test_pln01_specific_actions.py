"""PLN01: every part that makes an action specific, and every ruling by name."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PLN01"
SPECIFIC: dict[str, Any] = {
    "description": "agree a homework club",
    "owner": "W-12",
    "due_date": "2026-03-27",
    "outcome": "he catches up in maths",
}


def plan(*actions: dict[str, Any], **named: Any) -> dict[str, Any]:
    return {"type": "care", "agreed_date": "2026-03-02", "actions": list(actions), **named}


def found(*plans: dict[str, Any], as_at: Any = None, **named: Any) -> Found:
    return audit_one(CODE, record(plans=list(plans), **named), as_at=as_at)


def of_action(**changed: Any) -> tuple[str, str]:
    row = found(plan({**SPECIFIC, **changed})).only(CODE)
    assert row["evidence"][0]["pointer"] == "/plans/0/actions/0"
    return row["outcome"], row["message"]


class TestParts:
    def test_specific(self) -> None:
        """An action with an owner, a due date and an outcome is met."""
        assert of_action() == (
            "met",
            "the action has an owner, a due date and an outcome or measure",
        )

    @pytest.mark.parametrize(
        ("changed", "lacking"),
        [
            ({"owner": None}, "owner"),
            ({"owner": "  "}, "owner"),
            ({"owner": "tbc"}, "owner"),
            ({"due_date": None}, "due date"),
            ({"outcome": None}, "outcome or measure"),
            ({"outcome": "N/A."}, "outcome or measure"),
            ({"owner": "all", "due_date": None}, "owner and no due date"),
        ],
    )
    def test_lacking(self, changed: dict[str, Any], lacking: str) -> None:
        """An action that lacks a part is not met, and what it lacks is named."""
        assert of_action(**changed) == ("not_met", f"the action has no {lacking}")

    @pytest.mark.parametrize("either", ["outcome", "measure"])
    def test_outcome_or_measure(self, either: str) -> None:
        """An outcome or a measure: one of the two is enough."""
        assert of_action(**{"outcome": None, "measure": None, either: "reads daily"})[0] == "met"

    def test_one_observation_an_action(self) -> None:
        """Each action of each plan in force is judged for itself."""
        result = found(plan(SPECIFIC, {**SPECIFIC, "owner": None}), plan(SPECIFIC, type="health"))
        assert result.outcomes(CODE) == ["met", "not_met", "met"]
        assert [row["on"] for row in result.of(CODE)] == ["2026-09-30"] * 3


class TestRulings:
    @pytest.mark.parametrize("text", ["ongoing", "tbc"])
    def test_ongoing_is_no_date(self, text: str) -> None:
        """A word in `due_text` is no date; with a date beside it there is one."""
        assert of_action(due_date=None, due_text=text)[0] == "not_met"
        assert of_action(due_text=text)[0] == "met"

    def test_all_types_in_force(self) -> None:
        """All types in force at the audit date are judged."""
        kinds = ["care", "pathway", "child_in_need", "child_protection", "placement", "health"]
        assert found(*(plan(SPECIFIC, type=kind) for kind in kinds)).outcomes(CODE) == ["met"] * 6

    @pytest.mark.parametrize(
        ("end", "outcome"), [("2026-09-30", "not_applicable"), ("2026-10-01", "met")]
    )
    def test_closed_plan(self, end: str, outcome: str) -> None:
        """A closed plan is not judged; on the day of its end it is closed."""
        assert found(plan(SPECIFIC, end_date=end)).outcomes(CODE) == [outcome]

    @pytest.mark.parametrize("newest_first", [True, False])
    def test_newest_version_alone(self, newest_first: bool) -> None:
        """An old version without an end beside a newer one is not in force."""
        plans = [plan(SPECIFIC, agreed_date="2026-06-01"), plan({}, agreed_date="2026-03-02")]
        result = found(*(plans if newest_first else plans[::-1]))
        assert result.outcomes(CODE) == ["met"]

    def test_no_actions(self) -> None:
        """A plan with `actions: []` is not met."""
        row = found(plan()).only(CODE)
        assert (row["outcome"], row["evidence"][0]["pointer"]) == ("not_met", "/plans/0")

    def test_no_plans(self) -> None:
        """`plans: []` is not applicable, with why."""
        result = found()
        assert result.outcomes(CODE) == ["not_applicable"]
        assert result.result.silent[0]["reason"] == "no plan is in force"

    @pytest.mark.parametrize("actions", [None, "left out"])
    def test_actions_not_recorded(self, actions: str | None) -> None:
        """A plan without `actions` cannot be told."""
        made = plan(actions=actions)
        if actions:
            del made["actions"]
        assert found(made).outcomes(CODE) == ["cannot_tell"]

    def test_completed_action(self) -> None:
        """A completed action without a measure is judged like any other."""
        assert of_action(outcome=None, completed_date="2026-03-20")[0] == "not_met"
        assert of_action(completed_date="2026-03-20")[0] == "met"

    @pytest.mark.parametrize("owner", ["social worker", "mother", "placement team", "W-12 and all"])
    def test_role_is_an_owner(self, owner: str) -> None:
        """A role is an owner."""
        assert of_action(owner=owner)[0] == "met"

    @pytest.mark.parametrize(
        "owner", ["all", "All.", "everyone", "professionals", "All professionals involved"]
    )
    def test_group_is_none(self, owner: str) -> None:
        """An owner is not "all", "everyone" or "professionals"."""
        assert of_action(owner=owner) == ("not_met", "the action has no owner")


class TestWhatCannotBeSeen:
    def test_plans_not_exported(self) -> None:
        """Without plans it cannot tell."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize("covered", [{"complete": False}, {"from": "2026-01-01"}])
    def test_no_plan_in_part_of_the_export(self, covered: dict[str, Any]) -> None:
        """No plan in an export that is not whole cannot be told."""
        assert found(coverage={"plans": covered}).outcomes(CODE) == ["cannot_tell"]

    def test_fields_that_the_system_cannot_give(self) -> None:
        """What the system cannot give is not missing; what else is missing is not met."""
        coverage = {"plans": {"without": ["measure", "owner"]}}
        bare = {"due_date": "2026-03-27"}
        row = found(plan(bare), coverage=coverage).only(CODE)
        assert (row["outcome"], row["message"]) == (
            "cannot_tell",
            "not exported of the action: owner, outcome or measure",
        )
        assert found(plan({}), coverage=coverage).outcomes(CODE) == ["not_met"]
        assert found(plan(SPECIFIC), coverage=coverage).outcomes(CODE) == ["met"]

    def test_plan_of_after_the_audit_date(self) -> None:
        """A plan agreed after the audit date does not count."""
        assert found(plan(SPECIFIC), as_at="2026-03-01").outcomes(CODE) == ["not_applicable"]
