"""How much of a passage says where it is from.

A word says the less the more families have the eight words around it, and
nothing if all have them. That sentences which everybody writes follow each
other as they do elsewhere says something again: each rare sequence of eight
words counts for what its words do not say.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np

from qaudit.textreuse.kinds import stretches
from qaudit.textreuse.runs import Runs
from qaudit.textreuse.sample import PASSAGE
from qaudit.textreuse.sequences import Sequences
from qaudit.textreuse.tokens import NUMBER, Float, Int32, Int64


@attrs.frozen(eq=False)
class Evidence:
    """Weighs the runs of one batch.

    Attributes:
        sequences: Those of the batch.
        weights: How much some sampled passages say (`Standing.weights`).
        factor: How many times the words of a passage it takes: the more texts
            are searched, the more is alike by chance.
    """

    sequences: Sequences
    weights: Callable[[Int32], Float]
    factor: float = 1.0

    def of(self, runs: Runs) -> Float:
        """For each run, how many words it amounts to."""
        tokens = self.sequences.batch.tokens
        begins, ends = runs.targets, runs.targets + runs.sizes
        # A few words of what everybody writes say as little as all of it: passages that begin
        # before the run and reach into it count, too. None does so from another part.
        first = np.maximum(begins - PASSAGE + 1, 0)
        words, owner = stretches(first, ends)
        known, numbers = self.sequences.passages_among(words)
        weights = np.ones(len(words))
        weights[known] = self.weights(numbers)
        weights = _spread_out(weights, known, owner)
        says = np.ones(len(words) + PASSAGE)
        for offset in range(PASSAGE):
            reached = says[offset : offset + len(words)]
            np.minimum(reached, weights, out=reached)
        # Rare as it is, the whole says what its words do not.
        whole = weights * (
            1 - (says[: len(words)] + says[PASSAGE - 1 : PASSAGE - 1 + len(words)]) / 2
        )
        inside = words >= begins[owner]
        whole[~(inside & (words + PASSAGE <= ends[owner]))] = 0
        sources = words - (begins - runs.sources)[owner]
        # All numbers are one word to the search: those that differ say nothing, and equal
        # ones what no sentence that everybody writes can.
        number = (tokens.flags[words] & NUMBER) != 0
        alike = tokens.surface[words] == tokens.surface[sources]
        tells = np.where(number, alike, says[: len(words)])
        amount = np.where(inside, tells, 0) + np.maximum(whole, 0)
        return np.asarray(np.bincount(owner, amount, len(runs)))


def _spread_out(weights: Float, known: Int64, owner: Int64) -> Float:
    """Give each word that is not *known* the mean weight of those known before and after it.

    Both of its own run; where there is none, one that says all counts instead.
    """
    if not len(known):
        return weights
    is_known = np.zeros(len(weights), np.int64)
    is_known[known] = 1
    place = np.cumsum(is_known)
    before = known[np.maximum(place - 1, 0)]
    after = known[np.minimum(place, len(known) - 1)]
    as_before = np.where((place > 0) & (owner[before] == owner), weights[before], 1)
    as_after = np.where((place < len(known)) & (owner[after] == owner), weights[after], 1)
    filled = (as_before + as_after) / 2
    filled[known] = weights[known]
    return filled
