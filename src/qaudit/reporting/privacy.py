"""Leaves out of a report what a child is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import define, evolve, field

from qaudit.cases.calendar import MONTHS
from qaudit.checking.results import CaseResult, EvidenceRow, Refusal, ServiceResult, WaiverSum

LEFT_OUT = "…"

OF_A_DAY = re.compile(rf"(?P<day>(?<!\w)\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}(?!\w))")
"""A day as reports write it."""


def without_names(text: str, names: Iterable[str], instead: str) -> str:
    """A text with each name, as a whole word in whatever case, replaced by something else.

    The month of a day stays, though a child may be called April: without it nobody knows the day.
    """
    known = sorted({part for name in names for part in name.split() if len(part) > 1}, key=len)
    if not known:
        return text
    any_of_them = "|".join(re.escape(name) for name in reversed(known))
    found = rf"{OF_A_DAY.pattern}|(?<!\w)(?:{any_of_them})(?!\w)"
    return re.sub(found, lambda one: one["day"] or instead, text, flags=re.IGNORECASE)


def findings_without_names(result: CaseResult) -> CaseResult:
    """A case whose findings do not name the child, whatever a check of one's own says.

    No check should repeat what a child is called; this is for those that do.
    """
    if not _may_be_named(result):
        return result

    def clean(text: str) -> str:
        return without_names(text, result.names, result.case_id)

    def cleaned(evidence: Iterable[EvidenceRow]) -> list[EvidenceRow]:
        found: list[EvidenceRow] = []
        for row in evidence:
            one: EvidenceRow = {**row, "label": clean(row["label"])}
            if "note" in row:
                one["note"] = clean(row["note"])
            found.append(one)
        return found

    return evolve(
        result,
        observations=[
            {**row, "message": clean(row["message"]), "evidence": cleaned(row["evidence"])}
            for row in result.observations
        ],
        silent=[{**row, "reason": clean(row["reason"])} for row in result.silent],
        notes=[
            {**row, "message": clean(row["message"]), "evidence": cleaned(row["evidence"])}
            for row in result.notes
        ],
    )


def _may_be_named(result: CaseResult) -> bool:
    """A quick look, before each finding is looked at by itself."""
    known = [part.casefold() for name in result.names for part in name.split() if len(part) > 1]
    if not known:
        return False
    said = [row["message"] for row in (*result.observations, *result.notes)]
    said += [row["reason"] for row in result.silent]
    for row in (*result.observations, *result.notes):
        said += [f"{one['label']}\n{one.get('note', '')}" for one in row["evidence"]]
    everything = "\n".join(said).casefold()
    return any(part in everything for part in known)


@define
class Names:
    """Tell it of each case by `add`; then it takes names out of what is said of the service."""

    _names: set[str] = field(factory=set)
    _of_case: dict[str, tuple[str, ...]] = field(factory=dict)
    _groups: dict[tuple[str, str], list[str]] = field(factory=dict)

    def add(self, result: CaseResult, groups: Mapping[str, str]) -> None:
        """Take in what a child is called, and the groups that a report puts it in."""
        self._names.update(result.names)
        self._of_case[result.case_id] = result.names
        for name, value in groups.items():
            without = without_names(value, result.names, result.case_id)
            self._groups.setdefault((name, value), []).append(without)

    def group(self, name: str, value: str) -> str:
        """A group as it may be called: what several children share names none of them."""
        found = self._groups.get((name, value), ())
        return found[0] if len(found) == 1 else value

    def without(self, service: ServiceResult) -> ServiceResult:
        """A service whose groups, waivers and refused files name no child."""
        return evolve(
            service,
            groups={
                name: {self.group(name, value): one for value, one in found.items()}
                for name, found in service.groups.items()
            },
            waivers=[self._waiver(one) for one in service.waivers or ()] or service.waivers,
            not_auditable=[
                Refusal(
                    path=without_names(one["path"], self._names, LEFT_OUT),
                    reason=without_names(one["reason"], self._names, LEFT_OUT),
                )
                for one in service.not_auditable
            ],
        )

    def _waiver(self, waiver: WaiverSum) -> WaiverSum:
        """A waiver whose reason does not name the child it is for."""
        case_id = waiver["case_id"]
        if case_id is None:
            return waiver
        reason = without_names(waiver["reason"], self._of_case.get(case_id, ()), case_id)
        return WaiverSum(**{**waiver, "reason": reason})
