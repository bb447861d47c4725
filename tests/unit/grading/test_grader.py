"""What a grader says of all cases together."""

from __future__ import annotations

from typing import Any

from qaudit.checking.results import CaseResult, ObservationRow
from qaudit.grading.grader import Grader
from qaudit.grading.profile import BUILT_IN, load_profile
from support import host


def case_of(case_id: str, *rows: ObservationRow) -> CaseResult:
    return CaseResult(case_id, f"{case_id}.json", "2026-06-01", observations=list(rows))


def visit(outcome: str, on: str = "2026-03-02") -> Any:
    return {
        "check": "VIS01",
        "axis": "compliance",
        "force": "statutory",
        "on": on,
        "outcome": outcome,
    }


def test_a_child_is_counted_once() -> None:
    """A sum of a check counts occasions, and each child it was not met for once."""
    checks = {"VIS01": host().checks["VIS01"]}
    grader = Grader(checks, load_profile(BUILT_IN / "letters.toml"))
    grader.case(case_of("A", *[visit("not_met")] * 3, visit("met")))
    grader.case(case_of("B", visit("met"), visit("not_met", on="2020-03-02")))
    grader.case(case_of("C", *[visit("met")] * 2))
    found = grader.service().checks["VIS01"]
    assert found["outcomes"] == {"met": 4, "not_met": 4}
    assert found["cases_not_met"] == 2
    graded = found["graded"]
    assert (graded["rate"]["met"], graded["rate"]["judged"]) == (4, 7)
    assert (graded["cases"], graded["cases_not_met"]) == (3, 1)
