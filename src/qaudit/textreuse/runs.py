"""Runs: stretches of words that stand in two documents, in columns."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from qaudit.textreuse.tokens import Bool, Int64


@attrs.frozen(eq=False)
class Runs:
    """Stretches of words that stand in both texts, one entry a stretch.

    A run of ``sizes`` words begins at ``targets`` in the later text and at
    ``sources`` in the earlier one.
    """

    targets: Int64
    sources: Int64
    sizes: Int64

    def __len__(self) -> int:
        return len(self.targets)

    def only(self, chosen: Bool | Int64) -> Runs:
        """The runs that *chosen* (a mask or indices) picks out."""
        if chosen.dtype == bool:
            chosen = np.flatnonzero(chosen)  # several times faster than a mask
        return Runs(self.targets[chosen], self.sources[chosen], self.sizes[chosen])


def merge_anchors(anchors: Runs) -> Runs:
    """Join anchors that overlap or touch on one diagonal to the longest runs."""
    if not len(anchors):
        return anchors
    diagonal = anchors.targets - anchors.sources
    order = np.argsort(((diagonal - diagonal.min()) << 32) + anchors.targets, kind="stable")
    diagonal = diagonal[order]
    start = anchors.targets[order]
    end = start + anchors.sizes[order]
    shift = (diagonal - diagonal[0]) * (int(end.max()) + 1)
    reach = np.maximum.accumulate(end + shift)
    new = np.ones(len(start), bool)
    new[1:] = (start + shift)[1:] > reach[:-1]
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(start)) - 1
    return Runs(start[first], start[first] - diagonal[first], (reach - shift)[last] - start[first])


def join_runs(parts: Sequence[Runs]) -> Runs:
    """The runs of all *parts*."""
    return Runs(
        np.concatenate([part.targets for part in parts]),
        np.concatenate([part.sources for part in parts]),
        np.concatenate([part.sizes for part in parts]),
    )
