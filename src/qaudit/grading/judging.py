"""Puts what people judged beside the grades, and says how far the two agree.

People decide: their grade stands in place of the indicative one, which is kept beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from qaudit.checking.agreement import Agreement, Leaning, compare
from qaudit.checking.results import (
    AgreementRow,
    AgreementSum,
    AreaGrade,
    CaseResult,
    JudgedSum,
    Judgement,
    ServiceResult,
    plain,
)
from qaudit.checking.standards import Area
from qaudit.grading.grades import Graded
from qaudit.grading.judgements import Judged
from qaudit.grading.parts import Parts, Reckoned, grade_overall, hangs_on
from qaudit.grading.scale import ORDER, Grade

FEWEST = 10
"""With fewer pairs there is nothing to be said of agreement but how many there are."""

FEWEST_FOR_KAPPA = 2 * len(ORDER) ** 2
"""Below this the interval of weighted kappa means little (D. V. Cicchetti, Applied Psychological
Measurement 5 (1981) 101-104: twice the square of the number of grades)."""


def put_grades(
    result: CaseResult | ServiceResult, graded: Graded, told: Judged, parts: Parts | None
) -> None:
    """Put grades and judgements into a result.

    What people judged of it before, which stands in it, stays where nothing else is told.

    Args:
        result: of a case, or of all of them.
        graded: its indicative grades.
        told: what people judged.
        parts: how areas make the grade over them; None where there is to be none.
    """
    before = {Area(area): row["judged"] for area, row in result.areas.items() if "judged" in row}
    judged = before | dict(told.areas)
    result.areas = _beside(graded.areas, judged)
    result.grade, result.lines = graded.grade, graded.lines
    result.judged = told.whole or result.judged
    result.as_judged = None
    if judged and parts and not result.judged:
        result.as_judged = _reckoned_again(graded, judged, parts)


def _beside(
    areas: Mapping[str, AreaGrade], judged: Mapping[Area, Judgement]
) -> dict[str, AreaGrade]:
    """The areas that were graded or judged, in the order of the letters."""
    found: dict[str, AreaGrade] = {}
    for area in Area:
        if area in areas or area in judged:
            nothing: AreaGrade = {
                "grade": Grade.NOT_ENOUGH_EVIDENCE.value,
                "axes": {},
                "lines": ["none of its standards applied"],
            }
            found[area.value] = areas.get(area, nothing)
        if area in judged:
            found[area.value]["judged"] = judged[area]
    return found


def _reckoned_again(graded: Graded, judged: Mapping[Area, Judgement], parts: Parts) -> JudgedSum:
    """The grade over the areas, with what people judged of some in place of what was reckoned."""
    areas = dict(graded.reckoned)
    said = []
    for area, judgement in judged.items():
        grade = Grade(judgement["grade"])
        told = None if grade is Grade.NOT_ENOUGH_EVIDENCE else grade
        before = areas[area].grade.words if area in areas else "no grade"
        said.append(f"{area} judged {grade.words}, in place of {before}")
        areas[area] = Reckoned({"grade": grade.value, "axes": {}, "lines": []}, told)
    areas = {area: areas[area] for area in Area if area in areas}
    whole, lines = grade_overall(areas, parts)
    thin = ", ".join(hangs_on(areas, parts))
    if thin and not hangs_on(graded.reckoned, parts):
        lines.append(f"as graded it did not hang on {thin}: judge {thin} too, or the whole")
    return {"grade": whole.value, "lines": [*said, *lines]}


@define
class Agreeing:
    """How far people and grades agree: tell it of each case, then ask for the `row`.

    It counts what was judged, never who judged it.
    """

    _areas: list[tuple[str, str]] = field(factory=list)
    _cases: list[tuple[str, str]] = field(factory=list)

    def add(self, result: CaseResult) -> None:
        """Take in what people judged of a case and its areas."""
        self._areas += [
            (row["grade"], row["judged"]["grade"])
            for row in result.areas.values()
            if "judged" in row
        ]
        if result.judged and result.grade:
            self._cases.append((result.grade, result.judged["grade"]))

    def row(self) -> AgreementRow | None:
        """How far they agree; None where people judged no case."""
        if not self._areas and not self._cases:
            return None
        return {"areas": _sum("areas", self._areas), "cases": _sum("cases", self._cases)}


def _sum(things: str, pairs: list[tuple[str, str]]) -> AgreementSum:
    """The agreement of pairs: the grade, and what was judged. One without a grade is no pair."""
    whole = [pair for pair in pairs if set(pair) <= set(ORDER)]
    found = compare(whole, ORDER)
    row: AgreementSum = {
        "pairs": found.pairs,
        "without_grade": len(pairs) - len(whole),
        "same": found.same,
        "judged_lower": found.down,
        "judged_higher": found.up,
        "exact": None,
        "exact_interval": None,
        "kappa": None,
        "kappa_interval": None,
        "direction": None,
        "lines": [],
    }
    if found.pairs >= FEWEST and found.exact is not None:
        row["exact"] = _rounded(found.exact)
        row["exact_interval"] = _both(found.exact_interval)
        row["direction"] = DIRECTIONS[found.leaning]
    if found.pairs >= FEWEST_FOR_KAPPA and found.kappa:
        row["kappa"] = _rounded(found.kappa.value)
        row["kappa_interval"] = _both(found.kappa.interval)
    row["lines"] = _lines(things, found, row)
    return row


DIRECTIONS = {Leaning.DOWN: "harsher", Leaning.UP: "milder", Leaning.NEITHER: "neither"}
"""Which way people judge, where they judge otherwise."""


def _lines(things: str, found: Agreement, row: AgreementSum) -> list[str]:
    """The sum in sentences."""
    if not found.pairs and not row["without_grade"]:
        return [f"{things}: none was judged"]
    counts = f"{found.down} lower, {found.up} higher"
    lines = [f"{things}: {found.same} of {found.pairs} judged as they were graded, {counts}"]
    if row["without_grade"]:
        lines.append(
            f"  {row['without_grade']} more without enough evidence, for the grade or the judgement"
        )
    if found.exact is None or row["exact"] is None:
        return [*lines, f"  too few to speak of: {FEWEST} are the fewest"]
    low, high = found.exact_interval or (0.0, 1.0)
    lines.append(f"  the same in {_per_cent(found.exact)} (95%: {_per_cent(low, high)})")
    if found.pairs < FEWEST_FOR_KAPPA:
        lines.append(f"  too few for weighted kappa: {FEWEST_FOR_KAPPA} are the fewest")
    elif found.kappa is None:
        lines.append("  weighted kappa is not defined where there is but one grade")
    else:
        between = found.kappa.interval
        sure = f" (95%: {between[0]:.2f} to {between[1]:.2f})" if between else ""
        lines.append(f"  weighted kappa {found.kappa.value:.2f}{sure}")
    said = {
        Leaning.DOWN: "people are harsher than the grades",
        Leaning.UP: "people are milder than the grades",
        Leaning.NEITHER: "neither side is harsher beyond chance",
    }
    return [*lines, f"  {said[found.leaning]}"]


def _rounded(value: float) -> float:
    return plain(round(value, 4))


def _both(interval: tuple[float, float] | None) -> list[float] | None:
    return [_rounded(end) for end in interval] if interval else None


def _per_cent(*shares: float) -> str:
    return " to ".join(f"{100 * share:.0f}" for share in shares) + "%"
