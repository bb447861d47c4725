"""Words of grammar, which say little about where a text comes from."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from qaudit.textreuse.tokens import Bool, UInt32, tokenise

_WORDS: Final = """
a about after again all also am an and any are as at be because been before
being both but by can could did do does down during each either else ever every
few for from had has have he hence her here hers him his how however i if in
into is it its just me might more most must my neither no nor not now of off on
once one only or other our ours out over own perhaps quite rather same shall
she should since so some such than that the their theirs them then there these
they this those though through thus to too under until up upon us very was we
were what when where which while who whom whose why will with within without
would yet you your yours
"""


@lru_cache(maxsize=1)
def _hashes() -> UInt32:
    return np.unique(tokenise([_WORDS])[0].folded)


def is_function_word(folded: UInt32) -> Bool:
    """For each word (by its folded hash), whether it is a word of grammar."""
    known = _hashes()
    place = np.searchsorted(known, folded)
    place[place == len(known)] = 0
    return np.asarray(known[place] == folded)
