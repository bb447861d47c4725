"""`qaudit run --waivers` and `qaudit waive`: failures that somebody answers for."""

from __future__ import annotations

import json
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from qaudit_schemas import schema

from qaudit.reporting.base import Run
from qaudit.reporting.html.child import page_of
from qaudit.reporting.stored import read_report
from terminal import SAMPLES, Ran, errors, own_check, put, qaudit, told

Json = dict[str, Any]

ANSWER = (
    "--reason",
    "Agreed at the panel.",
    "--by",
    "the service manager",
    "--until",
    "2026-12-31",
)
"""Why, who and until when."""

MOVED = told("T-1", reviews=[])
"""A child who had no review after an unplanned move."""

HARM = """
for placement in case.placements:
    yield Observation(outcome=Outcome.NOT_MET, about=placement, on=placement.start_date,
                      message="not so", harm=True)
"""


def run(folder: Path, made: Json | list[Json], *options: str | Path) -> tuple[Ran, Json]:
    """An audit of records by REV02, with its JSON report, which is valid."""
    records = made if isinstance(made, list) else [made]
    cases = put(folder / "cases.ndjson", "\n".join(map(json.dumps, records)))
    chosen = () if "--select" in options else ("--select", "REV02")
    ran = qaudit("run", cases, *chosen, *options, "--report", f"json:{folder / 'r.json'}")
    report: Json = json.loads((folder / "r.json").read_bytes())
    jsonschema.validate(report, schema("report"))
    return ran, report


def waive(folder: Path, *options: str) -> Path:
    """A file with the waiver that `qaudit waive` prints for the last report."""
    made = qaudit("waive", folder / "r.json", *options)
    assert made.code == 0, made.said
    return put(folder / "waivers.toml", made.out)


@pytest.fixture
def waivers(tmp_path: Path) -> Path:
    """A waiver of the review that was not held."""
    run(tmp_path, MOVED)
    return waive(tmp_path, "--case", "T-1", "--check", "REV02", *ANSWER)


def observations(report: Json, outcome: str = "waived") -> list[Json]:
    """The observations of an outcome."""
    return [
        row for case in report["cases"] for row in case["observations"] if row["outcome"] == outcome
    ]


class TestApplied:
    def test_what_is_waived_counts_neither_way(self, tmp_path: Path, waivers: Path) -> None:
        """It is no failure, and it is not met; who answers for it stands beside it."""
        _, before = run(tmp_path, MOVED)
        ran, after = run(tmp_path, MOVED, "--waivers", waivers)
        (was,), (row,) = observations(before, "not_met"), observations(after)
        assert row.pop("waiver") == {
            "reason": "Agreed at the panel.",
            "by": "the service manager",
            "until": "2026-12-31",
        }
        assert row == {**was, "outcome": "waived"}
        found = after["service"]["checks"]["REV02"]
        assert found["outcomes"] == {"waived": 1}
        assert found["rate"]["judged"] == found["graded"]["rate"]["judged"] == 0
        assert (found["cases_not_met"], after["service"]["areas"]) == (0, {})
        assert (ran.code, ran.err) == (0, "")

    def test_a_gate_that_it_alone_keeps_shut_opens(self, tmp_path: Path, waivers: Path) -> None:
        """As long as it holds."""
        gate = ("--fail-on", "requires_improvement")
        assert run(tmp_path, MOVED, *gate)[0].code == 1
        assert run(tmp_path, MOVED, *gate, "--waivers", waivers)[0].code == 0

    def test_the_report_says_what_became_of_the_waiver(self, tmp_path: Path, waivers: Path) -> None:
        """Beside it stands which file it was."""
        _, report = run(tmp_path, MOVED, "--waivers", waivers)
        assert report["service"]["waivers"] == [
            {
                "check": "REV02",
                "case_id": "T-1",
                "days": None,
                "reason": "Agreed at the panel.",
                "by": "the service manager",
                "until": "2026-12-31",
                "given_for": 1,
                "applied": 1,
                "harm": 0,
                "void": 0,
                "expired": 0,
                "unused": 0,
                "not_looked_at": 0,
                "ends_soon": False,
            }
        ]
        assert report["manifest"]["waivers"]["name"] == "waivers.toml"

    @pytest.mark.parametrize(
        "name", ["table", "csv", "ndjson", "junit", "sarif", "github", "markdown"]
    )
    def test_it_is_seen_in_every_report(self, tmp_path: Path, waivers: Path, name: str) -> None:
        """With why and by whom, and not as a failure."""
        target = tmp_path / "shown"
        options = ("--select", "REV02", "--waivers", waivers, "--report", f"{name}:{target}")
        assert qaudit("run", tmp_path / "cases.ndjson", *options).code == 0
        shown = " ".join(target.read_text("utf-8").split())
        assert "Agreed at the panel." in shown
        assert "the service manager" in shown
        assert "<failure" not in shown

    def test_it_is_seen_in_the_workbook(self, tmp_path: Path, waivers: Path) -> None:
        """As an outcome of its own."""
        target = tmp_path / "book.xlsx"
        options = ("--select", "REV02", "--waivers", waivers, "--report", f"xlsx:{target}")
        assert qaudit("run", tmp_path / "cases.ndjson", *options).code == 0
        sheet = openpyxl.load_workbook(target)["Observations"]
        told = [[str(cell.value) for cell in line] for line in sheet.iter_rows()]
        (line,) = [line for line in told if "waived" in line]
        assert any("by the service manager: Agreed at the panel." in cell for cell in line)

    def test_it_is_seen_on_the_page_of_the_child(self, tmp_path: Path, waivers: Path) -> None:
        """Among what is to be looked at, and not among what was met."""
        run(tmp_path, MOVED, "--waivers", waivers)
        stored = read_report(tmp_path / "r.json")
        (result,) = stored.cases()
        shown = Run(
            as_at="",
            profile="letters",
            graded_period="24 months",
            manifest=stored.manifest,
            checks=stored.checks,
        )
        parts = page_of(result, shown)
        ((code, outcome, *_, message, _evidence, _force),) = parts["page"]["waived"]
        assert (code, outcome, parts["met"]) == ("REV02", "waived", [])
        assert message.endswith("by the service manager: Agreed at the panel.")

    def test_code_scanning_takes_it_for_suppressed(self, tmp_path: Path, waivers: Path) -> None:
        """A result that SARIF calls accepted."""
        options = ("--select", "REV02", "--waivers", waivers, "--report", "sarif")
        ran = qaudit("run", tmp_path / "cases.ndjson", *options)
        (found,) = ran.json()["runs"][0]["results"]
        (suppression,) = found["suppressions"]
        assert (suppression["kind"], suppression["status"]) == ("external", "accepted")

    def test_no_report_for_a_build_names_the_child(self, tmp_path: Path) -> None:
        """Whoever wrote the name into the reason."""
        made = {**MOVED, "child": {"date_of_birth": "2014-05-17", "names": ["Ottoline"]}}
        run(tmp_path, made)
        why = ("--reason", "Ottoline asked for it", "--by", "Ottoline's worker")
        waive(tmp_path, "--case", "T-1", "--check", "REV02", *why, "--until", "2026-12-31")
        for name in ("csv", "ndjson", "junit", "sarif", "github", "markdown"):
            options = ("--select", "REV02", "--waivers", tmp_path / "waivers.toml")
            ran = qaudit("run", tmp_path / "cases.ndjson", *options, "--report", name)
            assert "asked for it" in ran.out
            assert "Ottoline" not in ran.out, name

    def test_harm_that_is_waived_is_shown(self, tmp_path: Path) -> None:
        """In the observation, in the sum and in words."""
        folder = own_check(tmp_path / "checks", HARM)
        own = ("--checks", folder, "--select", "OWN01")
        made = told(placements=told()["placements"][:1])
        run(tmp_path, made, *own)
        waive(tmp_path, "--case", "T-1", "--check", "OWN01", *ANSWER)
        waived = ("--waivers", tmp_path / "waivers.toml")
        ran, report = run(
            tmp_path, made, *own, *waived, "--report", "table", "--report", "github:g"
        )
        (row,) = observations(report)
        assert row["harm"] is True
        assert report["service"]["waivers"][0]["harm"] == 1
        assert report["service"]["checks"]["OWN01"]["graded"]["harm"] == 0
        assert "1, 1 at risk" in ran.out
        assert "::warning " in Path("g").read_text("utf-8")
        assert "though it left a child at risk" in Path("g").read_text("utf-8")

    def test_what_rests_on_all_cases_is_waived_by_any_number_of_workers(
        self, tmp_path: Path
    ) -> None:
        """The same bytes, copied text included."""
        report = tmp_path / "r.json"
        select = ("--select", "ASM03,REV02")
        assert qaudit("run", SAMPLES, *select, "--report", f"json:{report}").code == 0
        days = ("--from", "2000-01-01", "--to", "2030-01-01")
        waive(tmp_path, "--check", "ASM03", *days, *ANSWER)
        for workers in ("1", "2"):
            options = (*select, "--waivers", tmp_path / "waivers.toml", "--workers", workers)
            target = tmp_path / workers
            assert qaudit("run", SAMPLES, *options, "--report", f"json:{target}").code == 0
        assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
        found = json.loads((tmp_path / "1").read_bytes())
        outcomes = found["service"]["checks"]["ASM03"]["outcomes"]
        before = json.loads(report.read_bytes())["service"]["checks"]["ASM03"]["outcomes"]
        assert outcomes == {
            "waived" if name == "not_met" else name: n for name, n in before.items()
        }
        assert outcomes["waived"] > 1


def changed(change: str) -> Json:
    """The child's next export, in which something is another."""
    made = deepcopy(MOVED)
    if change == "reviewed late":
        made["reviews"] = [{"type": "child_in_care", "date": "2025-12-10"}]
    if change == "the move was on another day":
        made["placements"][1]["start_date"] = "2025-09-02"
    if change == "a reason was written":
        made["placements"][1]["rationale"]["text"] = "Something else."
    if change == "a later export":
        made["exported_on"] = "2026-10-30"
    if change == "an earlier placement came to light":
        first = {"placement_id": "P0", "start_date": "2025-01-02", "end_date": "2025-01-06"}
        made["placements"].insert(0, {**first, "carer_id": "C0", "planned": True})
    if change == "an assessment was altered":
        made["assessments"][0]["authorised_date"] = "2025-03-12"
    return made


class TestHolds:
    @pytest.mark.parametrize(
        ("change", "void"),
        [
            ("reviewed late", True),
            ("a reason was written", True),
            ("a later export", False),
            ("an earlier placement came to light", False),
            ("an assessment was altered", False),
        ],
    )
    def test_it_is_void_once_its_evidence_changes(
        self, tmp_path: Path, waivers: Path, change: str, void: bool
    ) -> None:
        """And not where only something else does."""
        ran, report = run(tmp_path, changed(change), "--waivers", waivers)
        (found,) = report["service"]["waivers"]
        assert (found["void"], found["applied"]) == (int(void), int(not void))
        assert len(observations(report)) == int(not void)
        assert ("REV02 in T-1 is void" in ran.err) == void

    def test_it_is_void_once_the_standard_sets_another_day(
        self, tmp_path: Path, waivers: Path
    ) -> None:
        """What was answered for was another delay."""
        put(tmp_path / "eased.toml", "[checks.REV02]\nafter_unplanned = '2 months'\n")
        eased = ("--config", tmp_path / "eased.toml")
        _, report = run(tmp_path, MOVED, "--waivers", waivers, *eased)
        (found,) = report["service"]["waivers"]
        assert (found["void"], found["applied"]) == (1, 0)

    def test_it_is_unused_where_there_is_no_such_failure(
        self, tmp_path: Path, waivers: Path
    ) -> None:
        """A move of another day is another occasion."""
        ran, report = run(tmp_path, changed("the move was on another day"), "--waivers", waivers)
        assert report["service"]["waivers"][0]["unused"] == 1
        assert observations(report) == []
        assert "REV02 in T-1 is unused" in ran.err

    @pytest.mark.parametrize(
        ("as_at", "applied"), [("2026-12-31", 1), ("2027-01-01", 0)], ids=["last day", "after it"]
    )
    def test_it_holds_until_its_last_day(
        self, tmp_path: Path, waivers: Path, as_at: str, applied: int
    ) -> None:
        """The day is held against the audit date, and no clock."""
        ran, report = run(tmp_path, MOVED, "--waivers", waivers, "--as-at", as_at)
        (found,) = report["service"]["waivers"]
        assert (found["applied"], found["expired"]) == (applied, 1 - applied)
        assert len(observations(report)) == applied
        assert ("expired on 31 December 2026" in ran.err) == (not applied)

    @pytest.mark.parametrize(
        ("as_at", "within", "soon"),
        [
            ("2026-11-30", "", False),
            ("2026-12-01", "", True),
            ("2026-11-30", "31 days", True),
            ("2026-12-30", "0 days", False),
        ],
    )
    def test_it_is_said_that_it_ends_soon(
        self, tmp_path: Path, waivers: Path, as_at: str, within: str, soon: bool
    ) -> None:
        """Thirty days before, or as the settings say."""
        settings = (
            f"waivers = 'waivers.toml'\n{f'waivers_ending_within = {within!r}' * bool(within)}"
        )
        put(tmp_path / "qaudit.toml", settings)
        ran, report = run(tmp_path, MOVED, "--as-at", as_at)
        assert waivers.name == "waivers.toml"
        assert report["service"]["waivers"][0]["ends_soon"] == soon
        assert ("ends soon, on 31 December 2026" in ran.err) == soon

    def test_the_file_is_found_from_where_the_settings_stand(
        self, tmp_path: Path, waivers: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Wherever the command is run."""
        put(tmp_path / "qaudit.toml", "waivers = 'waivers.toml'\n")
        (tmp_path / "below").mkdir()
        monkeypatch.chdir(tmp_path / "below")
        assert waivers.is_file()
        _, report = run(tmp_path, MOVED)
        assert len(observations(report)) == 1

    @pytest.mark.parametrize("options", [("--select", "SUP01"), ("--case", "T-2")])
    def test_what_was_not_looked_at_is_not_unused(
        self, tmp_path: Path, waivers: Path, options: tuple[str, str]
    ) -> None:
        """A check that was not selected, or a case that was not audited."""
        other = told("T-2") if options[0] == "--case" else MOVED
        ran, report = run(tmp_path, other, "--waivers", waivers, *options * (other is MOVED))
        (found,) = report["service"]["waivers"]
        assert (found["unused"], found["not_looked_at"]) == (0, 1)
        assert "waiver" not in ran.err

    def test_it_is_renewed_by_another(self, tmp_path: Path, waivers: Path) -> None:
        """Of two that were given for the same, the one that has not expired holds."""
        run(tmp_path, MOVED, "--waivers", waivers)
        until = ("--until", "2027-12-31")
        again = qaudit(
            "waive", tmp_path / "r.json", "--case", "T-1", "--check", "REV02", *ANSWER[:4], *until
        )
        put(tmp_path / "waivers.toml", waivers.read_text("utf-8") + "\n" + again.out)
        _, report = run(tmp_path, MOVED, "--waivers", waivers, "--as-at", "2027-06-30")
        sums = [(one["expired"], one["applied"]) for one in report["service"]["waivers"]]
        assert sums == [(1, 0), (0, 1)]
        assert observations(report)[0]["waiver"]["until"] == "2027-12-31"

    def test_of_two_that_hold_one_is_enough(self, tmp_path: Path, waivers: Path) -> None:
        """The first in the file; the other is unused."""
        text = waivers.read_text("utf-8")
        put(waivers, text + "\n" + text.replace("Agreed at the panel.", "Again."))
        _, report = run(tmp_path, MOVED, "--waivers", waivers)
        (row,) = observations(report)
        assert row["waiver"]["reason"] == "Agreed at the panel."
        sums = [(one["applied"], one["unused"]) for one in report["service"]["waivers"]]
        assert sums == [(1, 0), (0, 1)]

    def test_it_is_void_once_other_records_show_something_else(self, tmp_path: Path) -> None:
        """Where a failure is seen in all records together: the worker has another child."""
        made = [allocated(f"T-{n}") for n in range(30)]
        caseload = ("--select", "WRK03")
        run(tmp_path, made, *caseload)
        waivers = waive(tmp_path, "--case", "T-0", "--check", "WRK03", *ANSWER)
        _, same = run(tmp_path, made, *caseload, "--waivers", waivers)
        assert same["service"]["waivers"][0]["applied"] == 1
        _, more = run(tmp_path, [*made, allocated("T-30")], *caseload, "--waivers", waivers)
        assert more["service"]["waivers"][0]["void"] == 1


def allocated(case_id: str) -> Json:
    """A child of the one social worker."""
    worker = {"worker_id": "W1", "role": "social_worker", "start_date": "2025-01-06"}
    return told(case_id, involvements=[worker], reviews=[])


class TestScope:
    def test_failures_of_several_cases_are_waived_at_once(self, tmp_path: Path) -> None:
        """Those that were seen, and no others that come to lie in the same days."""
        made = [MOVED, {**MOVED, "case_id": "T-2"}]
        run(tmp_path, made)
        days = ("--from", "2025-09-01", "--to", "2025-09-30")
        waivers = waive(tmp_path, "--check", "REV02", *days, *ANSWER)
        ran, report = run(tmp_path, [*made, {**MOVED, "case_id": "T-3"}], "--waivers", waivers)
        assert [row["on"] for row in observations(report)] == ["2025-09-01"] * 2
        assert len(observations(report, "not_met")) == 1
        assert report["service"]["waivers"][0]["days"] == ["2025-09-01", "2025-09-30"]
        assert ran.err == ""

    def test_one_may_be_void_while_the_others_hold(self, tmp_path: Path) -> None:
        """It is said for how many."""
        made = [MOVED, {**MOVED, "case_id": "T-2"}]
        run(tmp_path, made)
        waivers = waive(tmp_path, "--check", "REV02", "--from", "2025-09-01", "--to", "2025-09-01")
        blank = waivers.read_text("utf-8")
        filled = blank.replace('reason = ""', 'reason = "x"').replace('by = ""', 'by = "y"')
        put(waivers, filled.replace('until = ""', "until = 2027-01-01"))
        made[1] = {**changed("reviewed late"), "case_id": "T-2"}
        ran, report = run(tmp_path, made, "--waivers", waivers)
        (found,) = report["service"]["waivers"]
        assert (found["applied"], found["void"]) == (1, 1)
        assert "is void for 1 of 2 failures" in ran.err

    def test_days_that_it_is_not_for_are_not_waived(self, tmp_path: Path) -> None:
        """Whatever fingerprint is put into it."""
        run(tmp_path, MOVED)
        days = ("--from", "2025-09-01", "--to", "2025-09-01")
        waivers = waive(tmp_path, "--check", "REV02", *days, *ANSWER)
        text = waivers.read_text("utf-8")
        put(
            waivers,
            text.replace("from = 2025-09-01", "from = 2025-08-31").replace(
                "to = 2025-09-01", "to = 2025-08-31"
            ),
        )
        _, report = run(tmp_path, MOVED, "--waivers", waivers)
        assert observations(report) == []
        assert report["service"]["waivers"][0]["unused"] == 1


class TestOtherwise:
    def test_an_error_cannot_be_waived(self, tmp_path: Path) -> None:
        """Nor does its fingerprint, put in by hand, do it."""
        folder = own_check(tmp_path / "checks", "raise KeyError")
        own = ("--checks", folder, "--select", "OWN01")
        _, report = run(tmp_path, MOVED, *own)
        refused = qaudit("waive", tmp_path / "r.json", "--case", "T-1", "--check", "OWN01")
        assert refused.code == 2
        assert "an error cannot be waived" in refused.err
        (row,) = observations(report, "error")
        given = f"given_for = {{ {row['fingerprint']} = '{'0' * 64}' }}"
        put(
            tmp_path / "waivers.toml",
            "[[waivers]]\ncheck = 'OWN01'\ncase = 'T-1'\nreason = 'x'\nby = 'y'\n"
            f"until = 2030-01-01\n{given}\n",
        )
        ran, again = run(tmp_path, MOVED, *own, "--waivers", tmp_path / "waivers.toml")
        assert ran.code == 4
        assert errors(again) == errors(report)
        assert "is unused" in ran.err

    def test_an_old_code_leads_to_the_new_one(self, tmp_path: Path) -> None:
        """What was waived of a check that is gone is waived of the one in its place."""
        about = told(placements=told()["placements"][:1])
        old = own_check(tmp_path / "old", HARM, code="OWN01")
        run(tmp_path, about, "--checks", old, "--select", "OWN01")
        waivers = waive(tmp_path, "--case", "T-1", "--check", "OWN01", *ANSWER)
        new = own_check(tmp_path / "new", HARM, code="OWN02")
        text = (new / "own02.py").read_text("utf-8")
        put(
            new / "own02.py",
            text.replace('source="a test"', 'source="a test", replaces=("OWN01",)'),
        )
        ran, report = run(
            tmp_path, about, "--checks", new, "--select", "OWN02", "--waivers", waivers
        )
        assert [row["check"] for row in observations(report)] == ["OWN02"]
        assert "OWN01 is OWN02 now" in ran.err
        about["placements"][0]["carer_id"] = "C9"
        _, other = run(tmp_path, about, "--checks", new, "--select", "OWN02", "--waivers", waivers)
        assert observations(other) == []

    def test_grading_again_keeps_what_was_waived(self, tmp_path: Path, waivers: Path) -> None:
        """And what became of the waivers."""
        _, report = run(tmp_path, MOVED, "--waivers", waivers)
        again = tmp_path / "again.json"
        options = ("--profile", "ilacs-2026", "--report", f"json:{again}")
        assert qaudit("regrade", tmp_path / "r.json", *options).code == 0
        found = json.loads(again.read_bytes())
        assert observations(found) == observations(report)
        assert found["service"]["waivers"] == report["service"]["waivers"]
        assert found["manifest"]["waivers"] == report["manifest"]["waivers"]

    def test_a_comparison_knows_that_it_is_no_improvement(
        self, tmp_path: Path, waivers: Path
    ) -> None:
        """A finding that is gone is gone because of a waiver."""
        run(tmp_path, MOVED)
        before = put(tmp_path / "before.json", (tmp_path / "r.json").read_bytes())
        run(tmp_path, MOVED, "--waivers", waivers)
        found = qaudit("compare", before, tmp_path / "r.json", "--report", "json").json()
        (finding,) = [row for row in found["findings"] if row["check"] == "REV02"]
        assert (finding["change"], finding["how"]) == ("resolved", "waived")
        assert finding["because"] == "waiver"

    def test_the_file_is_not_written_over(self, tmp_path: Path, waivers: Path) -> None:
        """A slip of the hand does not put a report in its place."""
        options = ("--waivers", waivers, "--report", f"csv:{waivers}")
        ran = qaudit("run", tmp_path / "cases.ndjson", *options)
        assert ran.code == 2
        assert "is to be read" in ran.err


class TestWaive:
    def test_it_prints_what_can_be_appended(self, tmp_path: Path, waivers: Path) -> None:
        """TOML with dates, and the failure in words above it."""
        text = waivers.read_text("utf-8")
        assert text.startswith("# T-1, 2025-09-01: unplanned move on 1 September 2025: no review")
        both = tomllib.loads(text + "\n" + text)["waivers"]
        assert len(both) == 2
        (evidence,) = observations(run(tmp_path, MOVED)[1], "not_met")
        assert both[0]["given_for"] == {evidence["fingerprint"]: evidence["evidence_sha256"]}

    def test_what_is_left_out_has_to_be_filled_in(self, tmp_path: Path) -> None:
        """Nobody waives without a reason, a name and a last day."""
        run(tmp_path, MOVED)
        waivers = waive(tmp_path, "--case", "T-1", "--check", "REV02")
        ran = qaudit("run", tmp_path / "cases.ndjson", "--waivers", waivers)
        assert ran.code == 2
        for said in ("reason: say why", "by: say who answers for it", "until: is not a real day"):
            assert said in ran.err

    def test_of_several_failures_one_is_named(self, tmp_path: Path) -> None:
        """Those that there are, are listed."""
        folder = own_check(tmp_path / "checks", HARM)
        _, report = run(tmp_path, MOVED, "--checks", folder, "--select", "OWN01")
        command = ("waive", tmp_path / "r.json", "--case", "T-1", "--check", "own01")
        ran = qaudit(*command)
        assert ran.code == 2
        rows = observations(report, "not_met")
        assert len(rows) == 2
        for row in rows:
            assert f"{row['fingerprint']}  {row['on']}  not so" in ran.err
        named = qaudit(*command, "--fingerprint", rows[1]["fingerprint"])
        assert list(tomllib.loads(named.out)["waivers"][0]["given_for"]) == [rows[1]["fingerprint"]]

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--check", "REV02"), "for what?"),
            (("--check", "REV02", "--case", "T-1", "--from", "2026-01-01"), "for what?"),
            (("--check", "REV09", "--case", "T-1"), "has no check with the code 'REV09'"),
            (("--check", "REV02", "--case", "T-9"), "has no case 'T-9'"),
            (
                ("--check", "REV02", "--case", "T-1", "--fingerprint", "0" * 16),
                "no failure of REV02 of case T-1 has the fingerprint",
            ),
            (
                ("--check", "REV02", "--from", "2020-01-01", "--to", "2020-01-02"),
                "there is no failure of REV02 on these days",
            ),
        ],
    )
    def test_what_there_is_not_cannot_be_waived(
        self, tmp_path: Path, options: tuple[str, ...], said: str
    ) -> None:
        """It is said what there is not."""
        run(tmp_path, MOVED)
        ran = qaudit("waive", tmp_path / "r.json", *options)
        assert ran.code == 2
        assert said in ran.said
