"""The words of all documents, kept in memory up to a limit and on disk beyond it.

Text is not kept: a word is its hashes, its offsets and its flags.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

import attrs
import numpy as np
import numpy.typing as npt

from qaudit.textreuse.sample import Sample
from qaudit.textreuse.tokens import Tokens, UInt8, UInt32

_WORD_COLUMNS: Final[dict[str, np.dtype[Any]]] = {
    "folded": np.dtype("u4"),
    "surface": np.dtype("u4"),
    "starts": np.dtype("i4"),
    "ends": np.dtype("i4"),
    "flags": np.dtype("u1"),
}
_SAMPLE_COLUMNS: Final[dict[str, np.dtype[Any]]] = {
    "phrases": np.dtype("u4"),
    "passages": np.dtype("u4"),
}
_COLUMNS: Final = _WORD_COLUMNS | _SAMPLE_COLUMNS

Bounds = tuple[int, int]


@attrs.frozen
class Stretch:
    """Some words of a block, and their part of its sample: from where up to where."""

    block: int
    words: Bounds
    phrases: Bounds
    passages: Bounds


def temporary_file(directory: Path | None) -> IO[bytes]:
    """An empty file that nobody else can read and that goes when it is closed.

    What is written there is made from case text.
    """
    return tempfile.TemporaryFile(prefix="qaudit-", dir=directory)


class TokenStore:
    """Blocks of words, each with its sample, that can be read back in part.

    Several threads may read at a time.

    A context manager: the temporary file, if there is one, goes when the block
    is left, however it is left.

    Args:
        memory: Bytes to hold in memory, at most.
        directory: Where the temporary file is made; None for the system's place.
    """

    def __init__(self, memory: int, directory: Path | None = None) -> None:
        self._memory = memory
        self._directory = directory
        self._blocks: list[dict[str, npt.NDArray[Any]]] = []
        # Where in the file the columns of each block begin.
        self._begins: list[dict[str, int]] = []
        self._bytes = 0
        self._file: IO[bytes] | None = None
        self._reading = threading.Lock()

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
        self._blocks.clear()

    @property
    def on_disk(self) -> bool:
        """Whether the limit was passed."""
        return self._file is not None

    def add(self, tokens: Tokens, sample: Sample) -> int:
        """Keep a block of words and its sample; returns its number."""
        block = {name: getattr(tokens, name) for name in _WORD_COLUMNS}
        block |= {name: getattr(sample, name) for name in _SAMPLE_COLUMNS}
        number = len(self._begins) + len(self._blocks)
        self._bytes += sum(column.nbytes for column in block.values())
        self._blocks.append(block)
        if self._bytes > self._memory:
            self._write()
        return number

    def read(self, stretches: Sequence[Stretch]) -> Tokens:
        """The words of *stretches*, one after another; they can be written to."""
        joined = _joined((one.block, *one.words) for one in stretches)
        return Tokens(*(self._column(name, joined) for name in _WORD_COLUMNS))

    def flags(self, stretches: Sequence[Stretch]) -> UInt8:
        """The flags alone of the words of *stretches*."""
        return self._column("flags", _joined((one.block, *one.words) for one in stretches))

    def phrases(self, stretches: Sequence[Stretch]) -> UInt32:
        """The keys of the sampled phrases of *stretches*, one after another."""
        return self._column("phrases", _joined((one.block, *one.phrases) for one in stretches))

    def passages(self, stretches: Sequence[Stretch]) -> UInt32:
        """The keys of the sampled passages of *stretches*, one after another."""
        return self._column("passages", _joined((one.block, *one.passages) for one in stretches))

    def _column(self, name: str, places: Sequence[tuple[int, int, int]]) -> npt.NDArray[Any]:
        return np.concatenate([self._part(name, *place) for place in places])

    def _part(self, name: str, block: int, first: int, stop: int) -> npt.NDArray[Any]:
        if self._file is None:
            return self._blocks[block][name][first:stop]
        kind = _COLUMNS[name]
        with self._reading:
            self._file.seek(self._begins[block][name] + first * kind.itemsize)
            return np.frombuffer(self._file.read((stop - first) * kind.itemsize), kind)

    def _write(self) -> None:
        """Write what is held in memory to disk, block by block and column by column."""
        if self._file is None:
            self._file = temporary_file(self._directory)
        self._file.seek(0, 2)
        for block in self._blocks:
            begins = {}
            for name, kind in _COLUMNS.items():
                begins[name] = self._file.tell()
                self._file.write(block[name].astype(kind, copy=False).data)
            self._begins.append(begins)
        self._blocks.clear()


def _joined(places: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Places in blocks, those that follow each other made one."""
    joined: list[tuple[int, int, int]] = []
    for block, first, stop in places:
        if joined and joined[-1][0] == block and joined[-1][2] == first:
            joined[-1] = (block, joined[-1][1], stop)
        else:
            joined.append((block, first, stop))
    return joined
