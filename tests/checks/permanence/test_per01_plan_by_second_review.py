"""PER01: every edge of the second review, and every ruling by name.

Care began on Monday 5 January 2026: the first review fell due on 2 February, twenty working
days on, and the second three months after the first.
"""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PER01"
ENTERED = "2026-01-05"
GOAL: dict[str, Any] = {"goal": "LTFOST18", "role": "primary"}


def plan(agreed: str | None, *goals: dict[str, Any], **named: Any) -> dict[str, Any]:
    return {"type": "care", "agreed_date": agreed, "permanence_goals": list(goals), **named}


def review(day: str, **named: Any) -> dict[str, Any]:
    return {"type": "child_in_care", "date": day, **named}


HELD = [review("2026-01-26"), review("2026-04-20")]


def found(*plans: dict[str, Any], as_at: Any = None, settings: Any = None, **named: Any) -> Found:
    standing = {"care_periods": [{"start_date": ENTERED}], "reviews": HELD}
    made = record(plans=list(plans), **{**standing, **named})
    return audit_one(CODE, made, as_at=as_at, settings=settings)


def told(result: Found) -> tuple[str, str | None, str | None, int | None]:
    row = result.only(CODE)
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestSecondReviewHeld:
    @pytest.mark.parametrize("day", ["2025-12-29", "2026-01-05", "2026-04-20"])
    def test_in_time(self, day: str) -> None:
        """A goal agreed by the second review, its day included, is met."""
        result = found(plan(day, GOAL))
        assert told(result) == ("met", "2026-04-20", day, None)
        row = result.only(CODE)
        assert [one["pointer"] for one in row["evidence"]] == [
            "/care_periods/0",
            "/reviews/1",
            "/plans/0",
        ]
        assert row["on"] == "2026-04-20"

    def test_a_day_late(self) -> None:
        """A goal agreed the day after the second review is a day late."""
        result = found(plan("2026-04-21", GOAL))
        assert told(result) == ("not_met", "2026-04-20", "2026-04-21", 1)
        assert result.only(CODE)["message"] == (
            "no permanence goal by the second review on 20 April 2026; one was agreed on "
            "21 April 2026"
        )

    def test_never(self) -> None:
        """Without a goal the days run on."""
        assert told(found()) == ("not_met", "2026-04-20", None, 163)

    def test_held_before_it_was_due(self) -> None:
        """An early second review is the limit all the same."""
        reviews = [review("2026-01-12"), review("2026-01-26")]
        assert told(found(plan("2026-01-27", GOAL), reviews=reviews))[0] == "not_met"

    def test_on_the_audit_date(self) -> None:
        """On the day of the second review there is still time."""
        assert told(found(as_at="2026-04-20"))[:2] == ("not_due", "2026-04-20")

    @pytest.mark.parametrize("left", ["2026-04-20", "2026-05-20"])
    def test_left_care_after_it(self, left: str) -> None:
        """A second review held without a goal stays a miss, whenever the child left."""
        periods = [{"start_date": ENTERED, "end_date": left}]
        assert told(found(care_periods=periods))[0] == "not_met"


class TestRulings:
    @pytest.mark.parametrize(
        ("as_at", "outcome"), [("2026-04-26", "not_due"), ("2026-04-27", "not_met")]
    )
    def test_second_review_not_held(self, as_at: str, outcome: str) -> None:
        """An overdue second review that was not held: not met once its due date has passed."""
        reviews = [review("2026-01-26")]
        result = found(reviews=reviews, as_at=as_at)
        assert told(result)[:2] == (outcome, "2026-04-26")

    def test_no_review_at_all(self) -> None:
        """Without a first review the second fell due three months after the first did."""
        assert told(found(reviews=[]))[:2] == ("not_met", "2026-05-02")
        assert told(found(plan("2026-05-02", GOAL), reviews=[]))[0] == "met"

    def test_agreed_date_alone(self) -> None:
        """A goal in a plan without an agreed date cannot be told."""
        result = found(plan(None, GOAL, start_date="2026-01-05"))
        assert told(result)[0] == "cannot_tell"
        assert result.only(CODE)["message"] == (
            "a plan names a permanence goal, but not the day it was agreed"
        )
        assert told(found(plan(None, GOAL)))[0] == "cannot_tell"

    @pytest.mark.parametrize(
        ("kind", "outcome"),
        [
            ("care", "met"),
            ("permanence", "met"),
            ("pathway", "met"),
            ("placement", "not_met"),
            ("child_in_need", "not_met"),
        ],
    )
    def test_types_of_plan(self, kind: str, outcome: str) -> None:
        """Care, permanence and pathway plans carry the goal."""
        assert told(found(plan("2026-02-02", GOAL, type=kind)))[0] == outcome

    @pytest.mark.parametrize(
        ("goal", "outcome"),
        [("RETURN6M", "met"), ("RETURNEV", "met"), ("ADOPTION", "met"), ("OTHERPLN", "not_met")],
    )
    def test_which_goals(self, goal: str, outcome: str) -> None:
        """Return home is a permanence goal, another plan is none."""
        made = plan("2026-02-02", {"goal": goal, "role": "primary"})
        assert told(found(made))[0] == outcome

    def test_parallel_goal(self) -> None:
        """A goal beside another that is not named is none."""
        assert told(found(plan("2026-02-02", {**GOAL, "role": "parallel"})))[0] == "not_met"

    def test_new_period_of_care(self) -> None:
        """A new period starts again, and a goal of the earlier one does not count."""
        periods = [
            {"start_date": "2025-01-06", "end_date": "2025-12-01"},
            {"start_date": ENTERED},
        ]
        outcomes = found(plan("2025-01-20", GOAL), care_periods=periods).outcomes(CODE)
        assert outcomes == ["met", "not_met"]

    @pytest.mark.parametrize(
        ("day", "outcome"), [("2026-02-02", "met"), ("2026-02-03", "cannot_tell")]
    )
    def test_reviews_not_exported(self, day: str, outcome: str) -> None:
        """Agreed in the first twenty working days is met without reviews: none can be earlier."""
        assert told(found(plan(day, GOAL), reviews=None))[0] == outcome

    def test_series_of_meetings(self) -> None:
        """A goal agreed at a later sitting of the second review is in time."""
        reviews = [HELD[0], review("2026-04-20", completed_date="2026-05-11")]
        assert told(found(plan("2026-05-11", GOAL), reviews=reviews))[:2] == ("met", "2026-05-11")
        assert told(found(plan("2026-05-12", GOAL), reviews=reviews))[0] == "not_met"


class TestLeaving:
    @pytest.mark.parametrize(
        ("left", "outcome"), [("2026-04-26", "not_applicable"), ("2026-04-27", "not_met")]
    )
    def test_before_the_second_review_was_due(self, left: str, outcome: str) -> None:
        """A child who left before the second review fell due needed no goal by then."""
        periods = [{"start_date": ENTERED, "end_date": left}]
        result = found(care_periods=periods, reviews=[review("2026-01-26")])
        assert result.outcomes(CODE) == [outcome]


class TestWhatCannotBeSeen:
    def test_not_exported(self) -> None:
        """Without plans, or any sign of care, it cannot tell."""
        assert found(care_periods=None).outcomes(CODE) == ["cannot_tell"]
        made = record(care_periods=[{"start_date": ENTERED}], reviews=HELD)
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    def test_reviews_known_from(self) -> None:
        """The second review seen is no earlier than the second there was: late by then is late."""
        coverage = {"reviews": {"from": "2026-01-20"}}
        assert told(found(plan("2026-04-20", GOAL), coverage=coverage))[0] == "cannot_tell"
        assert told(found(plan("2026-04-21", GOAL), coverage=coverage))[0] == "not_met"
        assert told(found(plan("2026-02-02", GOAL), coverage=coverage))[0] == "met"

    def test_reviews_not_complete(self) -> None:
        """One review seen of an export that is not complete shows no second."""
        coverage = {"reviews": {"complete": False}}
        result = found(reviews=[review("2026-01-26")], coverage=coverage)
        assert result.outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize(
        ("start", "outcome"), [(ENTERED, "not_met"), ("2026-01-06", "cannot_tell")]
    )
    def test_plans_known_from(self, start: str, outcome: str) -> None:
        """Plans that are known only from after entry may have named a goal before."""
        assert told(found(coverage={"plans": {"from": start}}))[0] == outcome

    def test_goals_not_recorded(self) -> None:
        """A plan in time whose goals are not recorded may name one."""
        made = {"type": "care", "agreed_date": "2026-02-02"}
        assert told(found(made))[0] == "cannot_tell"
        assert told(found({**made, "agreed_date": "2026-04-21"}))[0] == "not_met"

    def test_entry_not_seen(self) -> None:
        """Where the entry is not in the record it cannot tell."""
        placed = [{"start_date": ENTERED, "start_reason": "P"}]
        result = found(care_periods=None, placements=placed)
        assert result.outcomes(CODE) == ["cannot_tell"]

    def test_audit_after_the_export(self) -> None:
        """A second review that falls due between export and audit cannot be told."""
        reviews = [review("2026-01-26")]
        result = found(reviews=reviews, exported_on="2026-04-01", as_at="2026-09-30")
        assert told(result)[0] == "cannot_tell"

    def test_never_in_care(self) -> None:
        """A child never in care needs none."""
        assert found(care_periods=[]).outcomes(CODE) == ["not_applicable"]

    def test_calendar_ends(self) -> None:
        """Where the bank holidays are not known the first review cannot be counted."""
        result = found(
            care_periods=[{"start_date": "2028-12-27"}], reviews=[], exported_on="2029-03-01"
        )
        assert result.outcomes(CODE) == ["cannot_tell"]
