"""VIS01: every edge of the standard, and every ruling by name.

Most children here were placed on Monday 5 January 2026, so that the first visit is due by
12 January; six weeks from a visit on 9 January end on 20 February.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "VIS01"
Json = dict[str, Any]


def visit(day: str | None, **named: Any) -> Json:
    return {"type": "child_in_care", "date": day, "successful": True, **named}


def visited(*days: str) -> list[Json]:
    return [visit(day) for day in days]


def placed(start: str = "2026-01-05", **named: Any) -> Json:
    return {"start_date": start, "placement_type": "U6", "carer_id": "C1", **named}


def found(
    visits: list[Json],
    *placements: Json,
    as_at: str | None = None,
    settings: Any = None,
    **named: Any,
) -> Found:
    standing: Json = {"care_periods": [{"start_date": "2020-01-06"}], "plans": [], **named}
    made = record(visits=visits, placements=list(placements or (placed(),)), **standing)
    return audit_one(CODE, made, as_at=as_at, settings=settings)


def about(result: Found, pointer: str) -> ObservationRow:
    """The observation about an item; of two about one visit, the later."""
    return [row for row in result.of(CODE) if row["evidence"][0]["pointer"] == pointer][-1]


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None]:
    return row["outcome"], row["due"], row["done"], row["days_late"]


def reason(result: Found) -> str:
    (silent,) = result.result.silent
    return silent["reason"]


class TestFirstWeek:
    def test_on_the_seventh_day(self) -> None:
        """A visit on the seventh day after the start is in time."""
        row = about(found(visited("2026-01-12"), as_at="2026-01-20"), "/placements/0")
        assert told(row) == ("met", "2026-01-12", "2026-01-12", None)
        assert row["force"] == "statutory"

    def test_on_the_eighth_day(self) -> None:
        """A day later it is one day late."""
        row = about(found(visited("2026-01-13"), as_at="2026-01-20"), "/placements/0")
        assert told(row) == ("not_met", "2026-01-12", "2026-01-13", 1)

    def test_never(self) -> None:
        """Without any visit the miss grows to the day of the audit."""
        row = found([], as_at="2026-01-20").only(CODE)
        assert told(row) == ("not_met", "2026-01-12", None, 8)

    @pytest.mark.parametrize(
        ("as_at", "outcome"), [("2026-01-12", "not_due"), ("2026-01-13", "not_met")]
    )
    def test_still_inside_the_week(self, as_at: str, outcome: str) -> None:
        """On the last day of the week it is not yet due."""
        assert found([], as_at=as_at).outcomes(CODE) == [outcome]

    def test_a_placement_that_ended_inside_its_first_week_without_a_visit(self) -> None:
        """Nothing fell due in it."""
        result = found([], placed(end_date="2026-01-12"))
        assert result.outcomes(CODE) == ["not_applicable"]

    def test_an_ended_placement_keeps_its_miss(self) -> None:
        """A placement that ended on the eighth day should have been visited; one day late."""
        row = found([], placed(end_date="2026-01-13")).only(CODE)
        assert told(row) == ("not_met", "2026-01-12", None, 1)


class TestGaps:
    def test_42_and_43_days_in_the_first_year(self) -> None:
        """Six weeks are 42 days."""
        met = about(found(visited("2026-01-09", "2026-02-20"), as_at="2026-03-01"), "/visits/0")
        late = about(found(visited("2026-01-09", "2026-02-21"), as_at="2026-03-01"), "/visits/0")
        assert told(met) == ("met", "2026-02-20", "2026-02-20", None)
        assert told(late) == ("not_met", "2026-02-20", "2026-02-21", 1)
        assert late["evidence"][1]["pointer"] == "/visits/1"

    @pytest.mark.parametrize(
        ("as_at", "expected"),
        [
            ("2026-02-20", ("not_due", "2026-02-20", None, None)),
            ("2026-02-22", ("not_met", "2026-02-20", None, 2)),
        ],
    )
    def test_gap_to_the_audit(self, as_at: str, expected: tuple[Any, ...]) -> None:
        """The gap from the last visit to the audit counts."""
        assert told(about(found(visited("2026-01-09"), as_at=as_at), "/visits/0")) == expected

    @pytest.mark.parametrize(
        ("end", "expected"),
        [
            ("2026-02-20", ("not_applicable", "2026-02-20", None, None)),
            ("2026-02-21", ("not_met", "2026-02-20", None, 1)),
        ],
    )
    def test_gap_to_the_end_of_the_placement(self, end: str, expected: tuple[Any, ...]) -> None:
        """So does the gap to the placement's end, however long ago that was."""
        result = found(visited("2026-01-09"), placed(end_date=end))
        assert told(about(result, "/visits/0")) == expected

    @pytest.mark.parametrize(
        ("named", "due"),
        [
            pytest.param({"intended_until_18": True}, "2026-06-03", id="to 18: three months"),
            pytest.param({"intended_until_18": False}, "2026-04-14", id="otherwise six weeks"),
            pytest.param({"placement_type": "U4"}, "2026-06-03", id="long-term fostering"),
            pytest.param(
                {"long_term_match": {"ratified_date": "2025-02-03"}},
                "2026-06-03",
                id="a long-term match without the child's agreement",
            ),
            pytest.param(
                {"long_term_match": {"visits_agreed_date": "2025-12-01"}},
                "2026-09-03",
                id="a long-term match with the child's agreement",
            ),
        ],
    )
    def test_after_the_first_year(self, named: Json, due: str) -> None:
        """What the placement is meant for decides the interval after a year in it."""
        start = placed("2025-01-06", **named)
        row = about(found(visited("2026-03-03"), start, as_at="2026-03-20"), "/visits/0")
        assert told(row) == ("not_due", due, None, None)

    def test_agreed_before_a_year_in_the_placement(self) -> None:
        """Agreement to fewer visits does nothing in the first year."""
        match = {"ratified_date": "2026-02-02", "visits_agreed_date": "2026-02-02"}
        result = found(visited("2026-03-03"), placed(long_term_match=match), as_at="2026-03-20")
        assert about(result, "/visits/0")["due"] == "2026-04-14"

    @pytest.mark.parametrize(
        ("day", "outcome"),
        [
            ("2026-04-14", "met"),
            ("2026-04-15", "cannot_tell"),
            ("2026-06-03", "cannot_tell"),
            ("2026-06-04", "not_met"),
        ],
    )
    def test_intention_not_recorded(self, day: str, outcome: str) -> None:
        """Where nothing says how long it is meant to last, only what is clear is judged."""
        result = found(visited("2026-03-03", day), placed("2025-01-06"), as_at="2026-06-10")
        assert about(result, "/visits/0")["outcome"] == outcome

    def test_a_gap_that_straddles_the_end_of_year_one_is_judged_day_by_day(self) -> None:
        """When six weeks would end in the second year, three months hold."""
        start = placed("2025-02-03", intended_until_18=True)
        result = found(visited("2026-01-05", "2026-04-05"), start, as_at="2026-04-20")
        assert told(about(result, "/visits/0")) == ("met", "2026-04-05", "2026-04-05", None)
        earlier = found(visited("2025-12-21", "2026-02-10"), start, as_at="2026-02-20")
        assert told(about(earlier, "/visits/0")) == ("not_met", "2026-02-01", "2026-02-10", 9)


class TestWithAParent:
    HOME: ClassVar[Json] = placed(placement_type="P1")
    ASSESSED: ClassVar[Json] = placed(
        placement_type="P1", parent_placement={"assessment_completed_date": "2025-12-01"}
    )
    INTERIM: ClassVar[Json] = {"legal_status": "C1", "start_date": "2025-12-01"}
    FULL: ClassVar[Json] = {"legal_status": "C2", "start_date": "2025-12-01"}

    def due(self, home: Json, order: Json, *reviews: str, last: str = "2026-01-09") -> str | None:
        result = found(
            visited(last),
            home,
            as_at=last,
            legal_statuses=[order],
            reviews=[{"type": "child_in_care", "date": day} for day in reviews],
        )
        return about(result, "/visits/0")["due"]

    def test_interim_order_weekly_to_the_first_review(self) -> None:
        """Weekly on an interim care order, until a review was held."""
        assert self.due(self.ASSESSED, self.INTERIM) == "2026-01-16"

    def test_interim_order_then_four_weekly(self) -> None:
        """Four-weekly after the first review held on or after the start."""
        assert self.due(self.ASSESSED, self.INTERIM, "2026-01-07") == "2026-02-06"

    def test_a_review_before_the_placement_began_is_not_the_first(self) -> None:
        """It has to be held on or after the start of the placement."""
        assert self.due(self.ASSESSED, self.INTERIM, "2026-01-04") == "2026-01-16"
        assert self.due(self.ASSESSED, self.INTERIM, "2026-01-05") == "2026-02-06"

    def test_not_yet_assessed(self) -> None:
        """Weekly to the first review, then six-weekly, where the parent was not assessed."""
        assert self.due(self.HOME, self.FULL) == "2026-01-16"
        assert self.due(self.HOME, self.FULL, "2026-01-07") == "2026-02-20"

    def test_the_assessment_is_completed_before_the_first_review(self) -> None:
        """Weekly visits go on to the first review."""
        home = placed(
            placement_type="P1", parent_placement={"assessment_completed_date": "2026-01-08"}
        )
        assert self.due(home, self.FULL) == "2026-01-16"

    def test_full_order_is_six_weekly_even_after_a_year(self) -> None:
        """At home on a full care order the three months never hold."""
        home = {**self.ASSESSED, "start_date": "2024-01-08", "intended_until_18": True}
        home["parent_placement"] = {"assessment_completed_date": "2023-12-01"}
        order = {"legal_status": "C2", "start_date": "2023-06-05"}
        assert self.due(home, order) == "2026-02-20"

    def test_full_order_made_at_home(self) -> None:
        """From the day of the order a visit is due within a week, and six-weekly then."""
        orders = [
            {**self.INTERIM, "end_date": "2026-03-02"},
            {"legal_status": "C2", "start_date": "2026-03-02"},
        ]
        reviews = [{"type": "child_in_care", "date": "2026-01-20"}]
        late = found(
            visited("2026-01-09", "2026-01-16", "2026-02-13", "2026-03-10"),
            self.ASSESSED,
            as_at="2026-03-12",
            legal_statuses=orders,
            reviews=reviews,
        )
        assert told(about(late, "/legal_statuses/1")) == (
            "not_met",
            "2026-03-09",
            "2026-03-10",
            1,
        )
        assert about(late, "/visits/2")["outcome"] == "not_applicable"
        assert told(about(late, "/visits/3")) == ("not_due", "2026-04-21", None, None)

    def test_other_arrangements_are_not_with_a_parent(self) -> None:
        """P2 and P3 are six-weekly."""
        assert self.due(placed(placement_type="P2"), self.INTERIM) == "2026-02-20"

    def test_reviews_not_exported(self) -> None:
        """Without reviews, what lies between weekly and four-weekly cannot be told."""
        result = found(
            visited("2026-01-09", "2026-01-20", "2026-02-18"),
            self.ASSESSED,
            as_at="2026-02-19",
            legal_statuses=[self.INTERIM],
        )
        assert about(result, "/visits/0")["outcome"] == "cannot_tell"
        assert told(about(result, "/visits/1")) == ("not_met", "2026-02-17", "2026-02-18", 1)

    def test_legal_statuses_not_exported(self) -> None:
        """Without legal statuses, a gap of more than a week with a parent cannot be told."""
        result = found(
            visited("2026-01-09", "2026-01-20"), self.ASSESSED, as_at="2026-01-20", reviews=[]
        )
        assert about(result, "/visits/0")["outcome"] == "cannot_tell"

    def test_temporarily_approved_connected_person(self) -> None:
        """Weekly to the first review and then four-weekly, by the mark on the placement."""
        approved = placed(placement_type="U3", temporary_approval={"start_date": "2026-01-05"})
        assert self.due(approved, self.FULL) == "2026-01-16"
        assert self.due(approved, self.FULL, "2026-01-08") == "2026-02-06"
        assert self.due(placed(placement_type="U3"), self.FULL) == "2026-02-20"


class TestWhichVisitsCount:
    @pytest.mark.parametrize("kind", ["iro", "personal_advisor", "child_protection"])
    def test_other_types(self, kind: str) -> None:
        """Visits of others, or for other ends, do not count for a child in care."""
        result = found([visit("2026-01-09", type=kind)], as_at="2026-01-20")
        assert result.outcomes(CODE) == ["not_met"]

    def test_a_duty_visit_counts_and_is_shown_apart(self) -> None:
        """A duty visit meets the standard, and the result says that it was one."""
        result = found([visit("2026-01-09", type="duty")], as_at="2026-01-20")
        row = about(result, "/placements/0")
        assert row["outcome"] == "met"
        assert row["facts"]["duty"] is True

    @pytest.mark.parametrize(
        ("named", "outcome"),
        [
            ({"successful": False}, "not_met"),
            ({"successful": False, "seen": True}, "not_met"),
            ({"successful": True, "seen": False}, "not_met"),
            ({"successful": None, "seen": True}, "met"),
            ({"successful": None}, "cannot_tell"),
            ({"successful": None, "seen": False}, "cannot_tell"),
            ({"type": None}, "cannot_tell"),
        ],
    )
    def test_successful_missing(self, named: Json, outcome: str) -> None:
        """A visit at which the child was not seen does not count; unclear ones are said to be."""
        result = found([visit("2026-01-09", **named)], as_at="2026-01-20")
        assert about(result, "/placements/0")["outcome"] == outcome

    def test_an_unclear_visit_that_would_not_help(self) -> None:
        """Where even with it the gap would be too long, the miss is plain."""
        visits = [visit("2026-01-09"), visit("2026-01-12", successful=None), visit("2026-04-01")]
        row = about(found(visits, as_at="2026-04-02"), "/visits/0")
        assert told(row) == ("not_met", "2026-02-20", "2026-04-01", 40)

    def test_a_planned_visit_that_was_not_held(self) -> None:
        """It is no visit."""
        visits = [{"type": "child_in_care", "planned_date": "2026-01-09"}]
        assert found(visits, as_at="2026-01-20").outcomes(CODE) == ["not_met"]

    def test_two_visits_of_one_date_and_type_count_once(self) -> None:
        """And the report says so."""
        result = found(visited("2026-01-09", "2026-01-09"), as_at="2026-01-20")
        assert result.outcomes(CODE) == ["met", "not_due"]
        (note,) = result.result.notes
        assert [item["pointer"] for item in note["evidence"]] == ["/visits/1"]


class TestMoves:
    def test_a_visit_on_the_day_of_a_move_counts_for_both(self) -> None:
        """It ends the gap in the old placement and is the first in the new one."""
        result = found(
            visited("2026-01-09", "2026-02-16"),
            placed(end_date="2026-02-16"),
            placed("2026-02-16", carer_id="C2"),
            as_at="2026-02-20",
        )
        assert told(about(result, "/visits/0"))[0] == "met"
        assert told(about(result, "/placements/1"))[0] == "met"
        assert told(about(result, "/visits/1")) == ("not_due", "2026-03-30", None, None)
        assert len(result.of(CODE)) == 4

    def test_a_new_row_with_the_same_carer_starts_nothing_anew(self) -> None:
        """Rows with one carer are one placement: no first week, and the year goes on."""
        result = found(
            visited("2026-01-09"),
            placed(end_date="2026-02-02", intended_until_18=True),
            placed("2026-02-02", start_reason="U", intended_until_18=True),
            as_at="2026-02-10",
        )
        assert result.outcomes(CODE) == ["met", "not_due"]

    def test_a_temporary_absence_has_no_first_week_and_its_visits_count(self) -> None:
        """A visit in hospital counts for the placement that was interrupted."""
        result = found(
            visited("2026-01-09", "2026-02-20"),
            placed(end_date="2026-02-02"),
            {"start_date": "2026-02-02", "placement_type": "T1"},
            as_at="2026-02-25",
        )
        assert result.outcomes(CODE) == ["met", "met", "not_due"]

    def test_after_leaving_care_nothing_is_due(self) -> None:
        """A placement left open in the record ends with the period of care."""
        result = found(
            visited("2026-01-09"),
            care_periods=[{"start_date": "2020-01-06", "end_date": "2026-02-16"}],
        )
        assert result.outcomes(CODE) == ["met", "not_applicable"]

    def test_due_after_the_eighteenth_birthday(self) -> None:
        """What would fall due after it is never due."""
        child = {"date_of_birth": "2008-02-16"}
        result = found(visited("2026-01-09"), child=child, as_at="2026-02-10")
        assert result.outcomes(CODE) == ["met", "not_applicable"]


class TestCoverage:
    def known_from(self, day: str, *days: str, as_at: str) -> ObservationRow:
        result = found(
            visited(*days), placed("2025-11-03"), as_at=as_at, coverage={"visits": {"from": day}}
        )
        return about(result, "/placements/0")

    def test_visits_known_only_from_a_date_inside_the_placement(self) -> None:
        """The gap before the first one seen cannot be told."""
        row = self.known_from("2026-01-05", "2026-02-15", as_at="2026-02-20")
        assert told(row) == ("cannot_tell", "2025-11-10", "2026-02-15", None)

    def test_the_covered_part_alone_is_too_long(self) -> None:
        """From the day before that date, six weeks end on 15 February."""
        row = self.known_from("2026-01-05", "2026-02-16", as_at="2026-02-20")
        assert told(row) == ("not_met", "2026-02-15", "2026-02-16", 1)
        assert row["on"] == "2026-02-16"

    def test_export_not_complete(self) -> None:
        """A visit that is not there may have been made all the same."""
        coverage = {"visits": {"complete": False}}
        result = found(visited("2026-01-09"), as_at="2026-03-20", coverage=coverage)
        assert result.outcomes(CODE) == ["met", "cannot_tell"]

    def test_audit_later_than_the_export(self) -> None:
        """A gap that would become too long after the export cannot be told."""
        result = found(visited("2026-08-24"), placed("2026-08-17"), as_at="2026-10-20")
        assert result.outcomes(CODE) == ["met", "cannot_tell"]

    def test_sections_not_exported(self) -> None:
        """Without visits, or without placements and plans, it cannot tell."""
        without_visits = audit_one(CODE, record(placements=[placed()]))
        assert without_visits.outcomes(CODE) == ["cannot_tell"]
        alone = audit_one(CODE, record(visits=[]))
        assert reason(alone) == "no duty to visit is recorded, and placements not exported"

    def test_nothing_asks_for_a_visit(self) -> None:
        """A child never in care and without a plan is not applicable."""
        result = audit_one(CODE, record(visits=[], placements=[], plans=[], care_periods=[]))
        assert result.outcomes(CODE) == ["not_applicable"]

    def test_in_care_without_a_placement_on_record(self) -> None:
        """A child in care lives somewhere: where, the record does not say."""
        made = record(
            visits=[], placements=[], plans=[], care_periods=[{"start_date": "2026-01-05"}]
        )
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]


class TestOtherTimings:
    @pytest.mark.parametrize("status", ["V3", "V4", "J1"])
    def test_short_breaks_and_remand(self, status: str) -> None:
        """They are not judged here, and the result says so."""
        orders = [{"legal_status": status, "start_date": "2026-01-05"}]
        assert found([], legal_statuses=orders).outcomes(CODE) == ["not_applicable"]

    def test_placed_for_adoption_with_the_same_carer(self) -> None:
        """From that day the adoption agencies regulations set the visits."""
        result = found(
            visited("2026-01-09"),
            placed(end_date="2026-02-02"),
            placed("2026-02-02", placement_type="A3"),
            as_at="2026-06-01",
        )
        assert result.outcomes(CODE) == ["met", "not_applicable", "not_applicable"]


class TestPlans:
    def plan(self, kind: str, start: str = "2026-03-02", **named: Any) -> Json:
        return {"type": kind, "start_date": start, **named}

    def on_plan(self, kind: str, *visits: Json, as_at: str, **named: Any) -> Found:
        made = record(
            visits=list(visits), placements=[], care_periods=[], plans=[self.plan(kind, **named)]
        )
        return audit_one(CODE, made, as_at=as_at)

    @pytest.mark.parametrize(
        ("kind", "counts", "due", "late"),
        [
            ("child_protection", "child_protection", "2026-03-16", "2026-03-17"),
            ("child_in_need", "child_in_need", "2026-03-30", "2026-03-31"),
            ("child_in_need", "child_protection", "2026-03-30", "2026-03-31"),
        ],
    )
    def test_the_first_interval_starts_with_the_plan(
        self, kind: str, counts: str, due: str, late: str
    ) -> None:
        """Ten working days on a protection plan, four weeks on a child in need plan."""
        in_time = self.on_plan(kind, visit(due, type=counts), as_at="2026-04-01")
        row = about(in_time, "/plans/0")
        assert told(row) == ("met", due, due, None)
        assert row["force"] == "local"
        row = about(self.on_plan(kind, visit(late, type=counts), as_at="2026-04-01"), "/plans/0")
        assert told(row) == ("not_met", due, late, 1)

    def test_an_in_need_visit_does_not_count_for_a_protection_plan(self) -> None:
        """Protection visits alone do."""
        result = self.on_plan(
            "child_protection", visit("2026-03-09", type="child_in_need"), as_at="2026-04-01"
        )
        assert result.outcomes(CODE) == ["not_met"]

    def test_a_child_in_care_on_a_protection_plan(self) -> None:
        """Both rules hold, each observed."""
        result = found(
            [visit("2026-01-09"), visit("2026-01-09", type="child_protection")],
            as_at="2026-01-12",
            plans=[self.plan("child_protection", "2026-01-05")],
        )
        rows = [(row["force"], row["outcome"]) for row in result.of(CODE)]
        assert sorted(rows) == [
            ("local", "met"),
            ("local", "not_due"),
            ("statutory", "met"),
            ("statutory", "not_due"),
        ]

    def test_a_child_in_need_plan_left_open_in_care_asks_for_nothing(self) -> None:
        """The care plan has taken its place, until the child leaves care."""
        result = found(
            visited("2026-01-09"),
            as_at="2026-01-12",
            plans=[self.plan("child_in_need", "2025-01-06")],
        )
        assert {row["force"] for row in result.of(CODE)} == {"statutory"}

    def test_versions_of_a_plan_are_one_plan(self) -> None:
        """A new version on the day the old one ended starts no first interval."""
        made = record(
            visits=[visit("2026-03-09", type="child_protection")],
            placements=[],
            care_periods=[],
            plans=[
                self.plan("child_protection", end_date="2026-03-16"),
                self.plan("child_protection", "2026-03-16"),
            ],
        )
        result = audit_one(CODE, made, as_at="2026-03-20")
        assert result.outcomes(CODE) == ["met", "not_due"]


class TestEasement:
    def test_a_miss_inside_a_time_of_relaxed_law_names_it(self) -> None:
        """In June 2020 many timings were relaxed."""
        result = found([], placed("2020-06-01", end_date="2020-06-29"))
        assert result.only(CODE)["eased_by"] == "SI 2020/445"


def test_examples_of_the_docstring() -> None:
    """What the check says of itself is true."""
    met = found(visited("2026-01-09", "2026-02-20"), as_at="2026-02-20")
    assert met.outcomes(CODE)[:2] == ["met", "met"]
    late = found(visited("2026-01-09", "2026-02-21"), as_at="2026-02-21")
    assert told(about(late, "/visits/0")) == ("not_met", "2026-02-20", "2026-02-21", 1)
    assert about(late, "/visits/0")["facts"]["days"] == 43
