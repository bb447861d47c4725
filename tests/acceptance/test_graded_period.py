"""Grades count a period, other numbers the whole record: where a reader meets both, it is said."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from qaudit.grading.profile import BUILT_IN
from terminal import put, qaudit, told

GRADES = "grades count the 10 weeks before the audit date"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile that grades so short a time that a move of a year ago is not in it."""
    text = (BUILT_IN / "letters.toml").read_text("utf-8")
    assert 'graded_period = "24 months"' in text
    return put(tmp_path / "p.toml", text.replace('period = "24 months"', 'period = "10 weeks"'))


def moved(folder: Path, number: int) -> Path:
    """So many children, each moved a year before the audit date without a review."""
    records = [json.dumps(told(f"T-{place}", reviews=[])) for place in range(number)]
    return put(folder / "cases.ndjson", "\n".join(records))


class TestTable:
    def test_of_one_child(self, tmp_path: Path, profile: Path) -> None:
        """A failure that is listed and not graded stands below the line that tells why."""
        ran = qaudit("run", moved(tmp_path, 1), "--profile", profile, "--select", "REV02,SUP01")
        told_of_grades, listed = ran.out.split(GRADES)
        assert "Assessments" not in told_of_grades
        assert listed.startswith("; below stands the whole record.\n")
        assert "REV02    not met" in listed

    def test_of_many(self, tmp_path: Path, profile: Path) -> None:
        """The checks have occasions that no area above them counts."""
        ran = qaudit("run", moved(tmp_path, 2), "--profile", profile, "--select", "REV02,SUP01")
        told_of_grades, looked_at = ran.out.split(f"Over the whole record; the {GRADES}.\n")
        assert told_of_grades.endswith("What was looked at\n------------------\n")
        assert "Assessments" not in told_of_grades
        assert "0 of 2" in looked_at

    def test_nothing_is_said_where_nothing_is_graded(self, tmp_path: Path) -> None:
        """Without a grade nobody can take one number for another."""
        ran = qaudit("run", moved(tmp_path, 1), "--select", "LVR01")
        assert "By area" not in ran.out
        assert "grades count" not in ran.out


def test_on_the_page(tmp_path: Path, profile: Path) -> None:
    """Above the failures and above the map of all standards; and on the page of each child."""
    page = tmp_path / "page.html"
    given = ("--profile", profile, "--select", "REV02,SUP01", "--report", f"html:{page}")
    qaudit("run", moved(tmp_path, 2), *given)
    said = page.read_text("utf-8").split(f"Over the whole record; the {GRADES}.")
    assert ["The most frequent failures</h2>" in said[0], "Every standard</h2>" in said[1]] == [
        True,
        True,
    ]
    assert len(said) == 3
    assert '"gradedPeriod":"10 weeks"' in said[2]


def test_in_the_workbook(tmp_path: Path, profile: Path) -> None:
    """In its summary: of which time the grades are, and the other sheets."""
    book = tmp_path / "book.xlsx"
    qaudit("run", moved(tmp_path, 2), "--profile", profile, "--report", f"xlsx:{book}")
    rows = list(openpyxl.load_workbook(book)["Summary"].iter_rows(values_only=True))
    assert ("Grades are of", "the 10 weeks before the audit date") in rows
    others = "the whole record: checks, cases, observations, passages"
    assert ("Other numbers are of", others) in rows
