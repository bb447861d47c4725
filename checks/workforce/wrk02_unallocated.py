"""A child whose case is open has a social worker.

What it looks at:
    The time a child was in care, on a child protection or child in need plan, or before the
    court: the day it began, and each day within it on which a social worker's time ended.

Why it matters to the child:
    Without a social worker nobody visits, nobody acts on what was agreed, and there is nobody
    for the child to ring.

The standard:
    No law sets an interval. On such a day a social worker is allocated, or one is by the next
    working day (default). Absence cover counts: somebody is there. The days without are counted
    from the first; nothing is judged after that time has ended. Where the first social worker
    recorded has a reason for the change, there was one before who is not recorded: cannot tell.
    This is about how the service is run, never about a worker.

Met:
    In care from Monday 2 March 2026; a social worker from Tuesday 3 March.

Not met:
    In care from Monday 2 March 2026; a social worker from Wednesday 4 March, one day late.

What it cannot see:
    Whether the worker who is recorded works with the child. Time between a referral and a plan,
    and care leavers, for whom a personal adviser is responsible.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import Span, span_of
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Involvement
from qaudit.cases.status import Status, spans_by_status
from qaudit.checking.check import check
from qaudit.checking.deadlines import in_words, judge_window
from qaudit.checking.observations import (
    Finding,
    Measure,
    Observation,
    Reference,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

FIRST_CONTACT = "FCONTA"
"""The reason for a worker that speaks of none before."""

OPEN = (
    Status.PROTECTION_PLAN,
    Status.COURT,
    Status.IN_NEED,
    Status.IN_CARE,
    Status.SETTLED_MATCH,
)
"""The statuses with which a child has a social worker."""


@frozen(kw_only=True)
class Settings:
    handover: Duration = length_of_time("1 working day", "a social worker is allocated within")


@check(
    "WRK02",
    "unallocated",
    area=Area.WRK,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="no law sets an interval; a social worker for every open case is commonly expected",
    needs=("involvements",),
    settings=Settings,
    wording=Wording(
        counted="spells of allocation",
        met="are without a gap",
        not_met="are broken by time without a worker",
        effect="children are left without a social worker",
    ),
)
def unallocated(case: Case, settings: Settings) -> Iterator[Finding]:
    workers = [row for row in case.involvements if row.role == "social_worker" and row.start_date]
    unclear = [
        row
        for row in case.involvements
        if row.role is None or (row.role == "social_worker" and row.start_date is None)
    ]
    judged = False
    without = 0
    for span in open_spans(case):
        occasions = {span.start: reference(case.child, "the case opened")}
        for row in workers:
            if row.end_date and row.end_date > span.start and span.holds(row.end_date):
                occasions.setdefault(row.end_date, reference(row, "ended"))
        for day, about in sorted(occasions.items(), key=lambda occasion: occasion[0]):
            found = judge(case, day, about, span, workers, unclear, settings)
            if found:
                judged = True
                without += int(found.facts.get("days_without") or 0)
                yield found
    if judged:
        yield Measure(name="days_unallocated", value=without, unit="days")
    elif why := why_none_seen(case):
        yield cannot_tell(why)
    else:
        yield not_applicable("the case was not open, or closed before a worker was due")


def open_spans(case: Case) -> list[Span]:
    """When the child's case was open, each without a break."""
    statuses = spans_by_status(case)
    found: list[Span] = []
    for span in sorted(
        (span for status in OPEN for span in statuses[status]), key=lambda span: span.start
    ):
        before = found[-1] if found else None
        if before and (before.end is None or span.start <= before.end):
            end = max(before.end, span.end) if before.end and span.end else None
            found[-1] = Span(before.start, end)
        else:
            found.append(span)
    return found


def why_none_seen(case: Case) -> str | None:
    care = "care_periods" if case.exports("care_periods") else "placements"
    return case.why_unseen("plans", date.min, case.known_until) or case.why_unseen(
        care, date.min, case.known_until
    )


def judge(
    case: Case,
    day: date,
    about: Reference,
    span: Span,
    workers: list[Involvement],
    unclear: list[Involvement],
    settings: Settings,
) -> Observation | None:
    """Whether somebody was allocated on a day or soon after; None where the case closed before."""
    observed = partial(Observation, about=about, on=day, aspect=f"from {day.isoformat()}")
    try:
        due = settings.handover.after(day)
    except CalendarEnds as ends:
        return observed(outcome=Outcome.CANNOT_TELL, message=str(ends))
    if any((time := span_of(row)) and time.holds(day) for row in workers):
        done = [day]
    else:
        done = [row.start_date for row in workers if row.start_date and row.start_date > day]
    verdict = judge_window(case, "involvements", first=day, last=due, done=done)
    if verdict.outcome is not Outcome.MET and span.end and span.end <= due:
        return None
    what = f"without a social worker from {long_date(day)}; allocated"
    if verdict.outcome is Outcome.NOT_MET and took_over(day, workers):
        return observed(
            outcome=Outcome.CANNOT_TELL,
            due=due,
            message=f"{what}: the first social worker recorded took over from another",
        )
    if verdict.outcome is Outcome.NOT_MET and any(
        (row.start_date is None or row.start_date <= due)
        and (row.end_date is None or row.end_date > day)
        for row in unclear
    ):
        return observed(
            outcome=Outcome.CANNOT_TELL,
            due=due,
            message=f"{what}: whose involvement, or since when, is not always recorded",
        )
    again = verdict.done if verdict.done and (not span.end or verdict.done < span.end) else None
    until = again or min(case.known_until, span.end or case.known_until)
    days = 0 if verdict.outcome is Outcome.CANNOT_TELL else max(0, (until - day).days)
    covered = verdict.outcome is Outcome.MET and days == 0
    return observed(
        outcome=verdict.outcome,
        message=f"a social worker on {long_date(day)}" if covered else in_words(verdict, what, due),
        due=due,
        done=again,
        days_late=(until - due).days if verdict.outcome is Outcome.NOT_MET else None,
        facts={"days_without": days},
    )


def took_over(day: date, workers: list[Involvement]) -> bool:
    """Whether the first social worker recorded began after a day, and not as the child's first."""
    first = min(workers, key=lambda row: row.start_date or date.max, default=None)
    return bool(
        first
        and first.start_date
        and first.start_date > day
        and first.change_reason not in (None, FIRST_CONTACT)
    )
