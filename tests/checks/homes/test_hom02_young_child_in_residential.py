"""HOM02: every edge of the standard."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, is_about, record

CODE = "HOM02"
YOUNG = {"date_of_birth": "2016-05-17"}


def home(**named: Any) -> dict[str, Any]:
    """A children's home from Tuesday 1 September 2026."""
    return {"start_date": "2026-09-01", "placement_type": "K2", "placement_id": "P1", **named}


def reasons(day: str | None, text: str | None = "Other options were ruled out.") -> dict[str, Any]:
    return {"rationale": {"date": day, "text": text}}


def found(placement: dict[str, Any], **named: Any) -> Found:
    sections: dict[str, Any] = {"child": YOUNG, "reviews": [], "oversight": [], **named}
    as_at = sections.pop("as_at", None)
    return audit_one(CODE, record(placements=[placement], **sections), as_at=as_at)


def of(name: str, placement: dict[str, Any], **named: Any) -> ObservationRow:
    result = found(placement, **named)
    (row,) = (row for row in result.of(CODE) if is_about(row, f"/placements/0: {name}"))
    return row


class TestRationale:
    @pytest.mark.parametrize(
        ("planned", "day", "outcome", "due"),
        [
            (True, "2026-09-01", "met", "2026-09-01"),
            (True, "2026-09-02", "not_met", "2026-09-01"),
            (False, "2026-09-08", "met", "2026-09-08"),
            (False, "2026-09-09", "not_met", "2026-09-08"),
            (None, "2026-09-08", "met", "2026-09-08"),
            (None, "2026-09-09", "not_met", "2026-09-08"),
        ],
    )
    def test_in_time(self, planned: bool | None, day: str, outcome: str, due: str) -> None:
        """By the start if planned, by the fifth working day if not or not said."""
        row = of("rationale", home(planned=planned, **reasons(day)))
        assert (row["outcome"], row["due"], row["done"]) == (outcome, due, day)
        assert row["days_late"] == (1 if outcome == "not_met" else None)

    def test_none(self) -> None:
        """No rationale is one that was not given."""
        row = of("rationale", home(planned=True))
        assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", None, 29)

    def test_still_open(self) -> None:
        """An unplanned placement inside its five days is not due."""
        row = of("rationale", home(start_date="2026-09-24", planned=False))
        assert (row["outcome"], row["due"]) == ("not_due", "2026-10-01")

    def test_ended_before_it_was_due(self) -> None:
        """An unplanned placement that ended inside the five days wanted none."""
        row = of("rationale", home(planned=False, end_date="2026-09-08"))
        assert row["outcome"] == "not_applicable"

    @pytest.mark.parametrize("about", ["P1", "/placements/0"])
    def test_a_management_record_that_names_the_placement(self, about: str) -> None:
        """A manager's record about the placement is a rationale."""
        record_of_it = {"date": "2026-08-28", "type": "decision", "about": about, "text": "No."}
        row = of("rationale", home(planned=True), oversight=[record_of_it])
        assert (row["outcome"], row["done"]) == ("met", "2026-08-28")
        record_of_it["about"] = "P7"
        assert of("rationale", home(planned=True), oversight=[record_of_it])["outcome"] == "not_met"

    def test_oversight_not_exported(self) -> None:
        """It may stand in a management record that was not exported: cannot tell."""
        row = of("rationale", home(planned=True), oversight=None)
        assert row["outcome"] == "cannot_tell"

    def test_a_system_that_cannot_give_it(self) -> None:
        """A system without rationales: cannot tell."""
        coverage = {"placements": {"without": ["rationale"]}}
        assert of("rationale", home(planned=True), coverage=coverage)["outcome"] == "cannot_tell"

    def test_calendar_ends(self) -> None:
        """Beyond the known bank holidays it cannot be told."""
        late = home(start_date="2028-12-29")
        child = {"date_of_birth": "2020-05-17"}
        row = of("rationale", late, child=child, exported_on="2029-02-01")
        assert row["outcome"] == "cannot_tell"


class TestOptions:
    def test_named_with_where(self) -> None:
        """The first words that it rests on are shown by their place."""
        result = found(home(planned=True, **reasons("2026-09-01")))
        (row,) = (
            one for one in result.of(CODE) if is_about(one, "/placements/0: options considered")
        )
        assert (row["outcome"], row["force"]) == ("met", "heuristic")
        assert row["evidence"][1]["pointer"] == "/placements/0/rationale/text"
        assert row["evidence"][1].get("note") == "words at 6 to 13"

    @pytest.mark.parametrize("text", ["A bed was free.", "", None])
    def test_not_named(self, text: str | None) -> None:
        """A rationale without options is dated, and not met as to them."""
        placement = home(planned=True, **reasons("2026-09-01", text))
        assert of("options considered", placement)["outcome"] == "not_met"
        assert of("rationale", placement)["outcome"] == "met"

    def test_no_rationale_no_options(self) -> None:
        """Without a rationale there is nothing to read."""
        assert len(found(home(planned=True)).of(CODE)) == 2


class TestReviews:
    def test_every_3_months(self) -> None:
        """Reviews three months apart are met; the turn still open is not due."""
        held = [{"type": "child_in_care", "date": day} for day in ("2026-04-15", "2026-07-15")]
        placement = home(start_date="2026-01-15", planned=True, **reasons("2026-01-15"))
        rows = [
            (row["outcome"], row["due"], row["done"])
            for row in found(placement, reviews=held).of(CODE)
            if "reviewed" in row["evidence"][0].get("note", "")
        ]
        assert rows == [
            ("met", "2026-04-15", "2026-04-15"),
            ("met", "2026-07-15", "2026-07-15"),
            ("not_due", "2026-10-15", None),
        ]

    def test_a_day_late(self) -> None:
        """A review a day after the three months is a day late."""
        held = [{"type": "child_in_care", "date": "2026-04-16"}]
        row = of("reviewed after 15 January 2026", home(start_date="2026-01-15"), reviews=held)
        assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2026-04-15", 1)

    def test_type_not_recorded(self) -> None:
        """A review of no recorded type may be one: cannot tell."""
        held = [{"date": "2026-04-10"}]
        row = of("reviewed after 15 January 2026", home(start_date="2026-01-15"), reviews=held)
        assert row["outcome"] == "cannot_tell"

    def test_not_exported(self) -> None:
        """Reviews that were not exported cannot be told; the rationale is judged all the same."""
        placement = home(start_date="2026-01-15", planned=True)
        assert sorted(found(placement, reviews=None).outcomes(CODE)) == ["cannot_tell", "not_met"]

    def test_until_12(self) -> None:
        """From the twelfth birthday nothing more is due."""
        placement = home(start_date="2026-01-15", planned=True, **reasons("2026-01-15"))
        result = found(placement, child={"date_of_birth": "2014-04-15"})
        assert result.outcomes(CODE) == ["met", "met"]


class TestWhoIsJudged:
    @pytest.mark.parametrize(
        ("born", "outcome"), [("2014-09-01", "not_applicable"), ("2014-09-02", "not_met")]
    )
    def test_under_12_at_the_start(self, born: str, outcome: str) -> None:
        """On the twelfth birthday a child is no longer under 12."""
        result = found(home(planned=True), child={"date_of_birth": born})
        assert result.outcomes(CODE)[0] == outcome

    @pytest.mark.parametrize("kind", ["U4", "H5", "P1"])
    def test_not_residential(self, kind: str) -> None:
        """Other placements are not judged."""
        assert found(home(placement_type=kind)).outcomes(CODE) == ["not_applicable"]

    def test_no_date_of_birth(self) -> None:
        """Without a date of birth nobody can tell."""
        assert found(home(), child={}).outcomes(CODE) == ["cannot_tell"]

    def test_placements_not_exported(self) -> None:
        """Without placements nobody can tell."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]
        assert audit_one(CODE, record(placements=[])).outcomes(CODE) == ["not_applicable"]

    def test_settings(self) -> None:
        """The age and both lengths of time are settings."""
        own = {CODE: {"under_age": 10, "unplanned": "1 day"}}
        made = record(child=YOUNG, placements=[home(planned=False)], oversight=[], reviews=[])
        assert audit_one(CODE, made, settings=own).outcomes(CODE) == ["not_applicable"]
        own = {CODE: {"unplanned": "1 day", "reviews": "2 weeks"}}
        dues = {row["due"] for row in audit_one(CODE, made, settings=own).of(CODE)}
        assert dues == {"2026-09-02", "2026-09-15"}
