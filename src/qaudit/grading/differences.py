"""Whether the difference between two rates is more than chance can account for.

Occasions are no independent sample twice over. Those of one child have much in common, so
that a hundred visits to ten children tell less than a hundred visits to a hundred. And two
audits of one service largely look at the same children, often at the same occasions. Both are
measured, child by child, rather than assumed away.

- The interval of each rate is Wilson's with an effective number of occasions: as many
  unrelated ones as would tell as much (Kish, Survey Sampling, 1965: the design effect, from
  the variance between children), fewer where few children show it (Korn and Graubard, Survey
  Methodology 1998, 24: 193-201). It is never more than the occasions there were; with fewer
  than `FEWEST_CHILDREN` children, or where all or none were met, it is not more than the
  children there were, since how much they have in common cannot be measured then.
- The two intervals are put together by Newcombe's hybrid score method (Statistics in Medicine
  1998, 17: 873-890, method 10), with the correlation of the two rates as for paired
  proportions (Newcombe, ibid. 2635-2650; Zou and Donner, ibid. 2008, 27: 1693-1702). Without
  overlap between the reports it is the method for independent proportions.
"""

from __future__ import annotations

from math import erfc, sqrt

from attrs import astuple, define, field

from qaudit.checking.shares import Z_95, wilson

FEWEST_CHILDREN = 10
"""With fewer, how alike the occasions of one child are is not measured but feared."""


@define
class Occasions:
    """Occasions of many children in one report, as sums over the children.

    Attributes:
        met: how many were met.
        judged: how many were met or not.
        children: how many children had any.
    """

    met: int = 0
    judged: int = 0
    children: int = 0
    _met_squared: int = 0
    _judged_squared: int = 0
    _met_by_judged: int = 0

    def add(self, met: int, judged: int) -> None:
        """Add a child."""
        self.met += met
        self.judged += judged
        self.children += judged > 0
        self._met_squared += met * met
        self._judged_squared += judged * judged
        self._met_by_judged += met * judged

    def without(self, others: Occasions) -> Occasions:
        """Those of the other children, where `others` are of some of these."""
        mine, theirs = astuple(self), astuple(others)
        return Occasions(*(one - other for one, other in zip(mine, theirs, strict=True)))

    @property
    def share(self) -> float:
        return self.met / self.judged

    def variance(self) -> float:
        """Of the share, the children being drawn; 0 where it cannot be measured."""
        if self.children < FEWEST_CHILDREN:
            return 0.0
        share = self.share
        squares = (
            self._met_squared
            - 2 * share * self._met_by_judged
            + share * share * self._judged_squared
        )
        return max(0.0, squares) * self.children / (self.children - 1) / self.judged**2

    def effective(self) -> float:
        """How many unrelated occasions would tell as much."""
        variance, share = self.variance(), self.share
        if self.children < FEWEST_CHILDREN or self.met in (0, self.judged):
            return float(self.children)
        if not variance:
            return float(self.judged)
        unrelated = share * (1 - share) / (self.judged - 1)
        few = _student(self.judged - 1) / _student(self.children - 1)
        return min(self.judged, max(1.0, self.judged * unrelated / variance * few * few))

    def interval(self) -> tuple[float, float]:
        """The 95% interval of the share."""
        size = self.effective()
        return wilson(self.share * size, size)


def _student(freedom: int) -> float:
    """The two-sided 95% quantile of Student's t, for 9 degrees of freedom or more.

    The first terms of its expansion in the normal quantile (Abramowitz and Stegun 26.7.5), right
    to a thousandth.
    """
    z = Z_95
    first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


@define
class Pair:
    """The same children's occasions in two reports."""

    before: Occasions = field(factory=Occasions)
    after: Occasions = field(factory=Occasions)
    _met_met: int = 0
    _met_judged: int = 0
    _judged_met: int = 0
    _judged_judged: int = 0

    def add(self, before: tuple[int, int], after: tuple[int, int]) -> None:
        """Add a child: how many were met and how many judged, in each."""
        self.before.add(*before)
        self.after.add(*after)
        self._met_met += before[0] * after[0]
        self._met_judged += before[0] * after[1]
        self._judged_met += before[1] * after[0]
        self._judged_judged += before[1] * after[1]

    def difference(self) -> tuple[float, tuple[float, float]] | None:
        """The later share less the earlier and its 95% interval; None where there is no share."""
        if not self.before.judged or not self.after.judged:
            return None
        one, other = self.before.share, self.after.share
        (low, high), (low_after, high_after) = self.before.interval(), self.after.interval()
        correlation = self._correlation()
        down = _joined(other - low_after, high - one, correlation)
        up = _joined(high_after - other, one - low, correlation)
        difference = other - one
        return difference, (max(-1.0, difference - down), min(1.0, difference + up))

    def _correlation(self) -> float:
        """Of the two shares, the children being drawn; 0 where it cannot be measured."""
        variances = self.before.variance() * self.after.variance()
        if not variances:
            return 0.0
        one, other = self.before.share, self.after.share
        products = (
            self._met_met
            - other * self._met_judged
            - one * self._judged_met
            + one * other * self._judged_judged
        )
        children = max(self.before.children, self.after.children)
        covariance = products * children / (children - 1) / self.before.judged / self.after.judged
        return max(-1.0, min(1.0, covariance / sqrt(variances)))


def chance(one: Occasions, other: Occasions) -> float:
    """How likely two shares of different children differ as much as these by chance alone.

    The score test for two proportions, with the effective numbers of occasions.
    """
    sizes = one.effective(), other.effective()
    both = (one.share * sizes[0] + other.share * sizes[1]) / sum(sizes)
    spread = both * (1 - both) * (1 / sizes[0] + 1 / sizes[1])
    if spread <= 0:
        return 1.0
    return erfc(abs(one.share - other.share) / sqrt(2 * spread))


def _joined(one: float, other: float, correlation: float) -> float:
    return sqrt(max(0.0, one * one - 2 * correlation * one * other + other * other))
