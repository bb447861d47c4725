"""The numbers behind what a letter says, as far as they may be told."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from qaudit.checking.results import ServiceResult
from qaudit.checking.shares import RateRow
from qaudit.checking.standards import Area, Axis
from qaudit.grading.groups import FEWEST_SHOWN
from qaudit.letters.model import Note
from qaudit.letters.points import Point, areas_of_enough
from qaudit.letters.turns import number
from qaudit.reporting.words import between, of, per_cent, words


@define
class Notes:
    """The notes of a letter, in the order in which they are first named.

    Attributes:
        service: what came of all cases together.
    """

    service: ServiceResult
    _notes: dict[str, Note] = field(factory=dict)

    @property
    def few(self) -> bool:
        """Whether so few were audited that nothing is told but the grades of all together."""
        return self.service.cases < FEWEST_SHOWN

    def of_enough(self, area: Area) -> bool:
        """Whether what is known of an area is not that of a few of the children."""
        return self.few or area in areas_of_enough(self.service.checks)

    def check(self, point: Point) -> None:
        row = self.service.checks[point.code]
        if point.of_few:
            found = f"fewer than {number(FEWEST_SHOWN)} children"
        else:
            found = f"{_rate(row['graded']['rate'])}, {point.children:,} children"
            if point.wording.of_children:
                found += f" ({number(point.children - point.children_missed)} of them always)"
        harm = f", {number(point.harm)} left a child at risk" if point.harm else ""
        self.add(point.code, f"{row['name'].replace('-', ' ')} ({row['force']}): {found}{harm}")

    def areas(self, areas: Iterable[Area]) -> None:
        for area in areas:
            row = self.service.areas[area.value]
            rates = [
                f"{axis.value} {_rate(row['axes'][axis]['rate'])}"
                for axis in Axis
                if axis in row["axes"] and self.of_enough(area)
            ]
            self.add(area.value, f"{area.title}: {'; '.join([words(row['grade']), *rates])}")

    def add(self, key: str, text: str) -> None:
        self._notes.setdefault(key, Note(key, text))

    def all(self) -> tuple[Note, ...]:
        return tuple(self._notes.values())


def _rate(rate: RateRow) -> str:
    if rate["rate"] is None or rate["interval"] is None:
        return "nothing judged"
    return f"{of(rate)} met, {per_cent(rate['rate'])} ({between(rate['interval'])})"
