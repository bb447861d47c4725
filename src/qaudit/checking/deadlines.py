"""Was something done in the time a standard gives? One answer, the same in every check.

- Done inside the window: met, whatever else the export lacks.
- Nothing done, and the last day has not passed at the audit date: not due.
- Nothing seen, but the export does not cover the whole window: cannot tell.
- Otherwise: not met, done late or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from attrs import frozen

from qaudit.cases.case import Case, long_date
from qaudit.checking.standards import Outcome

Doing = TypeVar("Doing")


@frozen
class Verdict:
    """What came of a window.

    Attributes:
        outcome: met, not_met, not_due or cannot_tell.
        done: the day it was done: the first in the window, else the first after it.
        days_late: calendar days after the last day, if not met.
        why: why it cannot be told, if it cannot.
    """

    outcome: Outcome
    done: date | None = None
    days_late: int | None = None
    why: str = ""


def judge_window(
    case: Case, section: str, *, first: date, last: date, done: Iterable[date]
) -> Verdict:
    """Whether something in a section was done from `first` to `last`, both included.

    Args:
        case: the case.
        section: where its doing would be recorded.
        first: the first day that counts.
        last: the last day that counts: the due date.
        done: the days on which it was done, in any order.
    """
    days = sorted(day for day in done if day >= first)
    if days and days[0] <= last:
        return Verdict(Outcome.MET, days[0])
    if last >= case.as_at:
        return Verdict(Outcome.NOT_DUE)
    if last >= case.exported_on:
        ended = f"the record ends on {long_date(case.exported_on)}, before the time was over"
        return Verdict(Outcome.CANNOT_TELL, why=ended)
    if why := case.why_unseen(section, first, last):
        return Verdict(Outcome.CANNOT_TELL, why=why)
    late = days[0] if days else None
    return Verdict(Outcome.NOT_MET, late, ((late or case.known_until) - last).days)
