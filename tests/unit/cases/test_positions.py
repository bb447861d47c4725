"""Where in its file each part of a record stands."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qaudit.cases.positions import positions

RECORD = """{
  "child": {"names": ["Ann", "Bea"]},
  "reviews": [
    {"date": "2026-01-05"}, {"a/b": 1, "c~d": null}
  ]
}
"""

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


def test_each_value_stands_at_its_line_and_column() -> None:
    """Both count from 1, and a name in a pointer is escaped as pointers are."""
    assert positions(RECORD) == {
        "": (1, 1),
        "/child": (2, 12),
        "/child/names": (2, 22),
        "/child/names/0": (2, 23),
        "/child/names/1": (2, 30),
        "/reviews": (3, 14),
        "/reviews/0": (4, 5),
        "/reviews/0/date": (4, 14),
        "/reviews/1": (4, 29),
        "/reviews/1/a~1b": (4, 37),
        "/reviews/1/c~0d": (4, 47),
    }


def test_what_is_within_a_string_is_none_of_the_structure() -> None:
    """Brackets, quotes, commas and line separators in a text change nothing."""
    text = json.dumps({"text": '{"[,:\\ \u2028', "next": 1}, ensure_ascii=False)
    assert positions(text)["/next"] == (1, text.index(": 1}") + 3)


def test_a_line_of_a_file_from_windows_is_one_line() -> None:
    """A carriage return and a line feed together end one line."""
    assert positions('{\r\n"a": 1,\r\n"b": 2}') == {"": (1, 1), "/a": (2, 6), "/b": (3, 6)}


@given(values, st.sampled_from([None, 2]))
def test_at_every_position_stands_the_value_of_its_pointer(value: Any, indent: int | None) -> None:
    """Whatever the record holds and however it is laid out."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    lines = text.split("\n")  # a carriage return is escaped in JSON
    found = positions(text)
    assert len(found) == _size(value)
    for pointer, (line, column) in found.items():
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        read, _ = json.JSONDecoder().raw_decode(rest)
        assert read == _at(value, pointer)


def _size(value: Any) -> int:
    """How many values there are in a value, itself included."""
    parts = value.values() if isinstance(value, dict) else value
    return 1 + (sum(map(_size, parts)) if isinstance(value, dict | list) else 0)


def _at(value: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        value = value[int(name)] if isinstance(value, list) else value[name]
    return value
