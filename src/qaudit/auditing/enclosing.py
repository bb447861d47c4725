"""Puts beside the findings of a case what a report asked for, made while the record is at hand."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from qaudit.auditing.spool import Spool
from qaudit.cases.case import Case
from qaudit.cases.grouping import Groups, team
from qaudit.cases.positions import positions
from qaudit.cases.timeline import Mark, timeline
from qaudit.cases.writing import writings
from qaudit.checking.results import CaseResult, Enclosure, MarkRow


def enclose(result: CaseResult, case: Case, data: bytes, wanted: AbstractSet[Enclosure]) -> None:
    """Put what is wanted into the result of a case.

    Args:
        result: the result.
        case: the case.
        data: its record as it was read.
        wanted: what to enclose; text of the case only where that is named.
    """
    if Enclosure.TIMELINE in wanted:
        result.timeline = [_row(mark) for mark in timeline(case)]
    if Enclosure.POSITIONS in wanted:
        result.positions = positions(data.decode("utf-8-sig"))
    if Enclosure.NAMES in wanted:
        result.names = case.child.names or ()
    if Enclosure.TEAM in wanted:
        result.team = team(case, Groups())
    if Enclosure.TEXTS in wanted:
        result.texts[case.case_id] = {
            f"{part.pointer}/text": part.text or ""
            for writing in writings(case)
            for part in writing.parts
        }


def enclose_sources(result: CaseResult, spool: Spool) -> None:
    """Put beside a case's texts those of other children that its passages were copied from."""
    for row in result.observations:
        for passage in row.get("passages", ()):
            source = passage["source"]
            case_id, pointer = source["case_id"], source["pointer"]
            if case_id != result.case_id:
                theirs = spool.texts_of(case_id)
                result.texts.setdefault(case_id, {})[pointer] = theirs[pointer]


def _row(mark: Mark) -> MarkRow:
    return {
        "lane": mark.lane.value,
        "label": mark.label,
        "start": mark.start.isoformat(),
        "end": mark.end.isoformat() if mark.end else None,
        "lasting": mark.lasting,
        "pointer": mark.pointer,
    }
