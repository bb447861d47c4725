"""Reports for continuous integration: what they say, and what a record cannot make them do."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from support import record
from terminal import SAMPLES, own_check, put, qaudit

NAMES = ("junit", "sarif", "github", "markdown", "csv", "ndjson")

HOSTILE = (
    "=cmd|' /C calc'!A0 ::error::taken%0A::set-output name=x::y </failure><b>|](javascript:x) "
    "https://bad.example www.bad.example @everyone \x1b[31mred\x1b]0;title\x07 \u202e \u2028"
)

REPEATS = """
for review in case.reviews:
    yield Observation(outcome=Outcome.NOT_MET, about=review, on=review.date,
                      message=review.sections[0].text, force=Force.STATUTORY)
"""
"""A check whose message holds what the record says, as none should."""


@pytest.fixture
def told(tmp_path: Path) -> dict[str, bytes]:
    """Every report of a record full of hostile text, with a check that repeats it."""
    sections = [{"heading": "Said", "text": HOSTILE + " and Ada was there"}]
    review = {"type": "child_in_care", "date": "2026-01-05", "sections": sections}
    child = {"date_of_birth": "2014-05-17", "names": ["Ada"]}
    made = record("=1+1::x", child=child, reviews=[review])
    case = put(tmp_path / "case.json", json.dumps(made, indent=1))
    folder = own_check(tmp_path / "checks", REPEATS)
    reports = [part for name in NAMES for part in ("--report", f"{name}:{tmp_path / name}")]
    ran = qaudit("run", case, "--checks", folder, "--select", "OWN01", *reports)
    assert ran.code == 0, ran.said
    return {name: (tmp_path / name).read_bytes() for name in NAMES}


class TestHostile:
    def test_no_report_holds_a_control_or_a_mark_of_direction(self, told: dict[str, bytes]) -> None:
        """A terminal or a page that shows one is not taken over."""
        for name, written in told.items():
            text = written.decode("utf-8")
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202e\u2028]", text), name

    def test_no_report_names_the_child(self, told: dict[str, bytes]) -> None:
        """Even where a check repeats what the record says."""
        for name, written in told.items():
            assert b"Ada" not in written, name

    def test_a_workflow_command_stays_one_command(self, told: dict[str, bytes]) -> None:
        """Each line is one of ours, and what is in it cannot begin another."""
        lines = told["github"].decode().splitlines()
        assert [line.split(" ")[0] for line in lines] == ["::error", "::notice"]
        assert "::error file=" in lines[0]
        assert "%250A" in lines[0]  # what the record wrote as %0A

    def test_xml_holds_it_as_text(self, told: dict[str, bytes]) -> None:
        """The tests and failures are ours alone."""
        suites = ET.fromstring(told["junit"])  # noqa: S314  # of our own making
        (failure,) = suites.iter("failure")
        assert "</failure><b>" in (failure.text or "")
        assert list(failure) == []

    def test_a_spreadsheet_finds_no_formula(self, told: dict[str, bytes]) -> None:
        """A cell that begins like one begins with an apostrophe."""
        rows = list(csv.DictReader(io.StringIO(told["csv"].decode())))
        assert rows[0]["case"] == "'=1+1::x"
        assert rows[0]["message"].startswith("'=cmd|")

    def test_markdown_shows_it_as_it_is(self, told: dict[str, bytes]) -> None:
        """No markup, no mention, no link."""
        text = told["markdown"].decode()
        (row,) = [line for line in text.splitlines() if "OWN01" in line]
        assert r"\</failure\>\<b\>" in row
        assert r"\]\(javascript" in row
        assert r"\@everyone" in row
        assert "://" not in row
        assert "www." not in row

    def test_json_is_ascii(self, told: dict[str, bytes]) -> None:
        """A line an observation."""
        (line,) = told["ndjson"].splitlines()
        assert json.loads(line)["case_id"] == "=1+1::x"
        line.decode("ascii")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every report of the sample cases, and the report for programs beside them."""
    folder = tmp_path_factory.mktemp("reports")
    reports = [
        part for name in (*NAMES, "json") for part in ("--report", f"{name}:{folder / name}")
    ]
    assert qaudit("run", SAMPLES, "--select", "REV,SUP01,HOM01,ASM", *reports).code == 0
    return {name: (folder / name).read_bytes() for name in (*NAMES, "json")}


def rows(samples: dict[str, bytes]) -> list[tuple[str, dict[str, Any]]]:
    """Each observation with its case, as the report for programs has them."""
    report = json.loads(samples["json"])
    return [(case["case_id"], row) for case in report["cases"] for row in case["observations"]]


class TestAgreement:
    def test_csv_and_ndjson_have_every_observation(self, samples: dict[str, bytes]) -> None:
        """In the same order, with the same outcome and dates."""
        expected = [
            (case_id, row["check"], row["outcome"], row["due"] or "", row["fingerprint"])
            for case_id, row in rows(samples)
        ]
        table = csv.DictReader(io.StringIO(samples["csv"].decode()))
        names = ("case", "check", "outcome", "due", "fingerprint")
        assert [tuple(row[name] for name in names) for row in table] == expected
        told = [json.loads(line) for line in samples["ndjson"].splitlines()]
        assert [
            (row["case_id"], row["check"], row["outcome"], row["due"] or "", row["fingerprint"])
            for row in told
        ] == expected

    def test_junit_fails_each_check_that_was_not_met_in_a_case(
        self, samples: dict[str, bytes]
    ) -> None:
        """Its sums are those of its tests."""
        suites = ET.fromstring(samples["junit"])  # noqa: S314  # of our own making
        failed = {
            (suite.get("name"), (test.get("name") or "").split()[0])
            for suite in suites
            for test in suite
            if test.find("failure") is not None
        }
        assert failed == {
            (case_id, row["check"]) for case_id, row in rows(samples) if row["outcome"] == "not_met"
        }
        for suite in suites:
            assert suite.get("tests") == str(len(suite))
            assert suite.get("failures") == str(len(list(suite.iter("failure"))))
            assert suite.get("skipped") == str(len(list(suite.iter("skipped"))))

    def test_sarif_has_what_was_not_met_with_line_and_column(
        self, samples: dict[str, bytes]
    ) -> None:
        """At each place stands what the pointer leads to."""
        (run,) = json.loads(samples["sarif"])["runs"]
        assert [one["partialFingerprints"]["qaudit/v1"] for one in run["results"]] == [
            row["fingerprint"] for _, row in rows(samples) if row["outcome"] == "not_met"
        ]
        for one in run["results"]:
            (location,) = one["locations"]
            physical = location["physicalLocation"]
            region = physical["region"]
            lines = Path(physical["artifactLocation"]["uri"]).read_text("utf-8").splitlines()
            rest = "\n".join(
                [
                    lines[region["startLine"] - 1][region["startColumn"] - 1 :],
                    *lines[region["startLine"] :],
                ]
            )
            found, _ = json.JSONDecoder().raw_decode(rest)
            value = json.loads("\n".join(lines))
            for step in location["logicalLocations"][0]["fullyQualifiedName"].split("/")[1:]:
                value = value[int(step)] if isinstance(value, list) else value[step]
            assert found == value
            assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]

    def test_sarif_is_valid(self, samples: dict[str, bytes]) -> None:
        """Against the schema of OASIS, where QAUDIT_SARIF_SCHEMA says where it is."""
        where = os.environ.get("QAUDIT_SARIF_SCHEMA")
        if not where:
            pytest.skip("QAUDIT_SARIF_SCHEMA names no copy of the SARIF 2.1.0 schema")
        schema = json.loads(Path(where).read_text("utf-8"))
        jsonschema.Draft4Validator(schema).validate(json.loads(samples["sarif"]))

    def test_sarif_has_what_its_standard_requires(self, samples: dict[str, bytes]) -> None:
        """The members and values of SARIF 2.1.0 that these reports rest on."""
        jsonschema.validate(json.loads(samples["sarif"]), SARIF)

    def test_github_and_markdown_tell_the_same_failures(self, samples: dict[str, bytes]) -> None:
        """One annotation each, and the number in the summary."""
        failures = [row for _, row in rows(samples) if row["outcome"] == "not_met"]
        lines = samples["github"].decode().splitlines()
        assert len(lines) == len(failures) + 1
        assert f"### Not met: {len(failures)}" in samples["markdown"].decode()

    def test_the_same_input_gives_the_same_bytes(
        self, samples: dict[str, bytes], tmp_path: Path
    ) -> None:
        """Whatever the number of workers."""
        reports = [part for name in NAMES for part in ("--report", f"{name}:{tmp_path / name}")]
        select = ("--select", "REV,SUP01,HOM01,ASM", "--workers", "2")
        assert qaudit("run", SAMPLES, *select, *reports).code == 0
        for name in NAMES:
            assert (tmp_path / name).read_bytes() == samples[name], name


def test_one_record_a_line_is_placed_by_its_line(tmp_path: Path) -> None:
    """The line of the file, and the column within it."""
    placements = [
        {"start_date": "2025-01-06", "start_reason": "S", "carer_id": "C-1"},
        {"start_date": "2026-01-05", "start_reason": "P", "carer_id": "C-2", "planned": True},
    ]
    made = [record(f"T-{n}", placements=placements, reviews=[]) for n in (1, 2)]
    path = put(tmp_path / "cases.ndjson", "\n".join(map(json.dumps, made)))
    ran = qaudit("run", path, "--select", "REV02", "--report", "sarif")
    second = json.loads(ran.out)["runs"][0]["results"][1]["locations"][0]["physicalLocation"]
    assert second["artifactLocation"]["uri"] == str(path)
    assert second["region"]["startLine"] == 2
    column = second["region"]["startColumn"]
    assert json.dumps(made[1])[column - 1 :].startswith('{"start_date": "2026-01-05"')


def test_a_line_that_could_not_be_audited_is_placed_in_its_file(tmp_path: Path) -> None:
    """The file is the one that there is, so that a reader of the report finds it."""
    path = put(tmp_path / "cases.ndjson", f'{json.dumps(record())}\n{{"broken"\n')
    sarif = qaudit("run", path, "--select", "REV02", "--report", "sarif")
    (run,) = json.loads(sarif.out)["runs"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    physical = told["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == str(path)
    assert physical["region"] == {"startLine": 2}
    github = qaudit("run", path, "--select", "REV02", "--report", "github")
    assert f"::error file={path},line=2::not audited: it breaks off" in github.out


def test_what_could_not_be_audited_is_in_every_report_for_a_gate(tmp_path: Path) -> None:
    """A pipeline that shows one of them does not show a clean run."""
    put(tmp_path / "broken.json", "{")
    put(tmp_path / "good.json", json.dumps(record()))
    for name in ("junit", "sarif", "github", "markdown"):
        ran = qaudit("run", tmp_path, "--select", "REV02", "--report", name)
        assert ran.code == 3
        assert "broken.json" in ran.out
    suites = ET.fromstring(qaudit("run", tmp_path, "--report", "junit").out)  # noqa: S314  # ours
    assert len(list(suites.iter("error"))) == 1


SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "items": {
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": {"required": ["text"]}
                                            },
                                        }
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "items": {
                            "required": ["message", "ruleId", "locations"],
                            "properties": {
                                "kind": {"enum": ["fail"]},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"]},
                            },
                        }
                    },
                    "invocations": {"items": {"required": ["executionSuccessful"]}},
                },
            },
        },
    },
}
"""What SARIF 2.1.0 asks of the parts that are written (sections 3.13, 3.14, 3.19, 3.27, 3.49)."""
