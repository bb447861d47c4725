"""PER02: two goals at once, day by day, and every ruling by name.

The audit is as at Wednesday 30 September 2026 unless a test says otherwise; 90 days before it
is 2 July.
"""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PER02"


def primary(goal: str = "LTFOST18") -> dict[str, Any]:
    return {"goal": goal, "role": "primary"}


def beside(goal: str = "RESPLMT", decide_by: str | None = None) -> dict[str, Any]:
    return {"goal": goal, "role": "parallel", "decide_by_date": decide_by}


def plan(agreed: str, *goals: dict[str, Any], **named: Any) -> dict[str, Any]:
    return {"type": "care", "agreed_date": agreed, "permanence_goals": list(goals), **named}


def found(*plans: dict[str, Any], as_at: Any = None, settings: Any = None, **named: Any) -> Found:
    made = record(plans=list(plans), **{"care_periods": [{"start_date": "2025-01-06"}], **named})
    return audit_one(CODE, made, as_at=as_at, settings=settings)


def told(result: Found) -> tuple[str, str | None, str | None, int | None]:
    row = result.only(CODE)
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestUndecided:
    """A goal beside the primary one without a decide-by date, or two primary goals."""

    @pytest.mark.parametrize("other", [beside(), primary("RESPLMT")], ids=["beside", "primary"])
    @pytest.mark.parametrize(
        ("agreed", "outcome", "late"),
        [("2026-07-03", "not_due", None), ("2026-07-02", "not_due", None)],
    )
    def test_still_inside(
        self, other: dict[str, Any], agreed: str, outcome: str, late: int | None
    ) -> None:
        """Up to 90 days at the audit date it is not yet due."""
        assert (told(found(plan(agreed, primary(), other)))[0::3]) == (outcome, late)

    @pytest.mark.parametrize("other", [beside(), primary("RESPLMT")], ids=["beside", "primary"])
    def test_more_than_90_days(self, other: dict[str, Any]) -> None:
        """91 days are more than 90."""
        result = found(plan("2026-07-01", primary(), other))
        assert told(result) == ("not_met", "2026-09-29", None, 1)
        row = result.only(CODE)
        assert row["facts"] == {"days": 91}
        assert [one["pointer"] for one in row["evidence"]] == [
            "/plans/0",
            "/plans/0/permanence_goals/1",
        ]
        assert row["on"] == "2026-09-30"

    @pytest.mark.parametrize(
        ("settled", "outcome", "late"), [("2026-06-01", "met", None), ("2026-06-02", "not_met", 1)]
    )
    def test_settled(self, settled: str, outcome: str, late: int | None) -> None:
        """Settled after 90 days it was met; after 91 not."""
        result = found(plan("2026-03-03", primary(), beside()), plan(settled, primary()))
        assert told(result) == (outcome, "2026-06-01", settled, late)

    def test_the_letters_example(self) -> None:
        """Residential and long-term fostering together, with no day to decide."""
        result = found(plan("2025-05-07", primary(), beside("RESPLMT")))
        assert told(result) == ("not_met", "2025-08-05", None, 421)
        assert result.only(CODE)["message"] == (
            "a goal beside the primary one from 7 May 2025, with no day to decide: both stood "
            "after 5 August 2025"
        )

    def test_setting(self) -> None:
        """How long is a setting."""
        settings = {CODE: {"undecided": "6 months"}}
        assert told(found(plan("2026-04-01", primary(), beside()), settings=settings))[:2] == (
            "not_due",
            "2026-10-01",
        )


class TestDecideBy:
    @pytest.mark.parametrize(
        ("day", "outcome", "late"), [("2026-09-30", "met", None), ("2026-09-29", "not_met", 1)]
    )
    def test_allowed_until_the_date(self, day: str, outcome: str, late: int | None) -> None:
        """With a decide-by date it is met until it passes, and not met from the day after."""
        result = found(plan("2025-05-07", primary("RESPLMT"), beside("LTFOST18", day)))
        assert told(result) == (outcome, day, None, late)

    @pytest.mark.parametrize(
        ("settled", "outcome"),
        [("2026-06-22", "met"), ("2026-07-01", "met"), ("2026-07-02", "not_met")],
    )
    def test_decided(self, settled: str, outcome: str) -> None:
        """Both stand on the decide-by date; standing the day after they are a miss."""
        result = found(
            plan("2026-03-03", primary(), beside("ADOPTION", "2026-06-30")),
            plan(settled, primary()),
        )
        assert told(result)[:3] == (outcome, "2026-06-30", settled)


class TestRulings:
    def test_two_types_of_plan(self) -> None:
        """Two plans of different types open at once, each with one primary goal, are two."""
        result = found(
            plan("2026-03-02", primary()),
            plan("2026-06-01", primary("ADOPTION"), type="permanence"),
        )
        assert told(result) == ("not_met", "2026-08-30", None, 31)

    def test_old_version_without_an_end(self) -> None:
        """An old version beside a newer one of its type is not in force."""
        result = found(plan("2025-06-02", primary("ADOPTION")), plan("2026-03-02", primary()))
        assert told(result)[0] == "met"

    def test_same_pair_through_two_versions(self) -> None:
        """The days of the same pair add up over versions, with and without a break."""
        pair = (primary(), beside())
        result = found(plan("2026-06-01", *pair), plan("2026-08-03", *pair))
        assert told(result) == ("not_met", "2026-08-30", None, 31)
        broken = found(
            plan("2026-03-02", *pair), plan("2026-05-01", primary()), plan("2026-08-03", *pair)
        )
        assert told(broken) == ("not_met", "2026-09-02", None, 28)
        assert broken.only(CODE)["facts"] == {"days": 118}

    @pytest.mark.parametrize(
        ("settled", "due", "late"),
        [
            ("2026-05-31", "2026-08-04", 57),
            ("2026-06-01", "2026-08-03", 58),
            ("2026-06-02", "2026-06-01", 121),
        ],
    )
    def test_when_the_days_run_out(self, settled: str, due: str, late: int) -> None:
        """The days left after the first time are those of the second; none left, it is late."""
        pair = (primary(), beside())
        result = found(
            plan("2026-03-03", *pair), plan(settled, primary()), plan("2026-08-03", *pair)
        )
        assert told(result) == ("not_met", due, None, late)

    def test_no_goal(self) -> None:
        """No goal at all is not applicable, and goals not recorded cannot be told."""
        assert found(plan("2026-03-02")).outcomes(CODE) == ["not_applicable"]
        bare = {"type": "care", "agreed_date": "2026-03-02"}
        assert found(bare).outcomes(CODE) == ["cannot_tell"]
        assert found().outcomes(CODE) == ["not_applicable"]

    def test_return_home_is_one_goal(self) -> None:
        """Return home in one month and in six is one goal, beside another or not."""
        made = plan("2025-05-07", primary("RETURN1M"), primary("RETURN6M"))
        assert told(found(made))[0] == "met"
        made = plan("2025-05-07", primary("RETURN1M"), beside("RETURNEV"))
        assert told(found(made))[0] == "met"


class TestEdges:
    def test_clear_all_along(self) -> None:
        """One goal at a time is met, once for a period of care, though the goal changed."""
        result = found(plan("2025-06-02", primary("RETURN6M")), plan("2026-03-02", primary()))
        assert told(result) == ("met", None, None, None)
        assert result.only(CODE)["evidence"][0]["pointer"] == "/plans/1"

    def test_two_plans_with_the_same_pair(self) -> None:
        """A pair that stands in two plans at once is one, and its days count once."""
        pair = (primary(), beside())
        result = found(plan("2026-07-01", *pair), plan("2026-07-01", *pair, type="permanence"))
        assert result.only(CODE)["facts"] == {"days": 91}

    def test_days_outside_care(self) -> None:
        """Days before the child came into care, or after, do not count."""
        made = plan("2025-01-06", primary(), beside())
        periods = [{"start_date": "2026-07-02"}]
        assert told(found(made, care_periods=periods))[:2] == ("not_due", "2026-09-30")
        periods = [{"start_date": "2025-01-06", "end_date": "2025-04-06"}]
        assert told(found(made, care_periods=periods))[::2] == ("met", "2025-04-06")

    def test_on_the_audit_date(self) -> None:
        """A plan agreed on the audit date is in force; a pair that it settles is settled."""
        assert told(found(plan("2026-09-30", primary())))[0] == "met"
        result = found(plan("2026-07-02", primary(), beside()), plan("2026-09-30", primary()))
        assert told(result) == ("met", "2026-09-30", "2026-09-30", None)

    def test_plan_of_before_the_period(self) -> None:
        """A plan that ended on the day the child came into care was never in force there."""
        made = plan("2025-01-06", primary(), end_date="2026-03-02")
        periods = [{"start_date": "2026-03-02"}]
        assert found(made, care_periods=periods).outcomes(CODE) == ["not_applicable"]

    def test_roles_not_recorded(self) -> None:
        """Two goals without a role cannot be told; one alone is primary."""
        two = plan("2025-05-07", {"goal": "LTFOST18"}, {"goal": "RESPLMT"})
        assert told(found(two))[0] == "cannot_tell"
        assert told(found(plan("2025-05-07", {"goal": "LTFOST18"})))[0] == "met"

    def test_audit_after_the_export(self) -> None:
        """What was still allowed at the export and is not at the audit cannot be told."""
        ended = {"exported_on": "2026-07-01", "as_at": "2026-09-30"}
        assert told(found(plan("2026-05-04", primary(), beside()), **ended))[0] == "cannot_tell"
        dated = plan("2026-05-04", primary(), beside(decide_by="2026-08-03"))
        assert told(found(dated, **ended))[0] == "cannot_tell"
        assert told(found(plan("2026-03-02", primary(), beside()), **ended))[0] == "not_met"

    def test_not_exported(self) -> None:
        """Without plans, or any sign of care, it cannot tell."""
        assert audit_one(CODE, record(care_periods=[])).outcomes(CODE) == ["cannot_tell"]
        assert found(plan("2025-05-07", primary()), care_periods=None).outcomes(CODE) == [
            "cannot_tell"
        ]

    def test_plans_not_complete(self) -> None:
        """No goal in an export that is not complete cannot be told."""
        assert found(coverage={"plans": {"complete": False}}).outcomes(CODE) == ["cannot_tell"]
