"""`--report letter:PATH`: the findings as a letter, in Markdown (.md) or for Word (.docx)."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from attrs import define, evolve

from qaudit.checking.results import CaseResult, ServiceResult
from qaudit.letters.markdown import as_markdown
from qaudit.letters.opening import About
from qaudit.letters.word import as_word
from qaudit.letters.writing import write_letter
from qaudit.reporting.base import Report, Run, WrongFile

MARKDOWN, WORD = (".md", ".markdown"), (".docx",)


@define
class LetterReporter:
    """A letter for those who lead the service."""

    name: str = "letter"
    summary: str = "the findings as a letter: PATH ends in .md or .docx"
    to_screen: bool = True
    in_word: bool = False

    def for_file(self, path: Path) -> LetterReporter:
        """The letter in the form that a file's name asks for.

        Raises:
            WrongFile: it asks for neither.
        """
        ending = path.suffix.lower()
        if ending not in (*MARKDOWN, *WORD):
            raise WrongFile("a letter is written to a file that ends in .md or .docx")
        return evolve(self, in_word=ending in WORD)

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _LetterReport(run, stream, self.in_word)


@define
class _LetterReport:
    _run: Run
    _stream: IO[bytes]
    _in_word: bool
    _first: str = ""
    _earliest: str = ""
    _last: str = ""

    def case(self, result: CaseResult) -> None:
        since = result.graded_from or result.as_at
        self._first = min(self._first or since, since)
        self._earliest = min(self._earliest or result.as_at, result.as_at)
        self._last = max(self._last, result.as_at)

    def end(self, service: ServiceResult) -> None:
        about = About(
            first=self._first,
            earliest=self._earliest,
            last=self._last,
            tolerated=self._run.tolerated,
            occasions=sum(row["graded"]["rate"]["judged"] for row in service.checks.values()),
        )
        if not service.cases:
            self._stream.write(b"Nothing was audited.\n")
            return
        letter = write_letter(service, about)
        written = as_word(letter) if self._in_word else as_markdown(letter).encode("utf-8")
        self._stream.write(written)
