"""How runs go on at both ends, on words that are numbers: equal ones are the same word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from qaudit.textreuse.growth import grow
from qaudit.textreuse.runs import Runs, merge_anchors

_GAP = 16
_ANCHOR = 3

Run = tuple[int, int, int]


def _grown(
    source: Sequence[int], target: Sequence[int], anchors: Sequence[tuple[int, int]]
) -> list[Run]:
    """What `grow` gives for anchors of three words, by their places in target and source.

    As places in each of both texts, and a number of words.
    """
    places = np.arange(_GAP) + 1_000_000
    words = np.concatenate((source, places, target, places + _GAP)).astype(np.uint32)
    begin = len(source) + _GAP
    runs = Runs(
        np.array([place for place, _ in anchors]) + begin,
        np.array([place for _, place in anchors]),
        np.full(len(anchors), _ANCHOR),
    )
    found = grow(runs, words)
    return [
        (place - begin, from_place, size)
        for place, from_place, size in zip(
            found.targets.tolist(), found.sources.tolist(), found.sizes.tolist(), strict=True
        )
    ]


def _merged(runs: list[Run]) -> list[Run]:
    """Runs that overlap or touch made one, in order of the target."""
    merged = merge_anchors(Runs(*(np.array(column) for column in zip(*runs, strict=True))))
    return sorted(
        zip(merged.targets.tolist(), merged.sources.tolist(), merged.sizes.tolist(), strict=True)
    )


class TestGrow:
    @pytest.mark.parametrize("around", [0, 1, 7, 8, 9, 30])
    def test_it_goes_on_while_words_agree(self, around: int) -> None:
        """Both ways, up to the first words that differ, however many are looked at in one go."""
        copied = [*range(100, 100 + around), 1, 2, 3, *range(200, 200 + around)]

        found = _grown([90, *copied, 91], [80, 81, *copied, 82], [(2 + around, 1 + around)])

        assert _merged(found) == [(2, 1, 2 * around + _ANCHOR)]

    def test_it_goes_no_further_than_sixty_four_words(self) -> None:
        """From there on, the next run has to be found by what it has itself."""
        copied = list(range(100, 300))

        assert _merged(_grown(copied, copied, [(90, 90)])) == [(26, 26, 64 + _ANCHOR + 64)]

    def test_it_ends_where_a_text_does(self) -> None:
        """Nothing is taken from beyond either text, at their beginnings or at their ends."""
        found = _grown([1, 2, 3], [1, 2, 3], [(0, 0)])

        assert found == [(0, 0, 3)]

    @pytest.mark.parametrize(
        ("put", "instead_of"), [(1, 1), (1, 0), (0, 1), (2, 2), (2, 1), (1, 2), (2, 0), (0, 2)]
    )
    def test_it_skips_one_or_two_words(self, put: int, instead_of: int) -> None:
        """What was put in, left out or put instead is not in a run, what stands beyond it is."""
        before, after = list(range(100, 112)), list(range(200, 212))
        source = [*before, *range(50, 50 + instead_of), *after]
        target = [*before, *range(60, 60 + put), *after]
        both = [(0, 0, 12), (12 + put, 12 + instead_of, 12)]

        assert _merged(_grown(source, target, [(4, 4)])) == both
        assert _merged(_grown(source, target, [(16 + put, 16 + instead_of)])) == both

    def test_it_does_not_skip_three(self) -> None:
        """Three other words in a row are where it ends."""
        before, after = list(range(100, 112)), list(range(200, 212))

        found = _grown([*before, *after], [*before, 60, 61, 62, *after], [(4, 4)])

        assert _merged(found) == [(0, 0, 12)]

    def test_two_words_must_agree_after_those_skipped(self) -> None:
        """One word that is the same after one that is not is there by chance."""
        found = _grown([1, 2, 3, 50, 7, 51, 52, 53], [1, 2, 3, 60, 7, 61, 62, 63], [(0, 0)])

        assert _merged(found) == [(0, 0, 3)]

    def test_it_leaves_to_the_next_run_what_is_beyond_it(self) -> None:
        """Between two runs of one diagonal each finds what is there, and goes no further."""
        copied = list(range(100, 140))

        found = _grown(copied, copied, [(10, 10), (24, 24)])

        assert sorted(found) == [
            (0, 0, 10),
            (10, 10, _ANCHOR),
            (13, 13, 11),
            (13, 13, 11),
            (24, 24, _ANCHOR),
            (27, 27, 13),
        ]

    def test_it_leaves_to_the_next_run_what_is_beyond_an_edit_beside_it(self) -> None:
        """Where the last word before the next run was replaced, the walk ends there, too."""
        source = list(range(100, 140))
        target = [*source[:20], 60, *source[21:]]

        found = _grown(source, target, [(10, 10), (21, 21)])

        assert sorted(found) == [
            (0, 0, 10),
            (10, 10, _ANCHOR),
            (13, 13, 7),
            (13, 13, 7),
            (21, 21, _ANCHOR),
            (24, 24, 16),
        ]
