"""LVR01: needs assessed, a pathway plan made and reviewed, in time."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, is_about, record

CODE = "LVR01"
BORN = "2010-01-05"
"""16 on 5 January 2026."""
ASSESSED, PLANNED = "needs assessed", "pathway plan"


def found(born: str | None = BORN, as_at: str | None = None, **named: Any) -> Found:
    standing: dict[str, Any] = {
        "care_periods": [{"start_date": "2020-03-02"}],
        "assessments": [],
        "plans": [],
        "reviews": [],
        **named,
    }
    made = record(child={"date_of_birth": born}, **standing)
    present = {name: part for name, part in made.items() if part is not None}
    return audit_one(CODE, present, as_at=as_at)


def of(about: str, seen: Found) -> ObservationRow:
    (row,) = (row for row in seen.of(CODE) if row["evidence"][0].get("note") == about)
    return row


def assessed(day: str | None, **named: Any) -> dict[str, Any]:
    item = {"type": "pathway", "start_date": "2026-02-02", "authorised_date": day}
    return {"assessments": [item | named]}


def plan(day: str | None, **named: Any) -> dict[str, Any]:
    return {"type": "pathway", "agreed_date": day, **named}


def in_care(*spans: tuple[str, str | None]) -> list[dict[str, Any]]:
    return [{"start_date": start, "end_date": end} for start, end in spans]


class TestAssessment:
    @pytest.mark.parametrize(
        ("day", "outcome", "days_late"),
        [("2026-04-05", "met", None), ("2026-04-06", "not_met", 1), ("2025-11-03", "met", None)],
    )
    def test_three_months_after_the_16th_birthday(
        self, day: str, outcome: str, days_late: int | None
    ) -> None:
        """By the same day three months on, or before the birthday."""
        row = of(ASSESSED, found(**assessed(day)))
        assert (row["outcome"], row["due"], row["done"]) == (outcome, "2026-04-05", day)
        assert (row["days_late"], row["force"]) == (days_late, "statutory")
        assert [part["pointer"] for part in row["evidence"]] == [
            "/care_periods/0",
            "/assessments/0",
        ]

    def test_never(self) -> None:
        """Nothing to the audit date: late by the days since."""
        row = of(ASSESSED, found())
        assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", None, 178)

    @pytest.mark.parametrize("named", [{"authorised_date": None}, {"type": "child_in_care"}])
    def test_what_does_not_count(self, named: dict[str, Any]) -> None:
        """One that was not authorised, and one of another type."""
        assert of(ASSESSED, found(**assessed("2026-03-02", **named)))["outcome"] == "not_met"

    def test_not_due(self) -> None:
        """On the last day itself the time is not over."""
        assert of(ASSESSED, found(as_at="2026-04-05"))["outcome"] == "not_due"
        assert of(ASSESSED, found(as_at="2026-04-06"))["outcome"] == "not_met"

    def test_not_exported(self) -> None:
        """Assessments not exported: cannot tell, and the plan is judged all the same."""
        seen = found(assessments=None, plans=[plan("2026-03-02")])
        assert of(ASSESSED, seen)["outcome"] == "cannot_tell"
        assert of(PLANNED, seen)["outcome"] == "met"

    def test_left_care_before_it_was_due(self) -> None:
        """Who left care on the last day is owed nothing here; who left a day later was."""
        outcomes = [
            of(ASSESSED, found(care_periods=in_care(("2020-03-02", left))))["outcome"]
            for left in ("2026-04-05", "2026-04-06")
        ]
        assert outcomes == ["not_applicable", "not_met"]

    def test_late_no_longer_than_in_care(self) -> None:
        """The days late are counted to the day of leaving care."""
        row = of(ASSESSED, found(care_periods=in_care(("2020-03-02", "2026-04-15"))))
        assert (row["outcome"], row["days_late"]) == ("not_met", 10)


class TestEligible:
    @pytest.mark.parametrize(
        ("start", "due"),
        [
            ("2025-10-06", "2026-04-05"),
            ("2025-10-07", "2026-04-06"),
            ("2026-02-02", "2026-08-04"),
        ],
    )
    def test_thirteen_weeks(self, start: str, due: str) -> None:
        """Eligible on the birthday, or after it when 13 weeks in care are full."""
        row = of(ASSESSED, found(care_periods=in_care((start, None))))
        assert row["due"] == due

    def test_weeks_add_up(self) -> None:
        """60 days in care before and 31 later make 91: eligible on the 32nd day."""
        spans = in_care(("2025-01-06", "2025-03-07"), ("2026-02-02", None))
        row = of(ASSESSED, found(care_periods=spans))
        assert (row["on"], row["due"]) == ("2026-03-05", "2026-06-05")
        assert row["evidence"][0]["pointer"] == "/care_periods/1"

    def test_weeks_add_up_over_three_periods(self) -> None:
        """30 days, 30 days and then 31."""
        spans = in_care(
            ("2025-01-06", "2025-02-05"), ("2025-06-02", "2025-07-02"), ("2026-02-02", None)
        )
        assert of(ASSESSED, found(care_periods=spans))["on"] == "2026-03-05"

    def test_back_in_care_with_weeks_enough(self) -> None:
        """Long in care before, and back after 16: eligible on the first day."""
        spans = in_care(("2024-02-05", "2025-06-02"), ("2026-02-02", None))
        assert of(ASSESSED, found(care_periods=spans))["on"] == "2026-02-02"

    def test_time_before_14_does_not_count(self) -> None:
        """Years in care that ended at 14, and ten weeks at 16, are not enough."""
        spans = in_care(("2016-03-07", "2024-01-05"), ("2026-07-22", None))
        assert found(care_periods=spans).outcomes(CODE) == ["not_applicable"]

    def test_left_care_before_16(self) -> None:
        """Who left the day before the birthday, or on it, was never eligible."""
        for left in ("2026-01-04", "2026-01-05"):
            seen = found(care_periods=in_care(("2020-03-02", left)))
            assert seen.outcomes(CODE) == ["not_applicable"]

    def test_under_16(self) -> None:
        """Before the birthday it does not apply; on it the time begins."""
        assert found(as_at="2026-01-04").outcomes(CODE) == ["not_applicable"]
        assert found(as_at="2026-01-05").outcomes(CODE) == ["not_due", "not_due"]

    def test_short_breaks_do_not_count(self) -> None:
        """Time under V3 makes nobody eligible; the care that follows does."""
        status = {"legal_status": "V3", "start_date": "2020-03-02", "end_date": "2026-03-02"}
        row = of(ASSESSED, found(legal_statuses=[status]))
        assert row["on"] == "2026-06-01"
        assert found(legal_statuses=[status | {"end_date": None}]).outcomes(CODE) == [
            "not_applicable"
        ]

    def test_time_in_care_that_is_not_known(self) -> None:
        """Where eligibility may have come earlier, what would be late then cannot be told."""
        unseen: dict[str, Any] = {
            "care_periods": in_care(("2026-01-12", None)),
            "coverage": {"care_periods": {"from": "2026-01-01"}},
        }
        days = ("2026-04-05", "2026-04-06", "2026-07-13", "2026-07-14")
        outcomes = [of(ASSESSED, found(**unseen, **assessed(day)))["outcome"] for day in days]
        assert outcomes == ["met", "cannot_tell", "cannot_tell", "not_met"]

    def test_known_since_14(self) -> None:
        """A record of care that begins on the 14th birthday shows all that counts."""
        known: dict[str, Any] = {
            "care_periods": in_care(("2026-01-12", None)),
            "coverage": {"care_periods": {"from": "2024-01-05"}},
        }
        assert of(ASSESSED, found(**known, **assessed("2026-04-06")))["outcome"] == "met"

    def test_audited_after_the_export(self) -> None:
        """Eligible between the export and the audit date: not due yet."""
        spans = in_care(("2026-08-01", None))
        assert of(ASSESSED, found(care_periods=spans, as_at="2026-12-30"))["outcome"] == "not_due"

    def test_not_enough_time_in_what_is_known(self) -> None:
        """Too short in care by a record that begins late: cannot tell."""
        unseen: dict[str, Any] = {
            "care_periods": in_care(("2026-07-22", None)),
            "coverage": {"care_periods": {"from": "2026-07-01"}},
        }
        assert found(**unseen).outcomes(CODE) == ["cannot_tell"]

    def test_entry_that_is_not_in_the_placements(self) -> None:
        """A first placement that does not say it is the first: there may have been more."""
        rows = [{"start_date": "2026-01-12", "start_reason": "P"}]
        seen = found(care_periods=None, placements=rows, **assessed("2026-05-05"))
        assert of(ASSESSED, seen)["outcome"] == "cannot_tell"


class TestPlan:
    @pytest.mark.parametrize(
        ("day", "outcome", "days_late"),
        [("2026-04-05", "met", None), ("2026-04-06", "not_met", 1), ("2025-12-01", "met", None)],
    )
    def test_in_the_same_three_months(self, day: str, outcome: str, days_late: int | None) -> None:
        """The plan's date is local; it may come before the birthday."""
        row = of(PLANNED, found(plans=[plan(day)]))
        assert (row["outcome"], row["due"], row["done"]) == (outcome, "2026-04-05", day)
        assert (row["days_late"], row["force"]) == (days_late, "local")

    def test_the_first_version(self) -> None:
        """The first version counts, in whatever order, and of one day the first; no care plan."""
        plans = [plan("2026-06-01"), plan("2026-03-02"), plan("2026-03-02")]
        assert of(PLANNED, found(plans=plans))["evidence"][1]["pointer"] == "/plans/1"
        plans = [plan("2026-06-01"), plan("2026-03-02"), plan("2026-02-02", type="care")]
        row = of(PLANNED, found(plans=plans))
        assert (row["done"], row["evidence"][1]["pointer"]) == ("2026-03-02", "/plans/1")

    def test_a_plan_without_a_date(self) -> None:
        """When it was made is not known, so cannot tell, and it shows which plan."""
        row = of(PLANNED, found(plans=[plan(None)]))
        assert (row["outcome"], row["days_late"]) == ("cannot_tell", None)
        assert row["evidence"][1]["pointer"] == "/plans/0"

    def test_not_exported(self) -> None:
        """Plans not exported: cannot tell."""
        assert of(PLANNED, found(plans=None))["outcome"] == "cannot_tell"


class TestReviews:
    def reviews(self, *days: str, kind: str = "pathway", **named: Any) -> list[ObservationRow]:
        """What comes of the reviews of a plan of 2 March 2026."""
        standing: dict[str, Any] = {"plans": [plan("2026-03-02")], **named}
        rows = [{"type": kind, "date": day} for day in days]
        seen = found(**{"reviews": rows, **standing})
        return [row for row in seen.of(CODE) if row["evidence"][0]["note"] == "the next review"]

    @pytest.mark.parametrize(
        ("day", "outcome", "days_late"),
        [("2026-09-02", "met", None), ("2026-09-03", "not_met", 1)],
    )
    @pytest.mark.parametrize("kind", ["pathway", "child_in_care"])
    def test_six_months_from_the_plan(
        self, day: str, outcome: str, days_late: int | None, kind: str
    ) -> None:
        """The first review within six months of the plan, and the next counted from it."""
        first, following = self.reviews(day, kind=kind)
        assert (first["outcome"], first["due"], first["done"]) == (outcome, "2026-09-02", day)
        assert (first["days_late"], first["force"]) == (days_late, "statutory")
        assert first["on"] == day
        assert [part["pointer"] for part in first["evidence"]] == ["/plans/0", "/reviews/0"]
        assert following["outcome"] == "not_due"
        assert is_about(following, "/reviews/0")

    def test_none(self) -> None:
        """No review to the audit date: late so far. Of another type: the same."""
        for rows in (self.reviews(), self.reviews("2026-06-01", kind="child_in_need")):
            assert [(row["outcome"], row["days_late"]) for row in rows] == [("not_met", 28)]
            assert rows[0]["done"] is None

    def test_on_the_day_of_the_plan(self) -> None:
        """A review on the day of the plan is not one after it."""
        (row,) = self.reviews("2026-03-02")
        assert row["outcome"] == "not_met"

    def test_a_review_without_a_type(self) -> None:
        """It may have been one of this plan: cannot tell."""
        rows = [{"date": "2026-06-01"}]
        assert [row["outcome"] for row in self.reviews(reviews=rows)] == ["cannot_tell"]

    def test_not_exported(self) -> None:
        """Reviews not exported: cannot tell."""
        assert [row["outcome"] for row in self.reviews(reviews=None)] == ["cannot_tell"]

    def test_a_new_version_is_no_review(self) -> None:
        """The count goes on through the versions of the plan."""
        plans = [plan("2026-03-02", end_date="2026-08-03"), plan("2026-08-03")]
        assert [row["outcome"] for row in self.reviews(plans=plans)] == ["not_met"]

    @pytest.mark.parametrize(
        ("ended", "outcome"), [("2026-09-02", "not_applicable"), ("2026-09-03", "not_met")]
    )
    def test_the_plan_ended(self, ended: str, outcome: str) -> None:
        """A plan that ended by the last day needed no review."""
        plans = [plan("2026-03-02", end_date=ended)]
        assert [row["outcome"] for row in self.reviews(plans=plans)] == [outcome]

    @pytest.mark.parametrize(
        ("born", "force"), [("2005-09-03", "statutory"), ("2005-09-02", "local")]
    )
    def test_beyond_21(self, born: str, force: str) -> None:
        """What is due from the 21st birthday on is local."""
        rows = self.reviews(born=born, care_periods=in_care(("2020-03-02", None)))
        assert [(row["outcome"], row["force"]) for row in rows] == [("not_met", force)]

    @pytest.mark.parametrize(
        ("born", "outcomes"),
        [("2001-09-03", ["not_met"]), ("2001-09-02", ["not_applicable"]), ("2001-03-02", [])],
    )
    def test_up_to_25(self, born: str, outcomes: list[str]) -> None:
        """Nothing is due from the 25th birthday on."""
        assert [row["outcome"] for row in self.reviews(born=born)] == outcomes

    def test_where_care_is_not_exported(self) -> None:
        """The plan's reviews are judged, and the rest cannot be told."""
        seen = found(care_periods=None, plans=[plan("2026-03-02")])
        assert seen.outcomes(CODE) == ["not_met", "cannot_tell"]


class TestNothingToJudge:
    def test_never_in_care(self) -> None:
        """No period of care: not applicable; from a record that begins late: cannot tell."""
        assert found(care_periods=[]).outcomes(CODE) == ["not_applicable"]
        late: dict[str, Any] = {"coverage": {"care_periods": {"from": "2026-01-01"}}}
        assert found(care_periods=[], **late).outcomes(CODE) == ["cannot_tell"]

    def test_no_date_of_birth(self) -> None:
        """Without an age nobody can tell."""
        assert found(born=None).outcomes(CODE) == ["cannot_tell"]

    def test_not_exported(self) -> None:
        """Neither care periods nor placements: cannot tell."""
        assert found(care_periods=None).outcomes(CODE) == ["cannot_tell"]
