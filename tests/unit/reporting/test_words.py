"""How values are written for a person."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qaudit.reporting.words import (
    between,
    count,
    day,
    of,
    per_cent,
    printable,
    share,
    short_day,
    words,
)


class TestPrintable:
    @given(st.text(st.characters()))
    @example("\x1b[31m\x9b\u2028\u202e\ud800\r\n")
    def test_any_text(self, text: str) -> None:
        """Whatever it is given, it gives one line that a terminal shows and does nothing with."""
        shown = printable(text)
        assert len(shown.splitlines()) <= 1
        shown.encode("utf-8")
        categories = {unicodedata.category(char) for char in shown}
        assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

    @given(st.text(st.sampled_from("abc äöüÀ-–'£ŵ 案件")))
    def test_plain_text(self, text: str) -> None:
        """What people write is left as it is."""
        assert printable(text) == text

    def test_lines(self) -> None:
        """Lines are joined by spaces, so that words do not run together."""
        assert printable("one\ntwo\u2028three\tfour") == "one two three four"


class TestWords:
    @pytest.mark.parametrize(
        ("code", "said"), [("not_met", "not met"), ("good", "good"), (None, "–"), ("", "–")]
    )
    def test_codes(self, code: str | None, said: str) -> None:
        """A code is said in words; where there is none there is a dash."""
        assert words(code) == said

    def test_days(self) -> None:
        """A day is written out in a sentence, and shortly in a table."""
        assert (day("2026-03-04"), short_day("2026-03-04")) == ("4 March 2026", "04 Mar 2026")
        assert (day(None), short_day("")) == ("–", "–")

    @pytest.mark.parametrize(
        ("number", "said"), [(0, "0 children"), (1, "1 child"), (12_345, "12,345 children")]
    )
    def test_counts(self, number: int, said: str) -> None:
        """A count agrees with its noun, and thousands are told apart."""
        assert count(number, "child", "children") == said
        assert count(1, "row") == "1 row"
        assert count(2, "row") == "2 rows"

    def test_rates(self) -> None:
        """A rate is said with its interval, and as a count; of nothing there is no rate."""
        rate = {"met": 3, "judged": 4, "rate": 0.75, "interval": [0.3006, 0.9544]}
        none = {"met": 0, "judged": 0, "rate": None, "interval": None}
        assert share(rate) == "75% (30–95%)"  # type: ignore[arg-type]
        assert of(rate) == "3 of 4"  # type: ignore[arg-type]
        assert share(none) == "–"  # type: ignore[arg-type]
        many = {"met": 12_000, "judged": 34_000, "rate": 0.3529, "interval": [0.348, 0.358]}
        assert of(many) == "12,000 of 34,000"  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("part", "said"),
        [
            (1, "100%"),
            (0.9999, "99.9%"),
            (0.9977, "99.8%"),
            (0.994, "99%"),
            (0.5, "50%"),
            (0.006, "1%"),
            (0.004, "0.4%"),
            (0.00001, "0.1%"),
            (0, "0%"),
        ],
    )
    def test_all_but_a_few_are_not_all(self, part: float, said: str) -> None:
        """Nor are a few none: who reads 100% takes it that there was no failure."""
        assert per_cent(part) == said
        assert between([0, part]) == f"0 to {said}"
