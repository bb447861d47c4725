"""Plans in force: of each type the newest version alone, until it ends."""

from __future__ import annotations

from datetime import date

from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import Plan
from qaudit.cases.permanence import decided_on

REVIEWED_BY = {
    "care": ("child_in_care",),
    "permanence": ("child_in_care",),
    "placement": ("child_in_care",),
    "personal_education": ("child_in_care",),
    "health": ("child_in_care",),
    "pathway": ("child_in_care", "pathway"),
    "child_in_need": ("child_in_need",),
    "child_protection": ("child_protection",),
}
"""The types of review at which a type of plan is looked at."""


@once_a_case
def versions(case: Case) -> dict[str, tuple[Plan, ...]]:
    """The versions of each type of plan, the oldest first; one without a date before the others.

    Raises:
        NotExported: plans were not exported.
    """
    by_type: dict[str, list[Plan]] = {}
    for plan in case.plans:
        by_type.setdefault(plan.type or "", []).append(plan)
    return {
        kind: tuple(sorted(plans, key=lambda plan: decided_on(plan) or date.min))
        for kind, plans in by_type.items()
    }


@once_a_case
def plans_in_force(case: Case) -> tuple[Plan, ...]:
    """The plans in force on the last day that is known, the newest version of each type.

    Raises:
        NotExported: plans were not exported.
    """
    newest = (plans[-1] for plans in versions(case).values())
    return tuple(
        plan for plan in newest if plan.end_date is None or plan.end_date > case.known_until
    )
