"""A child's permanence goals: which were in force when, and when they changed.

Care, permanence and pathway plans carry them. Of each of these types the newest version alone
is in force, from the day it was agreed (or began, where that is not recorded) to its end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from attrs import frozen

from qaudit.cases.care import PeriodOfCare, Span, periods_of_care
from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import PermanenceGoal, Plan
from qaudit.cases.once import once

PLANS_WITH_GOALS = frozenset({"care", "permanence", "pathway"})
"""The types of plan that carry the permanence goal."""

RETURN_HOME = "RETURN"
"""Return home within a month, six months or in the end is one goal."""

OTHER_PLAN = "OTHERPLN"
"""The code of a plan that is none of the others: it names no permanence."""

ONE_GOAL = {"RETURN1M": RETURN_HOME, "RETURN6M": RETURN_HOME, "RETURNEV": RETURN_HOME}


def goal_of(code: str) -> str:
    """What a care-plan code stands for: codes that differ in pace alone are one goal."""
    return ONE_GOAL.get(code, code)


def decided_on(plan: Plan) -> date | None:
    """The day a plan was agreed, or began, where the record does not say that it was agreed."""
    return plan.agreed_date or plan.start_date


def primary_goals(plan: Plan) -> tuple[PermanenceGoal, ...]:
    """The primary goals that a plan names. A goal that stands alone without a role is one."""
    goals = plan.permanence_goals or ()
    if len(goals) == 1 and goals[0].role is None:
        return goals if goals[0].goal else ()
    return tuple([goal for goal in goals if goal.role == "primary" and goal.goal])


def parallel_goals(plan: Plan) -> tuple[PermanenceGoal, ...]:
    """The goals that a plan pursues beside the primary one."""
    return tuple(
        goal for goal in plan.permanence_goals or () if goal.role == "parallel" and goal.goal
    )


def why_goals_unclear(plan: Plan) -> str | None:
    """Why it is not known what the primary goals of a plan are, if it is not."""
    goals = plan.permanence_goals
    if goals is None:
        return "the plan's permanence goals are not recorded"
    if any(goal.role != "parallel" and not goal.goal for goal in goals):
        return "the plan has a permanence goal that is not named"
    if len(goals) > 1 and any(goal.role is None for goal in goals):
        return "the plan does not say which of its permanence goals is the primary one"
    return None


@once_a_case
def plans_with_goals(case: Case) -> tuple[tuple[date, Plan], ...]:
    """The plans that carry permanence goals, with the day each was decided on, in order.

    Those without a day are left out: they cannot be placed in time.

    Raises:
        NotExported: plans were not exported.
    """
    dated = [
        (day, plan)
        for plan in case.plans
        if plan.type in PLANS_WITH_GOALS and (day := decided_on(plan))
    ]
    return tuple(sorted(dated, key=lambda entry: entry[0]))


@frozen(slots=False)
class Stretch:
    """A stretch of time in which the same plans were in force.

    Attributes:
        span: when.
        plans: the newest version of each type, in order of type; none where all had ended.
    """

    span: Span
    plans: tuple[Plan, ...]

    @once
    def goals(self) -> frozenset[str]:
        """What the primary goals in force are, those that are one goal taken as one."""
        return goals_named(self.plans)


NOTHING_PLANNED = Stretch(Span(date.min), ())


def goals_named(plans: Iterable[Plan]) -> frozenset[str]:
    """What the primary goals of some plans are, those that are one goal taken as one."""
    return frozenset([goal_of(goal.goal or "") for plan in plans for goal in primary_goals(plan)])


@once_a_case
def stretches(case: Case) -> tuple[Stretch, ...]:
    """The time since the first plan in stretches, without a gap; the last has no end.

    Raises:
        NotExported: plans were not exported.
    """
    plans = plans_with_goals(case)
    edges = sorted({day for decided, plan in plans for day in (decided, plan.end_date) if day})
    newest: dict[str, Plan] = {}
    found: list[Stretch] = []
    place = 0
    for start, end in zip(edges, [*edges, None][1:], strict=True):
        while place < len(plans) and plans[place][0] <= start:
            plan = plans[place][1]
            newest[plan.type or ""] = plan
            place += 1
        found.append(Stretch(Span(start, end), _open(newest, start)))
    return tuple(found)


def stretch_on(case: Case, day: date) -> Stretch:
    """The stretch that a day is in; one without plans before the first.

    Raises:
        NotExported: plans were not exported.
    """
    known = stretches(case)
    place = bisect_right(known, day, key=lambda stretch: stretch.span.start)
    return known[place - 1] if place else NOTHING_PLANNED


def in_force_on(case: Case, day: date) -> tuple[Plan, ...]:
    """The plans that carry permanence goals in force on a day, the newest of each type.

    Raises:
        NotExported: plans were not exported.
    """
    return stretch_on(case, day).plans


def _open(newest: dict[str, Plan], day: date) -> tuple[Plan, ...]:
    """Which of some plans had not ended on a day."""
    return tuple(
        plan for _, plan in sorted(newest.items()) if plan.end_date is None or day < plan.end_date
    )


@frozen
class GoalChange:
    """A plan by which the primary permanence goals changed, or may have changed.

    Attributes:
        day: the day it was decided on.
        plan: the plan.
        previous: the plan before it that named a primary goal; None where the record has none.
        before: the goals before it.
        after: the goals from that day on.
        unclear: why it is not known whether the goals changed, if it is not.
    """

    day: date
    plan: Plan
    previous: Plan | None
    before: frozenset[str]
    after: frozenset[str]
    unclear: str | None = None


def plans_by_period(case: Case) -> Iterator[tuple[PeriodOfCare, list[tuple[date, Plan]]]]:
    """Each period of care, with the plans decided on in it that carry permanence goals.

    One from before the child entered care, and after an earlier period, belongs to the period
    if it had not ended by then.

    Raises:
        NotExported: plans, or both care periods and placements, were not exported.
    """
    since = date.min
    plans = plans_with_goals(case)
    for period in periods_of_care(case):
        start, end = period.span.start, period.span.end
        yield (
            period,
            [
                (day, plan)
                for day, plan in plans
                if since <= day
                and (end is None or day < end)
                and (day >= start or plan.end_date is None or plan.end_date > start)
            ],
        )
        since = end or date.max


@once_a_case
def changes_of_goal(case: Case) -> tuple[GoalChange, ...]:
    """The changes of permanence goal: the set of primary goals in force became another.

    The first plan of a period of care is none. A plan that names no primary goal changes
    nothing: the next is held to the last that did. Where it is not known what the goals of a
    plan are, because it does not say which is the primary one, that may be a change.

    Raises:
        NotExported: plans, or both care periods and placements, were not exported.
    """
    return tuple(change for _, plans in plans_by_period(case) for change in _changes_among(plans))


def _changes_among(plans: list[tuple[date, Plan]]) -> Iterator[GoalChange]:
    newest: dict[str, Plan] = {}
    previous: Plan | None = None
    standing: frozenset[str] = frozenset()
    unknown_before: str | None = None
    for day, decided in groupby(plans, key=lambda entry: entry[0]):
        naming = {plan.type or "": plan for _, plan in decided if plan.permanence_goals}
        if not naming:
            continue
        before = goals_named(plan for plan in newest.values() if not _over(plan, day)) or standing
        newest = {plan.type or "": plan for plan in _open(newest, day)} | naming
        after = goals_named(newest.values())
        unclear = next((why for plan in naming.values() if (why := why_goals_unclear(plan))), None)
        doubt = unclear or unknown_before
        if (doubt and previous) or (before and after and after != before):
            named = [plan for plan in naming.values() if goals_named([plan]) != before]
            plan = (named or list(naming.values()))[0]
            yield GoalChange(day, plan, previous, before, after, doubt)
        unknown_before = unclear and "what the plan before it says of the goal is not clear"
        standing = after or standing
        previous = list(naming.values())[-1] if after or unclear else previous


def _over(plan: Plan, day: date) -> bool:
    """Whether a plan had ended before a day; one that ended on it was in force until then."""
    return plan.end_date is not None and plan.end_date < day
