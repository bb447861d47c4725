"""WRK04: a share that is shown and not graded."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit, record

CODE = "WRK04"


def found(*agency: bool | None, **named: Any) -> list[Found]:
    """A child for each of some social workers."""
    standing = {"role": "social_worker", "start_date": "2026-01-05", **named}
    made = [
        record(f"T-{n}", involvements=[standing | {"worker_id": f"W{n}", "agency": is_agency}])
        for n, is_agency in enumerate(agency)
    ]
    return audit(*made, select=(CODE,))


def measures(one: Found) -> dict[str, float]:
    return {row["name"]: row["value"] for row in one.result.measures}


@pytest.mark.parametrize(("agency", "share"), [(1, 25), (3, 75)])
def test_examples(agency: int, share: float) -> None:
    """Of four social workers, as the docstring says: shown with each child, and not graded."""
    for one in found(*[n < agency for n in range(4)]):
        assert measures(one) == {"agency_share": share, "agency_not_recorded": 0}
        assert one.outcomes(CODE) == ["not_applicable"]


def test_not_recorded() -> None:
    """Workers of whom it is not recorded are left out and counted; with no other, no share."""
    assert measures(found(True, None)[0]) == {"agency_share": 100, "agency_not_recorded": 1}
    assert measures(found(None)[0]) == {"agency_not_recorded": 1}


def test_each_worker_once() -> None:
    """A worker with two children counts once."""
    same = {"role": "social_worker", "start_date": "2026-01-05", "worker_id": "A", "agency": True}
    other = same | {"worker_id": "B", "agency": False}
    made = [record(f"T-{n}", involvements=[row]) for n, row in enumerate((same, same, other))]
    assert measures(audit(*made, select=(CODE,))[0])["agency_share"] == 50


def test_not_allocated_or_not_exported() -> None:
    """Who ended is not counted; without involvements it cannot be told."""
    assert measures(found(True, end_date="2026-09-30")[0]) == {}
    assert audit(record(), select=(CODE,))[0].outcomes(CODE) == ["cannot_tell"]
