"""The SSDA903 return as a source of case records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from qaudit.sources.base import Reading, Record, Tally
from qaudit.sources.dates import Dates
from qaudit.sources.ssda903 import coverage, kinds
from qaudit.sources.ssda903.children import Children
from qaudit.sources.ssda903.folder import Found, survey
from qaudit.sources.ssda903.records import Return
from qaudit.sources.ssda903.rows import File
from qaudit.sources.tables import Table, open_table


class SSDA903:
    """The CSV files of the yearly return on children looked after in England."""

    name = "ssda903"
    summary = "the CSV files of an SSDA903 return (children looked after in England)"

    def read(self, folder: Path, *, exported_on: date, covers_from: date | None = None) -> Reading:
        """The case records of a return, in the order of its header.

        Args:
            folder: where the CSV files lie. A file is known by its headings; one that is not
                there is a section that was not exported.
            exported_on: the day of the export. What is dated after it cannot be known and is
                refused.
            covers_from: the first day of the return's first year. Without it, the earliest
                review or end of an episode shows the year.

        Raises:
            NotADirectoryError: there is no such folder.
        """
        if not folder.is_dir():
            raise NotADirectoryError(f"{folder} is not a folder")

        def records(tally: Tally) -> Iterator[Record]:
            return _records(folder, Dates(exported_on), covers_from, tally)

        return Reading(records)


def _records(
    folder: Path, dates: Dates, covers_from: date | None, tally: Tally
) -> Iterator[Record]:
    found = survey(folder, tally)
    children = Children()
    lost: dict[str, set[str]] = {}
    for each in found:
        _say_what_is_left_out(each, tally)
        lost[each.kind.name] = _read_file(each, dates, children, tally)
    tally.covers |= coverage.begins(found, children, covers_from)
    whole = Return(
        dates.exported_on,
        {each.kind.name: each.path.name for each in found},
        coverage.stated(found, tally.covers),
        lost,
        tally,
    )
    for child in children:
        if child.is_known:
            yield whole.record(child)


def _read_file(found: Found, dates: Dates, children: Children, tally: Tally) -> set[str]:
    """Give a file's rows to the children; who lost one because it was refused."""
    with open_table(found.path) as stream:
        sums = tally.opens(found.path.name, found.kind.name)
        file = File(found.path.name, found.kind, Table(stream), dates, tally, sums)
        if found.kind is kinds.HEADER:
            children.take_header(file)
        else:
            children.take(file)
    if not sums.read:
        tally.note(found.path.name, 1, "it has headings and no rows: exported, and there is none")
    return file.lost


def _say_what_is_left_out(found: Found, tally: Tally) -> None:
    read = {column.heading for column in found.kind.columns}
    for heading in found.headings:
        if heading in found.kind.left_out:
            tally.leaves_out(found.path.name, heading, found.kind.left_out[heading])
        elif heading not in read:
            shown = heading if heading.isprintable() and len(heading) <= 40 else "(unnamed)"
            tally.leaves_out(found.path.name, shown or "(unnamed)", "not a column of the return")
