"""Names in texts: whose they are, whatever letters they are written with."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qaudit_checks.names import key, pattern_of, possible_names

NAMES = ["Siân", "Łucja", "Zoë", "O'Brien", "Mary-Kate", "Ffion Mair", "محمد", "Ágnes"]


class TestPatternOf:
    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    @pytest.mark.parametrize("name", NAMES)
    def test_names_are_found_as_whole_words(self, name: str, form: str) -> None:
        """Whatever stands beside them but letters, and however their accents are stored."""
        pattern = re.compile(pattern_of(NAMES))
        written = unicodedata.normalize(form, name)  # type: ignore[arg-type]
        for text in (written, f"({written})", f"“{written}’s”", f"{written},", f"x {written}."):
            assert pattern.search(text), text
        for text in (f"a{written}", f"{written}a"):
            assert pattern.search(text) is None, text

    def test_apostrophes_and_hyphens_of_any_kind(self) -> None:
        """Typed or typographic, they are the same."""
        pattern = re.compile(pattern_of(["O'Brien", "Mary‐Kate"]))
        assert [found[0] for found in pattern.finditer("O’Brien, O'Brien, Mary-Kate")] == [
            "O’Brien",
            "O'Brien",
            "Mary-Kate",
        ]

    def test_signs_of_regular_expressions_are_signs(self) -> None:
        """A name is no pattern."""
        assert re.search(pattern_of(["J.R."]), "JxRx was here") is None
        assert re.search(pattern_of(["J.R."]), "it was J.R. who came")


def names_in(text: str) -> list[str]:
    return [name for name, _, _ in possible_names(text)]


class TestPossibleNames:
    @pytest.mark.parametrize("name", [name for name in NAMES if " " not in name])
    def test_are_found_where_they_stand(self, name: str) -> None:
        """Inside a sentence, with a possessive s or without, in capitals."""
        for written in (name, f"{name}'s", f"{name}’s", f"“{name}”", f"'{name}'", name.upper()):
            text = f"we saw {written} again"
            ((found, start, end),) = possible_names(text)
            assert found == key(name)
            assert text[start:end].casefold() == name.casefold()

    def test_a_word_that_begins_a_sentence_may_be_one(self) -> None:
        """Unless the text has it in small letters, too."""
        assert names_in("Hope said so. Will came.") == ["hope", "will"]
        assert names_in("Will it help? It will. we asked Will") == ["will"]

    def test_a_month_beside_a_number_is_none(self) -> None:
        """May is a girl, 12 May is a day."""
        assert names_in("we saw May on 12 May 2024 and in May 2025, the 3rd of June") == ["may"]

    def test_words_inside_others_are_none(self) -> None:
        """What follows a letter, an apostrophe or a hyphen begins no word."""
        assert names_in("iPhone, o'Neill, non-Welsh") == []

    @given(st.text())
    def test_places_are_in_the_text(self, text: str) -> None:
        """Whatever is written, what is said to be a name stands there."""
        for name, start, end in possible_names(text):
            assert 0 <= start < end <= len(text)
            assert key(text[start:end]) == name
