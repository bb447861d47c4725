"""Anchors: the short word sequences that documents of one group share."""

from __future__ import annotations

from typing import Final

import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.function_words import is_function_word
from qaudit.textreuse.grams import pair_keys, sequence_keys, sequence_keys_at, telling
from qaudit.textreuse.linking import Linker
from qaudit.textreuse.profiles import Profile
from qaudit.textreuse.runs import Runs, join_runs, merge_anchors
from qaudit.textreuse.sample import NAMES, PASSAGE, PHRASE, open_words
from qaudit.textreuse.sequences import Sequences, Standing
from qaudit.textreuse.tokens import NUMBER, Bool, Int64

_CLAUSE: Final = 5
_LEAST_PLAIN: Final = 3
_NEAR_BITS: Final = 6
_CELLS: Final = (1 << 18) - 1
_ODD: Final = 0x9E3779B1


def find_runs(batch: Batch, profile: Profile) -> Runs:
    """The stretches that documents share with earlier ones of their group.

    Every sequence is tried: for two texts, of which nothing else is known.

    Args:
        batch: The documents.
        profile: Which sequences serve.

    Returns:
        Runs at word positions of the batch.
    """
    tokens = batch.tokens
    linker = Linker(batch, profile.occurrences)
    size = profile.sequence
    usable = telling(tokens.flags, size, min(size, 2), NUMBER) & batch.whole(size)
    places = np.flatnonzero(usable)
    found = [linker.anchors(sequence_keys(tokens.folded, size)[places], places, size)]
    if profile.names:
        # Five words with names and numbers left open, where enough is left.
        usable = telling(tokens.flags, _CLAUSE, _LEAST_PLAIN, NAMES) & batch.whole(_CLAUSE)
        places = np.flatnonzero(usable & ~telling(tokens.flags, _CLAUSE, _CLAUSE, NAMES))
        keys = sequence_keys_at(open_words(tokens), _CLAUSE, places)
        found.append(_trimmed(batch, linker.anchors(keys, places, _CLAUSE)))
    if profile.content_pairs:
        found.extend(_content_pairs(linker, batch.part >= 0))
    return merge_anchors(join_runs(found))


def find_sampled_runs(
    sequences: Sequences,
    profile: Profile,
    *,
    standing: Standing,
    barred: Bool,
    open_to: Bool | None = None,
    earlier: int = 3,
) -> Runs:
    """The stretches that documents share with earlier ones of their group.

    Only the sample is tried: `grow` finds what stands between.

    Args:
        sequences: Those of the batch.
        profile: Which sequences serve.
        standing: Those that are standing phrases and say nothing.
        barred: For each word, whether no match may begin there (a form's words).
        open_to: For each word, whether it may be found copied; None for all.
        earlier: Documents to which each occurrence is linked, at most.

    Returns:
        Runs at word positions of the batch.
    """
    batch = sequences.batch
    linker = Linker(batch, profile.occurrences, earlier, open_to)
    found = []
    if profile.names:
        tried = np.flatnonzero(~barred[sequences.phrases])
        keys = batch.sample.phrases[tried]
        tried = tried.compress(~standing.is_common(keys))
        keys = batch.sample.phrases[tried]
        found.append(_trimmed(batch, linker.anchors(keys, sequences.phrases[tried], PHRASE)))
    # Where everybody's phrases follow each other, eight words still say something.
    tried = np.flatnonzero(~(standing.passages | barred[sequences.passages]))
    keys = batch.sample.passages[tried]
    found.append(_trimmed(batch, linker.anchors(keys, sequences.passages[tried], PASSAGE)))
    if profile.content_pairs:
        found.extend(_content_pairs(linker, ~barred & (batch.part >= 0)))
    runs = merge_anchors(join_runs(found))
    return runs.only(np.flatnonzero((runs.sizes > PHRASE) | _accompanied(runs)))


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


def _content_pairs(linker: Linker, allowed: Bool) -> list[Runs]:
    """Anchors on two neighbouring content words, whichever comes first."""
    batch = linker.batch
    words = np.flatnonzero(allowed & ~is_function_word(batch.tokens.folded))
    first, second = words[:-1], words[1:]
    together = np.flatnonzero(batch.part[first] == batch.part[second])
    first, second = first[together], second[together]
    keys = pair_keys(batch.tokens.folded[first], batch.tokens.folded[second])
    targets, sources = linker.linked(keys, first)
    next_word = np.zeros(len(batch.tokens), np.int64)
    next_word[first] = second
    single = np.ones(len(targets), np.int64)
    return [
        Runs(targets, sources, single),
        Runs(next_word[targets], next_word[sources], single),
    ]


def _trimmed(batch: Batch, runs: Runs) -> Runs:
    """Take differing names and numbers off both ends of each run."""
    words = batch.tokens.folded
    targets, sources = runs.targets, runs.sources
    ends = runs.sizes.copy()
    begins = np.zeros_like(ends)
    for _ in range(PASSAGE):
        differs = words[targets + ends - 1] != words[sources + ends - 1]
        ends -= differs
        differs = words[targets + begins] != words[sources + begins]
        begins += differs
    return Runs(runs.targets + begins, runs.sources + begins, ends - begins)
