"""Audits in tests: of one check in one line, and of several children together."""

from __future__ import annotations

import doctest
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import qaudit.testing
import qaudit.testing.auditing
import qaudit.testing.records
from qaudit.testing import (
    CheckFailed,
    InvalidRecord,
    audit,
    audit_one,
    check_in,
    outcomes,
    plugins,
    record,
)
from terminal import own_check, put

MOVED: dict[str, Any] = record(
    placements=[
        {"start_date": "2025-01-06", "end_date": "2026-03-01", "carer_id": "C1"},
        {"start_date": "2026-03-01", "carer_id": "C2", "planned": False},
    ],
    reviews=[{"type": "child_in_care", "date": "2026-03-20"}],
)


@pytest.mark.parametrize(
    "module", [qaudit.testing, qaudit.testing.auditing, qaudit.testing.records]
)
def test_the_examples_are_true(module: ModuleType) -> None:
    """What the docstrings show is what comes."""
    ran = doctest.testmod(module)
    assert ran.attempted > 0
    assert ran.failed == 0


class TestOutcomes:
    def test_by_code_and_by_check(self) -> None:
        """An installed check is named by its code, or given."""
        assert outcomes("REV02", MOVED) == ["met"]
        assert outcomes(plugins().checks["REV02"], MOVED) == ["met"]

    def test_settings_and_day(self) -> None:
        """They are those of the audit: a shorter time makes the same review late."""
        assert outcomes("REV02", MOVED, as_at="2026-03-02") == ["not_due"]
        shorter = {"REV02": {"after_unplanned": "5 working days"}}
        assert outcomes("REV02", MOVED, settings=shorter) == ["not_met"]

    def test_no_occasion(self) -> None:
        """The outcome of a check that had no occasion stands alone."""
        assert outcomes("REV02", record(placements=[])) == ["cannot_tell"]

    def test_a_check_that_fails(self, tmp_path: Path) -> None:
        """The test says what failed and on which line, and does not compare outcomes."""
        own = own_check(tmp_path / "own", "yield 1 / 0")
        with pytest.raises(CheckFailed, match=r"OWN01: .*ZeroDivisionError \(own01.py, line \d+"):
            outcomes(check_in(own, "OWN01"), record())

    def test_no_case_record(self) -> None:
        """A record that is none is the test's fault, and says so."""
        with pytest.raises(InvalidRecord, match="/placements/0"):
            outcomes("REV02", record(placements=[{"start_date": 3}]))


class TestCheckIn:
    def test_a_check_of_ones_own(self, tmp_path: Path) -> None:
        """It is loaded as the command loads it, and audited alone."""
        own = own_check(tmp_path / "own", "yield Note(message='seen')")
        found = audit_one(check_in(own, "OWN01"), record())
        assert [note["message"] for note in found.result.notes] == ["seen"]
        assert {row["check"] for row in found.result.silent} == {"OWN01"}

    def test_none_of_that_code(self, tmp_path: Path) -> None:
        """What could not be loaded is said, for that is why."""
        (tmp_path / "own").mkdir()
        put(tmp_path / "own" / "own01.py", "import nothing_of_the_kind")
        with pytest.raises(CheckFailed, match="OWN01") as raised:
            check_in(tmp_path / "own", "OWN01")
        assert "plugin own01.py: ModuleNotFoundError" in str(raised.value)


class TestAudit:
    def test_several_children(self) -> None:
        """Each has what was found in it, in the order in which they were given."""
        late = {**MOVED, "case_id": "T-2", "reviews": []}
        first, second = audit(MOVED, late, select=("REV02",))
        assert first.only("REV02")["done"] == "2026-03-20"
        assert second.only("REV02")["outcome"] == "not_met"
        assert [found.result.case_id for found in (first, second)] == ["T-1", "T-2"]
