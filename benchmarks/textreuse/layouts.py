"""How a form stands on the page: its own words around what somebody wrote.

A layout puts the sections of a document together and leaves to its caller what
stands in them. Every piece of text is the form's (True) or the writer's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple


class Section(NamedTuple):
    """A heading, and what the form says to the writer beneath it."""

    heading: str
    guidance: str


class Piece(NamedTuple):
    """A piece of a page: the form's text, or the number of the section written there."""

    text: str
    section: int | None = None


Layout = Callable[[Sequence[Section]], Iterator[Piece]]


def lines(sections: Sequence[Section]) -> Iterator[Piece]:
    """A heading, guidance and text, each on its line."""
    for number, section in enumerate(sections):
        yield Piece(f"{section.heading}\n{section.guidance}\n")
        yield Piece("", number)
        yield Piece("\n\n")


def colons(sections: Sequence[Section]) -> Iterator[Piece]:
    """A heading with a colon, and the text after it on the same line; no guidance."""
    for number, section in enumerate(sections):
        yield Piece(f"{section.heading}: ")
        yield Piece("", number)
        yield Piece("\n")


def questions(sections: Sequence[Section]) -> Iterator[Piece]:
    """Numbered questions, the text beneath them."""
    for number, section in enumerate(sections):
        asked = section.guidance.rstrip(".")
        yield Piece(f"{number + 1}. {asked}? (please give details)\n")
        yield Piece("", number)
        yield Piece("\n\n")


def bare(sections: Sequence[Section]) -> Iterator[Piece]:
    """No headings at all."""
    for number, _ in enumerate(sections):
        yield Piece("", number)
        yield Piece("\n\n")


def table(sections: Sequence[Section]) -> Iterator[Piece]:
    """Rows of a table with cells between bars."""
    yield Piece("| Area | What to write | Notes | Signed |\n|---|---|---|---|\n")
    for number, section in enumerate(sections):
        yield Piece(f"| {section.heading} | {section.guidance} | ")
        yield Piece("", number)
        yield Piece(" | n/a |\n")


def answers_first(sections: Sequence[Section]) -> Iterator[Piece]:
    """Long guidance for all sections together at the beginning, then nothing but headings."""
    yield Piece("Guidance for completing this record\n")
    for section in sections:
        yield Piece(f"- {section.heading}. {section.guidance}\n")
    for number, section in enumerate(sections):
        yield Piece(f"\n{section.heading.upper()}\n")
        yield Piece("", number)
        yield Piece("\n")
    yield Piece("\nI confirm that this record is accurate and was shared with the family.\n")


LAYOUTS: Final[dict[str, Layout]] = {
    "lines": lines,
    "colons": colons,
    "questions": questions,
    "bare": bare,
    "table": table,
    "answers first": answers_first,
}
