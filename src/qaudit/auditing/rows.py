"""Findings in the report's shape, judged by the rules of their day."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache
from typing import Any

from qaudit.auditing.evidence import Evidence
from qaudit.auditing.items import Items
from qaudit.auditing.nonsense import Nonsense, facts, number, words, written
from qaudit.checking.check import Check
from qaudit.checking.observations import (
    CopiedPassage,
    Measure,
    Note,
    NothingToJudge,
    Observation,
    Place,
    Reference,
)
from qaudit.checking.results import MeasureRow, NoteRow, ObservationRow, SilentRow
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


FOR_SILENCE = (Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE)
"""Why a check may have no occasion in a case."""


class Rows:
    """Makes the rows of what one check yields for one case.

    Args:
        check: the check.
        case_id: whose findings they are.
        evidence: what they rest on, which the rows of all checks share.
        items: what stands in the items of the record, in short, shared likewise; None where
            nobody asked what a failure rests on.
    """

    def __init__(
        self, check: Check, case_id: str, evidence: Evidence, items: Items | None = None
    ) -> None:
        self._check = check
        self._case_id = case_id
        self._evidence = evidence
        self._items = items
        self._validity = check.validity
        self._limited = bool(check.validity.first or check.validity.last)
        self._of_case = _sha256(check.code, case_id, "")
        self._times: dict[str, int] = {}
        self._blank = blank_row(check)

    def observation(self, found: Observation) -> ObservationRow:
        """An observation's row.

        Raises:
            Nonsense: it says something that no observation can.
        """
        outcome, message = found.outcome, found.message
        about, days_late = found.about, found.days_late
        if type(outcome) is not Outcome or outcome not in FROM_A_CHECK:
            raise Nonsense("an outcome that no check may give")
        if type(message) is not str or not message:
            message = words(message, "a message")
        if days_late is not None and type(days_late) is not int:
            raise Nonsense("days_late that is no whole number")
        row = self._blank.copy()
        row["on"] = DAYS[found.on]
        if found.due:
            row["due"] = DAYS[found.due]
        if found.done:
            row["done"] = DAYS[found.done]
        if found.force:
            row["force"] = Force(found.force).value
        if self._limited and (why := self._validity.why_not(found.on)):
            outcome, message = Outcome.NOT_APPLICABLE, why
        row["outcome"], row["message"] = FROM_A_CHECK[outcome], message
        row["evidence"] = evidence = [self._evidence.row(about)]
        if found.evidence:
            evidence += map(self._evidence.row, found.evidence)
        identity = about.identity if isinstance(about, Reference) else about.naming.identity
        meaning = f"{identity}|{found.aspect}"
        times = self._times[meaning] = self._times.get(meaning, 0) + 1
        if times > 1:
            meaning += f"|{times}"
        row["fingerprint"] = self._fingerprint(meaning)
        if outcome is Outcome.NOT_MET:
            row["days_late"] = days_late
            self._weigh(row, found)
        if found.facts:
            row["facts"] = facts(found.facts)
        if found.passages:
            row["passages"] = [self._passage(passage) for passage in found.passages]
        if outcome is Outcome.NOT_MET and self._items:
            row["evidence_sha256"] = self._evidence_sha256(row, meaning, self._items)
        return row

    def measure(self, found: Measure) -> MeasureRow:
        """A measure's row.

        Raises:
            Nonsense: its value is no number.
        """
        return {
            "check": self._check.code,
            "name": words(found.name, "a name"),
            "value": number(found.value),
            "unit": words(found.unit, "a unit"),
        }

    def note(self, found: Note) -> NoteRow:
        """A note's row.

        Raises:
            Nonsense: it points to nothing in the record.
        """
        return {
            "check": self._check.code,
            "message": words(found.message, "a message"),
            "evidence": [self._evidence.row(shown) for shown in found.evidence],
        }

    def silent(self, found: NothingToJudge) -> SilentRow:
        """The row of a check that had no occasion in a case.

        Raises:
            Nonsense: it gives an outcome that takes an occasion.
        """
        if found.outcome not in FOR_SILENCE:
            raise Nonsense("an outcome that takes an occasion")
        return {
            "check": self._check.code,
            "outcome": FROM_A_CHECK[found.outcome],
            "reason": words(found.reason, "a reason"),
        }

    def _weigh(self, row: ObservationRow, found: Observation) -> None:
        """What makes a miss weigh more or less: harm, or the law being relaxed at the time."""
        if found.harm:
            row["harm"] = True
        if row["force"] != Force.STATUTORY:
            return
        if eased := easement_on(found.due or found.on, self._check.area):
            row["eased_by"] = eased.title
            row["message"] += f"; at the time {eased}"

    def _passage(self, passage: CopiedPassage) -> dict[str, Any]:
        from_case = passage.source.case_id or self._case_id
        if from_case == self._case_id:
            self._evidence.resolve(passage.source.pointer)
        self._evidence.resolve(passage.target.pointer)
        return {
            "target": _place(passage.target),
            "source": {"case_id": from_case, **_place(passage.source)},
            "words": number(passage.words),
            "kind": words(passage.kind, "a kind"),
            "relation": words(passage.relation, "a relation"),
            "counted": bool(passage.counted),
        }

    def _fingerprint(self, meaning: str) -> str:
        """The `digest` of the check's code, the case and what the observation is about.

        Not of how it is worded, what came of it or where the item stands.
        """
        whole = self._of_case.copy()
        whole.update(meaning.encode("utf-8", "surrogatepass"))
        return whole.hexdigest()[:SHORT]

    def _evidence_sha256(self, row: ObservationRow, meaning: str, known: Items) -> str:
        """Of what a failure rests on: its days, and what the items it points to say.

        Not of its check's code, which may come to lead to another; nor of `days_late`, which
        grows from day to day where nothing else changes. What a survey shows rests on other
        children's records too, and is told by its facts.
        """
        items = sorted({known.sha256(one["pointer"]) for one in row["evidence"]})
        days = (row["on"] or "", row["due"] or "", row["done"] or "")
        rests_on = [self._case_id, meaning, row["outcome"], *days, *items]
        if "passages" in row:
            copied = [
                (one["source"]["case_id"], *(one[name] for name in OF_A_PASSAGE))
                for one in row["passages"]
            ]
            rests_on.append(json.dumps(copied))
        if "facts" in row and self._check.survey:
            rests_on.append(json.dumps(row["facts"], sort_keys=True))
        return _sha256(*rests_on).hexdigest()


@cache
def blank_row(check: Check) -> ObservationRow:
    """What is the same in every row of a check, and the places of the rest; copy it."""
    return {
        "check": check.code,
        "outcome": "",
        "axis": check.axis.value,
        "force": check.force.value,
        "on": None,
        "due": None,
        "done": None,
        "days_late": None,
        "message": "",
        "evidence": [],
        "fingerprint": "",
    }


OF_A_PASSAGE = ("words", "kind", "relation", "counted")
"""What is told of a copied passage wherever it stands."""


def digest(*parts: str) -> str:
    """A short name for some parts that no other parts have."""
    return _sha256(*parts).hexdigest()[:SHORT]


SHORT = 16


def _sha256(*parts: str) -> hashlib._Hash:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass"))


def _place(place: Place) -> dict[str, Any]:
    if not 0 <= place.start < place.end:
        raise Nonsense("a passage that ends before it begins")
    row: dict[str, Any] = {"pointer": place.pointer, "start": place.start, "end": place.end}
    if place.document:
        row["document"] = words(place.document, "a document")
    if place.author_id:
        row["author_id"] = words(place.author_id, "an author")
    return row


class _Days(dict[date, str]):
    """Days as they are written, each once: one stands in many rows."""

    def __missing__(self, day: date) -> str:
        if len(self) == MANY:
            self.clear()
        self[day] = as_written = written(day)
        return as_written


MANY = 1 << 14
"""Days that are kept, so that no input fills the memory with them."""

DAYS = _Days()
