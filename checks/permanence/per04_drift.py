"""The plan for where a child will grow up does not stand still in silence.

What it looks at:
    Every two successive reviews of a child in care between which the permanence goal was the
    same and not achieved: whether either review, or any supervision from the first to the
    second, speaks of permanence.

Why it matters to the child:
    Drift is not a decision. A child of six who waits two years for a plan to move has waited a
    third of a life, and nobody meant it.

The standard:
    No law defines drift. A goal that is unachieved and unchanged over two reviews, while the
    reviews and the supervision between them are silent about permanence, is drift. A review
    recorded as having considered permanence is not silent, whatever its text; otherwise text
    decides: adoption, special guardianship, a match, a long-term home, return home, and the
    like. The words are a setting. Achieved means a ratified long-term match, or leaving care.
    Where the goal changed between the reviews there was no drift. Without a goal there is
    nothing to drift: PER01 carries it.

Met:
    Long-term fostering planned; reviews on 2 February and 20 July 2026; a supervision on 20 July
    speaks of matching.

Not met:
    Long-term fostering planned; reviews on 2 February and 20 July 2026 that did not consider
    permanence, and no supervision between them speaks of it.

What it cannot see:
    Whether what was said moved anything. What was said in other words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise

from attrs import frozen

from qaudit.cases.care import PeriodOfCare, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Review, Supervision
from qaudit.cases.permanence import Stretch, changes_of_goal, stretch_on, why_goals_unclear
from qaudit.cases.reviews import reviews_of_period
from qaudit.cases.status import Status, spans_by_status
from qaudit.cases.supervising import sittings
from qaudit.cases.texts import Topic, first_said, topic
from qaudit.cases.topics import PERMANENCE
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.mentions import mentioned
from qaudit.checking.observations import (
    Finding,
    Observation,
    Reference,
    reference,
)
from qaudit.checking.settings import words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

Held = tuple[date, Review]


@frozen(kw_only=True)
class Settings:
    speaks_of_it: tuple[str, ...] = words(
        PERMANENCE, "words for permanence; a star stands for any ending"
    )


@check(
    "PER04",
    "drift",
    area=Area.PER,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="a reading of text; no law defines drift",
    needs=("plans", "reviews"),
    settings=Settings,
    wording=Wording(
        counted="intervals between reviews",
        met="are used to speak of where the child will grow up",
        effect="where children will grow up is not spoken of for months",
    ),
)
def drift(case: Case, settings: Settings) -> Iterator[Finding]:
    periods = periods_of_care(case)
    if not periods:
        section = "care_periods" if case.exports("care_periods") else "placements"
        yield none_recorded(case, section, "no period of care is recorded")
        return
    about = topic(settings.speaks_of_it)
    found = False
    for period in periods:
        for observation in between_reviews(case, period, about):
            found = True
            yield observation
    if not found:
        reason = "no two reviews with a permanence goal that was not achieved"
        yield none_recorded(case, "reviews", reason)


def between_reviews(case: Case, period: PeriodOfCare, about: Topic) -> Iterator[Observation]:
    """One observation for each two successive reviews with a goal to achieve."""
    waiting = spans_by_status(case)[Status.IN_CARE]
    for first, second in pairwise(reviews_of_period(case, period)):
        if any(span.holds(first[0]) and span.holds(second[0]) for span in waiting):
            observation = judge(case, first, second, about)
            if observation:
                yield observation


def judge(case: Case, first: Held, second: Held, about: Topic) -> Observation | None:
    """What came of the time between two reviews; None where there was no goal."""
    (begins, before), (ends, now) = first, second
    planned = stretch_on(case, begins)
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(now, "the second review"),
        on=ends,
    )
    shown = [reference(before, "the first review")]
    shown += [reference(plan, "the plan") for plan in planned.plans]
    if why := why_goal_unknown(case, begins, planned):
        return observed(message=f"what the goal was on {long_date(begins)}: {why}", evidence=shown)
    if not planned.goals:
        return None
    changes = [one for one in changes_of_goal(case) if begins < one.day <= ends]
    if any(not one.unclear for one in changes):
        message = "the permanence goal changed between the reviews"
        return observed(outcome=Outcome.MET, message=message, evidence=shown)
    between = f"between the reviews of {long_date(begins)} and {long_date(ends)}"
    held = supervisions(case, begins, ends)
    if spoken := where_spoken(case, before, now, held, about):
        message = f"permanence is spoken of {between}"
        return observed(outcome=Outcome.MET, message=message, evidence=[*shown, spoken])
    if why := why_silence_unknown(case, first, second, held, changed=bool(changes)):
        message = f"whether permanence was spoken of {between}: {why}"
        return observed(message=message, evidence=shown)
    message = f"the goal is unachieved and unchanged, and nothing is said of permanence {between}"
    return observed(outcome=Outcome.NOT_MET, message=message, evidence=shown)


def why_goal_unknown(case: Case, day: date, planned: Stretch) -> str | None:
    if not planned.plans:
        return case.why_unseen("plans", day, day)
    if planned.goals:
        return None
    return next((why for plan in planned.plans if (why := why_goals_unclear(plan))), None)


def where_spoken(
    case: Case, before: Review, now: Review, held: list[Supervision], about: Topic
) -> Reference | None:
    """The first place that shows permanence was spoken of, from one review to the other."""
    for review in (before, now):
        if review.permanence_considered:
            return reference(review, "permanence was considered")
    for item in (before, now, *held):
        if mention := first_said(case, item, about):
            return mentioned(mention, "permanence")
    return None


def supervisions(case: Case, first: date, last: date) -> list[Supervision]:
    if not case.exports("supervisions"):
        return []
    return [one for day, held in sittings(case) if first <= day <= last for one in held]


def why_silence_unknown(
    case: Case, first: Held, second: Held, held: list[Supervision], *, changed: bool
) -> str | None:
    """Why silence is not known to be silence."""
    if changed:
        return "whether the goal changed is not clear"
    for _, review in (first, second):
        if review.permanence_considered is None:
            return "whether a review considered permanence is not recorded"
    if any(one.sections is None for one in held):
        return "the text of a supervision was not exported"
    return case.why_unseen("supervisions", first[0], second[0]) or case.why_unseen(
        "plans", first[0], second[0]
    )
