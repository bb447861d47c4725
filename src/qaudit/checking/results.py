"""What came of an audit, in the report's own shape: plain values, ready for JSON.

Grading and reporting work on this shape alone, so that a stored report can be graded and
shown again without the records. Dates are strings, YYYY-MM-DD.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from attrs import define, field

from qaudit.checking.shares import RateRow

if TYPE_CHECKING:
    from qaudit.checking.changes import Changes


def plain(number: float) -> float:
    """A number as a report has it: a whole one is an integer, as other programs write it back."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


class EvidenceRow(TypedDict):
    pointer: str
    label: str
    note: NotRequired[str]


class WaiverRow(TypedDict):
    """Why a failure was let pass, `by` whom, and `until` which audit date."""

    reason: str
    by: str
    until: str


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
    evidence_sha256: NotRequired[str]
    waiver: NotRequired[WaiverRow]
    baseline: NotRequired[str]
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


class AxisGrade(TypedDict):
    """`words` say of a service how common it was that a standard was met."""

    grade: str
    rate: RateRow
    words: NotRequired[str]


class Judgement(TypedDict):
    """What a person judged, and why, `by` whom and `on` which day. It stands beside the grade."""

    grade: str
    reason: str
    by: str
    on: str


class AreaGrade(TypedDict):
    """`lines` is the sum, line by line, as a person would follow it."""

    grade: str
    axes: dict[str, AxisGrade]
    lines: list[str]
    judged: NotRequired[Judgement]


class JudgedSum(TypedDict):
    """The grade that follows where people judged some of the areas, and how (`lines`)."""

    grade: str
    lines: list[str]


class AgreementSum(TypedDict):
    """How far what people judged is what was graded, over some pairs of the two.

    `exact` is the share of the same, `kappa` weighted kappa, `direction` "harsher", "milder" or
    "neither"; they are None where there are too few pairs. `lines` say it.
    """

    pairs: int
    without_grade: int
    same: int
    judged_lower: int
    judged_higher: int
    exact: float | None
    exact_interval: list[float] | None
    kappa: float | None
    kappa_interval: list[float] | None
    direction: str | None
    lines: list[str]


class AgreementRow(TypedDict):
    """The agreement over the areas of cases that people judged, and over whole cases."""

    areas: AgreementSum
    cases: AgreementSum


class GroupDifference(TypedDict):
    """How often standards of an area were met for a group, and for all other children.

    `difference` is the group's share less the others', with its 95% interval; `chance` how likely
    as much comes by chance, with all comparisons of the grouping allowed for; `beyond_chance`
    whether that is below 5%.
    """

    rate: RateRow
    others: RateRow
    difference: float
    interval: list[float]
    chance: float
    beyond_chance: bool


class GroupResult(TypedDict):
    """What came of the cases of one group, graded as a service is; `cases` counts them.

    Where they are too few there is no grade and no area, and `lines` say so.
    """

    cases: int
    grade: str | None
    areas: dict[str, AreaGrade]
    lines: list[str]
    differences: dict[str, GroupDifference]


class GradedSum(TypedDict):
    """What of a check lies in the time that is graded: occasions, failures that left a child at
    risk, children it was judged for, and those of them it was not met for.
    """

    rate: RateRow
    harm: int
    cases: int
    cases_not_met: int


class CheckSum(TypedDict):
    """What came of a check over all cases; `cases_not_met` counts children."""

    name: str
    summary: str
    area: str
    axis: str
    force: str
    outcomes: dict[str, int]
    silent: dict[str, int]
    rate: RateRow
    cases_not_met: int
    graded: GradedSum
    wording: NotRequired[dict[str, str]]


class BaselineState(StrEnum):
    """How a failure stands to an earlier report, the baseline."""

    NEW = "new"
    WORSE = "worse"
    """It was there, and is worse now."""
    KNOWN = "known"


class BaselineSum(TypedDict):
    """How the failures stand to an earlier report, of which `digest` is the digest.

    Not met now: `new`, `worse` and `known`. Not met there and no longer: `resolved`, `waived`,
    or `not_seen`, where nobody looked or it could not be told.
    """

    digest: str
    new: int
    worse: int
    known: int
    resolved: int
    waived: int
    not_seen: int


class WaiverSum(TypedDict):
    """What became of a waiver: of the failures it was given for, to how many it was applied, for
    how many it is void as their evidence is another, or it expired; how many were not found, and
    how many not looked for: its check was not selected or its case not audited.

    `harm` counts those of the applied that left a child at risk: it is shown, though not graded.
    `days` are the first and the last of the occasions where it is for all cases, with `case_id`
    None. `ends_soon`: it was applied, and its last day is near.
    """

    check: str
    case_id: str | None
    days: list[str] | None
    reason: str
    by: str
    until: str
    given_for: int
    applied: int
    harm: int
    void: int
    expired: int
    unused: int
    not_looked_at: int
    ends_soon: bool


class Refusal(TypedDict):
    path: str
    reason: str


class MarkRow(TypedDict):
    """Something that lasted or happened in a child's life (`qaudit.cases.timeline.Mark`)."""

    lane: str
    label: str
    start: str
    end: str | None
    lasting: bool
    pointer: str


class Enclosure(StrEnum):
    """What a report may ask to have beside the findings of a case.

    EVIDENCE is what each failure rests on, in short (`evidence_sha256`).
    """

    TIMELINE = "timeline"
    POSITIONS = "positions"
    NAMES = "names"
    TEAM = "team"
    TEXTS = "texts"
    EVIDENCE = "evidence"


@define
class CaseResult:
    """What came of one case.

    Attributes:
        case_id: the council's id or a pseudonym.
        path: the file it came from, with `:LINE` for NDJSON.
        as_at: the day as at which it was judged.
        graded_from: the first day whose occasions its grades count; None while it has none.
        record_sha256: of the bytes of its record, without the ends of lines that follow it.
        groups: the groups it belongs to: the value by the name of what it is grouped by.
        observations: in order of check, then of day.
        silent: why a check had no occasion here.
        gathered: what the surveys collected, pickled, by their names; gone once they have it.
        items: what stands in the items of the record, in short, by pointer; gone likewise.
        grade: the grade over the areas; None where the profile gives none.
        areas: the grades by area.
        lines: how the areas make the grade.
        judged: what a person judged of the case, beside the grade.
        as_judged: the grade over the areas by what people judged of them, where nobody judged the
            whole.
        timeline: enclosed where a report asked for it: the child's life in dates.
        positions: likewise: the line and column in the record of each part, by pointer.
        names: likewise: what the child is called, so that a report can leave it out.
        team: likewise: the team of the allocated social worker, in words.
        texts: likewise: what stands in the documents, by case and pointer: this child's, and
            those of others that a passage was copied from.
    """

    case_id: str
    path: str
    as_at: str
    graded_from: str | None = None
    record_sha256: str = ""
    groups: dict[str, str] = field(factory=dict)
    observations: list[ObservationRow] = field(factory=list)
    silent: list[SilentRow] = field(factory=list)
    measures: list[MeasureRow] = field(factory=list)
    notes: list[NoteRow] = field(factory=list)
    gathered: dict[str, bytes] = field(factory=dict)
    items: dict[str, str] = field(factory=dict)
    grade: str | None = None
    areas: dict[str, AreaGrade] = field(factory=dict)
    lines: list[str] = field(factory=list)
    judged: Judgement | None = None
    as_judged: JudgedSum | None = None
    timeline: list[MarkRow] = field(factory=list)
    positions: dict[str, tuple[int, int]] = field(factory=dict)
    names: tuple[str, ...] = ()
    team: str = ""
    texts: dict[str, dict[str, str]] = field(factory=dict)


@define
class ServiceResult:
    """What came of all cases together.

    Attributes:
        cases: how many were audited.
        grade: the grade over the areas; None where the profile gives none.
        areas: the grades by area.
        lines: how the areas make the grade.
        judged: what a person judged of the service, beside the grade.
        as_judged: as of a case.
        checks: what came of each check.
        grades_of_cases: how many cases have each grade, a person's where there is one.
        groups: what came of each group, by the name of what is grouped by and its value.
        agreement: how far the grades and people's judgements agree, where people judged.
        changes: what changed since an earlier report, where one was compared with.
        waivers: what became of each waiver, where there were any.
        baseline: how the failures stand to an earlier report, where one was the baseline.
        not_auditable: the inputs that could not be audited.
        failures: what failed beside the checks.
    """

    cases: int = 0
    grade: str | None = None
    areas: dict[str, AreaGrade] = field(factory=dict)
    lines: list[str] = field(factory=list)
    judged: Judgement | None = None
    as_judged: JudgedSum | None = None
    checks: dict[str, CheckSum] = field(factory=dict)
    grades_of_cases: dict[str, int] = field(factory=dict)
    groups: dict[str, dict[str, GroupResult]] = field(factory=dict)
    agreement: AgreementRow | None = None
    changes: Changes | None = None
    waivers: list[WaiverSum] | None = None
    baseline: BaselineSum | None = None
    not_auditable: list[Refusal] = field(factory=list)
    failures: list[str] = field(factory=list)


def standing(result: CaseResult | ServiceResult) -> str | None:
    """The grade that stands: what a person judged, or follows from it, and else the indicative."""
    if result.judged:
        return result.judged["grade"]
    return result.as_judged["grade"] if result.as_judged else result.grade


def standing_in(area: AreaGrade) -> str:
    """The grade of an area that stands: what a person judged, and else the indicative."""
    return area["judged"]["grade"] if "judged" in area else area["grade"]
