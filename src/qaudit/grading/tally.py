"""What came of each check, counted: all that a grade is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from attrs import define, field

from qaudit.checking.results import ObservationRow, SilentRow
from qaudit.checking.standards import Area, Axis, Force, Outcome


@define
class CheckTally:
    """What was judged by one check, on its axis and with its force.

    Attributes:
        met: occasions met, in the graded period.
        not_met: occasions not met.
        harm: those of them that left a child at risk.
    """

    axis: Axis
    force: Force
    met: int = 0
    not_met: int = 0
    harm: int = 0

    @property
    def judged(self) -> int:
        return self.met + self.not_met


@define
class Tally:
    """What was judged, and what could not be.

    Attributes:
        checks: by code and force, what was judged. A check may have occasions of more than
            one force.
        unclear: by code, the occasions that could not be told or failed, and the cases in
            which none could be seen.
    """

    checks: dict[tuple[str, Force], CheckTally] = field(factory=dict)
    unclear: dict[str, int] = field(factory=dict)

    def count(self, rows: Iterable[ObservationRow], *, since: str, until: str) -> None:
        """Count observations of the days from `since` to `until`, both YYYY-MM-DD."""
        graded = [row for row in rows if (day := row["on"]) is None or since <= day <= until]
        for (code, outcome, axis, force), number in Counter(map(_KIND, graded)).items():
            if outcome in _UNCLEAR:
                self._unclear(code, number)
            elif outcome == _MET:
                self._of(code, _AXES[axis], _FORCES[force]).met += number
            elif outcome == _NOT_MET:
                self._of(code, _AXES[axis], _FORCES[force]).not_met += number
        for row in graded:
            if row.get("harm") and row["outcome"] == _NOT_MET:
                self._of(row["check"], _AXES[row["axis"]], _FORCES[row["force"]]).harm += 1

    def count_silent(self, rows: Iterable[SilentRow]) -> None:
        """Count the checks that could see no occasion; one that has none counts nowhere."""
        for row in rows:
            if row["outcome"] in _UNCLEAR:
                self._unclear(row["check"], 1)

    def add(self, other: Tally) -> None:
        for (code, _), found in other.checks.items():
            tally = self._of(code, found.axis, found.force)
            tally.met += found.met
            tally.not_met += found.not_met
            tally.harm += found.harm
        for code, number in other.unclear.items():
            self._unclear(code, number)

    def by_area(self, area_of: Mapping[str, Area]) -> dict[Area, Tally]:
        """The tally split by the area its checks count in, in the order of the letters."""
        parts: dict[Area, Tally] = {}
        for (code, force), tally in self.checks.items():
            parts.setdefault(area_of[code], Tally()).checks[code, force] = tally
        for code, number in self.unclear.items():
            parts.setdefault(area_of[code], Tally()).unclear[code] = number
        return {area: parts[area] for area in Area if area in parts}

    def on(self, axis: Axis) -> Iterator[CheckTally]:
        return (tally for tally in self.checks.values() if tally.axis is axis)

    def _of(self, code: str, axis: Axis, force: Force) -> CheckTally:
        if (code, force) not in self.checks:
            self.checks[code, force] = CheckTally(axis, force)
        return self.checks[code, force]

    def _unclear(self, code: str, number: int) -> None:
        self.unclear[code] = self.unclear.get(code, 0) + number


# Plain strings, as the rows have them: looked up in less time than the names of an enum.
_KIND = itemgetter("check", "outcome", "axis", "force")
_MET, _NOT_MET = Outcome.MET.value, Outcome.NOT_MET.value
_UNCLEAR = frozenset({Outcome.CANNOT_TELL.value, Outcome.ERROR.value})
_AXES = {axis.value: axis for axis in Axis}
_FORCES = {force.value: force for force in Force}
