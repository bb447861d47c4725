"""Sampled sequences of all families, kept in memory up to a limit and on disk beyond it.

They are read back in portions: all that have one key are in one portion.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

import attrs
import numpy as np
import numpy.typing as npt

from qaudit.textreuse.store import temporary_file
from qaudit.textreuse.tokens import Bool, Int32, UInt32

_PORTION_BITS: Final = 6
_PORTION: Final = np.uint32(32 - _PORTION_BITS)
_ROW: Final = np.dtype([("key", "u4"), ("document", "i4"), ("word", "i4"), ("open_to", "?")])

Rows = npt.NDArray[np.void]


@attrs.frozen(eq=False)
class Marks:
    """Sampled clauses: the key, the document and the word of each, and whether to look it up."""

    keys: UInt32
    documents: Int32
    words: Int32
    open_to: Bool

    def __len__(self) -> int:
        return len(self.keys)


class MarkStore:
    """Marks that are added in some order and read back by their keys.

    A context manager: the temporary file, if there is one, goes when the block
    is left, however it is left. There are hashes and numbers in it, no text.

    Args:
        memory: Bytes to hold in memory, at most.
        directory: Where the temporary file is made; None for the system's place.
    """

    def __init__(self, memory: int, directory: Path | None = None) -> None:
        self._most = memory // _ROW.itemsize
        self._directory = directory
        self._held: list[Marks] = []
        self._count = 0
        self._file: IO[bytes] | None = None
        # Where in the file rows of each portion stand, from where to where.
        self._written: list[list[tuple[int, int]]] = [[] for _ in range(1 << _PORTION_BITS)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
        self._held.clear()

    def add(self, marks: Marks) -> None:
        """Keep some marks."""
        self._held.append(marks)
        self._count += len(marks)
        if self._count > self._most:
            self._write()

    def portions(self) -> Iterator[Marks]:
        """All marks; those of one key are in one portion, in the order in which they came."""
        if self._file is None:
            yield self._taken()
            return
        self._write()
        for written in self._written:
            rows = np.concatenate([np.zeros(0, _ROW), *(self._read(*place) for place in written)])
            yield Marks(*(np.ascontiguousarray(rows[name]) for name in _ROW.names or ()))

    def _taken(self) -> Marks:
        """What is held, which is let go."""
        nothing = Marks(*(np.zeros(0, _ROW[name]) for name in _ROW.names or ()))
        columns: list[Any] = [
            np.concatenate(column)
            for column in zip(*map(_columns, [nothing, *self._held]), strict=True)
        ]
        self._held.clear()
        self._count = 0
        return Marks(*columns)

    def _write(self) -> None:
        if self._file is None:
            self._file = temporary_file(self._directory)
        marks = self._taken()
        portion = (marks.keys >> _PORTION).astype(np.uint8)
        order = np.argsort(portion, kind="stable")
        rows = np.empty(len(marks), _ROW)
        for name, column in zip(_ROW.names or (), _columns(marks), strict=True):
            rows[name] = column[order]
        edges = np.searchsorted(portion[order], np.arange((1 << _PORTION_BITS) + 1)).tolist()
        self._file.seek(0, 2)
        begin = self._file.tell()
        for written, first, stop in zip(self._written, edges, edges[1:], strict=False):
            if first < stop:
                place = begin + first * _ROW.itemsize, begin + stop * _ROW.itemsize
                written.append(place)
        self._file.write(rows.tobytes())

    def _read(self, begin: int, end: int) -> Rows:
        assert self._file is not None
        self._file.seek(begin)
        return np.frombuffer(self._file.read(end - begin), _ROW)


def _columns(marks: Marks) -> tuple[UInt32, Int32, Int32, Bool]:
    return marks.keys, marks.documents, marks.words, marks.open_to
