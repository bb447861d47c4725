"""CSV files from anywhere: every row with its line, every fault with a reason, in a stream."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

MOST_CHARACTERS = 64 * 1024
"""In one line. A return's lines have some hundred."""

_NOT_CLOSED = "a quotation mark is out of place or not closed"


class Row(NamedTuple):
    """A row: its first line from 1, its cells, and why they cannot be read ("": they can)."""

    line: int
    cells: list[str]
    fault: str = ""


class TooLong(Exception):
    """A line is longer than `MOST_CHARACTERS`: the file is no table, or is broken there."""


class NotClosed(Exception):
    """A row goes on into a line that is too long: a quotation mark is not closed."""


class _Lines:
    """The lines of a stream, none too long, that can be handed back to be read again."""

    def __init__(self, stream: IO[str]) -> None:
        self._readline = stream.readline
        self._again: list[str | None] = []
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line: str | None
        if self._again:
            line = self._again.pop()
        else:
            line = self._readline(MOST_CHARACTERS + 1)
            if len(line) > MOST_CHARACTERS:
                self._skip(line)
                line = None  # here and in `_again`: a line that is too long
        if not line:
            if line is None and not self.taken:
                self.number += 1
                raise TooLong
            if line is None:
                self._again.append(None)
                raise NotClosed
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def _skip(self, line: str) -> None:
        """Pass over the rest of a line, a piece at a time."""
        while line and not line.endswith("\n"):
            line = self._readline(MOST_CHARACTERS)

    def hand_back(self) -> None:
        """Read all but the first line of the present row again, each as a row of its own."""
        self._again += reversed(self.taken[1:])
        self.number -= len(self.taken) - 1
        self.taken.clear()


class Table:
    """A CSV file with headings: `headings`, then its rows by iterating.

    Bytes that are not UTF-8 are kept as lone surrogates, so that the cell they are in can be
    refused and no other. A quotation mark that is not closed costs its line and no other.
    """

    def __init__(self, stream: IO[str]) -> None:
        """Read the headings.

        Raises:
            ValueError: why there are none.
        """
        self._lines = _Lines(stream)
        first = next(self._rows(), None)
        if first is None:
            raise ValueError("the file is empty")
        if first.fault:
            raise ValueError(first.fault)
        self.headings = tuple(cell.strip().upper() for cell in first.cells)
        if not any(self.headings):
            raise ValueError("the first line holds no headings")
        for heading in self.headings:
            if heading and self.headings.count(heading) > 1:
                raise ValueError("a heading stands there twice")

    def __iter__(self) -> Iterator[Row]:
        width = len(self.headings)
        for row in self._rows():
            if len(self._lines.taken) > 1 and self._swallows(row.cells):
                self._lines.hand_back()
                yield Row(row.line, row.cells, _NOT_CLOSED)
            elif row.fault or len(row.cells) == width or not any(map(str.strip, row.cells)):
                yield row
            elif len(row.cells) < width:
                yield Row(row.line, row.cells, "the row has fewer cells than there are headings")
            elif any(map(str.strip, row.cells[width:])):
                yield Row(row.line, row.cells, "the row has more cells than there are headings")
            else:  # commas at the end of a line, as spreadsheets leave them
                yield row

    def _swallows(self, cells: list[str]) -> bool:
        """Whether a row over several lines is rows between two quotation marks out of place.

        It is where it does not have the cells of a row, or a line within it has them by itself.
        """
        width = len(self.headings)
        return len(cells) != width or any(
            line.count(",") + 1 == width for line in self._lines.taken[1:]
        )

    def _rows(self) -> Iterator[Row]:
        lines = self._lines
        reader = csv.reader(lines, strict=True)
        while True:
            lines.taken.clear()
            line = lines.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except TooLong:
                yield Row(line, [], f"the line has more than {MOST_CHARACTERS} characters")
            except (csv.Error, NotClosed):
                first = lines.taken[0].split(",")
                lines.hand_back()
                reader = csv.reader(lines, strict=True)
                yield Row(line, first, _NOT_CLOSED)
            else:
                yield Row(line, cells)


def open_table(path: Path) -> IO[str]:
    """A file as text: UTF-8 with or without a byte order mark."""
    return path.open(encoding="utf-8-sig", errors="surrogateescape")


def why_unprintable(text: str) -> str:
    """Why a cell cannot be text, if it cannot: "" if it can."""
    if text.isprintable():
        return ""
    if any("\udc80" <= character <= "\udcff" for character in text):
        return "is not UTF-8 (save the file as CSV UTF-8)"
    return "holds a character that cannot be printed"
