"""The reports of a run: which are wanted, and their writing, each whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import click
from attrs import define, field, frozen

from qaudit.cases.reading import is_case_file
from qaudit.checking.failures import kind_and_place
from qaudit.checking.results import CaseResult, ServiceResult
from qaudit.plugins.host import Host
from qaudit.reporting.base import Report, Reporter, Run, WrongFile
from qaudit.reporting.files import written_whole

WIDEST = 140
"""Characters; a longer line is hard to follow with the eye."""


def screen_width() -> int:
    """How many characters a line of a report may have."""
    return max(80, min(shutil.get_terminal_size((100, 24)).columns, WIDEST))


@frozen
class Wanted:
    """A report that was asked for, and where it goes; None: to the screen."""

    reporter: Reporter
    path: Path | None


def wanted_reports(texts: Iterable[str], inputs: Sequence[str], host: Host) -> list[Wanted]:
    """What `--report NAME[:PATH]` asks for.

    Raises:
        click.UsageError: there is no such report, or it cannot go there.
    """
    wanted = []
    for name, path in places(texts, inputs, host.reporters):
        if not path and not host.reporters[name].to_screen:
            raise click.UsageError(f"the report {name!r} needs a file: --report {name}:PATH")
        wanted.append(Wanted(_for_file(host.reporters[name], path), path))
    return wanted


def _for_file(reporter: Reporter, path: Path | None) -> Reporter:
    """A reporter that writes more than one kind of file, in the form for this one."""
    choose = getattr(reporter, "for_file", None)
    try:
        return choose(path) if path and choose else reporter
    except WrongFile as wrong:
        raise click.UsageError(f"{path}: {wrong}") from None


def places(
    texts: Iterable[str], inputs: Sequence[str], names: Collection[str]
) -> list[tuple[str, Path | None]]:
    """Which reports are asked for, and where each is to go; None: to the screen.

    Args:
        texts: each NAME or NAME:PATH.
        inputs: the files and folders that are read, in whose place none may go.
        names: those that there are.

    Raises:
        click.UsageError: there is no such report, or it cannot go there.
    """
    found: list[tuple[str, Path | None]] = []
    for text in texts:
        name, path = _place(text, names)
        if path:
            _spare(path, inputs)
            if path.resolve() in [other.resolve() for _, other in found if other]:
                raise click.UsageError(f"two reports cannot both be written to {path}")
        found.append((name, path))
    return found


def _place(text: str, names: Collection[str]) -> tuple[str, Path | None]:
    name, _, path = text.partition(":")
    if name not in names:
        raise click.UsageError(f"there is no report {name!r}; there are {', '.join(names)}")
    if path and not Path(path).parent.is_dir():
        raise click.UsageError(f"there is no folder {Path(path).parent} for the report {name!r}")
    if path and Path(path).is_dir():
        raise click.UsageError(f"{path} is a folder; a report is a file")
    return name, Path(path) if path else None


def _spare(path: Path, inputs: Sequence[str]) -> None:
    """A slip of the hand must not put a report in the place of what is read."""
    if path.is_file() and any(_is_read(path, Path(name)) for name in inputs):
        raise click.UsageError(f"{path} is to be read; a report would take its place")


def _is_read(path: Path, given: Path) -> bool:
    """Whether a file is what is given, or a case file in a folder that is."""
    if given.is_dir():
        return is_case_file(path.name) and path.resolve().is_relative_to(given.resolve())
    return given.is_file() and path.samefile(given)


@define
class Reports:
    """Reports being written. One whose reporter fails is given up, and the others go on.

    Used as a context: what is not finished when it ends is given up.

    Attributes:
        fail: told which reporter failed, and how.
    """

    wanted: Sequence[Wanted]
    fail: Callable[[str], None]
    _open: list[_Open] = field(factory=list)

    def start(self, run: Run) -> None:
        for one in self.wanted:
            opened = _Open(one.reporter, one.path)
            self._open.append(opened)
            stream = opened.files.enter_context(written_whole(one.path))
            self._try(opened, opened.start, run, stream)

    def case(self, result: CaseResult) -> None:
        for one in self._open:
            if one.report is not None:
                self._try(one, one.report.case, result)

    def end(self, service: ServiceResult) -> None:
        """Finish the reports, in the order in which they were asked for."""
        for one in self._open:
            if one.report is not None and self._try(one, one.report.end, service):
                one.files.close()

    def _try(self, one: _Open, call: Callable[..., Any], *given: Any) -> bool:
        try:
            call(*given)
        except KeyboardInterrupt:
            raise
        except OSError as error:
            if error.filename:
                raise
            name = str(one.path) if one.path else "standard output"
            raise OSError(error.errno, error.strerror, name) from None  # no room, for example
        except BaseException as error:  # noqa: BLE001
            one.give_up(error)
            self.fail(f"the report {one.reporter.name}: {kind_and_place(error)}")
            return False
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for one in self._open:
            one.give_up(error or RuntimeError("not finished"))


@define
class _Open:
    """A report that has a stream to write to; without `report` it is over."""

    reporter: Reporter
    path: Path | None
    report: Report | None = None
    files: ExitStack = field(factory=ExitStack)

    def start(self, run: Run, stream: IO[bytes]) -> None:
        self.report = self.reporter.start(run, stream)

    def give_up(self, error: BaseException) -> None:
        """Leave nothing of it behind."""
        self.report = None
        try:
            self.files.__exit__(type(error), error, error.__traceback__)
        except BaseException as same:
            if same is not error:
                raise
