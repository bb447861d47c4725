"""The record of a review reaches the child's file, and the people who need it.

What it looks at:
    Every review of a child in care that was held, and four steps after it: the decisions
    recorded, the minutes completed, uploaded to the child's file, and distributed.

Why it matters to the child:
    What was promised at a review binds nobody who has not seen it. Minutes that are written
    and not on the file are lost to the next worker, and to the child who asks one day.

The standard:
    Commonly expected, and in no regulation: decisions recorded within 5 working days of the
    review, minutes completed within 15 working days, on the child's file and distributed within
    20 working days. All four run from the review; a series of meetings counts on the day it
    was completed. Each step is judged for itself. Minutes whose completion is not recorded were
    complete, at the latest, on the day they were uploaded or distributed. A step dated before
    the review, or an upload or distribution before completion, is a fault in the record.

Met:
    Review on 4 March 2026; minutes on the file on 1 April, the 20th working day.

Not met:
    Review on 4 March 2026; minutes completed on 20 March and, on 30 September, not on the file.

What it cannot see:
    What the minutes say, or whether a child who cannot read them was told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Review
from qaudit.cases.reviews import held_reviews
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import UNKNOWN, Verdict, judge_step
from qaudit.checking.observations import (
    Finding,
    Note,
    Observation,
    cannot_tell,
    reference,
)
from qaudit.checking.settings import length_of_time, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    decisions_recorded: Duration = length_of_time(
        "5 working days", "decisions recorded, from the review"
    )
    minutes_completed: Duration = length_of_time(
        "15 working days", "minutes completed, from the review"
    )
    minutes_uploaded: Duration = length_of_time(
        "20 working days", "minutes on the child's file, from the review"
    )
    minutes_distributed: Duration = length_of_time(
        "20 working days", "minutes distributed, from the review"
    )
    types: tuple[str, ...] = words(("child_in_care",), "the types of review that are looked at")


@frozen
class Step:
    """One of the things to be done after a review, and the field that says when it was."""

    name: str
    field: str
    done: str


DECISIONS = Step("decisions_recorded", "decisions_recorded_date", "decisions recorded")
COMPLETED = Step("minutes_completed", "minutes_completed_date", "minutes completed")
ON_FILE = Step("minutes_uploaded", "minutes_uploaded_date", "minutes on the child's file")
DISTRIBUTED = Step("minutes_distributed", "minutes_distributed_date", "minutes distributed")
STEPS = (DECISIONS, COMPLETED, ON_FILE, DISTRIBUTED)


@frozen
class Recorded:
    """What is recorded of the steps after a review.

    Attributes:
        review: the review.
        held: the day it counts on.
        days: when each step was taken, by its name; those without a day are not in it.
        faults: what is wrong with the days that cannot be right, likewise.
    """

    review: Review
    held: date
    days: dict[str, date]
    faults: dict[str, str]


@check(
    "REV04",
    "minutes-on-file",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="IRO Handbook (2010), chapter 3; the times are commonly expected",
    needs=("reviews",),
    settings=Settings,
    wording=Wording(
        counted="steps in recording reviews",
        met="are taken in time",
        effect="children and those who care for them wait to see what was decided",
    ),
)
def minutes_on_file(case: Case, settings: Settings) -> Iterator[Finding]:
    if case.coverage("reviews").without.issuperset(step.field for step in STEPS):
        yield cannot_tell("the system cannot give when decisions and minutes were recorded")
        return
    held = [entry for kind in settings.types for entry in held_reviews(case, kind)]
    for day, review in held:
        after = recorded_after(review, day)
        if after.faults:
            yield Note(
                message=f"dates out of order after a review: {', '.join(after.faults.values())}",
                evidence=(review,),
            )
        for step in STEPS:
            yield judge(case, after, step, getattr(settings, step.name))
    for day, review in held_reviews(case, None):
        yield Observation(
            outcome=Outcome.CANNOT_TELL,
            about=review,
            on=day,
            message=f"the type of the review of {long_date(day)} is not recorded",
        )
    if not held:
        yield none_recorded(case, "reviews", "no review of this kind is recorded as held")


def recorded_after(review: Review, held: date) -> Recorded:
    days = {step.name: day for step in STEPS if (day := getattr(review, step.field))}
    return Recorded(review, held, days, faults_of(days, review.date or held))


def faults_of(days: dict[str, date], first: date) -> dict[str, str]:
    """The steps whose days cannot be right, with what is wrong."""
    completed = days.get(COMPLETED.name, date.min)
    faults = {}
    for step in STEPS:
        day = days.get(step.name, date.max)
        if day < first:
            faults[step.name] = f"{step.done} before the review"
        elif day < completed and step in (ON_FILE, DISTRIBUTED):
            faults[step.name] = f"{step.done} before they were completed"
    return faults


def judge(case: Case, after: Recorded, step: Step, allowed: Duration) -> Observation:
    due: date | None = None
    verdict = UNKNOWN
    try:
        due = allowed.after(after.held)
    except CalendarEnds as ends:
        message = str(ends)
    else:
        if fault := after.faults.get(step.name):
            message = f"a fault in the record: {fault}"
        else:
            done = known_complete(after) if step is COMPLETED else after.days.get(step.name)
            verdict = judge_step(case, "reviews", step.field, last=due, done=done)
            message = in_words(after, step, verdict, due)
    return Observation(
        outcome=verdict.outcome,
        about=reference(after.review, step.done),
        on=after.held,
        message=message,
        due=due,
        done=verdict.done or after.days.get(step.name),
        days_late=verdict.days_late,
        aspect=step.name,
    )


def known_complete(after: Recorded) -> date | None:
    """The day by which minutes were complete: on file, or with the people they were sent to."""
    if COMPLETED.name in after.days:
        return after.days[COMPLETED.name]
    shown = [
        after.days[step.name]
        for step in (ON_FILE, DISTRIBUTED)
        if step.name in after.days and step.name not in after.faults
    ]
    return min(shown, default=None)


def in_words(after: Recorded, step: Step, verdict: Verdict, due: date) -> str:
    since = f"after the review of {long_date(after.held)}"
    by = f"due by {long_date(due)}"
    match verdict.outcome:
        case Outcome.MET:
            return f"{step.done} on {long_date(verdict.done or due)}, {since}"
        case Outcome.NOT_DUE:
            return f"{step.done}: {by}, {since}"
        case Outcome.CANNOT_TELL:
            return f"{step.done}, {by}: {verdict.why}"
        case _ if verdict.done:
            return f"{step.done} on {long_date(verdict.done)}, {since}, {by}"
        case _:
            completed = after.days.get(COMPLETED.name)
            if completed and step in (ON_FILE, DISTRIBUTED):
                where = "on the child's file" if step is ON_FILE else "distributed"
                return (
                    f"minutes completed on {long_date(completed)}, {since}, but not {where}, {by}"
                )
            return f"{step.done}: not recorded {since}, {by}"
