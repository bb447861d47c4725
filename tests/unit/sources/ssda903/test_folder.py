"""Which file of a folder is which part of the return."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sources.conftest import Folder


def kinds(folder: Folder) -> dict[str, str]:
    folder.read()
    return {file.file: file.kind for file in folder.outcome.files}


def not_read(folder: Folder) -> dict[str, str]:
    folder.read()
    return {left.file: left.why for left in folder.outcome.files_not_read}


class TestSurvey:
    def test_known_by_headings(self, folder: Folder) -> None:
        """A file is known by its headings in any order and case, whatever it is called."""
        folder.put("xyz", headings=" review_code,Review , DOB,CHILD")
        assert kinds(folder) == {"xyz.csv": "reviews"}

    def test_byte_order_mark(self, folder: Folder) -> None:
        """A byte order mark is no part of the first heading."""
        folder.put(
            "a", "a1,01/05/2010,02/01/2024,PN1", headings="\ufeffCHILD,DOB,REVIEW,REVIEW_CODE"
        )
        assert kinds(folder) == {"a.csv": "reviews"}
        assert folder.refused() == []

    def test_column_that_is_not_always_there(self, one_child: Folder) -> None:
        """A column that a year's return does not have is a field that it cannot give."""
        one_child.put("reviews", "a1,01/05/2010,02/01/2024", headings="CHILD,DOB,REVIEW")
        record = one_child.read()["a1"]
        assert record["reviews"][0]["date"] == "2024-01-02"
        assert "participation" in record["coverage"]["reviews"]["without"]

    def test_column_that_is_needed(self, one_child: Folder) -> None:
        """A file without a column that it needs is refused by name, its section not exported."""
        one_child.put(
            "episodes", headings="CHILD,DECOM,RNE,LS,CIN,PLACE_PROVIDER,DEC,REC,HOME_POST,URN"
        )
        record = one_child.read()["a1"]
        assert one_child.refused() == [
            ("episodes.csv", 1, "PLACE", "the column is missing from episodes")
        ]
        assert "placements" not in record
        assert "placements" not in record["coverage"]

    def test_one_column_more(self, folder: Folder) -> None:
        """A column that is not of the return is listed, and the file is read."""
        folder.put("reviews", headings="CHILD,DOB,REVIEW,REVIEW_CODE,CHAIR")
        assert kinds(folder) == {"reviews.csv": "reviews"}
        left = [(c.column, c.why) for c in folder.outcome.columns_left_out]
        assert left == [("CHAIR", "not a column of the return")]

    def test_strangers_are_listed(self, folder: Folder) -> None:
        """What is not of the return is listed with why, and no heading of it is repeated."""
        folder.put("notes", headings="Ann Example,01/05/2010")
        folder.put("urn", headings="CHILD,DOB,URN")
        folder.put("zzz", headings="")
        (folder.path / "old.xlsx").write_bytes(b"PK")
        (folder.path / "more").mkdir()
        assert not_read(folder) == {
            "more": "it is a folder",
            "notes.csv": "its first line is not the headings of a file of the return",
            "old.xlsx": "it is not a CSV file",
            "urn.csv": "its first line is not the headings of a file of the return",
            "zzz.csv": "the first line holds no headings",
        }

    def test_utf16(self, folder: Folder) -> None:
        """A file in another encoding is told to be one."""
        (folder.path / "a.csv").write_bytes("CHILD,DOB,REVIEW,REVIEW_CODE\n".encode("utf-16"))
        assert not_read(folder)["a.csv"].endswith("it is not UTF-8 text (save it as CSV UTF-8)")

    def test_empty_file(self, folder: Folder) -> None:
        """An empty file is refused."""
        (folder.path / "a.csv").write_bytes(b"")
        folder.read()
        assert folder.refused() == [("a.csv", 1, "", "the file is empty")]

    def test_usual_name_wins(self, one_child: Folder) -> None:
        """Of two files of one kind the one with the usual name is read, the other listed."""
        headings = "CHILD,DOB,REVIEW,REVIEW_CODE"
        one_child.put("reviews", "a1,01/05/2010,02/01/2024,PN1")
        one_child.put("reviews_old", "a1,01/05/2010,03/01/2024,PN1", headings=headings)
        assert not_read(one_child) == {
            "reviews_old.csv": "reviews.csv holds reviews too and has its usual name"
        }
        assert [r["date"] for r in one_child.read()["a1"]["reviews"]] == ["2024-01-02"]

    @pytest.mark.parametrize(("one", "two"), [("r1", "r2"), ("reviews", "Review")])
    def test_undecided(self, one_child: Folder, one: str, two: str) -> None:
        """Where names do not decide between two files, neither is read and both are refused."""
        for name in (one, two):
            one_child.put(name, headings="CHILD,DOB,REVIEW,REVIEW_CODE")
        record = one_child.read()["a1"]
        why = "another file holds reviews too: keep one of them in the folder"
        assert sorted(one_child.refused()) == sorted(
            [(f"{one}.csv", 1, "", why), (f"{two}.csv", 1, "", why)]
        )
        assert "reviews" not in record
