"""What changed between two audits: rates, findings and grades, told from noise as far as can be.

A finding is a failure that counts in the grades: not met, on a day of the graded period. It is
the same in both reports if it has the same fingerprint. See `docs/comparing.md`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from attrs import define, field

from qaudit.checking.changes import (
    AreaChange,
    Because,
    Change,
    Changes,
    CheckChange,
    Counts,
    Differing,
    Fate,
    FindingChange,
    FindingSums,
    How,
    RateChange,
)
from qaudit.checking.results import AreaGrade, CaseResult, ServiceResult, plain
from qaudit.checking.standards import Area, Axis
from qaudit.grading.differences import Occasions, Pair
from qaudit.grading.following import (
    Case,
    Compared,
    Different,
    Finding,
    because_of,
    case_of,
    counted,
    how_it_stands,
)
from qaudit.grading.rates import rate
from qaudit.grading.standards import differing_for_all, differing_in_check

FEWEST_SINCE = 5
"""With fewer occasions since the earlier report it is too early to see what they show."""


@define
class _Sums:
    """What became of the findings of a check, or of an area."""

    before: int = 0
    after: int = 0
    harm_before: int = 0
    harm_after: int = 0
    remaining: int = 0
    resolved: Counter[tuple[str, str]] = field(factory=Counter)
    new: Counter[tuple[str, str]] = field(factory=Counter)

    def row(self) -> FindingSums:
        return {
            "before": self.before,
            "after": self.after,
            "remaining": self.remaining,
            "resolved": _by_how(self.resolved),
            "new": _by_how(self.new),
        }


def _by_how(counts: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    return {
        how.value: by_cause
        for how in How
        if (
            by_cause := {
                because.value: counts[how, because] for because in Because if counts[how, because]
            }
        )
    }


Key = tuple[str, str]
"""A check, as ("REV02", ""), an area's axis, as ("APR", "quality"), or an area, as ("APR", "")."""


@define
class Comparison:
    """Compares two audits: give it all cases of the earlier, then all of the later.

    No more is kept of the earlier report than outcomes by fingerprint and the words of its
    findings; of the later nothing but the sums, and the findings if they are wanted.

    Attributes:
        before: what is known of the earlier audit.
        after: what is known of the later.
        listed: what became of each finding, if `listing`.
    """

    before: Compared
    after: Compared
    listing: bool = False
    listed: list[FindingChange] = field(factory=list)
    _earlier: dict[str, Case] = field(factory=dict)
    _cases: Counts = field(factory=lambda: Counts(before=0, after=0))
    _days_before: set[str] = field(factory=set)
    _days_after: set[str] = field(factory=set)
    _record_changed: int = 0
    _only_after: list[str] = field(factory=list)
    _pairs: dict[Key, Pair] = field(factory=lambda: defaultdict(Pair))
    _since: dict[Key, Occasions] = field(factory=lambda: defaultdict(Occasions))
    _sums: dict[Key, _Sums] = field(factory=lambda: defaultdict(_Sums))
    _standard: dict[str, list[Differing]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        both = [code for code in self.before.checks if code in self.after.checks]
        self._standard = {
            code: differing_in_check(
                (self.before.checks[code], self.before.manifest),
                (self.after.checks[code], self.after.manifest),
            )
            for code in both
        }

    def earlier(self, result: CaseResult) -> None:
        """Take a case of the earlier audit."""
        self._cases["before"] += 1
        self._days_before.add(result.as_at)
        self._earlier[result.case_id] = case_of(result)

    def later(self, result: CaseResult) -> None:
        """Take a case of the later audit, once all of the earlier are in."""
        self._cases["after"] += 1
        self._days_after.add(result.as_at)
        case, earlier = case_of(result), self._earlier.pop(result.case_id, None)
        if earlier is None:
            self._only_after.append(case.case_id)
        else:
            self._record_changed += earlier.record_sha256 != case.record_sha256
        self._compare(earlier, case)
        since = earlier.as_at if earlier else max(self._days_before, default="")
        for code, counts in counted(result, after=since).items():
            for key in self._keys(self.after, code):
                self._since[key].add(*counts)

    def changes(self, before: ServiceResult, after: ServiceResult) -> Changes:
        """What changed, once all cases are in.

        Args:
            before: what came of all cases in the earlier audit.
            after: the same of the later.
        """
        only_before = list(self._earlier)
        for case in self._earlier.values():
            self._compare(case, None)
        both = self._cases["before"] - len(only_before)
        same_grade = before.grade == after.grade
        return {
            "before": self.before.row(self._cases["before"], self._days_before),
            "after": self.after.row(self._cases["after"], self._days_after),
            "cases": {
                "both": both,
                "record_changed": self._record_changed,
                "only_before": only_before,
                "only_after": self._only_after,
            },
            "standard": differing_for_all(self.before.manifest, self.after.manifest),
            "grade": {"before": before.grade, "after": after.grade},
            "lines": [] if same_grade else _explained(before.lines, after.lines),
            "areas": {
                area.value: self._area(
                    area, before.areas.get(area.value), after.areas.get(area.value)
                )
                for area in Area
                if area.value in before.areas or area.value in after.areas
            },
            "checks": {
                code: self._check(code)
                for code in sorted({*self.before.checks, *self.after.checks})
                if self._pairs[code, ""].before.judged or self._pairs[code, ""].after.judged
            },
            "findings": _all(self._sums[code, ""] for code in self._codes()).row(),
        }

    def _codes(self) -> list[str]:
        return sorted({*self.before.checks, *self.after.checks})

    # A case

    def _compare(self, before: Case | None, after: Case | None) -> None:
        counts: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for case, compared, place in ((before, self.before, 0), (after, self.after, 2)):
            for code, (met, judged) in (case.counted if case else {}).items():
                for key in self._keys(compared, code):
                    counts[key][place] += met
                    counts[key][place + 1] += judged
        for key, (met, judged, met_after, judged_after) in counts.items():
            self._pairs[key].add((met, judged), (met_after, judged_after))
        if before:
            self._follow(before, after, Fate.RESOLVED)
        if after:
            self._follow(after, before, Fate.NEW)

    def _follow(self, case: Case, other: Case | None, fate: Fate) -> None:
        """See what became of the findings of a case, or whence they came."""
        here, there = self.before, self.after
        if fate is Fate.NEW:
            here, there = there, here
        for fingerprint, finding in case.findings.items():
            keys = self._keys(here, finding.check)
            for key in keys:
                sums = self._sums[key]
                if fate is Fate.NEW:
                    sums.after += 1
                    sums.harm_after += finding.harm
                else:
                    sums.before += 1
                    sums.harm_before += finding.harm
            if other and fingerprint in other.findings:
                if fate is Fate.NEW:  # once is enough
                    for key in keys:
                        self._sums[key].remaining += 1
                    self._list(case, fingerprint, finding, Fate.REMAINING, None)
                continue
            how = how_it_stands(fingerprint, finding, other, there)
            because = because_of(how, case, other, self._differing_for(finding))
            for key in keys:
                sums = self._sums[key]
                (sums.new if fate is Fate.NEW else sums.resolved)[how, because] += 1
            self._list(case, fingerprint, finding, fate, (how, because))

    def _differing_for(self, finding: Finding) -> Different:
        one, other = (side.manifest["settings"]["profile"] for side in (self.before, self.after))
        standard = bool(self._standard.get(finding.check))
        return Different(standard=standard, profile=one["sha256"] != other["sha256"])

    def _list(
        self,
        case: Case,
        fingerprint: str,
        finding: Finding,
        fate: Fate,
        why: tuple[How, Because] | None,
    ) -> None:
        if self.listing:
            self.listed.append(
                {
                    "case_id": case.case_id,
                    "check": finding.check,
                    "fingerprint": fingerprint,
                    "on": finding.on,
                    "message": finding.message,
                    "change": fate.value,
                    "how": why[0].value if why else None,
                    "because": why[1].value if why else None,
                }
            )

    @staticmethod
    def _keys(compared: Compared, code: str) -> tuple[Key, Key, Key]:
        standard = compared.checks[code]
        return (code, ""), (standard.area.value, standard.axis.value), (standard.area.value, "")

    # The sums

    def _check(self, code: str) -> CheckChange:
        standard = self.after.checks.get(code) or self.before.checks[code]
        return {
            "name": standard.name,
            "area": standard.area.value,
            "axis": standard.axis.value,
            "rate": self._rate((code, "")),
            "findings": self._sums[code, ""].row(),
            "standard": self._standard.get(code, []),
        }

    def _rate(self, key: Key) -> RateChange:
        pair, since = self._pairs[key], self._since[key]
        found = pair.difference()
        return {
            "change": _change(pair).value,
            "before": rate(pair.before.met, pair.before.judged),
            "after": rate(pair.after.met, pair.after.judged),
            "difference": plain(round(found[0], 4)) if found else None,
            "interval": [plain(round(end, 4)) for end in found[1]] if found else None,
            "since": rate(since.met, since.judged),
        }

    def _area(self, area: Area, before: AreaGrade | None, after: AreaGrade | None) -> AreaChange:
        axes = {
            axis: self._rate((area.value, axis.value))
            for axis in Axis
            if self._pairs[area.value, axis.value].before.judged
            or self._pairs[area.value, axis.value].after.judged
        }
        grades = [found["grade"] if found else None for found in (before, after)]
        lines = [found["lines"] if found else [] for found in (before, after)]
        sums, since = self._sums[area.value, ""], self._since[area.value, ""]
        return {
            "change": _of_area(before, after, [row["change"] for row in axes.values()]).value,
            "grade": {"before": grades[0], "after": grades[1]},
            "axes": {axis.value: row for axis, row in axes.items()},
            "harm": {"before": sums.harm_before, "after": sums.harm_after},
            "early": self._moved_on() and since.judged < FEWEST_SINCE,
            "findings": sums.row(),
            "lines": [] if grades[0] == grades[1] else _explained(*lines),
        }

    def _moved_on(self) -> bool:
        """Whether the later report is of a later day."""
        return max(self._days_after, default="") > max(self._days_before, default="")


def _change(pair: Pair) -> Change:
    found = pair.difference()
    if found is None:
        return Change.GONE if pair.before.judged else Change.NEW
    low, high = found[1]
    if low > 0:
        return Change.IMPROVED
    return Change.SLIPPED if high < 0 else Change.SUSTAINED


def _of_area(before: AreaGrade | None, after: AreaGrade | None, axes: list[str]) -> Change:
    if before is None or after is None:
        return Change.NEW if before is None else Change.GONE
    improved, slipped = Change.IMPROVED in axes, Change.SLIPPED in axes
    if improved and slipped:
        return Change.MIXED
    if improved:
        return Change.IMPROVED
    return Change.SLIPPED if slipped else Change.SUSTAINED


def _explained(before: list[str], after: list[str]) -> list[str]:
    """The lines of two sums in which they differ."""
    one, other = list(_full(before)), list(_full(after))
    return [
        *(f"before: {line}" for line in one if line not in other),
        *(f"now: {line}" for line in other if line not in one),
    ]


def _full(lines: list[str]) -> Iterator[str]:
    """The lines of a sum, each that is indented with the heading that it stands under."""
    heading = ""
    for line in lines:
        if line.endswith(":"):
            heading = line
        else:
            yield f"{heading} {line.strip()}" if line.startswith(" ") else line


def _all(parts: Iterable[_Sums]) -> _Sums:
    whole = _Sums()
    for part in parts:
        whole.before += part.before
        whole.after += part.after
        whole.remaining += part.remaining
        whole.resolved.update(part.resolved)
        whole.new.update(part.new)
    return whole
