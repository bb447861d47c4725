"""What findings rest on, in the report's shape."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from qaudit.auditing.evidence import Evidence
from qaudit.auditing.nonsense import Nonsense
from qaudit.cases.case import Case
from qaudit.checking.observations import Reference, reference
from support import record

RECORD = record(
    placements=[
        {"placement_id": "P1", "start_date": "2025-09-01", "end_date": "2025-10-01"},
        {"placement_id": "P2", "start_date": "2025-10-01"},
    ]
)

POINTERS = {
    "": True,
    "/a": True,
    "/a/0": True,
    "/a/1": False,
    "/a/-1": False,
    "/a/-": False,
    "/a/00": False,
    "/a/0/b": True,
    "/a/0/c": False,
    "/a/0/b/0": False,
    "/a/1/b": False,
    "/a/0/~01": True,
    "/a/0/~1": False,
    "/~0~1": True,
    "/~1": False,
    "/": True,
    "//": False,
    "a": False,
    "a/0": False,
    "/a/٠": False,
    "/a/" + "9" * 5000: False,
    "/a" * 5000: False,
}


class TestPointers:
    @pytest.mark.parametrize(("pointer", "leads"), POINTERS.items())
    def test_leads_somewhere(self, pointer: str, leads: bool) -> None:
        """A JSON pointer leads to what RFC 6901 says it does, and to nothing else."""
        made: dict[str, Any] = {"a": [{"b": "text", "~1": None}], "~/": 1, "": 2}
        evidence = Evidence(made)
        for _ in range(2):
            if leads:
                evidence.resolve(pointer)
            else:
                with pytest.raises(Nonsense, match="not in the record"):
                    evidence.resolve(pointer)

    def test_without_a_record(self) -> None:
        """Where the record is not at hand nobody can say where a pointer leads."""
        row = Evidence(None).row(Reference("/placements/7", "placement P8", ""))
        assert row == {"pointer": "/placements/7", "label": "placement P8"}


class TestRow:
    def test_of_an_item(self) -> None:
        """An item is shown by its pointer and its name."""
        first, second = Case(RECORD).placements
        evidence = Evidence(RECORD)
        row = evidence.row(first)
        assert row == {"pointer": "/placements/0", "label": "placement P1 of 1 September 2025"}
        assert evidence.row(second) == {
            "pointer": "/placements/1",
            "label": "placement P2 of 1 October 2025",
        }

    def test_of_an_item_of_another_making(self) -> None:
        """An item that a check made is shown by what it says itself, and must be in the record."""
        placement = Case(RECORD).placements[0]
        evidence = Evidence(RECORD)
        evidence.row(placement)
        other = evolve(placement, placement_id="P9")
        assert evidence.row(other)["label"] == "placement P9 of 1 September 2025"
        with pytest.raises(Nonsense, match="not in the record"):
            evidence.row(evolve(placement, pointer="/placements/2"))

    def test_of_a_place(self) -> None:
        """A place is shown with what it shows there, where something is said of that."""
        placement = Case(RECORD).placements[0]
        evidence = Evidence(RECORD)
        named = evidence.row(placement)
        assert evidence.row(reference(placement)) == named
        assert evidence.row(reference(placement, "its end")) == {**named, "note": "its end"}

    @pytest.mark.parametrize(
        "shown",
        [
            None,
            "/placements/0",
            Reference("/placements/2", "placement P3", ""),
            Reference("/placements/0", "", ""),
            Reference("/placements/0", b"P1", ""),  # type: ignore[arg-type]
            Reference("/placements/0", "placement P1", "", 7),  # type: ignore[arg-type]
        ],
    )
    def test_nonsense(self, shown: Any) -> None:
        """What is no item, is not in the record or has no name is refused."""
        evidence = Evidence(RECORD)
        for _ in range(2):
            with pytest.raises(Nonsense, match=r"what is no|that is no"):
                evidence.row(shown)
