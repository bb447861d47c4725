"""The pytest plugin: each `NAME.case.json` with what is expected of it beside it is a test.

It is loaded with every run of pytest where qaudit is installed, and so imports nothing of qaudit
until there is such a file. `-p no:qaudit` switches it off.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from qaudit.testing.samples import Bench, Sample

OPTION = "--update-expected"


class Moved(Exception):
    """What was found is not what is expected; in words that are shown as they are."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("qaudit", "sample cases").addoption(
        OPTION,
        action="store_true",
        help="write what the audit finds in sample cases into the files of what is expected",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if not file_path.name.endswith(".case.json"):
        return None
    from qaudit.testing.samples import sample_of  # noqa: PLC0415

    sample = sample_of(file_path)
    if sample is None:
        return None
    file: SampleFile = SampleFile.from_parent(parent, path=file_path)
    file.sample = sample
    return file


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for path in config.stash.get(_WRITTEN, []):
        terminalreporter.write_line(f"qaudit: {path.name} was written")


_BENCH: pytest.StashKey[Bench] = pytest.StashKey()
_WRITTEN: pytest.StashKey[list[Path]] = pytest.StashKey()


class SampleFile(pytest.File):
    """A sample case."""

    sample: Sample

    def collect(self) -> Iterable[pytest.Item]:
        yield SampleCase.from_parent(self, name="expected")


class SampleCase(pytest.Item):
    """That the audit finds in a sample case what is expected."""

    parent: SampleFile

    def runtest(self) -> None:
        from qaudit.testing.samples import Bench, CannotHold  # noqa: PLC0415

        stash = self.config.stash
        if _BENCH not in stash:
            stash[_BENCH] = Bench()
        sample = self.parent.sample
        try:
            if self.config.getoption(OPTION):
                if stash[_BENCH].update(sample):
                    stash.setdefault(_WRITTEN, []).append(sample.expected)
                return
            differences = stash[_BENCH].hold(sample).differences
        except CannotHold as why:
            raise Moved(str(why)) from None
        if differences:
            raise Moved("\n".join(differences))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **kwargs: Any
    ) -> Any:
        if isinstance(excinfo.value, Moved):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *args, **kwargs)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, f"{self.path.name}: what is expected"
