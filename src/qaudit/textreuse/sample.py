"""The sample of word sequences that stands for a text where texts are counted and looked up.

A *phrase* is four words in a row of one part, a *passage* two phrases in a row. Names and numbers
are left open where enough is left. Three of four phrases and one of two passages are in the
sample, by their keys: so the same ones in every copy of a text, whatever stands around them. The
sample is taken once, when a text is read, and kept with its words.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.grams import doubled, sequence_keys, sequence_keys_at, telling
from qaudit.textreuse.tokens import (
    CAPITAL,
    NO_WORD,
    NUMBER,
    PASSAGE_BEGINS,
    PHRASE_BEGINS,
    Bool,
    Int64,
    Tokens,
    UInt8,
    UInt32,
)

PHRASE: Final = 4
PASSAGE: Final = 8
NAMES: Final = CAPITAL | NUMBER
_LEAST_PLAIN: Final = 2
"""Words of a phrase that are neither name nor number, so that it says something."""
_ONE_IN_TWO: Final = np.uint32(1 << 8)
_NOT_ONE_IN_FOUR: Final = np.uint32(3 << 8)


@attrs.frozen(eq=False)
class Sample:
    """The keys of the phrases and passages of some texts that are in the sample, in order."""

    phrases: UInt32
    passages: UInt32


def take_sample(tokens: Tokens) -> Sample:
    """Flag the words at which sampled phrases and passages begin, and give their keys."""
    folded, flags = tokens.folded, tokens.flags
    phrases = sequence_keys(open_words(tokens), PHRASE)
    says = telling(flags, PHRASE, _LEAST_PLAIN, NAMES)
    closed = np.flatnonzero(~says)
    phrases[closed] = sequence_keys_at(folded, PHRASE, closed)
    passages = doubled(phrases, PASSAGE - PHRASE)
    says &= (phrases & _NOT_ONE_IN_FOUR) != 0
    sampled = (passages & _ONE_IN_TWO) != 0
    nowhere = np.flatnonzero(folded == NO_WORD)
    _leave_out(says, nowhere, PHRASE)
    _leave_out(sampled, nowhere, PASSAGE)
    flags[: len(says)] |= says.view(np.uint8) * np.uint8(PHRASE_BEGINS)
    flags[: len(sampled)] |= sampled.view(np.uint8) * np.uint8(PASSAGE_BEGINS)
    return Sample(phrases.compress(says), passages.compress(sampled))


def open_words(tokens: Tokens) -> UInt32:
    """The words, every name and every number being one word."""
    return np.asarray(tokens.folded * ((tokens.flags & NAMES) == 0))


def _leave_out(begins: Bool, nowhere: Int64, size: int) -> None:
    """Leave out sequences that go over a place without a word, from one part to another."""
    for offset in range(size):
        before = nowhere - offset
        begins[before.compress((before >= 0) & (before < len(begins)))] = False


def flagged(flags: UInt8, kind: int) -> Int64:
    """Where words stand that are flagged as of that kind."""
    return np.flatnonzero((flags & kind) != 0)
