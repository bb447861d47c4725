"""How observations are counted for a grade."""

from __future__ import annotations

from typing import Any

from qaudit.checking.standards import Axis, Force
from qaudit.grading.tally import Tally


def row(force: str, outcome: str = "met", **more: Any) -> Any:
    return {
        "check": "VIS01",
        "axis": "compliance",
        "force": force,
        "on": "2026-03-02",
        "outcome": outcome,
        **more,
    }


class TestCount:
    def test_occasions_of_one_check_that_rest_on_different_things_are_counted_apart(self) -> None:
        """Each occasion weighs by what it rests on, whichever came first."""
        tally = Tally()
        rows = [row("local"), row("statutory"), row("statutory")]
        tally.count(rows, since="2026-01-01", until="2026-12-31")
        met = {force: counted.met for (_, force), counted in tally.checks.items()}
        assert met == {Force.LOCAL: 1, Force.STATUTORY: 2}
        assert len(list(tally.on(Axis.COMPLIANCE))) == 2

    def test_adding_keeps_them_apart(self) -> None:
        """So do the sums of several cases."""
        one, other = Tally(), Tally()
        one.count([row("local")], since="2026-01-01", until="2026-12-31")
        other.count([row("statutory")], since="2026-01-01", until="2026-12-31")
        one.add(other)
        assert {force for _, force in one.checks} == {Force.LOCAL, Force.STATUTORY}

    def test_each_occasion_counts(self) -> None:
        """However many occasions came to the same, each is counted; one that is not due is not."""
        tally = Tally()
        rows = [row("local", "not_met")] * 3 + [row("local")] * 2 + [row("local", "not_due")] * 4
        rows += [row("local", "cannot_tell")] * 2 + [row("local", "error", on=None)]
        tally.count(rows, since="2026-01-01", until="2026-12-31")
        (counted,) = tally.checks.values()
        assert (counted.met, counted.not_met, counted.judged) == (2, 3, 5)
        assert tally.unclear == {"VIS01": 3}

    def test_harm_is_of_failures(self) -> None:
        """Only a failure left a child at risk, whatever else a stored report says."""
        tally = Tally()
        rows = [row("local", "not_met", harm=True)] * 2 + [row("local", "not_met", harm=False)]
        rows += [row("local", "met", harm=True), row("local", "not_met")]
        tally.count(rows, since="2026-01-01", until="2026-12-31")
        (counted,) = tally.checks.values()
        assert (counted.harm, counted.not_met) == (2, 4)
