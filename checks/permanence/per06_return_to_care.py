"""A child who comes back into care had been asked what going home would be like.

What it looks at:
    Each period of care that began within 24 months of the end of the one before. Then the last
    assessment of the child's needs authorised before care ended, or else the first between then
    and the return: whether a section of it, by its heading, is the child's own account.

Why it matters to the child:
    A return home that fails is a second loss. Often the child knew, and the assessment on which
    care ended speaks of the parents' progress alone.

The standard:
    A reading of the record, no published threshold. A return to care within 24 months is always
    pointed out. It is met where the assessment at the end of care, authorised in the 6 months
    before it or until the return, has a section headed with the child's wishes, feelings,
    views, voice or experience that says something. Coming back into care is not itself a miss:
    it may have been right both times.

Met:
    Care ended on 26 November 2025 and began again on 3 June 2026; the assessment of 20 November
    has a section "Wishes and feelings".

Not met:
    The same; the assessment of 20 November has a section "Analysis" alone.

What it cannot see:
    What the child said, or whether anybody listened. The child's account under another heading.
    Assessments whose text was not exported. A first period of care that is not in the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise

from attrs import frozen

from qaudit.cases.calendar import Duration
from qaudit.cases.care import PeriodOfCare, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Assessment, TextSection
from qaudit.cases.said import plain_words, says_something
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Note, Observation, reference
from qaudit.checking.settings import length_of_time, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

OF_THE_NEEDS = frozenset({"child_and_family", "child_in_care", "return_home", "pathway"})


@frozen(kw_only=True)
class Settings:
    returned: Duration = length_of_time(
        "24 months", "a period of care that begins within this long of the last is a return"
    )
    closing: Duration = length_of_time(
        "6 months", "the closing assessment: authorised this long before care ended, or later"
    )
    headings: tuple[str, ...] = words(
        ("wishes", "feelings", "views", "voice", "experience"),
        "a section whose heading has one of these words is the child's own account",
    )


@check(
    "PER06",
    "return-to-care",
    area=Area.PER,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="a reading of the record; no threshold is published",
    settings=Settings,
    wording=Wording(
        counted="children who came back into care",
        met="have their own account in the assessment that closed their case",
        effect="the case was closed without the child's own account",
    ),
)
def return_to_care(case: Case, settings: Settings) -> Iterator[Finding]:
    periods = periods_of_care(case)
    returns = [
        (before, after)
        for before, after in pairwise(periods)
        if before.span.end and after.span.start <= settings.returned.after(before.span.end)
    ]
    for before, after in returns:
        ended = before.span.end
        assert ended is not None
        days = (after.span.start - ended).days
        yield Note(message=f"back in care after {days} days", evidence=(after.item, before.item))
        yield judge(case, ended, before, after, settings)
    if not returns:
        section = "care_periods" if case.exports("care_periods") else "placements"
        yield none_recorded(case, section, f"no return to care within {settings.returned}")


def judge(
    case: Case, ended: date, before: PeriodOfCare, after: PeriodOfCare, settings: Settings
) -> Observation:
    start = after.span.start
    ends = reference(before.item, "the period before")
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(after.item, "the return to care"),
        on=start,
        facts={"days_between": (start - ended).days},
    )
    back = f"back in care on {long_date(start)}"
    if not case.exports("assessments"):
        why = case.why_unseen("assessments", start, start)
        return observed(message=f"{back}: {why}", evidence=[ends])
    first = settings.closing.before(ended)
    assessment = closing_assessment(case, first, ended, start)
    if assessment is None:
        why = case.why_unseen("assessments", first, start)
        return observed(
            outcome=Outcome.CANNOT_TELL if why else Outcome.NOT_MET,
            message=f"{back}: " + (why or "no assessment when care ended"),
            evidence=[ends],
        )
    evidence = [ends, reference(assessment, "the closing assessment")]
    if assessment.sections is None:
        return observed(
            message=f"{back}: the text of the closing assessment is not recorded", evidence=evidence
        )
    account, word, place = childs_account(assessment, settings)
    if account is None:
        return observed(
            outcome=Outcome.NOT_MET,
            message=f"{back}: no section of the closing assessment is headed as the child's own "
            "account",
            evidence=evidence,
        )
    note = f'"{word}" in the heading, from character {place}'
    return observed(
        outcome=Outcome.MET,
        message=f"{back}: the closing assessment has the child's own account",
        evidence=[*evidence, reference(account, note)],
    )


def closing_assessment(case: Case, first: date, ended: date, start: date) -> Assessment | None:
    """The last authorised before care ended, else the first after it and before the return."""
    dated = sorted(
        (
            (item.authorised_date, item)
            for item in case.assessments
            if item.authorised_date and first <= item.authorised_date < start and of_needs(item)
        ),
        key=lambda entry: entry[0],
    )
    before = [item for day, item in dated if day <= ended]
    after = [item for day, item in dated if day > ended]
    return before[-1] if before else next(iter(after), None)


def of_needs(assessment: Assessment) -> bool:
    if assessment.covers_child_needs is not None:
        return assessment.covers_child_needs
    return assessment.type in OF_THE_NEEDS


def childs_account(
    assessment: Assessment, settings: Settings
) -> tuple[TextSection | None, str, int]:
    """A section headed as the child's own account, and the word that says so, with its place."""
    for section in assessment.sections or ():
        heading = (section.heading or "").casefold()
        named = set(plain_words(heading).split())
        word = next((word for word in settings.headings if word.casefold() in named), None)
        if word and says_something(section.text):
            return section, word, heading.index(word.casefold())
    return None, "", 0
