"""The rows of one file of the return: read, or refused with line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import getitem, itemgetter
from typing import Any

from attrs import define, field

from qaudit.sources.base import Sums, Tally
from qaudit.sources.dates import NOT_YET, Dates
from qaudit.sources.ssda903.codes import NO_URN
from qaudit.sources.ssda903.model import Cell, Column, Kind
from qaudit.sources.tables import Row, Table, why_unprintable

LONGEST_ID = 200
"""A record's case_id is no longer."""


class Unreadable(Exception):
    """A cell cannot be read; the argument says why, without what stands in it."""


class _Cells(dict[str, Cell]):
    """What the cells of a column say. A return repeats itself, so each is read once."""

    def __init__(self, column: Column, dates: Dates) -> None:
        super().__init__()
        self._faults: dict[str, str] = {}
        self._must = column.must
        self._read = _reader(column, dates)

    def __missing__(self, cell: str) -> Cell:
        fault = self._faults.get(cell, "")
        if not fault:
            try:
                value = self[cell] = self._said(cell.strip())
            except ValueError as error:
                fault = self._faults[cell] = str(error)
            else:
                return value
        raise Unreadable(fault)

    def _said(self, text: str) -> Cell:
        if not text:
            if self._must:
                raise ValueError("is empty")
            return None
        if why := why_unprintable(text):
            raise ValueError(why)
        return self._read(text)


def _reader(column: Column, dates: Dates) -> Callable[[str], Cell]:
    if column.dated:
        return dates.read if column.ends else dates.read_past
    if column.codes is not None:
        known = column.codes

        def read_code(text: str) -> Cell:
            try:
                return known[text.upper()]
            except KeyError:
                raise ValueError("is not a code of the return") from None

        return read_code
    return {"URN": _urn, "CHILD": _case_id}.get(column.heading, str)


def _urn(text: str) -> Cell:
    return None if text.upper() in NO_URN else text


def _case_id(text: str) -> Cell:
    if len(text) > LONGEST_ID:
        raise ValueError(f"is longer than {LONGEST_ID} characters")
    return text


@define
class File:
    """One file while it is read: iterate for the line and values of each row that could be.

    Values stand in the order of the kind's columns, so the child's id first.

    Attributes:
        name: the file's name within the folder.
        kind: what it holds.
        lost: the children of whom rows were refused, where the row says whose it is. One that
            was refused because it is dated after the export is no loss: on that day there
            was no such thing.
    """

    name: str
    kind: Kind
    _table: Table
    _dates: Dates
    _tally: Tally
    sums: Sums
    lost: set[str] = field(factory=set)

    def refuse(self, line: int, child: str, faults: list[tuple[str, str]]) -> None:
        """Refuse a row, for each (column, reason)."""
        self.sums.refused += 1
        if any(reason != NOT_YET for _, reason in faults):
            self.lost.add(child)
        for column, reason in faults:
            self._tally.refuse(self.name, line, column, reason)

    def refuse_cell(self, line: int, column: str, reason: str) -> None:
        """Refuse a cell of a row that is carried without it."""
        self.sums.refused_cells += 1
        self._tally.refuse(self.name, line, column, reason, whole_row=False)

    def note(self, line: int, what: str) -> None:
        self._tally.note(self.name, line, what)

    def __iter__(self) -> Iterator[tuple[int, list[Any]]]:
        places = {heading: at for at, heading in enumerate(self._table.headings)}
        columns = [column for column in self.kind.columns if column.heading in places]
        plan = [(places[c.heading], _Cells(c, self._dates)) for c in columns]
        # A column that may be missing and is, is a blank one.
        gaps = [at for at, c in enumerate(self.kind.columns) if c.heading not in places]
        cells_of = [read for _, read in plan]
        pick = itemgetter(*(at for at, _ in plan))
        span = self._span(self.kind)
        owner = places["CHILD"]
        for row in self._table:
            line, cells, fault = row
            self.sums.read += 1
            if fault:
                child = cells[owner].strip() if owner < len(cells) else ""
                self.refuse(line, child, [("", fault)])
                continue
            try:
                values = list(map(getitem, cells_of, pick(cells)))
            except (Unreadable, IndexError):
                kept = self._with_faults(row, columns, plan, owner)
                if kept is None:
                    continue
                values = kept
            for gap in gaps:
                values.insert(gap, None)
            if span is None or self._in_order(line, values, span):
                yield line, values

    def _with_faults(
        self,
        row: Row,
        columns: list[Column],
        plan: list[tuple[int, _Cells]],
        owner: int,
    ) -> list[Cell] | None:
        """The values of a row of which some cannot be read; None where that refuses it."""
        if not any(map(str.strip, row.cells)):
            self.sums.left_out["the row is blank"] += 1
            return None
        values: list[Cell] = []
        faults: list[tuple[str, str]] = []
        fatal: list[tuple[str, str]] = []
        for column, (at, read) in zip(columns, plan, strict=True):
            try:
                values.append(read[row.cells[at]])
            except Unreadable as error:
                values.append(None)
                fault = (column.heading, str(error))
                (fatal if column.must or column.ends else faults).append(fault)
        if fatal:
            self.refuse(row.line, row.cells[owner].strip(), fatal)
            return None
        for heading, reason in faults:
            self.refuse_cell(row.line, heading, reason)
        return values

    @staticmethod
    def _span(kind: Kind) -> tuple[int, int, str, list[int]] | None:
        """Where in the values an interval begins and ends, and what is void without an end."""
        if kind.interval is None:
            return None
        headings = [column.heading for column in kind.columns]
        start, end, void = kind.interval
        return headings.index(start), headings.index(end), end, [headings.index(h) for h in void]

    def _in_order(
        self, line: int, values: list[Cell], span: tuple[int, int, str, list[int]]
    ) -> bool:
        """Whether an end is not before its beginning; an end after the export is taken out."""
        at_start, at_end, heading, void = span
        start, end = values[at_start], values[at_end]
        if start is None or end is None:
            return True
        if end < start:
            self.refuse(line, values[0] or "", [(heading, "is before the beginning")])
            return False
        if end > self._dates.exported_on:
            reason = "is after the day of the export; it is carried as not ended"
            self.refuse_cell(line, heading, reason)
            for at in (at_end, *void):
                values[at] = None
        elif end == start:
            self.note(line, f"{heading} is the day it began")
        return True
