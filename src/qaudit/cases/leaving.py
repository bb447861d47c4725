"""When a child in care becomes eligible for help with leaving it: what follows from a case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from qaudit.cases.calendar import Duration, birthday
from qaudit.cases.care import PeriodOfCare, Span, periods_of_care
from qaudit.cases.case import Case
from qaudit.cases.orders import spans_under
from qaudit.cases.status import without

SHORT_BREAKS = frozenset({"V3", "V4"})
"""Legal statuses (SSDA903) in which nobody becomes eligible (SI 2010/959 reg 40(2))."""


@frozen(kw_only=True)
class Qualifying:
    """What makes a child in care eligible: paragraph 19B of schedule 2, SI 2010/959 reg 40.

    Attributes:
        in_care: so long in care in all,
        since_age: since this age, in years,
        from_age: and in care at this age or later.
    """

    in_care: Duration = Duration.parse("13 weeks")
    since_age: int = 14
    from_age: int = 16


@frozen
class Eligible:
    """Since when a child is, or was, eligible.

    Attributes:
        since: the day, as far as time in care is in the record.
        perhaps_since: an earlier day, where not all of that time is known; else the same.
        period: the period of care that `since` is in.
    """

    since: date
    perhaps_since: date
    period: PeriodOfCare


def eligible(case: Case, born: date, rule: Qualifying) -> Eligible | None:
    """Since when a child is eligible, or will be; None where the record shows no such day.

    Raises:
        NotExported: neither care periods nor placements were exported.
    """
    age_reached = birthday(born, rule.from_age)
    days = 0
    for period, span in _counted(case, birthday(born, rule.since_age)):
        enough = rule.in_care.after(span.start) - timedelta(days)
        since = max(span.start, enough, age_reached)
        if span.holds(since):
            whole = case_shows_all_care(case, birthday(born, rule.since_age), since)
            return Eligible(since, since if whole else age_reached, period)
        assert span.end is not None
        days += (span.end - span.start).days
    return None


def case_shows_all_care(case: Case, first: date, last: date) -> bool:
    """Whether all time in care between two days is in the record."""
    section = "care_periods" if case.exports("care_periods") else "placements"
    if case.why_unseen(section, first, min(last, case.exported_on)):
        return False
    return all(period.entry_seen for period in periods_of_care(case) if period.span.start > first)


def _counted(case: Case, first: date) -> Iterator[tuple[PeriodOfCare, Span]]:
    """The time in care that counts, from a day on and without short breaks, in order."""
    breaks = spans_under(case, SHORT_BREAKS) if case.exports("legal_statuses") else []
    for period in periods_of_care(case):
        span = period.span.overlap(Span(first))
        for part in without(span, breaks) if span else ():
            yield period, part
