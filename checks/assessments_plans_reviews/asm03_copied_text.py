"""A document is written for its day, not pasted from an earlier one.

What it looks at:
    Every document of a child but supervision records (which are SUP03), word by word, against
    every earlier document of the same child, of brothers and sisters, and of all other
    children in the audit. Passages never go over the end of a section.

Why it matters to the child:
    Pasted text says what was true of another day, or of another child. Whoever decides on it
    decides for a child who is not there.

The standard:
    No threshold is published. A document is not met where 40% or more of its own words stand
    in an earlier document, or 25% or more of a section of analysis, wishes and feelings, or
    plan: to copy those is worse than to copy family history. Not counted: the words of the
    form, standing text that several children's records share, and sections marked as carried
    forward, which are shown. Inspectors have named assessments taken from assessments,
    chronologies pasted in, one sibling's record in another's, section 47 records and
    pre-proceedings letters.

Met:
    An assessment of 1,200 words, 90 of which (the family's history) stand in last year's.

Not met:
    72% of an assessment's analysis stands word for word in the assessment of 3 March 2022.

What it cannot see:
    The same thing said in other words; copies from documents that were not exported; whether
    a copy was right to keep. With few children, a form's own words look like copies unless
    the blank form is given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from attrs import frozen
from qaudit_checks.text_reuse import TEXT_REUSE, CopiedText, Written

from qaudit.cases.case import long_date
from qaudit.checking.check import check
from qaudit.checking.observations import (
    CopiedPassage,
    Finding,
    Observation,
    cannot_tell,
    not_applicable,
)
from qaudit.checking.settings import Share, count, share, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.textreuse import Shares


@frozen(kw_only=True)
class Settings:
    document: Share = share("40%", "a document is not met from this share of its own words")
    section: Share = share("25%", "nor is one with a section that matters more, from this share")
    matters_more: tuple[str, ...] = words(
        ("analysis", "wishes", "feelings", "views", "plan"),
        "words in the heading of a section that matters more",
    )
    fewest_words: int = count(30, "own words that a document must have to be looked at")
    fewest_section_words: int = count(30, "own words that a section must have to be looked at")


@check(
    "ASM03",
    "copied-text",
    area=Area.APR,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="a reading of text; no threshold is published",
    survey=TEXT_REUSE,
    settings=Settings,
)
def copied_text(copied: CopiedText, settings: Settings) -> Iterator[tuple[str, Finding]]:
    silent = dict(copied.cases)
    for document in copied.documents:
        if document.section == "supervisions":
            continue
        shares = copied.shares(document)
        if shares.own_words >= settings.fewest_words:
            silent.pop(document.case_id, None)
            yield document.case_id, judge(copied, document, shares, settings)
    for case_id, (_, any_text) in silent.items():
        if any_text:
            yield case_id, not_applicable("no document has text enough to look at")
        else:
            yield case_id, cannot_tell("no section that holds text was exported")


def judge(copied: CopiedText, document: Written, shares: Shares, settings: Settings) -> Observation:
    as_at, _ = copied.cases[document.case_id]
    passages = copied.passages(document)
    worst = worst_section(copied, document, settings)
    by_document = shares.reused >= settings.document.part
    by_section = worst is not None and worst[1].reused >= settings.section.part
    outcome = Outcome.NOT_MET if by_document or by_section else Outcome.MET
    message = in_words(document, shares, worst if by_section else None, passages)
    if outcome is Outcome.NOT_MET and document.day is None:
        outcome = Outcome.CANNOT_TELL
        message += "; when it was written is not recorded, so it may have come first"
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


def worst_section(
    copied: CopiedText, document: Written, settings: Settings
) -> tuple[str, Shares] | None:
    """The section that matters more with the largest copied share, by the word for it."""
    weighty = [
        (word, shares)
        for part, shares in copied.shares_by_part(document)
        if shares.own_words >= settings.fewest_section_words
        and (word := what_matters(part.heading, settings))
    ]
    return max(weighty, key=lambda found: found[1].reused, default=None)


def what_matters(heading: str, settings: Settings) -> str:
    """The word by which a section matters more; empty: it does not.

    A word of the heading begins with it: "plan" is in "Plans", not in "Explanation".
    """
    found = (
        word
        for word in settings.matters_more
        if re.search(rf"\b{re.escape(word)}", heading, re.IGNORECASE)
    )
    return next(found, "")


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
    section: tuple[str, Shares] | None,
    passages: list[tuple[CopiedPassage, Written]],
) -> str:
    """As an auditor would say it: how much, of what, from where."""
    if not passages or not shares.reused_words:
        return "nothing of it stands in an earlier document"
    of = section[1] if section else shares
    what = f"this {document.noun}'s {section[0]}" if section else f"this {document.noun}"
    total: Counter[str] = Counter()
    by_id = {}
    for passage, source in passages:
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
