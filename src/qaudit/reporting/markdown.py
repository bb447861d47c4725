"""The summary for a pull request or a job: `--report markdown:PATH`."""

from __future__ import annotations

import re
from typing import IO

from attrs import define, field

from qaudit.checking.results import CaseResult, Enclosure, ServiceResult, standing, standing_in
from qaudit.checking.standards import Area, Axis, Outcome
from qaudit.reporting.base import Report, Run
from qaudit.reporting.findings import Found, findings
from qaudit.reporting.judged import agreement_lines, practice, practice_in
from qaudit.reporting.waivers import to_mend
from qaudit.reporting.words import DASH, count, printable, share

MOST_FINDINGS = 50
"""Of those not met; a job's summary has room for no more, and the other reports have all."""

MARKS = {
    "outstanding": "★",
    "good": "✓",
    "requires_improvement": "▲",
    "inadequate": "✕",
    "not_enough_evidence": DASH,
}

MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]()#+!|<>~&@$])")
"""What Markdown, GitHub's too, may take for more than a character."""

LINK = re.compile(r":(?=//)|\bwww(?=\.)", re.IGNORECASE)
"""What GitHub would make a link of, without being asked."""


@define
class MarkdownReporter:
    """Grades by area and the first findings, as tables."""

    name: str = "markdown"
    summary: str = "grades and findings for a pull request or a job's summary"
    to_screen: bool = True
    encloses: frozenset[Enclosure] = frozenset({Enclosure.NAMES})

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _MarkdownReport(run, stream)


@define
class _MarkdownReport:
    _run: Run
    _stream: IO[bytes]
    _findings: list[tuple[str, Found]] = field(factory=list)
    _waived: list[tuple[str, Found]] = field(factory=list)
    _not_met: int = 0

    def case(self, result: CaseResult) -> None:
        for found in findings(result, self._run):
            if found.row["outcome"] == Outcome.WAIVED:
                self._waived.append((result.case_id, found))
                continue
            self._not_met += found.row["outcome"] == Outcome.NOT_MET
            if len(self._findings) < MOST_FINDINGS:
                self._findings.append((result.case_id, found))

    def end(self, service: ServiceResult) -> None:
        children = count(service.cases, "child", "children")
        stands = standing(service)
        grade = f": {MARKS[stands]} {practice(service)}" if stands else ""
        self._write(f"## Practice audit{grade}\n\n{children} audited.\n\n")
        self._table(
            ("Area", "Grade", *(axis.value.capitalize() for axis in Axis)),
            [
                (
                    area.title,
                    f"{MARKS[standing_in(graded)]} {practice_in(graded)}",
                    *(
                        share(graded["axes"][axis]["rate"]) if axis in graded["axes"] else DASH
                        for axis in Axis
                    ),
                )
                for area in Area
                if (graded := service.areas.get(area.value))
            ],
        )
        for line in agreement_lines(service.agreement):
            self._write(f"- {plain(line.strip())}\n")
        if service.agreement:
            self._write("\n")
        self._found("Not met", self._findings, self._not_met)
        self._found("Waived", self._waived[:MOST_FINDINGS], len(self._waived))
        for line in to_mend(service.waivers or ()):
            self._write(f"- {plain(line)}\n")
        for refusal in service.not_auditable:
            self._write(f"- not audited: {plain(refusal['path'])}: {plain(refusal['reason'])}\n")
        for failure in service.failures:
            self._write(f"- failed: {plain(failure)}\n")

    def _found(self, title: str, shown: list[tuple[str, Found]], number: int) -> None:
        if not number:
            return
        self._write(f"### {title}: {number:,}\n\n")
        self._table(
            ("Case", "Standard", "What was found", "Force"),
            [
                (case_id, f"{one.row['check']} {one.standard.name}", one.text, one.row["force"])
                for case_id, one in shown
            ],
        )
        if number > len(shown):
            self._write(f"And {number - len(shown):,} more.\n\n")

    def _table(self, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        self._write(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n")
        for row in rows:
            self._write(f"| {' | '.join(map(plain, row))} |\n")
        self._write("\n")

    def _write(self, text: str) -> None:
        self._stream.write(text.encode("utf-8", "replace"))


def plain(text: str) -> str:
    """Text that is shown as it is: neither markup, nor a mention, nor a link."""
    escaped = MEANS_SOMETHING.sub(r"\\\1", printable(text))
    return LINK.sub("\\g<0>\u200b", escaped)
