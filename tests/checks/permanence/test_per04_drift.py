"""PER04: a goal that stands still over two reviews in silence.

The reviews were on 2 February and 20 July 2026.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "PER04"
FIRST, SECOND = "2026-02-02", "2026-07-20"


def review(day: str, *, considered: bool | None = False, **named: Any) -> dict[str, Any]:
    return {"type": "child_in_care", "date": day, "permanence_considered": considered, **named}


def plan(day: str, goal: str | None, **named: Any) -> dict[str, Any]:
    goals = [{"goal": goal, "role": "primary"}] if goal else []
    return {"type": "care", "agreed_date": day, "permanence_goals": goals, **named}


def supervision(day: str, text: str = "Matching was discussed.") -> dict[str, Any]:
    return {"date": day, "sections": [{"heading": "Discussion", "text": text}]}


def found(**named: Any) -> Found:
    """What is found of a child with one goal and two silent reviews, unless said."""
    standing: dict[str, Any] = {
        "care_periods": [{"start_date": "2025-01-06"}],
        "plans": [plan("2025-02-03", "LTFOST18")],
        "reviews": [review(FIRST), review(SECOND)],
        "supervisions": [],
    }
    return audit_one(CODE, record(**{**standing, **named}))


def judged(**named: Any) -> ObservationRow:
    return found(**named).only(CODE)


class TestDrift:
    def test_unchanged_unachieved_and_silent_is_drift(self) -> None:
        """On the day of the second review, with both and the plan shown."""
        row = judged()
        assert (row["outcome"], row["on"]) == ("not_met", SECOND)
        assert [part["pointer"] for part in row["evidence"]] == [
            "/reviews/1",
            "/reviews/0",
            "/plans/0",
        ]

    @pytest.mark.parametrize(
        ("day", "outcome"),
        [
            ("2026-02-01", "not_met"),
            ("2026-02-02", "met"),
            ("2026-07-20", "met"),
            ("2026-07-21", "not_met"),
        ],
    )
    def test_supervision_from_one_review_to_the_other(self, day: str, outcome: str) -> None:
        """Both days count."""
        assert judged(supervisions=[supervision(day)])["outcome"] == outcome

    def test_supervision_about_something_else_is_silent(self) -> None:
        """It is the words that count."""
        held = [supervision("2026-04-01", "School and the dentist.")]
        assert judged(supervisions=held)["outcome"] == "not_met"

    @pytest.mark.parametrize("index", [0, 1])
    def test_a_review_that_considered_it_is_not_silent(self, index: int) -> None:
        """Either of the two."""
        reviews = [review(FIRST, considered=index == 0), review(SECOND, considered=index == 1)]
        row = judged(reviews=reviews)
        assert row["outcome"] == "met"
        assert row["evidence"][-1]["pointer"] == f"/reviews/{index}"

    def test_a_decision_about_it_is_not_silent(self) -> None:
        """The words are pointed at and not repeated."""
        reviews = [review(FIRST), review(SECOND, decisions=[{"text": "Start family finding."}])]
        row = judged(reviews=reviews)
        assert row["outcome"] == "met"
        assert row["evidence"][-1]["pointer"] == "/reviews/1/decisions/0/text"
        assert row["evidence"][-1]["label"] == "permanence, characters 6 to 20"
        assert "finding" not in row["message"]

    def test_every_two_successive_reviews(self) -> None:
        """Three reviews are two occasions."""
        reviews = [review(day) for day in ("2025-08-04", FIRST, SECOND)]
        assert found(reviews=reviews).outcomes(CODE) == ["not_met", "not_met"]


class TestGoal:
    @pytest.mark.parametrize(
        ("day", "outcome"),
        [("2026-02-03", "met"), ("2026-07-20", "met"), ("2026-07-21", "not_met")],
    )
    def test_a_goal_that_changed_between_them_is_no_drift(self, day: str, outcome: str) -> None:
        """Up to and on the day of the second review."""
        plans = [plan("2025-02-03", "LTFOST18"), plan(day, "SGO")]
        assert judged(plans=plans)["outcome"] == outcome

    def test_return_home_at_another_pace_is_the_same_goal(self) -> None:
        """RETURN1M, RETURN6M and RETURNEV are one goal."""
        plans = [plan("2025-02-03", "RETURN1M"), plan("2026-04-01", "RETURN6M")]
        assert judged(plans=plans)["outcome"] == "not_met"

    def test_a_ratified_match_is_achieved(self) -> None:
        """By the second review there is nothing to wait for."""
        placed = [
            {
                "start_date": "2025-01-06",
                "start_reason": "S",
                "long_term_match": {"ratified_date": "2026-05-04"},
            }
        ]
        assert found(placements=placed).outcomes(CODE) == ["not_applicable"]

    def test_no_goal_is_not_drift(self) -> None:
        """PER01 carries it."""
        assert found(plans=[]).outcomes(CODE) == ["not_applicable"]

    def test_goals_that_are_not_clear_cannot_be_told(self) -> None:
        """Two goals, and neither is said to be the primary one."""
        goals = [{"goal": "SGO"}, {"goal": "LTFOST18"}]
        unclear = [plan("2025-02-03", None) | {"permanence_goals": goals}]
        assert judged(plans=unclear)["outcome"] == "cannot_tell"

    def test_plans_known_only_from_later(self) -> None:
        """The goal at the first review is not known."""
        covered = {"plans": {"from": "2026-04-01"}}
        assert judged(plans=[], coverage=covered)["outcome"] == "cannot_tell"


class TestUnknown:
    def test_supervisions_not_exported(self) -> None:
        """Cannot tell; a review that considered it is met all the same."""
        assert judged(supervisions=None)["outcome"] == "cannot_tell"
        spoken = [review(FIRST, considered=True), review(SECOND)]
        assert judged(supervisions=None, reviews=spoken)["outcome"] == "met"

    def test_considered_missing_is_unknown(self) -> None:
        """A missing yes or no."""
        assert judged(reviews=[review(FIRST), review(SECOND, considered=None)])["outcome"] == (
            "cannot_tell"
        )

    def test_a_supervision_without_its_text(self) -> None:
        """Not exported is not silent."""
        assert judged(supervisions=[{"date": "2026-04-01"}])["outcome"] == "cannot_tell"


class TestNothingToJudge:
    def test_one_review(self) -> None:
        """There are no two."""
        assert found(reviews=[review(FIRST)]).outcomes(CODE) == ["not_applicable"]

    def test_reviews_of_two_periods_of_care(self) -> None:
        """Not successive reviews of one plan."""
        care = [
            {"start_date": "2025-01-06", "end_date": "2026-03-02"},
            {"start_date": "2026-06-01"},
        ]
        assert found(care_periods=care).outcomes(CODE) == ["not_applicable"]

    @pytest.mark.parametrize("section", ["plans", "reviews"])
    def test_not_exported(self, section: str) -> None:
        """Cannot tell."""
        assert found(**{section: None}).outcomes(CODE) == ["cannot_tell"]
