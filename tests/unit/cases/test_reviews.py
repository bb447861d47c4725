from datetime import date
from typing import Any

import pytest

from qaudit.cases.calendar import CalendarEnds
from qaudit.cases.care import periods_of_care
from qaudit.cases.case import Case, NotExported
from qaudit.cases.reviews import (
    ReviewDue,
    begun_in_time,
    held_on,
    held_reviews,
    held_twice,
    reviews_around,
    reviews_due,
    reviews_of_period,
)
from support import case


def review(day: str | None, **named: Any) -> dict[str, Any]:
    """A review of a record."""
    return {"type": "child_in_care", "date": day, **named}


class TestHeldOn:
    @pytest.mark.parametrize(
        ("written", "held"),
        [
            (review("2026-03-02"), date(2026, 3, 2)),
            (review("2026-03-02", completed_date="2026-03-20"), date(2026, 3, 20)),
            (review(None, completed_date="2026-03-20"), date(2026, 3, 20)),
            (review("2026-03-02", completed_date="2026-03-02"), date(2026, 3, 2)),
            (review("2026-03-02", cancelled=False), date(2026, 3, 2)),
            (review("2026-03-02", cancelled=True), None),
            (review("2026-03-02", completed_date="2026-03-20", cancelled=True), None),
            (review(None, due_date="2026-03-02"), None),
            (review(None), None),
        ],
    )
    def test_day(self, written: dict[str, Any], held: date | None) -> None:
        """A series of meetings counts when it was completed; cancelled or due is not held."""
        (found,) = case(reviews=[written]).reviews
        assert held == held_on(found)

    def test_after_the_audit_date(self) -> None:
        """What was held after the audit date was only due."""
        made = case("2026-03-01", reviews=[review("2026-03-02", due_date="2026-02-20")])
        (found,) = made.reviews
        assert held_on(found) is None


@pytest.mark.parametrize(
    ("day", "around"),
    [
        (date(2026, 1, 31), (None, "2026-02-01")),
        (date(2026, 2, 1), (None, "2026-02-01")),
        (date(2026, 2, 2), ("2026-02-01", "2026-04-01")),
        (date(2026, 4, 2), ("2026-04-01", None)),
    ],
)
def test_reviews_around(day: date, around: tuple[str | None, str | None]) -> None:
    """A review on the day itself is the first from it on, and not the last before it."""
    held = held_reviews(case(reviews=[review("2026-04-01"), review("2026-02-01")]), "child_in_care")
    found = [one and one.date and one.date.isoformat() for one in reviews_around(day, held)]
    assert tuple(found) == around


class TestHeldReviews:
    def test_in_order(self) -> None:
        """Reviews of the type come in the order of the days they count on."""
        made = case(
            reviews=[
                review("2026-01-01", completed_date="2026-05-01"),
                review("2026-04-01"),
                review("2026-02-01", type="pathway"),
                review("2026-02-01", type=None),
                review("2026-03-01", cancelled=True),
                review(None, due_date="2026-09-01"),
            ]
        )
        assert held_reviews(made, "child_in_care") == [
            (date(2026, 4, 1), made.reviews[1]),
            (date(2026, 5, 1), made.reviews[0]),
        ]
        assert held_reviews(made, "pathway") == [(date(2026, 2, 1), made.reviews[2])]
        assert held_reviews(made, "child_protection") == []

    def test_not_exported(self) -> None:
        """Without reviews nothing can be said; with none, none was held."""
        with pytest.raises(NotExported, match="reviews not exported"):
            held_reviews(case(), "child_in_care")
        assert held_reviews(case(reviews=[]), "child_in_care") == []


class TestBegunInTime:
    @pytest.mark.parametrize(
        ("begun", "completed", "found"),
        [
            ("2026-03-10", "2026-03-21", True),
            ("2026-03-20", "2026-03-21", True),
            ("2026-03-01", "2026-03-21", True),
            ("2026-03-10", "2026-03-20", False),  # in the window as a whole
            ("2026-02-28", "2026-03-21", False),
            ("2026-03-21", "2026-03-22", False),
            (None, "2026-03-22", False),
        ],
    )
    def test_series(self, begun: str | None, completed: str, found: bool) -> None:
        """A series that began from the window's first to its last day and was completed after."""
        made = case(reviews=[review(begun, completed_date=completed)])
        held = held_reviews(made, "child_in_care")
        assert found is begun_in_time(date(2026, 3, 1), date(2026, 3, 20), held)


class TestHeldTwice:
    def test_repeated(self) -> None:
        """A review recorded twice on one day counts once; the second is named."""
        made = case(
            reviews=[
                review("2026-03-02"),
                review("2026-01-02"),
                review("2026-02-20", completed_date="2026-03-02"),
                review("2026-03-02", type="pathway"),
            ]
        )
        assert held_twice(made) == [made.reviews[2]]


def in_care(*reviews: dict[str, Any], as_at: str | None = None, **named: Any) -> Case:
    """A child in care from Tuesday 6 January 2026, and some reviews."""
    periods = named.pop("care_periods", [{"start_date": "2026-01-06"}])
    return case(as_at, care_periods=periods, reviews=list(reviews), **named)


def due_in(made: Case) -> list[ReviewDue]:
    """The reviews that the child's last period of care asked for."""
    return list(reviews_due(made, periods_of_care(made)[-1]))


def days_due(made: Case) -> list[tuple[str, str | None]]:
    """The day each was due, and the day it was held."""
    return [(str(one.due), str(one.held[0]) if one.held else None) for one in due_in(made)]


class TestReviewsOfPeriod:
    PERIODS = (
        {"start_date": "2025-01-06", "end_date": "2025-06-02"},
        {"start_date": "2026-01-06", "end_date": "2026-06-02"},
    )

    @pytest.mark.parametrize(
        ("day", "period"),
        [
            ("2025-01-05", None),
            ("2025-01-06", 0),
            ("2025-06-02", 0),  # on the day of leaving
            ("2025-06-03", None),
            ("2026-01-05", None),
            ("2026-01-06", 1),
            ("2026-06-02", 1),
        ],
    )
    def test_belongs(self, day: str, period: int | None) -> None:
        """A review belongs to the period it was held in, also on the day of entry or leaving."""
        made = in_care(review(day), care_periods=list(self.PERIODS))
        found = [
            number
            for number, one in enumerate(periods_of_care(made))
            if reviews_of_period(made, one)
        ]
        assert found == ([] if period is None else [period])

    def test_one_for_each_day(self) -> None:
        """Two of one day count once."""
        made = in_care(review("2026-02-02"), review("2026-02-02"), review("2026-03-02"))
        (period,) = periods_of_care(made)
        assert [day for day, _ in reviews_of_period(made, period)] == [
            date(2026, 2, 2),
            date(2026, 3, 2),
        ]

    def test_entry_not_seen(self) -> None:
        """Where the entry is not in the record, those before it belong to the period too."""
        made = case(
            placements=[{"start_date": "2026-01-06", "start_reason": "P"}],
            reviews=[review("2025-06-02")],
        )
        (period,) = periods_of_care(made)
        assert len(reviews_of_period(made, period)) == 1


class TestReviewsDue:
    def test_first(self) -> None:
        """The first is due within 20 working days of entry to care."""
        assert days_due(in_care()) == [("2026-02-03", None)]

    def test_pace(self) -> None:
        """The second is due within 3 months of the first, the others within 6 of the last."""
        made = in_care(review("2026-01-30"), review("2026-04-01"), review("2026-08-31"))
        assert days_due(made) == [
            ("2026-02-03", "2026-01-30"),
            ("2026-04-30", "2026-04-01"),
            ("2026-10-01", "2026-08-31"),
            ("2027-02-28", None),
        ]
        assert [one.number for one in due_in(made)] == [1, 2, 3, 4]
        assert [one.perhaps for one in due_in(made)] == [None] * 4

    def test_runs_from_what_was_held(self) -> None:
        """Held early or late, the next runs from it: two years without one are one miss."""
        made = in_care(review("2028-01-10"), exported_on="2028-03-01")
        assert days_due(made) == [("2026-02-03", "2028-01-10"), ("2028-04-10", None)]
        first, second = due_in(made)
        assert first.runs_from.pointer == "/care_periods/0"
        assert second.runs_from.pointer == "/reviews/0"
        assert second.since == date(2028, 1, 10)

    def test_series(self) -> None:
        """A series of meetings counts when it was completed, and the next runs from that."""
        made = in_care(review("2026-01-30", completed_date="2026-02-10"))
        assert days_due(made) == [("2026-02-03", "2026-02-10"), ("2026-05-10", None)]

    def test_new_period(self) -> None:
        """A new period of care starts again; the reviews of the last one play no part."""
        made = in_care(
            review("2025-02-03"),
            review("2026-02-02"),
            care_periods=[
                {"start_date": "2025-01-06", "end_date": "2025-06-02"},
                {"start_date": "2026-01-06"},
            ],
        )
        assert days_due(made) == [("2026-02-03", "2026-02-02"), ("2026-05-02", None)]

    @pytest.mark.parametrize(
        ("left", "falls_due"), [("2026-02-02", False), ("2026-02-03", False), ("2026-02-04", True)]
    )
    def test_left_care(self, left: str, falls_due: bool) -> None:
        """Nothing falls due on the day of leaving care, or after it."""
        made = in_care(care_periods=[{"start_date": "2026-01-06", "end_date": left}])
        assert [falls_due] == [one.falls_due for one in due_in(made)]

    @pytest.mark.parametrize(
        ("born", "falls_due"), [("2008-02-03", False), ("2008-02-04", True), ("2014-01-01", True)]
    )
    def test_18(self, born: str, falls_due: bool) -> None:
        """Nothing falls due on the 18th birthday, or after it."""
        made = in_care(child={"date_of_birth": born})
        assert [falls_due] == [one.falls_due for one in due_in(made)]

    def test_no_birth(self) -> None:
        """Without a date of birth a period that goes on has no end."""
        assert [one.falls_due for one in due_in(in_care(child={}))] == [True]

    def test_beyond_the_calendar(self) -> None:
        """A day that cannot be counted to is refused, not guessed at."""
        made = in_care(care_periods=[{"start_date": "2028-12-20"}], exported_on="2028-12-30")
        (first,) = due_in(made)
        with pytest.raises(CalendarEnds):
            assert first.due

    @pytest.mark.parametrize("unseen", [{"from": "2026-01-20"}, {"complete": False}])
    def test_first_may_be_unseen(self, unseen: dict[str, Any]) -> None:
        """The first that is seen may have been the second: six months, perhaps three, follow."""
        made = in_care(review("2026-02-02"), coverage={"reviews": unseen})
        _, second = due_in(made)
        assert second.due == date(2026, 8, 2)
        assert str(second.perhaps) == "3 months"

    @pytest.mark.parametrize(
        ("known_from", "perhaps"), [("2026-05-03", "3 months"), ("2026-05-04", "None")]
    )
    def test_first_is_unseen(self, known_from: str, perhaps: str) -> None:
        """Known only after even the second was due, the first seen was not the first."""
        made = in_care(review("2026-06-01"), coverage={"reviews": {"from": known_from}})
        _, second = due_in(made)
        assert second.due == date(2026, 12, 1)
        assert perhaps == str(second.perhaps)

    def test_entry_not_seen(self) -> None:
        """Nor is it known to be the first where the entry to care is not in the record."""
        made = case(
            placements=[{"start_date": "2026-01-06", "start_reason": "P"}],
            reviews=[review("2026-02-02")],
        )
        _, second = due_in(made)
        assert second.due == date(2026, 8, 2)
        assert str(second.perhaps) == "3 months"

    def test_covered_from_entry(self) -> None:
        """An export that covers the day of entry covers the first review."""
        made = in_care(review("2026-02-02"), coverage={"reviews": {"from": "2026-01-06"}})
        assert days_due(made)[1] == ("2026-05-02", None)

    def test_not_exported(self) -> None:
        """Without reviews nothing can be said."""
        made = case(care_periods=[{"start_date": "2026-01-06"}])
        with pytest.raises(NotExported, match="reviews not exported"):
            due_in(made)
