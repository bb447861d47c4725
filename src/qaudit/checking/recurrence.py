"""Was something done again and again, as often as a standard asks? One answer for every check.

First within a time of the start, then at most so long apart, up to the end or the day of the
audit. Each stretch from one doing to the next is an occasion, and so is the one still open.
What has ended keeps its misses; a stretch that ended before anything fell due is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from attrs import evolve, field, frozen

from qaudit.cases.calendar import ONE_DAY, CalendarEnds, Duration
from qaudit.cases.care import Span
from qaudit.cases.case import Case, long_date
from qaudit.cases.intervals import Stage, last_day_allowed
from qaudit.checking.deadlines import judge_window
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


@frozen(kw_only=True, slots=False)
class Turn:
    """What came of one stretch.

    Attributes:
        since: the day it is counted from.
        is_first: whether that is the start, and not a doing.
        following: the day it was done next.
        until: that day, or the end, or the last day known.
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
    known_from: date | None = field(default=None)

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
        days: the days on which it was done, in order.
        unsure: days on which it may have been done.
    """
    start, end = recurring.span.start, recurring.span.end
    inside = [day for day in days if start <= day and (end is None or day <= end)]
    for index, since in enumerate([start, *inside]):
        following = inside[index] if index < len(inside) else None
        if index and since == end:
            continue
        until = following or min(end or case.known_until, case.known_until)
        turn = Turn(
            since=since,
            is_first=not index,
            following=following,
            until=until,
            outcome=Outcome.CANNOT_TELL,
        )
        try:
            yield _judged(case, recurring, turn, unsure)
        except CalendarEnds as ends:
            yield evolve(turn, why=str(ends))


def _judged(case: Case, recurring: Recurring, turn: Turn, unsure: Sequence[date]) -> Turn:
    limit = _limit(recurring, recurring.stages, turn.since, is_first=turn.is_first)
    found = _within(case, recurring, recurring.stages, turn, limit)
    if recurring.perhaps and not (turn.is_first and recurring.first):
        strict = _limit(recurring, recurring.perhaps, turn.since, is_first=turn.is_first)
        if strict != limit:
            strictly = _within(case, recurring, recurring.perhaps, turn, strict)
            if strictly.outcome is not found.outcome:
                return _unclear(found, recurring.unclear)
    if unsure and found.outcome is Outcome.NOT_MET and _all_in_time(recurring, turn, unsure):
        return _unclear(found, "whether something in between counts is not recorded")
    return found


def _unclear(turn: Turn, why: str) -> Turn:
    return evolve(turn, outcome=Outcome.CANNOT_TELL, days_late=None, why=why)


def _limit(
    recurring: Recurring, stages: tuple[Stage, ...], since: date, *, is_first: bool
) -> Limit | None:
    """The last day in time; None where nothing falls due."""
    if is_first and recurring.first:
        return recurring.first.after(since), f"{recurring.first} from the start"
    allowed = last_day_allowed(since, stages, recurring.grace)
    return allowed and (allowed[0], f"{allowed[1].allowed} {allowed[1].why}".strip())


def _within(
    case: Case,
    recurring: Recurring,
    stages: tuple[Stage, ...],
    turn: Turn,
    limit: Limit | None,
) -> Turn:
    """What came of a stretch that could be left to a limit."""
    end = recurring.span.end
    # As `evolve` does it, in a third of the time.
    came = partial(
        Turn,
        since=turn.since,
        is_first=turn.is_first,
        following=turn.following,
        until=turn.until,
    )
    if limit is None or (turn.following is None and end and end <= limit[0]):
        due, words = limit or (None, "")
        outcome = Outcome.MET if turn.following else Outcome.NOT_APPLICABLE
        return came(outcome=outcome, due=due, allowed=words)
    due, words = limit
    verdict = judge_window(
        case,
        recurring.section,
        first=turn.since if turn.is_first else turn.since + ONE_DAY,
        last=due,
        done=[turn.following] if turn.following else [],
    )
    late = (turn.until - due).days if verdict.outcome is Outcome.NOT_MET else None
    found = came(outcome=verdict.outcome, due=due, allowed=words, days_late=late, why=verdict.why)
    if found.outcome is Outcome.CANNOT_TELL:
        return _covered_part(case, recurring, stages, found)
    return found


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
    due, words = limit
    return evolve(
        turn,
        outcome=Outcome.NOT_MET,
        due=due,
        allowed=words,
        days_late=(turn.until - due).days,
        why="",
        known_from=known_from,
    )


def _all_in_time(recurring: Recurring, turn: Turn, unsure: Sequence[date]) -> bool:
    """Whether all would be in time, if it was done on the days that are unsure."""
    between = [day for day in unsure if turn.since <= day < turn.until]
    if not between:
        return False
    for index, (since, until) in enumerate(pairwise([turn.since, *between, turn.until])):
        is_first = turn.is_first and not index
        limit = _limit(recurring, recurring.stages, since, is_first=is_first)
        if limit and until > limit[0]:
            return False
    return True


def in_words(turn: Turn) -> str:
    """What came of a stretch between two visits, for a person."""
    allowed = f"due by {long_date(turn.due)} ({turn.allowed})" if turn.due else "not yet due"
    since = "the start" if turn.is_first else f"the visit of {long_date(turn.since)}"
    if turn.known_from:
        since = f"{long_date(turn.known_from)}, before which visits are not known"
    match turn.outcome:
        case Outcome.MET | Outcome.NOT_MET if turn.following:
            return f"visited {turn.days} days after {since}, {allowed}"
        case Outcome.NOT_MET:
            return f"no visit for {turn.days} days after {since}, {allowed}"
        case Outcome.NOT_DUE:
            return f"the next visit is {allowed}"
        case Outcome.NOT_APPLICABLE:
            return "it ended before the next visit was due"
        case _:
            return turn.why
