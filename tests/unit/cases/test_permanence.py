"""Which permanence goals were in force when, and when they changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qaudit.cases.case import NotExported
from qaudit.cases.permanence import (
    changes_of_goal,
    in_force_on,
    parallel_goals,
    primary_goals,
    stretches,
    why_goals_unclear,
)
from support import case

CARE: dict[str, Any] = {"care_periods": [{"start_date": "2025-01-06"}]}


def plan(agreed: str | None, *goals: str | dict[str, Any], **named: Any) -> dict[str, Any]:
    """A care plan; a goal by its code alone is a primary one."""
    listed = [
        {"goal": goal, "role": "primary"} if isinstance(goal, str) else goal for goal in goals
    ]
    return {"type": "care", "agreed_date": agreed, "permanence_goals": listed, **named}


def parallel(goal: str) -> dict[str, Any]:
    return {"goal": goal, "role": "parallel"}


def changes(*plans: dict[str, Any], **named: Any) -> list[tuple[str, str, set[str], set[str]]]:
    """The changes of these plans: the day, the plan, the goals before and after."""
    found = changes_of_goal(case(plans=list(plans), **{**CARE, **named}))
    return [
        (str(one.day), one.plan.pointer, set(one.before), set(one.after))
        for one in found
        if one.unclear is None
    ]


def unclear(*plans: dict[str, Any]) -> list[tuple[str, str | None]]:
    found = changes_of_goal(case(plans=list(plans), **CARE))
    return [(str(one.day), one.unclear) for one in found if one.unclear]


class TestInForce:
    def test_the_newest_version_of_each_type(self) -> None:
        """An old version without an end beside a newer one of its type is not in force."""
        made = case(
            plans=[
                plan("2025-02-03", "RETURNEV"),
                plan("2025-06-02", "LTFOST18"),
                plan("2025-04-01", "SGO", type="permanence"),
            ]
        )
        assert [one.pointer for one in in_force_on(made, date(2025, 7, 1))] == [
            "/plans/1",
            "/plans/2",
        ]
        assert stretches(made)[-1].goals == {"LTFOST18", "SGO"}

    def test_from_the_day_agreed_up_to_the_end(self) -> None:
        """A plan is in force on the day it was agreed and no longer on the day it ended."""
        made = case(
            plans=[plan("2025-02-03", "SGO", start_date="2025-01-06", end_date="2025-03-03")]
        )
        days = [date(2025, 2, 2), date(2025, 2, 3), date(2025, 3, 2), date(2025, 3, 3)]
        assert [len(in_force_on(made, day)) for day in days] == [0, 1, 1, 0]

    def test_a_version_that_ended_brings_back_no_older_one(self) -> None:
        """When the newest has ended, an older one without an end is not in force again."""
        made = case(
            plans=[plan("2025-02-03", "SGO"), plan("2025-03-03", "SGO", end_date="2025-04-01")]
        )
        assert in_force_on(made, date(2025, 5, 1)) == ()

    def test_without_an_agreed_date_from_its_start(self) -> None:
        """A plan without an agreed date is in force from its start; without either, never."""
        made = case(plans=[plan(None, "SGO", start_date="2025-02-03"), plan(None, "ADOPTION")])
        assert [str(one.span.start) for one in stretches(made)] == ["2025-02-03"]

    def test_other_types_carry_no_goal(self) -> None:
        """A child protection plan carries no permanence goal."""
        assert stretches(case(plans=[plan("2025-02-03", "SGO", type="child_protection")])) == ()

    def test_plans_not_exported(self) -> None:
        """Without plans nothing is known of goals."""
        with pytest.raises(NotExported):
            stretches(case())


class TestGoalsOfAPlan:
    def test_roles(self) -> None:
        """Primary and parallel goals are told apart by their roles."""
        (made,) = case(plans=[plan("2025-02-03", "SGO", parallel("ADOPTION"))]).plans
        assert [goal.goal for goal in primary_goals(made)] == ["SGO"]
        assert [goal.goal for goal in parallel_goals(made)] == ["ADOPTION"]
        assert why_goals_unclear(made) is None

    def test_alone_without_a_role(self) -> None:
        """The only goal of a plan is its primary one, whether the record says so or not."""
        (made,) = case(plans=[plan("2025-02-03", {"goal": "SGO"})]).plans
        assert [goal.goal for goal in primary_goals(made)] == ["SGO"]
        assert why_goals_unclear(made) is None

    @pytest.mark.parametrize(
        "goals",
        [
            [{"goal": "SGO"}, {"goal": "ADOPTION"}],
            [{"goal": "SGO", "role": "primary"}, {"goal": "ADOPTION"}],
            [{"role": "primary"}],
            [{}],
            None,
        ],
    )
    def test_unclear(self, goals: Any) -> None:
        """Several goals without a role, one without a name, or none recorded: not clear."""
        (made,) = case(plans=[{"type": "care", "permanence_goals": goals}]).plans
        assert why_goals_unclear(made)


class TestChanges:
    def test_another_primary_goal(self) -> None:
        """The set of primary goals became another on the day the new plan was agreed."""
        assert changes(plan("2025-02-03", "RETURN6M"), plan("2025-09-01", "LTFOST18")) == [
            ("2025-09-01", "/plans/1", {"RETURN"}, {"LTFOST18"})
        ]

    def test_order_of_the_record(self) -> None:
        """The days decide the order, not the record."""
        assert changes(plan("2025-09-01", "LTFOST18"), plan("2025-02-03", "SGO")) == [
            ("2025-09-01", "/plans/0", {"SGO"}, {"LTFOST18"})
        ]

    def test_return_home_is_one_goal(self) -> None:
        """Return within a month, six months or in the end are one goal."""
        assert (
            changes(
                plan("2025-02-03", "RETURN1M"),
                plan("2025-04-01", "RETURN6M"),
                plan("2025-06-02", "RETURNEV"),
            )
            == []
        )

    def test_parallel_goals(self) -> None:
        """A parallel goal added, re-dated or dropped is no change."""
        assert (
            changes(
                plan("2025-02-03", "SGO"),
                plan("2025-04-01", "SGO", parallel("ADOPTION")),
                plan("2025-05-01", "SGO", {**parallel("ADOPTION"), "decide_by_date": "2025-08-01"}),
                plan("2025-06-02", "SGO"),
            )
            == []
        )

    def test_from_a_care_plan_to_a_pathway_plan(self) -> None:
        """A pathway plan with the goal of the care plan is no change, whether that ended or not."""
        pathway = plan("2025-06-02", "SUPPLIV", type="pathway")
        assert changes(plan("2025-02-03", "SUPPLIV"), pathway) == []
        assert changes(plan("2025-02-03", "SUPPLIV", end_date="2025-06-02"), pathway) == []

    def test_a_plan_beside_another_with_a_goal_of_its_own(self) -> None:
        """A permanence plan with another goal beside the care plan changes the set."""
        assert changes(
            plan("2025-02-03", "LTFOST18"), plan("2025-06-02", "SGO", type="permanence")
        ) == [("2025-06-02", "/plans/1", {"LTFOST18"}, {"LTFOST18", "SGO"})]

    def test_a_gap_between_plans(self) -> None:
        """A plan after a gap is held to the last that named a goal."""
        assert changes(
            plan("2025-02-03", "SGO", end_date="2025-05-01"),
            plan("2025-06-02", "ADOPTION"),
        ) == [("2025-06-02", "/plans/1", {"SGO"}, {"ADOPTION"})]

    def test_a_plan_that_names_no_goal(self) -> None:
        """A plan without a goal changes nothing, and the next is held to the last that had one."""
        assert (
            changes(
                plan("2025-02-03", "SGO"),
                plan("2025-04-01"),
                {"type": "care", "agreed_date": "2025-05-01"},
                plan("2025-06-02", "SGO"),
            )
            == []
        )

    def test_two_versions_of_one_day(self) -> None:
        """Of two versions agreed on one day the later in the record counts."""
        assert (
            changes(
                plan("2025-02-03", "SGO"), plan("2025-06-02", "ADOPTION"), plan("2025-06-02", "SGO")
            )
            == []
        )

    def test_the_first_of_a_new_period_of_care(self) -> None:
        """Goals start again with a new period of care."""
        periods = [
            {"start_date": "2025-01-06", "end_date": "2025-05-01"},
            {"start_date": "2025-08-04"},
        ]
        plans = plan("2025-02-03", "SGO"), plan("2025-08-11", "ADOPTION")
        assert changes(*plans, care_periods=periods) == []
        assert len(changes(*plans)) == 1

    def test_agreed_before_entry(self) -> None:
        """A plan agreed in the days before entry, and in force then, is the first of the period."""
        assert changes(plan("2025-01-03", "SGO"), plan("2025-03-03", "ADOPTION")) == [
            ("2025-03-03", "/plans/1", {"SGO"}, {"ADOPTION"})
        ]
        ended = plan("2024-01-08", "SGO", end_date="2024-06-03")
        assert changes(ended, plan("2025-03-03", "ADOPTION")) == []

    def test_after_leaving_care(self) -> None:
        """A plan decided on when the child was no longer in care is no change."""
        periods = [{"start_date": "2025-01-06", "end_date": "2025-05-01"}]
        plans = plan("2025-02-03", "SGO"), plan("2025-05-01", "RETURNEV")
        assert changes(*plans, care_periods=periods) == []

    def test_not_clear_which_is_primary(self) -> None:
        """Where roles are missing the change is unclear, and so is the next after it."""
        two = plan("2025-04-01", {"goal": "SGO"}, {"goal": "ADOPTION"})
        found = unclear(plan("2025-02-03", "SGO"), two, plan("2025-06-02", "ADOPTION"))
        assert [day for day, _ in found] == ["2025-04-01", "2025-06-02"]
        assert [day for day, _ in unclear(two, plan("2025-06-02", "ADOPTION"))] == ["2025-06-02"]

    def test_periods_not_exported(self) -> None:
        """Without care periods and placements it is not known what is the first of a period."""
        with pytest.raises(NotExported):
            changes_of_goal(case(plans=[plan("2025-02-03", "SGO")]))
