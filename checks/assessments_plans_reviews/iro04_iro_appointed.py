"""A child in care has an independent reviewing officer from the start.

What it looks at:
    The reviewing officers allocated to the child, against the day of entry to care and the
    first review of each period of care.

Why it matters to the child:
    The reviewing officer is the one person in the system whose only task is to hold the council
    to its plan for this child. Until there is one, nobody does.

The standard:
    One is allocated within 5 working days of entry to care: no law sets this, it is commonly
    expected. One is appointed by the first review: that is the law (Children Act 1989, section
    25A) and is judged by itself. An officer who knew the child from before counts
    while still allocated on the day of entry. Where no reviewing officer is among the workers at
    all, one who chaired a review or whose activity is recorded shows that there was one by
    then. Changes of reviewing officer are counted and not judged.

Met:
    In care from 5 January 2026; a reviewing officer allocated on 12 January, the fifth working
    day.

Not met:
    In care from 5 January 2026; a reviewing officer allocated on 13 January, a day late.

What it cannot see:
    Whether the officer had time for the child. Where reviews were not exported, whether one was
    appointed before the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import PeriodOfCare, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Involvement, Item
from qaudit.cases.reviews import held_reviews, reviews_due
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, days_late_until, judge_window
from qaudit.checking.observations import Finding, Measure, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    allocated: Duration = length_of_time(
        "5 working days", "a reviewing officer allocated, from entry to care"
    )


@check(
    "IRO04",
    "iro-appointed",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="local practice; by the first review: Children Act 1989 s 25A",
    needs=("involvements",),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="children coming into care",
        met="have a reviewing officer in time",
        effect="nobody independent watches over their plan from the beginning",
    ),
)
def iro_appointed(case: Case, settings: Settings) -> Iterator[Finding]:
    periods = periods_of_care(case)
    if not periods:
        section = "care_periods" if case.exports("care_periods") else "placements"
        yield none_recorded(case, section, "no period of care is recorded")
        return
    officers = reviewing_officers(case)
    for period in periods:
        yield in_the_first_days(case, period, officers, settings)
        yield by_the_first_review(case, period, officers)
    if officers:
        changes = sum(one.worker_id != other.worker_id for one, other in pairwise(officers))
        yield Measure(name="changes_of_reviewing_officer", value=changes, unit="changes")


def reviewing_officers(case: Case) -> list[Involvement]:
    """The reviewing officers among the workers, in order."""
    officers = [one for one in case.involvements if one.role == "iro" and one.start_date]
    return sorted(officers, key=lambda one: one.start_date or date.min)


def allocated_from(officers: list[Involvement], period: PeriodOfCare) -> list[tuple[date, Item]]:
    """The days from which each officer was allocated in a period of care."""
    entry = period.span.start
    return [
        (max(one.start_date, entry), one)
        for one in officers
        if one.start_date and (one.end_date is None or one.end_date > entry)
    ]


def shown_otherwise(case: Case, period: PeriodOfCare) -> list[tuple[date, Item]]:
    """The days on which a review was chaired, or a reviewing officer did something."""
    shown: list[tuple[date, Item]] = []
    if case.exports("reviews"):
        held = held_reviews(case, "child_in_care")
        shown += [(day, review) for day, review in held if review.chair_id]
    if case.exports("iro_activity"):
        shown += [(one.date, one) for one in case.iro_activity if one.date]
    return sorted(
        ((day, item) for day, item in shown if period.span.holds(day)), key=lambda found: found[0]
    )


def in_the_first_days(
    case: Case, period: PeriodOfCare, officers: list[Involvement], settings: Settings
) -> Observation:
    entry, end = period.span.start, period.span.end
    allocated = allocated_from(officers, period)
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(period.item, "the first days"),
        on=entry,
        aspect="allocated",
        evidence=[reference(one, "the reviewing officer") for _, one in allocated[:1]],
    )
    if not period.entry_seen:
        return observed(message="when the child entered care is not recorded")
    try:
        due = settings.allocated.after(entry)
    except CalendarEnds as ends:
        return observed(message=str(ends))
    verdict = judge_window(
        case, "involvements", first=entry, last=due, done=[day for day, _ in allocated]
    )
    if verdict.outcome is not Outcome.MET and end and end <= due:
        return observed(
            outcome=Outcome.NOT_APPLICABLE, message=f"in care only until {long_date(end)}", due=due
        )
    if verdict.outcome is Outcome.NOT_MET and not officers:
        shown = shown_otherwise(case, period)
        if shown:
            return observed(
                message="since when there has been a reviewing officer is not recorded",
                due=due,
                evidence=[reference(shown[0][1], "shows that there was one")],
            )
    return observed(
        outcome=verdict.outcome,
        message=in_words(verdict, f"entered care on {long_date(entry)}", due),
        due=due,
        done=verdict.done,
        days_late=days_late_until(case, verdict, due, end),
    )


def by_the_first_review(
    case: Case, period: PeriodOfCare, officers: list[Involvement]
) -> Observation:
    entry, end = period.span.start, period.span.end
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(period.item, "by the first review"),
        on=entry,
        aspect="first review",
        force=Force.STATUTORY,
    )
    if not case.exports("reviews"):
        return observed(message="when the first review was held: reviews not exported")
    if why := case.why_unseen("reviews", entry, entry):
        return observed(message=f"when the first review was held: {why}")
    if not period.entry_seen:
        return observed(message="when the child entered care is not recorded")
    first = next(reviews_due(case, period))
    try:
        by = first.held[0] if first.held else first.due
        falls_due = first.held is not None or first.falls_due
    except CalendarEnds as ends:
        return observed(message=str(ends))
    if not falls_due:
        assert end
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"in care only until {long_date(end)}, before a review fell due",
        )
    appointed = allocated_from(officers, period) if officers else shown_otherwise(case, period)
    verdict = judge_window(
        case, "involvements", first=entry, last=by, done=[day for day, _ in appointed]
    )
    evidence = [reference(item, "the reviewing officer") for _, item in appointed[:1]]
    if first.held:
        evidence.append(reference(first.held[1], "the first review"))
    what = "held" if first.held else "due"
    return observed(
        outcome=verdict.outcome,
        message=in_words(verdict, f"first review {what} on {long_date(by)}", by),
        due=by,
        done=verdict.done,
        days_late=days_late_until(case, verdict, by, end),
        evidence=evidence,
    )


def in_words(verdict: Verdict, occasion: str, due: date) -> str:
    match verdict.outcome:
        case Outcome.MET:
            return f"{occasion}: a reviewing officer from {long_date(verdict.done or due)}"
        case Outcome.NOT_DUE:
            return f"{occasion}: a reviewing officer is due by {long_date(due)}"
        case Outcome.CANNOT_TELL:
            return f"{occasion}: {verdict.why}"
        case _ if verdict.done:
            return f"{occasion}: no reviewing officer until {long_date(verdict.done)}"
        case _:
            return f"{occasion}: no reviewing officer is recorded"
