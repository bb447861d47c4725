"""VIS06: every edge of the standard.

The children here were reviewed on 5 January 2026, not for the first time, so that the next review
falls due on 5 July; a visit of Monday 2 March 2026 found a concern.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "VIS06"
Json = dict[str, Any]


def visit(day: str = "2026-03-02", **named: Any) -> Json:
    made = {"type": "child_in_care", "date": day, "successful": True, "concern": True}
    return {**made, **named}


def reviewed(*days: str) -> list[Json]:
    return [{"type": "child_in_care", "date": day} for day in days]


BEFORE = ("2024-02-05", "2025-01-20", "2025-07-07", "2026-01-05")


def found(*reviews: str, visits: Any = None, as_at: str | None = None, **named: Any) -> Found:
    """What is found after some reviews, further to those before the visit."""
    standing: Json = {"care_periods": [{"start_date": "2024-01-08"}], **named}
    made = record(
        visits=[visit()] if visits is None else visits,
        **{"reviews": reviewed(*BEFORE, *reviews), **standing},
    )
    return audit_one(CODE, made, as_at=as_at)


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None]:
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestBeforeTheNextFallsDue:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2026-03-03", ("met", "2026-07-04", "2026-03-03", None)),
            ("2026-07-04", ("met", "2026-07-04", "2026-07-04", None)),
            ("2026-07-05", ("not_met", "2026-07-04", "2026-07-05", 1)),
        ],
    )
    def test_a_review_after_the_visit(self, day: str, expected: tuple[Any, ...]) -> None:
        """After the visit and before the day on which the next one falls due."""
        row = found(day).only(CODE)
        assert told(row) == expected
        pointers = [item["pointer"] for item in row["evidence"]]
        assert pointers == ["/visits/0", "/reviews/4"]

    @pytest.mark.parametrize(
        ("as_at", "outcome"), [("2026-07-04", "not_due"), ("2026-07-05", "not_met")]
    )
    def test_still_time(self, as_at: str, outcome: str) -> None:
        """On the last day it is not yet due."""
        assert found(as_at=as_at).outcomes(CODE) == [outcome]

    def test_a_review_on_the_day_of_the_visit(self) -> None:
        """It does not follow the visit; the next runs from it."""
        assert told(found("2026-03-02").only(CODE))[:2] == ("not_met", "2026-09-01")

    def test_before_the_first_review(self) -> None:
        """In the first 20 working days the first review answers it."""
        row = found(
            visits=[visit("2026-01-12")],
            reviews=reviewed("2026-01-30"),
            care_periods=[{"start_date": "2026-01-05"}],
        ).only(CODE)
        assert told(row) == ("met", "2026-02-01", "2026-01-30", None)

    def test_the_review_is_due_soon(self) -> None:
        """There are at least five working days, even where a review fell due before."""
        visits = [visit("2026-07-03")]
        assert told(found("2026-07-10", visits=visits).only(CODE))[:2] == ("met", "2026-07-10")
        assert found("2026-07-11", visits=visits).outcomes(CODE) == ["not_met"]

    def test_a_series_of_meetings(self) -> None:
        """It counts on the day it was completed."""
        series = {"type": "child_in_care", "date": "2026-06-29", "completed_date": "2026-07-06"}
        row = found(reviews=[*reviewed(*BEFORE), series]).only(CODE)
        assert told(row) == ("not_met", "2026-07-04", "2026-07-06", 2)

    def test_a_review_of_another_type(self) -> None:
        """A protection conference is no review of a child in care."""
        other = {"type": "child_protection", "date": "2026-03-09"}
        assert found(reviews=[*reviewed(*BEFORE), other]).outcomes(CODE) == ["not_met"]


class TestOccasions:
    def test_no_concern(self) -> None:
        """Nothing was found that a review must answer."""
        assert found(visits=[visit(concern=False)]).outcomes(CODE) == ["not_applicable"]
        assert found(visits=[]).outcomes(CODE) == ["not_applicable"]

    def test_concern_not_recorded_at_any_visit(self) -> None:
        """It cannot tell."""
        assert found(visits=[visit(concern=None)]).of(CODE) == []
        assert found(visits=[visit(concern=None)]).outcomes(CODE) == ["cannot_tell"]

    def test_concern_not_recorded_at_one(self) -> None:
        """The others are judged all the same."""
        visits = [visit(), visit("2026-04-07", concern=None), visit("2026-05-05", concern=False)]
        assert found("2026-03-09", visits=visits).outcomes(CODE) == ["met", "cannot_tell"]

    def test_a_concern_at_a_failed_visit(self) -> None:
        """A visitor who could not get in may be worried for that."""
        visits = [visit(successful=False)]
        assert found("2026-03-09", visits=visits).outcomes(CODE) == ["met"]

    @pytest.mark.parametrize("kind", ["iro", "child_protection"])
    def test_visits_of_other_types(self, kind: str) -> None:
        """They are no visits under regulation 28."""
        assert found(visits=[visit(type=kind)]).outcomes(CODE) == ["not_applicable"]

    def test_the_child_left_care(self) -> None:
        """Nothing can be reviewed after it."""
        care = [{"start_date": "2024-01-08", "end_date": "2026-04-13"}]
        assert found(care_periods=care).outcomes(CODE) == ["not_applicable"]

    def test_short_breaks(self) -> None:
        """Other rules hold for them."""
        statuses = [{"legal_status": "V4", "start_date": "2024-01-08"}]
        assert found(legal_statuses=statuses).outcomes(CODE) == ["not_applicable"]

    def test_in_no_period_of_care(self) -> None:
        """A record at odds with itself cannot be judged."""
        care = [{"start_date": "2026-03-09"}]
        assert found(care_periods=care).outcomes(CODE) == ["cannot_tell"]


class TestCoverage:
    def test_reviews_not_exported(self) -> None:
        """Without reviews it cannot tell."""
        assert audit_one(CODE, record(visits=[visit()])).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize(
        ("day", "outcome"),
        [("2026-03-09", "met"), ("2026-03-10", "cannot_tell"), ("2026-09-02", "not_met")],
    )
    def test_the_last_review_before_is_not_known(self, day: str, outcome: str) -> None:
        """Between five working days and six months after the visit it cannot be told."""
        result = found(reviews=reviewed(day), coverage={"reviews": {"from": "2026-02-02"}})
        assert result.outcomes(CODE) == [outcome]

    def test_visits_not_complete(self) -> None:
        """An export with holes in it, and no visit: it cannot tell."""
        coverage = {"visits": {"complete": False}}
        assert found(visits=[], coverage=coverage).outcomes(CODE) == ["cannot_tell"]
