"""How far two judgements of the same things agree, on grades that have an order.

Give `compare` the pairs of grades: of an auditor and a moderator, of a person and the tool.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import sqrt

from attrs import frozen

from qaudit.checking.shares import Z_95, wilson

Table = Sequence[Sequence[int]]
"""How many pairs have each two grades: the first judgement in rows, the second in columns."""

NO_WIDTH = 1e-12
"""A variance below this is nought but for rounding."""


class Weighting(StrEnum):
    """What two grades some steps apart are worth: 1 if they are the same, 0 for the two ends.

    LINEAR gives 1 - d/(k-1) for d steps among k grades (Cicchetti and Allison 1971), QUADRATIC
    1 - (d/(k-1))^2 (Fleiss and Cohen 1973), which forgives a near miss more.
    """

    LINEAR = "linear"
    QUADRATIC = "quadratic"

    def worth(self, steps: int, grades: int) -> float:
        away: float = steps / (grades - 1)
        return 1 - (away if self is Weighting.LINEAR else away * away)


class Leaning(StrEnum):
    """Which way the second judgement changes the first, where it changes it."""

    DOWN = "down"
    UP = "up"
    NEITHER = "neither"


@frozen
class Kappa:
    """Agreement beyond chance: 1 if every pair agrees, 0 if no more do than by chance.

    Attributes:
        value: weighted kappa (Cohen 1968).
        standard_error: that of large samples (Fleiss, Cohen and Everitt 1969).
    """

    value: float
    standard_error: float

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval, within -1 and 1; none where the standard error is nought.

        It is so where all pairs agree: such an interval would claim to be certain.
        """
        if self.standard_error == 0:
            return None
        spread = Z_95 * self.standard_error
        return max(-1.0, self.value - spread), min(1.0, self.value + spread)


@frozen(kw_only=True)
class Agreement:
    """What came of comparing two judgements.

    Attributes:
        pairs: how many things were judged twice.
        same: in how many the two judgements are the same.
        down: in how many the second is lower.
        up: in how many the second is higher.
        kappa: agreement beyond chance; None where it is not defined: there is no pair, or one
            grade was given to all of them both times.
    """

    pairs: int
    same: int
    down: int
    up: int
    kappa: Kappa | None

    @property
    def exact(self) -> float | None:
        """The share in which the two are the same."""
        return self.same / self.pairs if self.pairs else None

    @property
    def exact_interval(self) -> tuple[float, float] | None:
        """The 95% Wilson interval of that share."""
        return wilson(self.same, self.pairs) if self.pairs else None

    @property
    def leaning(self) -> Leaning:
        """Which way changes go: one way only if the whole interval of their share says so."""
        changed = self.down + self.up
        if changed:
            low, high = wilson(self.down, changed)
            if low > 1 / 2:
                return Leaning.DOWN
            if high < 1 / 2:
                return Leaning.UP
        return Leaning.NEITHER


def compare(
    pairs: Iterable[tuple[str, str]],
    order: Sequence[str],
    weighting: Weighting = Weighting.LINEAR,
) -> Agreement:
    """How far two judgements agree.

    Args:
        pairs: the first and the second judgement of each thing.
        order: the grades, from worst to best; two or more.
        weighting: what grades some steps apart are worth for kappa.

    Raises:
        ValueError: a judgement is none of the grades.
    """
    rank = {grade: place for place, grade in enumerate(order)}
    table = [[0] * len(order) for _ in order]
    for first, second in pairs:
        if first not in rank or second not in rank:
            raise ValueError("a judgement is none of the grades")
        table[rank[first]][rank[second]] += 1
    cells = [(i, j, many) for i, row in enumerate(table) for j, many in enumerate(row)]
    return Agreement(
        pairs=sum(many for _, _, many in cells),
        same=sum(many for i, j, many in cells if i == j),
        down=sum(many for i, j, many in cells if j < i),
        up=sum(many for i, j, many in cells if j > i),
        kappa=weighted_kappa(table, weighting),
    )


def weighted_kappa(table: Table, weighting: Weighting = Weighting.LINEAR) -> Kappa | None:
    """Weighted kappa of a square table, with its standard error; None where it is not defined.

    J. Cohen, Psychological Bulletin 70 (1968) 213-220; J. L. Fleiss, J. Cohen and B. S. Everitt,
    Psychological Bulletin 72 (1969) 323-327, where the standard error is for a kappa that is
    not nought. It is of large samples: with few pairs the interval is a rough guide.
    """
    total = sum(map(sum, table))
    if not total:
        return None
    grades = range(len(table))
    worth = [[weighting.worth(abs(i - j), len(table)) for j in grades] for i in grades]
    share = [[many / total for many in row] for row in table]
    rows = [sum(row) for row in share]
    columns = [sum(column) for column in zip(*share, strict=True)]
    observed = sum(worth[i][j] * share[i][j] for i in grades for j in grades)
    by_chance = sum(worth[i][j] * rows[i] * columns[j] for i in grades for j in grades)
    if 1 - by_chance < NO_WIDTH:
        return None
    kappa = (observed - by_chance) / (1 - by_chance)
    # How much the other's habits alone would make each grade worth.
    given_row = [sum(worth[i][j] * columns[j] for j in grades) for i in grades]
    given_column = [sum(worth[i][j] * rows[i] for i in grades) for j in grades]
    scatter = sum(
        share[i][j] * (worth[i][j] - (given_row[i] + given_column[j]) * (1 - kappa)) ** 2
        for i in grades
        for j in grades
    )
    variance = scatter - (kappa - by_chance * (1 - kappa)) ** 2
    if variance < NO_WIDTH:
        return Kappa(kappa, 0.0)
    return Kappa(kappa, sqrt(variance / total) / (1 - by_chance))
