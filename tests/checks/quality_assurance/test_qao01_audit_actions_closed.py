"""QAO01: the actions of audits, how they were agreed and what came of them.

The audit is of 3 February 2026.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, is_about, record

CODE = "QAO01"
SHOWN = {"evidence": "visit of 20 March", "impact": "She says that she is listened to."}
WHOLE: dict[str, Any] = {
    "description": "Ask her about the move.",
    "owner": "W-7",
    "due_date": "2026-03-27",
    "completed_date": "2026-03-20",
    **SHOWN,
}
POINTER = "/audits/0/actions/0"


def action(**named: Any) -> dict[str, Any]:
    return {**WHOLE, **named}


def found(*actions: dict[str, Any], as_at: str | None = None, **named: Any) -> Found:
    audit = {"audit_id": "Q1", "date": "2026-02-03", "grade": "inadequate", "actions": actions}
    made = record(**{"audits": [{**audit, **named.pop("audit", {})}], **named})
    return audit_one(CODE, made, as_at=as_at)


def agreed(result: Found, pointer: str = POINTER) -> ObservationRow:
    (row,) = [row for row in result.of(CODE) if is_about(row, f"{pointer}: agreed")]
    return row


def closed(result: Found, pointer: str = POINTER) -> ObservationRow:
    (row,) = [row for row in result.of(CODE) if is_about(row, f"{pointer}: closed")]
    return row


class TestAgreed:
    @pytest.mark.parametrize(
        ("named", "outcome", "says"),
        [
            ({}, "met", "has an owner and a due date"),
            ({"owner": "team manager"}, "met", "has an owner and a due date"),
            ({"owner": "all"}, "not_met", "has no owner"),
            ({"owner": None}, "not_met", "has no owner"),
            ({"due_date": None}, "not_met", "has no due date"),
            ({"owner": "tbc", "due_date": None}, "not_met", "has no owner and no due date"),
        ],
    )
    def test_who_and_by_when(self, named: dict[str, Any], outcome: str, says: str) -> None:
        """An owner who can be asked, and a due date; a role is an owner, "all" is not."""
        row = agreed(found(action(**named)))
        assert (row["outcome"], row["on"]) == (outcome, "2026-02-03")
        assert row["message"] == f"action 1 of the audit of 3 February 2026 {says}"
        assert [one["pointer"] for one in row["evidence"]] == [POINTER, "/audits/0"]
        assert (row["force"], row["axis"]) == ("local", "compliance")

    @pytest.mark.parametrize("field", ["owner", "due_date"])
    def test_a_system_that_cannot_give_it(self, field: str) -> None:
        """Cannot tell, unless something else is missing."""
        coverage = {"audits": {"without": [field]}}
        assert agreed(found(action(**{field: None}), coverage=coverage))["outcome"] == "cannot_tell"
        neither = action(owner=None, due_date=None)
        assert agreed(found(neither, coverage=coverage))["outcome"] == "not_met"


class TestClosed:
    def test_completed_in_time(self) -> None:
        """Met, with the days it was due and done."""
        row = closed(found(action()))
        assert (row["outcome"], row["due"], row["done"]) == ("met", "2026-03-27", "2026-03-20")
        assert (row["on"], row["days_late"], row["facts"]) == (
            "2026-03-20",
            None,
            {"days_after_due": 0},
        )

    def test_completed_late(self) -> None:
        """Met, and the days are shown."""
        row = closed(found(action(completed_date="2026-03-30")))
        assert (row["outcome"], row["facts"]) == ("met", {"days_after_due": 3})
        assert row["message"] == (
            "action 1 of the audit of 3 February 2026: completed on 30 March 2026, 3 days after "
            "it was due, with evidence and impact"
        )

    @pytest.mark.parametrize(
        ("named", "says"),
        [
            ({"evidence": None}, "with no evidence"),
            ({"impact": "n/a"}, "with no impact"),
            ({"evidence": " ", "impact": None}, "with no evidence and no impact"),
        ],
    )
    def test_completed_and_nothing_to_show(self, named: dict[str, Any], says: str) -> None:
        """Without evidence or impact it is not closed; a filler says nothing."""
        row = closed(found(action(**named)))
        assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", "2026-03-20", None)
        assert row["message"].endswith(f"completed on 20 March 2026 {says}")

    def test_overdue(self) -> None:
        """Not met from the day after it was due, late to the last day known."""
        row = closed(found(action(completed_date=None)))
        assert (row["outcome"], row["due"], row["done"]) == ("not_met", "2026-03-27", None)
        assert (row["days_late"], row["on"]) == (187, "2026-09-30")

    def test_due_on_the_audit_date(self) -> None:
        """Still open; evidence and impact are not asked for before it is completed."""
        open_still = {"description": "Ask her.", "owner": "W-7", "due_date": "2026-03-27"}
        assert closed(found(open_still, as_at="2026-03-27"))["outcome"] == "not_due"
        assert closed(found(open_still, as_at="2026-03-28"))["days_late"] == 1

    def test_completed_after_the_audit_date(self) -> None:
        """Is not known of yet."""
        assert closed(found(action(), as_at="2026-03-19"))["outcome"] == "not_due"

    def test_without_a_due_date(self) -> None:
        """It cannot be overdue; completed, it is judged by what it shows."""
        undated = action(due_date=None, completed_date=None)
        assert closed(found(undated))["outcome"] == "cannot_tell"
        row = closed(found(action(due_date=None)))
        assert (row["outcome"], row["due"], row["facts"]) == ("met", None, {"days_after_due": 0})

    @pytest.mark.parametrize("day", ["2026-02-02", "2026-02-03"])
    def test_completed_before_the_audit(self, day: str) -> None:
        """A fault in the record; on the day of the audit it is none."""
        row = closed(found(action(completed_date=day)))
        assert row["outcome"] == ("met" if day == "2026-02-03" else "cannot_tell")

    @pytest.mark.parametrize("field", ["evidence", "impact"])
    def test_a_system_that_cannot_give_what_shows_it(self, field: str) -> None:
        """Cannot tell, unless the other is missing as well."""
        coverage = {"audits": {"without": [field]}}
        assert closed(found(action(**{field: None}), coverage=coverage))["outcome"] == "cannot_tell"
        neither = action(evidence=None, impact=None)
        assert closed(found(neither, coverage=coverage))["outcome"] == "not_met"

    def test_a_system_that_cannot_give_completion(self) -> None:
        """Cannot tell."""
        coverage = {"audits": {"without": ["completed_date"]}}
        row = closed(found(action(completed_date=None), coverage=coverage))
        assert row["outcome"] == "cannot_tell"

    def test_record_ends_before_the_audit(self) -> None:
        """An action due between the two cannot be told."""
        row = closed(
            found(action(completed_date=None), exported_on="2026-03-20", as_at="2026-04-01")
        )
        assert row["outcome"] == "cannot_tell"


class TestAudits:
    def test_each_action_of_each_audit(self) -> None:
        """Is judged for itself, and told apart though it has neither id nor dates of its own."""
        same = {"description": "Ask her."}
        audits = [{"date": day, "actions": [same, same]} for day in ("2026-02-03", "2026-03-03")]
        result = audit_one(CODE, record(audits=audits))
        assert len(result.of(CODE)) == 8
        assert len({row["fingerprint"] for row in result.of(CODE)}) == 8

    def test_an_undated_audit(self) -> None:
        """Its actions are judged all the same."""
        result = found(action(), audit={"date": None})
        assert [row["outcome"] for row in result.of(CODE)] == ["met", "met"]

    def test_actions_not_recorded(self) -> None:
        """Cannot tell; another audit is judged."""
        assert found(audit={"actions": None}).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize(
        ("grades", "noted"),
        [
            ({"grade": "inadequate"}, True),
            ({"grade": "requires_improvement"}, True),
            ({"grade": "good"}, False),
            ({"grade": "good", "moderated_grade": "requires_improvement"}, True),
            ({"grade": "inadequate", "moderated_grade": "good"}, False),
            ({"grade": None}, False),
        ],
    )
    def test_no_action_where_improvement_was_asked(
        self, grades: dict[str, Any], noted: bool
    ) -> None:
        """Nothing is judged; where practice was not good enough a note says so."""
        result = found(audit=grades)
        assert result.outcomes(CODE) == ["not_applicable"]
        notes = [note["evidence"][0]["pointer"] for note in result.result.notes]
        assert notes == (["/audits/0"] if noted else [])

    def test_no_note_where_there_are_actions(self) -> None:
        """Or where they are not recorded."""
        assert found(action()).result.notes == []
        assert found(audit={"actions": None}).result.notes == []

    def test_none_and_not_exported(self) -> None:
        """Not applicable, and cannot tell; so where audits are known from a date."""
        assert audit_one(CODE, record(audits=[])).outcomes(CODE) == ["not_applicable"]
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]
        narrowed = record(audits=[], coverage={"audits": {"from": "2026-01-01"}})
        assert audit_one(CODE, narrowed).outcomes(CODE) == ["cannot_tell"]

    def test_no_words_in_the_report(self) -> None:
        """Neither what was asked, nor of whom, nor what shows it."""
        report = str(found(action(), action(owner="all")).of(CODE))
        assert not any(word in report for word in ("Ask her", "W-7", "visit of", "listened"))
