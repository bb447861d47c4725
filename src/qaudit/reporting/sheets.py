"""Sheets of a workbook, written from top to bottom: heads, cells, filters, colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import define, field

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
"""What a sheet and a cell of Excel can hold."""

COLOURS = {
    "outstanding": ("#0F4C81", "#D6E8F7"),
    "good": ("#005A30", "#CCE2D8"),
    "met": ("#005A30", "#CCE2D8"),
    "requires improvement": ("#6B3F00", "#FDE8C4"),
    "cannot tell": ("#484F54", "#ECEDED"),
    "error": ("#6B3F00", "#FDE8C4"),
    "waived": ("#484F54", "#ECEDED"),
    "inadequate": ("#8A1C12", "#F6D7D2"),
    "not met": ("#8A1C12", "#F6D7D2"),
    "not enough evidence": ("#484F54", "#ECEDED"),
}
"""The ink and the paper of a grade or an outcome, which stands in words as well."""

Column = tuple[str, int]
"""A heading and how many characters wide the column is."""


class Share(float):
    """A number that is shown in per cent."""


def formats_of(book: Workbook) -> dict[str, Format]:
    made = {
        "head": book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"valign": "top", "num_format": "#,##0"}),
        "share": book.add_format({"valign": "top", "num_format": "0%"}),
        "day": book.add_format({"valign": "top", "num_format": "d mmm yyyy"}),
    }
    for name, (ink, paper) in COLOURS.items():
        made[name] = book.add_format({"font_color": ink, "bg_color": paper})
    return made


@define
class Sheet:
    """A sheet whose rows are written from top to bottom."""

    _sheet: Worksheet
    _formats: dict[str, Format]
    _columns: Sequence[Column]
    heads: bool = True
    rows: int = 0

    def __attrs_post_init__(self) -> None:
        for number, (_, width) in enumerate(self._columns):
            self._sheet.set_column(number, number, width)
        if self.heads:
            for number, (title, _) in enumerate(self._columns):
                self._sheet.write_string(0, number, title, self._formats["head"])
            self._sheet.freeze_panes(1, 1)
            self.rows = 1

    def write(self, values: Iterable[Any]) -> None:
        for column, value in enumerate(values):
            self._write(column, value)
        self.rows += 1

    def _write(self, column: int, value: Any) -> None:
        sheet, row = self._sheet, self.rows
        match value:
            case None:
                pass
            case Share():
                sheet.write_number(row, column, float(value), self._formats["share"])
            case int() | float():
                sheet.write_number(row, column, value, self._formats["number"])
            case date() if value.year >= FIRST_YEAR:
                sheet.write_datetime(row, column, value, self._formats["day"])
            case date():
                sheet.write_string(row, column, value.isoformat(), self._formats["text"])
            case _:
                sheet.write_string(row, column, _cut(str(value)), self._formats["text"])

    def close(self, *, filters: bool = True) -> None:
        last = max(self.rows - 1, 1)
        if filters:
            self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        for name in COLOURS:
            about = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{name}"',
                "format": self._formats[name],
            }
            self._sheet.conditional_format(0, 0, last, len(self._columns) - 1, about)


FIRST_YEAR = 1900
"""Excel knows no earlier day."""


@define
class Sheets:
    """A table that goes on on another sheet where one is full."""

    _book: Workbook
    _formats: dict[str, Format]
    _title: str
    _columns: Sequence[Column]
    _sheets: list[Sheet] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self._add()

    def write(self, values: Iterable[Any]) -> None:
        if self._sheets[-1].rows == MOST_ROWS:
            self._add()
        self._sheets[-1].write(values)

    def _add(self) -> None:
        number = len(self._sheets) + 1
        title = self._title if number == 1 else f"{self._title} {number}"
        sheet = self._book.add_worksheet(title)
        self._sheets.append(Sheet(sheet, self._formats, self._columns))

    def close(self) -> None:
        for sheet in self._sheets:
            sheet.close()


def _cut(text: str) -> str:
    """A text that fits into a cell; one that is cut says so."""
    if len(text) <= MOST_CHARACTERS:
        return text
    note = f" [cut: {len(text):,} characters in all]"
    return text[: MOST_CHARACTERS - len(note)] + note
