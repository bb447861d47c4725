"""JSON in the one form that a report's digest is taken over, whatever it looks like in a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from qaudit.checking.results import plain

_PERHAPS_WHOLE = (".0,", ".0]", ".0}", "e+")
"""How a number that is whole and yet no integer would show; a text may show it too."""


def canonical(value: Mapping[str, Any]) -> str:
    """An object on one line of ASCII, its names in order, without a space.

    A whole number is written as one, as programs in other languages would write it back.
    """
    text = _json(value)
    if any(mark in text for mark in _PERHAPS_WHOLE):
        text = _json(_with_integers(value))
    return text


class Digest:
    """The SHA-256 of a report: of its cases in turn, then of the rest, each followed by a newline.

    It tells a report that was changed by mistake, in an editor or on its way. Whoever means to
    forge one can work it out anew.
    """

    def __init__(self) -> None:
        self._sum = hashlib.sha256()

    def case(self, line: bytes) -> None:
        """Take a case as `canonical` writes it."""
        self._sum.update(line)
        self._sum.update(b"\n")

    def end(self, rest: Mapping[str, Any]) -> str:
        """Take all but the cases and the digest itself, and give the digest in hexadecimal."""
        self.case(canonical(rest).encode("ascii"))
        return self._sum.hexdigest()


def _json(value: Any) -> str:
    """In ASCII, so that no text can break a terminal, a line or an encoding."""
    return json.dumps(
        value, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def _with_integers(value: Any) -> Any:
    if isinstance(value, float):
        return plain(value)
    if isinstance(value, Mapping):
        return {name: _with_integers(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_integers(part) for part in value]
    return value
