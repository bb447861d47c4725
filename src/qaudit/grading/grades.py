"""From what was counted to grades, each of which can be taken apart line by line.

The grade of an axis follows from the share met, by weight; the two axes make the grade of an
area; harm limits it; the areas make the grade of a case or of the service. The numbers are
the profile's. See `docs/grading.md`.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field, frozen

from qaudit.checking.results import AreaGrade, AxisGrade
from qaudit.checking.standards import Area, Axis, Force
from qaudit.grading.parts import Reckoned, grade_overall
from qaudit.grading.profile import Number, Profile
from qaudit.grading.rates import rate
from qaudit.grading.scale import RANK, Grade, worse
from qaudit.grading.tally import CheckTally, Tally


@define
class Reckoning:
    """A grade on its way, with the lines that explain it."""

    grade: Grade
    lines: list[str] = field(factory=list)

    def limit(self, to: Grade, why: str, *, said: bool = False) -> None:
        """Take the grade down to a limit, if it is above it, and say so; `said`: say it anyway."""
        if said or RANK[self.grade] > RANK[to]:
            self.grade = worse(self.grade, to)
            self.lines.append(f"{why}: not above {to.words}")

    def lift(self, to: Grade, why: str) -> None:
        """Take the grade up to a floor, if it is below it."""
        if RANK[self.grade] < RANK[to]:
            self.grade = to
            self.lines.append(f"{why}: not below {to.words}")


def grade_area(tally: Tally, profile: Profile) -> Reckoned | None:
    """The grade of an area from its tallies; None where none of its standards applied."""
    checks = [check for check in tally.checks.values() if check.judged]
    unclear = sum(tally.unclear.values())
    if not checks:
        if not unclear:
            return None
        nothing = f"all {unclear} could not be told or failed: not enough evidence"
        return Reckoned(_row(Grade.NOT_ENOUGH_EVIDENCE, {}, [nothing]), None)
    axes = {axis: _grade_axis(tally, axis, profile) for axis in Axis}
    graded = {axis: found for axis, found in axes.items() if found is not None}
    rows = {axis.value: _axis_row(tally, axis, found) for axis, found in graded.items()}
    lines = [line for found in graded.values() for line in found.lines]
    met = {axis: sum(check.met for check in tally.on(axis)) for axis in Axis}
    reckoning = _combined(graded, profile, met)
    harm = sum(check.harm for check in checks if check.force is not Force.HEURISTIC)
    if harm >= profile.fewest_harmed:
        reckoning.limit(Grade.INADEQUATE, f"{harm} left a child at risk", said=True)
    grade = reckoning.grade
    applied = sum([check.judged for check in checks]) + unclear
    if unclear and unclear > profile.unclear_at_most * applied:
        lines.append(
            f"{unclear} of {applied} could not be told or failed, more than "
            f"{profile.unclear_at_most}: not enough evidence"
        )
        if harm < profile.fewest_harmed:
            return Reckoned(_row(Grade.NOT_ENOUGH_EVIDENCE, rows, lines), grade)
    lines += [*reckoning.lines, f"so {grade.words}"]
    return Reckoned(_row(grade, rows, lines), grade)


def _row(grade: Grade, axes: dict[str, AxisGrade], lines: list[str]) -> AreaGrade:
    return {"grade": grade.value, "axes": axes, "lines": lines}


def _combined(
    graded: Mapping[Axis, Reckoning], profile: Profile, met: Mapping[Axis, int]
) -> Reckoning:
    """One grade of the two axes: neither makes up for the other."""
    compliance, quality = graded.get(Axis.COMPLIANCE), graded.get(Axis.QUALITY)
    if compliance and quality:
        both = Reckoning(worse(compliance.grade, quality.grade))
        both.lines.append(f"the weaker of the two axes is {both.grade.words}")
        good = quality.grade in (Grade.GOOD, Grade.OUTSTANDING)
        if good and met[Axis.QUALITY] >= profile.fewest_for_outstanding:
            both.lift(Grade.REQUIRES_IMPROVEMENT, "late, but the work itself is good")
    elif compliance:
        both = Reckoning(compliance.grade)
        both.limit(profile.timescales_alone, "nothing is known of quality, timescales alone")
    else:
        assert quality
        both = Reckoning(quality.grade)
    if sum(met.values()) < profile.fewest_for_outstanding:
        both.limit(Grade.GOOD, f"only {sum(met.values())} met")
    return both


def _grade_axis(tally: Tally, axis: Axis, profile: Profile) -> Reckoning | None:
    """The grade of one axis; None where nothing on it was judged.

    Readings of text alone make nothing inadequate, and do not make up for a firm standard.
    """
    checks = [check for check in tally.on(axis) if check.judged]
    if not checks:
        return None
    reckoning = _by_share(checks, profile)
    firm = [check for check in checks if check.force is not Force.HEURISTIC]
    if len(firm) < len(checks):
        without = _by_share(firm, profile).grade if firm else Grade.OUTSTANDING
        if without is not Grade.INADEQUATE:
            reckoning.lift(
                Grade.REQUIRES_IMPROVEMENT, "  readings of text alone make nothing inadequate"
            )
        reckoning.limit(without, "  without readings of text")
    reckoning.lines[:0] = [f"{axis.value}:", *_summands(tally, axis, profile)]
    return reckoning


def _summands(tally: Tally, axis: Axis, profile: Profile) -> list[str]:
    """What each check gives to the sum of an axis, in order of the codes."""
    return [
        f"  {code} ({force.value}): {check.met} of {check.judged} met, "
        f"each weighs {float(profile.weights[force]):g}"
        for (code, force), check in sorted(tally.checks.items())
        if check.axis is axis and check.judged
    ]


def _by_share(checks: list[CheckTally], profile: Profile) -> Reckoning:
    weigh = profile.weights
    met = sum(check.met * weigh[check.force] for check in checks)
    judged = sum(check.judged * weigh[check.force] for check in checks)
    failures = sum(check.not_met for check in checks)
    occasions = sum(check.judged for check in checks)
    reckoning = Reckoning(_band(met, judged, profile))
    reckoning.lines.append(
        f"  {occasions - failures} of {occasions} met, {100 * float(met / judged):.1f}% by weight "
        f"({float(met):g} of {float(judged):g}): {reckoning.grade.words}"
    )
    if failures == 1 and occasions >= profile.isolated_among:
        reckoning.lift(Grade.GOOD, f"  an isolated failure among {occasions}")
    if failures < profile.fewest_for_inadequate:
        reckoning.lift(
            Grade.REQUIRES_IMPROVEMENT,
            f"  only {failures} failure{'' if failures == 1 else 's'}",
        )
    return reckoning


def _band(met: Number, judged: Number, profile: Profile) -> Grade:
    for grade, share in profile.bands.items():
        if met * share.denominator >= judged * share.numerator:
            return grade
    return Grade.INADEQUATE


def _axis_row(tally: Tally, axis: Axis, found: Reckoning) -> AxisGrade:
    checks = list(tally.on(axis))
    met, judged = sum(check.met for check in checks), sum(check.judged for check in checks)
    return {"grade": found.grade.value, "rate": rate(met, judged)}


@frozen
class Graded:
    """The grades of a case, a group or the service; the profile may give none over the areas."""

    reckoned: Mapping[Area, Reckoned]
    grade: str | None
    lines: list[str]

    @property
    def areas(self) -> dict[str, AreaGrade]:
        """The areas in which a standard applied, as a report has them."""
        return {area.value: found.row for area, found in self.reckoned.items()}


def grade_tally(tally: Tally, area_of: Mapping[str, Area], profile: Profile) -> Graded:
    """The grade of every area in which a standard applied, and that over them."""
    found = {area: grade_area(part, profile) for area, part in tally.by_area(area_of).items()}
    reckoned = {area: one for area, one in found.items() if one is not None}
    if not profile.parts:
        return Graded(reckoned, None, [])
    grade, lines = grade_overall(reckoned, profile.parts)
    return Graded(reckoned, grade.value, lines)
