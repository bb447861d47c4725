"""The smallest change that moves a grade."""

from __future__ import annotations

from itertools import product

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from qaudit.checking.standards import Axis, Force
from qaudit.grading.grades import grade_area
from qaudit.grading.nearest import Nearest, nearest
from qaudit.grading.profile import BUILT_IN, load_profile
from qaudit.grading.scale import RANK, Grade
from qaudit.grading.tally import CheckTally, Tally

LETTERS = load_profile(BUILT_IN / "letters.toml")


def tally(**checks: tuple[int, int] | tuple[int, int, int]) -> Tally:
    """Met, not met and harmful, by code; Q is quality, and the end of a code its force."""
    counted = {}
    for code, numbers in checks.items():
        force = {"S": Force.STATUTORY, "H": Force.HEURISTIC}.get(code[-1], Force.LOCAL)
        axis = Axis.QUALITY if code.startswith("Q") else Axis.COMPLIANCE
        counted[code, force] = CheckTally(axis, force, *numbers)
    return Tally(counted)


def said(found: Nearest | None) -> tuple[str, dict[str, int], bool] | None:
    if found is None:
        return None
    occasions = {code: number for (code, _), number in found.occasions.items()}
    return found.grade.value, occasions, found.smallest


class TestNearest:
    def test_up_and_down_from_requires_improvement(self) -> None:
        """Fifteen of twenty are 75%: one more is good, six fewer are below half."""
        given_tally = tally(C1=(15, 5))
        assert said(nearest(given_tally, LETTERS, up=True)) == ("good", {"C1": 1}, True)
        assert said(nearest(given_tally, LETTERS, up=False)) == ("inadequate", {"C1": 6}, True)

    def test_a_duty_moves_more_than_a_house_rule(self) -> None:
        """Three duties are as few as it takes; of house rules it would be all four."""
        given_tally = tally(C1S=(5, 3), C2=(8, 4))  # 36 of 56 by weight, 44.8 are needed
        assert said(nearest(given_tally, LETTERS, up=True)) == ("good", {"C1S": 3}, True)

    def test_what_left_a_child_at_risk_comes_first(self) -> None:
        """While one is left the area stays inadequate, so both of them are named."""
        given_tally = tally(C1=(9, 1, 1), C2=(9, 1, 1))
        assert said(nearest(given_tally, LETTERS, up=True)) == ("good", {"C1": 1, "C2": 1}, True)

    def test_it_takes_several_checks_where_one_is_not_enough(self) -> None:
        """Both axes are weak, so something must change on each."""
        given_tally = tally(C1=(15, 5), Q1=(15, 5))
        assert said(nearest(given_tally, LETTERS, up=True)) == ("good", {"C1": 1, "Q1": 1}, True)

    def test_where_nothing_judged_would_move_it_there_is_none(self) -> None:
        """All was met, and of quality nothing is known."""
        assert nearest(tally(C1=(9, 0)), LETTERS, up=True) is None

    def test_without_a_grade_there_is_none(self) -> None:
        """Where too much is unclear, more would have to be known first."""
        unclear = evolve(tally(C1=(1, 1)), unclear={"C2": 5})
        assert nearest(unclear, LETTERS, up=True) is None
        assert nearest(Tally(), LETTERS, up=False) is None

    def test_in_a_large_service_it_says_when_only_single_checks_were_looked_at(self) -> None:
        """There are too many combinations of so many; a single check is still exact."""
        large = tally(C1=(700, 300), C2S=(700, 300), C3H=(700, 300), Q1=(990, 10), Q2S=(990, 10))
        found = nearest(large, LETTERS, up=True)
        # 4,900 of 7,000 by weight; 5,600 are 80 per cent, and without texts 4,800 of 6,000.
        assert said(found) == ("good", {"C2S": 175}, False)


numbers = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 1)).map(
    lambda counts: (counts[0], counts[1], min(counts[1:]))
)
tallies = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("C1", "C2S", "C3H", "Q1", "Q2S"), numbers)
).map(lambda checks: tally(**checks))


class TestExactness:
    @pytest.mark.parametrize("up", [True, False])
    @settings(deadline=None)  # the search that it is held to takes its time
    @given(tallies)
    def test_no_smaller_change_of_any_checks_would_do(self, up: bool, counted: Tally) -> None:
        """Held to a search of all changes there are."""
        reckoned = grade_area(counted, LETTERS)
        if reckoned is None or reckoned.grade is Grade.NOT_ENOUGH_EVIDENCE:
            return
        keys = list(counted.checks)
        ranges = [
            range((check.not_met if up else check.met) + 1) for check in counted.checks.values()
        ]
        fewest = None
        for change in product(*ranges):
            changed = {}
            for key, number in zip(keys, change, strict=True):
                check = counted.checks[key]
                moved = number if up else -number
                harm = max(0, check.harm - number) if up else check.harm
                changed[key] = CheckTally(
                    check.axis, check.force, check.met + moved, check.not_met - moved, harm
                )
            after = grade_area(Tally(changed), LETTERS)
            assert after is not None
            difference = RANK[after.grade] - RANK[reckoned.grade]
            if (difference > 0) if up else (difference < 0):
                fewest = min(sum(change), fewest or 99)
        found = nearest(counted, LETTERS, up=up)
        assert (found.number if found else None) == fewest
        assert found is None or found.smallest
