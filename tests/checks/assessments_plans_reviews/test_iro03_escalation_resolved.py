"""IRO03: every edge of the standard.

Escalated on Wednesday 4 March 2026; the 20th working day after it is 1 April. The audit is as at
30 September unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "IRO03"


def escalation(resolved: str | None = None, day: str | None = "2026-03-04") -> dict[str, Any]:
    return {"type": "escalation", "date": day, "resolved_date": resolved}


def found(*activity: dict[str, Any], as_at: str | None = None, **named: Any) -> Found:
    made = record(**{"iro_activity": list(activity), **named})
    return audit_one(CODE, made, as_at=as_at)


def judged(*activity: dict[str, Any], **named: Any) -> ObservationRow:
    return found(*activity, **named).only(CODE)


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None]:
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestEscalation:
    def test_on_the_20th_working_day(self) -> None:
        """Resolved on the 20th working day is in time."""
        row = judged(escalation("2026-04-01"))
        assert told(row) == ("met", "2026-04-01", "2026-04-01", None)
        assert row["evidence"][0]["pointer"] == "/iro_activity/0"
        assert (row["force"], row["axis"], row["on"]) == ("guidance", "compliance", "2026-03-04")

    def test_on_the_21st(self) -> None:
        """A day later is a day late."""
        assert told(judged(escalation("2026-04-02"))) == (
            "not_met",
            "2026-04-01",
            "2026-04-02",
            1,
        )

    def test_not_resolved(self) -> None:
        """Without a day of resolution it is not resolved, late up to the audit."""
        assert told(judged(escalation())) == ("not_met", "2026-04-01", None, 182)

    def test_still_open(self) -> None:
        """On the 20th working day itself it is not due."""
        assert told(judged(escalation(), exported_on="2026-04-01"))[0] == "not_due"
        assert told(judged(escalation(), exported_on="2026-04-02"))[3] == 1

    def test_resolved_before_it_was_escalated(self) -> None:
        """That is a fault in the record; on the same day it is none."""
        row = judged(escalation("2026-03-03"))
        assert row["outcome"] == "cannot_tell"
        assert "a fault in the record" in row["message"]
        assert judged(escalation("2026-03-04"))["outcome"] == "met"

    def test_after_the_audit_date(self) -> None:
        """What was resolved after the audit date was not."""
        row = judged(escalation("2026-04-01"), as_at="2026-03-20")
        assert told(row) == ("not_due", "2026-04-01", None, None)

    def test_without_a_day(self) -> None:
        """An escalation without a day cannot be told."""
        assert judged(escalation("2026-03-20", None))["outcome"] == "cannot_tell"

    def test_each_for_itself(self) -> None:
        """Every escalation is judged for itself; other activity is none."""
        visit = {"type": "visit", "date": "2026-03-04"}
        rows = found(escalation("2026-04-01"), visit, escalation(None, "2026-06-01")).of(CODE)
        assert [row["outcome"] for row in rows] == ["met", "not_met"]

    def test_resolution_that_the_system_cannot_give(self) -> None:
        """Where the system cannot give the day an escalation past due cannot be told."""
        coverage = {"iro_activity": {"without": ["resolved_date"]}}
        assert judged(escalation(), coverage=coverage)["outcome"] == "cannot_tell"

    def test_beyond_the_known_bank_holidays(self) -> None:
        """Working days are not counted where the bank holidays are not known."""
        row = judged(escalation(None, "2028-12-20"), exported_on="2029-03-01")
        assert row["outcome"] == "cannot_tell"


class TestLatePermanencePlan:
    """In care from 5 January 2026; the second review was on 1 May."""

    STANDING: dict[str, Any] = {  # noqa: RUF012
        "care_periods": [{"start_date": "2026-01-05"}],
        "reviews": [
            {"type": "child_in_care", "date": "2026-02-02"},
            {"type": "child_in_care", "date": "2026-05-01"},
        ],
    }

    def plan(self, agreed: str) -> dict[str, Any]:
        goals = [{"goal": "SGO", "role": "primary"}]
        return {"type": "care", "agreed_date": agreed, "permanence_goals": goals}

    def noted(self, *activity: dict[str, Any], **named: Any) -> int:
        return len(found(*activity, **{**self.STANDING, **named}).result.notes)

    def test_late_and_nothing_escalated(self) -> None:
        """A plan after the second review, or none, without an escalation is pointed out."""
        assert self.noted(plans=[self.plan("2026-05-02")]) == 1
        assert self.noted(plans=[]) == 1
        result = found(**self.STANDING, plans=[])
        assert result.outcomes(CODE) == ["not_applicable"]
        assert result.result.notes[0]["evidence"][0]["pointer"] == "/care_periods/0"

    def test_in_time(self) -> None:
        """A plan agreed by the second review is in time."""
        assert self.noted(plans=[self.plan("2026-05-01")]) == 0

    def test_escalated(self) -> None:
        """An escalation before the plan was agreed is one; after it, it is none for it."""
        late = [self.plan("2026-06-01")]
        assert self.noted(escalation("2026-03-20"), plans=late) == 0
        assert self.noted(escalation("2026-07-20", "2026-07-01"), plans=late) == 1

    def test_not_known(self) -> None:
        """Where plans, or the officer's activity, are not all known nothing is pointed out."""
        assert self.noted() == 0
        assert found(plans=[]).outcomes(CODE) == ["not_applicable"]
        coverage = {"iro_activity": {"from": "2026-02-01"}}
        assert self.noted(plans=[], coverage=coverage) == 0


class TestNothingToJudge:
    def test_none(self) -> None:
        """Without an escalation there is nothing to resolve."""
        assert found().outcomes(CODE) == ["not_applicable"]

    def test_not_exported(self) -> None:
        """Without the officer's activity, or with it from a date alone, it cannot be told."""
        assert found(iro_activity=None).outcomes(CODE) == ["cannot_tell"]
        coverage = {"iro_activity": {"from": "2026-01-01"}}
        assert found(coverage=coverage).outcomes(CODE) == ["cannot_tell"]
