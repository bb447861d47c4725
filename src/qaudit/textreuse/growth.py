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

from qaudit.textreuse.batch import WordLine
from qaudit.textreuse.runs import Runs, join_runs
from qaudit.textreuse.tokens import Int64

_MOST_STEPS: Final = 16
_SKIPS: Final = ((1, 1), (1, 0), (0, 1), (2, 2), (2, 1), (1, 2), (2, 0), (0, 2))


def grow(runs: Runs, line: WordLine) -> Runs:
    """Runs and what stands next to them; in no particular order, and some of it twice."""
    ends = runs.targets + runs.sizes
    forward = _Walk(line, 1).walk(ends, runs.sources + runs.sizes)
    backward = _Walk(line, -1).walk(runs.targets - 1, runs.sources - 1)
    return join_runs([runs, forward, backward])


@attrs.frozen(eq=False)
class _Walk:
    line: WordLine
    step: int

    def walk(self, targets: Int64, sources: Int64) -> Runs:
        """Walk from the given positions, away from the runs."""
        words, step = self.line.words, self.step
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
        pairs, step = self.line.pairs, self.step
        # Looking back, a pair is found by the word that stands first in the text.
        begin = 0 if step > 0 else -1
        skip = np.zeros((len(targets), 2), np.int64)
        left = np.arange(len(targets))
        for skip_target, skip_source in _SKIPS:
            again = (
                pairs[targets[left] + (step * skip_target + begin)]
                == pairs[sources[left] + (step * skip_source + begin)]
            )
            skip[left[again]] = (skip_target, skip_source)
            left = left[~again]
        return skip

    def _walked(self, began: Int64, targets: Int64, sources: Int64) -> Runs:
        """The runs from where each walk began up to where it now stands."""
        sizes = (targets - began) * self.step
        some = sizes > 0
        began, targets, sources, sizes = began[some], targets[some], sources[some], sizes[some]
        if self.step > 0:
            return Runs(began, sources - sizes, sizes)
        return Runs(targets + 1, sources + 1, sizes)
