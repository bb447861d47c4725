"""A child's rows into a case record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from attrs import frozen

from qaudit.sources.base import Record, Tally
from qaudit.sources.ssda903 import kinds
from qaudit.sources.ssda903.children import Child
from qaudit.sources.ssda903.episodes import Item, put_together, unique_names
from qaudit.sources.ssda903.model import Absence, Episode, Kind, Review, Worker

SYSTEM = "SSDA903 return"
BEFORE_BIRTH = "it is dated before the child's birth"
NO_BIRTH = "no file gives this child's date of birth"


@frozen
class Return:
    """What is the same for all the records of a return.

    Attributes:
        exported_on: the day of the export, YYYY-MM-DD.
        files: kind -> the name of its file.
        coverage: of a record of which nothing was refused.
        lost: kind -> the children of whom a row was refused.
        tally: told of what is odd.
    """

    exported_on: str
    files: Mapping[str, str]
    coverage: Mapping[str, Mapping[str, Any]]
    lost: Mapping[str, Collection[str]]
    tally: Tally

    @cached_property
    def _with_losses(self) -> tuple[Kind, ...]:
        return tuple(kind for kind in kinds.KINDS if self.lost.get(kind.name))

    def has(self, kind: Kind) -> bool:
        return kind.name in self.files

    def lacks(self, kind: Kind, child: Child) -> bool:
        """Whether a row about the child was refused."""
        return child.case_id in self.lost[kind.name]

    def record(self, child: Child) -> Record:
        """The case record of a child. A section whose file is not there is left out."""
        record: Record = {
            "schema_version": "1",
            "case_id": child.case_id,
            "exported_on": self.exported_on,
            "source": {"system": SYSTEM, "extract": ", ".join(self.files)},
            "coverage": {section: dict(says) for section, says in self.coverage.items()},
            "child": self._identity(child),
        }
        if child.born:
            self._look_for_early(child, child.born)
        elif not child.born_unclear:
            self._say_unborn(child)
        if self.has(kinds.EPISODES):
            self._add_care(record, child)
        if self.has(kinds.REVIEWS):
            record["reviews"] = _reviews(child.rows.get(kinds.REVIEWS.name, {}))
        if self.has(kinds.WORKERS):
            record["involvements"] = _involvements(child.rows.get(kinds.WORKERS.name, {}))
        if self.has(kinds.ABSENCES):
            record["missing_episodes"] = _missing(child.rows.get(kinds.ABSENCES.name, {}))
        if self.has(kinds.ADOPTED) or self.has(kinds.TO_BE_PLACED):
            record["adoption"] = self._adoption(child)
        for kind in self._with_losses:
            if self.lacks(kind, child):
                for section in kind.sections:
                    if section in record["coverage"]:
                        record["coverage"][section]["complete"] = False
        return record

    def _note(self, kind: Kind, child: Child, row: Any, what: str) -> None:
        self.tally.note(self.files[kind.name], child.rows[kind.name][row], what)

    def _identity(self, child: Child) -> Item:
        said: Item = {}
        if child.born:
            said["date_of_birth"] = child.born
        if child.identity:
            if child.identity.sex:
                said["sex"] = child.identity.sex
            if child.identity.ethnicity:
                said["ethnicity"] = child.identity.ethnicity
        if self.has(kinds.ASYLUM) and not self.lacks(kinds.ASYLUM, child):
            said["uasc"] = kinds.ASYLUM.name in child.rows
        return said

    def _look_for_early(self, child: Child, born: str) -> None:
        for kind, beginning in _BEGINS:
            for row in child.rows.get(kind.name, ()):
                if getattr(row, beginning) < born:
                    self._note(kind, child, row, BEFORE_BIRTH)

    def _say_unborn(self, child: Child) -> None:
        for kind in kinds.KINDS:
            for line in child.rows.get(kind.name, {}).values():
                self.tally.note(self.files[kind.name], line, NO_BIRTH)
                return

    def _add_care(self, record: Record, child: Child) -> None:
        kind = kinds.EPISODES

        def remark(episode: Episode, what: str) -> None:
            self._note(kind, child, episode, what)

        care = put_together(child.rows.get(kind.name, ()), remark)
        record["placements"] = care.placements
        record["legal_statuses"] = care.legal_statuses
        if care.care_periods is None:
            del record["coverage"]["care_periods"]
        else:
            record["care_periods"] = care.care_periods
        if not care.complete:
            record["coverage"]["placements"]["complete"] = False
        if not care.statuses_complete:
            record["coverage"]["legal_statuses"]["complete"] = False

    def _adoption(self, child: Child) -> list[Item]:
        """The plan and the match. A decision that stands in both files is one."""
        items: dict[str | None, Item] = {}
        for row in child.rows.get(kinds.ADOPTED.name, ()):
            item = items.setdefault(row.decided, {})
            if row.decided:
                item["plan_date"] = row.decided
            if row.matched:
                item["matched_date"] = row.matched
        for row in child.rows.get(kinds.TO_BE_PLACED.name, ()):
            items.setdefault(row.decided, {"plan_date": row.decided})
        return [item for item in items.values() if item]


_BEGINS = (
    (kinds.EPISODES, "start"),
    (kinds.REVIEWS, "date"),
    (kinds.WORKERS, "start"),
    (kinds.ABSENCES, "start"),
)


def _reviews(rows: Collection[Review]) -> list[Item]:
    name = unique_names("R")
    found: list[Item] = []
    for row in sorted(rows, key=lambda row: row.date):
        item = {"review_id": name(row.date), "type": "child_in_care", "date": row.date}
        if row.participation:
            item["participation"] = row.participation
        found.append(item)
    return found


def _involvements(rows: Collection[Worker]) -> list[Item]:
    found: list[Item] = []
    for row in sorted(rows, key=lambda row: row.start):
        item = {"worker_id": row.worker_id, "role": "social_worker", "start_date": row.start}
        if row.end:
            item["end_date"] = row.end
        if row.change_reason:
            item["change_reason"] = row.change_reason
        found.append(item)
    return found


def _missing(rows: Collection[Absence]) -> list[Item]:
    name = unique_names("M")
    found: list[Item] = []
    for row in sorted(rows, key=lambda row: row.start):
        item = {"episode_id": name(row.start), "start_at": _at_midnight(row.start)}
        if row.end:
            item["end_at"] = _at_midnight(row.end)
        found.append(item)
    return found


def _at_midnight(day: str) -> str:
    """A day as a moment, which is what the record asks for and the return does not know.

    `coverage.missing_episodes.without` has "time" to say so. Midnight is that of Greenwich, so
    that the day is the same one whether a reader takes it as British or as universal time.
    """
    return f"{day}T00:00:00+00:00"
