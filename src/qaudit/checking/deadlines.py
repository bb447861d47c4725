"""Was something done in the time a standard gives? One answer, the same in every check.

- Done inside the window: met, whatever else the export lacks.
- Nothing done, and the last day has not passed at the audit date: not due.
- Nothing seen, but the export does not cover the whole window: cannot tell.
- Otherwise: not met, done late or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from attrs import frozen

from qaudit.cases.calendar import ONE_DAY
from qaudit.cases.case import Case, long_date
from qaudit.checking.standards import Outcome

Doing = TypeVar("Doing")


class Verdict(NamedTuple):
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


UNKNOWN = Verdict(Outcome.CANNOT_TELL)
"""What came of a window where a check itself says why that cannot be told."""

NOTHING_DUE = Verdict(Outcome.NOT_APPLICABLE)
"""What came of a window where a check finds that nothing fell due."""


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
    day = min([day for day in done if day >= first], default=None)
    return judge_next(case, section, day, first=first, last=last)


def judge_next(case: Case, section: str, day: date | None, *, first: date, last: date) -> Verdict:
    """Whether something was done in a window, where it is known when it was done next.

    Args:
        case: the case.
        section: where its doing would be recorded.
        day: the first day on which it was done, from `first` on; None: there is none.
        first: the first day that counts.
        last: the last day that counts: the due date.
    """
    if day and day <= last:
        return Verdict(Outcome.MET, day)
    if last >= case.as_at:
        return Verdict(Outcome.NOT_DUE)
    if last >= case.exported_on:
        ended = f"the record ends on {long_date(case.exported_on)}, before the time was over"
        return Verdict(Outcome.CANNOT_TELL, why=ended)
    if why := case.why_unseen(section, first, last):
        return Verdict(Outcome.CANNOT_TELL, why=why)
    return Verdict(Outcome.NOT_MET, day, ((day or case.known_until) - last).days)


def days_late_until(case: Case, verdict: Verdict, last: date, end: date | None) -> int | None:
    """The days late, no longer counted than to the day something ended, if it did."""
    if verdict.days_late is None or verdict.done or end is None:
        return verdict.days_late
    return (min(case.known_until, end) - last).days


def judge_step(
    case: Case,
    section: str,
    field: str,
    *,
    last: date,
    done: date | None,
    first: date | None = None,
) -> Verdict:
    """Whether a step that an item's own date shows was taken by a day.

    The item is there, so that a step without a date was not taken, unless the system cannot
    give that date at all.

    Args:
        case: the case.
        section: the section the item stands in.
        field: the name of the date.
        last: the last day that counts: the due date.
        done: the date, if the item has one.
        first: a step dated before this day is a fault in the record.
    """
    if done and first and done < first:
        why = f"dated {long_date(done)}, before it could be done: a fault in the record"
        return Verdict(Outcome.CANNOT_TELL, done, why=why)
    if done and done <= last:
        return Verdict(Outcome.MET, done)
    if done is None:
        if last >= case.as_at:
            return Verdict(Outcome.NOT_DUE)
        if last >= case.exported_on:
            ended = f"the record ends on {long_date(case.exported_on)}, before the time was over"
            return Verdict(Outcome.CANNOT_TELL, why=ended)
        if field in case.coverage(section).without:
            return Verdict(Outcome.CANNOT_TELL, why="the system that was exported cannot give it")
    return Verdict(Outcome.NOT_MET, done, ((done or case.known_until) - last).days)


@frozen
class Turn:
    """One turn of what is due again and again.

    Attributes:
        since: the day it is counted from: the beginning, or when it was last done.
        due: the last day of the turn.
        verdict: what came of it.
    """

    since: date
    due: date
    verdict: Verdict


def judge_turns(
    case: Case,
    section: str,
    *,
    start: date,
    end: date | None,
    due_after: Callable[[date], date],
    done: Iterable[date],
    unclear: Iterable[date] = (),
) -> Iterator[Turn]:
    """Each turn of a duty that starts again whenever it was done, be it late.

    Nothing falls due on or after `end`; the last turn is the one still open.

    Args:
        case: the case.
        section: where its doing would be recorded.
        start: the day the first turn is counted from; done on that day counts for it.
        end: the day the duty ended; None: it goes on.
        due_after: the last day of a turn that is counted from a day.
        done: the days on which it was done, in any order.
        unclear: the days on which it may have been done: such a turn cannot be told.
    """
    days = sorted({day for day in done if day >= start and (end is None or day <= end)})
    maybe = sorted(set(unclear))
    since, first = start, start
    for following in (*days, None):
        due = due_after(since)
        if following is None and end is not None and due >= end:
            return
        verdict = judge_next(case, section, following, first=first, last=due)
        if verdict.outcome is Outcome.NOT_MET:
            if any(first <= day <= due for day in maybe):
                why = f"whether it was done by {long_date(due)} is not clearly recorded"
                verdict = Verdict(Outcome.CANNOT_TELL, why=why)
            elif not following and end and end < case.known_until:
                verdict = verdict._replace(days_late=(end - due).days)
        yield Turn(since, due, verdict)
        if following is None:
            return
        since, first = following, following + ONE_DAY


def in_words(verdict: Verdict, what: str, due: date) -> str:
    """What came of something that was due: "a review: not by 4 March 2026, and not since"."""
    match verdict.outcome:
        case Outcome.MET:
            return f"{what}: {long_date(verdict.done or due)}"
        case Outcome.NOT_DUE:
            return f"{what}: due by {long_date(due)}"
        case Outcome.CANNOT_TELL:
            return f"{what}: {verdict.why}"
        case _ if verdict.done:
            return f"{what}: not by {long_date(due)}, but on {long_date(verdict.done)}"
        case _:
            return f"{what}: not by {long_date(due)}, and not since"


def judge_by(case: Case, section: str, *, since: date, last: date, done: Iterable[date]) -> Verdict:
    """Whether something was done by a day, however long before.

    Args:
        case: the case.
        section: where its doing would be recorded.
        since: from when it would be recorded, if it was done at all.
        last: the last day that counts: the due date.
        done: the days on which it was done, in any order.
    """
    days = sorted(done)
    if days and days[0] <= last:
        return Verdict(Outcome.MET, days[0])
    return judge_window(case, section, first=since, last=last, done=days)
