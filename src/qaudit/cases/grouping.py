"""The groups that a child belongs to on the audit date: team, placement, age, ethnicity, ...

Groups are of children, never of one worker: nothing that names a person can be grouped by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_type_hints

from attrs import field, frozen

from qaudit.cases.calendar import age_on
from qaudit.cases.care import TEMPORARY_TYPES, span_of
from qaudit.cases.case import Case
from qaudit.cases.codes import ETHNICITIES, LEGAL_STATUSES, PLACEMENTS, in_plain_words
from qaudit.cases.model import SECTIONS, Child, Item
from qaudit.cases.workers import ABSENCE_COVER

NOT_RECORDED = "not recorded"

AGE_BANDS = (1, 5, 10, 16, 18)
"""The first age of each band after the first, as the Department for Education publishes them."""

FEWEST = 10
"""A group of fewer children is too small to speak of, unless a setting says otherwise."""

CHILD = "child"


@frozen(kw_only=True)
class Groups:
    """What children are grouped by.

    Attributes:
        by: names of what is in `GROUPINGS`.
        fields: fields of the record, as `SECTION.FIELD` or `child.FIELD`, by a name.
        age_bands: the first age of each band after the first, rising.
        fewest: children that a group must have to be spoken of.
    """

    by: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(factory=dict)
    age_bands: tuple[int, ...] = AGE_BANDS
    fewest: int = FEWEST

    def of(self, case: Case) -> dict[str, str]:
        """The group the child is in, by the name of what is grouped by."""
        built_in = {name: GROUPINGS[name](case, self) for name in self.by}
        return built_in | {name: _of_field(case, path) for name, path in self.fields.items()}


def team(case: Case, _: Groups) -> str:
    """Of the allocated social worker; of absence cover where there is nobody else."""
    if _unseen(case, "involvements"):
        return NOT_RECORDED
    workers = [one for one in _in_force(case, "involvements") if one.role == "social_worker"]
    allocated = [one for one in workers if one.change_reason != ABSENCE_COVER] or workers
    if not allocated:
        return "no social worker"
    return _one_of([one.team for one in allocated], "more than one team")


def placement_type(case: Case, _: Groups) -> str:
    """Of the present placement; a temporary absence does not end the one it interrupts."""
    if _unseen(case, "placements"):
        return NOT_RECORDED
    rows = _in_force(case, "placements")
    lasting = [row for row in rows if row.placement_type not in TEMPORARY_TYPES] or rows
    if not lasting:
        return "not in a placement"
    said = [in_plain_words(row.placement_type, PLACEMENTS) for row in lasting]
    return _one_of(said, "more than one placement")


def legal_status(case: Case, _: Groups) -> str:
    """The legal status in force."""
    if _unseen(case, "legal_statuses"):
        return NOT_RECORDED
    rows = _in_force(case, "legal_statuses")
    if not rows:
        return "no legal status"
    said = [in_plain_words(row.legal_status, LEGAL_STATUSES) for row in rows]
    return _one_of(said, "more than one legal status")


def age(case: Case, groups: Groups) -> str:
    """In bands: "under 1", "1 to 4", ... "18 or over"."""
    born = case.child.date_of_birth
    if born is None:
        return "not yet born" if case.child.expected_date_of_birth else NOT_RECORDED
    years = age_on(born, case.known_until)
    first = 0
    for following in groups.age_bands:
        if years < following:
            last = following - 1
            if first == 0:
                return f"under {following}"
            return f"{first}" if first == last else f"{first} to {last}"
        first = following
    return f"{first} or over"


def ethnicity(case: Case, _: Groups) -> str:
    """The main group of the census, by the beginning of the code.

    Source: the Department for Education's common basic data set (codes) and the groups of the
    2021 census of England and Wales.
    """
    code = case.child.ethnicity or ""
    if code == "REFU":
        return "declined to say"
    if code == "NOBT":
        return NOT_RECORDED
    return _MAIN_GROUPS.get(code[:1], NOT_RECORDED if not code else "a code that is not in its set")


_MAIN_GROUPS = {
    "W": "White",
    "M": "Mixed or multiple",
    "A": "Asian or Asian British",
    "C": "Asian or Asian British",
    "B": "Black or Black British",
    "O": "other ethnic group",
}
"""Chinese (C) counts with Asian since the census of 2011."""


def ethnicity_code(case: Case, _: Groups) -> str:
    """The code, in words."""
    return in_plain_words(case.child.ethnicity, ETHNICITIES)


def sex(case: Case, _: Groups) -> str:
    """As it is recorded."""
    return {"M": "male", "F": "female"}.get(case.child.sex or "", NOT_RECORDED)


def disability(case: Case, _: Groups) -> str:
    """Whether one is recorded; NONE is the code for none (children in need census)."""
    codes = case.child.disabilities
    if codes is None:
        return NOT_RECORDED
    return "disabled" if set(codes) - {"NONE", ""} else "not disabled"


GROUPINGS: Mapping[str, Callable[[Case, Groups], str]] = {
    grouping.__name__: grouping
    for grouping in (
        team,
        placement_type,
        legal_status,
        age,
        ethnicity,
        ethnicity_code,
        sex,
        disability,
    )
}
"""What can be grouped by without further ado, by name."""


def why_no_field(path: str) -> str | None:
    """Why children cannot be grouped by a field of the record; None where they can."""
    section, _, name = path.partition(".")
    kinds = groupable()
    if section not in kinds:
        return f"there is no {section!r} to group by; there are {', '.join(kinds)}"
    if name not in kinds[section]:
        return (
            f"there is no {path!r} to group by; of {section} there are {', '.join(kinds[section])}"
        )
    return None


def groupable() -> dict[str, list[str]]:
    """The fields that can be grouped by, by section: those of the child, and of what lasts.

    A section whose items happen on a day has none in force. Ids name one person or thing, and
    text is no group.
    """
    found = {CHILD: _fields(Child)}
    for section, kind in SECTIONS.items():
        if {"start_date", "end_date"} <= set(get_type_hints(kind)):
            found[section] = _fields(kind)
    return {section: names for section, names in found.items() if names}


def _fields(kind: type[Item]) -> list[str]:
    return [
        name
        for name, hint in get_type_hints(kind).items()
        if hint in (str | None, bool | None) and not name.endswith("_id") and name != "contingency"
    ]


def _of_field(case: Case, path: str) -> str:
    section, _, name = path.partition(".")
    if section == CHILD:
        return _said(getattr(case.child, name))
    if _unseen(case, section):
        return NOT_RECORDED
    values = [_said(getattr(item, name)) for item in _in_force(case, section)]
    return _one_of(values, "more than one") if values else "none"


def _said(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (value or "").strip() or NOT_RECORDED


def _in_force(case: Case, section: str) -> list[Any]:
    """The items of a section that have begun by the audit date and not ended."""
    items: Iterable[Any] = getattr(case, section)
    day = case.known_until
    return [item for item in items if (span := span_of(item)) and span.holds(day)]


def _unseen(case: Case, section: str) -> bool:
    """Whether nothing may be read into a section that has nothing in force."""
    if not case.exports(section):
        return True
    day = case.known_until
    return not _in_force(case, section) and bool(case.why_unseen(section, day, day))


def _one_of(values: Iterable[str | None], several: str) -> str:
    """The one value that there is; what is not recorded stands beside none that is."""
    known = {value.strip() for value in values if value and value.strip()} - {NOT_RECORDED}
    if len(known) > 1:
        return several
    return known.pop() if known else NOT_RECORDED
