"""`qaudit run --baseline`: only what is new, or worse, fails the gate."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from qaudit_schemas import schema

from terminal import SAMPLES, Ran, own_check, put, qaudit, told

Json = dict[str, Any]

MOVED = told("T-1", reviews=[])
"""A child who had no review after an unplanned move."""

LATE = told("T-1", reviews=[{"review_id": "R1", "type": "child_in_care", "date": "2025-10-20"}])
"""One who had it late."""

LATER = told("T-1", reviews=[{"review_id": "R1", "type": "child_in_care", "date": "2025-11-20"}])


def moved_again(made: Json = MOVED) -> Json:
    """The child moved once more, and had no review again."""
    later = deepcopy(made)
    later["placements"][1]["end_date"] = "2026-03-02"
    third = {"placement_id": "P3", "start_date": "2026-03-02", "carer_id": "C3", "planned": False}
    later["placements"].append(third | {"placement_type": "U6", "start_reason": "P"})
    return later


def run(folder: Path, made: Json | list[Json], *options: str | Path) -> tuple[Ran, Json]:
    """An audit by REV02, with its JSON report, which is valid."""
    records = made if isinstance(made, list) else [made]
    cases = put(folder / "cases.ndjson", "\n".join(map(json.dumps, records)))
    chosen = () if "--select" in options else ("--select", "REV02")
    ran = qaudit("run", cases, *chosen, *options, "--report", f"json:{folder / 'now.json'}")
    report: Json = json.loads((folder / "now.json").read_bytes())
    jsonschema.validate(report, schema("report"))
    return ran, report


def against(
    folder: Path, before: Json | list[Json], now: Json | list[Json], *options: str | Path
) -> tuple[Ran, Json]:
    """An audit with that of other records as its baseline."""
    run(folder, before, *options)
    baseline = put(folder / "baseline.json", (folder / "now.json").read_bytes())
    return run(folder, now, "--baseline", baseline, *options)


WAIVERS = "waivers.toml"


def sums(report: Json) -> Json:
    """What is counted, but for the noughts."""
    found: Json = report["service"]["baseline"]
    return {name: number for name, number in found.items() if number and name != "digest"}


class TestGate:
    @pytest.mark.parametrize(
        ("before", "now", "found", "code"),
        [
            (MOVED, MOVED, {"known": 1}, 0),
            (told("T-1"), MOVED, {"new": 1}, 1),
            (MOVED, moved_again(), {"known": 1, "new": 1}, 1),
            (MOVED, told("T-1"), {"resolved": 1}, 0),
            (MOVED, LATE, {"known": 1}, 0),
            (LATE, LATER, {"worse": 1}, 1),
            (LATER, LATE, {"known": 1}, 0),
            (LATE, MOVED, {"worse": 1}, 1),
            (MOVED, {**MOVED, "exported_on": "2026-12-30"}, {"known": 1}, 0),
            (MOVED, [MOVED, {**MOVED, "case_id": "T-2"}], {"known": 1, "new": 1}, 1),
            ([MOVED, {**MOVED, "case_id": "T-2"}], MOVED, {"known": 1, "not_seen": 1}, 0),
        ],
        ids=[
            "the same",
            "a new failure",
            "another occasion",
            "mended",
            "done at last, late",
            "done later still",
            "done sooner",
            "not done after all",
            "open for longer",
            "a new case",
            "a case that is gone",
        ],
    )
    def test_only_what_is_new_or_worse_fails_it(
        self, tmp_path: Path, before: Json, now: Json, found: Json, code: int
    ) -> None:
        """What is known does not; nor does what nobody looked at."""
        ran, report = against(tmp_path, before, now)
        assert (sums(report), ran.code) == (found, code)

    def test_it_is_said_in_a_line(self, tmp_path: Path) -> None:
        """On standard error, with what is resolved."""
        ran, _ = against(tmp_path, [MOVED, {**MOVED, "case_id": "T-2"}], moved_again())
        assert ran.err == (
            "qaudit: against the baseline: 1 new, 0 worse, 1 known, 0 resolved, "
            "1 not looked at, or not to be told\n"
        )

    @pytest.mark.parametrize(
        ("force", "harm", "settings", "code"),
        [
            ("STATUTORY", False, "", 1),
            ("LOCAL", False, "", 1),
            ("HEURISTIC", False, "", 0),
            ("HEURISTIC", True, "", 1),
            ("HEURISTIC", False, "fail_on_new = ['heuristic']", 1),
            ("LOCAL", False, "fail_on_new = ['statutory']", 0),
            ("LOCAL", True, "fail_on_new = []", 1),
        ],
    )
    def test_what_counts_is_a_setting(
        self, tmp_path: Path, force: str, harm: bool, settings: str, code: int
    ) -> None:
        """By the force of the standard; a child at risk counts whatever it says."""
        body = f"""
for placement in case.placements:
    yield Observation(outcome=Outcome.NOT_MET, about=placement, on=placement.start_date,
                      message="not so", harm={harm}, force=Force.{force})
"""
        put(tmp_path / "qaudit.toml", settings)
        own = ("--checks", own_check(tmp_path / "checks", body), "--select", "OWN01")
        ran, report = against(tmp_path, MOVED, moved_again(), *own)
        assert (sums(report), ran.code) == ({"known": 2, "new": 1}, code)

    def test_more_copied_words_are_worse(self, tmp_path: Path) -> None:
        """And fewer are not."""
        body = """
words = 90 if case.exported_on.month == 9 else 60
place = Place(pointer="/reviews/0", start=0, end=9)
yield Observation(outcome=Outcome.NOT_MET, about=case.reviews[0], on=case.reviews[0].date,
                  message="copied", passages=[CopiedPassage(
                      target=place, source=place, words=words, kind="verbatim",
                      relation="same_case")])
"""
        own = ("--checks", own_check(tmp_path / "checks", body), "--select", "OWN01")
        more, fewer = told("T-1"), told("T-1", exported_on="2026-10-30")
        assert sums(against(tmp_path, fewer, more, *own)[1]) == {"worse": 1}
        assert sums(against(tmp_path, more, fewer, *own)[1]) == {"known": 1}

    def test_what_becomes_a_risk_is_worse(self, tmp_path: Path) -> None:
        """The same failure, that leaves a child at risk now."""
        body = """
review = case.reviews[0]
yield Observation(outcome=Outcome.NOT_MET, about=review, on=review.date, message="not so",
                  harm=case.exported_on.month > 9)
"""
        own = ("--checks", own_check(tmp_path / "checks", body), "--select", "OWN01")
        calm, risky = told("T-1"), told("T-1", exported_on="2026-10-30")
        assert sums(against(tmp_path, calm, risky, *own)[1]) == {"worse": 1}
        assert sums(against(tmp_path, risky, calm, *own)[1]) == {"known": 1}

    def test_what_a_check_that_failed_found_is_not_resolved(self, tmp_path: Path) -> None:
        """It has judged nothing; the run fails for that."""
        body = """
if case.exported_on.month > 9:
    raise KeyError
review = case.reviews[0]
yield Observation(outcome=Outcome.NOT_MET, about=review, on=review.date, message="not so")
"""
        own = ("--checks", own_check(tmp_path / "checks", body), "--select", "OWN01")
        now = told("T-1", exported_on="2026-10-30")
        ran, report = against(tmp_path, told("T-1"), now, *own)
        assert (sums(report), ran.code) == ({"not_seen": 1}, 4)

    def test_a_check_that_was_not_selected_has_resolved_nothing(self, tmp_path: Path) -> None:
        """Nobody looked."""
        run(tmp_path, MOVED)
        baseline = put(tmp_path / "baseline.json", (tmp_path / "now.json").read_bytes())
        _, report = run(tmp_path, MOVED, "--baseline", baseline, "--select", "VIS01")
        assert sums(report)["not_seen"] == 1

    def test_the_grade_may_be_held_to_a_gate_as_well(self, tmp_path: Path) -> None:
        """Either is enough to fail."""
        gate = ("--fail-on", "requires_improvement")
        assert against(tmp_path, MOVED, MOVED, *gate)[0].code == 1
        assert against(tmp_path, MOVED, MOVED, "--fail-on", "inadequate")[0].code == 0

    def test_under_the_code_of_the_check_in_its_place(self, tmp_path: Path) -> None:
        """What was known of a check that is gone is known still."""
        body = """
for placement in case.placements:
    yield Observation(outcome=Outcome.NOT_MET, about=placement, on=placement.start_date,
                      message="not so")
"""
        old = own_check(tmp_path / "old", body)
        run(tmp_path, MOVED, "--checks", old, "--select", "OWN01")
        baseline = put(tmp_path / "baseline.json", (tmp_path / "now.json").read_bytes())
        new = own_check(tmp_path / "new", body, code="OWN02")
        text = (new / "own02.py").read_text("utf-8")
        put(
            new / "own02.py",
            text.replace('source="a test"', 'source="a test", replaces=("OWN01",)'),
        )
        options = ("--checks", new, "--select", "OWN02", "--baseline", baseline)
        ran, report = run(tmp_path, MOVED, *options)
        assert (sums(report), ran.code) == ({"known": 2}, 0)
        told_to_a_build = qaudit("run", tmp_path / "cases.ndjson", *options, "--report", "github")
        assert (told_to_a_build.code, "2 known" in told_to_a_build.err) == (0, True)


class TestWaived:
    def test_a_failure_that_is_waived_is_not_new(self, tmp_path: Path) -> None:
        """It is counted apart where it was known."""
        run(tmp_path, MOVED)
        why = ("--reason", "x", "--by", "y", "--until", "2026-12-31")
        waiver = qaudit("waive", tmp_path / "now.json", "--case", "T-1", "--check", "REV02", *why)
        waivers = put(tmp_path / WAIVERS, waiver.out)
        ran, report = against(tmp_path, MOVED, MOVED)
        baseline = tmp_path / "baseline.json"
        ran, report = run(tmp_path, MOVED, "--baseline", baseline, "--waivers", waivers)
        assert (sums(report), ran.code) == ({"waived": 1}, 0)
        # Once the waiver has expired, it is no failure that was known.
        put(baseline, (tmp_path / "now.json").read_bytes())
        late = ("--as-at", "2027-01-01", "--waivers", waivers)
        ran, report = run(tmp_path, MOVED, "--baseline", baseline, *late)
        assert (sums(report), ran.code) == ({"new": 1}, 1)


NAMES = ("junit", "sarif", "github", "markdown", "csv", "ndjson")


@pytest.fixture
def reports(tmp_path: Path) -> dict[str, str]:
    """Every report of a failure that is known and one that is new."""
    wanted = [part for name in NAMES for part in ("--report", f"{name}:{tmp_path / name}")]
    against(tmp_path, MOVED, moved_again(), *wanted)
    return {name: (tmp_path / name).read_text("utf-8") for name in NAMES}


class TestReports:
    def test_github(self, reports: dict[str, str]) -> None:
        """What is new is an error; what is known a notice."""
        known, new, _ = reports["github"].splitlines()
        assert known.startswith("::notice ")
        assert "(known)::T-1: " in known
        assert new.startswith("::error ")
        assert "(new)::T-1: " in new

    def test_sarif(self, reports: dict[str, str]) -> None:
        """By the state that the standard has for it."""
        results = json.loads(reports["sarif"])["runs"][0]["results"]
        assert [one["baselineState"] for one in results] == ["unchanged", "new"]

    def test_junit(self, reports: dict[str, str]) -> None:
        """The failure is the new one; what is known stands beside it."""
        (failure,) = ET.fromstring(reports["junit"]).iter("failure")  # noqa: S314  # ours
        assert "2 March 2026" in (failure.text or "")
        assert "September" not in (failure.text or "")
        (out,) = ET.fromstring(reports["junit"]).iter("system-out")  # noqa: S314  # ours
        assert (out.text or "").endswith("; known from the baseline")

    def test_junit_of_what_is_known_alone(self, tmp_path: Path) -> None:
        """Is no failure, nor a success."""
        ran, _ = against(tmp_path, MOVED, MOVED, "--report", "junit")
        suites = ET.fromstring(ran.out)  # noqa: S314  # ours
        assert [len(list(suites.iter(name))) for name in ("failure", "skipped")] == [0, 1]

    def test_markdown(self, reports: dict[str, str]) -> None:
        """What is new first."""
        titles = [line for line in reports["markdown"].splitlines() if line.startswith("### ")]
        assert titles == [
            "### Not met, and new: 1",
            "### Not met, and known from the baseline: 1",
        ]

    def test_lines(self, reports: dict[str, str]) -> None:
        """A column, and a name."""
        table = csv.DictReader(io.StringIO(reports["csv"]))
        assert [row["baseline"] for row in table if row["outcome"] == "not_met"] == ["known", "new"]
        rows = [json.loads(line) for line in reports["ndjson"].splitlines()]
        assert [row["baseline"] for row in rows if row["outcome"] == "not_met"] == ["known", "new"]

    def test_without_a_baseline_nothing_is_said_of_one(self, tmp_path: Path) -> None:
        """Neither in the report for programs nor in that for code scanning."""
        ran, report = run(tmp_path, MOVED, "--report", "sarif")
        assert "baselineState" not in ran.out
        assert '"baseline"' not in json.dumps(report)
        assert ran.err == ""

    def test_grading_again_keeps_it(self, tmp_path: Path) -> None:
        """What stood in the report stays."""
        _, report = against(tmp_path, MOVED, moved_again())
        again = tmp_path / "again.json"
        options = ("--profile", "ilacs-2026", "--report", f"json:{again}")
        assert qaudit("regrade", tmp_path / "now.json", *options).code == 0
        found = json.loads(again.read_bytes())
        assert found["service"]["baseline"] == report["service"]["baseline"]


class TestUnusable:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda text: text[: len(text) // 2], "it breaks off"),
            (lambda text: text.replace("not_met", "met", 1), "it was changed after it was written"),
            (lambda text: text.replace('"schema_version":"2"', '"schema_version":"1"'), "an older"),
            (
                lambda text: text[:0] + "[]",
                "it is no report that `qaudit run --report json:PATH` wrote",
            ),
        ],
        ids=["broken", "edited", "older", "something else"],
    )
    def test_what_is_no_report_is_a_fault_of_usage(
        self, tmp_path: Path, change: Any, said: str
    ) -> None:
        """Nothing is audited, and nothing written."""
        run(tmp_path, MOVED)
        baseline = put(tmp_path / "b.json", change((tmp_path / "now.json").read_text("utf-8")))
        ran = qaudit("run", tmp_path / "cases.ndjson", "--baseline", baseline)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.said

    def test_one_that_is_not_there(self, tmp_path: Path) -> None:
        """A build that lost its baseline does not pass."""
        ran = qaudit("run", SAMPLES, "--baseline", tmp_path / "lost.json")
        assert ran.code == 2
        assert "lost.json: cannot be read" in ran.said

    def test_it_is_not_written_over(self, tmp_path: Path) -> None:
        """By the report of the run that reads it."""
        run(tmp_path, MOVED)
        same = tmp_path / "now.json"
        ran = qaudit(
            "run", tmp_path / "cases.ndjson", "--baseline", same, "--report", f"json:{same}"
        )
        assert ran.code == 2
        assert "is to be read" in ran.said


def test_the_same_for_any_number_of_workers(tmp_path: Path) -> None:
    """Byte for byte."""
    select = ("--select", "REV,ASM03")
    baseline = tmp_path / "baseline.json"
    part = SAMPLES / "tyrell-residential-far-away.case.json"
    assert qaudit("run", part, *select, "--report", f"json:{baseline}").code == 0
    for workers in ("1", "2"):
        options = (*select, "--workers", workers, "--baseline", baseline)
        assert qaudit("run", SAMPLES, *options, "--report", f"json:{tmp_path / workers}").code == 1
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
