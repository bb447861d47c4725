"""How copied text is judged, the same in every check of it, and said as an auditor would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Protocol

from attrs import frozen
from qaudit_checks.text_reuse import CopiedText, Part, Written

from qaudit.cases.case import long_date
from qaudit.checking.observations import (
    CopiedPassage,
    Finding,
    Observation,
    cannot_tell,
    not_applicable,
)
from qaudit.checking.settings import Share
from qaudit.checking.standards import Outcome
from qaudit.textreuse import Shares


class Thresholds(Protocol):
    """The settings that a check of copied text must have."""

    @property
    def document(self) -> Share:
        """From this share of its own words a document is not met."""

    @property
    def section(self) -> Share:
        """From this share of a section that matters more it is not met either."""

    @property
    def matters_more(self) -> tuple[str, ...]:
        """Words in the heading of a section that matters more."""

    @property
    def fewest_words(self) -> int:
        """The own words that a document must have to be looked at."""

    @property
    def fewest_section_words(self) -> int:
        """The own words that a section must have to be looked at by itself."""


def judge_documents(
    copied: CopiedText, settings: Thresholds, looked_at: Callable[[Written], bool]
) -> Iterator[tuple[str, Finding]]:
    """One observation for each document that is looked at; why there is none, for the others."""
    silent = dict(copied.cases)
    for document in copied.documents:
        if not looked_at(document):
            continue
        shares = copied.shares(document)
        if shares.own_words >= settings.fewest_words:
            silent.pop(document.case_id, None)
            yield document.case_id, judge(copied, document, shares, settings)
        elif why := nothing_to_look_at(copied, document, shares, settings):
            silent.pop(document.case_id, None)
            yield document.case_id, not_looked_at(copied, document, shares, why)
    for case_id, (_, any_text) in silent.items():
        if any_text:
            yield case_id, not_applicable("no document has text enough to look at")
        else:
            yield case_id, cannot_tell("no text was exported")


def judge(
    copied: CopiedText, document: Written, shares: Shares, settings: Thresholds
) -> Observation:
    as_at, _ = copied.cases[document.case_id]
    passages = copied.passages(document)
    worst = worst_section(copied, document, settings)
    by_document = shares.reused >= settings.document.part
    by_section = worst is not None and worst.shares.reused >= settings.section.part
    outcome = Outcome.NOT_MET if by_document or by_section else Outcome.MET
    message = in_words(document, shares, worst if by_section else None, passages)
    if outcome is Outcome.NOT_MET and document.day is None:
        outcome = Outcome.CANNOT_TELL
        message += "; when it was written is not recorded, so it may have come first"
    elif document.draft:
        outcome, message = Outcome.NOT_DUE, f"still a draft; so far: {message}"
    elif outcome is Outcome.NOT_MET and not without_that_day(
        copied, document, shares, passages, settings
    ):
        outcome = Outcome.CANNOT_TELL
        message += "; both were written on one day, so it may have come first"
    return Observation(
        outcome=outcome,
        about=document.about,
        on=document.day or as_at,
        message=message,
        evidence=[source.about for source in sources(passages)],
        facts={
            "reused": round(shares.reused, 4),
            "exact_ten_words": round(shares.exact, 4),
            "template": round(shares.template, 4),
            "own_words": shares.own_words,
        },
        passages=tuple(passage for passage, _ in passages),
    )


def nothing_to_look_at(
    copied: CopiedText, document: Written, shares: Shares, settings: Thresholds
) -> str:
    """Why a document that is long enough has too few words of its own; empty: it is short."""
    kept = sum(part.words for where, part in copied.shares_by_part(document) if where.kept)
    if kept >= settings.fewest_words:
        return (
            f"{kept:,} of its {kept + shares.words:,} words are in sections marked as carried "
            "forward, which leaves too little to look at"
        )
    if shares.words >= settings.fewest_words and copied.is_counted(document):
        return (
            f"{shares.template_words:,} of its {shares.words:,} words stand in most documents of "
            "this kind: the form's own words, or the same pasted into all of them"
        )
    return ""


def not_looked_at(copied: CopiedText, document: Written, shares: Shares, why: str) -> Observation:
    """A document without words of its own: whoever asks why must look."""
    as_at, _ = copied.cases[document.case_id]
    return Observation(
        outcome=Outcome.NOT_DUE if document.draft else Outcome.CANNOT_TELL,
        about=document.about,
        on=document.day or as_at,
        message=f"still a draft; so far: {why}" if document.draft else why,
        facts={"template": round(shares.template, 4), "own_words": shares.own_words},
        passages=tuple(passage for passage, _ in copied.passages(document)),
    )


def without_that_day(
    copied: CopiedText,
    document: Written,
    shares: Shares,
    passages: list[tuple[CopiedPassage, Written]],
    settings: Thresholds,
) -> bool:
    """Whether enough is copied without what the child's other documents of that day have.

    An assessment and the plan that was agreed with it say the same; neither is older. Of two
    children's documents one is pasted from the other's, whichever was first.
    """
    same: Counter[str] = Counter()
    for passage, source in passages:
        if is_copied(passage) and passage.relation == "same_case" and source.day == document.day:
            same[passage.target.pointer] += passage.words
    if shares.reused_words - same.total() >= settings.document.part * shares.own_words:
        return True
    return any(
        one.shares.reused_words - same[one.part.pointer]
        >= settings.section.part * one.shares.own_words
        for one in weighty_sections(copied, document, settings)
    )


def is_copied(passage: CopiedPassage) -> bool:
    """Whether a passage counts: neither standing text nor kept on purpose."""
    return passage.counted and passage.relation != "standing_text"


@frozen
class Weighty:
    """A section that matters more, by the word for it, and what of it is copied."""

    word: str
    part: Part
    shares: Shares


def weighty_sections(
    copied: CopiedText, document: Written, settings: Thresholds
) -> Iterator[Weighty]:
    """The sections that matter more and are long enough."""
    for part, shares in copied.shares_by_part(document):
        word = what_matters(part.heading, settings)
        if word and not part.kept and shares.own_words >= settings.fewest_section_words:
            yield Weighty(word, part, shares)


def worst_section(copied: CopiedText, document: Written, settings: Thresholds) -> Weighty | None:
    """The section that matters more with the largest copied share."""
    weighty = weighty_sections(copied, document, settings)
    return max(weighty, key=lambda one: one.shares.reused, default=None)


def what_matters(heading: str, settings: Thresholds) -> str:
    """The word by which a section matters more; empty: it does not.

    A word of the heading begins with it: "plan" is in "Plans", not in "Explanation".
    """
    return next((word for word in settings.matters_more if _begins(word).search(heading)), "")


@cache
def _begins(word: str) -> re.Pattern[str]:
    """Finds where a word of a text begins with that one, which is a setting's."""
    return re.compile(rf"\b{re.escape(word)}", re.IGNORECASE)


def sources(passages: list[tuple[CopiedPassage, Written]]) -> list[Written]:
    """The documents that most was copied from, at most three of this child's own record."""
    total: dict[str, int] = {}
    by_id = {source.id: source for passage, source in passages if passage.relation == "same_case"}
    for passage, source in passages:
        if source.id in by_id:
            total[source.id] = total.get(source.id, 0) + passage.words
    return [by_id[name] for name in sorted(total, key=lambda name: (-total[name], name))[:3]]


def in_words(
    document: Written,
    shares: Shares,
    section: Weighty | None,
    passages: list[tuple[CopiedPassage, Written]],
) -> str:
    """As an auditor would say it: how much, of what, from where."""
    if not shares.reused_words:
        but = " but standing text and what was kept on purpose" if passages else ""
        return f"nothing of it{but} stands in an earlier document"
    of = section.shares if section else shares
    what = f"this {document.noun}'s {section.word}" if section else f"this {document.noun}"
    total: Counter[str] = Counter()
    by_id = {}
    for passage, source in passages:
        if is_copied(passage) and (
            section is None or passage.target.pointer == section.part.pointer
        ):
            total[source.id] += passage.words
            by_id[source.id] = (passage, source)
    most = max(total, key=lambda name: (total[name], name))
    others = " and others" if len(total) > 1 else ""
    return (
        f"{100 * of.reused:.0f}% of {what} stands in {named(*by_id[most])}{others} "
        f"({of.reused_words:,} of {of.own_words:,} words)"
    )


def named(passage: CopiedPassage, source: Written) -> str:
    whose = {
        "sibling": f" of the sibling {source.case_id}",
        "unrelated": f" of another child, {source.case_id}",
    }.get(passage.relation, "")
    dated = f" of {long_date(source.day)}" if source.day else ""
    return f"the {source.noun}{dated}{whose}"
