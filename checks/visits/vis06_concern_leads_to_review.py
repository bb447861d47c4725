"""A visit that finds a child's welfare not safeguarded leads to a review.

What it looks at:
    Each visit to a child in care with a concern, and the next review of the child in care.

Why it matters to the child:
    A worry that stays with the visitor changes nothing. A review is where the people who can
    change the plan must answer it.

The standard:
    Regulations 30 and 33(3): where the visit concludes that the child's welfare is not adequately
    safeguarded and promoted in the placement, a review is held before the time at which the
    next one would fall due: after the day of the visit, and before the due date that REV01
    gives. Where that date is near or has passed there are at least 5 working days, which is
    practice and not law. A series of meetings counts on the day it was completed. Where the
    child leaves care before then, nothing can be reviewed. Short breaks and remand have other
    rules, and are not judged.

Met:
    Reviewed on 5 January 2026, a concern at the visit of 2 March; a review on 4 July, before the
    5th, when it would have been due in any case.

Not met:
    Reviewed on 5 January 2026, a concern at the visit of 2 March; the next review on 5 July.

What it cannot see:
    How grave the concern was, and what was done about it other than a review. Where a visit does
    not say whether there was a concern, it cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import evolve, frozen

from qaudit.cases.calendar import ONE_DAY, CalendarEnds, Duration
from qaudit.cases.care import period_of_care_on, periods_of_care
from qaudit.cases.case import Case, long_date, once_a_case
from qaudit.cases.model import Visit
from qaudit.cases.reviews import STATUTORY_PACE, ReviewDue, reviews_due
from qaudit.cases.status import other_rules_on
from qaudit.cases.visits import child_was_seen, visits_in_care
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, judge_next
from qaudit.checking.observations import (
    Finding,
    NothingToJudge,
    Observation,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    at_least: Duration = length_of_time(
        "5 working days", "at least this long after the visit, however soon a review falls due"
    )


@check(
    "VIS06",
    "concern-leads-to-review",
    area=Area.VIS,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/959 regs 30 and 33(3)",
    needs=("visits", "reviews"),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="concerns raised on visits",
        met="are followed by a review in time",
        effect="worries about a child's welfare are not brought to a review",
    ),
)
def concern_leads_to_review(case: Case, settings: Settings) -> Iterator[Finding]:
    visits = visits_in_care(case)
    held = [entry for entry in visits if entry[1].concern or child_was_seen(entry[1]) is not False]
    if held and all(visit.concern is None for _, visit in held):
        yield cannot_tell("whether a visit found a concern is not recorded")
        return
    for day, visit in held:
        if visit.concern is not False:
            yield judge(case, day, visit, settings)
    if all(visit.concern is False for _, visit in held):
        yield no_concern(case)


def no_concern(case: Case) -> NothingToJudge:
    if why := case.why_unseen("visits", case.known_until, case.known_until):
        return cannot_tell(f"no visit found a concern, but {why}")
    known_from = case.coverage("visits").start
    since = f" since {long_date(known_from)}" if known_from else ""
    return not_applicable(f"no visit found a concern{since}")


def judge(case: Case, day: date, visit: Visit, settings: Settings) -> Observation:
    observation = Observation(
        outcome=Outcome.CANNOT_TELL,
        about=reference(visit),
        aspect="concern",
        on=day,
        message=f"visit of {long_date(day)}: whether there was a concern is not recorded",
    )
    if visit.concern is None:
        return observation
    concern = f"a concern at the visit of {long_date(day)}"
    if rules := other_rules_on(case, day):
        message = f"{concern}: {rules}, other rules hold, which are not judged here"
        return evolve(observation, outcome=Outcome.NOT_APPLICABLE, message=message)
    period = period_of_care_on(case, day)
    if period is None:
        return evolve(observation, message=f"{concern}: in no period of care that is recorded")
    expected = next(
        due
        for due in expected_reviews(case)
        if due.period is period and due.since <= day and (due.held is None or due.held[0] > day)
    )
    observed = partial(
        evolve,
        observation,
        evidence=[reference(expected.held[1], "the next review")] if expected.held else (),
    )
    try:
        longest, shortest = last_days(case, day, expected, settings)
    except CalendarEnds as ends:
        return observed(message=f"{concern}: {ends}")
    verdict = judge_until(case, day, longest, expected)
    if verdict.outcome is not Outcome.MET and period.span.end and period.span.end <= longest:
        message = f"{concern}: the child left care on {long_date(period.span.end)}, before a review"
        return observed(outcome=Outcome.NOT_APPLICABLE, message=message, due=longest)
    if judge_until(case, day, shortest, expected).outcome is not verdict.outcome:
        message = f"{concern}: when the next review fell due is not known"
        return observed(message=message, due=longest, done=verdict.done)
    return observed(
        outcome=verdict.outcome,
        message=f"{concern}: {in_words(verdict, longest)}",
        due=longest,
        done=verdict.done,
        days_late=verdict.days_late,
    )


@once_a_case
def expected_reviews(case: Case) -> list[ReviewDue]:
    return [due for period in periods_of_care(case) for due in reviews_due(case, period)]


def last_days(case: Case, day: date, expected: ReviewDue, settings: Settings) -> tuple[date, date]:
    """The last day for a review, the day before one falls due; at the latest and the earliest.

    Raises:
        CalendarEnds: it counts working days beyond the known bank holidays.
    """
    soonest = settings.at_least.after(day)
    if expected.number == 1 and case.why_unseen("reviews", expected.since, day):
        return STATUTORY_PACE.later.after(day) - ONE_DAY, soonest
    earliest = expected.perhaps or expected.allowed
    return (
        max(expected.due - ONE_DAY, soonest),
        max(earliest.after(expected.since) - ONE_DAY, soonest),
    )


def judge_until(case: Case, day: date, last: date, expected: ReviewDue) -> Verdict:
    held = expected.held and expected.held[0]
    return judge_next(case, "reviews", held, first=day + ONE_DAY, last=last)


def in_words(verdict: Verdict, last: date) -> str:
    match verdict.outcome:
        case Outcome.MET:
            return f"reviewed on {long_date(verdict.done or last)}"
        case Outcome.NOT_DUE:
            return f"a review is due by {long_date(last)}"
        case Outcome.CANNOT_TELL:
            return verdict.why
        case _ if verdict.done:
            return f"the next review was on {long_date(verdict.done)}, due by {long_date(last)}"
        case _:
            return f"no review since, due by {long_date(last)}"
