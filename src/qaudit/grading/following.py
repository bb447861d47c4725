"""What a comparison keeps of a case, and how a finding of one report stands in the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from attrs import frozen

from qaudit.checking.changes import Because, ComparedReport, How
from qaudit.checking.check import Standard
from qaudit.checking.results import CaseResult, ObservationRow
from qaudit.checking.standards import Outcome


@frozen(kw_only=True)
class Compared:
    """What is known of a report beside its cases and its service.

    Attributes:
        digest: the report's; "" while it is being made.
        manifest: what it rests on.
        checks: the standards of its checks, by code.
    """

    digest: str
    manifest: Mapping[str, Any]
    checks: Mapping[str, Standard]

    @property
    def audited_from(self) -> str:
        """The first day whose occasions were not left out; "" where none were."""
        return self.manifest["settings"]["audited_from"] or ""

    def row(self, cases: int, days: set[str]) -> ComparedReport:
        """Its row, with how many cases it has and the days as at which they were judged."""
        return {
            "digest": self.digest or None,
            "as_at": min(days) if len(days) == 1 else None,
            "profile": self.manifest["settings"]["profile"]["name"],
            "version": self.manifest["tool"]["version"],
            "cases": cases,
        }


class Finding(NamedTuple):
    """A failure that counts."""

    check: str
    on: str
    message: str
    harm: bool


@frozen
class Case:
    """As much of a case as a comparison asks for.

    Attributes:
        outcomes: the outcome of every observation, by fingerprint.
        findings: the failures that count, by fingerprint.
        counted: by check, how many occasions that count were met and how many judged.
        failed: the checks that failed.
        unclear: the checks that could not see all.
    """

    case_id: str
    as_at: str
    record_sha256: str
    outcomes: dict[str, str]
    findings: dict[str, Finding]
    counted: dict[str, tuple[int, int]]
    failed: frozenset[str]
    unclear: frozenset[str]


def case_of(result: CaseResult) -> Case:
    """What a comparison keeps of a graded case."""
    return Case(
        result.case_id,
        result.as_at,
        result.record_sha256,
        {row["fingerprint"]: row["outcome"] for row in result.observations if row["on"]},
        {
            row["fingerprint"]: Finding(
                row["check"], row["on"] or "", row["message"], bool(row.get("harm"))
            )
            for row in result.observations
            if row["outcome"] == Outcome.NOT_MET and _counts(row, result)
        },
        counted(result),
        frozenset(_of_no_day(result.observations, Outcome.ERROR)),
        frozenset(
            [
                *_of_no_day(result.observations, Outcome.CANNOT_TELL),
                *(row["check"] for row in result.silent if row["outcome"] == Outcome.CANNOT_TELL),
            ]
        ),
    )


def counted(result: CaseResult, *, after: str = "") -> dict[str, tuple[int, int]]:
    """By check, how many occasions that count were met and how many judged.

    Args:
        result: a graded case.
        after: only those of later days than this, YYYY-MM-DD.
    """
    counts: dict[str, tuple[int, int]] = {}
    for row in result.observations:
        if _counts(row, result) and (row["on"] or "") > after:
            met, judged = counts.get(row["check"], (0, 0))
            counts[row["check"]] = (met + (row["outcome"] == Outcome.MET), judged + 1)
    return counts


def _counts(row: ObservationRow, result: CaseResult) -> bool:
    """Whether an observation counts in the grades of its case."""
    if row["on"] is None or row["outcome"] not in (Outcome.MET, Outcome.NOT_MET):
        return False
    return (result.graded_from or "") <= row["on"] <= result.as_at


def _of_no_day(rows: Iterable[ObservationRow], outcome: Outcome) -> Iterator[str]:
    return (row["check"] for row in rows if row["on"] is None and row["outcome"] == outcome)


@frozen
class Different:
    """What two audits may have held a finding to differently.

    Attributes:
        standard: whether its check is different, or the settings that it ran under.
        profile: whether the grading profile is.
    """

    standard: bool
    profile: bool


_BY_HOW = {
    How.NO_CASE: Because.CASE,
    How.NOT_CHECKED: Because.STANDARD,
    How.LEFT_OUT: Because.STANDARD,
    How.WAIVED: Because.WAIVER,
    How.ERROR: Because.FAILURE,
}
"""Where how it stands says why."""


def how_it_stands(fingerprint: str, finding: Finding, other: Case | None, there: Compared) -> How:
    """How a finding stands in the other report, in which it is none."""
    if other is None:
        return How.NO_CASE
    if finding.check not in there.checks:
        return How.NOT_CHECKED
    if outcome := other.outcomes.get(fingerprint):
        return How.NOT_GRADED if outcome == Outcome.NOT_MET else How(outcome)
    if finding.on < there.audited_from:
        return How.LEFT_OUT
    if finding.check in other.failed:
        return How.ERROR
    return How.CANNOT_TELL if finding.check in other.unclear else How.ABSENT


def because_of(how: How, case: Case, other: Case | None, different: Different) -> Because:
    """What of the two reports is different and can account for a finding's coming or going."""
    if other is None or how in _BY_HOW:
        return _BY_HOW[how]
    another_day = case.as_at != other.as_at
    if how is How.NOT_GRADED:
        return _day_or_standard(another_day, different.profile)
    if case.record_sha256 != other.record_sha256:
        return Because.RECORD_OR_STANDARD if different.standard else Because.RECORD
    return _day_or_standard(another_day, different.standard)


def _day_or_standard(day: bool, standard: bool) -> Because:
    if day and standard:
        return Because.DAY_OR_STANDARD
    if standard:
        return Because.STANDARD
    return Because.DAY if day else Because.OTHER_RECORDS
