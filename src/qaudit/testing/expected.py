"""What an audit must find in a sample case: the file beside it, read and written.

`NAME.expected.toml` or `NAME.expected.json` stands beside `NAME.case.json` and is valid against
`schemas/expected.schema.json`. Of the checks that it names it says everything.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import tomli_w
from attrs import asdict, evolve, frozen
from qaudit_schemas import schema

from qaudit.checking.failures import why_unreadable
from qaudit.checking.results import CaseResult, ObservationRow
from qaudit.checking.schemas import as_json, errors

CASE = ".case.json"
FORMS = (".expected.toml", ".expected.json")
"""How a sample case's file ends, and how the file beside it may."""

DAYS = ("due", "done", "on")


class BadExpectation(Exception):
    """A file of what is expected that cannot be used, with where and why."""


@frozen(kw_only=True)
class Row:
    """One outcome of a check, expected or found.

    Attributes:
        check: the check's code.
        outcome: what came, or must come, of the occasion.
        about: the JSON pointer of the item; "" where it is about the whole case.
        note: which of several occasions of the item it is, in the check's words.
        silent: that the check had no occasion.
        on: the day of the occasion; expected only where it is to be held, as the next two.
        message: what is said.
        facts: single values.
        known_miss: why the check does not find this yet, if it does not.
    """

    check: str
    outcome: str
    about: str = ""
    note: str = ""
    silent: bool = False
    due: str | None = None
    done: str | None = None
    days_late: int | None = None
    on: str | None = None
    message: str | None = None
    facts: Mapping[str, Any] | None = None
    known_miss: str = ""

    def is_about(self, found: Row) -> bool:
        """Whether it is about the same occasion as one that was found."""
        where = (found.about, f"{found.about}: {found.note}")
        return (self.check, self.silent) == (found.check, found.silent) and self.about in where

    def is_found_in(self, found: Row) -> bool:
        """Whether a row that was found is what this one expects."""
        facts = found.facts or {}
        return (
            self.is_about(found)
            and (self.outcome, self.due, self.done, self.days_late)
            == (found.outcome, found.due, found.done, found.days_late)
            and self.on in (None, found.on)
            and self.message in (None, found.message)
            and all(name in facts and facts[name] == it for name, it in (self.facts or {}).items())
        )


@frozen(kw_only=True)
class AtLeast:
    """Observations that are not listed one by one."""

    check: str
    outcome: str
    count: int


@frozen(kw_only=True)
class Expectation:
    """What must be found in a case.

    Attributes:
        about: what the case shows.
        named: the checks named apart from the rows.
        rows: every observation and silence of the checks.
        at_least: how many others there must be.
        grades: by area, and `overall`; only those that are to be held.
    """

    about: str = ""
    named: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    at_least: tuple[AtLeast, ...] = ()
    grades: Mapping[str, str | None]

    @property
    def checks(self) -> tuple[str, ...]:
        """The codes of the checks that it holds, in their order."""
        apart = {row.check for row in self.rows} | {row.check for row in self.at_least}
        return tuple(sorted(apart.union(self.named)))


def found_rows(result: CaseResult, checks: Sequence[str]) -> list[Row]:
    """What some checks found in a case, as rows."""
    rows = [_observed(row) for row in result.observations if row["check"] in checks]
    return rows + [
        Row(check=row["check"], outcome=row["outcome"], silent=True, message=row["reason"])
        for row in result.silent
        if row["check"] in checks
    ]


def _observed(row: ObservationRow) -> Row:
    first = row["evidence"][0] if row["evidence"] else {"pointer": "", "label": ""}
    return Row(
        check=row["check"],
        outcome=row["outcome"],
        about=first["pointer"],
        note=first.get("note", ""),
        due=row["due"],
        done=row["done"],
        days_late=row["days_late"],
        on=row["on"],
        message=row["message"],
        facts=row.get("facts"),
    )


def read_expectation(path: Path) -> Expectation:
    """Read what is expected.

    Raises:
        BadExpectation: the file cannot be read, is not what it must be, or expects nothing.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise BadExpectation(why_unreadable(error)) from None
    except ValueError as error:
        raise BadExpectation(f"it is not {path.suffix[1:].upper()}: {error}") from None
    if not isinstance(table, dict):
        raise BadExpectation("it is not a table")
    table = as_json(table)
    faults = sorted(
        f"/{'/'.join(map(str, fault.absolute_path))}: {fault.message}"
        for fault in errors(table, schema("expected"))
    )
    if faults:
        raise BadExpectation("; ".join(faults))
    made = _expectation(table)
    if not made.checks:
        raise BadExpectation("it names no check, and so would hold nothing")
    return made


def _expectation(table: Mapping[str, Any]) -> Expectation:
    silent = [Row(**row, silent=True) for row in table.get("silent", ())]
    return Expectation(
        about=table.get("about", ""),
        named=tuple(table.get("checks", ())),
        rows=(*(Row(**row) for row in table.get("observations", ())), *silent),
        at_least=tuple(AtLeast(**row) for row in table.get("at_least", ())),
        grades=table.get("grades", {}),
    )


def write_expectation(path: Path, expectation: Expectation) -> None:
    """Write what is expected, in the form that the file's name says.

    Comments at the head of a TOML file stay.
    """
    table = _table(expectation)
    if path.suffix == ".json":
        path.write_text(json.dumps(table, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return
    for row in table.get("observations", ()):
        row.update({name: date.fromisoformat(row[name]) for name in DAYS if name in row})
    head = ""
    if path.is_file():
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        end = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
        head = "".join(lines[:end]) + ("\n" if end else "")
    path.write_text(head + tomli_w.dumps(table), encoding="utf-8")


def _table(expectation: Expectation) -> dict[str, Any]:
    observations = [row for row in expectation.rows if not row.silent]
    silent = [row for row in expectation.rows if row.silent]
    parts: dict[str, Any] = {
        "about": expectation.about,
        "checks": list(expectation.named),
        "grades": dict(expectation.grades),
        "observations": [_without_nothing(row) for row in observations],
        "silent": [_without_nothing(evolve(row, message=None)) for row in silent],
        "at_least": [_without_nothing(row) for row in expectation.at_least],
    }
    return {name: part for name, part in parts.items() if part}


def _without_nothing(row: Row | AtLeast) -> dict[str, Any]:
    """The fields of a row that say something."""
    given = {name: value for name, value in asdict(row).items() if name != "silent"}
    return {name: value for name, value in given.items() if value or type(value) is int}
