"""Waivers: failures that somebody answers for, each bound to the evidence it was given for.

They stand in TOML, held to `schemas/waivers.schema.json`. See `docs/waivers.md`.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen
from qaudit_schemas import schema

from qaudit.auditing.configuration import unknown_codes
from qaudit.checking.check import Check
from qaudit.checking.failures import why_unreadable
from qaudit.checking.life import current_code, moved
from qaudit.checking.schemas import as_json, errors

if TYPE_CHECKING:
    from jsonschema import ValidationError


class BadWaivers(Exception):
    """A file of waivers that cannot be used, with where and why."""


@frozen(kw_only=True)
class Waiver:
    """A waiver as it stands in a file. Days are YYYY-MM-DD.

    Attributes:
        check: the code of the check.
        was: the code it was given under, where that is gone and leads to `check`; else "".
        case: the one case it is given for; None: several.
        first: the first day of an occasion that it may be given for; "" with a case.
        last: the last such day; "" with a case.
        reason: why.
        by: who answers for it.
        until: the last audit date on which it holds.
        given_for: the `evidence_sha256` of what it was given for, by fingerprint.
    """

    check: str
    was: str
    case: str | None
    first: str
    last: str
    reason: str
    by: str
    until: str
    given_for: Mapping[str, str]

    def may_cover(self, check: str, case_id: str, on: str) -> bool:
        """Whether a failure of a check in a case on a day is within what it says it is for."""
        if check != self.check:
            return False
        if self.case is not None:
            return case_id == self.case
        return self.first <= on <= self.last


@frozen(kw_only=True)
class WaiverFile:
    """The waivers of a file.

    Attributes:
        path: the file.
        sha256: of its content.
        waivers: those in it, in their order.
        notices: what whoever wrote it should know.
    """

    path: Path
    sha256: str
    waivers: tuple[Waiver, ...]
    notices: tuple[str, ...] = ()


def read_waivers(path: Path, checks: Mapping[str, Check]) -> WaiverFile:
    """Read a file of waivers and see that all of it can be used.

    Args:
        path: the file.
        checks: the installed checks, by code.

    Raises:
        BadWaivers: it cannot; all of its faults are named.
    """
    try:
        data = path.read_bytes()
        table = as_json(tomllib.loads(data.decode("utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        raise BadWaivers(f"{path}: {why_unreadable(error)}") from None
    except tomllib.TOMLDecodeError as error:
        raise BadWaivers(f"{path}: it is not TOML: {error}") from None
    faults = [_in_words(error) for error in errors(table, schema("waivers"))]
    faults = faults or list(_faults(table["waivers"], checks))
    if faults:
        raise BadWaivers("\n".join(f"{path}: {fault}" for fault in sorted(set(faults))))
    waivers = tuple(_made(row, checks) for row in table["waivers"])
    notices = {f"{path}: {moved(one.was, one.check)}": None for one in waivers if one.was}
    sha256 = hashlib.sha256(data).hexdigest()
    return WaiverFile(path=path, sha256=sha256, waivers=waivers, notices=tuple(notices))


def _made(row: Mapping[str, Any], checks: Mapping[str, Check]) -> Waiver:
    check = current_code(row["check"], checks)
    return Waiver(
        check=check,
        was=row["check"] if check != row["check"] else "",
        case=row.get("case"),
        first=row.get("from", ""),
        last=row.get("to", ""),
        reason=row["reason"].strip(),
        by=row["by"].strip(),
        until=row["until"],
        given_for=row["given_for"],
    )


def _faults(rows: list[dict[str, Any]], checks: Mapping[str, Check]) -> Iterator[str]:
    """What a schema cannot say."""
    for number, row in enumerate(rows, 1):
        for why in unknown_codes([row["check"]], checks):
            yield f"waiver {number}: check: {why}"
        if "scope" in row and row["from"] > row["to"]:
            yield f"waiver {number}: from is after to"


def _in_words(error: ValidationError) -> str:
    path: list[Any] = list(error.absolute_path)
    at = ".".join(str(step) for step in path[2:])
    where = f"waiver {path[1] + 1}: {at}: " if at else f"waiver {path[1] + 1}: " if path[1:] else ""
    name = str(path[-1]) if path else ""
    given: Any = error.instance
    match error.validator:
        case "oneOf":
            return f"{where}it is for one case (case), or for all on some days (scope, from, to)"
        case "additionalProperties" if at != "given_for":
            asked: Any = error.schema
            strange = sorted(set(given) - set(asked["properties"]))
            return f"{where}there is no such setting: {', '.join(strange)}"
        case "required":
            wanted: Any = error.validator_value
            missing = [one for one in wanted if one not in given]
            return f"{where}{', '.join(missing)}: missing"
        case "format":
            return f"{where}is not a real day written YYYY-MM-DD"
        case "pattern" if name == "check":
            return f"{where}is not a code such as REV02"
        case "pattern" if name in ("reason", "by"):
            return f"{where}{_WANTED[name]}"
        case "pattern" | "propertyNames" | "minProperties":
            return f"{where}is not as `qaudit waive` prints it"
    return f"{where}{error.message}"


_WANTED = {"reason": "say why", "by": "say who answers for it"}
