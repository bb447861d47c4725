"""Where in its file each part of a record stands, by line and column."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator

from attrs import define, field

Position = tuple[int, int]
"""A line and a column, both from 1; the column in code points."""

_PIECE = re.compile(r'[{}\[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}\[\],:"]+')


def positions(text: str) -> dict[str, Position]:
    """Where each value of a JSON text begins, by its JSON pointer.

    The text is one that has been read without a fault; `text` is all of it.
    """
    # Only these end a line of a file; what else Python splits at is text here.
    begins = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    found = {}
    for pointer, offset in _offsets(text):
        line = bisect_right(begins, offset) - 1
        found[pointer] = line + 1, offset - begins[line] + 1
    return found


@define
class _Open:
    """An object or a list that is being read; `step` leads to the value that comes next."""

    pointer: str
    is_list: bool
    step: str = ""
    index: int = 0
    wants_name: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.wants_name = not self.is_list

    def next_pointer(self) -> str:
        step = str(self.index) if self.is_list else self.step
        return f"{self.pointer}/{step}"

    def goes_on(self) -> None:
        """A comma: another value follows."""
        self.index += 1
        self.wants_name = not self.is_list


def _offsets(text: str) -> Iterator[tuple[str, int]]:
    """Each value's pointer and the offset at which it begins, in the order of the text."""
    within: list[_Open] = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece == ",":
            within[-1].goes_on()
        elif piece in "}]":
            within.pop()
        elif piece == ":":
            within[-1].wants_name = False
        elif within and within[-1].wants_name:
            name: str = json.loads(piece)
            within[-1].step = name.replace("~", "~0").replace("/", "~1")
        else:
            pointer = within[-1].next_pointer() if within else ""
            yield pointer, match.start()
            if piece in "{[":
                within.append(_Open(pointer, piece == "["))
