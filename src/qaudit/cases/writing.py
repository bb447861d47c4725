"""What was written about a child: every text of a case, once, in the order it was written."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import (
    Assessment,
    Item,
    MissingEpisode,
    Plan,
    TextSection,
)

WITH_TEXT = (
    "assessments",
    "plans",
    "reviews",
    "visits",
    "supervisions",
    "education_plans",
    "missing_episodes",
    "direct_work",
    "documents",
)
"""The sections of a record whose items hold sections of text."""


@frozen
class Writing:
    """A document of a case: something with headed sections of text.

    Attributes:
        item: the item of the record.
        section: the section of the record it stands in.
        form: the kind of form it was written in: documents of one form share a template.
        day: when it was written, as far as it is recorded; a draft as it was exported.
        draft: whether it is still being written: an assessment that nobody has authorised.
        parts: its sections of text, those that are empty left out.
    """

    item: Item
    section: str
    form: str
    day: date | None
    draft: bool
    parts: tuple[TextSection, ...]


@once_a_case
def writings(case: Case) -> tuple[Writing, ...]:
    """Every document of a case that holds text, in the order of the sections and the record."""
    found = []
    for section in WITH_TEXT:
        if not case.exports(section):
            continue
        items: tuple[Item, ...] = getattr(case, section)
        for item in items:
            parts: tuple[TextSection, ...] = getattr(item, "sections", None) or ()
            with_text = tuple(part for part in parts if part.text and not part.text.isspace())
            if with_text:
                form = f"{section}/{getattr(item, 'type', None) or ''}"
                draft = isinstance(item, Assessment) and item.authorised_date is None
                day = case.known_until if draft else written_on(item)
                found.append(Writing(item, section, form, day, draft, with_text))
    return tuple(found)


def any_text_exported(case: Case) -> bool:
    """Whether texts were exported at all: not where every item there is comes without any."""
    for section in WITH_TEXT:
        if case.exports(section):
            items = getattr(case, section)
            if not items or any(item.sections is not None for item in items):
                return True
    return False


def written_on(item: Item) -> date | None:
    """When a document was written: an assessment or plan when it was signed, else begun."""
    if isinstance(item, Assessment):
        return item.authorised_date or item.start_date
    if isinstance(item, Plan):
        return item.agreed_date or item.start_date
    if isinstance(item, MissingEpisode):
        held = item.return_interview_at or item.end_at or item.start_at
        return held.date() if held else None
    day: date | None = getattr(item, "date", None)
    return day


def written_by(item: Item) -> str | None:
    """Who wrote a document, as far as it is recorded: of a supervision, who supervised."""
    fields = ("author_id", "supervisor_id", "chair_id", "worker_id")
    return next((name for field in fields if (name := getattr(item, field, None))), None)
