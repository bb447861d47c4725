"""Was something done again and again, as often as a standard asks? One answer for every check.

First within a time of the start, then at most so long apart, up to the end or the day of the
audit. Each stretch from one doing to the next is an occasion, and so is the one still open.
What has ended keeps its misses; a stretch that ended before anything fell due is not judged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from attrs import frozen

from qaudit.cases.calendar import ONE_DAY, CalendarEnds, Duration
from qaudit.cases.care import Span
from qaudit.cases.case import Case, long_date
from qaudit.cases.intervals import Stage, last_day_allowed
from qaudit.checking.deadlines import judge_next
from qaudit.checking.standards import Outcome

Limit = tuple[date, str]
"""The last day in time, and how long that is, in words."""

NO_GRACE = Duration.parse("0 days")


@frozen(kw_only=True)
class Recurring:
    """What is to be done again and again.

    Attributes:
        section: where its doing would be recorded.
        span: from when to when.
        stages: how long it may be left, as of `shortest_by_day`.
        first: the first time within this long of the start; None: as the stages say.
        grace: where the interval becomes shorter nobody is late within this long.
        perhaps: the stages that hold if what the record leaves open is strict.
        unclear: what it leaves open.
    """

    section: str
    span: Span
    stages: tuple[Stage, ...]
    first: Duration | None = None
    grace: Duration = NO_GRACE
    perhaps: tuple[Stage, ...] = ()
    unclear: str = ""


class Stretch(NamedTuple):
    """From the start, or a day on which it was done, to the next.

    Attributes:
        since: the day it is counted from.
        is_first: whether that is the start, and not a doing.
        following: the day it was done next.
        until: that day, or the end, or the last day known.
    """

    since: date
    is_first: bool
    following: date | None
    until: date


class Turn(NamedTuple):
    """What came of one stretch.

    Attributes:
        since, is_first, following, until: the stretch, as of `Stretch`.
        outcome: met, not_met, not_due, cannot_tell, or not_applicable where the end came first.
        due: the last day in time; None where nothing fell due.
        allowed: how long it might be left, and what that follows from, in words.
        days_late: calendar days after `due`, if not met.
        why: why it cannot be told.
        known_from: where only the part from a day on is known, and too long from there alone.
    """

    since: date
    is_first: bool
    following: date | None
    until: date
    outcome: Outcome
    due: date | None = None
    allowed: str = ""
    days_late: int | None = None
    why: str = ""
    known_from: date | None = None

    @property
    def on(self) -> date:
        """The day of the occasion: the start for the first time, else the next or the last."""
        return self.since if self.is_first and not self.known_from else self.until

    @property
    def days(self) -> int:
        """The days it is known to have lasted."""
        return (self.until - (self.known_from or self.since)).days


def turns(
    case: Case, recurring: Recurring, days: Sequence[date], unsure: Sequence[date] = ()
) -> Iterator[Turn]:
    """One turn from the start, and one from each day it was done.

    Args:
        case: the case.
        recurring: what is to be done.
        days: the days on which it was done, in order, each once.
        unsure: days on which it may have been done, in order.
    """
    start, end = recurring.span.start, recurring.span.end
    last = min(end, case.known_until) if end else case.known_until
    inside = recurring.span.days_of(days)
    is_first = True
    for since, following in zip([start, *inside], [*inside, None], strict=True):
        if is_first or since != end:
            stretch = Stretch(since, is_first, following, following or last)
            try:
                yield _judged(case, recurring, stretch, unsure)
            except CalendarEnds as ends:
                yield Turn(*stretch, Outcome.CANNOT_TELL, why=str(ends))
        is_first = False


def _judged(case: Case, recurring: Recurring, stretch: Stretch, unsure: Sequence[date]) -> Turn:
    limit = _limit(recurring, recurring.stages, stretch.since, is_first=stretch.is_first)
    found = _within(case, recurring, recurring.stages, stretch, limit)
    if recurring.perhaps and not (stretch.is_first and recurring.first):
        strict = _limit(recurring, recurring.perhaps, stretch.since, is_first=stretch.is_first)
        if strict != limit:
            strictly = _within(case, recurring, recurring.perhaps, stretch, strict)
            if strictly.outcome is not found.outcome:
                return _unclear(found, recurring.unclear)
    if unsure and found.outcome is Outcome.NOT_MET and _all_in_time(recurring, stretch, unsure):
        return _unclear(found, "whether something in between counts is not recorded")
    return found


def _unclear(turn: Turn, why: str) -> Turn:
    return turn._replace(outcome=Outcome.CANNOT_TELL, days_late=None, why=why)


def _limit(
    recurring: Recurring, stages: tuple[Stage, ...], since: date, *, is_first: bool
) -> Limit | None:
    """The last day in time; None where nothing falls due."""
    if is_first and recurring.first:
        return recurring.first.after(since), f"{recurring.first} from the start"
    allowed = last_day_allowed(since, stages, recurring.grace)
    return allowed and (allowed[0], allowed[1].in_words)


def _within(
    case: Case,
    recurring: Recurring,
    stages: tuple[Stage, ...],
    stretch: Stretch,
    limit: Limit | None,
) -> Turn:
    """What came of a stretch that could be left to a limit."""
    since, is_first, following, until = stretch
    end = recurring.span.end
    if limit is None or (following is None and end and end <= limit[0]):
        outcome = Outcome.MET if following else Outcome.NOT_APPLICABLE
        return Turn(*stretch, outcome, *(limit or ()))
    due, allowed = limit
    first = since if is_first else since + ONE_DAY
    verdict = judge_next(case, recurring.section, following, first=first, last=due)
    if verdict.outcome is Outcome.CANNOT_TELL:
        unseen = Turn(*stretch, Outcome.CANNOT_TELL, due, allowed, why=verdict.why)
        return _covered_part(case, recurring, stages, unseen)
    late = (until - due).days if verdict.outcome is Outcome.NOT_MET else None
    return Turn(*stretch, verdict.outcome, due, allowed, late)


def _covered_part(case: Case, recurring: Recurring, stages: tuple[Stage, ...], turn: Turn) -> Turn:
    """A stretch that is known only from a date inside it may be too long from there alone.

    Had it been done on the day before that date, it would have been due again all the same.
    """
    covered = case.coverage(recurring.section)
    known_from = covered.start
    if not covered.complete or not known_from or not turn.since < known_from <= turn.until:
        return turn
    limit = _limit(recurring, stages, known_from - ONE_DAY, is_first=False)
    if limit is None or turn.until <= limit[0]:
        return turn
    due, allowed = limit
    late = (turn.until - due).days
    return turn._replace(
        outcome=Outcome.NOT_MET,
        due=due,
        allowed=allowed,
        days_late=late,
        why="",
        known_from=known_from,
    )


def _all_in_time(recurring: Recurring, stretch: Stretch, unsure: Sequence[date]) -> bool:
    """Whether all would be in time, if it was done on the days that are unsure."""
    since, until = stretch.since, stretch.until
    between = unsure[bisect_left(unsure, since) : bisect_left(unsure, until)]
    if not between:
        return False
    is_first = stretch.is_first
    for before, after in pairwise([since, *between, until]):
        limit = _limit(recurring, recurring.stages, before, is_first=is_first)
        if limit and after > limit[0]:
            return False
        is_first = False
    return True


def in_words(turn: Turn) -> str:
    """What came of a stretch between two visits, for a person."""
    if turn.outcome is Outcome.CANNOT_TELL:
        return turn.why
    if turn.outcome is Outcome.NOT_APPLICABLE:
        return "it ended before the next visit was due"
    allowed = f"due by {long_date(turn.due)} ({turn.allowed})" if turn.due else "not yet due"
    if turn.outcome is Outcome.NOT_DUE:
        return f"the next visit is {allowed}"
    since = "the start" if turn.is_first else f"the visit of {long_date(turn.since)}"
    if turn.known_from:
        since = f"{long_date(turn.known_from)}, before which visits are not known"
    if turn.following:
        return f"visited {turn.days} days after {since}, {allowed}"
    return f"no visit for {turn.days} days after {since}, {allowed}"
