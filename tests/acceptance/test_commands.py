"""The commands beside `run`: validate, checks, explain and import."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import qaudit as package
from terminal import CANARY, SAMPLES, audited, own_check, process, put, qaudit, told


class TestValidate:
    def test_valid(self) -> None:
        """Valid records are counted, and nothing else is said."""
        cases = sorted(SAMPLES.glob("*.case.json"))
        ran = qaudit("validate", *cases)
        assert (ran.code, ran.out, ran.err) == (0, f"{len(cases)} records valid, 0 not\n", "")

    def test_each_fault_has_its_place(self, tmp_path: Path) -> None:
        """Every fault is said with the file and the place, in words without what stands there."""
        made = told(reviews=[{"review_id": 3, "date": "2026-13-01", "participation": CANARY}])
        path = put(tmp_path / "case.json", made)
        ran = qaudit("validate", path)
        assert ran.code == 3
        lines = ran.out.splitlines()
        assert lines[-1] == "0 records valid, 1 not"
        assert f"{path}: /reviews/0/review_id: should be text" in lines
        assert f"{path}: /reviews/0/date: is not a real day written YYYY-MM-DD" in lines
        assert any(line.startswith(f"{path}: /reviews/0/participation: ") for line in lines)

    def test_unread_names(self, tmp_path: Path) -> None:
        """A name that will not be read is noted, and does not make a record invalid."""
        path = put(tmp_path / "case.json", told(reveiws=[]))
        ran = qaudit("validate", path)
        assert ran.code == 0
        assert (
            f"{path}: note: the record: 'reveiws' is not read; did you mean 'reviews'?" in ran.out
        )

    def test_standard_input(self) -> None:
        """Records may come on standard input."""
        ran = process("validate", "-", stdin=json.dumps(told()).encode())
        assert (ran.code, ran.out) == (0, "1 record valid, 0 not\n")


class TestChecks:
    def test_as_json(self) -> None:
        """The list for programs has the settings in force, and is ASCII."""
        ran = qaudit("checks", "--format", "json")
        assert ran.code == 0
        rows = {row["code"]: row for row in ran.json()}
        assert rows.keys() >= {"ASM01", "ASM03", "REV02", "SUP01"}
        assert list(rows) == sorted(rows)
        assert rows["REV02"]["settings"]["after_unplanned"]["value"] == "20 working days"
        assert rows["REV02"]["valid_from"] == "2011-04-01"
        assert ran.out.isascii()

    def test_with_settings(self, tmp_path: Path) -> None:
        """What is set in a file is shown beside what would hold without it."""
        put(tmp_path / "qaudit.toml", "[checks.REV02]\nafter_unplanned = '3 weeks'")
        rows = {row["code"]: row for row in qaudit("checks", "--format", "json").json()}
        assert rows["REV02"]["settings"]["after_unplanned"]["value"] == "3 weeks"
        assert rows["REV02"]["settings"]["after_unplanned"]["default"] == "20 working days"

    def test_of_ones_own(self, tmp_path: Path) -> None:
        """A check of one's own is listed and explained like any other."""
        own = own_check(tmp_path / "own", "return ()")
        assert "OWN01   of-ones-own" in qaudit("checks", "--checks", own).out
        ran = qaudit("explain", "OWN01", "--checks", own)
        assert ran.code == 0
        assert "A check of one's own, for a test." in ran.out


class TestExplain:
    @pytest.mark.parametrize("code", ["rev02", "REV02", "Rev02"])
    def test_any_case(self, code: str) -> None:
        """A code may be written in small letters; every part of a check's page is shown."""
        ran = qaudit("explain", code)
        assert ran.code == 0
        assert ran.out.startswith("REV02 review-after-placement-change\n")
        for part in ("Why it matters to the child", "The standard", "What it cannot see"):
            assert f"\n{part}\n" in ran.out
        assert 'after_unplanned = "20 working days"' in ran.out

    def test_unknown(self) -> None:
        """A code that no check has names the nearest."""
        ran = qaudit("explain", "REV022")
        assert ran.code == 2
        assert "did you mean REV02?" in ran.said


class TestHelp:
    @pytest.mark.parametrize(
        "command", ["", "run", "why", "validate", "checks", "explain", "import"]
    )
    def test_help(self, command: str) -> None:
        """Every command says what it does."""
        ran = qaudit(*command.split(), "--help")
        assert ran.code == 0
        assert "Usage: " in ran.out

    def test_version(self) -> None:
        """The version is that of the package, in a process of its own too."""
        assert process("--version").out == f"qaudit, version {package.__version__}\n"

    def test_exit_codes_are_in_the_help(self) -> None:
        """The help of `run` says what each exit code means."""
        said = qaudit("run", "--help").said
        for number in range(6):
            assert f" {number} " in said


HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)


def ssda903(folder: Path) -> Path:
    """A return of two children, of whom one moved and was reviewed."""
    folder.mkdir()
    put(folder / "header.csv", f"{HEADER}\na1,F,01/05/2010,WBRI,,,\nb2,M,03/04/2012,MWBC,,,\n")
    put(
        folder / "episodes.csv",
        f"{EPISODES}\n"
        "a1,02/05/2023,S,V2,N1,U6,PR1,04/09/2023,X1,CARPL,AA1,BB2,11\n"
        "a1,04/09/2023,P,V2,N1,U6,PR1,,,,AA1,BB3,12\n"
        "b2,10/07/2023,S,C2,N1,U4,PR1,,,,AA2,BB4,13\n",
    )
    put(folder / "reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\na1,01/05/2010,12/09/2023,PN1\n")
    return folder


class TestImport:
    def test_end_to_end(self, tmp_path: Path) -> None:
        """A return becomes records, and the records are audited: the move was reviewed in time."""
        folder = ssda903(tmp_path / "return")
        arguments = ("import", "ssda903", folder, "--exported-on", "2024-03-31", "--output")
        ran = qaudit(*arguments, "cases.ndjson")
        assert ran.code == 0
        assert ran.out == ""
        assert "2 case records" in ran.err
        assert "header.csv (header): 2 rows, 2 carried, 0 refused" in ran.err
        assert qaudit("validate", "cases.ndjson").out == "2 records valid, 0 not\n"
        ran, report = audited("cases.ndjson")
        assert ran.code == 0
        assert [case["case_id"] for case in report["cases"]] == ["a1", "b2"]
        (row,) = [row for row in report["cases"][0]["observations"] if row["check"] == "REV02"]
        assert (row["outcome"], row["done"]) == ("met", "2023-09-12")
        supervision = [row for row in report["cases"][0]["silent"] if row["check"] == "SUP01"]
        assert supervision[0]["outcome"] == "cannot_tell"

    def test_in_a_pipe(self, tmp_path: Path) -> None:
        """Records go straight from the one command into the other."""
        folder = ssda903(tmp_path / "return")
        arguments = ("import", "ssda903", folder, "--exported-on", "2024-03-31", "--output", "-")
        records = process(*arguments)
        assert records.code == 0
        ran = process("run", "-", "--report", "json", stdin=records.out.encode())
        assert ran.json()["service"]["cases"] == 2

    def test_what_cannot_be_read(self, tmp_path: Path) -> None:
        """A row that cannot be read is refused with file, line and column, and counted."""
        folder = ssda903(tmp_path / "return")
        rows = (folder / "reviews.csv").read_text() + f"a1,01/05/2010,31/02/2024,PN1\n{CANARY}\n"
        put(folder / "reviews.csv", rows)
        arguments = ("import", "ssda903", folder, "--exported-on", "2024-03-31", "--output")
        ran = qaudit(*arguments, "cases.ndjson")
        assert ran.code == 3
        assert "refused: reviews.csv, line 3, REVIEW: " in ran.err
        assert "refused: reviews.csv, line 4, " in ran.err
        assert "reviews.csv (reviews): 3 rows, 1 carried, 2 refused" in ran.err

    def test_nothing_to_import(self, tmp_path: Path) -> None:
        """Where no record comes of a folder, what stood at the output stays as it was."""
        (tmp_path / "empty").mkdir()
        put(tmp_path / "cases.ndjson", "older")
        arguments = ("import", "ssda903", "empty", "--exported-on", "2024-03-31", "--output")
        ran = qaudit(*arguments, "cases.ndjson")
        assert ran.code == 5
        assert (tmp_path / "cases.ndjson").read_text() == "older"

    def test_in_the_place_of_the_export(self, tmp_path: Path) -> None:
        """No file of the export is lost to the records that come of it."""
        folder = ssda903(tmp_path / "return")
        before = (folder / "header.csv").read_bytes()
        arguments = ("import", "ssda903", folder, "--exported-on", "2024-03-31", "--output")
        ran = qaudit(*arguments, folder / "header.csv")
        assert ran.code == 2
        assert "header.csv is of the export; the records would take its place" in ran.said
        assert (folder / "header.csv").read_bytes() == before
        assert qaudit(*arguments, folder / "cases.ndjson").code == 0
        assert qaudit(*arguments, folder / "cases.ndjson").code == 0

    @pytest.mark.parametrize(
        ("arguments", "why"),
        [
            (("ssda902", "r", "--exported-on", "2024-03-31"), "there is no source 'ssda902'"),
            (("ssda903", "none", "--exported-on", "2024-03-31"), "none"),
            (("ssda903", "r", "--exported-on", "31/03/2024"), "a day is written YYYY-MM-DD"),
            (("ssda903", "r"), "--exported-on"),
        ],
    )
    def test_usage(self, tmp_path: Path, arguments: tuple[str, ...], why: str) -> None:
        """A slip in the command is named, and nothing is written."""
        ssda903(tmp_path / "r")
        ran = qaudit("import", *arguments, "--output", "cases.ndjson")
        assert ran.code == 2
        assert why in ran.said
        assert not (tmp_path / "cases.ndjson").exists()

    def test_where_nothing_can_be_written(self, tmp_path: Path) -> None:
        """An output that cannot be written is named as it was given."""
        ssda903(tmp_path / "r")
        arguments = ("import", "ssda903", "r", "--exported-on", "2024-03-31")
        ran = qaudit(*arguments, "--output", "nowhere/cases.ndjson")
        assert ran.code == 2
        expected = "nowhere/cases.ndjson: No such file or directory; it was not written"
        assert expected in ran.said
