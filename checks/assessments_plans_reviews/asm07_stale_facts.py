"""A document speaks of this child as the child is now.

What it looks at:
    What documents say of the child by name in the present tense: the age, the pronoun, the
    kind of home; and, in passages copied from another child's record, that child's name.

Why it matters to the child:
    A wrong age or another child's name shows that nobody read what was sent to a court, a
    school or a carer. The child may read it one day.

The standard:
    Text carried along is worst where it is no longer true. A document is not met where it
    gives an age that was wrong on every day it was written, a kind of home that had ended,
    pronouns of the other sex throughout a section that speaks of nobody but the child, or in a
    copied passage the name of the child it was copied from. Sections marked as carried forward
    are not looked at.

Met:
    An assessment of 2 June 2026 that says a child born on 17 May 2014 is 12 years old.

Not met:
    The same assessment says the child is 10 years old.

What it cannot see:
    What is said without the child's name, in the past tense, or in forms it does not know. A
    child whose names or date of birth were not exported is not looked at for them. A sibling's
    name in a pasted passage that names the child as well: it may speak of both. It reads words,
    not meaning.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaudit_checks.stale_facts import StaleFact
from qaudit_checks.text_reuse import TEXT_REUSE, CopiedText, Written

from qaudit.checking.check import check
from qaudit.checking.observations import (
    Finding,
    Observation,
    Reference,
    cannot_tell,
    not_applicable,
)
from qaudit.checking.settings import NoSettings
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@check(
    "ASM07",
    "stale-facts",
    area=Area.APR,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="a reading of text",
    survey=TEXT_REUSE,
    wording=Wording(
        counted="documents",
        met="are true to the child's name, age and home at the time",
        not_met="state what was not, or no longer, true of the child",
        effect="a child who reads the file will find somebody else in it",
    ),
)
def stale_facts(copied: CopiedText, _settings: NoSettings) -> Iterator[tuple[str, Finding]]:
    silent = dict(copied.cases)
    for document in copied.documents:
        names = other_names(copied, document)
        if document.reading.looked_at or names:
            silent.pop(document.case_id, None)
            yield document.case_id, judge(copied, document, [*document.reading.stale, *names])
    for case_id, (_, any_text) in silent.items():
        if any_text:
            yield case_id, not_applicable("no document says what could be held to the record")
        else:
            yield case_id, cannot_tell("no text was exported")


def other_names(copied: CopiedText, document: Written) -> list[StaleFact]:
    """The names of another child, in passages that were copied from that child's record.

    A passage that names both a child and its sibling may well speak of both.
    """
    found: dict[tuple[str, int], StaleFact] = {}
    own = copied.names[document.case_id]
    for passage, source in copied.passages(document):
        theirs = copied.names[source.case_id] - own
        if source.case_id == document.case_id or not passage.counted:
            continue
        inside = [
            word
            for section in document.possible_names
            if section.pointer == passage.target.pointer
            for word in section.within(passage.target.start, passage.target.end)
        ]
        if passage.relation != "unrelated" and (
            not own or any(name in own for name, _, _ in inside)
        ):
            continue
        for name, start, end in inside:
            if name in theirs:
                says = "the name of the child it was copied from"
                pointer = passage.target.pointer
                found.setdefault((pointer, start), StaleFact("name", pointer, start, end, says))
    return list(found.values())


def judge(copied: CopiedText, document: Written, stale: list[StaleFact]) -> Observation:
    as_at, _ = copied.cases[document.case_id]
    kinds = sorted({fact.says for fact in stale})
    return Observation(
        outcome=Outcome.NOT_MET if stale else Outcome.MET,
        about=document.about,
        on=document.day or as_at,
        message=f"it gives {', '.join(kinds)}" if stale else "what it says of the child is so",
        evidence=[
            Reference(fact.pointer, f"{fact.kind}, characters {fact.start} to {fact.end}", "")
            for fact in stale
        ],
        facts={kind: sum(fact.kind == kind for fact in stale) for kind in kinds_of(stale)},
    )


def kinds_of(stale: list[StaleFact]) -> list[str]:
    return sorted({fact.kind for fact in stale})
