"""A child whose plan is adoption does not wait for it.

What it looks at:
    Each adoption record: the days from entry to care to the placement with the adopters, and
    from the placement order to the match.

Why it matters to the child:
    A baby who waits a year has waited a lifetime. Every month before the last move is a month
    of belonging to people who will be left.

The standard:
    No law sets it. 426 days (fourteen months) from entry to placement, and 121 days (four
    months) from the placement order to the match, are the Department's thresholds for a
    council's average over three years, not a limit for one child: a child beyond them asks for
    a reason. Where the child left care, or adoption is the goal no more, it does not apply.

Met:
    Placement order on 18 June 2026, matched on 21 August: 64 days.

Not met:
    Placement order on 18 June 2025, matched on 21 November: 156 days.

What it cannot see:
    Why it took as long: an appeal, a group of brothers and sisters, a search for the right
    family. Adoption by the child's own foster carer, where the wait was not a wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import PeriodOfCare, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Adoption
from qaudit.cases.permanence import goal_of, in_force_on
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import judge_step
from qaudit.checking.observations import Finding, Measure, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

ADOPTION = "ADOPTION"


@frozen(kw_only=True)
class Settings:
    placed: Duration = length_of_time("426 days", "from entry to care to placement with adopters")
    matched: Duration = length_of_time("121 days", "from the placement order to the match")


@check(
    "PER05",
    "adoption-pace",
    area=Area.PER,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="Department for Education, adoption scorecards: thresholds for a council's average; no "
    "law sets them",
    needs=("adoption",),
    settings=Settings,
    wording=Wording(
        counted="steps to adoption",
        met="are taken at the pace that is expected",
        effect="children wait longer for an adoptive family",
    ),
)
def adoption_pace(case: Case, settings: Settings) -> Iterator[Finding]:
    for record in case.adoption:
        yield from judge_placement(case, record, settings)
        if record.placement_order_date:
            yield from judge(
                case,
                record,
                "placement order to match",
                "matched_date",
                record.placement_order_date,
                settings.matched,
            )
    if not case.adoption:
        yield none_recorded(case, "adoption", "adoption is not the plan")


def judge_placement(case: Case, record: Adoption, settings: Settings) -> Iterator[Finding]:
    day = next((day for day in dates_of(record)), None)
    period = period_holding(case, day or case.known_until)
    if period is None or not period.entry_seen:
        yield Observation(
            outcome=Outcome.CANNOT_TELL,
            about=reference(record, "entry to placement"),
            on=day or case.known_until,
            message="when the child entered care is not recorded",
            aspect="entry to placement",
        )
        return
    start = period.span.start
    yield from judge(case, record, "entry to placement", "placed_date", start, settings.placed)


def dates_of(record: Adoption) -> Iterator[date]:
    """The dates of an adoption record, the first step first."""
    steps = (
        record.plan_date,
        record.placement_order_date,
        record.matched_date,
        record.placed_date,
        record.order_date,
    )
    return (day for day in steps if day)


def period_holding(case: Case, day: date) -> PeriodOfCare | None:
    """The period of care a day is in; the day a period ended belongs to it."""
    if not (case.exports("care_periods") or case.exports("placements")):
        return None
    begun = [period for period in periods_of_care(case) if period.span.start <= day]
    last = begun[-1] if begun else None
    return last if last and (last.span.end is None or day <= last.span.end) else None


def judge(
    case: Case, record: Adoption, name: str, field: str, start: date, allowed: Duration
) -> Iterator[Finding]:
    done: date | None = getattr(record, field)
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(record, name),
        on=done or case.known_until,
        done=done,
        aspect=name,
    )
    try:
        last = allowed.after(start)
    except CalendarEnds as ends:
        yield observed(message=str(ends))
        return
    if done is None and (why := why_over(case, record, start)):
        yield observed(outcome=Outcome.NOT_APPLICABLE, message=f"{name}: {why}")
        return
    verdict = judge_step(case, "adoption", field, last=last, done=done, first=start)
    until = done or case.known_until
    days = (until - start).days
    so_far = "" if done else " so far"
    yield observed(
        outcome=verdict.outcome,
        message=f"{name}: {verdict.why or f'{days} days{so_far}, against {allowed}'}",
        due=last,
        days_late=verdict.days_late,
        facts={"days": days},
    )
    if done and verdict.outcome in (Outcome.MET, Outcome.NOT_MET):
        yield Measure(name=f"days from {name}", value=days, unit="days")


def why_over(case: Case, record: Adoption, start: date) -> str | None:
    """Why the child waits no more, if the record shows it."""
    if record.order_date:
        return f"adopted on {long_date(record.order_date)}, the step itself is not recorded"
    period = period_holding(case, start)
    left = period.span.end if period else None
    if left and left <= case.known_until:
        return f"the child left care on {long_date(left)}"
    if not case.exports("plans"):
        return None
    plans = in_force_on(case, case.known_until)
    goals = [goal.goal for plan in plans for goal in plan.permanence_goals or () if goal.goal]
    if goals and ADOPTION not in map(goal_of, goals):
        return "adoption is the goal no more"
    return None
