"""A child in care has a personal education plan, and a new look at it every school term.

What it looks at:
    The meetings on the personal education plan: the first after entry to care, and one in each
    school term since.

Why it matters to the child:
    Children in care change schools more often and leave with less. The plan is where school,
    carer, social worker and child agree what would help now, and who pays for it.

The standard:
    Guidance on looked after children's education: begun within ten working days of entry, as
    part of the care plan, and in place for the first review, so within 20 working days of
    entry; then looked at each school term. The record has the meeting's date alone, so that it
    is judged at 20 working days. A term counts that begins after entry and is over before the
    child leaves care. Terms are taken to begin on 1 September, 1 January and 16 April. From the
    age of 3, when early education begins, to the 18th birthday, by age on the day it is due.

Met:
    Aged 11, in care from 2 March 2026; the first meeting on 25 March.

Not met:
    Aged 11, in care from 2 March 2026; the first meeting on 31 March, due by 30 March.

What it cannot see:
    Whether the plan was begun within the first days, is any good, or was written without the
    child. A child under school age who goes to no nursery, and one who has left school: set the
    ages. The days on which a school's own terms begin and end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise

from attrs import frozen

from qaudit.cases.calendar import ONE_DAY, CalendarEnds, Duration, age_on
from qaudit.cases.care import PeriodOfCare, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import EducationPlan
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import in_words, judge_window
from qaudit.checking.observations import (
    Finding,
    Observation,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.settings import count, days_of_the_year, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    first: Duration = length_of_time("20 working days", "the first meeting after entry to care")
    terms: tuple[str, ...] = days_of_the_year(
        ("01-01", "04-16", "09-01"), "the days (month-day) on which the school terms begin"
    )
    from_age: int = count(3, "due from this age on, in years")


@check(
    "HED03",
    "personal-education-plan",
    area=Area.HED,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="Promoting the education of looked-after children (2018); SI 2010/959 regs 4(2) and 5",
    needs=("education_plans",),
    settings=Settings,
    wording=Wording(
        counted="school terms",
        met="have a meeting about the child's education plan",
        effect="children's education is not looked at as often as it should be",
    ),
)
def personal_education_plan(case: Case, settings: Settings) -> Iterator[Finding]:
    periods = periods_of_care(case)
    if periods and case.child.date_of_birth is None:
        yield cannot_tell("whether the child is of an age for one: no date of birth")
        return
    judged = False
    meetings = sorted(
        ((item.date, item) for item in case.education_plans if item.date),
        key=lambda meeting: (meeting[0], meeting[1].pointer),
    )
    for period in periods:
        for finding in judge_period(case, period, meetings, settings):
            judged = True
            yield finding
    if not periods:
        section = "care_periods" if case.exports("care_periods") else "placements"
        yield none_recorded(case, section, "never in care")
    elif not judged:
        yield not_applicable("never of an age for one while in care long enough")


Meeting = tuple[date, EducationPlan]


def judge_period(
    case: Case, period: PeriodOfCare, meetings: list[Meeting], settings: Settings
) -> Iterator[Observation]:
    entry, left, born = period.span.start, period.span.end, case.child.date_of_birth
    assert born is not None
    about_first = partial(
        Observation, about=reference(period.item, "entry to care"), aspect="first", on=entry
    )
    if not period.entry_seen:
        unseen = "when the child entered care is not in the record"
        yield about_first(outcome=Outcome.CANNOT_TELL, message=unseen)
    else:
        try:
            due = settings.first.after(entry)
        except CalendarEnds as ends:
            yield about_first(outcome=Outcome.CANNOT_TELL, message=str(ends))
            return
        if age_on(born, due) >= settings.from_age and (left is None or due < left):
            yield judge_meeting(case, about_first, "the first meeting", entry, due, meetings)
    for start, end in terms(entry, min(left or case.as_at, case.as_at), settings):
        if age_on(born, end) >= settings.from_age and (left is None or end < left):
            about_term = partial(
                Observation,
                about=reference(period.item, f"the term from {long_date(start)}"),
                aspect=f"term from {start.isoformat()}",
                on=min(end, case.as_at),
            )
            # What was missed in a term is not made up for in the next.
            in_it = [meeting for meeting in meetings if start <= meeting[0] <= end]
            what = f"a meeting in the term from {long_date(start)}"
            yield judge_meeting(case, about_term, what, start, end, in_it, late=False)


def judge_meeting(
    case: Case,
    observed: partial[Observation],
    what: str,
    first: date,
    last: date,
    meetings: list[Meeting],
    *,
    late: bool = True,
) -> Observation:
    verdict = judge_window(
        case, "education_plans", first=first, last=last, done=[day for day, _ in meetings]
    )
    return observed(
        outcome=verdict.outcome,
        message=in_words(verdict, what, last).removesuffix(", and not since"),
        due=last,
        done=verdict.done,
        days_late=verdict.days_late if late else None,
        evidence=[reference(item) for day, item in meetings if day == verdict.done][:1],
    )


def terms(entry: date, until: date, settings: Settings) -> Iterator[tuple[date, date]]:
    """The first and last days of the school terms that begin after a day, up to another."""
    begins = [
        date.fromisoformat(f"{year}-{day}")
        for year in range(entry.year, until.year + 2)
        for day in sorted(settings.terms)
    ]
    for start, following in pairwise(begins):
        if entry < start <= until:
            yield start, following - ONE_DAY
