"""What a check yielded that is no finding: each value is looked at before it is written down."""

from __future__ import annotations

import math
from datetime import date, datetime

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


def fact(value: object) -> str | float | bool | None:
    """A single value.

    Raises:
        Nonsense: it is more than one, or no value of JSON.
    """
    if isinstance(value, str):
        return str(value)
    return value if value is None or isinstance(value, bool) else number(value)


def written(day: object) -> str:
    """A day, YYYY-MM-DD.

    Raises:
        Nonsense: it is none, or a moment.
    """
    if not isinstance(day, date) or isinstance(day, datetime):
        raise Nonsense("a day that is no date")
    return day.isoformat()
