from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.sources.dates import Dates

DATES = Dates(date(2024, 3, 31))


class TestRead:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("15/02/2016", "2016-02-15"),
            ("15/02/16", "2016-02-15"),
            ("2016-02-15", "2016-02-15"),
            ("2016-02-15 00:00:00", "2016-02-15"),
            ("2016-02-15T00:00", "2016-02-15"),
            ("15/02/2016 00:00:00", "2016-02-15"),
            ("29/02/2016", "2016-02-29"),
            ("01/01/1900", "1900-01-01"),
        ],
    )
    def test_forms(self, written: str, meant: str) -> None:
        """Every form that councils' systems write is the same day."""
        assert DATES.read(written) == meant

    def test_short_year_up_to_the_export_is_in_this_century(self) -> None:
        """A year of two digits is in this century up to the very day of the export."""
        assert DATES.read("31/03/24") == "2024-03-31"

    def test_short_year_after_the_export_is_in_the_last_century(self) -> None:
        """A year of two digits that would be after the export is in the century before."""
        assert DATES.read("01/04/24") == "1924-04-01"
        assert DATES.read("31/12/99") == "1999-12-31"

    @pytest.mark.parametrize(
        ("written", "reason"),
        [
            ("30/02/2016", "is no day of the calendar"),
            ("29/02/2015", "is no day of the calendar"),
            ("13/13/2015", "is no day of the calendar"),
            ("2016-00-10", "is no day of the calendar"),
            ("31/12/1899", "is before 1900"),
            ("0000-01-01", "is before 1900"),
            ("1/4/2017", "is not a date as dd/mm/yyyy, dd/mm/yy or yyyy-mm-dd"),
            ("2016-02-15 14:30:00", "is not a date as dd/mm/yyyy, dd/mm/yy or yyyy-mm-dd"),
            ("42415", "is not a date as dd/mm/yyyy, dd/mm/yy or yyyy-mm-dd"),
            ("15/02/2016x", "is not a date as dd/mm/yyyy, dd/mm/yy or yyyy-mm-dd"),
            ("１５/02/2016", "is not a date as dd/mm/yyyy, dd/mm/yy or yyyy-mm-dd"),
            ("", "is not a date as dd/mm/yyyy, dd/mm/yy or yyyy-mm-dd"),
        ],
    )
    def test_refused(self, written: str, reason: str) -> None:
        """What is no date is refused with a reason that does not repeat it."""
        with pytest.raises(ValueError, match=f"^{reason}$"):
            DATES.read(written)

    @given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    def test_any_day_both_ways(self, day: date) -> None:
        """Any day written out in full comes back as itself in either order."""
        assert DATES.read(day.strftime("%d/%m/%Y")) == day.isoformat()
        assert DATES.read(day.isoformat()) == day.isoformat()

    @given(st.dates(date(1924, 4, 1), date(2024, 3, 31)))
    def test_any_short_year_of_a_hundred_years(self, day: date) -> None:
        """Any day of the hundred years up to the export comes back from two digits."""
        if (day.month, day.day) != (2, 29):
            assert DATES.read(day.strftime("%d/%m/%y")) == day.isoformat()

    @given(st.text(max_size=20))
    def test_anything_else_is_refused(self, text: str) -> None:
        """Any text is a date or a ValueError, nothing worse."""
        try:
            read = DATES.read(text)
        except ValueError:
            return
        assert date.fromisoformat(read).isoformat() == read


class TestReadPast:
    def test_the_day_of_the_export_is_past(self) -> None:
        """What happened on the day of the export is known."""
        assert DATES.read_past("31/03/2024") == "2024-03-31"

    def test_the_day_after_is_refused(self) -> None:
        """What is dated after the export cannot be known."""
        with pytest.raises(ValueError, match="is after the day of the export"):
            DATES.read_past("01/04/2024")
