"""SUP05: every event and edge of the standard."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "SUP05"


def found(*days: str, as_at: str | None = None, **named: Any) -> Found:
    sections: dict[str, Any] = {
        "care_periods": [],
        "placements": [],
        "missing_episodes": [],
        "section_47_enquiries": [],
        "referrals": [],
        "oversight": [{"date": day, "role": "team_manager"} for day in days],
        **named,
    }
    return audit_one(CODE, record(**sections), as_at=as_at)


def entered() -> dict[str, Any]:
    """In care from Wednesday 4 March 2026; the third working day is Monday 9 March."""
    return {"care_periods": [{"start_date": "2026-03-04"}]}


def moved(**named: Any) -> dict[str, Any]:
    first = {
        "start_date": "2024-01-08",
        "end_date": "2026-03-04",
        "carer_id": "C1",
        "start_reason": "P",
        "planned": True,
    }
    second = {"start_date": "2026-03-04", "carer_id": "C2", "planned": False, **named}
    return {"care_periods": None, "placements": [first, second]}


def gone(end: str | None) -> dict[str, Any]:
    return {"missing_episodes": [{"start_at": "2026-03-04T20:00:00+00:00", "end_at": end}]}


def enquired() -> dict[str, Any]:
    return {"section_47_enquiries": [{"start_date": "2026-03-04"}]}


LONG_GONE = "2026-03-06T20:00:00+00:00"


@pytest.mark.parametrize(
    ("event", "named"),
    [
        ("entry to care", entered()),
        ("a missing episode", gone(LONG_GONE)),
        ("a section 47 enquiry", enquired()),
        ("an unplanned move", moved()),
    ],
)
@pytest.mark.parametrize(
    ("day", "outcome", "late"),
    [("2026-03-04", "met", None), ("2026-03-09", "met", None), ("2026-03-10", "not_met", 1)],
)
def test_within_3_working_days(
    event: str, named: dict[str, Any], day: str, outcome: str, late: int | None
) -> None:
    """From the day of an event to the third working day after it."""
    (row,) = (row for row in found(day, **named).of(CODE) if row["facts"] == {"event": event})
    assert (row["outcome"], row["due"], row["done"]) == (outcome, "2026-03-09", day)
    assert row["days_late"] == late


@pytest.mark.parametrize(("day", "outcome"), [("2026-02-27", "met"), ("2026-02-26", "not_met")])
def test_before_entry(day: str, outcome: str) -> None:
    """The decision to take a child into care may be recorded in the days before it."""
    assert found(day, **entered()).only(CODE)["outcome"] == outcome


def test_before_other_events() -> None:
    """A record of the day before says nothing of an enquiry."""
    row = found("2026-03-03", **enquired()).only(CODE)
    assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", None, 205)


def test_a_supervision_is_a_management_record() -> None:
    """A case supervision in the window counts as well."""
    row = found(supervisions=[{"date": "2026-03-06"}], **enquired()).only(CODE)
    assert (row["outcome"], row["done"]) == ("met", "2026-03-06")
    assert row["evidence"][1]["pointer"] == "/supervisions/0"


@pytest.mark.parametrize("planned", [True, None])
def test_moves_not_said_to_be_unplanned(planned: bool | None) -> None:
    """A planned move is no key event, nor one that is not said to be unplanned."""
    assert found(**moved(planned=planned)).of(CODE) == []


def test_same_carer() -> None:
    """A new row with the same carer is no move."""
    assert found(**moved(carer_id="C1")).of(CODE) == []


@pytest.mark.parametrize(
    ("end", "outcomes"),
    [
        ("2026-03-05T20:00:00+00:00", ["not_applicable"]),
        ("2026-03-05T20:00:01+00:00", ["not_met"]),
        ("2026-03-05T21:00:00+01:00", ["not_applicable"]),
        (None, ["not_met"]),
    ],
)
def test_missing_over_24_hours(end: str | None, outcomes: list[str]) -> None:
    """Twenty-four hours are not more than twenty-four; who is not back is missing still."""
    assert found(**gone(end)).outcomes(CODE) == outcomes


def test_still_missing_for_a_short_time() -> None:
    """Who is not back is missing for no longer than is known."""
    assert found(as_at="2026-03-05", **gone(None)).outcomes(CODE) == ["not_applicable"]
    assert found(as_at="2026-03-06", **gone(None)).outcomes(CODE) == ["not_due"]


def test_a_return_that_the_system_cannot_give() -> None:
    """Without the return nobody is taken for missing."""
    coverage = {"missing_episodes": {"without": ["end_at"]}}
    assert found(coverage=coverage, **gone(None)).of(CODE) == []


def test_strategy_discussion_alone() -> None:
    """An enquiry without a start is dated by its strategy discussion."""
    enquiries = [{"strategy_discussion_date": "2026-03-04"}]
    assert found(section_47_enquiries=enquiries).only(CODE)["due"] == "2026-03-09"


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2026-03-04", "met"), ("2026-02-04", "met"), ("2026-02-03", "not_met")],
)
def test_before_closing(day: str, outcome: str) -> None:
    """A case is closed after a manager looked at it, in the 28 days up to and on the day."""
    referrals = [{"closure_date": "2026-03-04"}]
    row = found(day, referrals=referrals).only(CODE)
    assert (row["outcome"], row["due"]) == (outcome, "2026-03-04")


def test_record_after_closing_is_late() -> None:
    """A record of the day after is a day late."""
    row = found("2026-03-05", referrals=[{"closure_date": "2026-03-04"}]).only(CODE)
    assert (row["outcome"], row["days_late"]) == ("not_met", 1)


def test_no_further_action() -> None:
    """A referral without further action closes no case."""
    referrals = [{"closure_date": "2026-03-04", "no_further_action": True}]
    assert found(referrals=referrals).outcomes(CODE) == ["not_applicable"]


@pytest.mark.parametrize(
    ("as_at", "outcome"), [("2026-03-09", "not_due"), ("2026-03-10", "not_met")]
)
def test_still_open(as_at: str, outcome: str) -> None:
    """On the third working day it is still open."""
    assert found(as_at=as_at, **enquired()).only(CODE)["outcome"] == outcome


def test_coverage_of_oversight() -> None:
    """Known only from inside the window: found is met, not found cannot be told."""
    coverage = {"oversight": {"from": "2026-03-06"}}
    assert found(coverage=coverage, **enquired()).only(CODE)["outcome"] == "cannot_tell"
    row = found("2026-03-09", coverage=coverage, **enquired()).only(CODE)
    assert row["outcome"] == "met"


def test_oversight_not_exported() -> None:
    """Without management records nobody can tell."""
    assert found(oversight=None, **enquired()).outcomes(CODE) == ["cannot_tell"]


@pytest.mark.parametrize("missing", ["placements", "missing_episodes", "referrals"])
def test_no_event_in_what_was_exported(missing: str) -> None:
    """No event where a section of them was not exported cannot be told; others are judged."""
    assert found(**{missing: None}).outcomes(CODE) == ["cannot_tell"]
    assert found(**{missing: None, **enquired()}).outcomes(CODE) == ["not_met"]
    assert found().outcomes(CODE) == ["not_applicable"]


def test_entry_not_seen() -> None:
    """A period whose beginning was not seen is no entry."""
    placements = [{"start_date": "2026-03-04", "start_reason": "L", "planned": False}]
    assert found(care_periods=None, placements=placements).of(CODE) == []


def test_calendar_ends() -> None:
    """Beyond the known bank holidays it cannot be told."""
    enquiries = [{"start_date": "2028-12-29"}]
    result = found(section_47_enquiries=enquiries, exported_on="2029-02-01")
    assert result.only(CODE)["outcome"] == "cannot_tell"


def test_settings() -> None:
    """Every number is a setting."""
    own = {
        CODE: {
            "within": "1 day",
            "before_entry": "1 day",
            "before_closing": "2 days",
            "missing_hours": 72,
        }
    }
    made = record(
        care_periods=[{"start_date": "2026-03-04"}],
        **gone(LONG_GONE),
        referrals=[{"closure_date": "2026-03-06"}],
        oversight=[{"date": "2026-03-03"}],
    )
    rows = audit_one(CODE, made, settings=own).of(CODE)
    assert [(row["outcome"], row["due"]) for row in rows] == [
        ("met", "2026-03-05"),
        ("not_met", "2026-03-06"),
    ]
