"""PRO03: the reviews of a child protection plan.

The plan began with a conference on 4 March 2026, unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, is_about, record

CODE = "PRO03"
BEGAN = "2026-03-04"


def plan(start: str | None = BEGAN, **named: Any) -> dict[str, Any]:
    return {"type": "child_protection", "start_date": start, **named}


def review(day: str | None, **named: Any) -> dict[str, Any]:
    return {"type": "child_protection", "date": day, **named}


def found(*days: str | dict[str, Any], as_at: str | None = None, **named: Any) -> Found:
    reviews = [review(day) if isinstance(day, str) else day for day in days]
    made = record(**{"plans": [plan()], "reviews": reviews, **named})
    return audit_one(CODE, made, as_at=as_at)


def told(result: Found) -> list[tuple[str, str | None, str | None, int | None]]:
    """Outcome, due, done and days late, in order of what they are due by."""
    rows = [(row["outcome"], row["due"], row["done"], row["days_late"]) for row in result.of(CODE)]
    return sorted(rows, key=lambda row: row[1] or "")


class TestFirst:
    @pytest.mark.parametrize(
        ("day", "outcome", "late"), [("2026-06-04", "met", None), ("2026-06-05", "not_met", 1)]
    )
    def test_within_three_months(self, day: str, outcome: str, late: int | None) -> None:
        """Met on the last day of the three months, not met on the day after."""
        result = found(day)
        assert told(result)[0] == (outcome, "2026-06-04", day, late)
        (row,) = [row for row in result.of(CODE) if is_about(row, "/plans/0: its first review")]
        assert [one["pointer"] for one in row["evidence"]] == ["/plans/0", "/reviews/0"]
        assert (row["force"], row["axis"], row["on"]) == ("guidance", "compliance", day)

    def test_never_held(self) -> None:
        """Not met, late to the last day that is known."""
        (row,) = found().of(CODE)
        assert told(found()) == [("not_met", "2026-06-04", None, 118)]
        assert row["message"] == (
            "the first review after the plan of 4 March 2026 was due by 4 June 2026, and was not "
            "held"
        )

    def test_due_on_the_audit_date(self) -> None:
        """Still open on the last day, late on the day after."""
        assert told(found(as_at="2026-06-04")) == [("not_due", "2026-06-04", None, None)]
        assert told(found(as_at="2026-06-05")) == [("not_met", "2026-06-04", None, 1)]

    @pytest.mark.parametrize(
        ("conference", "due"),
        [
            ("2026-02-27", "2026-05-27"),
            ("2026-03-06", "2026-06-06"),
            ("2026-02-04", "2026-05-04"),
            ("2026-02-03", "2026-06-04"),
        ],
    )
    def test_runs_from_the_conference(self, conference: str, due: str) -> None:
        """The conference within 28 days of the plan's beginning starts the clock, else the plan."""
        enquiry = {"strategy_discussion_date": "2026-01-26", "conference_date": conference}
        assert told(found(section_47_enquiries=[enquiry]))[0][1] == due

    def test_the_conference_is_shown(self) -> None:
        """As what the time runs from; of two the nearer."""
        enquiries = [{"conference_date": "2026-02-16"}, {"conference_date": "2026-03-03"}]
        (row,) = found(section_47_enquiries=enquiries).of(CODE)
        assert row["evidence"][1]["pointer"] == "/section_47_enquiries/1"
        assert row["due"] == "2026-06-03"
        assert "after the conference of 3 March 2026" in row["message"]

    def test_a_meeting_on_the_first_day_is_the_conference(self) -> None:
        """The initial conference, recorded as a review, is none."""
        assert told(found(BEGAN)) == [("not_met", "2026-06-04", None, 118)]
        enquiry = {"conference_date": "2026-03-06"}
        assert told(found("2026-03-06", section_47_enquiries=[enquiry]))[0][0] == "not_met"

    def test_a_plan_whose_start_is_not_recorded(self) -> None:
        """It began on the day it was agreed."""
        agreed = plan(None, agreed_date="2026-03-05")
        assert told(found(plans=[agreed]))[0][1] == "2026-06-05"


class TestLater:
    @pytest.mark.parametrize(
        ("day", "outcome", "late"), [("2026-02-28", "met", None), ("2026-03-01", "not_met", 1)]
    )
    def test_within_six_months(self, day: str, outcome: str, late: int | None) -> None:
        """Within 6 months of the last, clamped to the month's end; about the review before."""
        result = found("2025-08-31", day, plans=[plan("2025-06-02")])
        assert told(result)[1] == (outcome, "2026-02-28", day, late)
        assert any(is_about(row, "/reviews/0: the review before") for row in result.of(CODE))

    def test_runs_from_the_review_held(self) -> None:
        """A late review moves the next due date, an early one too."""
        late = found("2025-06-20", plans=[plan("2025-03-03")])
        assert told(late) == [
            ("not_met", "2025-06-03", "2025-06-20", 17),
            ("not_met", "2025-12-20", None, 284),
        ]
        early = found("2026-03-31")
        assert told(early)[1] == ("not_due", "2026-09-30", None, None)

    def test_series_of_meetings(self) -> None:
        """Counts on the day it was completed, and a series begun in time is said to be one."""
        result = found(review("2026-06-03", completed_date="2026-06-24"))
        assert told(result)[0] == ("not_met", "2026-06-04", "2026-06-24", 20)
        assert told(result)[1][:2] == ("not_due", "2026-12-24")
        said = "a series of meetings began in time"
        assert any(said in row["message"] for row in result.of(CODE))
        in_time = found(review("2026-06-01", completed_date="2026-06-04"))
        assert not any(said in row["message"] for row in in_time.of(CODE))

    def test_cancelled(self) -> None:
        """A cancelled review was not held."""
        assert told(found(review("2026-06-03", cancelled=True)))[0][0] == "not_met"

    def test_same_day_twice(self) -> None:
        """Two reviews of one day are counted once, the first of them, and that is said."""
        result = found("2026-06-03", "2026-06-03")
        assert [row[0] for row in told(result)] == ["met", "not_due"]
        assert [row["evidence"][0]["pointer"] for row in result.of(CODE)] == [
            "/plans/0",
            "/reviews/0",
        ]
        (note,) = result.result.notes
        assert note["evidence"][0]["pointer"] == "/reviews/1"

    @pytest.mark.parametrize("kind", ["child_in_care", "child_in_need", "pathway"])
    def test_reviews_of_another_kind(self, kind: str) -> None:
        """Count only where they are recorded as reviews of the protection plan as well."""
        assert told(found(review("2026-06-03", type=kind)))[0][0] == "not_met"
        both = found(review("2026-06-03", type=kind), "2026-06-03")
        assert told(both)[0][0] == "met"


class TestPlans:
    def test_a_new_version_goes_on(self) -> None:
        """Neither a version without a gap nor one beside an open one starts the clock again."""
        touching = [plan("2026-01-05", end_date=BEGAN), plan(BEGAN)]
        assert told(found(plans=touching)) == [("not_met", "2026-04-05", None, 178)]
        open_ended = [plan("2026-01-05"), plan("2026-05-04")]
        assert told(found(plans=open_ended)) == [("not_met", "2026-04-05", None, 178)]

    def test_a_second_plan_starts_again(self) -> None:
        """After a gap of a day it is another plan, and the first keeps its miss."""
        two = [plan("2025-01-06", end_date="2025-05-06"), plan("2025-05-07")]
        assert told(found("2025-08-07", plans=two)) == [
            ("not_met", "2025-04-06", None, 30),
            ("met", "2025-08-07", "2025-08-07", None),
            ("not_met", "2026-02-07", None, 235),
        ]

    def test_due_when_the_plan_ended(self) -> None:
        """Nothing falls due on or after the day the plan ended."""
        on_it = found(plans=[plan(end_date="2026-06-04")])
        (row,) = on_it.of(CODE)
        assert row["outcome"] == "not_applicable"
        assert row["message"] == "on the plan only until 4 June 2026, before a review fell due"
        assert told(found(plans=[plan(end_date="2026-06-05")])) == [
            ("not_met", "2026-06-04", None, 1)
        ]

    def test_ended_at_a_review(self) -> None:
        """The review on the day the plan ended belongs to it, and nothing is due after it."""
        result = found("2026-06-04", plans=[plan(end_date="2026-06-04")])
        assert told(result) == [("met", "2026-06-04", "2026-06-04", None)]

    def test_ended_before_the_next_was_due(self) -> None:
        """Then the reviews that were held are all."""
        result = found("2026-06-01", plans=[plan(end_date="2026-08-03")])
        assert told(result) == [("met", "2026-06-04", "2026-06-01", None)]

    def test_eighteenth_birthday(self) -> None:
        """From that day on nothing is due, though the plan was left open."""
        child = {"date_of_birth": "2008-06-04"}
        assert [row[0] for row in told(found(child=child))] == ["not_applicable"]
        child = {"date_of_birth": "2008-06-05"}
        assert told(found(child=child)) == [("not_met", "2026-06-04", None, 1)]

    def test_an_unborn_child(self) -> None:
        """A plan made before the birth is reviewed like any other."""
        child = {"expected_date_of_birth": "2026-10-12"}
        assert told(found(child=child))[0][:2] == ("not_met", "2026-06-04")


class TestUnknown:
    def test_known_from_a_date_inside(self) -> None:
        """The first review seen and what lies before it cannot be told; later ones are judged."""
        coverage = {"reviews": {"from": "2025-01-01"}}
        result = found("2025-03-03", "2025-09-03", plans=[plan("2023-05-08")], coverage=coverage)
        assert [row[0] for row in told(result)] == ["cannot_tell", "met", "not_met"]
        assert told(result)[2] == ("not_met", "2026-03-03", None, 211)

    def test_found_in_the_covered_part(self) -> None:
        """In time is in time."""
        coverage = {"reviews": {"from": "2026-05-01"}}
        assert told(found("2026-06-04", coverage=coverage))[0][0] == "met"

    def test_the_covered_part_is_too_long(self) -> None:
        """Had one been held on the day before, the next would be overdue all the same."""
        plans = [plan("2025-03-03")]
        late = found(plans=plans, coverage={"reviews": {"from": "2026-03-30"}})
        assert told(late) == [("not_met", "2026-09-29", None, 1)]
        assert "known" in late.of(CODE)[0]["message"]
        not_yet = found(plans=plans, coverage={"reviews": {"from": "2026-03-31"}})
        assert [row[0] for row in told(not_yet)] == ["cannot_tell"]

    def test_incomplete(self) -> None:
        """An export that is not complete shows what is in time and no miss."""
        result = found(
            "2025-06-02", plans=[plan("2025-03-03")], coverage={"reviews": {"complete": False}}
        )
        assert [row[0] for row in told(result)] == ["met", "cannot_tell"]

    def test_review_of_no_recorded_type(self) -> None:
        """One in time leaves it open, a late one does not."""
        assert told(found(review("2026-06-04", type=None)))[0][0] == "cannot_tell"
        assert told(found(review("2026-06-05", type=None)))[0][0] == "not_met"
        on_the_first_day = found(review(BEGAN, type=None), as_at="2026-08-03")
        assert told(on_the_first_day)[0][0] == "not_met"

    def test_record_ends_before_the_audit(self) -> None:
        """A window that ends between the two cannot be told."""
        result = found(exported_on="2026-06-01", as_at="2026-06-10")
        assert [row[0] for row in told(result)] == ["cannot_tell"]

    def test_review_after_the_audit_date(self) -> None:
        """Does not count."""
        assert told(found("2026-06-03", as_at="2026-06-01")) == [
            ("not_due", "2026-06-04", None, None)
        ]

    def test_beyond_the_known_bank_holidays(self) -> None:
        """Working days, if a council sets them, are not counted where they are not known."""
        made = record(exported_on="2029-06-01", plans=[plan("2028-12-20")], reviews=[])
        result = audit_one(CODE, made, settings={CODE: {"first": "60 working days"}})
        assert [row[0] for row in told(result)] == ["cannot_tell"]


class TestNothingToJudge:
    def test_no_protection_plan(self) -> None:
        """Plans of other types are none; where plans are known from a date it cannot be told."""
        other = [{"type": "child_in_need", "start_date": BEGAN}]
        assert found(plans=other).outcomes(CODE) == ["not_applicable"]
        narrowed = found(plans=other, coverage={"plans": {"from": "2026-01-01"}})
        assert narrowed.outcomes(CODE) == ["cannot_tell"]

    def test_a_plan_without_dates(self) -> None:
        """Cannot be placed in time."""
        assert found(plans=[plan(None)]).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize("section", ["plans", "reviews"])
    def test_not_exported(self, section: str) -> None:
        """Nothing is read into the absence of either."""
        assert found(**{section: None}).outcomes(CODE) == ["cannot_tell"]


def test_settings() -> None:
    """Each time is a setting."""
    made = record(
        plans=[plan("2025-03-03")],
        reviews=[review("2025-04-03"), review("2025-07-03")],
        section_47_enquiries=[{"conference_date": "2025-02-24"}],
    )
    tables = {CODE: {"first": "1 month", "later": "3 months", "conference": "6 days"}}
    assert told(audit_one(CODE, made, settings=tables))[:2] == [
        ("met", "2025-04-03", "2025-04-03", None),
        ("met", "2025-07-03", "2025-07-03", None),
    ]
