"""Supervisions of a child in the order they were held."""

from __future__ import annotations

from datetime import date

from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import Supervision

Sitting = tuple[date, tuple[Supervision, ...]]
"""A day, and the records of supervision of that day: they are one sitting."""


@once_a_case
def sittings(case: Case) -> tuple[Sitting, ...]:
    """The supervisions by day, in order; those without a date are left out.

    Raises:
        NotExported: supervisions were not exported.
    """
    by_day: dict[date, list[Supervision]] = {}
    for supervision in case.supervisions:
        if supervision.date:
            by_day.setdefault(supervision.date, []).append(supervision)
    return tuple((day, tuple(by_day[day])) for day in sorted(by_day))
