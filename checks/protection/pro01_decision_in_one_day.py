"""Somebody decides what to do about a referral within a working day.

What it looks at:
    Every referral: when it was received, and the day of the decision.

Why it matters to the child:
    Behind a referral somebody is worried. Until it is decided what happens next, nobody is
    responsible for finding out whether the child is safe.

The standard:
    Working Together: a manager decides within one working day of receipt what happens next. A
    referral received after the office has closed, or on a day that is no working day, counts as
    received on the next working day. The hours of the office are a setting; times are read as
    they are written.

Met:
    Received at 10:00 on Friday 6 March 2026, decided on Monday 9 March.

Not met:
    Received at 10:00 on Friday 6 March 2026, decided on Tuesday 10 March.

What it cannot see:
    Whether the decision was right, whether the family and the referrer were told of it, and
    whether what could not wait was done at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration, add_working_days, is_working_day
from qaudit.cases.case import Case
from qaudit.cases.model import Referral
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import in_words, judge_step
from qaudit.checking.observations import Finding, Observation, cannot_tell, reference
from qaudit.checking.settings import count, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    decided: Duration = length_of_time("1 working day", "a decision within")
    closes: int = count(17, "the office closes at this hour: later is the next working day")


@check(
    "PRO01",
    "decision-in-one-day",
    area=Area.PRO,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="Working Together to Safeguard Children, chapter on assessment: response to a referral",
    needs=("referrals",),
    settings=Settings,
    wording=Wording(
        counted="referrals",
        met="are decided on within a working day",
        effect="children wait to hear whether they will get help",
    ),
)
def decision_in_one_day(case: Case, settings: Settings) -> Iterator[Finding]:
    judged = False
    for referral in case.referrals:
        if referral.received_at:
            judged = True
            yield judge(case, referral, referral.received_at, settings)
    if not judged and case.referrals:
        yield cannot_tell("when the referral was received is not recorded")
    elif not judged:
        yield none_recorded(case, "referrals", "no referral")


def judge(case: Case, referral: Referral, received_at: datetime, settings: Settings) -> Observation:
    received = received_at.date()
    observed = partial(Observation, about=reference(referral), on=received)
    try:
        due = settings.decided.after(counted_from(received_at, settings))
    except CalendarEnds as ends:
        return observed(outcome=Outcome.CANNOT_TELL, message=str(ends))
    decided = referral.decision_at.date() if referral.decision_at else None
    verdict = judge_step(case, "referrals", "decision_at", last=due, done=decided, first=received)
    return observed(
        outcome=verdict.outcome,
        message=in_words(verdict, "a decision on the referral", due),
        due=due,
        done=verdict.done,
        days_late=verdict.days_late,
    )


def counted_from(received_at: datetime, settings: Settings) -> date:
    """The working day on which a referral counts as received."""
    day = received_at.date()
    if is_working_day(day) and received_at.hour < settings.closes:
        return day
    return add_working_days(day, 1)
