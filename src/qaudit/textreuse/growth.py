"""Lengthening runs beyond the sequences they were found by.

A run goes on word by word at both ends, for 64 words at most. Where two words
differ it may skip one or two words on either side, if two words in a row agree
after them: a word that was replaced, left out or put in. So the phrases that
everybody uses, which cannot serve to find a passage, still belong to it once
it is found.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from qaudit.textreuse.runs import Runs, join_runs
from qaudit.textreuse.tokens import Int64, UInt8, UInt32

_STRIDE: Final = 8
_MOST_STRIDES: Final = 8
_FAR_AWAY: Final = 1 << 40
_MOST_SKIPPED: Final = 2
# Words to skip in both texts: none, then the best first.
_SKIPS: Final[Int64] = np.array(
    [(0, 0), (1, 1), (1, 0), (0, 1), (2, 2), (2, 1), (1, 2), (2, 0), (0, 2)]
)


def grow(runs: Runs, words: UInt32) -> Runs:
    """Runs and what stands next to them; in no particular order, and some of it twice.

    Args:
        runs: As `merge_anchors` gives them: those of one diagonal next to each other, in order.
        words: The words that the runs' positions count.
    """
    ends = runs.targets + runs.sizes
    diagonal = runs.targets - runs.sources
    # What lies beyond the next run of the diagonal is for that one to find.
    again = diagonal[1:] == diagonal[:-1]
    upto, downto = np.full(len(runs), len(words)), np.full(len(runs), -1)
    upto[:-1][again] = runs.targets[1:][again]
    downto[1:][again] = ends[:-1][again] - 1
    forward = np.ones(len(runs), np.int64)
    return join_runs(
        [
            runs,
            *_walk(
                words,
                np.concatenate((ends, runs.targets - 1)),
                np.concatenate((runs.sources + runs.sizes, runs.sources - 1)),
                np.concatenate((forward, -forward)),
                np.concatenate((upto, downto)),
            ),
        ]
    )


def _walk(words: UInt32, targets: Int64, sources: Int64, steps: Int64, bounds: Int64) -> list[Runs]:
    """What is met on walks from the given positions, each by steps of 1 or -1 up to its bound."""
    found: list[Runs] = []
    began = targets
    for _ in range(_MOST_STRIDES):
        if not len(targets):
            break
        agreed = _agreed(words, targets, sources, steps, bounds)
        targets, sources = targets + steps * agreed, sources + steps * agreed
        going, stopped = np.flatnonzero(agreed == _STRIDE), np.flatnonzero(agreed < _STRIDE)
        at_targets, at_sources, ahead = targets[stopped], sources[stopped], steps[stopped]
        bound = bounds[stopped]
        found.append(_walked(began[stopped], at_targets, at_sources, ahead))
        skip = _skips(words, at_targets, at_sources, ahead)
        again = np.flatnonzero((skip > 0) & (at_targets != bound))
        ahead, bound = ahead[again], bound[again]
        skip_targets, skip_sources = _SKIPS[skip[again]].T
        skipped = at_targets[again] + ahead * skip_targets
        # Another diagonal has no bound; nor has a walk that has skipped its own.
        free = (skip_targets != skip_sources) | ((bound - skipped) * ahead < 0)
        targets = np.concatenate((targets[going], skipped))
        sources = np.concatenate((sources[going], at_sources[again] + ahead * skip_sources))
        began = np.concatenate((began[going], skipped))
        bounds = np.concatenate((bounds[going], np.where(free, ahead * _FAR_AWAY, bound)))
        steps = np.concatenate((steps[going], ahead))
    found.append(_walked(began, targets, sources, steps))
    return found


def _agreed(words: UInt32, targets: Int64, sources: Int64, steps: Int64, bounds: Int64) -> Int64:
    """How many words agree from where each walk stands, up to its bound and to a stride."""
    ahead = np.arange(_STRIDE)
    reach = steps[:, np.newaxis] * ahead
    agree = np.ones((len(targets), _STRIDE + 1), bool)
    np.equal(
        words[targets[:, np.newaxis] + reach],
        words[sources[:, np.newaxis] + reach],
        out=agree[:, :_STRIDE],
    )
    agree[:, _STRIDE] = False
    agree[:, :_STRIDE] &= ahead < (steps * (bounds - targets))[:, np.newaxis]
    return np.asarray(np.argmin(agree, axis=1))


def _skips(words: UInt32, targets: Int64, sources: Int64, steps: Int64) -> UInt8:
    """For each walk, which of `_SKIPS` to do, so that two words agree; the first for none."""
    reach = [steps * offset for offset in range(_MOST_SKIPPED + 2)]
    ahead_targets = [words[targets + offset] for offset in reach]
    ahead_sources = [words[sources + offset] for offset in reach]
    skip = np.zeros(len(targets), np.uint8)
    # The best is written last.
    for number in range(len(_SKIPS) - 1, 0, -1):
        skip_target, skip_source = _SKIPS[number].tolist()
        again = ahead_targets[skip_target] == ahead_sources[skip_source]
        again &= ahead_targets[skip_target + 1] == ahead_sources[skip_source + 1]
        np.copyto(skip, number, where=again)
    return skip


def _walked(began: Int64, targets: Int64, sources: Int64, steps: Int64) -> Runs:
    """The runs from where each walk began up to where it now stands."""
    sizes = (targets - began) * steps
    some = np.flatnonzero(sizes > 0)
    began, targets, sources = began[some], targets[some], sources[some]
    sizes, forward = sizes[some], steps[some] > 0
    return Runs(
        np.where(forward, began, targets + 1),
        np.where(forward, sources - sizes, sources + 1),
        sizes,
    )
