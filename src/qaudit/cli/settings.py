"""`qaudit config show` and `qaudit schema`: what is in force, and what may be written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import tomli_w
from qaudit_schemas import NAMES, schema

from qaudit.auditing.configuration import (
    DEFAULT_PROFILE,
    Configuration,
    configuration_schema,
    selected_codes,
)
from qaudit.checking.settings import as_written, defaults, make_settings
from qaudit.cli.options import codes, settings_and_host, with_settings
from qaudit.plugins.host import Host, load

FOR_ALL: Mapping[str, Any] = {
    "profile": DEFAULT_PROFILE,
    "select": [],
    "ignore": [],
    "check_folders": [],
    "preview": False,
    "waivers_ending_within": "30 days",
}
"""The settings of a whole run that have a default, and which."""

OF_CHECKS = ("checks", "surveys")


@click.group()
def config() -> None:
    """Show the settings of a run."""


@config.command()
@with_settings
@click.option("--select", type=codes, default="", metavar="CODES", help="Only of these checks.")
def show(config: Path | None, folders: tuple[Path, ...], select: tuple[str, ...]) -> None:
    """Print the settings in force, and where each came from.

    What is printed is a file of settings: written into qaudit.toml it changes nothing.
    """
    configuration, host, _ = settings_and_host(config, folders)
    chosen = selected_codes(select, (), host.checks, preview=True)
    for line in _in_force(configuration, host, chosen):
        click.echo(line)


def _in_force(configuration: Configuration, host: Host, chosen: list[str]) -> Iterator[str]:
    origin = configuration.origin.name if configuration.origin else ""
    yield f"# Settings: {configuration.origin or 'none are written; all are defaults'}"
    written = {name: value for name, value in configuration.table.items() if name not in OF_CHECKS}
    for name, value in {**FOR_ALL, **written}.items():
        given = origin if name in written else ""
        yield from _line(name, value, given, FOR_ALL.get(name))
    for code in chosen:
        table = configuration.settings_of(code)
        yield from _table(f"checks.{code}", host.checks[code].settings, table, origin)
    surveys = {survey.name: survey for code in chosen if (survey := host.checks[code].survey)}
    own = configuration.table.get("surveys", {})
    for name, survey in sorted(surveys.items()):
        yield from _table(f"surveys.{name}", survey.settings, own.get(name, {}), origin)


def _table(name: str, kind: type[Any], table: Mapping[str, Any], origin: str) -> Iterator[str]:
    """The settings of a check or a survey; nothing where it has none."""
    usual = as_written(make_settings(kind, {}))
    if not usual:
        return
    yield ""
    yield f"[{name}]"
    for setting, (_, meaning) in defaults(kind).items():
        given = origin if setting in table else ""
        value = table.get(setting, usual[setting])
        yield from _line(setting, value, given, usual[setting], meaning)


def _line(name: str, value: Any, origin: str, default: Any, meaning: str = "") -> Iterator[str]:
    """A setting as TOML, with what it is for and where it came from beside it."""
    if origin and default is not None and default != value:
        came = f"{origin}; by default {_toml(default)}"
    else:
        came = origin or "default"
    about = f"{meaning} ({came})" if meaning else came
    yield f"{name} = {_toml(value)}  # {about}"


def _toml(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        parts = (f"{_toml(key)} = {_toml(part)}" for key, part in value.items())
        return f"{{ {', '.join(parts)} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return tomli_w.dumps({"value": value}).removeprefix("value = ").rstrip("\n")


@click.command("schema")
@click.argument("name", type=click.Choice(NAMES))
def print_schema(name: str) -> None:
    """Print a JSON Schema, so that an editor completes and checks what is written.

    That of the configuration has the settings of every check that is installed.
    """
    found = configuration_schema(load().checks) if name == "configuration" else schema(name)
    click.echo(json.dumps(found, indent=2))
