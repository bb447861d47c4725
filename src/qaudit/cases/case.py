"""One child's case as it stood on the day it is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any, Generic, TypeVar, overload

from attrs import frozen

from qaudit.cases import model
from qaudit.cases.calendar import long_date
from qaudit.cases.items import make_item, make_items
from qaudit.cases.model import Child, Item

__all__ = (
    "Case",
    "Coverage",
    "NotExported",
    "Section",
    "in_words",
    "long_date",
    "once_a_case",
)

T = TypeVar("T", bound=Item)
R = TypeVar("R")


class NotExported(Exception):
    """A section was asked for that is not in the record: nothing may be read into that."""

    def __init__(self, section: str) -> None:
        super().__init__(f"{in_words(section)} not exported")
        self.section = section


def in_words(section: str) -> str:
    """A section's name as a person says it."""
    return {
        "iro_activity": "reviewing officer's activity",
        "section_47_enquiries": "section 47 enquiries",
        "oversight": "management oversight",
        "adoption": "adoption record",
    }.get(section, section.replace("_", " "))


@frozen
class Coverage:
    """What the export of a section covers.

    Attributes:
        start: the first day known; None: all of the past.
        complete: False: what is not there may be there all the same.
        without: the fields that the exporting system cannot give.
    """

    start: date | None = None
    complete: bool = True
    without: frozenset[str] = frozenset()

    @classmethod
    def read(cls, stated: Mapping[str, Any]) -> Coverage:
        """Read what a record states of a section."""
        start = stated.get("from")
        return cls(
            date.fromisoformat(start) if start else None,
            stated.get("complete") is not False,
            frozenset(stated.get("without") or ()),
        )


_EVERYTHING = Coverage()


class Section(Generic[T]):
    """A section of a case: its items in the record's order.

    Asking for one that was not exported raises `NotExported`, so that no check can take a
    missing section for an empty one.
    """

    def __init__(self, kind: type[T]) -> None:
        self.kind = kind

    def __set_name__(self, owner: type[Case], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, case: None, owner: type[Case]) -> Section[T]: ...
    @overload
    def __get__(self, case: Case, owner: type[Case]) -> tuple[T, ...]: ...
    def __get__(self, case: Case | None, owner: type[Case]) -> Section[T] | tuple[T, ...]:
        if case is None:
            return self
        made: tuple[T, ...] | None = case._derived.get(self.name)
        return case._made(self.name, self.kind) if made is None else made


@frozen(init=False, eq=False)
class Case:
    """A child's case, read from a valid record. It cannot be changed, nor can what it holds.

    Attributes:
        case_id: the council's id or a pseudonym.
        exported_on: the day of the export; the record knows nothing later.
        as_at: the day as at which the case is judged.
        known_until: the last day that counts: `as_at`, or the export's if that was before.
        child: the child.
    """

    legal_statuses = Section(model.LegalStatus)
    court_proceedings = Section(model.CourtProceedings)
    care_periods = Section(model.CarePeriod)
    placements = Section(model.Placement)
    involvements = Section(model.Involvement)
    referrals = Section(model.Referral)
    section_47_enquiries = Section(model.Section47Enquiry)
    assessments = Section(model.Assessment)
    plans = Section(model.Plan)
    reviews = Section(model.Review)
    visits = Section(model.Visit)
    supervisions = Section(model.Supervision)
    oversight = Section(model.Oversight)
    iro_activity = Section(model.IroActivity)
    health_assessments = Section(model.HealthAssessment)
    education_plans = Section(model.EducationPlan)
    missing_episodes = Section(model.MissingEpisode)
    direct_work = Section(model.DirectWork)
    care_leaving = Section(model.CareLeaving)
    private_fostering = Section(model.PrivateFostering)
    police_custody = Section(model.PoliceCustody)
    adoption = Section(model.Adoption)
    documents = Section(model.Document)
    audits = Section(model.AuditRecord)

    case_id: str
    exported_on: date
    as_at: date
    known_until: date
    child: Child
    _record: Mapping[str, Any]
    _coverage: Mapping[str, Coverage]
    _derived: dict[object, Any]

    def __init__(self, record: Mapping[str, Any], as_at: date | None = None) -> None:
        """Read a valid record, as at a day (by default the day of its export)."""
        exported_on = date.fromisoformat(record["exported_on"])
        as_at = as_at or exported_on
        child = make_item(Child, record["child"], "/child", as_at)
        assert isinstance(child, Child)
        stated = record.get("coverage") or {}
        self.__attrs_init__(
            case_id=record["case_id"],
            exported_on=exported_on,
            as_at=as_at,
            known_until=min(as_at, exported_on),
            child=child,
            record=record,
            coverage={name: Coverage.read(entry) for name, entry in stated.items() if entry},
            derived={},
        )

    def exports(self, section: str) -> bool:
        """Whether a section was exported, be it with nothing in it."""
        return self._record.get(section) is not None

    def coverage(self, section: str) -> Coverage:
        """What the export of a section covers: all of it, where the record does not say."""
        return self._coverage.get(section, _EVERYTHING)

    def why_unseen(self, section: str, first: date, last: date) -> str | None:
        """Why an absence between two days cannot be told from a gap in the export, if it cannot.

        None means that what is not in the record did not happen. Raises nothing for a section
        that was not exported: that, too, is a reason.
        """
        # As `exports` and `coverage`, which this is too often asked to be called for.
        if self._record.get(section) is None:
            return f"{in_words(section)} not exported"
        covered = self._coverage.get(section, _EVERYTHING)
        if not covered.complete:
            return f"the export of {in_words(section)} is not complete"
        if covered.start and first < covered.start:
            return f"{in_words(section)} known only from {long_date(covered.start)}"
        if last > self.exported_on:
            return f"the record ends on {long_date(self.exported_on)}"
        return None

    def _made(self, section: str, kind: type[T]) -> tuple[T, ...]:
        entries = self._record.get(section)
        if entries is None:
            raise NotExported(section)
        items = self._derived[section] = make_items(kind, entries, f"/{section}", self.as_at)
        return items


def once_a_case(derive: Callable[[Case], R]) -> Callable[[Case], R]:
    """What is derived from a case is worked out once, however many checks ask for it."""

    @wraps(derive)
    def remembered(case: Case) -> R:
        known = case._derived
        if derive not in known:
            known[derive] = derive(case)
        result: R = known[derive]
        return result

    return remembered
