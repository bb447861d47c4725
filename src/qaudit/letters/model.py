"""What a letter is made of, before anybody decides how it looks."""

from __future__ import annotations

from attrs import frozen


@frozen
class Sentence:
    """A sentence, and the keys of the notes with the numbers it rests on."""

    text: str
    notes: tuple[str, ...] = ()


Paragraph = tuple[Sentence, ...]


@frozen(kw_only=True)
class Section:
    """A headed part: paragraphs, then points of a list."""

    heading: str
    level: int = 2
    paragraphs: tuple[Paragraph, ...] = ()
    points: tuple[Sentence, ...] = ()


@frozen
class Note:
    """The numbers behind what is said, under a key that sentences name."""

    key: str
    text: str


@frozen(kw_only=True)
class Letter:
    """A letter; `notes` are in the order in which they are first named."""

    title: str
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
