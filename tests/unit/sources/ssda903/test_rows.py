"""Rows that can be read, cells that cannot, and rows that are refused whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sources.conftest import Folder

NO_DATE = "is not a date as dd/mm/yyyy, dd/mm/yy or yyyy-mm-dd"
GOOD = "a1,01/05/2010,02/01/2024,PN1"


class TestRefusedRows:
    @pytest.mark.parametrize(
        ("row", "column", "reason"),
        [
            ("a1,01/05/2010,,PN1", "REVIEW", "is empty"),
            ("a1,01/05/2010,30/02/2024,PN1", "REVIEW", "is no day of the calendar"),
            ("a1,01/05/2010,soon,PN1", "REVIEW", NO_DATE),
            ("a1,01/05/2010,01/04/2024,PN1", "REVIEW", "is after the day of the export"),
            (",01/05/2010,02/01/2024,PN1", "CHILD", "is empty"),
            (
                "a\x001,01/05/2010,02/01/2024,PN1",
                "CHILD",
                "holds a character that cannot be printed",
            ),
            ("a" * 201 + ",01/05/2010,02/01/2024,PN1", "CHILD", "is longer than 200 characters"),
            ("a1,01/05/2010,02/01/2024", "", "the row has fewer cells than there are headings"),
            (
                "a1,01/05/2010,02/01/2024,PN1,x",
                "",
                "the row has more cells than there are headings",
            ),
            (
                "a1,02/05/2010,02/01/2024,PN1",
                "DOB",
                "is not the date of birth that the header gives for this child",
            ),
        ],
    )
    def test_named(self, one_child: Folder, row: str, column: str, reason: str) -> None:
        """A row that cannot be read is refused with line and column, and the others are not."""
        one_child.put("reviews", GOOD, row)
        record = one_child.read()["a1"]
        assert one_child.refused() == [("reviews.csv", 3, column, reason)]
        assert [review["date"] for review in record["reviews"]] == ["2024-01-02"]
        file = next(f for f in one_child.outcome.files if f.file == "reviews.csv")
        assert (file.read, file.carried, file.refused) == (2, 1, 1)

    def test_not_utf8(self, one_child: Folder) -> None:
        """A byte that is not UTF-8 refuses the cell it is in, and no other row."""
        one_child.put("reviews", GOOD)
        with (one_child.path / "reviews.csv").open("ab") as stream:
            stream.write(b"Zo\xeb,01/05/2010,02/01/2024,PN1\n")
        one_child.read()
        assert one_child.refused() == [
            ("reviews.csv", 3, "CHILD", "is not UTF-8 (save the file as CSV UTF-8)")
        ]

    def test_no_value_is_repeated(self, one_child: Folder) -> None:
        """No refusal says what stood in the cell."""
        one_child.put("reviews", "a1,31/12/SECRET,SECRET,SECRET")
        one_child.read()
        assert len(one_child.outcome.refusals) == 1
        assert "SECRET" not in repr(one_child.outcome)

    def test_a_loss_makes_the_section_incomplete(self, one_child: Folder) -> None:
        """Where a child's row was refused an absence means nothing for that child alone."""
        one_child.put("header", "a1,F,01/05/2010,WBRI,,,", "b2,M,01/05/2011,WBRI,,,")
        one_child.put("reviews", "a1,01/05/2010,soon,PN1", "b2,01/05/2011,02/01/2024,PN1")
        records = one_child.read()
        assert records["a1"]["coverage"]["reviews"]["complete"] is False
        assert "complete" not in records["b2"]["coverage"]["reviews"]

    def test_what_was_not_yet_is_no_loss(self, one_child: Folder) -> None:
        """A row dated after the export is refused, and the section is complete without it."""
        one_child.put("reviews", GOOD, "a1,01/05/2010,01/04/2024,PN1")
        assert "complete" not in one_child.read()["a1"]["coverage"]["reviews"]

    def test_ends_before_it_begins(self, one_child: Folder) -> None:
        """An end before its beginning refuses the row: nobody can tell which is wrong."""
        one_child.put("sw_episodes", "a1,01/05/2010,w1,02/05/2023,01/05/2023,MANAGE")
        assert one_child.read()["a1"]["involvements"] == []
        assert one_child.refused() == [("sw_episodes.csv", 2, "SW_DEC", "is before the beginning")]

    def test_end_that_cannot_be_read(self, one_child: Folder) -> None:
        """An end that cannot be read refuses the row: without it what ended would look open."""
        one_child.put("sw_episodes", "a1,01/05/2010,w1,02/05/2023,soon,MANAGE")
        assert one_child.read()["a1"]["involvements"] == []
        assert one_child.refused() == [("sw_episodes.csv", 2, "SW_DEC", NO_DATE)]


class TestRefusedCells:
    def test_unknown_code(self, one_child: Folder) -> None:
        """An unknown code is left out and the row carried: what is dated is real."""
        one_child.put("sw_episodes", "a1,01/05/2010,w1,02/05/2023,,LAZY")
        assert one_child.read()["a1"]["involvements"] == [
            {"worker_id": "w1", "role": "social_worker", "start_date": "2023-05-02"}
        ]
        refusal = one_child.outcome.refusals[0]
        assert (refusal.column, refusal.reason) == ("SW_REASON", "is not a code of the return")
        assert not refusal.whole_row
        file = one_child.outcome.files[-1]
        assert (file.carried, file.refused, file.refused_cells) == (1, 0, 1)

    def test_the_same_fault_twice(self, one_child: Folder) -> None:
        """A fault is told of wherever it stands, not only the first time."""
        one_child.put("reviews", "a1,01/05/2010,soon,PN1", "a1,01/05/2010,soon,PN2")
        one_child.read()
        assert [line for _, line, _, _ in one_child.refused()] == [2, 3]

    def test_end_after_the_export(self, one_child: Folder) -> None:
        """What ends after the export was open on its day, and is carried so."""
        one_child.put("episodes", "a1,02/05/2023,S,V2,N1,U6,PR1,01/04/2024,E4A,CARPL,,,")
        record = one_child.read()["a1"]
        assert record["placements"] == [
            {
                "placement_id": "P2023-05-02",
                "start_date": "2023-05-02",
                "placement_type": "U6",
                "provider": "PR1",
                "start_reason": "S",
            }
        ]
        assert record["care_periods"] == [{"start_date": "2023-05-02"}]
        reason = "is after the day of the export; it is carried as not ended"
        assert one_child.refused() == [("episodes.csv", 2, "DEC", reason)]


class TestCarriedRows:
    def test_blanks_and_case(self, one_child: Folder) -> None:
        """Blanks around a cell and small letters in a code change nothing."""
        one_child.put("reviews", " a1 , 01/05/2010 , 02/01/24 , pn1 ")
        assert one_child.read()["a1"]["reviews"] == [
            {
                "review_id": "R2024-01-02",
                "type": "child_in_care",
                "date": "2024-01-02",
                "participation": "PN1",
            }
        ]
        assert one_child.refused() == []

    def test_blank_rows_are_counted(self, one_child: Folder) -> None:
        """A blank row is left out and counted as that."""
        one_child.put("reviews", GOOD, "", ",,,")
        one_child.read()
        file = one_child.outcome.files[-1]
        assert (file.read, file.carried, file.left_out) == (3, 1, {"the row is blank": 2})

    def test_ends_on_the_day_it_begins(self, one_child: Folder) -> None:
        """An episode of no days is carried and told of."""
        one_child.put("sw_episodes", "a1,01/05/2010,w1,02/05/2023,02/05/2023,MANAGE")
        assert one_child.read()["a1"]["involvements"][0]["end_date"] == "2023-05-02"
        assert one_child.noted() == [("SW_DEC is the day it began", 1, 2)]

    @pytest.mark.parametrize("number", ["XXXXXX", "xxxxxxx"])
    def test_no_number(self, one_child: Folder, number: str) -> None:
        """A URN of crosses is none."""
        one_child.put("episodes", f"a1,02/05/2023,S,V2,N1,U6,PR1,,,,,,{number}")
        assert "urn" not in one_child.read()["a1"]["placements"][0]
