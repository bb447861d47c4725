from datetime import date
from typing import Any

import pytest

from qaudit.cases.case import NotExported
from qaudit.cases.reviews import held_on, held_reviews
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
