"""Is this a case record, and if not, where and why: in plain words, without what it says.

A fast gate (jsonschema-rs) lets good records through; jsonschema, the reference
implementation, says what is wrong with those it refuses. Both read the same schema and the
same meaning of a date and a date-time. What no schema can say (an end before its
beginning, an id twice in a section) is looked for here as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs
from attrs import fields, frozen
from qaudit_schemas import schema

from qaudit.cases.model import SECTIONS
from qaudit.cases.parsing import nested_too_deeply, shown_name, shown_step

if TYPE_CHECKING:
    import jsonschema

MOST_FAULTS = 20
"""A record wrong throughout is not listed throughout."""

ID_FIELDS = (
    "placement_id",
    "section_47_id",
    "assessment_id",
    "referral_id",
    "plan_id",
    "review_id",
    "visit_id",
    "supervision_id",
    "oversight_id",
    "activity_id",
    "episode_id",
    "document_id",
    "audit_id",
)
"""The fields that name an item within its section: the first of them that it has."""

_BEGINNINGS_AND_ENDS = (
    ("start_date", "end_date"),
    ("start_at", "end_at"),
    ("arrangement_start_date", "arrangement_end_date"),
)

_LASTING_PARTS = {"placements": "temporary_approval", "care_leaving": "accommodation"}
"""By section, the part of an item that has a start_date and an end_date of its own."""

_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt]([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\.[0-9]+)?"
    r"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
)


@frozen(order=True)
class Fault:
    """What is wrong, and the JSON pointer to where."""

    pointer: str
    reason: str

    def __str__(self) -> str:
        return f"{self.pointer or 'the record'}: {self.reason}"


_TOO_DEEP = Fault("", "it is nested too deeply to be a case record")


def is_day(value: object) -> bool:
    """Whether a string is a real day, YYYY-MM-DD (schemas leave other types alone)."""
    if not isinstance(value, str):
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == 10 and value[4] == value[7] == "-"


def is_instant(value: object) -> bool:
    """Whether a string is a date-time with an offset, as RFC 3339 has it."""
    if not isinstance(value, str):
        return True
    return _INSTANT.fullmatch(value) is not None and is_day(value[:10])


_FORMATS = {"date": is_day, "date-time": is_instant}
"""The meaning that every reader of the schema gives to its formats.

The gate has a date of its own, which with the pattern beside it is the same and takes no time.
"""


@frozen
class Examination:
    """What was found in looking at a record.

    Attributes:
        faults: all that keeps it from being audited, at most `MOST_FAULTS`; none: it is valid.
        unread: the names in it that the data dictionary does not have. They are not read.
            That is no fault where a system gives more than is asked for, but a misspelt name
            is a date that will not be found, so whoever runs an audit is told.
    """

    faults: tuple[Fault, ...] = ()
    unread: tuple[Fault, ...] = ()


def examine(record: dict[str, Any]) -> Examination:
    """Whether a record can be audited, and what in it will not be read."""
    try:
        known = _strict_gate().is_valid(record)
        if not known and nested_too_deeply(record):
            return Examination((_TOO_DEEP,))
        if known or _gate().is_valid(record):
            found = tuple(_contradictions(record))[:MOST_FAULTS]
            return Examination(found, () if known else _unread(record))
    except ValueError:  # deeper than the gate can follow
        return Examination((_TOO_DEEP,))
    wrong = sorted({_in_words(error) for error in _judge().iter_errors(record)})
    return Examination(
        tuple(wrong[:MOST_FAULTS])
        or (Fault("", "it does not satisfy the schema of a case record"),)
    )


def _unread(record: dict[str, Any]) -> tuple[Fault, ...]:
    found = list(_strangers(record, _root(), ""))
    for name, part in (record.get("coverage") or {}).items():
        if name in SECTIONS:
            found += _strangers(part, {"$ref": "#/$defs/coverage"}, f"/coverage/{name}")
        else:
            found.append(_not_known("/coverage", name, "is not a section", SECTIONS))
    return tuple(sorted(found))


def _not_known(pointer: str, name: str, what: str, known: Iterable[str]) -> Fault:
    near = get_close_matches(name, known, 1, 0.7)
    asked = f"; did you mean '{near[0]}'?" if near else ""
    return Fault(pointer, f"{shown_name(name)} {what}{asked}")


def _strangers(value: object, place: dict[str, Any], pointer: str) -> Iterator[Fault]:
    place = _followed(place)
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from _strangers(part, place.get("items", {}), f"{pointer}/{index}")
    elif isinstance(value, dict) and (known := place.get("properties")):
        if not value.keys() <= known.keys():
            for name in value.keys() - known.keys():
                yield _not_known(pointer, name, "is not read", known)
        for name, part in value.items():
            if isinstance(part, (dict, list)) and name in known:
                yield from _strangers(part, known[name], f"{pointer}/{name}")


def _contradictions(record: dict[str, Any]) -> Iterator[Fault]:
    if nested_too_deeply(record.get("source")):
        yield Fault("/source", "it is nested too deeply")
    for name in SECTIONS:
        entries = record.get(name)
        if not entries:
            continue
        begins, ends, id_field = _names_in(name)
        ids: set[str] = set()
        for index, entry in enumerate(entries):
            if begins and _ends_first(entry, begins, ends):
                yield Fault(f"/{name}/{index}", f"{ends} is before {begins}")
            for place, part in _lasting_parts(name, entry) if name in _LASTING_PARTS else ():
                if _ends_first(part, "start_date", "end_date"):
                    yield Fault(f"/{name}/{index}/{place}", "end_date is before start_date")
            own_id = entry.get(id_field)
            if own_id:
                if own_id in ids:
                    yield Fault(
                        f"/{name}/{index}/{id_field}", "another in this section has the same id"
                    )
                ids.add(own_id)


@cache
def _names_in(section: str) -> tuple[str, str, str]:
    """The names in a section's items of their beginning, their end and their own id."""
    names = {field.name for field in fields(SECTIONS[section])}
    pairs = [pair for pair in _BEGINNINGS_AND_ENDS if names.issuperset(pair)]
    begins, ends = pairs[0] if pairs else ("", "")
    own_id = next((name for name in ID_FIELDS if name in names), "")
    return begins, ends, own_id


def _lasting_parts(section: str, entry: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The parts of an item that have a start and an end of their own, and where they are."""
    name = _LASTING_PARTS[section]
    part = entry.get(name)
    if isinstance(part, dict):
        yield name, part
    elif part:
        yield from ((f"{name}/{index}", one) for index, one in enumerate(part))


def _ends_first(entry: dict[str, Any], begins: str, ends: str) -> bool:
    start, end = entry.get(begins), entry.get(ends)
    if not start or not end:
        return False
    if len(start) == 10:
        return bool(end < start)
    return datetime.fromisoformat(end.upper()) < datetime.fromisoformat(start.upper())


@cache
def _root() -> dict[str, Any]:
    loaded: dict[str, Any] = schema("case-record")
    return loaded


def _followed(place: dict[str, Any]) -> dict[str, Any]:
    """A part of the schema, or the definition it refers to."""
    reference = place.get("$ref")
    if reference is None:
        return place
    definition: dict[str, Any] = _root()["$defs"][reference.rsplit("/", 1)[1]]
    return definition


@cache
def _gate() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(
        _root(), validate_formats=True, formats={"date-time": is_instant}
    )


@cache
def _strict_gate() -> jsonschema_rs.Draft202012Validator:
    """Lets only records through that have no name the data dictionary does not have."""
    return jsonschema_rs.Draft202012Validator(
        _closed(_root()), validate_formats=True, formats={"date-time": is_instant}
    )


def _closed(place: Any) -> Any:
    """A schema whose objects have no other names than it gives."""
    if isinstance(place, list):
        return [_closed(part) for part in place]
    if not isinstance(place, dict):
        return place
    closed = {name: _closed(part) for name, part in place.items()}
    if isinstance(place.get("properties"), dict):
        closed["additionalProperties"] = False
        if "coverage" in place["properties"]:
            sections = {name: {"$ref": "#/$defs/coverage"} for name in SECTIONS}
            closed["properties"]["coverage"] = {
                "type": ["object", "null"],
                "properties": sections,
                "additionalProperties": False,
            }
    return closed


@cache
def _judge() -> jsonschema.Draft202012Validator:
    # Slow to import, and needed only for what is wrong.
    import jsonschema  # noqa: PLC0415

    formats = jsonschema.FormatChecker(formats=())
    for name, means in _FORMATS.items():
        formats.checks(name)(means)
    return jsonschema.Draft202012Validator(_to_the_end(_root()), format_checker=formats)


def _to_the_end(place: Any) -> Any:
    """A schema whose patterns mean in Python what they mean to the gate.

    There `$` is the end of a text; in Python also the place before a newline at its end.
    """
    if isinstance(place, list):
        return [_to_the_end(part) for part in place]
    if not isinstance(place, dict):
        return place
    return {
        name: part.replace("$", r"\Z") if name == "pattern" else _to_the_end(part)
        for name, part in place.items()
    }


def _in_words(error: jsonschema.ValidationError) -> Fault:
    """What is wrong and where. Never `error.message`: it holds the child's record."""
    pointer = "".join(f"/{shown_step(part)}" for part in error.absolute_path)
    wanted: Any = error.validator_value
    match error.validator:
        case "required":
            given: Any = error.instance
            missing = [name for name in wanted if name not in given]
            return Fault(pointer, f"{' and '.join(missing)} missing")
        case "type":
            kinds = (
                [wanted] if isinstance(wanted, str) else [kind for kind in wanted if kind != "null"]
            )
            return Fault(pointer, f"should be {' or '.join(_KINDS[kind] for kind in kinds)}")
        case "enum":
            named = ", ".join(str(choice) for choice in wanted if choice is not None)
            return Fault(pointer, f"is not one of {named}")
        case "format" | "pattern" if _is_date(error):
            return Fault(pointer, "is not a real day written YYYY-MM-DD")
        case "format" | "pattern" if _is_instant(error):
            return Fault(pointer, "is not a date-time with an offset (2026-03-04T09:30:00Z)")
        case "pattern":
            return Fault(pointer, "is not written like a code of this field")
        case "const":
            return Fault(pointer, f"should be {wanted!r}")
        case "minLength":
            return Fault(pointer, "is empty")
        case "maxLength":
            return Fault(pointer, "is too long")
        case "minimum":
            return Fault(pointer, f"is less than {wanted}")
        case _:
            return Fault(pointer, "does not satisfy the schema of a case record")


def _is_date(error: jsonschema.ValidationError) -> bool:
    return isinstance(error.schema, dict) and error.schema.get("format") == "date"


def _is_instant(error: jsonschema.ValidationError) -> bool:
    return isinstance(error.schema, dict) and error.schema.get("format") == "date-time"


_KINDS = {
    "string": "text",
    "boolean": "true or false",
    "number": "a number",
    "array": "a list",
    "object": "an object",
}
