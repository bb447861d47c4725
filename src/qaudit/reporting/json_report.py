"""The report for programs: `--report json:PATH`, as of `schemas/report.schema.json`.

It is written so that it can be read back in a stream (`qaudit.reporting.stored`): a case a
line, as its digest is taken over it.
"""

from __future__ import annotations

from typing import IO, Any

from attrs import define

from qaudit.checking.results import CaseResult, Enclosure, ServiceResult
from qaudit.reporting.base import Report, Run
from qaudit.reporting.canonical import Digest, canonical
from qaudit.reporting.privacy import findings_without_names

SCHEMA_VERSION = "2"


@define
class JsonReporter:
    """Writes case by case, one a line; nothing is held but what came of all of them."""

    name: str = "json"
    summary: str = "everything, for programs (schemas/report.schema.json)"
    to_screen: bool = True
    encloses: frozenset[Enclosure] = frozenset({Enclosure.EVIDENCE, Enclosure.NAMES})

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _JsonReport(run, stream)


class _JsonReport:
    def __init__(self, run: Run, stream: IO[bytes]) -> None:
        self._run = run
        self._stream = stream
        self._cases = 0
        self._as_at: set[str] = set()
        self._digest = Digest()
        self._write('{\n"cases": [')

    def case(self, result: CaseResult) -> None:
        self._as_at.add(result.as_at)
        shown = result if self._run.show_text else findings_without_names(result)
        line = canonical(case_row(shown)).encode("ascii")
        self._digest.case(line)
        self._stream.write((b",\n" if self._cases else b"\n") + line)
        self._cases += 1

    def end(self, service: ServiceResult) -> None:
        # One day for all of them, or none: each case says its own.
        as_at = self._run.as_at or (self._as_at.pop() if len(self._as_at) == 1 else None)
        rest = {
            "schema_version": SCHEMA_VERSION,
            "profile": self._run.profile,
            "as_at": as_at,
            "not_auditable": service.not_auditable,
            "service": service_row(service),
            "failures": service.failures,
            "manifest": self._run.manifest,
        }
        self._write("\n]" if self._cases else "]")
        for name, value in {**rest, "digest": self._digest.end(rest)}.items():
            self._write(",\n" + canonical({name: value})[1:-1])
        self._write("\n}\n")

    def _write(self, text: str) -> None:
        self._stream.write(text.encode("ascii"))


def case_row(result: CaseResult) -> dict[str, Any]:
    """A case as the report has it; `qaudit.reporting.stored.case_of` undoes it."""
    row = {
        "case_id": result.case_id,
        "path": result.path,
        "as_at": result.as_at,
        "record_sha256": result.record_sha256,
        "groups": result.groups,
        "grade": result.grade,
        "areas": result.areas,
        "lines": result.lines,
        "observations": result.observations,
        "silent": result.silent,
        "measures": result.measures,
        "notes": result.notes,
    }
    return row | _given(
        judged=result.judged, as_judged=result.as_judged, graded_from=result.graded_from
    )


def service_row(service: ServiceResult) -> dict[str, Any]:
    """What came of all cases as the report has it, but for what stands beside it there."""
    row = {
        "cases": service.cases,
        "grade": service.grade,
        "areas": service.areas,
        "lines": service.lines,
        "checks": service.checks,
        "grades_of_cases": service.grades_of_cases,
        "groups": service.groups,
    }
    return row | _given(
        judged=service.judged,
        as_judged=service.as_judged,
        agreement=service.agreement,
        changes=service.changes,
        waivers=service.waivers,
        baseline=service.baseline,
    )


def _given(**parts: Any) -> dict[str, Any]:
    """The parts that there are."""
    return {name: part for name, part in parts.items() if part is not None}
