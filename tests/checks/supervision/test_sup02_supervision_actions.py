"""SUP02: actions of supervision with owner and date, and the last ones reviewed."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "SUP02"
GOOD: dict[str, Any] = {"description": "Refer", "owner": "W-1", "due_date": "2026-02-13"}


def supervision(day: str | None, *actions: dict[str, Any], **named: Any) -> dict[str, Any]:
    return {"date": day, "actions": list(actions), **named}


def found(*supervisions: dict[str, Any], **named: Any) -> Found:
    return audit_one(CODE, record(supervisions=list(supervisions), **named))


def action(**named: Any) -> ObservationRow:
    """What is found of one action; the named fields differ from a good one."""
    return found(supervision("2026-01-05", {**GOOD, **named})).only(CODE)


def reviewed(result: Found) -> list[ObservationRow]:
    return [
        row
        for row in result.of(CODE)
        if row["evidence"][0].get("note") == "the review of the last actions"
    ]


class TestActions:
    def test_owner_and_date_are_met(self) -> None:
        """An action with both is met, on the day of its supervision."""
        row = action()
        assert (row["outcome"], row["on"]) == ("met", "2026-01-05")
        assert row["evidence"][0]["pointer"] == "/supervisions/0/actions/0"

    @pytest.mark.parametrize(
        ("named", "lacks"),
        [
            ({"owner": None}, "owner"),
            ({"owner": "all"}, "owner"),
            ({"owner": "n/a"}, "owner"),
            ({"due_date": None}, "due date"),
            ({"owner": " ", "due_date": None}, "owner and no due date"),
        ],
    )
    def test_without_one_is_not_met(self, named: dict[str, Any], lacks: str) -> None:
        """The message names what is missing."""
        row = action(**named)
        assert row["outcome"] == "not_met"
        assert row["message"] == f"the action has no {lacks}"

    def test_a_completed_action_is_judged_like_any_other(self) -> None:
        """It was done, but nobody had been asked to."""
        assert action(owner=None, completed_date="2026-01-20")["outcome"] == "not_met"

    def test_a_role_is_an_owner(self) -> None:
        """As in a plan."""
        assert action(owner="social worker")["outcome"] == "met"

    def test_a_due_date_in_the_future_stands(self) -> None:
        """What is due later has a date."""
        assert action(due_date="2027-01-05")["outcome"] == "met"

    def test_a_field_the_system_cannot_give_cannot_be_told(self) -> None:
        """`without` names it."""
        made = found(
            supervision("2026-01-05", {**GOOD, "owner": None}),
            coverage={"supervisions": {"without": ["owner"]}},
        )
        assert made.outcomes(CODE) == ["cannot_tell"]

    def test_actions_not_in_the_record_cannot_be_told(self) -> None:
        """A missing list is not an empty one."""
        assert found({"date": "2026-01-05"}).outcomes(CODE) == ["cannot_tell"]

    def test_a_supervision_that_agreed_nothing_is_no_failure(self) -> None:
        """Not applicable, with why."""
        made = found(supervision("2026-01-05"), supervision("2026-02-05"))
        assert made.outcomes(CODE) == ["not_applicable"]
        assert made.result.silent[0]["reason"] == "no supervision agreed an action"


class TestReviewOfTheLast:
    @pytest.mark.parametrize(
        ("flag", "outcome"), [(True, "met"), (False, "not_met"), (None, "cannot_tell")]
    )
    def test_the_next_record_says_whether(self, flag: bool | None, outcome: str) -> None:
        """A missing yes or no is unknown."""
        made = found(
            supervision("2026-01-05", GOOD),
            supervision("2026-02-16", previous_actions_reviewed=flag),
        )
        (row,) = reviewed(made)
        assert (row["outcome"], row["on"]) == (outcome, "2026-02-16")
        assert [part["pointer"] for part in row["evidence"]] == [
            "/supervisions/1",
            "/supervisions/0",
        ]

    def test_nothing_agreed_nothing_to_review(self) -> None:
        """After a supervision without actions there is no occasion, whatever the tick says."""
        made = found(
            supervision("2026-01-05"),
            supervision("2026-02-16", GOOD, previous_actions_reviewed=False),
        )
        assert reviewed(made) == []

    def test_by_date_and_not_by_place(self) -> None:
        """The last record is the one held before."""
        made = found(
            supervision("2026-02-16", previous_actions_reviewed=False),
            supervision("2026-01-05", GOOD),
        )
        assert [row["outcome"] for row in reviewed(made)] == ["not_met"]

    def test_two_of_one_date_are_one_sitting(self) -> None:
        """The second does not review the first."""
        made = found(
            supervision("2026-01-05", GOOD),
            supervision("2026-01-05", previous_actions_reviewed=False),
        )
        assert reviewed(made) == []

    def test_unknown_actions_not_reviewed_cannot_be_told(self) -> None:
        """There may have been none."""
        made = found(
            {"date": "2026-01-05"}, supervision("2026-02-16", previous_actions_reviewed=False)
        )
        assert [row["outcome"] for row in reviewed(made)] == ["cannot_tell"]

    def test_an_export_that_is_not_complete_cannot_be_told(self) -> None:
        """A record between the two may have reviewed them."""
        made = found(
            supervision("2026-01-05", GOOD),
            supervision("2026-02-16", previous_actions_reviewed=False),
            coverage={"supervisions": {"complete": False}},
        )
        assert [row["outcome"] for row in reviewed(made)] == ["cannot_tell"]


class TestNothingToJudge:
    def test_not_exported(self) -> None:
        """Cannot tell."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]

    def test_none(self) -> None:
        """Exported and none: not applicable."""
        assert found().outcomes(CODE) == ["not_applicable"]
