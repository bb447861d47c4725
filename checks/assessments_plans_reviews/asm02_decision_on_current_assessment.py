"""A decision that changes a child's life rests on an assessment of the child as the child is.

What it looks at:
    Every move to another carer, change of permanence goal, return home, change of legal status,
    ratified long-term match and closing of a case, and the authorised assessments of the
    child's needs around it.

Why it matters to the child:
    A child is moved, sent home or placed for good on what is known of them. Where what is known
    is old, the decision is made for a child who is no longer there.

The standard:
    An assessment that covers the child's needs, authorised no more than 6 months before the
    decision, or on its day; where a move was unplanned, or the child was taken under police
    protection or an emergency order, one within 45 working days after will do as well. No law
    sets these times. Where the record does not say whether a move was planned, either will do.
    The first legal status in the record, entry to care and the first plan are no such
    decisions. A referral closed without further action is none.

Met:
    Planned move on Wednesday 4 March 2026; assessment authorised on 4 September 2025.

Not met:
    Planned move on Wednesday 4 March 2026; assessment authorised on 3 September 2025.

What it cannot see:
    Whether anybody read the assessment. A decision that was taken and not carried out, and the
    closing of a case that no referral's closure shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise

from attrs import frozen

from qaudit.cases.assessments import authorised, covers_needs
from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import Beginning, changes_of_carer, periods_of_care, stays
from qaudit.cases.case import Case, in_words, long_date
from qaudit.cases.model import Assessment, Item
from qaudit.cases.orders import WITH_PARENTS
from qaudit.cases.permanence import changes_of_goal
from qaudit.checking import deadlines
from qaudit.checking.check import check
from qaudit.checking.deadlines import judge_window
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

HOME_TO_PARENTS = frozenset({"E4A", "E4B"})
"""Returned home to live with parents or relatives (SSDA903, REC)."""

TAKEN_AT_ONCE = frozenset({"L1", "L2"})
"""Police protection and emergency protection orders: they cannot wait for an assessment."""


@frozen(kw_only=True)
class Settings:
    before: Duration = length_of_time("6 months", "authorised no longer than this before")
    after_unplanned: Duration = length_of_time(
        "45 working days", "or, where the move was unplanned, within this long after"
    )


@frozen
class LifeDecision:
    """A decision that changes a child's life.

    Attributes:
        what: what was decided, in words.
        on: the day.
        about: the item that shows it.
        may_follow: whether the assessment may come after it; None: not recorded.
        unclear: why it is not known whether there was one, if it is not.
    """

    what: str
    on: date
    about: Item
    may_follow: bool | None = False
    unclear: str = ""


@check(
    "ASM02",
    "decision-on-current-assessment",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="each council sets its own; no law sets an interval",
    needs=("assessments",),
    settings=Settings,
    wording=Wording(
        counted="decisions about where and how children live",
        met="are based on a current assessment",
        effect="important decisions are made without a current view of what the child needs",
    ),
)
def decision_on_current_assessment(case: Case, settings: Settings) -> Iterator[Finding]:
    decisions = sorted(life_decisions(case), key=lambda one: (one.on, one.about.pointer))
    for decision in decisions:
        yield judge(case, decision, settings)
    if not decisions:
        yield none_seen(case)


def life_decisions(case: Case) -> Iterator[LifeDecision]:
    """Those that the exported sections show, in no order."""
    if case.exports("placements"):
        yield from moves(case)
        yield from matches(case)
    if case.exports("plans") and (case.exports("care_periods") or case.exports("placements")):
        for change in changes_of_goal(case):
            what = "change of permanence goal"
            yield LifeDecision(what, change.day, change.plan, unclear=change.unclear or "")
    if case.exports("care_periods"):
        yield from returns_home(case)
    if case.exports("legal_statuses"):
        yield from changes_of_status(case)
    if case.exports("referrals"):
        for referral in case.referrals:
            if referral.closure_date and not referral.no_further_action:
                yield LifeDecision("closing of the case", referral.closure_date, referral)


def moves(case: Case) -> Iterator[LifeDecision]:
    for move in changes_of_carer(case):
        home = move.placement.placement_type == WITH_PARENTS
        planned = move.placement.planned
        yield LifeDecision(
            "return home" if home else "move to another carer",
            move.start,
            move.placement,
            None if planned is None else not planned,
            move.begins.value if move.begins is Beginning.UNCLEAR else "",
        )


def matches(case: Case) -> Iterator[LifeDecision]:
    for stay in stays(case):
        for row in stay.placements:
            if row.long_term_match and row.long_term_match.ratified_date:
                day = row.long_term_match.ratified_date
                yield LifeDecision("long-term match", day, row.long_term_match)
                break


def returns_home(case: Case) -> Iterator[LifeDecision]:
    """The periods of care that ended with the child's return to parents or relatives."""
    ends = {period.span.end for period in periods_of_care(case)}
    for period in case.care_periods:
        if period.end_reason in HOME_TO_PARENTS and period.end_date in ends and period.end_date:
            yield LifeDecision("return home", period.end_date, period)


def changes_of_status(case: Case) -> Iterator[LifeDecision]:
    dated = [(item.start_date, item) for item in case.legal_statuses if item.start_date]
    dated.sort(key=lambda entry: entry[0])
    for (_, before), (day, status) in pairwise(dated):
        if status.legal_status and status.legal_status != before.legal_status:
            at_once = status.legal_status in TAKEN_AT_ONCE
            yield LifeDecision("change of legal status", day, status, at_once)


def judge(case: Case, decision: LifeDecision, settings: Settings) -> Observation:
    what = f"{decision.what} on {long_date(decision.on)}"
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(decision.about, decision.what),
        on=decision.on,
        aspect=decision.what,
    )
    if decision.unclear:
        return observed(message=f"whether there was a {what}: {decision.unclear}")
    try:
        first = settings.before.before(decision.on)
        last = decision.on
        if decision.may_follow is not False:
            last = settings.after_unplanned.after(decision.on)
    except CalendarEnds as ends:
        return observed(message=str(ends))
    known = [(day, item) for day, item in authorised(case) if first <= day and covers_needs(item)]
    verdict = judge_window(
        case, "assessments", first=first, last=last, done=[day for day, _ in known]
    )
    if verdict.outcome is Outcome.NOT_MET and may_cover(case, first, last):
        message = f"{what}: whether the assessment at hand covers the child's needs is not recorded"
        return observed(message=message, due=last)
    evidence: list[Assessment] = [item for day, item in known if day == verdict.done]
    return observed(
        outcome=verdict.outcome,
        message=deadlines.in_words(
            verdict, f"{what}, an assessment from {long_date(first)} on", last
        ),
        due=last,
        done=verdict.done,
        days_late=verdict.days_late,
        evidence=[reference(item, "the assessment") for item in evidence[:1]],
        facts={"planned": None if decision.may_follow is None else not decision.may_follow},
    )


def may_cover(case: Case, first: date, last: date) -> bool:
    return any(
        first <= day <= last and covers_needs(item) is None for day, item in authorised(case)
    )


def none_seen(case: Case) -> NothingToJudge:
    """Nothing to judge, if the sections that would show a decision are all there."""
    for section in ("placements", "plans", "legal_statuses", "care_periods", "referrals"):
        if not case.exports(section):
            return cannot_tell(f"no decision is seen, but {in_words(section)} not exported")
    return not_applicable("no decision of these kinds is recorded")
