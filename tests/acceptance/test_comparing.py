"""`qaudit compare` and `qaudit run --compare-with`: what changed between two audits."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from qaudit_schemas import schema
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from qaudit.auditing import manifest
from terminal import CANARY, SAMPLES, put, qaudit, told


def audited(folder: Path, *records: dict[str, Any], to: str, options: tuple[str, ...] = ()) -> Path:
    """The JSON report of some records, in a file."""
    cases = put(folder / f"{to}.ndjson", "\n".join(map(json.dumps, records)))
    report = folder / f"{to}.json"
    assert qaudit("run", cases, *options, "--report", f"json:{report}").code == 0
    return report


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Two children, one of whom had no review after a move."""
    return audited(tmp_path, told("T-1", reviews=[]), told("T-2"), to="before")


@pytest.fixture
def after(tmp_path: Path) -> Path:
    """The review is recorded now; the other child is gone, and a third has come."""
    return audited(tmp_path, told("T-1"), told("T-3"), to="after")


def compared(before: Path, after: Path) -> dict[str, Any]:
    """The comparison as JSON."""
    found: dict[str, Any] = qaudit("compare", before, after, "--report", "json").json()
    return found


def of_check(found: dict[str, Any], code: str) -> list[tuple[str, ...]]:
    """What became of the findings of a check."""
    return [
        (row["case_id"], row["change"], row["how"], row["because"])
        for row in found["findings"]
        if row["check"] == code
    ]


class TestCompare:
    def test_a_record_that_was_mended(self, before: Path, after: Path) -> None:
        """A missed review that is recorded now is resolved, because the record changed."""
        assert of_check(compared(before, after), "REV02") == [
            ("T-1", "resolved", "met", "record"),
        ]

    def test_a_standard_that_was_changed(self, tmp_path: Path) -> None:
        """The same record under another setting: resolved, because the standard changed."""
        late = told(reviews=[{"review_id": "R", "type": "child_in_care", "date": "2025-10-10"}])
        put(tmp_path / "eased.toml", "[checks.REV02]\nafter_unplanned = '3 months'\n")
        one = audited(tmp_path, late, to="one")
        other = audited(tmp_path, late, to="other", options=("--config", "eased.toml"))
        found = compared(one, other)
        assert of_check(found, "REV02") == [("T-1", "resolved", "met", "standard")]
        (different,) = found["changes"]["checks"]["REV02"]["standard"]
        assert different["what"] == "setting after_unplanned"
        assert different["after"] == "3 months"

    def test_the_cases_of_one_report_only(self, before: Path, after: Path) -> None:
        """Who is in one report only is told apart."""
        cases = compared(before, after)["changes"]["cases"]
        assert cases == {
            "both": 1,
            "record_changed": 1,
            "only_before": ["T-2"],
            "only_after": ["T-3"],
        }

    def test_valid(self, before: Path, after: Path) -> None:
        """The JSON is as its schema has it, which rests on that of reports."""
        registry: Registry[Any] = Registry().with_resources(
            (schema(name)["$id"], DRAFT202012.create_resource(schema(name)))
            for name in ("comparison", "report")
        )
        validator = jsonschema.Draft202012Validator(schema("comparison"), registry=registry)
        assert [error.json_path for error in validator.iter_errors(compared(before, after))] == []
        assert not validator.is_valid({"schema_version": "1", "changes": {}, "findings": []})

    def test_a_table(self, before: Path, after: Path) -> None:
        """On the screen it is said in plain English, part by part."""
        ran = qaudit("compare", before, after)
        assert ran.code == 0
        for said in (
            "1 child is in both, 1 with another record",
            "1 only in the earlier: T-2",
            "1 only in the later: T-3",
            "By area",
            "Assessments",
            "T-1 REV02 01 Sep 2025",
            "met now the record changed",
            "the case is gone",
        ):
            assert said in ran.said

    def test_what_else_to_know(self, tmp_path: Path) -> None:
        """It is said where the days go backwards, and where the profiles are different."""
        one = audited(tmp_path, told(), to="one", options=("--as-at", "2026-09-30"))
        options = ("--as-at", "2026-06-30", "--profile", "ilacs-2026")
        other = audited(tmp_path, told(), to="other", options=options)
        ran = qaudit("compare", one, other)
        assert "The second report is of an earlier day than the first." in ran.said
        assert "regrade one of the reports before they are compared" in ran.said
        back = qaudit("compare", other, one).said
        assert "earlier day" not in back
        assert "regrade one of the reports" in back

    def test_markdown(self, before: Path, after: Path, tmp_path: Path) -> None:
        """In Markdown, to a file, each row has as many cells as its heading."""
        target = tmp_path / "changes.md"
        assert qaudit("compare", before, after, "--report", f"markdown:{target}").out == ""
        lines = target.read_text("utf-8").splitlines()
        assert lines[0] == "# What changed"
        rows = [line for line in lines if line.startswith("|")]
        assert len(rows) > 10
        for heading, line in pairwise(rows):
            if line.startswith("| --- |"):
                assert heading.count("|") == line.count("|")

    def test_several(self, before: Path, after: Path, tmp_path: Path) -> None:
        """Several reports may be asked for at once."""
        ran = qaudit(
            "compare", before, after, "--report", "table", "--report", f"json:{tmp_path / 'j'}"
        )
        assert ran.out == qaudit("compare", before, after).out
        assert json.loads((tmp_path / "j").read_bytes()) == compared(before, after)

    def test_the_same_bytes(self, before: Path, after: Path) -> None:
        """The same reports give the same comparison, byte for byte, however they are indented."""
        first = qaudit("compare", before, after, "--report", "json").out
        put(after, json.dumps(json.loads(after.read_bytes()), indent=2))
        assert qaudit("compare", before, after, "--report", "json").out == first

    def test_no_text_of_a_case(self, before: Path, after: Path) -> None:
        """Nothing that a record says of a child is in it."""
        for report in ("table", "json", "markdown"):
            assert CANARY not in qaudit("compare", before, after, "--report", report).said

    @pytest.mark.parametrize("hostile", ["\x1b[2J\u202eX", "| a | <script>", "`$(x)` *b* [c](d)"])
    def test_a_hostile_case_id(self, tmp_path: Path, hostile: str) -> None:
        """What a case calls itself does nothing to a terminal, and is no markup."""
        one = audited(tmp_path, told(hostile, reviews=[]), to="one")
        other = audited(tmp_path, told("T-9"), to="other")
        ran = qaudit("compare", one, other)
        assert "\x1b" not in ran.out
        assert "\u202e" not in ran.out
        marked = qaudit("compare", one, other, "--report", "markdown").out
        for markup in ("<script>", "`$", "*b*", "[c]", "| a |"):
            assert markup not in marked.replace(f"\\{markup[0]}", "")

    def test_samples_with_themselves(self, tmp_path: Path) -> None:
        """The sample cases and themselves: all is sustained and remains."""
        report = tmp_path / "samples.json"
        qaudit("run", SAMPLES, "--report", f"json:{report}")
        found = compared(report, report)
        changes = found["changes"]
        assert {row["change"] for row in changes["areas"].values()} == {"sustained"}
        assert {row["rate"]["change"] for row in changes["checks"].values()} == {"sustained"}
        assert {row["change"] for row in found["findings"]} == {"remaining"}
        assert len(found["findings"]) == changes["findings"]["remaining"] > 100


class TestRefused:
    def test_an_edited_report(self, before: Path, after: Path) -> None:
        """An edited report is named, whichever of the two it is."""
        good = after.read_bytes()
        put(after, good.replace(b'"outcome":"not_met"', b'"outcome":"met"', 1))
        for reports in ((before, after), (after, before)):
            ran = qaudit("compare", *reports)
            assert ran.code == 2
            assert f"{after}: it was changed after it was written" in ran.said

    def test_an_older_one(self, before: Path, after: Path) -> None:
        """An older report is refused with what to do."""
        put(before, before.read_bytes().replace(b'"schema_version":"2"', b'"schema_version":"1"'))
        ran = qaudit("compare", before, after)
        assert ran.code == 2
        assert "an older qaudit wrote it" in ran.said
        assert "audit the records again" in ran.said

    def test_other_fingerprints(
        self, before: Path, after: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Findings that have theirs by another rule would all be gone: it is said, and no more."""
        monkeypatch.setattr(manifest, "FINGERPRINTS", manifest.FINGERPRINTS + 1)
        newer = audited(tmp_path, told("T-1"), to="newer")
        assert qaudit("compare", newer, newer).code == 0
        cases = after.with_suffix(".ndjson")
        for given in (
            ("compare", before, newer),
            ("run", cases, "--compare-with", before),
            ("run", cases, "--baseline", before),
        ):
            ran = qaudit(*given)
            assert (ran.code, ran.out) == (2, "")
            assert f"{before}: its findings cannot be matched with the others" in ran.said

    def test_the_rule_of_fingerprints(self, before: Path) -> None:
        """Whoever changes what a finding is known by raises the number of the rule, too."""
        stored = json.loads(before.read_bytes())
        known = {
            (row["check"], row["evidence"][0]["note"]): row["fingerprint"]
            for row in stored["cases"][0]["observations"]
            if "note" in row["evidence"][0]
        }
        of_an_item_with_an_id = known["REV02", "the move"]
        of_one_without = known["IRO04", "the first days"]
        of_the_child = known["HOM03", "changes of carer"]
        assert (of_an_item_with_an_id, of_one_without, of_the_child) == (
            "9e864bbe75bba755",
            "cfdfb72375d6e196",
            "f75633895197e287",
        )
        assert stored["manifest"]["fingerprints"] == 1

    def test_no_report(self, before: Path, tmp_path: Path) -> None:
        """A case record is no report, nor is what is not there."""
        record = put(tmp_path / "case.json", told())
        assert (
            "it is no report that `qaudit run --report json:PATH` wrote"
            in qaudit("compare", before, record).said
        )
        assert "cannot be read: No such file" in qaudit("compare", before, tmp_path / "x").said

    def test_where_none_can_be_written(self, before: Path, after: Path) -> None:
        """A comparison takes no report's place, and there are three forms of it."""
        kept = after.read_bytes()
        ran = qaudit("compare", before, after, "--report", f"json:{after}")
        assert ran.code == 2
        assert after.read_bytes() == kept
        assert (
            "there are table, markdown, json"
            in qaudit("compare", before, after, "--report", "yaml").said
        )


class TestRun:
    def test_it_is_the_same_comparison(self, before: Path, after: Path, tmp_path: Path) -> None:
        """An audit compared with an earlier report says what comparing the reports says."""
        cases, target = after.with_suffix(".ndjson"), tmp_path / "with.json"
        ran = qaudit("run", cases, "--compare-with", before, "--report", f"json:{target}")
        assert ran.code == 0
        report = json.loads(target.read_bytes())
        jsonschema.Draft202012Validator(schema("report")).validate(report)
        changes = report["service"]["changes"]
        by_reports = compared(before, after)["changes"]
        by_reports["after"]["digest"] = None  # the report that is being made has none yet
        assert changes == by_reports
        assert json.loads(after.read_bytes())["service"].keys() == report["service"].keys() - {
            "changes"
        }

    def test_it_can_be_read_back(self, before: Path, after: Path, tmp_path: Path) -> None:
        """Such a report is itself one that can be compared with."""
        cases, target = after.with_suffix(".ndjson"), tmp_path / "with.json"
        qaudit("run", cases, "--compare-with", before, "--report", f"json:{target}")
        assert compared(target, target)["changes"]["findings"]["new"] == {}

    def test_the_table(self, before: Path, after: Path) -> None:
        """The table says in short what changed, after what was found."""
        ran = qaudit("run", after.with_suffix(".ndjson"), "--compare-with", before)
        assert "Since the audit of 2 children, as at 30 September 2026" in ran.out
        assert "no longer stand" in ran.out
        assert ran.out.startswith(qaudit("run", after.with_suffix(".ndjson")).out.rstrip())

    def test_a_bad_one(self, after: Path, tmp_path: Path) -> None:
        """A report that cannot be used is refused before anything is audited."""
        ran = qaudit("run", after.with_suffix(".ndjson"), "--compare-with", tmp_path / "none")
        assert (ran.code, ran.out) == (2, "")
        assert "cannot be read" in ran.said

    def test_not_over_it(self, before: Path, after: Path) -> None:
        """The new report does not take the place of the one it is compared with."""
        kept = before.read_bytes()
        ran = qaudit(
            "run",
            after.with_suffix(".ndjson"),
            "--compare-with",
            before,
            "--report",
            f"json:{before}",
        )
        assert ran.code == 2
        assert before.read_bytes() == kept
