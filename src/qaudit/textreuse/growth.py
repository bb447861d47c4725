"""Lengthening runs beyond the sequences they were found by.

A run goes on word by word at both ends. Where two words differ it may skip one
or two words on either side, if two words in a row agree after them: a word
that was replaced, left out or put in. So the phrases that everybody uses,
which cannot serve to find a passage, still belong to it once it is found.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.runs import Runs, join_runs
from qaudit.textreuse.tokens import Int64, UInt32

_MOST_STEPS: Final = 16
_MOST_SKIPPED: Final = 2
_SKIPS: Final = ((1, 1), (1, 0), (0, 1), (2, 2), (2, 1), (1, 2), (2, 0), (0, 2))


def grow(runs: Runs, words: UInt32) -> Runs:
    """Runs and what stands next to them; in no particular order, and some of it twice."""
    ends = runs.targets + runs.sizes
    forward = _Walk(words, 1).walk(ends, runs.sources + runs.sizes)
    backward = _Walk(words, -1).walk(runs.targets - 1, runs.sources - 1)
    return join_runs([runs, forward, backward])


@attrs.frozen(eq=False)
class _Walk:
    words: UInt32
    step: int

    def walk(self, targets: Int64, sources: Int64) -> Runs:
        """Walk from the given positions, away from the runs."""
        words, step = self.words, self.step
        found: list[Runs] = []
        began = targets
        for _ in range(_MOST_STEPS):
            if not len(targets):
                break
            agrees = words[targets] == words[sources]
            stopped = np.flatnonzero(~agrees)
            if len(stopped):
                at_targets, at_sources = targets[stopped], sources[stopped]
                found.append(self._walked(began[stopped], at_targets, at_sources))
                skip = self._skips(at_targets, at_sources)
                again = np.flatnonzero(skip[:, 0] + skip[:, 1])
                going = np.flatnonzero(agrees)
                skipped = at_targets[again] + step * skip[again, 0]
                targets = np.concatenate((targets[going] + step, skipped))
                sources = np.concatenate(
                    (sources[going] + step, at_sources[again] + step * skip[again, 1])
                )
                began = np.concatenate((began[going], skipped))
            else:
                targets, sources = targets + step, sources + step
        found.append(self._walked(began, targets, sources))
        return join_runs(found)

    def _skips(self, targets: Int64, sources: Int64) -> Int64:
        """For each walk, how many words to skip on both sides until two agree; 0, 0 for never."""
        words, step = self.words, self.step
        reach = range(_MOST_SKIPPED + 2)
        ahead_targets = [words[targets + step * offset] for offset in reach]
        ahead_sources = [words[sources + step * offset] for offset in reach]
        skip = np.zeros((len(targets), 2), np.int64)
        # The best is written last.
        for skip_target, skip_source in reversed(_SKIPS):
            again = ahead_targets[skip_target] == ahead_sources[skip_source]
            again &= ahead_targets[skip_target + 1] == ahead_sources[skip_source + 1]
            skip[np.flatnonzero(again)] = (skip_target, skip_source)
        return skip

    def _walked(self, began: Int64, targets: Int64, sources: Int64) -> Runs:
        """The runs from where each walk began up to where it now stands."""
        sizes = (targets - began) * self.step
        some = np.flatnonzero(sizes > 0)
        began, targets, sources, sizes = began[some], targets[some], sources[some], sizes[some]
        if self.step > 0:
            return Runs(began, sources - sizes, sizes)
        return Runs(targets + 1, sources + 1, sizes)
