"""Small returns, invented, for the tests of sources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from attrs import define, field

from qaudit.sources import SSDA903, Import, Record

HEADINGS = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"
    "HOME_POST,PL_POST,URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "sw_episodes": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "uasc": "CHILD,SEX,DOB,DUC",
    "ad1": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
    "placed_for_adoption": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
    "oc2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
    "HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
}
"""What the files of a return have in their first line, by their usual names."""


@define
class Folder:
    """A folder with a return in it.

    Attributes:
        outcome: what came of the last `read`.
    """

    path: Path
    exported_on: date = date(2024, 3, 31)
    outcome: Import = field(init=False)

    def put(self, name: str, *rows: str, headings: str | None = None) -> Folder:
        """Write a file of the return: its headings and these rows."""
        lines = [HEADINGS[name] if headings is None else headings, *rows]
        (self.path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self

    def read(self, covers_from: date | None = None) -> dict[str, Record]:
        """The records by child."""
        reading = SSDA903().read(self.path, exported_on=self.exported_on, covers_from=covers_from)
        records = {record["case_id"]: record for record in reading}
        self.outcome = reading.outcome
        return records

    def refused(self) -> list[tuple[str, int, str, str]]:
        """What was refused: file, line, column, reason."""
        return [(r.file, r.line, r.column, r.reason) for r in self.outcome.refusals]

    def noted(self) -> list[tuple[str, int, int]]:
        """What is odd: what, how often, where first."""
        return [(note.what, note.times, note.first_line) for note in self.outcome.notes]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder for a return."""
    return Folder(tmp_path)


@pytest.fixture
def one_child(folder: Folder) -> Folder:
    """A return with the header of one child, "a1", born on 1 May 2010."""
    return folder.put("header", "a1,F,01/05/2010,WBRI,,,")


@pytest.fixture
def episodes(one_child: Folder) -> Callable[..., Record]:
    """Reads the record of "a1" with these episodes: "DECOM RNE LS PLACE DEC REC REASON URN"."""

    def read(*rows: str) -> Record:
        lines = []
        for row in rows:
            start, rne, status, place, end, rec, reason, urn = (
                "" if cell == "-" else cell for cell in row.split()
            )
            lines.append(f"a1,{start},{rne},{status},N1,{place},PR1,{end},{rec},{reason},,,{urn}")
        return one_child.put("episodes", *lines).read()["a1"]

    return read
