"""The words of all documents, kept in memory up to a limit and on disk beyond it.

Text is not kept: a word is its hashes, its offsets and its flags.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

import attrs
import numpy as np

from qaudit.textreuse.tokens import Tokens, join_tokens

_COLUMNS: Final[dict[str, np.dtype[Any]]] = {
    "folded": np.dtype("u4"),
    "surface": np.dtype("u4"),
    "starts": np.dtype("i4"),
    "ends": np.dtype("i4"),
    "flags": np.dtype("u1"),
}
_WORD_BYTES: Final = sum(column.itemsize for column in _COLUMNS.values())


@attrs.frozen
class Stretch:
    """The words of a block from ``first`` up to ``stop``."""

    block: int
    first: int
    stop: int


def temporary_file(directory: Path | None) -> IO[bytes]:
    """An empty file that nobody else can read and that goes when it is closed.

    What is written there is made from case text.
    """
    return tempfile.TemporaryFile(prefix="qaudit-", dir=directory)


class TokenStore:
    """Blocks of words that can be read back in part.

    A context manager: the temporary file, if there is one, goes when the block
    is left, however it is left.

    Args:
        memory: Bytes to hold in memory, at most.
        directory: Where the temporary file is made; None for the system's place.
    """

    def __init__(self, memory: int, directory: Path | None = None) -> None:
        self._memory = memory
        self._directory = directory
        self._blocks: list[Tokens] = []
        self._begins: list[int] = [0]
        self._file: IO[bytes] | None = None

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

    def add(self, tokens: Tokens) -> int:
        """Keep a block of words; returns its number."""
        number = len(self._begins) - 1
        self._begins.append(self._begins[-1] + len(tokens))
        if self._file is None and self._begins[-1] * _WORD_BYTES > self._memory:
            self._file = temporary_file(self._directory)
            for block in self._blocks:
                self._write(block)
            self._blocks.clear()
        if self._file is None:
            self._blocks.append(tokens)
        else:
            self._write(tokens)
        return number

    def read(self, stretches: Iterable[Stretch]) -> Tokens:
        """The words of *stretches*, one after another; they can be written to."""
        joined: list[Stretch] = []
        for stretch in stretches:
            last = joined[-1] if joined else None
            if last is not None and (last.block, last.stop) == (stretch.block, stretch.first):
                joined[-1] = Stretch(last.block, last.first, stretch.stop)
            else:
                joined.append(stretch)
        if self._file is None:
            return join_tokens(
                [self._blocks[one.block].part(one.first, one.stop) for one in joined]
            )
        return join_tokens([self._from_file(one) for one in joined])

    def _write(self, tokens: Tokens) -> None:
        """Write a block, column by column."""
        assert self._file is not None
        self._file.seek(0, 2)
        for name, column in _COLUMNS.items():
            self._file.write(getattr(tokens, name).astype(column, copy=False).data)

    def _from_file(self, stretch: Stretch) -> Tokens:
        assert self._file is not None
        begin, end = self._begins[stretch.block : stretch.block + 2]
        place = begin * _WORD_BYTES
        columns = []
        for column in _COLUMNS.values():
            self._file.seek(place + stretch.first * column.itemsize)
            count = stretch.stop - stretch.first
            columns.append(np.frombuffer(self._file.read(count * column.itemsize), column))
            place += (end - begin) * column.itemsize
        return Tokens(*columns)
