"""The child's case is discussed in supervision often enough.

What it looks at:
    The gaps between recorded supervisions of this child's case, and from the last to the day of
    the audit; and, whenever a social worker is newly allocated, how soon the first one was.

Why it matters to the child:
    Supervision is where a manager asks whether the plan works and what has drifted. A child
    whose case is not discussed waits, and nobody notices.

The standard:
    No law sets it. On each day, the days since the last supervision may not exceed that day's
    interval: 4 weeks on a child protection plan or before the court, 6 weeks on a child in
    need plan or in care, 12 weeks in a settled long-term match or as a care leaver; with
    several, the shortest; with none, that of a child in need while a worker is involved. Where
    the interval becomes shorter, nobody is late until 5 working days after. A newly allocated
    social worker (absence cover apart) has the first supervision within 10 working days; the
    first gap of a case starts with the first social worker. Any worker's supervision of this
    child counts.

Met:
    In care; supervisions on 5 January and 12 February 2026, 38 days apart.

Not met:
    In care; supervisions on 5 January and 3 March 2026, 57 days apart, due by 16 February.

What it cannot see:
    What was said (SUP03, SUP04), and talk that nobody recorded. A plan or proceedings that
    were not exported may have asked for a shorter interval, a match for a longer one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve, frozen

from qaudit.cases.calendar import ONE_DAY, CalendarEnds, Duration
from qaudit.cases.case import Case, long_date
from qaudit.cases.intervals import Stage, days_due, last_day_allowed, shortest_by_day
from qaudit.cases.model import Supervision
from qaudit.cases.status import Status, spans_by_status
from qaudit.cases.workers import Allocation, allocations
from qaudit.checking.check import check
from qaudit.checking.deadlines import NOTHING_DUE, UNKNOWN, Verdict, judge_next
from qaudit.checking.observations import (
    Finding,
    Measure,
    Note,
    Observation,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    protection_plan: Duration = length_of_time("4 weeks", "on a child protection plan")
    court: Duration = length_of_time("4 weeks", "before the court")
    child_in_need: Duration = length_of_time(
        "6 weeks", "on a child in need plan, or open with no plan"
    )
    in_care: Duration = length_of_time("6 weeks", "in care")
    settled_match: Duration = length_of_time("12 weeks", "in a settled long-term match")
    care_leaver: Duration = length_of_time("12 weeks", "a care leaver")
    newly_allocated: Duration = length_of_time(
        "10 working days", "the first supervision after a social worker is allocated"
    )
    after_step_up: Duration = length_of_time(
        "5 working days", "at least this long after the interval became shorter"
    )


@check(
    "SUP01",
    "supervision-frequency",
    area=Area.SUP,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="each council sets its own; no law does",
    needs=("supervisions",),
    settings=Settings,
    wording=Wording(
        counted="intervals between supervisions",
        met="are as short as they should be",
        not_met="are longer than they should be",
        effect="for weeks nobody senior is seen to look at how the child's plan is going",
    ),
)
def supervision_frequency(case: Case, settings: Settings) -> Iterator[Finding]:
    stages = stages_of(case, settings)
    if not stages:
        if why := case.why_unseen("involvements", case.known_until, case.known_until):
            yield cannot_tell(f"no care or plan is recorded, and whether a worker is: {why}")
        else:
            yield not_applicable("the case was never open in the time the record shows")
        return
    held, repeated = once_each(case.supervisions)
    if repeated:
        yield Note(message="supervisions of one date are counted once", evidence=repeated)
    between = list(gaps(case, held, stages, settings))
    observations = [*between, *first_supervisions(case, held, stages, settings)]
    yield from observations
    if not observations:
        if why := case.why_unseen("involvements", stages[0].span.start, case.known_until):
            yield cannot_tell(f"no supervision is recorded, and since when one was due: {why}")
        else:
            yield not_applicable("no social worker was allocated, so nothing fell due (WRK02)")
    yield from measures(between, stages)


def stages_of(case: Case, settings: Settings) -> tuple[Stage, ...]:
    """The interval that each day allows."""
    allowed = {
        Status.PROTECTION_PLAN: settings.protection_plan,
        Status.COURT: settings.court,
        Status.IN_NEED: settings.child_in_need,
        Status.IN_CARE: settings.in_care,
        Status.SETTLED_MATCH: settings.settled_match,
        Status.CARE_LEAVER: settings.care_leaver,
    }
    spans = spans_by_status(case)
    with_status = [
        (span, allowed[status], status.value) for status in allowed for span in spans[status]
    ]
    # A worker's involvement alone sets an interval only on days without any status.
    return shortest_by_day(
        with_status,
        otherwise=[
            (span, settings.child_in_need, Status.ALLOCATED.value)
            for span in spans[Status.ALLOCATED]
        ],
    )


def once_each(
    supervisions: tuple[Supervision, ...],
) -> tuple[list[tuple[date, Supervision]], list[Supervision]]:
    """The supervisions by date, one for each day, and those that repeat a day."""
    held: dict[date, Supervision] = {}
    repeated = []
    for supervision in supervisions:
        if supervision.date in held:
            repeated.append(supervision)
        elif supervision.date:
            held[supervision.date] = supervision
    return sorted(held.items(), key=lambda entry: entry[0]), repeated


def gaps(
    case: Case,
    held: list[tuple[date, Supervision]],
    stages: tuple[Stage, ...],
    settings: Settings,
) -> Iterator[Observation]:
    """One observation for each gap between two supervisions, and for the one still open."""
    for index, (day, supervision) in enumerate(held):
        following = held[index + 1] if index + 1 < len(held) else None
        yield judge_gap(case, day, supervision, following, stages, settings)


def judge_gap(
    case: Case,
    day: date,
    supervision: Supervision,
    following: tuple[date, Supervision] | None,
    stages: tuple[Stage, ...],
    settings: Settings,
) -> Observation:
    next_day, next_one = following or (None, None)
    until = next_day or case.known_until
    due, verdict, message = came_of_gap(case, day, next_day, stages, settings)
    return Observation(
        outcome=verdict.outcome,
        about=reference(supervision, "the supervision before"),
        on=until,
        message=message,
        due=due,
        done=next_day,
        days_late=verdict.days_late,
        evidence=(reference(next_one, "the next"),) if next_one else (),
        facts={"days": (until - day).days},
    )


def came_of_gap(
    case: Case, day: date, next_day: date | None, stages: tuple[Stage, ...], settings: Settings
) -> tuple[date | None, Verdict, str]:
    """By when the next was due, as far as it was and that is known; what came of it, in words."""
    try:
        allowed = last_day_allowed(day, stages, settings.after_step_up)
    except CalendarEnds as ends:
        return None, UNKNOWN, str(ends)
    if allowed is None:
        if unclear := why_unclear(case, day, next_day, stages, settings):
            return None, UNKNOWN, unclear
        if next_day:
            return None, Verdict(Outcome.MET), "nothing fell due before the next one"
        return None, NOTHING_DUE, "the case closed before the next one was due"
    due, stage = allowed
    verdict = judge_next(case, "supervisions", next_day, first=day + ONE_DAY, last=due)
    in_time = verdict.outcome in (Outcome.MET, Outcome.NOT_DUE)
    if in_time and (unclear := why_unclear(case, day, next_day, stages, settings)):
        return None, UNKNOWN, unclear
    return due, verdict, in_words(case, verdict, day, due, stage)


def why_unclear(
    case: Case,
    day: date,
    next_day: date | None,
    stages: tuple[Stage, ...],
    settings: Settings,
) -> str | None:
    """Why it is not known what was due, where on some days only a worker would show that.

    On such days something is due as for a child in need, or nothing: if the next came within
    that interval, it came in time for them.
    """
    if next_day and next_day <= settings.child_in_need.after(day):
        return None
    until = next_day or case.known_until
    if days_due(stages, day + ONE_DAY, until + ONE_DAY) == (until - day).days:
        return None
    why = case.why_unseen("involvements", day, until)
    return why and f"on some days no care or plan is recorded, and whether a worker is: {why}"


def in_words(case: Case, verdict: Verdict, day: date, due: date, stage: Stage) -> str:
    match verdict.outcome:
        case Outcome.MET:
            assert verdict.done
            return f"{(verdict.done - day).days} days between supervisions ({stage.in_words})"
        case Outcome.NOT_DUE:
            return f"the next is due by {long_date(due)} ({stage.in_words})"
        case Outcome.CANNOT_TELL:
            return verdict.why
        case _ if verdict.done:
            without = f"{(verdict.done - day).days} days between supervisions"
        case _:
            without = f"no supervision for {(case.known_until - day).days} days"
    return f"{without}, due by {long_date(due)} ({stage.in_words})"


def first_supervisions(
    case: Case,
    held: list[tuple[date, Supervision]],
    stages: tuple[Stage, ...],
    settings: Settings,
) -> Iterator[Observation]:
    """One observation for each newly allocated social worker.

    The first of them is the first gap of the case. Where supervisions are known only from a
    later day, the gap up to the first one seen is that of the first who cannot be judged.
    """
    if case.exports("involvements"):
        known_from = case.coverage("supervisions").start
        for allocation in allocations(case):
            found = judge_first(case, allocation, held, settings)
            cut_off = found.outcome is Outcome.CANNOT_TELL
            if cut_off and known_from and allocation.start < known_from:
                found = judge_covered_part(case, found, known_from, held, stages, settings)
                known_from = None
            yield found
    elif held:
        yield Observation(
            outcome=Outcome.CANNOT_TELL,
            about=reference(held[0][1], "the first recorded"),
            aspect="before the first",
            on=held[0][0],
            message="workers were not exported, so it is not known from when one was due",
        )


def judge_first(
    case: Case,
    allocation: Allocation,
    held: list[tuple[date, Supervision]],
    settings: Settings,
) -> Observation:
    start = allocation.start
    first = next((entry for entry in held if entry[0] >= start), None)
    due, verdict, message = came_of_first(case, allocation, first and first[0], settings)
    return Observation(
        outcome=verdict.outcome,
        about=reference(allocation.involvement, "newly allocated"),
        on=start,
        message=message,
        due=due,
        done=verdict.done,
        days_late=verdict.days_late,
        evidence=(reference(first[1], "the first since"),) if first else (),
    )


def came_of_first(
    case: Case, allocation: Allocation, first: date | None, settings: Settings
) -> tuple[date | None, Verdict, str]:
    """By when the first was due, as far as that is known; what came of it, in words."""
    start, end = allocation.start, allocation.end
    try:
        due = settings.newly_allocated.after(start)
    except CalendarEnds as ends:
        return None, UNKNOWN, str(ends)
    verdict = judge_next(case, "supervisions", first, first=start, last=due)
    if verdict.outcome is not Outcome.MET and end and end <= due:
        verdict = NOTHING_DUE
        said = f"left on {long_date(end)}, before one was due"
    elif verdict.outcome is Outcome.MET:
        said = f"first supervised on {long_date(verdict.done or due)}"
    elif verdict.outcome is Outcome.NOT_DUE:
        said = f"a first supervision is due by {long_date(due)}"
    else:
        said = verdict.why or f"no supervision by {long_date(due)}"
    return due, verdict, f"social worker allocated on {long_date(start)}: {said}"


def judge_covered_part(
    case: Case,
    found: Observation,
    known_from: date,
    held: list[tuple[date, Supervision]],
    stages: tuple[Stage, ...],
    settings: Settings,
) -> Observation:
    """The first gap where supervisions are known only from a date inside it.

    Had there been one on the day before that date, the next would have been due all the same.
    """
    if not case.coverage("supervisions").complete:
        return found
    try:
        allowed = last_day_allowed(known_from - ONE_DAY, stages, settings.after_step_up)
    except CalendarEnds:
        return found
    first_seen = next((day for day, _ in held if day >= known_from), None)
    until = first_seen or case.known_until
    if allowed is None or until <= allowed[0]:
        return found
    due = allowed[0]
    return evolve(
        found,
        outcome=Outcome.NOT_MET,
        on=until,
        message=f"known only from {long_date(known_from)}, and {(until - known_from).days} "
        "days without a supervision from there alone",
        due=due,
        done=first_seen,
        days_late=(until - due).days,
    )


def measures(gaps: list[Observation], stages: tuple[Stage, ...]) -> Iterator[Measure]:
    """The longest gap, the share of intervals met and the share of days covered.

    Of the gaps that are known to be such. A day is covered unless the next supervision was
    due before it and not yet held; days on which nothing is due are not counted.
    """
    known = [gap for gap in gaps if gap.outcome is not Outcome.CANNOT_TELL]
    if not known:
        return
    longest = max(int(gap.facts["days"] or 0) for gap in known)
    yield Measure(name="longest_gap", value=longest, unit="days")
    missed = [gap for gap in known if gap.outcome is Outcome.NOT_MET]
    met = sum(gap.outcome is Outcome.MET for gap in known)
    if judged := met + len(missed):
        yield Measure(name="intervals_met", value=round(met / judged, 4), unit="share")
    unknown = [gap for gap in gaps if gap.outcome is Outcome.CANNOT_TELL]
    days = days_due_in(gaps, stages) - sum(days_due_in([gap], stages) for gap in unknown)
    if days:
        overdue = sum(
            days_due(stages, gap.due + ONE_DAY, gap.done or gap.on + ONE_DAY)
            for gap in missed
            if gap.due
        )
        yield Measure(name="days_covered", value=round(1 - overdue / days, 4), unit="share")


def days_due_in(gaps: list[Observation], stages: tuple[Stage, ...]) -> int:
    """On how many days something was due in some gaps, of which each begins where one ended."""
    start = gaps[0].on - timedelta(days=int(gaps[0].facts["days"] or 0))
    return days_due(stages, start + ONE_DAY, max(gap.on for gap in gaps) + ONE_DAY)
