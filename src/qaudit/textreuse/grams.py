"""Keys of short word sequences, computed for every position at once.

Each function takes the words' folded hashes and gives a 64-bit key for the
sequence that begins at each position; sequences that must not serve are told
apart by a mask, so that positions need never be re-counted.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from qaudit.textreuse.tokens import CAPITAL, NUMBER, Bool, UInt8, UInt32, UInt64

_FACTORS: Final[tuple[np.uint64, ...]] = tuple(
    np.uint64(factor)
    for factor in (
        0x9E3779B97F4A7C15,
        0xBF58476D1CE4E5B9,
        0x94D049BB133111EB,
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
    )
)
_NAME: Final = np.uint64(0x5851F42D4C957F2D)
_33: Final = np.uint64(33)


def sequence_keys(folded: UInt32 | UInt64, size: int) -> UInt64:
    """The key of the *size* words from each position on; shorter by *size* - 1."""
    words = folded.astype(np.uint64)
    length = max(len(words) - size + 1, 0)
    keys = words[:length] * _FACTORS[0]
    term = np.empty_like(keys)
    for place in range(1, size):
        np.multiply(words[place : place + length], _FACTORS[place], out=term)
        keys += term
    np.right_shift(keys, _33, out=term)
    keys ^= term
    keys *= _FACTORS[1]
    return keys


def doubled(keys: UInt64, apart: int) -> UInt64:
    """Keys of sequences *apart* words longer: of each with the one *apart* words on."""
    length = max(len(keys) - apart, 0)
    longer = keys[:length] * _FACTORS[2] + keys[apart:] * _FACTORS[3]
    longer ^= longer >> _33
    longer *= _FACTORS[1]
    return longer


def without_names(folded: UInt32, flags: UInt8) -> UInt64:
    """The words, every capitalised one and every number being the same word."""
    words = folded.astype(np.uint64)
    words[(flags & (CAPITAL | NUMBER)) != 0] = _NAME
    return words


def telling(flags: UInt8, size: int, least: int, kinds: int) -> Bool:
    """Whether each sequence has at least *least* words of none of *kinds*."""
    plain = ((flags & kinds) == 0).view(np.uint8)
    length = max(len(plain) - size + 1, 0)
    count = plain[:length].copy()
    for place in range(1, size):
        count += plain[place : place + length]
    return np.asarray(count >= least)


def pair_keys(one: UInt32, other: UInt32) -> UInt64:
    """A key for each two words, the same in either order."""
    low = np.minimum(one, other).astype(np.uint64)
    high = np.maximum(one, other).astype(np.uint64)
    keys = low * _FACTORS[0] + high * _FACTORS[2]
    keys ^= keys >> _33
    return np.asarray(keys * _FACTORS[1])
