"""What a reporter is: something that is told of a run, case by case, and writes a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any, Protocol, runtime_checkable

from attrs import frozen

from qaudit.checking.check import Standard
from qaudit.checking.results import CaseResult, Enclosure, ServiceResult


@frozen(kw_only=True)
class Run:
    """What a reporter may know of a run before the first case.

    Attributes:
        as_at: the day given for all records; "" where each is judged as at its own export.
        profile: the name of the grading profile.
        graded_period: how far back from the audit date an occasion is graded: "24 months".
        manifest: tool, plugins, checks and settings, and the hashes of what was read.
        checks: the standards of the selected checks, by code.
        explain: whether grades are to be taken apart line by line.
        show_text: whether text of the cases may be shown.
        tolerated: the share of 1 that may fail where practice is good, by the profile.
        width: how many characters a line may have on the terminal.
    """

    as_at: str
    profile: str
    graded_period: str
    manifest: Mapping[str, Any]
    checks: Mapping[str, Standard]
    explain: bool = False
    show_text: bool = False
    tolerated: float = 0.2
    width: int = 100


def whole_record(run: Run) -> str:
    """What stands where a reader meets numbers that are not those of the grades."""
    period = run.graded_period
    return f"Over the whole record; the grades count the {period} before the audit date."


class WrongFile(Exception):
    """A file whose name is not one that a reporter writes to; it says what is."""


class Report(Protocol):
    """One report being written."""

    def case(self, result: CaseResult) -> None:
        """Take a case, audited and graded; cases come in the order of the input."""

    def end(self, service: ServiceResult) -> None:
        """Take what came of all of them, and finish the report."""


def enclosures(reporters: Iterable[Reporter], *, show_text: bool) -> frozenset[Enclosure]:
    """What some reporters want beside the findings, texts only where they may be shown."""
    wanted = {Enclosure(one) for reporter in reporters for one in getattr(reporter, "encloses", ())}
    return frozenset(wanted if show_text else wanted - {Enclosure.TEXTS})


@runtime_checkable
class Reporter(Protocol):
    """A kind of report.

    Attributes:
        name: as in `--report NAME`.
        summary: one line for help.
        to_screen: whether it may be written to the terminal where no file is named.

    A reporter may also have `encloses`, a set of `Enclosure`: what it wants to be given beside
    the findings of a case. Texts come only where the user asks for them to be shown. And it may
    have `for_file`, which takes the path of the file and returns the reporter to use for it, or
    raises `WrongFile`.
    """

    name: str
    summary: str
    to_screen: bool

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        """Start a report that is written to a stream of bytes."""
