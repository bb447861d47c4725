"""The report for a spreadsheet: `--report xlsx:PATH`, with real dates, filters and colours.

What comes out of a record is written as text and never as a formula or a link, whatever it
begins with.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime
from typing import IO, Any

from attrs import define

from qaudit.checking.results import (
    AreaGrade,
    CaseResult,
    Enclosure,
    GroupResult,
    ObservationRow,
    ServiceResult,
    standing,
    standing_in,
)
from qaudit.checking.shares import RateRow
from qaudit.checking.standards import Area, Axis, Outcome
from qaudit.reporting.base import Report, Run
from qaudit.reporting.columns import CHECKS, GROUPS, OBSERVATIONS, PASSAGES, PLACE, RATE, TEXTS
from qaudit.reporting.files import Lent
from qaudit.reporting.judged import agreement_lines, judgements, practice
from qaudit.reporting.privacy import Names, without_names
from qaudit.reporting.sheets import MOST_ROWS, Share, Sheet, Sheets, formats_of
from qaudit.reporting.waivers import found_and_waived
from qaudit.reporting.words import DASH, day, words

NO_CLOCK = datetime(2000, 1, 1)  # noqa: DTZ001  # a sheet knows no zones
"""The same results give the same bytes on any day."""


@define
class WorkbookReporter:
    """A workbook for Excel or LibreOffice."""

    name: str = "xlsx"
    summary: str = "a workbook: summary, areas, checks, cases, observations and copied passages"
    to_screen: bool = False
    encloses: frozenset[Enclosure] = frozenset({Enclosure.NAMES, Enclosure.TEXTS})

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _WorkbookReport(run, stream)


class _WorkbookReport:
    """Observations and passages go to their sheets as they come; the rest waits for the end."""

    def __init__(self, run: Run, stream: IO[bytes]) -> None:
        from xlsxwriter.workbook import Workbook  # noqa: PLC0415  # slow

        self._run = run
        self._lent = Lent(stream)
        self._left = ExitStack()
        folder = self._left.enter_context(tempfile.TemporaryDirectory(prefix="qaudit-"))
        self._book = Workbook(
            self._lent,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": "d mmm yyyy",
            },
        )
        self._book.set_properties({"title": "Practice audit", "created": NO_CLOCK})
        self._formats = formats_of(self._book)
        self._summary = self._book.add_worksheet("Summary")
        self._areas = self._book.add_worksheet("Areas")
        self._checks = self._book.add_worksheet("Checks")
        self._cases = self._book.add_worksheet("Cases")
        self._observations = Sheets(self._book, self._formats, "Observations", OBSERVATIONS)
        texts = TEXTS if run.show_text else []
        self._passages = Sheets(self._book, self._formats, "Passages", PASSAGES + texts)
        self._results: list[tuple[list[Any], dict[str, str], dict[str, str]]] = []
        self._names = Names()

    def case(self, result: CaseResult) -> None:
        if not self._run.show_text:
            self._names.add(result, result.groups)
        failed = [row for row in result.observations if row["outcome"] == Outcome.NOT_MET]
        row = [
            result.case_id,
            date.fromisoformat(result.as_at),
            words(result.grade),
            words(standing(result)) if result.judged or result.as_judged else None,
            self._clean("\n".join(judgements(result)), result) or None,
            len({row["check"] for row in failed}),
            len(failed),
            max((row["days_late"] or 0 for row in failed), default=None),
        ]
        grades = {name: standing_in(area) for name, area in result.areas.items()}
        self._results.append((row, grades, result.groups))
        for found in result.observations:
            self._observations.write(self._observation(found, result))
            for passage in found.get("passages", ()):
                self._passages.write(self._passage(found["check"], passage, result))

    def end(self, service: ServiceResult) -> None:
        service = self._names.without(service)
        with self._left:
            self._write_summary(service)
            self._write_areas(service)
            self._write_checks(service)
            self._write_cases()
            self._write_groups(service)
            self._observations.close()
            self._passages.close()
            self._close()

    def _close(self) -> None:
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415  # slow

        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the OSError: no room, for example
        finally:
            self._lent.take_back()

    def _observation(self, row: ObservationRow, result: CaseResult) -> list[Any]:
        standard = self._run.checks[row["check"]]
        evidence = "; ".join(f"{one['label']} {one['pointer']}".strip() for one in row["evidence"])
        return [
            result.case_id,
            row["check"],
            standard.name,
            standard.area.value,
            row["axis"],
            row["force"],
            words(row["outcome"]),
            *(_day(row[name]) for name in ("on", "due", "done")),
            row["days_late"],
            "yes" if row.get("harm") else None,
            self._clean(found_and_waived(row), result),
            self._clean(evidence, result),
            row["fingerprint"],
        ]

    def _passage(self, check: str, passage: Mapping[str, Any], result: CaseResult) -> list[Any]:
        target, source = passage["target"], passage["source"]
        row = [
            result.case_id,
            check,
            *(self._clean(target.get(name) or "", result) for name in PLACE),
            target["start"],
            target["end"],
            passage["words"],
            words(passage["kind"]),
            words(passage["relation"]),
            "yes" if passage["counted"] else "no",
            source["case_id"],
            *(self._clean(source.get(name) or "", result) for name in PLACE),
            source["start"],
            source["end"],
        ]
        if self._run.show_text:
            for case_id, place in ((result.case_id, target), (source["case_id"], source)):
                text = result.texts.get(case_id, {}).get(place["pointer"])
                row.append(text[place["start"] : place["end"]] if text else None)
        return row

    def _clean(self, text: str, result: CaseResult) -> str:
        return text if self._run.show_text else without_names(text, result.names, result.case_id)

    def _write_summary(self, service: ServiceResult) -> None:
        run = self._run
        holds = (
            "case ids, dates, findings and copied passages out of the records: keep it where "
            "the records are kept"
            if run.show_text
            else "case ids, dates and findings; no names and no text out of the records"
        )
        lines: list[tuple[str, Any]] = [
            ("This workbook holds", holds),
            ("Children audited", service.cases),
            ("As at", day(run.as_at) if run.as_at else "each child as at its own export"),
            ("Grading profile", run.profile),
            ("Grades are of", f"the {run.graded_period} before the audit date"),
            ("Other numbers are of", "the whole record: checks, cases, observations, passages"),
            ("Overall", words(service.grade)),
            ("Judged", practice(service) if service.judged or service.as_judged else DASH),
            *(("Why", line) for line in service.lines),
            *(("Judged", line) for line in judgements(service)),
            *(("Agreement", line) for line in agreement_lines(service.agreement)),
            *((f"Cases {words(g)}", number) for g, number in service.grades_of_cases.items()),
            ("The grades are", "indicative: they say what the records show; people decide"),
            ("qaudit", run.manifest["tool"]["version"]),
            ("Settings", run.manifest["settings_sha256"]),
            *(("Not audited", f"{one['path']}: {one['reason']}") for one in service.not_auditable),
            *(("Failed", one) for one in service.failures),
        ]
        sheet = Sheet(self._summary, self._formats, [("", 22), ("", 90)], heads=False)
        for line in lines[: MOST_ROWS - 1]:
            sheet.write(line)
        sheet.close(filters=False)

    def _write_areas(self, service: ServiceResult) -> None:
        rates = [(f"{axis.value} {name}", 12) for axis in Axis for name, _ in RATE]
        columns = [("area", 44), ("grade", 20), ("judged", 20), *rates, ("why", 90)]
        sheet = Sheet(self._areas, self._formats, columns)
        for area in Area:
            if graded := service.areas.get(area.value):
                sheet.write(_area(area, graded))
        sheet.close()

    def _write_checks(self, service: ServiceResult) -> None:
        sheet = Sheet(self._checks, self._formats, CHECKS)
        for code, found in service.checks.items():
            numbers = [found["outcomes"].get(name, 0) for name in ("not_met", "not_due")]
            sheet.write(
                [
                    code,
                    found["name"],
                    Area(found["area"]).title,
                    found["axis"],
                    found["force"],
                    *numbers,
                    found["outcomes"].get("cannot_tell", 0) + found["silent"].get("cannot_tell", 0),
                    found["cases_not_met"],
                    *_rate(found["rate"]),
                ]
            )
        sheet.close()

    def _write_cases(self) -> None:
        groups = list(dict.fromkeys(name for _, _, found in self._results for name in found))
        columns = [
            ("case", 14),
            ("as at", 13),
            ("grade", 20),
            ("judged", 20),
            ("why judged so", 40),
            ("standards not met", 18),
            ("times not met", 14),
            ("longest late, days", 18),
            *((area.value, 20) for area in Area),
            *((words(name), 18) for name in groups),
        ]
        sheet = Sheet(self._cases, self._formats, columns)
        for row, grades, found in self._results:
            areas = [words(grades[area]) if area in grades else None for area in Area]
            sheet.write([*row, *areas, *(self._group(name, found) for name in groups)])
        sheet.close()

    def _group(self, name: str, found: Mapping[str, str]) -> str | None:
        return self._names.group(name, found[name]) if name in found else None

    def _write_groups(self, service: ServiceResult) -> None:
        if service.groups:
            sheet = Sheet(self._book.add_worksheet("Groups"), self._formats, GROUPS)
            for name, groups in service.groups.items():
                for value, found in groups.items():
                    for row in _group(name, value, found):
                        sheet.write(row)
            sheet.close()


def _group(name: str, value: str, found: GroupResult) -> Iterator[list[Any]]:
    """The rows of a group: one for each of its areas, or one that says why there are none."""
    about = [words(name), value, found["cases"], words(found["grade"])]
    if not found["areas"]:
        yield [*about, *[None] * (len(GROUPS) - len(about) - 1), "\n".join(found["lines"])]
    for area, graded in found["areas"].items():
        compared = found["differences"].get(area)
        row = [*about, Area(area).title, words(graded["grade"])]
        if compared:
            low, high = compared["interval"]
            others = compared["others"]["rate"]
            row += [*_rate(compared["rate"])[:3], others if others is None else Share(others)]
            row += [Share(compared["difference"]), Share(low), Share(high)]
            row.append("yes" if compared["beyond_chance"] else "no")
        yield row


def _area(area: Area, graded: AreaGrade) -> list[Any]:
    judged = graded.get("judged")
    rates = (graded["axes"][axis]["rate"] if axis in graded["axes"] else None for axis in Axis)
    return [
        area.title,
        words(graded["grade"]),
        words(judged["grade"]) if judged else None,
        *(value for rate in rates for value in _rate(rate)),
        "\n".join(graded["lines"]),
    ]


def _rate(rate: RateRow | None) -> list[Any]:
    if rate is None:
        return [None] * len(RATE)
    low, high = rate["interval"] or (None, None)
    return [
        rate["met"],
        rate["judged"],
        *(Share(x) if x is not None else None for x in (rate["rate"], low, high)),
    ]


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
