"""`qaudit regrade`: grade a stored report again under another profile, without the records."""

from __future__ import annotations

from pathlib import Path

import click

from qaudit.auditing.manifest import regraded
from qaudit.checking.standards import Outcome
from qaudit.cli.exits import Exit, exit_code
from qaudit.cli.grading import Gate, chosen_profile, fail_on_option
from qaudit.cli.options import NotWritten, stored_report, usable, warn
from qaudit.cli.reports import Reports, Wanted, screen_width, wanted_reports
from qaudit.grading.grader import Grader, with_judgements
from qaudit.grading.profile import Profile
from qaudit.grading.scale import Grade
from qaudit.plugins.host import load
from qaudit.reporting.base import Run
from qaudit.reporting.stored import StoredReport


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--profile", required=True, help="The grading profile: a name, or a file.")
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
    report: Path, profile: str, reports: tuple[str, ...], fail_on: str | None, explain: bool
) -> None:
    """Grade a stored JSON report again under another profile, without the records.

    What was found stays as it is, and so do the judgements of people. A JSON report of it says
    under which profile it was graded before. Exit codes: those of the run that found it.
    """
    host = load(without_checks=True)
    warn(host.failures)
    stored = stored_report(report)
    wanted = wanted_reports(reports or ("table",), (str(report),), host)
    path, grading = chosen_profile(profile, host)
    run_of_it = Run(
        as_at=stored.manifest["settings"]["as_at"] or "",
        profile=grading.name,
        manifest=regraded(stored.manifest, stored.digest, grading, path.read_bytes()),
        checks=stored.checks,
        explain=explain,
        tolerated=float(1 - grading.bands[Grade.GOOD]),
        width=screen_width(),
    )
    raise SystemExit(_carry_out(stored, grading, wanted, run_of_it, Gate(fail_on)))


def _carry_out(
    stored: StoredReport, grading: Profile, wanted: list[Wanted], run_of_it: Run, gate: Gate
) -> Exit:
    """Grade and report; the reports stand whole before anything is decided."""
    grader = Grader(stored.checks, grading)
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
            service = grader.service()
            service.areas = with_judgements(service.areas, stored.service.areas)
            service.judged = stored.service.judged
            service.not_auditable = stored.service.not_auditable
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
