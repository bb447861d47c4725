"""A child's life with the council in dates: what a picture of it is drawn from.

It holds dates, codes and roles, and no text of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from attrs import evolve, frozen

from qaudit.cases.care import Lasting, periods_of_care
from qaudit.cases.case import Case
from qaudit.cases.codes import LEGAL_STATUSES, PLACEMENTS, in_plain_words
from qaudit.cases.model import Item, Review, Visit


class Lane(StrEnum):
    """The lines of the picture, from top to bottom."""

    CARE = "in care"
    LEGAL_STATUS = "legal status"
    PLACEMENTS = "placements"
    PLANS = "plans"
    WORKERS = "workers"
    REVIEWS = "reviews"
    ASSESSMENTS = "assessments"
    VISITS = "visits"
    SUPERVISIONS = "supervisions"
    MISSING = "missing"


@frozen
class Mark:
    """Something that lasted, or happened on a day.

    Attributes:
        lane: the line it stands on.
        label: what it was, in plain words.
        start: the day, or the first day.
        end: the day it ended; None: it went on to the last day known, or happened on one day.
        lasting: whether it lasts, rather than happens.
        pointer: the item in the record.
    """

    lane: Lane
    label: str
    start: date
    end: date | None
    lasting: bool
    pointer: str


def timeline(case: Case) -> list[Mark]:
    """What is dated in a case, by lane and then by day; what has no date has no place in it.

    Sections that were not exported leave their lanes empty, and so does what happens after
    the last day that is known.
    """
    known_until = case.known_until
    marks = [
        mark if mark.end is None or mark.end <= known_until else evolve(mark, end=None)
        for lane in (
            _care,
            _legal_statuses,
            _placements,
            _plans,
            _workers,
            _reviews,
            _assessments,
            _visits,
            _supervisions,
            _missing,
        )
        for mark in lane(case)
        if mark.start <= known_until
    ]
    order = list(Lane)
    return sorted(marks, key=lambda mark: (order.index(mark.lane), mark.start, mark.pointer))


def _care(case: Case) -> Iterator[Mark]:
    if case.exports("care_periods") or case.exports("placements"):
        for period in periods_of_care(case):
            span, pointer = period.span, period.item.pointer
            yield Mark(Lane.CARE, "in care", span.start, span.end, True, pointer)


def _legal_statuses(case: Case) -> Iterator[Mark]:
    if case.exports("legal_statuses"):
        for item in case.legal_statuses:
            label = in_plain_words(item.legal_status, LEGAL_STATUSES)
            yield from _lasting(Lane.LEGAL_STATUS, label, item, item)


def _placements(case: Case) -> Iterator[Mark]:
    if case.exports("placements"):
        for item in case.placements:
            label = in_plain_words(item.placement_type, PLACEMENTS)
            yield from _lasting(Lane.PLACEMENTS, label, item, item)


def _plans(case: Case) -> Iterator[Mark]:
    if case.exports("plans"):
        for item in case.plans:
            yield from _lasting(Lane.PLANS, _said(item.type, "plan"), item, item)


def _workers(case: Case) -> Iterator[Mark]:
    if case.exports("involvements"):
        for item in case.involvements:
            label = f"{_said(item.role, 'worker')} {item.worker_id or 'not named'}"
            yield from _lasting(Lane.WORKERS, label, item, item)


def _reviews(case: Case) -> Iterator[Mark]:
    if case.exports("reviews"):
        for item in case.reviews:
            yield from _on(Lane.REVIEWS, _review(item), item, item.date)


def _assessments(case: Case) -> Iterator[Mark]:
    if case.exports("assessments"):
        for item in case.assessments:
            kind = _said(item.type, "assessment")
            if item.authorised_date:
                yield from _on(Lane.ASSESSMENTS, f"{kind}, authorised", item, item.authorised_date)
            else:
                yield from _on(Lane.ASSESSMENTS, f"{kind}, started", item, item.start_date)


def _visits(case: Case) -> Iterator[Mark]:
    if case.exports("visits"):
        for item in case.visits:
            yield from _on(Lane.VISITS, _visit(item), item, item.date)


def _supervisions(case: Case) -> Iterator[Mark]:
    if case.exports("supervisions"):
        for item in case.supervisions:
            yield from _on(Lane.SUPERVISIONS, "supervision", item, item.date)


def _missing(case: Case) -> Iterator[Mark]:
    if case.exports("missing_episodes"):
        for item in case.missing_episodes:
            if item.start_at:
                end = item.end_at.date() if item.end_at else None
                start, pointer = item.start_at.date(), item.pointer
                yield Mark(Lane.MISSING, "missing", start, end, True, pointer)


def _lasting(lane: Lane, label: str, item: Item, lasting: Lasting) -> Iterable[Mark]:
    if lasting.start_date:
        yield Mark(lane, label, lasting.start_date, lasting.end_date, True, item.pointer)


def _on(lane: Lane, label: str, item: Item, day: date | None) -> Iterable[Mark]:
    if day:
        yield Mark(lane, label, day, None, False, item.pointer)


def _review(item: Review) -> str:
    kind = f"{_said(item.type, '')} review".strip()
    return f"{kind}, cancelled" if item.cancelled else kind


def _visit(item: Visit) -> str:
    kind = f"{_said(item.type, '')} visit".strip()
    failed = item.successful is False or item.seen is False
    return f"{kind}, child not seen" if failed else kind


def _said(code: str | None, otherwise: str) -> str:
    return code.replace("_", " ") if code else otherwise
