"""A supervision record says what was discussed that day, not what was said the last time.

What it looks at:
    Every supervision record of a child, word by word, against every earlier document of the
    same child, of brothers and sisters, and of all other children in the audit.

Why it matters to the child:
    A record pasted from the last one hides that nothing was discussed. What a manager should
    have noticed stays as it was.

The standard:
    ASM03 applied to supervision records. No threshold is published: a record is not met where
    40% or more of its own words stand in an earlier document, or 25% or more of a section of
    analysis, decisions, actions or plan. Sections marked as carried forward are shown and not
    counted, nor are the words of the form.

Met:
    A record of 200 words, 20 of which (a decision recalled) stand in the last one.

Not met:
    A record of 200 words, 150 of which stand word for word in the record of six weeks before.

What it cannot see:
    The same thing said in other words, and what was discussed and not written down.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from qaudit_checks.copied import judge_documents
from qaudit_checks.text_reuse import TEXT_REUSE, CopiedText

from qaudit.checking.check import check
from qaudit.checking.observations import Finding
from qaudit.checking.settings import Share, count, share, words
from qaudit.checking.standards import Area, Axis, Force
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    document: Share = share("40%", "a record is not met from this share of its own words")
    section: Share = share("25%", "nor is one with a section that matters more, from this share")
    matters_more: tuple[str, ...] = words(
        ("analysis", "decision", "action", "plan"),
        "words in the heading of a section that matters more",
    )
    fewest_words: int = count(30, "own words that a record must have to be looked at")
    fewest_section_words: int = count(30, "own words that a section must have to be looked at")


@check(
    "SUP03",
    "copied-supervision",
    area=Area.SUP,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="a reading of text; no threshold is published",
    needs=("supervisions",),
    survey=TEXT_REUSE,
    settings=Settings,
    wording=Wording(
        counted="supervision records",
        met="are written afresh",
        not_met="repeat an earlier record",
        effect="supervision does not visibly move the child's plan on",
    ),
)
def copied_supervision(copied: CopiedText, settings: Settings) -> Iterator[tuple[str, Finding]]:
    yield from judge_documents(
        copied, settings, lambda document: document.section == "supervisions"
    )
