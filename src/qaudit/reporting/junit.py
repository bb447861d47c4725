"""The report for test runners: `--report junit:PATH`, a test for each check on each case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from attrs import define, field

from qaudit.checking.results import (
    BaselineState,
    CaseResult,
    Enclosure,
    ObservationRow,
    ServiceResult,
)
from qaudit.checking.standards import Outcome
from qaudit.reporting.base import Report, Run
from qaudit.reporting.findings import said, shown

NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2, production Char)."""


@define
class JunitReporter:
    """Failures are what was not met; skipped is what could not be told or did not apply."""

    name: str = "junit"
    summary: str = "a test for each check on each case, for test runners (JUnit XML)"
    to_screen: bool = True
    encloses: frozenset[Enclosure] = frozenset({Enclosure.NAMES})

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _JunitReport(run, stream)


@define
class _Suite:
    """The tests of one case, as XML, and how many of them came out how."""

    name: str
    tests: list[str] = field(factory=list)
    failures: int = 0
    errors: int = 0
    skipped: int = 0

    def xml(self) -> str:
        return (
            f"<testsuite name={_attribute(self.name)} tests={_attribute(len(self.tests))} "
            f"failures={_attribute(self.failures)} errors={_attribute(self.errors)} "
            f"skipped={_attribute(self.skipped)}>\n{''.join(self.tests)}</testsuite>\n"
        )


@define
class _JunitReport:
    _run: Run
    _stream: IO[bytes]

    def __attrs_post_init__(self) -> None:
        self._write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="qaudit">\n')

    def case(self, result: CaseResult) -> None:
        suite = _Suite(result.case_id)
        for code, rows in groupby(result.observations, key=lambda row: row["check"]):
            self._add(suite, code, list(rows), result)
        for silent in result.silent:
            reason = shown(silent["reason"], result, self._run)
            suite.skipped += 1
            self._test(suite, silent["check"], [_element("skipped", reason)])
        self._write(suite.xml())

    def _add(
        self, suite: _Suite, code: str, rows: Sequence[ObservationRow], result: CaseResult
    ) -> None:
        inside = []
        for outcome, kind in ((Outcome.NOT_MET, "failure"), (Outcome.ERROR, "error")):
            told = [
                said(row, result, self._run)
                for row in rows
                if row["outcome"] == outcome and not _is_let_pass(row)
            ]
            if told:
                inside.append(_element(kind, told[0], "\n".join(told)))
                suite.failures += kind == "failure"
                suite.errors += kind == "error"
        passed = [said(row, result, self._run) for row in rows if _is_let_pass(row)]
        if not inside and (passed or not any(row["outcome"] == Outcome.MET for row in rows)):
            suite.skipped += 1
            told = passed or [said(rows[0], result, self._run)]
            inside.append(_element("skipped", told[0], "\n".join(passed)))
        elif passed:
            text = escape(_clean("\n".join(passed)))
            inside.append(f"<system-out>{text}</system-out>")
        self._test(suite, code, inside)

    def _test(self, suite: _Suite, code: str, inside: list[str]) -> None:
        standard = self._run.checks[code]
        name, area = _attribute(f"{code} {standard.name}"), _attribute(standard.area.value)
        suite.tests.append(f"<testcase classname={area} name={name}>{''.join(inside)}</testcase>\n")

    def end(self, service: ServiceResult) -> None:
        whole = _Suite("inputs and plugins")
        for refusal in service.not_auditable:
            whole.errors += 1
            error = _element("error", f"not audited: {refusal['reason']}")
            name = _attribute(refusal["path"])
            whole.tests.append(f'<testcase classname="input" name={name}>{error}</testcase>\n')
        for failure in service.failures:
            whole.errors += 1
            error = _element("error", failure)
            whole.tests.append(f'<testcase classname="plugin" name="plugin">{error}</testcase>\n')
        if whole.tests:
            self._write(whole.xml())
        self._write("</testsuites>\n")

    def _write(self, text: str) -> None:
        self._stream.write(text.encode("utf-8"))


def _is_let_pass(row: ObservationRow) -> bool:
    """Whether a failure is waived, or known from the baseline: a build does not fail for it."""
    return "waiver" in row or row.get("baseline") == BaselineState.KNOWN


def _element(name: str, message: str, text: str = "") -> str:
    return f"<{name} message={_attribute(message)}>{escape(_clean(text))}</{name}>"


def _attribute(value: object) -> str:
    return quoteattr(_clean(str(value)))


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("\ufffd", text)
