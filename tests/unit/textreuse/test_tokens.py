"""Words of a text: where they stand, and which are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from textreuse_support import texts

from qaudit.textreuse.tokens import CAPITAL, LINE_START, NUMBER, tokenise


def words(text: str) -> list[str]:
    """The words of a text, by their offsets."""
    tokens, _ = tokenise([text])
    return [
        text[start:end]
        for start, end in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    ]


def same(one: str, other: str) -> tuple[bool, bool]:
    """Whether two words are one when case is dropped, and to the letter."""
    tokens, _ = tokenise([f"{one} {other}"])
    assert len(tokens) == 2
    return (
        bool(tokens.folded[0] == tokens.folded[1]),
        bool(tokens.surface[0] == tokens.surface[1]),
    )


class TestWords:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The child's plan.", ["The", "child", "s", "plan"]),
            ("Siân, Łucja\u2014Zoe\u0308!", ["Siân", "Łucja", "Zoe\u0308"]),
            ("| 12 May | £3.50 |", ["12", "May", "3", "50"]),
            ("مرحبا بالعالم", ["مرحبا", "بالعالم"]),
            ("\U0001f600 so\U0001f600it is", ["so", "it", "is"]),
            ("", []),
            (" \n\t", []),
        ],
    )
    def test_are_runs_of_letters_digits_and_marks(self, text: str, expected: list[str]) -> None:
        """Offsets count code points, whatever the letters."""
        assert words(text) == expected

    @pytest.mark.parametrize(
        ("one", "other", "folded", "surface"),
        [
            ("plan", "plan", True, True),
            ("plan", "Plan", True, False),
            ("Émile", "émile", True, False),
            ("ŁUCJA", "łucja", True, False),
            ("plan", "plans", False, False),
            ("żal", "źal", False, False),
            ("12", "2024", True, False),
            ("12", "12", True, True),
            ("12th", "3rd", True, False),
            ("x" * 70, "x" * 70, True, True),
            ("x" * 70, "X" * 70, True, False),
            ("x" * 70, "x" * 69 + "y", False, False),
        ],
    )
    def test_that_are_the_same(self, one: str, other: str, *, folded: bool, surface: bool) -> None:
        """Case and figures are dropped for finding, and kept for telling a verbatim copy."""
        assert same(one, other) == (folded, surface)

    def test_flags(self) -> None:
        """Names, numbers and the beginnings of lines are known."""
        tokens, _ = tokenise(["The 3 plans\n\n of Łucja"])
        flags = tokens.flags.tolist()
        assert [flag & CAPITAL for flag in flags[:4]] == [CAPITAL, 0, 0, 0]
        assert [bool(flag & NUMBER) for flag in flags] == [False, True, False, False, False]
        assert [bool(flag & LINE_START) for flag in flags] == [True, False, False, True, False]


class TestSeveralTexts:
    def test_each_counts_from_its_own_beginning(self) -> None:
        """Texts without words among them, and the index of each one's first word."""
        tokens, first = tokenise(["one two", "", "...", "Łódź three"])
        assert first.tolist() == [0, 2, 2, 2, 4]
        assert tokens.starts.tolist() == [0, 4, 0, 5]
        assert tokens.ends.tolist() == [3, 7, 4, 10]

    @given(texts, texts)
    def test_no_text_changes_another(self, one: str, other: str) -> None:
        """The words of a text are the same alone and beside another."""
        both, first = tokenise([one, other])
        alone, _ = tokenise([other])
        part = slice(int(first[1]), int(first[2]))
        for column in ("folded", "surface", "starts", "ends"):
            assert getattr(both, column)[part].tolist() == getattr(alone, column).tolist()
