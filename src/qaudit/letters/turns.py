"""Lets a letter vary: each thing that can be said in more than one way takes its turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import define, field

from qaudit.checking.standards import Area


@define
class Turns:
    """Gives the ways of saying something in turn, the same for the same letter."""

    _taken: Counter[Sequence[str]] = field(factory=Counter)

    def next(self, ways: tuple[str, ...]) -> str:
        self._taken[ways] += 1
        return ways[(self._taken[ways] - 1) % len(ways)]


def sentence(clause: str) -> str:
    """A clause as a sentence: with a capital and a full stop."""
    return f"{clause[0].upper()}{clause[1:]}."


def listed(things: Sequence[str]) -> str:
    """Things as a person lists them: "a, b and c"."""
    if len(things) < 2:
        return "".join(things)
    if any(", " in thing or " and " in thing for thing in things):
        return f"{'; '.join(things[:-1])}; and {things[-1]}"
    return f"{', '.join(things[:-1])} and {things[-1]}"


NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)


def number(count: int) -> str:
    """A number as a letter writes it: in words up to ten."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


IN_TEXT = {
    Area.WRK: "the workforce",
    Area.HOM: "where children live and the support they get",
    Area.LVR: "work with care leavers",
}


def area_name(area: Area) -> str:
    """An area as it is named within a sentence."""
    return IN_TEXT.get(area, area.title.lower())
