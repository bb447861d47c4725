"""How long something may be left, where the allowed interval changes from day to day.

On each day, the days since the last event may not exceed the interval allowed on that day.
A change of the interval does not restart the count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from attrs import field, frozen

from qaudit.cases.calendar import ONE_DAY, Duration
from qaudit.cases.care import Span


@frozen
class Stage:
    """A stretch of time in which one interval is allowed.

    Attributes:
        span: when.
        allowed: the interval; None: nothing is due in this stretch.
        why: what the interval follows from, in words.
        in_words: the interval and what it follows from.
    """

    span: Span
    allowed: Duration | None
    why: str = ""
    in_words: str = field(init=False)

    @in_words.default
    def _in_words(self) -> str:
        return f"{self.allowed or ''} {self.why}".strip()


Rule = tuple[Span, Duration, str]
"""When a rule holds, the interval it allows, and what that follows from."""


def shortest_by_day(rules: Sequence[Rule], otherwise: Sequence[Rule] = ()) -> tuple[Stage, ...]:
    """Stages, without a gap, in each of which the shortest of the rules then in force holds.

    The rules of `otherwise` hold only where none of the others does. Before the first rule
    there is no stage; the last stage has no end.
    """
    days = {day for span, _, _ in (*rules, *otherwise) for day in (span.start, span.end) if day}
    changes: list[tuple[date, Duration | None, str]] = []
    for day in sorted(days):
        in_force = _in_force(rules, day) or _in_force(otherwise, day)
        allowed, why = _shortest(in_force, day) if in_force else (None, "")
        if not changes or changes[-1][1:] != (allowed, why):
            changes.append((day, allowed, why))
    ends = [day for day, _, _ in changes[1:]]
    return tuple(
        Stage(Span(start, end), allowed, why)
        for (start, allowed, why), end in zip_longest(changes, ends)
    )


def _in_force(rules: Sequence[Rule], day: date) -> list[tuple[Duration, str]]:
    return [(allowed, why) for span, allowed, why in rules if span.holds(day)]


def _shortest(in_force: Sequence[tuple[Duration, str]], day: date) -> tuple[Duration, str]:
    """The interval that is over first, counted from a day, and what it follows from."""
    if len(in_force) == 1:
        return in_force[0]
    return min(in_force, key=lambda rule: rule[0].after(day))


def last_day_allowed(
    last: date, stages: Sequence[Stage], grace: Duration
) -> tuple[date, Stage] | None:
    """The last day on which the next event is in time, and the stage that says so.

    Args:
        last: the day of the last event.
        stages: as of `shortest_by_day`.
        grace: where the interval becomes shorter nobody is late within this long of the
            change, so that nobody is late at once.

    Returns:
        None where nothing falls due: no stage lasts until the interval it allows is over.

    Where nothing was due before a stage began, the count starts with the stage.
    """
    since, nobody_late_until = last, last
    before: Stage | None = None
    for stage in stages:
        earlier, before = before, stage
        start, end, allowed = stage.span.start, stage.span.end, stage.allowed
        if allowed is None or (end is not None and end <= last):
            continue
        if start <= last:
            due = allowed.after(last)
        else:
            if earlier is None or earlier.allowed is None:
                since = start
            elif allowed.after(start) < earlier.allowed.after(start):
                nobody_late_until = max(nobody_late_until, grace.after(start))
            due = max(allowed.after(since), nobody_late_until, start - ONE_DAY)
        if end is None or due + ONE_DAY < end:
            return due, stage
    return None


def days_due(stages: Sequence[Stage], start: date, end: date) -> int:
    """On how many days from `start` up to, not with, `end` something was due at all."""
    total = 0
    for stage in stages:
        since, until = stage.span.start, stage.span.end
        if since >= end:
            break
        if stage.allowed is not None and (until is None or until > start):
            total += (min(until or end, end) - max(start, since)).days
    return max(0, total)
