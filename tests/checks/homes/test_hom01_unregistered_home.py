"""HOM01: every edge of the standard, and every ruling by name."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, is_about, record

CODE = "HOM01"


def home(kind: str | None = "K2", **named: Any) -> dict[str, Any]:
    """A home from Tuesday 1 September 2026, not registered if nothing else is said."""
    return {"start_date": "2026-09-01", "placement_type": kind, "registered": False, **named}


def visits(*days: str, **named: Any) -> list[dict[str, Any]]:
    return [{"type": "child_in_care", "date": day, "successful": True, **named} for day in days]


def looked(*days: str, role: str | None = "director") -> list[dict[str, Any]]:
    return [{"date": day, "role": role} for day in days]


WEEKLY = ("2026-09-08", "2026-09-15", "2026-09-22", "2026-09-29")


def found(*placements: dict[str, Any], as_at: str | None = None, **named: Any) -> Found:
    sections: dict[str, Any] = {"visits": [], "oversight": [], "iro_activity": [], **named}
    made = record(placements=list(placements or [home()]), **sections)
    return audit_one(CODE, made, as_at=as_at)


def aspect(result: Found, name: str) -> ObservationRow:
    (row,) = (row for row in result.of(CODE) if is_about(row, f"/placements/0: {name}"))
    return row


def of(name: str, *placements: dict[str, Any], **named: Any) -> ObservationRow:
    return aspect(found(*placements, **named), name)


class TestRegistration:
    def test_unregistered_is_reported_with_its_days(self) -> None:
        """An unregistered home is not met, with the days so far, and no harm by itself."""
        row = of("registration")
        assert (row["outcome"], row["facts"]) == ("not_met", {"days": 29})
        assert "29 days so far, from 1 September 2026" in row["message"]
        assert "harm" not in row
        assert row["force"] == "local"

    def test_well_watched_over(self) -> None:
        """Weekly visits and oversight and an officer told are met beside the registration."""
        told = home(iro_notified_date="2026-09-02")
        result = found(told, visits=visits(*WEEKLY), oversight=looked(*WEEKLY))
        assert sorted(result.outcomes(CODE)) == ["met", "met", "met", "not_met"]
        assert not any(row.get("harm") for row in result.of(CODE))

    def test_a_registered_home_is_met(self) -> None:
        """A registered home is met, and nothing else is asked of it."""
        result = found(home(registered=True))
        assert result.outcomes(CODE) == ["met"]

    @pytest.mark.parametrize("kind", ["K1", "K2", "R1"])
    def test_registration_missing(self, kind: str) -> None:
        """Whether a home is registered that the record does not say cannot be told."""
        assert found(home(kind, registered=None)).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize("kind", ["U4", "P1", "R2", "Z1", "T1"])
    def test_where_registration_is_not_required(self, kind: str) -> None:
        """Fostering, parents, hospitals and others need no registration of a home."""
        assert found(home(kind)).outcomes(CODE) == ["not_applicable"]

    def test_type_missing(self) -> None:
        """An unregistered placement of no recorded type cannot be told."""
        assert found(home(None)).outcomes(CODE) == ["cannot_tell"]

    def test_rows_of_one_stay_are_one_time(self) -> None:
        """A new row with the same carer adds to the days, and is no second time."""
        first = home(end_date="2026-09-15", carer_id="H1", start_reason="P")
        second = home(start_date="2026-09-15", carer_id="H1", start_reason="L")
        row = of("registration", first, second)
        assert row["facts"] == {"days": 29}

    def test_ended(self) -> None:
        """The days end with the placement."""
        row = of("registration", home(end_date="2026-09-11"))
        assert (row["facts"], row["on"]) == ({"days": 10}, "2026-09-11")
        assert "so far" not in row["message"]

    def test_no_placement(self) -> None:
        """A case without placements has nothing to judge; an incomplete export cannot tell."""
        made = record(placements=[])
        assert audit_one(CODE, made).outcomes(CODE) == ["not_applicable"]
        made["coverage"] = {"placements": {"complete": False}}
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    def test_placements_not_exported(self) -> None:
        """Without placements nobody can tell."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]


class TestSupportedAccommodation:
    def test_no_registration_before_28_october_2023(self) -> None:
        """Supported accommodation that ended on the day of the bar needed none."""
        before = home("H5", start_date="2023-09-01", end_date="2023-10-28")
        child = {"date_of_birth": "2006-05-17"}
        assert found(before, child=child).outcomes(CODE) == ["not_applicable"]

    def test_barred_from_28_october_2023(self) -> None:
        """From that day on the days without registration count, by force of law."""
        across = home("H5", start_date="2023-09-01", end_date="2023-10-30")
        row = of("registration", across, child={"date_of_birth": "2006-05-17"})
        assert (row["outcome"], row["facts"]) == ("not_met", {"days": 2})
        assert row["force"] == "statutory"

    def test_under_16_whatever_registered_says(self) -> None:
        """A child under 16 in registered supported accommodation is barred, and watched over."""
        result = found(home("H5", registered=True), child={"date_of_birth": "2010-09-21"})
        assert aspect(result, "registration")["outcome"] == "met"
        row = aspect(result, "age")
        assert (row["outcome"], row["facts"]) == ("not_met", {"days": 20})
        assert row["on"] == "2026-09-21"  # the 16th birthday
        assert aspect(result, "visits")["outcome"] == "not_met"

    def test_16_on_the_day_it_starts(self) -> None:
        """On the 16th birthday the child is no longer under 16."""
        result = found(home("H5", registered=True), child={"date_of_birth": "2010-09-01"})
        assert result.outcomes(CODE) == ["met"]

    def test_under_16_before_9_september_2021(self) -> None:
        """Before the bar of 9 September 2021 nothing is judged."""
        early = home("H5", start_date="2021-06-01", end_date="2021-09-09")
        assert found(early, child={"date_of_birth": "2006-05-17"}).outcomes(CODE) == [
            "not_applicable"
        ]
        early["end_date"] = "2021-09-10"
        assert of("age", early, child={"date_of_birth": "2006-05-17"})["facts"] == {"days": 1}

    def test_no_date_of_birth(self) -> None:
        """Without a date of birth the bar for age cannot be told."""
        assert of("age", home("H5", registered=True), child={})["outcome"] == "cannot_tell"


class TestVisits:
    def test_at_most_7_days_apart_the_first_by_day_7(self) -> None:
        """Visits on every seventh day meet the standard."""
        row = of("visits", visits=visits(*WEEKLY))
        assert (row["outcome"], row["due"], row["done"]) == ("met", "2026-09-29", "2026-09-29")
        assert row["facts"] == {"missed": 0}

    def test_first_on_day_8(self) -> None:
        """A first visit on the eighth day is a day late, and harm."""
        row = of("visits", home(end_date="2026-09-12"), visits=visits("2026-09-09"))
        assert (row["outcome"], row["due"], row["done"]) == ("not_met", "2026-09-08", "2026-09-09")
        assert (row["days_late"], row["harm"]) == (1, True)

    def test_none_at_all(self) -> None:
        """Without visits the days late run to the audit date."""
        row = of("visits")
        assert (row["due"], row["days_late"], row["facts"]) == ("2026-09-08", 22, {"missed": 1})

    def test_once_in_each_week_is_not_enough(self) -> None:
        """A Monday and the Sunday of the week after are 13 days apart."""
        row = of("visits", visits=visits("2026-09-07", "2026-09-20", "2026-09-27"))
        assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2026-09-14", 6)

    def test_still_open(self) -> None:
        """Within the first week nothing is late."""
        row = of("visits", home(start_date="2026-09-24"))
        assert (row["outcome"], row["due"]) == ("not_due", "2026-10-01")

    def test_ended_before_one_was_due(self) -> None:
        """A placement that ended inside the first week wanted no visit."""
        row = of("visits", home(end_date="2026-09-08"))
        assert row["outcome"] == "not_applicable"

    @pytest.mark.parametrize(
        ("named", "outcome"),
        [
            ({"successful": False}, "not_met"),
            ({"successful": False, "seen": True}, "not_met"),
            ({"successful": None, "seen": True}, "met"),
            ({"successful": None}, "cannot_tell"),
            ({"type": "iro"}, "not_met"),
            ({"type": "duty"}, "met"),
        ],
    )
    def test_visits_that_count(self, named: dict[str, Any], outcome: str) -> None:
        """A social worker's visit that took place counts; one that is unclear cannot be told."""
        made = visits("2026-09-08", **named)
        assert of("visits", home(end_date="2026-09-12"), visits=made)["outcome"] == outcome

    def test_not_exported(self) -> None:
        """The registration is not met all the same; the others cannot be told."""
        result = audit_one(CODE, record(placements=[home()]))
        assert sorted(result.outcomes(CODE)) == [*["cannot_tell"] * 3, "not_met"]


class TestOversight:
    @pytest.mark.parametrize(
        ("role", "outcome"),
        [
            ("service_manager", "met"),
            ("head_of_service", "met"),
            ("panel", "met"),
            ("team_manager", "not_met"),
            (None, "cannot_tell"),
        ],
    )
    def test_who_is_senior(self, role: str | None, outcome: str) -> None:
        """A service manager and those above are senior; a team manager is not."""
        oversight = looked("2026-09-08", role=role)
        assert of("oversight", home(end_date="2026-09-12"), oversight=oversight)["outcome"] == (
            outcome
        )

    def test_a_week_missed(self) -> None:
        """A week without a senior record is harm, and counted."""
        row = of("oversight", oversight=looked("2026-09-08", "2026-09-16", "2026-09-23"))
        assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2026-09-15", 1)
        assert (row["harm"], row["facts"]) == (True, {"missed": 1})


class TestOfficerTold:
    def test_either_within_2_working_days(self) -> None:
        """The date on the placement or the officer's own record will do."""
        activity = [{"date": "2026-09-03", "type": "monitoring"}]
        by_record = of("reviewing officer", iro_activity=activity)
        by_date = of("reviewing officer", home(iro_notified_date="2026-09-03"))
        assert [(row["outcome"], row["done"]) for row in (by_record, by_date)] == [
            ("met", "2026-09-03")
        ] * 2

    def test_told_before_it_began(self) -> None:
        """An officer told before the start was told in time."""
        assert of("reviewing officer", home(iro_notified_date="2026-08-20"))["outcome"] == "met"

    def test_told_late(self) -> None:
        """On the third working day it is late, and harm."""
        row = of("reviewing officer", home(iro_notified_date="2026-09-04"))
        assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2026-09-03", 1)
        assert row["harm"] is True

    def test_earlier_activity_says_nothing(self) -> None:
        """What the officer did before the placement does not show that they knew of it."""
        activity = [{"date": "2026-08-28", "type": "monitoring"}]
        assert of("reviewing officer", iro_activity=activity)["outcome"] == "not_met"

    @pytest.mark.parametrize(
        ("end", "outcome"), [("2026-09-03", "not_applicable"), ("2026-09-04", "not_met")]
    )
    def test_ended_before_they_had_to_be_told(self, end: str, outcome: str) -> None:
        """A placement that ended by the second working day asks for nothing."""
        assert of("reviewing officer", home(end_date=end))["outcome"] == outcome

    def test_a_system_that_cannot_give_it(self) -> None:
        """A system without the date, and no activity: cannot tell."""
        coverage = {"placements": {"without": ["iro_notified_date"]}}
        assert of("reviewing officer", coverage=coverage)["outcome"] == "cannot_tell"

    def test_calendar_ends(self) -> None:
        """Beyond the known bank holidays it cannot be told."""
        late = home(start_date="2028-12-29")
        row = of("reviewing officer", late, exported_on="2029-02-01")
        assert row["outcome"] == "cannot_tell"


def test_settings() -> None:
    """Every number is a setting."""
    own = {CODE: {"visits": "14 days", "barred_under": 17, "senior": ["team_manager"]}}
    placement = home("H5", end_date="2026-09-20", registered=True)
    made = record(
        child={"date_of_birth": "2010-01-05"},
        placements=[placement],
        visits=visits("2026-09-15"),
        oversight=looked("2026-09-08", "2026-09-15", role="team_manager"),
        iro_activity=[],
    )
    result = audit_one(CODE, made, settings=own)
    assert aspect(result, "age")["outcome"] == "not_met"
    assert aspect(result, "visits")["outcome"] == "met"
    assert aspect(result, "oversight")["outcome"] == "met"
