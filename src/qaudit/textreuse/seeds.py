"""Anchors: the short word sequences that two documents of one group share.

Every occurrence is linked to the documents before it that have the sequence,
a fixed number of them, so the work grows with the text and not with the
number of pairs.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.function_words import is_function_word
from qaudit.textreuse.grams import pair_keys, sequence_keys, telling
from qaudit.textreuse.profiles import Profile
from qaudit.textreuse.runs import Runs, join_runs, merge_anchors
from qaudit.textreuse.sequences import (
    CLAUSE,
    PASSAGE,
    PHRASE,
    Common,
    IsCommon,
    Sequences,
    in_sample,
)
from qaudit.textreuse.tokens import NUMBER, Bool, Int64, UInt64

_GROUP_SALT: Final = np.uint64(0xD1342543DE82EF95)


def find_runs(
    sequences: Sequences,
    profile: Profile,
    *,
    barred: Bool | None = None,
    common: Common | None = None,
    open_to: Bool | None = None,
    earlier: int = 3,
) -> Runs:
    """The stretches that documents share with earlier ones of their group.

    Args:
        sequences: Those of the batch.
        profile: Which sequences serve.
        barred: For each word, whether no match may begin there (a form's words).
        common: Tells the sequences that are standing phrases, which say nothing;
            None where nothing is known of them. With it, only a sample of the
            sequences is tried: `grow` finds what stands between them.
        open_to: For each word, whether it may be found copied; None for all.
        earlier: Documents to which each occurrence is linked, at most.

    Returns:
        Runs at word positions of the batch.
    """
    batch = sequences.batch
    words, flags = batch.tokens.folded, batch.tokens.flags
    allowed = np.ones(len(words), bool) if barred is None else ~barred
    linker = _Linker(sequences, profile.occurrences, earlier, open_to)
    every = common is None
    size = profile.sequence
    keys = sequences.phrases if size == PHRASE else sequence_keys(words, size)
    usable = telling(flags, size, min(size, 2), NUMBER) & allowed[: len(keys)]
    usable = usable if every else usable & in_sample(keys)
    phrase_is_common = common.phrases if common is not None and size == PHRASE else None
    found = [linker.anchors(keys, usable, size, phrase_is_common)]
    if profile.names:
        keys = sequences.clauses
        usable = sequences.clause_is_telling & sequences.clause_has_names & allowed[: len(keys)]
        usable = usable if every else usable & in_sample(keys)
        clause_is_common = None if common is None else common.clauses
        runs = linker.anchors(keys, usable, CLAUSE, clause_is_common)
        found.append(_trimmed(batch, runs))
    if common is not None:
        # Where everybody's phrases follow each other, eight words still say something.
        keys = sequences.passages
        usable = sequences.clause_is_telling[: len(keys)] & allowed[: len(keys)]
        runs = linker.anchors(keys, usable & in_sample(keys), PASSAGE, common.passages)
        found.append(_trimmed(batch, runs))
    if profile.content_pairs:
        found.extend(linker.content_pairs(allowed))
    return merge_anchors(join_runs(found))


@attrs.frozen(eq=False)
class _Linker:
    """Links the occurrences of keys in one batch."""

    sequences: Sequences
    occurrences: int
    earlier: int
    open_to: Bool | None

    def anchors(self, keys: UInt64, usable: Bool, size: int, is_common: IsCommon | None) -> Runs:
        """Anchors of one kind of sequence, merged to runs."""
        if not len(keys):
            return self._runs_at(np.zeros(0, np.int64), np.zeros(0, np.int64), size)
        usable = usable & self.sequences.whole(size)
        places = np.flatnonzero(usable)
        targets, sources = self._linked(keys[places], places, is_common)
        return merge_anchors(self._runs_at(targets, sources, size))

    def content_pairs(self, allowed: Bool) -> list[Runs]:
        """Anchors on two neighbouring content words, whichever comes first."""
        batch = self.sequences.batch
        content = allowed & ~is_function_word(batch.tokens.folded)
        words = np.flatnonzero(content)
        first, second = words[:-1], words[1:]
        together = batch.part[first] == batch.part[second]
        first, second = first[together], second[together]
        keys = pair_keys(batch.tokens.folded[first], batch.tokens.folded[second])
        targets, sources = self._linked(keys, first, None)
        next_word = np.zeros(len(batch.tokens) + 1, np.int64)
        next_word[first] = second
        return [
            self._runs_at(targets, sources, 1),
            self._runs_at(next_word[targets], next_word[sources], 1),
        ]

    def _runs_at(self, targets: Int64, sources: Int64, size: int) -> Runs:
        return Runs(
            self.sequences.batch.position[targets],
            self.sequences.batch.position[sources],
            np.full(len(targets), size, np.int64),
        )

    def _linked(
        self, keys: UInt64, places: Int64, is_common: IsCommon | None
    ) -> tuple[Int64, Int64]:
        """Link each occurrence of a key to those in earlier documents of its group.

        In each earlier document it is linked to the occurrence of the same rank
        (the second to the second; so a document that repeats itself is aligned
        with its copy) and to the first few others.
        """
        nothing = np.zeros(0, np.int64)
        if len(places) < 2:
            return nothing, nothing
        document = self.sequences.batch.document[places]
        salted = keys + self.sequences.batch.group[document].astype(np.uint64) * _GROUP_SALT
        salted ^= salted >> np.uint64(29)
        salted *= _GROUP_SALT
        shared = np.flatnonzero(_in_two_documents(salted, document))
        if is_common is not None:
            # Asked only now, since it costs more than all before.
            shared = shared[~is_common(keys[shared])]
        salted, places, document = salted[shared], places[shared], document[shared]
        count = len(places)
        if count < 2:
            return nothing, nothing
        bits = np.uint64(count.bit_length())
        packed = (salted >> bits << bits) | np.arange(count, dtype=np.uint64)
        packed.sort()
        order = (packed & ((np.uint64(1) << bits) - np.uint64(1))).view(np.int64)
        packed >>= bits
        document = document[order]
        new_key = np.ones(count, bool)
        new_key[1:] = packed[1:] != packed[:-1]
        new_run = new_key.copy()
        new_run[1:] |= document[1:] != document[:-1]
        run_start = np.flatnonzero(new_run)
        run_stop = np.append(run_start[1:], count)
        run_of = np.cumsum(new_run) - 1
        is_open = np.ones(count, bool) if self.open_to is None else self.open_to[places[order]]
        key_of_run = np.cumsum(new_key)[run_start]
        rank = np.arange(count) - run_start[run_of]
        targets: list[Int64] = []
        sources: list[Int64] = []
        for back in range(1, self.earlier + 1):
            earlier = run_of - back
            exists = np.flatnonzero(
                is_open & (earlier >= 0) & (key_of_run[earlier] == key_of_run[run_of])
            )
            if not len(exists):
                break
            begin, stop = run_start[earlier[exists]], run_stop[earlier[exists]]
            same_rank = np.minimum(begin + rank[exists], stop - 1)
            targets.append(exists)
            sources.append(same_rank)
            for other in range(self.occurrences - 1):
                source = begin + other
                differs = (source < stop) & (source != same_rank)
                targets.append(exists[differs])
                sources.append(source[differs])
        if not targets:
            return nothing, nothing
        return places[order[np.concatenate(targets)]], places[order[np.concatenate(sources)]]


def _trimmed(batch: Batch, runs: Runs) -> Runs:
    """Take differing names and numbers off both ends of each run."""
    words = batch.tokens.folded
    targets, sources = batch.word_at[runs.targets], batch.word_at[runs.sources]
    ends = runs.sizes.copy()
    begins = np.zeros_like(ends)
    for _ in range(CLAUSE):
        differs = words[targets + ends - 1] != words[sources + ends - 1]
        ends -= differs
        differs = words[targets + begins] != words[sources + begins]
        begins += differs
    return Runs(runs.targets + begins, runs.sources + begins, ends - begins)


def _in_two_documents(keys: UInt64, document: np.ndarray[tuple[int], np.dtype[np.int32]]) -> Bool:
    """Leave out most keys that only one document has, before anything is sorted.

    A table remembers the first and the last document that wrote to a key's
    slot; where they are one, no other document can have the key.
    """
    bits = max(len(keys).bit_length() + 1, 8)
    slot = (keys >> np.uint64(64 - bits)).view(np.int64)
    table = np.empty(1 << bits, np.int32)
    table[slot] = document
    last = table[slot]
    table[slot[::-1]] = document[::-1]
    return np.asarray(table[slot] != last)
