"""The report for the terminal: one child's story, or the service first for many."""

from __future__ import annotations

import heapq
import textwrap
from collections.abc import Sequence
from typing import IO

from attrs import define, frozen
from tabulate import tabulate

from qaudit.checking.results import (
    CaseResult,
    Enclosure,
    ObservationRow,
    ServiceResult,
    WaiverSum,
    standing,
)
from qaudit.checking.standards import Area, Outcome
from qaudit.reporting.base import Report, Run, whole_record
from qaudit.reporting.changes import as_text, in_short
from qaudit.reporting.findings import shown
from qaudit.reporting.groups import HEADS, tables
from qaudit.reporting.judged import (
    agreement_lines,
    is_unsettled,
    judgements,
    practice,
    practice_in,
)
from qaudit.reporting.story import story
from qaudit.reporting.waivers import about, to_mend
from qaudit.reporting.words import (
    DASH,
    as_at,
    count,
    day,
    of,
    printable,
    share,
    short_day,
    words,
)

MOST_FAILURES = 8
MOST_CASES = 10
MOST_REFUSED = 10
MOST_ROWS = 60
"""Of one child's observations; a file with more is read in a report of another kind."""

WORST_FIRST = ("inadequate", "requires_improvement", "not_enough_evidence", "good", "outstanding")


@define
class TableReporter:
    """Tables for a person at a terminal."""

    name: str = "table"
    summary: str = "tables for the terminal: one child's story, or the service first"
    to_screen: bool = True
    encloses: frozenset[Enclosure] = frozenset({Enclosure.NAMES})

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _TableReport(run, stream)


@frozen
class _Worst:
    """As much of a case as the list of the worst shows, and the order it is shown in."""

    rank: tuple[int, int, int, str]
    row: tuple[str, str, str, str]

    def __lt__(self, other: _Worst) -> bool:
        return self.rank > other.rank  # the heap gives up the least bad


def _filled(rows: list[tuple[str, str, str]], width: int) -> list[tuple[str, str, str]]:
    """Rows whose two longer columns share what a line has room for."""
    half = (width - 18) // 2
    return [(one, textwrap.fill(two, half), textwrap.fill(three, half)) for one, two, three in rows]


class _TableReport:
    def __init__(self, run: Run, stream: IO[bytes]) -> None:
        self._run = run
        self._stream = stream
        self._only: CaseResult | None = None
        self._cases = 0
        self._worst: list[_Worst] = []
        self._notes = 0

    def case(self, result: CaseResult) -> None:
        self._cases += 1
        self._only = result if self._cases == 1 else None
        self._notes += len(result.notes)
        worst = _worst(result)
        if worst.rank[0] < WORST_FIRST.index("good") or worst.rank[1]:
            heapq.heappush(self._worst, worst)
            if len(self._worst) > MOST_CASES:
                heapq.heappop(self._worst)

    def end(self, service: ServiceResult) -> None:
        if self._only is not None:
            self._child(self._only)
        elif self._cases:
            self._service(service)
        if service.waivers:
            self._waivers(service.waivers)
        if service.changes:
            self._say("\n" + as_text(in_short(service.changes), self._run.width).rstrip())
        self._left_out(service)

    # One child

    def _child(self, result: CaseResult) -> None:
        self._say(f"Case {printable(result.case_id)}, as at {day(result.as_at)}")
        if standing(result):
            self._say(f"Practice in this case: {practice(result)}")
        self._areas(result)
        if result.areas:
            period = self._run.graded_period
            self._say(
                f"\nThe grades count the {period} before the audit date; "
                "below stands the whole record."
            )
        for area in Area:
            rows = [row for row in result.observations if self._in(row["check"], area)]
            if rows:
                self._observations(area, rows, result)
        self._silent(result)
        for measure in result.measures:
            value = measure["value"]
            number = f"{100 * value:.0f}%" if measure["unit"] == "share" else f"{value:g}"
            unit = "" if measure["unit"] == "share" else f" {measure['unit']}"
            said = f"{measure['check']} {words(measure['name'])}: {number}{unit}"
            self._say(f"  {printable(said)}")
        if result.notes:
            self._heading("Notes on the record")
            for note in result.notes[:MOST_REFUSED]:
                where = note["evidence"][0]["pointer"] if note["evidence"] else ""
                said = shown(note["message"], result, self._run)
                self._say(f"  {printable(where) or 'the record'}: {printable(said)}")
            self._more(len(result.notes) - MOST_REFUSED, "note")

    def _observations(self, area: Area, rows: list[ObservationRow], result: CaseResult) -> None:
        self._heading(area.title)
        lines = story(rows)
        width = max(30, self._run.width - 62)
        table = [
            (
                line.check,
                line.outcome,
                line.due,
                line.done,
                line.late,
                textwrap.fill(printable(shown(line.found, result, self._run)), width),
                line.where,
            )
            for line in lines[-MOST_ROWS:]
        ]
        self._table(table, ["check", "outcome", "due", "done", "late", "what was found", "where"])
        self._more(len(lines) - MOST_ROWS, "earlier observation")

    def _silent(self, result: CaseResult) -> None:
        """The checks with no occasion, those of one reason in one line."""
        codes: dict[tuple[str, str], list[str]] = {}
        for row in result.silent:
            codes.setdefault((row["outcome"], row["reason"]), []).append(row["check"])
        if codes:
            self._heading("Without an occasion here")
            rows = [
                (words(outcome), printable(shown(reason, result, self._run)), " ".join(of_them))
                for (outcome, reason), of_them in sorted(codes.items())
            ]
            self._table(_filled(rows, self._run.width), ["outcome", "why", "checks"])

    # A service

    def _service(self, service: ServiceResult) -> None:
        self._say(f"{count(service.cases, 'child', 'children')} audited, {as_at(self._run.as_at)}")
        if standing(service):
            self._say(f"Practice overall: {practice(service)}")
        if service.grades_of_cases:
            grades = ", ".join(
                f"{service.grades_of_cases[grade]:,} {words(grade)}"
                for grade in reversed(WORST_FIRST)
                if grade in service.grades_of_cases
            )
            self._say(f"Cases: {grades}")
        self._areas(service)
        if lines := agreement_lines(service.agreement):
            self._heading("How far people and grades agree")
            for line in lines:
                self._say(f"  {line}")
        for title, groups in tables(service.groups, max(30, self._run.width - 66)):
            self._heading(title)
            self._table(groups, HEADS)
        self._checks(service)
        self._failures(service)
        if self._worst:
            self._heading("The cases to look at first")
            rows = [worst.row for worst in sorted(self._worst, key=lambda worst: worst.rank)]
            self._table(rows, ["case", "grade", "not met", "the longest late"])
        if self._notes:
            self._say(f"\n{count(self._notes, 'note')} on the records; see the JSON report.")

    def _checks(self, service: ServiceResult) -> None:
        self._heading("What was looked at")
        self._say(whole_record(self._run))
        rows = []
        for code, found in service.checks.items():
            outcomes, silent = found["outcomes"], found["silent"]
            unclear = sum(
                outcomes.get(name, 0) + silent.get(name, 0)
                for name in (Outcome.CANNOT_TELL, Outcome.ERROR)
            )
            rows.append(
                (
                    code,
                    found["name"],
                    words(found["force"]),
                    of(found["rate"]),
                    share(found["rate"]),
                    outcomes.get(Outcome.NOT_DUE, 0),
                    unclear,
                )
            )
        self._table(
            rows, ["check", "standard", "force", "met", "rate (95%)", "not due", "cannot tell"]
        )

    def _failures(self, service: ServiceResult) -> None:
        failing = [
            (found["outcomes"].get(Outcome.NOT_MET, 0), code, found)
            for code, found in service.checks.items()
            if found["outcomes"].get(Outcome.NOT_MET, 0)
        ]
        if not failing:
            return
        self._heading("The most frequent failures")
        for number, code, found in sorted(failing, key=lambda item: (-item[0], item[1]))[
            :MOST_FAILURES
        ]:
            children = count(found["cases_not_met"], "child", "children")
            self._say(f"  {code} {found['name']}: not met {count(number, 'time')}, {children}")

    # Both

    def _areas(self, result: CaseResult | ServiceResult) -> None:
        if not result.areas:
            return
        self._heading("By area")
        rows = [
            (
                Area(code).title,
                textwrap.fill(practice_in(found), 38),
                *(
                    share(found["axes"][axis]["rate"]) if axis in found["axes"] else DASH
                    for axis in ("compliance", "quality")
                ),
            )
            for code, found in result.areas.items()
        ]
        self._table(rows, ["area", "grade", "compliance", "quality"])
        for said in judgements(result):
            self._say(textwrap.fill(said, self._run.width, subsequent_indent="  "))
        if self._run.explain:
            for code, found in result.areas.items():
                self._why(Area(code).title, found["grade"], found["lines"])
            self._why("Overall", result.grade, result.lines)
        if result.as_judged and (self._run.explain or is_unsettled(result)):
            self._why("Overall, as judged", **result.as_judged)

    def _why(self, what: str, grade: str | None, lines: list[str]) -> None:
        if lines:
            self._say(f"\n{what}: why {words(grade)}")
            for line in lines:
                self._say(f"  {line}")

    def _waivers(self, waivers: list[WaiverSum]) -> None:
        """Those that let something pass, and what is to be done about waivers."""
        applied = [
            (
                printable(about(waiver)),
                f"{waiver['applied']:,}" + (f", {waiver['harm']:,} at risk" * bool(waiver["harm"])),
                short_day(waiver["until"]),
                printable(waiver["by"]),
                printable(waiver["reason"]),
            )
            for waiver in waivers
            if waiver["applied"]
        ]
        lines = list(to_mend(waivers))
        if applied or lines:
            self._heading("Waivers")
        if applied:
            width = max(16, (self._run.width - 54) // 2)
            rows = [
                (*row[:3], textwrap.fill(row[3], width), textwrap.fill(row[4], width))
                for row in applied
            ]
            self._table(rows, ["waiver", "waived", "until", "by", "why"])
        for line in lines:
            self._say(f"  {printable(line)}")

    def _left_out(self, service: ServiceResult) -> None:
        if service.not_auditable:
            number = len(service.not_auditable)
            self._heading(f"{count(number, 'input')} could not be audited")
            for refused in service.not_auditable[:MOST_REFUSED]:
                self._say(f"  {printable(refused['path'])}: {printable(refused['reason'])}")
            self._more(number - MOST_REFUSED, "more input")
        if service.failures:
            self._heading("What failed")
            for failure in service.failures:
                self._say(f"  {printable(failure)}")

    def _in(self, code: str, area: Area) -> bool:
        check = self._run.checks.get(code)
        return check is not None and check.area is area

    def _heading(self, text: str) -> None:
        self._say(f"\n{text}\n{'-' * len(text)}")

    def _more(self, number: int, what: str) -> None:
        if number > 0:
            self._say(f"  and {count(number, what)}; see the JSON report")

    def _table(self, rows: Sequence[tuple[object, ...]], headers: list[str]) -> None:
        # Numbers are written by us: tabulate would make 100000 of "1e5".
        self._say(tabulate(rows, headers, disable_numparse=True))

    def _say(self, text: str) -> None:
        self._stream.write(text.encode("utf-8") + b"\n")


def _worst(result: CaseResult) -> _Worst:
    failed = [row for row in result.observations if row["outcome"] == Outcome.NOT_MET]
    harm = sum(bool(row.get("harm")) for row in failed)
    latest = max(failed, key=lambda row: row["days_late"] or 0, default=None)
    grade = standing(result) or "not_enough_evidence"
    late = latest and latest["days_late"]
    longest = f"{latest['check']}, {count(late, 'day')}" if latest and late else DASH
    return _Worst(
        (WORST_FIRST.index(grade), -harm - len(failed), -len(failed), result.case_id),
        (printable(result.case_id), words(standing(result)), str(len(failed)), longest),
    )
