"""Whether a field says anything."""

from __future__ import annotations

import pytest

from qaudit.cases.said import plain_words, says_something


def test_plain_words() -> None:
    """Words alone, without capitals and punctuation."""
    assert plain_words("  To be  CONFIRMED... (N/A)") == "to be confirmed n a"


@pytest.mark.parametrize(
    "text", [None, "", " - ", "N/A", "n.a.", "TBC", "To be confirmed.", "None"]
)
def test_fillers_say_nothing(text: str | None) -> None:
    """Blanks, punctuation and what fills a box say nothing."""
    assert not says_something(text)


@pytest.mark.parametrize("text", ["Ms Ade", "none of them came", "4", "a n a"])
def test_words_say_something(text: str) -> None:
    """Anything else does, and so does a filler among other words."""
    assert says_something(text)
