"""LVR02: every edge of the standard.

The young people here turned 18 on 1 December 2025, and moved on Monday 5 January 2026.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "LVR02"
Json = dict[str, Any]
FLAT: Json = {"start_date": "2026-01-05", "provided_by_council": True}


def found(*days: str, home: Json | None = None, as_at: str = "2026-02-02", **named: Any) -> Found:
    leaving = {"accommodation": [FLAT | (home or {})], "personal_advisor_visits": list(days)}
    standing: Json = {
        "child": {"date_of_birth": "2007-12-01"},
        "care_periods": [{"start_date": "2020-01-06"}],
        "care_leaving": [leaving],
        "reviews": [],
        **named,
    }
    return audit_one(CODE, record(**standing), as_at=as_at)


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None]:
    return row["outcome"], row["due"], row["done"], row["days_late"]


def noted(result: Found, note: str) -> ObservationRow:
    (row,) = (row for row in result.of(CODE) if row["evidence"][0].get("note") == note)
    return row


class TestFirstVisit:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2026-01-12", ("met", "2026-01-12", "2026-01-12", None)),
            ("2026-01-13", ("not_met", "2026-01-12", "2026-01-13", 1)),
        ],
    )
    def test_within_seven_days(self, day: str, expected: tuple[Any, ...]) -> None:
        """Of the accommodation first being provided."""
        row = noted(found(day), "first visit")
        assert told(row) == expected
        assert row["force"] == "statutory"
        assert row["evidence"][0]["pointer"] == "/care_leaving/0/accommodation/0"

    @pytest.mark.parametrize("provided", [False, None])
    def test_elsewhere(self, provided: bool | None) -> None:
        """The same is expected, and is no law."""
        row = noted(found("2026-01-13", home={"provided_by_council": provided}), "first visit")
        assert (row["outcome"], row["force"]) == ("not_met", "local")

    @pytest.mark.parametrize(
        ("as_at", "outcome"), [("2026-01-12", "not_due"), ("2026-01-13", "not_met")]
    )
    def test_still_time(self, as_at: str, outcome: str) -> None:
        """On the seventh day it is not yet due."""
        assert found(as_at=as_at).outcomes(CODE) == [outcome]

    def test_each_accommodation_has_its_own(self) -> None:
        """A second move begins anew."""
        homes = [FLAT | {"end_date": "2026-01-19"}, FLAT | {"start_date": "2026-01-19"}]
        leaving = {"accommodation": homes, "personal_advisor_visits": ["2026-01-06"]}
        result = found(care_leaving=[leaving])
        firsts = {
            row["evidence"][0]["pointer"][-1]: row["outcome"]
            for row in result.of(CODE)
            if row["evidence"][0].get("note") == "first visit"
        }
        assert firsts == {"0": "met", "1": "not_met"}

    def test_a_visit_recorded_as_a_visit(self) -> None:
        """Successful visits of a personal adviser count beside the dates; others do not."""
        visit = {"type": "personal_advisor", "date": "2026-01-12", "successful": True}
        assert noted(found(visits=[visit]), "first visit")["outcome"] == "met"
        failed = visit | {"successful": False}
        assert found(visits=[failed]).outcomes(CODE) == ["not_met"]
        other = visit | {"type": "child_in_care"}
        assert found(visits=[other]).outcomes(CODE) == ["not_met"]

    def test_a_visit_that_may_have_failed(self) -> None:
        """It leaves open what is asked."""
        visit = {"type": "personal_advisor", "date": "2026-01-12"}
        assert found(visits=[visit], as_at="2026-01-20").outcomes(CODE) == ["cannot_tell"]


class TestBetweenVisits:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2026-03-12", ("met", "2026-03-12", "2026-03-12", None)),
            ("2026-03-13", ("not_met", "2026-03-12", "2026-03-13", 1)),
        ],
    )
    def test_two_months(self, day: str, expected: tuple[Any, ...]) -> None:
        """Calendar months."""
        result = found("2026-01-12", day, as_at="2026-03-20")
        assert told(noted(result, "after the visit of 12 January 2026")) == expected

    def test_accommodation_that_ended(self) -> None:
        """It keeps its misses."""
        result = found("2026-01-12", home={"end_date": "2026-03-20"}, as_at="2026-09-30")
        row = noted(result, "after the visit of 12 January 2026")
        assert told(row) == ("not_met", "2026-03-12", None, 8)

    def test_the_twenty_fifth_birthday(self) -> None:
        """Nothing is due from it on."""
        child = {"date_of_birth": "2001-03-01"}
        result = found("2026-01-12", as_at="2026-09-30", child=child)
        assert result.outcomes(CODE) == ["met", "not_applicable"]


class TestBeforeTheReview:
    REVIEW = "2026-02-16"

    @pytest.mark.parametrize(
        ("days", "outcome"),
        [
            (("2026-01-12", "2026-02-16"), "met"),
            (("2026-01-12", "2026-02-17"), "not_met"),
            (("2026-01-12",), "not_met"),
        ],
    )
    def test_again_before_the_review(self, days: tuple[str, ...], outcome: str) -> None:
        """A second visit, up to the day of the pathway plan's review."""
        reviews = [{"type": "pathway", "date": self.REVIEW}]
        row = noted(found(*days, reviews=reviews, as_at="2026-02-20"), "before the review")
        assert (row["outcome"], row["due"]) == (outcome, self.REVIEW)
        assert row["evidence"][1]["pointer"] == "/reviews/0"

    def test_no_review_yet(self) -> None:
        """Nothing is asked before there is one."""
        result = found("2026-01-12", as_at="2026-01-20")
        assert result.outcomes(CODE) == ["met", "not_due"]

    def test_reviews_not_exported(self) -> None:
        """That part cannot be told, the others can."""
        result = found("2026-01-12", as_at="2026-01-20", reviews=None)
        assert noted(result, "before the review")["outcome"] == "cannot_tell"
        assert noted(result, "first visit")["outcome"] == "met"


class TestNothingToJudge:
    def test_still_in_care(self) -> None:
        """A home lived in before leaving care is judged from that day on."""
        child = {"date_of_birth": "2008-01-19"}
        row = found(child=child, as_at="2026-02-02").only(CODE)
        assert told(row) == ("not_due", "2026-03-19", None, None)
        young = found(child={"date_of_birth": "2009-03-02"})
        assert young.outcomes(CODE) == ["not_applicable"]

    @pytest.mark.parametrize(
        ("leaving", "outcome"),
        [
            ([], "not_applicable"),
            ([{"accommodation": [], "personal_advisor_visits": []}], "not_applicable"),
            ([{"personal_advisor_visits": []}], "cannot_tell"),
            ([{"accommodation": [FLAT]}], "cannot_tell"),
            ([{"accommodation": [{"type": "flat"}], "personal_advisor_visits": []}], "cannot_tell"),
        ],
    )
    def test_what_is_missing(self, leaving: list[Json], outcome: str) -> None:
        """Nothing there is not applicable; not recorded cannot be told."""
        assert found(care_leaving=leaving).outcomes(CODE) == [outcome]

    def test_not_exported(self) -> None:
        """Without the section it cannot tell."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]

    def test_known_only_from_a_date(self) -> None:
        """A first visit before the record begins cannot be told."""
        coverage = {"care_leaving": {"from": "2026-01-26"}}
        result = found("2026-01-30", coverage=coverage)
        assert noted(result, "first visit")["outcome"] == "cannot_tell"
