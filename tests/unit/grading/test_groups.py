"""Groups of children: which are spoken of, and which differ beyond chance."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.checking.results import GroupResult
from qaudit.checking.standards import Area, Axis, Force
from qaudit.grading.differences import Occasions, chance
from qaudit.grading.groups import Grouping, holm
from qaudit.grading.profile import BUILT_IN, load_profile
from qaudit.grading.tally import CheckTally, Tally

LETTERS = load_profile(BUILT_IN / "letters.toml")
AREA_OF = {"REV01": Area.APR, "VIS01": Area.VIS}


def tally(met: int, not_met: int, code: str = "REV01") -> Tally:
    """What was counted of a child by one check."""
    check = CheckTally(Axis.QUALITY, Force.STATUTORY, met, not_met)
    return Tally({(code, Force.STATUTORY): check})


def results(**children: list[Tally]) -> dict[str, GroupResult]:
    """What came of groups of children, by their names."""
    return results_of(children)


def results_of(children: Mapping[str, list[Tally]], fewest: int = 10) -> dict[str, GroupResult]:
    grouping = Grouping(AREA_OF, LETTERS, fewest)
    for value, of_each in children.items():
        for one in of_each:
            grouping.add({"team": value}, one)
    return grouping.results()["team"]


def some(number: int, met: int = 4, not_met: int = 0) -> list[Tally]:
    return [tally(met, not_met) for _ in range(number)]


class TestSmallGroups:
    def test_a_grade_from_the_fewest_on(self) -> None:
        """A group of the fewest has a grade, a smaller one says why it has none."""
        found = results(North=some(10), South=some(9))
        assert (found["North"]["cases"], found["North"]["grade"]) == (10, "outstanding")
        assert (found["South"]["cases"], found["South"]["grade"]) == (9, None)
        assert found["South"]["lines"] == ["too few to speak of: 10 are the fewest"]
        assert (found["South"]["areas"], found["South"]["differences"]) == ({}, {})

    def test_never_broken_down(self) -> None:
        """Fewer than five are never broken down, whatever the setting."""
        found = results_of(
            {"North": some(9), "South": some(5), "East": some(4), "West": some(4)}, fewest=5
        )
        assert [value for value, one in found.items() if one["areas"]] == ["North", "South"]
        assert found["East"]["lines"] == ["fewer than 5: never broken down"]

    def test_not_by_what_is_left_either(self) -> None:
        """One small group is not shown by taking the others from the service."""
        found = results(North=some(30), South=some(20), East=some(4))
        assert found["South"]["areas"] == {}
        assert found["South"]["lines"] == [
            "not broken down: what is left would show a smaller group"
        ]
        assert found["North"]["areas"]

    def test_enough_are_left(self) -> None:
        """Where small groups have five children together, what is left shows none of them."""
        found = results(North=some(30), South=some(20), East=some(3), West=some(2))
        assert found["South"]["areas"]

    def test_not_recorded_hides_nobody(self) -> None:
        """A few children of whom it is not recorded leave the others as they are."""
        found = results(North=some(30), South=some(20), **{"not recorded": some(2)})
        assert found["South"]["areas"]
        assert found["not recorded"]["areas"] == {}

    def test_an_area_of_few(self) -> None:
        """An area that four of a group have to do with is left out of its grades."""
        visited = [tally(0, 9, "VIS01")] * 4
        found = results(North=[*some(10), *visited], South=some(10))
        assert list(found["North"]["areas"]) == ["APR"]
        assert "VIS" not in " ".join(found["North"]["lines"])
        again = results(North=[*some(10), *visited, *visited[:1]], South=some(10))
        assert list(again["North"]["areas"]) == ["APR", "VIS"]

    def test_order(self) -> None:
        """Bands stand in their order, and what is not recorded last."""
        names = ["not recorded", "10 to 15", "under 1", "1 to 4", "5 to 9", "not yet born"]
        grouping = Grouping(AREA_OF, LETTERS)
        for name in names:
            grouping.add({"age": name}, tally(1, 0))
        assert list(grouping.results()["age"]) == [
            "not yet born",
            "under 1",
            "1 to 4",
            "5 to 9",
            "10 to 15",
            "not recorded",
        ]

    def test_no_groups(self) -> None:
        """Where nobody asked for groups there are none."""
        grouping = Grouping(AREA_OF, LETTERS)
        grouping.add({}, tally(1, 0))
        assert grouping.results() == {}


class TestDifferences:
    def test_beyond_chance(self) -> None:
        """40 children for whom half was met differ from 80 for whom nearly all was."""
        found = results(North=some(40, 2, 2), South=some(40, 4, 0), East=some(40, 7, 1))
        north = found["North"]["differences"]["APR"]
        assert (north["rate"]["met"], north["rate"]["judged"]) == (80, 160)
        assert (north["others"]["met"], north["others"]["judged"]) == (440, 480)
        assert north["difference"] == pytest.approx(0.5 - 440 / 480, abs=1e-4)
        low, high = north["interval"]
        assert low < north["difference"] < high < 0
        assert north["beyond_chance"]
        assert north["chance"] < 0.05

    def test_not_beyond_chance(self) -> None:
        """Ten children among whom one fares worse are no inequality."""
        found = results(North=[*some(9), tally(2, 2)], South=some(10))
        north = found["North"]["differences"]["APR"]
        assert north["difference"] == -0.05
        assert not north["beyond_chance"]

    def test_two_groups_are_one_comparison(self) -> None:
        """Of two groups either is the others of the other, and the chance is counted once."""
        found = results(North=some(20, 2, 2), South=some(20, 3, 1))
        north, south = (found[name]["differences"]["APR"] for name in ("North", "South"))
        assert north["chance"] == south["chance"]
        assert north["difference"] == -south["difference"]
        alone = chance(_occasions(20, 2, 2), _occasions(20, 3, 1))
        assert north["chance"] == pytest.approx(alone, abs=1e-4)

    def test_too_few_judged(self) -> None:
        """An area in which fewer than the fewest were judged is not compared."""
        visited = [tally(0, 9, "VIS01")] * 9
        found = results(North=[*some(10), *visited], South=[*some(10), *visited, *visited])
        assert list(found["North"]["differences"]) == ["APR"]

    def test_too_few_others(self) -> None:
        """Nor is one in which fewer than the fewest of all others were judged."""
        found = results(North=some(30), South=some(9))
        assert found["North"]["differences"] == {}

    def test_noise_is_no_inequality(self) -> None:
        """Where all groups fare alike, a service is seldom said to be unequal anywhere.

        Six groups of 30 children with three to eight occasions each, those of a child alike:
        in 400 services any of the six differs "beyond chance" in no more than 5%, but for luck.
        """
        random = Random(7)  # noqa: S311
        alarms = sum(_unequal(random, [0.8] * 6) for _ in range(400))
        assert alarms <= 32

    def test_inequality_is_seen(self) -> None:
        """A team that meets half where five others meet four fifths is mostly found out."""
        random = Random(11)  # noqa: S311
        found = sum(_unequal(random, [0.5, *[0.8] * 5]) for _ in range(100))
        assert found >= 90


def _unequal(random: Random, rates: list[float]) -> bool:
    """Whether any group of a made-up service is said to differ."""
    children = {}
    for number, rate in enumerate(rates):
        of_group = []
        for _ in range(30):
            own = random.betavariate(9 * rate, 9 * (1 - rate))  # a correlation of 0.1
            occasions = random.randint(3, 8)
            met = sum(random.random() < own for _ in range(occasions))
            of_group.append(tally(met, occasions - met))
        children[f"team {number}"] = of_group
    found = results(**children)
    return any(one["differences"]["APR"]["beyond_chance"] for one in found.values())


def _occasions(children: int, met: int, not_met: int) -> Occasions:
    found = Occasions()
    for _ in range(children):
        found.add(met, met + not_met)
    return found


class TestChance:
    def test_by_hand(self) -> None:
        """Without anything in common between occasions it is the test of two proportions."""
        one, other = Occasions(), Occasions()
        for number in range(100):
            one.add(number < 80, 1)
            other.add(number < 60, 1)
        # z = 0.2 / sqrt(0.7 * 0.3 * 2 / 100) = 3.086; two-sided 0.00203.
        assert chance(one, other) == pytest.approx(0.00203, abs=2e-4)

    def test_nothing_differs(self) -> None:
        """Where all was met there is nothing to wonder at."""
        assert chance(_occasions(10, 3, 0), _occasions(10, 3, 0)) == 1

    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=30))
    def test_without(self, children: list[tuple[int, int]]) -> None:
        """Taking some children from all leaves the others, in every sum."""
        everyone, some_of_them, others = Occasions(), Occasions(), Occasions()
        for number, (met, missed) in enumerate(children):
            everyone.add(met, met + missed)
            (some_of_them if number % 2 else others).add(met, met + missed)
        assert everyone.without(some_of_them) == others


class TestHolm:
    def test_by_hand(self) -> None:
        """Each is multiplied by how many are left, and none is below the one before it."""
        assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx(
            {"a": 0.03, "c": 0.06, "b": 0.06}
        )
        assert holm({"a": 0.6, "b": 0.7}) == {"a": 1.0, "b": 1.0}
        assert holm({}) == {}
