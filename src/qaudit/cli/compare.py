"""`qaudit compare`: what changed between two audits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from qaudit.checking.changes import Changes, FindingChange
from qaudit.cli.options import NotWritten, stored_report
from qaudit.cli.reports import places, screen_width
from qaudit.grading.comparison import Comparison
from qaudit.grading.following import Compared
from qaudit.reporting.changes import as_json, as_markdown, as_text, sections
from qaudit.reporting.files import written_whole
from qaudit.reporting.stored import BadReport, StoredReport

Form = Callable[[Changes, list[FindingChange]], str]

FORMS: dict[str, Form] = {
    "table": lambda changes, listed: as_text(sections(changes, listed), screen_width()),
    "markdown": lambda changes, listed: as_markdown(sections(changes, listed)),
    "json": as_json,
}


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option(
    "--report",
    "reports",
    multiple=True,
    default=("table",),
    metavar="NAME[:PATH]",
    help="table, markdown or json, to a file if one is named (repeatable; table by default).",
)
def compare(before: Path, after: Path, reports: tuple[str, ...]) -> None:
    """Say what changed between two audits, by their JSON reports.

    By area and check: what improved, was sustained or slipped, as far as it is more than chance
    can account for; which findings are resolved, new or remain, and whether their records
    changed or the standard did. Exit codes: 0 done, 2 a report cannot be used or written.
    """
    wanted = places(reports, (str(before), str(after)), FORMS)
    earlier, later = stored_report(before), stored_report(after)
    try:
        comparison = begun(earlier, about(later), listing=True)
        for result in later.cases():
            comparison.later(result)
    except BadReport as error:
        raise click.UsageError(str(error)) from None
    changes = comparison.changes(earlier.service, later.service)
    try:
        for name, path in wanted:
            with written_whole(path) as stream:
                stream.write(FORMS[name](changes, comparison.listed).encode())
    except OSError as error:
        raise NotWritten(error) from None


def about(report: StoredReport) -> Compared:
    return Compared(digest=report.digest, manifest=report.manifest, checks=report.checks)


def begun(earlier: StoredReport, later: Compared, *, listing: bool = False) -> Comparison:
    """A comparison that has the cases of the earlier report.

    Raises:
        BadReport: they cannot be read.
    """
    comparison = Comparison(about(earlier), later, listing=listing)
    for result in earlier.cases():
        comparison.earlier(result)
    return comparison
