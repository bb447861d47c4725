"""What an audit asked for is done, and somebody looked whether it helped.

What it looks at:
    Each action of each audit of the child's file: whether it has an owner and a due date, and
    whether it was completed with evidence and impact, or is overdue.

Why it matters to the child:
    An audit finds out that a child is not served well. If nothing follows, the child has been
    looked at and left, and the next child of the same service too.

The standard:
    No law sets it; it is commonly expected. Each action has an owner and a due date that is a
    date; a role is an owner, "all" and "professionals" are not. An action past its due date and
    not completed at the audit date is not met. A completed action says what shows that it was
    done and what it changed: without evidence or without impact it is not closed, and not met.
    One completed late is met, and the days are shown. Actions are judged whatever became of the
    case. An audit that asked for improvement and agreed no action is pointed out in a note and
    not judged.

Met:
    Due on 27 March 2026, completed on 20 March; evidence: "visit of 20 March"; impact: "She says
    that she is listened to."

Not met:
    Due on 27 March 2026, completed on 20 March; evidence: "visit of 20 March"; no impact.

What it cannot see:
    Whether the action was the right one, and whether the evidence shows what it says. An action
    without a due date cannot be overdue. Actions that are kept in another list than the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from qaudit.cases.actions import DUE_DATE, EVIDENCE, IMPACT, OWNER, specificity
from qaudit.cases.audits import asks_for_improvement
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import AuditAction, AuditRecord
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import judge_step
from qaudit.checking.observations import (
    Finding,
    Note,
    Observation,
    Reference,
    not_applicable,
    reference,
)
from qaudit.checking.settings import NoSettings
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@check(
    "QAO01",
    "audit-actions-closed",
    area=Area.QAO,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="commonly expected; no law sets it",
    needs=("audits",),
    wording=Wording(
        counted="actions from audits",
        met="are carried out and shown to have helped",
        effect="audits do not visibly lead to better help for children",
    ),
)
def audit_actions_closed(case: Case, _settings: NoSettings) -> Iterator[Finding]:
    found = [observation for audit in case.audits for observation in judge_audit(case, audit)]
    yield from found
    idle = [one for one in case.audits if asks_for_improvement(one) and one.actions == ()]
    if idle:
        yield Note(message="these audits asked for improvement and agreed no action", evidence=idle)
    if not case.audits:
        yield none_recorded(case, "audits", "no audit is recorded")
    elif not found:
        yield not_applicable("no audit agreed an action")


def judge_audit(case: Case, audit: AuditRecord) -> Iterator[Observation]:
    """Two observations for each action: how it was agreed, and what came of it."""
    its_audit = reference(audit, "the audit")
    held = f"the audit of {long_date(audit.date)}" if audit.date else "an audit"
    if audit.actions is None:
        yield Observation(
            outcome=Outcome.CANNOT_TELL,
            about=reference(audit, "its actions"),
            on=audit.date or case.known_until,
            aspect="its actions",
            message=f"what {held} asked for is not recorded",
        )
    for number, action in enumerate(audit.actions or (), start=1):
        name = f"action {number} of {held}"
        yield judge_agreed(case, audit, action, name, its_audit)
        yield judge_closed(case, audit, action, name, its_audit)


def judge_agreed(
    case: Case, audit: AuditRecord, action: AuditAction, name: str, its_audit: Reference
) -> Observation:
    """Whether it is clear who does it, and by when."""
    lack = specificity(action, (OWNER, DUE_DATE), case.coverage("audits").without)
    observed = partial(
        Observation,
        about=reference(action, "agreed"),
        on=audit.date or case.known_until,
        aspect=f"{name}: agreed",
        evidence=[its_audit],
    )
    if lack.missing:
        message = f"{name} has no {' and no '.join(lack.missing)}"
        return observed(outcome=Outcome.NOT_MET, message=message)
    if lack.unknown:
        message = f"not exported of {name}: {', '.join(lack.unknown)}"
        return observed(outcome=Outcome.CANNOT_TELL, message=message)
    return observed(outcome=Outcome.MET, message=f"{name} has an owner and a due date")


def judge_closed(
    case: Case, audit: AuditRecord, action: AuditAction, name: str, its_audit: Reference
) -> Observation:
    """Whether it was completed, with evidence and impact, or is overdue."""
    due, completed = action.due_date, action.completed_date
    observed = partial(
        Observation,
        about=reference(action, "closed"),
        on=completed or case.known_until,
        aspect=f"{name}: closed",
        due=due,
        done=completed,
        evidence=[its_audit],
    )
    if completed is None and due is None:
        message = f"{name} has no due date and is not completed"
        return observed(outcome=Outcome.CANNOT_TELL, message=message)
    last = max(day for day in (due, completed) if day)
    verdict = judge_step(
        case, "audits", "completed_date", last=last, done=completed, first=audit.date
    )
    if verdict.outcome is Outcome.MET and completed:
        return judge_shown(case, action, name, completed, observed)
    message = f"{name}, due by {long_date(last)}: {verdict.why or 'not completed'}"
    return observed(outcome=verdict.outcome, message=message, days_late=verdict.days_late)


def judge_shown(
    case: Case,
    action: AuditAction,
    name: str,
    completed: date,
    observed: partial[Observation],
) -> Observation:
    """Whether what was completed says what shows it, and what it changed."""
    lack = specificity(action, (EVIDENCE, IMPACT), case.coverage("audits").without)
    late = max(0, (completed - action.due_date).days) if action.due_date else 0
    said = f"{name}: completed on {long_date(completed)}"
    if lack.missing:
        message = f"{said} with no {' and no '.join(lack.missing)}"
        return observed(outcome=Outcome.NOT_MET, message=message)
    if lack.unknown:
        message = f"{said}; not exported: {', '.join(lack.unknown)}"
        return observed(outcome=Outcome.CANNOT_TELL, message=message)
    after = f", {late} days after it was due" if late else ""
    message = f"{said}{after}, with evidence and impact"
    return observed(outcome=Outcome.MET, message=message, facts={"days_after_due": late})
