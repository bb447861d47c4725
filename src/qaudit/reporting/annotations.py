"""The report for GitHub Actions: `--report github`, an annotation for each thing not met.

The lines are workflow commands, so what comes out of a record is escaped as the commands ask:
it cannot end a command or begin another.
"""

from __future__ import annotations

from typing import IO

from attrs import define

from qaudit.checking.results import (
    BaselineState,
    CaseResult,
    Enclosure,
    ServiceResult,
    standing,
)
from qaudit.checking.standards import Force, Outcome
from qaudit.reporting.base import Report, Run
from qaudit.reporting.findings import Found, findings, of_input
from qaudit.reporting.judged import practice
from qaudit.reporting.words import count, printable

LEVELS = {
    Force.STATUTORY: "error",
    Force.GUIDANCE: "warning",
    Force.LOCAL: "warning",
    Force.HEURISTIC: "notice",
}


@define
class GithubReporter:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""

    name: str = "github"
    summary: str = "annotations for GitHub Actions"
    to_screen: bool = True
    encloses: frozenset[Enclosure] = frozenset({Enclosure.POSITIONS, Enclosure.NAMES})

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _GithubReport(run, stream)


@define
class _GithubReport:
    _run: Run
    _stream: IO[bytes]

    def case(self, result: CaseResult) -> None:
        for found in findings(result, self._run):
            self._annotate(found, result.case_id)

    def _annotate(self, found: Found, case_id: str) -> None:
        row, place = found.row, found.place
        failed = row["outcome"] == Outcome.ERROR or bool(row.get("harm"))
        level = "error" if failed else LEVELS[Force(row["force"])]
        if row["outcome"] == Outcome.WAIVED:
            level = "warning" if row.get("harm") else "notice"
        elif found.state == BaselineState.KNOWN:
            level = "notice"
        state = f" ({found.state})" if found.state else ""
        about = {
            "file": place.file,
            "line": str(place.line),
            "col": str(place.column),
            "title": f"{row['check']} {found.standard.name}{state}",
        }
        self._command(level, about, f"{printable(case_id)}: {found.text}")

    def end(self, service: ServiceResult) -> None:
        for refusal in service.not_auditable:
            begins = of_input(refusal["path"])
            about = {"file": begins.file}
            if begins.file != refusal["path"]:
                about["line"] = str(begins.line)
            self._command("error", about, f"not audited: {refusal['reason']}")
        for failure in service.failures:
            self._command("error", {}, failure)
        grade = f"{practice(service)}, " if standing(service) else ""
        children = count(service.cases, "child", "children")
        self._command("notice", {"title": "qaudit"}, f"{grade}{children} audited")

    def _command(self, level: str, about: dict[str, str], message: str) -> None:
        properties = ",".join(f"{name}={_property(value)}" for name, value in about.items())
        line = f"::{level} {properties}::{_data(printable(message))}\n"
        self._stream.write(line.encode("utf-8", "replace"))


def _data(text: str) -> str:
    """Escaped as the message of a workflow command (actions/toolkit, `escapeData`)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escaped as a property of one (`escapeProperty`)."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
