"""An assessment is made with the child: seen more than once, and once alone.

What it looks at:
    Each authorised assessment of the child's needs, and the visits and direct work from the day
    it was begun to the day it was authorised.

Why it matters to the child:
    An assessment of a child who was met once, with the parents in the room, is an assessment
    of what adults say.

The standard:
    No number is published. At least 2 direct contacts with the child on different days between
    start and authorisation, and one of them alone. A visit counts where the child was seen,
    whoever made it but the reviewing officer and the personal adviser; direct work counts as a
    contact. Seen alone is not asked of a child under 4, or of one whose understanding the
    record calls limited; a recorded reason why the child was not seen alone will do. Where
    visits do not show it, what the assessment itself says of the child being seen counts for
    one contact.

Met:
    An assessment begun on 2 March 2026 and authorised on 10 April; the child seen on 9 March,
    and alone on 1 April.

Not met:
    The same assessment; the child seen on 9 March alone, and not again before 13 April.

What it cannot see:
    How much of a visit was for the assessment, and what the child said. Visits to other
    children of the family.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.assessments import authorised
from qaudit.cases.calendar import age_on
from qaudit.cases.case import Case
from qaudit.cases.model import Assessment, Visit
from qaudit.cases.said import says_something
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation
from qaudit.checking.settings import count
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

OTHERS_VISITS = frozenset({"iro", "personal_advisor"})
"""Types of visit that are for something else."""

FAMILY_TIME = "family_time"
"""Time with the family is not work with the child."""


@frozen(kw_only=True)
class Settings:
    contacts: int = count(2, "direct contacts with the child, on different days")
    alone_from: int = count(4, "years of age from which the child is seen alone")


@check(
    "ASM05",
    "child-seen-in-assessment",
    area=Area.APR,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="a pattern in the record; no number is published",
    needs=("assessments",),
    settings=Settings,
    wording=Wording(
        counted="assessments",
        met="are informed by seeing the child more than once, and alone",
        effect="the child's own account is missing from what is decided",
    ),
)
def child_seen_in_assessment(case: Case, settings: Settings) -> Iterator[Finding]:
    for day, assessment in authorised(case):
        yield judge(case, assessment, day, settings)
    if not authorised(case):
        yield none_recorded(case, "assessments", "no assessment of needs was authorised")


def judge(case: Case, assessment: Assessment, last: date, settings: Settings) -> Observation:
    observed = partial(Observation, about=assessment, on=last)
    born = case.child.date_of_birth
    if born is not None and born > last:
        message = "authorised before the child was born"
        return observed(outcome=Outcome.NOT_APPLICABLE, message=message)
    first = assessment.start_date
    if first is None:
        message = "when the assessment was begun is not recorded"
        return observed(outcome=Outcome.CANNOT_TELL, message=message)
    visits = visits_between(case, first, last)
    seen = [visit for visit in visits if visit.seen]
    work = days_of_work(case, first, last)
    days = {visit.date for visit in seen} | work
    contacts = max(len(days), int(assessment.child_seen is True))
    asked, why_not_asked = alone_is_asked(case, last, settings)
    alone = assessment.child_seen_alone is True or any(map(alone_enough, seen))
    enough = contacts >= settings.contacts
    facts = {"contacts": contacts, "alone": alone if asked else None}
    observed = partial(observed, facts=facts, evidence=seen)
    times = f"{contacts} direct contact{'' if contacts == 1 else 's'} with the child"
    if enough and (alone or asked is False):
        manner = "one of them alone" if alone else why_not_asked
        return observed(outcome=Outcome.MET, message=f"{times}, {manner}")
    if why := why_unclear(case, first, last, visits, settings, enough=enough, asked=asked):
        return observed(outcome=Outcome.CANNOT_TELL, message=f"{times} seen; {why}")
    lacking = "" if alone or asked is False else ", none of them alone"
    return observed(outcome=Outcome.NOT_MET, message=f"{times}{lacking}")


def visits_between(case: Case, first: date, last: date) -> list[Visit]:
    """The visits of some days that may have been contacts with the child."""
    if not case.exports("visits"):
        return []
    return [
        visit
        for visit in case.visits
        if visit.date
        and first <= visit.date <= last
        and visit.type not in OTHERS_VISITS
        and visit.successful is not False
        and visit.seen is not False
    ]


def days_of_work(case: Case, first: date, last: date) -> set[date]:
    if not case.exports("direct_work"):
        return set()
    return {
        work.date
        for work in case.direct_work
        if work.date and first <= work.date <= last and work.type != FAMILY_TIME
    }


def alone_is_asked(case: Case, day: date, settings: Settings) -> tuple[bool | None, str]:
    """Whether the child is to be seen alone, and why not; None: the age is not recorded."""
    if case.child.understanding == "limited":
        return False, "being seen alone not asked of limited understanding"
    if case.child.understanding == "sufficient":
        return True, ""
    born = case.child.date_of_birth
    if born is None:
        return None, ""
    if age_on(born, day) < settings.alone_from:
        return False, "too young to be seen alone"
    return True, ""


def alone_enough(visit: Visit) -> bool:
    return visit.seen_alone is True or says_something(visit.not_alone_reason)


def why_unclear(
    case: Case,
    first: date,
    last: date,
    visits: list[Visit],
    settings: Settings,
    *,
    enough: bool,
    asked: bool | None,
) -> str | None:
    """Why there may have been more contacts, or one alone, than are seen."""
    if why := case.why_unseen("visits", first, last):
        return why
    may_be_seen = {visit.date for visit in visits} | days_of_work(case, first, last)
    if not enough and len(may_be_seen) >= settings.contacts:
        return "whether the child was seen on another visit is not recorded"
    if not enough:
        return None
    if asked is None:
        return "the child's age is not recorded"
    if any(visit.seen_alone is None for visit in visits):
        return "whether the child was seen alone is not recorded"
    return None
