"""How groups of children are said to differ, so that noise is not taken for inequality."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from qaudit.checking.results import GroupDifference, GroupResult
from qaudit.checking.standards import Area
from qaudit.reporting.words import per_cent, printable, words

HEADS = ["", "children", "grade", "how often standards are met"]

Table = tuple[str, list[tuple[str, str, str, str]]]
"""A title and the rows under it."""


def tables(groups: Mapping[str, Mapping[str, GroupResult]], width: int) -> Iterator[Table]:
    """A table of each grouping, its last column filled to so many characters."""
    for name, found in groups.items():
        yield (
            f"By {words(name)}",
            [
                (
                    printable(value),
                    f"{one['cases']:,}",
                    words(one["grade"]),
                    textwrap.fill(said_of(one), width),
                )
                for value, one in found.items()
            ],
        )


def differing(group: GroupResult) -> Iterator[str]:
    """The areas in which a group differs from all other children beyond chance, in words."""
    for area, found in group["differences"].items():
        if found["beyond_chance"]:
            yield f"{Area(area).title}: {difference(found)}"


def difference(found: GroupDifference) -> str:
    """Both shares, and the interval of the difference: "... (-35 to -11 points)"."""
    mine, others = found["rate"]["rate"] or 0.0, found["others"]["rate"] or 0.0
    low, high = (100 * end for end in found["interval"])
    points = f"{low:+.0f} to {high:+.0f} points"
    return f"met in {per_cent(mine)}, for others in {per_cent(others)} ({points})"


def said_of(group: GroupResult) -> str:
    """What a line of a table says of a group: how it differs, or why nothing is said of it."""
    if not group["areas"]:
        return group["lines"][0] if group["lines"] else "nothing applied"
    if not group["differences"]:
        return "too few judged to be compared"
    return "; ".join(differing(group)) or "no difference beyond chance"
