"""Tells failures that an earlier report has from those that are new. See `docs/baseline.md`.

A failure is the same if it has the same fingerprint. It is worse where a child is left at risk
now and was not, what had been done is done later or not at all, or more words are copied.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from attrs import define, field, frozen

from qaudit.checking.changes import How
from qaudit.checking.results import BaselineState, BaselineSum, CaseResult, ObservationRow
from qaudit.checking.standards import Outcome
from qaudit.grading.following import Compared, Finding, case_of, how_it_stands

FAILURES = (Outcome.NOT_MET, Outcome.WAIVED)

RESOLVED = (How.MET, How.NOT_DUE, How.NOT_APPLICABLE, How.ABSENT)
"""How a failure of the baseline stands now where it is resolved; else nobody has seen."""


@frozen
class _Known:
    """As much of a failure of the baseline as has to be known."""

    finding: Finding
    fingerprint: str
    evidence: str
    done: str | None
    copied: int

    def is_worse_as(self, row: ObservationRow) -> bool:
        """Whether the same failure is worse now."""
        if bool(row.get("harm")) and not self.finding.harm:
            return True
        if self.done and (row["done"] is None or row["done"] > self.done):
            return True
        return _copied(row) > self.copied


@define
class Baseline:
    """Give it all cases of the earlier report, then each case of the audit; then ask for the sum.

    Attributes:
        digest: the earlier report's.
        now: what is known of the audit.
        old_codes: the codes of checks that are gone, each with the code that it leads to.
    """

    digest: str
    now: Compared
    old_codes: Mapping[str, str]
    _known: dict[str, list[_Known]] = field(factory=lambda: defaultdict(list))
    _states: Counter[BaselineState] = field(factory=Counter)
    _resolved: int = 0
    _waived: int = 0
    _not_seen: int = 0

    def earlier(self, result: CaseResult) -> None:
        """Take a case of the earlier report. What was waived there is no failure there."""
        self._known[result.case_id] += [
            _Known(
                Finding(row["check"], row["on"] or "", "", bool(row.get("harm"))),
                row["fingerprint"],
                row.get("evidence_sha256", ""),
                row["done"],
                _copied(row),
            )
            for row in result.observations
            if row["outcome"] == Outcome.NOT_MET
        ]

    def case(self, result: CaseResult) -> None:
        """Say of each failure of a graded case whether it is new."""
        known = self._known.pop(result.case_id, [])
        by_fingerprint = {one.fingerprint: one for one in known}
        # The fingerprint names the check, so under another code it is another.
        by_evidence = {
            (self.old_codes[one.finding.check], one.evidence): one
            for one in known
            if one.evidence and one.finding.check in self.old_codes
        }
        found: set[str] = set()
        for row in result.observations:
            if row["outcome"] in FAILURES:
                same = by_fingerprint.get(row["fingerprint"]) or by_evidence.get(
                    (row["check"], row.get("evidence_sha256", ""))
                )
                self._mark(row, same)
                found.update([same.fingerprint] if same else [])
        now = case_of(result)
        for one in known:
            if one.fingerprint not in found:
                how = how_it_stands(one.fingerprint, one.finding, now, self.now)
                self._resolved += how in RESOLVED
                self._not_seen += how not in RESOLVED

    def _mark(self, row: ObservationRow, same: _Known | None) -> None:
        state = BaselineState.NEW
        if same:
            state = BaselineState.WORSE if same.is_worse_as(row) else BaselineState.KNOWN
        row["baseline"] = state.value
        if row["outcome"] == Outcome.NOT_MET:
            self._states[state] += 1
        else:
            self._waived += same is not None

    def sum(self) -> BaselineSum:
        """What became of the failures, once all cases are in."""
        return {
            "digest": self.digest,
            "new": self._states[BaselineState.NEW],
            "worse": self._states[BaselineState.WORSE],
            "known": self._states[BaselineState.KNOWN],
            "resolved": self._resolved,
            "waived": self._waived,
            "not_seen": self._not_seen + sum(map(len, self._known.values())),
        }


def _copied(row: ObservationRow) -> int:
    """How many copied words count."""
    return sum(one["words"] for one in row.get("passages", ()) if one["counted"])
