"""A case that is stepped down or closed as improved has a measure that changed.

What it looks at:
    Every child protection plan and child in need plan that ended, unless the child went on to a
    plan that does more or into care, and what in the record shows a change: an action with a
    measure that was completed, two strengths and difficulties scores, or figures compared in
    the last review or assessment.

Why it matters to the child:
    A plan that ends because nobody is worried any longer, with nothing measured, is how a child
    comes back in a year.

The standard:
    A reading of the record; no number is published. Before the plan ended one of these: an
    action of the plan that names a measure and is completed; two strengths and difficulties
    scores during the plan that differ; or, in a review or an authorised assessment of the last
    3 months of the plan, two figures compared ("from 14 to 2"). A protection plan followed by
    one for a child in need is a step down, and judged; an in need plan followed by a protection
    plan, or care within 28 days of the end, is none. A new version of the same plan ends nothing.

Met:
    A child in need plan ended on 29 May 2026; its action, measured by attendance, was completed
    on 29 May.

Not met:
    A child in need plan ended on 29 May 2026; its action, measured by attendance, was completed
    on 30 May.

What it cannot see:
    Whether the measure changed for the better, and whether it was the right one. An improvement
    told in words alone. Cases that were never on a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Assessment, Plan, Review
from qaudit.cases.said import says_something
from qaudit.cases.texts import texts_of
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation, Reference, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

GOES_ON_AS = {
    "child_protection": frozenset({"child_protection"}),
    "child_in_need": frozenset({"child_in_need", "child_protection"}),
}
"""The types of plan by which one of a type goes on, or does more."""

COMPARED = re.compile(r"\bfrom (\d[\d.,]*)[^.\n]{0,60}?\bto (\d[\d.,]*)", re.IGNORECASE)
"""Two figures, before and after."""


@frozen(kw_only=True)
class Settings:
    stepped_up: Duration = length_of_time(
        "28 days", "another plan or care so soon after the end: the plan did not end as improved"
    )
    read_back: Duration = length_of_time(
        "3 months", "reviews and assessments so long before the end are read"
    )


@check(
    "PRO06",
    "improvement-evidenced",
    area=Area.PRO,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="a reading of the record; no number is published",
    needs=("plans",),
    settings=Settings,
    wording=Wording(
        counted="plans that ended as improved",
        met="are backed by evidence of what improved",
        effect="it cannot be seen that life got better before help ended",
    ),
)
def improvement_evidenced(case: Case, settings: Settings) -> Iterator[Finding]:
    found = False
    for plan in case.plans:
        if plan.end_date and ended_as_improved(case, plan, plan.end_date, settings):
            found = True
            yield judge(case, plan, plan.end_date, settings)
    if not found:
        yield none_recorded(case, "plans", "no plan was stepped down or ended as improved")


def ended_as_improved(case: Case, plan: Plan, ended: date, settings: Settings) -> bool:
    """Whether a plan ended with nothing as much, or more, in its place."""
    goes_on_as = GOES_ON_AS.get(plan.type or "")
    if goes_on_as is None:
        return False
    until = settings.stepped_up.after(ended)
    for other in case.plans:
        began = other.start_date or other.agreed_date
        if (
            other is not plan
            and other.type in goes_on_as
            and began
            and began <= until
            and (other.end_date is None or other.end_date > ended)
        ):
            return False
    if not (case.exports("care_periods") or case.exports("placements")):
        return True
    return not any(
        period.span.start <= until and (period.span.end is None or period.span.end > ended)
        for period in periods_of_care(case)
    )


def judge(case: Case, plan: Plan, ended: date, settings: Settings) -> Observation:
    observed = partial(Observation, about=reference(plan), on=ended)
    ends = f"the plan ended on {long_date(ended)}"
    try:
        since = settings.read_back.before(ended)
    except CalendarEnds as stops:
        return observed(outcome=Outcome.CANNOT_TELL, message=str(stops))
    shown = (
        completed_measure(plan, ended)
        or changed_score(case, plan, ended)
        or compared_figures(case, since, ended)
    )
    if shown:
        message = f"{ends}: {shown[0].note or 'figures are compared'}"
        return observed(outcome=Outcome.MET, message=message, evidence=shown)
    if why := why_unseen(case, plan, since, ended):
        message = f"{ends}, whether a measure had changed: {why}"
        return observed(outcome=Outcome.CANNOT_TELL, message=message)
    message = f"{ends}, and nothing shows a measure that changed"
    return observed(outcome=Outcome.NOT_MET, message=message)


def completed_measure(plan: Plan, ended: date) -> list[Reference]:
    """An action of the plan that names a measure and was completed before it ended."""
    return [
        reference(action, "an action with a measure was completed")
        for action in plan.actions or ()
        if says_something(action.measure)
        and action.completed_date
        and action.completed_date <= ended
    ][:1]


def changed_score(case: Case, plan: Plan, ended: date) -> list[Reference]:
    """The first and last scores during the plan, if they differ."""
    begun = plan.start_date or plan.agreed_date
    if begun is None or not case.exports("health_assessments"):
        return []
    scores = sorted(
        (
            item
            for item in case.health_assessments
            if item.type == "sdq"
            and item.score is not None
            and item.date
            and begun <= item.date <= ended
        ),
        key=lambda item: item.date or begun,
    )
    if len(scores) > 1 and scores[0].score != scores[-1].score:
        return [reference(one, "the score changed") for one in (scores[0], scores[-1])]
    return []


def compared_figures(case: Case, since: date, ended: date) -> list[Reference]:
    """Two different figures compared in a review or assessment of the last months."""
    written: list[tuple[date | None, Review | Assessment]] = []
    if case.exports("reviews"):
        written += [(review.completed_date or review.date, review) for review in case.reviews]
    if case.exports("assessments"):
        written += [(item.authorised_date, item) for item in case.assessments]
    for day, item in written:
        if day is None or not since <= day <= ended:
            continue
        for text in texts_of(case, item):
            for found in COMPARED.finditer(text.written):
                if found[1].rstrip(".,") != found[2].rstrip(".,"):
                    label = f"figures compared, characters {found.start()} to {found.end()}"
                    return [Reference(text.pointer, label, "")]
    return []


def why_unseen(case: Case, plan: Plan, since: date, ended: date) -> str | None:
    """Why a change may have been measured all the same."""
    if plan.actions is None:
        return "the plan's actions are not recorded"
    without = case.coverage("plans").without
    if without & {"measure", "completed_date"}:
        return "the system that was exported cannot give the measures of actions"
    return case.why_unseen("reviews", since, ended) or case.why_unseen("assessments", since, ended)
