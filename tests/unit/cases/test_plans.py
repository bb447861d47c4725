"""Plans in force: the newest version of each type, until it ends."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.cases.plans import plans_in_force, versions
from support import case


def plan(agreed: str | None, **named: Any) -> dict[str, Any]:
    return {"type": "care", "agreed_date": agreed, **named}


def in_force(*plans: dict[str, Any], as_at: str | None = None) -> list[str]:
    return sorted(plan.pointer for plan in plans_in_force(case(as_at, plans=list(plans))))


def test_newest_of_each_type() -> None:
    """The newest of each type alone is in force, wherever it stands in the record."""
    plans = (plan("2026-03-02"), plan("2025-03-02"), plan("2024-03-02", type="health"))
    assert in_force(*plans) == ["/plans/0", "/plans/2"]


@pytest.mark.parametrize(("end", "open_still"), [("2026-09-30", False), ("2026-10-01", True)])
def test_until_it_ends(end: str, open_still: bool) -> None:
    """On the day of its end a plan is no longer in force."""
    assert bool(in_force(plan("2026-03-02", end_date=end))) is open_still


def test_ended_version_leaves_none() -> None:
    """Where the newest version has ended, no older one comes back."""
    assert in_force(plan("2025-03-02"), plan("2026-03-02", end_date="2026-06-01")) == []


def test_as_at_a_day() -> None:
    """A version agreed after the audit date is not yet in force."""
    plans = (plan("2025-03-02"), plan("2026-03-02"))
    assert in_force(*plans, as_at="2026-03-01") == ["/plans/0"]


def test_versions_in_order() -> None:
    """Versions stand in the order they were made, one without a date before the others."""
    made = case(plans=[plan("2026-03-02"), plan("2025-03-02"), plan(None)])
    assert [one.pointer for one in versions(made)["care"]] == ["/plans/2", "/plans/1", "/plans/0"]
