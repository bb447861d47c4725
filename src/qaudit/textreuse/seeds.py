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
from qaudit.textreuse.grams import in_order_of_keys, in_two, pair_keys, sequence_keys, telling
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
from qaudit.textreuse.tokens import NUMBER, Bool, Int64, UInt32

_GROUP_SALT: Final = np.uint32(0x9E3779B1)
_NEAR_BITS: Final = 6
_CELLS: Final = (1 << 18) - 1
_ODD: Final = 0x9E3779B1
_FREQUENT: Final = 256
_SECOND_SIEVE: Final = np.uint32(0x8CB92BA7)


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
    phrases = np.flatnonzero(usable & sequences.whole(size))
    if common is not None and size == PHRASE:
        phrases = phrases[np.flatnonzero(~common.phrases(keys[phrases]))]
    found = [linker.anchors(keys, phrases, size)]
    if profile.names:
        keys = sequences.clauses
        usable = sequences.clause_is_telling & sequences.clause_has_names & allowed[: len(keys)]
        usable = usable if every else usable & in_sample(keys)
        clauses = np.flatnonzero(usable & sequences.whole(CLAUSE))
        if common is not None:
            clauses = clauses[np.flatnonzero(~common.clauses(keys[clauses]))]
        found.append(_trimmed(batch, linker.anchors(keys, clauses, CLAUSE)))
    if common is not None:
        # Where everybody's phrases follow each other, eight words still say something.
        keys = sequences.passages
        usable = sequences.clause_is_telling[: len(keys)] & allowed[: len(keys)]
        usable &= in_sample(keys)
        passages = np.flatnonzero(usable & sequences.whole(PASSAGE))
        found.append(_trimmed(batch, linker.anchors(keys, passages, PASSAGE, common.passages)))
    if profile.content_pairs:
        found.extend(linker.content_pairs(allowed))
    runs = merge_anchors(join_runs(found))
    return runs if every else runs.only(np.flatnonzero((runs.sizes >= CLAUSE) | _accompanied(runs)))


def _accompanied(runs: Runs) -> Bool:
    """Whether there is another run not far from each, in both texts."""
    across = runs.targets >> _NEAR_BITS
    along = (runs.targets - runs.sources) >> _NEAR_BITS

    def cell(right: int, up: int) -> Int64:
        return np.asarray((across + right) * _ODD + along + up & _CELLS)

    runs_in_cell = np.bincount(cell(0, 0), minlength=_CELLS + 1)
    around = np.zeros(len(runs), np.int64)
    for right in (-1, 0, 1):
        for up in (-1, 0, 1):
            around += runs_in_cell[cell(right, up)]
    return np.asarray(around > 1)


@attrs.frozen(eq=False)
class _Linker:
    """Links the occurrences of keys in one batch."""

    sequences: Sequences
    occurrences: int
    earlier: int
    open_to: Bool | None

    def anchors(
        self, keys: UInt32, places: Int64, size: int, is_common: IsCommon | None = None
    ) -> Runs:
        """Anchors of one kind of sequence, merged to runs.

        Args:
            keys: The key of the sequence that begins at each word.
            places: Those that serve.
            size: How many words each has.
            is_common: Tells which say nothing; it is asked only of what is linked.
        """
        targets, sources = self._linked(keys[places], places)
        if is_common is not None:
            left = np.flatnonzero(~is_common(keys[targets]))
            targets, sources = targets[left], sources[left]
        # Two sequences can have one key by chance.
        for offset in range(size):
            same = np.flatnonzero(self._agree(targets + offset, sources + offset))
            if len(same) < len(targets):
                targets, sources = targets[same], sources[same]
        return merge_anchors(Runs(targets, sources, np.full(len(targets), size, np.int64)))

    def _agree(self, targets: Int64, sources: Int64) -> Bool:
        """Whether words are the same, or names or numbers both."""
        folded, opened = self.sequences.batch.tokens.folded, self.sequences.open_words
        same = folded[targets] == folded[sources]
        differing = np.flatnonzero(~same)
        same[differing] = opened[targets[differing]] == opened[sources[differing]]
        return np.asarray(same)

    def content_pairs(self, allowed: Bool) -> list[Runs]:
        """Anchors on two neighbouring content words, whichever comes first."""
        batch = self.sequences.batch
        content = allowed & (batch.part >= 0) & ~is_function_word(batch.tokens.folded)
        words = np.flatnonzero(content)
        first, second = words[:-1], words[1:]
        together = np.flatnonzero(batch.part[first] == batch.part[second])
        first, second = first[together], second[together]
        keys = pair_keys(batch.tokens.folded[first], batch.tokens.folded[second])
        targets, sources = self._linked(keys, first)
        next_word = np.zeros(len(batch.tokens), np.int64)
        next_word[first] = second
        single = np.ones(len(targets), np.int64)
        return [
            Runs(targets, sources, single),
            Runs(next_word[targets], next_word[sources], single),
        ]

    def _linked(self, keys: UInt32, places: Int64) -> tuple[Int64, Int64]:
        """Link each occurrence of a key to those in earlier documents of its group.

        In each earlier document it is linked to the occurrence of the same rank
        (the second to the second; so a document that repeats itself is aligned
        with its copy) and to the first few others. One that a document has over
        and over is linked to that of the same rank alone, if there is one.
        """
        batch = self.sequences.batch
        salt = batch.group.astype(np.uint32) * _GROUP_SALT
        document = batch.document[places]
        salted = keys + salt[document]
        left = in_two(salted, document, len(batch.group))
        salted, places, document = salted[left], places[left], document[left]
        # What is left is sifted again, by other bits.
        left = in_two(salted * _SECOND_SIEVE, document, len(batch.group))
        left = left[in_order_of_keys(salted[left])]
        salted, places, document = salted[left], places[left], document[left]
        count = len(places)
        new_key = np.ones(count, bool)
        new_key[1:] = salted[1:] != salted[:-1]
        group = batch.group[document]
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


def _trimmed(batch: Batch, runs: Runs) -> Runs:
    """Take differing names and numbers off both ends of each run."""
    words = batch.tokens.folded
    targets, sources = runs.targets, runs.sources
    ends = runs.sizes.copy()
    begins = np.zeros_like(ends)
    for _ in range(CLAUSE):
        differs = words[targets + ends - 1] != words[sources + ends - 1]
        ends -= differs
        differs = words[targets + begins] != words[sources + begins]
        begins += differs
    return Runs(runs.targets + begins, runs.sources + begins, ends - begins)
