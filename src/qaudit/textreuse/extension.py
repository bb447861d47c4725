"""From anchors to passages: join what lies close together in both texts.

Positions count words; the caller leaves a gap between two texts, or two parts
of one text, that is wider than any join, so that nothing straddles them.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.growth import grow
from qaudit.textreuse.profiles import Profile
from qaudit.textreuse.runs import Runs, merge_anchors
from qaudit.textreuse.tokens import Bool, Int64, UInt32

_MOST_NEIGHBOURS: Final = 256
_MOST_LOOSE_ENDS: Final = 4
_LOOSE: Final = 0.3


def close_groups(
    targets: Int64, target_ends: Int64, sources: Int64, source_ends: Int64, gap: int
) -> Int64:
    """Number the groups of boxes that lie within *gap* words in both texts.

    Boxes must be sorted by ``targets``. Two boxes are in one group where a
    chain of boxes leads from one to the other.
    """
    count = len(targets)
    label = np.arange(count)
    lefts: list[Int64] = []
    rights: list[Int64] = []
    active = np.arange(max(count - 1, 0))
    for step in range(1, _MOST_NEIGHBOURS):
        active = active[active + step < count]
        other = active + step
        near = targets[other] - target_ends[active] <= gap
        active, other = active.compress(near), other.compress(near)
        if not len(active):
            break
        joined = (sources[other] - source_ends[active] <= gap) & (
            sources[active] - source_ends[other] <= gap
        )
        lefts.append(active.compress(joined))
        rights.append(other.compress(joined))
    if not lefts:
        return label
    left, right = np.concatenate(lefts), np.concatenate(rights)
    while True:
        lowest = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, left, lowest)
        np.minimum.at(label, right, lowest)
        label = label[label]
        if np.array_equal(before, label):
            return label


def covered(groups: Int64, starts: Int64, sizes: Int64, count: int) -> Int64:
    """How many words the boxes of each group cover, each word counted once."""
    if not len(groups):
        return np.zeros(count, np.int64)
    span = int((starts + sizes).max()) + 1
    shifted = starts + groups * span
    order = np.argsort(shifted, kind="stable")
    begin = shifted[order]
    end = begin + sizes[order]
    reach = np.maximum.accumulate(end)
    fresh = end.copy()
    fresh[1:] = np.maximum(end[1:], reach[:-1])
    before = begin.copy()
    before[1:] = np.maximum(begin[1:], reach[:-1])
    return np.bincount(groups[order], np.maximum(fresh - before, 0), count).astype(np.int64)


@attrs.frozen(eq=False)
class Alignment:
    """Passages, and the runs they consist of.

    ``label`` gives for each run the passage it belongs to. Of each passage:
    the box from ``target_starts`` up to ``target_ends`` and ``source_starts``
    up to ``source_ends``, and ``words``, the words matched.
    """

    runs: Runs
    label: Int64
    target_starts: Int64
    target_ends: Int64
    source_starts: Int64
    source_ends: Int64
    target_words: Int64
    source_words: Int64

    def __len__(self) -> int:
        return len(self.target_starts)

    @property
    def words(self) -> Int64:
        return np.minimum(self.target_words, self.source_words)

    def only(self, chosen: Bool) -> Alignment:
        """The passages for which *chosen* is true, and their runs."""
        inside = np.flatnonzero(chosen[self.label])
        number = np.cumsum(chosen) - 1
        left = np.flatnonzero(chosen)
        return Alignment(
            self.runs.only(inside),
            number[self.label[inside]],
            self.target_starts[left],
            self.target_ends[left],
            self.source_starts[left],
            self.source_ends[left],
            self.target_words[left],
            self.source_words[left],
        )


def grouped(runs: Runs, groups: Int64) -> Alignment:
    """One passage for each value of *groups* (one a run), ordered by target."""
    order = np.argsort(groups, kind="stable")
    groups = groups[order]
    runs = runs.only(order)
    new = np.ones(len(groups), bool)
    new[1:] = groups[1:] != groups[:-1]
    label = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    count = len(first)
    if not count:
        nothing = np.zeros(0, np.int64)
        return Alignment(runs, label, *[nothing] * 6)
    starts = np.minimum.reduceat(runs.targets, first)
    rank = np.argsort(starts, kind="stable")
    place = np.empty(count, np.int64)
    place[rank] = np.arange(count)
    label = place[label]
    return Alignment(
        runs,
        label,
        starts[rank],
        np.maximum.reduceat(runs.targets + runs.sizes, first)[rank],
        np.minimum.reduceat(runs.sources, first)[rank],
        np.maximum.reduceat(runs.sources + runs.sizes, first)[rank],
        covered(label, runs.targets, runs.sizes, count),
        covered(label, runs.sources, runs.sizes, count),
    )


def _each_by_itself(runs: Runs) -> Alignment:
    """One passage for each run, ordered by target."""
    runs = runs.only(np.argsort(runs.targets, kind="stable"))
    return Alignment(
        runs,
        np.arange(len(runs)),
        runs.targets,
        runs.targets + runs.sizes,
        runs.sources,
        runs.sources + runs.sizes,
        runs.sizes,
        runs.sizes,
    )


def _joined(alignment: Alignment, gap: int) -> Alignment:
    label = close_groups(
        alignment.target_starts,
        alignment.target_ends,
        alignment.source_starts,
        alignment.source_ends,
        gap,
    )
    return grouped(alignment.runs, label[alignment.label])


def _without_loose_ends(fragments: Alignment, profile: Profile) -> Alignment:
    """Leave out fragments that would stand at the end of a much denser passage.

    A few words a long way from a passage that is otherwise word for word are
    there by chance; the same few words in a passage edited all over are not.
    """
    for _ in range(_MOST_LOOSE_ENDS):
        group = close_groups(
            fragments.target_starts,
            fragments.target_ends,
            fragments.source_starts,
            fragments.source_ends,
            profile.far,
        )
        loose = np.zeros(len(fragments), bool)
        for starts, ends in (
            (fragments.target_starts, fragments.target_ends),
            (fragments.source_starts, fragments.source_ends),
        ):
            loose |= _loose(group, starts, ends, fragments.words)
            loose |= _loose(group, -ends, -starts, fragments.words)
        if not loose.any():
            break
        fragments = fragments.only(~loose)
    return fragments


def _loose(group: Int64, starts: Int64, ends: Int64, words: Int64) -> Bool:
    """Whether each box is the first of its group and thin beside the rest."""
    loose = np.zeros(len(group), bool)
    order = np.lexsort((starts, group))
    group, starts, ends, words = group[order], starts[order], ends[order], words[order]
    new = np.ones(len(group), bool)
    new[1:] = group[1:] != group[:-1]
    first = np.flatnonzero(new)
    if not len(first):
        return loose
    size = np.diff(np.append(first, len(group)))
    total = np.add.reduceat(words, first)
    last = np.maximum.reduceat(ends, first)
    several = size > 1
    first, total, last = first[several], total[several], last[several]
    own = words[first]
    with_gap = np.maximum(starts[first + 1] - starts[first], own)
    rest_span = last - starts[first + 1]
    loose[order[first]] = own * rest_span < _LOOSE * with_gap * (total - own)
    return loose


def extend(runs: Runs, profile: Profile, words: UInt32) -> Alignment:
    """Join runs to fragments, fragments to passages, and drop what is too little.

    Args:
        runs: In any order.
        words: The words that the runs' positions count.
        profile: How far to join and how much to ask for, in words; the least
            number of characters is for the caller to ask.
    """
    runs = merge_anchors(grow(runs, words))
    fragments = _joined(_each_by_itself(runs), profile.near)
    fragments = fragments.only(fragments.words >= profile.fragment)
    passages = _joined(_without_loose_ends(fragments, profile), profile.far)
    target_density = passages.target_words / (passages.target_ends - passages.target_starts)
    source_density = passages.source_words / (passages.source_ends - passages.source_starts)
    density = np.minimum(target_density, source_density)
    # A few words scattered over a long stretch are there by chance: the thinner a
    # passage is, the more words it needs.
    return passages.only(
        (passages.words >= profile.words)
        & (density >= profile.density)
        & (passages.words * density >= profile.weight)
    )
