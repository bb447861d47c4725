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

from attrs import field, frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Review
from qaudit.cases.reviews import held_reviews
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, judge_step
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
    """One of the things to be done after a review."""

    name: str
    done: str
    field: str = field(init=False)

    @field.default
    def _its_date(self) -> str:
        return f"{self.name}_date"

    def day(self, review: Review) -> date | None:
        day: date | None = getattr(review, self.field)
        return day


DECISIONS = Step("decisions_recorded", "decisions recorded")
COMPLETED = Step("minutes_completed", "minutes completed")
ON_FILE = Step("minutes_uploaded", "minutes on the child's file")
DISTRIBUTED = Step("minutes_distributed", "minutes distributed")
STEPS = (DECISIONS, COMPLETED, ON_FILE, DISTRIBUTED)


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
        faults = faults_of(review, day)
        if faults:
            yield Note(
                message=f"dates out of order after a review: {', '.join(faults.values())}",
                evidence=(review,),
            )
        for step in STEPS:
            yield judge(case, review, day, step, getattr(settings, step.name), faults)
    for day, review in held_reviews(case, None):
        yield Observation(
            outcome=Outcome.CANNOT_TELL,
            about=review,
            on=day,
            message=f"the type of the review of {long_date(day)} is not recorded",
        )
    if not held:
        yield none_recorded(case, "reviews", "no review of this kind is recorded as held")


def faults_of(review: Review, held: date) -> dict[str, str]:
    """The steps whose dates cannot be right, with what is wrong."""
    first = review.date or held
    completed = COMPLETED.day(review)
    faults = {}
    for step in STEPS:
        day = step.day(review)
        if day and day < first:
            faults[step.name] = f"{step.done} before the review"
        elif day and completed and step in (ON_FILE, DISTRIBUTED) and day < completed:
            faults[step.name] = f"{step.done} before they were completed"
    return faults


def judge(
    case: Case,
    review: Review,
    held: date,
    step: Step,
    allowed: Duration,
    faults: dict[str, str],
) -> Observation:
    due: date | None = None
    verdict = Verdict(Outcome.CANNOT_TELL, step.day(review))
    try:
        due = allowed.after(held)
    except CalendarEnds as ends:
        message = str(ends)
    else:
        if fault := faults.get(step.name):
            message = f"a fault in the record: {fault}"
        else:
            verdict = came_of(case, review, step, due, faults)
            message = in_words(review, held, step, verdict, due)
    return Observation(
        outcome=verdict.outcome,
        about=reference(review, step.done),
        on=held,
        message=message,
        due=due,
        done=verdict.done,
        days_late=verdict.days_late,
        aspect=step.name,
    )


def came_of(case: Case, review: Review, step: Step, due: date, faults: dict[str, str]) -> Verdict:
    done = step.day(review)
    if done is None and step is COMPLETED:
        done = known_complete(review, faults)
    return judge_step(case, "reviews", step.field, last=due, done=done)


def known_complete(review: Review, faults: dict[str, str]) -> date | None:
    """The day by which minutes were complete: on file, or with the people they were sent to."""
    days = [step.day(review) for step in (ON_FILE, DISTRIBUTED) if step.name not in faults]
    return min((day for day in days if day), default=None)


def in_words(review: Review, held: date, step: Step, verdict: Verdict, due: date) -> str:
    after = f"after the review of {long_date(held)}"
    by = f"due by {long_date(due)}"
    match verdict.outcome:
        case Outcome.MET:
            return f"{step.done} on {long_date(verdict.done or due)}, {after}"
        case Outcome.NOT_DUE:
            return f"{step.done}: {by}, {after}"
        case Outcome.CANNOT_TELL:
            return f"{step.done}, {by}: {verdict.why}"
        case _ if verdict.done:
            return f"{step.done} on {long_date(verdict.done)}, {after}, {by}"
        case _:
            completed = COMPLETED.day(review)
            if completed and step in (ON_FILE, DISTRIBUTED):
                where = "on the child's file" if step is ON_FILE else "distributed"
                return (
                    f"minutes completed on {long_date(completed)}, {after}, but not {where}, {by}"
                )
            return f"{step.done}: not recorded {after}, {by}"
