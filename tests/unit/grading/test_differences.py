"""Whether two rates differ by more than chance."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.grading.differences import Occasions, Pair, _student

Child = tuple[tuple[int, int], tuple[int, int]]


def paired(*children: Child) -> Pair:
    """Children, each with how many occasions were met of how many, before and after."""
    pair = Pair()
    for before, after in children:
        pair.add(before, after)
    return pair


def occasions(*children: tuple[int, int]) -> Occasions:
    found = Occasions()
    for met, judged in children:
        found.add(met, judged)
    return found


def unrelated(met: int, judged: int) -> list[tuple[int, int]]:
    """Children with one occasion each."""
    return [(1, 1)] * met + [(0, 1)] * (judged - met)


def apart(before: Iterable[tuple[int, int]], after: Iterable[tuple[int, int]]) -> Pair:
    """Two reports that have no child in common."""
    none = (0, 0)
    return paired(*((one, none) for one in before), *((none, other) for other in after))


shares = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(
    lambda two: (min(two), max(two)),
)
children = st.lists(st.tuples(shares, shares), min_size=1, max_size=30)


class TestStudent:
    @pytest.mark.parametrize(
        ("freedom", "expected"), [(9, 2.2622), (14, 2.1448), (30, 2.0423), (100, 1.9840)]
    )
    def test_the_tables(self, freedom: int, expected: float) -> None:
        """It is what the tables of the distribution have."""
        assert _student(freedom) == pytest.approx(expected, abs=0.001)


class TestEffective:
    def test_unrelated_occasions_count_each(self) -> None:
        """Where every child has one occasion, each counts."""
        assert occasions(*unrelated(30, 40)).effective() == pytest.approx(40)

    def test_occasions_that_are_all_alike_in_a_child_count_once(self) -> None:
        """Five occasions of a child that are always met or always missed tell as much as one."""
        alike = [(5, 5)] * 30 + [(0, 5)] * 10
        assert 36 < occasions(*alike).effective() < 40

    def test_they_never_count_more_than_there_are(self) -> None:
        """Where every child has the same share there are no fewer, and no more."""
        assert occasions(*[(1, 2)] * 20).effective() == 40

    @pytest.mark.parametrize("children", [[(3, 5)] * 9, [(5, 5)] * 40])
    def test_where_it_cannot_be_measured_children_count(
        self, children: list[tuple[int, int]]
    ) -> None:
        """With few children, or where all was met, each child counts once."""
        assert occasions(*children).effective() == len(children)


class TestDifference:
    @pytest.mark.parametrize(
        ("before", "after", "expected"),
        [
            ((48, 80), (56, 70), (0.0524, 0.3339)),
            ((3, 10), (9, 10), (0.1705, 0.8090)),
            ((29, 98), (10, 102), None),
        ],
    )
    def test_unrelated_occasions_of_two_services(
        self,
        before: tuple[int, int],
        after: tuple[int, int],
        expected: tuple[float, float] | None,
    ) -> None:
        """It is Newcombe's hybrid score interval (1998, method 10; the first two are his own)."""
        found = apart(unrelated(*before), unrelated(*after)).difference()
        assert found is not None
        difference, (low, high) = found
        assert difference == pytest.approx(after[0] / after[1] - before[0] / before[1])
        if expected:
            assert (round(low, 4), round(high, 4)) == expected
        else:
            assert high < 0

    def test_nothing_judged_on_one_side(self) -> None:
        """There is no difference to what is not known."""
        assert paired(((1, 2), (0, 0))).difference() is None
        assert paired().difference() is None

    def test_occasions_of_few_children_tell_less(self) -> None:
        """The same counts in fewer children, who are each all met or all missed, are not enough."""
        one_each = apart(unrelated(60, 120), unrelated(78, 120)).difference()
        ten_each = apart(
            [(10, 10)] * 6 + [(0, 10)] * 6, [(10, 10)] * 8 + [(0, 10)] * 3 + [(0, 10)]
        ).difference()
        assert one_each is not None
        assert ten_each is not None
        assert one_each[1][0] > 0 > ten_each[1][0]

    def test_the_same_children_again_tell_more(self) -> None:
        """Six of sixty mended, and nothing else changed: seen where the children are the same."""
        same = [((1, 1), (1, 1))] * 40 + [((0, 1), (1, 1))] * 6 + [((0, 1), (0, 1))] * 14
        found = paired(*same).difference()
        strangers = apart(unrelated(40, 60), unrelated(46, 60)).difference()
        assert found is not None
        assert strangers is not None
        assert found[1][0] > 0 > strangers[1][0]

    def test_a_few_changes_either_way_are_noise(self) -> None:
        """Three mended and two slipped of sixty: nothing can be said."""
        same: list[Child] = [((1, 1), (1, 1))] * 40 + [((0, 1), (1, 1))] * 3
        same += [((1, 1), (0, 1))] * 2 + [((0, 1), (0, 1))] * 15
        found = paired(*same).difference()
        assert found is not None
        assert found[1][0] < 0 < found[1][1]

    @given(children)
    def test_the_other_way_round_it_is_the_opposite(self, drawn: list[Child]) -> None:
        """Before and after changed places: the difference and its interval change sign."""
        here, there = paired(*drawn), paired(*((after, before) for before, after in drawn))
        one, other = here.difference(), there.difference()
        if one is None or other is None:
            assert one is other is None
            return
        assert one[0] == pytest.approx(-other[0])
        assert one[1] == pytest.approx((-other[1][1], -other[1][0]))

    @given(children)
    def test_it_lies_in_its_interval(self, drawn: list[Child]) -> None:
        """Whatever was found, the interval holds it, and ends at all and none."""
        found = paired(*drawn).difference()
        if found:
            difference, (low, high) = found
            assert -1 <= low <= difference <= high <= 1

    @given(st.lists(shares, min_size=1))
    def test_nothing_changed(self, drawn: list[tuple[int, int]]) -> None:
        """A report and itself differ by nothing, and nothing is made of it."""
        found = paired(*((one, one) for one in drawn)).difference()
        if found:
            assert found[0] == 0
            assert found[1][0] <= 0 <= found[1][1]

    @pytest.mark.parametrize(
        ("number", "overlap"), [(15, 0.0), (40, 0.0), (40, 0.8), (150, 0.8), (150, 0.0)]
    )
    def test_how_often_noise_is_called_a_change(self, number: int, overlap: float) -> None:
        """Services whose practice stays the same, children of differing luck: wrong in 1 of 20."""
        chance = random.Random(f"{number} {overlap}")  # noqa: S311
        wrong = 0
        for _ in range(400):
            pair = Pair()
            for _ in range(number):
                luck = chance.betavariate(3, 1)  # of this child; 0.75 on average
                before = [chance.random() < luck for _ in range(chance.randint(1, 8))]
                after = [
                    was if chance.random() < overlap else chance.random() < luck for was in before
                ]
                pair.add((sum(before), len(before)), (sum(after), len(after)))
            found = pair.difference()
            assert found is not None
            wrong += not found[1][0] <= 0 <= found[1][1]
        assert wrong / 400 <= 0.08

    @pytest.mark.parametrize("number", [15, 40, 150])
    def test_how_often_it_is_where_no_child_is_in_both(self, number: int) -> None:
        """So it is for other children; with each occasion by itself, noise would pass for more."""
        chance = random.Random(number)  # noqa: S311
        wrong = by_itself = 0
        for _ in range(400):
            pair, single = Pair(), Pair()
            for place in (0, 1):
                for _ in range(number):
                    luck = chance.betavariate(1.5, 0.5)
                    met = [chance.random() < luck for _ in range(chance.randint(1, 8))]
                    sides = [(0, 0), (0, 0)]
                    sides[place] = (sum(met), len(met))
                    pair.add(sides[0], sides[1])
                    for one in met:
                        sides[place] = (int(one), 1)
                        single.add(sides[0], sides[1])
            found, naive = pair.difference(), single.difference()
            assert found is not None
            assert naive is not None
            wrong += not found[1][0] <= 0 <= found[1][1]
            by_itself += not naive[1][0] <= 0 <= naive[1][1]
        assert wrong / 400 <= 0.08
        assert by_itself / 400 > 0.15
