"""Records at the edge of what a record can be, and days at the edge of the calendar."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qaudit.cases.model import SECTIONS
from support import record
from terminal import SAMPLES, audited, put, qaudit, told


def one(path: Path, made: Mapping[str, Any], *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and what the report says of the one case there is."""
    ran, report = audited(put(path / "case.json", made), *arguments)
    (case,) = report["cases"]
    return ran.code, case


def outcomes(case: Mapping[str, Any]) -> dict[str, set[str]]:
    """The outcomes of each check in a case."""
    found: dict[str, set[str]] = {}
    for row in [*case["observations"], *case["silent"]]:
        found.setdefault(row["check"], set()).add(row["outcome"])
    return found


class TestSections:
    def test_every_section_empty(self, tmp_path: Path) -> None:
        """Exported and empty means there is none: nothing applies, nothing is held against it."""
        empty: dict[str, Any] = {name: [] for name in SECTIONS}
        code, case = one(tmp_path, record(**empty))
        assert code == 0
        assert case["observations"] == []
        assert {row["outcome"] for row in case["silent"]} == {"not_applicable"}
        assert case["grade"] == "not_enough_evidence"

    def test_no_section(self, tmp_path: Path) -> None:
        """Not exported means not known: every check says that it cannot tell, and why."""
        code, case = one(tmp_path, record())
        assert code == 0
        assert {row["outcome"] for row in case["silent"]} == {"cannot_tell"}
        assert all("export" in row["reason"] for row in case["silent"])
        assert case["grade"] == "not_enough_evidence"

    def test_null_is_not_exported(self, tmp_path: Path) -> None:
        """A section that is null is one that was not exported."""
        null: dict[str, Any] = dict.fromkeys(SECTIONS)
        _, case = one(tmp_path, record(**null))
        assert {row["outcome"] for row in case["silent"]} == {"cannot_tell"}

    def test_a_child_not_yet_born(self, tmp_path: Path) -> None:
        """A child with only an expected date of birth can be audited."""
        child = {"expected_date_of_birth": "2026-11-20"}
        plan = {"plan_id": "PL1", "type": "child_protection", "start_date": "2026-08-03"}
        code, case = one(tmp_path, told(child=child, plans=[plan]))
        assert code == 0
        assert "met" in outcomes(case)["SUP01"]

    def test_unread_names_are_noted(self, tmp_path: Path) -> None:
        """A misspelt field is no fault, but whoever runs the audit is told what was not read."""
        code, case = one(tmp_path, told(palcements=[]))
        assert code == 0
        (note,) = [note for note in case["notes"] if not note["check"]]
        assert note["message"] == "'palcements' is not read; did you mean 'placements'?"


class TestAsAt:
    def test_by_default_the_day_of_the_export(self, tmp_path: Path) -> None:
        """Without `--as-at` each record is judged as at its own export, and the report says so."""
        put(tmp_path / "a.json", told("T-1"))
        put(tmp_path / "b.json", told("T-2", exported_on="2026-10-31"))
        _, report = audited(tmp_path)
        assert report["as_at"] is None
        assert [case["as_at"] for case in report["cases"]] == ["2026-09-30", "2026-10-31"]

    def test_before_the_export(self, tmp_path: Path) -> None:
        """What is dated after the audit date counts neither for nor against."""
        _, case = one(tmp_path, told(), "--as-at", "2025-08-31")
        assert case["as_at"] == "2025-08-31"
        assert outcomes(case)["REV02"] == {"not_applicable"}  # the move was on the day after
        days = [row["on"] for row in case["observations"]]
        assert days
        assert max(days) <= "2025-08-31"

    def test_after_the_export(self, tmp_path: Path) -> None:
        """What would be recorded after the export is not known, and so is not called missed."""
        _, case = one(tmp_path, told(), "--as-at", "2027-03-31")
        open_gap = [row for row in case["observations"] if row["check"] == "SUP01"][-1]
        assert open_gap["outcome"] == "cannot_tell"

    def test_a_date_after_as_at(self, tmp_path: Path) -> None:
        """A review dated after the export has not been held, so it meets nothing."""
        later = [{"review_id": "R1", "type": "child_in_care", "date": "2026-10-05"}]
        code, case = one(tmp_path, told(reviews=later))
        assert code == 0
        (move,) = [row for row in case["observations"] if row["check"] == "REV02"]
        assert (move["outcome"], move["done"]) == ("not_met", None)

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    def test_the_ends_of_time(self, tmp_path: Path, day: str) -> None:
        """The first and the last day that can be written break nothing."""
        code, case = one(tmp_path, told(), "--as-at", day)
        assert code == 0
        assert case["as_at"] == day

    def test_an_end_that_means_none(self, tmp_path: Path) -> None:
        """Where a system writes 31 December 9999 for what has not ended, it has not ended."""
        placements = told()["placements"]
        open_ended = [placements[0], {**placements[1], "end_date": "9999-12-31"}]
        _, written = one(tmp_path, told(placements=open_ended))
        _, left_open = one(tmp_path, told())
        assert written["observations"] == left_open["observations"]

    @pytest.mark.parametrize("day", ["2026-02-30", "30/09/2026", "20260930", "tomorrow", ""])
    def test_no_day(self, tmp_path: Path, day: str) -> None:
        """`--as-at` takes a real day and nothing else."""
        ran = qaudit("run", put(tmp_path / "case.json", told()), "--as-at", day)
        assert ran.code == 2
        assert "a day is written YYYY-MM-DD" in ran.said


def moved(day: str, reviewed: str, *, exported_on: str = "2024-06-30") -> dict[str, Any]:
    """An unplanned move on a day, and a review on another."""
    began = str(date.fromisoformat(day).replace(year=int(day[:4]) - 1))
    first = {"placement_id": "P1", "start_date": began, "end_date": day, "placement_type": "U6"}
    second = {"placement_id": "P2", "start_date": day, "placement_type": "U6"}
    return record(
        exported_on=exported_on,
        care_periods=[{"start_date": began}],
        placements=[
            {**first, "carer_id": "C1", "start_reason": "S"},
            {**second, "carer_id": "C2", "start_reason": "P", "planned": False},
        ],
        reviews=[{"review_id": "R1", "type": "child_in_care", "date": reviewed}],
    )


LAST_DAYS = {
    # 20 working days from the day after the move, counted by hand on a wall calendar.
    "over Christmas": ("2023-12-20", "2024-01-22"),
    "over Easter": ("2024-03-25", "2024-04-24"),
    "over the state funeral of 19 September 2022": ("2022-09-16", "2022-10-17"),
    "over two Saturdays of Christmas": ("2021-12-20", "2022-01-20"),
    "over the coronation": ("2023-04-28", "2023-05-31"),
}


@pytest.mark.parametrize(("move", "last"), LAST_DAYS.values(), ids=LAST_DAYS)
class TestHolidays:
    def test_on_the_last_day(self, tmp_path: Path, move: str, last: str) -> None:
        """A review on the twentieth working day is in time."""
        _, case = one(tmp_path, moved(move, last), "--select", "REV02")
        (row,) = case["observations"]
        assert (row["outcome"], row["due"], row["done"]) == ("met", last, last)

    def test_on_the_day_after(self, tmp_path: Path, move: str, last: str) -> None:
        """A review on the day after it is a day late, be it a Saturday."""
        after = date.fromordinal(date.fromisoformat(last).toordinal() + 1).isoformat()
        _, case = one(tmp_path, moved(move, after), "--select", "REV02")
        (row,) = case["observations"]
        assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", last, 1)


class TestBeyondTheCalendar:
    def test_working_days(self, tmp_path: Path) -> None:
        """Where the bank holidays are not known it cannot be told, and the reason says so."""
        made = moved("2031-03-03", "2031-04-30", exported_on="2032-01-01")
        code, case = one(tmp_path, made)
        assert code == 0
        (row,) = [row for row in case["observations"] if row["check"] == "REV02"]
        assert row["outcome"] == "cannot_tell"
        assert "bank holidays are not known" in row["message"]

    def test_a_century_ago(self, tmp_path: Path) -> None:
        """An event before the standard came into force is judged by nobody's rules."""
        made = moved("1926-03-03", "1926-08-30", exported_on="1927-01-01")
        code, case = one(tmp_path, made)
        assert code == 0
        assert outcomes(case)["REV02"] <= {"cannot_tell", "not_applicable"}


def test_sample_record_survives_any_missing_section(tmp_path: Path) -> None:
    """A full record without any one of its sections, or with it empty, is audited all the same."""
    whole = json.loads((SAMPLES / "amara-outstanding.case.json").read_text("utf-8"))
    sections = [name for name in SECTIONS if name in whole]
    assert len(sections) > 5
    kinds: tuple[list[Any] | None, ...] = (None, [])
    lines = [
        json.dumps({**whole, "case_id": f"{name} {kind}", name: kind})
        for name in sections
        for kind in kinds
    ]
    ran, report = audited(put(tmp_path / "cases.ndjson", "\n".join(lines)))
    assert ran.code == 0
    assert len(report["cases"]) == len(lines)
