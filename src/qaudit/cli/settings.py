"""`qaudit config show` and `qaudit schema`: what is in force, and what may be written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import tomli_w
from qaudit_schemas import NAMES, schema

from qaudit.auditing.configuration import (
    Configuration,
    configuration_schema,
    defaults_of_a_run,
    notices_of,
    selected_codes,
    unknown_codes,
)
from qaudit.checking.settings import as_written, defaults, make_settings
from qaudit.cli.exits import Exit
from qaudit.cli.grading import chosen_profile
from qaudit.cli.options import codes, settings_and_host, settings_as_written, warn, with_settings
from qaudit.plugins.host import Host
from qaudit.reporting.words import printable

BY_OPTION = "--checks"
OF_CHECKS = ("checks", "surveys")


@click.group()
def config() -> None:
    """Show the settings of a run."""


@config.command()
@with_settings
@click.option("--select", type=codes, default="", metavar="CODES", help="Only of these checks.")
def show(config: Path | None, folders: tuple[Path, ...], select: tuple[str, ...]) -> None:
    """Print the settings in force, and where each came from.

    What is printed is itself a file of settings: in the place of the one it was made of, or as
    qaudit.toml where there was none, it changes nothing. Exit codes: 0 done, 2 usage or settings,
    4 a plugin failed.
    """
    configuration, host, _ = settings_and_host(config, folders)
    for why in unknown_codes(select, host.checks):
        raise click.UsageError(why)
    chosen_profile(configuration.profile, host)
    chosen = selected_codes(select, (), host.checks, preview=True)
    warn(notices_of(select, (), host.checks))
    for line in _in_force(configuration, host, folders, chosen):
        click.echo(line)
    if host.failures:
        raise SystemExit(Exit.FAILED)


def _in_force(
    configuration: Configuration, host: Host, folders: tuple[Path, ...], chosen: list[str]
) -> Iterator[str]:
    origin = configuration.origin.name if configuration.origin else ""
    yield f"# Settings: {printable(_where(configuration))}"
    usual = defaults_of_a_run()
    tables = [name for name, value in usual.items() if isinstance(value, Mapping)]
    written = dict(configuration.table)
    came = dict.fromkeys(written, origin)
    if folders:
        given = written.get("check_folders", [])
        written["check_folders"] = [*given, *_from(configuration, folders)]
        came["check_folders"] = f"{origin} and {BY_OPTION}" if given else BY_OPTION
    for name, value in {**usual, **written}.items():
        if name not in (*tables, *OF_CHECKS):
            yield from _line(name, value, came.get(name, ""), usual.get(name))
    for name in tables:
        yield from _table(name, usual[name], written.get(name, {}), origin)
    for code in chosen:
        kind = host.checks[code].settings
        yield from _settings(f"checks.{code}", kind, configuration.settings_of(code), origin)
    surveys = {survey.name: survey for code in chosen if (survey := host.checks[code].survey)}
    own = configuration.table.get("surveys", {})
    for name, survey in sorted(surveys.items()):
        yield from _settings(f"surveys.{_key(name)}", survey.settings, own.get(name, {}), origin)


def _where(configuration: Configuration) -> str:
    """The file of settings, as it is found from here if it stands here or below."""
    path = configuration.origin
    if path is None:
        return "none are written; all are defaults"
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _from(configuration: Configuration, folders: tuple[Path, ...]) -> list[str]:
    """Folders as they are found from where the file of settings stands."""
    base = configuration.origin.parent if configuration.origin else Path()
    return [Path(os.path.relpath(folder, base)).as_posix() for folder in folders]


def _settings(name: str, kind: type[Any], written: Mapping[str, Any], origin: str) -> Iterator[str]:
    """The settings of a check or a survey."""
    meanings = {setting: meaning for setting, (_, meaning) in defaults(kind).items()}
    yield from _table(name, as_written(make_settings(kind, {})), written, origin, meanings)


def _table(
    name: str,
    usual: Mapping[str, Any],
    written: Mapping[str, Any],
    origin: str,
    meanings: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """A table of settings; nothing where there are none."""
    if usual:
        yield ""
        yield f"[{name}]"
    for setting, default in usual.items():
        value, came = written.get(setting, default), origin if setting in written else ""
        yield from _line(setting, value, came, default, (meanings or {}).get(setting, ""))


def _line(name: str, value: Any, origin: str, default: Any, meaning: str = "") -> Iterator[str]:
    """A setting as TOML, with what it is for and where it came from beside it."""
    if origin and default is not None and default != value:
        came = f"{origin}; by default {_toml(default)}"
    else:
        came = origin or "default"
    about = f"{meaning} ({came})" if meaning else came
    yield f"{_key(name)} = {_toml(value)}  # {printable(about)}"


def _toml(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        parts = (f"{_key(key)} = {_toml(part)}" for key, part in value.items())
        return f"{{ {', '.join(parts)} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return tomli_w.dumps({"value": value}).removeprefix("value = ").rstrip("\n")


def _key(name: str) -> str:
    """A name as TOML has it: in quotation marks where it needs them."""
    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")


@click.command("schema")
@click.argument("name", type=click.Choice(NAMES))
@with_settings
def print_schema(name: str, config: Path | None, folders: tuple[Path, ...]) -> None:
    """Print the JSON Schema called NAME, so that an editor completes and checks what is written.

    That of the configuration has the settings of every check that is installed, or stands in a
    folder of one's own: --checks and --config are for it alone. Exit codes: 0 done, 2 usage, 4 a
    plugin failed: its checks are not in it.
    """
    if name != "configuration":
        click.echo(json.dumps(_with_those_it_refers_to(name), indent=2))
        return
    _, host, _ = settings_as_written(config, folders)
    click.echo(json.dumps(configuration_schema(host.checks), indent=2))
    if host.failures:
        raise SystemExit(Exit.FAILED)


def _with_those_it_refers_to(name: str) -> dict[str, Any]:
    """A schema with the others that it refers to in it: nothing has to be fetched."""
    found = schema(name)
    text = json.dumps(found)
    others = {
        other: schema(other)
        for other in NAMES
        if other != name and f'"{schema(other)["$id"]}#' in text
    }
    return {**found, "$defs": {**found.get("$defs", {}), **others}} if others else found
