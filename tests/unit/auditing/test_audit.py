"""An audit gives results as soon as they are whole."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from qaudit.auditing.audit import Audit
from qaudit.auditing.working import Order
from qaudit.cases.reading import Entry
from qaudit.checking.results import Enclosure
from support import host, record


def entries(read: list[str], number: int = 3) -> Iterator[Entry]:
    """Entries of cases of their own, each named in `read` once somebody asks for it."""
    for one in range(number):
        read.append(f"T-{one}")
        made = record(case_id=f"T-{one}", reviews=[])
        yield Entry(f"{one}.json", json.dumps(made).encode())


class TestResults:
    def test_each_in_its_turn(self) -> None:
        """A case's findings are there before the next is read, where no more is to be said."""
        read: list[str] = []
        told: list[int] = []
        audit = Audit(Order(codes=("REV02",), tables={}), host().checks)
        for result in audit.results(entries(read), told.append):
            assert read[-1] == result.case_id
            assert told == [*range(1, len(read) + 1)]
        assert read == ["T-0", "T-1", "T-2"]

    @pytest.mark.parametrize(
        "order",
        [
            Order(codes=("REV02", "SUP03"), tables={}),
            Order(codes=("REV02",), tables={}, enclosures=frozenset({Enclosure.TEXTS})),
        ],
        ids=["a survey", "texts of other cases"],
    )
    def test_all_first(self, order: Order) -> None:
        """All are audited first where some findings rest on all of them."""
        read: list[str] = []
        for _ in Audit(order, host().checks).results(entries(read)):
            assert len(read) == 3

    def test_refused(self) -> None:
        """What cannot be audited, or was audited already, is named and holds up nothing."""
        read: list[str] = []
        told: list[int] = []
        broken = Entry("broken.json", b"{")
        again = Entry("again.json", json.dumps(record(case_id="T-0")).encode())
        audit = Audit(Order(codes=("REV02",), tables={}), host().checks)
        found = audit.results([broken, *entries(read), again], told.append)
        assert [result.case_id for result in found] == ["T-0", "T-1", "T-2"]
        assert told == [1, 2, 3, 4, 5]
        assert [refusal["path"] for refusal in audit.refused] == ["broken.json", "again.json"]
        assert audit.refused[1]["reason"] == "its case_id was audited already, from 0.json"
