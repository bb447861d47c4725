"""Supervision is written up while it is remembered, by two people who are not one.

What it looks at:
    Each supervision record: the day it was written up, and whether supervisor and worker are
    two people.

Why it matters to the child:
    A decision about a child that is written up weeks later is not there for whoever is on duty
    when the child needs it. Somebody who supervises their own work has nobody to disagree.

The standard:
    Written up within 5 working days of the supervision, a commonly expected time; no law sets
    one. Supervisor and worker differ: an occasion of its own. A record without a date of
    writing up was not written up in time, as far as anybody can show; a date before the
    supervision is a fault in the record.

Met:
    Supervision on Monday 5 January 2026, written up on 12 January.

Not met:
    Supervision on Monday 5 January 2026, written up on 13 January.

What it cannot see:
    Whether a record was changed later, and whether what was written is what was said. A system
    that stores no date of writing up: then it cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.case import Case
from qaudit.cases.model import Supervision
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, in_words, judge_step
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    written_up: Duration = length_of_time(
        "5 working days", "from the supervision to its being written up"
    )


@check(
    "SUP06",
    "recorded-in-time",
    area=Area.SUP,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="each council sets its own; commonly expected",
    needs=("supervisions",),
    settings=Settings,
    wording=Wording(
        counted="supervision records",
        met="are written up in time, by somebody other than the worker",
        effect="what was agreed for the child is not on file when it is needed",
    ),
)
def recorded_in_time(case: Case, settings: Settings) -> Iterator[Finding]:
    for supervision in case.supervisions:
        yield written_up(case, supervision, settings)
        yield two_people(case, supervision)
    if not case.supervisions:
        yield none_recorded(case, "supervisions", "no supervision is recorded")


def written_up(case: Case, supervision: Supervision, settings: Settings) -> Observation:
    due, verdict = judge_writing_up(case, supervision, settings)
    return Observation(
        outcome=verdict.outcome,
        about=reference(supervision, "its being written up"),
        aspect="written up",
        on=supervision.date or case.as_at,
        message=in_words(verdict, "written up", due) if due else verdict.why,
        due=due,
        done=verdict.done,
        days_late=verdict.days_late,
    )


def judge_writing_up(
    case: Case, supervision: Supervision, settings: Settings
) -> tuple[date | None, Verdict]:
    """By when it was to be written up, as far as that can be said, and what came of it."""
    held = supervision.date
    if held is None:
        why = "the date of the supervision is not recorded"
        return None, Verdict(Outcome.CANNOT_TELL, why=why)
    try:
        due = settings.written_up.after(held)
    except CalendarEnds as ends:
        return None, Verdict(Outcome.CANNOT_TELL, why=str(ends))
    written = supervision.recorded_date
    return due, judge_step(
        case, "supervisions", "recorded_date", last=due, done=written, first=held
    )


def two_people(case: Case, supervision: Supervision) -> Observation:
    worker, supervisor = supervision.worker_id, supervision.supervisor_id
    if not (worker and supervisor):
        outcome, message = Outcome.CANNOT_TELL, "who supervised whom is not recorded"
    elif worker == supervisor:
        outcome, message = Outcome.NOT_MET, "supervisor and worker are recorded as one person"
    else:
        outcome, message = Outcome.MET, "supervisor and worker are two people"
    return Observation(
        outcome=outcome,
        about=reference(supervision, "who took part"),
        aspect="two people",
        on=supervision.date or case.as_at,
        message=message,
    )
