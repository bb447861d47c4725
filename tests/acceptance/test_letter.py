"""The letter as it comes out of an audit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from terminal import SAMPLES, qaudit


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The letter on the sample cases."""
    out = tmp_path_factory.mktemp("letter") / "letter.md"
    assert qaudit("run", SAMPLES, "--report", f"letter:{out}").code == 0
    return out.read_text("utf-8")


def test_it_says_what_was_looked_at_and_what_was_found(letter: str) -> None:
    """The parts of a letter, in order."""
    heads = re.findall(r"^#+ (.*)$", letter, re.MULTILINE)
    assert heads[:4] == [
        "What an audit of case files found",
        "Headline findings",
        "Findings by area",
        heads[3],
    ]
    assert heads[3].startswith("Assessments, plans and reviews: ")
    assert heads[-2:] == ["What needs to improve", "The numbers"]


def test_no_child_worker_or_day_of_a_child_is_in_it(letter: str) -> None:
    """Only the first and the last day of the audit and the first day that is graded."""
    assert not re.search(r"QA-\d|W-\d|C-\d", letter)
    assert "Shanice" not in letter
    days = set(re.findall(r"\d{1,2} [A-Z][a-z]+ \d{4}", letter))
    assert days == {"31 March 2026", "30 September 2026", "31 March 2024"}


def test_a_file_that_is_no_letter_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    """With what it may end in."""
    ran = qaudit("run", SAMPLES, "--report", f"letter:{tmp_path / 'letter.pdf'}")
    assert ran.code == 2
    assert "ends in .md or .docx" in ran.said


def test_what_changed_is_told_where_an_earlier_report_is_given(tmp_path: Path) -> None:
    """Compared with itself nothing moved, and the letter claims nothing else."""
    before, out = tmp_path / "before.json", tmp_path / "letter.md"
    assert qaudit("run", SAMPLES, "--report", f"json:{before}").code == 0
    ran = qaudit("run", SAMPLES, "--compare-with", before, "--report", f"letter:{out}")
    assert ran.code == 0
    text = out.read_text("utf-8")
    assert "## What has changed since the last audit" in text
    assert "improved" not in text
    assert "none of them are found no longer, and none are new." in text
    assert "Strengths have been sustained in" in text
    assert "The weakest area remains" in text


def test_of_few_children_no_failures_are_counted(tmp_path: Path) -> None:
    """Neither before nor now: the letter says that it tells no more than the grades."""
    case = SAMPLES / "amara-outstanding.case.json"
    before, out = tmp_path / "before.json", tmp_path / "letter.md"
    assert qaudit("run", case, "--report", f"json:{before}").code == 0
    ran = qaudit("run", case, "--compare-with", before, "--report", f"letter:{out}")
    assert ran.code == 0
    text = out.read_text("utf-8")
    assert "Strengths have been sustained in" in text
    assert "failure" not in text


def test_word_and_markdown_can_be_asked_for_at_once(tmp_path: Path) -> None:
    """And are the same bytes on another run."""
    for name in ("one", "two"):
        reports = (f"letter:{tmp_path / name}.md", f"letter:{tmp_path / name}.docx")
        ran = qaudit("run", SAMPLES, "--report", reports[0], "--report", reports[1])
        assert ran.code == 0
    for ending in (".md", ".docx"):
        one, two = (tmp_path / f"{name}{ending}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
