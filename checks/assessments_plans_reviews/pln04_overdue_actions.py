"""What the plan promised is done when it was promised.

What it looks at:
    Each action of the plans in force at the audit date: its due date and the date it was
    completed, how long the same action has stood in one version of the plan after another, and
    the reviews held meanwhile.

Why it matters to the child:
    An action that is put off from review to review is a promise broken several times. For the
    child it is the bicycle, the brother, the therapy that everybody agreed on and nobody saw to.

The standard:
    No law sets it: an action past its due date and not completed at the audit date is not met.
    One completed late is met, and the days are shown. The same action carried through two
    reviews, held after its first due date or, where it never had a date, after it was agreed,
    is drift, whatever new date it has been given. The action counts as the same where its words
    are, or its id where it has no words.

Met:
    Due on 27 March 2026 and completed on 20 March.

Not met:
    Due on 31 July 2025, not completed, audit on 30 September 2026: 426 days late.

What it cannot see:
    Whether what was completed was worth doing. The same action in other words in the next
    version. Actions of a plan that was closed and not carried over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.actions import sameness
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Plan, PlanAction
from qaudit.cases.permanence import decided_on
from qaudit.cases.plans import REVIEWED_BY, plans_in_force, versions
from qaudit.cases.reviews import held_reviews
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, judge_step
from qaudit.checking.observations import Finding, Observation, not_applicable, reference
from qaudit.checking.settings import count
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    drift: int = count(2, "carried through so many reviews, an action drifts")


@frozen
class Carried:
    """How an action came to stand in the newest version of a plan.

    Attributes:
        first: the action as it first stood in a version, and in all versions since.
        agreed: the day of that version.
        due: the first due date it had.
    """

    first: PlanAction
    agreed: date | None
    due: date | None


@check(
    "PLN04",
    "overdue-actions",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="commonly expected; no law sets it",
    needs=("plans",),
    settings=Settings,
    wording=Wording(
        counted="actions in plans",
        met="are completed by the day they are due",
        effect="what plans promise children is not recorded as done",
    ),
)
def overdue_actions(case: Case, settings: Settings) -> Iterator[Finding]:
    plans = plans_in_force(case)
    if not plans:
        yield none_recorded(case, "plans", "no plan is in force")
        return
    found = [observation for plan in plans for observation in judge_plan(case, plan, settings)]
    yield from found
    if not found:
        yield not_applicable("no action of a plan in force has a due date or is drifting")


def judge_plan(case: Case, plan: Plan, settings: Settings) -> Iterator[Observation]:
    carried = carried_into(case, plan)
    reviews = reviews_of(case, plan)
    if plan.actions is None:
        yield Observation(
            outcome=Outcome.CANNOT_TELL,
            about=plan,
            on=case.as_at,
            message="the plan's actions are not recorded",
        )
    for place, action in enumerate(plan.actions or ()):
        verdict = in_time(case, action)
        drifted = drift(action, carried[place], reviews, settings)
        if verdict or drifted:
            yield judge_action(case, action, verdict, carried[place], drifted)
        elif unseen := why_drift_unseen(case, action, carried[place]):
            yield Observation(
                outcome=Outcome.CANNOT_TELL,
                about=action,
                on=case.as_at,
                message=f"the action has no due date, and whether it drifts: {unseen}",
            )


def in_time(case: Case, action: PlanAction) -> Verdict | None:
    """Whether an action was completed, or is not yet due; None where it has no due date."""
    if action.completed_date:
        return Verdict(Outcome.MET, action.completed_date)
    if action.due_date is None:
        return None
    return judge_step(case, "plans", "completed_date", last=action.due_date, done=None)


def judge_action(
    case: Case,
    action: PlanAction,
    verdict: Verdict | None,
    carried: Carried,
    drifted: list[date],
) -> Observation:
    due, done = action.due_date, action.completed_date
    observed = partial(
        Observation,
        about=action,
        on=case.as_at,
        due=due,
        done=done,
        evidence=[reference(carried.first, "where it first stood")]
        if carried.first is not action
        else [],
    )
    if verdict and verdict.outcome is Outcome.MET and done:
        late = (done - due).days if due else 0
        said = f"completed on {long_date(done)}"
        return observed(
            outcome=Outcome.MET,
            message=f"{said}, {late} days after it was due" if late > 0 else said,
            facts={"days_after_due": max(0, late)},
        )
    if verdict and verdict.outcome is Outcome.CANNOT_TELL:
        return observed(outcome=Outcome.CANNOT_TELL, message=verdict.why)
    overdue = verdict is not None and verdict.outcome is Outcome.NOT_MET
    said = (
        (f"was due on {long_date(due)}" if overdue else f"is due by {long_date(due)}")
        if due
        else "never had a due date"
    )
    if drifted:
        moved = carried.due and carried.due != due
        said += f", first on {long_date(carried.due)}" if moved and carried.due else ""
        said += f"; it has been carried through {len(drifted)} reviews"
    return observed(
        outcome=Outcome.NOT_MET if overdue or drifted else Outcome.NOT_DUE,
        message=f"the action is not completed and {said}",
        days_late=verdict.days_late if verdict else None,
        facts={"reviews": len(drifted), "drift": bool(drifted)},
    )


def drift(
    action: PlanAction, carried: Carried, reviews: list[date], settings: Settings
) -> list[date]:
    """The reviews through which an action was carried, if they are enough to be drift."""
    since = carried.due or carried.agreed
    if action.completed_date or since is None:
        return []
    through = [day for day in reviews if day > since]
    return through if len(through) >= settings.drift else []


def why_drift_unseen(case: Case, action: PlanAction, carried: Carried) -> str | None:
    """Why it is not known whether an action without a date was carried through reviews."""
    if action.completed_date or carried.agreed is None:
        return None
    return case.why_unseen("reviews", carried.agreed, case.known_until)


def reviews_of(case: Case, plan: Plan) -> list[date]:
    """The days on which a plan was, or should have been, looked at in a review."""
    if not case.exports("reviews"):
        return []
    kinds = REVIEWED_BY.get(plan.type or "", ())
    return sorted({day for kind in kinds for day, _ in held_reviews(case, kind)})


def carried_into(case: Case, newest: Plan) -> list[Carried]:
    """For each action of the newest version of a plan, since when it has stood there."""
    *earlier, _ = versions(case)[newest.type or ""]
    actions = newest.actions or ()
    found = [Carried(action, decided_on(newest), action.due_date) for action in actions]
    carried = {place: words for place, action in enumerate(actions) if (words := told_by(action))}
    for plan in reversed(earlier):
        standing = {
            words: action
            for action in plan.actions or ()
            if not action.completed_date and (words := told_by(action))
        }
        carried = {place: words for place, words in carried.items() if words in standing}
        if not carried:
            break
        for place, words in carried.items():
            action = standing[words]
            found[place] = Carried(action, decided_on(plan), action.due_date or found[place].due)
    return found


def told_by(action: PlanAction) -> str | None:
    return sameness(action.description, action.action_id)
