"""`qaudit why`: take the grade of an area, or of all, apart, and say what would move it."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import click

from qaudit.auditing.audit import Audit
from qaudit.auditing.configuration import selected_codes
from qaudit.auditing.running import Rules
from qaudit.auditing.waiving import Waiving
from qaudit.auditing.working import Order
from qaudit.cases.reading import Intake
from qaudit.checking.standards import Area
from qaudit.cli.exits import Exit, exit_code
from qaudit.cli.grading import chosen_profile
from qaudit.cli.options import (
    AN_INPUT,
    a_day,
    settings_and_host,
    settings_as_written,
    stored_report,
    usable,
    warn,
    warn_of_passed_over,
    with_settings,
)
from qaudit.cli.waiving import chosen_waivers
from qaudit.cli.weighing import Weighing
from qaudit.grading.grader import Grader
from qaudit.plugins.host import Host
from qaudit.reporting.stored import StoredReport, looks_like_report
from qaudit.reporting.words import printable

OVERALL = "OVERALL"


@click.command()
@click.argument(
    "area", type=click.Choice([*Area, OVERALL], case_sensitive=False), metavar="AREA|OVERALL"
)
@click.argument("inputs", nargs=-1, required=True, type=AN_INPUT)
@click.option("--case", "case_id", help="The grade of one case; else that of the service.")
@click.option("--profile", help="The grading profile: a name, or a file.")
@click.option(
    "--as-at",
    type=a_day,
    metavar="DATE",
    help="Judge records as at this day; else as at each record's export.",
)
@with_settings
def why(
    area: str,
    inputs: tuple[str, ...],
    case_id: str | None,
    profile: str | None,
    as_at: date | None,
    config: Path | None,
    folders: tuple[Path, ...],
) -> None:
    """Say why an AREA (such as APR) has its grade: the sum, and the least that would move it.

    OVERALL in place of an area: the grade over the areas, and which other grades of areas would
    move it.

    The INPUT is a stored JSON report, or case records to audit. A stored report is graded by the
    profile it was graded by, if that is one of qaudit's own, unless another is named.

    Exit codes: 0 done, 2 usage, 3 some input could not be audited, 4 a check or plugin failed,
    5 nothing was audited.
    """
    wanted = None if area == OVERALL else Area(area)
    if len(inputs) == 1 and looks_like_report(Path(inputs[0])):
        if as_at or config or folders:
            raise click.UsageError("a stored report was judged already: give records for that")
        raise SystemExit(_of_report(stored_report(Path(inputs[0])), profile, wanted, case_id))
    raise SystemExit(_of_records(inputs, profile, wanted, case_id, as_at, config, folders))


def _of_report(
    stored: StoredReport, profile: str | None, area: Area | None, case_id: str | None
) -> Exit:
    _, host, _ = settings_as_written(None, (), without_checks=True)
    path, grading = chosen_profile(profile or stored.profile, host)
    then = stored.manifest["settings"]["profile"]["sha256"]
    if not profile and hashlib.sha256(path.read_bytes()).hexdigest() != then:
        warn([f"the profile {grading.name} was changed since the report was graded by it"])
    weighing = Weighing(Grader(stored.checks, grading), area, case_id)
    with usable():
        for result in stored.cases():
            weighing.case(result)
    weighing.say(grading)
    return Exit.DONE


def _of_records(
    inputs: tuple[str, ...],
    profile: str | None,
    area: Area | None,
    case_id: str | None,
    as_at: date | None,
    config: Path | None,
    folders: tuple[Path, ...],
) -> Exit:
    configuration, host, all_folders = settings_and_host(config, folders)
    chosen = selected_codes(configuration.select, configuration.ignore, host.checks)
    codes = tuple(code for code in chosen if area in (None, host.checks[code].area))
    if not codes:
        raise click.UsageError(f"no check of {area} is selected")
    _, grading = chosen_profile(profile or configuration.profile, host)
    order = Order(
        codes=codes,
        tables={code: configuration.settings_of(code) for code in codes},
        survey_tables=configuration.survey_tables,
        folders=all_folders,
        as_at=as_at,
        rules=Rules(configuration.audited_from),
    )
    audit = Audit(order, host.checks)
    if waived := chosen_waivers(configuration.waivers, host.checks):
        audit.waiving = Waiving(waived.waivers, codes, configuration.waivers_ending_within)
    weighing = Weighing(Grader({code: host.checks[code] for code in codes}, grading), area, case_id)
    intake = Intake(inputs)
    for result in audit.results(intake):
        weighing.case(result)
    _say_refused(audit)
    warn_of_passed_over(intake)
    if weighing.cases:
        weighing.say(grading)
    return _ended(weighing.cases, audit, host)


def _say_refused(audit: Audit) -> None:
    for refusal in audit.refused:
        path, reason = printable(refusal["path"]), printable(refusal["reason"])
        click.echo(f"qaudit: {path}: {reason}", err=True)


def _ended(cases: int, audit: Audit, host: Host) -> Exit:
    if not cases:
        click.echo("qaudit: nothing was audited", err=True)
    return exit_code(
        audited=cases,
        refused=bool(audit.refused),
        failed=bool(host.failures) or audit.check_failed,
        gate=False,
    )
