"""Settings, selections, profiles and gates: what is meant is done, what is misspelt is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qaudit.grading.profile import BUILT_IN
from terminal import SAMPLES, Ran, audited, own_check, put, qaudit, told


@pytest.fixture(autouse=True)
def case(empty_folder: Path) -> Path:
    """One record, in the folder in which the command is run."""
    return put(empty_folder / "case.json", told())


def settings_in_force(report: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = report["manifest"]["settings"]["checks"]
    return found


WRONG = {
    "an unknown name": ("profil = 'letters'", "profil: there is no such setting; did you mean pro"),
    "an unknown check": (
        "[checks.REV022]\nafter_unplanned = '1 day'",
        "checks.REV022: there is no such setting; did you mean REV02?",
    ),
    "an unknown setting of a check": (
        "[checks.REV02]\nafter_unplaned = '1 day'",
        "checks.REV02.after_unplaned: there is no such setting; did you mean after_unplanned?",
    ),
    "a wrong unit": (
        "[checks.REV02]\nafter_unplanned = '2 fortnights'",
        'checks.REV02.after_unplanned: is not written like "20 working days"',
    ),
    "a number for a length of time": (
        "[checks.REV02]\nafter_unplanned = 20",
        'checks.REV02.after_unplanned: is not written like "20 working days"',
    ),
    "a number for a share": (
        "[checks.ASM03]\ndocument = 0.4",
        'checks.ASM03.document: is not written like "20 working days", "6 weeks" or "40%"',
    ),
    "words for a table": ("checks = 'REV02'", "checks: "),
    "a code to select": (
        "select = ['REV022']",
        "no check has the code 'REV022'; did you mean REV02?",
    ),
    "a code to ignore": ("ignore = ['REV02', 'XXX']", "ignore: no check has the code 'XXX'"),
    "a word to select": ("select = 'REV02'", "select: "),
    "a profile": ("profile = 'leters'", "there is no grading profile 'leters'"),
    "no day": ("audited_from = 2026-02-30", "it is not TOML"),
    "no day in words": ("audited_from = '2026-02-30'", "audited_from: is not a real day"),
    "an hour": ("audited_from = 2026-02-03T09:00:00", "audited_from: is not a real day"),
    "a folder that is not there": ("check_folders = ['mine']", "there is no folder"),
    "an unknown survey": ("[surveys.text_resue]", "did you mean text_reuse?"),
    "no TOML": ("[checks", "it is not TOML"),
    "one name twice": ("profile = 'a'\nprofile = 'b'", "it is not TOML"),
    "no text": (b"profile = '\xff'", "it is not UTF-8: byte 12 cannot be read"),
    "UTF-16": ("profile = 'letters'".encode("utf-16"), "it is written in UTF-16, as some"),
}


@pytest.mark.parametrize(("content", "why"), WRONG.values(), ids=WRONG)
class TestWrong:
    def test_in_a_file_of_its_own(self, tmp_path: Path, content: str | bytes, why: str) -> None:
        """What is wrong in a file of settings is said with the file, and nothing is audited."""
        put(tmp_path / "own.toml", content)
        for arguments in (("run", "case.json"), ("checks",), ("explain", "REV02")):
            ran = qaudit(*arguments, "--config", "own.toml")
            if "profile" not in why:
                assert "own.toml" in ran.said
            elif arguments[0] != "run":
                continue
            assert ran.code == 2
            assert why in ran.said
            assert ran.out == ""

    def test_in_a_project(self, tmp_path: Path, content: str | bytes, why: str) -> None:
        """The same holds for `[tool.qaudit]` in `pyproject.toml`, found without being named."""
        if isinstance(content, bytes):
            project: str | bytes = content
        elif content.startswith(("[checks", "[surveys")):
            project = content.replace("[", "[tool.qaudit.", 1)
        else:
            project = f"[tool.qaudit]\n{content}"
        put(tmp_path / "pyproject.toml", project)
        ran = qaudit("run", "case.json")
        assert ran.code == 2
        assert why in ran.said


class TestFound:
    def test_beside_the_command(self, tmp_path: Path) -> None:
        """`qaudit.toml` where the command is run, or above it, is used without being named."""
        put(tmp_path / "qaudit.toml", "[checks.REV02]\nafter_unplanned = '5 working days'")
        assert settings_in_force(audited("case.json")[1])["REV02"]["settings"][
            "after_unplanned"
        ] == ("5 working days")

    def test_changes_what_is_found(self, tmp_path: Path) -> None:
        """A setting changes the judgement: the review seven working days later is late by then."""
        put(tmp_path / "own.toml", "[checks.REV02]\nafter_unplanned = '5 working days'")
        _, usual = audited("case.json", "--select", "REV02")
        _, strict = audited("case.json", "--select", "REV02", "--config", "own.toml")
        assert [row["outcome"] for row in usual["cases"][0]["observations"]] == ["met"]
        (row,) = strict["cases"][0]["observations"]
        assert (row["outcome"], row["due"], row["done"]) == ("not_met", "2025-09-08", "2025-09-10")
        assert usual["manifest"]["settings_sha256"] != strict["manifest"]["settings_sha256"]

    def test_its_own_file_before_the_project(self, tmp_path: Path) -> None:
        """`qaudit.toml` goes before `pyproject.toml` in one folder."""
        put(tmp_path / "qaudit.toml", "select = ['REV02']")
        put(tmp_path / "pyproject.toml", "[tool.qaudit]\nselect = ['SUP01']")
        assert set(settings_in_force(audited("case.json")[1])) == {"REV02"}

    def test_a_project_without_settings(self, tmp_path: Path) -> None:
        """A `pyproject.toml` that says nothing of qaudit is passed over, unless it is named."""
        put(tmp_path / "pyproject.toml", "tool = 3")
        assert qaudit("run", "case.json").code == 0
        ran = qaudit("run", "case.json", "--config", "pyproject.toml")
        assert ran.code == 2
        assert "there is no [tool.qaudit] in it" in ran.said

    def test_paths_from_where_the_file_stands(self, tmp_path: Path) -> None:
        """Folders and profiles in a file of settings are found from the file."""
        there = tmp_path / "there"
        there.mkdir()
        own_check(there / "mine", "return ()")
        put(there / "ours.toml", (BUILT_IN / "letters.toml").read_bytes())
        put(there / "qaudit.toml", "check_folders = ['mine']\nprofile = 'ours.toml'")
        ran, report = audited("case.json", "--config", "there/qaudit.toml")
        assert ran.code == 0
        assert "OWN01" in report["service"]["checks"]
        assert report["profile"] == "ours"

    def test_settings_of_a_check_that_was_not_loaded(self, tmp_path: Path) -> None:
        """Where a check cannot be loaded, that is said before its settings are called unknown."""
        own = tmp_path / "own"
        own.mkdir()
        put(own / "own01.py", "1 / 0")
        put(tmp_path / "qaudit.toml", "[checks.OWN01]\nlimit = '1 day'")
        ran = qaudit("run", "case.json", "--checks", own)
        assert ran.code == 2
        assert "plugin own01.py: ZeroDivisionError" in ran.err

    def test_audited_from(self, tmp_path: Path) -> None:
        """Occasions before the first day that is audited are left out."""
        put(tmp_path / "qaudit.toml", "audited_from = 2026-01-01")
        _, report = audited("case.json")
        days = [row["on"] for row in report["cases"][0]["observations"]]
        assert days
        assert min(days) >= "2026-01-01"
        assert report["manifest"]["settings"]["audited_from"] == "2026-01-01"


class TestSelection:
    @pytest.mark.parametrize(
        ("arguments", "codes"),
        [
            (["--select", "REV02"], {"REV02"}),
            (["--select", "rev02, SUP01"], {"REV02", "SUP01"}),
            (["--select", "REV02,SUP01", "--ignore", "SUP"], {"REV02"}),
        ],
    )
    def test_codes_and_beginnings(self, arguments: list[str], codes: set[str]) -> None:
        """Codes or their beginnings, with commas, in either case; what is ignored is left out."""
        _, report = audited("case.json", *arguments)
        assert set(report["service"]["checks"]) == codes

    def test_a_beginning(self) -> None:
        """`--select ASM` is all checks of assessments, `--ignore` all but those."""
        every = set(audited("case.json")[1]["service"]["checks"])
        begun = {code for code in every if code.startswith("ASM")}
        assert set(audited("case.json", "--select", "ASM")[1]["service"]["checks"]) == begun
        assert set(audited("case.json", "--ignore", "ASM")[1]["service"]["checks"]) == every - begun

    @pytest.mark.parametrize("option", ["--select", "--ignore"])
    def test_unknown(self, option: str) -> None:
        """A code that no check has names the nearest."""
        ran = qaudit("run", "case.json", option, "REV022")
        assert ran.code == 2
        assert "no check has the code 'REV022'; did you mean REV02?" in ran.said

    def test_none_left(self) -> None:
        """To select nothing is a slip, and no success."""
        ran = qaudit("run", "case.json", "--select", "REV02", "--ignore", "REV")
        assert ran.code == 2
        assert "no check is selected" in ran.said

    def test_before_the_settings(self, tmp_path: Path) -> None:
        """What the command selects goes before what the settings do."""
        put(tmp_path / "qaudit.toml", "select = ['REV02']")
        _, report = audited("case.json", "--select", "SUP01")
        assert set(report["service"]["checks"]) == {"SUP01"}


LETTERS = (BUILT_IN / "letters.toml").read_text("utf-8")


class TestProfile:
    def test_by_name(self) -> None:
        """A profile that is installed is named; one without a grade over all areas gives none."""
        _, report = audited("case.json", "--profile", "ilacs-2026")
        assert report["profile"] == "ilacs-2026"
        assert report["service"]["grade"] is None
        assert report["cases"][0]["grade"] is None
        assert report["cases"][0]["areas"]
        assert qaudit("run", "case.json", "--profile", "ilacs-2026").code == 0

    def test_by_file(self, tmp_path: Path) -> None:
        """A profile of one's own is a file, and its numbers count."""
        put(tmp_path / "lenient.toml", LETTERS.replace('"50%"', '"1%"').replace('"80%"', '"2%"'))
        _, report = audited(SAMPLES, "--profile", "lenient.toml", "--select", "REV02")
        _, usual = audited(SAMPLES, "--select", "REV02")
        assert report["profile"] == "lenient"
        assert report["service"]["areas"]["APR"]["grade"] == "good"
        assert usual["service"]["areas"]["APR"]["grade"] == "requires_improvement"

    def test_with_a_byte_order_mark(self, tmp_path: Path) -> None:
        """What some editors put before the first letter is no fault of a file."""
        put(tmp_path / "marked.toml", b"\xef\xbb\xbf" + LETTERS.encode())
        assert qaudit("run", SAMPLES, "--profile", "marked.toml", "--select", "REV02").code == 0

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            ("", "'overall' is a required property"),
            ("overall = ", "it is not TOML"),
            (LETTERS.replace("overall = true", "overal = true"), "overal"),
            (LETTERS.replace('"24 months"', '"24 moons"'), "graded_period"),
            (LETTERS.replace('"24 months"', '"24 working days"'), "graded_period"),
            (LETTERS.replace('"80%"', '"99%"'), "outstanding, good, requires_improvement must"),
            (LETTERS.replace("local = 2", "local = 0"), "weights.local"),
            (b"\xff\xff", "cannot be read"),
        ],
    )
    def test_a_bad_file(self, tmp_path: Path, content: str | bytes, why: str) -> None:
        """A profile that cannot be used is refused with the file and why."""
        put(tmp_path / "bad.toml", content)
        ran = qaudit("run", "case.json", "--profile", "bad.toml")
        assert ran.code == 2
        assert "bad.toml" in ran.said
        assert why in ran.said

    def test_unknown(self) -> None:
        """A name that no profile has is said with those that there are."""
        ran = qaudit("run", "case.json", "--profile", "letter")
        assert ran.code == 2
        assert "there is no grading profile 'letter'; there are ilacs-2026, letters" in ran.said

    def test_longer_than_time(self, tmp_path: Path) -> None:
        """A graded period longer than there have been years grades all of them."""
        put(tmp_path / "long.toml", LETTERS.replace("24 months", "9999 years"))
        assert qaudit("run", "case.json", "--profile", "long.toml").code == 0


def gated(grade: str, *arguments: str) -> Ran:
    return qaudit("run", *arguments, "--fail-on", grade)


class TestGate:
    GOOD = str(SAMPLES / "amara-outstanding.case.json")
    TROUBLED = str(SAMPLES / "shanice-drift-and-moves.case.json")

    def test_without_one(self) -> None:
        """What is found does not change the exit code unless that was asked for."""
        assert qaudit("run", self.TROUBLED).code == 0

    def test_missed(self) -> None:
        """A grade as bad as was named, or worse, is exit code 1, and the report is written."""
        ran = gated("requires_improvement", self.TROUBLED)
        assert ran.code == 1
        assert "Practice in this case: " in ran.out

    def test_met(self) -> None:
        """A better grade is exit code 0."""
        assert gated("inadequate", self.GOOD).code == 0
        assert gated("requires_improvement", self.GOOD).code == 0

    def test_one_case_of_many(self) -> None:
        """One bad case among good ones is enough."""
        assert gated("requires_improvement", self.GOOD, self.TROUBLED).code == 1

    def test_without_a_grade_over_the_areas(self) -> None:
        """Where the profile gives no grade over the areas, those of the areas are held to it."""
        assert gated("requires_improvement", self.TROUBLED, "--profile", "ilacs-2026").code == 1

    def test_something_worse_than_a_grade(self, tmp_path: Path) -> None:
        """An input that could not be audited, or a check that failed, weighs more than a grade."""
        bad = str(put(tmp_path / "bad.json", "[]"))
        assert gated("outstanding", self.TROUBLED, bad).code == 3
        own = str(own_check(tmp_path / "own", "1 / 0"))
        assert gated("outstanding", self.TROUBLED, bad, "--checks", own).code == 4
        assert gated("outstanding", bad, "--checks", own).code == 5

    def test_no_grade(self) -> None:
        """Not enough evidence is no grade to hold anybody to; what is no grade is refused."""
        assert gated("not_enough_evidence", self.GOOD).code == 2
        assert gated("poor", self.GOOD).code == 2
