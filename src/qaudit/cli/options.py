"""Options that several commands share, and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from qaudit.auditing.configuration import (
    BadSettings,
    Configuration,
    find_configuration,
    hold_to_checks,
)
from qaudit.cases.reading import ONE_A_LINE, ONE_RECORD, Intake
from qaudit.cases.validation import is_day
from qaudit.cli.exits import Exit
from qaudit.plugins.host import Host, load
from qaudit.reporting.stored import BadReport, StoredReport, read_report
from qaudit.reporting.words import count, printable

F = TypeVar("F", bound=Callable[..., Any])

AN_INPUT = click.Path(exists=True, readable=False, allow_dash=True)
"""What is there but cannot be read is refused by name, and the other inputs are audited."""


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For a person or for a program.",
)


def a_day(text: str) -> date:
    """A day on the command line, YYYY-MM-DD."""
    if not is_day(text):
        raise click.BadParameter("a day is written YYYY-MM-DD")
    return date.fromisoformat(text)


def codes(text: str) -> tuple[str, ...]:
    """Check codes or their beginnings, with commas between."""
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())


def with_settings(command: F) -> F:
    """The options that say which settings and whose checks are used."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    command = click.option(
        "--checks",
        "folders",
        type=folder,
        multiple=True,
        help="A folder of one's own checks (repeatable).",
    )(command)
    return click.option(
        "--config", type=file, help="Settings; else qaudit.toml or pyproject.toml, here or above."
    )(command)


def settings_and_host(
    config: Path | None, folders: tuple[Path, ...]
) -> tuple[Configuration, Host, tuple[Path, ...]]:
    """The settings in force, the plugins, and the folders that checks came from.

    Raises:
        click.UsageError: the settings cannot be used.
    """
    configuration, host, all_folders = settings_as_written(config, folders)
    try:
        configuration = hold_to_checks(configuration, host.checks)
    except BadSettings as error:
        raise click.UsageError(str(error)) from None
    warn(configuration.notices)
    return configuration, host, all_folders


def settings_as_written(
    config: Path | None, folders: tuple[Path, ...], *, without_checks: bool = False
) -> tuple[Configuration, Host, tuple[Path, ...]]:
    """The same, the settings not yet held to what there is: they may still be wrong.

    Without checks, which take the longest to load, where only what else plugins give is wanted.

    Raises:
        click.UsageError: they cannot be read, or name a folder that is not there.
    """
    try:
        configuration = find_configuration(config, Path.cwd())
        missing = [path for path in configuration.check_folders if not path.is_dir()]
        if missing:
            raise BadSettings(
                f"{configuration.origin}: check_folders: there is no folder {missing[0]}"
            )
    except BadSettings as error:
        raise click.UsageError(str(error)) from None
    all_folders = (*configuration.check_folders, *folders)
    host = load(all_folders, without_checks=without_checks)
    warn(host.failures)  # first: a check that is missing makes its settings unknown ones
    return configuration, host, all_folders


def usable_settings(config: Path) -> None:
    """Whether a file of settings can be read.

    Raises:
        click.UsageError: it cannot.
    """
    try:
        find_configuration(config, Path.cwd())
    except BadSettings as error:
        raise click.UsageError(str(error)) from None


def stored_report(path: Path) -> StoredReport:
    """A JSON report that was made before.

    Raises:
        click.UsageError: it cannot be used.
    """
    with usable():
        return read_report(path)


def hold_to_matchable(path: Path, earlier: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """See that the findings of an earlier report can be matched with those of another.

    Args:
        path: the earlier report.
        earlier: its manifest.
        now: the manifest of the other.

    Raises:
        click.UsageError: they have their fingerprints by different rules.
    """
    if earlier.get("fingerprints") != now.get("fingerprints"):
        raise click.UsageError(
            f"{path}: its findings cannot be matched with the others: another version of qaudit "
            "gave one of the two their fingerprints; audit the records of the older again"
        )


@contextmanager
def usable() -> Iterator[None]:
    """A stored report that cannot be used is a fault of usage."""
    try:
        yield
    except BadReport as error:
        raise click.UsageError(str(error)) from None


def warn(failures: Iterable[str]) -> None:
    """Say on standard error which plugins failed, or what else should be known."""
    for failure in failures:
        click.echo(f"qaudit: {printable(failure)}", err=True)


def warn_of_passed_over(intake: Intake) -> None:
    """Say how many files in folders were not read: they may be records under another name."""
    if many := intake.passed_over:
        was, ends = ("was", "its name ends") if many == 1 else ("were", "their names end")
        endings = ", ".join((*ONE_RECORD, *ONE_A_LINE))
        warn([f"{count(many, 'file')} {was} passed over: {ends} in none of {endings}"])


class NotWritten(click.ClickException):
    """A report, or records, cannot be written where they were to go."""

    exit_code = Exit.USAGE

    def __init__(self, error: OSError) -> None:
        where, why = error.filename or "a temporary file", error.strerror or "cannot be written"
        super().__init__(f"{where}: {why}; it was not written")
