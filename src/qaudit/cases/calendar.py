"""Working days and lengths of time, as the standards count them.

A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in
England and Wales. "Within N working days of X" makes X day 0 and the next working day
day 1. Months are calendar months, clamped to the month's end; "6 weeks" is 42 days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache

import holidays
from attrs import frozen

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


@frozen
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

    def after(self, day: date) -> date:
        """The last day that is within this long of `day`.

        Raises:
            CalendarEnds: it counts working days beyond the known bank holidays.
        """
        return self._from(day, self.count)

    def before(self, day: date) -> date:
        """The first day from which `day` is within this long.

        At a month's end that is not the same as counting back: 31 March is within a month of
        1 March, but not of 28 February.

        Raises:
            CalendarEnds: it counts working days before the known bank holidays.
        """
        first = self._from(day, -self.count)
        clamped = self.unit in (Unit.MONTH, Unit.YEAR) and self.after(first) < day
        return first + ONE_DAY if clamped else first

    def _from(self, day: date, count: int) -> date:
        try:
            return _AFTER[self.unit](day, count)
        except (OverflowError, ValueError):  # a date of the year 1 or 9999 stands for none
            raise CalendarEnds from None


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


@lru_cache(maxsize=1 << 16)
def add_working_days(day: date, count: int) -> date:
    """The working day `count` working days after `day` (before it, if negative).

    Zero working days from any day is that day itself.

    Raises:
        CalendarEnds: the bank holidays between the two are not all known.
    """
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    while left:
        day += step
        if not FIRST_DAY <= day <= LAST_DAY:
            raise CalendarEnds
        # As `is_working_day`, which this is too often asked to be called for.
        if day.weekday() < SATURDAY and day not in _bank_holidays(day.year):
            left -= 1
    return day


_AFTER: dict[Unit, Callable[[date, int], date]] = {
    Unit.DAY: lambda day, count: day + ONE_DAY * count,
    Unit.WORKING_DAY: add_working_days,
    Unit.WEEK: lambda day, count: day + ONE_WEEK * count,
    Unit.MONTH: add_months,
    Unit.YEAR: lambda day, count: add_months(day, 12 * count),
}
"""The day so many of a unit after a day, or before it, if that number is negative."""


def working_days_between(start: date, end: date) -> int:
    """How many working days after `start`, up to and with `end`.

    Raises:
        CalendarEnds: the bank holidays between the two are not all known.
    """
    return sum(is_working_day(start + timedelta(n)) for n in range(1, (end - start).days + 1))


def is_working_day(day: date) -> bool:
    """Whether `day` is a working day.

    Raises:
        CalendarEnds: the bank holidays of that year are not known.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CalendarEnds
    return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year in England and Wales, Christmas Day and Good Friday among them.

    Christmas Day on a weekend is no working day either way.
    """
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
