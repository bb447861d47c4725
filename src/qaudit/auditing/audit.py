"""One audit: every entry has an outcome, every case its findings and grades, in order."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import define, evolve, field

from qaudit.auditing.enclosing import enclose_sources
from qaudit.auditing.evidence import Evidence
from qaudit.auditing.items import Items
from qaudit.auditing.nonsense import Nonsense
from qaudit.auditing.rows import Rows
from qaudit.auditing.running import ChosenSurvey, Selected, failed, take_findings
from qaudit.auditing.spool import Spool
from qaudit.auditing.waiving import Waiving
from qaudit.auditing.working import Order, audit_entries
from qaudit.cases.reading import Entry
from qaudit.checking.check import Check
from qaudit.checking.observations import Finding
from qaudit.checking.results import CaseResult, Enclosure, Refusal
from qaudit.checking.standards import Outcome
from qaudit.checking.survey import Gathering

ERROR = Outcome.ERROR.value


@define
class Audit:
    """Audits entries: iterate `results`, then ask for what was refused.

    Attributes:
        order: what is to be done.
        checks: the installed checks, by code.
        workers: how many processes; the results are the same for any number.
        waiving: what lets failures pass, where there are waivers.
        refused: the entries that could not be audited, with why.
        check_failed: whether a check failed on any case.
    """

    order: Order
    checks: Mapping[str, Check]
    workers: int = 1
    waiving: Waiving | None = None
    refused: list[Refusal] = field(factory=list)
    check_failed: bool = False

    def results(
        self, entries: Iterable[Entry], watch: Callable[[int], None] = lambda _: None
    ) -> Iterator[CaseResult]:
        """Each case's findings, in the order of the input.

        Where something is to be said that only all cases together show, all are audited first.

        Args:
            entries: what came in.
            watch: told how many entries have an outcome, after each.
        """
        if self.waiving:
            wanted = self.order.enclosures | {Enclosure.EVIDENCE}
            self.order = evolve(self.order, enclosures=wanted)
        results = self._audited(entries, watch)
        surveys = self.order.surveys(self.checks)
        if surveys or Enclosure.TEXTS in self.order.enclosures:
            results = self._with_all_at_hand(results, surveys)
        for result in results:
            if self.waiving:
                self.waiving.case(result)
            if ERROR in {row["outcome"] for row in result.observations}:
                self.check_failed = True
            yield result

    def _audited(
        self, entries: Iterable[Entry], watch: Callable[[int], None]
    ) -> Iterator[CaseResult]:
        """The result of each entry that is not refused."""
        seen: dict[str, str] = {}
        outcomes = audit_entries(entries, self.order, self.checks, self.workers)
        for number, outcome in enumerate(outcomes, 1):
            watch(number)
            if not isinstance(outcome, CaseResult):
                self.refused.append(outcome)
            elif outcome.case_id in seen:
                first = seen[outcome.case_id]
                reason = f"its case_id was audited already, from {first}"
                self.refused.append({"path": outcome.path, "reason": reason})
            else:
                seen[outcome.case_id] = outcome.path
                yield outcome

    def _with_all_at_hand(
        self, results: Iterable[CaseResult], surveys: Iterable[ChosenSurvey]
    ) -> Iterator[CaseResult]:
        """Results with what the surveys show, and with the texts of other cases."""
        selected = self.order.selected(self.checks)
        over_all = [
            _OverAll(
                survey, [chosen for chosen in selected if chosen.check.survey is survey.survey]
            )
            for survey in surveys
        ]
        ranks = {code: rank for rank, code in enumerate(self.order.codes)}
        with Spool() as spool:
            for result in results:
                for work in over_all:
                    work.take(result)
                result.gathered.clear()
                spool.append(result)
            for work in over_all:
                work.conclude()
            for result in spool:
                for work in over_all:
                    work.give(result, self.order)
                result.items.clear()
                result.observations.sort(key=lambda row: ranks[row["check"]])
                result.silent.sort(key=lambda row: ranks[row["check"]])
                if Enclosure.TEXTS in self.order.enclosures:
                    enclose_sources(result, spool)
                yield result


@define
class _OverAll:
    """A survey at work, and the checks that rest on it.

    If it fails, they failed for every case it looked at.
    """

    chosen: ChosenSurvey
    resting: list[Selected]
    _gathering: Gathering | None = None
    _took: set[str] = field(factory=set)
    _found: dict[str, dict[str, list[Finding]]] = field(factory=dict)
    _errors: dict[str, BaseException] = field(factory=dict)

    def take(self, result: CaseResult) -> None:
        if self.chosen.survey.name in result.gathered:
            self._took.add(result.case_id)
            collected = result.gathered[self.chosen.survey.name]
            self._try(self._add, result.case_id, collected)

    def conclude(self) -> None:
        """Finish the survey, and let each check say what it shows."""
        if not self._took or len(self._errors) == len(self.resting):
            return
        concluded = self._try(self._gather().conclude)
        for chosen in self.resting:
            if chosen.check.code not in self._errors:
                self._try(self._sort, chosen, concluded, of=[chosen])

    def give(self, result: CaseResult, order: Order) -> None:
        """Put what was found for a case into its result."""
        if result.case_id not in self._took:
            return
        for chosen in self.resting:
            code = chosen.check.code
            if all(row["check"] != code for row in result.silent):
                if error := self._errors.get(code):
                    result.observations.append(failed(chosen.check, result.case_id, error))
                else:
                    find = partial(self._found.get(code, {}).pop, result.case_id, ())
                    items = Items(None, result.items) if result.items else None
                    rows = Rows(chosen.check, result.case_id, Evidence(None), items)
                    take_findings(result, chosen.check, find, rows, order.rules)

    def _add(self, case_id: str, collected: bytes) -> None:
        # Of our own making, in this process or in a worker.
        self._gather().add(case_id, pickle.loads(collected))  # noqa: S301

    def _gather(self) -> Gathering:
        if self._gathering is None:
            self._gathering = self.chosen.survey.start(self.chosen.settings)
        return self._gathering

    def _sort(self, chosen: Selected, concluded: Any) -> None:
        by_case = self._found.setdefault(chosen.check.code, {})
        for case_id, finding in chosen.check.find(concluded, chosen.settings):
            if case_id not in self._took:
                raise Nonsense("a finding for a case that it was not given")
            by_case.setdefault(case_id, []).append(finding)

    def _try(
        self, call: Callable[..., Any], *args: Any, of: Sequence[Selected] | None = None
    ) -> Any:
        """Call; what it raises is an error of some of the checks, by default of all."""
        if len(self._errors) == len(self.resting):
            return None
        try:
            return call(*args)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001
            for chosen in of or self.resting:
                self._errors[chosen.check.code] = error
            return None
