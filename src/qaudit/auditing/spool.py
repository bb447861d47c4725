"""Where results wait between the audit of the cases and the end of the checks over all of them.

A temporary file without a name, readable by nobody else, that is gone when it is closed or the
process ends. It holds findings: dates, ids and pointers, and text of a case only where a report
is to show it.
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
        self._with_texts: dict[str, int] = {}

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
        if result.texts:
            self._with_texts[result.case_id] = self._file.tell()
        # Of our own making and read back by this process alone.
        pickle.dump(result, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def texts_of(self, case_id: str) -> dict[str, str]:
        """What stands in the documents of a case, by pointer; also while results are read back.

        Raises:
            KeyError: there is no such case, or no text was enclosed in it.
        """
        here = self._file.tell()
        self._file.seek(self._with_texts[case_id])
        texts = self._read().texts[case_id]
        self._file.seek(here)
        return texts

    def __iter__(self) -> Iterator[CaseResult]:
        self._file.seek(0)
        for _ in range(self._count):
            yield self._read()

    def _read(self) -> CaseResult:
        result: CaseResult = pickle.load(self._file)  # noqa: S301
        return result
