"""Sentences of a text, with where they stand in it.

They are found by `sentencex`, which the Wikimedia Foundation keeps. It knows the abbreviations of
English, and rather leaves two sentences together than cuts one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import segment

LANGUAGE = "en"
ABBREVIATIONS = ("approx", "incl", "tel", "Ms", "Cllr")
"""Those of case records that the library takes for the end of a sentence."""

_LIKE = tuple(f"{abbreviation}.".lower() for abbreviation in ABBREVIATIONS)
_NO_END = re.compile(rf"\b(?:{'|'.join(ABBREVIATIONS)})\.\Z", re.IGNORECASE)


def ends(text: str) -> list[int]:
    """Where each sentence of a text ends, in code points; after the last end the text's own.

    A line's end ends a sentence as well: headings and lists have no full stop.
    """
    found = []
    end = 0
    for sentence in segment(LANGUAGE, text):
        for line in sentence.splitlines(keepends=True):
            end += len(line)
            if not _ends_with_abbreviation(line.rstrip(" ")):
                found.append(end)
    return [*found, len(text)]


def _ends_with_abbreviation(words: str) -> bool:
    # To look at the last letters first is several times faster.
    return words.lower().endswith(_LIKE) and _NO_END.search(words) is not None


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with the offset, in code points, of its first character."""
    start = 0
    for stop in ends(text):
        if part := text[start:stop].strip():
            yield text.index(part[0], start), part
        start = stop
