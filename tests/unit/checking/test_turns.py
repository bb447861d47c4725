"""Duties that start again whenever they were done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from qaudit.cases.calendar import Duration
from qaudit.checking.deadlines import judge_turns
from support import case

Row = tuple[str, str, str, str | None, int | None]


def day(text: str) -> date:
    return date.fromisoformat(text)


def turns(
    *done: str, end: str | None = None, unclear: Iterable[str] = (), **named: Any
) -> list[Row]:
    """Every seven days from 1 September 2026: since, due, outcome, done, days late."""
    made = case(**{"visits": [], **named})
    return [
        (
            turn.since.isoformat(),
            turn.due.isoformat(),
            turn.verdict.outcome.value,
            turn.verdict.done.isoformat() if turn.verdict.done else None,
            turn.verdict.days_late,
        )
        for turn in judge_turns(
            made,
            "visits",
            start=day("2026-09-01"),
            end=day(end) if end else None,
            due_after=Duration.parse("7 days").after,
            done=map(day, done),
            unclear=map(day, unclear),
        )
    ]


def test_each_turn_is_counted_from_the_last() -> None:
    """Early, on the day, late, and still open."""
    assert turns("2026-09-15", "2026-09-05", "2026-09-24") == [
        ("2026-09-01", "2026-09-08", "met", "2026-09-05", None),
        ("2026-09-05", "2026-09-12", "not_met", "2026-09-15", 3),
        ("2026-09-15", "2026-09-22", "not_met", "2026-09-24", 2),
        ("2026-09-24", "2026-10-01", "not_due", None, None),
    ]


def test_on_the_first_day() -> None:
    """Done on the day it starts counts for the first turn, and days before it do not."""
    assert turns("2026-08-31", "2026-09-01")[0] == (
        "2026-09-01",
        "2026-09-08",
        "met",
        "2026-09-01",
        None,
    )


def test_nothing_falls_due_on_or_after_the_end() -> None:
    """The last turn is judged if its day comes before the end, and its lateness ends there."""
    assert turns(end="2026-09-08") == []
    assert turns(end="2026-09-11") == [("2026-09-01", "2026-09-08", "not_met", None, 3)]
    assert turns("2026-09-20", end="2026-09-11") == [
        ("2026-09-01", "2026-09-08", "not_met", None, 3)
    ]
    assert turns("2026-09-08", end="2026-09-08") == [
        ("2026-09-01", "2026-09-08", "met", "2026-09-08", None)
    ]


def test_unclear() -> None:
    """A turn in which it may have been done cannot be told."""
    assert [row[2] for row in turns(unclear=["2026-09-08"])] == ["cannot_tell"]
    assert [row[2] for row in turns(unclear=["2026-09-09"])] == ["not_met"]


def test_not_exported() -> None:
    """A section that was not exported tells nothing."""
    assert [row[2] for row in turns(visits=None)] == ["cannot_tell"]
    assert [row[2] for row in turns(coverage={"visits": {"from": "2026-09-02"}})] == ["cannot_tell"]
