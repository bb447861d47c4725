"""How a file of the return is described, and how its rows are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from attrs import frozen

Cell = str | None


@frozen(kw_only=True)
class Column:
    """A column that is read.

    Attributes:
        heading: as the return has it.
        codes: what is written -> what is carried; None: not a code.
        dated: whether it is a date.
        must: whether a row where it is blank or cannot be read is refused whole. If not, the
            row is carried without it.
        ends: whether it is the end of the kind's `interval`. It may be blank; the row is refused
            where it cannot be read, since without it what has ended would look open.
        field: the record's field that a return without this column cannot give; empty: it would
            not be missed. None: the file cannot be used without the column.
    """

    heading: str
    codes: Mapping[str, str] | None = None
    dated: bool = False
    must: bool = False
    ends: bool = False
    field: str | None = None


@frozen(kw_only=True)
class Kind:
    """A file of the return.

    Attributes:
        name: what this is called here and in messages.
        usual: the names it usually has, small letters and digits only.
        row: how its rows are kept, a tuple with a field for each column after CHILD and DOB, in
            their order; None: it has no place in a record.
        columns: what is read, CHILD first, DOB second where the file has it.
        left_out: heading -> why it is not carried.
        sections: the sections of the record it fills, the one its rows become first.
        without: the fields of that section that no return can give.
        interval: the headings of a beginning, its end, and what is void without the end.
        why_no_row: why nothing of it is carried, where `row` is None.
        leaves_out: why a row of it is not carried, or "".
    """

    name: str
    usual: frozenset[str]
    row: type[Any] | None = None
    columns: tuple[Column, ...]
    left_out: Mapping[str, str]
    sections: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    interval: tuple[str, str, tuple[str, ...]] | None = None
    why_no_row: str = ""
    leaves_out: Callable[[Any], str] | None = None

    @property
    def has_date_of_birth(self) -> bool:
        return len(self.columns) > 1 and self.columns[1].heading == "DOB"

    @property
    def needed(self) -> frozenset[str]:
        """The headings without which the file cannot be used."""
        return frozenset(column.heading for column in self.columns if column.field is None)

    @property
    def headings(self) -> frozenset[str]:
        return frozenset(column.heading for column in self.columns) | self.left_out.keys()


class ChildRow(NamedTuple):
    sex: Cell
    ethnicity: Cell


class AsylumRow(NamedTuple):
    """An unaccompanied child: that there is a row says it all."""


class Episode(NamedTuple):
    start: str
    reason: Cell
    legal_status: Cell
    placement_type: Cell
    provider: Cell
    end: Cell
    ceased: Cell
    change_reason: Cell
    urn: Cell
    postcode: Cell


class Review(NamedTuple):
    date: str
    participation: Cell


class Worker(NamedTuple):
    worker_id: str
    start: str
    end: Cell
    change_reason: Cell


class Absence(NamedTuple):
    absence: str
    start: str
    end: Cell


class Adopted(NamedTuple):
    decided: Cell
    matched: Cell


class ToBePlaced(NamedTuple):
    decided: str
    reversed: Cell
