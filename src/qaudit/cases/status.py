"""What a child's standing with the council was on each day, from which duties follow."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from qaudit.cases.care import Span, eighteenth_birthday, periods_of_care, span_of, spans_of, stays
from qaudit.cases.case import Case, once_a_case

CASE_HOLDERS = frozenset({"social_worker", "family_support", "personal_advisor"})
"""The roles of workers by whose involvement a case is open."""


class Status(StrEnum):
    """A child may have several at once."""

    PROTECTION_PLAN = "on a child protection plan"
    COURT = "before the court"
    IN_NEED = "on a child in need plan"
    IN_CARE = "in care"
    SETTLED_MATCH = "in care in a settled long-term match"
    CARE_LEAVER = "a care leaver"
    ALLOCATED = "allocated to a worker"


@once_a_case
def spans_by_status(case: Case) -> dict[Status, list[Span]]:
    """When the child had which status, as far as the sections that were exported show it.

    A status that lasts is without an end: the 18th birthday to come ends none yet.

    - Before the court: proceedings are open, or the legal status is an interim care order (C1).
    - In a settled match: from the day a long-term match was ratified, while the stay lasts;
      those days are not given as `IN_CARE` too.
    - A care leaver: 18 or over, in care before, with an open pathway plan or a record of
      leaving care.
    """
    in_care = _in_care(case)
    matches = _settled_matches(case, in_care)
    return {
        Status.PROTECTION_PLAN: _plans(case, "child_protection"),
        Status.COURT: _in_court(case),
        Status.IN_NEED: _plans(case, "child_in_need"),
        Status.IN_CARE: [part for span in in_care for part in without(span, matches)],
        Status.SETTLED_MATCH: matches,
        Status.CARE_LEAVER: _care_leaver(case),
        Status.ALLOCATED: _allocated(case),
    }


def statuses_on(case: Case, day: date) -> list[Status]:
    """The child's statuses on a day, as far as they were exported."""
    return [
        status
        for status, spans in spans_by_status(case).items()
        if any(span.holds(day) for span in spans)
    ]


def case_open_since(case: Case) -> date | None:
    """Since when the case has been open without a break; None where it is not open."""
    spans = [span for group in spans_by_status(case).values() for span in group]
    start = min((span.start for span in spans if span.holds(case.known_until)), default=None)
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        if start and span.start < start and (span.end is None or span.end >= start):
            start = span.start
    return start


def _plans(case: Case, kind: str) -> list[Span]:
    if not case.exports("plans"):
        return []
    return spans_of(plan for plan in case.plans if plan.type == kind)


def _in_court(case: Case) -> list[Span]:
    proceedings = case.court_proceedings if case.exports("court_proceedings") else ()
    orders = case.legal_statuses if case.exports("legal_statuses") else ()
    interim = [order for order in orders if order.legal_status == "C1"]
    return spans_of(proceedings) + spans_of(interim)


def _in_care(case: Case) -> list[Span]:
    if not (case.exports("care_periods") or case.exports("placements")):
        return []
    return [_until_known(case, period.span) for period in periods_of_care(case)]


def _until_known(case: Case, span: Span) -> Span:
    return Span(span.start) if span.end and span.end > case.known_until else span


def _settled_matches(case: Case, in_care: list[Span]) -> list[Span]:
    """From ratification while the stay lasts, and no longer than the child is in care."""
    if not case.exports("placements"):
        return []
    spans = []
    for stay in stays(case):
        ratified = [
            row.long_term_match.ratified_date
            for row in stay.placements
            if row.long_term_match and row.long_term_match.ratified_date
        ]
        if ratified:
            settled = Span(max(min(ratified), stay.start), stay.span.end)
            spans += [both for span in in_care if (both := settled.overlap(span))]
    return spans


def _care_leaver(case: Case) -> list[Span]:
    adult = eighteenth_birthday(case)
    if adult is None or adult > case.known_until or not _in_care(case):
        return []
    if case.exports("care_leaving") and case.care_leaving:
        return [Span(adult)]
    pathway = _plans(case, "pathway")
    return [
        Span(max(span.start, adult), span.end)
        for span in pathway
        if span.end is None or span.end > adult
    ]


def _allocated(case: Case) -> list[Span]:
    if not case.exports("involvements"):
        return []
    workers = [worker for worker in case.involvements if worker.role in CASE_HOLDERS]
    return [span for worker in workers if (span := span_of(worker))]


def without(span: Span, taken: list[Span]) -> list[Span]:
    """The parts of a span that lie in none of some others, which are in order."""
    parts = []
    start: date | None = span.start
    for other in taken:
        if start is None or (span.end is not None and span.end <= other.start):
            break
        if start < other.start:
            parts.append(Span(start, other.start))
        start = None if other.end is None else max(start, other.end)
    if start is not None and (span.end is None or start < span.end):
        parts.append(Span(start, span.end))
    return parts


OTHER_RULES = {"V3": "short breaks", "V4": "short breaks", "J1": "on remand"}
"""Legal statuses (SSDA903) under which the care planning regulations hold with other rules."""


def other_rules_on(case: Case, day: date) -> str | None:
    """Why other rules of care planning held on a day, if the legal status says so."""
    statuses = case.legal_statuses if case.exports("legal_statuses") else ()
    for status in statuses:
        span = span_of(status)
        if status.legal_status in OTHER_RULES and span and span.holds(day):
            return OTHER_RULES[status.legal_status]
    return None
