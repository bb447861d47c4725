"""WRK02: days without a social worker while the case is open."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "WRK02"


def worker(start: str | None, end: str | None = None, **named: Any) -> dict[str, Any]:
    return {"role": "social_worker", "start_date": start, "end_date": end} | named


def found(*rows: dict[str, Any], as_at: str | None = None, **named: Any) -> Found:
    standing: dict[str, Any] = {"care_periods": [{"start_date": "2026-03-02"}], "plans": []}
    return audit_one(CODE, record(involvements=list(rows), **(standing | named)), as_at=as_at)


@pytest.mark.parametrize(
    ("start", "outcome", "late", "without"),
    [
        ("2026-03-02", "met", None, 0),
        ("2026-03-03", "met", None, 1),
        ("2026-03-04", "not_met", 1, 2),
    ],
)
def test_by_the_next_working_day(start: str, outcome: str, late: int | None, without: int) -> None:
    """A social worker by the next working day is met, a day later is not."""
    row = found(worker(start)).only(CODE)
    assert (row["outcome"], row["days_late"]) == (outcome, late)
    assert (row["due"], row["done"]) == ("2026-03-03", start)
    assert row["facts"] == {"days_without": without}


def test_between_two_workers() -> None:
    """A gap in the middle is judged from the day the first one's time ended."""
    rows = found(worker("2026-03-02", "2026-05-01"), worker("2026-05-11")).of(CODE)
    assert [row["outcome"] for row in rows] == ["met", "not_met"]
    assert (rows[1]["on"], rows[1]["due"], rows[1]["done"]) == (
        "2026-05-01",
        "2026-05-05",
        "2026-05-11",
    )
    assert rows[1]["evidence"][0]["pointer"] == "/involvements/0"
    assert rows[1]["days_late"] == 6


def test_over_a_weekend() -> None:
    """Ended on a Friday and taken over on Monday is met."""
    rows = found(worker("2026-03-02", "2026-06-05"), worker("2026-06-08")).of(CODE)
    assert [row["outcome"] for row in rows] == ["met", "met"]


def test_somebody_else_is_still_there() -> None:
    """Of two at once one may end; absence cover is somebody, too."""
    rows = found(
        worker("2026-03-02", "2026-06-05"), worker("2026-05-01", change_reason="ABSENC")
    ).of(CODE)
    assert [row["facts"]["days_without"] for row in rows] == [0, 0]


def test_nobody_ever() -> None:
    """With no involvements the days run to the audit date."""
    row = found().only(CODE)
    assert (row["outcome"], row["days_late"]) == ("not_met", 211)
    assert row["facts"] == {"days_without": 212}


def test_window_open_on_the_audit_date() -> None:
    """The last day of the window is still open."""
    assert found(as_at="2026-03-03").outcomes(CODE) == ["not_due"]
    assert found(as_at="2026-03-04").outcomes(CODE) == ["not_met"]


def test_closed_before_it_was_due() -> None:
    """A worker whose time ends with the case leaves nobody without."""
    closed = [{"start_date": "2026-03-02", "end_date": "2026-06-05"}]
    assert found(worker("2026-03-02", "2026-06-05"), care_periods=closed).outcomes(CODE) == ["met"]
    row = found(care_periods=closed).only(CODE)
    assert (row["days_late"], row["facts"]) == (94, {"days_without": 95})


def test_never_open() -> None:
    """A case that was not open is not judged; where that cannot be seen, cannot tell."""
    assert found(care_periods=[]).outcomes(CODE) == ["not_applicable"]
    assert audit_one(CODE, record(involvements=[])).outcomes(CODE) == ["cannot_tell"]
    assert audit_one(CODE, record(care_periods=[])).outcomes(CODE) == ["cannot_tell"]


@pytest.mark.parametrize(
    ("reason", "outcome"), [("LEFTRL", "cannot_tell"), ("FCONTA", "not_met"), (None, "not_met")]
)
def test_the_first_recorded_took_over(reason: str | None, outcome: str) -> None:
    """Before a first worker who took over from another there was somebody, not recorded."""
    assert found(worker("2026-06-01", change_reason=reason)).outcomes(CODE) == [outcome]


@pytest.mark.parametrize("unclear", [worker(None), worker("2026-03-02", role=None)])
def test_unclear_rows(unclear: dict[str, Any]) -> None:
    """A row that may be a social worker's from that day: cannot tell."""
    assert found(unclear).outcomes(CODE) == ["cannot_tell"]


def test_coverage() -> None:
    """What began before the export of involvements cannot be told."""
    covered = {"involvements": {"from": "2026-03-03"}}
    assert found(coverage=covered).outcomes(CODE) == ["cannot_tell"]
    assert found(worker("2026-03-02"), coverage=covered).outcomes(CODE) == ["met"]


def test_settings() -> None:
    """The time for a handover is a setting."""
    made = record(care_periods=[{"start_date": "2026-03-02"}], involvements=[worker("2026-03-04")])
    result = audit_one(CODE, made, settings={CODE: {"handover": "2 working days"}})
    assert result.only(CODE)["outcome"] == "met"
