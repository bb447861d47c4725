"""Several documents laid out on one line of words, to be aligned at once."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from qaudit.textreuse.tokens import Bool, Int32, Int64, Tokens, UInt64, join_tokens


@attrs.frozen(eq=False)
class Batch:
    """Documents in groups; only documents of one group are compared.

    Attributes:
        tokens: The words of all documents, one after another.
        document: For each word, the number of its document in the batch; in a
            group, earlier documents have lower numbers.
        group: For each document, the number of its group.
        part: For each word, the number of its part in the batch.
        first_part: For each document, the number of its first part.
        first: Where each document's words begin, and where the last one's end.
        position: For each word, its place on a line with a gap between documents.
        gap: That gap, in words.
    """

    tokens: Tokens
    document: Int32
    group: Int64
    part: Int64
    first_part: Int64
    first: Int64
    position: Int64
    gap: int

    def document_at(self, position: Int64) -> Int64:
        """The number of the document in which each position lies."""
        begin = self.first[:-1] + np.arange(len(self.group)) * self.gap
        return np.searchsorted(begin, position, side="right") - 1

    def word_at(self, position: Int64) -> Int64:
        """The index of the word at each position."""
        return position - self.document_at(position) * self.gap


def lay_out(documents: Sequence[tuple[Tokens, Int64]], groups: Sequence[int], gap: int) -> Batch:
    """Lay out *documents*: the words of each, and the index of each part's first word.

    Args:
        documents: In the order of their groups, earlier ones first.
        groups: The group of each document, ascending.
        gap: Words to leave between two documents, more than any join.
    """
    tokens = join_tokens([words for words, _ in documents])
    sizes = np.array([len(words) for words, _ in documents], np.int64)
    first = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
    document = np.repeat(np.arange(len(documents), dtype=np.int32), sizes)
    part_counts = np.array([len(starts) for _, starts in documents], np.int64)
    change = np.zeros(len(tokens) + 1, np.int64)
    np.add.at(
        change,
        np.concatenate([starts + begin for (_, starts), begin in zip(documents, first)]),
        1,
    )
    return Batch(
        tokens=tokens,
        document=document,
        group=np.array(groups, np.int64),
        part=np.cumsum(change[:-1]) - 1,
        first_part=np.cumsum(part_counts) - part_counts,
        first=first,
        position=np.arange(len(tokens)) + document.astype(np.int64) * gap,
        gap=gap,
    )


@attrs.frozen(eq=False)
class WordLine:
    """The line of positions, gaps included.

    ``words`` is 0 where there is no word to match; ``part`` tells the part.
    """

    words: UInt64
    part: Int64

    def same(self, targets: Int64, sources: Int64) -> Bool:
        """Whether the words at two arrays of positions are there and agree."""
        words = self.words[targets]
        return np.asarray((words == self.words[sources]) & (words != 0))


def word_line(batch: Batch, barred: Bool | None) -> WordLine:
    """The words of *batch* at their positions, but for those *barred*."""
    # A few empty places more, for whoever looks beyond either end.
    length = int(batch.position[-1]) + 9 if len(batch.position) else 9
    words = np.zeros(length, np.uint64)
    # One bit more than the hash has, so that no word is 0.
    words[batch.position] = batch.tokens.folded.astype(np.uint64) | (1 << 32)
    if barred is not None:
        words[batch.position[barred]] = 0
    part = np.zeros(length, np.int64)
    part[batch.position] = batch.part
    return WordLine(words, part)
