"""The duties to visit a child."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.cases.case import NotExported
from qaudit.cases.duties import VisitingDuty, duties_by_plan, duties_in_care
from support import case


def shown(duty: VisitingDuty) -> tuple[str, str | None, list[tuple[str, str, str | None]]]:
    """When a duty holds, and in it which rules."""
    return (
        duty.span.start.isoformat(),
        duty.span.end.isoformat() if duty.span.end else None,
        [
            (rule.name, span.start.isoformat(), span.end.isoformat() if span.end else None)
            for span, rule in duty.ruled
        ],
    )


def placed(*rows: dict[str, Any], **named: Any) -> list[VisitingDuty]:
    made = {
        "care_periods": [{"start_date": "2024-01-08"}],
        "legal_statuses": [],
        "reviews": [],
        "placements": [{"start_date": "2024-01-08", "carer_id": "C1", **row} for row in rows],
    }
    return list(duties_in_care(case(**{**made, **named})))


class TestDutiesInCare:
    def test_one_for_each_carer(self) -> None:
        """The first year has a rule of its own in each stay, then how long it is to last."""
        first, second = placed(
            {"end_date": "2024-03-04", "intended_until_18": False},
            {"start_date": "2024-03-04", "carer_id": "C2", "intended_until_18": True},
        )
        assert shown(first) == (
            "2024-01-08",
            "2024-03-04",
            [("FIRST_YEAR", "2024-01-08", "2024-03-04")],
        )
        assert shown(second) == (
            "2024-03-04",
            "2032-05-17",
            [
                ("FIRST_YEAR", "2024-03-04", "2025-03-04"),
                ("TO_18", "2025-03-04", "2032-05-17"),
            ],
        )
        assert second.in_care
        assert second.perhaps == ()

    def test_how_long_it_is_to_last_is_not_recorded(self) -> None:
        """The stricter rule may hold, and why that is not known is said."""
        (duty,) = placed({})
        assert [rule.name for _, rule in duty.perhaps] == ["NOT_TO_18"]
        assert duty.unclear == ("whether the placement is intended to last to 18 is not recorded")

    @pytest.mark.parametrize(
        ("end", "perhaps"), [("2025-01-07", []), ("2025-01-08", ["NOT_TO_18"])]
    )
    def test_over_before_it_matters(self, end: str, perhaps: list[str]) -> None:
        """What may hold only after a stay was over leaves nothing open in it."""
        (duty,) = placed({"end_date": end})
        assert [rule.name for _, rule in duty.perhaps] == perhaps

    def test_weekly_at_home_to_the_first_review(self) -> None:
        """With a parent on an interim order: weekly to the first review, then as the order asks."""
        (duty,) = placed(
            {
                "placement_type": "P1",
                "intended_until_18": False,
                "parent_placement": {"assessment_completed_date": "2024-01-01"},
            },
            legal_statuses=[{"legal_status": "C1", "start_date": "2024-01-08"}],
            reviews=[{"type": "child_in_care", "date": "2024-02-05"}],
        )
        assert shown(duty)[2] == [
            ("FIRST_YEAR", "2024-01-08", "2025-01-08"),
            ("NOT_TO_18", "2025-01-08", "2032-05-17"),
            ("INTERIM_ORDER", "2024-01-08", "2032-05-17"),
            ("TO_FIRST_REVIEW", "2024-01-08", "2024-02-05"),
        ]

    def test_a_full_order_made_at_home(self) -> None:
        """It ends the duty before it and begins one of its own."""
        before, after = placed(
            {
                "placement_type": "P1",
                "parent_placement": {"assessment_completed_date": "2024-01-01"},
            },
            legal_statuses=[
                {"legal_status": "C1", "start_date": "2024-01-08", "end_date": "2024-06-03"},
                {"legal_status": "C2", "start_date": "2024-06-03"},
            ],
        )
        assert before.span.end == after.span.start
        assert after.begins == "full care order at home on 3 June 2024"
        assert after.item.pointer == "/legal_statuses/1"
        assert [rule.name for _, rule in after.ruled][-1] == "FULL_ORDER"

    def test_under_a_full_order_from_the_start(self) -> None:
        """An order that was there before the child came home begins nothing of its own."""
        (duty,) = placed(
            {"placement_type": "P1"},
            legal_statuses=[{"legal_status": "C2", "start_date": "2024-01-08"}],
        )
        assert [rule.name for _, rule in duty.ruled] == [
            "FIRST_YEAR",
            "TO_18",
            "UNASSESSED",
            "TO_FIRST_REVIEW",
            "FULL_ORDER",
        ]

    @pytest.mark.parametrize(
        ("named", "why"),
        [
            ({"care_periods": []}, "in no period of care that is recorded"),
            (
                {"care_periods": [], "coverage": {"care_periods": {"complete": False}}},
                "whether the child was in care: the export of care periods is not complete",
            ),
        ],
    )
    def test_in_no_period_of_care(self, named: dict[str, Any], why: str) -> None:
        """Whether regulation 28 applies is then not known."""
        (duty,) = placed({}, **named)
        assert duty.doubtful == why

    def test_placed_for_adoption(self) -> None:
        """From then on other regulations set the visits."""
        before, after = placed(
            {"end_date": "2024-09-02"},
            {"start_date": "2024-09-02", "placement_type": "A5", "start_reason": "T"},
        )
        assert before.span.end == after.span.start
        assert not before.exempt
        assert after.exempt.startswith("placed for adoption")

    def test_short_breaks(self) -> None:
        """Other rules hold for a child who is only away for a time."""
        (duty,) = placed({}, legal_statuses=[{"legal_status": "V4", "start_date": "2024-01-08"}])
        assert duty.exempt == "short breaks: other timings, not judged here"

    def test_not_exported(self) -> None:
        """Placements that were not exported are not none."""
        with pytest.raises(NotExported):
            duties_in_care(case())


class TestDutiesByPlan:
    def test_in_need_where_nothing_else_asks_for_more(self) -> None:
        """A child in need plan left open in care, or on a protection plan, sets nothing."""
        found = duties_by_plan(
            case(
                plans=[
                    {"type": "child_in_need", "start_date": "2024-01-08"},
                    {
                        "type": "child_protection",
                        "start_date": "2024-03-04",
                        "end_date": "2024-06-03",
                    },
                ],
                care_periods=[{"start_date": "2024-09-02", "end_date": "2025-01-06"}],
            )
        )
        assert [shown(duty)[:2] for duty in found] == [
            ("2024-03-04", "2024-06-03"),
            ("2024-01-08", "2024-03-04"),
            ("2024-06-03", "2024-09-02"),
            ("2025-01-06", "2032-05-17"),
        ]
        assert [duty.in_care for duty in found] == [False] * 4
