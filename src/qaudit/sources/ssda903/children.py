"""The children of a return: who each is, and the rows that are about them.

A return need not be sorted by child, so the rows are kept, as small as they can be, until
all files have been read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define, field

from qaudit.sources.ssda903.model import Cell, ChildRow
from qaudit.sources.ssda903.rows import File

SAME_ROW = "the same row stands there more than once"


@define
class Child:
    """A child and its rows.

    Attributes:
        case_id: as the return has it.
        born: the date of birth; None where no file gives it, or the files do not agree.
        identity: the child's row in the header.
        header_line: where that is; None: the header has no row for the child that can be used.
        contradicted: whether the header has rows for the child that do not agree.
        born_unclear: whether the other files do not agree, and the header does not settle it.
        met: whether a file other than the header has a row about the child.
        rows: kind -> row -> the line it stands in.
    """

    case_id: str
    born: Cell = None
    identity: ChildRow | None = None
    header_line: int | None = None
    contradicted: bool = False
    born_unclear: bool = False
    met: bool = False
    rows: dict[str, dict[Any, int]] = field(factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether any row about the child could be read."""
        return self.met or self.header_line is not None


class Children:
    """All children of a return, in the order in which they are first met."""

    def __init__(self) -> None:
        self._known: dict[str, Child] = {}

    def __iter__(self) -> Iterator[Child]:
        return iter(self._known.values())

    def take_header(self, file: File) -> None:
        """Read the header, which settles who each child is.

        Two rows for a child that say the same are one. If they do not agree, nobody can tell
        which is right, and both are refused.
        """
        for line, (case_id, born, *rest) in file:
            identity = ChildRow(*rest)
            child = self._child(case_id)
            if child.contradicted:
                self._refuse_header(file, line, child)
            elif child.header_line is None:
                child.identity, child.born, child.header_line = identity, born, line
                file.sums.carried += 1
            elif (child.identity, child.born) == (identity, born):
                file.sums.left_out[SAME_ROW] += 1
            else:
                file.sums.carried -= 1
                self._refuse_header(file, child.header_line, child)
                self._refuse_header(file, line, child)
                child.identity, child.born, child.header_line = None, None, None
                child.contradicted = True

    @staticmethod
    def _refuse_header(file: File, line: int, child: Child) -> None:
        reason = "another row for the same child does not agree with this one"
        file.refuse(line, child.case_id, [("", reason)])

    def take(self, file: File) -> None:
        """Read a file other than the header, and give its rows to their children."""
        kind = file.kind
        make = kind.row
        first = 2 if kind.has_date_of_birth else 1
        for line, said in file:
            child = self._child(said[0])
            born = said[1] if first == 2 else None
            if born and born != child.born and not self._agrees(file, line, child, born):
                continue
            child.met = True
            if make is None:
                file.sums.left_out[kind.why_no_row] += 1
                continue
            kept = child.rows.setdefault(kind.name, {})
            values = make._make(said[first:])
            if kind.leaves_out and (why := kind.leaves_out(values)):
                file.sums.left_out[why] += 1
            elif values in kept:
                file.sums.left_out[SAME_ROW] += 1
            else:
                kept[values] = line
                file.sums.carried += 1

    @staticmethod
    def _agrees(file: File, line: int, child: Child, born: str) -> bool:
        """Whether a row with another date of birth than the child's so far is the child's.

        Against the header it is not. Where the header does not settle it, the first date that
        is met holds until another contradicts it; then the child has none.
        """
        if child.header_line is not None:
            reason = "is not the date of birth that the header gives for this child"
            file.refuse(line, child.case_id, [("DOB", reason)])
            return False
        if child.born is None and not child.born_unclear:
            child.born = born
            file.note(line, "the header does not settle who this child is")
            return True
        child.born, child.born_unclear = None, True
        reason = "the files do not agree on this child's date of birth, and the header is silent"
        file.refuse_cell(line, "DOB", reason)
        return True

    def _child(self, case_id: str) -> Child:
        child = self._known.get(case_id)
        if child is None:
            child = self._known[case_id] = Child(case_id)
        return child
