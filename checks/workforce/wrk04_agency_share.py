"""How many of the social workers are agency staff is known.

What it looks at:
    The social workers allocated to the children of this audit, each child on the day as at
    which the case is judged, and whether they are agency staff.

Why it matters to the child:
    Agency staff may be excellent, and may leave within a week. Where many are, a child is more
    likely to lose the worker.

The standard:
    No law sets a share, and no check judges it: it is shown with every child who has a social
    worker, and not graded. It is about the service, never about a worker. Each worker counts
    once, however many children. Those of whom it is not recorded are left out, and how many they
    are is shown.

Met:
    Nothing is: of four social workers, one is agency staff, and 25% is shown.

Not met:
    Nothing is: of four social workers, three are agency staff, and 75% is shown.

What it cannot see:
    How long agency staff stay. Workers with no child in this audit, and those without an id.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from qaudit.cases.care import span_of
from qaudit.cases.case import Case
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Measure, not_applicable
from qaudit.checking.standards import Area, Axis, Force
from qaudit.checking.survey import Survey
from qaudit.checking.wording import Wording

AgencyByWorker = dict[str, bool | None]
"""Whether each of some workers is agency staff; None: not recorded."""


@define
class Staff:
    """The social workers of all cases, and those of each."""

    by_case: dict[str, AgencyByWorker] = field(factory=dict)
    agency: AgencyByWorker = field(factory=dict)

    def add(self, case_id: str, collected: AgencyByWorker) -> None:
        self.by_case[case_id] = collected
        for worker, agency in collected.items():
            if self.agency.get(worker) is None:
                self.agency[worker] = agency

    def conclude(self) -> Staff:
        return self


def collect(case: Case, _settings: object) -> AgencyByWorker:
    """A child's social workers on the day as at which the case is judged."""
    rows = case.involvements if case.exports("involvements") else ()
    return {
        row.worker_id: row.agency
        for row in rows
        if row.role == "social_worker"
        and row.worker_id
        and (span := span_of(row))
        and span.holds(case.known_until)
    }


STAFF = Survey(name="staff", collect=collect, start=lambda _settings: Staff())


@check(
    "WRK04",
    "agency-share",
    area=Area.WRK,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="a measure: no law and no guidance sets a share",
    needs=("involvements",),
    survey=STAFF,
    wording=Wording(
        counted="children",
        met="have a social worker who is permanently employed",
        effect="their social worker may be gone sooner",
    ),
)
def agency_share(staff: Staff, _settings: object) -> Iterator[tuple[str, Finding]]:
    known = [agency for agency in staff.agency.values() if agency is not None]
    unknown = len(staff.agency) - len(known)
    for case_id, workers in staff.by_case.items():
        if workers and known:
            share = round(100 * sum(known) / len(known), 1)
            yield case_id, Measure(name="agency_share", value=share, unit="% of social workers")
        if workers:
            unit = "social workers"
            yield case_id, Measure(name="agency_not_recorded", value=unknown, unit=unit)
        yield case_id, not_applicable("shown as a number, and not graded")
