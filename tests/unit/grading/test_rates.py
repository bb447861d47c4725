"""Rates in the report's shape."""

from __future__ import annotations

from qaudit.grading.rates import rate


class TestRate:
    def test_it_is_rounded_to_four_places(self) -> None:
        """Two of three, with the interval of so few."""
        assert rate(2, 3) == {
            "met": 2,
            "judged": 3,
            "rate": 0.6667,
            "interval": [0.2077, 0.9385],
        }

    def test_nothing_judged_has_no_rate(self) -> None:
        """No rate, rather than nought or one."""
        assert rate(0, 0) == {"met": 0, "judged": 0, "rate": None, "interval": None}
