"""VIS04: every edge of the standard."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "VIS04"
Json = dict[str, Any]
CARE: Json = {"care_periods": [{"start_date": "2026-01-05"}], "plans": []}
PLACED: Json = {"start_date": "2026-01-05", "placement_type": "U6", "carer_id": "C1"}
DAYS = ("2026-01-09", "2026-02-12", "2026-03-18", "2026-04-20")


def visit(day: str, carer: bool | None, home: bool | None, **named: Any) -> Json:
    made = {"type": "child_in_care", "date": day, "successful": True}
    return {**made, "carer_seen": carer, "bedroom_seen": home, **named}


def found(*visits: Json, **named: Any) -> Found:
    return audit_one(CODE, record(visits=list(visits), **{"placements": [PLACED], **CARE, **named}))


def judged(*seen: tuple[bool | None, bool | None]) -> list[str]:
    """The outcomes of visits at which the carer, and the home, were seen or not."""
    visits = [visit(day, *both) for day, both in zip(DAYS, seen, strict=False)]
    return found(*visits).outcomes(CODE)


class TestEveryOtherVisit:
    @pytest.mark.parametrize(
        ("first", "second", "outcome"),
        [
            ((True, True), (True, True), "met"),
            ((True, True), (False, False), "met"),
            ((False, False), (True, True), "met"),
            ((True, False), (False, True), "met"),
            ((False, True), (False, True), "not_met"),
            ((True, False), (True, False), "not_met"),
            ((False, False), (False, False), "not_met"),
            ((True, None), (True, True), "met"),
            ((True, None), (True, False), "cannot_tell"),
            ((None, True), (None, True), "cannot_tell"),
            ((None, False), (None, False), "not_met"),
        ],
    )
    def test_two_visits(
        self,
        first: tuple[bool | None, bool | None],
        second: tuple[bool | None, bool | None],
        outcome: str,
    ) -> None:
        """Carer and home are each seen at one of two; what is not recorded is not "not seen"."""
        assert judged(first, second) == [outcome]

    def test_each_visit_is_judged_with_the_one_before(self) -> None:
        """Seen at the first of three, the third is judged with the second."""
        assert judged((True, True), (False, False), (False, False)) == ["met", "not_met"]
        both = ((True, True), (False, False), (True, True), (False, False))
        assert judged(*both) == ["met", "met", "met"]

    def test_what_the_observation_says(self) -> None:
        """It names what was not seen, and both visits."""
        row = found(visit(DAYS[0], True, False), visit(DAYS[1], True, False)).only(CODE)
        assert row["message"].endswith("the bedroom or home seen at neither")
        assert [item["pointer"] for item in row["evidence"]] == ["/visits/1", "/visits/0"]
        assert row["on"] == DAYS[1]


class TestWhichVisits:
    def test_a_move_begins_anew(self) -> None:
        """Visits before and after a move are not of one home."""
        moved = [
            {**PLACED, "end_date": "2026-02-02"},
            {**PLACED, "start_date": "2026-02-02", "carer_id": "C2"},
        ]
        visits = (visit(DAYS[0], False, False), visit(DAYS[1], False, False))
        assert found(*visits, placements=moved).outcomes(CODE) == ["not_applicable"]

    def test_a_failed_visit_is_left_out(self) -> None:
        """The visits around it are judged together."""
        failed = visit(DAYS[1], None, None, successful=False)
        result = found(visit(DAYS[0], True, True), failed, visit(DAYS[2], False, False))
        assert result.outcomes(CODE) == ["met"]

    def test_on_a_protection_plan(self) -> None:
        """Protection visits to a child at home are judged too."""
        plan = {"type": "child_protection", "start_date": "2026-01-05"}
        visits = [visit(day, False, True, type="child_protection") for day in DAYS[:2]]
        result = found(*visits, placements=[], care_periods=[], plans=[plan])
        assert result.outcomes(CODE) == ["not_met"]

    def test_one_visit(self) -> None:
        """One alone cannot be judged, and has not failed."""
        assert judged((False, False)) == ["not_applicable"]

    def test_not_exported(self) -> None:
        """Without visits, or without anything that asks for them, it cannot tell."""
        assert audit_one(CODE, record(placements=[PLACED])).outcomes(CODE) == ["cannot_tell"]
        assert audit_one(CODE, record(visits=[])).outcomes(CODE) == ["cannot_tell"]

    def test_no_duty_to_visit(self) -> None:
        """A child never in care and without a plan is not applicable."""
        result = found(placements=[], care_periods=[])
        assert result.outcomes(CODE) == ["not_applicable"]
