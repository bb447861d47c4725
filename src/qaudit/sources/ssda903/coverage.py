"""What a return covers, for a record to say what an absence in it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from qaudit.sources.ssda903 import kinds
from qaudit.sources.ssda903.children import Child
from qaudit.sources.ssda903.folder import Found

WORKERS_COLLECTED_FROM = "2023-04-01"
"""Social worker episodes are part of the return since the year 2023/24."""

_ENDS = {
    kinds.EPISODES.name: "end",
    kinds.REVIEWS.name: "date",
    kinds.WORKERS.name: "end",
    kinds.ABSENCES.name: "end",
}
"""Kind -> the date in its rows that falls within the years of the return."""


def begins(
    found: Iterable[Found], children: Iterable[Child], covers_from: date | None
) -> dict[str, str]:
    """Section -> the first day that the return covers; a section of unknown reach is not there.

    A return is for a year from 1 April. It holds the reviews held in the year and the episodes,
    workers and absences that had not ended before it. So, where nobody says from when it is,
    the earliest review or end in a file shows the first of its years. A file without one is
    taken to reach no further back than the file that reaches least far.
    """
    present = [each.kind for each in found if each.kind.name in _ENDS]
    if covers_from:
        return {section: covers_from.isoformat() for kind in present for section in kind.sections}
    first = {kind: _first_of_year(day) for kind, day in _earliest(children).items()}
    if not first:
        return {}
    latest = max(first.values())
    reach = {kind.name: first.get(kind.name, latest) for kind in present}
    if kinds.WORKERS.name in reach:
        reach[kinds.WORKERS.name] = max(reach[kinds.WORKERS.name], WORKERS_COLLECTED_FROM)
    return {section: reach[kind.name] for kind in present for section in kind.sections}


def _earliest(children: Iterable[Child]) -> dict[str, str]:
    earliest: dict[str, str] = {}
    for child in children:
        for kind, rows in child.rows.items():
            if kind in _ENDS:
                for row in rows:
                    day = getattr(row, _ENDS[kind])
                    if day and day < earliest.get(kind, "9999"):
                        earliest[kind] = day
    return earliest


def _first_of_year(day: str) -> str:
    year = int(day[:4])
    return f"{year if day[5:] >= '04-01' else year - 1}-04-01"


def stated(found: Iterable[Found], covers: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The `coverage` of a record of which nothing was refused."""
    files = {each.kind.name: each for each in found}
    coverage: dict[str, dict[str, Any]] = {}
    for kind in (each.kind for each in files.values() if each.kind.sections):
        for section in kind.sections:
            says: dict[str, Any] = {}
            if section in covers:
                says["from"] = covers[section]
            else:
                # Nobody knows how far back; and of adoption a return has some stages only.
                says["complete"] = False
            coverage[section] = says
        coverage[kind.sections[0]]["without"] = [*kind.without, *_missing_fields(files[kind.name])]
    if "adoption" in coverage and kinds.ADOPTED.name not in files:
        coverage["adoption"]["without"].append("matched_date")
    return coverage


def _missing_fields(found: Found) -> list[str]:
    return [
        column.field
        for column in found.kind.columns
        if column.field and column.heading not in found.headings
    ]
