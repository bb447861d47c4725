"""The waivers of a run: which file they are in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from qaudit.auditing.waivers import BadWaivers, WaiverFile, read_waivers
from qaudit.checking.check import Check
from qaudit.cli.options import warn

waivers_option = click.option(
    "--waivers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Failures that somebody answers for: shown, and not graded.",
)


def chosen_waivers(path: Path | None, checks: Mapping[str, Check]) -> WaiverFile | None:
    """The waivers of a file; None where none is named.

    Raises:
        click.UsageError: they cannot be used.
    """
    if path is None:
        return None
    try:
        found = read_waivers(path, checks)
    except BadWaivers as error:
        raise click.UsageError(str(error)) from None
    warn(found.notices)
    return found
