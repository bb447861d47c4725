"""What is to be done again and again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from qaudit.cases.calendar import Duration
from qaudit.cases.care import Span
from qaudit.cases.intervals import Stage
from qaudit.checking.recurrence import Recurring, in_words, turns
from support import case

Row = tuple[str, str, str | None, int | None]


def day(text: str) -> date:
    return date.fromisoformat(text)


def stages(length: str) -> tuple[Stage, ...]:
    return (Stage(Span(day("2026-01-05")), Duration.parse(length), "as agreed"),)


def judged(
    *done: str,
    end: str | None = None,
    unsure: Iterable[str] = (),
    recurring: dict[str, Any] | None = None,
    **named: Any,
) -> list[Row]:
    """Every six weeks from 5 January 2026, exported on 1 June: since, outcome, due, days late."""
    made = case(**{"exported_on": "2026-06-01", "visits": [], **named})
    every = Recurring(
        section="visits",
        span=Span(day("2026-01-05"), day(end) if end else None),
        stages=stages("6 weeks"),
        **(recurring or {}),
    )
    return [
        (
            turn.since.isoformat(),
            turn.outcome.value,
            turn.due.isoformat() if turn.due else None,
            turn.days_late,
        )
        for turn in turns(made, every, [day(one) for one in done], [day(one) for one in unsure])
    ]


def test_from_one_to_the_next() -> None:
    """Each is counted from the last; the stretch still open is judged at the end."""
    assert judged("2026-02-16", "2026-04-01", "2026-05-04") == [
        ("2026-01-05", "met", "2026-02-16", None),
        ("2026-02-16", "not_met", "2026-03-30", 2),
        ("2026-04-01", "met", "2026-05-13", None),
        ("2026-05-04", "not_due", "2026-06-15", None),
    ]


def test_first_time() -> None:
    """The first may be due sooner than the others."""
    first = {"first": Duration.parse("1 week")}
    assert judged("2026-01-13", end="2026-01-20", recurring=first) == [
        ("2026-01-05", "not_met", "2026-01-12", 1),
        ("2026-01-13", "not_applicable", "2026-02-24", None),
    ]


def test_on_the_first_day() -> None:
    """Done on the day it begins counts for the first time."""
    assert judged("2026-01-05", end="2026-01-12") == [
        ("2026-01-05", "met", "2026-02-16", None),
        ("2026-01-05", "not_applicable", "2026-02-16", None),
    ]


def test_ended() -> None:
    """What has ended keeps its misses, counted to the end; nothing is due on that day itself."""
    assert judged(end="2026-02-16") == [("2026-01-05", "not_applicable", "2026-02-16", None)]
    assert judged(end="2026-02-20") == [("2026-01-05", "not_met", "2026-02-16", 4)]
    assert judged("2026-02-16", end="2026-02-16") == [("2026-01-05", "met", "2026-02-16", None)]


def test_perhaps_stricter() -> None:
    """Where a stricter rule may hold, only what is the same under both is told."""
    perhaps = {"perhaps": stages("4 weeks"), "unclear": "how long it lasts is not recorded"}
    assert [row[1] for row in judged("2026-02-02", "2026-03-09", recurring=perhaps)] == [
        "met",
        "cannot_tell",
        "not_met",
    ]


def test_unsure() -> None:
    """A miss that days in between would make good cannot be told."""
    rows = judged("2026-03-16", end="2026-04-01", unsure=["2026-02-10"])
    assert [row[1] for row in rows] == ["cannot_tell", "not_applicable"]
    rows = judged("2026-04-16", end="2026-05-01", unsure=["2026-02-10"])
    assert [row[1] for row in rows] == ["not_met", "not_applicable"]


def test_known_from_a_day_inside() -> None:
    """What is known only from a day on is told where it is too long from there alone."""
    known = {"coverage": {"visits": {"from": "2026-02-02"}}}
    assert judged("2026-03-15", end="2026-04-01", **known)[0][1] == "cannot_tell"
    assert judged("2026-03-17", end="2026-04-01", **known)[0] == (
        "2026-01-05",
        "not_met",
        "2026-03-15",
        2,
    )


def test_beyond_the_calendar() -> None:
    """Working days beyond the known bank holidays cannot be told."""
    made = judged(recurring={"first": Duration.parse("9999 working days")})
    assert made == [("2026-01-05", "cannot_tell", None, None)]


def test_in_words() -> None:
    """A person reads how long it was, since when, and how long it might have been."""
    made = case(exported_on="2026-06-01", visits=[])
    every = Recurring(section="visits", span=Span(day("2026-01-05")), stages=stages("6 weeks"))
    assert [in_words(turn) for turn in turns(made, every, [day("2026-02-17")])] == [
        "visited 43 days after the start, due by 16 February 2026 (6 weeks as agreed)",
        (
            "no visit for 104 days after the visit of 17 February 2026, "
            "due by 31 March 2026 (6 weeks as agreed)"
        ),
    ]
