"""Reviews of a child in care are held in time.

What it looks at:
    Every period of care: the first review after entry, the second, and each later one, and
    the review still to come. Each is due a certain time after the one held before it.

Why it matters to the child:
    A review is where somebody independent asks the child, and everybody who matters, whether
    the plan is working. Where it is late, a plan that has stopped working goes on.

The standard:
    Regulation 33: the first review within 20 working days of the day the child became looked
    after; the second within 3 months of the first; each later one within 6 months of the last.
    The clock starts with entry to care, not with a placement, and a new period of care starts
    it again. The next runs from the review held, late or not; a series of meetings counts on
    the day it was completed. A review that would have fallen due on or after the day the child
    left care, or turned 18, is not due. Where reviews are known only from some day of the
    period, the first one seen may not have been the first. Short breaks (V3 and V4) and remand
    (J1) have other timings, which are not judged here.

Met:
    In care from 5 January 2026; the first review on 2 February, the 20th working day.

Not met:
    In care from 5 January 2026; the first review on 3 February, a day late.

What it cannot see:
    Whether the review was any good, or the child took part (REV05). A pathway review counts
    only where it is recorded as a review of a child in care as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import evolve, frozen

from qaudit.cases.calendar import ONE_DAY, CalendarEnds, Duration
from qaudit.cases.care import Span, periods_of_care, span_of
from qaudit.cases.case import Case, long_date
from qaudit.cases.reviews import Pace, ReviewDue, held_reviews, held_twice, reviews_due
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, days_late_until, judge_next
from qaudit.checking.observations import Finding, Note, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

OTHER_TIMINGS = {"V3": "short breaks", "V4": "short breaks", "J1": "a remand"}
"""Legal statuses (SSDA903) under which reviews have other timings."""


@frozen(kw_only=True)
class Settings:
    first: Duration = length_of_time("20 working days", "the first review after entry to care")
    second: Duration = length_of_time("3 months", "the second review after the first")
    later: Duration = length_of_time("6 months", "each later review after the last")


@check(
    "REV01",
    "review-timeliness",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/959 reg 33",
    needs=("reviews",),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="reviews",
        met="are held in time",
        effect="plans for children are not looked at again when they should be",
    ),
)
def review_timeliness(case: Case, settings: Settings) -> Iterator[Finding]:
    periods = periods_of_care(case)
    if not periods:
        section = "care_periods" if case.exports("care_periods") else "placements"
        yield none_recorded(case, section, "no period of care is recorded")
        return
    if repeated := held_twice(case):
        yield Note(message="reviews of one date are counted once", evidence=repeated)
    pace = Pace(first=settings.first, second=settings.second, later=settings.later)
    exempt = other_timings(case)
    for period in periods:
        for review in reviews_due(case, period, pace):
            if found := judge(case, review, pace, exempt):
                yield found


def other_timings(case: Case) -> list[tuple[Span, str]]:
    """When the child had a legal status under which reviews have other timings."""
    statuses = case.legal_statuses if case.exports("legal_statuses") else ()
    return [
        (span, OTHER_TIMINGS[status.legal_status])
        for status in statuses
        if status.legal_status in OTHER_TIMINGS and (span := span_of(status))
    ]


def judge(
    case: Case, review: ReviewDue, pace: Pace, exempt: list[tuple[Span, str]]
) -> Observation | None:
    """What came of one review that was due; None where the child left care before a later one."""
    end = review.period.span.end
    done = review.held[0] if review.held else None
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(review.runs_from, runs_from_in_words(review)),
        on=done or min(case.known_until, end or case.known_until),
        evidence=[reference(review.held[1], "the review held")] if review.held else (),
        facts={"number": review.number},
    )
    try:
        due = review.due
    except CalendarEnds as ends:
        return observed(message=str(ends))
    if not done and not review.falls_due:
        return never_due(review, observed(message="")) if review.number == 1 else None
    if why := next((why for span, why in exempt if touches(span, review.since, due)), None):
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"{why}: other timings hold, which are not judged here",
        )
    if review.number == 1 and not review.period.entry_seen:
        unseen = observed(message="when the child entered care is not recorded", done=done)
        return covered_part_too_long(case, review, pace, unseen)
    first = review.since if review.number == 1 else review.since + ONE_DAY
    verdict = judge_next(case, "reviews", done, first=first, last=due)
    if why := why_unclear(case, review, verdict, due):
        return observed(message=why, due=due, done=done)
    found = observed(
        outcome=verdict.outcome,
        message=in_words(review, verdict, due),
        due=due,
        done=done,
        days_late=days_late_until(case, verdict, due, end),
    )
    return covered_part_too_long(case, review, pace, found)


def touches(span: Span, first: date, last: date) -> bool:
    return span.start <= last and (span.end is None or first < span.end)


def runs_from_in_words(review: ReviewDue) -> str:
    return "the review before" if review.number > 1 else "entry to care"


def never_due(review: ReviewDue, observation: Observation) -> Observation:
    end = review.period.span.end
    assert end
    return evolve(
        observation,
        outcome=Outcome.NOT_APPLICABLE,
        message=f"in care only until {long_date(end)}, before a review fell due",
    )


def why_unclear(case: Case, review: ReviewDue, verdict: Verdict, due: date) -> str | None:
    """Why it is not known what was due, or whether what was held is a review of this kind."""
    if review.perhaps and verdict.outcome in (Outcome.MET, Outcome.NOT_DUE):
        if (verdict.done or case.as_at) > review.perhaps.after(review.since):
            return (
                f"the review of {long_date(review.since)} may have been the first of the period, "
                f"and the next then due within {review.perhaps}"
            )
    elif verdict.outcome is Outcome.NOT_MET and any(
        review.since < day <= due for day, _ in held_reviews(case, None)
    ):
        return f"the type of a review held by {long_date(due)} is not recorded"
    return None


def covered_part_too_long(
    case: Case, review: ReviewDue, pace: Pace, found: Observation
) -> Observation:
    """No review is seen, and the first days of the period are not: those known may be enough.

    Had there been one on the day before they are known from, the next would be overdue.
    """
    if found.outcome is not Outcome.CANNOT_TELL or review.number > 1 or review.held:
        return found
    known_from = case.coverage("reviews").start
    start = review.period.span.start
    since = known_from - ONE_DAY if known_from and known_from > start else start
    due = pace.later.after(since)
    until = min(case.known_until, review.period.span.end or case.known_until)
    if until <= due or case.why_unseen("reviews", since + ONE_DAY, due):
        return found
    return evolve(
        found,
        outcome=Outcome.NOT_MET,
        message=f"no review since {long_date(since + ONE_DAY)}: what is known from there alone "
        "is too long",
        due=due,
        days_late=(until - due).days,
    )


def in_words(review: ReviewDue, verdict: Verdict, due: date) -> str:
    first = review.number == 1
    which = "the first review" if first else "the next review"
    since = (
        f"within {review.allowed} of "
        f"{'entry to care' if first else 'the review'} on {long_date(review.since)}"
    )
    match verdict.outcome:
        case Outcome.MET:
            return f"{which} was held on {long_date(verdict.done or due)}, {since}"
        case Outcome.NOT_DUE:
            return f"{which} is due by {long_date(due)}, {since}"
        case Outcome.CANNOT_TELL:
            return f"{which}, due by {long_date(due)}: {verdict.why}"
        case _ if review.held:
            day, held = review.held
            begun = held.date and held.date <= due < day
            series = "; a series of meetings began in time and was completed after it"
            return f"{which} was due by {long_date(due)}, {since}, and held on {long_date(day)}" + (
                series if begun else ""
            )
        case _:
            return f"{which} was due by {long_date(due)}, {since}, and was not held"
