"""REV01: every edge of the standard, and every ruling by name.

The audit is as at Wednesday 30 September 2026 unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "REV01"


def review(day: str | None, **named: Any) -> dict[str, Any]:
    return {"type": "child_in_care", "date": day, **named}


def found(
    start: str,
    *reviews: str | dict[str, Any],
    end: str | None = None,
    as_at: str | None = None,
    **named: Any,
) -> Found:
    """What is found in a period of care with these reviews."""
    listed = [review(one) if isinstance(one, str) else one for one in reviews]
    periods = [{"start_date": start, "end_date": end}]
    made = record(**{"care_periods": periods, "reviews": listed, **named})
    return audit_one(CODE, made, as_at=as_at)


def told(result: Found) -> list[tuple[str, str | None, str | None, int | None]]:
    return [(row["outcome"], row["due"], row["done"], row["days_late"]) for row in result.of(CODE)]


def of_number(result: Found, number: int) -> ObservationRow:
    (row,) = (row for row in result.of(CODE) if row["facts"]["number"] == number)
    return row


def known_from(day: str, section: str = "reviews") -> dict[str, Any]:
    return {"coverage": {section: {"from": day}}}


class TestFirst:
    def test_on_the_20th_working_day(self) -> None:
        """The first review is in time on the 20th working day after entry."""
        row = of_number(found("2026-01-05", "2026-02-02"), 1)
        assert (row["outcome"], row["due"], row["done"]) == ("met", "2026-02-02", "2026-02-02")
        assert [one["pointer"] for one in row["evidence"]] == ["/care_periods/0", "/reviews/0"]
        assert (row["force"], row["axis"], row["on"]) == ("statutory", "compliance", "2026-02-02")

    def test_on_the_21st_working_day(self) -> None:
        """A day further it is a day late."""
        assert told(found("2026-01-05", "2026-02-03"))[0] == (
            "not_met",
            "2026-02-02",
            "2026-02-03",
            1,
        )

    def test_not_from_the_placement(self) -> None:
        """The clock starts with entry to care, not with a later placement."""
        moved = [{"start_date": "2026-01-05"}, {"start_date": "2026-03-02"}]
        assert of_number(found("2026-01-05", placements=moved), 1)["due"] == "2026-02-02"

    def test_due_on_the_audit_date(self) -> None:
        """Due on the audit date and not held: not due; a day later not met, a day late."""
        assert told(found("2026-01-05", exported_on="2026-02-02")) == [
            ("not_due", "2026-02-02", None, None)
        ]
        assert told(found("2026-01-05", exported_on="2026-02-03")) == [
            ("not_met", "2026-02-02", None, 1)
        ]

    def test_held_on_the_day_of_entry(self) -> None:
        """A review on the day of entry is the first."""
        assert of_number(found("2026-01-05", "2026-01-05"), 1)["outcome"] == "met"

    def test_from_before_entry(self) -> None:
        """A review held before the child entered care is none of this period."""
        assert told(found("2026-01-05", "2026-01-02"))[0][:3] == ("not_met", "2026-02-02", None)


class TestLater:
    @pytest.mark.parametrize(
        ("day", "outcome", "late"),
        [("2026-05-02", "met", None), ("2026-05-03", "not_met", 1)],
    )
    def test_second_within_3_months(self, day: str, outcome: str, late: int | None) -> None:
        """The second is due within 3 months of the first."""
        row = of_number(found("2026-01-05", "2026-02-02", day), 2)
        assert (row["outcome"], row["due"], row["days_late"]) == (outcome, "2026-05-02", late)
        assert row["evidence"][0]["pointer"] == "/reviews/0"

    @pytest.mark.parametrize(
        ("day", "outcome", "late"),
        [("2026-02-28", "met", None), ("2026-03-01", "not_met", 1)],
    )
    def test_later_within_6_months(self, day: str, outcome: str, late: int | None) -> None:
        """Later ones are due within 6 months of the last, clamped to the month's end."""
        row = of_number(found("2025-05-12", "2025-06-02", "2025-08-31", day), 3)
        assert (row["outcome"], row["due"], row["days_late"]) == (outcome, "2026-02-28", late)

    def test_runs_from_the_review_held(self) -> None:
        """A late review moves the next due date; an early one too."""
        result = found("2026-01-05", "2026-02-10", "2026-03-02")
        assert of_number(result, 2)["due"] == "2026-05-10"
        assert told(result)[-1] == ("not_met", "2026-09-02", None, 28)

    def test_still_to_come(self) -> None:
        """The review still to be held is not due, with the day by which it is."""
        assert told(found("2025-12-01", "2025-12-29", "2026-03-29"))[-1] == (
            "not_met",
            "2026-09-29",
            None,
            1,
        )
        assert told(found("2025-12-02", "2025-12-30", "2026-03-30"))[-1] == (
            "not_due",
            "2026-09-30",
            None,
            None,
        )

    def test_no_review_for_two_years_is_one_miss(self) -> None:
        """One miss, with its days late, because the next runs from a review that was held."""
        result = found("2023-01-09", "2023-02-06", "2023-05-05", "2025-11-05", "2026-05-05")
        misses = [row for row in told(result) if row[0] == "not_met"]
        assert misses == [("not_met", "2023-11-05", "2025-11-05", 731)]

    def test_cancelled(self) -> None:
        """A cancelled review was not held."""
        result = found("2026-01-05", review("2026-02-02", cancelled=True))
        assert told(result)[0][:3] == ("not_met", "2026-02-02", None)

    def test_same_day_twice(self) -> None:
        """Two reviews of one day are counted once, and that is said."""
        result = found("2026-01-05", "2026-02-02", "2026-02-02", "2026-05-01")
        assert len(told(result)) == 3
        (note,) = result.result.notes
        assert note["evidence"][0]["pointer"] == "/reviews/1"


class TestRulings:
    def test_series_of_meetings(self) -> None:
        """The next due date runs from the completion of a series, which is what counts."""
        series = review("2026-02-02", completed_date="2026-02-20")
        result = found("2026-01-05", series, "2026-05-20")
        assert told(result)[:2] == [
            ("not_met", "2026-02-02", "2026-02-20", 18),
            ("met", "2026-05-20", "2026-05-20", None),
        ]
        assert "a series of meetings began in time" in of_number(result, 1)["message"]

    def test_due_after_the_child_left_care(self) -> None:
        """What would fall due after the child left care is not reported as due."""
        result = found("2026-01-05", "2026-02-02", end="2026-04-30")
        assert told(result) == [("met", "2026-02-02", "2026-02-02", None)]
        short = found("2026-01-05", end="2026-01-26")
        assert told(short) == [("not_applicable", None, None, None)]

    def test_due_after_the_18th_birthday_to_come(self) -> None:
        """What would fall due after the 18th birthday is not due, though that is to come."""
        child = {"date_of_birth": "2008-12-01"}
        result = found("2026-05-18", "2026-06-15", "2026-09-10", child=child)
        assert [row[0] for row in told(result)] == ["met", "met"]

    def test_due_on_the_day_of_leaving(self) -> None:
        """Due on the very day of leaving care is not due; a day before it is."""
        assert [row[0] for row in told(found("2026-01-05", end="2026-02-02"))] == ["not_applicable"]
        assert told(found("2026-01-05", end="2026-02-03")) == [("not_met", "2026-02-02", None, 1)]

    def test_due_on_the_18th_birthday(self) -> None:
        """Due on the 18th birthday is not due; the day before it is."""
        on_it = found("2026-01-05", child={"date_of_birth": "2008-02-02"})
        assert [row[0] for row in told(on_it)] == ["not_applicable"]
        after = found("2026-01-05", child={"date_of_birth": "2008-02-03"})
        assert told(after) == [("not_met", "2026-02-02", None, 1)]

    def test_closed_period_keeps_its_miss(self) -> None:
        """A miss in a period that ended is kept, late up to the day the child left."""
        assert told(found("2024-01-08", end="2024-03-04"))[0] == ("not_met", "2024-02-05", None, 28)

    def test_held_on_the_day_of_leaving(self) -> None:
        """A review on the day the child left belongs to the period that ended."""
        assert told(found("2026-01-05", "2026-01-26", end="2026-01-26")) == [
            ("met", "2026-02-02", "2026-01-26", None)
        ]

    def test_new_period_of_care(self) -> None:
        """A new period of care starts the clock again."""
        periods = [
            {"start_date": "2025-01-06", "end_date": "2025-05-06"},
            {"start_date": "2026-01-05"},
        ]
        result = found("", "2025-02-03", "2026-02-02", "2026-05-02", care_periods=periods)
        assert [row[:2] for row in told(result)] == [
            ("met", "2025-02-03"),
            ("not_met", "2025-05-03"),
            ("met", "2026-02-02"),
            ("met", "2026-05-02"),
            ("not_due", "2026-11-02"),
        ]

    def test_periods_less_than_a_day_apart(self) -> None:
        """Periods that touch are one; a gap of a day starts a new one."""
        touching = [
            {"start_date": "2026-01-05", "end_date": "2026-01-20"},
            {"start_date": "2026-01-20"},
        ]
        assert told(found("", care_periods=touching))[0][:2] == ("not_met", "2026-02-02")
        apart = [touching[0], {"start_date": "2026-01-21"}]
        assert [row[:2] for row in told(found("", care_periods=apart))] == [
            ("not_applicable", None),
            ("not_met", "2026-02-18"),
        ]

    def test_known_only_from_a_date_inside_the_period(self) -> None:
        """The first review seen and all before it are one that cannot be told."""
        result = found("2020-01-06", "2025-03-03", "2025-09-03", **known_from("2025-01-01"))
        assert [row[0] for row in told(result)] == ["cannot_tell", "met", "not_met"]
        assert told(result)[1:] == [
            ("met", "2025-09-03", "2025-09-03", None),
            ("not_met", "2026-03-03", None, 211),
        ]

    @pytest.mark.parametrize(
        ("day", "outcome"),
        [
            ("2026-05-16", "met"),
            ("2026-05-17", "cannot_tell"),
            ("2026-08-16", "cannot_tell"),
            ("2026-08-17", "not_met"),
        ],
    )
    def test_first_seen_may_have_been_the_first(self, day: str, outcome: str) -> None:
        """Then 3 months are in time, 6 are too long, and between the two it cannot be told."""
        result = found("2026-01-05", "2026-02-16", day, **known_from("2026-01-20"))
        assert (of_number(result, 1)["outcome"], of_number(result, 2)["outcome"]) == (
            "cannot_tell",
            outcome,
        )

    def test_first_seen_may_have_been_the_first_and_the_next_is_to_come(self) -> None:
        """Beyond 3 months and inside 6 the review to come cannot be told."""
        result = found("2026-05-04", "2026-06-15", **known_from("2026-05-11"))
        assert of_number(result, 2)["outcome"] == "cannot_tell"
        early = found("2026-05-04", "2026-07-01", **known_from("2026-05-11"))
        assert of_number(early, 2)["outcome"] == "not_due"

    def test_found_in_the_covered_part(self) -> None:
        """A first review in the covered part of its 20 working days is met."""
        result = found("2026-01-05", "2026-02-02", **known_from("2026-01-20"))
        assert of_number(result, 1)["outcome"] == "met"

    def test_none_seen_and_the_covered_part_too_long(self) -> None:
        """Where none is seen, the covered part alone may be longer than is allowed."""
        late = found("2020-01-06", **known_from("2026-03-30"))
        assert told(late) == [("not_met", "2026-09-29", None, 1)]
        not_yet = found("2020-01-06", **known_from("2026-03-31"))
        assert [row[0] for row in told(not_yet)] == ["cannot_tell"]

    def test_incomplete(self) -> None:
        """An export that is not complete shows what is in time and no miss."""
        result = found("2026-01-05", "2026-02-02", coverage={"reviews": {"complete": False}})
        assert [row[0] for row in told(result)] == ["met", "cannot_tell"]

    def test_care_periods_not_exported(self) -> None:
        """The start is taken from a placement with start reason S, else it cannot be told."""
        entered = [{"start_date": "2026-01-05", "start_reason": "S"}]
        made = record(placements=entered, reviews=[review("2026-02-03")])
        assert told(audit_one(CODE, made))[0][:2] == ("not_met", "2026-02-02")
        made = record(placements=[{"start_date": "2026-01-05"}], reviews=[review("2026-02-02")])
        assert of_number(audit_one(CODE, made), 1)["outcome"] == "cannot_tell"

    def test_neither_periods_nor_placements(self) -> None:
        """Without either it cannot be told."""
        assert audit_one(CODE, record(reviews=[])).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize("status", ["V3", "V4", "J1"])
    def test_short_breaks_and_remand(self, status: str) -> None:
        """Short breaks and remand have other timings, which are not judged."""
        statuses = [{"legal_status": status, "start_date": "2026-01-05"}]
        assert told(found("2026-01-05", legal_statuses=statuses)) == [
            ("not_applicable", None, None, None)
        ]

    def test_short_breaks_that_ended_before(self) -> None:
        """Other timings hold only for what they touch."""
        statuses = [
            {"legal_status": "V3", "start_date": "2025-01-06", "end_date": "2026-01-05"},
            {"legal_status": "V2", "start_date": "2026-01-05"},
        ]
        assert told(found("2026-01-05", legal_statuses=statuses))[0][0] == "not_met"

    def test_pathway_review(self) -> None:
        """A pathway review counts only if it is recorded as one of a child in care."""
        result = found("2026-01-05", review("2026-02-02", type="pathway"))
        assert told(result)[0][:3] == ("not_met", "2026-02-02", None)

    def test_review_of_no_recorded_type(self) -> None:
        """A review in time whose type is not recorded makes it unclear; a late one does not."""
        unclear = found("2026-01-05", review("2026-02-02", type=None))
        assert told(unclear)[0][0] == "cannot_tell"
        late = found("2026-01-05", review("2026-02-03", type=None))
        assert told(late)[0][0] == "not_met"

    def test_record_ends_before_the_audit(self) -> None:
        """A window that ends between the export and the audit cannot be told."""
        result = found("2026-01-05", exported_on="2026-02-02", as_at="2026-02-10")
        assert [row[0] for row in told(result)] == ["cannot_tell"]

    def test_review_after_the_audit_date(self) -> None:
        """What is dated after the audit date does not count."""
        result = found("2026-01-05", "2026-02-02", as_at="2026-01-30")
        assert told(result) == [("not_due", "2026-02-02", None, None)]

    def test_beyond_the_known_bank_holidays(self) -> None:
        """Working days are not counted where the bank holidays are not known."""
        result = found("2028-12-20", exported_on="2029-01-10")
        assert [row[0] for row in told(result)] == ["cannot_tell"]

    def test_lockdown(self) -> None:
        """A miss while the law was relaxed names that."""
        row = of_number(found("2019-05-13", "2019-06-10", "2019-09-10", "2020-07-01"), 3)
        assert (row["due"], row["outcome"]) == ("2020-03-10", "not_met")
        row = of_number(found("2019-05-13", "2019-06-10", "2019-11-10", "2020-07-01"), 3)
        assert (row["due"], row["eased_by"]) == ("2020-05-10", "SI 2020/445")


class TestNothingToJudge:
    def test_never_in_care(self) -> None:
        """A child who was never in care has no reviews of this kind."""
        assert found("", care_periods=[]).outcomes(CODE) == ["not_applicable"]

    def test_periods_known_only_from_a_date(self) -> None:
        """Where periods are known only from a date there may have been one before."""
        result = found("", care_periods=[], **known_from("2025-01-01", "care_periods"))
        assert result.outcomes(CODE) == ["cannot_tell"]

    def test_reviews_not_exported(self) -> None:
        """Without reviews nothing is read into their absence."""
        made = record(care_periods=[{"start_date": "2026-01-05"}])
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]
