"""PLN07: every edge of the time for the first care plan.

Ten working days after Wednesday 4 March 2026 end on Wednesday 18 March.
"""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PLN07"
PLACED: dict[str, Any] = {"start_date": "2026-03-04", "start_reason": "S"}


def plan(agreed: str | None, **named: Any) -> dict[str, Any]:
    return {"type": "care", "agreed_date": agreed, **named}


def found(*plans: dict[str, Any], as_at: Any = None, settings: Any = None, **named: Any) -> Found:
    standing = {"care_periods": [{"start_date": "2026-03-04"}], "placements": [PLACED]}
    made = record(plans=list(plans), **{**standing, **named})
    return audit_one(CODE, made, as_at=as_at, settings=settings)


def told(result: Found) -> tuple[str, str | None, str | None, int | None]:
    row = result.only(CODE)
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestWindow:
    @pytest.mark.parametrize(
        ("day", "before"),
        [
            ("2025-06-02", True),
            ("2026-03-03", True),
            ("2026-03-04", True),
            ("2026-03-05", False),
            ("2026-03-18", False),
        ],
    )
    def test_in_time(self, day: str, before: bool) -> None:
        """A plan before the placement or in ten working days is met, and told apart."""
        result = found(plan(day))
        assert told(result) == ("met", "2026-03-18", day, None)
        row = result.only(CODE)
        assert row["facts"] == {"before_placement": before}
        assert row["force"] == "statutory"
        assert [one["pointer"] for one in row["evidence"]] == [
            "/care_periods/0",
            "/placements/0",
            "/plans/0",
        ]

    def test_a_day_late(self) -> None:
        """On the eleventh working day it is late."""
        assert told(found(plan("2026-03-19"))) == ("not_met", "2026-03-18", "2026-03-19", 1)

    def test_never(self) -> None:
        """Without a plan the days run on."""
        assert told(found()) == ("not_met", "2026-03-18", None, 196)

    @pytest.mark.parametrize(
        ("as_at", "outcome"), [("2026-03-18", "not_due"), ("2026-03-19", "not_met")]
    )
    def test_still_open(self, as_at: str, outcome: str) -> None:
        """On the last day of the window it is not yet due."""
        assert told(found(as_at=as_at))[:2] == (outcome, "2026-03-18")

    def test_setting(self) -> None:
        """The time is a setting."""
        settings = {CODE: {"in_time": "5 working days"}}
        assert told(found(plan("2026-03-12"), settings=settings))[:2] == ("not_met", "2026-03-11")

    def test_first_version_decides(self) -> None:
        """The first version counts, wherever it stands in the record."""
        assert told(found(plan("2026-06-01"), plan("2026-03-10")))[2] == "2026-03-10"


class TestClock:
    def test_first_placement_after_entry(self) -> None:
        """The time runs from the first placement, not from entry to care."""
        result = found(plan("2026-03-18"), care_periods=[{"start_date": "2026-03-02"}])
        assert told(result) == ("met", "2026-03-18", "2026-03-18", None)

    def test_later_placement(self) -> None:
        """A move asks for no new care plan."""
        moved = {"start_date": "2026-05-04", "start_reason": "P"}
        assert told(found(plan("2026-03-19"), placements=[moved, PLACED]))[1] == "2026-03-18"

    def test_placements_not_recorded(self) -> None:
        """Without placements the time runs from entry to care."""
        periods = [{"start_date": "2026-03-02"}]
        assert told(found(placements=None, care_periods=periods))[1] == "2026-03-16"

    def test_periods_not_exported(self) -> None:
        """Without periods of care the placement that began care shows the entry."""
        assert told(found(plan("2026-03-18"), care_periods=None))[:2] == ("met", "2026-03-18")

    def test_entry_not_seen(self) -> None:
        """Where the first placement seen is no entry it cannot tell."""
        moved = {**PLACED, "start_reason": "P"}
        assert found(care_periods=None, placements=[moved]).outcomes(CODE) == ["cannot_tell"]

    def test_new_period_of_care(self) -> None:
        """A new period wants a new plan; the plan of an earlier period does not count."""
        periods = [
            {"start_date": "2025-01-06", "end_date": "2025-06-02"},
            {"start_date": "2026-03-04"},
        ]
        outcomes = found(plan("2025-01-06"), care_periods=periods).outcomes(CODE)
        assert outcomes == ["met", "not_met"]
        both = found(plan("2025-01-06"), plan("2026-03-02"), care_periods=periods)
        assert both.outcomes(CODE) == ["met", "met"]

    def test_plan_that_had_ended(self) -> None:
        """A plan that had ended before the child came into care is not for this care."""
        assert told(found(plan("2026-01-05", end_date="2026-02-02")))[0] == "not_met"

    @pytest.mark.parametrize(
        ("left", "outcome"), [("2026-03-18", "not_applicable"), ("2026-03-19", "not_met")]
    )
    def test_left_care_inside_the_time(self, left: str, outcome: str) -> None:
        """A child who leaves care inside the time needs none."""
        periods = [{"start_date": "2026-03-04", "end_date": left}]
        assert told(found(care_periods=periods))[:2] == (outcome, "2026-03-18")


class TestWhatCounts:
    @pytest.mark.parametrize(
        ("kind", "outcome"),
        [
            ("care", "met"),
            ("pathway", "met"),
            ("placement", "not_met"),
            ("permanence", "not_met"),
            ("child_in_need", "not_met"),
        ],
    )
    def test_types(self, kind: str, outcome: str) -> None:
        """A care plan counts, and a pathway plan, which holds it."""
        assert told(found(plan("2026-03-04", type=kind)))[0] == outcome

    def test_agreed_goes_before_start(self) -> None:
        """A plan is made on the day it was agreed, else on the day it began."""
        assert told(found(plan("2026-03-19", start_date="2026-03-04")))[0] == "not_met"
        assert told(found(plan(None, start_date="2026-03-04")))[0] == "met"

    def test_plan_without_a_date(self) -> None:
        """A care plan without any date may have been in time: cannot tell."""
        row = found(plan(None)).only(CODE)
        assert (row["outcome"], row["message"]) == ("cannot_tell", "a care plan has no date")

    @pytest.mark.parametrize("status", ["V3", "V4", "J1"])
    def test_other_rules(self, status: str) -> None:
        """Short breaks and remand have other rules, and that is said."""
        statuses = [{"legal_status": status, "start_date": "2026-03-04"}]
        row = found(legal_statuses=statuses).only(CODE)
        assert row["outcome"] == "not_applicable"
        assert "other rules hold" in row["message"]

    def test_interim_order(self) -> None:
        """An interim order has no other rules."""
        statuses = [{"legal_status": "C1", "start_date": "2026-03-04"}]
        assert told(found(legal_statuses=statuses))[0] == "not_met"


class TestWhatCannotBeSeen:
    def test_not_exported(self) -> None:
        """Without plans, or without any sign of care, it cannot tell."""
        assert found(plan("2026-03-04"), care_periods=None, placements=None).outcomes(CODE) == [
            "cannot_tell"
        ]
        made = record(care_periods=[{"start_date": "2026-03-04"}])
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize(
        ("start", "outcome"), [("2025-12-04", "not_met"), ("2025-12-05", "cannot_tell")]
    )
    def test_plans_known_from(self, start: str, outcome: str) -> None:
        """Plans have to be known from three months before, to say that there is none."""
        coverage = {"plans": {"from": start}}
        assert told(found(coverage=coverage))[0] == outcome
        assert told(found(plan("2026-03-10"), coverage=coverage))[0] == "met"

    def test_never_in_care(self) -> None:
        """A child never in care needs none."""
        assert found(care_periods=[]).outcomes(CODE) == ["not_applicable"]

    def test_before_the_regulations(self) -> None:
        """The duty began on 1 April 2011."""
        row = found(
            care_periods=[{"start_date": "2011-03-31"}],
            placements=[],
            child={"date_of_birth": "2010-05-17"},
        ).only(CODE)
        assert row["outcome"] == "not_applicable"

    def test_in_the_pandemic(self) -> None:
        """A miss while the law was relaxed names that."""
        day = {"start_date": "2020-05-04"}
        row = found(care_periods=[day], placements=[]).only(CODE)
        assert (row["outcome"], row["eased_by"]) == ("not_met", "SI 2020/445")

    def test_calendar_ends(self) -> None:
        """Where the bank holidays are not known the time cannot be counted."""
        day = {"start_date": "2028-12-27"}
        result = found(care_periods=[day], placements=[], exported_on="2029-03-01")
        assert result.outcomes(CODE) == ["cannot_tell"]
