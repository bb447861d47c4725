"""`qaudit regrade`: a stored report graded again, without the records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from qaudit_schemas import schema

from qaudit.grading.profile import BUILT_IN
from terminal import SAMPLES, own_check, put, qaudit, told

LETTERS = (BUILT_IN / "letters.toml").read_text("utf-8")
STRICT = LETTERS.replace('"80%"', '"94%"')


GIVES = """
from pathlib import Path


class Ours:
    name, summary, to_screen = "ours", "a line", True

    def start(self, run, stream):
        self.run, self.stream = run, stream
        return self

    def case(self, result):
        pass

    def end(self, service):
        self.stream.write(f"by {self.run.profile}, {service.cases} cases\\n".encode())


def qaudit_reporters():
    return [Ours()]


def qaudit_profiles():
    return [Path(__file__).parent / "ours.toml"]
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The report of the sample cases."""
    path = tmp_path_factory.mktemp("samples") / "report.json"
    assert qaudit("run", SAMPLES, "--report", f"json:{path}").code == 0
    return path.read_bytes()


@pytest.fixture
def report(written: bytes, tmp_path: Path) -> Path:
    """The file of that report."""
    return put(tmp_path / "report.json", written)


def regraded(report: Path, profile: str | Path) -> dict[str, Any]:
    """The JSON report of grading a report again."""
    found: dict[str, Any] = qaudit(
        "regrade", report, "--profile", profile, "--report", "json"
    ).json()
    return found


class TestSameProfile:
    def test_the_same_grades(self, report: Path, written: bytes) -> None:
        """Graded again by the profile it was graded by, nothing is graded otherwise."""
        before = json.loads(written)
        after = regraded(report, "letters")
        for part in ("cases", "service", "not_auditable", "failures", "as_at"):
            assert json.dumps(after[part]) == json.dumps(before[part])
        assert after["manifest"].pop("regraded")["digest"] == before["digest"]
        assert after["manifest"] == before["manifest"]

    def test_the_same_lines_of_cases(self, report: Path, written: bytes) -> None:
        """Even the bytes of the cases are the same."""
        again = qaudit("regrade", report, "--profile", "letters", "--report", "json").out
        cases = [line for line in written.splitlines() if b'"case_id"' in line]
        assert [line for line in again.encode().splitlines() if b'"case_id"' in line] == cases

    def test_the_same_table(self, report: Path) -> None:
        """Any report can be made of a stored one: the table is that of the run."""
        assert (
            qaudit("regrade", report, "--profile", "letters", "--explain").out
            == qaudit("run", SAMPLES, "--explain").out
        )

    def test_one_child(self, tmp_path: Path) -> None:
        """So is the story of one child, in the order of the letters."""
        case, report = put(tmp_path / "case.json", told()), tmp_path / "report"
        ran = qaudit("run", case, "--report", "table", "--report", f"json:{report}")
        assert qaudit("regrade", report, "--profile", "letters").out == ran.out


class TestOtherProfile:
    def test_a_stricter_one(self, report: Path, written: bytes, tmp_path: Path) -> None:
        """Under a stricter profile it says what an audit under that profile says."""
        strict = put(tmp_path / "strict.toml", STRICT)
        before, after = json.loads(written), regraded(report, strict)
        audited = qaudit("run", SAMPLES, "--profile", strict, "--report", "json").json()
        assert after["cases"] == audited["cases"] != before["cases"]
        assert after["service"] == audited["service"] != before["service"]

    def test_its_name(self, report: Path, written: bytes, tmp_path: Path) -> None:
        """The report is marked with the profile it is graded by, and that it was before."""
        strict = put(tmp_path / "strict.toml", STRICT)
        before, after = json.loads(written), regraded(report, strict)
        assert after["profile"] == after["manifest"]["settings"]["profile"]["name"] == "strict"
        assert after["manifest"]["regraded"] == {
            "digest": before["digest"],
            "profile": before["manifest"]["settings"]["profile"],
        }
        assert after["manifest"]["settings_sha256"] != before["manifest"]["settings_sha256"]
        assert after["digest"] != before["digest"]

    def test_back_again(self, report: Path, written: bytes, tmp_path: Path) -> None:
        """Graded otherwise and then as before, it has the grades that it had."""
        other = tmp_path / "other.json"
        args = ("--profile", "ilacs-2026", "--report", f"json:{other}")
        assert qaudit("regrade", report, *args).code == 0
        assert regraded(other, "letters")["cases"] == json.loads(written)["cases"]

    def test_areas_alone(self, report: Path) -> None:
        """A profile without a grade over the areas leaves none of another's behind."""
        after = regraded(report, "ilacs-2026")
        assert {case["grade"] for case in after["cases"]} == {None}
        assert [line for case in after["cases"] for line in case["lines"]] == []
        assert (after["service"]["grade"], after["service"]["grades_of_cases"]) == (None, {})

    def test_valid(self, report: Path) -> None:
        """It is a report as the schema has it."""
        jsonschema.Draft202012Validator(schema("report")).validate(regraded(report, "ilacs-2026"))

    def test_the_gate(self, tmp_path: Path) -> None:
        """The gate is held to the new grades: a single failure may be enough, or not."""
        case, report = put(tmp_path / "case.json", told(reviews=[])), tmp_path / "report"
        ran = qaudit("run", case, "--select", "REV02", "--report", f"json:{report}")
        assert "REV02 not met" in " ".join(qaudit("run", case, "--select", "REV02").out.split())
        severe = LETTERS.replace("fewest_for_inadequate = 3", "fewest_for_inadequate = 1")
        gate = ("regrade", report, "--fail-on", "inadequate", "--profile")
        assert (ran.code, qaudit(*gate, "letters").code) == (0, 0)
        assert qaudit(*gate, put(tmp_path / "severe.toml", severe)).code == 1

    def test_the_gate_of_the_service(self, tmp_path: Path) -> None:
        """A failure in each of three cases is enough for the service, though not for any case."""
        records = [json.dumps(told(f"T-{n}", reviews=[])) for n in range(3)]
        cases, report = put(tmp_path / "c.ndjson", "\n".join(records)), tmp_path / "report"
        qaudit("run", cases, "--select", "REV02", "--report", f"json:{report}")
        areas = [case["areas"]["APR"]["grade"] for case in json.loads(report.read_bytes())["cases"]]
        assert areas == ["requires_improvement"] * 3
        gate = ("regrade", report, "--profile", "ilacs-2026", "--fail-on")
        assert qaudit(*gate, "inadequate").code == 1


class TestFolders:
    """A file in a folder of checks may give profiles and reports, too."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A folder with a profile and a report of one's own beside a check."""
        folder = own_check(tmp_path / "own", "1 / 0")
        put(folder / "ours.toml", STRICT)
        put(folder / "more.py", GIVES)
        return folder

    def test_named(self, report: Path, folder: Path) -> None:
        """What stands in a folder that is named can be graded by and reported with."""
        given = ("regrade", report, "--profile", "ours", "--report", "ours")
        unknown = qaudit(*given)
        assert (unknown.code, "there is no " in unknown.err) == (2, True)
        assert qaudit(*given, "--checks", folder).out == "by ours, 31 cases\n"

    def test_in_the_settings(self, report: Path, folder: Path, tmp_path: Path) -> None:
        """And in one that the settings name, as in a run; `why` knows it too."""
        put(tmp_path / "qaudit.toml", f'check_folders = ["{folder.name}"]\n')
        given = ("--profile", "ours", "--report", "ours")
        assert qaudit("regrade", report, *given).out == "by ours, 31 cases\n"
        assert "by the profile ours\n" in qaudit("why", "VIS", report, "--profile", "ours").out

    def test_settings_that_cannot_be_read(self, report: Path, tmp_path: Path) -> None:
        """They are named, and nothing is graded."""
        put(tmp_path / "qaudit.toml", "check_folders = [")
        ran = qaudit("regrade", report, "--profile", "letters")
        assert (ran.code, "qaudit.toml" in ran.err) == (2, True)


class TestExits:
    def test_as_the_run(self, tmp_path: Path) -> None:
        """What failed or was refused in the run is not forgotten."""
        report = tmp_path / "report"
        own = own_check(tmp_path / "own", "1 / 0")
        for arguments, code in (
            ((tmp_path / "a.json",), 0),
            ((tmp_path / "a.json", tmp_path / "b.json"), 3),
            ((tmp_path / "a.json", "--checks", own), 4),
            ((tmp_path / "b.json",), 5),
        ):
            put(tmp_path / "a.json", told())
            put(tmp_path / "b.json", "[]")
            assert qaudit("run", *arguments, "--report", f"json:{report}").code == code
            assert qaudit("regrade", report, "--profile", "letters").code == code

    def test_bad_report(self, report: Path, written: bytes) -> None:
        """An edited report is refused by name, and nothing is written."""
        put(report, written.replace(b'"outcome":"not_met"', b'"outcome":"met"', 1))
        ran = qaudit("regrade", report, "--profile", "letters", "--report", "json:new.json")
        assert ran.code == 2
        assert f"{report}: it was changed after it was written" in ran.err
        assert not Path("new.json").exists()

    def test_over_itself(self, report: Path, written: bytes) -> None:
        """A report is not written over the one it is made of."""
        ran = qaudit("regrade", report, "--profile", "letters", "--report", f"json:{report}")
        assert ran.code == 2
        assert report.read_bytes() == written

    def test_no_such_profile(self, report: Path) -> None:
        """A profile that is not there is named, with those that are."""
        ran = qaudit("regrade", report, "--profile", "strict")
        assert ran.code == 2
        assert "there is no grading profile 'strict'; there are ilacs-2026, letters" in ran.said
