"""Several documents laid out on one line of words, to be aligned at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.sample import Sample
from qaudit.textreuse.tokens import (
    NO_WORD,
    Bool,
    Int32,
    Int64,
    Tokens,
    UInt32,
)

# After each part of a document: more than a walk past an edit can skip.
PART_GAP: Final = 3


@attrs.frozen(eq=False)
class Batch:
    """Documents in groups; only documents of one group are compared.

    Between two parts of a document, and two documents, there are empty places
    whose words (never the same) match no other; so nothing goes over from one
    to the other.

    Attributes:
        tokens: The words of all documents, one after another, and the empty places.
        document: For each word, the number of its document in the batch; in a
            group, earlier documents have lower numbers.
        group: For each document, the number of its group.
        part: For each word, the number of its part in the batch; -1 for an empty place.
        sample: The keys of the sampled phrases and passages; see `take_sample`.
        first_part: For each document, the number of its first part.
        first: Where each document's words begin, and where the last one's places end.
    """

    tokens: Tokens
    document: Int32
    group: Int64
    part: Int32
    first_part: Int64
    first: Int64
    sample: Sample

    def cuts(self, words: int) -> Int64:
        """Where to cut the batch between groups into pieces of at least so many *words*."""
        begins = self.first[np.flatnonzero(np.diff(self.group)) + 1]
        cuts = [0]
        for begin in begins.tolist():
            if begin - cuts[-1] >= words:
                cuts.append(begin)
        return np.array([*cuts, len(self.tokens)])

    def whole(self, size: int) -> Bool:
        """Whether the *size* words from each on are in one part."""
        first, last = self.part[: len(self.part) - size + 1], self.part[size - 1 :]
        return np.asarray((first == last) & (first >= 0))


def lay_out(
    tokens: Tokens,
    lengths: Int64,
    parts: Sequence[Int64],
    groups: Sequence[int],
    sample: Sample | None = None,
) -> Batch:
    """Make a batch of documents.

    Args:
        tokens: The documents, one after another, in the order of their groups,
            earlier ones first. After each part there are `PART_GAP` empty
            places, and after each document more than any join. The hashes of
            empty places are written to.
        lengths: Words and empty places of each document.
        parts: For each document, the number of words in each part.
        groups: The group of each document, ascending.
        sample: Their sample; None where none was taken.
    """
    part_counts = np.array([len(sizes) for sizes in parts], np.int64)
    first_part = np.cumsum(part_counts) - part_counts
    sizes = np.concatenate(parts)
    begins = np.cumsum(lengths) - lengths
    room = np.full(len(sizes), PART_GAP)
    room[first_part + part_counts - 1] += lengths - np.add.reduceat(sizes + PART_GAP, first_part)
    # The words of a part, then the empty places after it.
    of_part = np.full(2 * len(sizes), -1, np.int32)
    of_part[::2] = np.arange(len(sizes))
    part = np.repeat(of_part, np.stack((sizes, room), axis=1).ravel())
    nowhere = np.flatnonzero(part < 0)
    tokens.folded[nowhere] = nowhere.astype(np.uint32) + NO_WORD
    return Batch(
        tokens=tokens,
        document=np.repeat(np.arange(len(lengths), dtype=np.int32), lengths),
        group=np.array(groups, np.int64),
        part=part,
        first_part=first_part,
        first=np.append(begins, len(tokens)),
        sample=sample or Sample(np.zeros(0, np.uint32), np.zeros(0, np.uint32)),
    )


def words_to_match(batch: Batch, barred: Bool | None) -> UInt32:
    """The words of *batch*; those *barred* are told apart from every other."""
    if barred is None:
        return batch.tokens.folded
    nowhere = np.flatnonzero(barred)
    words = batch.tokens.folded.copy()
    words[nowhere] = nowhere.astype(np.uint32) + NO_WORD
    return words
