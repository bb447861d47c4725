"""JSON as a case record must be written: strictly, and refused in plain words.

What a refusal says never holds what the record says: only where, and what kind of fault.
"""

from __future__ import annotations

import json
import re
from math import isinf
from typing import Any

MOST_NESTED = 64
"""Deeper than this is no case record, whose own names go seven levels down."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
"""A character written as an escaped pair, as those beyond the first 65,536 are, or half of one."""


class Refused(Exception):
    """A record that cannot be audited, with the reason for a person."""


def shown_name(name: object) -> str:
    """A field's name if it looks like one; a name is not shown if it may be a child's."""
    return f"'{name}'" if isinstance(name, str) and _NAME.fullmatch(name) else "(name not shown)"


def shown_step(part: str | int) -> str:
    """A step of a JSON pointer, under the same rule."""
    return str(part) if isinstance(part, int) or _NAME.fullmatch(part) else "(name not shown)"


def parse_record(data: bytes) -> dict[str, Any]:
    """Read one JSON object.

    Raises:
        Refused: it is not one JSON object in UTF-8 with every name given once.
    """
    return parse_text(decode(data))


def decode(data: bytes) -> str:
    """The text of a file or a line, its byte order mark removed.

    Raises:
        Refused: it is empty or not UTF-8.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused("it is written in UTF-16; a case record is UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"it is not UTF-8: byte {error.start + 1} cannot be read") from None
    if not text.strip():
        raise Refused("it is empty")
    return text


def parse_text(text: str) -> dict[str, Any]:
    try:
        value = _decoder.decode(text)
        if "\\u" in text and _SURROGATE.search(text):  # most records hold no such escape at all
            json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise Refused(_in_words(error)) from None
    except RecursionError:
        raise Refused("it is nested too deeply to be a case record") from None
    except UnicodeEncodeError:
        raise Refused("it holds half of a surrogate pair, which is no character") from None
    except ValueError:  # a whole number of thousands of digits
        raise Refused("it holds a number too long to be one") from None
    if isinstance(value, list):
        raise Refused(
            "a list stands where a record should be: give one file, or one line of NDJSON, a child"
        )
    if not isinstance(value, dict):
        raise Refused("a case record is a JSON object")
    return value


def nested_too_deeply(value: object, levels: int = MOST_NESTED) -> bool:
    """Whether lists and objects stand in each other more than `levels` deep."""
    level: list[object] = [value]
    for _ in range(levels + 1):
        level = [
            part
            for outer in level
            if isinstance(outer, (dict, list))
            for part in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def _in_words(error: json.JSONDecodeError) -> str:
    place = f"line {error.lineno}, column {error.colno}"
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"it breaks off: the JSON is not complete ({place})"
    if error.msg == "Extra data":
        return (
            f"something follows the record ({place}): "
            "several records go into an .ndjson file, one a line"
        )
    return f"it is not JSON ({place})"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise Refused(f"the name {shown_name(twice)} is given twice in one object")
    return value


def _constant(name: str) -> None:
    raise Refused(f"it holds {name}, which is not a JSON number")


def _decimal(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise Refused("it holds a number too large to be one")
    return number


_decoder = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_constant, parse_float=_decimal
)
