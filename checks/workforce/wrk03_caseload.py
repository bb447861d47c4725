"""A child's social worker has time for the child.

What it looks at:
    For every child, how many children the child's social worker is allocated to: all children
    of this audit, each on the day as at which it is judged.

Why it matters to the child:
    A worker with too many children can visit and write, but not think. What waits is the work
    that nobody counts: play, patience, a second visit.

The standard:
    No law sets a number (15.2 in England on average). Up to 18 is met; above 18 and up to 22,
    amber, is met and told apart; above 22, red, is not met. Where the record gives the worker's
    caseload and it is more than what is counted, it stands. Of two social workers at once the
    larger caseload counts. This is about the service: how many children live with a caseload
    too large, never about a worker.

Met:
    A social worker with 18 children on 30 September 2026.

Not met:
    A social worker with 23 children on 30 September 2026.

What it cannot see:
    Children who are not in the audit, where the caseload is not recorded: with a sample of
    cases the count is too small, which the setting `cohort = "sample"` says. How hard each
    child's case is, and part-time work.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import define, field, frozen

from qaudit.cases.care import span_of
from qaudit.cases.case import Case
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import (
    Finding,
    NothingToJudge,
    Observation,
    Reference,
    not_applicable,
    reference,
)
from qaudit.checking.settings import choice, count
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.survey import Survey
from qaudit.checking.wording import Wording


@frozen
class Collected:
    """Who was a child's social worker on a day, and the caseload that is recorded for each.

    Attributes:
        on: the day as at which the case is judged.
        workers: a worker's id, if recorded, the caseload, if recorded, and where it stands.
        silent: why there is none, if there is none.
    """

    on: date
    workers: tuple[tuple[str | None, float | None, Reference], ...]
    silent: NothingToJudge | None
    unseen: str | None


@define
class Allocated:
    """The social workers of all cases, and the children of each."""

    by_case: dict[str, Collected] = field(factory=dict)
    children: dict[str, int] = field(factory=dict)

    def add(self, case_id: str, collected: Collected) -> None:
        self.by_case[case_id] = collected

    def conclude(self) -> Allocated:
        for collected in self.by_case.values():
            for worker in {worker for worker, _, _ in collected.workers if worker}:
                self.children[worker] = self.children.get(worker, 0) + 1
        return self


def collect(case: Case, _settings: object) -> Collected:
    """A child's social workers on the day as at which the case is judged."""
    on = case.known_until
    if not case.exports("involvements"):
        return Collected(on, (), not_applicable("involvements not exported"), None)
    rows = {
        row.worker_id or row.pointer: row
        for row in case.involvements
        if row.role == "social_worker" and (span := span_of(row)) and span.holds(on)
    }
    workers = tuple((row.worker_id, row.caseload, reference(row)) for row in rows.values())
    nobody = none_recorded(case, "involvements", "no social worker on the audit date")
    unseen = case.why_unseen("involvements", on, case.as_at)
    return Collected(on, workers, None if workers else nobody, unseen)


ALLOCATED = Survey(name="allocated", collect=collect, start=lambda _settings: Allocated())


@frozen(kw_only=True)
class Settings:
    amber: int = count(18, "above so many children: amber")
    red: int = count(22, "above so many children: red, not met")
    cohort: str = choice("whole", ("whole", "sample"), "whether the audit has all children")


@check(
    "WRK03",
    "caseload",
    area=Area.WRK,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="no law sets a number; the national average is 15.2 children",
    needs=("involvements",),
    survey=ALLOCATED,
    settings=Settings,
    wording=Wording(
        counted="children",
        met="have a social worker whose caseload is manageable",
        not_met="have a social worker with too many children",
        effect="their social worker has little time for each child",
    ),
)
def caseload(allocated: Allocated, settings: Settings) -> Iterator[tuple[str, Finding]]:
    for case_id, collected in allocated.by_case.items():
        yield case_id, collected.silent or judge(allocated, collected, settings)


def judge(allocated: Allocated, collected: Collected, settings: Settings) -> Observation:
    loads = [
        (
            max(allocated.children.get(worker or "", 0), recorded or 0),
            recorded is not None or (worker is not None and settings.cohort == "whole"),
            where,
        )
        for worker, recorded, where in collected.workers
    ]
    children, _, where = max(loads, key=lambda load: load[0])
    observed = partial(Observation, about=where, on=collected.on)
    band = "red" if children > settings.red else "amber" if children > settings.amber else "green"
    why = "" if all(certain for _, certain, _ in loads) else "there may be more than are seen"
    why = why or (collected.unseen or "")
    if band != "red" and why:
        return observed(
            outcome=Outcome.CANNOT_TELL,
            message=f"the child's social worker has at least {children:g} children: {why}",
            facts={"children": children},
        )
    return observed(
        outcome=Outcome.NOT_MET if band == "red" else Outcome.MET,
        message=f"the child's social worker has {children:g} children: {band}",
        facts={"children": children, "band": band},
    )
