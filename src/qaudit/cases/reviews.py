"""Reviews as they count: held, once each, on the day they were completed."""

from __future__ import annotations

from datetime import date

from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import Review


def held_on(review: Review) -> date | None:
    """The day a review counts on: a series of meetings on the day it was completed.

    A cancelled review was not held.
    """
    return None if review.cancelled else review.completed_date or review.date


@once_a_case
def _held(case: Case) -> dict[str | None, list[tuple[date, Review]]]:
    by_type: dict[str | None, list[tuple[date, Review]]] = {}
    for review in case.reviews:
        day = held_on(review)
        if day is not None:
            by_type.setdefault(review.type, []).append((day, review))
    for reviews in by_type.values():
        reviews.sort(key=lambda held: (held[0], held[1].pointer))
    return by_type


def held_reviews(case: Case, kind: str | None) -> list[tuple[date, Review]]:
    """The reviews of a type that were held, with the day each counts on, in order.

    A type of None gives those whose type is not recorded.

    Raises:
        NotExported: reviews were not exported.
    """
    return _held(case).get(kind, [])
