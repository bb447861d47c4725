"""What is written in a case, read once: folded words, sentences and mentions of topics.

Whatever check asks, a text is folded and split into sentences once a case. A mention is told by
its place alone, so that a finding can point at the words it rests on without repeating them.

A library splits the sentences (`qaudit.cases.sentences`). How hard a text is to read is told in a
few lines of our own: textstat needs a list of words that nltk fetches from the network.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import cache, lru_cache
from typing import get_type_hints

from attrs import frozen

from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import Item, TextSection
from qaudit.cases.once import once
from qaudit.cases.sentences import ends

WRITTEN_IN = ("text", "description", "outcome", "measure", "contingency", "evidence", "impact")
"""The fields of an item that a person writes in free words."""

WITHIN = ("sections", "actions", "decisions")
"""The parts of an item that hold such fields."""

LETTERS_IN_COMMON = 6
"""So many first letters of a word are enough to look for it by."""

_LONGER_WORD = re.compile(r"\w{4,}")

_IN_NO_WORD = re.compile(r"[^\w']")

_BLANKED = _IN_NO_WORD.sub(" ", "".join(map(chr, range(128))))
"""The first 128 characters, with blanks for those that stand in no word."""


@frozen
class Mention:
    """A stretch of a text that speaks of a topic.

    Attributes:
        pointer: the JSON pointer to the text.
        start, end: where the words stand in it, in code points.
    """

    pointer: str
    start: int
    end: int


Sentence = tuple[int, int, tuple[str, ...]]
"""A sentence: where it starts, blanks before it included, and ends, and its words, folded."""


@frozen(eq=False, slots=False)
class Text:
    """One text of a record.

    Attributes:
        pointer: the JSON pointer to the string.
        written: as it was written.
        heading: the heading it stands under, without capitals.
        carried_forward: kept on purpose from an earlier record: not said on that day.
    """

    pointer: str
    written: str
    heading: str = ""
    carried_forward: bool = False

    @once
    def folded(self) -> str:
        """The text without capitals, each character where it stood."""
        lower = self.written.lower().replace("’", "'")
        if len(lower) == len(self.written):
            return lower
        return "".join(
            low if len(low := char.lower()) == 1 else char for char in self.written
        ).replace("’", "'")

    @once
    def word_count(self) -> int:
        return sum([len(words) for _, _, words in self.sentences])

    @once
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences. A name in other letters than its own is folded with the rest."""
        words_alone = _words_alone(self.folded)
        found: list[Sentence] = []
        start = 0
        for end in ends(self.written):
            if words := words_alone[start:end].split():
                found.append((start, end, tuple(words)))
            start = end
        return tuple(found)

    def place_of(self, sentence: Sentence) -> tuple[int, int]:
        """Where a sentence starts and ends without the blanks around it."""
        start, end, _ = sentence
        written = self.written[start:end]
        return end - len(written.lstrip()), start + len(written.rstrip())

    def mentions(self, topic: Topic) -> tuple[Mention, ...]:
        """Where it speaks of a topic, in order."""
        places = topic.places(self.folded)
        return tuple([Mention(self.pointer, start, end) for start, end in places])


def _words_alone(folded: str) -> str:
    """A folded text with blanks for all that stands in no word; an apostrophe may."""
    if folded.isascii():  # as the pattern does it, in a tenth of the time
        return folded.translate(_BLANKED)
    return _IN_NO_WORD.sub(" ", folded)


Stem = tuple[str, bool]
"""A word as it is looked for, and whether any ending will do."""


@frozen(eq=False, slots=False)
class Topic:
    """What is recognised by its words.

    Attributes:
        words: words and phrases in small letters; "adopt*" stands for all that begins so.
    """

    words: tuple[str, ...]

    @once
    def _stems(self) -> list[tuple[str, list[Stem]]]:
        """Each word as it is looked for, by a part that it has in common with others.

        Most texts hold none of a topic's words, and a part that is missing rules out several.
        """
        stems = [(word.lower().removesuffix("*"), word.endswith("*")) for word in self.words]
        left = [stem for stem in stems if stem[0]]
        groups = []
        while left:
            parts = Counter(part for stem, _ in left for part in _parts(stem))
            common = max(parts, key=lambda part: (parts[part], len(part)))
            groups.append((common, [stem for stem in left if common in stem[0]]))
            left = [stem for stem in left if common not in stem[0]]
        return groups

    def places(self, folded: str) -> list[tuple[int, int]]:
        """Where its words stand in a folded text, whole words alone, in order."""
        found: set[tuple[int, int]] = set()
        for common, stems in self._stems:
            if common in folded:
                for stem, open_ended in stems:
                    found.update(_places(folded, stem, open_ended=open_ended))
        return sorted(found)


def _parts(stem: str) -> set[str]:
    """By what a stem may be looked for first: how it begins, and how its longer words do."""
    return {word[:LETTERS_IN_COMMON] for word in (stem, *_LONGER_WORD.findall(stem))}


def _places(folded: str, stem: str, *, open_ended: bool) -> Iterator[tuple[int, int]]:
    at = folded.find(stem)
    while at >= 0:
        end = at + len(stem)
        if not _in_word(folded, at - 1):
            while open_ended and _in_word(folded, end):
                end += 1
            if not _in_word(folded, end):
                yield at, end
        at = folded.find(stem, at + len(stem))


@lru_cache(maxsize=256)
def topic(words: tuple[str, ...]) -> Topic:
    """The topic of some words, as they stand in a check's settings."""
    return Topic(words)


def _in_word(text: str, place: int) -> bool:
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")


@once_a_case
def _read(_case: Case) -> dict[str, tuple[Text, ...]]:
    return {}


def texts_of(case: Case, item: Item) -> tuple[Text, ...]:
    """Every text of an item and its parts, blank ones left out, in the order of the record."""
    read = _read(case)
    found = read.get(item.pointer)
    if found is None:
        found = read[item.pointer] = tuple(_texts(item))
    return found


def _texts(item: Item) -> list[Text]:
    written_in, within = _fields(type(item))  # type: ignore[arg-type]  # a class is hashable
    heading, carried_forward = "", False
    if isinstance(item, TextSection):
        heading = (item.heading or "").lower().replace("’", "'")
        carried_forward = bool(item.carried_forward)
    found = []
    for name in written_in:
        value = getattr(item, name)
        if value and not value.isspace():
            found.append(Text(f"{item.pointer}/{name}", value, heading, carried_forward))
    for name in within:
        for part in getattr(item, name) or ():
            found += _texts(part)
    return found


@cache
def _fields(kind: Hashable) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of a kind of item that hold free words, and those that hold parts with some."""
    hints = get_type_hints(kind)
    return (
        tuple(name for name in WRITTEN_IN if hints.get(name) == (str | None)),
        tuple(name for name in WITHIN if name in hints),
    )


def said_on_the_day(case: Case, item: Item) -> tuple[Text, ...]:
    """The texts of an item but those carried forward on purpose from an earlier one."""
    return tuple([text for text in texts_of(case, item) if not text.carried_forward])


@once_a_case
def _headings(_case: Case) -> dict[tuple[str, Topic], bool]:
    return {}


def headed(case: Case, texts: Iterable[Text], about: Topic) -> list[Text]:
    """Those of some texts whose heading speaks of a topic; one heading stands over many."""
    known = _headings(case)
    found = []
    for text in texts:
        heading = text.heading, about
        if heading not in known:
            known[heading] = bool(about.places(text.heading))
        if known[heading]:
            found.append(text)
    return found


@once_a_case
def _spoken(_case: Case) -> dict[tuple[str, Topic], Mention | None]:
    return {}


def first_said(case: Case, item: Item, about: Topic) -> Mention | None:
    """The first place where an item speaks of a topic on the day; looked for once, whoever asks."""
    spoken = _spoken(case)
    place = item.pointer, about
    if place not in spoken:
        spoken[place] = first_mention(said_on_the_day(case, item), about)
    return spoken[place]


def first_mention(texts: Iterable[Text], about: Topic) -> Mention | None:
    """The first place in some texts that speaks of a topic."""
    for text in texts:
        if places := about.places(text.folded):
            return Mention(text.pointer, *places[0])
    return None
