"""REV06: every edge of the standard.

The review is held on 4 March 2026; the audit is as at 30 September unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "REV06"


def decision(due: str | None = None, completed: str | None = None) -> dict[str, Any]:
    return {"text": "Find a swimming club", "due_date": due, "completed_date": completed}


def found(
    *decisions: dict[str, Any],
    review: dict[str, Any] | None = None,
    as_at: str | None = None,
    settings: dict[str, Any] | None = None,
    **named: Any,
) -> Found:
    """What is found of one review with these decisions."""
    held = {"type": "child_in_care", "date": "2026-03-04", "decisions": list(decisions)}
    made = record(reviews=[{**held, **(review or {})}], **named)
    return audit_one(CODE, made, as_at=as_at, settings={CODE: settings} if settings else None)


def judged(*decisions: dict[str, Any], **named: Any) -> ObservationRow:
    return found(*decisions, **named).only(CODE)


class TestDecision:
    def test_completed_in_time(self) -> None:
        """A decision completed by its due date is met, on the day it was."""
        row = judged(decision("2026-04-17", "2026-04-17"))
        assert (row["outcome"], row["due"], row["done"]) == ("met", "2026-04-17", "2026-04-17")
        assert [one["pointer"] for one in row["evidence"]] == [
            "/reviews/0/decisions/0",
            "/reviews/0",
        ]
        assert (row["on"], row["facts"]) == ("2026-04-17", {"days_after_due": 0})
        assert (row["force"], row["axis"]) == ("local", "compliance")

    def test_completed_late(self) -> None:
        """One completed late was carried out, and the days are shown."""
        row = judged(decision("2026-04-17", "2026-04-20"))
        assert (row["outcome"], row["facts"]) == ("met", {"days_after_due": 3})
        assert "3 days after it was due" in row["message"]

    def test_due_on_the_audit_date(self) -> None:
        """One that is due on the audit date is not due; a day later it is a day late."""
        row = judged(decision("2026-09-30"))
        assert (row["outcome"], row["due"]) == ("not_due", "2026-09-30")
        row = judged(decision("2026-09-29"))
        assert (row["outcome"], row["days_late"], row["on"]) == ("not_met", 1, "2026-09-30")

    def test_completed_after_the_audit_date(self) -> None:
        """What was completed after the audit date was not completed."""
        row = judged(decision("2026-04-17", "2026-06-01"), as_at="2026-05-01")
        assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", None, 14)

    def test_without_a_due_date(self) -> None:
        """Without a due date nothing can be told, unless it was completed."""
        assert judged(decision())["outcome"] == "cannot_tell"
        assert judged(decision(completed="2026-08-01"))["outcome"] == "met"

    def test_each_for_itself(self) -> None:
        """Every decision is an observation of its own, also where two have the same words."""
        rows = found(decision("2026-04-17", "2026-04-10"), decision("2026-04-17")).of(CODE)
        assert sorted(row["outcome"] for row in rows) == ["met", "not_met"]
        assert len({row["fingerprint"] for row in rows}) == 2

    def test_completed_before_the_review(self) -> None:
        """A decision completed before the review is a fault in the record."""
        row = judged(decision("2026-04-17", "2026-03-03"))
        assert row["outcome"] == "cannot_tell"
        assert "a fault in the record" in row["message"]
        row = judged(decision("2026-04-17", "2026-03-04"))
        assert row["outcome"] == "met"
        assert row["message"].endswith("completed on 4 March 2026")

    def test_during_a_series_of_meetings(self) -> None:
        """What the first of a series of meetings decided may be done before the last."""
        series = {"date": "2026-02-02", "completed_date": "2026-03-04"}
        assert judged(decision("2026-02-27", "2026-02-20"), review=series)["outcome"] == "met"

    def test_no_text_of_the_record_in_messages(self) -> None:
        """Messages never hold what was decided."""
        assert "swimming" not in judged(decision("2026-04-17"))["message"]


class TestNothingToJudge:
    def test_decisions_not_recorded(self) -> None:
        """Where decisions are missing they are unknown; an empty list is none."""
        unknown = found(review={"decisions": None})
        assert unknown.outcomes(CODE) == ["cannot_tell"]
        (note,) = unknown.result.notes
        assert note["evidence"][0]["pointer"] == "/reviews/0"
        assert found().outcomes(CODE) == ["not_applicable"]

    def test_completion_that_the_system_cannot_give(self) -> None:
        """Where the system cannot give completion, a decision past due cannot be told."""
        coverage = {"reviews": {"without": ["completed_date"]}}
        assert judged(decision("2026-04-17"), coverage=coverage)["outcome"] == "cannot_tell"

    def test_record_ends_before_the_audit(self) -> None:
        """What was due after the export and before the audit cannot be told."""
        row = judged(decision("2026-10-05"), as_at="2026-10-20")
        assert row["outcome"] == "cannot_tell"

    @pytest.mark.parametrize("kind", ["child_protection", "pathway"])
    def test_other_reviews_by_a_setting(self, kind: str) -> None:
        """Other reviews count only by the setting."""
        review = {"type": kind}
        assert found(decision("2026-04-17"), review=review).outcomes(CODE) == ["not_applicable"]
        row = judged(decision("2026-04-17"), review=review, settings={"types": [kind]})
        assert row["outcome"] == "not_met"

    def test_not_exported(self) -> None:
        """Without reviews it cannot be told."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]
