"""`qaudit checks` and `qaudit explain`: what is looked for, and why."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from tabulate import tabulate

from qaudit.auditing.configuration import Configuration
from qaudit.cases.case import in_words
from qaudit.checking.check import PARTS, Check
from qaudit.checking.life import current_code, moved
from qaudit.checking.settings import as_written, defaults, make_settings
from qaudit.cli.exits import Exit
from qaudit.cli.options import format_option, settings_and_host, warn, with_settings
from qaudit.reporting.words import printable

ONLY_IF_ASKED = "; it runs where its code is selected, or with --preview"


@click.command()
@with_settings
@format_option
def checks(config: Path | None, folders: tuple[Path, ...], form: str) -> None:
    """List the checks; as JSON, with their settings in force.

    Exit codes: 0 done, 2 usage or settings, 4 a plugin failed: its checks are not listed.
    """
    configuration, host, _ = settings_and_host(config, folders)
    if form == "json":
        rows = [_row(check, configuration) for check in host.checks.values()]
        click.echo(json.dumps(rows, indent=2))
    else:
        headers = ["code", "name", "area", "axis", "force"]
        table = [
            [check.code, check.name, check.area.value, check.axis.value, check.force.value]
            for check in host.checks.values()
        ]
        lives = [printable(str(check.life)) for check in host.checks.values()]
        if any(lives):
            headers.append("life")
            table = [[*row, life] for row, life in zip(table, lives, strict=True)]
        click.echo(tabulate(table, headers, disable_numparse=True))
    if host.failures:
        raise SystemExit(Exit.FAILED)


@click.command()
@click.argument("code")
@with_settings
def explain(code: str, config: Path | None, folders: tuple[Path, ...]) -> None:
    """Say what the check with a CODE looks at, why, what the standard is, what it cannot see.

    Exit codes: 0 done, 2 usage or settings, or there is no such check.
    """
    configuration, host, _ = settings_and_host(config, folders)
    current = current_code(code.upper(), host.checks)
    if current != code.upper():
        warn([moved(code.upper(), current)])
    check = host.checks.get(current)
    if check is None:
        near = get_close_matches(code.upper(), host.checks, 1, 0.5)
        hint = f"; did you mean {near[0]}?" if near else "; qaudit checks lists them"
        raise click.UsageError(f"no check has the code {code!r}{hint}")
    click.echo(_explained(check, configuration))


def _row(check: Check, configuration: Configuration) -> dict[str, Any]:
    in_force = as_written(make_settings(check.settings, configuration.settings_of(check.code)))
    return {
        "code": check.code,
        "name": check.name,
        "summary": check.summary,
        "area": check.area.value,
        "axis": check.axis.value,
        "force": check.force.value,
        "source": check.source,
        "needs": list(check.needs),
        "valid_from": check.validity.first.isoformat() if check.validity.first else None,
        "valid_to": check.validity.last.isoformat() if check.validity.last else None,
        "since": check.life.since or None,
        "preview": check.life.preview,
        "deprecated": check.life.deprecated or None,
        "replaced_by": check.life.replaced_by or None,
        "replaces": list(check.life.replaces),
        "settings": {
            name: {"value": in_force[name], "default": default, "help": text}
            for name, (default, text) in defaults(check.settings).items()
        },
    }


def _explained(check: Check, configuration: Configuration) -> str:
    in_force = as_written(make_settings(check.settings, configuration.settings_of(check.code)))
    lines = [f"{check.code} {check.name}", "", check.summary, ""]
    lines += [
        f"Area:   {check.area.title} ({check.area.value})",
        f"Axis:   {check.axis.value}",
        f"Force:  {check.force.value}",
        f"Source: {check.source}",
        f"Needs:  {', '.join(in_words(name) for name in check.needs) or 'nothing in particular'}",
    ]
    if check.validity.first or check.validity.last:
        first, last = check.validity.first, check.validity.last
        lines.append(f"Holds:  {f'from {first} ' if first else ''}{f'to {last}' if last else ''}")
    if life := str(check.life):
        lines.append(f"Life:   {life}{ONLY_IF_ASKED if check.life.preview else ''}")
    for part in PARTS:
        lines += ["", part, *(f"  {line}".rstrip() for line in check.doc[part].splitlines())]
    settings = defaults(check.settings)
    if settings:
        lines += ["", f"Settings, in qaudit.toml under [checks.{check.code}]"]
        for name, (default, text) in settings.items():
            own = "" if in_force[name] == default else f" (default {default})"
            lines.append(f"  {name} = {json.dumps(in_force[name])}{own}: {text}")
    return "\n".join(lines)
