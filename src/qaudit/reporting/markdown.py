"""The summary for a pull request or a job: `--report markdown:PATH`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import IO

from attrs import define, field

from qaudit.checking.results import (
    BaselineState,
    CaseResult,
    Enclosure,
    ServiceResult,
    standing,
    standing_in,
)
from qaudit.checking.standards import Area, Axis, Outcome
from qaudit.reporting.base import Report, Run
from qaudit.reporting.findings import Found, findings
from qaudit.reporting.judged import agreement_lines, practice, practice_in
from qaudit.reporting.waivers import to_mend
from qaudit.reporting.words import DASH, as_at, count, printable, share

MOST_FINDINGS = 50
"""Under each title; a job's summary has room for no more, and the other reports have all."""

MARKS = {
    "outstanding": "★",
    "good": "✓",
    "requires_improvement": "▲",
    "inadequate": "✕",
    "not_enough_evidence": DASH,
}

TITLES: dict[str, str] = {
    Outcome.ERROR: "Checks that failed",
    BaselineState.NEW: "Not met, and new",
    BaselineState.WORSE: "Not met, and worse than in the baseline",
    Outcome.NOT_MET: "Not met",
    BaselineState.KNOWN: "Not met, and known from the baseline",
    Outcome.WAIVED: "Waived",
}
"""What the findings stand under, in their order."""

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
    _findings: dict[str, list[tuple[str, Found]]] = field(factory=lambda: defaultdict(list))
    _numbers: Counter[str] = field(factory=Counter)

    def case(self, result: CaseResult) -> None:
        for found in findings(result, self._run):
            outcome = found.row["outcome"]
            title = TITLES[found.state if found.state and outcome != Outcome.WAIVED else outcome]
            self._numbers[title] += 1
            if self._numbers[title] <= MOST_FINDINGS:
                self._findings[title].append((result.case_id, found))

    def end(self, service: ServiceResult) -> None:
        children = count(service.cases, "child", "children")
        stands = standing(service)
        grade = f": {MARKS[stands]} {practice(service)}" if stands else ""
        self._write(
            f"## Practice audit{grade}\n\n{children} audited, {as_at(self._run.as_at)}.\n\n"
        )
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
        for title in TITLES.values():
            self._found(title, self._findings[title], self._numbers[title])
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
