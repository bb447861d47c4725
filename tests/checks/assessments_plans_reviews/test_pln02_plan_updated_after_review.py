"""PLN02: every edge of the time for a new version after a review.

Ten working days after Wednesday 4 March 2026 end on Wednesday 18 March.
"""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PLN02"
REVIEW: dict[str, Any] = {"type": "child_in_care", "date": "2026-03-04"}
IN_CARE: dict[str, Any] = {"care_periods": [{"start_date": "2025-01-06"}]}


def version(agreed: str | None, **named: Any) -> dict[str, Any]:
    return {"type": "care", "agreed_date": agreed, **named}


def found(
    *plans: dict[str, Any],
    reviews: tuple[dict[str, Any], ...] = (REVIEW,),
    as_at: Any = None,
    settings: Any = None,
    **named: Any,
) -> Found:
    made = record(plans=list(plans), reviews=list(reviews), **{**IN_CARE, **named})
    return audit_one(CODE, made, as_at=as_at, settings=settings)


def told(result: Found) -> tuple[str, str | None, str | None, int | None]:
    row = result.only(CODE)
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestWindow:
    @pytest.mark.parametrize("day", ["2026-03-04", "2026-03-10", "2026-03-18"])
    def test_in_time(self, day: str) -> None:
        """A version from the day of the review to the tenth working day is met."""
        result = found(version(day))
        assert told(result) == ("met", "2026-03-18", day, None)
        row = result.only(CODE)
        assert [one["pointer"] for one in row["evidence"]] == ["/reviews/0", "/plans/0"]
        assert row["on"] == "2026-03-04"

    def test_a_day_late(self) -> None:
        """A version on the eleventh working day is not met, a day late."""
        result = found(version("2026-03-19"))
        assert told(result) == ("not_met", "2026-03-18", "2026-03-19", 1)
        assert result.only(CODE)["message"] == (
            "review on 4 March 2026: the plan was not updated until 19 March 2026"
        )

    def test_version_of_before(self) -> None:
        """The version of the day before the review is the old one: none since is not met."""
        assert told(found(version("2026-03-03"))) == ("not_met", "2026-03-18", None, 196)

    @pytest.mark.parametrize(
        ("as_at", "outcome"), [("2026-03-18", "not_due"), ("2026-03-19", "not_met")]
    )
    def test_still_open(self, as_at: str, outcome: str) -> None:
        """On the last day of the window it is not yet due; the day after it is not met."""
        assert told(found(as_at=as_at))[:2] == (outcome, "2026-03-18")

    def test_setting(self) -> None:
        """The time is a setting."""
        settings = {CODE: {"updated": "5 working days"}}
        assert told(found(version("2026-03-18"), settings=settings))[:2] == (
            "not_met",
            "2026-03-11",
        )

    def test_calendar_ends(self) -> None:
        """Where the bank holidays are not known the time cannot be counted."""
        review = {**REVIEW, "date": "2028-12-27"}
        assert found(reviews=(review,), exported_on="2029-03-01").outcomes(CODE) == ["cannot_tell"]


class TestVersions:
    @pytest.mark.parametrize(
        ("kind", "outcome"),
        [
            ("care", "met"),
            ("permanence", "met"),
            ("pathway", "met"),
            ("placement", "not_met"),
            ("health", "not_met"),
            ("child_in_need", "not_met"),
        ],
    )
    def test_types(self, kind: str, outcome: str) -> None:
        """Care, permanence and pathway plans are the care plan; its parts are not."""
        assert told(found(version("2026-03-10", type=kind)))[0] == outcome

    def test_agreed_goes_before_start(self) -> None:
        """A version is dated by the day it was agreed, else by the day it began."""
        assert told(found(version("2026-03-19", start_date="2026-03-04")))[0] == "not_met"
        assert told(found(version(None, start_date="2026-03-10")))[0] == "met"

    def test_one_version_for_two_reviews(self) -> None:
        """A version that lies in the time after two reviews serves both."""
        reviews = (REVIEW, {**REVIEW, "date": "2026-03-09"})
        result = found(version("2026-03-11"), reviews=reviews)
        assert result.outcomes(CODE) == ["met", "met"]


class TestReviews:
    def test_series_of_meetings(self) -> None:
        """A series of meetings counts on the day it was completed."""
        review = {**REVIEW, "completed_date": "2026-03-18"}
        assert told(found(version("2026-04-01"), reviews=(review,)))[:2] == ("met", "2026-04-01")
        assert told(found(version("2026-03-10"), reviews=(review,)))[0] == "not_met"

    @pytest.mark.parametrize(
        "review",
        [
            {**REVIEW, "cancelled": True},
            {**REVIEW, "type": "pathway"},
            {**REVIEW, "type": "child_protection"},
            {"type": "child_in_care", "due_date": "2026-03-04"},
        ],
        ids=["cancelled", "pathway", "protection", "not held"],
    )
    def test_not_a_review_held(self, review: dict[str, Any]) -> None:
        """Only a review of a child in care that was held asks for a version."""
        assert found(reviews=(review,)).outcomes(CODE) == ["not_applicable"]

    def test_recorded_twice(self) -> None:
        """Two entries of one review are one occasion."""
        reviews = ({**REVIEW, "review_id": "R1"}, {**REVIEW, "review_id": "R2"})
        assert told(found(version("2026-03-10"), reviews=reviews))[0] == "met"

    def test_type_not_recorded(self) -> None:
        """A review of no recorded type may have been one: cannot tell."""
        assert found(reviews=({"date": "2026-03-04"},)).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize(
        ("left", "outcome"),
        [
            ("2026-03-04", "not_applicable"),
            ("2026-03-18", "not_applicable"),
            ("2026-03-19", "not_met"),
        ],
    )
    def test_left_care_inside_the_time(self, left: str, outcome: str) -> None:
        """A child who leaves care inside the time needs no new version; later the miss stays."""
        periods = [{"start_date": "2025-01-06", "end_date": left}]
        assert told(found(care_periods=periods))[:2] == (outcome, "2026-03-18")
        assert told(found(version(left), care_periods=periods))[2] == left

    def test_eighteenth_birthday(self) -> None:
        """A child who turns 18 inside the time needs none either."""
        child = {"date_of_birth": "2008-03-10"}
        assert told(found(child=child))[0] == "not_applicable"


class TestWhatCannotBeSeen:
    @pytest.mark.parametrize("missing", ["plans", "reviews"])
    def test_not_exported(self, missing: str) -> None:
        """Without plans or reviews it cannot tell."""
        exported: dict[str, Any] = {"plans": [], "reviews": [REVIEW], missing: None}
        made = record(**exported)
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize(
        ("start", "outcome"), [("2026-03-04", "not_met"), ("2026-03-05", "cannot_tell")]
    )
    def test_plans_known_from(self, start: str, outcome: str) -> None:
        """Where the covered part begins inside the time it cannot tell."""
        coverage = {"plans": {"from": start}}
        assert told(found(coverage=coverage))[0] == outcome
        assert told(found(version("2026-03-10"), coverage=coverage))[0] == "met"

    def test_reviews_not_complete(self) -> None:
        """No review in an export that is not complete cannot be told."""
        coverage = {"reviews": {"complete": False}}
        assert found(reviews=(), coverage=coverage).outcomes(CODE) == ["cannot_tell"]
        assert found(reviews=()).outcomes(CODE) == ["not_applicable"]

    def test_audit_after_the_export(self) -> None:
        """A time that ends between the export and the audit cannot be told."""
        result = found(exported_on="2026-03-10", as_at="2026-09-30")
        assert told(result)[:2] == ("cannot_tell", "2026-03-18")

    def test_periods_of_care_not_exported(self) -> None:
        """Without periods of care and placements a review is judged all the same."""
        assert told(found(care_periods=None))[0] == "not_met"
