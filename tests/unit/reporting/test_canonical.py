"""The form of JSON that a report's digest is taken over."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qaudit.reporting.canonical import Digest, canonical

numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
)
objects = st.dictionaries(st.text(), values)


def rewritten(value: Any) -> Any:
    """What a program makes of it that has one kind of number, as JavaScript has."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: rewritten(value[name]) for name in reversed(value)}
    if isinstance(value, list):
        return [rewritten(part) for part in value]
    return value


class TestCanonical:
    def test_form(self) -> None:
        """Names in order, no spaces, ASCII, whole numbers as integers."""
        value = {"b": [1.0, 0.5, "1.0]", 1e16], "a": {"é\n": True, "": None}}
        assert canonical(value) == (
            '{"a":{"":null,"\\u00e9\\n":true},"b":[1,0.5,"1.0]",10000000000000000]}'
        )

    @given(objects)
    def test_it_stays_through_other_programs(self, value: dict[str, Any]) -> None:
        """Read, reordered and written by a program with one kind of number, it is the same."""
        again = json.loads(json.dumps(rewritten(value), indent=2, ensure_ascii=False))
        assert canonical(again) == canonical(value)

    @given(objects)
    def test_nothing_is_lost(self, value: dict[str, Any]) -> None:
        """It says what the object says."""
        assert json.loads(canonical(value)) == value


class TestDigest:
    def test_every_part_counts(self) -> None:
        """Another case, another order, another rest: each has another digest."""
        digests = set()
        for cases, rest in (
            ([b"{}", b"[]"], {}),
            ([b"[]", b"{}"], {}),
            ([b"{}"], {}),
            ([b"{}[]"], {}),
            ([b"{}", b"[]"], {"a": 1}),
        ):
            digest = Digest()
            for case in cases:
                digest.case(case)
            digests.add(digest.end(rest))
        assert len(digests) == 5
