"""`qaudit regrade`: grade a stored report again, without the records.

Under another profile, with what people judged since, or both.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from qaudit.auditing.manifest import regraded
from qaudit.cases.grouping import FEWEST
from qaudit.checking.standards import Outcome
from qaudit.cli.exits import Exit, exit_code
from qaudit.cli.grading import (
    Gate,
    chosen_judgements,
    chosen_profile,
    fail_on_option,
    judgements_option,
)
from qaudit.cli.options import (
    NotWritten,
    settings_as_written,
    stored_report,
    usable,
    warn,
    with_settings,
)
from qaudit.cli.reports import Reports, Wanted, screen_width, wanted_reports
from qaudit.grading.grader import Grader
from qaudit.reporting.base import Run
from qaudit.reporting.stored import StoredReport


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@with_settings
@click.option("--profile", help="The grading profile: a name, or a file; else that of the report.")
@judgements_option
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="NAME[:PATH]",
    help="A report, to a file if one is named (repeatable; table by default).",
)
@fail_on_option
@click.option("--explain", is_flag=True, help="Take each grade apart, line by line.")
def regrade(
    report: Path,
    config: Path | None,
    folders: tuple[Path, ...],
    profile: str | None,
    judgements: Path | None,
    reports: tuple[str, ...],
    fail_on: str | None,
    explain: bool,
) -> None:
    """Grade a stored JSON report again, without the records.

    Under another profile, with what people judged since, or both. What was found stays as it is,
    and so does what people judged before, unless they judged it anew. A JSON report of it says
    under which profile it was graded before. Of the settings it takes the folders of one's own
    checks alone, in which profiles and reports may stand. Exit codes: those of the run that found
    it.
    """
    if not profile and not judgements:
        raise click.UsageError("by what? --profile NAME, --judgements FILE, or both")
    configuration, host, _ = settings_as_written(config, folders, without_checks=True)
    stored = stored_report(report)
    judged = chosen_judgements(judgements)
    path, grading = chosen_profile(profile or stored.profile, host)
    read = [str(other) for other in (report, path, judged.path, configuration.origin) if other]
    wanted = wanted_reports(reports or ("table",), read, host)
    if not profile:
        _hold_to_the_same(path, stored)
    run_of_it = Run(
        as_at=stored.manifest["settings"]["as_at"] or "",
        profile=grading.name,
        graded_period=str(grading.graded_period),
        manifest=regraded(stored.manifest, stored.digest, grading, path.read_bytes(), judged),
        checks=stored.checks,
        explain=explain,
        tolerated=grading.tolerated,
        width=screen_width(),
    )
    fewest = stored.manifest["settings"].get("groups", {}).get("fewest", FEWEST)
    grader = Grader(stored.checks, grading, judged, fewest)
    raise SystemExit(_carry_out(stored, grader, wanted, run_of_it, Gate(fail_on)))


def _hold_to_the_same(profile: Path, stored: StoredReport) -> None:
    """Grades do not change because a profile of the same name did, without a word of it."""
    before = stored.manifest["settings"]["profile"]["sha256"]
    if hashlib.sha256(profile.read_bytes()).hexdigest() != before:
        raise click.UsageError(
            f"the profile {stored.profile!r} is not what it was when {stored.path} was graded: "
            "name the one to use with --profile"
        )


def _carry_out(
    stored: StoredReport, grader: Grader, wanted: list[Wanted], run_of_it: Run, gate: Gate
) -> Exit:
    """Grade and report; the reports stand whole before anything is decided."""
    failures = list(stored.service.failures)
    check_failed = False
    try:
        with usable(), Reports(wanted, failures.append) as reports:
            reports.start(run_of_it)
            for result in stored.cases():
                grader.case(result)
                gate.case(result)
                check_failed |= any(row["outcome"] == Outcome.ERROR for row in result.observations)
                reports.case(result)
            service = grader.service(before=stored.service)
            service.baseline = stored.service.baseline
            service.waivers = stored.service.waivers
            service.not_auditable = stored.service.not_auditable
            failures += grader.judgements.faults()
            service.failures = failures
            gate.service(service)
            reports.end(service)
    except OSError as error:
        raise NotWritten(error) from None
    warn(failures[len(stored.service.failures) :])
    return exit_code(
        audited=service.cases,
        refused=bool(service.not_auditable),
        failed=bool(failures) or check_failed,
        gate=gate.missed,
    )
