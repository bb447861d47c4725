"""Where results wait between the audit of the cases and the end of the checks over all of them.

A temporary file without a name, readable by nobody else, that is gone when it is closed or the
process ends. It holds findings: dates, ids and pointers, no text of a case.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from qaudit.checking.results import CaseResult

IN_MEMORY = 8 * 1024 * 1024


class Spool:
    """Results, written in order and read back in the same order."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def append(self, result: CaseResult) -> None:
        # Of our own making and read back by this process alone.
        pickle.dump(result, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[CaseResult]:
        self._file.seek(0)
        for _ in range(self._count):
            result: CaseResult = pickle.load(self._file)  # noqa: S301
            yield result
