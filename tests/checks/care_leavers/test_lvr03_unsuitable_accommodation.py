"""LVR03: bed and breakfast, at most two working days and no night under 18."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "LVR03"
GROWN, YOUNG = "2006-05-17", "2008-09-10"
"""Aged 19, and 18 on 10 September 2026."""


def stay(start: str | None = "2026-03-06", end: str | None = None, **named: Any) -> dict[str, Any]:
    """Bed and breakfast, by default from a Friday."""
    return {"type": "bed and breakfast", "start_date": start, "end_date": end} | named


def found(*homes: dict[str, Any], born: str | None = GROWN, **how: Any) -> Found:
    made = record(child={"date_of_birth": born}, care_leaving=[{"accommodation": list(homes)}])
    made |= how.pop("named", {})
    return audit_one(CODE, made, **how)


def only(*homes: dict[str, Any], born: str | None = GROWN, **how: Any) -> ObservationRow:
    return found(*homes, born=born, **how).only(CODE)


@pytest.mark.parametrize(
    ("end", "outcome", "days_late"),
    [("2026-03-09", "met", None), ("2026-03-10", "met", None), ("2026-03-11", "not_met", 1)],
)
def test_from_18_two_working_days(end: str, outcome: str, days_late: int | None) -> None:
    """From a Friday to Tuesday is two working days, the weekend between; Wednesday is too long."""
    row = only(stay(end=end))
    assert (row["outcome"], row["due"], row["done"]) == (outcome, "2026-03-10", end)
    assert row["days_late"] == days_late
    assert row.get("harm", False) is (outcome == "not_met")
    assert row["evidence"][0]["pointer"] == "/care_leaving/0/accommodation/0"
    assert row["force"] == "guidance"


def test_under_18_any_night() -> None:
    """One night under 18 is not met and leaves at risk; moved on the same day, none was spent."""
    row = only(stay("2026-03-06", "2026-03-07"), born=YOUNG)
    assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2026-03-06", 1)
    assert row["harm"]
    assert row["message"] == "bed and breakfast from 6 March 2026: 1 night, all under 18"
    assert only(stay(end="2026-03-06"), born=YOUNG)["outcome"] == "met"


def test_under_18_as_the_guidance_has_it() -> None:
    """A council may hold under 18s to the two working days of the guidance."""
    row = only(stay(end="2026-03-10"), born=YOUNG, settings={CODE: {"under_18": "2 working days"}})
    assert row["outcome"] == "met"


@pytest.mark.parametrize(
    ("start", "outcome", "young"), [("2026-09-09", "not_met", 1), ("2026-09-10", "met", 0)]
)
def test_turning_18_in_it(start: str, outcome: str, young: int) -> None:
    """The night before the birthday is one under 18, that of the birthday is not."""
    row = only(stay(start, "2026-09-11"), born=YOUNG)
    assert row["outcome"] == outcome
    assert row["facts"]["nights_under_18"] == young


def test_still_there() -> None:
    """Within the two days it is not due; beyond them it is not met, counted so far."""
    open_still = only(stay("2026-09-28"))
    assert (open_still["outcome"], open_still["due"]) == ("not_due", "2026-09-30")
    too_long = only(stay("2026-09-25"))
    assert (too_long["outcome"], too_long["due"]) == ("not_met", "2026-09-29")
    assert (too_long["days_late"], too_long["done"]) == (1, None)
    assert too_long["message"] == "bed and breakfast from 25 September 2026: 5 nights so far"


def test_begun_on_the_audit_date() -> None:
    """A young person under 18 moved in on the audit date: no night has passed."""
    assert only(stay("2026-09-30"), born="2009-01-01")["outcome"] == "not_due"


def test_audited_after_the_export() -> None:
    """Still there when the record ends, before the time was over: nobody can tell."""
    row = only(stay("2026-09-29"), as_at="2026-10-30")
    assert (row["outcome"], row["due"]) == ("cannot_tell", "2026-10-01")


def test_one_bed_and_breakfast_after_another() -> None:
    """Moved on from one to the next is one stay, with both rows; after a night away it is two."""
    one, other = stay("2026-03-06", "2026-03-10"), stay("2026-03-10", "2026-03-12")
    row = only(one, other)
    assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", "2026-03-12", 2)
    assert [part["pointer"] for part in row["evidence"]] == [
        "/care_leaving/0/accommodation/0",
        "/care_leaving/0/accommodation/1",
    ]
    apart = found(one, stay("2026-03-11", "2026-03-12"))
    assert apart.outcomes(CODE) == ["met", "met"]


@pytest.mark.parametrize(
    "kind",
    ["B&B", "Bed & Breakfast", "bed_and_breakfast", "emergency bed-and-breakfasts", "W", "B and B"],
)
def test_how_it_is_written(kind: str) -> None:
    """By its words, however written, and by its code in the return."""
    assert only(stay(end="2026-03-20", type=kind))["outcome"] == "not_met"


def test_words_are_a_setting() -> None:
    """A council may say what else is bed and breakfast to it."""
    hotel = stay(end="2026-03-20", type="hotel")
    assert only(hotel)["outcome"] == "met"
    how = {CODE: {"bed_and_breakfast": ["hotel*"]}}
    assert only(hotel, settings=how)["outcome"] == "not_met"


@pytest.mark.parametrize(
    ("kind", "suitable", "outcome"),
    [
        ("independent tenancy", True, "met"),
        ("independent tenancy", None, "met"),
        ("independent tenancy", False, "not_met"),
        (None, False, "not_met"),
        (None, True, "cannot_tell"),
        (None, None, "cannot_tell"),
    ],
)
def test_other_accommodation(kind: str | None, suitable: bool | None, outcome: str) -> None:
    """Not bed and breakfast is met; what the record calls not suitable is not, without harm."""
    row = only(stay(type=kind, suitable=suitable))
    assert (row["outcome"], row["on"]) == (outcome, "2026-09-30")
    assert "harm" not in row


def test_no_date_of_birth() -> None:
    """Met or not met at either age stands; between the two nobody can tell."""
    born: dict[str, Any] = {"child": {}}
    outcomes = [
        only(stay(end=end), named=born)["outcome"]
        for end in ("2026-03-06", "2026-03-09", "2026-03-11")
    ]
    assert outcomes == ["met", "cannot_tell", "not_met"]


def test_since_when_is_not_recorded() -> None:
    """Bed and breakfast without a start cannot be told."""
    row = only(stay(None, "2026-03-10"))
    assert (row["outcome"], row["on"]) == ("cannot_tell", "2026-03-10")


def test_the_system_cannot_give_an_end() -> None:
    """A stay that seems to go on, where ends are not exported, cannot be told."""
    named = {"coverage": {"care_leaving": {"without": ["end_date"]}}}
    assert only(stay(), named=named)["outcome"] == "cannot_tell"


def test_before_the_guidance() -> None:
    """A stay that ended before 2015 is not judged."""
    row = only(stay("2014-12-01", "2014-12-24"), born="1996-05-17")
    assert row["outcome"] == "not_applicable"


def test_up_to_25() -> None:
    """Accommodation from the 25th birthday on is not judged."""
    assert found(stay(), born="2001-03-06").outcomes(CODE) == ["not_applicable"]
    assert found(stay(), born="2001-03-07").outcomes(CODE) == ["not_met"]


@pytest.mark.parametrize(
    ("named", "outcome"),
    [
        ({}, "cannot_tell"),
        ({"care_leaving": []}, "not_applicable"),
        ({"care_leaving": [{}]}, "cannot_tell"),
        ({"care_leaving": [{"accommodation": []}]}, "not_applicable"),
        (
            {"care_leaving": [], "coverage": {"care_leaving": {"complete": False}}},
            "cannot_tell",
        ),
    ],
)
def test_nothing_there(named: dict[str, Any], outcome: str) -> None:
    """Not exported, and not recorded, are not the same as none."""
    assert audit_one(CODE, record(**named)).outcomes(CODE) == [outcome]


def test_one_record_without_accommodation() -> None:
    """Where another leaving care record has accommodation, that is judged."""
    made = record(care_leaving=[{}, {"accommodation": [stay(end="2026-03-20")]}])
    assert audit_one(CODE, made).outcomes(CODE) == ["not_met"]
