"""Keys of short word sequences, computed for every position at once.

Each function takes the words' folded hashes and gives a 32-bit key for the
sequence that begins at each position; sequences that must not serve are told
apart by a mask, so that positions need never be re-counted. Two sequences can
have one key by chance (about one in four thousand million pairs); what counts
on two being the same looks at their words, too.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from qaudit.textreuse.tokens import Bool, Int32, Int64, UInt8, UInt32

KEY_BITS: Final = 32
_FACTORS: Final[tuple[np.uint32, ...]] = tuple(
    np.uint32(factor) for factor in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1)
)
_15: Final = np.uint32(15)


def sequence_keys(words: UInt32, size: int) -> UInt32:
    """The key of the *size* words from each position on; shorter by *size* - 1."""
    length = max(len(words) - size + 1, 0)
    keys = words[:length] * _FACTORS[0]
    term = np.empty_like(keys)
    for place in range(1, size):
        np.multiply(words[place : place + length], _FACTORS[place], out=term)
        keys += term
    return _spread(keys, term)


def sequence_keys_at(words: UInt32, size: int, places: Int64) -> UInt32:
    """The keys of the *size* words from each of *places* on."""
    keys = words[places] * _FACTORS[0]
    for place in range(1, size):
        keys += words[places + place] * _FACTORS[place]
    return _spread(keys, np.empty_like(keys))


def doubled(keys: UInt32, apart: int) -> UInt32:
    """Keys of sequences *apart* words longer: of each with the one *apart* words on."""
    length = max(len(keys) - apart, 0)
    longer = keys[:length] * _FACTORS[2]
    term = keys[apart:] * _FACTORS[3]
    longer += term
    return _spread(longer, term)


def telling(flags: UInt8, size: int, least: int, kinds: int) -> Bool:
    """Whether each sequence has at least *least* words of none of *kinds*."""
    plain = ((flags & kinds) == 0).view(np.uint8)
    length = max(len(plain) - size + 1, 0)
    count = plain[:length].copy()
    for place in range(1, size):
        count += plain[place : place + length]
    return np.asarray(count >= least)


def pair_keys(one: UInt32, other: UInt32) -> UInt32:
    """A key for each two words, the same in either order."""
    keys = np.minimum(one, other) * _FACTORS[0]
    term = np.maximum(one, other) * _FACTORS[2]
    keys += term
    return _spread(keys, term)


def slots(keys: UInt32, bits: int) -> Int64:
    """The place of each key in a table of 2 to the power of *bits* places."""
    return (keys >> np.uint32(KEY_BITS - bits)).astype(np.int64)


def in_two(keys: UInt32, owners: Int32 | Int64) -> Int64:
    """Those keys left when most that only one owner has are left out, in one go through a table.

    A table remembers the last owner that wrote to a key's slot; where it is not
    the key's own, two owners may have the key.

    Args:
        keys: Any keys.
        owners: Whose each key is, by numbers.
    """
    if not len(keys):
        return np.zeros(0, np.int64)
    slot = slots(keys, min(max(len(keys).bit_length() + 1, 8), KEY_BITS))
    # The smaller the table, the more of it is in the processor's cache.
    least = owners.min()
    several = int(owners.max() - least) + 1
    owners = (owners - least).astype(np.min_scalar_type(several))
    table = np.empty(int(slot.max()) + 1, owners.dtype)
    table[slot] = owners
    table[slot[np.flatnonzero(table[slot] != owners)]] = several
    return np.flatnonzero(table[slot] == several)


def in_order_of_keys(keys: UInt32) -> Int64:
    """Indices that put *keys* in order, equal keys in their order.

    By halves, because sorting numbers of 16 bits takes time in proportion to
    how many there are.
    """
    order = np.argsort(keys.astype(np.uint16), kind="stable")
    high = (keys >> np.uint32(16)).astype(np.uint16)
    return order[np.argsort(high[order], kind="stable")]


def _spread(keys: UInt32, room: UInt32) -> UInt32:
    """Let each bit of a key change the others; *room* is written over."""
    np.right_shift(keys, _15, out=room)
    keys ^= room
    keys *= _FACTORS[1]
    np.right_shift(keys, _15, out=room)
    keys ^= room
    return keys
