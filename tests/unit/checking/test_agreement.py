"""How far two judgements agree: against worked figures of the literature, and by hand."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.checking.agreement import Agreement, Leaning, Weighting, compare, weighted_kappa

ORDER = ("inadequate", "requires_improvement", "good", "outstanding")
LINEAR, QUADRATIC = Weighting.LINEAR, Weighting.QUADRATIC

SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
"""Printed by SAS PROC FREQ; statsmodels is held to the same printout."""
COUPLES = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]
"""Hout, Duncan and Sobel 1987: 91 husbands and wives; the example of `Kappa` in R's vcd."""
XEROMAMMOGRAMS = [[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]]
"""Boyd et al. 1982: two radiologists, 85 pictures; in Altman 1991 and in Stata's manual."""

grades = st.sampled_from(ORDER)
judged_twice = st.lists(st.tuples(grades, grades), min_size=1, max_size=40)


def pairs_of(table: list[list[int]]) -> list[tuple[str, str]]:
    """The pairs that a table of four grades counts."""
    cells = product(range(4), range(4))
    return [(ORDER[i], ORDER[j]) for i, j in cells for _ in range(table[i][j])]


class TestWeightedKappa:
    @pytest.mark.parametrize(
        ("table", "value", "standard_error"),
        [(SAS, 0.4701, 0.1457), (COUPLES, 0.2374, 0.0783)],
    )
    def test_the_published_standard_error(
        self, table: list[list[int]], value: float, standard_error: float
    ) -> None:
        """Kappa with linear weights and its standard error come out to four places."""
        found = weighted_kappa(table, LINEAR)
        assert found
        assert (value, standard_error) == (round(found.value, 4), round(found.standard_error, 4))

    def test_the_published_interval(self) -> None:
        """The 95% limits that SAS prints; those of Altman's example, 0.44 to 0.70."""
        found = [weighted_kappa(table, LINEAR) for table in (SAS, XEROMAMMOGRAMS)]
        ends = [one.interval for one in found if one and one.interval]
        assert [(round(low, 4), round(high, 4)) for low, high in ends[:1]] == [(0.1845, 0.7558)]
        assert [(round(low, 2), round(high, 2)) for low, high in ends[1:]] == [(0.44, 0.70)]

    @pytest.mark.parametrize(("weighting", "value"), [(LINEAR, 0.5684), (QUADRATIC, 0.6714)])
    def test_the_published_weights(self, weighting: Weighting, value: float) -> None:
        """Both weightings, as Stata's manual has them (w and w2) for 85 pictures."""
        found = weighted_kappa(XEROMAMMOGRAMS, weighting)
        assert found
        assert value == round(found.value, 4)

    @pytest.mark.parametrize("weighting", Weighting)
    def test_two_grades_by_hand(self, weighting: Weighting) -> None:
        """With two grades weights make no difference: (0.7 - 0.5) / (1 - 0.5)."""
        found = weighted_kappa([[20, 5], [10, 15]], weighting)
        assert found
        assert round(found.value, 10) == 0.4

    def test_all_agree(self) -> None:
        """Kappa is 1, and no interval claims that it is certain."""
        found = weighted_kappa([[3, 0], [0, 4]])
        assert found
        assert (round(found.value, 10), found.interval) == (1.0, None)

    @pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[0, 0], [0, 9]]])
    def test_where_it_is_not_defined(self, table: list[list[int]]) -> None:
        """No pair, or one grade for everything both times: chance would do as well."""
        assert weighted_kappa(table) is None

    @given(judged_twice, st.sampled_from(Weighting))
    def test_it_does_not_matter_who_judged_first(
        self, pairs: list[tuple[str, str]], weighting: Weighting
    ) -> None:
        """Kappa is the same both ways round, lies in its interval and is no more than 1."""
        one = compare(pairs, ORDER, weighting).kappa
        other = compare([(second, first) for first, second in pairs], ORDER, weighting).kappa
        assert (one is None) == (other is None)
        if one and other:
            assert one.value == pytest.approx(other.value, abs=1e-9)
            assert one.value <= 1 + 1e-9
            assert one.standard_error == pytest.approx(other.standard_error, abs=1e-5)
            low, high = one.interval or (one.value, one.value)
            assert -1 - 1e-9 <= low <= one.value + 1e-9
            assert one.value - 1e-9 <= high


class TestCompare:
    def test_counts(self) -> None:
        """Of 91 pairs 33 are the same, the second lower in 27 and higher in 31."""
        found = compare(pairs_of(COUPLES), ORDER)
        assert (found.pairs, found.same, found.down, found.up) == (91, 33, 27, 31)
        assert found.exact == 33 / 91
        assert found.kappa == weighted_kappa(COUPLES)

    def test_exact_agreement_has_the_interval_of_a_share(self) -> None:
        """Two of three: the Wilson interval."""
        found = compare([("good", "good"), ("good", "good"), ("good", "outstanding")], ORDER)
        assert found.exact_interval
        assert tuple(round(end, 4) for end in found.exact_interval) == (0.2077, 0.9385)

    def test_nothing_judged_twice(self) -> None:
        """No pair: no share, no interval, no kappa, no leaning."""
        found = compare([], ORDER)
        assert found == Agreement(pairs=0, same=0, down=0, up=0, kappa=None)
        assert (found.exact, found.exact_interval, found.leaning) == (None, None, Leaning.NEITHER)

    def test_a_grade_that_is_none(self) -> None:
        """A judgement out of the order is refused, not left out."""
        with pytest.raises(ValueError, match="none of the grades"):
            compare([("good", "splendid")], ORDER)

    @pytest.mark.parametrize(
        ("down", "up", "leaning"),
        [
            (3, 0, Leaning.NEITHER),
            (4, 0, Leaning.DOWN),
            (0, 4, Leaning.UP),
            (6, 4, Leaning.NEITHER),
            (0, 0, Leaning.NEITHER),
        ],
    )
    def test_leaning(self, down: int, up: int, leaning: Leaning) -> None:
        """One way only where the whole interval of the share lowered is above or below half."""
        assert Agreement(pairs=20, same=0, down=down, up=up, kappa=None).leaning is leaning
