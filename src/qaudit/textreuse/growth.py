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
from qaudit.textreuse.tokens import Bool, Int64

_MOST_STEPS: Final = 24
_SKIPS: Final = ((1, 1), (1, 0), (0, 1), (2, 2), (2, 1), (1, 2), (2, 0), (0, 2))


def grow(runs: Runs, line: WordLine) -> Runs:
    """Runs and what stands next to them; in no particular order, and some of it twice."""
    ends = runs.targets + runs.sizes
    forward = _Walk(line, runs, 1).walk(ends, runs.sources + runs.sizes)
    backward = _Walk(line, runs, -1).walk(runs.targets - 1, runs.sources - 1)
    return join_runs([runs, forward, backward])


@attrs.frozen(eq=False)
class _Walk:
    line: WordLine
    runs: Runs
    step: int

    def walk(self, targets: Int64, sources: Int64) -> Runs:
        """Walk from the given positions, away from the runs."""
        step = self.step
        target_part = self.line.part[self.runs.targets]
        source_part = self.line.part[self.runs.sources]
        found: list[Runs] = []
        began = targets
        for _ in range(_MOST_STEPS):
            agrees = self._agrees(targets, sources, target_part, source_part)
            stopped = np.flatnonzero(~agrees)
            skipped_targets, skipped_sources, found_again = self._skips(
                targets[stopped], sources[stopped], target_part[stopped], source_part[stopped]
            )
            if len(stopped):
                found.append(self._walked(began[stopped], targets[stopped], sources[stopped]))
            targets = targets + step * agrees
            sources = sources + step * agrees
            again = stopped[found_again]
            targets[again], sources[again] = skipped_targets, skipped_sources
            began = began.copy()
            began[again] = skipped_targets
            going = agrees
            going[again] = True
            targets, sources, began = targets[going], sources[going], began[going]
            target_part, source_part = target_part[going], source_part[going]
            if not len(targets):
                break
        found.append(self._walked(began, targets, sources))
        return join_runs(found)

    def _agrees(
        self, targets: Int64, sources: Int64, target_part: Int64, source_part: Int64
    ) -> Bool:
        line = self.line
        agrees = line.same(targets, sources)
        agrees &= line.part[targets] == target_part
        agrees &= line.part[sources] == source_part
        return agrees

    def _skips(
        self, targets: Int64, sources: Int64, target_part: Int64, source_part: Int64
    ) -> tuple[Int64, Int64, Int64]:
        """Where two words agree again after a skip, and for which of the walks."""
        step = self.step
        found = np.full(len(targets), -1)
        for number, (skip_target, skip_source) in enumerate(_SKIPS):
            left = np.flatnonzero(found < 0)
            target = targets[left] + step * skip_target
            source = sources[left] + step * skip_source
            again = self._agrees(target, source, target_part[left], source_part[left])
            left, target, source = left[again], target[again], source[again]
            again = self._agrees(target + step, source + step, target_part[left], source_part[left])
            found[left[again]] = number
        which = np.flatnonzero(found >= 0)
        skip = step * _SKIP_ARRAY[found[which]]
        return targets[which] + skip[:, 0], sources[which] + skip[:, 1], which

    def _walked(self, began: Int64, targets: Int64, sources: Int64) -> Runs:
        """The runs from where each walk began up to where it now stands."""
        sizes = (targets - began) * self.step
        some = sizes > 0
        began, targets, sources, sizes = began[some], targets[some], sources[some], sizes[some]
        if self.step > 0:
            return Runs(began, sources - sizes, sizes)
        return Runs(targets + 1, sources + 1, sizes)


_SKIP_ARRAY: Final = np.array(_SKIPS, np.int64)
