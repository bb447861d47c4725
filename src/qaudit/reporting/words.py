"""How values are written for a person."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from qaudit.cases.case import long_date
from qaudit.checking.shares import RateRow

DASH = "–"


LINES = "\t\n\r\v\f\x85\u2028\u2029"
"""What goes on to another line or column."""


def printable(text: str) -> str:
    """Text on one line that can do nothing to a terminal: no controls, no marks of direction."""
    return "".join(
        " " if char in LINES else char
        for char in text
        if char in LINES or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )


def words(code: str | None) -> str:
    """A grade or an outcome as it is said: not_met is "not met"."""
    return code.replace("_", " ") if code else DASH


def day(value: str | None) -> str:
    return long_date(date.fromisoformat(value)) if value else DASH


def short_day(value: str | None) -> str:
    return date.fromisoformat(value).strftime("%d %b %Y") if value else DASH


def as_at(given: str) -> str:
    """The day as at which records were judged, by the one that was given for all, if one was."""
    return f"as at {day(given)}" if given else "each as at its own export"


def per_cent(part: float) -> str:
    """A share of 1 in per cent: all but a few are not 100%, nor a few 0%."""
    whole = f"{100 * part:.0f}"
    if (whole == "100" and part < 1) or (whole == "0" and part > 0):
        whole = f"{min(max(100 * part, 0.1), 99.9):.1f}"
    return f"{whole}%"


def share(row: RateRow) -> str:
    """A rate with its interval: "72% (64–79%)"; counts alone where they are small."""
    if row["rate"] is None or row["interval"] is None:
        return DASH
    return f"{per_cent(row['rate'])} ({between(row['interval'], '–')})"


def between(interval: Sequence[float], to: str = " to ") -> str:
    """An interval of shares of 1 in per cent: "64 to 79%"."""
    low, high = map(per_cent, interval)
    return f"{low.removesuffix('%')}{to}{high}"


def of(row: RateRow) -> str:
    return f"{row['met']:,} of {row['judged']:,}"


def count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
