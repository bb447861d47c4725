"""The report for code scanning: `--report sarif:PATH`, as of SARIF 2.1.0 (OASIS Standard)."""

from __future__ import annotations

import json
from typing import IO, Any
from urllib.parse import quote

from attrs import define

from qaudit.checking.check import Standard
from qaudit.checking.results import (
    BaselineState,
    CaseResult,
    Enclosure,
    ObservationRow,
    Refusal,
    ServiceResult,
)
from qaudit.checking.standards import Force, Outcome
from qaudit.reporting.base import Report, Run
from qaudit.reporting.findings import Found, findings, of_input, shown
from qaudit.reporting.waivers import how_waived
from qaudit.reporting.words import printable

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

LEVELS = {
    Force.STATUTORY: "error",
    Force.GUIDANCE: "warning",
    Force.LOCAL: "warning",
    Force.HEURISTIC: "note",
}
"""How grave a standard that was not met is, by what it rests on."""

STATES = {
    BaselineState.NEW: "new",
    BaselineState.WORSE: "updated",
    BaselineState.KNOWN: "unchanged",
}
"""How SARIF calls the states (section 3.27.24)."""


@define
class SarifReporter:
    """What was not met, for tools that show findings beside a file."""

    name: str = "sarif"
    summary: str = "what was not met, for code scanning (SARIF 2.1.0)"
    to_screen: bool = True
    encloses: frozenset[Enclosure] = frozenset({Enclosure.POSITIONS, Enclosure.NAMES})

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _SarifReport(run, stream)


class _SarifReport:
    """Written result by result; nothing is held but what failed."""

    def __init__(self, run: Run, stream: IO[bytes]) -> None:
        self._run = run
        self._stream = stream
        self._rules = {code: number for number, code in enumerate(run.checks)}
        self._results = 0
        self._errors: list[dict[str, Any]] = []
        driver = {
            "name": "qaudit",
            "version": run.manifest["tool"]["version"],
            "rules": [_rule(standard) for standard in run.checks.values()],
        }
        self._write(f'{{"version": "2.1.0", "$schema": {json.dumps(SCHEMA)}, "runs": [{{\n')
        self._write(f'"tool": {{"driver": {json.dumps(driver)}}},\n')
        self._write('"columnKind": "unicodeCodePoints",\n"results": [')

    def case(self, result: CaseResult) -> None:
        for found in findings(result, self._run):
            if found.row["outcome"] == Outcome.ERROR:
                self._errors.append(_notification(found, result))
            else:
                row = self._result(found, result)
                self._write(("," if self._results else "") + "\n" + json.dumps(row))
                self._results += 1

    def end(self, service: ServiceResult) -> None:
        told = [*self._errors, *map(_refused, service.not_auditable)]
        told += [{"level": "error", "message": {"text": failure}} for failure in service.failures]
        invocation = {"executionSuccessful": not told, "toolExecutionNotifications": told}
        self._write(f'\n],\n"invocations": [{json.dumps(invocation)}]\n}}]}}\n')

    def _result(self, found: Found, result: CaseResult) -> dict[str, Any]:
        row = found.row
        return {
            "ruleId": row["check"],
            "ruleIndex": self._rules[row["check"]],
            "kind": "fail",
            "level": "error" if row.get("harm") else LEVELS[Force(row["force"])],
            "message": {"text": f"{result.case_id}: {found.text}"},
            "locations": [_location(found)],
            "relatedLocations": [
                {
                    "message": {"text": shown(one["label"], result, self._run)},
                    "logicalLocations": [{"fullyQualifiedName": one["pointer"]}],
                }
                for one in row["evidence"][1:]
                if one["label"]
            ],
            "partialFingerprints": {"qaudit/v1": row["fingerprint"]},
            **({"baselineState": STATES[BaselineState(found.state)]} if found.state else {}),
            **self._suppressed(row, result),
        }

    def _suppressed(self, row: ObservationRow, result: CaseResult) -> dict[str, Any]:
        """What SARIF has for a waiver (section 3.35); nothing where there is none."""
        if "waiver" not in row:
            return {}
        why = printable(shown(how_waived(row), result, self._run))
        one = {"kind": "external", "status": "accepted", "justification": why}
        return {"suppressions": [one]}

    def _write(self, text: str) -> None:
        self._stream.write(text.encode("ascii"))


def _rule(standard: Standard) -> dict[str, Any]:
    return {
        "id": standard.code,
        "name": "".join(part.capitalize() for part in standard.name.split("-")),
        "shortDescription": {"text": standard.summary or standard.name},
        "fullDescription": {"text": f"{standard.summary or standard.name} ({standard.source})"},
        "defaultConfiguration": {"level": LEVELS[standard.force]},
        "properties": {
            "area": standard.area.value,
            "axis": standard.axis.value,
            "force": standard.force.value,
        },
    }


def _location(found: Found) -> dict[str, Any]:
    pointer = found.row["evidence"][0]["pointer"] if found.row["evidence"] else ""
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(found.place.file)},
            "region": {"startLine": found.place.line, "startColumn": found.place.column},
        },
        "logicalLocations": [{"fullyQualifiedName": pointer}],
    }


def _notification(found: Found, result: CaseResult) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": f"{result.case_id}: {found.row['check']}: {found.text}"},
        "associatedRule": {"id": found.row["check"]},
        "locations": [_location(found)],
    }


def _refused(refusal: Refusal) -> dict[str, Any]:
    begins = of_input(refusal["path"])
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(begins.file)}}
    if begins.file != refusal["path"]:
        place["region"] = {"startLine": begins.line}
    return {
        "level": "error",
        "message": {"text": f"not audited: {refusal['reason']}"},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """A path as the URI reference that SARIF asks for."""
    return quote(path.replace("\\", "/"), safe="/:" if path.startswith("/") else "/")
