"""Steps by their own date, what is done by a day, and why there is nothing to judge."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qaudit.checking.absence import none_recorded
from qaudit.checking.deadlines import Verdict, judge_by, judge_next, judge_step, judge_window
from qaudit.checking.standards import Outcome
from support import case

LAST = date(2026, 3, 18)


def step(done: str | None = None, *, first: str | None = None, **named: Any) -> Verdict:
    return judge_step(
        case(named.pop("as_at", None), plans=[], **named),
        "plans",
        "completed_date",
        last=LAST,
        done=date.fromisoformat(done) if done else None,
        first=date.fromisoformat(first) if first else None,
    )


class TestWindow:
    def judged(self, *done: str) -> Verdict:
        days = [date.fromisoformat(day) for day in done]
        first = date(2026, 3, 4)
        return judge_window(case(plans=[]), "plans", first=first, last=LAST, done=days)

    def test_the_first_from_its_first_day_on(self) -> None:
        """What was done before the window does not count, and of the rest the first does."""
        assert self.judged("2026-03-19", "2026-03-04", "2026-03-03") == Verdict(
            Outcome.MET, date(2026, 3, 4)
        )
        assert self.judged("2026-03-20", "2026-03-03", "2026-03-19") == Verdict(
            Outcome.NOT_MET, date(2026, 3, 19), 1
        )
        assert self.judged("2026-03-03").done is None

    @pytest.mark.parametrize("day", [None, date(2026, 3, 18), date(2026, 3, 19)])
    def test_next_is_known(self, day: date | None) -> None:
        """Where the first from there on is known it comes to the same."""
        first, made = date(2026, 3, 4), case(plans=[])
        among = judge_window(made, "plans", first=first, last=LAST, done=[day] if day else [])
        assert judge_next(made, "plans", day, first=first, last=LAST) == among


class TestStep:
    @pytest.mark.parametrize(
        ("done", "outcome", "late"),
        [
            ("2025-01-06", "met", None),
            ("2026-03-18", "met", None),
            ("2026-03-19", "not_met", 1),
            (None, "not_met", 196),
        ],
    )
    def test_taken(self, done: str | None, outcome: str, late: int | None) -> None:
        """A step is met up to its last day; one without a date was not taken."""
        verdict = step(done)
        assert (verdict.outcome, verdict.days_late) == (outcome, late)
        assert verdict.done == (date.fromisoformat(done) if done else None)

    @pytest.mark.parametrize(
        ("as_at", "outcome"), [("2026-03-18", "not_due"), ("2026-03-19", "not_met")]
    )
    def test_still_open(self, as_at: str, outcome: str) -> None:
        """On the last day it is not yet due."""
        assert step(as_at=as_at).outcome == outcome

    @pytest.mark.parametrize(
        ("exported", "outcome"), [("2026-03-18", "cannot_tell"), ("2026-03-19", "not_met")]
    )
    def test_export_ends(self, exported: str, outcome: str) -> None:
        """What ends between the export and the audit cannot be told."""
        assert step(exported_on=exported, as_at="2026-09-30").outcome == outcome

    def test_coverage(self) -> None:
        """The item is there: only a field that the system cannot give is unknown."""
        partly = {"plans": {"from": "2026-09-01", "complete": False}}
        assert step(coverage=partly).outcome == "not_met"
        without = {"plans": {"without": ["completed_date"]}}
        assert step(coverage=without).outcome == "cannot_tell"
        assert step("2026-03-19", coverage=without).outcome == "not_met"
        assert step(coverage=without, as_at="2026-03-18").outcome == "not_due"

    def test_before_it_could_be(self) -> None:
        """A step dated before it could be taken is a fault in the record."""
        verdict = step("2026-03-03", first="2026-03-04")
        assert verdict.outcome == "cannot_tell"
        assert verdict.why == "dated 3 March 2026, before it could be done: a fault in the record"
        assert step("2026-03-04", first="2026-03-04").outcome == "met"


class TestBy:
    @pytest.mark.parametrize(
        ("done", "outcome"),
        [("2019-01-07", "met"), ("2026-03-18", "met"), ("2026-03-19", "not_met")],
    )
    def test_however_long_before(self, done: str, outcome: str) -> None:
        """What was done before the time it is looked for in counts too."""
        verdict = judge_by(
            case(plans=[]),
            "plans",
            since=date(2026, 1, 5),
            last=LAST,
            done=[date.fromisoformat(done)],
        )
        assert (verdict.outcome, verdict.done) == (outcome, date.fromisoformat(done))

    @pytest.mark.parametrize(
        ("start", "outcome"), [("2026-01-05", "not_met"), ("2026-01-06", "cannot_tell")]
    )
    def test_known_from(self, start: str, outcome: str) -> None:
        """Nothing seen, it cannot be told where the export begins after it would be recorded."""
        made = case(plans=[], coverage={"plans": {"from": start}})
        verdict = judge_by(made, "plans", since=date(2026, 1, 5), last=LAST, done=[])
        assert verdict.outcome == outcome


class TestNothing:
    def test_nothing_there(self) -> None:
        """A section that was exported whole and holds none: not applicable."""
        found = none_recorded(case(plans=[]), "plans", "no plan is in force")
        assert (found.outcome, found.reason) == (Outcome.NOT_APPLICABLE, "no plan is in force")

    @pytest.mark.parametrize(
        ("named", "why"),
        [
            ({}, "plans not exported"),
            (
                {"plans": [], "coverage": {"plans": {"complete": False}}},
                "the export of plans is not complete",
            ),
            (
                {"plans": [], "coverage": {"plans": {"from": "2026-01-05"}}},
                "plans known only from 5 January 2026",
            ),
        ],
    )
    def test_not_seen(self, named: dict[str, Any], why: str) -> None:
        """Otherwise it cannot tell, and says why."""
        found = none_recorded(case(**named), "plans", "no plan is in force")
        assert (found.outcome, found.reason) == (
            Outcome.CANNOT_TELL,
            f"no plan is in force, but {why}",
        )
