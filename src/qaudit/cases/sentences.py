"""Sentences of a text, with where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|\n+")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|e\.g|i\.e|approx|No)\.$")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with the offset, in code points, of its first character.

    A line's end ends a sentence as well: headings and lists have no full stop.
    """
    start = 0
    for end in _END.finditer(text):
        if _ABBREVIATED.search(text, start, end.end()):
            continue
        yield from _stripped(text, start, end.end())
        start = end.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    part = text[start:end]
    if part and not part.isspace():
        yield start + len(part) - len(part.lstrip()), part.strip()
