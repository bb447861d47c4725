"""Several documents laid out on one line of words, to be aligned at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.tokens import Bool, Int32, Int64, Tokens, UInt64, join_tokens

# More than a walk past an edit can skip.
_PART_GAP: Final = 3
_PAIR_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)


@attrs.frozen(eq=False, slots=False)
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
        gap: Words left between two documents, more than any join.
    """

    tokens: Tokens
    document: Int32
    group: Int64
    part: Int64
    first_part: Int64
    first: Int64
    gap: int

    @cached_property
    def position(self) -> Int64:
        """For each word, its place on a line with gaps between documents and between parts."""
        place = np.arange(len(self.tokens)) + self.part * _PART_GAP
        return place + self.document.astype(np.int64) * self.gap

    @cached_property
    def word_at(self) -> Int64:
        """For each place of that line, the index of the word there, if there is one."""
        # Some empty places more, for whoever looks beyond either end.
        length = int(self.position[-1]) + 9 if len(self.tokens) else 9
        word_at = np.zeros(length, np.int64)
        word_at[self.position] = np.arange(len(self.tokens))
        return word_at


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
        np.concatenate(
            [starts + begin for (_, starts), begin in zip(documents, first[:-1], strict=True)]
        ),
        1,
    )
    return Batch(
        tokens=tokens,
        document=document,
        group=np.array(groups, np.int64),
        part=np.cumsum(change[:-1]) - 1,
        first_part=np.cumsum(part_counts) - part_counts,
        first=first,
        gap=gap,
    )


@attrs.frozen(eq=False)
class WordLine:
    """The line of positions, as words to compare.

    ``words`` has one number a word; ``pairs`` one for each two words in a row.
    Where there is no word to match, the number stands nowhere else.
    """

    words: UInt64
    pairs: UInt64


def word_line(batch: Batch, barred: Bool | None) -> WordLine:
    """The words of *batch* at their positions, but for those *barred*."""
    words = np.arange(len(batch.word_at), dtype=np.uint64)
    words += np.uint64(1 << 32)  # beyond any hash of a word
    if barred is None:
        words[batch.position] = batch.tokens.folded
    else:
        words[batch.position[~barred]] = batch.tokens.folded[~barred]
    pairs = words.copy()
    pairs[:-1] += words[1:] * _PAIR_FACTOR
    return WordLine(words, pairs)
