from __future__ import annotations

import numpy as np
import pytest
from textreuse_support import prose

from qaudit.textreuse.sample import PASSAGE, PHRASE, flagged, take_sample
from qaudit.textreuse.tokens import PASSAGE_BEGINS, PHRASE_BEGINS, Tokens, tokenise

_GAP = 3


def _sampled(*texts: str) -> tuple[Tokens, dict[int, tuple[list[int], list[int]]]]:
    """The words of some texts with places between them, and of each size where its sampled
    sequences begin, and their keys.
    """
    tokens, _ = tokenise(texts, [_GAP] * len(texts))
    sample = take_sample(tokens)
    return tokens, {
        PHRASE: (flagged(tokens.flags, PHRASE_BEGINS).tolist(), sample.phrases.tolist()),
        PASSAGE: (flagged(tokens.flags, PASSAGE_BEGINS).tolist(), sample.passages.tolist()),
    }


class TestTakeSample:
    @pytest.mark.parametrize(("size", "share"), [(PHRASE, 0.75), (PASSAGE, 0.5)])
    def test_it_is_a_share_of_the_sequences(self, size: int, share: float) -> None:
        """Three of four phrases and one of two passages are in the sample."""
        _, sampled = _sampled(prose(20_000, 1))

        places, keys = sampled[size]
        assert len(places) == len(keys)
        assert abs(len(places) / 20_000 - share) < 0.03

    @pytest.mark.parametrize("size", [PHRASE, PASSAGE])
    def test_it_is_the_same_whatever_stands_around(self, size: int) -> None:
        """A text has the same sample alone and in the midst of another."""
        text = prose(300, 2)
        _, alone = _sampled(text)
        _, within = _sampled(f"{prose(40, 3)} {text} {prose(50, 4)}")

        inside = [
            (place - 40, key)
            for place, key in zip(*within[size], strict=True)
            if 40 <= place <= 340 - size
        ]
        assert inside == list(zip(*alone[size], strict=True))

    @pytest.mark.parametrize("size", [PHRASE, PASSAGE])
    def test_nothing_goes_over_from_one_text_to_the_next(self, size: int) -> None:
        """Every sampled sequence ends in the text it begins in."""
        lengths = [5, 9, 30, 3, 8, 100]
        _, sampled = _sampled(*(prose(length, length) for length in lengths))

        begins = np.cumsum([0, *(length + _GAP for length in lengths)])
        for place in sampled[size][0]:
            text = int(np.searchsorted(begins, place, side="right")) - 1
            assert place + size <= begins[text] + lengths[text]

    def test_names_and_numbers_are_left_open(self) -> None:
        """With another child's name and another year the sample is the same."""
        text = "when {} was {} years old she moved to live with her aunt in {} and stayed there"
        _, one = _sampled(text.format("Ann", 3, "Derby"))
        _, other = _sampled(text.format("Bea", 11, "Leeds"))

        assert one == other
        assert len(one[PASSAGE][0]) > 2

    def test_a_list_of_names_is_no_phrase(self) -> None:
        """Where too little is left beside names, no phrase is sampled, and passages are as they
        stand.
        """
        _, one = _sampled("Ann Bea Cid Dee Eva Flo Gus Hal Ida Jon Kim Lea Max Nia Oda Pia")
        _, other = _sampled("Ann Bea Cid Dee Eva Flo Gus Hal Ida Jon Kim Lea Max Nia Oda Zoe")

        assert one[PHRASE] == other[PHRASE] == ([], [])
        assert one[PASSAGE] != other[PASSAGE]
