"""A child who is to leave care has a pathway plan in time, and it is kept up to date.

What it looks at:
    Since when a child in care is eligible for help with leaving it; the pathway assessment and
    the pathway plan from then on; and every pathway plan's reviews.

Why it matters to the child:
    Most young people grow into leaving home over years. A child in care has a date. Where the
    plan comes late, the eighteenth birthday comes before the home, the money and the people.

The standard:
    Eligible is whoever is 16 or 17 and in care, and has been in care for 13 weeks in all since
    the age of 14, short breaks (V3 and V4) left out. Regulation 42: needs are assessed within 3
    months of the 16th birthday, or of becoming eligible after it; an assessment of type pathway
    counts on the day it was authorised, and may come earlier. The law wants the plan as soon as
    possible after it: 3 months, the same, is the default, and local. Both fall away where the
    child leaves care before they are due. The Care Leavers Regulations, regulation 7: a pathway
    plan is reviewed at most 6 months apart, from the day of the first, after 18 as well; beyond
    the 21st birthday that is local. A review counts if its type is pathway, or child_in_care,
    where all of a child's plans are looked at.

Met:
    16 on 5 January 2026, in care since 2020; needs assessed on 5 April 2026.

Not met:
    16 on 5 January 2026, in care since 2020; needs assessed on 6 April 2026.

What it cannot see:
    Whether the plan was the young person's own. Those who became owed a plan after leaving care
    (relevant children, and those who ask for one from 21 to 25). Time in care elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from attrs import evolve, frozen

from qaudit.cases.calendar import Duration, birthday
from qaudit.cases.care import Span, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.intervals import shortest_by_day
from qaudit.cases.leaving import Eligible, Qualifying, case_shows_all_care, eligible
from qaudit.cases.model import Assessment, Plan, Review
from qaudit.cases.permanence import decided_on
from qaudit.cases.plans import REVIEWED_BY, versions
from qaudit.cases.reviews import held_reviews
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, days_late_until, judge_by
from qaudit.checking.observations import (
    Finding,
    NothingToJudge,
    Observation,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.recurrence import Recurring, Turn, turns
from qaudit.checking.settings import count, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

PATHWAY = "pathway"
STATUTORY_UNTIL = 21
"""To this age a former relevant child is owed a plan (Children Act 1989, section 23C(7))."""


@frozen(kw_only=True)
class Settings:
    assessed: Duration = length_of_time("3 months", "needs are assessed within this of eligibility")
    planned: Duration = length_of_time("3 months", "the plan is there within this of eligibility")
    reviewed: Duration = length_of_time("6 months", "from one review of the plan to the next")
    in_care: Duration = length_of_time("13 weeks", "eligible after this long in care in all")
    in_care_since: int = count(14, "counted since this age, in years")
    from_age: int = count(16, "eligible from this age, in years")
    until_age: int = count(25, "the plan's reviews are judged up to this age, in years")


@check(
    "LVR01",
    "pathway-plan",
    area=Area.LVR,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/959 regs 40 and 42; SI 2010/2571 reg 7; the plan's own date local",
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="steps in pathway planning",
        met="are taken in time",
        effect="young people come nearer to adulthood without a current plan",
    ),
)
def pathway_plan(case: Case, settings: Settings) -> Iterator[Finding]:
    yield from reviewed(case, settings)
    entitled = who_is_eligible(case, settings)
    if isinstance(entitled, Eligible):
        yield assessment(case, entitled, settings)
        yield first_plan(case, entitled, settings)
    else:
        yield entitled


def who_is_eligible(case: Case, settings: Settings) -> Eligible | NothingToJudge:
    """Since when the child is eligible, or why there is nothing to judge.

    Raises:
        NotExported: neither care periods nor placements were exported.
    """
    born = case.child.date_of_birth
    if not periods_of_care(case):
        section = "care_periods" if case.exports("care_periods") else "placements"
        return none_recorded(case, section, "never in care")
    if born is None:
        return cannot_tell("whether the child is old enough: no date of birth")
    old_enough = birthday(born, settings.from_age)
    if old_enough > case.as_at:
        return not_applicable(f"under {settings.from_age}")
    rule = Qualifying(
        in_care=settings.in_care,
        since_age=settings.in_care_since,
        from_age=settings.from_age,
    )
    found = eligible(case, born, rule)
    if found and found.since <= case.as_at:
        return found
    if not case_shows_all_care(case, birthday(born, settings.in_care_since), case.known_until):
        return cannot_tell("not all of the time in care is in the record")
    return not_applicable(f"not in care from {settings.from_age} on for long enough to be eligible")


def assessment(case: Case, entitled: Eligible, settings: Settings) -> Observation:
    items = case.assessments if case.exports("assessments") else ()
    done = {
        item.authorised_date: item
        for item in items
        if item.type == PATHWAY and item.authorised_date
    }
    return in_time(
        case, entitled, "assessments", "needs assessed", settings.assessed, done, Force.STATUTORY
    )


def first_plan(case: Case, entitled: Eligible, settings: Settings) -> Observation:
    plans = pathway_plans(case)
    done = {day: plan for plan in reversed(plans) if (day := decided_on(plan))}
    undated = [plan for plan in plans if decided_on(plan) is None]
    found = in_time(case, entitled, "plans", "pathway plan", settings.planned, done, Force.LOCAL)
    if found.outcome is Outcome.NOT_MET and undated:
        return evolve(
            found,
            outcome=Outcome.CANNOT_TELL,
            days_late=None,
            message="a pathway plan has no date",
            evidence=undated,
        )
    return found


def in_time(
    case: Case,
    entitled: Eligible,
    section: str,
    what: str,
    within: Duration,
    done: dict[date, Assessment] | dict[date, Plan],
    force: Force,
) -> Observation:
    """Whether something was done soon enough after the child became eligible, or before."""

    def judged_from(since: date) -> Verdict:
        return judge_by(case, section, since=since, last=within.after(since), done=done)

    due, left = within.after(entitled.since), entitled.period.span.end
    verdict = judged_from(entitled.since)
    earlier = judged_from(entitled.perhaps_since)
    observed = partial(
        Observation,
        about=reference(entitled.period.item, what),
        aspect=what,
        on=entitled.since,
        due=due,
        force=force,
    )
    since = f"eligible from {long_date(entitled.since)}"
    if verdict.outcome is not Outcome.MET and left and left <= due:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"{since}, in care until {long_date(left)}: {what}, not due by then",
        )
    if earlier.outcome is not verdict.outcome and verdict.outcome is not Outcome.NOT_MET:
        return observed(
            outcome=Outcome.CANNOT_TELL,
            message=f"{since}, or earlier: not all of the time in care is in the record",
            done=verdict.done,
        )
    return observed(
        outcome=verdict.outcome,
        message=f"{since}: {in_words(verdict, what, due)}",
        done=verdict.done,
        days_late=days_late_until(case, verdict, due, left),
        evidence=[reference(done[verdict.done], what)] if verdict.done else [],
    )


def in_words(verdict: Verdict, what: str, due: date) -> str:
    match verdict.outcome:
        case Outcome.MET:
            return f"{what} on {long_date(verdict.done or due)}"
        case Outcome.NOT_DUE:
            return f"{what}: due by {long_date(due)}"
        case Outcome.CANNOT_TELL:
            return f"{what}: {verdict.why}"
        case _ if verdict.done:
            return f"{what} not by {long_date(due)}, but on {long_date(verdict.done)}"
        case _:
            return f"{what} not by {long_date(due)}, and not since"


def pathway_plans(case: Case) -> tuple[Plan, ...]:
    """The versions of the pathway plan; one without a date before the others."""
    return versions(case).get(PATHWAY, ()) if case.exports("plans") else ()


def reviewed(case: Case, settings: Settings) -> Iterator[Observation]:
    """The reviews of a pathway plan through all its versions, from the first on."""
    plans = [plan for plan in pathway_plans(case) if decided_on(plan)]
    start = decided_on(plans[0]) if plans else None
    if start is None:
        return
    born = case.child.date_of_birth
    ends = [plans[-1].end_date, birthday(born, settings.until_age) if born else None]
    end = min((day for day in ends if day), default=None)
    if end and end <= start:
        return
    held = dict(reviews_of_plan(case, start))
    recurring = Recurring(
        section="reviews",
        span=Span(start, end),
        stages=shortest_by_day([(Span(start), settings.reviewed, "between reviews")]),
    )
    unsure = [day for day, _ in held_reviews(case, None)] if case.exports("reviews") else []
    adult = birthday(born, STATUTORY_UNTIL) if born else None
    for turn in turns(case, recurring, sorted(held), unsure):
        law = turn.due is None or adult is None or turn.due < adult
        following = held.get(turn.following) if turn.following else None
        yield Observation(
            outcome=turn.outcome,
            about=reference(held.get(turn.since) or plans[0], "the next review"),
            aspect="the next review",
            on=turn.until,
            message=review_in_words(turn),
            due=turn.due,
            done=turn.following,
            days_late=turn.days_late,
            evidence=[reference(following, "the review held")] if following else [],
            force=Force.STATUTORY if law else Force.LOCAL,
            facts={"days": turn.days},
        )


def reviews_of_plan(case: Case, start: date) -> Iterable[tuple[date, Review]]:
    """The reviews after a day at which the pathway plan was looked at."""
    if not case.exports("reviews"):
        return ()
    kinds = REVIEWED_BY[PATHWAY]
    return [held for kind in kinds for held in held_reviews(case, kind) if held[0] > start]


def review_in_words(turn: Turn) -> str:
    what = "the pathway plan" if turn.is_first else "the review"
    since = f"after {what} of {long_date(turn.since)}"
    if turn.known_from:
        since = f"after {long_date(turn.known_from)}, before which reviews are not known"
    match turn.outcome:
        case Outcome.MET | Outcome.NOT_MET if turn.following:
            days = f"the pathway plan was reviewed {turn.days} days {since}"
        case Outcome.NOT_MET:
            days = f"no review of the pathway plan for {turn.days} days {since}"
        case Outcome.NOT_DUE:
            days = f"the next review of the pathway plan {since}"
        case Outcome.NOT_APPLICABLE:
            return f"the pathway plan ended before a review was due {since}"
        case _:
            return f"the next review {since}: {turn.why}"
    return f"{days}, due by {long_date(turn.due)}" if turn.due else days
