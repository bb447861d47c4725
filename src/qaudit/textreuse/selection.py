"""Choosing the source: each word of a text belongs to one passage at most.

The passage with most matched words wins; between equals, the one whose source
is nearest before, and of sources of one day the child's own. What is left of the
others stands if it is enough by itself.
"""

from __future__ import annotations

import attrs
import numpy as np

from qaudit.textreuse.batch import Batch, words_to_match
from qaudit.textreuse.evidence import Evidence
from qaudit.textreuse.extension import Alignment, extend, grouped
from qaudit.textreuse.profiles import Profile
from qaudit.textreuse.runs import Runs, join_runs
from qaudit.textreuse.tokens import Bool, Float, Int32, Int64


@attrs.frozen(eq=False)
class Written:
    """Of each document of a batch a number for its case, and the place of its day among days."""

    cases: Int64
    days: Int64


def passages_of(
    batch: Batch,
    runs: Runs,
    profile: Profile,
    barred: Bool | None = None,
    taken: Bool | None = None,
    evidence: Evidence | None = None,
    written: Written | None = None,
) -> Alignment:
    """The passages that *runs* amount to: no two overlap in a target, none straddles a part.

    Args:
        batch: The words.
        runs: What they share.
        profile: How far to join and how much to ask for.
        barred: For each word, whether it may not be matched (a form's).
        taken: For each word, whether it belongs to a passage already.
        evidence: Weighs what everybody writes; None where nothing is known of it.
        written: Whose each document is, and of which day; None where it is not known.
    """
    passages = extend(runs, profile, words_to_match(batch, barred))
    if evidence is not None:
        least = evidence.factor * profile.words
        passages = passages.only(_telling(passages, evidence) >= least)
    passages = passages.only(_long_enough(batch, passages, profile))
    passages = _cut_at_parts(batch, passages)
    passages = passages.only(passages.words >= profile.fragment)
    return _without_overlap(batch, passages, profile, taken, written)


def _telling(passages: Alignment, evidence: Evidence) -> Float:
    """The words that each passage amounts to."""
    return np.asarray(np.bincount(passages.label, evidence.of(passages.runs), len(passages)))


def _long_enough(batch: Batch, passages: Alignment, profile: Profile) -> Bool:
    tokens = batch.tokens
    enough = np.ones(len(passages), bool)
    for starts, ends in (
        (passages.target_starts, passages.target_ends),
        (passages.source_starts, passages.source_ends),
    ):
        length = tokens.ends[ends - 1] - tokens.starts[starts]
        enough &= length >= profile.characters
    return enough


def _cut_at_parts(batch: Batch, passages: Alignment) -> Alignment:
    """Cut each passage where its target or its source goes over to another part."""
    runs = passages.runs
    parts = int(batch.part.max()) + 1
    target_part = batch.part[runs.targets]
    source_part = batch.part[runs.sources]
    return grouped(runs, (passages.label * parts + target_part) * parts + source_part)


def _without_overlap(
    batch: Batch,
    passages: Alignment,
    profile: Profile,
    taken: Bool | None,
    written: Written | None,
) -> Alignment:
    count = len(passages)
    if not count or (count == 1 and taken is None):
        return passages
    begin = passages.target_starts
    end = begin + passages.target_ends - passages.target_starts
    source, target = batch.document[passages.source_starts], batch.document[passages.target_starts]
    another = days = np.zeros(count, np.int64)
    if written is not None:
        another = (written.cases[source] != written.cases[target]).astype(np.int64)
        days = written.days[source]
    ranking = np.lexsort(
        (
            passages.source_starts,
            passages.target_starts,
            -source,
            another,
            -days,
            -passages.words,
        )
    )
    owner = np.full(len(batch.tokens) + 1, -1, np.int32)
    worst_first = ranking[::-1]
    for number, first, stop in zip(
        worst_first.tolist(), begin[worst_first].tolist(), end[worst_first].tolist(), strict=True
    ):
        owner[first:stop] = number
    if taken is not None:
        owner[:-1][taken] = -1
    owned = np.bincount(owner[np.flatnonzero(owner >= 0)], minlength=count)
    intact = owned == end - begin
    if intact.all():
        return passages
    return _together(passages.only(intact), _remains(batch, passages, ~intact, owner, profile))


def _remains(
    batch: Batch, passages: Alignment, damaged: Bool, owner: Int32, profile: Profile
) -> Alignment:
    """What the damaged passages still own, one passage for each stretch."""
    runs = passages.runs
    chosen = damaged[passages.label]
    label, runs = passages.label[chosen], runs.only(chosen)
    total = int(runs.sizes.sum())
    run = np.repeat(np.arange(len(runs)), runs.sizes)
    offset = np.arange(total) - (np.cumsum(runs.sizes) - runs.sizes)[run]
    targets, sources = runs.targets[run] + offset, runs.sources[run] + offset
    mine = owner[targets] == label[run]
    word = targets[mine]
    stretch = np.cumsum(owner[1:] != owner[:-1])[word - 1]
    single = Runs(targets[mine], sources[mine], np.ones(int(mine.sum()), np.int64))
    left = grouped(single, stretch)
    left = left.only(left.words >= profile.words)
    return left.only(_long_enough(batch, left, profile))


def _together(one: Alignment, other: Alignment) -> Alignment:
    runs = join_runs((one.runs, other.runs))
    return grouped(runs, np.concatenate((one.label, other.label + len(one))))
