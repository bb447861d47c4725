"""An assessment is finished in the time that it may take, or the record says why not.

What it looks at:
    Every assessment that followed a referral, from the day the referral was received to the day
    the assessment was authorised; and, where it took longer, whether a manager recorded why.

Why it matters to the child:
    Until the assessment is finished a child waits to be helped. Where all are finished on the
    last days, it is the clock that drives the work and not the child.

The standard:
    Working Together: no longer than 45 working days from the referral; where an assessment
    exceeds them, the reasons are recorded. An overrun is not met whatever its reason; whether
    a reason is recorded is an occasion of its own: a management record about the assessment,
    with words in it, from its start on. Where the referral is not in the record, the assessment
    is judged from its own start alone: longer than 45 working days from there is too long from
    any referral before it. One that names no referral, where all referrals were exported, is a
    fresh look at an open case: no national time is set for it. How many were finished in the
    last 5 of the working days (the 41st to the 45th) is given as a number.

Met:
    Referral on Thursday 5 March 2026; assessment authorised on 12 May, the 45th working day.

Not met:
    Referral on Thursday 5 March 2026; assessment authorised on 13 May.

What it cannot see:
    A referral that should have led to an assessment and did not. Whether the reason for an
    overrun was a good one. Assessments that no referral began.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration, working_days_between
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Assessment, Oversight, Referral
from qaudit.cases.said import says_something
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import in_words, judge_step
from qaudit.checking.observations import Finding, Measure, Observation, reference
from qaudit.checking.settings import count, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    longest: Duration = length_of_time("45 working days", "from the referral to authorisation")
    bunched: int = count(5, "the last so many working days of that time, counted by themselves")


@check(
    "ASM04",
    "assessment-timeliness",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="Working Together to Safeguard Children, chapter on assessment: timeliness",
    needs=("assessments",),
    settings=Settings,
    wording=Wording(
        counted="assessments",
        met="are completed in time",
        effect="children wait longer to know what help they will get",
    ),
)
def assessment_timeliness(case: Case, settings: Settings) -> Iterator[Finding]:
    of_referrals = [item for item in case.assessments if may_follow_a_referral(case, item)]
    if not of_referrals:
        yield none_recorded(case, "assessments", "no assessment followed a referral")
        return
    at_the_end = 0
    for assessment in of_referrals:
        timed = judge(case, assessment, settings)
        yield timed
        if timed.outcome is Outcome.NOT_MET and timed.due:
            yield judge_reason(case, assessment, timed.on)
        at_the_end += finished_at_the_end(timed, settings)
    yield Measure(name="finished_in_the_last_days", value=at_the_end, unit="assessments")


def may_follow_a_referral(case: Case, assessment: Assessment) -> bool:
    """Whether it did, or may have: one that names no referral, where they were not exported."""
    if assessment.referral_id is not None:
        return True
    return assessment.type == "child_and_family" and bool(
        case.why_unseen("referrals", date.min, case.known_until)
    )


def judge(case: Case, assessment: Assessment, settings: Settings) -> Observation:
    """Whether it was authorised in time."""
    done = assessment.authorised_date
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(assessment, "the time it took"),
        on=done or case.known_until,
        aspect="time",
    )
    referral, unknown = referral_of(case, assessment)
    received = referral.received_at.date() if referral and referral.received_at else None
    evidence = [reference(referral, "the referral")] if referral else []
    since = received or assessment.start_date
    if since is None:
        return observed(message=f"neither its start is recorded nor its referral: {unknown}")
    try:
        due = settings.longest.after(since)
    except CalendarEnds as ends:
        return observed(message=str(ends))
    verdict = judge_step(case, "assessments", "authorised_date", last=due, done=done, first=since)
    if received is None and verdict.outcome in (Outcome.MET, Outcome.NOT_DUE):
        message = f"when the referral was received is not known: {unknown}"
        return observed(message=message, done=done)
    what = f"authorised, counted from {'the referral' if received else 'its start'} on "
    return observed(
        outcome=verdict.outcome,
        message=in_words(verdict, f"{what}{long_date(since)}", due),
        due=due,
        done=verdict.done,
        days_late=verdict.days_late,
        evidence=evidence,
        facts={"since": since.isoformat()},
    )


def referral_of(case: Case, assessment: Assessment) -> tuple[Referral | None, str]:
    """The referral that an assessment names; if there is none in the record, why."""
    if assessment.referral_id is None:
        return None, "the assessment names none"
    if not case.exports("referrals"):
        return None, "referrals not exported"
    for referral in case.referrals:
        if referral.referral_id == assessment.referral_id:
            return referral, "its date is not recorded"
    return None, "the one it names is not in the record"


def judge_reason(case: Case, assessment: Assessment, on: date) -> Observation:
    """Whether a manager recorded why it took longer."""
    observed = partial(
        Observation,
        about=reference(assessment, "the reason for the overrun"),
        on=on,
        aspect="reason",
    )
    started = assessment.start_date or date.min
    if case.exports("oversight"):
        for record in case.oversight:
            if speaks_of(record, assessment, started):
                return observed(
                    outcome=Outcome.MET,
                    message="a management record says why it took longer",
                    evidence=[reference(record, "the management record")],
                )
    if why := case.why_unseen("oversight", started, case.known_until):
        message = f"whether a reason was recorded: {why}"
        return observed(outcome=Outcome.CANNOT_TELL, message=message)
    return observed(outcome=Outcome.NOT_MET, message="no management record says why")


def speaks_of(record: Oversight, assessment: Assessment, started: date) -> bool:
    """Whether a management record with words in it is about an assessment, from its start on."""
    return (
        record.about is not None
        and record.about in (assessment.assessment_id, assessment.pointer)
        and says_something(record.text)
        and record.date is not None
        and record.date >= started
    )


def finished_at_the_end(timed: Observation, settings: Settings) -> bool:
    """Whether it was met, and only in the last days."""
    if timed.outcome is not Outcome.MET or not timed.done or not timed.due:
        return False
    return working_days_between(timed.done, timed.due) < settings.bunched
