"""Supervision agrees who does what by when, and looks at what became of it.

What it looks at:
    Each action of each supervision record: its owner and its due date. And each supervision
    after one that agreed actions: whether it reviewed them.

Why it matters to the child:
    A manager's concern helps a child when somebody acts on it. An action that nobody owns, or
    that is never asked about again, is a worry written down.

The standard:
    Each action has an owner and a due date that is a date, and the actions of the last record
    are reviewed at the next. No law sets this; it is commonly expected. A role is an owner;
    "all" and "professionals" are not. A supervision that agreed no action is no failure. A
    completed action is judged like any other. Two supervisions of one date are one sitting.

Met:
    "Referral to the clinic: W-1, by 13 February 2026", in the record of a supervision.

Not met:
    "Referral to the clinic: all", without a date.

What it cannot see:
    Whether the action was the right one, or how well it was reviewed: it reads a tick. An
    action that stands in the text of the record alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from qaudit.cases.actions import DUE_DATE, OWNER, specificity
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Supervision, SupervisionAction
from qaudit.cases.supervising import sittings
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation, not_applicable, reference
from qaudit.checking.settings import NoSettings
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@check(
    "SUP02",
    "supervision-actions",
    area=Area.SUP,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="each council sets its own; commonly expected",
    needs=("supervisions",),
    wording=Wording(
        counted="actions set in supervision",
        met="are specific and followed up",
        effect="it cannot be told whether supervision led to anything for the child",
    ),
)
def supervision_actions(case: Case, _settings: NoSettings) -> Iterator[Finding]:
    if not case.supervisions:
        yield none_recorded(case, "supervisions", "no supervision is recorded")
        return
    found = False
    for finding in (*actions(case), *reviews_of_actions(case)):
        found = True
        yield finding
    if not found:
        yield not_applicable("no supervision agreed an action")


def actions(case: Case) -> Iterator[Observation]:
    """One observation for each action."""
    without = case.coverage("supervisions").without
    for supervision in case.supervisions:
        if supervision.actions is None:
            yield Observation(
                outcome=Outcome.CANNOT_TELL,
                about=reference(supervision, "its actions"),
                on=supervision.date or case.as_at,
                message="what actions were agreed is not recorded",
                aspect="actions",
            )
        for action in supervision.actions or ():
            yield judge_action(case, supervision, action, without)


def judge_action(
    case: Case, supervision: Supervision, action: SupervisionAction, without: frozenset[str]
) -> Observation:
    lack = specificity(action, (OWNER, DUE_DATE), without)
    if lack.missing:
        outcome, message = Outcome.NOT_MET, f"the action has no {' and no '.join(lack.missing)}"
    elif lack.unknown:
        outcome = Outcome.CANNOT_TELL
        message = f"not exported of the action: {', '.join(lack.unknown)}"
    else:
        outcome, message = Outcome.MET, "the action has an owner and a due date"
    on = supervision.date or case.as_at
    return Observation(outcome=outcome, about=action, on=on, message=message)


def reviews_of_actions(case: Case) -> Iterator[Observation]:
    """One observation for each supervision that had actions of the last one to look at."""
    for (before_on, before), (day, now) in pairwise(sittings(case)):
        agreed = [one for one in before if one.actions]
        looked_at = agreed or [one for one in before if one.actions is None]
        if not looked_at:
            continue
        outcome, message = came_of_actions(case, before_on, agreed, day, now)
        yield Observation(
            outcome=outcome,
            about=reference(now[0], "the review of the last actions"),
            aspect="reviewed",
            on=day,
            message=message,
            evidence=[reference(one, "the last record") for one in looked_at],
        )


def came_of_actions(
    case: Case,
    before: date,
    agreed: list[Supervision],
    day: date,
    now: tuple[Supervision, ...],
) -> tuple[Outcome, str]:
    """Whether the actions of one supervision were looked at in the next, in words too."""
    said = [one.previous_actions_reviewed for one in now]
    last = f"the actions of {long_date(before)}"
    if True in said:
        return Outcome.MET, f"{last} were reviewed"
    if None in said:
        return Outcome.CANNOT_TELL, f"whether {last} were reviewed is not recorded"
    if why := why_unclear(case, before, day, agreed):
        return Outcome.CANNOT_TELL, why
    return Outcome.NOT_MET, f"{last} were not reviewed"


def why_unclear(case: Case, before: date, day: date, agreed: list[Supervision]) -> str | None:
    """Why it is not known whether there was anything to review."""
    if not agreed:
        return f"what actions were agreed on {long_date(before)} is not recorded"
    return case.why_unseen("supervisions", before, day)
