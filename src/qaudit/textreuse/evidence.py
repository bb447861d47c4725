"""How much of a passage says where it is from.

A word says the less the more families have the eight words around it, and
nothing if all have them. That sentences which everybody writes follow each
other as they do elsewhere says something again: each rare sequence of eight
words counts for what its words do not say.
"""

from __future__ import annotations

import attrs
import numpy as np

from qaudit.textreuse.kinds import stretches
from qaudit.textreuse.runs import Runs
from qaudit.textreuse.sequences import PASSAGE, Common, Sequences
from qaudit.textreuse.tokens import NUMBER, Float


@attrs.frozen(eq=False)
class Evidence:
    """Weighs the runs of one batch.

    Attributes:
        sequences: Those of the batch.
        common: Tells what everybody writes.
        factor: How many times the words of a passage it takes: the more texts
            are searched, the more is alike by chance.
    """

    sequences: Sequences
    common: Common
    factor: float = 1.0

    def of(self, runs: Runs) -> Float:
        """For each run, how many words it amounts to."""
        sequences, batch = self.sequences, self.sequences.batch
        tokens = batch.tokens
        begins, ends = runs.targets, runs.targets + runs.sizes
        # A few words of what everybody writes say as little as all of it.
        first = np.maximum(begins - PASSAGE + 1, 0)
        words, owner = stretches(first, ends)
        usable = np.flatnonzero(words < len(sequences.passages))
        last = words[usable] + PASSAGE - 1
        usable = usable[
            (batch.part[words[usable]] == batch.part[last])
            & (batch.part[last] == batch.part[begins[owner[usable]]])
        ]
        weights = np.ones(len(words))
        weights[usable] = self.common.weights(sequences.passages[words[usable]])
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
