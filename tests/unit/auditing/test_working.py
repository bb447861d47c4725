"""Entries audited in several processes, in their order, whatever happens to a process."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, NoReturn

import pytest

from qaudit.auditing import working
from qaudit.auditing.working import Order, audit_entries
from qaudit.cases.reading import Entry
from qaudit.checking.results import CaseResult
from support import host, record
from terminal import own_check

KILLED = "the process that audited it was ended"


def entries(number: int) -> list[Entry]:
    return [Entry(f"f:{n}", json.dumps(record(f"T-{n}")).encode()) for n in range(number)]


def names(order: Order, given: list[Entry], workers: int) -> list[str]:
    """What came of each entry: the case, or why there is none."""
    return [
        found.case_id if isinstance(found, CaseResult) else found["reason"]
        for found in audit_entries(given, order, host().checks, workers)
    ]


class TestAuditEntries:
    def test_in_their_order(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """However few entries make a chunk, what comes of them comes in their order."""
        monkeypatch.setattr(working, "CHUNK_ENTRIES", 3)
        order = Order(codes=("REV02",), tables={})
        given = entries(20)
        given[7:7] = [Entry("bad", b"[]"), Entry("none", refused="for a reason")]
        found = names(order, given, 2)
        assert found == names(order, given, 1)
        assert found[8] == "for a reason"
        assert [name for name in found if name.startswith("T-")] == [f"T-{n}" for n in range(20)]

    def test_killers_in_many_chunks(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Cases that kill their process are lost alone, be there one in every chunk."""
        monkeypatch.setattr(working, "CHUNK_ENTRIES", 2)
        deed = (
            "if int(case.case_id[2:]) % 2 == 1:\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\nreturn ()"
        )
        own = own_check(tmp_path / "own", deed)
        from qaudit.plugins.host import load

        order = Order(codes=("OWN01",), tables={}, folders=(own,))
        found = [
            result.case_id if isinstance(result, CaseResult) else result["reason"]
            for result in audit_entries(entries(4), order, load((own,)).checks, 2)
        ]
        assert found == [KILLED if n % 2 == 1 else f"T-{n}" for n in range(4)]

    def test_a_pool_that_broke_meanwhile(self) -> None:
        """A chunk for a pool that is broken already has its turn like those that broke with it."""

        class Broken(ProcessPoolExecutor):
            def submit(self, *_: Any, **__: Any) -> NoReturn:
                raise BrokenProcessPool

        chunk = working._submitted(Broken(1), entries(1))
        with pytest.raises(BrokenProcessPool):
            chunk.result()

    def test_given_up(self) -> None:
        """Whoever stops asking for results leaves no process at work."""
        import multiprocessing

        order = Order(codes=("REV02",), tables={})
        results = audit_entries(entries(200), order, host().checks, 2)
        assert isinstance(next(iter(results)), CaseResult)
        results.close()  # type: ignore[attr-defined]
        assert multiprocessing.active_children() == []

    def test_a_fault_of_our_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A fault in the reading of a record costs that record, and what it says is not said."""

        def broken(_: object) -> None:
            raise ValueError("what the record says")

        monkeypatch.setattr(working, "examine", broken)
        (reason,) = names(Order(codes=("REV02",), tables={}), entries(1), 1)
        assert reason.startswith("qaudit failed to read it: ValueError (test_working.py, line")
