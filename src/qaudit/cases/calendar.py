"""Working days and lengths of time, as the standards count them.

A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in
England and Wales. "Within N working days of X" makes X day 0 and the next working day
day 1. Months are calendar months, clamped to the month's end; "6 weeks" is 42 days.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays
from attrs import frozen

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2028, 12, 31)
"""The last day whose bank holidays have been announced (GOV.UK, read in 2026).

Later years can be reckoned but not known: a day may be added, as in 2022 and 2023.
"""


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
        """The first day from which `day` is within this long."""
        return self._from(day, -self.count)

    def _from(self, day: date, count: int) -> date:
        match self.unit:
            case Unit.WORKING_DAY:
                return add_working_days(day, count)
            case Unit.DAY:
                return day + timedelta(days=count)
            case Unit.WEEK:
                return day + timedelta(weeks=count)
            case Unit.MONTH:
                return add_months(day, count)
            case Unit.YEAR:
                return add_months(day, 12 * count)


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
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
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CalendarEnds
    number = day.toordinal()
    place = (bisect_right(days, number) - 1 if count > 0 else bisect_left(days, number)) + count
    if not 0 <= place < len(days):
        raise CalendarEnds
    return date.fromordinal(days[place])


def working_days_between(start: date, end: date) -> int:
    """How many working days after `start`, up to and with `end`.

    Raises:
        CalendarEnds: the bank holidays between the two are not all known.
    """
    if not (FIRST_DAY <= start <= LAST_DAY and FIRST_DAY <= end <= LAST_DAY):
        raise CalendarEnds
    days = _working_days()
    return bisect_right(days, end.toordinal()) - bisect_right(days, start.toordinal())


def is_working_day(day: date) -> bool:
    """Whether `day` is a working day.

    Raises:
        CalendarEnds: the bank holidays of that year are not known.
    """
    return working_days_between(day - timedelta(days=1), day) == 1


@cache
def _working_days() -> list[int]:
    """The ordinals of all working days known, in order."""
    # Christmas Day and Good Friday are bank holidays in England and Wales; where Christmas
    # Day falls on a weekend it is no working day either way.
    bank_holidays = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(FIRST_DAY.year, LAST_DAY.year + 1)
    )
    closed = {day.toordinal() for day in bank_holidays}
    return [
        number
        for number in range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
        if (number - 1) % 7 < 5 and number not in closed  # ordinal 1 was a Monday
    ]
