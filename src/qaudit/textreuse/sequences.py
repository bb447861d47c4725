"""The keys of the word sequences of a batch, each computed once, when asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.grams import doubled, sequence_keys, sequence_keys_at, telling, without_names
from qaudit.textreuse.tokens import CAPITAL, NUMBER, Bool, Float, Int64, UInt32

PHRASE: Final = 3
CLAUSE: Final = 5
PASSAGE: Final = 8
_ONE_IN_FOUR: Final = np.uint32(3 << 8)
_OPEN: Final = CAPITAL | NUMBER


IsCommon = Callable[[UInt32], Bool]
"""Tells of keys of one kind whether they are standing phrases."""


@attrs.frozen
class Common:
    """Tells of each kind of sequence which are standing phrases.

    ``weights`` tells of passages how much they say, from 0 for one that all
    families have to 1 for one that two have at most.
    """

    phrases: IsCommon
    clauses: IsCommon
    passages: IsCommon
    weights: Callable[[UInt32], Float]


def in_sample(keys: UInt32) -> Bool:
    """Whether each sequence is one of the three in four that are tried, the same everywhere."""
    return np.asarray((keys & _ONE_IN_FOUR) != 0)


def is_lowest(keys: UInt32) -> Bool:
    """Whether each key is lower than both its neighbours: about one in three are.

    The same ones in every copy of a text, but for its ends.
    """
    lowest = np.zeros(len(keys), bool)
    np.less(keys[1:-1], keys[:-2], out=lowest[1:-1])
    lowest[1:-1] &= keys[1:-1] <= keys[2:]
    return lowest


class Sequences:
    """The sequences that begin at each word of a batch.

    A *phrase* is three words as they stand; a *clause* five words and a
    *passage* eight, with names and numbers left open where enough is left.
    """

    def __init__(self, batch: Batch) -> None:
        self.batch = batch

    @cached_property
    def phrases(self) -> UInt32:
        return sequence_keys(self.batch.tokens.folded, PHRASE)

    @cached_property
    def clauses(self) -> UInt32:
        keys = sequence_keys(self.open_words, CLAUSE)
        closed = np.flatnonzero(~self.clause_is_telling)
        keys[closed] = sequence_keys_at(self.batch.tokens.folded, CLAUSE, closed)
        return keys

    @cached_property
    def open_words(self) -> UInt32:
        """The words, all names and numbers being one word."""
        return without_names(self.batch.tokens.folded, self.batch.tokens.flags)

    @cached_property
    def clause_is_telling(self) -> Bool:
        """Whether enough is left of each clause when names and numbers are left open."""
        return telling(self.batch.tokens.flags, CLAUSE, CLAUSE - 2, _OPEN)

    @cached_property
    def clause_has_names(self) -> Bool:
        """Whether a name or number stands in each clause."""
        return ~telling(self.batch.tokens.flags, CLAUSE, CLAUSE, _OPEN)

    @cached_property
    def passages(self) -> UInt32:
        return doubled(self.clauses, PASSAGE - CLAUSE)

    def whole(self, size: int) -> Bool:
        """Whether the *size* words from each on are in one part."""
        part = self.batch.part
        first, last = part[: len(part) - size + 1], part[size - 1 :]
        return np.asarray((first == last) & (first >= 0))

    def sampled(self) -> Int64:
        """Where the clauses stand whose keys are lowest among their neighbours'."""
        return np.flatnonzero(is_lowest(self.clauses) & self.whole(CLAUSE))
