"""Records at random, made from the schema, and what may go wrong with them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st
from qaudit_schemas import schema

from qaudit.cases.model import SECTIONS

Record = dict[str, Any]
Path = tuple[str | int, ...]

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DAYS = st.dates().map(str)
MOMENTS = st.datetimes(timezones=st.timezones()).map(
    lambda moment: moment.isoformat(timespec="seconds")[:19] + "+01:00"
)

ODD_DAYS = (
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "2026-00-10",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "2026-02-28\n",
    " 2026-02-28",
    "2026-02-28T00:00:00Z",
    "２０２６-02-28",
    "٢٠٢٦-02-28",
    "2026-2-28",
    "20260228",
    "2026-W09-6",
    "2026-059",
    "28/02/2026",
    "",
)
ODD_MOMENTS = (
    "2026-03-04T09:30:00",
    "2026-03-04T09:30Z",
    "2026-03-04T09Z",
    "2026-03-04T0930+0100",
    "2026-03-04T09:30:00+01",
    "2026-03-04T09:30:00+0100",
    "2026-03-04T09:30:00+01:00:30",
    "2026-03-04T09:30:00+24:00",
    "2026-03-04T09:30:00+01:60",
    "2026-03-04T09:30:00,5Z",
    "2026-03-04T09:30:00.Z",
    "2026-03-04T09:30:00Z\n",
    "2026-03-04 09:30:00Z",
    "2026-03-04T24:00:00Z",
    "2026-03-04T09:60:00Z",
    "2016-12-31T23:59:60Z",
    "2026-02-30T09:30:00Z",
    "0000-01-01T00:00:00Z",
    "2026-03-04T0９:30:00Z",
    "2026-W10-3T09:30:00Z",
    "2026-03-04",
)
GOOD_MOMENTS = (
    "2026-03-04T09:30:00Z",
    "2026-03-04t09:30:00z",
    "2026-03-04T09:30:00+01:00",
    "2026-03-04T09:30:00-00:00",
    "2026-03-04T09:30:00.5Z",
    "2026-03-04T09:30:00.123456789+01:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
)

ODD_VALUES = st.one_of(
    st.sampled_from(ODD_DAYS),
    st.sampled_from(ODD_MOMENTS),
    st.sampled_from(GOOD_MOMENTS),
    TEXTS,
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        [
            None,
            True,
            False,
            0,
            -1,
            -0.0,
            1.5,
            10**30,
            [],
            {},
            [None],
            [[]],
            {"a": None},
            "C1\n",
            "U９",
        ]
    ),
)


@cache
def root() -> dict[str, Any]:
    """The schema of a case record."""
    loaded: dict[str, Any] = schema("case-record")
    return loaded


def followed(place: dict[str, Any]) -> dict[str, Any]:
    """A part of the schema, or the definition it refers to."""
    while "$ref" in place:
        place = root()["$defs"][place["$ref"].removeprefix("#/$defs/")]
    return place


def values(place: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Valid values of a part of the schema."""
    place = followed(place)
    if "const" in place:
        return st.just(place["const"])
    if "enum" in place:
        return st.sampled_from(place["enum"])
    kinds = [place["type"]] if isinstance(place["type"], str) else place["type"]
    return st.one_of(*(_of_kind(kind, place) for kind in kinds))


def _of_kind(kind: str, place: dict[str, Any]) -> st.SearchStrategy[Any]:
    if kind == "null":
        return st.none()
    if kind == "boolean":
        return st.booleans()
    if kind == "number":
        return st.integers(0, 99) | st.floats(0, 99)
    if kind == "array":
        return st.lists(values(place["items"]), max_size=2)
    if kind == "object":
        return objects(place)
    if place.get("format") == "date":
        return DAYS
    if place.get("format") == "date-time":
        return MOMENTS
    if "pattern" in place:
        return st.from_regex(place["pattern"], fullmatch=True)
    return st.text(
        st.characters(exclude_categories=["Cs"]), min_size=place.get("minLength", 0), max_size=8
    )


def objects(place: dict[str, Any]) -> st.SearchStrategy[Record]:
    """Valid objects with some of the names the schema gives."""
    needed = place.get("required", [])
    parts = {name: values(part) for name, part in place.get("properties", {}).items()}
    return st.fixed_dictionaries(
        {name: parts.pop(name) for name in needed},
        optional=parts,
    )


def full(place: dict[str, Any]) -> Any:
    """One value with every name and one of everything, that satisfies a part of the schema."""
    place = followed(place)
    if "const" in place:
        return place["const"]
    if "enum" in place:
        return place["enum"][0]
    kind = place["type"] if isinstance(place["type"], str) else place["type"][0]
    if kind == "object":
        made = {name: full(part) for name, part in place.get("properties", {}).items()}
        if others := place.get("additionalProperties"):
            made["placements"] = full(others)
        return made
    if kind == "array":
        return [full(place["items"])]
    if kind == "boolean":
        return True
    if kind == "number":
        return 3
    if place.get("format") == "date":
        return "2026-03-04"
    if place.get("format") == "date-time":
        return "2026-03-04T09:30:00Z"
    return {
        "^[A-Z]{4}$": "WBRI",
        "^[A-Z][0-9]{1,2}$": "U1",
        "^[A-Z][0-9A-Z]{1,3}$": "E4A",
        None: "words",
    }[place.get("pattern")]


def full_record() -> Record:
    """A valid record with every section and every name the schema has."""
    made: Record = full(root())
    return made


def paths(value: Any, before: Path = ()) -> Iterator[Path]:
    """Where each part of a value is, the value itself apart."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, part in inside:
        yield (*before, step)
        yield from paths(part, (*before, step))


def at(value: Any, path: Path) -> Any:
    """A part of a value."""
    for step in path:
        value = value[step]
    return value


def put(value: Any, path: Path, part: Any) -> Any:
    """A copy of a value with a part of it replaced."""
    changed = copy.deepcopy(value)
    at(changed, path[:-1])[path[-1]] = part
    return changed


@st.composite
def mutated(draw: st.DrawFn) -> Record:
    """A record of a few sections in which one to three things are replaced, left out or added."""
    sections = draw(st.sets(st.sampled_from(list(SECTIONS)), max_size=3))
    made = full_record()
    made = {name: part for name, part in made.items() if name in sections or name not in SECTIONS}
    for _ in range(draw(st.integers(1, 3))):
        places = list(paths(made))
        path = draw(st.sampled_from(places))
        parent, step = at(made, path[:-1]), path[-1]
        match draw(st.integers(0, 4)):
            case 0:
                del parent[step]
            case 1 if isinstance(parent[step], dict):
                parent[step][draw(TEXTS)] = draw(ODD_VALUES)
            case _:
                parent[step] = copy.deepcopy(draw(ODD_VALUES))
    return made
