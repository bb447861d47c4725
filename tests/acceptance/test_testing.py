"""Sample cases are held to what is expected of them, by the command and by pytest alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support import record
from terminal import CANARY, Ran, own_check, put, qaudit

MOVE: dict[str, Any] = {
    "placements": [
        {"start_date": "2025-01-06", "end_date": "2026-03-01", "carer_id": "C1"},
        {"start_date": "2026-03-01", "carer_id": "C2", "planned": False, "rationale": None},
    ],
    "documents": [
        {"type": "case_note", "date": "2026-03-01", "sections": [{"heading": "x", "text": CANARY}]}
    ],
}

IN_TIME = """
[[observations]]
check = "REV02"
outcome = "met"
about = "/placements/1"
due = 2026-03-27
done = 2026-03-20
"""

NEVER = """
[grades]
APR = "requires_improvement"

[[observations]]
check = "REV02"
outcome = "not_met"
about = "/placements/1"
due = 2026-03-27
days_late = 187
"""


def reviewed(case_id: str, *days: str) -> dict[str, Any]:
    reviews = [{"type": "child_in_care", "date": day} for day in days]
    return record(case_id, reviews=reviews, **MOVE)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Two sample cases that are as expected."""
    folder = tmp_path / "cases"
    folder.mkdir()
    put(folder / "in-time.case.json", reviewed("T-1", "2026-03-20"))
    put(folder / "in-time.expected.toml", IN_TIME)
    put(folder / "never.case.json", reviewed("T-2"))
    put(folder / "never.expected.toml", NEVER)
    return folder


def run_pytest(*arguments: str | Path) -> Ran:
    """Run pytest as a council would, in a process of its own, warnings being errors."""
    command = [sys.executable, "-W", "error", "-m", "pytest", *map(str, arguments)]
    ran = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=False, timeout=120
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


class TestCommand:
    def test_all_is_as_expected(self, cases: Path) -> None:
        """It says so, and exits 0."""
        ran = qaudit("test", cases)
        assert (ran.code, ran.out) == (0, "2 sample cases as expected, 0 not\n")

    def test_an_outcome_that_moved(self, cases: Path) -> None:
        """The difference is said in plain words, with the file, and the exit code is 1."""
        put(cases / "in-time.case.json", reviewed("T-1", "2026-03-30"))
        ran = qaudit("test", cases)
        assert ran.code == 1
        assert ran.out.splitlines() == [
            f"{cases / 'in-time.case.json'}:",
            (
                "  REV02 about /placements/1: expected met (due 27 March 2026, done 20 March "
                "2026), but not met (due 27 March 2026, done 30 March 2026, 3 days late; "
                '"unplanned move on 1 March 2026: no review in time, the next was on 30 March '
                '2026") came'
            ),
            "1 sample case as expected, 1 not",
        ]

    def test_a_grade_that_moved(self, cases: Path) -> None:
        """The grades are those that the checks of the file make."""
        put(cases / "never.expected.toml", NEVER.replace("requires_improvement", "good"))
        ran = qaudit("test", cases)
        assert ran.code == 1
        assert "grade APR: expected good, but requires improvement came" in ran.out

    def test_update(self, cases: Path) -> None:
        """What came is written, and expected from then on; what was as expected is left alone."""
        put(cases / "in-time.case.json", reviewed("T-1", "2026-03-30"))
        untouched = (cases / "never.expected.toml").read_bytes()
        ran = qaudit("test", cases, "--update-expected")
        assert ran.code == 0
        assert "written: in-time.expected.toml" in ran.out
        assert ran.out.endswith("2 sample cases as expected, 0 not; 1 file written\n")
        assert qaudit("test", cases).code == 0
        assert (cases / "never.expected.toml").read_bytes() == untouched
        assert "days_late = 3\n" in (cases / "in-time.expected.toml").read_text("utf-8")

    def test_a_known_miss(self, cases: Path) -> None:
        """It passes while it is one, fails once it is mended, and loses its mark when written."""
        marked = IN_TIME + 'known_miss = "a review by phone is not seen"\n'
        put(cases / "in-time.expected.toml", marked)
        ran = qaudit("test", cases)
        assert ran.code == 1
        assert "marked as a known miss (a review by phone is not seen), but it is found" in ran.out
        put(cases / "in-time.case.json", reviewed("T-1", "2026-03-30"))
        assert qaudit("test", cases).code == 0
        assert qaudit("test", cases, "--update-expected").code == 0
        assert (cases / "in-time.expected.toml").read_text("utf-8") == marked
        put(cases / "in-time.case.json", reviewed("T-1", "2026-03-20"))
        qaudit("test", cases, "--update-expected")
        assert "known_miss" not in (cases / "in-time.expected.toml").read_text("utf-8")
        assert qaudit("test", cases).code == 0

    def test_from_nothing_but_the_code(self, cases: Path) -> None:
        """A file that names its checks alone can be filled."""
        put(cases / "never.expected.toml", 'checks = ["REV02"]')
        assert qaudit("test", cases).code == 1
        assert qaudit("test", cases, "--update-expected").code == 0
        assert qaudit("test", cases).code == 0
        assert "days_late = 187\n" in (cases / "never.expected.toml").read_text("utf-8")

    def test_settings_are_found_from_the_cases(self, cases: Path) -> None:
        """The settings beside the cases hold, wherever the command is run; or those named."""
        put(cases / "qaudit.toml", '[checks.REV02]\nafter_unplanned = "5 working days"')
        assert "due 6 March 2026" in qaudit("test", cases).out
        put(cases.parent / "own.toml", "")
        assert qaudit("test", cases, "--config", cases.parent / "own.toml").code == 0

    def test_settings_that_cannot_be_used(self, cases: Path) -> None:
        """Those that are named are a slip in the command, said once and of no sample case."""
        own = put(cases.parent / "own.toml", "select = ")
        ran = qaudit("test", cases, "--config", own)
        assert ran.code == 2
        assert ran.said.count("own.toml: it is not TOML") == 1
        assert ran.out == ""

    def test_checks_of_ones_own(self, cases: Path) -> None:
        """They come out of the folders that the settings name, or that are given."""
        own = own_check(cases.parent / "own", "return ()")
        put(cases / "never.expected.toml", 'checks = ["OWN01"]')
        ran = qaudit("test", cases)
        assert ran.code == 1
        assert "no check has the code 'OWN01'" in ran.out
        qaudit("test", cases, "--checks", own, "--update-expected")
        assert 'outcome = "not_applicable"' in (cases / "never.expected.toml").read_text("utf-8")
        assert qaudit("test", cases, "--checks", own).code == 0
        put(cases / "qaudit.toml", 'check_folders = ["../own"]')
        assert qaudit("test", cases).code == 0

    def test_a_check_that_fails_is_never_expected(self, cases: Path) -> None:
        """It is named with its line, and nothing is written."""
        own = own_check(cases.parent / "own", f'raise ValueError("{CANARY}")')
        put(cases / "never.expected.toml", 'checks = ["OWN01"]')
        ran = qaudit("test", cases, "--checks", own, "--update-expected")
        assert ran.code == 1
        assert "ValueError (own01.py, line" in ran.out
        assert (cases / "never.expected.toml").read_text("utf-8") == 'checks = ["OWN01"]'

    def test_a_plugin_that_cannot_be_loaded(self, cases: Path) -> None:
        """It is named, and the exit code says that the test was not whole."""
        own = own_check(cases.parent / "own", "return ()")
        put(own / "bad.py", "1 / 0")
        ran = qaudit("test", cases, "--checks", own)
        assert ran.code == 4
        assert "plugin bad.py: ZeroDivisionError" in ran.err

    @pytest.mark.parametrize(
        ("name", "content", "why"),
        [
            ("never.expected.toml", "check = 3", "never.expected.toml: /: Additional properties"),
            ("never.case.json", "{", "the case cannot be audited: it breaks off"),
            ("qaudit.toml", "check = 3", "check: there is no such setting; did you mean checks?"),
        ],
    )
    def test_what_cannot_be_held(self, cases: Path, name: str, content: str, why: str) -> None:
        """A case, a file or settings that cannot be used are no success."""
        put(cases / name, content)
        ran = qaudit("test", cases)
        assert ran.code == 1
        assert why in ran.said

    def test_cases_of_which_nothing_is_expected(self, cases: Path) -> None:
        """They are counted; and where there are no others, the exit code is that of no input."""
        put(cases / "third.case.json", reviewed("T-3"))
        ran = qaudit("test", cases)
        assert ran.out.endswith("0 not; 1 case with nothing expected beside\n")
        (cases.parent / "empty").mkdir()
        assert qaudit("test", cases.parent / "empty").code == 5


class TestPytest:
    def test_as_the_command(self, cases: Path) -> None:
        """Each sample case is a test, and what moved is said as the command says it."""
        put(cases / "in-time.case.json", reviewed("T-1", "2026-03-30"))
        ran = run_pytest(cases)
        assert ran.code == 1
        assert "1 failed, 1 passed" in ran.said
        difference = qaudit("test", cases).out.splitlines()[1].strip()
        assert difference in ran.out
        assert "Moved" not in ran.out

    def test_update(self, cases: Path) -> None:
        """What came is written, named and expected from then on."""
        put(cases / "in-time.case.json", reviewed("T-1", "2026-03-30"))
        ran = run_pytest(cases, "--update-expected", "-p", "no:cacheprovider")
        assert ran.code == 0
        assert "qaudit: in-time.expected.toml was written" in ran.out
        assert qaudit("test", cases).code == 0

    def test_what_cannot_be_held(self, cases: Path) -> None:
        """A file that cannot be used fails its own test, and the others go on."""
        put(cases / "never.expected.toml", "")
        ran = run_pytest(cases / "never.case.json", cases / "in-time.case.json")
        assert ran.code == 1
        assert "1 failed, 1 passed" in ran.said
        assert "never.expected.toml: it names no check" in ran.out

    def test_a_case_of_which_nothing_is_expected(self, cases: Path) -> None:
        """It is no test."""
        put(cases / "third.case.json", reviewed("T-3"))
        assert "2 passed" in run_pytest(cases).out

    def test_no_effect_elsewhere(self, tmp_path: Path) -> None:
        """Where there is no sample case, nothing of qaudit but the plugin is loaded."""
        put(tmp_path / "lone.json", reviewed("T-1"))
        put(
            tmp_path / "test_lone.py",
            "import sys\n\ndef test_lone():\n"
            "    loaded = {name for name in sys.modules if name.startswith('qaudit')}\n"
            "    assert loaded == {'qaudit', 'qaudit.pytest_plugin'}\n",
        )
        ran = run_pytest(tmp_path)
        assert ran.code == 0, ran.out
        assert "1 passed" in ran.out
