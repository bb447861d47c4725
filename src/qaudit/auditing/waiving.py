"""Lets pass what is waived, case by case, and keeps count of what became of each waiver."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum

from attrs import define, field

from qaudit.auditing.waivers import Waiver
from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.checking.results import CaseResult, ObservationRow, WaiverSum
from qaudit.checking.standards import Outcome


class _Came(StrEnum):
    """What came of one thing that a waiver was given for."""

    APPLIED = "applied"
    VOID = "void"
    EXPIRED = "expired"


@define
class Waiving:
    """Give it each case in turn with `case`, then ask for the `sums`.

    A waiver is applied where what it was given for is found not met with the same evidence, and
    the case's audit date is not past its last day. An error is no failure, and is not waived.

    Attributes:
        waivers: the waivers, in the order of their file.
        codes: the checks that are run.
        ending_within: so long before its last day a waiver is said to end soon.
    """

    waivers: tuple[Waiver, ...]
    codes: Collection[str]
    ending_within: Duration
    _by_fingerprint: dict[str, list[int]] = field(factory=lambda: defaultdict(list))
    _by_evidence: dict[str, list[int]] = field(factory=lambda: defaultdict(list))
    _came: Counter[tuple[int, _Came]] = field(factory=Counter)
    _harm: Counter[int] = field(factory=Counter)
    _ends_soon: set[int] = field(factory=set)
    _not_seen: dict[str, bool] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._not_seen = {one.case: True for one in self.waivers if one.case is not None}
        for number, waiver in enumerate(self.waivers):
            # The fingerprint names the check, so under another code it is another.
            for fingerprint, evidence in waiver.given_for.items():
                if waiver.was:
                    self._by_evidence[evidence].append(number)
                else:
                    self._by_fingerprint[fingerprint].append(number)

    def case(self, result: CaseResult) -> None:
        """Waive what is waived in a case, before it is graded."""
        if result.case_id in self._not_seen:
            self._not_seen[result.case_id] = False
        for row in result.observations:
            if row["outcome"] == Outcome.NOT_MET:
                self._observation(row, result)

    def _observation(self, row: ObservationRow, result: CaseResult) -> None:
        waived = False
        for number in self._given_for(row, result.case_id):
            waiver = self.waivers[number]
            evidence = row["evidence_sha256"]
            if not waiver.was and waiver.given_for[row["fingerprint"]] != evidence:
                came = _Came.VOID
            elif result.as_at > waiver.until:
                came = _Came.EXPIRED
            elif waived:
                continue  # another does it already
            else:
                came, waived = _Came.APPLIED, True
                row["outcome"] = Outcome.WAIVED.value
                row["waiver"] = {"reason": waiver.reason, "by": waiver.by, "until": waiver.until}
                self._harm[number] += bool(row.get("harm"))
                if self._is_soon(waiver.until, result.as_at):
                    self._ends_soon.add(number)
            self._came[number, came] += 1

    def _given_for(self, row: ObservationRow, case_id: str) -> Iterator[int]:
        """The waivers that were given for an observation, whatever has become of its evidence."""
        found = (
            *self._by_fingerprint.get(row["fingerprint"], ()),
            *self._by_evidence.get(row["evidence_sha256"], ()),
        )
        for number in sorted(found):
            if self.waivers[number].may_cover(row["check"], case_id, row["on"] or ""):
                yield number

    def _is_soon(self, until: str, as_at: str) -> bool:
        try:
            return until <= self.ending_within.after(date.fromisoformat(as_at)).isoformat()
        except CalendarEnds:  # longer than there are days
            return True

    def sums(self) -> list[WaiverSum]:
        """What became of each waiver, in the order of the file."""
        return [self._sum(number, waiver) for number, waiver in enumerate(self.waivers)]

    def _sum(self, number: int, waiver: Waiver) -> WaiverSum:
        came = {one: self._came[number, one] for one in _Came}
        rest = len(waiver.given_for) - sum(came.values())
        looked_at = waiver.check in self.codes and not self._not_seen.get(waiver.case or "", False)
        return {
            "check": waiver.check,
            "case_id": waiver.case,
            "days": None if waiver.case is not None else [waiver.first, waiver.last],
            "reason": waiver.reason,
            "by": waiver.by,
            "until": waiver.until,
            "given_for": len(waiver.given_for),
            "applied": came[_Came.APPLIED],
            "harm": self._harm[number],
            "void": came[_Came.VOID],
            "expired": came[_Came.EXPIRED],
            "unused": rest if looked_at else 0,
            "not_looked_at": 0 if looked_at else rest,
            "ends_soon": number in self._ends_soon,
        }
