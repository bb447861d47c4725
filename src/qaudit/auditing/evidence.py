"""What the findings of one case rest on, in the report's shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from qaudit.auditing.nonsense import Nonsense, words
from qaudit.cases.model import Item
from qaudit.checking.observations import Reference
from qaudit.checking.results import EvidenceRow


class Evidence:
    """Makes the rows of evidence in one case, and holds every pointer to its record.

    Args:
        record: the record, in which every pointer must resolve; None where it is not at hand.
    """

    def __init__(self, record: Mapping[str, Any] | None) -> None:
        self._record = record
        self._resolved: set[str] = set()
        self._within: dict[str, Any] = {}
        self._items: dict[int, tuple[Item, EvidenceRow]] = {}

    def row(self, shown: Item | Reference) -> EvidenceRow:
        """The row of an item or a place: that of an item is one for all that rests on it.

        Raises:
            Nonsense: it is neither, or points to nothing in the record.
        """
        if isinstance(shown, Reference):
            return self._place(shown)
        # By its place in memory, where it stays while it is kept here: by its value would be by
        # all the text in it.
        known = self._items.get(id(shown))
        if known is None:
            known = self._items[id(shown)] = (shown, self._item(shown))
        return known[1]

    def resolve(self, pointer: str) -> str:
        """A pointer that leads to something in the record.

        Raises:
            Nonsense: it does not.
        """
        if pointer not in self._resolved:
            if self._record is not None and not self._leads_somewhere(pointer, self._record):
                raise Nonsense("a pointer to what is not in the record")
            self._resolved.add(pointer)
        return pointer

    def _item(self, item: Item) -> EvidenceRow:
        if not isinstance(item, Item):
            raise Nonsense("a reference to what is no item of a case")
        return {
            "pointer": self.resolve(item.pointer),
            "label": words(item.naming.label, "a label"),
        }

    def _place(self, place: Reference) -> EvidenceRow:
        pointer, label, note = place.pointer, place.label, place.note
        row: EvidenceRow = {
            "pointer": pointer if pointer in self._resolved else self.resolve(pointer),
            "label": label if type(label) is str and label else words(label, "a label"),
        }
        if note:
            row["note"] = note if type(note) is str else words(note, "a note")
        return row

    def _leads_somewhere(self, pointer: str, record: Mapping[str, Any]) -> bool:
        """Whether a pointer resolves; many lead into one list, which is looked up once."""
        within, slash, step = pointer.rpartition("/")
        if not slash:
            return pointer == ""
        if within not in self._within:
            self._within[within] = led_to(within, record)
        return following(self._within[within], step) is not NOTHING


NOTHING = object()
"""What a pointer leads to that leads nowhere."""

_INDEX = re.compile("0|[1-9][0-9]{0,8}")


def led_to(pointer: str, record: Mapping[str, Any]) -> Any:
    """What a JSON pointer (RFC 6901) leads to in a record, or `NOTHING`."""
    first, *steps = pointer.split("/")
    place: Any = NOTHING if first else record
    for step in steps:
        place = following(place, step)
    return place


def following(place: Any, step: str) -> Any:
    """What a step of a JSON pointer leads to from a place, or `NOTHING`."""
    if isinstance(place, dict):
        return place.get(step.replace("~1", "/").replace("~0", "~"), NOTHING)
    if isinstance(place, list) and _INDEX.fullmatch(step) and int(step) < len(place):
        return place[int(step)]
    return NOTHING
