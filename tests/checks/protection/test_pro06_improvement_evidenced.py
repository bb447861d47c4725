"""PRO06: a plan that ended as improved has a measure that changed.

The plan ran from 2 February to Friday 29 May 2026.
"""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PRO06"
ENDED = "2026-05-29"
MEASURED: dict[str, Any] = {"description": "School", "measure": "attendance"}


def plan(*actions: dict[str, Any], **named: Any) -> dict[str, Any]:
    return {
        "type": "child_in_need",
        "start_date": "2026-02-02",
        "end_date": ENDED,
        "actions": list(actions),
        **named,
    }


def found(*plans: dict[str, Any], **named: Any) -> Found:
    standing: dict[str, Any] = {"reviews": [], "assessments": []}
    return audit_one(CODE, record(plans=list(plans) or [plan()], **{**standing, **named}))


def review(day: str, text: str) -> dict[str, Any]:
    return {
        "type": "child_in_need",
        "date": day,
        "sections": [{"heading": "Progress", "text": text}],
    }


class TestMeasures:
    @pytest.mark.parametrize(
        ("action", "outcome"),
        [
            ({"completed_date": ENDED}, "met"),
            ({"completed_date": "2026-05-30"}, "not_met"),
            ({"completed_date": None}, "not_met"),
            ({"completed_date": ENDED, "measure": "n/a"}, "not_met"),
        ],
    )
    def test_an_action_with_a_measure_completed(self, action: dict[str, Any], outcome: str) -> None:
        """Before the plan ended, or on that day."""
        row = found(plan({**MEASURED, **action})).only(CODE)
        assert (row["outcome"], row["on"]) == (outcome, ENDED)
        assert row["evidence"][0]["pointer"] == "/plans/0"

    @pytest.mark.parametrize(
        ("scores", "outcome"),
        [
            ((("2026-02-02", 19), ("2026-05-29", 11)), "met"),
            ((("2026-02-02", 19), ("2026-05-29", 19)), "not_met"),
            ((("2026-02-01", 19), ("2026-05-29", 11)), "not_met"),
        ],
    )
    def test_two_scores_that_differ(
        self, scores: tuple[tuple[str, int], ...], outcome: str
    ) -> None:
        """Both during the plan."""
        made = found(
            health_assessments=[
                {"type": "sdq", "date": day, "score": score} for day, score in scores
            ]
        )
        assert made.outcomes(CODE) == [outcome]

    @pytest.mark.parametrize(
        ("day", "text", "outcome"),
        [
            ("2026-05-20", "Attendance rose from 62% to 91%.", "met"),
            ("2026-05-20", "Attendance stayed, from 62% to 62%.", "not_met"),
            ("2026-05-20", "Much better at home.", "not_met"),
            ("2026-02-28", "Attendance rose from 62% to 91%.", "not_met"),
            ("2026-03-01", "Attendance rose from 62% to 91%.", "met"),
        ],
    )
    def test_figures_compared_in_the_last_three_months(
        self, day: str, text: str, outcome: str
    ) -> None:
        """In a review of that time; words alone are no measure."""
        assert found(reviews=[review(day, text)]).outcomes(CODE) == [outcome]

    def test_the_figures_are_shown_by_their_place(self) -> None:
        """By pointer and offset, and never the words."""
        row = found(reviews=[review("2026-05-20", "It rose from 62% to 91%.")]).only(CODE)
        assert (row["evidence"][1]["pointer"], row["evidence"][1]["label"]) == (
            "/reviews/0/sections/0/text",
            "figures compared, characters 8 to 22",
        )
        assert "62" not in str(row)


class TestWhatEndedAsImproved:
    @pytest.mark.parametrize(
        ("next_plan", "outcomes"),
        [
            ({"type": "child_in_need", "start_date": ENDED}, ["not_applicable"]),
            ({"type": "child_protection", "start_date": "2026-06-26"}, ["not_applicable"]),
            ({"type": "child_protection", "start_date": "2026-06-27"}, ["not_met"]),
            ({"type": "care", "start_date": ENDED}, ["not_met"]),
        ],
    )
    def test_a_plan_that_goes_on_or_does_more(
        self, next_plan: dict[str, Any], outcomes: list[str]
    ) -> None:
        """A new version and a step up within 28 days are no improvement."""
        assert found(plan(), {"actions": [], **next_plan}).outcomes(CODE) == outcomes

    def test_a_step_down_from_protection_is_judged(self) -> None:
        """To a plan for a child in need."""
        made = found(plan(type="child_protection"), plan(start_date=ENDED, end_date=None))
        assert made.outcomes(CODE) == ["not_met"]

    @pytest.mark.parametrize(
        ("entered", "outcome"), [("2026-06-26", "not_applicable"), ("2026-06-27", "not_met")]
    )
    def test_entry_to_care_is_no_improvement(self, entered: str, outcome: str) -> None:
        """Within 28 days of the end."""
        made = found(care_periods=[{"start_date": entered}])
        assert made.outcomes(CODE) == [outcome]

    @pytest.mark.parametrize("named", [{"type": "care"}, {"end_date": None}])
    def test_other_plans_are_not_judged(self, named: dict[str, Any]) -> None:
        """A care plan, and one that has not ended."""
        assert found(plan(**named)).outcomes(CODE) == ["not_applicable"]


class TestUnknown:
    @pytest.mark.parametrize(
        "named", [{"reviews": None}, {"assessments": None}, {"plans": [plan(actions=None)]}]
    )
    def test_what_was_not_exported(self, named: dict[str, Any]) -> None:
        """A measure may stand there."""
        made = {"plans": [plan()], "reviews": [], "assessments": [], **named}
        assert audit_one(CODE, record(**made)).outcomes(CODE) == ["cannot_tell"]

    def test_a_system_that_cannot_give_measures(self) -> None:
        """`without` names the field."""
        made = found(coverage={"plans": {"without": ["measure"]}})
        assert made.outcomes(CODE) == ["cannot_tell"]

    def test_plans(self) -> None:
        """Not exported: cannot tell; none: not applicable."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]
        assert audit_one(CODE, record(plans=[])).outcomes(CODE) == ["not_applicable"]
