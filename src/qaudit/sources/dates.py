"""Dates as exports write them, into "YYYY-MM-DD"."""

from __future__ import annotations

import re
from datetime import date

EARLIEST_YEAR = 1900
"""Nobody in a case file was born before; such a year is a slip of the pen."""

NOT_YET = "is after the day of the export"

_MIDNIGHT = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})" + _MIDNIGHT)
_BRITISH = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4}|[0-9]{2})" + _MIDNIGHT)


class Dates:
    """Reads dates written dd/mm/yyyy, dd/mm/yy, yyyy-mm-dd or as a date-time at midnight.

    A year of two digits is in this century, unless that would be after the day of the export:
    then it is in the one before. Days and months need both their digits, because 4/1/2017
    usually comes from a system that puts the month first.
    """

    def __init__(self, exported_on: date) -> None:
        self.exported_on = exported_on.isoformat()
        self._century = exported_on.year // 100 * 100

    def read(self, text: str) -> str:
        """The date as YYYY-MM-DD.

        Raises:
            ValueError: saying why it is none, without what was written.
        """
        if match := _ISO.fullmatch(text):
            year, month, day = match.groups()
        elif match := _BRITISH.fullmatch(text):
            day, month, year = match.groups()
        else:
            raise ValueError("is not a date as dd/mm/yyyy, dd/mm/yy or yyyy-mm-dd")
        if len(year) == 2:
            year = f"{self._century + int(year)}"
            if f"{year}-{month}-{day}" > self.exported_on:
                year = f"{int(year) - 100}"
        if int(year) < EARLIEST_YEAR:
            raise ValueError(f"is before {EARLIEST_YEAR}")
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            raise ValueError("is no day of the calendar") from None

    def read_past(self, text: str) -> str:
        """The date, which the export cannot know if it is later than itself.

        Raises:
            ValueError: as `read`, or it is after the day of the export.
        """
        day = self.read(text)
        if day > self.exported_on:
            raise ValueError(NOT_YET)
        return day
