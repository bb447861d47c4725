"""PER05: the days to adoption, and when they no longer count.

426 days after Monday 6 January 2025 are Sunday 8 March 2026; 121 days after Monday 2 March
2026 are Wednesday 1 July.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, is_about, record

CODE = "PER05"
PLACED, MATCHED = "entry to placement", "placement order to match"


def found(*records: dict[str, Any], as_at: Any = None, settings: Any = None, **named: Any) -> Found:
    standing = {"care_periods": [{"start_date": "2025-01-06"}]}
    made = record(adoption=list(records), **{**standing, **named})
    return audit_one(CODE, made, as_at=as_at, settings=settings)


def part(result: Found, name: str) -> ObservationRow:
    (row,) = (row for row in result.of(CODE) if is_about(row, f"/adoption/0: {name}"))
    return row


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None]:
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestPace:
    @pytest.mark.parametrize(
        ("name", "steps", "field", "due", "after", "days"),
        [
            (PLACED, {}, "placed_date", "2026-03-08", "2026-03-09", 426),
            (
                MATCHED,
                {"placement_order_date": "2026-03-02"},
                "matched_date",
                "2026-07-01",
                "2026-07-02",
                121,
            ),
        ],
    )
    def test_each(
        self, name: str, steps: dict[str, str], field: str, due: str, after: str, days: int
    ) -> None:
        """The last day is met, the next a day late; while it lasts it is not due."""
        row = part(found({**steps, field: due}), name)
        assert told(row) == ("met", due, due, None)
        assert row["facts"] == {"days": days}
        assert row["message"] == f"{name}: {days} days, against {days} days"
        row = part(found({**steps, field: after}), name)
        assert told(row) == ("not_met", due, after, 1)
        waiting = {"plan_date": "2025-06-02", **steps}
        assert told(part(found(waiting, as_at=due), name)) == ("not_due", due, None, None)
        assert told(part(found(waiting, as_at=after), name)) == ("not_met", due, None, 1)

    def test_measures(self) -> None:
        """The days of what was done are shown as measures."""
        steps = {"placement_order_date": "2026-03-02", "matched_date": "2026-05-01"}
        result = found({**steps, "placed_date": "2026-06-01"})
        assert {row["name"]: row["value"] for row in result.result.measures} == {
            f"days from {PLACED}": 511,
            f"days from {MATCHED}": 60,
        }

    def test_settings(self) -> None:
        """The thresholds are settings."""
        settings = {CODE: {"placed": "14 months", "matched": "4 months"}}
        result = found({"placement_order_date": "2026-03-02"}, settings=settings)
        assert part(result, PLACED)["due"] == "2026-03-06"
        assert part(result, MATCHED)["due"] == "2026-07-02"

    def test_without_an_order(self) -> None:
        """Without a placement order, as with consent, only the placement is judged."""
        assert len(found({"placed_date": "2026-03-02"}).of(CODE)) == 1

    def test_matched_before_the_order(self) -> None:
        """A match dated before the order cannot be judged."""
        row = part(
            found({"placement_order_date": "2026-03-02", "matched_date": "2026-03-01"}), MATCHED
        )
        assert row["outcome"] == "cannot_tell"

    def test_second_period_of_care(self) -> None:
        """The days run from entry to the period of care in which the child was placed."""
        periods = [
            {"start_date": "2022-01-10", "end_date": "2022-06-01"},
            {"start_date": "2025-01-06"},
        ]
        row = part(found({"placed_date": "2026-03-08"}, care_periods=periods), PLACED)
        assert row["outcome"] == "met"


class TestOver:
    def test_goal_no_more(self) -> None:
        """Where the plans in force name other goals, adoption is waited for no more."""
        plan = {
            "type": "care",
            "agreed_date": "2026-02-02",
            "permanence_goals": [{"goal": "LTFOST18", "role": "primary"}],
        }
        waiting = {"plan_date": "2025-06-02", "placement_order_date": "2025-07-01"}
        assert found(waiting, plans=[plan]).outcomes(CODE) == ["not_applicable"] * 2
        plan["permanence_goals"] = [
            {"goal": "LTFOST18", "role": "primary"},
            {"goal": "ADOPTION", "role": "parallel"},
        ]
        assert found(waiting, plans=[plan]).outcomes(CODE) == ["not_met"] * 2
        plan["permanence_goals"] = []
        assert found(waiting, plans=[plan]).outcomes(CODE) == ["not_met"] * 2

    def test_left_care(self) -> None:
        """A child who left care waits no more; what was done before is judged."""
        periods = [{"start_date": "2025-01-06", "end_date": "2026-06-01"}]
        waiting = {"plan_date": "2025-06-02"}
        assert found(waiting, care_periods=periods).outcomes(CODE) == ["not_applicable"]
        placed = {"placed_date": "2026-03-08"}
        assert found(placed, care_periods=periods).outcomes(CODE) == ["met"]

    def test_adopted(self) -> None:
        """A child who was adopted waits no more, though a step was not recorded."""
        row = part(found({"order_date": "2026-06-01"}), PLACED)
        assert row["outcome"] == "not_applicable"


class TestWhatCannotBeSeen:
    def test_not_exported_and_none(self) -> None:
        """Without the section it cannot tell; with nothing in it, adoption is not the plan."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]
        assert found().outcomes(CODE) == ["not_applicable"]
        coverage = {"adoption": {"complete": False}}
        assert found(coverage=coverage).outcomes(CODE) == ["cannot_tell"]

    def test_entry_not_seen(self) -> None:
        """Without the entry only the match can be judged."""
        steps = {"placement_order_date": "2026-03-02", "matched_date": "2026-05-01"}
        unseen: list[dict[str, Any]] = [
            {"care_periods": None},
            {"care_periods": []},
            {"care_periods": None, "placements": [{"start_date": "2025-01-06"}]},
        ]
        for care in unseen:
            result = found(steps, **care)
            assert part(result, PLACED)["outcome"] == "cannot_tell"
            assert part(result, MATCHED)["outcome"] == "met"

    def test_step_cannot_be_given(self) -> None:
        """Where the system cannot give a step, its lack cannot be told."""
        coverage = {"adoption": {"without": ["placed_date"]}}
        row = part(found({"plan_date": "2025-06-02"}, coverage=coverage), PLACED)
        assert row["outcome"] == "cannot_tell"

    def test_audit_after_the_export(self) -> None:
        """What would have ended between export and audit cannot be told."""
        result = found({"plan_date": "2025-06-02"}, exported_on="2026-03-01", as_at="2026-09-30")
        assert part(result, PLACED)["outcome"] == "cannot_tell"
