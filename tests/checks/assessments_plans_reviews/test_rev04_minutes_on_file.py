"""REV04: every edge of the standard, and every ruling by name.

The review is held on Wednesday 4 March 2026; its 5th, 15th and 20th working days are 11 March,
25 March and 1 April. The audit is as at 30 September 2026 unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "REV04"
DUE = {
    "decisions recorded": "2026-03-11",
    "minutes completed": "2026-03-25",
    "minutes on the child's file": "2026-04-01",
    "minutes distributed": "2026-04-01",
}
FIELDS = {
    "decisions recorded": "decisions_recorded_date",
    "minutes completed": "minutes_completed_date",
    "minutes on the child's file": "minutes_uploaded_date",
    "minutes distributed": "minutes_distributed_date",
}


def found(
    *, settings: dict[str, Any] | None = None, as_at: str | None = None, **named: Any
) -> Found:
    """What is found of one review held on 4 March 2026, with some more of it named."""
    review = {"type": "child_in_care", "date": "2026-03-04"}
    standing = {name: named.pop(name) for name in ("coverage", "exported_on") if name in named}
    made = record(reviews=[{**review, **named}], **standing)
    return audit_one(CODE, made, as_at=as_at, settings={CODE: settings} if settings else None)


def on(step: str, day: str) -> dict[str, Any]:
    """A step taken on a day."""
    return {FIELDS[step]: day}


def by_step(result: Found) -> dict[str, ObservationRow]:
    return {row["evidence"][0]["note"]: row for row in result.of(CODE)}


def outcomes(result: Found) -> dict[str, str]:
    return {step: row["outcome"] for step, row in by_step(result).items()}


class TestSteps:
    @pytest.mark.parametrize("step", DUE)
    def test_on_the_last_day(self, step: str) -> None:
        """A step is in time on the last of its working days after the review."""
        row = by_step(found(**on(step, DUE[step])))[step]
        assert (row["outcome"], row["due"], row["done"]) == ("met", DUE[step], DUE[step])
        assert row["evidence"][0]["pointer"] == "/reviews/0"
        assert (row["force"], row["axis"], row["on"]) == ("guidance", "compliance", "2026-03-04")

    @pytest.mark.parametrize("step", DUE)
    def test_a_day_later(self, step: str) -> None:
        """The day after it is a day late."""
        day = DUE[step][:-2] + f"{int(DUE[step][-2:]) + 1:02}"
        row = by_step(found(**on(step, day)))[step]
        assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", day, 1)

    def test_none_recorded(self) -> None:
        """A missing date of a step is a step not done, since the review is there."""
        result = found()
        assert set(outcomes(result).values()) == {"not_met"}
        assert by_step(result)["minutes completed"]["days_late"] == 189

    def test_still_open(self) -> None:
        """A step whose last day is the audit date is not due."""
        result = found(exported_on="2026-03-25")
        assert outcomes(result) == {
            "decisions recorded": "not_met",
            "minutes completed": "not_due",
            "minutes on the child's file": "not_due",
            "minutes distributed": "not_due",
        }
        assert by_step(found(exported_on="2026-03-26"))["minutes completed"]["days_late"] == 1

    def test_completed_but_not_on_file(self) -> None:
        """Minutes that are complete and not on the file have a message of their own."""
        rows = by_step(found(minutes_completed_date="2026-03-20"))
        assert rows["minutes completed"]["outcome"] == "met"
        assert rows["minutes on the child's file"]["message"] == (
            "minutes completed on 20 March 2026, after the review of 4 March 2026, but not on the "
            "child's file, due by 1 April 2026"
        )

    def test_one_fingerprint_a_step(self) -> None:
        """The four steps are four observations, told apart."""
        assert len({row["fingerprint"] for row in found().of(CODE)}) == 4


class TestRulings:
    def test_all_run_from_the_review(self) -> None:
        """Distribution runs from the review, not from the completion of the minutes."""
        rows = by_step(
            found(minutes_completed_date="2026-03-25", minutes_distributed_date="2026-04-02")
        )
        assert rows["minutes distributed"]["days_late"] == 1

    def test_series_of_meetings(self) -> None:
        """The clock starts on the day a series of meetings was completed."""
        rows = by_step(found(date="2026-02-02", completed_date="2026-03-04"))
        assert {step: row["due"] for step, row in rows.items()} == DUE

    def test_decisions_recorded_during_a_series(self) -> None:
        """A step taken between the first meeting and the last is in time and no fault."""
        result = found(
            date="2026-02-02", completed_date="2026-03-04", decisions_recorded_date="2026-02-05"
        )
        assert outcomes(result)["decisions recorded"] == "met"
        assert result.result.notes == []

    @pytest.mark.parametrize("kind", ["child_protection", "child_in_need", "pathway"])
    def test_other_reviews_by_a_setting(self, kind: str) -> None:
        """Other reviews count only by the setting."""
        assert found(type=kind).outcomes(CODE) == ["not_applicable"]
        assert len(found(type=kind, settings={"types": [kind]}).of(CODE)) == 4

    @pytest.mark.parametrize("step", FIELDS)
    def test_before_the_review(self, step: str) -> None:
        """A step dated before the review is a fault in the record, reported and not judged."""
        result = found(**on(step, "2026-03-03"))
        assert outcomes(result)[step] == "cannot_tell"
        (note,) = result.result.notes
        assert note["message"] == f"dates out of order after a review: {step} before the review"
        assert outcomes(found(**on(step, "2026-03-04")))[step] == "met"

    def test_uploaded_before_completion(self) -> None:
        """An upload before completion is such a fault; on the day of completion it is none."""
        result = found(minutes_completed_date="2026-03-20", minutes_uploaded_date="2026-03-19")
        assert outcomes(result)["minutes on the child's file"] == "cannot_tell"
        assert outcomes(result)["minutes completed"] == "met"
        assert len(result.result.notes) == 1
        same = found(minutes_completed_date="2026-03-20", minutes_uploaded_date="2026-03-20")
        assert outcomes(same)["minutes on the child's file"] == "met"


class TestCompletionNotRecorded:
    def test_on_file_in_time(self) -> None:
        """Minutes on the file were complete by then, though the day is not recorded."""
        row = by_step(found(minutes_uploaded_date="2026-03-25"))["minutes completed"]
        assert (row["outcome"], row["done"]) == ("met", "2026-03-25")
        both = found(minutes_uploaded_date="2026-03-30", minutes_distributed_date="2026-03-25")
        assert by_step(both)["minutes completed"]["done"] == "2026-03-25"

    def test_on_file_too_late(self) -> None:
        """On file only after the time for completion, completion in time is not shown."""
        row = by_step(found(minutes_uploaded_date="2026-03-26"))["minutes completed"]
        assert (row["outcome"], row["days_late"]) == ("not_met", 1)

    def test_a_fault_shows_nothing(self) -> None:
        """An upload dated before the review shows no completion."""
        row = by_step(found(minutes_uploaded_date="2026-03-03"))["minutes completed"]
        assert row["outcome"] == "not_met"


class TestNothingToJudge:
    def test_field_that_the_system_cannot_give(self) -> None:
        """A step whose date the system cannot give cannot be told; the others are judged."""
        coverage = {"reviews": {"without": ["minutes_uploaded_date"]}}
        told = outcomes(found(coverage=coverage))
        assert told["minutes on the child's file"] == "cannot_tell"
        assert told["minutes distributed"] == "not_met"

    def test_incomplete(self) -> None:
        """In an export that is not complete the review is there, and a missing step is not."""
        told = outcomes(found(coverage={"reviews": {"complete": False}}))
        assert set(told.values()) == {"not_met"}

    def test_type_not_recorded(self) -> None:
        """A review of no recorded type cannot be told."""
        assert found(type=None).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize("reviews", [[], [{"type": "child_in_care", "cancelled": True}]])
    def test_no_review(self, reviews: list[dict[str, Any]]) -> None:
        """Without a review that was held there are no minutes."""
        assert audit_one(CODE, record(reviews=reviews)).outcomes(CODE) == ["not_applicable"]

    def test_not_exported(self) -> None:
        """Without reviews, or with them only from a date and none there, it cannot be told."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]
        made = record(reviews=[], coverage={"reviews": {"from": "2026-01-01"}})
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    def test_beyond_the_known_bank_holidays(self) -> None:
        """Working days are not counted where the bank holidays are not known."""
        assert set(outcomes(found(date="2028-12-28", exported_on="2029-03-01")).values()) == {
            "cannot_tell"
        }
