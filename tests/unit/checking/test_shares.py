"""The interval of a share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.checking.shares import wilson


class TestWilson:
    @pytest.mark.parametrize(
        ("met", "judged", "low", "high"),
        [
            # Newcombe (1998), Statistics in Medicine 17, table I: the score interval.
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_it_is_the_published_interval(
        self, met: int, judged: int, low: float, high: float
    ) -> None:
        """Four worked examples of the literature come out to four places."""
        assert (low, high) == tuple(round(end, 4) for end in wilson(met, judged))

    @given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
    def test_it_holds_the_share_and_stays_within_0_and_1(self, of: tuple[int, int]) -> None:
        """Whatever the counts, the share lies in its interval."""
        met, judged = of
        low, high = wilson(met, judged)
        assert 0 <= low <= met / judged <= high <= 1

    def test_nothing_judged_has_no_interval(self) -> None:
        """An interval of nothing is an error, not a guess."""
        with pytest.raises(ValueError, match="nothing was judged"):
            wilson(0, 0)
