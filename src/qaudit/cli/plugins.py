"""`qaudit plugins`: what is installed, what it gives, and what could not be loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from tabulate import tabulate

from qaudit.cli.exits import Exit
from qaudit.cli.options import format_option, settings_and_host, with_settings
from qaudit.plugins.host import Plugin
from qaudit.reporting.words import count, printable


@click.command()
@with_settings
@format_option
def plugins(config: Path | None, folders: tuple[Path, ...], form: str) -> None:
    """List the plugins, their versions and what they give, and those that failed.

    A file in a folder of checks is a plugin; its version is the beginning of its SHA-256. Exit
    codes: 0 all were loaded, 2 usage or settings, 4 some were not: each is named on standard
    error, with its file and the cause.
    """
    _, host, _ = settings_and_host(config, folders)
    if form == "json":
        rows = [_row(plugin) for plugin in host.plugins]
        click.echo(json.dumps({"plugins": rows, "failures": host.failures}, indent=2))
    else:
        table = [
            [
                printable(text)
                for text in (plugin.name, plugin.version, plugin.origin, _gives(plugin))
            ]
            for plugin in host.plugins
        ]
        click.echo(tabulate(table, ["plugin", "version", "from", "gives"], disable_numparse=True))
    if host.failures:
        raise SystemExit(Exit.FAILED)


def _row(plugin: Plugin) -> dict[str, Any]:
    return {
        "name": plugin.name,
        "version": plugin.version,
        "from": plugin.origin,
        "gives": plugin.gives,
    }


def _gives(plugin: Plugin) -> str:
    """As in "71 checks; reporters json, table": checks are many, and `qaudit checks` lists them."""
    parts = [
        f"{kind} {', '.join(names)}"
        if kind != "checks" or len(names) <= 3
        else count(len(names), "check")
        for kind, names in plugin.gives.items()
    ]
    return "; ".join(parts) or "nothing"
