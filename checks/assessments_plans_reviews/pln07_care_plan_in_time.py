"""A child who comes into care has a care plan in time.

What it looks at:
    Each period of care: when the first placement began, and the first care plan made for that
    period, by the day it was agreed, else the day it began. A pathway plan holds the care plan
    (regulation 43) and counts.

Why it matters to the child:
    The care plan says why the child is in care, for how long, who will be seen and what happens
    next. Until there is one, nobody can answer the child's first question.

The standard:
    Regulation 4(2): a care plan before the first placement or, where that is not practicable,
    within 10 working days of its start. Whether it was practicable is not in the record: a plan
    within 10 working days is met, and whether it came before the placement is shown. Where
    placements are not recorded the time runs from entry to care. A new period of care wants a
    new plan; that of an earlier one does not count. Where the child leaves care inside the time
    it does not apply, nor in short breaks or on remand, which have other rules.

Met:
    First placed on Wednesday 4 March 2026; care plan agreed on 18 March, the tenth working day.

Not met:
    First placed on 4 March 2026; care plan agreed on 19 March.

What it cannot see:
    Whether the plan was any good, or whether a plan before the placement would have been
    practicable.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import PeriodOfCare, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Placement, Plan
from qaudit.cases.permanence import decided_on, plans_by_period
from qaudit.cases.status import other_rules_on
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, judge_by
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

CARE_PLANS = frozenset({"care", "pathway"})


@frozen(kw_only=True)
class Settings:
    in_time: Duration = length_of_time(
        "10 working days", "a care plan at the latest this long after the first placement began"
    )
    made_before: Duration = length_of_time(
        "3 months", "plans have to be known from this long before it, to say that there is none"
    )


@check(
    "PLN07",
    "care-plan-in-time",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/959 reg 4(2)",
    needs=("plans",),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="children coming into care",
        met="have a care plan in time",
        effect="they live away from home without a plan",
    ),
)
def care_plan_in_time(case: Case, settings: Settings) -> Iterator[Finding]:
    for period, plans in plans_by_period(case):
        made = [(day, plan) for day, plan in plans if plan.type in CARE_PLANS]
        yield judge_period(case, period, made, settings)
    if not periods_of_care(case):
        section = "care_periods" if case.exports("care_periods") else "placements"
        yield none_recorded(case, section, "no period of care is recorded")


def judge_period(
    case: Case, period: PeriodOfCare, made: list[tuple[date, Plan]], settings: Settings
) -> Observation:
    placement = first_placement(case, period)
    start = (placement.start_date if placement else None) or period.span.start
    evidence = [reference(placement, "the first placement")] if placement else []
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(period.item, "entry to care"),
        on=start,
    )
    if not period.entry_seen:
        return observed(message="when the child entered care is not recorded", evidence=evidence)
    if rules := other_rules_on(case, period.span.start):
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"{rules}: other rules hold, which are not judged here",
        )
    try:
        last = settings.in_time.after(start)
    except CalendarEnds as ends:
        return observed(message=str(ends))
    verdict = judge_by(
        case,
        "plans",
        since=settings.made_before.before(start),
        last=last,
        done=(day for day, _ in made),
    )
    left = period.span.end
    if verdict.outcome is not Outcome.MET and left and left <= last:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"in care only until {long_date(left)}, inside the time for a care plan",
            due=last,
        )
    if verdict.outcome is Outcome.NOT_MET and undated(case):
        return observed(message="a care plan has no date", due=last, evidence=undated(case))
    evidence += [reference(plan, "the first care plan") for _, plan in made[:1]]
    return observed(
        outcome=verdict.outcome,
        message=f"first placed on {long_date(start)}: {in_words(verdict, start, last)}",
        due=last,
        done=verdict.done,
        days_late=verdict.days_late,
        evidence=evidence,
        facts={"before_placement": verdict.done is not None and verdict.done <= start},
    )


def first_placement(case: Case, period: PeriodOfCare) -> Placement | None:
    """The first placement that began in a period of care, if placements are recorded."""
    placements = case.placements if case.exports("placements") else ()
    begun = [item for item in placements if item.start_date and period.span.holds(item.start_date)]
    return min(begun, key=lambda item: item.start_date or date.max, default=None)


def undated(case: Case) -> list[Plan]:
    return [plan for plan in case.plans if plan.type in CARE_PLANS and decided_on(plan) is None]


def in_words(verdict: Verdict, start: date, last: date) -> str:
    match verdict.outcome:
        case Outcome.MET if verdict.done and verdict.done <= start:
            return f"the care plan was there, made on {long_date(verdict.done)}"
        case Outcome.MET:
            return f"the care plan was made after it, on {long_date(verdict.done or last)}"
        case Outcome.NOT_DUE:
            return f"a care plan is due by {long_date(last)}"
        case Outcome.CANNOT_TELL:
            return verdict.why
        case _ if verdict.done:
            return f"no care plan in time, the first was made on {long_date(verdict.done)}"
        case _:
            return "no care plan in time, and none since"
