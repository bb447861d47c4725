"""A child who is out of sight is noticed by a manager.

What it looks at:
    The time from one visit at which the child was seen to the next, and to the day of the audit:
    whether two or more visits in a row failed, or twice the allowed interval passed, and whether
    a management decision is recorded then.

Why it matters to the child:
    Nobody knows how a child is whom nobody sees. That visits fail is itself a sign, and somebody
    who can act must know of it.

The standard:
    No law sets it. A child is out of sight from the second of two failed visits in a row, or
    from the day after twice the interval of VIS01 (on each day the shortest that holds; where
    the record leaves it open, the longer). Then a management decision (case direction, decision
    or escalation response) is recorded, about a visit or about nothing else, from the first
    failed visit on and within 5 working days. A child who is seen again within that time is no
    longer out of sight. Any visit at which the child was seen counts, whoever made it; a failed
    visit counts if it was a social worker's (child in care, protection, child in need, duty). A
    new placement has no first week here. Not met is harm: it limits the grade.

Met:
    In care; failed visits on 2 and 9 March 2026; a manager's decision on 10 March.

Not met:
    In care; failed visits on 2 and 9 March 2026, and no decision by 16 March.

What it cannot see:
    A manager who acted and did not write it down; a child seen by a school or a doctor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from attrs import frozen

from qaudit.cases.calendar import ONE_DAY, Duration
from qaudit.cases.case import Case, long_date
from qaudit.cases.duties import VisitingDuty
from qaudit.cases.intervals import Stage, days_due, last_day_allowed, shortest_by_day
from qaudit.cases.model import Visit
from qaudit.cases.visits import child_was_seen
from qaudit.checking.check import check
from qaudit.checking.deadlines import judge_window
from qaudit.checking.observations import (
    Finding,
    Observation,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.settings import count, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.visiting import Intervals, all_duties, no_duty
from qaudit.checking.wording import Wording

BY_A_SOCIAL_WORKER = ("child_in_care", "child_protection", "child_in_need", "duty")
DECISIONS = ("case_direction", "decision", "escalation_response")


@frozen(kw_only=True)
class Settings(Intervals):
    failed_visits: int = count(2, "this many failed visits in a row, or more")
    times_the_interval: int = count(2, "this many times the interval without being seen")
    decision: Duration = length_of_time(
        "5 working days", "a management decision within this long of being out of sight"
    )


class Unseen(NamedTuple):
    """A time in which the child was not seen.

    Attributes:
        after: the visit at which the child was seen last; None: not since visits were due.
        start: that day, or the day from which visits were due.
        following: the day on which the child was seen next.
        failed: the first failed visits in it that make a child out of sight, in order.
        unsure: the days of visits of which it is not known whether the child was seen.
    """

    after: Visit | None
    start: date
    following: date | None = None
    failed: tuple[Visit, ...] = ()
    unsure: tuple[date, ...] = ()


@check(
    "VIS03",
    "out-of-sight",
    area=Area.VIS,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="each council sets its own; no law does",
    needs=("visits",),
    settings=Settings,
    wording=Wording(
        counted="children",
        met="are seen often enough",
        not_met="are out of sight",
        effect="nobody can say from the record that they are safe",
    ),
)
def out_of_sight(case: Case, settings: Settings) -> Iterator[Finding]:
    duties = all_duties(case)
    judged = [duty for duty in duties if not (duty.exempt or duty.doubtful)]
    if not judged:
        yield nothing_judged(duties[0]) if duties else no_duty(case)
        return
    rules = [rule for duty in judged for rule in settings.rules(duty.ruled)]
    once = shortest_by_day(rules)
    stages = tuple(
        Stage(stage.span, times(stage.allowed, settings.times_the_interval)) for stage in once
    )
    unseen = list(times_unseen(case, stages[0].span.start, settings.failed_visits))
    if days_due(stages, unseen[0].start, case.known_until + ONE_DAY) == 0:
        why = case.why_unseen("visits", stages[0].span.start, case.known_until)
        yield cannot_tell(f"visits were due before any are known: {why}")
        return
    episodes = [
        found for time in unseen if (found := judge(case, time, once, stages, judged[0], settings))
    ]
    yield from episodes
    if not episodes:
        yield in_sight(case, unseen[-1], judged[-1])


def nothing_judged(duty: VisitingDuty) -> Finding:
    return not_applicable(duty.exempt) if duty.exempt else cannot_tell(duty.doubtful)


def times(allowed: Duration | None, how_often: int) -> Duration | None:
    return allowed and Duration(allowed.count * how_often, allowed.unit)


def times_unseen(case: Case, start: date, failed_visits: int) -> Iterator[Unseen]:
    """The times between visits at which the child was seen, from when visits were due."""
    known_from = case.coverage("visits").start
    if known_from and known_from > start:
        start = known_from - ONE_DAY
    after: Visit | None = None
    failed: tuple[Visit, ...] = ()
    run: tuple[Visit, ...] = ()
    unsure: tuple[date, ...] = ()
    for day, visit in visits_in_order(case):
        seen = child_was_seen(visit)
        if day < start:
            after = visit if seen else after
        elif seen:
            yield Unseen(after, start, day, failed, unsure)
            after, start, failed, run, unsure = visit, day, (), (), ()
        elif seen is None:
            run, unsure = (), (*unsure, day)
        elif visit.type in BY_A_SOCIAL_WORKER and not failed:
            run = (*run, visit)
            failed = run if len(run) >= failed_visits else ()
    yield Unseen(after, start, None, failed, unsure)


def visits_in_order(case: Case) -> list[tuple[date, Visit]]:
    dated = [(visit.date, visit) for visit in case.visits if visit.date]
    return sorted(dated, key=lambda entry: (entry[0], entry[1].pointer))


def judge(
    case: Case,
    time: Unseen,
    once: tuple[Stage, ...],
    stages: tuple[Stage, ...],
    duty: VisitingDuty,
    settings: Settings,
) -> Observation | None:
    """What came of a time in which the child was out of sight; None where the child was not."""
    until = time.following or case.known_until
    limit = last_day_allowed(time.start, stages, settings.after_step_up)
    too_long = limit is not None and until > limit[0]
    if not (too_long or time.failed):
        return None
    begun = []
    if time.failed and (last := time.failed[-1].date) and is_due(once, last):
        begun.append((last, time.failed[0].date or last, f"{len(time.failed)} failed visits"))
    if limit and too_long:
        overdue = last_day_allowed(time.start, once, settings.after_step_up) or limit
        since = f"not seen since {long_date(time.start)}"
        begun.append((limit[0] + ONE_DAY, overdue[0] + ONE_DAY, since))
    if not begun:
        return None
    start, first, what = min(begun)
    due = settings.decision.after(start)
    verdict = judge_window(case, "oversight", first=first, last=due, done=decisions(case))
    made_it = time.failed[-1:] if what.endswith("visits") else (time.after or duty.item,)
    observed = partial(
        Observation,
        about=made_it[0],
        aspect="out of sight",
        on=start,
        due=due,
        evidence=[reference(visit, "failed") for visit in time.failed[:-1]],
        facts={"days_unseen": (until - time.start).days},
    )
    out = f"out of sight from {long_date(start)} ({what})"
    if verdict.outcome is Outcome.MET and verdict.done:
        message = f"{out}: a management decision on {long_date(verdict.done)}"
        return observed(outcome=Outcome.MET, message=message, done=verdict.done)
    if time.following and time.following <= due:
        message = f"{out}: seen again on {long_date(time.following)}"
        return observed(outcome=Outcome.MET, message=message, done=time.following)
    if verdict.outcome is not Outcome.NOT_MET:
        message = f"{out}: {verdict.why or f'a decision is due by {long_date(due)}'}"
        return observed(outcome=verdict.outcome, message=message)
    if why := why_unclear(case, time, start, due):
        return observed(outcome=Outcome.CANNOT_TELL, message=f"{out}: {why}")
    return observed(
        outcome=Outcome.NOT_MET,
        message=f"{out}: no management decision by {long_date(due)}",
        done=verdict.done,
        days_late=verdict.days_late,
        harm=True,
    )


def is_due(stages: tuple[Stage, ...], day: date) -> bool:
    """Whether visits were due at all on a day."""
    return any(stage.span.holds(day) and stage.allowed for stage in stages)


def decisions(case: Case) -> list[date]:
    """The days of management decisions that are about a visit, or about nothing else."""
    if not case.exports("oversight"):
        return []
    visits = {visit.visit_id for visit in case.visits}
    return [
        record.date
        for record in case.oversight
        if record.date
        and record.type in DECISIONS
        and (not record.about or record.about in visits or record.about.startswith("/visits/"))
    ]


def why_unclear(case: Case, time: Unseen, start: date, due: date) -> str | None:
    """Why the child may have been seen all the same, if that may be."""
    if not case.coverage("visits").complete:
        return "the export of visits is not complete"
    since = start if time.failed else time.start
    if any(since <= day <= due for day in time.unsure):
        return "whether the child was seen at a visit is not recorded"
    return None


def in_sight(case: Case, time: Unseen, duty: VisitingDuty) -> Observation:
    """That the child was never out of sight, where somebody has seen the child at all."""
    unclear = not case.coverage("visits").complete
    if time.after and not unclear:
        outcome, message = Outcome.MET, "never out of sight in the time the record shows"
    elif unclear:
        outcome, message = Outcome.CANNOT_TELL, "the export of visits is not complete"
    else:
        outcome, message = Outcome.NOT_DUE, f"{duty.begins}: not yet seen"
    return Observation(
        outcome=outcome,
        about=time.after or duty.item,
        aspect="in sight",
        on=time.start if time.after else case.known_until,
        message=message,
    )
