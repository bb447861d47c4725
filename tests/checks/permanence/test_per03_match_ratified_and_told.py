"""PER03: every step of a long-term match, and drift without one.

Tuesday 14 July 2026 and ten working days are Tuesday 28 July.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, is_about, record

CODE = "PER03"


def stay(start: str = "2025-01-06", **named: Any) -> dict[str, Any]:
    return {"start_date": start, "placement_type": "U6", "carer_id": "C1", **named}


def matched(**steps: str | None) -> dict[str, Any]:
    return stay(long_term_match=steps)


def plan(agreed: str, goal: str = "LTFOST18", **named: Any) -> dict[str, Any]:
    goals = [{"goal": goal, "role": "primary"}]
    return {"type": "care", "agreed_date": agreed, "permanence_goals": goals, **named}


def found(
    *placements: dict[str, Any],
    plans: tuple[dict[str, Any], ...] | None = (),
    as_at: Any = None,
    settings: Any = None,
    **named: Any,
) -> Found:
    made = record(
        placements=list(placements), plans=None if plans is None else list(plans), **named
    )
    return audit_one(CODE, made, as_at=as_at, settings=settings)


def step(result: Found, name: str) -> ObservationRow:
    (row,) = (row for row in result.of(CODE) if is_about(row, f"/placements/0: {name}"))
    return row


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None]:
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestSteps:
    @pytest.mark.parametrize(
        ("name", "before", "field", "since", "due", "after"),
        [
            (
                "to panel",
                "plan_agreed_date",
                "panel_date",
                "2025-08-31",
                "2026-02-28",
                "2026-03-01",
            ),
            ("ratified", "panel_date", "ratified_date", "2026-07-14", "2026-07-28", "2026-07-29"),
            (
                "the child told",
                "ratified_date",
                "child_notified_date",
                "2026-07-14",
                "2026-07-28",
                "2026-07-29",
            ),
            (
                "the carer told",
                "ratified_date",
                "carer_notified_date",
                "2026-07-14",
                "2026-07-28",
                "2026-07-29",
            ),
        ],
    )
    def test_each(
        self, name: str, before: str, field: str, since: str, due: str, after: str
    ) -> None:
        """Each step runs from the one before: the last day is met, the next a day late."""
        for day in (since, due):
            row = step(found(matched(**{before: since, field: day})), name)
            assert told(row) == ("met", due, day, None)
            assert row["evidence"][1]["pointer"] == "/placements/0/long_term_match"
            assert row["on"] == since
        assert told(step(found(matched(**{before: since, field: after})), name)) == (
            "not_met",
            due,
            after,
            1,
        )
        not_taken = matched(**{before: since})
        assert told(step(found(not_taken, as_at=due), name)) == ("not_due", due, None, None)
        assert told(step(found(not_taken, as_at=after), name)) == ("not_met", due, None, 1)

    def test_settings(self) -> None:
        """Each time is a setting."""
        settings = {CODE: {"ratified": "5 working days", "panel": "3 months"}}
        steps = {
            "plan_agreed_date": "2026-03-02",
            "panel_date": "2026-07-14",
            "ratified_date": "2026-07-28",
        }
        result = found(matched(**steps), settings=settings)
        assert step(result, "ratified")["due"] == "2026-07-21"
        assert step(result, "to panel")["due"] == "2026-06-02"

    def test_all_in_time(self) -> None:
        """A match with every step in time is met four times."""
        steps = {
            "plan_agreed_date": "2026-03-02",
            "panel_date": "2026-07-14",
            "ratified_date": "2026-07-20",
            "child_notified_date": "2026-07-21",
            "carer_notified_date": "2026-07-22",
        }
        assert found(matched(**steps)).outcomes(CODE) == ["met"] * 4

    def test_not_yet_begun(self) -> None:
        """A step whose time has not begun is no occasion."""
        result = found(matched(plan_agreed_date="2026-09-01"))
        assert [told(row)[:2] for row in result.of(CODE)] == [("not_due", "2027-03-01")]

    def test_step_before_not_recorded(self) -> None:
        """A step taken after one that is not recorded cannot be judged."""
        row = step(found(matched(ratified_date="2026-07-14")), "ratified")
        assert (row["outcome"], row["message"]) == (
            "cannot_tell",
            "ratified: when it was at panel is not recorded",
        )

    def test_wrong_order(self) -> None:
        """A step dated before the one it follows is a fault in the record."""
        row = step(found(matched(panel_date="2026-07-14", ratified_date="2026-07-13")), "ratified")
        assert row["outcome"] == "cannot_tell"
        assert "a fault in the record" in row["message"]

    @pytest.mark.parametrize(
        ("ended", "outcome", "late"),
        [("2026-07-28", "not_applicable", None), ("2026-07-29", "not_met", 1)],
    )
    def test_stay_ended(self, ended: str, outcome: str, late: int | None) -> None:
        """A stay that ended inside the time needs the step no more; later the miss ends with it."""
        made = {**matched(panel_date="2026-07-14"), "end_date": ended}
        row = step(found(made), "ratified")
        assert (row["outcome"], row["days_late"]) == (outcome, late)

    def test_second_row_of_the_stay(self) -> None:
        """A match on a later row of the same stay is the match of the stay."""
        first = stay(end_date="2026-01-05")
        second = {**matched(panel_date="2026-07-14", ratified_date="2026-07-20")}
        second["start_date"] = "2026-01-05"
        row = step(found(first, second), "ratified")
        assert row["evidence"][1]["pointer"] == "/placements/1/long_term_match"


class TestDrift:
    """Long-term fostering is the goal from Tuesday 30 September 2025."""

    @pytest.mark.parametrize(
        ("agreed", "outcome", "late"),
        [("2025-09-30", "not_due", None), ("2025-09-29", "not_met", 1)],
    )
    def test_twelve_months(self, agreed: str, outcome: str, late: int | None) -> None:
        """Twelve months with one carer on the goal and no match: drift from the day after."""
        row = step(found(stay(), plans=(plan(agreed),)), "drift")
        assert (row["outcome"], row["days_late"]) == (outcome, late)

    @pytest.mark.parametrize(
        ("start", "outcome"), [("2025-09-30", "not_due"), ("2025-09-29", "not_met")]
    )
    def test_from_the_start_of_the_stay(self, start: str, outcome: str) -> None:
        """With the goal of before, the time runs from the start of the stay."""
        row = step(found(stay(start), plans=(plan("2024-01-08"),)), "drift")
        assert row["outcome"] == outcome

    def test_ratified(self) -> None:
        """A match ratified in time is met, one ratified late is drift that ended."""
        plans = (plan("2025-01-06"),)
        row = step(found(matched(ratified_date="2026-01-06"), plans=plans), "drift")
        assert told(row) == ("met", "2026-01-06", "2026-01-06", None)
        row = step(found(matched(ratified_date="2026-01-07"), plans=plans), "drift")
        assert told(row) == ("not_met", "2026-01-06", "2026-01-07", 1)

    def test_panel_is_no_match(self) -> None:
        """A plan and a panel without ratification are no match."""
        made = matched(plan_agreed_date="2025-01-06", panel_date="2025-03-03")
        assert step(found(made, plans=(plan("2025-01-06"),)), "drift")["outcome"] == "not_met"

    def test_new_version_of_the_plan(self) -> None:
        """A new version with the same goal does not start the time again."""
        plans = (plan("2025-01-06"), plan("2026-03-02"))
        assert step(found(stay(), plans=plans), "drift")["due"] == "2026-01-06"

    def test_goal_left_in_time(self) -> None:
        """Where the goal changed inside the twelve months there was no drift."""
        plans = (plan("2025-01-06"), plan("2026-01-06", "SGO"))
        assert found(stay(), plans=plans).outcomes(CODE) == ["not_applicable"]
        late = (plan("2025-01-06"), plan("2026-01-09", "SGO"))
        assert told(step(found(stay(), plans=late), "drift")) == ("not_met", "2026-01-06", None, 3)

    def test_moved_in_time(self) -> None:
        """A move to another carer starts the time again."""
        moved = stay("2026-01-05", carer_id="C2")
        result = found(stay(end_date="2026-01-05"), moved, plans=(plan("2025-01-06"),))
        assert [(row["outcome"], row["due"]) for row in result.of(CODE)] == [
            ("not_due", "2027-01-05")
        ]

    @pytest.mark.parametrize(
        ("kind", "outcome"),
        [("U1", "not_met"), ("U3", "not_met"), (None, "not_met"), ("K2", "not_applicable")],
    )
    def test_foster_carers(self, kind: str | None, outcome: str) -> None:
        """Only a stay with a foster carer can become a match."""
        made = stay(placement_type=kind)
        assert found(made, plans=(plan("2025-01-06"),)).outcomes(CODE) == [outcome]

    @pytest.mark.parametrize("goal", ["SGO", "ADOPTION", "RETURN6M", "LTRELFR"])
    def test_other_goals(self, goal: str) -> None:
        """Other goals want no match, unless a setting says so."""
        plans = (plan("2025-01-06", goal),)
        assert found(stay(), plans=plans).outcomes(CODE) == ["not_applicable"]
        settings = {CODE: {"goals": [goal]}}
        assert found(stay(), plans=plans, settings=settings).outcomes(CODE) == ["not_met"]

    def test_goal_of_the_audit_date(self) -> None:
        """A goal agreed on the audit date gives twelve months from then."""
        row = step(found(stay(), plans=(plan("2026-09-30"),)), "drift")
        assert told(row)[:2] == ("not_due", "2027-09-30")

    def test_match_cannot_be_given(self) -> None:
        """Where the system cannot give a match, its lack cannot be told."""
        coverage = {"placements": {"without": ["long_term_match"]}}
        result = found(stay(), plans=(plan("2025-01-06"),), coverage=coverage)
        assert result.outcomes(CODE) == ["cannot_tell"]

    def test_audit_after_the_export(self) -> None:
        """Twelve months that end between export and audit cannot be told."""
        result = found(
            stay(), plans=(plan("2025-08-04"),), exported_on="2026-07-01", as_at="2026-09-30"
        )
        assert result.outcomes(CODE) == ["cannot_tell"]


class TestNothingToJudge:
    def test_no_match_and_no_goal(self) -> None:
        """Without a match or the goal it is not applicable."""
        assert found(stay()).outcomes(CODE) == ["not_applicable"]
        assert found().outcomes(CODE) == ["not_applicable"]

    def test_not_exported(self) -> None:
        """Without placements, or without plans and a match, it cannot tell."""
        assert audit_one(CODE, record(plans=[])).outcomes(CODE) == ["cannot_tell"]
        assert found(stay(), plans=None).outcomes(CODE) == ["cannot_tell"]
        assert found(stay(placement_type="K2"), plans=None).outcomes(CODE) == ["not_applicable"]

    def test_steps_without_plans(self) -> None:
        """The steps of a match are judged without plans."""
        made = matched(panel_date="2026-07-14", ratified_date="2026-07-28")
        assert step(found(made, plans=None), "ratified")["outcome"] == "met"

    def test_calendar_ends(self) -> None:
        """Where the bank holidays are not known the time cannot be counted."""
        made = matched(panel_date="2028-12-27")
        row = step(found(made, exported_on="2029-03-01", child={}), "ratified")
        assert row["outcome"] == "cannot_tell"
