"""What a source is: a format that can be turned into case records, and what came of it.

A source's `read` gives a `Reading`: iterate it and the records come one at a time; when it is
exhausted, its `outcome` holds the sums. Nothing that was met in the folder is without a place
in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from attrs import define, field, frozen

Record = dict[str, Any]
"""One case record, JSON-ready: dates are "YYYY-MM-DD"."""

MOST_REFUSALS = 1000
"""How many refusals are kept in words; all of them are counted."""


@frozen(kw_only=True)
class Refusal:
    """Something that could not be read, and where. It never says what stood there.

    Attributes:
        file: the file's name within the folder.
        line: the line in the file, from 1, as a text editor counts. Of a row that goes over
            several lines, the first.
        column: the column's heading; empty where the row or the file as a whole is meant.
        reason: why, in plain words.
        whole_row: whether the row was left out; if not, only this cell was.
    """

    file: str
    line: int
    column: str
    reason: str
    whole_row: bool = True

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}"
        return f"{place}, {self.column or 'the row'}: {self.reason}"


@frozen(kw_only=True)
class Note:
    """Something odd that was carried all the same.

    Attributes:
        file: the file's name within the folder.
        what: what is odd, in plain words.
        times: how often.
        first_line: where first in the file.
    """

    file: str
    what: str
    times: int
    first_line: int


@frozen(kw_only=True)
class FileCount:
    """What became of the rows of a file: `read == carried + refused + rows left out`.

    Attributes:
        file: the file's name within the folder.
        kind: what the file holds, as the source names it.
        read: the rows below the headings.
        carried: the rows that stand in a record.
        refused: the rows that could not be read.
        left_out: the rows that were understood and have no place in a record, by reason.
        refused_cells: single values left out of rows that were carried.
    """

    file: str
    kind: str
    read: int
    carried: int
    refused: int
    left_out: Mapping[str, int]
    refused_cells: int


@frozen(kw_only=True)
class LeftOut:
    """A column, or with an empty `column` a file, that is not carried, and why."""

    file: str
    column: str = ""
    why: str


@frozen(kw_only=True)
class Import:
    """What came of reading a folder.

    Attributes:
        children: the records made.
        files: the rows of each file that was read.
        columns_left_out: the columns of those files that are not carried.
        files_not_read: what else lay in the folder.
        refusals: what could not be read, at most `MOST_REFUSALS`.
        refusals_in_all: how many there were.
        notes: what is odd and was carried.
        covers: section -> the first day that the export is taken to cover.
    """

    children: int
    files: tuple[FileCount, ...]
    columns_left_out: tuple[LeftOut, ...]
    files_not_read: tuple[LeftOut, ...]
    refusals: tuple[Refusal, ...]
    refusals_in_all: int
    notes: tuple[Note, ...]
    covers: Mapping[str, str]


@define
class Sums:
    """The counts of one file while it is read."""

    kind: str
    read: int = 0
    carried: int = 0
    refused: int = 0
    refused_cells: int = 0
    left_out: Counter[str] = field(factory=Counter)


@define
class Tally:
    """The counts of a reading under way. A source writes here; `outcome` sums up."""

    children: int = 0
    covers: dict[str, str] = field(factory=dict)
    _files: dict[str, Sums] = field(factory=dict)
    _columns: list[LeftOut] = field(factory=list)
    _not_read: list[LeftOut] = field(factory=list)
    _refusals: list[Refusal] = field(factory=list)
    _refusals_in_all: int = 0
    _notes: dict[tuple[str, str], list[int]] = field(factory=dict)

    def opens(self, file: str, kind: str) -> Sums:
        """The sums of a file that is about to be read: count `read` and `carried` there."""
        return self._files.setdefault(file, Sums(kind))

    def refuse(
        self, file: str, line: int, column: str, reason: str, *, whole_row: bool = True
    ) -> None:
        """Keep a refusal. It counts no row: `Sums.refused` does, once for each row."""
        self._refusals_in_all += 1
        if len(self._refusals) < MOST_REFUSALS:
            self._refusals.append(
                Refusal(file=file, line=line, column=column, reason=reason, whole_row=whole_row)
            )

    def note(self, file: str, line: int, what: str) -> None:
        """Count something odd that is carried."""
        seen = self._notes.setdefault((file, what), [0, line])
        seen[0] += 1
        seen[1] = min(seen[1], line)

    def leaves_out(self, file: str, column: str, why: str) -> None:
        """Say that a column is not carried."""
        self._columns.append(LeftOut(file=file, column=column, why=why))

    def passes_over(self, file: str, why: str) -> None:
        """Say that a file is not read."""
        self._not_read.append(LeftOut(file=file, why=why))

    def outcome(self) -> Import:
        return Import(
            children=self.children,
            files=tuple(
                FileCount(
                    file=name,
                    kind=sums.kind,
                    read=sums.read,
                    carried=sums.carried,
                    refused=sums.refused,
                    left_out=dict(sums.left_out),
                    refused_cells=sums.refused_cells,
                )
                for name, sums in self._files.items()
            ),
            columns_left_out=tuple(self._columns),
            files_not_read=tuple(self._not_read),
            refusals=tuple(self._refusals),
            refusals_in_all=self._refusals_in_all,
            notes=tuple(
                Note(file=file, what=what, times=times, first_line=line)
                for (file, what), (times, line) in self._notes.items()
            ),
            covers=dict(self.covers),
        )


class Reading:
    """The records of a folder, one at a time, and afterwards what came of it.

    Each iteration reads the folder anew. `outcome` is that of the last one finished.
    """

    def __init__(self, read: Callable[[Tally], Iterator[Record]]) -> None:
        """Wrap a function that yields the records and counts in the tally it is given."""
        self._read = read
        self._outcome: Import | None = None

    def __iter__(self) -> Iterator[Record]:
        self._outcome = None
        tally = Tally()
        for record in self._read(tally):
            tally.children += 1
            yield record
        self._outcome = tally.outcome()

    @property
    def outcome(self) -> Import:
        """What came of it.

        Raises:
            RuntimeError: the records have not been read to the end.
        """
        if self._outcome is None:
            raise RuntimeError("the outcome is known when all records have been read")
        return self._outcome


@runtime_checkable
class Source(Protocol):
    """A format that can be imported.

    Attributes:
        name: as it is written after `qaudit import`.
        summary: what it is, in one line.
    """

    name: str
    summary: str

    def read(self, folder: Path, *, exported_on: date, covers_from: date | None = None) -> Reading:
        """The case records of an export.

        Args:
            folder: where the exported files lie.
            exported_on: the day of the export; the records know nothing later.
            covers_from: the first day that the export covers, where whoever exported knows it.

        Raises:
            NotADirectoryError: there is no such folder.
        """
        ...
