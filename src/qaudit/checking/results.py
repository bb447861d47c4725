"""What came of an audit, in the report's own shape: plain values, ready for JSON.

Grading and reporting work on this shape alone, so that a stored report can be graded and
shown again without the records. Dates are strings, YYYY-MM-DD.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from attrs import define, field


class EvidenceRow(TypedDict):
    pointer: str
    label: str
    note: NotRequired[str]


class ObservationRow(TypedDict):
    check: str
    outcome: str
    axis: str
    force: str
    on: str | None
    due: str | None
    done: str | None
    days_late: int | None
    message: str
    evidence: list[EvidenceRow]
    fingerprint: str
    harm: NotRequired[bool]
    eased_by: NotRequired[str]
    facts: NotRequired[dict[str, Any]]
    passages: NotRequired[list[dict[str, Any]]]


class SilentRow(TypedDict):
    check: str
    outcome: str
    reason: str


class MeasureRow(TypedDict):
    check: str
    name: str
    value: float
    unit: str


class NoteRow(TypedDict):
    check: str
    message: str
    evidence: list[EvidenceRow]


class RateRow(TypedDict):
    """How often a standard was met: the count, the share and its 95% Wilson interval."""

    met: int
    judged: int
    rate: float | None
    interval: list[float] | None


class AxisGrade(TypedDict):
    grade: str
    rate: RateRow


class AreaGrade(TypedDict):
    """`lines` is the sum, line by line, as a person would follow it."""

    grade: str
    axes: dict[str, AxisGrade]
    lines: list[str]


class CheckSum(TypedDict):
    """What came of a check over all cases; `cases_not_met` counts children."""

    name: str
    area: str
    axis: str
    force: str
    outcomes: dict[str, int]
    silent: dict[str, int]
    rate: RateRow
    cases_not_met: int


class Refusal(TypedDict):
    path: str
    reason: str


@define
class CaseResult:
    """What came of one case.

    Attributes:
        case_id: the council's id or a pseudonym.
        path: the file it came from, with `:LINE` for NDJSON.
        as_at: the day as at which it was judged.
        observations: in order of check, then of day.
        silent: why a check had no occasion here.
        gathered: what the surveys collected, pickled, by their names; gone once they have it.
        grade: the grade over the areas; None where the profile gives none.
        areas: the grades by area.
        lines: how the areas make the grade.
    """

    case_id: str
    path: str
    as_at: str
    observations: list[ObservationRow] = field(factory=list)
    silent: list[SilentRow] = field(factory=list)
    measures: list[MeasureRow] = field(factory=list)
    notes: list[NoteRow] = field(factory=list)
    gathered: dict[str, bytes] = field(factory=dict)
    grade: str | None = None
    areas: dict[str, AreaGrade] = field(factory=dict)
    lines: list[str] = field(factory=list)


@define
class ServiceResult:
    """What came of all cases together."""

    cases: int = 0
    grade: str | None = None
    areas: dict[str, AreaGrade] = field(factory=dict)
    lines: list[str] = field(factory=list)
    checks: dict[str, CheckSum] = field(factory=dict)
    grades_of_cases: dict[str, int] = field(factory=dict)
    not_auditable: list[Refusal] = field(factory=list)
    failures: list[str] = field(factory=list)
