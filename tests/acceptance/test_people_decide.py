"""`--judgements`: what people judged, in place of the indicative grades and beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook
from qaudit_schemas import schema

from qaudit.grading.profile import BUILT_IN
from terminal import SAMPLES, put, qaudit, told

HARSH = """
[[judgements]]
case = "T-1"
area = "SUP"
grade = "inadequate"
reason = "nobody looked at the plan"
by = "A. Auditor"
on = 2026-09-30
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return put(tmp_path / "case.json", told())


@pytest.fixture
def judgements(tmp_path: Path) -> Path:
    return put(tmp_path / "judged.toml", HARSH)


def audited(*arguments: str | Path) -> dict[str, Any]:
    """The JSON report of a run, held to its schema."""
    report: dict[str, Any] = qaudit("run", *arguments, "--report", "json").json()
    jsonschema.Draft202012Validator(schema("report")).validate(report)
    return report


class TestReports:
    def test_json(self, record: Path, judgements: Path) -> None:
        """The indicative grades stay, the judgement stands beside them, and the whole follows."""
        before = audited(record)["cases"][0]
        report = audited(record, "--judgements", judgements)
        (after,) = report["cases"]
        assert after["areas"]["SUP"].pop("judged") == {
            "grade": "inadequate",
            "reason": "nobody looked at the plan",
            "by": "A. Auditor",
            "on": "2026-09-30",
        }
        as_judged = after.pop("as_judged")
        assert before == after
        assert "SUP judged inadequate, in place of " in as_judged["lines"][0]
        assert report["service"]["grades_of_cases"] == {as_judged["grade"]: 1}
        assert report["manifest"]["judgements"][0]["name"] == "judged.toml"
        assert report["service"]["agreement"]["areas"]["pairs"] in (0, 1)

    def test_table(self, record: Path, judgements: Path) -> None:
        """The table says what was judged, by whom, when and why, and what the grade was."""
        said = qaudit("run", record, "--judgements", judgements).said
        assert "inadequate (judged; indicative: " in said
        assert (
            "Management oversight and supervision: inadequate, judged by A. Auditor on "
            "30 September 2026: nobody looked at the plan"
        ) in said

    def test_the_others(self, record: Path, tmp_path: Path) -> None:
        """So do the page, the workbook and the summary."""
        service = put(tmp_path / "both.toml", HARSH + HARSH.replace('case = "T-1"\n', ""))
        page, book, short = (tmp_path / name for name in ("a.html", "a.xlsx", "a.md"))
        reports = (f"html:{page}", f"xlsx:{book}", f"markdown:{short}")
        wanted = [part for report in reports for part in ("--report", report)]
        assert qaudit("run", record, "--judgements", service, *wanted).code == 0
        assert "judged by A. Auditor on 2026-09-30: nobody looked at the plan" in page.read_text()
        assert "How far people and grades agree" in page.read_text()
        assert "inadequate \\(judged; indicative: " in short.read_text("utf-8")
        cases = load_workbook(book)["Cases"]
        heads = [cell.value for cell in cases[1]]
        row = dict(zip(heads, [cell.value for cell in cases[2]], strict=True))
        assert row["SUP"] == "inadequate"
        assert "nobody looked at the plan" in str(row["why judged so"])

    def test_agreement_over_many(self, tmp_path: Path) -> None:
        """Judged as they were graded, areas agree in full, and it is said with its interval."""
        before = audited(SAMPLES)
        text = "".join(
            HARSH.replace("T-1", case["case_id"])
            .replace('"SUP"', f'"{area}"')
            .replace('"inadequate"', f'"{row["grade"]}"')
            for case in before["cases"]
            for area, row in case["areas"].items()
        )
        report = audited(SAMPLES, "--judgements", put(tmp_path / "all.toml", text))
        found = report["service"]["agreement"]["areas"]
        assert found["pairs"] > 100
        assert found["same"] == found["pairs"]
        assert (found["exact"], found["kappa"], found["kappa_interval"]) == (1, 1, None)


class TestWhatIsWrong:
    def test_the_file(self, record: Path, tmp_path: Path) -> None:
        """What is wrong in itself is refused before anything is written."""
        bad = put(tmp_path / "bad.toml", HARSH.replace("SUP", "SUPP"))
        ran = qaudit("run", record, "--judgements", bad, "--report", "json:out.json")
        assert ran.code == 2
        assert "judgement 1: area: there is no 'SUPP'" in ran.err
        assert not Path("out.json").exists()

    def test_no_such_case(self, record: Path, tmp_path: Path) -> None:
        """A judgement of a case that was not audited is named, and the report is written."""
        other = put(tmp_path / "other.toml", HARSH + HARSH.replace("T-1", "T-9"))
        ran = qaudit("run", record, "--judgements", other, "--report", "json:out.json")
        assert ran.code == 4
        assert "other.toml: judgement 2: no case T-9 was audited" in ran.err
        report = json.loads(Path("out.json").read_text())
        assert any("no case T-9" in failure for failure in report["failures"])
        assert report["cases"][0]["areas"]["SUP"]["judged"]["grade"] == "inadequate"

    def test_after_the_audit_date(self, record: Path, judgements: Path) -> None:
        """One of a day after the audit date is named too, and counts for nothing."""
        ran = qaudit(
            "run", record, "--as-at", "2026-09-29", "--judgements", judgements, "--report", "json"
        )
        assert ran.code == 4
        assert "after the audit date, 29 September 2026" in ran.err
        assert '"judged":{' not in ran.out

    def test_over_the_file(self, record: Path, judgements: Path) -> None:
        """No report is written in the place of the judgements."""
        ran = qaudit("run", record, "--judgements", judgements, "--report", f"json:{judgements}")
        assert ran.code == 2
        assert judgements.read_text() == HARSH


class TestGate:
    def test_goes_by_what_was_judged(self, record: Path, tmp_path: Path) -> None:
        """A person's grade is held to the gate in place of the indicative one, both ways."""
        of_case = HARSH.replace('area = "SUP"\n', "")
        gate = ("--fail-on", "inadequate", "--report", "json:out.json")
        assert qaudit("run", record, *gate).code == 0
        harsh = put(tmp_path / "harsh.toml", of_case)
        assert qaudit("run", record, *gate, "--judgements", harsh).code == 1
        bad = next(case for case in audited(SAMPLES)["cases"] if case["grade"] == "inadequate")
        mild = of_case.replace("T-1", bad["case_id"]).replace('"inadequate"', '"good"')
        service = mild.replace(f'case = "{bad["case_id"]}"\n', "")
        both = put(tmp_path / "mild.toml", mild + service)
        assert qaudit("run", bad["path"], *gate).code == 1
        assert qaudit("run", bad["path"], *gate, "--judgements", both).code == 0


class TestSettings:
    def test_in_the_settings(self, record: Path, judgements: Path, tmp_path: Path) -> None:
        """The file may be named in qaudit.toml, from where that stands."""
        (tmp_path / "settings").mkdir()
        put(tmp_path / "settings" / "judged.toml", judgements.read_bytes())
        settings = put(tmp_path / "settings" / "qaudit.toml", 'judgements = "judged.toml"\n')
        report = audited(record, "--config", settings)
        assert report["cases"][0]["areas"]["SUP"]["judged"]["grade"] == "inadequate"


class TestRegrading:
    def test_with_judgements(self, record: Path, judgements: Path, tmp_path: Path) -> None:
        """Judged afterwards, a report says what a run with the judgements says."""
        report = tmp_path / "report.json"
        assert qaudit("run", record, "--report", f"json:{report}").code == 0
        ran = qaudit("regrade", report, "--judgements", judgements, "--report", "json")
        assert ran.code == 0
        straight = audited(record, "--judgements", judgements)
        assert ran.json()["cases"] == straight["cases"]
        assert ran.json()["service"] == straight["service"]

    def test_judgements_stay(self, record: Path, tmp_path: Path) -> None:
        """Graded again under another profile, what people judged stays, until judged anew."""
        report, again = tmp_path / "report.json", tmp_path / "again.json"
        both = put(tmp_path / "both.toml", HARSH + HARSH.replace('case = "T-1"\n', ""))
        assert qaudit("run", record, "--judgements", both, "--report", f"json:{report}").code == 0
        to = ("--report", f"json:{again}")
        assert qaudit("regrade", report, "--profile", "ilacs-2026", *to).code == 0
        kept = json.loads(again.read_text())
        assert kept["cases"][0]["areas"]["SUP"]["judged"]["grade"] == "inadequate"
        assert kept["service"]["areas"]["SUP"]["judged"]["grade"] == "inadequate"
        anew = put(tmp_path / "anew.toml", HARSH.replace('"inadequate"', '"good"'))
        ran = qaudit("regrade", again, "--judgements", anew, "--report", "json").json()
        assert ran["cases"][0]["areas"]["SUP"]["judged"]["grade"] == "good"
        assert ran["service"]["areas"]["SUP"]["judged"]["grade"] == "inadequate"
        names = [one["name"] for one in ran["manifest"]["judgements"]]
        assert names == ["both.toml", "anew.toml"]

    def test_by_nothing(self, record: Path, tmp_path: Path) -> None:
        """Without a profile and without judgements there is nothing to grade by anew."""
        report = tmp_path / "report.json"
        assert qaudit("run", record, "--report", f"json:{report}").code == 0
        assert "--profile NAME, --judgements FILE" in qaudit("regrade", report).err

    def test_a_profile_that_changed(self, record: Path, judgements: Path, tmp_path: Path) -> None:
        """Judgements do not bring in another profile of the same name without a word."""
        letters = (BUILT_IN / "letters.toml").read_text("utf-8")
        profile = put(tmp_path / "letters.toml", letters.replace('"80%"', '"81%"'))
        report = tmp_path / "report.json"
        args = ("run", record, "--profile", profile, "--report", f"json:{report}")
        assert qaudit(*args).code == 0
        ran = qaudit("regrade", report, "--judgements", judgements)
        assert ran.code == 2
        assert "the profile 'letters' is not what it was" in ran.said
