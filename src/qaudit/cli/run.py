"""`qaudit run`: audit case records."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from attrs import evolve

from qaudit.auditing.audit import Audit
from qaudit.auditing.configuration import notices_of, selected_codes, unknown_codes
from qaudit.auditing.manifest import manifest
from qaudit.auditing.running import Rules
from qaudit.auditing.waiving import Waiving
from qaudit.auditing.working import Order, collect_seldom
from qaudit.cases.reading import Intake
from qaudit.checking.results import Enclosure
from qaudit.cli.baseline import baseline_of, baseline_option, in_words
from qaudit.cli.compare import Since, since_report
from qaudit.cli.exits import Exit, exit_code
from qaudit.cli.grading import (
    Gate,
    chosen_judgements,
    chosen_profile,
    fail_on_option,
    judgements_option,
)
from qaudit.cli.options import (
    AN_INPUT,
    NotWritten,
    a_day,
    codes,
    settings_and_host,
    warn,
    warn_of_passed_over,
    with_settings,
)
from qaudit.cli.reports import Reports, Wanted, screen_width, wanted_reports
from qaudit.cli.waiving import chosen_waivers, waivers_option
from qaudit.cli.watching import progress
from qaudit.grading.baseline import Baseline
from qaudit.grading.grader import Grader
from qaudit.plugins.host import Host
from qaudit.reporting.base import Run, enclosures
from qaudit.reporting.waivers import to_mend


@click.command()
@click.argument("paths", nargs=-1, required=True, type=AN_INPUT)
@click.option(
    "--as-at",
    type=a_day,
    metavar="DATE",
    help="Judge as at this day; else as at each record's export.",
)
@with_settings
@click.option("--profile", help="The grading profile: a name, or a file.")
@click.option(
    "--select",
    type=codes,
    default="",
    metavar="CODES",
    help="Only these checks: codes or beginnings.",
)
@click.option(
    "--ignore", type=codes, default="", metavar="CODES", help="Not these checks, likewise."
)
@click.option("--preview", is_flag=True, help="Also the checks that are still tried out.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="NAME[:PATH]",
    help="A report, to a file if one is named (repeatable; table by default).",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes."
)
@click.option(
    "--compare-with",
    type=click.Path(path_type=Path),
    metavar="REPORT",
    help="Say what changed since an earlier JSON report.",
)
@baseline_option
@judgements_option
@waivers_option
@fail_on_option
@click.option("--explain", is_flag=True, help="Take each grade apart, line by line.")
@click.option(
    "--show-text",
    is_flag=True,
    help="Let reports show text of the cases; without it none does.",
)
def run(
    paths: tuple[str, ...],
    as_at: date | None,
    config: Path | None,
    folders: tuple[Path, ...],
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    reports: tuple[str, ...],
    workers: int,
    compare_with: Path | None,
    baseline: Path | None,
    judgements: Path | None,
    waivers: Path | None,
    fail_on: str | None,
    explain: bool,
    show_text: bool,
) -> None:
    """Audit case records: files, folders (all that is in them), NDJSON, or - for standard input.

    Exit codes: 0 done, 1 the gate of --fail-on or --baseline was not met, 2 usage or settings,
    3 some input could not be audited, 4 a check or plugin failed or a judgement is of nothing
    that was audited, 5 nothing was audited. The report is always written first.
    """
    configuration, host, all_folders = settings_and_host(config, folders)
    for given in (select, ignore):
        for why in unknown_codes(given, host.checks):
            raise click.UsageError(why)
    chosen = selected_codes(
        select or configuration.select,
        ignore or configuration.ignore,
        host.checks,
        preview=preview or configuration.preview,
    )
    if not chosen:
        raise click.UsageError("no check is selected")
    warn(notices_of((*select, *ignore), chosen, host.checks))
    judged = chosen_judgements(judgements or configuration.judgements)
    waived = chosen_waivers(waivers or configuration.waivers, host.checks)
    path, grading = chosen_profile(profile or configuration.profile, host)
    others = (
        configuration.origin,
        path,
        compare_with,
        baseline,
        judged.path,
        waived and waived.path,
    )
    read = (*paths, *(str(other) for other in others if other))
    wanted = wanted_reports(reports or ("table",), read, host)
    order = Order(
        codes=tuple(chosen),
        tables={code: configuration.settings_of(code) for code in chosen},
        survey_tables=configuration.survey_tables,
        folders=all_folders,
        as_at=as_at,
        rules=Rules(configuration.audited_from),
        groups=configuration.groups,
        enclosures=enclosures((one.reporter for one in wanted), show_text=show_text)
        | (frozenset({Enclosure.EVIDENCE}) if baseline else frozenset()),
    )
    about = manifest(host, order, grading, path.read_bytes(), judged)
    audit = Audit(order, host.checks, workers)
    if waived:
        about["waivers"] = {"name": waived.path.name, "sha256": waived.sha256}
        audit.waiving = Waiving(waived.waivers, chosen, configuration.waivers_ending_within)
    run_of_it = Run(
        as_at=as_at.isoformat() if as_at else "",
        profile=grading.name,
        graded_period=str(grading.graded_period),
        manifest=about,
        checks={code: host.checks[code] for code in chosen},
        explain=explain,
        show_text=show_text,
        tolerated=grading.tolerated,
        width=screen_width(),
    )
    since = since_report(compare_with, about, run_of_it.checks) if compare_with else None
    grader = Grader(run_of_it.checks, grading, judged, order.groups.fewest)
    known = baseline_of(baseline, about, run_of_it.checks, host.checks) if baseline else None
    gate = Gate(fail_on, configuration.fail_on_new)
    raise SystemExit(_carry_out(paths, audit, grader, host, wanted, run_of_it, since, known, gate))


def _carry_out(
    paths: tuple[str, ...],
    audit: Audit,
    grader: Grader,
    host: Host,
    wanted: list[Wanted],
    run_of_it: Run,
    since: Since | None,
    baseline: Baseline | None,
    gate: Gate,
) -> Exit:
    """Audit, grade and report; the reports stand whole before anything is decided."""
    collect_seldom()
    intake = Intake(paths)
    about: dict[str, Any] = dict(run_of_it.manifest)
    run_of_it = evolve(run_of_it, manifest=about)
    known = len(host.failures)
    host.tell("qaudit_run_started", manifest=about)
    try:
        with Reports(wanted, host.fail) as reports, progress() as watch:
            reports.start(run_of_it)
            for result in audit.results(intake, watch):
                grader.case(result)
                if baseline:
                    baseline.case(result)
                gate.case(result)
                if since:
                    since.case(result)
                reports.case(result)
                host.tell("qaudit_case_audited", result=result)
            service = grader.service()
            for fault in grader.judgements.faults():
                host.fail(fault)
            service.baseline = baseline.sum() if baseline else None
            service.waivers = audit.waiving.sums() if audit.waiving else None
            service.not_auditable = audit.refused
            service.failures = host.failures  # with what fails while the reports are ended
            gate.service(service)
            if since:
                since.service(service)
            about["inputs"] = dict(sorted(intake.inputs.items()))
            about["files_passed_over"] = intake.passed_over
            reports.end(service)
    except OSError as error:
        raise NotWritten(error) from None
    host.tell("qaudit_run_ended", service=service)
    warn([*host.failures[known:], *to_mend(service.waivers or ())])
    if service.baseline:
        warn([in_words(service.baseline)])
    warn_of_passed_over(intake)
    if not service.cases:
        click.echo("qaudit: nothing was audited", err=True)
    return exit_code(
        audited=service.cases,
        refused=bool(audit.refused),
        failed=bool(host.failures) or audit.check_failed,
        gate=gate.missed,
    )
