"""From the areas to the judgements that inspections made of them, and to the grade over these.

An area without enough evidence is left out, and named. But where what could be told of it would
change the grade over the areas, there is not enough evidence for that one either: so a failure
never makes a grade better by giving an area enough evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from qaudit.checking.results import AreaGrade
from qaudit.checking.standards import Area
from qaudit.grading.overall import Part, whole
from qaudit.grading.scale import RANK, Grade


@frozen(kw_only=True)
class Parts:
    """Which areas make which part, and how.

    Attributes:
        areas: the areas of each part.
        fewest_inadequate: so many inadequate areas make a part inadequate.
        weak_above: with more than this share of its areas below good, a part requires
            improvement.
        outstanding_from: from this share of its areas outstanding on, and none below good, a
            part is outstanding.
    """

    areas: Mapping[Part, tuple[Area, ...]]
    fewest_inadequate: int
    weak_above: Fraction
    outstanding_from: Fraction

    def grade(self, areas: Iterable[Grade]) -> Grade:
        """The grade of a part out of those of its areas, of which there is one at least.

        One inadequate area with nothing good beside it makes it inadequate too. So an area that
        turns out weak never makes a part better than it was without.
        """
        grades = list(areas)
        number = len(grades)
        inadequate = grades.count(Grade.INADEQUATE)
        weak = inadequate + grades.count(Grade.REQUIRES_IMPROVEMENT)
        if inadequate >= self.fewest_inadequate or (inadequate and weak == number):
            return Grade.INADEQUATE
        if inadequate or weak > self.weak_above * number:
            return Grade.REQUIRES_IMPROVEMENT
        if not weak and grades.count(Grade.OUTSTANDING) >= self.outstanding_from * number:
            return Grade.OUTSTANDING
        return Grade.GOOD


@frozen
class Reckoned:
    """What came of an area.

    Attributes:
        row: its grade, as a report has it.
        told: the grade of what could be told, whether or not that is enough evidence; None where
            nothing was judged.
    """

    row: AreaGrade
    told: Grade | None

    @property
    def grade(self) -> Grade:
        return Grade(self.row["grade"])


def grade_overall(areas: Mapping[Area, Reckoned], parts: Parts) -> tuple[Grade, list[str]]:
    """The grade over the areas, and why."""
    enough = _graded(areas, parts, thin=False)
    lines = [_line(part, areas, parts, enough.get(part)) for part in Part]
    grade = whole(enough)
    if thin := hangs_on(areas, parts):
        told = whole(_graded(areas, parts, thin=True))
        lines.append(
            f"{', '.join(thin)}: what could be told would change the grade over the areas "
            f"({grade.words} without, {told.words} with): not enough evidence"
        )
        return Grade.NOT_ENOUGH_EVIDENCE, lines
    return grade, [*lines, *_why(enough, grade), f"so {grade.words}"]


def hangs_on(areas: Mapping[Area, Reckoned], parts: Parts) -> list[Area]:
    """The areas of which too little could be told, if that little would change the grade."""
    thin = [area for area, found in areas.items() if _is_thin(found)]
    if not thin:
        return []
    with_them, without = (whole(_graded(areas, parts, thin=told)) for told in (True, False))
    return [] if with_them is without else thin


def _is_thin(found: Reckoned) -> bool:
    """Whether something could be told of an area, but not enough."""
    return found.told is not None and found.grade is Grade.NOT_ENOUGH_EVIDENCE


def _graded(areas: Mapping[Area, Reckoned], parts: Parts, *, thin: bool) -> dict[Part, Grade]:
    """The grades of the parts, with or without the areas of which too little could be told."""
    graded = {}
    for part in Part:
        found = [areas[area] for area in parts.areas[part] if area in areas]
        told = [one.told for one in found if one.told and (thin or not _is_thin(one))]
        if told:
            graded[part] = parts.grade(told)
    return graded


def _line(part: Part, areas: Mapping[Area, Reckoned], parts: Parts, grade: Grade | None) -> str:
    found = [area for area in parts.areas[part] if area in areas]
    unknown = [area for area in found if areas[area].grade is Grade.NOT_ENOUGH_EVIDENCE]
    known = ", ".join(f"{area} {areas[area].grade.words}" for area in found if area not in unknown)
    said = f"{grade.words} ({known})" if grade else "left out, nothing applied"
    if unknown:
        said = f"{said}; " if grade else "left out, "
        said = f"{said}not enough evidence of {', '.join(unknown)}"
    return f"{part.words}: {said}"


def _why(parts: Mapping[Part, Grade], grade: Grade) -> list[str]:
    """The sentence of the rule that decided."""
    practice = [part for part in (Part.HELP_PROTECTION, Part.CHILDREN_IN_CARE) if part in parts]
    failed = [
        part.words for part in (*practice, Part.CARE_LEAVERS) if parts.get(part) is Grade.INADEQUATE
    ]
    if failed:
        return [f"inadequate for {' and '.join(failed)}: not above {grade.words}"]
    if grade is Grade.NOT_ENOUGH_EVIDENCE:
        return ["no grade is given where nothing is known of the practice with children"]
    leaders = parts.get(Part.LEADERS)
    reached = " and ".join(part.words for part in practice or [Part.CARE_LEAVERS])
    better = f"the better of {reached}" if len(practice) > 1 else reached
    if leaders is None:
        return [f"as {better}; nothing is known of leaders"]
    if leaders is Grade.INADEQUATE:
        return ["leaders who are inadequate alone make it require improvement"]
    if RANK[grade] < RANK[leaders]:
        return [f"as the leaders, but no better than {better}"]
    return ["as the leaders"]
