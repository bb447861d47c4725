"""The score by which the finding of copies is measured.

The cases are worked by hand from the definition in Potthast, Stein, Barrón-Cedeño and
Rosso, "An evaluation framework for plagiarism detection", COLING 2010, section 3.
"""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plagdet import Match, Pairs, Score, by_pair, overlap, score, touching_nothing

ONE = Match(100, 200, 1100, 1200)


def scored(true: list[Match], found: list[Match]) -> Score:
    """The score within one pair of documents."""
    return score({"pair": true}, {"pair": found})


class TestScore:
    def test_what_is_found_exactly(self) -> None:
        """The passage itself scores one."""
        assert scored([ONE], [ONE]) == Score(1, 1, 1, 1)

    def test_half_of_a_passage(self) -> None:
        """Recall is the covered share of both sides: 2 x 1/2 x 1 / (3/2) is two thirds."""
        found = scored([ONE], [Match(100, 150, 1100, 1150)])
        assert (found.recall, found.precision, found.granularity) == (0.5, 1, 1)
        assert found.plagdet == pytest.approx(2 / 3)

    def test_one_side_found_better_than_the_other(self) -> None:
        """All of one side and half of the other are three quarters of the characters."""
        assert scored([ONE], [Match(100, 200, 1100, 1150)]).recall == 0.75

    def test_more_than_the_passage(self) -> None:
        """Precision is the share of what was found that is copied: 200 of 500 characters."""
        found = scored([ONE], [Match(50, 300, 1050, 1300)])
        assert (found.recall, found.precision) == (1, 0.4)
        assert found.plagdet == pytest.approx(0.8 / 1.4)

    @pytest.mark.parametrize("pieces", [2, 4])
    def test_a_passage_found_in_pieces(self, pieces: int) -> None:
        """All of it, in so many pieces, scores one by log2 of one more than the pieces."""
        size = 100 // pieces
        found = scored(
            [ONE],
            [
                Match(100 + at, 100 + at + size, 1100 + at, 1100 + at + size)
                for at in range(0, 100, size)
            ],
        )
        assert (found.recall, found.precision, found.granularity) == (1, 1, pieces)
        assert found.plagdet == pytest.approx(1 / math.log2(1 + pieces))

    def test_granularity_is_of_detected_passages(self) -> None:
        """One passage in three pieces, one whole and one missed: four pieces of two."""
        true = [ONE, Match(500, 600, 2500, 2600), Match(800, 900, 2800, 2900)]
        found = [
            Match(100, 130, 1100, 1130),
            Match(130, 160, 1130, 1160),
            Match(160, 200, 1160, 1200),
            true[1],
        ]
        result = scored(true, found)
        assert result.granularity == 2
        assert result.recall == pytest.approx(2 / 3)
        assert result.precision == 1
        assert result.plagdet == pytest.approx(0.8 / math.log2(3))

    def test_every_passage_weighs_the_same(self) -> None:
        """Recall is macro-averaged: a long passage found and a short one missed are half."""
        assert scored([Match(0, 9000, 0, 9000), Match(9500, 9600, 9500, 9600)],
                      [Match(0, 9000, 0, 9000)]).recall == 0.5  # fmt: skip

    def test_the_right_words_from_the_wrong_place(self) -> None:
        """What overlaps on one side only detects nothing."""
        found = scored([ONE], [Match(100, 200, 5000, 5100)])
        assert found == Score(0, 0, 0, 1)

    def test_characters_covered_twice_count_once(self) -> None:
        """Two detections that overlap cover their union: 80 of 100 on both sides."""
        found = scored([ONE], [Match(100, 160, 1100, 1160), Match(140, 180, 1140, 1180)])
        assert found.recall == 0.8
        assert found.granularity == 2

    def test_another_pair_of_documents(self) -> None:
        """The same offsets in other documents are another passage."""
        assert score({"one": [ONE]}, {"other": [ONE]}) == Score(0, 0, 0, 1)

    def test_nothing_found(self) -> None:
        """Nothing found scores nothing."""
        assert score({"one": [ONE]}, {}) == Score(0, 0, 0, 1)


class TestOverlap:
    @pytest.mark.parametrize(
        ("other", "expected"),
        [
            (Match(199, 300, 1199, 1300), True),
            (Match(200, 300, 1199, 1300), False),
            (Match(199, 300, 1200, 1300), False),
        ],
    )
    def test_one_character_on_both_sides(self, other: Match, *, expected: bool) -> None:
        """The end of a passage is the first character after it."""
        assert overlap(ONE, other) is expected
        assert overlap(other, ONE) is expected


class TestTouchingNothing:
    def test_is_counted_over_all_pairs(self) -> None:
        """Of four passages found, one is of another pair and one elsewhere in the source."""
        true: Pairs = {"a": [ONE]}
        found: Pairs = {"a": [ONE, Match(150, 250, 1150, 1250), Match(100, 200, 1, 9)], "b": [ONE]}
        assert touching_nothing(true, found) == (2, 4)


def test_matches_are_gathered_by_pair() -> None:
    """Every pair has its matches in the order in which they came."""
    other = Match(1, 2, 3, 4)
    assert by_pair([("a", ONE), ("b", other), ("a", other)]) == {"a": [ONE, other], "b": [other]}


@st.composite
def matches(draw: st.DrawFn) -> list[Match]:
    """Up to four passages anywhere in two short texts."""
    made = []
    for _ in range(draw(st.integers(0, 4))):
        starts = draw(st.tuples(st.integers(0, 50), st.integers(0, 50)))
        sizes = draw(st.tuples(st.integers(1, 20), st.integers(1, 20)))
        made.append(Match(starts[0], starts[0] + sizes[0], starts[1], starts[1] + sizes[1]))
    return made


@given(matches(), matches())
def test_recall_and_precision_are_each_others_mirror(one: list[Match], other: list[Match]) -> None:
    """Exchange truth and finds, and recall is precision; no part leaves its range."""
    there, back = scored(one, other), scored(other, one)
    assert (there.recall, there.precision) == (back.precision, back.recall)
    assert 0 <= there.plagdet <= 1
    assert there.granularity >= 1
