"""Findings in the report's shape, judged by the rules of their day."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from qaudit.auditing.items import Items
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
from qaudit.checking.results import (
    EvidenceRow,
    MeasureRow,
    NoteRow,
    ObservationRow,
    SilentRow,
    plain,
)
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


class Nonsense(Exception):
    """A check yielded what is no finding; why, in words of our own."""


class Rows:
    """Makes the rows of what one check yields for one case.

    Args:
        check: the check.
        case_id: whose findings they are.
        record: the record, in which every pointer must resolve; None where it is not at hand.
        resolved: the pointers known to resolve in it, which the rows of all checks share.
        items: what stands in its items, in short, shared likewise; None where nobody asked what
            a failure rests on.
    """

    def __init__(
        self,
        check: Check,
        case_id: str,
        record: Mapping[str, Any] | None,
        resolved: set[str] | None = None,
        items: Items | None = None,
    ) -> None:
        self._check = check
        self._case_id = case_id
        self._record = record
        self._axis, self._force = check.axis.value, check.force.value
        self._why_not_on = check.validity.why_not
        self._found = set() if resolved is None else resolved
        self._items = items
        self._seen: dict[str, int] = {}

    def observation(self, found: Observation) -> ObservationRow:
        """An observation's row.

        Raises:
            Nonsense: it says something that no observation can.
        """
        outcome, message = found.outcome, _words(found.message, "a message")
        on, due, done = found.on, found.due, found.done
        if type(outcome) is not Outcome or outcome not in FROM_A_CHECK:
            raise Nonsense("an outcome that no check may give")
        day = _day(on)
        if found.days_late is not None and type(found.days_late) is not int:
            raise Nonsense("days_late that is no whole number")
        if why := self._why_not_on(on):
            outcome, message = Outcome.NOT_APPLICABLE, why
        meaning = self._meaning(found)
        row: ObservationRow = {
            "check": self._check.code,
            "outcome": FROM_A_CHECK[outcome],
            "axis": self._axis,
            "force": Force(found.force).value if found.force else self._force,
            "on": day,
            "due": _day(due) if due else None,
            "done": _day(done) if done else None,
            "days_late": None,
            "message": message,
            "evidence": [self._evidence(item) for item in (found.about, *found.evidence)],
            "fingerprint": digest(self._check.code, self._case_id, meaning),
        }
        if outcome is Outcome.NOT_MET:
            row["days_late"] = found.days_late
            self._weigh(row, found)
        if found.facts:
            row["facts"] = {
                _words(name, "a fact"): _fact(value) for name, value in found.facts.items()
            }
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
            "name": _words(found.name, "a name"),
            "value": _number(found.value),
            "unit": _words(found.unit, "a unit"),
        }

    def note(self, found: Note) -> NoteRow:
        """A note's row.

        Raises:
            Nonsense: it points to nothing in the record.
        """
        return {
            "check": self._check.code,
            "message": _words(found.message, "a message"),
            "evidence": [self._evidence(item) for item in found.evidence],
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
            "outcome": Outcome(found.outcome).value,
            "reason": _words(found.reason, "a reason"),
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

    def _evidence(self, item: Reference) -> EvidenceRow:
        pointer, label = item.pointer, item.label
        row: EvidenceRow = {
            "pointer": pointer if pointer in self._found else self._resolved(pointer),
            "label": label if type(label) is str and label else _words(label, "a label"),
        }
        if item.note:
            row["note"] = _words(item.note, "a note")
        return row

    def _resolved(self, pointer: str) -> str:
        if self._record is not None and pointer not in self._found:
            if not resolves(pointer, self._record):
                raise Nonsense("a pointer to what is not in the record")
            self._found.add(pointer)
        return pointer

    def _passage(self, passage: CopiedPassage) -> dict[str, Any]:
        from_case = passage.source.case_id or self._case_id
        if from_case == self._case_id:
            self._resolved(passage.source.pointer)
        self._resolved(passage.target.pointer)
        return {
            "target": _place(passage.target),
            "source": {"case_id": from_case, **_place(passage.source)},
            "words": _number(passage.words),
            "kind": _words(passage.kind, "a kind"),
            "relation": _words(passage.relation, "a relation"),
            "counted": bool(passage.counted),
        }

    def _meaning(self, found: Observation) -> str:
        """What the observation is about, not how it is worded or where it stands."""
        meaning = f"{found.about.identity}|{found.aspect}"
        times = self._seen[meaning] = self._seen.get(meaning, 0) + 1
        return meaning if times == 1 else f"{meaning}|{times}"

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
        return _sha256(rests_on)


OF_A_PASSAGE = ("words", "kind", "relation", "counted")
"""What is told of a copied passage wherever it stands."""


def digest(*parts: str) -> str:
    """A short name for some parts that no other parts have."""
    return _sha256(parts)[:16]


def _sha256(parts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


_INDEX = re.compile("0|[1-9][0-9]{0,8}")


def resolves(pointer: str, record: Mapping[str, Any]) -> bool:
    """Whether a JSON pointer leads to something in a record."""
    place: Any = record
    for step in pointer.split("/")[1:]:
        if isinstance(place, list) and _INDEX.fullmatch(step) and int(step) < len(place):
            place = place[int(step)]
        elif isinstance(place, dict) and (name := _unescaped(step)) in place:
            place = place[name]
        else:
            return False
    return pointer == "" or pointer.startswith("/")


def _unescaped(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~") if "~" in step else step


def _place(place: Place) -> dict[str, Any]:
    if not 0 <= place.start < place.end:
        raise Nonsense("a passage that ends before it begins")
    row: dict[str, Any] = {"pointer": place.pointer, "start": place.start, "end": place.end}
    if place.document:
        row["document"] = _words(place.document, "a document")
    if place.author_id:
        row["author_id"] = _words(place.author_id, "an author")
    return row


def _day(value: object) -> str:
    if type(value) is not date and (not isinstance(value, date) or isinstance(value, datetime)):
        raise Nonsense("a day that is no date")
    return _written(value)


# One day stands in many rows.
_written = lru_cache(maxsize=1 << 14)(date.isoformat)


def _words(value: object, what: str) -> str:
    if not isinstance(value, str) or not value:
        raise Nonsense(f"{what} that is no text")
    return str(value)


def _number(value: object) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):  # type: ignore[arg-type]
        raise Nonsense("a value that is no number")
    return plain(value)  # type: ignore[arg-type]


def _fact(value: object) -> str | float | bool | None:
    if isinstance(value, str):
        return str(value)
    return value if value is None or isinstance(value, bool) else _number(value)
