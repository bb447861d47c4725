"""`qaudit validate`: is this a case record, and if not, where and why."""

from __future__ import annotations

import click

from qaudit.cases.parsing import Refused, parse_record
from qaudit.cases.reading import Entry, Intake
from qaudit.cases.validation import examine
from qaudit.cli.exits import Exit, exit_code
from qaudit.cli.options import AN_INPUT, warn_of_passed_over
from qaudit.reporting.words import count, printable


@click.command()
@click.argument("paths", nargs=-1, required=True, type=AN_INPUT)
def validate(paths: tuple[str, ...]) -> None:
    """Say whether case records are valid, and if not, where and why.

    What a record says is not printed. Exit codes: 0 all are valid, 3 some are not, 5 there is
    none.
    """
    valid = refused = 0
    ids: dict[str, str] = {}
    intake = Intake(paths)
    for entry in intake:
        found, notes = _look_at(entry, ids)
        for line in found:
            click.echo(f"{printable(entry.path)}: {printable(line)}")
        for note in notes:
            click.echo(f"{printable(entry.path)}: note: {printable(note)}")
        refused += bool(found)
        valid += not found
    click.echo(f"{count(valid, 'record')} valid, {refused:,} not")
    warn_of_passed_over(intake)
    if not valid and not refused:
        click.echo("qaudit: there was no record to look at", err=True)
        raise SystemExit(Exit.NOTHING)
    raise SystemExit(exit_code(audited=1, refused=bool(refused), failed=False, gate=False))


def _look_at(entry: Entry, ids: dict[str, str]) -> tuple[list[str], list[str]]:
    """What keeps a record from being audited, and what else there is to say of it."""
    try:
        if entry.refused:
            raise Refused(entry.refused)
        record = parse_record(entry.data)
    except Refused as refused:
        return [str(refused)], []
    examined = examine(record)
    if examined.faults:
        return [str(fault) for fault in examined.faults], []
    if first := ids.get(record["case_id"]):
        return [f"/case_id: the same as in {first}"], []
    ids[record["case_id"]] = entry.path
    return [], [str(fault) for fault in examined.unread]
