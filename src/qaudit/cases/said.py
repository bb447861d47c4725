"""Whether a field of text says anything, or only fills the box."""

from __future__ import annotations

import re

FILLERS = frozenset(
    {
        "as above",
        "awaited",
        "blank",
        "n a",
        "na",
        "nil",
        "none",
        "none known",
        "none recorded",
        "not applicable",
        "not known",
        "not recorded",
        "ongoing",
        "see above",
        "tba",
        "tbc",
        "tbd",
        "to be agreed",
        "to be confirmed",
        "to be decided",
        "unknown",
    }
)
"""What is written where there is nothing to write, without punctuation or capitals."""

STILL_TO_COME = re.compile(
    r"\bto be (?:timetabled|considered|discussed|explored|decided|made|reviewed)\b|"
    r"\b(?:consider(?:ing|ation)?|timetable|explor(?:e|ing)|discuss(?:ed|ing)?)\b",
    re.IGNORECASE,
)
"""Words by which a sentence puts off what it speaks of: nothing is decided yet."""

_WORD = re.compile(r"\w+")


def plain_words(text: str) -> str:
    """A text's words alone: "N/A." is "n a"."""
    return " ".join(_WORD.findall(text.casefold()))


def says_something(text: str | None) -> bool:
    """Whether a text is there and more than blanks, punctuation or a filler such as "n/a"."""
    if text is None:
        return False
    words = plain_words(text)
    return bool(words) and words not in FILLERS
