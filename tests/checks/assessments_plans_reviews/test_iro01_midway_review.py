"""IRO01: every edge of the standard.

The second review is held on 3 February 2026 and the next on 3 August; day 60 is 4 April, day
120 is 3 June. The audit is as at 30 September unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "IRO01"


def check_on(day: str, kind: str | None = "midway_review") -> dict[str, Any]:
    return {"date": day, "type": kind}


def found(
    *activity: dict[str, Any],
    reviews: tuple[str, ...] = ("2025-11-03", "2026-02-03", "2026-08-03"),
    settings: dict[str, Any] | None = None,
    **named: Any,
) -> Found:
    """What is found of these reviews, with these checks."""
    standing: dict[str, Any] = {
        "care_periods": [{"start_date": "2025-10-06"}],
        "reviews": [{"type": "child_in_care", "date": day} for day in reviews],
        "iro_activity": list(activity),
    }
    made = record(**{**standing, **named})
    return audit_one(CODE, made, settings={CODE: settings} if settings else None)


def cycle(*activity: dict[str, Any], **named: Any) -> ObservationRow:
    """The cycle that begins with the second review."""
    (row,) = (row for row in found(*activity, **named).of(CODE) if row["on"] == "2026-02-03")
    return row


class TestWindow:
    @pytest.mark.parametrize("day", ["2026-04-04", "2026-05-05", "2026-06-03"])
    def test_in_the_middle(self, day: str) -> None:
        """A check from day 60 to day 120 is met."""
        row = cycle(check_on(day))
        assert (row["outcome"], row["due"], row["done"]) == ("met", "2026-06-03", day)
        assert [one["pointer"] for one in row["evidence"]] == [
            "/reviews/1",
            "/iro_activity/0",
            "/reviews/2",
        ]
        assert (row["force"], row["axis"]) == ("local", "compliance")

    def test_day_59(self) -> None:
        """A day earlier is too early, and that is said."""
        row = cycle(check_on("2026-04-03"))
        assert (row["outcome"], row["done"]) == ("not_met", None)
        assert row["message"].endswith("there was one on 3 April 2026, too early")

    def test_day_121(self) -> None:
        """A day later is a day late."""
        row = cycle(check_on("2026-06-04"))
        assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", "2026-06-04", 1)

    def test_after_the_next_review(self) -> None:
        """A check after the next review is none of this cycle."""
        assert cycle(check_on("2026-08-04"))["done"] is None

    @pytest.mark.parametrize("kind", ["monitoring", "visit", "consultation"])
    def test_other_checks(self, kind: str) -> None:
        """Monitoring, visits and consultations are checks as well."""
        assert cycle(check_on("2026-05-05", kind))["outcome"] == "met"
        strict = {"types": ["midway_review"]}
        assert cycle(check_on("2026-05-05", kind), settings=strict)["outcome"] == "not_met"

    def test_escalation(self) -> None:
        """An escalation is no check; activity of no recorded type makes it unclear."""
        assert cycle(check_on("2026-05-05", "escalation"))["outcome"] == "not_met"
        assert cycle(check_on("2026-05-05", None))["outcome"] == "cannot_tell"


class TestCycles:
    def test_only_six_month_cycles(self) -> None:
        """The time from the first review to the second is left out."""
        assert [row["on"] for row in found().of(CODE)] == ["2026-02-03", "2026-08-03"]

    def test_next_review_in_the_window(self) -> None:
        """Where the next review was held by day 120 there is nothing to judge."""
        early = ("2025-11-03", "2026-02-03", "2026-06-03")
        assert cycle(reviews=early)["outcome"] == "not_applicable"
        later = ("2025-11-03", "2026-02-03", "2026-06-04")
        assert cycle(reviews=later)["outcome"] == "not_met"

    def test_overdue_review(self) -> None:
        """Where the next review is overdue a check is asked for all the same."""
        assert cycle(reviews=("2025-11-03", "2026-02-03"))["outcome"] == "not_met"

    def test_still_open(self) -> None:
        """On day 120 it is not due, on day 121 it is not met."""
        reviews = ("2025-11-03", "2026-02-03")
        assert cycle(reviews=reviews, exported_on="2026-06-03")["outcome"] == "not_due"
        assert cycle(reviews=reviews, exported_on="2026-06-04")["outcome"] == "not_met"

    def test_left_care(self) -> None:
        """A child who left care by day 120 asks for none."""
        left = [{"start_date": "2025-10-06", "end_date": "2026-06-03"}]
        reviews = ("2025-11-03", "2026-02-03")
        assert cycle(reviews=reviews, care_periods=left)["outcome"] == "not_applicable"
        left = [{"start_date": "2025-10-06", "end_date": "2026-06-04"}]
        assert cycle(reviews=reviews, care_periods=left)["outcome"] == "not_met"


class TestNothingToJudge:
    def test_no_cycle(self) -> None:
        """Without a second review, or care, there is no cycle."""
        assert found(reviews=("2025-11-03",)).outcomes(CODE) == ["not_applicable"]
        assert found(care_periods=[]).outcomes(CODE) == ["not_applicable"]

    def test_known_only_from_inside_the_window(self) -> None:
        """A check in the part that is not covered may have been there."""
        coverage = {"iro_activity": {"from": "2026-05-01"}}
        assert cycle(coverage=coverage)["outcome"] == "cannot_tell"
        assert cycle(check_on("2026-05-05"), coverage=coverage)["outcome"] == "met"

    @pytest.mark.parametrize("section", ["iro_activity", "reviews", "care_periods"])
    def test_not_exported(self, section: str) -> None:
        """Without activity, reviews or periods of care it cannot be told."""
        made: dict[str, Any] = {
            "care_periods": [{"start_date": "2025-10-06"}],
            "reviews": [],
            "iro_activity": [],
        }
        assert audit_one(CODE, record(**{**made, section: None})).outcomes(CODE) == ["cannot_tell"]
