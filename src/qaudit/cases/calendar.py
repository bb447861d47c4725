"""Working days and lengths of time, as the standards count them.

A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in
England and Wales. "Within N working days of X" makes X day 0 and the next working day
day 1. Months are calendar months, clamped to the month's end; "6 weeks" is 42 days.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache

import holidays
from attrs import frozen

from qaudit.cases.once import once

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2028, 12, 31)
"""The last day whose bank holidays have been announced (GOV.UK, read in 2026).

Later years can be reckoned but not known: a day may be added, as in 2022 and 2023.
"""

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(weeks=1)
SATURDAY = 5
SHORTEST_MONTH = 28


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@lru_cache(maxsize=1 << 14)
def long_date(day: date) -> str:
    """A day as a letter writes it: 4 March 2021."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class CalendarEnds(Exception):
    """A working day was asked for where the bank holidays are not known."""

    def __init__(self) -> None:
        super().__init__(
            f"working days cannot be counted before {FIRST_DAY:%Y} or beyond {LAST_DAY:%Y}, "
            "where the bank holidays are not known"
        )


class Unit(StrEnum):
    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@frozen(slots=False)
class Duration:
    """A length of time as a standard states it: a whole number and a unit."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read "20 working days", "6 weeks", "1 month".

        Raises:
            ValueError: it is not a whole number and one of the units.
        """
        found = re.fullmatch(r"([0-9]{1,4}) (working day|day|week|month|year)s?", text.strip())
        if not found:
            raise ValueError('a length of time is written like "20 working days" or "6 weeks"')
        return cls(int(found[1]), Unit(found[2]))

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    @once
    def _always(self) -> timedelta | None:
        """How many days that always is; None: sometimes more, sometimes fewer."""
        return self.count * _ALWAYS[self.unit] if self.unit in _ALWAYS else None

    @once
    def _back(self) -> Duration:
        return Duration(-self.count, self.unit)

    def after(self, day: date) -> date:
        """The last day that is within this long of `day`.

        Raises:
            CalendarEnds: it counts working days beyond the known bank holidays.
        """
        try:
            if self._always is None:
                return _AFTER[self.unit](day, self.count)
            return day + self._always
        except (OverflowError, ValueError):  # a date of the year 1 or 9999 stands for none
            raise CalendarEnds from None

    def before(self, day: date) -> date:
        """The first day from which `day` is within this long.

        At a month's end that is not the same as counting back: 31 March is within a month of
        1 March, but not of 28 February.

        Raises:
            CalendarEnds: it counts working days before the known bank holidays.
        """
        first = self._back.after(day)
        clamped = self.unit in (Unit.MONTH, Unit.YEAR) and self.after(first) < day
        return first + ONE_DAY if clamped else first


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if day.day <= SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(born: date, day: date) -> int:
    """Age in whole years; on the birthday it is the new age.

    Someone born on 29 February has the birthday on 1 March in other years.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February
        return date(born.year + age, 3, 1)


def add_working_days(day: date, count: int) -> date:
    """The working day `count` working days after `day` (before it, if negative).

    Zero working days from any day is that day itself.

    Raises:
        CalendarEnds: the bank holidays between the two are not all known.
    """
    if count == 0:
        return day
    days = _working_days()
    if count > 0:
        _require_known(day + ONE_DAY)
        place = bisect_right(days, day) + count - 1
    else:
        _require_known(day - ONE_DAY)
        place = bisect_left(days, day) + count
    if not 0 <= place < len(days):
        raise CalendarEnds
    return days[place]


_ALWAYS = {Unit.DAY: ONE_DAY, Unit.WEEK: ONE_WEEK}
"""The units that are always as long."""

_AFTER: dict[Unit, Callable[[date, int], date]] = {
    Unit.WORKING_DAY: add_working_days,
    Unit.MONTH: add_months,
    Unit.YEAR: lambda day, count: add_months(day, 12 * count),
}
"""The day so many of any other unit after a day, or before it, if that number is negative."""


def working_days_between(start: date, end: date) -> int:
    """How many working days after `start`, up to and with `end`.

    Raises:
        CalendarEnds: the bank holidays between the two are not all known.
    """
    if end <= start:
        return 0
    _require_known(start + ONE_DAY)
    _require_known(end)
    days = _working_days()
    return bisect_right(days, end) - bisect_right(days, start)


def is_working_day(day: date) -> bool:
    """Whether `day` is a working day.

    Raises:
        CalendarEnds: the bank holidays of that year are not known.
    """
    _require_known(day)
    days = _working_days()
    return bisect_right(days, day) > bisect_left(days, day)


def _require_known(day: date) -> None:
    """Refuse a day whose bank holidays are not known."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CalendarEnds


@cache
def _working_days() -> list[date]:
    """The working days of England and Wales that are known, in order.

    Christmas Day and Good Friday are among the bank holidays of the library. To count them out
    for all years takes milliseconds, to step from day to day would take them again and again.
    """
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    closed = set(holidays.country_holidays("GB", subdiv="ENG", years=years))
    known = (FIRST_DAY + timedelta(n) for n in range((LAST_DAY - FIRST_DAY).days + 1))
    return [day for day in known if day.weekday() < SATURDAY and day not in closed]
