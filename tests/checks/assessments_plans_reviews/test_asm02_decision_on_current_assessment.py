"""ASM02: every life decision rests on an assessment of six months at most.

The move was on Wednesday 4 March 2026: six months before it is 4 September 2025, and the 45th
working day after it is Monday 11 May.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "ASM02"
MOVE = "2026-03-04"


def assessments(*authorised: str, **named: Any) -> list[dict[str, Any]]:
    return [{"type": "child_in_care", "authorised_date": day, **named} for day in authorised]


def found(*authorised: str, as_at: str | None = None, settings: Any = None, **named: Any) -> Found:
    made = record(**{"assessments": assessments(*authorised), **named})
    return audit_one(CODE, made, as_at=as_at, settings=settings)


def placements(*, planned: bool | None, **named: Any) -> list[dict[str, Any]]:
    return [
        {"start_date": "2024-01-08", "end_date": MOVE, "carer_id": "C1", "start_reason": "S"},
        {"start_date": MOVE, "carer_id": "C2", "planned": planned, **named},
    ]


def moved(*authorised: str, planned: bool | None, **named: Any) -> ObservationRow:
    standing = {"placements": placements(planned=planned), **named}
    return found(*authorised, **standing).only(CODE)


class TestPlannedMove:
    @pytest.mark.parametrize(
        ("authorised", "outcome", "late"),
        [
            ("2025-09-03", "not_met", 210),
            ("2025-09-04", "met", None),
            ("2026-03-04", "met", None),
            ("2026-03-05", "not_met", 1),
        ],
    )
    def test_six_months_up_to_the_day(
        self, authorised: str, outcome: str, late: int | None
    ) -> None:
        """Both days count; what comes after is late."""
        row = moved(authorised, planned=True)
        assert (row["outcome"], row["due"], row["days_late"]) == (outcome, MOVE, late)
        assert (row["on"], row["evidence"][0]["pointer"]) == (MOVE, "/placements/1")

    def test_the_assessment_it_rests_on_is_shown(self) -> None:
        """By its place in the record."""
        row = moved("2024-01-02", "2026-01-12", planned=True)
        assert row["done"] == "2026-01-12"
        assert row["evidence"][1]["pointer"] == "/assessments/1"

    def test_the_interval_is_a_setting(self) -> None:
        """With 12 months an older one will do."""
        made = found(
            "2025-03-04",
            placements=placements(planned=True),
            settings={CODE: {"before": "12 months"}},
        )
        assert made.outcomes(CODE) == ["met"]


class TestUnplannedMove:
    @pytest.mark.parametrize("planned", [False, None])
    @pytest.mark.parametrize(
        ("authorised", "outcome"),
        [
            ("2025-09-03", "not_met"),
            ("2025-09-04", "met"),
            ("2026-05-11", "met"),
            ("2026-05-12", "not_met"),
        ],
    )
    def test_before_it_or_45_working_days_after(
        self, planned: bool | None, authorised: str, outcome: str
    ) -> None:
        """Unplanned, or not recorded whether: either will do."""
        row = moved(authorised, planned=planned)
        assert (row["outcome"], row["due"]) == (outcome, "2026-05-11")

    def test_the_last_day_is_still_open(self) -> None:
        """Due on the audit date is not yet late."""
        assert moved(planned=False, as_at="2026-05-11")["outcome"] == "not_due"
        assert moved(planned=False, as_at="2026-05-12")["outcome"] == "not_met"


class TestWhichAssessments:
    @pytest.mark.parametrize(
        ("named", "outcome"),
        [
            ({"type": "parenting"}, "not_met"),
            ({"type": "parenting", "covers_child_needs": True}, "met"),
            ({"covers_child_needs": False}, "not_met"),
            ({"type": None}, "cannot_tell"),
            ({"authorised_date": None, "start_date": "2026-01-12"}, "not_met"),
        ],
    )
    def test_those_that_cover_the_childs_needs(self, named: dict[str, Any], outcome: str) -> None:
        """As for ASM01; one that is not authorised does not count."""
        row = moved(planned=True, assessments=assessments("2026-01-12", **named))
        assert row["outcome"] == outcome

    def test_known_only_from_a_day_inside_the_window(self) -> None:
        """Cannot tell; one that is seen is met."""
        covered = {"assessments": {"from": "2026-01-01"}}
        assert moved(planned=True, coverage=covered)["outcome"] == "cannot_tell"
        assert moved("2026-01-12", planned=True, coverage=covered)["outcome"] == "met"


class TestWhichDecisions:
    @pytest.mark.parametrize(
        ("named", "what", "pointer"),
        [
            (
                {"placements": placements(planned=True, placement_type="P1")},
                "return home",
                "/placements/1",
            ),
            (
                {
                    "placements": [
                        {
                            "start_date": "2024-01-08",
                            "start_reason": "S",
                            "long_term_match": {"ratified_date": MOVE},
                        }
                    ]
                },
                "long-term match",
                "/placements/0/long_term_match",
            ),
            (
                {
                    "care_periods": [{"start_date": "2024-01-08"}],
                    "plans": [
                        {
                            "type": "care",
                            "agreed_date": day,
                            "permanence_goals": [{"goal": goal, "role": "primary"}],
                        }
                        for day, goal in (("2024-02-01", "RETURN6M"), (MOVE, "LTFOST18"))
                    ],
                },
                "change of permanence goal",
                "/plans/1",
            ),
            (
                {
                    "care_periods": [
                        {"start_date": "2024-01-08", "end_date": MOVE, "end_reason": "E4A"}
                    ]
                },
                "return home",
                "/care_periods/0",
            ),
            (
                {
                    "legal_statuses": [
                        {"legal_status": "C1", "start_date": "2024-01-08"},
                        {"legal_status": "C2", "start_date": MOVE},
                    ]
                },
                "change of legal status",
                "/legal_statuses/1",
            ),
            (
                {"referrals": [{"received_at": "2025-01-06T09:00:00Z", "closure_date": MOVE}]},
                "closing of the case",
                "/referrals/0",
            ),
        ],
    )
    def test_each_kind_is_judged(self, named: dict[str, Any], what: str, pointer: str) -> None:
        """On its day: an assessment six months before it is met, one a day older is not."""
        row = found("2025-09-04", **named).only(CODE)
        assert (row["outcome"], row["on"]) == ("met", MOVE)
        assert (row["evidence"][0]["pointer"], row["evidence"][0]["note"]) == (pointer, what)
        assert found("2025-09-03", **named).outcomes(CODE) == ["not_met"]

    @pytest.mark.parametrize(
        "named",
        [
            {"legal_statuses": [{"legal_status": "C1", "start_date": MOVE}]},
            {
                "legal_statuses": [
                    {"legal_status": "C1", "start_date": day} for day in ("2024-01-08", MOVE)
                ]
            },
            {
                "referrals": [
                    {
                        "received_at": "2026-03-02T09:00:00Z",
                        "closure_date": MOVE,
                        "no_further_action": True,
                    }
                ]
            },
            {"care_periods": [{"start_date": "2024-01-08", "end_date": MOVE, "end_reason": "E5"}]},
            {"placements": [{"start_date": MOVE, "start_reason": "S"}]},
        ],
        ids=["first status", "same status", "no further action", "another end", "entry"],
    )
    def test_what_is_no_such_decision(self, named: dict[str, Any]) -> None:
        """With every other section there and empty: not applicable."""
        sections = ("placements", "plans", "legal_statuses", "care_periods", "referrals")
        empty: dict[str, Any] = {name: [] for name in sections}
        assert found(**{**empty, **named}).outcomes(CODE) == ["not_applicable"]

    def test_police_protection_cannot_wait(self) -> None:
        """An assessment within 45 working days after it will do."""
        statuses = [
            {"legal_status": "V2", "start_date": "2024-01-08"},
            {"legal_status": "L1", "start_date": MOVE},
        ]
        assert found("2026-05-11", legal_statuses=statuses).outcomes(CODE) == ["met"]

    def test_a_move_that_is_unclear_cannot_be_told(self) -> None:
        """Neither carers nor reasons are recorded."""
        unclear = [{"start_date": "2024-01-08", "end_date": MOVE}, {"start_date": MOVE}]
        assert found("2026-01-12", placements=unclear).outcomes(CODE) == ["cannot_tell"]


class TestNothingToJudge:
    def test_assessments_not_exported(self) -> None:
        """Cannot tell."""
        made = record(placements=placements(planned=True))
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    def test_no_decision_seen_and_sections_missing(self) -> None:
        """There may have been one."""
        made = found("2026-01-12", placements=[])
        assert made.outcomes(CODE) == ["cannot_tell"]
        assert made.result.silent[0]["reason"] == "no decision is seen, but plans not exported"
