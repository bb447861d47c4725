"""Words of a text, found and hashed by vector operations.

A word is a run of letters, digits and combining marks; everything else
separates. Each word carries two hashes: *folded* (31 bits; case dropped, and
every word that begins with a digit is the one word NUMBER) finds text that
was copied and touched up; *surface* (32 bits; the characters as they stand)
tells whether two words are the same to the letter.
"""

from __future__ import annotations

import hashlib
import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

UInt64 = npt.NDArray[np.uint64]
UInt32 = npt.NDArray[np.uint32]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
UInt8 = npt.NDArray[np.uint8]
Bool = npt.NDArray[np.bool_]
Float = npt.NDArray[np.float64]

# Beyond the folded hash of any word.
NO_WORD: Final = np.uint32(1 << 31)

CAPITAL: Final = 1
NUMBER: Final = 2
LINE_START: Final = 4
PHRASE_BEGINS: Final = 8
PASSAGE_BEGINS: Final = 16

_SEPARATOR: Final = 0x20
_LINE_END: Final = 0x0A
_WIDE_LETTER: Final = 0xFF  # stands in the bytes for a letter beyond Latin-1
_WINDOW: Final = 8
_LONG_WORD: Final = 64
_IS_WORD: Final[Bool] = np.array([chr(code).isalnum() for code in range(256)], bool)
_KEEP: Final[UInt64] = np.array(
    [(1 << (8 * size)) - 1 for size in range(_WINDOW)] + [(1 << 64) - 1], np.uint64
)
# Setting this bit in each byte lower-cases Latin-1 letters and leaves every
# other character that can stand in a word as it is (ß and ÿ fall together).
_LOWER: Final = np.uint64(0x2020202020202020)
_NUMBER_HASH: Final = np.uint32(0x1E3779B9)
_ODD_A: Final = np.uint64(0x9E3779B97F4A7C15)
_ODD_B: Final = np.uint64(0xC2B2AE3D27D4EB4F)
_32: Final = np.uint64(32)


@attrs.frozen(eq=False)
class Tokens:
    """The words of one or more texts, in order.

    All arrays have one entry a word. ``starts`` and ``ends`` are offsets in
    code points from the beginning of the word's own text; ``flags`` is a sum
    of `CAPITAL` (begins with a capital), `NUMBER` (begins with a digit),
    `LINE_START` (first word of its line), and `PHRASE_BEGINS` and
    `PASSAGE_BEGINS` (of the sample; see `take_sample`).
    """

    folded: UInt32
    surface: UInt32
    starts: Int32
    ends: Int32
    flags: UInt8

    def __len__(self) -> int:
        return len(self.folded)


def tokenise(
    texts: Iterable[str], empty_places: Sequence[int] | None = None
) -> tuple[Tokens, Int64]:
    """Find the words of *texts*, all in one go.

    Args:
        texts: Any strings.
        empty_places:
            For each text, how many places without a word to leave after it;
            None for no such places. Their folded hash is `NO_WORD`, and they
            count as the start of a line.

    Returns:
        The words of all texts one after another, and the index at which each
        text's words begin (one entry more than there are texts).
    """
    pieces: list[bytes] = []
    wide: list[tuple[Int64, UInt64, UInt64]] = []
    text_starts = [0]
    empty: list[Int64] = []
    length = 0
    pairs = zip(texts, empty_places or itertools.repeat(0), strict=empty_places is not None)
    for text, places in pairs:
        try:
            piece = text.encode("latin-1")
        except UnicodeEncodeError:
            piece, positions, lowered, codes = _narrowed(text)
            wide.append((positions + length, lowered, codes))
        pieces.append(piece)
        length += len(piece) + 1
        if places:
            # Spaces that are taken for words, each between two that are not.
            pieces.append(b" " * (2 * places - 1))
            empty.append(np.arange(length, length + 2 * places, 2))
            length += 2 * places
        text_starts.append(length)
    raw = b"\n".join(pieces) + bytes([_SEPARATOR]) * (_WINDOW + 1)
    starts, ends = _word_bounds(raw, np.concatenate(empty) if empty else None)
    sizes = ends - starts
    folded, surface, flags = _word_hashes(raw, starts, sizes, wide)
    _flag_line_starts(raw, starts, flags)
    first = np.searchsorted(starts, text_starts)
    if empty:
        counts = np.array(empty_places, np.int64)
        nowhere = np.repeat(first[1:] - np.cumsum(counts), counts) + np.arange(counts.sum())
        folded[nowhere] = NO_WORD
        flags[nowhere] = LINE_START
    origins = np.repeat(np.array(text_starts[:-1], np.int32), np.diff(first))
    begins = np.subtract(starts, origins, out=origins, casting="same_kind")
    stops = sizes.astype(np.int32)
    stops += begins
    return Tokens(folded, surface, begins, stops, flags), first


def _narrowed(text: str) -> tuple[bytes, Int64, UInt64, UInt64]:
    """One byte a code point, and the letters that do not fit in a byte."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    beyond = np.flatnonzero(codes > 0xFF)
    kinds, which = np.unique(codes[beyond], return_inverse=True)
    characters = [chr(int(code)) for code in kinds]
    letter = np.array([_in_word(character) for character in characters], bool)
    lowered = np.array([ord(character.lower()[0]) for character in characters], np.uint64)
    narrow = codes.astype(np.uint8)
    narrow[beyond] = np.where(letter[which], _WIDE_LETTER, _SEPARATOR)
    inside = letter[which]
    positions = beyond[inside]
    return (
        narrow.tobytes(),
        positions,
        lowered[which][inside],
        codes[positions].astype(np.uint64),
    )


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _word_bounds(raw: bytes, empty: Int64 | None) -> tuple[Int64, Int64]:
    """Where words begin and end, and *empty* places; *raw* must end with a separator."""
    codes = np.frombuffer(raw, np.uint8)
    # Comparing is several times faster than looking each byte up.
    shifted = codes | np.uint8(0x20)
    shifted -= np.uint8(0x61)
    inside = shifted < 26
    np.subtract(codes, np.uint8(0x30), out=shifted)
    inside |= shifted < 10
    if not raw.isascii():
        beyond = np.flatnonzero(codes >= 0x80)
        inside[beyond] = _IS_WORD[codes[beyond]]
    if empty is not None:
        inside[empty] = True
    change = np.flatnonzero(inside[1:] != inside[:-1])
    change += 1
    if inside[0]:
        change = np.concatenate((np.zeros(1, change.dtype), change))
    return change[::2].copy(), change[1::2].copy()


def _word_hashes(
    raw: bytes,
    starts: Int64,
    sizes: Int64,
    wide: Sequence[tuple[Int64, UInt64, UInt64]],
) -> tuple[UInt32, UInt32, UInt8]:
    """Folded and surface hash and flags of each word, eight bytes at a time."""
    windows: UInt64 = np.ndarray((len(raw) - _WINDOW + 1,), np.dtype("<u8"), raw, strides=(1,))
    surface = windows[starts]
    first_byte = surface.astype(np.uint8)
    keep = _KEEP.take(sizes, mode="clip")
    surface &= keep
    keep &= _LOWER
    folded = np.bitwise_or(surface, keep, out=keep)
    later = np.flatnonzero(sizes > _WINDOW)
    done = _WINDOW
    while len(later) and done < _LONG_WORD:
        window = windows[starts[later] + done]
        keep = _KEEP.take(sizes[later] - done, mode="clip")
        window &= keep
        surface[later] = _mixed(surface[later]) + window
        window |= _LOWER & keep
        folded[later] = _mixed(folded[later]) + window
        done += _WINDOW
        later = later[sizes[later] > done]
    for index in later.tolist():
        start = int(starts[index])
        word = raw[start : start + int(sizes[index])]
        surface[index] = _digest(word)
        folded[index] = _digest(bytes(byte | 0x20 for byte in word))
    if wide:
        positions = np.concatenate([entry[0] for entry in wide])
        word_of = np.searchsorted(starts, positions, side="right") - 1
        place = (positions - starts[word_of]).astype(np.uint64) << np.uint64(21)
        np.add.at(folded, word_of, _mixed(np.concatenate([e[1] for e in wide]) + place))
        np.add.at(surface, word_of, _mixed(np.concatenate([e[2] for e in wide]) + place))
    is_number = (first_byte & 0xF0) == 0x30
    flags = ((first_byte & 0x20) == 0).view(np.uint8)
    flags |= is_number.view(np.uint8) << 1
    folded_short = _upper_half(_mixed(folded))
    folded_short >>= np.uint32(1)
    folded_short[np.flatnonzero(is_number)] = _NUMBER_HASH
    return folded_short, _upper_half(_mixed(surface)), flags


def _mixed(values: UInt64) -> UInt64:
    """Spread the bits of *values*, in place."""
    values *= _ODD_A
    values ^= values >> _32
    values *= _ODD_B
    return values


def _upper_half(values: UInt64) -> UInt32:
    return (values >> _32).astype(np.uint32)


def _digest(word: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(word, digest_size=8).digest(), "little")


def _flag_line_starts(raw: bytes, starts: Int64, flags: UInt8) -> None:
    if not len(starts):
        return
    codes = np.frombuffer(raw, np.uint8)
    flags[np.flatnonzero(codes[starts - 1] == _LINE_END)] |= LINE_START
    # Looking a place up is slow, and most lines begin with a word.
    line_ends = np.flatnonzero(codes == _LINE_END)
    following = codes[line_ends + 1]
    others = line_ends[(following != _LINE_END) & ~_IS_WORD[following]]
    after = np.searchsorted(starts, others)
    flags[after[after < len(starts)]] |= LINE_START
    flags[0] |= LINE_START
