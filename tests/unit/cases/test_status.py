from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaudit.cases.care import Span
from qaudit.cases.case import Case
from qaudit.cases.status import (
    Status,
    case_open_since,
    other_rules_on,
    spans_by_status,
    statuses_on,
    without,
)
from support import case

ADULT = {"date_of_birth": "2007-03-10"}


def day(written: str) -> date:
    return date.fromisoformat(written)


def span(start: str, end: str | None = None) -> Span:
    return Span(day(start), day(end) if end else None)


def lasting(start: str | None, end: str | None = None, **named: Any) -> dict[str, Any]:
    """Something of a record that lasts."""
    return {"start_date": start, "end_date": end, **named}


def spans(made: Case, status: Status) -> list[Span]:
    return spans_by_status(made)[status]


class TestPlans:
    @pytest.mark.parametrize(
        ("kind", "status"),
        [("child_protection", Status.PROTECTION_PLAN), ("child_in_need", Status.IN_NEED)],
    )
    def test_of_their_type(self, kind: str, status: Status) -> None:
        """A plan gives its status from its start up to its end, and no other plan does."""
        made = case(
            plans=[
                lasting("2025-03-01", "2025-06-01", type=kind),
                lasting("2025-01-01", type="care"),
                lasting(None, type=kind),
            ]
        )
        assert spans(made, status) == [span("2025-03-01", "2025-06-01")]
        assert [status] == statuses_on(made, day("2025-03-01"))
        assert [status] == statuses_on(made, day("2025-05-31"))
        assert statuses_on(made, day("2025-06-01")) == []

    def test_agreed_and_not_started(self) -> None:
        """A plan that was agreed and has not started gives no status yet."""
        plan = lasting("2025-04-01", type="child_protection", agreed_date="2025-03-20")
        assert spans(case("2025-03-25", plans=[plan]), Status.PROTECTION_PLAN) == []


class TestCourt:
    @pytest.mark.parametrize("kind", ["care", "discharge", "pre_proceedings", "other", None])
    def test_proceedings(self, kind: str | None) -> None:
        """Open proceedings are before the court."""
        made = case(court_proceedings=[lasting("2025-03-01", "2025-09-01", type=kind)])
        assert spans(made, Status.COURT) == [span("2025-03-01", "2025-09-01")]

    def test_interim_order(self) -> None:
        """So is an interim care order."""
        made = case(legal_statuses=[lasting("2025-03-01", "2025-09-01", legal_status="C1")])
        assert spans(made, Status.COURT) == [span("2025-03-01", "2025-09-01")]

    @pytest.mark.parametrize("code", ["C2", "E1", "V2", "D1", None])
    def test_no_interim_order(self, code: str | None) -> None:
        """A full order, a placement order or an agreement alone is not."""
        made = case(legal_statuses=[lasting("2025-03-01", legal_status=code)])
        assert spans(made, Status.COURT) == []


class TestInCare:
    def test_period(self) -> None:
        """A child is in care from entry up to the day of leaving."""
        made = case(care_periods=[lasting("2025-03-01", "2025-06-01")])
        assert statuses_on(made, day("2025-02-28")) == []
        assert statuses_on(made, day("2025-03-01")) == [Status.IN_CARE]
        assert statuses_on(made, day("2025-06-01")) == []

    def test_from_placements(self) -> None:
        """Where periods were not exported the placements show it."""
        made = case(placements=[lasting("2025-03-01", "2025-06-01", start_reason="S")])
        assert spans(made, Status.IN_CARE) == [span("2025-03-01", "2025-06-01")]

    def test_not_after_18(self) -> None:
        """Nobody is in care from the 18th birthday on."""
        made = case(care_periods=[lasting("2024-03-01")], child=ADULT)
        assert statuses_on(made, day("2025-03-09")) == [Status.IN_CARE]
        assert Status.IN_CARE not in statuses_on(made, day("2025-03-10"))

    def test_18_to_come(self) -> None:
        """A birthday that lies ahead ends nothing yet."""
        made = case(care_periods=[lasting("2025-03-01")])
        assert spans(made, Status.IN_CARE) == [span("2025-03-01")]


class TestSettledMatch:
    def matched(self, ratified: str | None, end: str | None = None, **named: Any) -> Case:
        """A child with one carer, matched for the long term."""
        match = {"plan_agreed_date": "2025-01-10", "panel_date": "2025-02-10"}
        return case(
            care_periods=named.pop("care_periods", [lasting("2024-03-01")]),
            placements=[
                lasting(
                    "2024-03-01",
                    end,
                    start_reason="S",
                    carer_id="a",
                    long_term_match={**match, "ratified_date": ratified},
                ),
                *named.pop("more", []),
            ],
            **named,
        )

    def test_from_ratification(self) -> None:
        """From the day it was ratified a match is settled, and the child in care no other way."""
        made = self.matched("2025-03-01")
        assert statuses_on(made, day("2025-02-28")) == [Status.IN_CARE]
        assert statuses_on(made, day("2025-03-01")) == [Status.SETTLED_MATCH]
        assert statuses_on(made, day("2026-03-01")) == [Status.SETTLED_MATCH]

    def test_not_ratified(self) -> None:
        """Plan and panel without ratification are no match."""
        made = self.matched(None)
        assert spans(made, Status.SETTLED_MATCH) == []
        assert spans(made, Status.IN_CARE) == [span("2024-03-01")]

    def test_ratified_after_the_audit_date(self) -> None:
        """A ratification after the audit date is none."""
        made = case(
            "2025-02-01",
            care_periods=[lasting("2024-03-01")],
            placements=[lasting("2024-03-01", long_term_match={"ratified_date": "2025-03-01"})],
        )
        assert spans(made, Status.SETTLED_MATCH) == []

    def test_while_the_stay_lasts(self) -> None:
        """It ends with the stay; with the next carer the child is in care like any other."""
        made = self.matched(
            "2025-03-01", "2025-06-01", more=[lasting("2025-06-01", start_reason="P", carer_id="b")]
        )
        assert spans(made, Status.SETTLED_MATCH) == [span("2025-03-01", "2025-06-01")]
        assert spans(made, Status.IN_CARE) == [
            span("2024-03-01", "2025-03-01"),
            span("2025-06-01"),
        ]

    def test_through_another_row(self) -> None:
        """A new row with the same carer goes on with it."""
        made = self.matched(
            "2025-03-01", "2025-06-01", more=[lasting("2025-06-01", start_reason="U", carer_id="a")]
        )
        assert statuses_on(made, day("2025-07-01")) == [Status.SETTLED_MATCH]

    def test_ratified_before_the_placement(self) -> None:
        """A match ratified before the placement began is settled from its start."""
        made = self.matched("2024-02-01")
        assert spans(made, Status.SETTLED_MATCH) == [span("2024-03-01")]
        assert spans(made, Status.IN_CARE) == []

    def test_ratified_after_the_stay(self) -> None:
        """A match ratified after the child had left settles nothing."""
        made = self.matched("2025-09-01", "2025-06-01")
        assert spans(made, Status.SETTLED_MATCH) == []
        assert spans(made, Status.IN_CARE) == [span("2024-03-01")]

    def test_ends_with_care(self) -> None:
        """It ends when the child leaves care, though the placement's row was never closed."""
        made = self.matched("2025-03-01", care_periods=[lasting("2024-03-01", "2025-08-01")])
        assert spans(made, Status.SETTLED_MATCH) == [span("2025-03-01", "2025-08-01")]

    @pytest.mark.parametrize(
        ("stay_ended", "care_ended", "ended"),
        [("2025-06-01", "2025-08-01", "2025-06-01"), ("2025-08-01", "2025-06-01", "2025-06-01")],
    )
    def test_ends_with_the_first_of_both(
        self, stay_ended: str, care_ended: str, ended: str
    ) -> None:
        """It ends with the stay or with care, whichever ended first."""
        made = self.matched(
            "2025-03-01", stay_ended, care_periods=[lasting("2024-03-01", care_ended)]
        )
        assert [span("2025-03-01", ended)] == spans(made, Status.SETTLED_MATCH)

    def test_ratified_twice(self) -> None:
        """Ratified again for a later row of the stay, it was settled from the first time."""
        again = {"ratified_date": "2025-09-01"}
        made = self.matched(
            "2025-03-01",
            "2025-06-01",
            more=[lasting("2025-06-01", start_reason="U", carer_id="a", long_term_match=again)],
        )
        assert spans(made, Status.SETTLED_MATCH) == [span("2025-03-01")]

    def test_ends_at_18(self) -> None:
        """It ends at 18."""
        made = self.matched("2025-01-15", child=ADULT)
        assert spans(made, Status.SETTLED_MATCH) == [span("2025-01-15", "2025-03-10")]


class TestCareLeaver:
    PATHWAY = lasting("2024-01-01", type="pathway")
    CARE = lasting("2020-01-01", "2025-03-10")

    def test_with_an_open_pathway_plan(self) -> None:
        """18 or over, in care before and with an open pathway plan: a care leaver."""
        made = case(care_periods=[self.CARE], plans=[self.PATHWAY], child=ADULT)
        assert statuses_on(made, day("2025-03-09")) == [Status.IN_CARE]
        assert statuses_on(made, day("2025-03-10")) == [Status.CARE_LEAVER]

    def test_with_a_record_of_leaving_care(self) -> None:
        """A record of leaving care does as well as a plan."""
        made = case(care_periods=[self.CARE], care_leaving=[{}], child=ADULT)
        assert spans(made, Status.CARE_LEAVER) == [span("2025-03-10")]

    def test_plan_closed(self) -> None:
        """A plan that is closed makes nobody a care leaver after it."""
        plan = lasting("2024-01-01", "2025-09-01", type="pathway")
        made = case(care_periods=[self.CARE], plans=[plan], child=ADULT)
        assert spans(made, Status.CARE_LEAVER) == [span("2025-03-10", "2025-09-01")]

    @pytest.mark.parametrize(
        "named",
        [
            {"care_periods": [CARE]},
            {"care_periods": [CARE], "care_leaving": []},
            {
                "care_periods": [CARE],
                "plans": [lasting("2024-01-01", "2025-03-10", type="pathway")],
            },
            {"care_periods": [CARE], "plans": [lasting("2024-01-01", type="care")]},
            {"care_periods": [], "plans": [PATHWAY]},
            {"care_periods": [lasting("2025-03-10")], "plans": [PATHWAY]},
            {"plans": [PATHWAY], "care_leaving": [{}]},
            {"care_periods": [CARE], "plans": [PATHWAY], "child": {}},
            {"care_periods": [CARE], "plans": [PATHWAY], "child": {"date_of_birth": "2010-01-01"}},
        ],
    )
    def test_none(self, named: dict[str, Any]) -> None:
        """Without care before 18, without a plan or record, or under 18, nobody is one."""
        assert spans(case(**{"child": ADULT, **named}), Status.CARE_LEAVER) == []

    def test_on_the_birthday(self) -> None:
        """On the 18th birthday itself the child is a care leaver, the day before not yet."""
        for as_at, expected in [("2025-03-09", []), ("2025-03-10", [span("2025-03-10")])]:
            made = case(as_at, care_periods=[self.CARE], plans=[self.PATHWAY], child=ADULT)
            assert expected == spans(made, Status.CARE_LEAVER)


class TestAllocated:
    @pytest.mark.parametrize(
        ("role", "open_"),
        [
            ("social_worker", True),
            ("family_support", True),
            ("personal_advisor", True),
            ("team_manager", False),
            ("iro", False),
            (None, False),
        ],
    )
    def test_by_role(self, role: str | None, open_: bool) -> None:
        """A worker who holds cases keeps one open, a manager or reviewing officer does not."""
        made = case(involvements=[lasting("2025-03-01", "2025-06-01", role=role)])
        expected = [span("2025-03-01", "2025-06-01")] if open_ else []
        assert expected == spans(made, Status.ALLOCATED)


class TestStatusesOn:
    def test_several(self) -> None:
        """A child may have several statuses on one day."""
        made = case(
            plans=[lasting("2025-01-01", type="child_protection")],
            care_periods=[lasting("2025-02-01")],
            legal_statuses=[lasting("2025-02-01", "2025-09-01", legal_status="C1")],
            involvements=[lasting("2025-01-01", role="social_worker")],
        )
        assert statuses_on(made, day("2025-03-01")) == [
            Status.PROTECTION_PLAN,
            Status.COURT,
            Status.IN_CARE,
            Status.ALLOCATED,
        ]

    def test_nothing_exported(self) -> None:
        """What was not exported gives no status, and is no error."""
        assert statuses_on(case(), day("2025-03-01")) == []


class TestOtherRulesOn:
    @pytest.mark.parametrize(
        ("code", "why"),
        [
            ("V3", "short breaks"),
            ("V4", "short breaks"),
            ("J1", "on remand"),
            ("V2", None),
            ("C1", None),
            ("C2", None),
            (None, None),
        ],
    )
    def test_by_legal_status(self, code: str | None, why: str | None) -> None:
        """Short breaks and remand have other timings, from their start up to their end."""
        made = case(
            legal_statuses=[
                lasting(None, legal_status=code),
                lasting("2025-03-01", "2025-06-01", legal_status=code),
                lasting("2025-06-01", legal_status="C2"),
            ]
        )
        assert why == other_rules_on(made, day("2025-03-01"))
        assert why == other_rules_on(made, day("2025-05-31"))
        assert other_rules_on(made, day("2025-02-28")) is None
        assert other_rules_on(made, day("2025-06-01")) is None

    def test_not_exported(self) -> None:
        """Where legal statuses were not exported none is known."""
        assert other_rules_on(case(), day("2025-03-01")) is None


class TestWithout:
    @given(
        st.tuples(st.integers(0, 30), st.none() | st.integers(0, 30)),
        st.lists(st.tuples(st.integers(0, 40), st.none() | st.integers(0, 15)), max_size=4),
    )
    @settings(deadline=None)
    def test_day_by_day(self, whole: Any, taken: list[Any]) -> None:
        """What is left holds every day of the whole that none of the others holds."""

        def lasts(drawn: tuple[int, int | None]) -> Span:
            start, length = drawn
            end = None if length is None else date.fromordinal(738000 + start + length)
            return Span(date.fromordinal(738000 + start), end)

        others = sorted(map(lasts, taken), key=lambda one: one.start)
        left = without(lasts(whole), others)
        for number in range(738000, 738100):
            one = date.fromordinal(number)
            expected = lasts(whole).holds(one) and not any(other.holds(one) for other in others)
            assert expected is any(part.holds(one) for part in left)
        assert all(part.end is None or part.start < part.end for part in left)


class TestCaseOpenSince:
    def test_not_open(self) -> None:
        """A case with nothing open on the last day known is not open."""
        assert case_open_since(case()) is None
        assert case_open_since(case(care_periods=[lasting("2025-01-01", "2026-09-30")])) is None

    def test_without_a_break(self) -> None:
        """It has been open since the first of the spans that follow each other without a break."""
        made = case(
            plans=[
                lasting("2024-01-01", "2024-03-01", type="child_in_need"),
                lasting("2025-01-01", "2025-06-01", type="child_in_need"),
                lasting("2025-06-01", "2025-09-01", type="child_protection"),
            ],
            care_periods=[lasting("2025-08-01")],
            involvements=[lasting("2025-02-01", "2025-04-01", role="social_worker")],
        )
        assert case_open_since(made) == day("2025-01-01")

    def test_as_at(self) -> None:
        """It is asked as at the audit date, and no later than the export."""
        plan = lasting("2025-01-01", "2025-06-01", type="child_in_need")
        assert case_open_since(case("2025-05-31", plans=[plan])) == day("2025-01-01")
        assert case_open_since(case("2025-06-01", plans=[plan])) is None
        open_ = lasting("2025-01-01", type="child_in_need")
        assert case_open_since(case("2027-01-01", plans=[open_])) == day("2025-01-01")
