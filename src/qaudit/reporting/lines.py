"""Reports of one line an observation: `--report csv:PATH` and `--report ndjson:PATH`."""

from __future__ import annotations

import csv
import io
import json
from typing import IO

from attrs import define

from qaudit.checking.results import CaseResult, Enclosure, ObservationRow, ServiceResult
from qaudit.reporting.base import Report, Run
from qaudit.reporting.findings import shown
from qaudit.reporting.words import printable

COLUMNS = (
    "case",
    "check",
    "standard",
    "area",
    "axis",
    "force",
    "outcome",
    "on",
    "due",
    "done",
    "days_late",
    "harm",
    "message",
    "evidence",
    "fingerprint",
    "baseline",
    "waived_until",
    "waived_by",
    "waived_because",
)

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


@define
class CsvReporter:
    """A table of all observations."""

    name: str = "csv"
    summary: str = "every observation, a line each (CSV)"
    to_screen: bool = True
    encloses: frozenset[Enclosure] = frozenset({Enclosure.NAMES})

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _CsvReport(run, stream)


@define
class _CsvReport:
    _run: Run
    _stream: IO[bytes]

    def __attrs_post_init__(self) -> None:
        self._write(COLUMNS)

    def case(self, result: CaseResult) -> None:
        for row in result.observations:
            standard = self._run.checks[row["check"]]
            self._write(
                (
                    result.case_id,
                    row["check"],
                    standard.name,
                    standard.area.value,
                    row["axis"],
                    row["force"],
                    row["outcome"],
                    row["on"],
                    row["due"],
                    row["done"],
                    row["days_late"],
                    "true" if row.get("harm") else None,
                    shown(row["message"], result, self._run),
                    " ".join(one["pointer"] for one in row["evidence"]),
                    row["fingerprint"],
                    row.get("baseline"),
                    *_waived(row, result, self._run),
                )
            )

    def end(self, service: ServiceResult) -> None:
        """Nothing follows the observations: what could not be audited stands in other reports."""

    def _write(self, values: tuple[object, ...]) -> None:
        line = io.StringIO()
        csv.writer(line).writerow([_cell(value) for value in values])
        self._stream.write(line.getvalue().encode("utf-8", "replace"))


def _waived(row: ObservationRow, result: CaseResult, run: Run) -> tuple[str | None, ...]:
    """Until when, by whom and why; nothing in these columns where it was not waived."""
    waiver = row.get("waiver")
    if not waiver:
        return (None, None, None)
    return (waiver["until"], *(shown(waiver[name], result, run) for name in ("by", "reason")))


def _cell(value: object) -> object:
    """What no spreadsheet takes for a formula, and no terminal for a command."""
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if text.startswith(FORMULA) else text


@define
class NdjsonReporter:
    """The observations as JSON, one a line, for programs that read as they go."""

    name: str = "ndjson"
    summary: str = "every observation, a line each (JSON)"
    to_screen: bool = True
    encloses: frozenset[Enclosure] = frozenset({Enclosure.NAMES, Enclosure.EVIDENCE})

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _NdjsonReport(run, stream)


@define
class _NdjsonReport:
    _run: Run
    _stream: IO[bytes]

    def case(self, result: CaseResult) -> None:
        for row in result.observations:
            told = {
                "case_id": result.case_id,
                **row,
                "message": shown(row["message"], result, self._run),
                "evidence": [
                    {name: shown(str(value), result, self._run) for name, value in one.items()}
                    for one in row["evidence"]
                ],
            }
            if "waiver" in row:
                told["waiver"] = {
                    name: shown(str(value), result, self._run)
                    for name, value in row["waiver"].items()
                }
            self._stream.write(json.dumps(told, ensure_ascii=True).encode("ascii") + b"\n")

    def end(self, service: ServiceResult) -> None:
        """Nothing follows the observations."""
