"""Visits as they count: at which the child was seen, of which type, once a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from qaudit.cases.calendar import age_on
from qaudit.cases.care import Span, periods_of_care
from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import Visit

IN_CARE = frozenset({"child_in_care", "duty"})
"""The visits that count for a child in care (CPR regulation 28)."""
PROTECTION = frozenset({"child_protection"})
IN_NEED = frozenset({"child_in_need", "child_protection"})
PRIVATE_FOSTERING = frozenset({"private_fostering"})
PERSONAL_ADVISER = frozenset({"personal_advisor"})


def child_was_seen(visit: Visit) -> bool | None:
    """Whether a visit was one at which the child was seen; None where the record is silent."""
    if visit.successful is None:
        return True if visit.seen else None
    return visit.successful and visit.seen is not False


@frozen
class VisitsThatCount:
    """The visits of some types at which the child was seen, one for each day.

    Attributes:
        days: on which there was one, in order.
        by_day: those visits; on a day with several, one that is no duty visit goes first.
        unsure: the days of visits that count if they were of such a type and successful.
        repeated: visits left out because another of the same type was on that day.
    """

    days: tuple[date, ...]
    by_day: dict[date, Visit]
    unsure: tuple[date, ...]
    repeated: tuple[Visit, ...]

    def during(self, span: Span) -> list[Visit]:
        """Those in a span, in order; the day it ended counts for it."""
        return [self.by_day[day] for day in span.days_of(self.days)]


def visits_that_count(case: Case, kinds: frozenset[str]) -> VisitsThatCount:
    """The visits of some types that count.

    Raises:
        NotExported: visits were not exported.
    """
    known = _counted(case)
    if kinds not in known:
        known[kinds] = _count(case.visits, kinds)
    return known[kinds]


@once_a_case
def _counted(_case: Case) -> dict[frozenset[str], VisitsThatCount]:
    return {}


def _count(visits: Iterable[Visit], kinds: frozenset[str]) -> VisitsThatCount:
    counted: dict[date, Visit] = {}
    unsure: list[date] = []
    repeated = []
    for visit in sorted(visits, key=lambda visit: (visit.date or date.min, visit.type == "duty")):
        seen = child_was_seen(visit)
        if visit.date is None or seen is False or (visit.type and visit.type not in kinds):
            continue
        if seen is None or visit.type is None:
            unsure.append(visit.date)
        elif visit.date not in counted:
            counted[visit.date] = visit
        elif counted[visit.date].type == visit.type:
            repeated.append(visit)
    return VisitsThatCount(tuple(counted), counted, tuple(unsure), tuple(repeated))


@once_a_case
def visits_in_care(case: Case) -> list[tuple[date, Visit]]:
    """The visits to a child in care, with their days: such by type, or duty visits in that time.

    Raises:
        NotExported: visits were not exported.
    """
    return [
        (visit.date, visit)
        for visit in case.visits
        if visit.date
        and (
            visit.type == "child_in_care"
            or (visit.type == "duty" and _may_be_in_care(case, visit.date))
        )
    ]


def _may_be_in_care(case: Case, day: date) -> bool:
    """Whether a day is in a period of care, the day it ended with it, as far as is known."""
    if case.why_unseen("care_periods", day, day):
        return True
    spans = [period.span for period in periods_of_care(case)]
    return any(span.start <= day and (span.end is None or day <= span.end) for span in spans)


def understands(case: Case, day: date, from_age: int) -> bool | None:
    """Whether the child is of an age and understanding to be spoken to in private.

    What the record says of the child's understanding decides over the age; None where it says
    nothing of either.
    """
    if case.child.understanding:
        return case.child.understanding == "sufficient"
    born = case.child.date_of_birth
    return age_on(born, day) >= from_age if born else None


NO_REASON = frozenset({"", "-", "n/a", "na", "none", "nil", "not applicable", "not recorded"})


def reason_given(text: str | None) -> bool:
    """Whether a reason says anything: blanks and "n/a" do not."""
    return text is not None and text.strip().strip(".").casefold() not in NO_REASON
