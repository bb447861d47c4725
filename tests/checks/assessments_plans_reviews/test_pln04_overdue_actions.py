"""PLN04: overdue, done late, and carried from review to review.

The audit is as at Wednesday 30 September 2026 unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PLN04"


def action(due: str | None, completed: str | None = None, **named: Any) -> dict[str, Any]:
    words = {"description": "see his brother every month"}
    return {"due_date": due, "completed_date": completed, **words, **named}


def plan(*actions: dict[str, Any], **named: Any) -> dict[str, Any]:
    return {"type": "care", "agreed_date": "2025-05-07", "actions": list(actions), **named}


def review(day: str, **named: Any) -> dict[str, Any]:
    return {"type": "child_in_care", "date": day, **named}


def found(*plans: dict[str, Any], as_at: Any = None, settings: Any = None, **named: Any) -> Found:
    return audit_one(
        CODE, record(plans=list(plans), **{"reviews": [], **named}), as_at=as_at, settings=settings
    )


def told(result: Found) -> tuple[str, str | None, str | None, int | None]:
    row = result.only(CODE)
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestOverdue:
    @pytest.mark.parametrize(
        ("due", "outcome", "late"),
        [
            ("2026-10-01", "not_due", None),
            ("2026-09-30", "not_due", None),
            ("2026-09-29", "not_met", 1),
            ("2025-07-31", "not_met", 426),
        ],
    )
    def test_not_completed(self, due: str, outcome: str, late: int | None) -> None:
        """Not completed: overdue from the day after its due date."""
        result = found(plan(action(due)))
        assert told(result) == (outcome, due, None, late)
        row = result.only(CODE)
        assert row["evidence"][0]["pointer"] == "/plans/0/actions/0"
        assert row["on"] == "2026-09-30"

    @pytest.mark.parametrize(
        ("completed", "days"), [("2026-03-20", 0), ("2026-03-27", 0), ("2026-03-28", 1)]
    )
    def test_completed(self, completed: str, days: int) -> None:
        """Completed is met, late or not, and the days after its due date are shown."""
        result = found(plan(action("2026-03-27", completed)))
        assert told(result) == ("met", "2026-03-27", completed, None)
        assert result.only(CODE)["facts"] == {"days_after_due": days}

    def test_completed_without_a_due_date(self) -> None:
        """What was completed without a date is met too."""
        assert told(found(plan(action(None, "2026-03-20")))) == ("met", None, "2026-03-20", None)

    def test_completed_after_the_audit_date(self) -> None:
        """Completed after the audit date, it was overdue at it."""
        result = found(plan(action("2026-03-27", "2026-04-10")), as_at="2026-04-01")
        assert told(result) == ("not_met", "2026-03-27", None, 5)

    def test_without_a_date(self) -> None:
        """An action without a due date is never overdue."""
        assert found(plan(action(None, due_text="ongoing"))).outcomes(CODE) == ["not_applicable"]

    def test_closed_plan(self) -> None:
        """The actions of a closed plan are not judged."""
        made = plan(action("2025-07-31"), end_date="2026-01-01")
        assert found(made).outcomes(CODE) == ["not_applicable"]

    def test_each_action(self) -> None:
        """Each action of each plan in force is judged for itself."""
        one, two = action("2026-10-30"), action("2026-08-28", description="join the library")
        result = found(plan(one, two), plan(two, type="health"))
        assert {row["evidence"][0]["pointer"]: row["outcome"] for row in result.of(CODE)} == {
            "/plans/0/actions/0": "not_due",
            "/plans/0/actions/1": "not_met",
            "/plans/1/actions/0": "not_met",
        }


class TestDrift:
    """The brother was to be seen by 31 July 2025, agreed on 7 May."""

    def carried(self, *reviews: str, due: str | None = "2026-12-01", **named: Any) -> Found:
        """The action stood in an older version, and stands in the newest with another date."""
        first = plan(action("2025-07-31" if due else None))
        second = plan(action(due, **named), agreed_date="2026-02-10")
        return found(first, second, reviews=[review(day) for day in reviews])

    def test_through_two_reviews(self) -> None:
        """Put off to a day still to come, but carried through two reviews, it is drift."""
        result = self.carried("2025-08-01", "2026-02-10")
        assert told(result) == ("not_met", "2026-12-01", None, None)
        row = result.only(CODE)
        assert row["facts"] == {"reviews": 2, "drift": True}
        assert row["message"].endswith(
            "is due by 1 December 2026, first on 31 July 2025; it has been carried through 2 "
            "reviews"
        )
        assert [one["pointer"] for one in row["evidence"]] == [
            "/plans/1/actions/0",
            "/plans/0/actions/0",
        ]

    def test_through_one(self) -> None:
        """A review on or before its first due date carried nothing."""
        assert told(self.carried("2025-07-31", "2026-02-10"))[0] == "not_due"

    def test_without_a_date(self) -> None:
        """An action that never had a date drifts from the day after it was agreed."""
        assert told(self.carried("2025-05-08", "2026-02-10", due=None))[0] == "not_met"
        assert self.carried("2025-05-07", "2026-02-10", due=None).outcomes(CODE) == [
            "not_applicable"
        ]

    def test_other_words(self) -> None:
        """An action in other words is another; capitals and full stops make no other words."""
        two = ("2025-08-01", "2026-02-10")
        assert told(self.carried(*two, description="join the library"))[0] == "not_due"
        assert told(self.carried(*two, description="See his brother, every month."))[0] == "not_met"

    def test_by_id_without_words(self) -> None:
        """Without words the id says that it is the same; with other words it does not."""
        first = plan({"action_id": "A1", "due_date": "2025-07-31"})
        second = plan({"action_id": "A1", "due_date": "2026-12-01"}, agreed_date="2026-02-10")
        reviews = [review("2025-08-01"), review("2026-02-10")]
        assert told(found(first, second, reviews=reviews))[0] == "not_met"
        second["actions"][0]["description"] = "join the library"
        assert told(found(first, second, reviews=reviews))[0] == "not_due"

    def test_completed_between(self) -> None:
        """What was completed and agreed again begins anew."""
        first = plan(action("2025-07-31", "2025-07-30"))
        second = plan(action("2026-12-01"), agreed_date="2026-02-10")
        reviews = [review("2025-08-01"), review("2026-02-10")]
        assert told(found(first, second, reviews=reviews))[0] == "not_due"

    def test_dropped_between(self) -> None:
        """What was left out of a version and agreed again begins anew."""
        first, between = plan(action("2025-07-31")), plan(agreed_date="2025-11-03")
        second = plan(action("2026-12-01"), agreed_date="2026-02-10")
        reviews = [review("2025-08-01"), review("2026-02-10")]
        assert told(found(first, between, second, reviews=reviews))[0] == "not_due"

    def test_completed_at_last(self) -> None:
        """What was carried and is completed is met."""
        result = self.carried("2025-08-01", "2026-02-10", completed_date="2026-06-01")
        assert told(result)[0] == "met"

    def test_overdue_and_drifting(self) -> None:
        """An overdue action says through how many reviews it was carried."""
        reviews = [review("2025-08-01"), review("2026-02-10"), review("2026-08-04")]
        result = found(plan(action("2025-07-31")), reviews=reviews)
        assert told(result) == ("not_met", "2025-07-31", None, 426)
        assert result.only(CODE)["facts"] == {"reviews": 3, "drift": True}
        assert result.only(CODE)["message"] == (
            "the action is not completed and was due on 31 July 2025; it has been carried "
            "through 3 reviews"
        )

    @pytest.mark.parametrize(
        ("kind", "of_review", "outcome"),
        [
            ("care", "child_in_care", "not_met"),
            ("care", "child_protection", "not_applicable"),
            ("pathway", "pathway", "not_met"),
            ("child_in_need", "child_in_need", "not_met"),
            ("child_protection", "child_protection", "not_met"),
            ("child_protection", "child_in_care", "not_applicable"),
        ],
    )
    def test_reviews_of_the_plan(self, kind: str, of_review: str, outcome: str) -> None:
        """The reviews that count are those at which that type of plan is looked at."""
        reviews = [review("2025-08-01", type=of_review), review("2026-02-10", type=of_review)]
        assert found(plan(action(None), type=kind), reviews=reviews).outcomes(CODE) == [outcome]

    def test_nobody_knows_since_when(self) -> None:
        """An action without a date in a plan without a date has been carried nobody knows how."""
        made = plan(action(None), agreed_date=None)
        reviews = [review("2025-08-01"), review("2026-02-10")]
        assert found(made, reviews=reviews).outcomes(CODE) == ["not_applicable"]

    def test_setting(self) -> None:
        """Through how many reviews is a setting."""
        made = plan(action(None))
        settings = {CODE: {"drift": 1}}
        assert told(found(made, reviews=[review("2025-08-01")], settings=settings))[0] == "not_met"

    def test_cancelled_review(self) -> None:
        """A review that was cancelled carried nothing."""
        reviews = [review("2025-08-01", cancelled=True), review("2026-02-10")]
        assert found(plan(action(None)), reviews=reviews).outcomes(CODE) == ["not_applicable"]


class TestWhatCannotBeSeen:
    def test_plans_not_exported(self) -> None:
        """Without plans it cannot tell."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]

    def test_actions_not_recorded(self) -> None:
        """A plan without actions recorded cannot be told."""
        assert found({"type": "care", "agreed_date": "2025-05-07"}).outcomes(CODE) == [
            "cannot_tell"
        ]

    def test_reviews_not_exported(self) -> None:
        """Without reviews an overdue action is overdue; of one without a date nobody can tell."""
        assert told(found(plan(action("2025-07-31")), reviews=None))[0] == "not_met"
        row = found(plan(action(None)), reviews=None).only(CODE)
        assert (row["outcome"], row["message"]) == (
            "cannot_tell",
            "the action has no due date, and whether it drifts: reviews not exported",
        )

    def test_completion_cannot_be_given(self) -> None:
        """Where the system cannot give completion, a passed due date cannot be told."""
        coverage = {"plans": {"without": ["completed_date"]}}
        assert told(found(plan(action("2025-07-31")), coverage=coverage))[0] == "cannot_tell"
        assert told(found(plan(action("2026-12-01")), coverage=coverage))[0] == "not_due"

    @pytest.mark.parametrize(
        ("due", "outcome", "late"),
        [("2026-06-30", "not_met", 1), ("2026-07-01", "cannot_tell", None)],
    )
    def test_audit_after_the_export(self, due: str, outcome: str, late: int | None) -> None:
        """Due between the export and the audit cannot be told; before it is late by the export."""
        result = found(plan(action(due)), exported_on="2026-07-01", as_at="2026-09-30")
        assert (told(result)[0], told(result)[3]) == (outcome, late)

    def test_no_plan(self) -> None:
        """No plan in force is not applicable."""
        assert found().outcomes(CODE) == ["not_applicable"]
