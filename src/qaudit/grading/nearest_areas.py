"""The least that would move the grade over the areas: which of them would have to be graded so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from attrs import frozen

from qaudit.checking.standards import Area
from qaudit.grading.parts import Parts, Reckoned, grade_overall
from qaudit.grading.scale import ORDER, RANK, Grade

MOST_AREAS = 3
"""That are moved at once; what hangs on more of them is no small change."""


@frozen
class OtherAreas:
    """Areas with other grades than they have, and what these make of the grade over all."""

    grade: Grade
    areas: Mapping[Area, Grade]


def nearest_areas(areas: Mapping[Area, Reckoned], parts: Parts, *, up: bool) -> list[OtherAreas]:
    """The smallest changes that make the grade over the areas better, or worse.

    The fewer areas the smaller, and of as many areas the fewer grades they move by. An area
    without enough evidence stays as it is.

    Args:
        areas: what came of each.
        parts: how they make the grade.
        up: whether better.

    Returns:
        All that are equally small; none where no change of up to `MOST_AREAS` does it, or where
        there is no grade to move.
    """
    now, _ = grade_overall(areas, parts)
    if now not in RANK:
        return []
    movable = [area for area, found in areas.items() if found.grade in RANK]
    for number in range(1, min(MOST_AREAS, len(movable)) + 1):
        found: dict[int, list[OtherAreas]] = {}
        for chosen in combinations(movable, number):
            for steps, others in _moved(chosen, areas, up=up):
                after, _ = grade_overall({**areas, **others}, parts)
                if after in RANK and (RANK[after] > RANK[now] if up else RANK[after] < RANK[now]):
                    grades = {area: other.grade for area, other in others.items()}
                    found.setdefault(steps, []).append(OtherAreas(after, grades))
        if found:
            return found[min(found)]
    return []


def _moved(
    chosen: tuple[Area, ...], areas: Mapping[Area, Reckoned], *, up: bool
) -> Iterator[tuple[int, dict[Area, Reckoned]]]:
    """Some areas with better grades, or worse ones, and by how many grades they moved."""
    ranks = [RANK[areas[area].grade] for area in chosen]
    wider = [range(rank + 1, len(ORDER)) if up else range(rank) for rank in ranks]
    for others in product(*wider):
        steps = sum(abs(other - rank) for other, rank in zip(others, ranks, strict=True))
        yield steps, {area: _as(ORDER[other]) for area, other in zip(chosen, others, strict=True)}


def _as(grade: Grade) -> Reckoned:
    return Reckoned({"grade": grade.value, "axes": {}, "lines": []}, grade)
