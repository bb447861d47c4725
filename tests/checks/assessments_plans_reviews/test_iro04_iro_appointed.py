"""IRO04: every edge of the standard.

The child enters care on Monday 5 January 2026; the fifth working day after it is 12 January,
the twentieth 2 February. The audit is as at 30 September unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "IRO04"


def officer(start: str, **named: Any) -> dict[str, Any]:
    return {"role": "iro", "worker_id": "R1", "start_date": start, **named}


def found(
    *officers: dict[str, Any],
    review: str | None = "2026-02-02",
    as_at: str | None = None,
    **named: Any,
) -> Found:
    """What is found with these officers, in a period with one review."""
    standing: dict[str, Any] = {
        "care_periods": [{"start_date": "2026-01-05"}],
        "involvements": list(officers),
        "reviews": [{"type": "child_in_care", "date": review}] if review else [],
    }
    return audit_one(CODE, record(**{**standing, **named}), as_at=as_at)


def of(result: Found, what: str) -> ObservationRow:
    (row,) = (row for row in result.of(CODE) if row["evidence"][0]["note"] == what)
    return row


def days(*officers: dict[str, Any], **named: Any) -> ObservationRow:
    return of(found(*officers, **named), "the first days")


def first_review(*officers: dict[str, Any], **named: Any) -> ObservationRow:
    return of(found(*officers, **named), "by the first review")


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None]:
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestFirstDays:
    def test_on_the_fifth_working_day(self) -> None:
        """An officer allocated on the fifth working day is in time, by local practice."""
        row = days(officer("2026-01-12"))
        assert told(row) == ("met", "2026-01-12", "2026-01-12", None)
        assert [one["pointer"] for one in row["evidence"]] == ["/care_periods/0", "/involvements/0"]
        assert (row["force"], row["on"]) == ("local", "2026-01-05")

    def test_on_the_sixth(self) -> None:
        """A day later is a day late."""
        assert told(days(officer("2026-01-13"))) == ("not_met", "2026-01-12", "2026-01-13", 1)

    def test_still_open(self) -> None:
        """Inside the five working days it is not due."""
        assert told(days(exported_on="2026-01-12", review=None))[0] == "not_due"
        assert told(days(exported_on="2026-01-13", review=None)) == (
            "not_met",
            "2026-01-12",
            None,
            1,
        )

    def test_from_before_entry(self) -> None:
        """One allocated from before counts while still allocated on the day of entry."""
        row = days(officer("2025-03-03"))
        assert told(row)[:3] == ("met", "2026-01-12", "2026-01-05")
        gone = officer("2025-03-03", end_date="2026-01-05")
        assert told(days(gone))[0] == "not_met"

    def test_other_workers(self) -> None:
        """A social worker is no reviewing officer."""
        assert told(days(officer("2026-01-05", role="social_worker")))[0] == "not_met"

    def test_left_care_before(self) -> None:
        """A child who left care inside the five days asks for none; after them the miss is kept."""
        left = [{"start_date": "2026-01-05", "end_date": "2026-01-12"}]
        assert told(days(care_periods=left, review=None))[0] == "not_applicable"
        left = [{"start_date": "2026-01-05", "end_date": "2026-01-14"}]
        assert told(days(care_periods=left, review=None)) == ("not_met", "2026-01-12", None, 2)


class TestFirstReview:
    def test_on_its_day(self) -> None:
        """An officer appointed by the day of the first review keeps the law."""
        row = first_review(officer("2026-02-02"))
        assert told(row) == ("met", "2026-02-02", "2026-02-02", None)
        assert row["force"] == "statutory"
        assert [one["pointer"] for one in row["evidence"]] == [
            "/care_periods/0",
            "/involvements/0",
            "/reviews/0",
        ]

    def test_the_day_after(self) -> None:
        """The day after it is a day late."""
        assert told(first_review(officer("2026-02-03"))) == (
            "not_met",
            "2026-02-02",
            "2026-02-03",
            1,
        )

    def test_early_review(self) -> None:
        """The day of the review held binds, not the day by which it had to be held."""
        row = first_review(officer("2026-01-12"), review="2026-01-09")
        assert told(row) == ("not_met", "2026-01-09", "2026-01-12", 3)

    def test_review_not_held(self) -> None:
        """Where it was not held, the day by which it had to be binds."""
        assert told(first_review(review=None, exported_on="2026-02-02"))[0] == "not_due"
        assert told(first_review(review=None, exported_on="2026-02-03")) == (
            "not_met",
            "2026-02-02",
            None,
            1,
        )

    def test_left_care_before_a_review(self) -> None:
        """A child who left care before a review fell due needed none by then."""
        left = [{"start_date": "2026-01-05", "end_date": "2026-02-02"}]
        assert told(first_review(care_periods=left, review=None))[0] == "not_applicable"

    @pytest.mark.parametrize(
        "named",
        [
            {"reviews": None},
            {"coverage": {"reviews": {"from": "2026-01-20"}}},
            {"coverage": {"reviews": {"complete": False}}},
        ],
    )
    def test_first_review_not_known(self, named: dict[str, Any]) -> None:
        """Where the first review is not known it cannot be told; the first days can."""
        result = found(officer("2026-01-12"), **named)
        assert of(result, "by the first review")["outcome"] == "cannot_tell"
        assert of(result, "the first days")["outcome"] == "met"

    def test_new_period_of_care(self) -> None:
        """Each period of care asks again."""
        periods = [
            {"start_date": "2025-01-06", "end_date": "2025-05-06"},
            {"start_date": "2026-01-05"},
        ]
        result = found(officer("2025-01-06", end_date="2025-05-06"), care_periods=periods)
        outcomes = [(row["on"], row["outcome"]) for row in result.of(CODE)]
        assert outcomes == [
            ("2025-01-06", "met"),
            ("2025-01-06", "met"),
            ("2026-01-05", "not_met"),
            ("2026-01-05", "not_met"),
        ]


class TestShownOtherwise:
    """No reviewing officer is among the workers."""

    def test_chaired(self) -> None:
        """Who chaired the first review was appointed by then; since when is not recorded."""
        reviews = [{"type": "child_in_care", "date": "2026-02-02", "chair_id": "R1"}]
        result = found(reviews=reviews)
        assert of(result, "the first days")["outcome"] == "cannot_tell"
        assert told(of(result, "by the first review"))[:3] == ("met", "2026-02-02", "2026-02-02")

    def test_active_in_the_first_days(self) -> None:
        """An officer active only after the first review shows none before it."""
        activity = [{"date": "2026-02-03", "type": "visit"}]
        assert told(first_review(iro_activity=activity))[0] == "not_met"
        activity = [{"date": "2026-01-20", "type": "visit"}]
        assert told(first_review(iro_activity=activity))[0] == "met"

    def test_not_where_officers_are_recorded(self) -> None:
        """Where officers are among the workers those count alone."""
        reviews = [{"type": "child_in_care", "date": "2026-02-02", "chair_id": "R1"}]
        result = found(officer("2026-03-02"), reviews=reviews)
        assert result.outcomes(CODE) == ["not_met", "not_met"]


class TestChanges:
    def test_counted(self) -> None:
        """Changes of officer are counted; two rows of one are none."""
        result = found(
            officer("2026-01-05", end_date="2026-03-02"),
            officer("2026-03-02"),
            officer("2026-05-04", worker_id="R2"),
        )
        (measure,) = result.result.measures
        assert (measure["name"], measure["value"]) == ("changes_of_reviewing_officer", 1)


class TestNothingToJudge:
    def test_never_in_care(self) -> None:
        """A child who was never in care has no reviewing officer."""
        assert found(care_periods=[]).outcomes(CODE) == ["not_applicable"]

    def test_not_exported(self) -> None:
        """Without workers, or periods of care, it cannot be told."""
        assert found(involvements=None).outcomes(CODE) == ["cannot_tell"]
        assert found(care_periods=None).outcomes(CODE) == ["cannot_tell"]

    def test_entry_not_seen(self) -> None:
        """Without the day of entry it cannot be told."""
        result = found(
            officer("2026-01-05"), care_periods=None, placements=[{"start_date": "2026-01-05"}]
        )
        assert result.outcomes(CODE) == ["cannot_tell", "cannot_tell"]

    def test_workers_known_only_from_a_date(self) -> None:
        """A worker from before the day they are known from may have been there."""
        coverage = {"involvements": {"from": "2026-01-10"}}
        assert told(days(coverage=coverage))[0] == "cannot_tell"
