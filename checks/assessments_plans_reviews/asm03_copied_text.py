"""A document is written for its day, not pasted from an earlier one.

What it looks at:
    Every document of a child but supervision records (which are SUP03), word by word, against
    every earlier document of the same child, of brothers and sisters, and of all other
    children in the audit. Passages never go over the end of a section. An assessment that
    nobody has authorised is a draft: what is copied in it is shown, and not due yet.

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
    a copy was right to keep, such as an order of a court quoted in full. A paragraph in three
    or more families' records is standing text, even if it is an analysis; a text in nearly all
    documents of a kind is taken for its form, and it is said that this cannot be told. Stock
    sentences that everybody writes are no copy but in the order of another document. Nor can
    it be told of a document that is carried forward as a whole. With few children, a form's own
    words look like copies unless the blank form is given. Of a child's documents of one day
    none is the earlier: it cannot be told which is the copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from qaudit_checks.copied import judge_documents
from qaudit_checks.text_reuse import TEXT_REUSE, CopiedText

from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Note
from qaudit.checking.settings import Share, count, share, words
from qaudit.checking.standards import Area, Axis, Force
from qaudit.checking.wording import Wording


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
    wording=Wording(
        counted="documents",
        met="are written afresh",
        not_met="hold large sections that are copied from earlier ones",
        effect="it is hard to tell what is true of a child now from what was true before",
    ),
)
def copied_text(copied: CopiedText, settings: Settings) -> Iterator[tuple[str, Finding]]:
    yield from forms_not_known(copied)
    yield from judge_documents(
        copied, settings, lambda document: document.section != "supervisions"
    )


def forms_not_known(copied: CopiedText) -> Iterator[tuple[str, Note]]:
    """A note on each case with forms whose own words may have been taken for copies."""
    unknown = set(copied.unmasked_forms)
    forms: dict[str, set[str]] = {}
    for document in copied.documents:
        if document.form in unknown:
            forms.setdefault(document.case_id, set()).add(document.form)
    for case_id, names in forms.items():
        yield (
            case_id,
            Note(
                message="too few children, and no blank form, to tell a form's own words from "
                f"the writer's: {', '.join(sorted(names))}"
            ),
        )
