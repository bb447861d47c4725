"""Sentences of a text, with where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

ABBREVIATIONS = ("Mr", "Mrs", "Ms", "Dr", "St", "e.g", "i.e", "approx", "No")
"""What a full stop may follow that ends no sentence."""

# What may begin an end stands first and alone: so all else is passed over fastest.
_END = re.compile(
    r"[.!?\n](?:(?<=\n)\n*|[.!?]*[\"')]*(?=\s|$)"
    + "".join(rf"(?<!\b{re.escape(word)}\.)" for word in ABBREVIATIONS)
    + ")"
)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with the offset, in code points, of its first character.

    A line's end ends a sentence as well: headings and lists have no full stop.
    """
    start = 0
    for end in _END.finditer(text):
        stop = end.end()
        if part := text[start:stop].strip():
            yield text.index(part[0], start), part
        start = stop
    if part := text[start:].strip():
        yield text.index(part[0], start), part
