"""What the reports for continuous integration say of a finding: the same words in each."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from qaudit.checking.check import Standard
from qaudit.checking.results import BaselineState, CaseResult, ObservationRow
from qaudit.checking.standards import Outcome
from qaudit.reporting.base import Run
from qaudit.reporting.privacy import without_names
from qaudit.reporting.waivers import how_waived
from qaudit.reporting.words import count, printable

KNOWN = "known from the baseline"

TO_TELL = (Outcome.NOT_MET, Outcome.ERROR, Outcome.WAIVED)
"""The outcomes that somebody has to do something about, or answers for."""


@frozen
class Place:
    """Where in the input a finding is: a file, a line and a column, both from 1."""

    file: str
    line: int
    column: int


@frozen
class Found:
    """An observation as it is told, free of what could do harm where it is shown.

    Attributes:
        row: the observation.
        standard: what it was held to.
        text: in one line, without controls; without the child's names unless text is shown.
        place: where it is.
    """

    row: ObservationRow
    standard: Standard
    text: str
    place: Place

    @property
    def state(self) -> str:
        """How it stands to the baseline: new, worse or known; "" where there is none."""
        return self.row.get("baseline", "")


def findings(result: CaseResult, run: Run) -> Iterator[Found]:
    """The observations of a case that are to be told; those that are waived too."""
    for row in result.observations:
        if row["outcome"] in TO_TELL:
            yield Found(row, run.checks[row["check"]], said(row, result, run), place(row, result))


def said(row: ObservationRow, result: CaseResult, run: Run) -> str:
    """What was found, in one line."""
    late = f" ({count(row['days_late'], 'day')} late)" if row["days_late"] else ""
    waived = f"; {how_waived(row)}" if "waiver" in row else ""
    known = f"; {KNOWN}" if row.get("baseline") == BaselineState.KNOWN else ""
    return printable(shown(f"{row['message']}{late}{waived}{known}", result, run))


def shown(text: str, result: CaseResult, run: Run) -> str:
    """A text without the child's names, unless text of the cases may be shown."""
    return text if run.show_text else without_names(text, result.names, result.case_id)


def place(row: ObservationRow, result: CaseResult) -> Place:
    """Where the first evidence stands; the beginning of the record where there is none."""
    pointer = row["evidence"][0]["pointer"] if row["evidence"] else ""
    line, column = result.positions.get(pointer, (1, 1))
    whole = of_input(result.path)
    return Place(whole.file, whole.line + line - 1, column)


def of_input(path: str) -> Place:
    """Where an input begins: a file, or with one record a line its line, as in `FILE:LINE`."""
    file, _, number = path.rpartition(":")
    if file and number.isdecimal():
        return Place(file, int(number), 1)
    return Place(path, 1, 1)
