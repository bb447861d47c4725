"""What the findings of one case rest on, in the report's shape."""

from __future__ import annotations

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
        self._held = record is not None
        self._places: dict[str, Any] = {"": record}
        self._opened: set[str] = set()

    def row(self, shown: Item | Reference) -> EvidenceRow:
        """The row of an item, or of a place in the record.

        Raises:
            Nonsense: it is neither, has no name or points to nothing in the record.
        """
        if isinstance(shown, Reference):
            label, note = shown.label, shown.note
        elif isinstance(shown, Item):
            label, note = shown.naming.label, ""
        else:
            raise Nonsense("a reference to what is no item of a case")
        pointer = shown.pointer
        if pointer not in self._places:
            self.resolve(pointer)
        if type(label) is not str or not label:
            label = words(label, "a label")
        if not note:
            return {"pointer": pointer, "label": label}
        if type(note) is not str:
            note = words(note, "a note")
        return {"pointer": pointer, "label": label, "note": note}

    def resolve(self, pointer: str) -> None:
        """See that a JSON pointer (RFC 6901) leads to something in the record.

        Raises:
            Nonsense: it does not.
        """
        if not self._held or pointer in self._places:
            return
        place = ""
        for step in pointer.split("/")[1:]:
            self._open(place)
            place += f"/{step}"
            if place not in self._places:
                break
        if pointer not in self._places:
            raise Nonsense("a pointer to what is not in the record")

    def _open(self, pointer: str) -> None:
        """Note all that stands in a place: where findings point to one item, they do to others."""
        if pointer not in self._opened:
            self._opened.add(pointer)
            match self._places[pointer]:
                case dict() as entry:
                    self._places |= {
                        f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}": part
                        for name, part in entry.items()
                    }
                case list() as entries:
                    self._places |= {
                        f"{pointer}/{index}": entry for index, entry in enumerate(entries)
                    }
