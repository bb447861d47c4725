"""WRK03: children per social worker, over all cases of the audit."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit, record

CODE = "WRK03"


def worker(who: str | None = "A", **named: Any) -> dict[str, Any]:
    return {"worker_id": who, "role": "social_worker", "start_date": "2026-01-05"} | named


def found(*rows: list[dict[str, Any]], **settings: Any) -> list[Found]:
    made = [record(f"T-{n}", involvements=row) for n, row in enumerate(rows)]
    return audit(*made, select=(CODE,), settings={CODE: settings})


@pytest.mark.parametrize(
    ("children", "outcome", "band"),
    [(18, "met", "green"), (19, "met", "amber"), (22, "met", "amber"), (23, "not_met", "red")],
)
def test_bands(children: int, outcome: str, band: str) -> None:
    """Amber is met and told apart, red is not met, for each child."""
    rows = [one.only(CODE) for one in found(*[[worker()] for _ in range(children)])]
    assert {row["outcome"] for row in rows} == {outcome}
    assert rows[0]["facts"] == {"children": children, "band": band}
    assert rows[0]["evidence"][0]["pointer"] == "/involvements/0"


def test_the_recorded_caseload() -> None:
    """A caseload in the record stands where it is more than what is counted."""
    (one,) = found([worker(caseload=23)])
    assert one.only(CODE)["facts"] == {"children": 23, "band": "red"}
    many = found(*[[worker(caseload=2)] for _ in range(23)])
    assert many[0].only(CODE)["outcome"] == "not_met"


def test_one_child_counts_once() -> None:
    """Two rows of one worker for one child are one child; of two workers the larger counts."""
    once, other = found([worker(), worker()], [worker("B", caseload=30), worker("A")])
    assert once.only(CODE)["facts"]["children"] == 2
    assert other.only(CODE)["facts"]["children"] == 30


def test_on_the_audit_date() -> None:
    """Who ended on the audit date is no longer the child's social worker."""
    (one,) = found([worker(end_date="2026-09-30")])
    assert one.outcomes(CODE) == ["not_applicable"]


def test_a_sample_shows_too_few() -> None:
    """In a sample a count that is not red cannot be told, unless the caseload is recorded."""
    one, other = found([worker()], [worker("B", caseload=12)], cohort="sample")
    assert (one.outcomes(CODE), other.outcomes(CODE)) == (["cannot_tell"], ["met"])


def test_without_an_id() -> None:
    """A worker without an id and without a caseload cannot be counted."""
    (one,) = found([worker(None)])
    assert one.outcomes(CODE) == ["cannot_tell"]


def test_nobody_or_not_exported() -> None:
    """No social worker: not applicable. Involvements not exported: cannot tell."""
    nobody, unseen = audit(record("N", involvements=[]), record("U"), select=(CODE,))
    assert nobody.outcomes(CODE) == ["not_applicable"]
    assert unseen.outcomes(CODE) == ["cannot_tell"]
