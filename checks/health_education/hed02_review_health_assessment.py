"""The health of a child in care is looked at again as often as the law says.

What it looks at:
    The time in care from one health assessment to the next, and from the last one to the audit
    date.

Why it matters to the child:
    Children in care have more illness and distress than others, and nobody who has known them
    from birth to notice. Small children change fastest.

The standard:
    Regulation 7: a health assessment at least every 6 months under the age of 5, every 12
    months from 5. The age is that on the day the next one falls due. The first is counted
    from the initial assessment, or from entry to care where there was none (HED01 judges
    that). Whoever was late is next due counted from the day it was held.

Met:
    Born 17 May 2014, in care; assessed on 3 February 2025 and on 2 February 2026.

Not met:
    Born 17 May 2014, in care; assessed on 3 February 2025 and on 3 March 2026, due by 3 February.

What it cannot see:
    Whether anything came of it. Dental checks and questionnaires, which are not assessments of
    health. Consent that was refused by a child of an age to refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from qaudit.cases.calendar import Duration, age_on
from qaudit.cases.care import PeriodOfCare, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.health import assessed_days
from qaudit.cases.model import Assessment, HealthAssessment
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import in_words, judge_turns
from qaudit.checking.observations import (
    Finding,
    Observation,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.settings import count, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    younger: Duration = length_of_time("6 months", "under the age, assessed at least every")
    older: Duration = length_of_time("12 months", "from the age on, assessed at least every")
    age: int = count(5, "the age from which it is the longer time, in years")
    before_entry: Duration = length_of_time(
        "3 months", "an assessment in this long before entry to care counts"
    )


@check(
    "HED02",
    "review-health-assessment",
    area=Area.HED,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/959 reg 7",
    needs=("health_assessments",),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="reviews of children's health",
        met="are held in time",
        effect="nobody looks at their health as often as the law asks",
    ),
)
def review_health_assessment(case: Case, settings: Settings) -> Iterator[Finding]:
    periods = periods_of_care(case)
    if periods and case.child.date_of_birth is None:
        yield cannot_tell("how often one is due: no date of birth")
        return
    judged = False
    for period in periods:
        for finding in judge_period(case, period, settings):
            judged = True
            yield finding
    if not periods:
        section = "care_periods" if case.exports("care_periods") else "placements"
        yield none_recorded(case, section, "never in care")
    elif not judged:
        yield not_applicable("left care before a review of health was due")


def next_due(born: date, last: date, settings: Settings) -> date:
    """The day the next assessment is due by, by the child's age on that day."""
    soon = settings.younger.after(last)
    return soon if age_on(born, soon) < settings.age else settings.older.after(last)


Held = list[tuple[date, HealthAssessment | Assessment]]


def counted_from(period: PeriodOfCare, held: Held) -> date | None:
    """The day from which the first review is due; None where that cannot be known.

    The initial assessment, be it late, else the last one before entry, else entry itself; where
    the entry was not seen, the first assessment that was.
    """
    entry = period.span.start
    if not period.entry_seen:
        return held[0][0] if held else None
    before = [day for day, _ in held if day <= entry]
    if before:
        return before[-1]
    initial = held and is_initial(held[0][1])
    return held[0][0] if initial else entry


def is_initial(item: HealthAssessment | Assessment) -> bool:
    return item.type in ("initial", "initial_health")


def judge_period(case: Case, period: PeriodOfCare, settings: Settings) -> Iterator[Observation]:
    born, entry = case.child.date_of_birth, period.span.start
    assert born is not None
    left = period.span.end
    first = settings.before_entry.before(entry) if period.entry_seen else entry
    held = [
        (day, item)
        for day, item in assessed_days(case, "initial", "review")
        if first <= day and (left is None or day <= left)
    ]
    items = dict(held)
    start = counted_from(period, held)
    if start is None:
        yield Observation(
            outcome=Outcome.CANNOT_TELL,
            about=reference(period.item, "in care"),
            on=case.known_until,
            message="since when one was due: the entry to care is not in the record",
        )
        return
    for turn in judge_turns(
        case,
        "health_assessments",
        start=start,
        end=left,
        due_after=lambda last: next_due(born, last, settings),
        done=[day for day in items if day > start],
    ):
        verdict = turn.verdict
        since = items.get(turn.since)
        reason = "assessed" if since else "entered care"
        yield Observation(
            outcome=verdict.outcome,
            about=reference(since or period.item, f"{reason} on {long_date(turn.since)}"),
            aspect=f"after {turn.since.isoformat()}",
            on=verdict.done or min(turn.due, case.as_at),
            message=f"{reason} on {long_date(turn.since)}, "
            f"{in_words(verdict, 'the next health assessment', turn.due)}",
            due=turn.due,
            done=verdict.done,
            days_late=verdict.days_late,
            evidence=[reference(items[verdict.done], "the next")] if verdict.done else [],
        )
