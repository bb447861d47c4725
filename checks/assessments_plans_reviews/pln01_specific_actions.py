"""Every action of a plan says who does it, by when, and what will be different.

What it looks at:
    Each action of every plan in force at the audit date, of whatever type: its owner, its due
    date, and its outcome or measure.

Why it matters to the child:
    "Support with school, all, ongoing" is nobody's task and is never late. The child is told
    that there is a plan, and nothing happens.

The standard:
    Each action has an owner, a due date that is a date, and an outcome or a measure. A role is
    an owner; "all", "everyone" and "professionals" are not. "Ongoing" and "tbc" are no dates,
    and words such as "n/a" say nothing. Of each type of plan the newest version alone is in
    force. A completed action is judged like any other. A plan without any action is not met.

Met:
    "W-12 to agree a homework club by 27 March 2026, so that he catches up in maths."

Not met:
    "Support with school", owner "all", due "ongoing".

What it cannot see:
    Whether the action is the right one, or the outcome worth having. A plan whose actions were
    not exported.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaudit.cases.actions import DUE_DATE, OUTCOME_OR_MEASURE, OWNER, specificity
from qaudit.cases.case import Case
from qaudit.cases.model import Item, Plan, PlanAction
from qaudit.cases.plans import plans_in_force
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation
from qaudit.checking.settings import NoSettings
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@check(
    "PLN01",
    "specific-actions",
    area=Area.APR,
    axis=Axis.QUALITY,
    force=Force.GUIDANCE,
    source="Children Act 1989 guidance volume 2 (2021), chapter 2, the content of the care plan; "
    "Working Together to Safeguard Children, plans",
    needs=("plans",),
    wording=Wording(
        counted="actions in plans",
        met="are specific, with an owner, a date and a measure",
        effect="nobody can tell whether they were carried out",
    ),
)
def specific_actions(case: Case, _settings: NoSettings) -> Iterator[Finding]:
    plans = plans_in_force(case)
    for plan in plans:
        yield from judge_plan(case, plan)
    if not plans:
        yield none_recorded(case, "plans", "no plan is in force")


def judge_plan(case: Case, plan: Plan) -> Iterator[Observation]:
    if plan.actions is None:
        yield observed(case, plan, Outcome.CANNOT_TELL, "the plan's actions are not recorded")
    elif not plan.actions:
        yield observed(case, plan, Outcome.NOT_MET, "the plan has no action")
    for action in plan.actions or ():
        yield judge_action(case, action)


def judge_action(case: Case, action: PlanAction) -> Observation:
    lack = specificity(
        action, (OWNER, DUE_DATE, OUTCOME_OR_MEASURE), case.coverage("plans").without
    )
    if lack.missing:
        message = f"the action has no {' and no '.join(lack.missing)}"
        return observed(case, action, Outcome.NOT_MET, message)
    if lack.unknown:
        message = f"not exported of the action: {', '.join(lack.unknown)}"
        return observed(case, action, Outcome.CANNOT_TELL, message)
    message = "the action has an owner, a due date and an outcome or measure"
    return observed(case, action, Outcome.MET, message)


def observed(case: Case, about: Item, outcome: Outcome, message: str) -> Observation:
    return Observation(outcome=outcome, about=about, on=case.as_at, message=message)
