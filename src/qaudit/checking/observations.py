"""What a check reports: an observation for each occasion, and measures and notes beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from attrs import define, frozen

from qaudit.cases.model import Item
from qaudit.checking.standards import Force, Outcome

Fact = str | int | float | bool | None

_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})

# References and observations are made by the hundred in every case. Those that could not be
# changed would take twice as long to make; references with slots, as long again to be sent to
# another process.


@define(slots=False)
class Reference:
    """A place in the record that something rests on.

    Attributes:
        pointer: the JSON pointer to it.
        label: what a person would call it: "placement P3 of 4 March 2021".
        identity: what makes it that item wherever it stands (`Item.naming`).
        note: what it shows here, in a few words.
    """

    pointer: str
    label: str
    identity: str
    note: str = ""


def reference(item: Item, note: str = "") -> Reference:
    """Where an item of a case is, what it is called and what makes it that item."""
    label, identity = item.naming
    return Reference(item.pointer, label, identity, note)


@frozen(kw_only=True)
class Place:
    """A stretch of a text: a pointer to the string, and offsets in its code points.

    Attributes:
        case_id: whose record it is; None: the record that is judged.
        document: what a person would call the document it stands in.
        author_id: who wrote that document, as far as it is recorded.
    """

    pointer: str
    start: int
    end: int
    case_id: str | None = None
    document: str = ""
    author_id: str | None = None


@frozen(kw_only=True)
class CopiedPassage:
    """A passage that stands in two places.

    Attributes:
        target: where it was copied to.
        source: where it stood before, in this or another case.
        words: how many words the two have in common.
        kind: verbatim, edited or names_changed.
        relation: same_case, sibling, unrelated or standing_text.
        counted: whether it counts against the document.
    """

    target: Place
    source: Place
    words: int
    kind: str
    relation: str
    counted: bool = True


@define(kw_only=True)
class Observation:
    """What came of one occasion on which a standard applied.

    Attributes:
        outcome: met, not_met, not_due, cannot_tell or not_applicable.
        about: the item that made the standard apply. Its id and the day it began make the
            observation's fingerprint; an item with more than one occasion needs `aspect`.
        on: the day of the occasion. It decides which rules apply to it and whether it lies in
            the time that is graded.
        message: what was found, for a person; never text out of the record.
        due: the last day on which the standard could be met.
        done: the day it was, be it late.
        days_late: calendar days from `due` to `done`, or to the end of what is known.
        evidence: what else it rests on.
        aspect: which of several occasions of one item this is.
        harm: a failure that leaves a child at risk, and so limits the grade of its area.
        force: what this occasion's standard rests on, where that is not what the check's does.
        facts: single values that a program may want.
        passages: copied text.
    """

    outcome: Outcome
    about: Item | Reference
    on: date
    message: str
    due: date | None = None
    done: date | None = None
    days_late: int | None = None
    evidence: Sequence[Item | Reference] = ()
    aspect: str = ""
    harm: bool = False
    force: Force | None = None
    facts: Mapping[str, Fact] = _NO_FACTS
    passages: tuple[CopiedPassage, ...] = ()


@frozen(kw_only=True)
class Measure:
    """A number about a case that is shown and not graded."""

    name: str
    value: float
    unit: str


@frozen(kw_only=True)
class Note:
    """Something an auditor should know that is no outcome: a fault in the record."""

    message: str
    evidence: Sequence[Item | Reference] = ()


@frozen
class NothingToJudge:
    """Why a check has no occasion in a case: the standard does not apply, or cannot be seen."""

    outcome: Outcome
    reason: str


def not_applicable(reason: str) -> NothingToJudge:
    """That the standard does not apply in a case: nothing in it called for it."""
    return NothingToJudge(Outcome.NOT_APPLICABLE, reason)


def cannot_tell(reason: str) -> NothingToJudge:
    """That nobody can say from a record whether the standard applied at all."""
    return NothingToJudge(Outcome.CANNOT_TELL, reason)


Finding = Observation | Measure | Note | NothingToJudge
"""What a check may yield."""
