"""What changed between two audits, in the report's own shape: plain values, ready for JSON.

`qaudit.grading.comparison` makes it, and every reporter can show it: it stands in the result
of a service that was compared with an earlier report.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypedDict

from qaudit.checking.shares import RateRow


class Change(StrEnum):
    """What became of a rate, or of the rates of an area.

    It is improved or slipped only where chance is not enough to account for the difference;
    sustained where it is; mixed where one axis improved and the other slipped; new or gone
    where nothing was judged in the one report or the other.
    """

    IMPROVED = "improved"
    SUSTAINED = "sustained"
    SLIPPED = "slipped"
    MIXED = "mixed"
    NEW = "new"
    GONE = "gone"


class Fate(StrEnum):
    """What became of a finding: a failure that counted in the grades."""

    RESOLVED = "resolved"
    REMAINING = "remaining"
    NEW = "new"


class How(StrEnum):
    """How a finding of the one report stands in the other, where it is no finding there."""

    MET = "met"
    NOT_DUE = "not_due"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"
    ERROR = "error"
    NOT_GRADED = "not_graded"
    """Not met there too, but on a day that is not graded there."""
    NOT_CHECKED = "not_checked"
    """The check was not selected."""
    LEFT_OUT = "left_out"
    """Occasions of that day were left out."""
    NO_CASE = "no_case"
    """There is no such case."""
    ABSENT = "absent"
    """The case has no such occasion: what it was about is recorded otherwise, or not at all."""


class Because(StrEnum):
    """What is different between the two reports that can account for it."""

    RECORD = "record"
    STANDARD = "standard"
    """The check, its settings, the selection of checks or the profile."""
    RECORD_OR_STANDARD = "record_or_standard"
    """Both are different; to know, audit the new record by the old standard."""
    DAY = "day"
    """The day as at which the case was judged, and nothing else."""
    DAY_OR_STANDARD = "day_or_standard"
    CASE = "case"
    """The case is in one report only."""
    WAIVER = "waiver"
    FAILURE = "failure"
    """The check failed."""
    OTHER_RECORDS = "other_records"
    """Nothing of its own: a check that looks at all cases together saw other records."""


class BeforeAfter(TypedDict):
    """A value in the earlier report and in the later one; None: it has none."""

    before: str | None
    after: str | None


class Counts(TypedDict):
    before: int
    after: int


class Differing(TypedDict):
    """Something that two audits were made by: what it is, and how each had it."""

    what: str
    before: str
    after: str


class RateChange(TypedDict):
    """What became of a rate, in the graded periods.

    `difference` is the later share less the earlier, `interval` its 95% interval; None where
    nothing was judged on one side. `since` counts only the occasions after the day of the
    earlier report.
    """

    change: str
    before: RateRow
    after: RateRow
    difference: float | None
    interval: list[float] | None
    since: RateRow


class FindingSums(TypedDict):
    """How many findings there were, are, remain, and how and why the others came or went.

    `resolved` and `new` are counted by `How` and then by `Because`.
    """

    before: int
    after: int
    remaining: int
    resolved: dict[str, dict[str, int]]
    new: dict[str, dict[str, int]]


class AreaChange(TypedDict):
    """What became of an area.

    `early`: so few occasions came since the day of the earlier report that it is too early to
    see what they show. `lines` explain a change of grade, and are none where it is the same.
    """

    change: str
    grade: BeforeAfter
    axes: dict[str, RateChange]
    harm: Counts
    early: bool
    findings: FindingSums
    lines: list[str]


class CheckChange(TypedDict):
    """What became of a check; `standard` is what is different in it."""

    name: str
    area: str
    axis: str
    rate: RateChange
    findings: FindingSums
    standard: list[Differing]


class FindingChange(TypedDict):
    """What became of one finding; `how` and `because` are None where it remains."""

    case_id: str
    check: str
    fingerprint: str
    on: str
    message: str
    change: str
    how: str | None
    because: str | None


class ComparedReport(TypedDict):
    """One of the two: its digest, None where it is being made; the day, None where each case
    has its own; the profile, the program's version and the number of cases.
    """

    digest: str | None
    as_at: str | None
    profile: str
    version: str
    cases: int


class ComparedCases(TypedDict):
    """How many cases are in both reports, in how many of these the record is another, and the
    ids of those that are in one only.
    """

    both: int
    record_changed: int
    only_before: list[str]
    only_after: list[str]


class Changes(TypedDict):
    """What changed between two audits. `standard` is what is different for all checks."""

    before: ComparedReport
    after: ComparedReport
    cases: ComparedCases
    standard: list[Differing]
    grade: BeforeAfter
    lines: list[str]
    areas: dict[str, AreaChange]
    checks: dict[str, CheckChange]
    findings: FindingSums
