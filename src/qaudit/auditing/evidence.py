"""What the findings of one case rest on, in the report's shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from qaudit.auditing.nonsense import Nonsense, words
from qaudit.cases.model import Item
from qaudit.checking.observations import Reference, reference
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

    def row(self, shown: Item | Reference) -> EvidenceRow:
        """The row of an item, or of a place in the record.

        Raises:
            Nonsense: it is neither, has no name or points to nothing in the record.
        """
        if not isinstance(shown, Reference):
            shown = self._reference(shown)
        pointer, label, note = shown.pointer, shown.label, shown.note
        if pointer not in self._resolved:
            self.resolve(pointer)
        if type(label) is not str or not label:
            label = words(label, "a label")
        if not note:
            return {"pointer": pointer, "label": label}
        if type(note) is not str:
            note = words(note, "a note")
        return {"pointer": pointer, "label": label, "note": note}

    def resolve(self, pointer: str) -> None:
        """See that a pointer leads to something in the record.

        Raises:
            Nonsense: it does not.
        """
        if pointer not in self._resolved:
            if self._record is not None and not self._leads_somewhere(pointer, self._record):
                raise Nonsense("a pointer to what is not in the record")
            self._resolved.add(pointer)

    @staticmethod
    def _reference(shown: object) -> Reference:
        if not isinstance(shown, Item):
            raise Nonsense("a reference to what is no item of a case")
        return reference(shown)

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
