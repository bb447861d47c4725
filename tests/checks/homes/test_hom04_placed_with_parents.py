"""HOM04: every edge of the standard."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, is_about, record

CODE = "HOM04"
STEPS = ("an assessment", "a review", "the nominated officer's approval", "a placement plan")


def home(**named: Any) -> dict[str, Any]:
    """Home to a parent on Tuesday 2 June 2026, as planned."""
    return {
        "start_date": "2026-06-02",
        "placement_type": "P1",
        "carer_id": "M1",
        "start_reason": "P",
        "planned": True,
        **named,
    }


def steps(assessed: str | None, approved: str | None, *updated: str) -> dict[str, Any]:
    taken = {"assessment_completed_date": assessed, "approved_date": approved}
    return {"parent_placement": {**taken, "report_updated_dates": list(updated)}}


def found(*placements: dict[str, Any], **named: Any) -> Found:
    sections: dict[str, Any] = {
        "legal_statuses": [{"legal_status": "C2", "start_date": "2024-01-08"}],
        "reviews": [],
        "plans": [],
        "assessments": [],
        **named,
    }
    as_at = sections.pop("as_at", None)
    return audit_one(CODE, record(placements=list(placements or [home()]), **sections), as_at=as_at)


def of(name: str, *placements: dict[str, Any], **named: Any) -> ObservationRow:
    (row,) = (
        row
        for row in found(*placements, **named).of(CODE)
        if is_about(row, f"/placements/0: {name}")
    )
    return row


class TestPlanned:
    def test_all_taken(self) -> None:
        """Every step on or before the day meets the standard, each for itself."""
        result = found(
            home(**steps("2026-05-20", "2026-06-02")),
            reviews=[{"type": "child_in_care", "date": "2026-05-26"}],
            plans=[{"type": "placement", "agreed_date": "2026-05-29"}],
        )
        rows = {row["evidence"][0].get("note"): row for row in result.of(CODE)}
        assert [rows[step]["done"] for step in STEPS] == [
            "2026-05-20",
            "2026-05-26",
            "2026-06-02",
            "2026-05-29",
        ]
        assert {rows[step]["outcome"] for step in STEPS} == {"met"}

    @pytest.mark.parametrize("step", STEPS)
    def test_none_taken(self, step: str) -> None:
        """A step without a date was not taken."""
        row = of(step)
        assert (row["outcome"], row["due"], row["done"]) == ("not_met", "2026-06-02", None)
        assert (row["days_late"], row["force"]) == (120, "statutory")

    def test_a_day_late(self) -> None:
        """An approval on the day after is a day late."""
        row = of(STEPS[2], home(**steps(None, "2026-06-03")))
        assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", "2026-06-03", 1)

    @pytest.mark.parametrize(
        ("day", "outcome"),
        [("2026-05-05", "met"), ("2026-05-04", "not_met"), ("2026-06-03", "not_met")],
    )
    def test_review(self, day: str, outcome: str) -> None:
        """A review in the 28 days up to and on the day counts."""
        reviews = [{"type": "child_in_care", "date": day}]
        assert of("a review", reviews=reviews)["outcome"] == outcome

    def test_review_of_unknown_type(self) -> None:
        """A review in the window whose type is not recorded cannot be told."""
        assert of("a review", reviews=[{"date": "2026-05-26"}])["outcome"] == "cannot_tell"

    @pytest.mark.parametrize(("day", "outcome"), [("2026-03-02", "met"), ("2026-03-01", "not_met")])
    def test_plan_made_for_it(self, day: str, outcome: str) -> None:
        """A placement plan of more than three months before is not one for this."""
        plans = [{"type": "placement", "start_date": day}]
        assert of("a placement plan", plans=plans)["outcome"] == outcome

    def test_assessment_on_its_own(self) -> None:
        """An authorised assessment of the placement with the parent counts as well."""
        given = [{"type": "placement_with_parent", "authorised_date": "2026-05-20"}]
        row = of("an assessment", assessments=given)
        assert (row["outcome"], row["done"]) == ("met", "2026-05-20")

    @pytest.mark.parametrize(
        ("step", "section"),
        [("a review", "reviews"), ("a placement plan", "plans"), ("an assessment", "assessments")],
    )
    def test_not_exported(self, step: str, section: str) -> None:
        """A step that would stand in a section that was not exported cannot be told."""
        assert of(step, **{section: None})["outcome"] == "cannot_tell"

    def test_a_system_that_cannot_give_it(self) -> None:
        """An approval that the system cannot give cannot be told."""
        coverage = {"placements": {"without": ["approved_date"]}}
        assert of(STEPS[2], coverage=coverage)["outcome"] == "cannot_tell"


class TestUrgent:
    @pytest.mark.parametrize("planned", [False, None])
    def test_windows(self, planned: bool | None) -> None:
        """Not planned, or not said to be: the steps may follow within their windows."""
        rows = {step: of(step, home(planned=planned))["due"] for step in STEPS}
        assert rows == {
            "an assessment": "2026-06-16",
            "a review": "2026-06-16",
            "the nominated officer's approval": "2026-06-30",
            "a placement plan": "2026-06-09",
        }

    def test_decision_runs_from_the_assessment(self) -> None:
        """The approval is due ten working days after the assessment was done."""
        row = of(STEPS[2], home(planned=False, **steps("2026-06-09", "2026-06-24")))
        assert (row["due"], row["days_late"]) == ("2026-06-23", 1)

    def test_late_assessment_gives_no_more_time(self) -> None:
        """A late assessment does not put off the decision beyond the time it should have had."""
        row = of(STEPS[2], home(planned=False, **steps("2026-07-20", "2026-07-01")))
        assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2026-06-30", 1)

    def test_review_before_an_urgent_move_does_not_count(self) -> None:
        """A review before an urgent return did not consider it; where it may be planned it did."""
        reviews = [{"type": "child_in_care", "date": "2026-05-26"}]
        assert of("a review", home(planned=False), reviews=reviews)["outcome"] == "not_met"
        assert of("a review", home(planned=None), reviews=reviews)["outcome"] == "met"

    def test_still_open(self) -> None:
        """A window that ends after the audit date is open."""
        row = of("a review", home(start_date="2026-09-24", planned=False))
        assert (row["outcome"], row["due"]) == ("not_due", "2026-10-08")

    def test_no_longer_home(self) -> None:
        """A child who left again before a step was due: not applicable."""
        row = of("a review", home(planned=False, end_date="2026-06-16"))
        assert row["outcome"] == "not_applicable"

    def test_calendar_ends(self) -> None:
        """Beyond the known bank holidays the steps cannot be told."""
        late = home(start_date="2028-12-29", planned=False)
        result = found(late, exported_on="2029-02-01")
        assert result.outcomes(CODE) == ["cannot_tell"]


class TestReport:
    def test_every_6_months(self) -> None:
        """The report is refreshed six months after the start and from then on."""
        placement = home(start_date="2025-06-02", **steps(None, None, "2025-12-03"))
        row = of("the report after 2 June 2025", placement)
        assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2025-12-02", 1)
        assert row["force"] == "local"
        row = of("the report after 3 December 2025", placement)
        assert (row["outcome"], row["due"]) == ("not_met", "2026-06-03")

    def test_a_system_that_cannot_give_it(self) -> None:
        """Updates that the system cannot give cannot be told."""
        coverage = {"placements": {"without": ["report_updated_dates"]}}
        placement = home(start_date="2026-01-02")
        row = of("the report after 2 January 2026", placement, coverage=coverage)
        assert row["outcome"] == "cannot_tell"


class TestWhenItApplies:
    @pytest.mark.parametrize("code", ["C1", "C2"])
    def test_under_an_order(self, code: str) -> None:
        """A care order and an interim one."""
        orders = [{"legal_status": code, "start_date": "2024-01-08"}]
        assert len(found(legal_statuses=orders).of(CODE)) == 5

    @pytest.mark.parametrize("code", ["V2", "E1"])
    def test_under_no_care_order(self, code: str) -> None:
        """Other legal statuses do not bring the regulation."""
        orders = [{"legal_status": code, "start_date": "2024-01-08"}]
        assert found(legal_statuses=orders).outcomes(CODE) == ["not_applicable"]

    def test_order_made_at_home(self) -> None:
        """An order made while the child is at home starts the clock on its day."""
        orders = [{"legal_status": "C1", "start_date": "2026-07-06"}]
        assert of("an assessment", legal_statuses=orders)["due"] == "2026-07-06"

    def test_interim_order_made_full(self) -> None:
        """A full order that follows an interim one is no second return home."""
        orders = [
            {"legal_status": "C1", "start_date": "2024-01-08", "end_date": "2026-07-06"},
            {"legal_status": "C2", "start_date": "2026-07-06"},
        ]
        assert len(found(legal_statuses=orders).of(CODE)) == 5

    @pytest.mark.parametrize(
        ("end", "outcome"), [("2026-06-03", "not_applicable"), ("2026-06-04", "not_met")]
    )
    def test_over_24_hours(self, end: str, outcome: str) -> None:
        """A placement that ended the next day lasted no more than a day."""
        assert found(home(end_date=end)).outcomes(CODE)[0] == outcome

    @pytest.mark.parametrize("kind", ["U1", "P2", "P3"])
    def test_not_with_a_parent(self, kind: str) -> None:
        """Relatives who foster, and independent living, are no parents."""
        assert found(home(placement_type=kind)).outcomes(CODE) == ["not_applicable"]

    @pytest.mark.parametrize("missing", ["placements", "legal_statuses"])
    def test_section_not_exported(self, missing: str) -> None:
        """Both sections are needed."""
        made = record(placements=[home()], legal_statuses=[])
        del made[missing]
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    def test_orders_not_complete(self) -> None:
        """No order in an incomplete list is not none."""
        coverage = {"legal_statuses": {"complete": False}}
        result = found(legal_statuses=[], coverage=coverage)
        assert result.outcomes(CODE) == ["cannot_tell"]

    def test_settings(self) -> None:
        """Every window is a setting."""
        own = {CODE: {"urgent_assessment": "1 day", "urgent_plan": "2 days", "report": "1 month"}}
        made = record(
            placements=[home(planned=False)],
            legal_statuses=[{"legal_status": "C2", "start_date": "2024-01-08"}],
            reviews=[],
            plans=[],
        )
        dues = {row["due"] for row in audit_one(CODE, made, settings=own).of(CODE)}
        assert dues == {"2026-06-03", "2026-06-04", "2026-06-17", "2026-07-02"}
