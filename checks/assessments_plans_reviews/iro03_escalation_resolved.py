"""What the reviewing officer escalates is resolved.

What it looks at:
    Every escalation by the reviewing officer, and the day it was resolved. And, in every period
    of care whose permanence goal was agreed too late, or not at all (PER01), whether the officer
    escalated anything.

Why it matters to the child:
    Escalation is the only power the reviewing officer has. Where it is used and nothing
    happens, or is not used, nobody holds the council to its plan.

The standard:
    An escalation is resolved within 20 working days: the law gives the officer the power to
    refer what is not put right, and the number is commonly expected. One resolved after that is
    late, and leaving care does not resolve it. A permanence plan that came after the second
    review, or has not come, while the officer escalated nothing, is pointed out in a note and
    not judged.

Met:
    Escalated on 4 March 2026, resolved on 1 April, the 20th working day.

Not met:
    Escalated on 4 March 2026, not resolved by 30 September.

What it cannot see:
    What was escalated, unless somebody reads it; whether the resolution was one for the child;
    and what was settled by a word before it came to an escalation.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attrs import frozen
from qaudit_checks.permanence.per01_plan_by_second_review import Settings as SecondReview
from qaudit_checks.permanence.per01_plan_by_second_review import judge_period

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import IroActivity
from qaudit.cases.permanence import plans_by_period
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import judge_step
from qaudit.checking.observations import Finding, Note, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    resolved: Duration = length_of_time(
        "20 working days", "an escalation is resolved within this long"
    )


@check(
    "IRO03",
    "escalation-resolved",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="Children Act 1989 s 25B(3); IRO Handbook (2010), chapter 6, dispute resolution",
    needs=("iro_activity",),
    settings=Settings,
    wording=Wording(
        counted="escalations by reviewing officers",
        met="are resolved in time",
        effect="concerns about plans for children stay open",
    ),
)
def escalation_resolved(case: Case, settings: Settings) -> Iterator[Finding]:
    escalations = [one for one in case.iro_activity if one.type == "escalation"]
    for escalation in escalations:
        yield judge(case, escalation, settings)
    if not escalations:
        yield none_recorded(case, "iro_activity", "no escalation is recorded")
    yield from late_and_not_escalated(case, escalations)


def judge(case: Case, escalation: IroActivity, settings: Settings) -> Observation:
    day, resolved = escalation.date, escalation.resolved_date
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(escalation, "the escalation"),
        on=day or case.known_until,
        done=resolved,
    )
    if day is None:
        return observed(message="when it was escalated is not recorded")
    try:
        due = settings.resolved.after(day)
    except CalendarEnds as ends:
        return observed(message=str(ends))
    verdict = judge_step(case, "iro_activity", "resolved_date", last=due, done=resolved, first=day)
    escalated = f"escalated on {long_date(day)}"
    match verdict.outcome:
        case Outcome.MET:
            message = f"{escalated}: resolved on {long_date(verdict.done or due)}"
        case Outcome.NOT_DUE:
            message = f"{escalated}: to be resolved by {long_date(due)}"
        case Outcome.CANNOT_TELL:
            message = f"{escalated}: resolution {verdict.why}"
        case _ if verdict.done:
            message = f"{escalated}: resolved on {long_date(verdict.done)}, due by {long_date(due)}"
        case _:
            message = f"{escalated}: not resolved, due by {long_date(due)}"
    return observed(outcome=verdict.outcome, message=message, due=due, days_late=verdict.days_late)


def late_and_not_escalated(case: Case, escalations: list[IroActivity]) -> Iterator[Note]:
    """Periods of care whose permanence plan was late, and nothing was escalated."""
    if not case.exports("plans") or not (
        case.exports("care_periods") or case.exports("placements")
    ):
        return
    for period, plans in plans_by_period(case):
        found = judge_period(case, period, [plan for _, plan in plans], SecondReview())
        until = found.done or period.span.end or case.known_until
        if found.outcome is not Outcome.NOT_MET or case.why_unseen(
            "iro_activity", period.span.start, case.known_until
        ):
            continue
        if not any(one.date and period.span.start <= one.date <= until for one in escalations):
            yield Note(
                message="the permanence plan was late (PER01), and the reviewing officer "
                "escalated nothing",
                evidence=(found.about, *found.evidence),
            )
