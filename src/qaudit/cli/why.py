"""`qaudit why`: take the grade of an area apart, and say what would move it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from math import ceil
from pathlib import Path

import click
from attrs import define, field

from qaudit.auditing.audit import Audit
from qaudit.auditing.configuration import selected_codes
from qaudit.auditing.running import Rules
from qaudit.auditing.waiving import Waiving
from qaudit.auditing.working import Order
from qaudit.cases.reading import Intake
from qaudit.checking.results import AreaGrade, CaseResult, ObservationRow
from qaudit.checking.standards import Area, Outcome
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
from qaudit.grading.grader import Grader
from qaudit.grading.nearest import Nearest, nearest
from qaudit.grading.profile import Profile
from qaudit.grading.scale import Grade
from qaudit.grading.tally import Tally
from qaudit.plugins.host import Host
from qaudit.reporting.stored import StoredReport, looks_like_report
from qaudit.reporting.words import count, day, printable, words

MOST_PLACES = 10
"""Of one check; nobody reads more."""


@click.command()
@click.argument("area", type=click.Choice(list(Area), case_sensitive=False), metavar="AREA")
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

    The INPUT is a stored JSON report, or case records to audit. A stored report is graded by the
    profile it was graded by, if that is one of qaudit's own, unless another is named.

    Exit codes: 0 done, 2 usage, 3 some input could not be audited, 4 a check or plugin failed,
    5 nothing was audited.
    """
    wanted = Area(area)
    if len(inputs) == 1 and looks_like_report(Path(inputs[0])):
        if as_at or config or folders:
            raise click.UsageError("a stored report was judged already: give records for that")
        raise SystemExit(_of_report(stored_report(Path(inputs[0])), profile, wanted, case_id))
    raise SystemExit(_of_records(inputs, profile, wanted, case_id, as_at, config, folders))


def _of_report(stored: StoredReport, profile: str | None, area: Area, case_id: str | None) -> Exit:
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
    area: Area,
    case_id: str | None,
    as_at: date | None,
    config: Path | None,
    folders: tuple[Path, ...],
) -> Exit:
    configuration, host, all_folders = settings_and_host(config, folders)
    chosen = selected_codes(configuration.select, configuration.ignore, host.checks)
    codes = tuple(code for code in chosen if host.checks[code].area is area)
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


@define
class Weighing:
    """Takes the grade of an area apart: tell it of each case, and let it say."""

    grader: Grader
    area: Area
    case_id: str | None
    cases: int = 0
    _tally: Tally = field(factory=Tally)
    _one: CaseResult | None = None

    def case(self, result: CaseResult) -> None:
        """Take in a case, if it is the one that is asked for or all are."""
        self.cases += 1
        if self.case_id not in (None, result.case_id):
            return
        self.grader.case(result)
        if self.case_id:
            self._one = result
        self._tally.add(self._counted(result))

    def _counted(self, result: CaseResult) -> Tally:
        tally = Tally()
        tally.count(
            [row for row in result.observations if self._is_of_area(row["check"])],
            since=result.graded_from or "",
            until=result.as_at,
        )
        tally.count_silent([row for row in result.silent if self._is_of_area(row["check"])])
        return tally

    def _is_of_area(self, code: str) -> bool:
        return self.grader.checks[code].area is self.area

    def say(self, profile: Profile) -> None:
        """Say the sum, and what would move the grade.

        Raises:
            click.UsageError: there is no such case.
        """
        if self.case_id and not self._one:
            raise click.UsageError(f"there is no case {self.case_id!r}")
        areas = self._one.areas if self._one else self.grader.service().areas
        who = f"case {self.case_id}" if self.case_id else count(self.cases, "case")
        title = f"{self.area.title}, {printable(who)}, by the profile {profile.name}"
        click.echo(title)
        if self.area not in areas:
            click.echo("no grade: none of its standards applied")
            return
        found = areas[self.area]
        click.echo(words(found["grade"]))
        for line in found["lines"]:
            click.echo(f"  {line}")
        if found["grade"] == Grade.NOT_ENOUGH_EVIDENCE:
            click.echo(self._wanting(profile))
            return
        for up, missing in ((True, _cannot_rise), (False, _cannot_fall)):
            change = nearest(self._tally, profile, up=up)
            for line in self._moves(change, up=up) if change else [missing(found)]:
                click.echo(line)

    def _wanting(self, profile: Profile) -> str:
        """How much more would have to be known for a grade."""
        unclear = sum(self._tally.unclear.values())
        judged = sum(check.judged for check in self._tally.checks.values())
        more = ceil(unclear - profile.unclear_at_most * (unclear + judged))
        of_check = ", ".join(f"{code} {many}" for code, many in sorted(self._tally.unclear.items()))
        return (
            f"A grade: if {more} of the {unclear} that could not be told or failed were known "
            f"({of_check})."
        )

    def _moves(self, change: Nearest, *, up: bool) -> Iterator[str]:
        """What would move the grade, and in a case which occasions that is about."""
        counts = [(code, many) for (code, _), many in change.occasions.items()]
        said = " and ".join(f"{many} more {code}" for code, many in counts)
        how = "met" if up else "not met"
        whose = "" if change.smallest else ", the smallest change of a single check"
        yield f"{'Up' if up else 'Down'} to {change.grade.words}: {said} {how} instead{whose}."
        if self._one:
            for code, force in change.occasions:
                rows = self._occasions(self._one, code, force, met=not up)
                yield from (f"  {code} {_place(row)}" for row in rows[:MOST_PLACES])
                if more := len(rows[MOST_PLACES:]):
                    yield f"  {code}: and {more} more; see the JSON report"

    def _occasions(
        self, result: CaseResult, code: str, force: str, *, met: bool
    ) -> list[ObservationRow]:
        """The observations of a check that a change may be about, harmful ones first."""
        outcome = Outcome.MET if met else Outcome.NOT_MET
        rows = [
            row
            for row in result.observations
            if (row["check"], row["force"], row["outcome"]) == (code, force, outcome)
            and (row["on"] is None or (result.graded_from or "") <= row["on"] <= result.as_at)
        ]
        return sorted(rows, key=lambda row: not row.get("harm"))


def _place(row: ObservationRow) -> str:
    """Which occasion an observation is about; nothing of what was written there."""
    when = day(row["on"]) if row["on"] else "no day"
    where = row["evidence"][0]["pointer"] if row["evidence"] else "nowhere"
    risk = ", left a child at risk" if row.get("harm") else ""
    return f"{words(row['outcome'])}: {when}, {printable(where)}{risk}"


def _cannot_rise(found: AreaGrade) -> str:
    if found["grade"] == Grade.OUTSTANDING:
        return "Up: it is the best grade."
    return "Up: nothing that was judged would, as the lines above say why."


def _cannot_fall(found: AreaGrade) -> str:
    if found["grade"] == Grade.INADEQUATE:
        return "Down: it is the worst grade."
    return "Down: nothing that was judged would."
