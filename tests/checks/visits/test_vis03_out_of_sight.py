"""VIS03: every edge of the standard.

The children here are in care, in the first year of a placement that began on 5 January 2026,
and were seen on 19 January 2026: twice six weeks end on 13 April. Five working days after
Monday 9 March end on 16 March.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "VIS03"
Json = dict[str, Any]


def seen(day: str = "2026-01-19", kind: str = "child_in_care", **named: Any) -> Json:
    return {"type": kind, "date": day, "successful": True, **named}


def failed(day: str, kind: str = "child_in_care", **named: Any) -> Json:
    return seen(day, kind, **{"successful": False, **named})


def decided(day: str, **named: Any) -> Json:
    return {"date": day, "type": "decision", "role": "team_manager", **named}


TWICE = (seen(), failed("2026-03-02"), failed("2026-03-09"))


def found(
    *visits: Json, oversight: list[Json] | None, as_at: str = "2026-03-31", **named: Any
) -> Found:
    standing: Json = {
        "care_periods": [{"start_date": "2026-01-05"}],
        "placements": [{"start_date": "2026-01-05", "placement_type": "U6"}],
        "plans": [],
        **named,
    }
    return audit_one(
        CODE, record(visits=list(visits), oversight=oversight, **standing), as_at=as_at
    )


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None, bool]:
    return row["outcome"], row["due"], row["done"], row["days_late"], row.get("harm", False)


class TestFailedVisits:
    def test_two_in_a_row_and_no_decision_is_harm(self) -> None:
        """It limits the grade, and the visits are shown."""
        row = found(*TWICE, oversight=[]).only(CODE)
        assert told(row) == ("not_met", "2026-03-16", None, 15, True)
        assert [item["pointer"] for item in row["evidence"]] == ["/visits/2", "/visits/1"]
        assert row["on"] == "2026-03-09"

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2026-03-01", ("not_met", "2026-03-16", None, 15, True)),
            ("2026-03-02", ("met", "2026-03-16", "2026-03-02", None, False)),
            ("2026-03-16", ("met", "2026-03-16", "2026-03-16", None, False)),
            ("2026-03-17", ("not_met", "2026-03-16", "2026-03-17", 1, True)),
        ],
    )
    def test_when_the_decision_was_made(self, day: str, expected: tuple[Any, ...]) -> None:
        """From the first failed visit to five working days after the second."""
        assert told(found(*TWICE, oversight=[decided(day)]).only(CODE)) == expected

    @pytest.mark.parametrize(
        ("as_at", "outcome"), [("2026-03-16", "not_due"), ("2026-03-17", "not_met")]
    )
    def test_still_time_for_a_decision(self, as_at: str, outcome: str) -> None:
        """On the fifth working day it is not yet due."""
        assert found(*TWICE, oversight=[], as_at=as_at).outcomes(CODE) == [outcome]

    @pytest.mark.parametrize(
        ("named", "outcome"),
        [
            ({"type": "case_direction"}, "met"),
            ({"type": "escalation_response"}, "met"),
            ({"type": "rationale"}, "not_met"),
            ({"type": "sign_off"}, "not_met"),
            ({"about": "V2"}, "met"),
            ({"about": "/visits/2"}, "met"),
            ({"about": "P1"}, "not_met"),
        ],
    )
    def test_what_is_a_management_decision(self, named: Json, outcome: str) -> None:
        """A decision about a visit, or about nothing else; a signature is none."""
        visits = [{**visit, "visit_id": f"V{n}"} for n, visit in enumerate(TWICE)]
        result = found(*visits, oversight=[decided("2026-03-10", **named)])
        assert result.outcomes(CODE) == [outcome]

    def test_one_failed_visit(self) -> None:
        """One is no run."""
        row = found(seen(), failed("2026-03-02"), oversight=[]).only(CODE)
        assert told(row) == ("met", None, None, None, False)

    @pytest.mark.parametrize("kind", ["child_in_care", "iro", "personal_advisor", "duty"])
    def test_seen_by_anybody_in_between(self, kind: str) -> None:
        """A visit at which the child was seen ends the run, whoever made it."""
        visits = (seen(), failed("2026-03-02"), seen("2026-03-05", kind), failed("2026-03-09"))
        assert found(*visits, oversight=[]).outcomes(CODE) == ["met"]

    def test_failed_visits_of_others(self) -> None:
        """Those of a reviewing officer or an adviser are none."""
        visits = (seen(), failed("2026-03-02", "iro"), failed("2026-03-09"))
        assert found(*visits, oversight=[]).outcomes(CODE) == ["met"]

    @pytest.mark.parametrize(("day", "outcome"), [("2026-03-16", "met"), ("2026-03-17", "not_met")])
    def test_seen_again_before_a_decision_was_due(self, day: str, outcome: str) -> None:
        """A child who is seen again in that time is no longer out of sight."""
        assert found(*TWICE, seen(day), oversight=[]).outcomes(CODE) == [outcome]

    def test_not_seen_at_a_visit_that_is_called_successful(self) -> None:
        """The child was not seen."""
        visits = (seen(), seen("2026-03-02", seen=False), seen("2026-03-09", seen=False))
        assert found(*visits, oversight=[]).outcomes(CODE) == ["not_met"]

    def test_an_unclear_visit_in_between(self) -> None:
        """Where the child may have been seen, nobody is harmed for sure."""
        unclear = seen("2026-03-05", successful=None)
        visits = (seen(), failed("2026-03-02"), unclear, failed("2026-03-09"))
        assert found(*visits, oversight=[]).outcomes(CODE) == ["met"]

    def test_oversight_not_exported(self) -> None:
        """Then a decision may have been made."""
        row = found(*TWICE, oversight=None).only(CODE)
        assert told(row)[0] == "cannot_tell"
        assert told(row)[4] is False

    def test_before_the_child_was_in_care(self) -> None:
        """Visits that failed when none was due harm nobody."""
        visits = (failed("2025-11-03"), failed("2025-11-10"), seen())
        assert found(*visits, oversight=[]).outcomes(CODE) == ["met"]


class TestTwiceTheInterval:
    @pytest.mark.parametrize(
        ("as_at", "expected"),
        [
            ("2026-04-13", ("met", None, None, None, False)),
            ("2026-04-14", ("not_due", "2026-04-21", None, None, False)),
            ("2026-04-22", ("not_met", "2026-04-21", None, 1, True)),
        ],
    )
    def test_84_days_in_the_first_year(self, as_at: str, expected: tuple[Any, ...]) -> None:
        """Out of sight from the 85th day without being seen."""
        assert told(found(seen(), oversight=[], as_at=as_at).only(CODE)) == expected

    def test_a_decision_once_the_interval_had_passed(self) -> None:
        """A decision after six weeks (2 March), before twelve, counts; an earlier one does not."""
        early = found(seen(), oversight=[decided("2026-03-02")], as_at="2026-04-30")
        in_time = found(seen(), oversight=[decided("2026-03-03")], as_at="2026-04-30")
        assert early.outcomes(CODE) == ["not_met"]
        assert in_time.outcomes(CODE) == ["met"]

    def test_never_seen_since_entry(self) -> None:
        """The count starts with the first placement."""
        row = found(oversight=[], as_at="2026-04-30").only(CODE)
        assert told(row) == ("not_met", "2026-04-09", None, 21, True)
        assert row["evidence"][0]["pointer"] == "/placements/0"

    def test_on_a_protection_plan(self) -> None:
        """Twice ten working days, in a child who is not in care."""
        plan = {"type": "child_protection", "start_date": "2026-01-05"}
        named: Json = {"placements": [], "care_periods": [], "plans": [plan]}
        result = found(seen(kind="child_protection"), oversight=[], as_at="2026-02-17", **named)
        assert told(result.only(CODE)) == ("not_due", "2026-02-24", None, None, False)

    def test_where_the_interval_is_not_known_the_longer_is_taken(self) -> None:
        """After a year, and nothing said of how long it lasts: twice three months."""
        placements = [{"start_date": "2024-01-08", "placement_type": "U6"}]
        care = [{"start_date": "2024-01-08"}]
        named: Json = {"placements": placements, "care_periods": care}
        visits = (seen("2024-01-15"), seen("2024-02-19"), seen("2024-03-25"))
        rest = tuple(seen(f"2024-{month:02}-15") for month in range(4, 13))
        result = found(
            *visits, *rest, seen("2025-06-16"), oversight=[], as_at="2025-07-01", **named
        )
        assert result.only(CODE)["outcome"] == "met"

    def test_after_leaving_care_nothing_is_due(self) -> None:
        """A child who left care in March is not out of sight in June."""
        care = [{"start_date": "2026-01-05", "end_date": "2026-03-02"}]
        result = found(seen(), oversight=[], as_at="2026-06-30", care_periods=care)
        assert result.outcomes(CODE) == ["met"]

    def test_an_unclear_visit(self) -> None:
        """Where the child may have been seen, it cannot be told."""
        visits = (seen(), seen("2026-03-10", successful=None))
        assert found(*visits, oversight=[], as_at="2026-05-29").outcomes(CODE) == ["cannot_tell"]

    def test_visits_known_only_from_a_date(self) -> None:
        """The count starts on the day before it."""
        coverage = {"visits": {"from": "2026-02-02"}}
        row = found(oversight=[], as_at="2026-04-30", coverage=coverage).only(CODE)
        assert row["on"] == "2026-04-27"

    def test_visits_not_complete(self) -> None:
        """A visit that is not there may have been made all the same."""
        coverage = {"visits": {"complete": False}}
        result = found(seen(), oversight=[], as_at="2026-05-29", coverage=coverage)
        assert result.outcomes(CODE) == ["cannot_tell"]


class TestNothingToJudge:
    def test_no_duty_to_visit(self) -> None:
        """A child never in care and without a plan is not applicable."""
        result = found(oversight=[], placements=[], care_periods=[])
        assert result.outcomes(CODE) == ["not_applicable"]

    def test_not_seen_yet(self) -> None:
        """A child placed a week ago whom nobody has seen is not yet out of sight."""
        assert found(oversight=[], as_at="2026-01-12").outcomes(CODE) == ["not_due"]

    def test_visits_not_exported(self) -> None:
        """Without visits it cannot tell."""
        assert audit_one(CODE, record(oversight=[])).outcomes(CODE) == ["cannot_tell"]

    def test_duties_that_ended_before_visits_are_known(self) -> None:
        """Nothing can be said of them."""
        care = [{"start_date": "2026-01-05", "end_date": "2026-02-02"}]
        result = found(
            seen("2026-03-02"),
            oversight=[],
            care_periods=care,
            coverage={"visits": {"from": "2026-03-01"}},
        )
        assert result.outcomes(CODE) == ["cannot_tell"]

    def test_in_sight(self) -> None:
        """One observation says that the child was never out of sight."""
        row = found(seen(), seen("2026-02-23"), oversight=[]).only(CODE)
        assert (row["outcome"], row["on"]) == ("met", "2026-02-23")
