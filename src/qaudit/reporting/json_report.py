"""The report for programs: `--report json:PATH`, as of `schemas/report.schema.json`."""

from __future__ import annotations

import json
from typing import IO, Any

from attrs import define

from qaudit.checking.results import CaseResult, ServiceResult
from qaudit.reporting.base import Report, Run

SCHEMA_VERSION = "1"


@define
class JsonReporter:
    """Writes case by case, one a line; nothing is held but what came of all of them."""

    name: str = "json"
    summary: str = "everything, for programs (schemas/report.schema.json)"
    to_screen: bool = True

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _JsonReport(run, stream)


class _JsonReport:
    def __init__(self, run: Run, stream: IO[bytes]) -> None:
        self._run = run
        self._stream = stream
        self._cases = 0
        self._as_at: set[str] = set()
        self._write(f'{{\n"schema_version": {_json(SCHEMA_VERSION)},\n')
        self._write(f'"profile": {_json(run.profile)},\n"cases": [')

    def case(self, result: CaseResult) -> None:
        self._as_at.add(result.as_at)
        row = {
            "case_id": result.case_id,
            "path": result.path,
            "as_at": result.as_at,
            "grade": result.grade,
            "areas": result.areas,
            "lines": result.lines,
            "observations": result.observations,
            "silent": result.silent,
            "measures": result.measures,
            "notes": result.notes,
        }
        self._write(("," if self._cases else "") + "\n" + _json(row))
        self._cases += 1

    def end(self, service: ServiceResult) -> None:
        # One day for all of them, or none: each case says its own.
        as_at = self._run.as_at or (self._as_at.pop() if len(self._as_at) == 1 else None)
        self._write("\n],\n" if self._cases else "],\n")
        self._write(f'"as_at": {_json(as_at)},\n')
        self._write(f'"not_auditable": {_json(service.not_auditable)},\n')
        whole = {
            "cases": service.cases,
            "grade": service.grade,
            "areas": service.areas,
            "lines": service.lines,
            "checks": service.checks,
            "grades_of_cases": service.grades_of_cases,
        }
        self._write(f'"service": {_json(whole)},\n')
        self._write(f'"failures": {_json(service.failures)},\n')
        self._write(f'"manifest": {_json(self._run.manifest)}\n}}\n')

    def _write(self, text: str) -> None:
        self._stream.write(text.encode("ascii"))


def _json(value: Any) -> str:
    """In ASCII, so that no text can break a terminal, a line or an encoding."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False)
