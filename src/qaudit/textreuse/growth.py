"""Lengthening runs beyond the sequences they were found by.

A run goes on word by word at both ends. Where two words differ it may skip one
or two words on either side, if two words in a row agree after them: a word
that was replaced, left out or put in. So the phrases that everybody uses,
which cannot serve to find a passage, still belong to it once it is found.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from qaudit.textreuse.runs import Runs, join_runs
from qaudit.textreuse.tokens import Int64, UInt8, UInt32

_MOST_STEPS: Final = 16
_MOST_SKIPPED: Final = 2
# Words to skip in both texts: none, then the best first.
_SKIPS: Final[Int64] = np.array(
    [(0, 0), (1, 1), (1, 0), (0, 1), (2, 2), (2, 1), (1, 2), (2, 0), (0, 2)]
)


def grow(runs: Runs, words: UInt32) -> Runs:
    """Runs and what stands next to them; in no particular order, and some of it twice."""
    forward = np.ones(len(runs), np.int64)
    return join_runs(
        [
            runs,
            *_walk(
                words,
                np.concatenate((runs.targets + runs.sizes, runs.targets - 1)),
                np.concatenate((runs.sources + runs.sizes, runs.sources - 1)),
                np.concatenate((forward, -forward)),
            ),
        ]
    )


def _walk(words: UInt32, targets: Int64, sources: Int64, steps: Int64) -> list[Runs]:
    """What is met on walks from the given positions, each by steps of 1 or -1."""
    found: list[Runs] = []
    began = targets
    for _ in range(_MOST_STEPS):
        if not len(targets):
            break
        agrees = words[targets] == words[sources]
        stopped = np.flatnonzero(~agrees)
        if not len(stopped):
            targets, sources = targets + steps, sources + steps
            continue
        going = np.flatnonzero(agrees)
        at_targets, at_sources, ahead = targets[stopped], sources[stopped], steps[stopped]
        found.append(_walked(began[stopped], at_targets, at_sources, ahead))
        skip = _skips(words, at_targets, at_sources, ahead)
        again = np.flatnonzero(skip)
        ahead, (skip_targets, skip_sources) = ahead[again], _SKIPS[skip[again]].T
        skipped = at_targets[again] + ahead * skip_targets
        targets = np.concatenate((targets[going] + steps[going], skipped))
        sources = np.concatenate(
            (sources[going] + steps[going], at_sources[again] + ahead * skip_sources)
        )
        began = np.concatenate((began[going], skipped))
        steps = np.concatenate((steps[going], ahead))
    found.append(_walked(began, targets, sources, steps))
    return found


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
