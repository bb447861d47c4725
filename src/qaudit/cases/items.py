"""Makes the model's items from the JSON of a valid record, as they stood on a day.

Nothing dated after that day counts, for or against: what had not happened is left out, and
a step dated later (an end, a completion) had not been taken. What is due may lie in the
future. JSON null is the same as a missing field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, partial
from types import MappingProxyType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from attrs import fields

from qaudit.cases.model import Item

T = TypeVar("T", bound=Item)

Reader = Callable[[Any, str, date], Any]
"""Makes a field from its JSON value, its item's pointer and the day; None: as good as missing."""

FORWARD_LOOKING = ("due_date", "planned_date", "decide_by_date", "expected_date_of_birth")
"""Dates that say when something should be, not when it was."""

ANNOUNCING = (*FORWARD_LOOKING, "requested_date")
"""Dates by which something is known of before it happens."""


def make_items(
    kind: type[T], values: Iterable[Mapping[str, Any]], pointer: str, until: date
) -> tuple[T, ...]:
    """The items of a list, those left out that had not happened by the end of `until`."""
    make = _making(kind).make  # type: ignore[arg-type]  # a class is hashable
    made = []
    for place, value in enumerate(values):
        item = make(value, f"{pointer}/{place}", until)
        if item is not None:
            made.append(item)
    return tuple(made)


def make_item(kind: type[T], value: Mapping[str, Any], pointer: str, until: date) -> T | None:
    """One item, or None where it had not happened by the end of `until`."""
    made: T | None = _making(kind).make(value, pointer, until)  # type: ignore[arg-type]  # as above
    return made


class _Making:
    """How items of a kind are made.

    Attributes:
        kind: the kind.
        missing: an item of which nothing is recorded.
        readers: how the fields are made that are not taken as they are.
        lists: the kinds of the parts that fields hold lists of, made when they are asked for.
    """

    def __init__(self, kind: type[Item]) -> None:
        hints = get_type_hints(kind)
        self.kind = kind
        self.missing: dict[str, Any] = dict.fromkeys(field.name for field in fields(kind))
        readers = {name: _reader(name, hints[name], name in kind.foreseen) for name in self.missing}
        self.readers = [(name, reader) for name, reader in readers.items() if reader]
        parts = {name: _parts(hints[name]) for name in self.missing}
        self.lists = {name: part for name, part in parts.items() if part}

    def make(self, value: Mapping[str, Any], pointer: str, until: date) -> Any:
        """An item, or None where it had not happened yet."""
        # As `kind(**made)`, in a third of the time.
        item = self.kind.__new__(self.kind)
        made = item.__dict__
        made.update(self.missing)
        made.update(value)
        if len(made) > len(self.missing):  # something that is not in the data dictionary
            for name in value.keys() - self.missing.keys():
                del made[name]
        left_out = False
        for name, read in self.readers:
            if (part := made[name]) is not None:
                made[name] = field = read(part, pointer, until)
                if field is None:
                    left_out = True
        if left_out and self._happened_later(value, made):
            # A meeting arranged for later has not been held, but was due or planned all the
            # same: nothing else of it is known yet.
            if not any(made.get(name) for name in ANNOUNCING):
                return None
            made.update({name: None for name in made if not _known_before(name)})
        if self.lists:
            made["_make_parts"] = partial(_make_parts, self.kind, value, pointer, until)
            for name in self.lists:
                if made[name] is not None:
                    del made[name]
        made["pointer"] = pointer
        return item

    def _happened_later(self, value: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
        """Whether all that says when it happened was dated later, and so left out."""
        dated = [name for name in self.kind.happens if value.get(name) is not None]
        return bool(dated) and not any(made[name] for name in dated)


_making = cache(_Making)


def _make_parts(
    kind: type[Item], value: Mapping[str, Any], pointer: str, until: date, name: str
) -> tuple[Item, ...] | None:
    """The parts of an item that a field holds a list of; None where it holds no such list."""
    part = _making(kind).lists.get(name)  # type: ignore[arg-type]  # as above
    return make_items(part, value[name], f"{pointer}/{name}", until) if part else None


def _known_before(name: str) -> bool:
    return name in ANNOUNCING or name == "type" or name.endswith("_id")


def _reader(name: str, hint: Any, foreseen: bool) -> Reader | None:
    hint = _without_none(hint)
    if hint is date:
        return _any_day if foreseen or name in FORWARD_LOOKING else _past_day
    if hint is datetime:
        return _past_instant
    if get_origin(hint) is tuple:
        part = get_args(hint)[0]
        if part is date:
            return _past_days
        return None if _parts(hint) else _plain_list
    if get_origin(hint) is Mapping:
        return _mapping
    return _one_of(hint, name) if issubclass(hint, Item) else None


def _parts(hint: Any) -> type[Item] | None:
    """The kind of the parts that a field holds a list of, if it does."""
    hint = _without_none(hint)
    part = get_args(hint)[0] if get_origin(hint) is tuple else None
    return part if isinstance(part, type) and issubclass(part, Item) else None


def _without_none(hint: Any) -> Any:
    """What a field holds that may be None, as every field of an item may."""
    if isinstance(hint, UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _any_day(value: str, _pointer: str, _until: date) -> date:
    return date.fromisoformat(value)


def _past_day(value: str, _pointer: str, until: date) -> date | None:
    day = date.fromisoformat(value)
    return day if day <= until else None


def _past_days(value: list[str], _pointer: str, until: date) -> tuple[date, ...]:
    return tuple(day for day in map(date.fromisoformat, value) if day <= until)


def _past_instant(value: str, _pointer: str, until: date) -> datetime | None:
    moment = datetime.fromisoformat(value.upper())
    return moment if moment.date() <= until else None


def _plain_list(value: list[Any], _pointer: str, _until: date) -> tuple[Any, ...]:
    return tuple(value)


def _mapping(value: dict[str, Any], _pointer: str, _until: date) -> Mapping[str, Any]:
    return MappingProxyType(dict(value))


def _one_of(kind: type[Item], name: str) -> Reader:
    def read(value: dict[str, Any], pointer: str, until: date) -> Item | None:
        return make_item(kind, value, f"{pointer}/{name}", until)

    return read
