"""What a report may have put beside the findings of a case."""

from __future__ import annotations

import json
from typing import Any

import pytest

from qaudit.auditing.audit import Audit
from qaudit.auditing.working import Order
from qaudit.cases.reading import Entry
from qaudit.checking.results import CaseResult, Enclosure
from support import host, record

TEXT = (
    "Since the spring she has slept through the night, she walks to school by herself, and at "
    "the table she has begun to speak of her grandmother without being asked about her at all."
)


NAMED = {"date_of_birth": "2014-05-17", "names": ["Ada"]}


def assessed(case_id: str, day: str) -> dict[str, Any]:
    """A record with one assessment of that text."""
    sections = [{"heading": "Analysis", "text": TEXT}]
    assessment = {
        "assessment_id": "A1",
        "type": "child_in_care",
        "start_date": day,
        "authorised_date": day,
        "author_id": f"W-{case_id}",
        "sections": sections,
    }
    return record(case_id, child=NAMED, assessments=[assessment])


def results(*wanted: Enclosure, workers: int = 1) -> list[CaseResult]:
    """What an audit of copied text gives of two children, of whom one's text is the other's."""
    order = Order(codes=("ASM03",), tables={}, enclosures=frozenset(wanted))
    records = [assessed("A", "2026-03-02"), assessed("B", "2026-06-01")]
    entries = [Entry(f"{made['case_id']}.json", json.dumps(made).encode()) for made in records]
    return list(Audit(order, host().checks, workers).results(entries))


def test_nothing_is_enclosed_unless_it_is_wanted() -> None:
    """A report that asks for nothing is given no text, no dates and no positions."""
    for result in results():
        enclosed = (
            result.timeline,
            result.positions,
            result.names,
            result.team,
            result.texts,
        )
        assert enclosed == ([], {}, (), "", {})


def test_the_timeline_comes_in_plain_values() -> None:
    """Days as strings, ready for a report."""
    first, _ = results(Enclosure.TIMELINE)
    assert first.timeline == [
        {
            "lane": "assessments",
            "label": "child in care, authorised",
            "start": "2026-03-02",
            "end": None,
            "lasting": False,
            "pointer": "/assessments/0",
        }
    ]
    assert first.texts == {}


@pytest.mark.parametrize("workers", [1, 2])
def test_texts_come_with_those_they_were_copied_from(workers: int) -> None:
    """The second child's result has the first child's text as well, whoever audited it."""
    first, second = results(Enclosure.TEXTS, workers=workers)
    place = "/assessments/0/sections/0/text"
    assert first.texts == {"A": {place: TEXT}}
    assert second.texts == {"A": {place: TEXT}, "B": {place: TEXT}}


def test_positions_are_those_of_the_record_as_it_was_read() -> None:
    """A pointer of the evidence leads to a line and a column."""
    first, _ = results(Enclosure.POSITIONS)
    line, column = first.positions["/assessments/0"]
    written = json.dumps(assessed("A", "2026-03-02"))
    assert line == 1
    assert written[column - 1 :].startswith('{"assessment_id": "A1"')


def test_names_come_so_that_they_can_be_left_out() -> None:
    """As the record has them, and only where they are wanted."""
    first, _ = results(Enclosure.NAMES)
    assert first.names == ("Ada",)


def test_the_team_is_said_in_words() -> None:
    """Of records without involvements it is not recorded."""
    first, _ = results(Enclosure.TEAM)
    assert first.team == "not recorded"


def test_a_passage_names_both_documents_and_who_wrote_them() -> None:
    """So that a reader need not look either of them up."""
    _, second = results()
    (row,) = second.observations
    (passage,) = row["passages"]
    assert passage["source"]["document"] == "assessment A1 of 2 March 2026"
    assert passage["source"]["author_id"] == "W-A"
    assert passage["target"]["document"] == "assessment A1 of 1 June 2026"
    assert passage["target"]["author_id"] == "W-B"
