"""REV03: every edge of the standard, and every ruling by name.

The goal changes on Wednesday 4 March 2026, and the audit is as at 30 September 2026, unless a
test says otherwise. The 20th working day after the change is 1 April.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "REV03"


def plan(agreed: str | None, *goals: str, **named: Any) -> dict[str, Any]:
    listed = [{"goal": goal, "role": "primary"} for goal in goals]
    return {"type": "care", "agreed_date": agreed, "permanence_goals": listed, **named}


def changed(on: str = "2026-03-04", **named: Any) -> list[dict[str, Any]]:
    return [plan("2025-02-03", "RETURN6M"), plan(on, "LTFOST18", **named)]


def found(
    plans: list[dict[str, Any]],
    *reviews: str | dict[str, Any],
    as_at: str | None = None,
    settings: dict[str, Any] | None = None,
    **named: Any,
) -> Found:
    """What is found of these plans, of a child long in care, with these reviews."""
    listed = [
        {"type": "child_in_care", "date": one} if isinstance(one, str) else one for one in reviews
    ]
    standing = {"care_periods": [{"start_date": "2025-01-06"}], "reviews": listed}
    made = record(plans=plans, **{**standing, **named})
    return audit_one(CODE, made, as_at=as_at, settings={CODE: settings} if settings else None)


def judged(
    plans: list[dict[str, Any]], *reviews: str | dict[str, Any], **named: Any
) -> ObservationRow:
    return found(plans, *reviews, **named).only(CODE)


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None]:
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestEitherWindow:
    @pytest.mark.parametrize("day", ["2026-02-04", "2026-03-04", "2026-03-05", "2026-04-01"])
    def test_in_time(self, day: str) -> None:
        """From 28 days before the change to the 20th working day after it."""
        row = judged(changed(), day)
        assert told(row) == ("met", "2026-04-01", day, None)
        assert [one["pointer"] for one in row["evidence"]] == [
            "/plans/1",
            "/plans/0",
            "/reviews/0",
        ]
        assert (row["force"], row["axis"], row["on"]) == ("statutory", "compliance", "2026-03-04")
        assert row["facts"] == {"before": "RETURN", "after": "LTFOST18"}

    def test_29_days_before(self) -> None:
        """A review 29 days before the change is too early."""
        assert told(judged(changed(), "2026-02-03")) == ("not_met", "2026-04-01", None, 182)

    def test_on_the_21st_working_day(self) -> None:
        """A day after the 20th working day is a day late."""
        row = judged(changed(), "2026-04-02")
        assert told(row) == ("not_met", "2026-04-01", "2026-04-02", 1)
        assert row["message"].endswith("the next was on 2 April 2026")

    def test_one_review_for_two_changes(self) -> None:
        """One review serves two changes, if it lies in the window of each."""
        plans = [*changed(), plan("2026-03-18", "SGO")]
        rows = found(plans, "2026-03-10").of(CODE)
        assert [(row["on"], row["outcome"]) for row in rows] == [
            ("2026-03-04", "met"),
            ("2026-03-18", "met"),
        ]


class TestRulings:
    def test_change_still_inside_the_time(self) -> None:
        """Not due up to the 20th working day itself, if either window satisfies."""
        assert told(judged(changed(), as_at="2026-04-01")) == ("not_due", "2026-04-01", None, None)
        assert told(judged(changed(), as_at="2026-04-02"))[0] == "not_met"

    def test_review_first(self) -> None:
        """More strictly the review comes first: due on the day of the change."""
        strict = {"counts": "before"}
        row = judged(changed(), "2026-03-05", settings=strict)
        assert told(row) == ("not_met", "2026-03-04", "2026-03-05", 1)
        row = judged(changed(), as_at="2026-03-10", settings=strict)
        assert told(row) == ("not_met", "2026-03-04", None, 6)
        assert told(judged(changed(), "2026-03-04", settings=strict))[0] == "met"

    def test_agreed_or_started(self) -> None:
        """The change is on the day agreed, whenever the plan starts, else on its start."""
        row = judged(changed(start_date="2026-02-02"))
        assert row["on"] == "2026-03-04"
        plans = [plan("2025-02-03", "RETURN6M"), plan(None, "SGO", start_date="2026-03-04")]
        assert judged(plans)["on"] == "2026-03-04"

    def test_set_of_primary_goals(self) -> None:
        """Parallel goals, and return home in another time, are no change."""
        other = {"goal": "ADOPTION", "role": "parallel", "decide_by_date": "2026-05-01"}
        second = plan("2026-03-04", "RETURNEV")
        second["permanence_goals"].append(other)
        assert found([plan("2025-02-03", "RETURN6M"), second]).outcomes(CODE) == ["not_applicable"]

    def test_care_plan_to_pathway_plan(self) -> None:
        """From a care plan to a pathway plan is no change, if the goal is the same."""
        plans = [plan("2025-02-03", "SUPPLIV"), plan("2026-03-04", "SUPPLIV", type="pathway")]
        assert found(plans).outcomes(CODE) == ["not_applicable"]

    def test_first_plan(self) -> None:
        """The first plan is no change."""
        assert found([plan("2026-03-04", "SGO")]).outcomes(CODE) == ["not_applicable"]

    def test_first_plan_of_a_new_period(self) -> None:
        """Nor is the first of a new period of care."""
        periods = [
            {"start_date": "2025-01-06", "end_date": "2025-06-02"},
            {"start_date": "2026-02-02"},
        ]
        assert found(changed(), care_periods=periods).outcomes(CODE) == ["not_applicable"]

    def test_series_of_meetings(self) -> None:
        """A series counts on its completion, and where it began in time that is said."""
        series = {"type": "child_in_care", "date": "2026-03-20", "completed_date": "2026-04-02"}
        row = judged(changed(), series)
        assert told(row) == ("not_met", "2026-04-01", "2026-04-02", 1)
        assert "began in time" in row["message"]

    def test_other_types_of_review(self) -> None:
        """A pathway review does not count; one of no recorded type makes it unclear."""
        assert judged(changed(), {"type": "pathway", "date": "2026-03-10"})["outcome"] == "not_met"
        assert judged(changed(), {"date": "2026-03-10"})["outcome"] == "cannot_tell"
        assert judged(changed(), {"date": "2026-05-10"})["outcome"] == "not_met"

    def test_left_care_inside_the_time(self) -> None:
        """Where the child left care inside the open time nothing can be reviewed."""
        periods = [{"start_date": "2025-01-06", "end_date": "2026-04-01"}]
        assert judged(changed(), care_periods=periods)["outcome"] == "not_applicable"
        periods = [{"start_date": "2025-01-06", "end_date": "2026-04-02"}]
        assert judged(changed(), care_periods=periods)["outcome"] == "not_met"


class TestCannotTell:
    def test_roles_missing(self) -> None:
        """Where the plan does not say which goal is primary it cannot be told."""
        second = plan("2026-03-04", "SGO", "ADOPTION")
        for goal in second["permanence_goals"]:
            del goal["role"]
        row = judged([plan("2025-02-03", "SGO"), second])
        assert row["outcome"] == "cannot_tell"
        assert row["message"].startswith("whether the goal changed on 4 March 2026: ")

    def test_plans_known_only_from_a_date(self) -> None:
        """The first plan seen may have changed the goal; the next are judged."""
        result = found(
            [*changed(), plan("2026-06-01", "SGO")],
            "2026-06-01",
            coverage={"plans": {"from": "2025-02-01"}},
        )
        assert [(row["on"], row["outcome"]) for row in result.of(CODE)] == [
            ("2025-02-03", "cannot_tell"),
            ("2026-03-04", "not_met"),
            ("2026-06-01", "met"),
        ]

    def test_reviews_known_only_from_inside_the_time(self) -> None:
        """A review in the part that is not covered may have been there."""
        coverage = {"reviews": {"from": "2026-02-10"}}
        assert judged(changed(), coverage=coverage)["outcome"] == "cannot_tell"
        assert judged(changed(), "2026-03-10", coverage=coverage)["outcome"] == "met"

    def test_goals_that_the_system_cannot_give(self) -> None:
        """A system without permanence goals shows no change."""
        coverage = {"plans": {"without": ["permanence_goals"]}}
        assert found([plan("2026-03-04")], coverage=coverage).outcomes(CODE) == ["cannot_tell"]

    def test_not_exported(self) -> None:
        """Without plans, reviews or periods of care it cannot be told."""
        assert found(changed(), reviews=None).outcomes(CODE) == ["cannot_tell"]
        assert found(changed(), care_periods=None).outcomes(CODE) == ["cannot_tell"]
        made = record(reviews=[], care_periods=[{"start_date": "2025-01-06"}])
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    def test_beyond_the_known_bank_holidays(self) -> None:
        """Working days are not counted where the bank holidays are not known."""
        row = judged(changed("2028-12-20"), exported_on="2029-03-01")
        assert row["outcome"] == "cannot_tell"


def test_never_in_care() -> None:
    """A child who was never in care has no permanence goal to change."""
    assert found(changed(), care_periods=[]).outcomes(CODE) == ["not_applicable"]
