"""The words of a document that stand in the blank form it was written in."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.grams import sequence_keys
from qaudit.textreuse.register import Register
from qaudit.textreuse.tokens import LINE_START, Bool, Int64, UInt32, UInt64, tokenise

_SEQUENCE: Final = 5
_SALT: Final = np.uint64(0x2545F4914F6CDD1D)


class BlankForms:
    """The blank forms of a register: five words of one, or a line that is shorter, are its own."""

    def __init__(self, register: Register) -> None:
        self._owners = np.array(register.blanks, np.int64)
        self._sequences = _sequences(register.blank_texts)

    def mark(self, batch: Batch, numbers: Int64, template: Bool) -> None:
        """Mark in *template* the words that stand in the blank form of their document."""
        blank = self._owners[numbers]
        if not (blank >= 0).any():
            return
        owner = blank[batch.document]
        for size, known in self._sequences.items():
            salted = _salted(sequence_keys(batch.tokens.folded, size), owner)
            hit = _member(salted, known) & (owner[: len(salted)] >= 0)
            hit &= batch.whole(size)
            if size < _SEQUENCE:
                hit &= _whole_line(batch, size)
            template |= spread(np.flatnonzero(hit), size, len(template))


def spread(begins: Int64, size: int, length: int) -> Bool:
    """For each of *length* words, whether it is in a sequence that begins at *begins*."""
    marked = np.zeros(length, bool)
    for place in range(size):
        marked[begins + place] = True
    return marked


def _salted(keys: UInt32, owner: Int64) -> UInt64:
    return keys + owner[: len(keys)].astype(np.uint64) * _SALT


def _whole_line(batch: Batch, size: int) -> Bool:
    """Whether the *size* words from each on are all the words of a line."""
    starts = (batch.tokens.flags & LINE_START) != 0
    length = len(starts) - size + 1
    after = np.append(starts, True)[size : size + length]
    after[:-1] |= batch.document[1:length] != batch.document[: length - 1]
    return np.asarray(starts[:length] & after)


def _member(keys: UInt64, known: UInt64) -> Bool:
    place = np.searchsorted(known, keys)
    place[place == len(known)] = 0
    return np.asarray(known[place] == keys)


def _sequences(texts: list[str]) -> dict[int, UInt64]:
    """The sequences of all blank forms, by their number of words."""
    found: defaultdict[int, list[UInt64]] = defaultdict(list)
    for number, text in enumerate(texts):
        tokens, _ = tokenise([text])
        line = np.flatnonzero((tokens.flags & LINE_START) != 0)
        sizes = np.diff(np.append(line, len(tokens)))
        for size in range(1, _SEQUENCE + 1):
            keys = sequence_keys(tokens.folded, size)
            salted = _salted(keys, np.full(len(keys), number))
            found[size].append(salted if size == _SEQUENCE else salted[line[sizes == size]])
    return {
        size: known for size, keys in found.items() if len(known := np.unique(np.concatenate(keys)))
    }
