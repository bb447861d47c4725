"""Words for how common something is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng

from qaudit.grading.frequency import (
    AT_LEAST,
    AT_MOST,
    HALF,
    Frequency,
    how_many,
    how_often_missed,
)


class TestTable:
    def test_words_give_way_half_way_between_their_medians(self) -> None:
        """A word claims no more than the share half-way to the next weaker one."""
        medians = [word.median or 0 for word in (*AT_LEAST, HALF)]
        bounds = [(one + other) / 200 for one, other in pairwise(medians)]
        assert [word.at_least for word in AT_LEAST] == pytest.approx(bounds, abs=0.001)

    def test_small_shares_are_claimed_from_above(self) -> None:
        """A word for little allows its own median, and is below the next one's."""
        medians = [word.median or 0 for word in (*AT_MOST, HALF)]
        for word, (own, following) in zip(AT_MOST, pairwise(medians), strict=True):
            assert own / 100 < word.at_most < following / 100


class TestHowMany:
    @pytest.mark.parametrize(
        ("count", "number", "said"),
        [
            (3, 7, "3 of 7 children"),
            (7, 7, "all 7 children"),
            (0, 7, "none of 7 children"),
            (1, 1, "1 of 1 children"),
            (0, 400, "none of 400 children"),
            (400, 400, "almost all children"),  # 99.0 to 100
            (389, 400, "the vast majority of children"),  # 95.1 to 98.5
            (370, 400, "a very large majority of children"),  # 89.5 to 94.7
            (86, 100, "a large majority of children"),  # 77.9 to 91.5
            (344, 400, "a large majority of children"),  # 82.26 to 89.1
            (346, 400, "most children"),  # 82.8 to 89.5
            (20, 20, "most children"),  # 83.9 to 100
            (74, 100, "the majority of children"),  # 64.6 to 81.6
            (200, 400, "about half of children"),  # 45.1 to 54.9
            (50, 100, "about half of children"),  # 40.4 to 59.6
            (25, 50, "some children"),  # 36.6 to 63.4: about half cannot be said
            (60, 400, "a small minority of children"),  # 11.8 to 18.8
            (36, 400, "few children"),  # 6.6 to 12.2
            (20, 400, "very few children"),  # 3.3 to 7.6
            (5, 10, "some children"),
        ],
    )
    def test_the_strongest_word_that_the_whole_interval_supports(
        self, count: int, number: int, said: str
    ) -> None:
        """Shares near a median, with the interval that decides."""
        assert how_many(count, number).of("children") == said

    @given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
    def test_no_word_claims_what_the_interval_does_not(self, counted: tuple[int, int]) -> None:
        """Both its ends are within what the word claims."""
        found = how_many(*counted)
        if found.word:
            assert found.word.holds(found.low)
            assert found.word.holds(found.high)

    @pytest.mark.parametrize(("count", "number"), [(1, 0), (0, 0), (5, 4), (-1, 4)])
    def test_what_cannot_be_counted_is_an_error(self, count: int, number: int) -> None:
        """Nothing at all, or more than there are."""
        with pytest.raises(ValueError, match=r".+"):
            how_many(count, number)


class TestHowOftenMissed:
    @pytest.mark.parametrize(
        ("missed", "number", "more", "said"),
        [
            (3, 7, {}, "3 of 7 visits"),
            (2, 400, {"harmed": 2}, "2 of 400 visits"),
            (120, 400, {}, "not routinely"),  # 25.7 to 34.7 missed, 20 tolerated
            (120, 400, {"matters": True}, "too many visits"),
            (80, 400, {"matters": True}, "not always"),  # 16.4 to 24.2
            (40, 400, {"matters": True}, "a small number of visits"),  # 7.4 to 13.3
            (3, 400, {"harmed": 3}, "too many visits"),
            (3, 400, {"harmed": 1}, "a small number of visits"),
            (8, 20, {}, "not routinely"),  # 21.9 to 61.3
            (7, 20, {}, "not always"),  # 18.1 to 56.7
        ],
    )
    def test_the_word_follows_tolerance_and_harm(
        self, missed: int, number: int, more: dict[str, int], said: str
    ) -> None:
        """The same share is too many, not routine or nothing much, by what it means."""
        found = how_often_missed(
            missed,
            number,
            tolerated=0.2,
            matters=bool(more.get("matters")),
            harmed=more.get("harmed", 0),
        )
        assert found.of("visits") == said

    def test_the_same_share_is_tolerable_or_not(self) -> None:
        """A tenth missed is a small number where a fifth may be, and not routine where none may."""
        assert how_often_missed(40, 400, tolerated=0.2).of("visits") == "a small number of visits"
        assert how_often_missed(40, 400, tolerated=0.05).of("visits") == "not routinely"

    def test_more_harmed_than_missed_is_an_error(self) -> None:
        """Harm is counted among the failures."""
        with pytest.raises(ValueError, match="3 of 2 failures"):
            how_often_missed(2, 10, tolerated=0.2, harmed=3)


def missed_by_a_fifth(count: int, number: int) -> Frequency:
    return how_often_missed(count, number, tolerated=0.2, matters=True)


def is_wrong(found: Frequency, rate: float) -> bool:
    return found.word is not None and not found.word.holds(rate)


@pytest.mark.parametrize("choose", [how_many, missed_by_a_fifth])
class TestCalibration:
    """A 95% interval misses on one side in 2.5% of services, by its approximation up to 4%.

    About half can be wrong on both sides, and so in up to 5%.
    """

    @pytest.mark.parametrize("number", [10, 25, 60, 150])
    def test_at_no_true_rate_is_a_word_wrong_in_more_than_a_twentieth(
        self, choose: Callable[[int, int], Frequency], number: int
    ) -> None:
        """Worked out exactly from the binomial distribution, at every half per cent."""
        found = [choose(count, number) for count in range(number + 1)]
        for rate in (percent / 200 for percent in range(201)):
            wrong = sum(
                comb(number, count) * rate**count * (1 - rate) ** (number - count)
                for count in range(number + 1)
                if is_wrong(found[count], rate)
            )
            assert wrong <= 0.05

    def test_simulated_services_are_seldom_described_wrongly(
        self, choose: Callable[[int, int], Frequency]
    ) -> None:
        """Of 4,000 services of every rate less than one in a hundred, far below a twentieth."""
        chance = default_rng(20260930)
        wrong = words = 0
        for rate in chance.random(4000):
            number = int(chance.integers(10, 400))
            found = choose(int(chance.binomial(number, rate)), number)
            words += found.word is not None
            wrong += is_wrong(found, rate)
        assert words > 3000
        assert wrong < 40
