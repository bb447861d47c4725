"""The words in which practice is judged: areas, axes, force and outcomes."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache

from attrs import field, frozen

from qaudit.cases.case import long_date


class Area(StrEnum):
    """An area of practice, in the order of the letters."""

    APR = "APR"
    VIS = "VIS"
    HOM = "HOM"
    PER = "PER"
    SUP = "SUP"
    WRK = "WRK"
    QAO = "QAO"
    HED = "HED"
    PRO = "PRO"
    LVR = "LVR"
    PRF = "PRF"

    @property
    def title(self) -> str:  # type: ignore[override]
        return _TITLES[self]


_TITLES = {
    Area.APR: "Assessments, plans and reviews",
    Area.VIS: "Visits and work with children",
    Area.HOM: "Where children live and the support they get",
    Area.PER: "Permanence",
    Area.SUP: "Management oversight and supervision",
    Area.WRK: "Workforce",
    Area.QAO: "Quality assurance",
    Area.HED: "Health and education",
    Area.PRO: "Help and protection",
    Area.LVR: "Care leavers",
    Area.PRF: "Private fostering",
}


class Axis(StrEnum):
    """What a check measures. Being on time is one thing, being good another."""

    COMPLIANCE = "compliance"
    QUALITY = "quality"


class Force(StrEnum):
    """What a standard rests on; a missed duty and a missed house rule are not the same."""

    STATUTORY = "statutory"
    GUIDANCE = "guidance"
    LOCAL = "local"
    HEURISTIC = "heuristic"


class Outcome(StrEnum):
    """What came of one occasion on which a standard applied."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_DUE = "not_due"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"
    WAIVED = "waived"


@frozen
class Easement:
    """A time in which the law was relaxed. A miss inside it names it."""

    title: str
    first: date
    last: date
    text: str
    areas: frozenset[Area]

    def holds(self, day: date, area: Area) -> bool:
        return self.first <= day <= self.last and area in self.areas

    def __str__(self) -> str:
        return f"{self.text} ({self.title}, {long_date(self.first)} to {long_date(self.last)})"


EASEMENTS = (
    Easement(
        "SI 2020/445",
        date(2020, 4, 24),
        date(2020, 9, 24),
        "many statutory timings were relaxed during the coronavirus pandemic",
        frozenset(Area),
    ),
    Easement(
        "SI 2020/909",
        date(2020, 9, 25),
        date(2021, 9, 30),
        "visits could be by phone or video where coronavirus prevented one in person",
        frozenset({Area.VIS, Area.PRF, Area.LVR}),
    ),
)
"""The Adoption and Children (Coronavirus) (Amendment) Regulations 2020 and their successor."""


@lru_cache(maxsize=1 << 14)
def easement_on(day: date, area: Area) -> Easement | None:
    """The easement in force on a day for the standards of an area, if there was one."""
    return next((found for found in EASEMENTS if found.holds(day, area)), None)


@frozen(kw_only=True)
class Validity:
    """The days whose events a standard applies to: from the first, up to and with the last."""

    first: date | None = field(default=None)
    last: date | None = field(default=None)

    def why_not(self, day: date) -> str | None:
        """Why the standard does not apply to an event of a day, if it does not."""
        if self.first and day < self.first:
            return f"the standard came into force on {long_date(self.first)}"
        if self.last and day > self.last:
            return f"the standard ended on {long_date(self.last)}"
        return None
