import io

import pytest

from qaudit.sources.tables import (
    MOST_CHARACTERS,
    Row,
    Table,
    why_unprintable,
)

NOT_CLOSED = "a quotation mark is out of place or not closed"


def rows(text: str) -> list[Row]:
    return list(Table(io.StringIO(text, newline=None)))


class TestTable:
    def test_headings(self) -> None:
        """Headings are read in any case and with blanks around them."""
        assert Table(io.StringIO(" child ,Dob\n")).headings == ("CHILD", "DOB")

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "the file is empty"),
            ("\n1,2\n", "the first line holds no headings"),
            (",,\n", "the first line holds no headings"),
            ("A,B,a\n", "a heading stands there twice"),
            ('A,"B\n1,2\n', NOT_CLOSED),
            ("A" * (MOST_CHARACTERS + 1), "the line has more than 65536 characters"),
        ],
    )
    def test_no_headings(self, text: str, reason: str) -> None:
        """A file without headings is refused with the reason why."""
        with pytest.raises(ValueError, match=f"^{reason}$"):
            Table(io.StringIO(text))

    def test_lines_are_counted_as_an_editor_counts(self) -> None:
        """A quoted line break belongs to its row, and the rows after it keep their lines."""
        assert rows('A,B\n1,"x\ny"\n2,z\r\n3,z\n') == [
            (2, ["1", "x\ny"], ""),
            (4, ["2", "z"], ""),
            (5, ["3", "z"], ""),
        ]

    def test_ragged(self) -> None:
        """A row with too few or too many cells is a fault of its own; empty extras are none."""
        assert rows("A,B\n1\n1,2,3\n1,2,,\n1,2\n") == [
            (2, ["1"], "the row has fewer cells than there are headings"),
            (3, ["1", "2", "3"], "the row has more cells than there are headings"),
            (4, ["1", "2", "", ""], ""),
            (5, ["1", "2"], ""),
        ]

    def test_open_quotation_mark_costs_one_line(self) -> None:
        """A quotation mark that nobody closes costs its own line and no other."""
        many = "".join(f"{n},x\n" for n in range(20_000))
        found = rows('A,B\n7,"open\n' + many)
        assert found[0] == (2, ["7", '"open\n'], NOT_CLOSED)
        assert [row.cells for row in found[1:]] == [[str(n), "x"] for n in range(20_000)]
        assert [row.line for row in found[1:4]] == [3, 4, 5]

    def test_two_open_quotation_marks(self) -> None:
        """Rows between two stray quotation marks are not swallowed into one."""
        found = rows('A,B\n1,"x\n2,y\n3,"z\n4,w\n')
        assert [(row.line, bool(row.fault)) for row in found] == [
            (2, True),
            (3, False),
            (4, True),
            (5, False),
        ]

    def test_swallowed_rows(self) -> None:
        """Rows between two quotation marks out of place are rows, not the text of a cell."""
        assert rows('A,B\n1,"x\n2,y\n3,z"\n4,w\n') == [
            (2, ["1", "x\n2,y\n3,z"], NOT_CLOSED),
            (3, ["2", "y"], ""),
            (4, ["3", 'z"'], ""),
            (5, ["4", "w"], ""),
        ]

    def test_ragged_row_over_lines(self) -> None:
        """A row over two lines that has too few cells is two lines, each with its fault."""
        assert [(row.line, row.fault) for row in rows('A,B,C\n1,"x\ny"\n1,2,3\n')] == [
            (2, NOT_CLOSED),
            (3, "the row has fewer cells than there are headings"),
            (4, ""),
        ]

    def test_open_quotation_mark_at_the_end(self) -> None:
        """A quotation mark open to the end of the file is a fault, and the file ends."""
        assert rows('A,B\n1,2\n3,"x') == [(2, ["1", "2"], ""), (3, ["3", '"x'], NOT_CLOSED)]

    def test_long_line(self) -> None:
        """A line too long to be a row is passed over without being held, and the next is read."""
        found = rows("A,B\n1," + "x" * (3 * MOST_CHARACTERS) + "\n2,y\n")
        assert found == [
            (2, [], f"the line has more than {MOST_CHARACTERS} characters"),
            (3, ["2", "y"], ""),
        ]

    def test_long_line_within_open_quotation_mark(self) -> None:
        """A long line after an open quotation mark is a second fault with its own line."""
        found = rows('A,B\n1,"x\n2,y\n' + "z" * (MOST_CHARACTERS + 5) + "\n3,w\n")
        assert [(row.line, row.fault) for row in found] == [
            (2, NOT_CLOSED),
            (3, ""),
            (4, f"the line has more than {MOST_CHARACTERS} characters"),
            (5, ""),
        ]

    def test_blank_rows_are_rows(self) -> None:
        """A blank line is handed on, for whoever counts."""
        assert rows("A,B\n\n,\n1,2\n") == [(2, [], ""), (3, ["", ""], ""), (4, ["1", "2"], "")]


class TestWhyUnprintable:
    def test_good(self) -> None:
        """Text, accents and all, is no fault."""
        assert why_unprintable("Zoë 12") == ""

    def test_not_utf8(self) -> None:
        """A byte that is not UTF-8 is told as such."""
        text = b"Zo\xeb".decode("utf-8", "surrogateescape")
        assert why_unprintable(text) == "is not UTF-8 (save the file as CSV UTF-8)"

    def test_nul(self) -> None:
        """A NUL is a character that cannot be printed."""
        assert why_unprintable("a\0") == "holds a character that cannot be printed"
