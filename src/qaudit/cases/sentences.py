"""Sentences of a text, with where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

ABBREVIATIONS = ("Mr", "Mrs", "Ms", "Dr", "St", "e.g", "i.e", "approx", "No")
"""What a full stop may follow that ends no sentence."""

_NO_END = "".join(
    rf"(?<!\b(?:{'|'.join(map(re.escape, alike))})\.)"
    for _, alike in groupby(sorted(ABBREVIATIONS, key=len), key=len)
)
"""That no abbreviation stands before; those that are as long are looked for together."""

# What may begin an end stands first and alone: so all else is passed over fastest.
_END = re.compile(rf"[.!?\n](?:(?<=\n)\n*|[.!?]*[\"')]*(?=\s|$){_NO_END})")


def ends(text: str) -> list[int]:
    """Where each sentence of a text ends, in code points; after the last end the text's own.

    A line's end ends a sentence as well: headings and lists have no full stop.
    """
    return [*[end.end() for end in _END.finditer(text)], len(text)]


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with the offset, in code points, of its first character."""
    start = 0
    for stop in ends(text):
        if part := text[start:stop].strip():
            yield text.index(part[0], start), part
        start = stop
