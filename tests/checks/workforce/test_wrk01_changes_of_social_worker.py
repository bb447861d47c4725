"""WRK01: people, not changes, and who is shown apart."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "WRK01"


def worker(who: str | None, start: str, end: str | None = None, **named: Any) -> dict[str, Any]:
    made = {"worker_id": who, "role": "social_worker", "start_date": start, "end_date": end}
    return made | named


A = worker("A", "2025-01-06", "2026-02-02")
B = worker("B", "2026-02-02", "2026-06-01")
C = worker("C", "2026-06-01")


def found(*rows: dict[str, Any], **how: Any) -> Found:
    named = {"coverage": how.pop("coverage")} if "coverage" in how else {}
    return audit_one(CODE, record(involvements=list(rows), **named), **how)


@pytest.mark.parametrize(("rows", "outcome"), [((A, B), "met"), ((A, B, C), "not_met")])
def test_three_or_more(rows: tuple[dict[str, Any], ...], outcome: str) -> None:
    """Two people in twelve months are met, three are not, and each is shown."""
    row = found(*rows).only(CODE)
    assert (row["outcome"], row["facts"]["social_workers"]) == (outcome, len(rows))
    assert [item["pointer"] for item in row["evidence"]] == [
        "/child",
        *(f"/involvements/{n}" for n in range(len(rows))),
    ]


@pytest.mark.parametrize(("end", "outcome"), [("2025-09-30", "met"), ("2025-10-01", "not_met")])
def test_twelve_months_to_the_audit_date(end: str, outcome: str) -> None:
    """Who ended on the day twelve months before the audit was not there on that day."""
    early = worker("A", "2025-01-06", end)
    assert found(early, worker("B", end, "2026-06-01"), C).only(CODE)["outcome"] == outcome


def test_workers_or_changes() -> None:
    """A, B, A are two people."""
    row = found(A, B, worker("A", "2026-06-01")).only(CODE)
    assert (row["outcome"], row["facts"]["social_workers"]) == ("met", 2)


@pytest.mark.parametrize("reason", ["ABSENC", "TSPROC"])
def test_absence_cover_and_standard_process(reason: str) -> None:
    """They are shown apart, and the result says what it would be with them."""
    row = found(A, B, C | {"change_reason": reason}).only(CODE)
    assert row["outcome"] == "met"
    assert row["facts"] == {"social_workers": 2, "with_those_apart": 3}
    assert row["evidence"][-1].get("note") == "shown apart"


def test_two_at_once() -> None:
    """In a joint allocation both count."""
    both = [worker(who, "2026-01-05") for who in "ABC"]
    assert found(*both).only(CODE)["outcome"] == "not_met"


def test_open_for_less_than_twelve_months() -> None:
    """A case is judged on what there is: two workers in three months are met."""
    rows = [worker("A", "2026-07-01", "2026-08-03"), worker("B", "2026-08-03")]
    assert found(*rows).only(CODE)["outcome"] == "met"


def test_no_social_worker() -> None:
    """No involvements: not applicable. Not exported: cannot tell."""
    assert found().outcomes(CODE) == ["not_applicable"]
    assert found(worker("M", "2026-01-05", role="team_manager")).outcomes(CODE) == [
        "not_applicable"
    ]
    assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]


def test_who_is_not_recorded() -> None:
    """Rows without an id may be people already counted: cannot tell where it matters."""
    nameless = worker(None, "2026-06-01")
    assert found(A, B, nameless).only(CODE)["outcome"] == "cannot_tell"
    assert found(A, nameless).only(CODE)["outcome"] == "met"


@pytest.mark.parametrize(
    ("coverage", "outcome"),
    [
        ({"from": "2025-09-30"}, "met"),
        ({"from": "2025-10-01"}, "cannot_tell"),
        ({"complete": False}, "cannot_tell"),
    ],
)
def test_coverage(coverage: dict[str, Any], outcome: str) -> None:
    """Few can be told only where all twelve months are covered; three that are seen are three."""
    covered = {"involvements": coverage}
    assert found(A, B, coverage=covered).only(CODE)["outcome"] == outcome
    assert found(A, B, C, coverage=covered).only(CODE)["outcome"] == "not_met"


def test_settings() -> None:
    """The number, the time and the reasons are settings."""
    for own in ({"too_many": 4}, {"within": "7 months"}):
        assert found(A, B, C, settings={CODE: own}).only(CODE)["outcome"] == "met"
    covered = C | {"change_reason": "ABSENC"}
    counted = found(A, B, covered, settings={CODE: {"apart": []}})
    assert counted.only(CODE)["outcome"] == "not_met"
