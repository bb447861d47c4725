"""Who each child is, and which rows are about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sources.conftest import Folder

CONTRADICTED = "another row for the same child does not agree with this one"


class TestHeader:
    def test_child(self, folder: Folder) -> None:
        """The header gives date of birth, sex and ethnicity, and the order of the children."""
        folder.put("header", "b2,2,01/05/2010,WBRI,X1,,", "a1,M,02/05/10,CHNE,,1,03/03/2020")
        records = folder.read()
        assert list(records) == ["b2", "a1"]
        assert records["b2"]["child"] == {
            "date_of_birth": "2010-05-01",
            "sex": "F",
            "ethnicity": "WBRI",
        }
        assert records["a1"]["child"] == {
            "date_of_birth": "2010-05-02",
            "sex": "M",
            "ethnicity": "CHNE",
        }

    def test_same_row_twice(self, folder: Folder) -> None:
        """Two rows that say the same are one child, and the second is counted as left out."""
        folder.put("header", "a1,F,01/05/2010,WBRI,,,", "a1,F,01/05/10,WBRI,,,")
        assert list(folder.read()) == ["a1"]
        file = folder.outcome.files[0]
        assert file.left_out == {"the same row stands there more than once": 1}

    def test_rows_that_do_not_agree(self, folder: Folder) -> None:
        """Rows for one child that do not agree are all refused: nobody can tell which is right."""
        folder.put(
            "header",
            "a1,F,01/05/2010,WBRI,,,",
            "a1,M,01/05/2010,WBRI,,,",
            "a1,F,01/05/2010,WBRI,,,",
        )
        assert folder.read() == {}
        assert [(line, reason) for _, line, _, reason in folder.refused()] == [
            (2, CONTRADICTED),
            (3, CONTRADICTED),
            (4, CONTRADICTED),
        ]
        assert (folder.outcome.files[0].carried, folder.outcome.files[0].refused) == (0, 3)

    def test_settled_elsewhere(self, folder: Folder) -> None:
        """A child whom the header contradicts has what the other files say."""
        folder.put("header", "a1,F,01/05/2010,WBRI,,,", "a1,F,01/05/2011,WBRI,,,")
        folder.put("reviews", "a1,01/05/2011,02/01/2024,PN1")
        assert folder.read()["a1"]["child"] == {"date_of_birth": "2011-05-01"}


class TestOtherFiles:
    def test_child_not_in_the_header(self, one_child: Folder) -> None:
        """A child known from another file alone has a record all the same, after the others."""
        one_child.put("oc2", "b2,01/05/2011,9,,0,1,1,1,1,0,0,0")
        records = one_child.read()
        assert list(records) == ["a1", "b2"]
        assert records["b2"]["child"] == {"date_of_birth": "2011-05-01"}
        assert one_child.noted() == [("the header does not settle who this child is", 1, 2)]

    def test_files_that_do_not_agree(self, folder: Folder) -> None:
        """Where the header is silent and files disagree, the child has no date of birth."""
        folder.put("reviews", "a1,01/05/2010,02/01/2024,PN1")
        folder.put("sw_episodes", "a1,01/05/2011,w1,02/05/2023,,MANAGE")
        folder.put("missing", "a1,01/05/2010,M,03/05/2023,04/05/2023")
        record = folder.read()["a1"]
        assert record["child"] == {}
        assert (len(record["reviews"]), len(record["involvements"])) == (1, 1)
        assert [(f, line, column) for f, line, column, _ in folder.refused()] == [
            ("sw_episodes.csv", 2, "DOB"),
            ("missing.csv", 2, "DOB"),
        ]

    def test_no_date_of_birth_anywhere(self, folder: Folder) -> None:
        """A child whose date of birth no file gives has a record without it, and that is told."""
        folder.put("episodes", "a1,02/05/2023,S,V2,N1,U6,PR1,,,,,,")
        assert folder.read()["a1"]["child"] == {}
        assert folder.noted() == [("no file gives this child's date of birth", 1, 2)]

    def test_rows_in_any_order(self, one_child: Folder) -> None:
        """Rows need not be sorted by child or date."""
        one_child.put("header", "a1,F,01/05/2010,WBRI,,,", "b2,M,01/05/2011,WBRI,,,")
        one_child.put(
            "reviews",
            "a1,01/05/2010,02/01/2024,PN1",
            "b2,01/05/2011,05/01/2024,PN1",
            "a1,01/05/2010,02/07/2023,PN1",
        )
        records = one_child.read()
        assert [r["date"] for r in records["a1"]["reviews"]] == ["2023-07-02", "2024-01-02"]
        assert [r["date"] for r in records["b2"]["reviews"]] == ["2024-01-05"]

    def test_same_row_twice(self, one_child: Folder) -> None:
        """The same row twice is one; the same day with another code is a review of its own."""
        row = "a1,01/05/2010,02/01/2024,"
        one_child.put("reviews", f"{row}PN1", f"{row}PN1", f"{row}PN2")
        found = one_child.read()["a1"]["reviews"]
        assert [r["review_id"] for r in found] == ["R2024-01-02", "R2024-01-02-2"]
        file = one_child.outcome.files[-1]
        assert (file.carried, file.left_out) == (
            2,
            {"the same row stands there more than once": 1},
        )
