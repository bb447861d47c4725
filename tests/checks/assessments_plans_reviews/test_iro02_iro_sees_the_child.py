"""IRO02: every edge of the standard.

The review is held on Wednesday 4 March 2026; the 30 days before it begin on 2 February. The
child is 11, and the audit is as at 30 September, unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "IRO02"


def talk(day: str, kind: str | None = "visit") -> dict[str, Any]:
    return {"date": day, "type": kind}


def found(
    *activity: dict[str, Any],
    review: dict[str, Any] | None = None,
    as_at: str | None = None,
    settings: dict[str, Any] | None = None,
    **named: Any,
) -> Found:
    """What is found of one review, with this activity of the officer."""
    held = {"type": "child_in_care", "date": "2026-03-04", **(review or {})}
    made = record(**{"reviews": [held], "iro_activity": list(activity), **named})
    return audit_one(CODE, made, as_at=as_at, settings={CODE: settings} if settings else None)


def judged(*activity: dict[str, Any], **named: Any) -> ObservationRow:
    return found(*activity, **named).only(CODE)


class TestWindow:
    @pytest.mark.parametrize("day", ["2026-02-02", "2026-02-20", "2026-03-04"])
    @pytest.mark.parametrize("kind", ["visit", "consultation"])
    def test_in_the_30_days(self, day: str, kind: str) -> None:
        """A visit or consultation from 30 days before the review to its day."""
        row = judged(talk(day, kind))
        assert (row["outcome"], row["due"], row["done"]) == ("met", "2026-03-04", day)
        assert [one["pointer"] for one in row["evidence"]] == ["/reviews/0", "/iro_activity/0"]
        assert (row["force"], row["on"]) == ("guidance", "2026-03-04")

    def test_31_days_before(self) -> None:
        """A day earlier is too early, and the message says when it was."""
        row = judged(talk("2026-02-01"))
        assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", None, None)
        assert row["message"].endswith("the last was on 1 February 2026")

    def test_after_the_review(self) -> None:
        """A talk after the review was not before it."""
        assert judged(talk("2026-03-05"))["outcome"] == "not_met"

    @pytest.mark.parametrize("kind", ["midway_review", "monitoring", "escalation", "other"])
    def test_other_activity(self, kind: str) -> None:
        """Other activity is no talk with the child, unless the setting says so."""
        assert judged(talk("2026-03-02", kind))["outcome"] == "not_met"
        row = judged(talk("2026-03-02", kind), settings={"types": [kind]})
        assert row["outcome"] == "met"

    def test_activity_of_no_recorded_type(self) -> None:
        """Activity in time whose type is not recorded makes it unclear."""
        assert judged(talk("2026-03-02", None))["outcome"] == "cannot_tell"
        assert judged(talk("2026-01-02", None))["outcome"] == "not_met"

    def test_series_of_meetings(self) -> None:
        """A series counts from the first meeting back."""
        series = {"completed_date": "2026-04-20"}
        assert judged(talk("2026-02-02"), review=series)["due"] == "2026-03-04"
        assert judged(talk("2026-03-05"), review=series)["outcome"] == "not_met"


class TestVisits:
    @pytest.mark.parametrize(
        ("visit", "outcome"),
        [
            ({"type": "iro", "seen": True}, "met"),
            ({"type": "iro", "successful": True}, "met"),
            ({"type": "iro", "successful": True, "seen": False}, "not_met"),
            ({"type": "iro", "successful": False}, "not_met"),
            ({"type": "child_in_care", "seen": True}, "not_met"),
        ],
    )
    def test_recorded_as_a_visit(self, visit: dict[str, Any], outcome: str) -> None:
        """An officer's visit among the visits counts, if the child was seen."""
        assert judged(visits=[{"date": "2026-03-02", **visit}])["outcome"] == outcome

    def test_activity_not_exported(self) -> None:
        """Where activity was not exported a visit shows what was done, and no visit nothing."""
        visits = [{"date": "2026-03-02", "type": "iro", "seen": True}]
        assert judged(iro_activity=None, visits=visits)["outcome"] == "met"
        assert found(iro_activity=None, visits=[]).outcomes(CODE) == ["cannot_tell"]


class TestChild:
    def test_under_four(self) -> None:
        """A child under four is left out; on the fourth birthday no longer."""
        assert judged(child={"date_of_birth": "2022-03-05"})["outcome"] == "not_applicable"
        assert judged(child={"date_of_birth": "2022-03-04"})["outcome"] == "not_met"

    def test_under_four_and_visited(self) -> None:
        """A small child who was visited was."""
        row = judged(talk("2026-03-02"), child={"date_of_birth": "2024-03-05"})
        assert row["outcome"] == "met"

    def test_understanding(self) -> None:
        """What the record says of understanding goes over the age."""
        limited = {"date_of_birth": "2014-05-17", "understanding": "limited"}
        assert judged(child=limited)["outcome"] == "not_applicable"
        small = {"date_of_birth": "2023-05-17", "understanding": "sufficient"}
        assert judged(child=small)["outcome"] == "not_met"

    def test_age_not_recorded(self) -> None:
        """Where neither is recorded a missing talk cannot be told."""
        assert judged(child={})["outcome"] == "cannot_tell"


class TestNothingToJudge:
    def test_on_the_audit_date(self) -> None:
        """A review on the audit date itself is not due."""
        assert judged(exported_on="2026-03-04")["outcome"] == "not_due"
        assert judged(exported_on="2026-03-05")["outcome"] == "not_met"

    def test_known_only_from_inside_the_time(self) -> None:
        """Activity in the part that is not covered may have been there."""
        coverage = {"iro_activity": {"from": "2026-02-10"}}
        assert judged(coverage=coverage)["outcome"] == "cannot_tell"
        assert judged(talk("2026-02-20"), coverage=coverage)["outcome"] == "met"

    def test_no_review(self) -> None:
        """Without a review there is none to speak before."""
        assert found(reviews=[]).outcomes(CODE) == ["not_applicable"]
        assert found(reviews=None).outcomes(CODE) == ["cannot_tell"]
        assert found(review={"type": "pathway"}).outcomes(CODE) == ["not_applicable"]
