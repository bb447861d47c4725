"""One text against another."""

from __future__ import annotations

import numpy as np

from qaudit.textreuse.batch import lay_out
from qaudit.textreuse.kinds import KINDS, kinds_of
from qaudit.textreuse.model import Passage
from qaudit.textreuse.profiles import profile_named
from qaudit.textreuse.seeds import find_runs
from qaudit.textreuse.selection import passages_of
from qaudit.textreuse.tokens import tokenise


def compare(source: str, target: str, *, profile: str = "default") -> list[Passage]:
    """Find the passages of *target* that also stand in *source*.

    The method sees words, not meaning. It finds text that was copied and then
    edited as long as short runs of words survive: three in a row for
    ``default``, five for ``tight`` (few, nearly exact passages), two in a row
    or two neighbouring content words in either order for ``deep``. It does not
    find paraphrase in other words, translation, or passages of fewer than 15
    matched words (20 for ``tight`` and ``deep``) or 100 characters. A word is
    a run of letters, digits and combining marks, so text in scripts that do
    not separate words is compared by its runs between punctuation.

    Args:
        source: Any string.
        target: Any string.
        profile: ``default``, ``tight`` or ``deep``.

    Returns:
        Passages in the order of the target; no two overlap in the target.

    Raises:
        ValueError: There is no such profile.
    """
    settings = profile_named(profile)
    gap = settings.far + 1
    tokens, first = tokenise([source, target], [gap, gap])
    lengths = np.diff(first)
    sizes = lengths - gap
    if not sizes.all():
        return []
    batch = lay_out(tokens, lengths, [sizes[:1], sizes[1:]], groups=[0, 0])
    found = passages_of(batch, find_runs(batch, settings), settings)
    target_starts = found.target_starts
    target_ends = found.target_ends
    source_starts = found.source_starts
    source_ends = found.source_ends
    kinds = kinds_of(batch.tokens, target_starts, target_ends, source_starts, source_ends)
    starts, ends = batch.tokens.starts, batch.tokens.ends
    return [
        Passage(
            source_start=source_start,
            source_end=source_end,
            target_start=target_start,
            target_end=target_end,
            words=words,
            kind=KINDS[kind],
        )
        for source_start, source_end, target_start, target_end, words, kind in zip(
            starts[source_starts].tolist(),
            ends[source_ends - 1].tolist(),
            starts[target_starts].tolist(),
            ends[target_ends - 1].tolist(),
            found.words.tolist(),
            kinds.tolist(),
            strict=True,
        )
    ]
