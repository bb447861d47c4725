"""PRO05: months on a child protection plan, and a second plan, with no change of approach.

The plan began on 4 March 2025, unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, is_about, record

CODE = "PRO05"
BEGAN = "2025-03-04"
SAYS = "Agreed: a different approach."
RECORDED = ("oversight", "reviews", "court_proceedings", "care_periods")
NOTHING: dict[str, Any] = {section: [] for section in RECORDED}


def plan(start: str | None = BEGAN, end: str | None = None, **named: Any) -> dict[str, Any]:
    return {"type": "child_protection", "start_date": start, "end_date": end, **named}


def found(*plans: dict[str, Any], as_at: str | None = None, **named: Any) -> Found:
    made = record(**{**NOTHING, "plans": list(plans) or [plan()], **named})
    return audit_one(CODE, made, as_at=as_at)


def directed(day: str, text: str | None = SAYS, kind: str = "case_direction") -> dict[str, Any]:
    return {"date": day, "type": kind, "text": text}


def review(day: str, **named: Any) -> dict[str, Any]:
    return {"type": "child_protection", "date": day, "decisions": [], **named}


def length(result: Found, index: int = 0) -> ObservationRow:
    """How long a plan lasted."""
    about = f"/plans/{index}: how long it lasts"
    (row,) = [row for row in result.of(CODE) if is_about(row, about)]
    return row


def again(result: Found, index: int = 1) -> ObservationRow:
    """What came of its following another."""
    about = f"/plans/{index}: after another plan"
    (row,) = [row for row in result.of(CODE) if is_about(row, about)]
    return row


class TestFifteenMonths:
    def test_nothing_changed(self) -> None:
        """Not met from the day after, late to the last day that is known."""
        row = found().only(CODE)
        assert (row["outcome"], row["due"], row["done"]) == ("not_met", "2026-06-04", None)
        assert (row["days_late"], row["on"]) == (118, "2026-09-30")
        assert (row["force"], row["axis"]) == ("local", "quality")
        assert row["facts"] == {"days": 575}

    def test_due_on_the_audit_date(self) -> None:
        """The day on which the months are over is still open."""
        row = found(as_at="2026-06-04").only(CODE)
        assert (row["outcome"], row["due"]) == ("not_due", "2026-06-04")
        assert found(as_at="2026-06-05").only(CODE)["days_late"] == 1

    @pytest.mark.parametrize("kind", ["pre_proceedings", "care"])
    @pytest.mark.parametrize(
        ("day", "outcome", "late"), [("2026-06-04", "not_due", None), ("2026-06-05", "not_met", 1)]
    )
    def test_proceedings(self, kind: str, day: str, outcome: str, late: int | None) -> None:
        """Begun in time they start the months again; a day later they are late."""
        row = found(court_proceedings=[{"type": kind, "start_date": day}]).only(CODE)
        assert (row["outcome"], row["days_late"]) == (outcome, late)
        assert row["evidence"][1]["pointer"] == "/court_proceedings/0"
        assert row["due"] == ("2027-09-04" if outcome == "not_due" else "2026-06-04")

    def test_met_where_the_plan_ended_after_a_change(self) -> None:
        """And the day it changed is shown."""
        court = [{"type": "care", "start_date": "2026-05-04"}]
        row = found(plan(end="2026-08-03"), court_proceedings=court).only(CODE)
        assert (row["outcome"], row["done"], row["due"]) == ("met", "2026-05-04", "2026-06-04")

    def test_other_proceedings(self) -> None:
        """Are no change of approach."""
        court = [{"type": "other", "start_date": "2026-05-04"}]
        assert found(court_proceedings=court).only(CODE)["outcome"] == "not_met"

    def test_entry_to_care(self) -> None:
        """Is one."""
        row = found(plan(end="2026-07-01"), care_periods=[{"start_date": "2026-06-01"}]).only(CODE)
        assert (row["outcome"], row["done"]) == ("met", "2026-06-01")
        assert found(care_periods=None, placements=[]).outcomes(CODE) == ["not_met"]
        placed = [{"start_date": "2026-06-01", "start_reason": "S"}]
        row = found(plan(end="2026-07-01"), care_periods=None, placements=placed).only(CODE)
        assert (row["outcome"], row["done"]) == ("met", "2026-06-01")

    def test_a_change_starts_the_months_again(self) -> None:
        """One of long ago does not last for ever."""
        early = [directed("2025-05-06")]
        row = found(oversight=early).only(CODE)
        assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2026-08-06", 55)
        assert "the same approach since 6 May 2025" in row["message"]

    def test_the_first_time_that_was_too_long(self) -> None:
        """Is the one that is shown, though the approach was changed later."""
        late = [directed("2026-06-08"), directed("2026-09-07")]
        row = found(oversight=late).only(CODE)
        assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", "2026-06-08", 4)

    def test_two_times_that_were_too_long(self) -> None:
        """The first of them is shown."""
        changed = [directed("2024-06-03")]
        row = found(plan("2023-01-09"), oversight=changed).only(CODE)
        assert (row["due"], row["done"], row["days_late"]) == ("2024-04-09", "2024-06-03", 55)

    def test_too_long_and_then_unclear(self) -> None:
        """What is known to have been too long is not met."""
        records = [directed("2024-06-03"), directed("2025-01-06", None)]
        row = found(plan("2023-01-09"), oversight=records).only(CODE)
        assert (row["outcome"], row["due"]) == ("not_met", "2024-04-09")


class TestPlans:
    def test_ended_before(self) -> None:
        """A plan that ended in 15 months has not drifted."""
        row = found(plan(end="2026-06-04")).only(CODE)
        assert (row["outcome"], row["on"], row["due"]) == ("met", "2026-06-04", None)
        assert row["message"] == (
            "on a child protection plan from 4 March 2025 to 4 June 2026, no longer than 15 months"
        )
        assert found(plan(end="2026-06-05")).only(CODE)["outcome"] == "not_met"

    def test_ended_long_ago(self) -> None:
        """It keeps its miss, late to the day it ended."""
        row = found(plan("2023-01-09", "2024-06-10")).only(CODE)
        assert (row["outcome"], row["days_late"], row["on"]) == ("not_met", 62, "2024-06-10")

    def test_versions_are_one_plan(self) -> None:
        """A new version starts nothing again."""
        row = found(plan(end="2026-02-02"), plan("2026-02-02")).only(CODE)
        assert (row["outcome"], row["due"]) == ("not_met", "2026-06-04")

    def test_eighteenth_birthday(self) -> None:
        """Nobody is on a plan after it."""
        assert found(child={"date_of_birth": "2008-06-04"}).outcomes(CODE) == ["met"]
        assert found(child={"date_of_birth": "2008-06-05"}).outcomes(CODE) == ["not_met"]


class TestWords:
    @pytest.mark.parametrize(
        ("text", "outcome"),
        [
            (SAYS, "not_due"),
            ("Legal planning meeting on Monday.", "not_due"),
            ("PLO to start.", "not_due"),
            ("The plan is not working; change of approach agreed.", "not_due"),
            ("Good visit, carry on.", "not_met"),
            ("No change of approach.", "not_met"),
            ("This does not need a different approach.", "not_met"),
            ("We can't issue proceedings.", "not_met"),
            ("If nothing improves, legal planning.", "not_met"),
            ("Legal planning to be considered.", "not_met"),
            ("Consider pre-proceedings. Legal planning on Monday.", "not_due"),
            ("Explosions at school.", "not_met"),
        ],
    )
    def test_of_a_manager(self, text: str, outcome: str) -> None:
        """A change that is denied, depends on something or is put off is none."""
        row = found(oversight=[directed("2026-05-04", text)]).only(CODE)
        assert row["outcome"] == outcome

    def test_shown_by_their_place(self) -> None:
        """By pointer and offset, and never the words."""
        row = found(oversight=[directed("2026-05-04")]).only(CODE)
        assert (row["evidence"][1]["pointer"], row["evidence"][1]["label"]) == (
            "/oversight/0/text",
            "a change of approach, characters 10 to 28",
        )
        assert "different" not in str(row)

    def test_of_a_review(self) -> None:
        """A decision of a protection review counts, and one held because the plan changed."""
        decided = review("2026-05-04", decisions=[{"text": "Chase school."}, {"text": SAYS}])
        row = found(reviews=[decided]).only(CODE)
        assert (row["outcome"], row["due"]) == ("not_due", "2027-08-04")
        assert row["evidence"][1]["pointer"] == "/reviews/0/decisions/1/text"
        changed = review("2026-05-04", trigger="plan_change", decisions=None)
        row = found(reviews=[changed]).only(CODE)
        assert (row["outcome"], row["evidence"][1]["pointer"]) == ("not_due", "/reviews/0")

    @pytest.mark.parametrize("named", [{"type": "child_in_need"}, {"cancelled": True}])
    def test_of_another_review(self, named: dict[str, Any]) -> None:
        """Those of other plans do not count, nor those that were not held."""
        other = review("2026-05-04", decisions=[{"text": SAYS}], **named)
        assert found(reviews=[other]).only(CODE)["outcome"] == "not_met"

    def test_are_a_setting(self) -> None:
        """A council may say it otherwise."""
        made = record(
            **{**NOTHING, "plans": [plan()], "oversight": [directed("2026-05-04", "Plan B.")]}
        )
        row = audit_one(CODE, made, settings={CODE: {"changes": ["plan b"]}}).only(CODE)
        assert row["outcome"] == "not_due"


class TestSecondPlan:
    FIRST = plan("2024-01-08", "2024-07-08")

    @pytest.mark.parametrize(
        ("start", "outcome"), [("2026-07-08", "not_due"), ("2026-07-09", "met")]
    )
    def test_within_24_months_of_the_end(self, start: str, outcome: str) -> None:
        """Then a change of approach is due; later there is nothing to answer for."""
        result = found(self.FIRST, plan(start))
        assert (again(result)["outcome"], again(result)["on"]) == (outcome, start)
        assert [one["pointer"] for one in again(result)["evidence"]] == ["/plans/1", "/plans/0"]
        assert length(result)["outcome"] == "met"

    @pytest.mark.parametrize(
        ("day", "outcome", "late"), [("2025-06-04", "met", None), ("2025-06-05", "not_met", 1)]
    )
    def test_a_change_within_three_months(self, day: str, outcome: str, late: int | None) -> None:
        """By the time of its first review; a day later is late."""
        row = again(found(self.FIRST, plan(end="2026-01-05"), oversight=[directed(day)]))
        assert (row["outcome"], row["due"], row["done"]) == (outcome, "2025-06-04", day)
        assert row["days_late"] == late
        assert row["evidence"][2]["pointer"] == "/oversight/0/text"

    @pytest.mark.parametrize(("day", "outcome"), [("2024-07-08", "met"), ("2024-07-07", "not_met")])
    def test_a_change_before_it_began(self, day: str, outcome: str) -> None:
        """Counts from the day the first plan ended; one of the first plan does not."""
        result = found(self.FIRST, plan(end="2026-01-05"), oversight=[directed(day)])
        assert again(result)["outcome"] == outcome

    @pytest.mark.parametrize(
        ("left", "outcome"), [("2024-07-09", "met"), ("2024-07-08", "not_met")]
    )
    def test_in_care_when_the_first_ended(self, left: str, outcome: str) -> None:
        """Then the child went another way in between."""
        care = [{"start_date": "2024-05-13", "end_date": left}]
        row = again(found(self.FIRST, plan(end="2026-01-05"), care_periods=care))
        assert row["outcome"] == outcome
        if outcome == "met":
            assert (row["done"], row["evidence"][2]["pointer"]) == ("2024-07-08", "/care_periods/0")

    def test_still_open(self) -> None:
        """To the last day of the three months."""
        assert again(found(self.FIRST, plan(), as_at="2025-06-04"))["outcome"] == "not_due"
        assert again(found(self.FIRST, plan(), as_at="2025-06-05"))["outcome"] == "not_met"

    def test_ended_before_a_change_was_due(self) -> None:
        """Not applicable, unless there was a change."""
        ended = found(self.FIRST, plan(end="2025-06-04"))
        assert again(ended)["outcome"] == "not_applicable"
        assert again(found(self.FIRST, plan(end="2025-06-05")))["outcome"] == "not_met"

    def test_a_third(self) -> None:
        """Follows the second, and not the first."""
        result = found(self.FIRST, plan(end="2025-09-04"), plan("2026-01-05"))
        assert [again(result, 1)["outcome"], again(result, 2)["outcome"]] == ["not_met"] * 2
        assert again(result, 2)["due"] == "2026-04-05"
        assert again(result, 2)["evidence"][1]["pointer"] == "/plans/1"

    def test_plans_known_from_a_date(self) -> None:
        """Whether there was one soon before cannot be told."""
        row = again(found(plan("2026-01-05"), coverage={"plans": {"from": "2024-01-06"}}), 0)
        assert row["outcome"] == "cannot_tell"
        known = found(plan("2026-01-05"), coverage={"plans": {"from": "2024-01-05"}})
        assert known.outcomes(CODE) == ["not_due"]

    def test_unclear(self) -> None:
        """A decision without its words may have been one."""
        silent = [directed("2025-06-04", None)]
        assert again(found(self.FIRST, plan(), oversight=silent))["outcome"] == "cannot_tell"
        late = [directed("2025-06-05", None)]
        assert again(found(self.FIRST, plan(), oversight=late))["outcome"] == "not_met"


class TestUnknown:
    @pytest.mark.parametrize("section", RECORDED)
    def test_a_section_that_was_not_exported(self, section: str) -> None:
        """A change may stand there, unless one is recorded elsewhere."""
        named: dict[str, Any] = {section: None}
        assert found(**named).only(CODE)["outcome"] == "cannot_tell"
        other = "oversight" if section != "oversight" else "court_proceedings"
        change = {
            "oversight": [directed("2026-05-04")],
            "court_proceedings": [{"type": "care", "start_date": "2026-05-04"}],
        }[other]
        row = found(plan(end="2026-08-03"), **{**named, other: change}).only(CODE)
        assert row["outcome"] == "met"

    def test_known_from_a_date_inside(self) -> None:
        """A change may have been recorded before."""
        coverage = {"oversight": {"from": "2025-06-02"}}
        assert found(coverage=coverage).only(CODE)["outcome"] == "cannot_tell"

    @pytest.mark.parametrize(
        "named",
        [
            {"oversight": [directed("2026-05-04", None, "decision")]},
            {"reviews": [review("2026-05-04", decisions=None)]},
            {"reviews": [review("2026-05-04", type=None)]},
        ],
    )
    def test_what_was_decided_is_not_recorded(self, named: dict[str, Any]) -> None:
        """A change may have been decided."""
        assert found(**named).only(CODE)["outcome"] == "cannot_tell"

    def test_a_record_that_decides_nothing(self) -> None:
        """A sign-off without words leaves nothing open."""
        signed = [directed("2026-05-04", None, "sign_off")]
        assert found(oversight=signed).only(CODE)["outcome"] == "not_met"

    def test_record_ends_before_the_audit(self) -> None:
        """A time that was over between the two cannot be told."""
        row = found(exported_on="2026-06-01", as_at="2026-06-10").only(CODE)
        assert row["outcome"] == "cannot_tell"

    def test_no_plan_not_exported_and_undated(self) -> None:
        """Not applicable; cannot tell; cannot tell."""
        other = {"type": "child_in_need", "start_date": BEGAN}
        assert found(other).outcomes(CODE) == ["not_applicable"]
        assert found(plans=None).outcomes(CODE) == ["cannot_tell"]
        assert found(plan(None)).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize("setting", ["drift", "second", "answered"])
    def test_beyond_the_known_bank_holidays(self, setting: str) -> None:
        """Working days, if a council sets them, are not counted where they are not known."""
        plans = [plan("2028-03-06", "2028-09-04"), plan("2028-12-04")]
        made = record(**{**NOTHING, "plans": plans}, exported_on="2029-09-03")
        result = audit_one(CODE, made, settings={CODE: {setting: "320 working days"}})
        assert "cannot_tell" in result.outcomes(CODE)
        assert "error" not in result.outcomes(CODE)


def test_settings() -> None:
    """Each time is a setting."""
    plans = [plan("2024-01-08", "2024-07-08"), plan()]
    made = record(**{**NOTHING, "plans": plans})
    tables = {CODE: {"drift": "19 months", "second": "6 months", "answered": "2 years"}}
    result = audit_one(CODE, made, settings=tables)
    assert (length(result, 1)["outcome"], again(result)["outcome"]) == ("not_due", "met")
    tables = {CODE: {"answered": "2 years"}}
    assert again(audit_one(CODE, made, settings=tables))["outcome"] == "not_due"
