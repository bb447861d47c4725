"""Where the words of a form begin and end, told from a sample of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textreuse_support import document, prose

from qaudit.textreuse import find_reuse

_FAMILIES = 12
_SEEDS = range(200, 204)


def own(words: int, number: int) -> str:
    """What somebody wrote in one document alone."""
    return prose(words, 10_000 * words + number)


def template_words(text: Callable[[int], str]) -> set[int]:
    """How many words of each family's document are the form's.

    Args:
        text: Gives the text by the family's number; where a bar stands in it, there is a break.
    """
    documents = [
        document(
            f"D{number:02d}",
            text(number).replace("|", "\n"),
            case=f"C{number}",
            family=f"F{number}",
            breaks=[place for place, letter in enumerate(text(number)) if letter == "|"],
        )
        for number in range(_FAMILIES)
    ]
    result = find_reuse(documents)
    return {result.shares(one.id).template_words for one in documents}


@pytest.mark.parametrize("seed", _SEEDS)
class TestTheFormsWords:
    def test_whole_lines_are_the_forms_to_the_last_word(self, seed: int) -> None:
        """First, last and in the midst of a document, no word of a line is left out or added."""
        first, second, third = prose(20, seed), prose(30, seed + 50), prose(23, seed + 100)

        found = template_words(
            lambda number: f"{first}\n{own(40, number)}\n{second}\n{own(30, number)}\n{third}"
        )

        assert found == {20 + 30 + 23}

    def test_a_few_words_in_a_section_of_their_own_are_the_writers(self, seed: int) -> None:
        """Between two sections of a form's words three words that somebody wrote are not."""
        first, second = prose(20, seed), prose(23, seed + 50)

        found = template_words(lambda number: f"{first}|{own(3, number)}|{second}")

        assert found == {20 + 23}

    def test_what_stands_after_them_in_the_line_is_the_writers(self, seed: int) -> None:
        """Of the form's words up to seven may be left out; none of the others is taken in."""
        form = prose(20, seed)

        found = template_words(lambda number: f"{own(40, number)}\n{form} {own(40, number + 50)}")

        assert min(found) >= 13
        assert max(found) <= 20

    def test_what_stands_before_them_in_the_line_is_the_writers(self, seed: int) -> None:
        """Of the form's words up to seven may be left out; none of the others is taken in."""
        form = prose(20, seed)

        found = template_words(lambda number: f"{own(40, number + 50)} {form}\n{own(40, number)}")

        assert min(found) >= 13
        assert max(found) <= 20
