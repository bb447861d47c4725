"""What people judged: a TOML file, valid against `schemas/judgements.schema.json`.

What is wrong in itself is refused before anything is read. What only the cases can show, a
judgement of one that is not among them or of a day after its audit date, is named at the end;
such a judgement counts for nothing.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen
from qaudit_schemas import schema

from qaudit.cases.calendar import long_date
from qaudit.checking.failures import why_unreadable
from qaudit.checking.results import Judgement
from qaudit.checking.schemas import as_json, errors
from qaudit.checking.standards import Area

if TYPE_CHECKING:
    from jsonschema import ValidationError


class BadJudgements(Exception):
    """A file of judgements that cannot be used, with where and why."""


@frozen
class Judged:
    """What people judged of a case, or of the service.

    Attributes:
        whole: of all of it, if they did.
        areas: of its areas.
    """

    whole: Judgement | None = None
    areas: Mapping[Area, Judgement] = field(factory=dict)


@frozen
class _Entry:
    """A judgement as it stands in the file: which, and of what."""

    number: int
    case: str | None
    area: Area | None
    judgement: Judgement

    @property
    def subject(self) -> str:
        whose = f"case {self.case}" if self.case else "the service"
        return f"{self.area} of {whose}" if self.area else whose


@define
class Judgements:
    """The judgements of a file: ask for those of each case in turn, then for the service's.

    Attributes:
        path: the file; None: there is none.
        sha256: of its bytes.
        judged_until: the last day on which anything was judged, where the file says so.
    """

    path: Path | None = None
    sha256: str = ""
    judged_until: str | None = None
    _entries: dict[str | None, list[_Entry]] = field(factory=dict)
    _asked: set[str | None] = field(factory=set)
    _too_late: list[str] = field(factory=list)

    def of_case(self, case_id: str, as_at: str) -> Judged:
        """What was judged of a case that was audited as at a day, YYYY-MM-DD."""
        return self._of(case_id, as_at)

    def of_service(self, as_at: str) -> Judged:
        """What was judged of the service; the day is the last as at which a case was audited."""
        return self._of(None, as_at)

    def faults(self) -> list[str]:
        """Which judgements count for nothing, and why, once all have been asked for."""
        absent = [
            f"{self.path}: judgement {entry.number}: no case {entry.case} was audited"
            for case, entries in self._entries.items()
            if case not in self._asked
            for entry in entries
        ]
        return [*absent, *self._too_late]

    def _of(self, case: str | None, as_at: str) -> Judged:
        self._asked.add(case)
        entries = [one for one in self._entries.get(case, ()) if self._in_time(one, as_at)]
        return Judged(
            next((one.judgement for one in entries if one.area is None), None),
            {one.area: one.judgement for one in entries if one.area},
        )

    def _in_time(self, entry: _Entry, as_at: str) -> bool:
        day = entry.judgement["on"]
        if day <= (self.judged_until or as_at):
            return True
        self._too_late.append(
            f"{self.path}: judgement {entry.number}: it was judged on {_long(day)}, after the "
            f"audit date, {_long(as_at)}; if that is so, say judged_until in the file"
        )
        return False


def read_judgements(path: Path) -> Judgements:
    """Read a file of judgements.

    Raises:
        BadJudgements: it cannot be read, or is not what such a file is; all faults are named.
    """
    try:
        data = path.read_bytes()
        table = as_json(tomllib.loads(data.decode("utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        raise BadJudgements(f"{path}: {why_unreadable(error)}") from None
    except tomllib.TOMLDecodeError as error:
        raise BadJudgements(f"{path}: it is not TOML: {error}") from None
    wrong = sorted(errors(table, schema("judgements")), key=lambda one: list(one.absolute_path))
    faults = [fault for error in wrong for fault in _in_words(error)]
    if not faults:
        entries = [_entry(number, row) for number, row in enumerate(table["judgements"], 1)]
        until = table.get("judged_until")
        faults = [*_twice(entries), *_after(entries, until)]
    if faults:
        raise BadJudgements("\n".join(f"{path}: {fault}" for fault in dict.fromkeys(faults)))
    by_case: dict[str | None, list[_Entry]] = {}
    for entry in entries:
        by_case.setdefault(entry.case, []).append(entry)
    return Judgements(path, hashlib.sha256(data).hexdigest(), until, by_case)


def _entry(number: int, row: Mapping[str, Any]) -> _Entry:
    area = Area(row["area"]) if "area" in row else None
    judgement: Judgement = {
        "grade": row["grade"],
        "reason": row["reason"].strip(),
        "by": row["by"].strip(),
        "on": row["on"],
    }
    return _Entry(number, row.get("case"), area, judgement)


def _twice(entries: list[_Entry]) -> Iterator[str]:
    first: dict[str, int] = {}
    for entry in entries:
        before = first.setdefault(entry.subject, entry.number)
        if before != entry.number:
            yield f"judgement {entry.number}: {entry.subject} is judged by judgement {before} too"


def _after(entries: list[_Entry], until: str | None) -> Iterator[str]:
    for entry in entries:
        day = entry.judgement["on"]
        if until and day > until:
            yield f"judgement {entry.number}: on: {_long(day)} is after judged_until"


def _in_words(error: ValidationError) -> list[str]:
    path = list(error.absolute_path)
    place = f"judgement {int(path[1]) + 1}: " if len(path) > 1 else ""
    if len(path) != 2:
        place += "".join(f"{step}: " for step in path[-1:])
    given: Any = error.instance
    asked = error.schema if isinstance(error.schema, dict) else {}
    match error.validator:
        case "required":
            return [f"{place}there is no {name}" for name in asked["required"] if name not in given]
        case "additionalProperties":
            known = ", ".join(asked["properties"])
            strange = [name for name in given if name not in asked["properties"]]
            return [f"{place}there is no {name!r} here; there are {known}" for name in strange]
        case "enum":
            return [f"{place}there is no {given!r}; there are {', '.join(asked['enum'])}"]
        case "format":
            return [f"{place}it is not a real day written YYYY-MM-DD"]
        case "pattern" | "minLength":
            return [f"{place}it says nothing"]
    return [f"{place}it is not {KINDS[asked['type']]}"]


KINDS = {
    "array": "a list: each judgement begins with [[judgements]]",
    "object": "a table: each judgement begins with [[judgements]]",
    "string": "text",
}


def _long(day: str) -> str:
    return long_date(date.fromisoformat(day))
