"""A child who comes into care sees a doctor at once.

What it looks at:
    Every entry to care, and the initial health assessment around it.

Why it matters to the child:
    Many children come into care with needs nobody has looked at: teeth, eyes, missed
    injections, growth, distress. The first plan is made without them unless a doctor has
    seen the child by then.

The standard:
    Regulation 7: a doctor assesses the child's health before the first placement or, where that
    is not practicable, before the first review, which is due within 20 working days of entry.
    The earlier of the two binds: the day of the first review that was held, or the twentieth
    working day. On the day of the review is before it. An assessment in the 3 months before
    entry counts. One that was asked for and has no date was not held.

Met:
    In care from 2 March 2026; seen on 23 March, and the first review on 25 March.

Not met:
    In care from 2 March 2026; the first review on 16 March, seen on 23 March, a week after it.

What it cannot see:
    Whether it was a doctor who saw the child, and whether anything came of it. Consent that
    was refused by a child of an age to refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import PeriodOfCare, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.health import assessed_days
from qaudit.cases.reviews import held_reviews
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import judge_window
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    within: Duration = length_of_time(
        "20 working days", "the first review is due, and the assessment with it, within"
    )
    before_entry: Duration = length_of_time(
        "3 months", "an assessment in this long before entry to care counts"
    )


@check(
    "HED01",
    "initial-health-assessment",
    area=Area.HED,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/959 regs 7 and 33",
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="children coming into care",
        met="have their health assessed in time",
        effect="what they need for their health is not known when their care is planned",
    ),
)
def initial_health_assessment(case: Case, settings: Settings) -> Iterator[Finding]:
    periods = periods_of_care(case)
    for period in periods:
        yield judge(case, period, settings)
    if not periods:
        section = "care_periods" if case.exports("care_periods") else "placements"
        yield none_recorded(case, section, "never in care")


def judge(case: Case, period: PeriodOfCare, settings: Settings) -> Observation:
    entry, left = period.span.start, period.span.end
    observed = partial(Observation, about=reference(period.item, "entry to care"), on=entry)
    if not period.entry_seen:
        unseen = "when the child entered care is not in the record"
        return observed(outcome=Outcome.CANNOT_TELL, message=unseen)
    try:
        last = settings.within.after(entry)
    except CalendarEnds as ends:
        return observed(outcome=Outcome.CANNOT_TELL, message=str(ends))
    reviewed = first_review(case, period)
    due = min(last, reviewed or last)
    binding = (
        f"the first review, on {long_date(due)}" if due < last else f"{settings.within} of entry"
    )
    days = assessed_days(case, "initial")
    verdict = judge_window(
        case,
        "health_assessments",
        first=settings.before_entry.before(entry),
        last=due,
        done=[day for day, _ in days if left is None or day <= left],
    )
    done = verdict.done
    entered = f"in care from {long_date(entry)}"
    evidence = [reference(item, "assessed") for day, item in days if day == done][:1]
    observed = partial(
        observed, due=due, evidence=evidence, facts={"binds": binding_fact(due, last)}
    )
    if verdict.outcome is not Outcome.MET and left and left <= due:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"{entered} only until {long_date(left)}, before it was due",
        )
    # An unseen review may have come before the assessment; one of before entry is before any.
    why = case.why_unseen("reviews", entry, done or due)
    if verdict.outcome is Outcome.MET and done and done > entry and why:
        return observed(
            outcome=Outcome.CANNOT_TELL,
            message=f"{entered}, assessed on {long_date(done)}, but whether before the first "
            f"review: {why}",
            done=done,
        )
    said = {
        Outcome.MET: f"assessed on {long_date(done or due)}, within {binding}",
        Outcome.NOT_DUE: f"an initial health assessment is due by {long_date(due)}",
        Outcome.CANNOT_TELL: verdict.why,
        Outcome.NOT_MET: f"no initial health assessment within {binding}"
        + (f", but on {long_date(done)}" if done else ", and none since"),
    }
    return observed(
        outcome=verdict.outcome,
        message=f"{entered}: {said[verdict.outcome]}",
        done=done,
        days_late=verdict.days_late,
    )


def first_review(case: Case, period: PeriodOfCare) -> date | None:
    """The first review held in a period of care, as far as reviews were exported."""
    if not case.exports("reviews"):
        return None
    left = period.span.end
    return next(
        (
            day
            for day, _ in held_reviews(case, "child_in_care")
            if day >= period.span.start and (left is None or day <= left)
        ),
        None,
    )


def binding_fact(due: date, last: date) -> str:
    return "first_review" if due < last else "working_days"
