"""What a check yielded that is no finding: each value is looked at before it is written down."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime

from qaudit.checking.observations import Fact
from qaudit.checking.results import plain


class Nonsense(Exception):
    """A check yielded what is no finding; why, in words of our own."""


def words(value: object, what: str) -> str:
    """Some text.

    Raises:
        Nonsense: it is none, or empty.
    """
    if not isinstance(value, str) or not value:
        raise Nonsense(f"{what} that is no text")
    return str(value)


def number(value: object) -> float:
    """A finite number, as a report has it.

    Raises:
        Nonsense: it is none.
    """
    if type(value) not in (int, float) or not math.isfinite(value):  # type: ignore[arg-type]
        raise Nonsense("a value that is no number")
    return plain(value)  # type: ignore[arg-type]


def facts(values: Mapping[str, object]) -> dict[str, Fact]:
    """Single values by their names.

    Raises:
        Nonsense: a name is no text, or a value more than one or no value of JSON.
    """
    made: dict[str, Fact] = {}
    for name, value in values.items():
        if type(name) is not str or not name:
            name = words(name, "a fact")  # noqa: PLW2901
        made[name] = value if type(value) in _PLAIN else _fact(value)  # type: ignore[assignment]
    return made


_PLAIN = frozenset({str, int, bool, type(None)})


def _fact(value: object) -> Fact:
    if isinstance(value, str):
        return str(value)
    return number(value)


def written(day: object) -> str:
    """A day, YYYY-MM-DD.

    Raises:
        Nonsense: it is none, or a moment.
    """
    if not isinstance(day, date) or isinstance(day, datetime):
        raise Nonsense("a day that is no date")
    return day.isoformat()
