"""The plan says what happens if it fails.

What it looks at:
    Every care, permanence, pathway, child in need and child protection plan in force at the
    audit date: its contingency, or a section of its text headed so.

Why it matters to the child:
    When a placement or a return home breaks down on a Friday night, a child whose plan has
    thought of it goes to somebody known. The others go wherever there is a bed.

The standard:
    The plan says what will be done if it does not work. "None", "n/a" and "tbc" say nothing.
    Of each type of plan the newest version alone is in force. Placement, health and education
    plans are parts of the care plan and need none of their own.

Met:
    A care plan whose contingency reads "the carer's sister, who is approved".

Not met:
    A care plan whose contingency reads "tbc".

What it cannot see:
    Whether what it says would work, or was ever tried out. A contingency that stands in the
    middle of other text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from qaudit.cases.case import Case
from qaudit.cases.model import Plan, TextSection
from qaudit.cases.plans import plans_in_force
from qaudit.cases.said import says_something
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import NoSettings
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

LOOKED_AT = frozenset({"care", "permanence", "pathway", "child_in_need", "child_protection"})


@check(
    "PLN03",
    "contingency",
    area=Area.APR,
    axis=Axis.QUALITY,
    force=Force.GUIDANCE,
    source="Children Act 1989 guidance volume 2 (2021), chapter 2, the content of the care plan; "
    "Working Together to Safeguard Children, plans",
    needs=("plans",),
    wording=Wording(
        counted="plans",
        met="are clear about what happens if things do not work out",
        effect="there is nothing to fall back on when a plan fails",
    ),
)
def contingency(case: Case, _settings: NoSettings) -> Iterator[Finding]:
    plans = [plan for plan in plans_in_force(case) if plan.type in LOOKED_AT]
    for plan in plans:
        yield judge_plan(case, plan)
    if not plans:
        yield none_recorded(case, "plans", "no plan that needs a contingency is in force")


def judge_plan(case: Case, plan: Plan) -> Observation:
    observed = partial(Observation, about=plan, on=case.as_at)
    if says_something(plan.contingency):
        return observed(outcome=Outcome.MET, message="the plan says what happens if it fails")
    if section := headed_so(plan):
        return observed(
            outcome=Outcome.MET,
            message="a section of the plan says what happens if it fails",
            evidence=[reference(section, "headed as the contingency")],
        )
    if plan.contingency is None and "contingency" in case.coverage("plans").without:
        return observed(
            outcome=Outcome.CANNOT_TELL,
            message="the system that was exported cannot give the contingency",
        )
    return observed(
        outcome=Outcome.NOT_MET, message="the plan does not say what happens if it fails"
    )


def headed_so(plan: Plan) -> TextSection | None:
    """A section of the plan that is headed as its contingency and says something."""
    return next(
        (
            section
            for section in plan.sections or ()
            if "contingen" in (section.heading or "").casefold() and says_something(section.text)
        ),
        None,
    )
