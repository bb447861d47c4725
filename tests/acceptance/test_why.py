"""`qaudit why`: the sum of a grade, and the smallest change that would move it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qaudit.grading.profile import BUILT_IN
from terminal import SAMPLES, put, qaudit

LETTERS = BUILT_IN / "letters.toml"
SHANICE = "QA-0018"
GRADING = SAMPLES.parent / "docs" / "grading.md"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The report of the sample cases."""
    path = tmp_path / "report.json"
    assert qaudit("run", SAMPLES, "--report", f"json:{path}").code == 0
    return path


class TestWhy:
    def test_the_sum_and_what_would_move_it(self, report: Path) -> None:
        """Of a case: each check with its weight, and which occasions would have to be met."""
        said = qaudit("why", "VIS", report, "--case", SHANICE)
        assert said.code == 0
        assert said.out in GRADING.read_text("utf-8")
        assert said.out.splitlines() == [
            "Visits and work with children, case QA-0018, by the profile letters",
            "requires improvement",
            "  compliance:",
            "    VIS01 (statutory): 1 of 4 met, each weighs 4",
            "    VIS03 (local): 2 of 2 met, each weighs 2",
            "    3 of 6 met, 40.0% by weight (8 of 20): inadequate",
            "  quality:",
            "    VIS02 (statutory): 4 of 4 met, each weighs 4",
            "    VIS04 (local): 2 of 2 met, each weighs 2",
            "    6 of 6 met, 100.0% by weight (20 of 20): outstanding",
            "  the weaker of the two axes is inadequate",
            "  late, but the work itself is good: not below requires improvement",
            "  so requires improvement",
            "Up to good: 2 more VIS01 met instead.",
            "  VIS01 not met: 20 November 2025, /visits/0",
            "  VIS01 not met: 13 February 2026, /visits/1",
            "  VIS01 not met: 20 May 2026, /visits/3",
            "Down to inadequate: 2 more VIS02 not met instead.",
            "  VIS02 met: 25 September 2025, /visits/0",
            "  VIS02 met: 20 November 2025, /visits/1",
            "  VIS02 met: 17 February 2026, /visits/3",
            "  VIS02 met: 20 May 2026, /visits/4",
        ]

    @pytest.mark.parametrize("area", ["VIS", "hom"])
    def test_records_give_what_their_report_gives(self, report: Path, area: str) -> None:
        """Whether audited now or stored, of a case and of the service; no name is named there."""
        for case in ((), ("--case", SHANICE)):
            stored = qaudit("why", area, report, *case)
            assert qaudit("why", area, SAMPLES, *case).out == stored.out
            assert "\nUp" in stored.out
            assert ("/visits/" in stored.out) is bool(case and area == "VIS")

    def test_explain_has_the_same_lines(self, report: Path) -> None:
        """`run --explain` takes the grade apart by the same sum."""
        explained = qaudit("run", SAMPLES, "--explain").out
        sum_of_it = qaudit("why", "SUP", report).out.splitlines()[2:14]
        assert "  compliance:" in sum_of_it
        assert "\n".join(sum_of_it) in explained

    @pytest.mark.parametrize("case", [(), ("--case", SHANICE)])
    def test_the_grade_over_the_areas(self, report: Path, case: tuple[str, ...]) -> None:
        """What each area gave to it, as the report has it, and which other grades would move it."""
        said = qaudit("why", "overall", report, *case)
        assert said.out == qaudit("why", "OVERALL", SAMPLES, *case).out
        stored = json.loads(report.read_bytes())
        whole = next((one for one in stored["cases"] if one["case_id"] in case), stored["service"])
        title, grade, *lines = said.out.splitlines()
        assert title.startswith("Overall, case QA-0018, " if case else "Overall, 31 cases, ")
        assert grade == whole["grade"].replace("_", " ")
        number = len(whole["lines"])
        assert [line.strip() for line in lines[:number]] == whole["lines"]
        assert lines[number].startswith("Up to good: ")
        assert lines[-1].startswith("Down to inadequate: ")

    def test_a_profile_that_gives_none(self, report: Path) -> None:
        """Inspections give no grade over the areas any more, and nor does their profile."""
        said = qaudit("why", "OVERALL", report, "--profile", "ilacs-2026")
        assert said.out.splitlines()[1:] == ["no grade: the profile gives none over the areas"]

    def test_no_grade_over_the_areas_for_want_of_evidence(self, report: Path) -> None:
        """The lines say what it hangs on; no other grades of areas are made up."""
        said = qaudit("why", "OVERALL", report, "--case", "QA-0030").out
        assert said.splitlines()[1] == "not enough evidence"
        assert "what could be told would change the grade over the areas" in said
        assert "Up" not in said

    def test_another_profile(self, report: Path, tmp_path: Path) -> None:
        """The sum is that of the profile that is named."""
        text = LETTERS.read_text("utf-8")
        mine = put(tmp_path / "mine.toml", text.replace("statutory = 4", "statutory = 9"))
        said = qaudit("why", "VIS", report, "--profile", mine).out
        assert "by the profile mine" in said
        assert "(statutory): " in said
        assert "each weighs 9" in said

    def test_a_profile_of_ones_own_is_named_again(self, tmp_path: Path) -> None:
        """A report knows its name and not where it is: without it, it is refused."""
        mine = put(tmp_path / "mine.toml", LETTERS.read_text("utf-8"))
        report = tmp_path / "report.json"
        qaudit("run", SAMPLES, "--profile", mine, "--report", f"json:{report}")
        said = qaudit("why", "VIS", report, "--profile", mine)
        assert (said.code, said.err) == (0, "")
        unknown = qaudit("why", "VIS", report)
        assert (unknown.code, "no grading profile 'mine'" in unknown.said) == (2, True)

    def test_a_profile_that_was_changed_since_is_said(self, tmp_path: Path) -> None:
        """One of the same name that is not the same may give another grade than the report's."""
        text = LETTERS.read_text("utf-8").replace("statutory = 4", "statutory = 9")
        other, report = put(tmp_path / "letters.toml", text), tmp_path / "report.json"
        qaudit("run", SAMPLES, "--profile", other, "--report", f"json:{report}")
        said = qaudit("why", "VIS", report)
        assert "the profile letters was changed since the report was graded by it" in said.err
        assert "each weighs 4" in said.out

    def test_too_little_evidence(self, report: Path) -> None:
        """It says how much more would have to be known, and of which checks."""
        said = qaudit("why", "PER", report).out
        assert "not enough evidence" in said
        assert "that could not be told or failed were known (PER01 " in said

    def test_an_area_of_which_nothing_is_known(self) -> None:
        """There is no sum: nothing of private fostering was exported."""
        said = qaudit("why", "PRF", SAMPLES / "callum-care-leaver.case.json", "--case", "QA-0006")
        assert said.out.splitlines() == [
            "Private fostering, case QA-0006, by the profile letters",
            "not enough evidence",
            "  all 1 could not be told or failed: not enough evidence",
            "A grade: if 1 of the 1 that could not be told or failed were known (PRF01 1).",
        ]

    @pytest.mark.parametrize(
        ("arguments", "why"),
        [
            (("VIS", SAMPLES, "--case", "QA-9999"), "there is no case 'QA-9999'"),
            (("ABC", SAMPLES), "'ABC' is not one of"),
            (("VIS", SAMPLES, "--profile", "nobody"), "there is no grading profile 'nobody'"),
            (("VIS",), "Missing argument"),
        ],
    )
    def test_what_cannot_be_answered_is_said(
        self, arguments: tuple[str | Path, ...], why: str
    ) -> None:
        """A case, an area or a profile that there is not."""
        said = qaudit("why", *arguments)
        assert said.code == 2
        assert why in said.said

    def test_a_failure_that_was_waived_is_not_in_the_sum(
        self, report: Path, tmp_path: Path
    ) -> None:
        """Of records, the waivers that the settings name hold as they do in a run."""
        given = ("--reason", "agreed", "--by", "A. Lead", "--until", "2026-12-31")
        waiver = qaudit("waive", report, "--check", "PLN03", "--case", SHANICE, *given)
        assert waiver.code == 0
        about = ("why", "APR", SAMPLES, "--case", SHANICE)
        assert "PLN03 not met: 30 June 2026, /plans/0" in qaudit(*about).out
        put(tmp_path / "waivers.toml", waiver.out)
        settings = put(tmp_path / "qaudit.toml", 'waivers = "waivers.toml"\n')
        assert "PLN03 not met" not in qaudit(*about, "--config", settings).out

    def test_an_edited_report_is_refused(self, report: Path) -> None:
        """Its digest does not hold."""
        report.write_bytes(report.read_bytes().replace(b'"not_met"', b'"met"', 1))
        said = qaudit("why", "VIS", report)
        assert said.code == 2
        assert "its digest does not hold" in said.said

    def test_a_stored_report_is_not_judged_anew(self, report: Path) -> None:
        """The audit date belongs to the audit."""
        said = qaudit("why", "VIS", report, "--as-at", "2026-01-01")
        assert (said.code, "judged already" in said.said) == (2, True)

    def test_a_record_that_cannot_be_audited(self, tmp_path: Path) -> None:
        """It is named, and with nothing else nothing was audited."""
        said = qaudit("why", "VIS", put(tmp_path / "bad.json", "{}"))
        assert said.code == 5
        assert "nothing was audited" in said.err
