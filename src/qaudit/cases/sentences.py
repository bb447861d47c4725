"""Sentences of a text, with where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|\n+")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|e\.g|i\.e|approx|No)\.$")

_LONGEST = len(" approx.") + 1
"""No further back an abbreviation is looked for."""


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with the offset, in code points, of its first character.

    A line's end ends a sentence as well: headings and lists have no full stop.
    """
    start = 0
    for end in _END.finditer(text):
        stop = end.end()
        if text[stop - 1] == "." and _ABBREVIATED.search(text, max(start, stop - _LONGEST), stop):
            continue
        if part := text[start:stop].strip():
            yield text.index(part[0], start), part
        start = stop
    if part := text[start:].strip():
        yield text.index(part[0], start), part
