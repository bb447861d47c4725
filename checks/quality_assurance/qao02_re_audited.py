"""A file in which practice was not good enough is audited again.

What it looks at:
    Every audit of the child's file graded requires improvement or inadequate, and the day on
    which the file was audited again.

Why it matters to the child:
    Actions can be ticked off while the child's life stays as it was. Only who looks at the same
    file again knows whether it got better for this child.

The standard:
    No law sets it; each council sets its own. An audit graded requires improvement or
    inadequate is followed by another within 3 months. Where the audit was moderated, the
    moderator's grade decides. If an audit is recorded as its re-audit, that one counts, and
    otherwise any later audit of the file. A re-audit that finds the same is itself audited
    again. Audits of one day are one. Where the case closed before the time was over, and was not
    audited again, the standard does not apply.

Met:
    Graded inadequate on 2 March 2026, audited again on 2 June.

Not met:
    Graded inadequate on 2 March 2026, audited again on 3 June, a day late.

What it cannot see:
    Whether the second audit looked at what the first had found. Audits that are not recorded in
    the child's file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.audits import asks_for_improvement
from qaudit.cases.calendar import ONE_DAY, CalendarEnds, Duration
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import AuditRecord
from qaudit.cases.status import statuses_on
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import in_words, judge_window
from qaudit.checking.observations import Finding, Note, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    again: Duration = length_of_time(
        "3 months", "audited again after a grade of requires improvement or inadequate"
    )


@check(
    "QAO02",
    "re-audited",
    area=Area.QAO,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="no law sets it; each council sets its own",
    needs=("audits",),
    settings=Settings,
    wording=Wording(
        counted="audits that found practice wanting",
        met="are followed by another in time",
        effect="leaders do not know whether practice got better for the child",
    ),
)
def re_audited(case: Case, settings: Settings) -> Iterator[Finding]:
    judged = False
    days: set[date] = set()
    repeated = []
    for audit in case.audits:
        if asks_for_improvement(audit) is False:
            continue
        judged = True
        if audit.date in days:
            repeated.append(audit)
            continue
        yield judge(case, audit, settings)
        if audit.date and asks_for_improvement(audit):
            days.add(audit.date)
    if repeated:
        yield Note(message="audits of one date are counted once", evidence=repeated)
    if not judged:
        reason = "no audit was graded requires improvement or inadequate"
        yield none_recorded(case, "audits", reason)


def judge(case: Case, audit: AuditRecord, settings: Settings) -> Observation:
    held = audit.date
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(audit, "to be audited again"),
        on=held or case.known_until,
    )
    if not asks_for_improvement(audit):
        return observed(message="the grade of the audit is not recorded")
    if held is None:
        return observed(message="when the audit was made is not recorded")
    try:
        due = settings.again.after(held)
    except CalendarEnds as ends:
        return observed(message=str(ends))
    later = audits_again(case, audit)
    verdict = judge_window(case, "audits", first=held + ONE_DAY, last=due, done=list(later))
    done = later.get(verdict.done) if verdict.done else None
    observed = partial(
        observed,
        due=due,
        done=verdict.done,
        evidence=[reference(done, "audited again")] if done else [],
    )
    graded = f"audited on {long_date(held)}, and not good enough"
    if verdict.outcome is Outcome.NOT_MET:
        if why := why_unclear(case, audit, held):
            return observed(message=f"{graded}: {why}")
        if closed_between(case, held, due):
            outcome, message = Outcome.NOT_APPLICABLE, f"{graded}: the case closed before then"
            return observed(outcome=outcome, message=message)
    return observed(
        outcome=verdict.outcome,
        message=f"{graded}: {in_words(verdict, 'audited again', due)}",
        days_late=verdict.days_late,
    )


def audits_again(case: Case, audit: AuditRecord) -> dict[date, AuditRecord]:
    """The audits by which a file was audited again: those that say so, or else all, by day."""
    others = recorded_as_its_re_audit(case, audit) or case.audits
    return {other.date: other for other in others if other.date}


def recorded_as_its_re_audit(case: Case, audit: AuditRecord) -> list[AuditRecord]:
    if audit.audit_id is None:
        return []
    return [other for other in case.audits if other.re_audit_of == audit.audit_id]


def why_unclear(case: Case, audit: AuditRecord, held: date) -> str | None:
    """Why the file may have been audited again in time all the same."""
    for other in recorded_as_its_re_audit(case, audit) or case.audits:
        if other.date is None:
            return "when another audit was made is not recorded"
        if other.re_audit_of and other.re_audit_of == audit.audit_id and other.date <= held:
            return "its re-audit is dated no later than the audit: a fault in the record"
    return None


def closed_between(case: Case, first: date, last: date) -> bool:
    """Whether a case that was open on one day was not on another, as far as all is known."""
    return (
        bool(statuses_on(case, first))
        and not statuses_on(case, last)
        and case.why_unseen("involvements", last, last) is None
    )
