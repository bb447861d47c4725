"""What goes in and what comes out: documents, passages, shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

import attrs

Kind = Literal["verbatim", "edited", "names_changed"]
Relation = Literal["same_case", "sibling", "unrelated", "standing_text"]


@attrs.frozen
class Passage:
    """A stretch of the target text that also stands in the source text.

    Attributes:
        source_start, source_end, target_start, target_end:
            Code points from the beginning of each text; the end is the first
            one after the passage.
        words: Words of the target that were matched with words of the source.
        kind:
            ``verbatim``: the same words in the same order, to the letter
            (punctuation and white space may differ). ``names_changed``: the
            same but for capitalised words, numbers and pronouns.
            ``edited``: anything else.
    """

    source_start: int
    source_end: int
    target_start: int
    target_end: int
    words: int
    kind: Kind


@attrs.frozen(kw_only=True)
class ReusedPassage(Passage):
    """A passage found among many documents.

    Attributes:
        source_id, target_id: The earlier and the later document.
        relation:
            Whose the source is: ``same_case``, ``sibling`` (same family) or
            ``unrelated``; ``standing_text`` where three or more families have
            the passage, so that it is nobody's in particular.
        counted: False for a passage in a range that the target marks as not counted.
    """

    source_id: str
    target_id: str
    relation: Relation
    counted: bool = True


def _sorted_breaks(breaks: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(breaks)))


def _as_ranges(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple(ranges)


@attrs.frozen(kw_only=True, slots=False)
class Document:
    """One text, and what must be known of it to say who copied from whom.

    Attributes:
        id: Unique among the documents given together.
        case: The child the document is about.
        family: The same for siblings; None for a child without any.
        date: When it was written. A document without a date comes after all others.
        form: The type of document; documents of one form share a template.
        text: Any string.
        blank_form: The form's own text before anyone wrote in it, if known.
        breaks:
            Offsets (code points) that no passage may straddle, such as the
            beginnings of sections. They cut the text into *parts*.
        not_counted:
            Ranges (start, end) whose passages are shown and not counted, such
            as sections carried forward. Their ends are breaks, too.
    """

    id: str
    case: str
    date: dt.date | None
    form: str
    text: str
    family: str | None = None
    blank_form: str | None = None
    breaks: tuple[int, ...] = attrs.field(default=(), converter=_sorted_breaks)
    not_counted: tuple[tuple[int, int], ...] = attrs.field(default=(), converter=_as_ranges)


@attrs.frozen(kw_only=True)
class Shares:
    """How much of a text is not its own, in words.

    Attributes:
        words: All words, apart from those in ranges not counted.
        template_words: Words of the form and of its standing text.
        reused_words:
            Other words inside passages from an earlier document of the same
            child, a sibling or an unrelated child.
        exact_words: Other words inside ten-word windows that stand word for word in the source.
        standing_words: Other words inside passages shared by several unrelated families.
    """

    words: int
    template_words: int
    reused_words: int
    exact_words: int
    standing_words: int

    @property
    def own_words(self) -> int:
        """Words that are not the form's: the denominator of the shares."""
        return self.words - self.template_words

    @property
    def reused(self) -> float:
        """The reused share of the own words, 0 to 1."""
        return self.reused_words / self.own_words if self.own_words else 0.0

    @property
    def exact(self) -> float:
        """The share of the own words in exact ten-word windows, 0 to 1."""
        return self.exact_words / self.own_words if self.own_words else 0.0

    @property
    def template(self) -> float:
        """The template's share of all words, 0 to 1."""
        return self.template_words / self.words if self.words else 0.0


TemplateKnownBy = Literal["blank_form", "counting", "nothing"]


@attrs.frozen(kw_only=True)
class Masking:
    """How the forms' own words were told from the writers'.

    Attributes:
        forms:
            For each form: known from a blank one, by counting what many
            families' documents share, or not at all (one family alone, or two
            or three with fewer than eight documents of the form).
        families: How many families the documents belong to.
        standing_phrases:
            Whether phrases common to many families could be left out of
            account (needs at least four families).
    """

    forms: dict[str, TemplateKnownBy]
    families: int
    standing_phrases: bool

    @property
    def unmasked_forms(self) -> tuple[str, ...]:
        """Forms whose own words may have been reported as copied."""
        return tuple(sorted(form for form, how in self.forms.items() if how == "nothing"))
