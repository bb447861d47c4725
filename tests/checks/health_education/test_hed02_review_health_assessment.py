"""HED02: every edge of the standard."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "HED02"
Row = tuple[str, str | None, str | None, int | None]


def health(*held: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"type": kind, "date": day} for kind, day in held]


def found(*held: tuple[str, str], born: str = "2014-05-17", **named: Any) -> Found:
    """In care from 6 January 2025."""
    sections: dict[str, Any] = {
        "child": {"date_of_birth": born},
        "care_periods": [{"start_date": "2025-01-06"}],
        "health_assessments": health(*held),
        **named,
    }
    as_at = sections.pop("as_at", None)
    return audit_one(CODE, record(**sections), as_at=as_at)


def rows(result: Found) -> list[Row]:
    return [(row["outcome"], row["due"], row["done"], row["days_late"]) for row in result.of(CODE)]


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-02-03", ("met", "2026-02-03", "2026-02-03", None)),
        ("2026-02-04", ("not_met", "2026-02-03", "2026-02-04", 1)),
    ],
)
def test_12_months_from_5(day: str, first: Row) -> None:
    """From five on a review is due twelve months after the last assessment."""
    assert rows(found(("initial", "2025-02-03"), ("review", day)))[0] == first


def test_6_months_under_5() -> None:
    """Under five it is due after six months; the turn still open is not due."""
    held = [("initial", "2025-02-03"), ("review", "2025-08-03"), ("review", "2026-02-04")]
    assert rows(found(*held, born="2022-05-17")) == [
        ("met", "2025-08-03", "2025-08-03", None),
        ("not_met", "2026-02-03", "2026-02-04", 1),
        ("not_met", "2026-08-04", None, 57),
    ]


@pytest.mark.parametrize(
    ("born", "due"), [("2021-08-03", "2027-02-03"), ("2021-08-04", "2026-08-03")]
)
def test_age_on_the_due_date(born: str, due: str) -> None:
    """The age on the day it falls due decides, the fifth birthday included."""
    held = [("initial", "2025-08-03"), ("review", "2026-02-03")]
    last = rows(found(*held, born=born))[-1]
    assert last[1] == due


def test_five_when_the_shorter_time_is_over() -> None:
    """A child who will be five when the six months are over has twelve."""
    assert rows(found(("initial", "2025-02-03"), born="2020-08-03"))[0][1] == "2026-02-03"
    assert rows(found(("initial", "2025-02-03"), born="2020-08-04"))[0][1] == "2025-08-03"


def test_nothing_since_entry() -> None:
    """Without an initial assessment the first review is counted from entry."""
    assert rows(found()) == [("not_met", "2026-01-06", None, 267)]


def test_counted_from_a_late_initial_assessment() -> None:
    """The initial assessment is HED01's; what follows is counted from it, be it late."""
    assert rows(found(("initial", "2025-09-01"))) == [("not_met", "2026-09-01", None, 29)]


def test_initial_before_entry() -> None:
    """An assessment in the three months before entry is the one it is counted from."""
    assert rows(found(("initial", "2024-10-06")))[0][1] == "2025-10-06"
    assert rows(found(("initial", "2024-10-05")))[0][1] == "2026-01-06"


def test_left_care() -> None:
    """What falls due on or after leaving care is not judged; a miss before it is kept."""
    for end, outcomes in (("2026-02-03", ["not_applicable"]), ("2026-02-04", ["not_met"])):
        periods = [{"start_date": "2025-01-06", "end_date": end}]
        result = found(("initial", "2025-02-03"), care_periods=periods)
        assert result.outcomes(CODE) == outcomes


def test_18th_birthday_to_come() -> None:
    """What would fall due after the 18th birthday is never not due."""
    result = found(("initial", "2025-02-03"), ("review", "2026-01-20"), born="2008-12-01")
    assert rows(result) == [("met", "2026-02-03", "2026-01-20", None)]


def test_two_of_one_day() -> None:
    """Two assessments of one day are one."""
    held = [("initial", "2025-02-03"), ("review", "2026-02-03"), ("review", "2026-02-03")]
    assert len(found(*held).of(CODE)) == 2


def test_recorded_among_the_assessments() -> None:
    """A review of health among the assessments counts on its authorised date."""
    given = [{"type": "review_health", "authorised_date": "2026-01-20"}]
    result = found(("initial", "2025-02-03"), assessments=given)
    assert rows(result)[0] == ("met", "2026-02-03", "2026-01-20", None)
    assert result.of(CODE)[0]["evidence"][1]["pointer"] == "/assessments/0"


@pytest.mark.parametrize("kind", ["dental", "sdq", "immunisation"])
def test_other_kinds(kind: str) -> None:
    """A dentist, a questionnaire or an injection is no assessment of health."""
    assert rows(found(("initial", "2025-02-03"), (kind, "2026-01-20")))[0][0] == "not_met"


def test_coverage() -> None:
    """Up to the first assessment seen it cannot be told; from there on it is judged."""
    coverage = {"health_assessments": {"from": "2025-06-02"}}
    result = found(("review", "2026-03-02"), coverage=coverage)
    assert [row[0] for row in rows(result)] == ["cannot_tell", "not_due"]


def test_entry_not_seen() -> None:
    """Where the entry was not seen the first assessment seen is the start."""
    placements = [{"start_date": "2025-01-06", "start_reason": "P"}]
    result = found(("review", "2025-03-03"), care_periods=None, placements=placements)
    assert rows(result) == [("not_met", "2026-03-03", None, 211)]
    empty = found(care_periods=None, placements=placements)
    assert [row[0] for row in rows(empty)] == ["cannot_tell"]


def test_nothing_to_judge() -> None:
    """Never in care, no date of birth, not exported."""
    assert found(care_periods=[]).outcomes(CODE) == ["not_applicable"]
    assert found(child={}).outcomes(CODE) == ["cannot_tell"]
    assert found(health_assessments=None).outcomes(CODE) == ["cannot_tell"]


def test_settings() -> None:
    """The lengths of time and the age are settings."""
    made = record(care_periods=[{"start_date": "2025-01-06"}], health_assessments=[])
    for own, due in (
        ({"older": "9 months"}, "2025-10-06"),
        ({"age": 18, "younger": "2 months"}, "2025-03-06"),
    ):
        assert audit_one(CODE, made, settings={CODE: own}).only(CODE)["due"] == due
