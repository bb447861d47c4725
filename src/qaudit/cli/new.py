"""`qaudit new`: the files of a check or of a plugin, to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from qaudit.auditing.configuration import BadSettings
from qaudit.checking.standards import Area
from qaudit.cli.options import warn
from qaudit.plugins.host import Host, load
from qaudit.scaffolding.files import CannotMake, write_new
from qaudit.scaffolding.making import new_check, new_plugin

A_FOLDER = click.Path(file_okay=False, path_type=Path)
AREAS = click.Choice([area.value for area in Area], case_sensitive=False)


@click.group()
def new() -> None:
    """Make the files of a check or of a plugin, which work at once and are meant to be changed."""


@new.command()
@click.argument("code")
@click.option("--name", required=True, help="In words with hyphens: direct-work-begins.")
@click.option("--folder", type=A_FOLDER, required=True, help="The folder of one's own checks.")
@click.option("--area", type=AREAS, default=Area.VIS.value, show_default=True, help="Its area.")
def check(code: str, name: str, folder: Path, area: str) -> None:
    """Make a check, its sample cases and its test, in a FOLDER of one's own checks.

    They pass with pytest FOLDER and with qaudit test FOLDER, and qaudit run --checks FOLDER runs
    the check. Exit codes: 0 they were made, 2 they were not: nothing is written over.
    """
    host = _plugins(folder)
    try:
        made = new_check(code, name, Area(area), folder, host)
        write_new(made)
    except (CannotMake, BadSettings) as why:
        raise click.UsageError(str(why)) from None
    _say(made)
    click.echo(f"Next: pytest {folder}, or qaudit test {folder}; then change what is there.")


@new.command()
@click.argument("name")
@click.option("--code", default="", help="The code of its first check; else made of the name.")
@click.option("--folder", type=A_FOLDER, default=Path(), help="Where it is made; here by default.")
@click.option("--area", type=AREAS, default=Area.VIS.value, show_default=True, help="Its area.")
def plugin(name: str, code: str, folder: Path, area: str) -> None:
    """Make a package of checks that can be installed, with tests and continuous integration.

    Exit codes: 0 it was made, 2 it was not: nothing is written over.
    """
    host = _plugins(None)
    try:
        made = new_plugin(name, code, Area(area), folder, host)
        write_new(made)
    except CannotMake as why:
        raise click.UsageError(str(why)) from None
    _say(made)
    click.echo(f"Next: pip install -e '{folder / name}[test]' and pytest {folder / name}.")


def _plugins(folder: Path | None) -> Host:
    """Those that are installed, with the checks in a folder if there are any."""
    own = [folder] if folder and folder.is_dir() and any(folder.rglob("*.py")) else []
    host = load(own)
    warn(host.failures)
    return host


def _say(made: Mapping[Path, str]) -> None:
    for path in made:
        click.echo(f"made {path}")
