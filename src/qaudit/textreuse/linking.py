"""Linking the occurrences of a sequence in the documents of a group.

Every occurrence is linked to the documents before it that have the sequence, a fixed number of
them, so the work grows with the text and not with the number of pairs.
"""

from __future__ import annotations

import itertools
from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.grams import in_order_of_keys, in_two
from qaudit.textreuse.runs import Runs, merge_anchors
from qaudit.textreuse.sample import NAMES
from qaudit.textreuse.tokens import Bool, Int32, Int64, UInt32

_GROUP_SALT: Final = np.uint32(0x9E3779B1)
_AT_A_TIME: Final = 1 << 18
"""As many words as have their tables in the processor's cache."""
_FREQUENT: Final = 256
_SECOND_SIEVE: Final = np.uint32(0x8CB92BA7)


@attrs.frozen(eq=False)
class Linker:
    """Links the occurrences of keys in one batch.

    Attributes:
        occurrences: Places of one sequence in a source that are tried.
        earlier: Documents to which each occurrence is linked, at most.
        open_to: For each word, whether it may be found copied; None for all.
    """

    batch: Batch
    occurrences: int
    earlier: int = 3
    open_to: Bool | None = None

    def anchors(self, keys: UInt32, places: Int64, size: int) -> Runs:
        """Anchors of one kind of sequence, merged to runs.

        Args:
            keys: The keys of the sequences that serve.
            places: Where they begin.
            size: How many words each has.
        """
        targets, sources = self.linked(keys, places)
        alike = self._alike(targets, sources, size)
        targets, sources = targets[alike], sources[alike]
        return merge_anchors(Runs(targets, sources, np.full(len(targets), size, np.int64)))

    def _alike(self, targets: Int64, sources: Int64, size: int) -> Int64:
        """Which of the pairs are *size* words alike, or names or numbers both.

        Two sequences can have one key by chance.
        """
        folded, flags = self.batch.tokens.folded, self.batch.tokens.flags
        ahead = np.arange(size)
        targets, sources = targets[:, np.newaxis] + ahead, sources[:, np.newaxis] + ahead
        alike = folded[targets] == folded[sources]
        pair, word = np.nonzero(~alike)
        both_names = (flags[targets[pair, word]] & NAMES != 0) & (
            flags[sources[pair, word]] & NAMES != 0
        )
        alike[pair, word] = both_names
        return np.flatnonzero(alike.all(axis=1))

    def linked(self, keys: UInt32, places: Int64) -> tuple[Int64, Int64]:
        """Link each occurrence of a key to those in earlier documents of its group.

        In each earlier document it is linked to the occurrence of the same rank
        (the second to the second; so a document that repeats itself is aligned
        with its copy) and to the first few others. One that a document has over
        and over is linked to that of the same rank alone, if there is one.
        """
        document = self.batch.document[places]
        keys = keys + (self.batch.group.astype(np.uint32) * _GROUP_SALT)[document]
        edges = np.searchsorted(places, self.batch.cuts(_AT_A_TIME)).tolist()
        links = [
            self._linked(keys[begin:stop], places[begin:stop], document[begin:stop])
            for begin, stop in itertools.pairwise(edges)
        ]
        targets, sources = zip(*links, strict=True)
        return np.concatenate(targets), np.concatenate(sources)

    def _linked(self, keys: UInt32, places: Int64, document: Int32) -> tuple[Int64, Int64]:
        """Link occurrences; the *keys* of two groups are never the same, but for chance."""
        left = in_two(keys, document)
        keys, places, document = keys[left], places[left], document[left]
        # What is left is sifted again, by other bits.
        left = in_two(keys * _SECOND_SIEVE, document)
        left = left[in_order_of_keys(keys[left])]
        keys, places, document = keys[left], places[left], document[left]
        count = len(places)
        new_key = np.ones(count, bool)
        new_key[1:] = keys[1:] != keys[:-1]
        group = self.batch.group[document]
        new_key[1:] |= group[1:] != group[:-1]
        new_run = new_key.copy()
        new_run[1:] |= document[1:] != document[:-1]
        run_start = np.flatnonzero(new_run)
        run_stop = np.append(run_start[1:], count)
        run_of = np.cumsum(new_run) - 1
        frequent = run_stop - run_start > _FREQUENT
        key_of_run = np.cumsum(new_key)[run_start]
        rank = np.arange(count) - run_start[run_of]
        # Only a document's second and later runs of a key have earlier ones.
        later = np.zeros(len(run_start), bool)
        later[1:] = key_of_run[1:] == key_of_run[:-1]
        is_open = later[run_of]
        if self.open_to is not None:
            is_open &= self.open_to[places]
        left = np.flatnonzero(is_open)
        targets: list[Int64] = []
        sources: list[Int64] = []
        for back in range(1, self.earlier + 1):
            earlier = run_of[left] - back
            exists = np.flatnonzero(
                (earlier >= 0) & (key_of_run[earlier] == key_of_run[run_of[left]])
            )
            left, earlier = left[exists], earlier[exists]
            begin, stop = run_start[earlier], run_stop[earlier]
            is_frequent = frequent[run_of[left]] | frequent[earlier]
            same_rank = begin + rank[left]
            linked = np.flatnonzero((same_rank < stop) | ~is_frequent)
            targets.append(left[linked])
            sources.append(np.minimum(same_rank, stop - 1)[linked])
            seldom = np.flatnonzero(~is_frequent)
            target, begin, stop = left[seldom], begin[seldom], stop[seldom]
            same_rank = np.minimum(same_rank[seldom], stop - 1)
            for other in range(self.occurrences - 1):
                source = begin + other
                differs = np.flatnonzero((source < stop) & (source != same_rank))
                targets.append(target[differs])
                sources.append(source[differs])
        return places[np.concatenate(targets)], places[np.concatenate(sources)]
