"""The smallest change that would move the grade of an area, searched and not guessed.

A change is a number of occasions of a check that come out the other way: met instead of not met,
to move the grade up, or not met instead of met, to move it down. Occasions of the same axis and
force weigh the same, so it is enough to search over these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from attrs import evolve, frozen

from qaudit.checking.standards import Axis, Force
from qaudit.grading.grades import grade_area
from qaudit.grading.profile import Profile
from qaudit.grading.scale import RANK, Grade
from qaudit.grading.tally import CheckTally, Tally

MOST_TRIED = 5_000
"""Combinations of several checks, before only one check at a time is looked at."""

Key = tuple[str, Force]


@frozen(kw_only=True)
class Nearest:
    """A change and what it makes of the grade.

    Attributes:
        grade: what the area would be.
        occasions: how many of each check come out the other way.
        smallest: whether no smaller change of any checks would do; else it is the smallest of a
            single check.
    """

    grade: Grade
    occasions: Mapping[Key, int]
    smallest: bool

    @property
    def number(self) -> int:
        return sum(self.occasions.values())


def nearest(tally: Tally, profile: Profile, *, up: bool) -> Nearest | None:
    """The smallest change that makes the grade of an area better, or worse.

    Args:
        tally: that of the area.
        profile: how it is graded.
        up: whether better.

    Returns:
        None where there is none, or where the area has no grade.
    """
    now = _grade(tally, profile)
    if now is None or now is Grade.NOT_ENOUGH_EVIDENCE:
        return None
    single = _of_one_check(tally, profile, now, up=up)
    tried = 0
    for number in range(1, single.number if single else _available(tally, up=up) + 1):
        for change in _several(tally, number, up=up):
            tried += 1
            if tried > MOST_TRIED:
                return single
            if found := _moved(tally, change, profile, now, up=up):
                return Nearest(grade=found, occasions=change, smallest=True)
    return evolve(single, smallest=True) if single else None


def _grade(tally: Tally, profile: Profile) -> Grade | None:
    reckoned = grade_area(tally, profile)
    return reckoned.grade if reckoned else None


def _moved(
    tally: Tally, change: Mapping[Key, int], profile: Profile, now: Grade, *, up: bool
) -> Grade | None:
    """The grade after a change, if it is better or worse than now, as wanted."""
    after = _grade(_changed(tally, change, up=up), profile)
    if after is None or after is Grade.NOT_ENOUGH_EVIDENCE:
        return None
    moved = RANK[after] > RANK[now] if up else RANK[after] < RANK[now]
    return after if moved else None


def _changed(tally: Tally, change: Mapping[Key, int], *, up: bool) -> Tally:
    checks = dict(tally.checks)
    for key, number in change.items():
        before, flipped = checks[key], number if up else -number
        checks[key] = evolve(
            before,
            met=before.met + flipped,
            not_met=before.not_met - flipped,
            # Of the failures those that left a child at risk first: nothing helps as much.
            harm=max(0, before.harm - number) if up else before.harm,
        )
    return Tally(checks, tally.unclear)


def _at_most(check: CheckTally, *, up: bool) -> int:
    return check.not_met if up else check.met


def _available(tally: Tally, *, up: bool) -> int:
    return sum(_at_most(check, up=up) for check in tally.checks.values())


def _of_one_check(tally: Tally, profile: Profile, now: Grade, *, up: bool) -> Nearest | None:
    """The smallest change of a single check: the more of them, the further a grade moves."""
    best: Nearest | None = None
    for key, check in sorted(tally.checks.items()):
        low, high = 1, _at_most(check, up=up)
        if best:
            high = min(high, best.number - 1)
        if high < 1 or not _moved(tally, {key: high}, profile, now, up=up):
            continue
        while low < high:
            middle = (low + high) // 2
            if _moved(tally, {key: middle}, profile, now, up=up):
                high = middle
            else:
                low = middle + 1
        grade = _moved(tally, {key: low}, profile, now, up=up)
        assert grade
        best = Nearest(grade=grade, occasions={key: low}, smallest=False)
    return best


def _several(tally: Tally, number: int, *, up: bool) -> Iterator[dict[Key, int]]:
    """The changes of so many occasions, one of each kind that makes the same of the grade."""
    kinds: dict[tuple[Axis, Force, bool], list[Key]] = {}
    for key, check in sorted(tally.checks.items()):
        available = _at_most(check, up=up)
        harmful = min(check.harm, available) if up else 0
        for is_harmful, many in ((True, harmful), (False, available - harmful)):
            kinds.setdefault((check.axis, key[1], is_harmful), []).extend([key] * many)
    for taken in _taken([len(keys) for keys in kinds.values()], number):
        chosen = (keys[:many] for keys, many in zip(kinds.values(), taken, strict=True))
        yield dict(Counter(chain.from_iterable(chosen)))


def _taken(available: list[int], number: int) -> Iterator[tuple[int, ...]]:
    """All ways to take a number out of what is available of each kind."""
    if not available:
        if not number:
            yield ()
        return
    first, rest = available[0], available[1:]
    for many in range(max(0, number - sum(rest)), min(first, number) + 1):
        for others in _taken(rest, number - many):
            yield (many, *others)
