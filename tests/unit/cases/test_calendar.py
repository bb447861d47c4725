from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaudit.cases.calendar import (
    FIRST_DAY,
    LAST_DAY,
    MONTHS,
    CalendarEnds,
    Duration,
    Unit,
    add_months,
    add_working_days,
    age_on,
    birthday,
    is_working_day,
    long_date,
    working_days_between,
)

DAYS = st.dates(date(1995, 1, 1), date(2025, 12, 31))

# As announced on GOV.UK; those of a weekday.
BANK_HOLIDAYS = {
    1999: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31",
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


def day(written: str) -> date:
    return date.fromisoformat(written)


class TestIsWorkingDay:
    @pytest.mark.parametrize("year", BANK_HOLIDAYS)
    def test_a_whole_year(self, year: int) -> None:
        """The weekdays that are no working days are the bank holidays announced, and no others."""
        first = date(year, 1, 1)
        days = [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]
        closed = [one for one in days if one.weekday() < 5 and not is_working_day(one)]
        assert BANK_HOLIDAYS[year].split() == [f"{one:%m-%d}" for one in closed]

    @pytest.mark.parametrize(
        ("written", "works"),
        [
            ("2022-09-19", False),  # the state funeral
            ("2022-09-20", True),
            ("2023-05-08", False),  # the coronation
            ("2020-05-08", False),  # moved from the Monday
            ("2020-05-04", True),
            ("2022-06-02", False),  # moved, and the jubilee after it
            ("2022-06-03", False),
            ("2022-05-30", True),
            ("2021-12-24", True),
            ("2021-12-25", False),  # Christmas Day on a Saturday
            ("2021-12-26", False),
            ("2021-12-27", False),  # their substitutes
            ("2021-12-28", False),
            ("2021-12-29", True),
            ("2024-03-29", False),  # Good Friday
            ("2024-04-01", False),  # Easter Monday
            ("2024-11-30", False),  # a Saturday; St Andrew's Day is Scotland's
            ("2024-12-02", True),
            ("2026-03-17", True),  # St Patrick's Day is Northern Ireland's
            ("2026-01-02", True),  # a holiday in Scotland only
        ],
    )
    def test_a_day(self, written: str, works: bool) -> None:
        """A day moved, added or substituted for one year is known, and no other nation's."""
        assert works is is_working_day(day(written))

    @given(DAYS)
    @settings(deadline=None)
    def test_never_at_a_weekend(self, one: date) -> None:
        """No Saturday or Sunday is a working day."""
        assert not (one.weekday() >= 5 and is_working_day(one))

    def test_first_and_last_day_known(self) -> None:
        """The calendar's own first and last day can be asked for."""
        assert not is_working_day(FIRST_DAY)
        assert not is_working_day(LAST_DAY)

    @pytest.mark.parametrize("one", [FIRST_DAY - timedelta(1), LAST_DAY + timedelta(1)])
    def test_beyond_the_calendar(self, one: date) -> None:
        """A day whose bank holidays are not known is refused, not guessed at."""
        with pytest.raises(CalendarEnds):
            is_working_day(one)


class TestAddWorkingDays:
    @pytest.mark.parametrize(
        ("start", "count", "end"),
        [
            ("2026-03-04", 1, "2026-03-05"),
            ("2026-03-06", 1, "2026-03-09"),  # Friday
            ("2026-03-07", 1, "2026-03-09"),  # Saturday: Monday is day 1
            ("2026-03-08", 1, "2026-03-09"),
            ("2026-03-08", 5, "2026-03-13"),
            ("2026-03-08", 20, "2026-04-07"),  # over Easter
            ("2022-09-16", 1, "2022-09-20"),
            ("2022-09-18", 1, "2022-09-20"),
            ("2022-09-19", 1, "2022-09-20"),  # from a bank holiday
            ("2022-09-12", 10, "2022-09-27"),
            ("2023-05-05", 1, "2023-05-09"),
            ("2020-05-07", 1, "2020-05-11"),
            ("2022-06-01", 1, "2022-06-06"),
            ("2021-12-24", 1, "2021-12-29"),
            ("2021-12-24", 4, "2022-01-04"),
            ("2024-12-24", 2, "2024-12-30"),
            ("2024-03-28", 1, "2024-04-02"),
            ("2026-03-02", 45, "2026-05-07"),  # over Easter and the early May bank holiday
            ("2026-03-09", -1, "2026-03-06"),
            ("2026-03-08", -1, "2026-03-06"),
            ("2022-09-20", -1, "2022-09-16"),
        ],
    )
    def test_counts(self, start: str, count: int, end: str) -> None:
        """The start is day 0 whatever day it is, and the next working day is day 1."""
        assert day(end) == add_working_days(day(start), count)

    @pytest.mark.parametrize("written", ["2026-03-07", "2022-09-19", "2026-03-04", "2040-01-01"])
    def test_zero(self, written: str) -> None:
        """Zero working days from any day is that day."""
        assert day(written) == add_working_days(day(written), 0)

    @given(DAYS, st.integers(1, 70))
    @settings(deadline=None)
    def test_lands_on_the_nth(self, start: date, count: int) -> None:
        """The end is a working day, with as many working days after the start up to it."""
        end = add_working_days(start, count)
        assert is_working_day(end)
        assert count == working_days_between(start, end)

    @given(DAYS, st.integers(1, 70))
    @settings(deadline=None)
    def test_there_and_back(self, start: date, count: int) -> None:
        """Back from where it landed is the start, or the last working day before it."""
        back = add_working_days(add_working_days(start, count), -count)
        assert back <= start
        assert working_days_between(back, start) == 0

    @given(DAYS, st.integers(-70, 70))
    @settings(deadline=None)
    def test_as_from_day_to_day(self, start: date, count: int) -> None:
        """It is where one comes to by going from day to day and counting the working days."""
        at, left = start, abs(count)
        while left:
            at += timedelta(1 if count > 0 else -1)
            left -= is_working_day(at)
        assert at == add_working_days(start, count)

    @pytest.mark.parametrize(
        ("start", "count"),
        [
            ("2028-12-29", 1),
            ("2028-12-04", 20),
            ("2029-01-02", 1),
            ("2040-06-01", 20),
            ("1990-01-02", -1),
            ("1985-06-03", -1),
            ("1985-06-03", 1),
            ("2040-06-01", -20),
        ],
    )
    def test_beyond_the_calendar(self, start: str, count: int) -> None:
        """A window that reaches past the known bank holidays is refused, not guessed at."""
        with pytest.raises(CalendarEnds, match="the bank holidays are not known"):
            add_working_days(day(start), count)

    def test_to_the_calendars_end(self) -> None:
        """The first and the last working day that are known can be reached."""
        assert date(2028, 12, 29) == add_working_days(date(2028, 12, 28), 1)
        assert date(2028, 12, 29) == add_working_days(date(2029, 1, 1), -1)
        assert date(1990, 1, 2) == add_working_days(date(1989, 12, 31), 1)


class TestWorkingDaysBetween:
    @pytest.mark.parametrize(
        ("start", "end", "count"),
        [
            ("2026-03-04", "2026-03-04", 0),
            ("2026-03-04", "2026-03-05", 1),
            ("2026-03-06", "2026-03-08", 0),
            ("2026-03-06", "2026-03-09", 1),
            ("2026-03-07", "2026-03-09", 1),
            ("2022-09-16", "2022-09-19", 0),
            ("2021-12-23", "2022-01-04", 5),
        ],
    )
    def test_counts(self, start: str, end: str, count: int) -> None:
        """The start is not counted, and the end is."""
        assert count == working_days_between(day(start), day(end))

    def test_beyond_the_calendar(self) -> None:
        """Days whose bank holidays are not known are not counted as if they were."""
        with pytest.raises(CalendarEnds):
            working_days_between(date(2028, 12, 1), date(2029, 1, 5))
        with pytest.raises(CalendarEnds):
            working_days_between(date(1989, 12, 1), date(1990, 1, 5))


class TestAddMonths:
    @pytest.mark.parametrize(
        ("start", "months", "end"),
        [
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2026-01-30", 1, "2026-02-28"),
            ("2026-02-28", 1, "2026-03-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 48, "2028-02-29"),
            ("2025-08-31", 6, "2026-02-28"),
            ("2025-12-15", 1, "2026-01-15"),
            ("2025-11-30", 3, "2026-02-28"),
            ("2026-03-31", -1, "2026-02-28"),
            ("2026-01-15", -1, "2025-12-15"),
            ("2026-05-31", 0, "2026-05-31"),
        ],
    )
    def test_clamped(self, start: str, months: int, end: str) -> None:
        """Months are calendar months, clamped to the month's end."""
        assert day(end) == add_months(day(start), months)

    @given(DAYS, st.integers(-240, 240))
    @settings(deadline=None)
    def test_month_and_day(self, start: date, months: int) -> None:
        """The month is that many on, and the day the same unless the month has no such day."""
        end = add_months(start, months)
        assert start.year * 12 + start.month + months == end.year * 12 + end.month
        assert end.day == start.day or (
            end.day < start.day and (end + timedelta(1)).month != end.month
        )


class TestAgeOn:
    @pytest.mark.parametrize(
        ("born", "on", "age"),
        [
            ("2014-05-17", "2026-05-16", 11),
            ("2014-05-17", "2026-05-17", 12),
            ("2014-05-17", "2026-12-31", 12),
            ("2014-05-17", "2014-05-17", 0),
            ("2014-05-17", "2015-05-16", 0),
            ("2008-02-29", "2026-02-28", 17),
            ("2008-02-29", "2026-03-01", 18),
            ("2008-02-29", "2024-02-28", 15),
            ("2008-02-29", "2024-02-29", 16),
        ],
    )
    def test_on_birthdays(self, born: str, on: str, age: int) -> None:
        """On the birthday it is the new age; one of 29 February falls on 1 March."""
        assert age == age_on(day(born), day(on))


class TestBirthday:
    @pytest.mark.parametrize(
        ("born", "age", "on"),
        [
            ("2008-05-17", 18, "2026-05-17"),
            ("2008-02-29", 18, "2026-03-01"),
            ("2008-02-29", 16, "2024-02-29"),
            ("2008-02-29", 0, "2008-02-29"),
        ],
    )
    def test_reaches_the_age(self, born: str, age: int, on: str) -> None:
        """The day of reaching an age is the birthday, 1 March for 29 February."""
        assert day(on) == birthday(day(born), age)

    @given(DAYS, st.integers(0, 30))
    @settings(deadline=None)
    def test_is_the_first_day_of_the_age(self, born: date, age: int) -> None:
        """The birthday is the first day of the new age, and the day before it is not."""
        on = birthday(born, age)
        assert age == age_on(born, on)
        assert age - 1 == age_on(born, on - timedelta(1))


class TestDurationParse:
    @pytest.mark.parametrize(
        ("written", "count", "unit"),
        [
            ("20 working days", 20, Unit.WORKING_DAY),
            ("1 working day", 1, Unit.WORKING_DAY),
            ("28 days", 28, Unit.DAY),
            ("6 weeks", 6, Unit.WEEK),
            ("1 month", 1, Unit.MONTH),
            ("2 years", 2, Unit.YEAR),
            ("0 days", 0, Unit.DAY),
        ],
    )
    def test_read(self, written: str, count: int, unit: Unit) -> None:
        """A number and a unit are read as a standard states them."""
        assert Duration(count, unit) == Duration.parse(written)

    @pytest.mark.parametrize(
        "written",
        [
            "",
            "20",
            "weeks",
            "-1 days",
            "1.5 weeks",
            "six weeks",
            "6  weeks",
            "6weeks",
            "6 fortnights",
            "6 WEEKS",
            "20 workingdays",
            "6 weeks or so",
            "٦ weeks",
            "99999 days",
        ],
    )
    def test_refused(self, written: str) -> None:
        """Anything else is refused with an example of how it is written."""
        with pytest.raises(ValueError, match='like "20 working days" or "6 weeks"'):
            Duration.parse(written)

    @given(st.integers(0, 9999), st.sampled_from(Unit))
    @settings(deadline=None)
    def test_what_is_printed_is_read(self, count: int, unit: Unit) -> None:
        """A length of time is read back from how it is printed."""
        assert Duration(count, unit) == Duration.parse(str(Duration(count, unit)))

    def test_printed(self) -> None:
        """One is printed in the singular, all else in the plural."""
        assert str(Duration(1, Unit.WORKING_DAY)) == "1 working day"
        assert str(Duration(20, Unit.WORKING_DAY)) == "20 working days"
        assert str(Duration(0, Unit.MONTH)) == "0 months"


class TestDurationAfter:
    @pytest.mark.parametrize(
        ("length", "start", "end"),
        [
            ("6 weeks", "2026-03-01", "2026-04-12"),  # 42 days
            ("28 days", "2026-02-01", "2026-03-01"),
            ("12 months", "2024-02-29", "2025-02-28"),
            ("1 year", "2024-02-29", "2025-02-28"),
            ("1 month", "2026-01-31", "2026-02-28"),
            ("20 working days", "2026-03-08", "2026-04-07"),
            ("0 days", "2026-03-08", "2026-03-08"),
        ],
    )
    def test_units(self, length: str, start: str, end: str) -> None:
        """Each unit is counted as the standards count it."""
        assert day(end) == Duration.parse(length).after(day(start))

    def test_beyond_the_calendar(self) -> None:
        """Working days beyond the known bank holidays are refused; calendar days are not."""
        with pytest.raises(CalendarEnds):
            Duration.parse("20 working days").after(date(2028, 12, 20))
        assert date(2029, 1, 17) == Duration.parse("4 weeks").after(date(2028, 12, 20))

    @pytest.mark.parametrize("unit", Unit)
    def test_beyond_all_years(self, unit: Unit) -> None:
        """A date of the year 1 or 9999, as systems write for none, is refused like any unknown."""
        with pytest.raises(CalendarEnds):
            Duration(9999, unit).after(date(9999, 12, 31))
        with pytest.raises(CalendarEnds):
            Duration(9999, unit).before(date(1, 1, 1))


class TestDurationBefore:
    @pytest.mark.parametrize(
        ("length", "end", "start"),
        [
            ("28 days", "2026-03-29", "2026-03-01"),
            ("1 month", "2026-03-31", "2026-03-01"),
            ("1 month", "2026-02-28", "2026-01-28"),
            ("12 months", "2024-02-29", "2023-03-01"),
            ("12 months", "2025-02-28", "2024-02-28"),
            ("1 working day", "2026-03-09", "2026-03-06"),
            ("1 working day", "2026-03-08", "2026-03-06"),
        ],
    )
    def test_units(self, length: str, end: str, start: str) -> None:
        """The first day is the one from which the end is just within the length."""
        assert day(start) == Duration.parse(length).before(day(end))

    @given(DAYS, st.integers(1, 40), st.sampled_from(Unit))
    @settings(deadline=None)
    def test_is_the_first_from_which_it_is_within(self, end: date, count: int, unit: Unit) -> None:
        """Counted on from the first day the end is reached, from the day before it is not."""
        if unit is Unit.YEAR:
            count = count % 5 + 1
        length = Duration(count, unit)
        first = length.before(end)
        assert end <= length.after(first)
        assert length.after(first - timedelta(1)) < end


class TestLongDate:
    @pytest.mark.parametrize(
        ("day", "written"),
        [(date(2021, 3, 4), "4 March 2021"), (date(2026, 12, 31), "31 December 2026")],
    )
    def test_as_in_a_letter(self, day: date, written: str) -> None:
        """A day is written as a letter writes it."""
        assert written == long_date(day)

    def test_every_month(self) -> None:
        """Each month has its name, whatever the machine's language."""
        assert [long_date(date(2026, n, 1)).split()[1] for n in range(1, 13)] == list(MONTHS)
