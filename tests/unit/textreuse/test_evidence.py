"""How many words a run amounts to, by the weights of its passages."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from textreuse_support import prose

from qaudit.textreuse.batch import lay_out
from qaudit.textreuse.evidence import Evidence, _spread_out
from qaudit.textreuse.runs import Runs
from qaudit.textreuse.sample import take_sample
from qaudit.textreuse.sequences import Sequences
from qaudit.textreuse.tokens import Bool, Float, Int64, tokenise

_GAP = 20
_WORDS = 60
_SAMPLED = 21
"""Where a passage of the text begins that is in the sample."""


def _amount(begin: int, size: int, says: Callable[[Int64], Bool], text: str = "") -> float:
    """What a run of a text and its copy amounts to, by whether its passages say something.

    Args:
        begin: The run's first word.
        size: Its words.
        says: Tells of passages, by the words of the copy at which they begin.
        text: Sixty words.
    """
    text = text or prose(_WORDS, 1).lower()
    tokens, first = tokenise([text, text], [_GAP, _GAP])
    sample = take_sample(tokens)
    batch = lay_out(tokens, np.diff(first), [np.array([_WORDS])] * 2, groups=[0, 0], sample=sample)
    sequences = Sequences(batch)
    copy = int(first[1])

    def weights(numbers: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> Float:
        return says(sequences.passages[numbers] - copy).astype(np.float64)

    runs = Runs(np.array([copy + begin]), np.array([begin]), np.array([size]))
    (amount,) = Evidence(sequences, weights).of(runs).tolist()
    return float(amount)


class TestEvidence:
    def test_words_that_nobody_else_has_count_each(self) -> None:
        """Where every passage says all it can, a run amounts to its words."""
        assert _amount(10, 30, lambda places: places >= 0) == 30

    def test_words_that_everybody_has_count_nothing(self) -> None:
        """Where no passage says anything, nor does a run, be it shorter than a passage."""
        assert _amount(10, 30, lambda places: places < 0) == 0
        assert _amount(10, 5, lambda places: places < 0) == 0

    def test_a_rare_passage_counts_for_what_its_words_do_not_say(self) -> None:
        """Common words in an order that nobody else has them in amount to something."""
        rare = _amount(10, 30, lambda places: places == _SAMPLED)

        assert 1 <= rare < 8

    def test_a_rare_passage_counts_only_where_all_of_it_is_copied(self) -> None:
        """What goes on beyond the run's end in an order of its own says nothing of the run."""
        assert _amount(10, 20, lambda places: (places > 30 - 8) & (places < 30)) < 1

    def test_numbers_count_where_they_agree(self) -> None:
        """Equal numbers say something, whatever the words around them."""
        words = prose(_WORDS, 1).lower().split()
        words[20:40:10] = ["17", "2024"]

        assert _amount(10, 30, lambda places: places < 0, " ".join(words)) == 2

    def test_between_known_passages_the_mean_counts(self) -> None:
        """A word whose passage is not known has the mean weight of those on both sides in its run.

        Where a run has none on one side, that side says all it can.
        """
        weights = np.array([1, 0.2, 1, 0.4, 1, 1, 0.6, 1])
        owner = np.array([0, 0, 0, 0, 0, 1, 1, 1])

        filled = _spread_out(weights, np.array([1, 3, 6]), owner)

        assert filled.round(9).tolist() == [0.6, 0.2, 0.3, 0.4, 0.7, 0.8, 0.6, 0.8]
