"""Sentences of a text, with where they stand in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.cases.sentences import sentences

PIECES = ["Mr.", "No.", "e.g.", "Go", ".", "!", "?", ")", '"', " ", "\n", "\t", "é", "..."]


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("One. Two!  Three?", ["One.", "Two!", "Three?"]),
            ("Dr. Shah sees St. Ann's. So.", ["Dr. Shah sees St. Ann's.", "So."]),
            ("He said 'no.' She left. Why?!", ["He said 'no.'", "She left.", "Why?!"]),
            ("It cost 4.50. Really... yes", ["It cost 4.50.", "Really... yes"]),
            ("Seen at home.Mum was out", ["Seen at home.", "Mum was out"]),
            (
                "Approx. 5 weeks incl. travel. Ms. Hale asks Cllr. Roe.",
                ["Approx. 5 weeks incl. travel.", "Ms. Hale asks Cllr. Roe."],
            ),
            ("1. Visit\n2. Ring the school", ["1. Visit", "2. Ring the school"]),
            ("We ask, e.g. at school. No. 4", ["We ask, e.g. at school.", "No. 4"]),
            ("Family\n\nHer aunt came", ["Family", "Her aunt came"]),
            ("Ask the PMs. Then go.", ["Ask the PMs.", "Then go."]),
            (" \n ", []),
        ],
    )
    def test_ends(self, text: str, expected: list[str]) -> None:
        """A full stop or a line's end ends a sentence, an abbreviation does not."""
        assert [sentence for _, sentence in sentences(text)] == expected

    @given(st.lists(st.sampled_from(PIECES)).map("".join))
    def test_places(self, text: str) -> None:
        """Each stands where it says, in order, and nothing but blanks is left out."""
        found = list(sentences(text))
        assert all(text[at : at + len(sentence)] == sentence for at, sentence in found)
        assert [at for at, _ in found] == sorted({at for at, _ in found})
        said = "".join("".join(sentence.split()) for _, sentence in found)
        assert said == "".join(text.split())
