"""A child's story on the terminal: what was found, observation by observation."""

from __future__ import annotations

from itertools import groupby

from attrs import frozen

from qaudit.checking.results import ObservationRow
from qaudit.checking.standards import Outcome
from qaudit.reporting.waivers import found_and_waived
from qaudit.reporting.words import DASH, count, day, printable, short_day, words

MANY = 3
"""So many observations of a check that were met are shown in one line; the JSON report has each."""


@frozen
class Line:
    """A line of a child's story: an observation, or several of one kind that were met."""

    check: str
    outcome: str
    due: str
    done: str
    late: str
    found: str
    where: str


def story(rows: list[ObservationRow]) -> list[Line]:
    """What was found, check by check: many that were met take one line, all others one each."""
    lines: list[Line] = []
    for _, of_check in groupby(rows, key=lambda row: row["check"]):
        found = list(of_check)
        met = [row for row in found if row["outcome"] == Outcome.MET]
        if len(met) >= MANY:
            lines.append(_summed(met))
            found = [row for row in found if row["outcome"] != Outcome.MET]
        lines += map(_line, found)
    return lines


def _line(row: ObservationRow) -> Line:
    return Line(
        row["check"],
        words(row["outcome"]),
        short_day(row["due"]),
        short_day(row["done"]),
        "" if row["days_late"] is None else count(row["days_late"], "day"),
        found_and_waived(row),
        printable(row["evidence"][0]["pointer"]) if row["evidence"] else DASH,
    )


def _summed(group: list[ObservationRow]) -> Line:
    first, last = group[0]["on"], group[-1]["on"]
    return Line(
        group[0]["check"],
        f"met ({len(group)})",
        "",
        "",
        "",
        f"from {day(first)} to {day(last)}",
        "",
    )
