"""`qaudit test`: hold sample cases to what is expected of them."""

from __future__ import annotations

from pathlib import Path

import click

from qaudit.cli.exits import Exit, exit_code
from qaudit.cli.options import usable_settings, warn, with_settings
from qaudit.reporting.words import count, printable
from qaudit.testing.samples import Bench, CannotHold, Sample, samples_in


@click.command("test")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_settings
@click.option(
    "--update-expected", "update", is_flag=True, help="Write what came where it is not expected."
)
def test(folder: Path, config: Path | None, folders: tuple[Path, ...], update: bool) -> None:
    """Audit the sample cases in a FOLDER, and hold them to what is expected.

    A sample case is NAME.case.json with NAME.expected.toml or NAME.expected.json beside it. The
    cases of one folder are audited together, under the qaudit.toml in it or above it.

    Exit codes: 0 all is as expected, or was written, 1 something is not, 2 usage, 4 a plugin
    failed, 5 there is no sample case.
    """
    if config:
        usable_settings(config)
    samples, without = samples_in(folder)
    bench = Bench(config, folders)
    moved = written = 0
    for sample in samples:
        try:
            said = _updated(bench, sample) if update else bench.hold(sample).differences
            written += update and bool(said)
            moved += not update and bool(said)
        except CannotHold as why:
            said = str(why).splitlines()
            moved += 1
        if said:
            click.echo(f"{printable(str(sample.case))}:")
            for line in said:
                click.echo(f"  {printable(line)}")
    warn(bench.failures)
    click.echo(_sum(len(samples), moved, written, without))
    if not samples:
        click.echo("qaudit: there was no sample case to test", err=True)
        raise SystemExit(Exit.NOTHING)
    raise SystemExit(
        exit_code(audited=1, refused=False, failed=bool(bench.failures), gate=bool(moved))
    )


def _updated(bench: Bench, sample: Sample) -> list[str]:
    return [f"written: {sample.expected.name}"] if bench.update(sample) else []


def _sum(samples: int, moved: int, written: int, without: int) -> str:
    kept = samples - moved
    parts = [f"{count(kept, 'sample case')} as expected, {moved:,} not"]
    if written:
        parts.append(f"{count(written, 'file')} written")
    if without:
        parts.append(f"{count(without, 'case')} with nothing expected beside")
    return "; ".join(parts)
