"""Names in texts, however they are written: any letters, apostrophes, hyphens, capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f"
"""Accents and vowel signs, which some systems write as characters of their own."""

_APOSTROPHES: Final = "'\u2019\u02bc\u2018"
_HYPHENS: Final = r"\-\u2010\u2011"
"""As they stand between brackets of a regular expression."""
_LETTER: Final = rf"[\w{_MARKS}]"
_BEFORE: Final = rf"(?<![\w{_MARKS}])"
_AFTER: Final = rf"(?![\w{_MARKS}])"

# What no lower-case ASCII letter begins; the rest is asked of each word found.
_CAPITALISED: Final = re.compile(
    rf"[A-Z\xc0-\xde\u0100-\u1fff\u2c00-\U0010ffff](?<![\w{_MARKS}].)"
    rf"(?<![\w{_MARKS}][{_APOSTROPHES}{_HYPHENS}].){_LETTER}*"
    rf"(?:[{_APOSTROPHES}{_HYPHENS}]{_LETTER}+)*",
    re.DOTALL,
)
_MONTHS: Final = frozenset({"april", "may", "june", "july", "august"})
_NO_NAMES: Final = re.compile(
    r"(?:A|After|All|An|And|As|At|Before|But|By|During|For|From|He|Her|His|I|If|In|It|Its|No|On|"
    r"Our|She|That|The|Their|Then|There|They|This|To|We|When|Where|Who|With)$"
)
_ENDS: Final = '.!?:;|\n\u2022\u201c"(-\u2013'
_NUMBER_BEFORE: Final = re.compile(r"[0-9](?:st|nd|rd|th)?(?: of)? ?$")
_NUMBER_AFTER: Final = re.compile(r" ?[0-9]")


@lru_cache(maxsize=1 << 14)
def key(name: str) -> str:
    """A name as it is compared: composed, without case, with plain apostrophes and hyphens."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return re.sub(f"[{_HYPHENS}]", "-", re.sub(f"[{_APOSTROPHES}]", "'", plain))


def pattern_of(names: Iterable[str]) -> str:
    """A regular expression for any of some names, as whole words; it has no groups.

    An apostrophe or hyphen may be of any kind, an accent a character of its own.
    """
    spelled: list[str] = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        forms = {unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)}
        spelled.extend(_spelled(form) for form in sorted(forms))
    return f"{_BEFORE}(?:{'|'.join(spelled)}){_AFTER}"


def _spelled(name: str) -> str:
    return "".join(
        f"[{_APOSTROPHES}]"
        if letter in _APOSTROPHES
        else f"[{_HYPHENS}]"
        if re.match(f"[{_HYPHENS}]", letter)
        else re.escape(letter)
        for letter in name
    )


def possible_names(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text that may be a name: the `key` of each, and where it stands.

    A word with a capital, or of letters that have none. Passed over: a month beside a
    number, and the first word of a sentence that the text also writes without its capital.
    """
    also_lower: dict[str, bool] = {}
    for found in _CAPITALISED.finditer(text):
        word, start = found[0], found.start()
        if len(word) < 7 and _NO_NAMES.match(word):
            continue
        if word[-1] in "sS" and word[-2:-1] in _APOSTROPHES:
            word = word[:-2]
        if not word[:1].isalpha() or word[0].islower():
            continue
        end, name = start + len(word), key(word)
        if name in _MONTHS and _beside_number(text, start, end):
            continue
        if _begins_sentence(text, start):
            if word not in also_lower:
                lower = word.lower()
                also_lower[word] = lower != word and (
                    f" {lower} " in text or f" {lower}," in text or f" {lower}." in text
                )
            if also_lower[word]:
                continue
        yield name, start, end


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(start - 2, 0) : start].rstrip(" ")
    return not before or before[-1] in _ENDS


def _beside_number(text: str, start: int, end: int) -> bool:
    before = _NUMBER_BEFORE.search(text, max(start - 8, 0), start)
    return before is not None or _NUMBER_AFTER.match(text, end) is not None
