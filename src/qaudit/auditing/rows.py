"""Findings in the report's shape, judged by the rules of their day."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from qaudit.checking.check import Check
from qaudit.checking.observations import CopiedPassage, Measure, Note, Observation, Place, Reference
from qaudit.checking.results import EvidenceRow, MeasureRow, NoteRow, ObservationRow
from qaudit.checking.standards import Force, Outcome, easement_on

FROM_A_CHECK = {
    outcome: outcome.value
    for outcome in (
        Outcome.MET,
        Outcome.NOT_MET,
        Outcome.NOT_DUE,
        Outcome.CANNOT_TELL,
        Outcome.NOT_APPLICABLE,
    )
}
"""The outcomes that a check may give; the others are the engine's."""


class Nonsense(Exception):
    """A check yielded what is no finding."""


class Rows:
    """Makes the rows of what one check yields for one case.

    Args:
        check: the check.
        case_id: whose findings they are.
        record: the record, in which every pointer must resolve; None where it is not at hand.
    """

    def __init__(self, check: Check, case_id: str, record: Mapping[str, Any] | None) -> None:
        self._check = check
        self._case_id = case_id
        self._record = record
        self._axis, self._force = check.axis.value, check.force.value
        self._found: set[str] = set()
        self._seen: dict[str, int] = {}

    def observation(self, found: Observation) -> ObservationRow:
        """An observation's row.

        Raises:
            Nonsense: it says something that no observation can.
        """
        outcome, message, on = found.outcome, found.message, found.on
        if outcome not in FROM_A_CHECK or not isinstance(on, date) or not message:
            raise Nonsense
        if why := self._check.validity.why_not(on):
            outcome, message = Outcome.NOT_APPLICABLE, why
        row: ObservationRow = {
            "check": self._check.code,
            "outcome": FROM_A_CHECK[outcome],
            "axis": self._axis,
            "force": self._force,
            "on": on.isoformat(),
            "due": found.due.isoformat() if found.due else None,
            "done": found.done.isoformat() if found.done else None,
            "days_late": None,
            "message": message,
            "evidence": [self._evidence(item) for item in (found.about, *found.evidence)],
            "fingerprint": self._fingerprint(found),
        }
        if outcome is Outcome.NOT_MET:
            row["days_late"] = found.days_late
            self._weigh(row, found)
        if found.facts:
            row["facts"] = dict(found.facts)
        if found.passages:
            row["passages"] = [_passage(passage, self._case_id) for passage in found.passages]
        return row

    def measure(self, found: Measure) -> MeasureRow:
        return {
            "check": self._check.code,
            "name": found.name,
            "value": found.value,
            "unit": found.unit,
        }

    def note(self, found: Note) -> NoteRow:
        """A note's row.

        Raises:
            Nonsense: it points to nothing in the record.
        """
        return {
            "check": self._check.code,
            "message": found.message,
            "evidence": [self._evidence(item) for item in found.evidence],
        }

    def _weigh(self, row: ObservationRow, found: Observation) -> None:
        """What makes a miss weigh more or less: harm, or the law being relaxed at the time."""
        if found.harm:
            row["harm"] = True
        eased = easement_on(found.due or found.on, self._check.area)
        if eased and self._check.force is Force.STATUTORY:
            row["eased_by"] = eased.title
            row["message"] += f"; at the time {eased}"

    def _evidence(self, item: Reference) -> EvidenceRow:
        pointer = item.pointer
        if self._record is not None and pointer not in self._found:
            if not resolves(pointer, self._record):
                raise Nonsense
            self._found.add(pointer)
        row: EvidenceRow = {"pointer": pointer, "label": item.label}
        if item.note:
            row["note"] = item.note
        return row

    def _fingerprint(self, found: Observation) -> str:
        """What the observation is about, not how it is worded or where it stands."""
        meaning = f"{found.about.identity}|{found.aspect}"
        times = self._seen[meaning] = self._seen.get(meaning, 0) + 1
        if times > 1:
            meaning += f"|{times}"
        return digest(self._check.code, self._case_id, meaning)


def digest(*parts: str) -> str:
    """A short name for some parts that no other parts have."""
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:16]


def resolves(pointer: str, record: Mapping[str, Any]) -> bool:
    """Whether a JSON pointer leads to something in a record."""
    place: Any = record
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(place, list) and name.isdecimal() and int(name) < len(place):
            place = place[int(name)]
        elif isinstance(place, dict) and name in place:
            place = place[name]
        else:
            return False
    return pointer == "" or pointer.startswith("/")


def _passage(passage: CopiedPassage, case_id: str) -> dict[str, Any]:
    return {
        "target": _place(passage.target),
        "source": {"case_id": passage.source.case_id or case_id, **_place(passage.source)},
        "words": passage.words,
        "kind": passage.kind,
        "relation": passage.relation,
        "counted": passage.counted,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"pointer": place.pointer, "start": place.start, "end": place.end}
