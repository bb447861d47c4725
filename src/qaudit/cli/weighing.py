"""What `qaudit why` says: a grade taken apart, and what would move it."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import click
from attrs import define, field

from qaudit.checking.results import CaseResult, ObservationRow
from qaudit.checking.standards import Area, Outcome
from qaudit.grading.grader import Grader
from qaudit.grading.grades import grade_tally
from qaudit.grading.nearest import Nearest, nearest
from qaudit.grading.nearest_areas import MOST_AREAS, nearest_areas
from qaudit.grading.profile import Profile
from qaudit.grading.scale import Grade
from qaudit.grading.tally import Tally
from qaudit.reporting.words import count, day, printable, words

MOST_PLACES = 10
"""Of one check; nobody reads more."""

MOST_WAYS = 5
"""In which other grades of areas would move the grade over all."""


@define
class Weighing:
    """Takes the grade of an area apart, or without one of all: tell it of each case, let it say."""

    grader: Grader
    area: Area | None
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
        return self.area in (None, self.grader.checks[code].area)

    def say(self, profile: Profile) -> None:
        """Say the sum, and what would move the grade.

        Raises:
            click.UsageError: there is no such case.
        """
        if self.case_id and not self._one:
            raise click.UsageError(f"there is no case {self.case_id!r}")
        who = f"case {self.case_id}" if self.case_id else count(self.cases, "case")
        what = self.area.title if self.area else "Overall"
        click.echo(f"{what}, {printable(who)}, by the profile {profile.name}")
        if self.area:
            self._say_area(self.area, profile)
        else:
            self._say_overall(profile)

    def _say_overall(self, profile: Profile) -> None:
        """The grade over all areas: what each gave to it, and which of them would move it."""
        area_of = {code: check.area for code, check in self.grader.checks.items()}
        graded = grade_tally(self._tally, area_of, profile)
        if graded.grade is None or profile.parts is None:
            click.echo("no grade: the profile gives none over the areas")
            return
        click.echo(words(graded.grade))
        for line in graded.lines:
            click.echo(f"  {line}")
        if graded.grade == Grade.NOT_ENOUGH_EVIDENCE:
            return
        for up, missing in ((True, _cannot_rise), (False, _cannot_fall)):
            changes = nearest_areas(graded.reckoned, profile.parts, up=up)
            if not changes:
                click.echo(missing(graded.grade, f"no other grades of up to {MOST_AREAS} areas"))
            for change in changes[:MOST_WAYS]:
                grades = " and ".join(f"{area} {to.words}" for area, to in change.areas.items())
                click.echo(f"{'Up' if up else 'Down'} to {change.grade.words}: {grades} instead.")
            if more := len(changes[MOST_WAYS:]):
                click.echo(f"  and {count(more, 'other way')} as small")

    def _say_area(self, area: Area, profile: Profile) -> None:
        areas = self._one.areas if self._one else self.grader.service().areas
        if area not in areas:
            click.echo("no grade: none of its standards applied")
            return
        found = areas[area]
        click.echo(words(found["grade"]))
        for line in found["lines"]:
            click.echo(f"  {line}")
        if found["grade"] == Grade.NOT_ENOUGH_EVIDENCE:
            click.echo(self._wanting(profile))
            return
        for up, missing in ((True, _cannot_rise), (False, _cannot_fall)):
            change = nearest(self._tally, profile, up=up)
            nothing = missing(found["grade"], "nothing that was judged")
            for line in self._moves(change, up=up) if change else [nothing]:
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


def _cannot_rise(grade: str, what: str) -> str:
    if grade == Grade.OUTSTANDING:
        return "Up: it is the best grade."
    return f"Up: {what} would, as the lines above say why."


def _cannot_fall(grade: str, what: str) -> str:
    if grade == Grade.INADEQUATE:
        return "Down: it is the worst grade."
    return f"Down: {what} would."
