"""Where the sequences of a batch's sample begin, found once, when asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import attrs
import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.sample import flagged
from qaudit.textreuse.tokens import PASSAGE_BEGINS, PHRASE_BEGINS, Bool, Float, Int32, Int64, UInt32


@attrs.frozen(eq=False)
class Standing:
    """What is known of the standing phrases of a batch, which many families use.

    Attributes:
        is_common: Tells of the keys of phrases which are standing phrases.
        passages: For each sampled passage, whether it is one.
        weights: Of some passages, by number, how much each says: from 0 where all families have
            it to 1 where two have it at most.
    """

    is_common: Callable[[UInt32], Bool]
    passages: Bool
    weights: Callable[[Int32], Float]


class Sequences:
    """The phrases and passages of a batch that are in the sample, by where they begin."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch

    @cached_property
    def phrases(self) -> Int64:
        return flagged(self.batch.tokens.flags, PHRASE_BEGINS)

    @cached_property
    def passages(self) -> Int64:
        return flagged(self.batch.tokens.flags, PASSAGE_BEGINS)

    @cached_property
    def _number(self) -> Int32:
        """For each word the number of its passage in the sample; -1 for none."""
        number = np.full(len(self.batch.tokens), -1, np.int32)
        number[self.passages] = np.arange(len(self.passages), dtype=np.int32)
        return number

    def passages_among(self, places: Int64) -> tuple[Int64, Int32]:
        """At which of *places* (by index) sampled passages begin, and the numbers of these."""
        number = self._number[places]
        known = np.flatnonzero(number >= 0)
        return known, number[known]
