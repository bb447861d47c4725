"""Groups of children, each graded as the service is, and whether they differ beyond chance.

A group that is small says so and has no grade. One of fewer than `FEWEST_SHOWN` is never broken
down, nor could it be worked out as what the others leave of the service: where the groups that are
not broken down have so few children together, the next smallest is not broken down either. (Nobody
is recognised by what is not recorded, so those children do not hide others.) In a group, an area
that so few of its children have anything to do with is left out.

A group is compared with all other children. Ten groups in eleven areas are a hundred chances of a
false alarm, so the chance of each difference is corrected for all of them (S. Holm, Scandinavian
Journal of Statistics 6 (1979) 65-70). The occasions of one child are no independent sample; see
`qaudit.grading.differences`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeVar

from attrs import define, field

from qaudit.cases.grouping import FEWEST, NOT_RECORDED
from qaudit.checking.results import GroupDifference, GroupResult, plain
from qaudit.checking.standards import Area
from qaudit.grading.differences import Occasions, Pair, chance
from qaudit.grading.grades import grade_tally
from qaudit.grading.profile import Profile
from qaudit.grading.rates import rate
from qaudit.grading.tally import Tally

K = TypeVar("K")

FEWEST_SHOWN = 5
"""Of fewer children nothing is broken down, lest one be recognised."""

BY_CHANCE = 0.05


@define
class _Group:
    """What was counted of some children."""

    cases: int = 0
    tally: Tally = field(factory=Tally)
    touched: Counter[Area] = field(factory=Counter)
    occasions: dict[Area, Occasions] = field(factory=dict)

    def add(self, tally: Tally, area_of: Mapping[str, Area]) -> None:
        self.cases += 1
        self.tally.add(tally)
        for area, part in tally.by_area(area_of).items():
            self.touched[area] += 1
            met = sum(check.met for check in part.checks.values())
            judged = sum(check.judged for check in part.checks.values())
            self.occasions.setdefault(area, Occasions()).add(met, judged)

    def shown(self, area_of: Mapping[str, Area]) -> Tally:
        """What was counted in the areas that enough of the children have to do with."""
        tally = Tally()
        for area, part in self.tally.by_area(area_of).items():
            if self.touched[area] >= FEWEST_SHOWN:
                tally.add(part)
        return tally


@define
class Grouping:
    """All children by their groups: tell it of each, then ask for the `results`.

    Attributes:
        area_of: the area of each check, by its code.
        profile: by what groups are graded.
        fewest: children that a group must have for a grade.
    """

    area_of: Mapping[str, Area]
    profile: Profile
    fewest: int = FEWEST
    _all: _Group = field(factory=_Group)
    _groups: dict[str, dict[str, _Group]] = field(factory=dict)

    def add(self, groups: Mapping[str, str], tally: Tally) -> None:
        """Take in a child: its groups, by the name of what is grouped by, and what was counted."""
        if groups:
            self._all.add(tally, self.area_of)
        for name, value in groups.items():
            found = self._groups.setdefault(name, {})
            found.setdefault(value, _Group()).add(tally, self.area_of)

    def results(self) -> dict[str, dict[str, GroupResult]]:
        """What came of each group, by the name of what is grouped by, and its value."""
        return {name: self._results(groups) for name, groups in sorted(self._groups.items())}

    def _results(self, groups: Mapping[str, _Group]) -> dict[str, GroupResult]:
        why = self._withheld(groups)
        differences = self._differences(
            {value: group for value, group in groups.items() if value not in why}, len(groups)
        )
        results: dict[str, GroupResult] = {}
        for value, group in sorted(groups.items(), key=lambda item: _place(item[0])):
            row: GroupResult = {
                "cases": group.cases,
                "grade": None,
                "areas": {},
                "lines": [why.get(value, "")],
                "differences": differences.get(value, {}),
            }
            if value not in why:
                graded = grade_tally(group.shown(self.area_of), self.area_of, self.profile)
                row["areas"], row["grade"], row["lines"] = graded.areas, graded.grade, graded.lines
            results[value] = row
        return results

    def _withheld(self, groups: Mapping[str, _Group]) -> dict[str, str]:
        """The groups that are not broken down, and why."""
        by_size = sorted(groups.items(), key=lambda item: (item[1].cases, item[0]))
        why: dict[str, str] = {}
        together = 0
        for value, group in by_size:
            if group.cases < FEWEST_SHOWN:
                why[value] = f"fewer than {FEWEST_SHOWN}: never broken down"
            elif group.cases < self.fewest:
                why[value] = f"too few to speak of: {self.fewest} are the fewest"
            elif 0 < together < FEWEST_SHOWN:
                why[value] = "not broken down: what is left would show a smaller group"
            else:
                break
            together += group.cases if value != NOT_RECORDED else 0
        return why

    def _differences(
        self, groups: Mapping[str, _Group], in_all: int
    ) -> dict[str, dict[str, GroupDifference]]:
        """How each group differs from all other children, by area."""
        found = {
            (value, area): (mine, others)
            for value, group in groups.items()
            for area, mine, others in self._comparable(group)
        }
        # With two groups in all, either is the others of the other: one comparison, not two.
        chances: dict[object, float] = {
            (area if in_all == 2 else (value, area)): chance(mine, others)
            for (value, area), (mine, others) in found.items()
        }
        corrected = holm(chances)
        rows: dict[str, dict[str, GroupDifference]] = {}
        for (value, area), (mine, others) in found.items():
            likely = corrected[area if in_all == 2 else (value, area)]
            rows.setdefault(value, {})[area.value] = _row(mine, others, likely)
        return rows

    def _comparable(self, group: _Group) -> Iterator[tuple[Area, Occasions, Occasions]]:
        """The areas in which enough children of the group, and of all others, were judged."""
        for area in Area:
            if area in group.occasions:
                mine = group.occasions[area]
                others = self._all.occasions[area].without(mine)
                if mine.children >= self.fewest and others.children >= self.fewest:
                    yield area, mine, others


def _place(value: str) -> tuple[bool, int, str]:
    """Where a group stands among others: bands by their first number, "not recorded" last."""
    band = re.match("(under )?([0-9]+)", value)
    first = int(band[2]) if band and not band[1] else 0
    return value == NOT_RECORDED, first, value


def _row(mine: Occasions, others: Occasions, likely: float) -> GroupDifference:
    compared = Pair(others, mine).difference()
    assert compared is not None
    difference, interval = compared
    return {
        "rate": rate(mine.met, mine.judged),
        "others": rate(others.met, others.judged),
        "difference": _rounded(difference),
        "interval": [_rounded(end) for end in interval],
        "chance": _rounded(likely),
        "beyond_chance": likely < BY_CHANCE,
    }


def holm(chances: Mapping[K, float]) -> dict[K, float]:
    """Chances corrected for how many there are, so that one below 5% is seldom a false alarm."""
    corrected: dict[K, float] = {}
    largest = 0.0
    for rank, (name, value) in enumerate(sorted(chances.items(), key=lambda item: item[1])):
        largest = max(largest, min(1.0, value * (len(chances) - rank)))
        corrected[name] = largest
    return corrected


def _rounded(value: float) -> float:
    return plain(round(value, 4))
