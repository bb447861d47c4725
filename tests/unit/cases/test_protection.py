from datetime import date
from typing import Any

import pytest

from qaudit.cases.calendar import Duration
from qaudit.cases.care import Span
from qaudit.cases.case import Case, NotExported
from qaudit.cases.protection import conference_of, times_on_protection_plan
from support import case

NEAR = Duration.parse("28 days")
ADULT = date(2032, 5, 17)
"""The 18th birthday of the child in these records."""


def on_plan(*spans: tuple[str | None, str | None], **named: Any) -> Case:
    plans = [
        {"type": "child_protection", "start_date": start, "end_date": end} for start, end in spans
    ]
    return case(plans=plans, **named)


def spans(made: Case) -> list[Span]:
    return [time.span for time in times_on_protection_plan(made)]


class TestTimesOnProtectionPlan:
    def test_in_order(self) -> None:
        """Whatever the order in the record, each with the version it began with."""
        made = on_plan(("2026-01-05", None), ("2025-01-06", "2025-05-06"))
        assert spans(made) == [
            Span(date(2025, 1, 6), date(2025, 5, 6)),
            Span(date(2026, 1, 5), ADULT),
        ]
        assert [time.plan.pointer for time in times_on_protection_plan(made)] == [
            "/plans/1",
            "/plans/0",
        ]

    @pytest.mark.parametrize("end", ["2026-03-04", "2026-04-01", None])
    def test_a_version_goes_on(self, end: str | None) -> None:
        """One that begins on the day another ended, or before, is the same plan."""
        made = on_plan(("2026-01-05", end), ("2026-03-04", None))
        assert spans(made) == [Span(date(2026, 1, 5), ADULT)]

    def test_a_gap_of_a_day(self) -> None:
        """Makes two."""
        assert len(spans(on_plan(("2026-01-05", "2026-03-04"), ("2026-03-05", None)))) == 2

    def test_no_longer_than_childhood(self) -> None:
        """To the 18th birthday; a plan that begins on it is none."""
        child = {"date_of_birth": "2008-06-04"}
        assert spans(on_plan(("2026-01-05", None), child=child)) == [
            Span(date(2026, 1, 5), date(2026, 6, 4))
        ]
        assert spans(on_plan(("2026-06-04", None), child=child)) == []

    def test_agreed_and_no_start(self) -> None:
        """The day it was agreed is its start; without either it is left out."""
        agreed = {"type": "child_protection", "agreed_date": "2026-01-05"}
        made = case(plans=[agreed, {"type": "child_protection"}])
        assert spans(made) == [Span(date(2026, 1, 5), ADULT)]

    def test_other_plans(self) -> None:
        """Are none."""
        assert spans(case(plans=[{"type": "child_in_need", "start_date": "2026-01-05"}])) == []

    def test_not_exported(self) -> None:
        """Nothing is read into missing plans."""
        with pytest.raises(NotExported):
            times_on_protection_plan(case())


class TestConferenceOf:
    @pytest.mark.parametrize(
        ("days", "found"),
        [
            ((), None),
            (("2025-12-08",), "2025-12-08"),
            (("2025-12-07",), None),
            (("2026-02-02",), "2026-02-02"),
            (("2026-02-03",), None),
            (("2025-12-22", "2026-01-07", "2026-01-12"), "2026-01-07"),
        ],
    )
    def test_the_nearest(self, days: tuple[str, ...], found: str | None) -> None:
        """The one held nearest to the plan's beginning, no further away than is asked."""
        enquiries = [{"conference_date": day} for day in days]
        made = on_plan(("2026-01-05", None), section_47_enquiries=enquiries)
        (time,) = times_on_protection_plan(made)
        enquiry = conference_of(made, time, NEAR)
        day = enquiry and enquiry.conference_date
        assert (day.isoformat() if day else None) == found

    def test_after_the_plan_ended(self) -> None:
        """It made another."""
        made = on_plan(
            ("2026-01-05", "2026-01-12"), section_47_enquiries=[{"conference_date": "2026-01-12"}]
        )
        (time,) = times_on_protection_plan(made)
        assert conference_of(made, time, NEAR) is None

    def test_enquiries_not_exported(self) -> None:
        """Then it is not known."""
        made = on_plan(("2026-01-05", None))
        (time,) = times_on_protection_plan(made)
        assert conference_of(made, time, NEAR) is None

    def test_beyond_the_known_bank_holidays(self) -> None:
        """Then whether it was near enough in working days is not known: it is not taken."""
        made = on_plan(
            ("2028-12-20", None),
            exported_on="2029-06-01",
            section_47_enquiries=[{"conference_date": "2028-12-18"}],
        )
        (time,) = times_on_protection_plan(made)
        assert conference_of(made, time, Duration.parse("20 working days")) is None
