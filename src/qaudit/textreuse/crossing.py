"""Which documents of different families to compare: those that share rare sequences."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from qaudit.textreuse.grams import in_order_of_keys, in_two, sequence_keys_at
from qaudit.textreuse.marks import Marks, MarkStore
from qaudit.textreuse.masks import Masked
from qaudit.textreuse.pipeline import in_order
from qaudit.textreuse.register import Register
from qaudit.textreuse.sample import open_words
from qaudit.textreuse.sequences import Sequences
from qaudit.textreuse.tokens import Bool, Int32, Int64

_WORDS: Final = 5
"""So many in a row link two documents: fewer than a passage has, and seldom enough by chance."""
_FEW_FAMILIES: Final = 4
_COMMON_SHARE: Final = 0.05
_NEAR: Final = 40
_MOST_SLIP: Final = 6
_LEAST_LINKS: Final = 3
_FAR_AWAY: Final = 1 << 62
_ODD: Final = 0x9E3779B1
_PAIR_SLOTS: Final = (1 << 22) - 1
_LOW_HALF: Final = (1 << 32) - 1
_OTHER_BITS: Final = np.uint32(0x8CB92BA7)


def marks_of(numbers: Int64, sequences: Sequences, masked: Masked, owned: Bool) -> Marks:
    """The sampled passages of a batch.

    Args:
        numbers: The batch's documents, as numbers of the register.
        sequences: Those of the batch.
        masked: What is known of the batch's words.
        owned: Words whose source is known already.
    """
    batch = sequences.batch
    # Most are this family's alone: leave them out before anything is sorted.
    left = np.flatnonzero(masked.is_shared)
    left = left.compress(~masked.near_template[sequences.passages[left]])
    places = sequences.passages[left]
    document = batch.document[places]
    return Marks(
        sequence_keys_at(open_words(batch.tokens), _WORDS, places),
        numbers[document].astype(np.int32),
        (places - batch.first[document]).astype(np.int32),
        ~owned[places],
    )


class Crossing:
    """Sampled sequences of all families, linked to their first occurrence elsewhere.

    Add every batch of families, then `link`, then ask.
    """

    def __init__(self, register: Register, store: MarkStore) -> None:
        self._register = register
        self._store = store
        self._families = len(set(register.families))
        self._sources: dict[int, list[int]] = {}

    def add(self, marks: Marks) -> None:
        """Take in the marks of a batch of families."""
        self._store.add(marks)

    def link(self, threads: int) -> None:
        """Find which sequences several families have, and who has them first."""
        links = in_order(self._linked, self._store.portions(), threads)
        self._choose(*(np.concatenate(columns) for columns in zip(*links, strict=True)))

    def _linked(self, marks: Marks) -> tuple[Int64, Int32, Int64, Int32]:
        """Link marks to the first of the same key in another family, if it is earlier.

        Returns:
            The document and the word of each that is linked, and of what it is linked to.
        """
        left = self._in_two_families(marks)
        left = left[in_order_of_keys(marks.keys[left])]
        keys, word, open_to = marks.keys[left], marks.words[left], marks.open_to[left]
        document = marks.documents[left].astype(np.int64)
        family = self._register.family_numbers[document]
        count = len(left)
        if not count:
            return document, word, document, word
        new_key = np.ones(count, bool)
        new_key[1:] = keys[1:] != keys[:-1]
        begin = np.flatnonzero(new_key)
        key = np.cumsum(new_key) - 1
        # Batches came family by family, so one family's entries stand together.
        new_family = new_key.copy()
        new_family[1:] |= family[1:] != family[:-1]
        families = np.add.reduceat(new_family.astype(np.int64), begin)
        common = max(_FEW_FAMILIES, math.ceil(_COMMON_SHARE * self._families))
        ordinal = self._register.ordinals[document]
        # The earliest document's first, found by one number for both.
        bits = count.bit_length()
        rank = (ordinal << bits) | np.arange(count)
        index = (1 << bits) - 1
        first = np.minimum.reduceat(rank, begin)[key]
        own = family[first & index] == family
        rank[np.flatnonzero(own)] = _FAR_AWAY
        second = np.minimum.reduceat(rank, begin)[key]
        source = np.where(own, second, first)
        linked = np.flatnonzero(open_to & (families <= common)[key] & (source >> bits < ordinal))
        at = source[linked] & index
        return document[linked], word[linked], document[at], word[at]

    def _in_two_families(self, marks: Marks) -> Int64:
        """Those marks left when most that only one family has are left out, before any sorting."""
        # The keys of a portion have their first bits in common.
        return in_two(marks.keys * _OTHER_BITS, self._register.family_numbers[marks.documents])

    def _choose(self, target: Int64, word: Int32, source: Int64, source_word: Int32) -> None:
        """Keep pairs of documents with some links near each other in both."""
        # Most pairs have a link or two by chance, and need not be put in order.
        slot = (target * _ODD + source) & _PAIR_SLOTS
        left = np.flatnonzero(np.bincount(slot)[slot] >= _LEAST_LINKS)
        order = left[np.lexsort((word[left], source[left], target[left]))]
        target, word = target[order], word[order]
        source, source_word = source[order], source_word[order]
        near = (target[1:] == target[:-1]) & (source[1:] == source[:-1])
        near &= word[1:] - word[:-1] <= _NEAR
        slip = (source_word[1:] - word[1:]) - (source_word[:-1] - word[:-1])
        near &= np.abs(slip) <= _MOST_SLIP
        pairs, counts = np.unique((target[1:][near] << 32) | source[1:][near], return_counts=True)
        enough = counts >= _LEAST_LINKS - 1
        pairs, counts = pairs[enough], counts[enough]
        best: dict[int, list[tuple[int, int, int]]] = {}
        for later, earlier, count in zip(
            (pairs >> 32).tolist(), (pairs & _LOW_HALF).tolist(), counts.tolist(), strict=True
        ):
            ordinal = int(self._register.ordinals[earlier])
            best.setdefault(later, []).append((-count, ordinal, earlier))
        self._sources = {later: [s for *_, s in sorted(found)] for later, found in best.items()}

    def groups(self, most: int) -> Iterator[list[int]]:
        """Each document that may hold a copy, after its *most* likely sources."""
        ordinals = self._register.ordinals
        for target in sorted(self._sources, key=lambda number: int(ordinals[number])):
            sources = self._sources[target][:most]
            yield [*sorted(sources, key=lambda number: int(ordinals[number])), target]
