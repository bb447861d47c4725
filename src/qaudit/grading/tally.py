"""What came of each check, counted: all that a grade is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import define, field

from qaudit.checking.results import ObservationRow, SilentRow
from qaudit.checking.standards import Axis, Force, Outcome

UNCLEAR = (Outcome.CANNOT_TELL, Outcome.ERROR)


@define
class CheckTally:
    """The outcomes of one check, on its axis and with its force.

    Attributes:
        outcomes: how often each came, in the graded period.
        silent: how often it had no occasion, by why.
        harm: failures that left a child at risk.
    """

    axis: Axis
    force: Force
    outcomes: Counter[Outcome] = field(factory=Counter)
    silent: Counter[Outcome] = field(factory=Counter)
    harm: int = 0

    @property
    def met(self) -> int:
        return self.outcomes[Outcome.MET]

    @property
    def not_met(self) -> int:
        return self.outcomes[Outcome.NOT_MET]

    @property
    def judged(self) -> int:
        return self.met + self.not_met

    @property
    def unclear(self) -> int:
        """Occasions that could not be judged, and cases in which none could be seen."""
        return sum(self.outcomes[outcome] + self.silent[outcome] for outcome in UNCLEAR)

    def add(self, other: CheckTally) -> None:
        self.outcomes.update(other.outcomes)
        self.silent.update(other.silent)
        self.harm += other.harm


@define
class Tally:
    """The tallies of checks, by code and by what the occasion's standard rests on."""

    checks: dict[tuple[str, Force], CheckTally] = field(factory=dict)

    def count(self, rows: Iterable[ObservationRow], *, since: str, until: str) -> None:
        """Count observations of the days from `since` to `until`, both YYYY-MM-DD."""
        for row in rows:
            day = row["on"]
            if day is not None and not since <= day <= until:
                continue
            tally = self.of(row["check"], Axis(row["axis"]), Force(row["force"]))
            tally.outcomes[Outcome(row["outcome"])] += 1
            tally.harm += bool(row.get("harm"))

    def count_silent(self, rows: Iterable[SilentRow], axes: dict[str, tuple[Axis, Force]]) -> None:
        """Count the checks that had no occasion, whose axis and force the caller knows."""
        for row in rows:
            self.of(row["check"], *axes[row["check"]]).silent[Outcome(row["outcome"])] += 1

    def of(self, code: str, axis: Axis, force: Force) -> CheckTally:
        """A check's tally, begun if it is not there yet."""
        key = (code, force)
        if key not in self.checks:
            self.checks[key] = CheckTally(axis, force)
        return self.checks[key]

    def add(self, other: Tally) -> None:
        for (code, _), tally in other.checks.items():
            self.of(code, tally.axis, tally.force).add(tally)

    def on(self, axis: Axis) -> Iterator[CheckTally]:
        return (tally for tally in self.checks.values() if tally.axis is axis)
