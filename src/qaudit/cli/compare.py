"""`qaudit compare`: what changed between two audits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from qaudit.checking.changes import Changes, FindingChange
from qaudit.checking.check import Standard
from qaudit.checking.results import CaseResult, ServiceResult
from qaudit.cli.options import NotWritten, hold_to_matchable, stored_report, usable
from qaudit.cli.reports import places, screen_width
from qaudit.grading.comparison import Comparison
from qaudit.grading.following import Compared
from qaudit.reporting.changes import as_json, as_markdown, as_text, sections
from qaudit.reporting.files import written_whole
from qaudit.reporting.stored import StoredReport

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
    hold_to_matchable(before, earlier.manifest, later.manifest)
    comparison = Comparison(_about(earlier), _about(later), listing=True)
    with usable():
        for result in earlier.cases():
            comparison.earlier(result)
        for result in later.cases():
            comparison.later(result)
    changes = comparison.changes(earlier.service, later.service)
    try:
        for name, path in wanted:
            with written_whole(path) as stream:
                stream.write(FORMS[name](changes, comparison.listed).encode())
    except OSError as error:
        raise NotWritten(error) from None


@frozen
class Since:
    """An audit that is compared with an earlier report: tell it of each case, then the service."""

    _earlier: StoredReport
    _comparison: Comparison

    def case(self, result: CaseResult) -> None:
        self._comparison.later(result)

    def service(self, service: ServiceResult) -> None:
        """Put what changed into what came of all cases."""
        service.changes = self._comparison.changes(self._earlier.service, service)


def since_report(path: Path, manifest: Mapping[str, Any], checks: Mapping[str, Standard]) -> Since:
    """The comparison of an audit, of which this is known before, with an earlier report.

    Raises:
        click.UsageError: the report cannot be used.
    """
    earlier = stored_report(path)
    hold_to_matchable(path, earlier.manifest, manifest)
    now = Compared(digest="", manifest=manifest, checks=checks)
    comparison = Comparison(_about(earlier), now)
    with usable():
        for result in earlier.cases():
            comparison.earlier(result)
    return Since(earlier, comparison)


def _about(report: StoredReport) -> Compared:
    return Compared(digest=report.digest, manifest=report.manifest, checks=report.checks)
