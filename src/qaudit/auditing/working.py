"""Audits entries, in this process or in several, and gives the results in the input's order."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path
from typing import Any

from attrs import field, frozen

from qaudit.auditing.enclosing import enclose
from qaudit.auditing.ending import ctrl_c_held_back, end_with_the_first_process
from qaudit.auditing.running import ChosenSurvey, Rules, Selected, audit_case
from qaudit.cases.case import Case
from qaudit.cases.grouping import Groups
from qaudit.cases.parsing import Refused, parse_record
from qaudit.cases.reading import Entry
from qaudit.cases.validation import examine
from qaudit.checking.check import Check
from qaudit.checking.failures import kind_and_place
from qaudit.checking.results import CaseResult, Enclosure, Refusal
from qaudit.checking.settings import make_settings
from qaudit.plugins.host import load

CHUNK_BYTES = 1024 * 1024
CHUNK_ENTRIES = 64
CHUNKS_WAITING = 4
"""For each worker, so that a slow chunk holds up neither the others nor the memory."""

Outcome = CaseResult | Refusal


@frozen(kw_only=True)
class Order:
    """What is to be done with each case, in a form that can be sent to another process.

    Attributes:
        codes: the checks to run.
        tables: the settings of each, as written in a file.
        survey_tables: those of the surveys, by name.
        folders: where further checks are.
        as_at: the day as at which to judge; None: each record's own.
        rules: what holds for every check.
        enclosures: what is put beside the findings for the reports.
        groups: what the children are grouped by.
    """

    codes: tuple[str, ...]
    tables: Mapping[str, Mapping[str, Any]]
    survey_tables: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    folders: tuple[Path, ...] = ()
    as_at: date | None = None
    rules: Rules = field(factory=Rules)
    enclosures: frozenset[Enclosure] = frozenset()
    groups: Groups = field(factory=Groups)

    def selected(self, checks: Mapping[str, Check]) -> list[Selected]:
        """The checks to run, each with its settings."""
        return [
            Selected(checks[code], make_settings(checks[code].settings, self.tables.get(code, {})))
            for code in self.codes
        ]

    def surveys(self, checks: Mapping[str, Check]) -> list[ChosenSurvey]:
        """The surveys that those checks rest on, each once."""
        surveys = {survey.name: survey for code in self.codes if (survey := checks[code].survey)}
        return [
            ChosenSurvey(survey, make_settings(survey.settings, self.survey_tables.get(name, {})))
            for name, survey in surveys.items()
        ]


def collect_seldom() -> None:
    """Let Python look for reference cycles less often, in a process that does nothing but audit.

    Records and findings hold none: they go when nothing refers to them. What is loaded by now
    stays to the end.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def auditor(order: Order, checks: Mapping[str, Check]) -> Callable[[Entry], Outcome]:
    """What gives a record's findings, or the reason why it cannot be audited."""
    selected, surveys = order.selected(checks), order.surveys(checks)

    def audit(entry: Entry) -> Outcome:
        return _audit_entry(entry, selected, surveys, order)

    return audit


def _audit_entry(
    entry: Entry, selected: list[Selected], surveys: list[ChosenSurvey], order: Order
) -> Outcome:
    try:
        if entry.refused:
            raise Refused(entry.refused)
        record = parse_record(entry.data)
        examined = examine(record)
        if examined.faults:
            raise Refused("; ".join(str(fault) for fault in examined.faults))
        case = Case(record, order.as_at)
    except Refused as refused:
        return {"path": entry.path, "reason": str(refused)}
    except Exception as error:  # noqa: BLE001
        # Nobody's record is lost to a fault of ours, and what it says is not shown.
        return {"path": entry.path, "reason": f"qaudit failed to read it: {kind_and_place(error)}"}
    evidence = Enclosure.EVIDENCE in order.enclosures
    result = audit_case(case, record, entry.path, selected, surveys, order.rules, evidence=evidence)
    result.record_sha256 = hashlib.sha256(entry.data.rstrip(b"\r\n")).hexdigest()
    result.notes += [
        {
            "check": "",
            "message": fault.reason,
            "evidence": [{"pointer": fault.pointer, "label": ""}],
        }
        for fault in examined.unread
    ]
    result.groups = order.groups.of(case)
    enclose(result, case, entry.data, order.enclosures)
    return result


def audit_entries(
    entries: Iterable[Entry], order: Order, checks: Mapping[str, Check], workers: int
) -> Iterator[Outcome]:
    """What came of each entry, in their order whatever the number of workers."""
    if workers == 1:
        yield from map(auditor(order, checks), entries)
    else:
        yield from _in_parallel(entries, order, workers)


Waiting = deque[tuple[list[Entry], Future[list[Outcome]]]]


def _in_parallel(entries: Iterable[Entry], order: Order, workers: int) -> Iterator[Outcome]:
    waiting: Waiting = deque()
    pool = _pool(order, workers)
    try:
        for chunk in _chunks(entries):
            waiting.append((chunk, _submitted(pool, chunk)))
            if len(waiting) >= workers * CHUNKS_WAITING:
                pool = yield from _first(waiting, pool, order, workers)
        while waiting:
            pool = yield from _first(waiting, pool, order, workers)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, chunk: list[Entry]) -> Future[list[Outcome]]:
    """A chunk on its way; a pool that is broken already breaks it when its turn comes."""
    try:
        with ctrl_c_held_back():  # a process may be started for it
            return pool.submit(_audit_chunk, chunk)
    except BrokenProcessPool as broken:
        future: Future[list[Outcome]] = Future()
        future.set_exception(broken)
        return future


def _first(
    waiting: Waiting, pool: ProcessPoolExecutor, order: Order, workers: int
) -> Generator[Outcome, None, ProcessPoolExecutor]:
    """The outcomes of the first chunk that waits; returns the pool to go on with."""
    chunk, future = waiting.popleft()
    try:
        yield from future.result()
    except BrokenProcessPool:
        # A worker was killed, and with it all that waited, whichever of it was the cause.
        pool.shutdown(wait=False)
        yield from _alone(chunk, order)
        pool = _pool(order, workers)
        for index, (later, _) in enumerate(waiting):
            waiting[index] = (later, _submitted(pool, later))
    return pool


def _alone(entries: list[Entry], order: Order) -> Iterator[Outcome]:
    """The outcomes of entries in a process of their own; if it is killed, of each half of them."""
    with _pool(order, 1) as pool:
        try:
            yield from _submitted(pool, entries).result()
        except BrokenProcessPool:
            broken = True
        else:
            broken = False
    if broken and len(entries) == 1:
        yield {"path": entries[0].path, "reason": "the process that audited it was ended"}
    elif broken:
        half = len(entries) // 2
        yield from _alone(entries[:half], order)
        yield from _alone(entries[half:], order)


def _pool(order: Order, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(order,)
    )


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    chunk: list[Entry] = []
    size = 0
    for entry in entries:
        chunk.append(entry)
        size += len(entry.data)
        if size >= CHUNK_BYTES or len(chunk) >= CHUNK_ENTRIES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


_work: Callable[[Entry], Outcome]


def _begin(order: Order) -> None:
    """Make a worker ready: it loads the plugins itself, as the first process did."""
    global _work  # noqa: PLW0603
    end_with_the_first_process()
    _work = auditor(order, load(order.folders).checks)
    collect_seldom()


def _audit_chunk(chunk: list[Entry]) -> list[Outcome]:
    return [_work(entry) for entry in chunk]
