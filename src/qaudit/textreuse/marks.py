"""Sampled sequences of all families, kept in memory up to a limit and on disk beyond it.

They are read back in portions, by the first bits of their keys: small enough
for the processor's cache, and for memory.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

import attrs
import numpy as np
import numpy.typing as npt

from qaudit.textreuse.grams import KEY_BITS
from qaudit.textreuse.store import temporary_file
from qaudit.textreuse.tokens import Bool, Int32, UInt32

_PORTION_BITS: Final = 6
_PORTIONS: Final = 1 << _PORTION_BITS
_LEAST_ROWS: Final = 1 << 17
_BELOW_PORTION: Final = np.uint32(KEY_BITS - _PORTION_BITS)
_ROW: Final = np.dtype([("key", "u4"), ("document", "i4"), ("word", "i4"), ("open_to", "?")])

Rows = npt.NDArray[np.void]


@attrs.frozen(eq=False)
class Marks:
    """Sampled passages: the key, the document and the word of each, and whether to look it up."""

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
        self._memory = memory
        self._directory = directory
        # Rows in the order of their portions, and where each portion begins.
        self._held: list[tuple[Rows, list[int]]] = []
        self._bytes = 0
        self._file: IO[bytes] | None = None
        # Where in the file rows of each portion stand, from where to where.
        self._written: list[list[tuple[int, int]]] = [[] for _ in range(_PORTIONS)]

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
        portion = (marks.keys >> _BELOW_PORTION).astype(np.uint8)
        order = np.argsort(portion, kind="stable")
        rows = np.empty(len(order), _ROW)
        rows["key"] = marks.keys[order]
        rows["document"] = marks.documents[order]
        rows["word"] = marks.words[order]
        rows["open_to"] = marks.open_to[order]
        edges = np.searchsorted(portion[order], np.arange(_PORTIONS + 1)).tolist()
        self._held.append((rows, edges))
        self._bytes += rows.nbytes
        if self._bytes > self._memory:
            self._write()

    def portions(self) -> Iterator[Marks]:
        """All marks; those of one key are in one portion, in the order in which they came."""
        first, rows = 0, 0
        for portion in range(_PORTIONS):
            rows += self._size(portion)
            if rows >= _LEAST_ROWS or portion == _PORTIONS - 1:
                yield self._between(first, portion + 1)
                first, rows = portion + 1, 0

    def _size(self, portion: int) -> int:
        held = sum(edges[portion + 1] - edges[portion] for _, edges in self._held)
        written = sum(end - begin for begin, end in self._written[portion])
        return held + written // _ROW.itemsize

    def _between(self, first: int, stop: int) -> Marks:
        """The marks of the portions from *first* up to *stop*."""
        written = itertools.chain.from_iterable(self._written[first:stop])
        rows = np.concatenate(
            [
                np.zeros(0, _ROW),
                *(self._read(*place) for place in written),
                *(held[edges[first] : edges[stop]] for held, edges in self._held),
            ]
        )
        return Marks(*(np.ascontiguousarray(rows[name]) for name in _ROW.names or ()))

    def _write(self) -> None:
        """Write to disk what is held."""
        if self._file is None:
            self._file = temporary_file(self._directory)
        self._file.seek(0, 2)
        for rows, edges in self._held:
            begin = self._file.tell()
            for written, (first, stop) in zip(
                self._written, itertools.pairwise(edges), strict=True
            ):
                if first < stop:
                    written.append((begin + first * _ROW.itemsize, begin + stop * _ROW.itemsize))
            self._file.write(rows.tobytes())
        self._held.clear()
        self._bytes = 0

    def _read(self, begin: int, end: int) -> Rows:
        assert self._file is not None
        self._file.seek(begin)
        return np.frombuffer(self._file.read(end - begin), _ROW)
