"""What a review decided is carried out.

What it looks at:
    Every decision of a review of a child in care that has a due date, and whether it was
    completed by then.

Why it matters to the child:
    A decision is a promise made in front of the child. Where promises lapse, the child learns
    that saying what they need changes nothing.

The standard:
    No law sets a time: each decision has its own. One that is past its due date and not
    completed at the audit date is not met. One completed late is met, and the days are shown.
    Decisions are judged whatever became of the case: leaving care does not undo them, and an
    auditor may waive what events overtook.

Met:
    A decision of 4 March 2026, due by 17 April, completed on 14 April.

Not met:
    A decision of 4 March 2026, due by 17 April, not completed by 30 September.

What it cannot see:
    Whether what was done is what was decided. A decision without a due date cannot be told
    unless it was completed; reviews whose decisions are not recorded are listed in a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Decision, Review
from qaudit.cases.reviews import held_reviews
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import judge_step
from qaudit.checking.observations import (
    Finding,
    Note,
    Observation,
    Reference,
    cannot_tell,
    reference,
)
from qaudit.checking.settings import words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    types: tuple[str, ...] = words(("child_in_care",), "the types of review that are looked at")


@check(
    "REV06",
    "decisions-carried-out",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="no law sets a time; each decision has its own",
    needs=("reviews",),
    settings=Settings,
    wording=Wording(
        counted="decisions of reviews",
        met="are carried out by the day they are due",
        effect="what reviews decide does not happen when it should",
    ),
)
def decisions_carried_out(case: Case, settings: Settings) -> Iterator[Finding]:
    held = [entry for kind in settings.types for entry in held_reviews(case, kind)]
    unknown = [review for _, review in held if review.decisions is None]
    if unknown:
        yield Note(message="what these reviews decided is not recorded", evidence=unknown)
    if not any(review.decisions for _, review in held):
        if unknown:
            yield cannot_tell("what the reviews decided is not recorded")
        else:
            yield none_recorded(case, "reviews", "no decision of a review is recorded")
    for day, review in held:
        decided_at = reference(review, "the review")
        for number, decision in enumerate(review.decisions or (), start=1):
            yield judge(case, review, day, decision, number, decided_at)


def judge(
    case: Case,
    review: Review,
    held: date,
    decision: Decision,
    number: int,
    decided_at: Reference,
) -> Observation:
    due, completed = decision.due_date, decision.completed_date
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(decision, "the decision"),
        on=completed or case.known_until,
        aspect=f"decision {number} of the review of {held.isoformat()}",
        due=due,
        done=completed,
        evidence=[decided_at],
    )
    decided = f"decision {number} of the review of {long_date(held)}"
    first = review.date or held
    if completed and completed >= first:
        late = max(0, (completed - due).days) if due else 0
        said = f", {late} days after it was due" if late else ""
        return observed(
            outcome=Outcome.MET,
            message=f"{decided}: completed on {long_date(completed)}{said}",
            facts={"days_after_due": late},
        )
    if due is None and completed is None:
        return observed(message=f"{decided} has no due date and is not completed")
    verdict = judge_step(
        case, "reviews", "completed_date", last=due or first, done=completed, first=first
    )
    said = verdict.why if verdict.outcome is Outcome.CANNOT_TELL else "not completed"
    return observed(
        outcome=verdict.outcome,
        message=f"{decided}: {said}" + (f", due by {long_date(due)}" if due else ""),
        days_late=verdict.days_late,
    )
