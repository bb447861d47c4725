"""How a passage differs from its source."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import numpy as np

from qaudit.textreuse.model import Kind
from qaudit.textreuse.tokens import CAPITAL, NUMBER, Bool, Int64, Tokens, UInt32, tokenise

KINDS: Final[tuple[Kind, ...]] = ("verbatim", "names_changed", "edited")

_PRONOUNS: Final = """
he she they him her them his hers their theirs himself herself themselves
son daughter boy girl brother sister
"""


@lru_cache(maxsize=1)
def _pronouns() -> UInt32:
    return np.unique(tokenise([_PRONOUNS])[0].folded)


def stretches(starts: Int64, ends: Int64) -> tuple[Int64, Int64]:
    """All indices from each start up to its end, and the number of the stretch of each."""
    sizes = ends - starts
    owner = np.repeat(np.arange(len(starts)), sizes)
    before = np.cumsum(sizes) - sizes
    return np.arange(int(sizes.sum())) - before[owner] + starts[owner], owner


def kinds_of(
    tokens: Tokens,
    target_starts: Int64,
    target_ends: Int64,
    source_starts: Int64,
    source_ends: Int64,
) -> Int64:
    """For each passage (word indices into *tokens*), the index of its kind in `KINDS`."""
    count = len(target_starts)
    boxes = (target_starts, target_ends, source_starts, source_ends)
    verbatim = _agree(tokens.surface, None, *boxes)
    others = np.flatnonzero(~verbatim)
    names = _agree(
        tokens.folded, lambda words: _changeable(tokens, words), *(box[others] for box in boxes)
    )
    kinds = np.full(count, KINDS.index("verbatim"))
    kinds[others] = np.where(names, KINDS.index("names_changed"), KINDS.index("edited"))
    return kinds


def _changeable(tokens: Tokens, words: Int64) -> Bool:
    """Whether each of *words* is a name, a number or a pronoun."""
    flagged = (tokens.flags[words] & (CAPITAL | NUMBER)) != 0
    return np.asarray(flagged | np.isin(tokens.folded[words], _pronouns()))


def _agree(
    words: UInt32,
    left_out: Callable[[Int64], Bool] | None,
    target_starts: Int64,
    target_ends: Int64,
    source_starts: Int64,
    source_ends: Int64,
) -> Bool:
    """Whether both sides of each passage are the same words, but for those left out."""
    count = len(target_starts)
    target, target_owner = stretches(target_starts, target_ends)
    source, source_owner = stretches(source_starts, source_ends)
    if left_out is not None:
        kept = np.flatnonzero(~left_out(target))
        target, target_owner = target[kept], target_owner[kept]
        kept = np.flatnonzero(~left_out(source))
        source, source_owner = source[kept], source_owner[kept]
    target_sizes = np.bincount(target_owner, minlength=count)
    source_sizes = np.bincount(source_owner, minlength=count)
    agree = target_sizes == source_sizes
    kept = np.flatnonzero(agree[target_owner])
    target, owner = target[kept], target_owner[kept]
    source = source.compress(agree[source_owner])
    agree[owner[words[target] != words[source]]] = False
    return np.asarray(agree)
