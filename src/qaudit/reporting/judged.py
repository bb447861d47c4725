"""How what people judged is said, beside the indicative grades."""

from __future__ import annotations

from collections.abc import Iterator

from qaudit.checking.results import (
    AgreementRow,
    AreaGrade,
    CaseResult,
    Judgement,
    ServiceResult,
    standing,
    standing_in,
)
from qaudit.checking.standards import Area
from qaudit.reporting.words import day, printable, words

UNSETTLED = "not_enough_evidence"


def practice(result: CaseResult | ServiceResult) -> str:
    """The grade of the whole: "good (judged; indicative: requires improvement)"."""
    said = words(standing(result))
    if result.judged:
        return f"{said} (judged; indicative: {words(result.grade)})"
    if result.as_judged:
        return f"{said} (by the areas as judged; indicative: {words(result.grade)})"
    return said


def practice_in(area: AreaGrade) -> str:
    """The grade of an area, likewise."""
    said = words(standing_in(area))
    return f"{said} (judged; indicative: {words(area['grade'])})" if "judged" in area else said


def judgements(result: CaseResult | ServiceResult) -> Iterator[str]:
    """What people judged, each in a sentence: of the whole, then of its areas."""
    if result.judged:
        yield f"The whole: {_judged(result.judged)}"
    for area, row in result.areas.items():
        if "judged" in row:
            yield f"{Area(area).title}: {_judged(row['judged'])}"


def is_unsettled(result: CaseResult | ServiceResult) -> bool:
    """Whether judgements of areas took the grade over them away, which nobody expects."""
    followed = result.as_judged
    return followed is not None and followed["grade"] == UNSETTLED != result.grade


def agreement_lines(agreement: AgreementRow | None) -> list[str]:
    """How far people and grades agree, in sentences."""
    if agreement is None:
        return []
    return [*agreement["areas"]["lines"], *agreement["cases"]["lines"]]


def _judged(judgement: Judgement) -> str:
    by, reason = printable(judgement["by"]), printable(judgement["reason"])
    return f"{words(judgement['grade'])}, judged by {by} on {day(judgement['on'])}: {reason}"
