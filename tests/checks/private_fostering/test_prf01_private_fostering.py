"""PRF01: every edge of the standard, and every ruling by name.

The council was notified on Monday 5 January 2026; the seventh working day is 14 January.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "PRF01"
Json = dict[str, Any]


def visit(day: str, **named: Any) -> Json:
    made = {"type": "private_fostering", "date": day, "successful": True, "seen_alone": True}
    return {**made, **named}


def found(*visits: Json, as_at: str = "2026-01-20", **named: Any) -> Found:
    arrangement = {"notified_date": "2026-01-05", "arrangement_start_date": "2025-12-01"}
    standing: Json = {"private_fostering": [arrangement], **named}
    return audit_one(CODE, record(visits=list(visits), **standing), as_at=as_at)


def arranged(**named: Any) -> list[Json]:
    return [{"notified_date": "2026-01-05", **named}]


def frequency(result: Found) -> list[ObservationRow]:
    """The observations of how often the child was visited."""
    return [row for row in result.of(CODE) if "alone" not in row.get("facts", {})]


def alone(result: Found) -> list[str]:
    return [row["outcome"] for row in result.of(CODE) if "alone" in row.get("facts", {})]


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None]:
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestFirstVisit:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2026-01-05", ("met", "2026-01-14", "2026-01-05", None)),
            ("2026-01-14", ("met", "2026-01-14", "2026-01-14", None)),
            ("2026-01-15", ("not_met", "2026-01-14", "2026-01-15", 1)),
        ],
    )
    def test_within_seven_working_days(self, day: str, expected: tuple[Any, ...]) -> None:
        """Of notification, not of the arrangement's start."""
        row = frequency(found(visit(day)))[0]
        assert told(row) == expected
        assert row["evidence"][0]["pointer"] == "/private_fostering/0"
        assert row["force"] == "statutory"

    @pytest.mark.parametrize(
        ("as_at", "outcome"), [("2026-01-14", "not_due"), ("2026-01-15", "not_met")]
    )
    def test_still_time(self, as_at: str, outcome: str) -> None:
        """On the seventh working day it is not yet due."""
        assert found(as_at=as_at).outcomes(CODE) == [outcome]

    def test_notified_before_the_arrangement_begins(self) -> None:
        """Seven working days from notification all the same; the six weeks from the start."""
        fostering = arranged(arrangement_start_date="2026-02-02")
        result = found(visit("2026-01-12"), private_fostering=fostering, as_at="2026-02-10")
        rows = frequency(result)
        assert told(rows[0])[:2] == ("met", "2026-01-14")
        assert told(rows[1])[:2] == ("not_due", "2026-03-16")

    def test_ended_before_it_was_due(self) -> None:
        """Nothing fell due."""
        fostering = arranged(arrangement_end_date="2026-01-14")
        assert found(private_fostering=fostering).outcomes(CODE) == ["not_applicable"]

    def test_other_visits_do_not_count(self) -> None:
        """A child in need visit is none under these regulations."""
        assert found(visit("2026-01-07", type="child_in_need")).outcomes(CODE) == ["not_met"]


class TestInterval:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2026-02-20", ("met", "2026-02-20", "2026-02-20", None)),
            ("2026-02-21", ("not_met", "2026-02-20", "2026-02-21", 1)),
        ],
    )
    def test_six_weeks_in_the_first_year(self, day: str, expected: tuple[Any, ...]) -> None:
        """Forty-two days."""
        rows = frequency(found(visit("2026-01-09"), visit(day), as_at="2026-02-25"))
        assert told(next(r for r in rows if r["evidence"][0]["pointer"] == "/visits/0")) == expected

    def test_the_year_is_counted_from_notification(self) -> None:
        """A year after the arrangement's start, but not after notification: six weeks."""
        fostering = [{"notified_date": "2026-01-05", "arrangement_start_date": "2024-06-03"}]
        rows = frequency(found(visit("2026-01-09"), private_fostering=fostering))
        assert told(rows[-1])[:2] == ("not_due", "2026-02-20")

    def test_twelve_weeks_after_the_first_year(self) -> None:
        """Notified on 5 January 2025: from 5 January 2026 on twelve weeks."""
        for begins in ("2024-06-03", "2025-06-02"):
            fostering = [{"notified_date": "2025-01-05", "arrangement_start_date": begins}]
            rows = frequency(found(visit("2026-01-09"), private_fostering=fostering))
            assert told(rows[-1])[:2] == ("not_due", "2026-04-03")

    @pytest.mark.parametrize(
        ("child", "outcome"),
        [
            ({"date_of_birth": "2010-02-20"}, "not_applicable"),
            ({"date_of_birth": "2010-02-21"}, "not_met"),
            ({"date_of_birth": "2010-02-20", "disabilities": ["MOB"]}, "not_met"),
            ({"date_of_birth": "2010-02-20", "disabilities": ["NONE"]}, "not_applicable"),
        ],
    )
    def test_the_sixteenth_birthday(self, child: Json, outcome: str) -> None:
        """Nothing is due from it on, of a disabled child from the eighteenth."""
        rows = frequency(found(visit("2026-01-09"), child=child, as_at="2026-03-02"))
        assert rows[-1]["outcome"] == outcome


class TestAlone:
    def test_each_visit_is_judged(self) -> None:
        """Alone, not alone with a reason, not alone without, and not recorded."""
        result = found(
            visit("2026-01-07"),
            visit("2026-01-08", seen_alone=False, not_alone_reason="She would not leave her aunt"),
            visit("2026-01-09", seen_alone=False),
            visit("2026-01-12", seen_alone=None),
            visit("2026-01-13", successful=False),
        )
        assert alone(result) == ["met", "met", "not_met", "cannot_tell"]

    def test_a_child_under_four(self) -> None:
        """It is not applicable, and the visits count all the same."""
        result = found(visit("2026-01-07"), child={"date_of_birth": "2023-01-09"})
        assert alone(result) == ["not_applicable"]
        assert frequency(result)[0]["outcome"] == "met"


class TestNothingToJudge:
    def test_no_arrangement(self) -> None:
        """Empty is not applicable; absent cannot be told."""
        assert found(private_fostering=[]).outcomes(CODE) == ["not_applicable"]
        assert audit_one(CODE, record(visits=[])).outcomes(CODE) == ["cannot_tell"]

    def test_visits_not_exported(self) -> None:
        """Without visits it cannot tell."""
        made = record(private_fostering=arranged())
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    def test_visits_not_known_so_far_back(self) -> None:
        """A first visit before the export begins cannot be told."""
        coverage = {"visits": {"from": "2026-01-12"}}
        assert found(coverage=coverage).outcomes(CODE) == ["cannot_tell"]

    def test_notification_not_recorded(self) -> None:
        """Without it no clock can start."""
        fostering = [{"arrangement_start_date": "2026-01-05"}]
        assert found(private_fostering=fostering).outcomes(CODE) == ["cannot_tell"]

    def test_relaxed_law(self) -> None:
        """A miss of June 2020 names that the timings were relaxed."""
        fostering = [{"notified_date": "2020-06-01", "arrangement_end_date": "2020-06-30"}]
        assert found(private_fostering=fostering).only(CODE)["eased_by"] == "SI 2020/445"
