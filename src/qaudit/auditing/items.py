"""What stands in the items of a record, in short: another text, date or value gives another.

By it a waiver is void once the record says something else of what it was given for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

OF_EVERY_EXPORT = "exported_on"
"""What is another day in each export, and says nothing of the child."""


class Items:
    """The SHA-256 of items of a record, each by the pointer to it, such as `/reviews/3`.

    Args:
        record: the record; None where it is not at hand any longer.
        known: what is known of its items already.
    """

    def __init__(
        self, record: Mapping[str, Any] | None, known: Mapping[str, str] | None = None
    ) -> None:
        self._record = record
        self._known = dict(known or {})

    def sha256(self, pointer: str) -> str:
        """Of the item that a pointer leads to or into; "" where that is not known."""
        item = "/".join(pointer.split("/", 3)[:3])
        if item not in self._known and self._record is not None:
            self._known[item] = self._made(item, self._record)
        return self._known.get(item, "")

    def all(self) -> dict[str, str]:
        """Of every item and every section, for when the record is gone."""
        assert self._record is not None
        self.sha256("")  # asks for each of them
        return self._known

    def _made(self, item: str, record: Mapping[str, Any]) -> str:
        if not item:
            sections = sorted(name for name in record if name != OF_EVERY_EXPORT)
            return _sha256([(name, self.sha256(_pointer(name))) for name in sections])
        name, _, index = item[1:].partition("/")
        section = record[name.replace("~1", "/").replace("~0", "~")]
        if not isinstance(section, list):
            return _sha256(section)
        if index:
            return _sha256(section[int(index)])
        return _sha256([self.sha256(f"{item}/{number}") for number in range(len(section))])


def _pointer(name: str) -> str:
    return "/" + name.replace("~", "~0").replace("/", "~1")


def _sha256(value: Any) -> str:
    """Of a JSON value, however its names are ordered."""
    return hashlib.sha256(_in_order(value).encode("ascii")).hexdigest()


_in_order = json.JSONEncoder(sort_keys=True).encode
