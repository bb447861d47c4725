"""`qaudit import`: turn an export in another format into case records."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from qaudit.checking.failures import kind_and_place
from qaudit.cli.exits import Exit
from qaudit.cli.options import NotWritten, a_day, settings_as_written, warn, with_settings
from qaudit.reporting.files import written_whole
from qaudit.reporting.words import count, printable
from qaudit.sources import Import, Reading

MOST_REFUSALS = 20


@click.command("import")
@click.argument("source")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--exported-on", type=a_day, metavar="DATE", required=True, help="The day of the export."
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    required=True,
    help="Where the records go, one a line (NDJSON); - for standard output.",
)
@click.option(
    "--covers-from", type=a_day, metavar="DATE", help="The first day that the export covers."
)
@with_settings
def import_(
    source: str,
    folder: Path,
    exported_on: date,
    output: Path,
    covers_from: date | None,
    config: Path | None,
    folders: tuple[Path, ...],
) -> None:
    """Turn an export in another format (SOURCE) into case records.

    A SOURCE comes with qaudit, with a plugin or from a folder of one's own (--checks).

    Exit codes: 0 all was read, 2 usage, 3 some of it could not be read, 4 the source failed,
    5 no record came of it, and nothing was written.
    """
    _, host, _ = settings_as_written(config, folders, without_checks=True)
    found = host.sources.get(source)
    if found is None:
        known = ", ".join(sorted(host.sources))
        raise click.UsageError(f"there is no source {source!r}; there are {known}")
    try:
        outcome = _write(
            found.read(folder, exported_on=exported_on, covers_from=covers_from), folder, output
        )
    except OSError as error:
        raise NotWritten(error) from None
    except NoRecord as none:
        _say(none.outcome)
        raise SystemExit(Exit.NOTHING) from None
    except (KeyboardInterrupt, click.UsageError):
        raise
    except BaseException as error:  # noqa: BLE001
        warn([f"the source {source} failed: {kind_and_place(error)}"])
        raise SystemExit(Exit.FAILED) from None
    _say(outcome)
    if host.failures:
        raise SystemExit(Exit.FAILED)
    if outcome.refusals_in_all:
        raise SystemExit(Exit.NOT_AUDITABLE)


class NoRecord(Exception):
    """No record came of an export, so that nothing is written, nor anything written over."""

    def __init__(self, outcome: Import) -> None:
        super().__init__()
        self.outcome = outcome


def _write(reading: Reading, folder: Path, output: Path) -> Import:
    """Write the records, one a line.

    Raises:
        click.UsageError: they would take the place of a file of the export.
        NoRecord: there is none.
        OSError: the export cannot be read, or the records cannot be written.
    """
    with written_whole(None if str(output) == "-" else output) as stream:
        for record in reading:
            line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
            stream.write(line.encode("utf-8", "surrogatepass") + b"\n")
        if not reading.outcome.children:
            raise NoRecord(reading.outcome)
        if output.is_file() and any(
            (folder / read.file).is_file() and output.samefile(folder / read.file)
            for read in reading.outcome.files
        ):
            raise click.UsageError(f"{output} is of the export; the records would take its place")
    return reading.outcome


def _say(outcome: Import) -> None:
    """What came of it, on standard error: every row has its place in the sums."""

    def say(text: str) -> None:
        click.echo(printable(text), err=True)

    say(count(outcome.children, "case record"))
    for file in outcome.files:
        say(
            f"{file.file} ({file.kind}): {count(file.read, 'row')}, {file.carried:,} carried, "
            f"{file.refused:,} refused"
        )
        for why, number in file.left_out.items():
            say(f"  {count(number, 'row')} left out: {why}")
    for left in outcome.columns_left_out:
        say(f"  {left.file}, {left.column}: not carried: {left.why}")
    for left in outcome.files_not_read:
        say(f"{left.file}: not read: {left.why}")
    for note in outcome.notes:
        times = count(note.times, "time")
        say(f"{note.file}: {note.what} ({times}, first in line {note.first_line})")
    for refusal in outcome.refusals[:MOST_REFUSALS]:
        say(f"refused: {refusal}")
    if outcome.refusals_in_all > MOST_REFUSALS:
        say(f"and {outcome.refusals_in_all - MOST_REFUSALS:,} more refusals")
