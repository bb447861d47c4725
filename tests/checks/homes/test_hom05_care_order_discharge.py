"""HOM05: every edge of the standard."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "HOM05"
SAYS = "Agreed not to apply to discharge the order."


def home(start: str = "2025-03-03", **named: Any) -> dict[str, Any]:
    return {"start_date": start, "placement_type": "P1", "carer_id": "M1", **named}


def found(*placements: dict[str, Any], as_at: str | None = None, **named: Any) -> Found:
    sections: dict[str, Any] = {
        "legal_statuses": [{"legal_status": "C2", "start_date": "2024-01-08"}],
        "court_proceedings": [],
        "oversight": [],
        "reviews": [],
        **named,
    }
    made = record(placements=list(placements or [home()]), **sections)
    return audit_one(CODE, made, as_at=as_at)


def decided(day: str, text: str = SAYS, kind: str = "decision") -> dict[str, Any]:
    return {"oversight": [{"date": day, "type": kind, "text": text}]}


class TestTwelveMonths:
    def test_nothing(self) -> None:
        """Without application or decision it is not met from a year on, to the audit date."""
        row = found().only(CODE)
        assert (row["outcome"], row["due"], row["done"]) == ("not_met", "2026-03-03", None)
        assert (row["days_late"], row["on"]) == (211, "2026-09-30")
        assert row["facts"] == {"serious": False}

    @pytest.mark.parametrize(
        ("day", "outcome", "late"), [("2026-03-03", "met", None), ("2026-03-04", "not_met", 1)]
    )
    def test_application(self, day: str, outcome: str, late: int | None) -> None:
        """Discharge proceedings begun within the year meet it; a day later they are late."""
        court = [{"type": "discharge", "start_date": day}]
        row = found(court_proceedings=court).only(CODE)
        assert (row["outcome"], row["done"], row["days_late"]) == (outcome, day, late)
        assert row["evidence"][1]["pointer"] == "/court_proceedings/0"

    def test_care_proceedings_are_no_application(self) -> None:
        """Other proceedings do not count."""
        court = [{"type": "care", "start_date": "2025-06-02"}]
        assert found(court_proceedings=court).only(CODE)["outcome"] == "not_met"

    def test_decision_with_its_words(self) -> None:
        """A manager's decision counts, and the words it rests on are shown."""
        row = found(**decided("2025-09-01")).only(CODE)
        assert (row["outcome"], row["done"]) == ("met", "2025-09-01")
        assert row["evidence"][1]["pointer"] == "/oversight/0/text"
        assert row["evidence"][1].get("note") == "words at 23 to 32"

    def test_decision_of_a_review(self) -> None:
        """A review's decision counts on the day of the review."""
        reviews = [{"type": "child_in_care", "date": "2025-09-01", "decisions": [{"text": SAYS}]}]
        row = found(reviews=reviews).only(CODE)
        assert (row["outcome"], row["done"]) == ("met", "2025-09-01")
        assert row["evidence"][1]["pointer"] == "/reviews/0/decisions/0/text"

    @pytest.mark.parametrize(
        "text",
        [
            "Decision about discharge of the order to be timetabled",
            "Consider discharging the order.",
            "Discharged from hospital. The order stands.",
            "",
        ],
    )
    def test_no_decision(self, text: str) -> None:
        """A decision still to come, and a discharge of something else, are none."""
        assert found(**decided("2025-09-01", text)).only(CODE)["outcome"] == "not_met"

    def test_record_of_another_kind(self) -> None:
        """A direction that speaks of it is no decision."""
        row = found(**decided("2025-09-01", kind="case_direction")).only(CODE)
        assert row["outcome"] == "not_met"

    def test_decision_before_going_home(self) -> None:
        """What was decided before the child went home does not count."""
        assert found(**decided("2025-03-02")).only(CODE)["outcome"] == "not_met"

    def test_the_decision_shown_is_the_one_that_counts(self) -> None:
        """Of two decisions, one of them before the child went home, the other is shown."""
        both = [*decided("2025-03-02")["oversight"], *decided("2025-09-01")["oversight"]]
        row = found(oversight=both).only(CODE)
        assert row["evidence"][1]["pointer"] == "/oversight/1/text"

    def test_still_open(self) -> None:
        """Within the year it is not due."""
        row = found(home("2025-10-01")).only(CODE)
        assert (row["outcome"], row["due"]) == ("not_due", "2026-10-01")

    @pytest.mark.parametrize(("start", "serious"), [("2024-09-30", False), ("2024-09-29", True)])
    def test_seriously_beyond_24_months(self, start: str, serious: bool) -> None:
        """Beyond twenty-four months it is seriously overdue."""
        row = found(home(start)).only(CODE)
        assert (row["outcome"], row["facts"]) == ("not_met", {"serious": serious})
        assert ("seriously" in row["message"]) is serious


class TestWhenItApplies:
    def test_full_order_made_at_home(self) -> None:
        """The year runs from the full order, if it was made later."""
        orders = [
            {"legal_status": "C1", "start_date": "2024-01-08", "end_date": "2025-06-02"},
            {"legal_status": "C2", "start_date": "2025-06-02"},
        ]
        assert found(legal_statuses=orders).only(CODE)["due"] == "2026-06-02"

    @pytest.mark.parametrize(
        ("end", "outcomes"), [("2026-03-03", ["not_applicable"]), ("2026-03-04", ["not_met"])]
    )
    def test_left_home_or_the_order_ended(self, end: str, outcomes: list[str]) -> None:
        """A time at home that ended by the end of the year is not judged; a miss is kept."""
        assert found(home(end_date=end)).outcomes(CODE) == outcomes
        orders = [{"legal_status": "C2", "start_date": "2024-01-08", "end_date": end}]
        assert found(legal_statuses=orders).outcomes(CODE) == outcomes

    def test_kept_miss_ends_with_the_time_at_home(self) -> None:
        """The days late of a time that ended run to its end."""
        row = found(home(end_date="2026-03-13")).only(CODE)
        assert (row["on"], row["days_late"]) == ("2026-03-13", 10)

    def test_from_one_parent_to_the_other(self) -> None:
        """Going from one parent to the other does not start the year again."""
        other = home("2025-09-01", carer_id="F1", start_reason="P")
        assert found(home(end_date="2025-09-01"), other).only(CODE)["due"] == "2026-03-03"

    def test_interim_order(self) -> None:
        """An interim order is not judged here."""
        orders = [{"legal_status": "C1", "start_date": "2024-01-08"}]
        assert found(legal_statuses=orders).outcomes(CODE) == ["not_applicable"]

    @pytest.mark.parametrize("missing", ["court_proceedings", "oversight", "reviews"])
    def test_where_a_decision_would_stand(self, missing: str) -> None:
        """A section in which a decision may stand was not exported: cannot tell."""
        assert found(**{missing: None}).only(CODE)["outcome"] == "cannot_tell"
        kept = (
            decided("2025-09-01")
            if missing != "oversight"
            else {"court_proceedings": [{"type": "discharge", "start_date": "2025-09-01"}]}
        )
        assert found(**{missing: None, **kept}).only(CODE)["outcome"] == "met"

    @pytest.mark.parametrize("missing", ["placements", "legal_statuses"])
    def test_section_not_exported(self, missing: str) -> None:
        """Both sections are needed."""
        made = record(placements=[home()], legal_statuses=[])
        del made[missing]
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    def test_settings(self) -> None:
        """Both lengths of time are settings."""
        made = record(
            placements=[home()],
            legal_statuses=[{"legal_status": "C2", "start_date": "2024-01-08"}],
            court_proceedings=[],
            oversight=[],
            reviews=[],
        )
        own = {CODE: {"decided": "6 months", "serious": "18 months"}}
        row = audit_one(CODE, made, settings=own).only(CODE)
        assert (row["due"], row["facts"]) == ("2025-09-03", {"serious": True})
