"""The words of all documents, kept in memory up to a limit and on disk beyond it.

Text is not kept: a word is its hashes, its offsets and its flags.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

import numpy as np

from qaudit.textreuse.tokens import Tokens

_ROW: Final = np.dtype(
    [("folded", "u4"), ("surface", "u4"), ("starts", "i4"), ("ends", "i4"), ("flags", "u1")]
)


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
        if self._file is None and self._begins[-1] * _ROW.itemsize > self._memory:
            self._file = tempfile.TemporaryFile(  # noqa: SIM115 - closed by __exit__
                prefix="qaudit-", dir=self._directory
            )
            for block in self._blocks:
                self._write(block)
            self._blocks.clear()
        if self._file is None:
            self._blocks.append(tokens)
        else:
            self._write(tokens)
        return number

    def read(self, block: int, first: int, stop: int) -> Tokens:
        """The words of a block from *first* up to *stop*."""
        if self._file is None:
            return self._blocks[block].part(first, stop)
        self._file.seek((self._begins[block] + first) * _ROW.itemsize)
        rows = np.frombuffer(self._file.read((stop - first) * _ROW.itemsize), _ROW)
        return Tokens(*(np.ascontiguousarray(rows[str(name)]) for name in _ROW.names or ()))

    def _write(self, tokens: Tokens) -> None:
        rows = np.empty(len(tokens), _ROW)
        for name in _ROW.names or ():
            rows[name] = getattr(tokens, name)
        assert self._file is not None
        self._file.seek(0, 2)
        self._file.write(rows.tobytes())
