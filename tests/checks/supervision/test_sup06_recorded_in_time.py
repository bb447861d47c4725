"""SUP06: supervision written up in five working days, by two people.

Monday 5 January 2026: the fifth working day is Monday 12 January.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "SUP06"
HELD = "2026-01-05"


def found(*, as_at: str | None = None, coverage: Any = None, **named: Any) -> Found:
    supervision = {"date": HELD, "worker_id": "W-1", "supervisor_id": "M-1", **named}
    return audit_one(CODE, record(supervisions=[supervision], coverage=coverage), as_at=as_at)


def noted(result: Found, note: str) -> ObservationRow:
    (row,) = (row for row in result.of(CODE) if row["evidence"][0].get("note") == note)
    return row


def written(**named: Any) -> ObservationRow:
    return noted(found(**named), "its being written up")


def people(**named: Any) -> ObservationRow:
    return noted(found(**named), "who took part")


class TestWrittenUp:
    @pytest.mark.parametrize(
        ("recorded", "outcome", "late"),
        [
            ("2026-01-05", "met", None),
            ("2026-01-12", "met", None),
            ("2026-01-13", "not_met", 1),
            (None, "not_met", 261),
        ],
    )
    def test_in_five_working_days(
        self, recorded: str | None, outcome: str, late: int | None
    ) -> None:
        """The day of the supervision is day 0; without a date it was not done."""
        row = written(recorded_date=recorded)
        assert (row["outcome"], row["due"], row["done"], row["days_late"]) == (
            outcome,
            "2026-01-12",
            recorded,
            late,
        )
        assert row["evidence"][0]["pointer"] == "/supervisions/0"

    def test_bank_holidays_do_not_count(self) -> None:
        """From Tuesday 23 December 2025: Christmas, Boxing Day and New Year's Day between."""
        row = written(date="2025-12-23", recorded_date="2026-01-02")
        assert (row["due"], row["outcome"]) == ("2026-01-02", "met")

    def test_the_last_day_is_still_open(self) -> None:
        """On the audit date nothing is late yet; the day after it is."""
        assert written(as_at="2026-01-12")["outcome"] == "not_due"
        assert written(as_at="2026-01-13")["outcome"] == "not_met"

    def test_written_up_before_it_was_held_is_a_fault_in_the_record(self) -> None:
        """Cannot tell, and says so."""
        row = written(recorded_date="2026-01-04")
        assert row["outcome"] == "cannot_tell"
        assert "a fault in the record" in row["message"]

    def test_a_system_that_cannot_give_the_date(self) -> None:
        """Cannot tell."""
        row = written(coverage={"supervisions": {"without": ["recorded_date"]}})
        assert row["outcome"] == "cannot_tell"

    def test_beyond_the_known_bank_holidays(self) -> None:
        """Cannot tell, saying that the calendar ends."""
        made = record(
            exported_on="2029-06-01",
            supervisions=[{"date": "2028-12-29", "recorded_date": "2029-01-02"}],
        )
        row = noted(audit_one(CODE, made), "its being written up")
        assert row["outcome"] == "cannot_tell"
        assert "2028" in row["message"]

    def test_a_supervision_without_a_date(self) -> None:
        """There is no day to count from."""
        assert written(date=None, recorded_date="2026-01-12")["outcome"] == "cannot_tell"


class TestTwoPeople:
    @pytest.mark.parametrize(
        ("supervisor", "outcome"),
        [("M-1", "met"), ("W-1", "not_met"), (None, "cannot_tell")],
    )
    def test_supervisor_and_worker_differ(self, supervisor: str | None, outcome: str) -> None:
        """One person is not met; without both names nothing is known."""
        assert people(supervisor_id=supervisor)["outcome"] == outcome

    def test_names_nobody(self) -> None:
        """The finding is of the record, not of a worker."""
        assert "W-1" not in str(people(supervisor_id="W-1"))


class TestNothingToJudge:
    def test_not_exported(self) -> None:
        """Cannot tell."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]

    def test_none(self) -> None:
        """Exported and none: not applicable."""
        assert audit_one(CODE, record(supervisions=[])).outcomes(CODE) == ["not_applicable"]
