"""A child whose referral was closed does not have to be referred again.

What it looks at:
    Every referral that was closed, and whether another was received after it.

Why it matters to the child:
    Somebody was worried, the case was closed, and somebody is worried again. For the child
    nothing changed in between, or it did not last.

The standard:
    No law sets a limit. A second referral within 12 months of the closing of the first is
    commonly taken as a sign that it was closed too early (more than one in five in England).
    A referral with no further action and no day of closing counts as closed on the day of the
    decision. After the 18th birthday nothing is counted.

Met:
    Closed on 3 March 2025, referred again on 4 March 2026.

Not met:
    Closed on 3 March 2025, referred again on 3 March 2026.

What it cannot see:
    Whether the second worry had anything to do with the first, and referrals elsewhere. That
    people refer again may also show that they trust the service.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import Duration
from qaudit.cases.care import eighteenth_birthday
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Referral
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import judge_next
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    within: Duration = length_of_time("12 months", "another referral within this of a closing")


@check(
    "PRO04",
    "re-referral",
    area=Area.PRO,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="no law sets a limit; re-referral within 12 months is the national measure",
    needs=("referrals",),
    settings=Settings,
    wording=Wording(
        counted="children whose case was closed",
        met="are not in need of another referral within a year",
        not_met="are referred again within a year",
        effect="they need help again soon after it ended",
    ),
)
def re_referral(case: Case, settings: Settings) -> Iterator[Finding]:
    received = sorted(
        ((item.received_at, item) for item in case.referrals if item.received_at),
        key=lambda entry: entry[0],
    )
    closed = [(day, item) for item in case.referrals if (day := closed_on(item))]
    for day, referral in closed:
        yield judge(case, day, referral, [item for _, item in received], settings)
    if not closed:
        yield none_recorded(case, "referrals", "no referral that was closed")


def closed_on(referral: Referral) -> date | None:
    if referral.closure_date or not referral.no_further_action:
        return referral.closure_date
    return referral.decision_at.date() if referral.decision_at else None


def judge(
    case: Case, closed: date, referral: Referral, in_order: list[Referral], settings: Settings
) -> Observation:
    due = settings.within.after(closed)
    adult = eighteenth_birthday(case)
    observed = partial(
        Observation,
        about=reference(referral, "closed"),
        on=closed,
        due=min(due, adult) if adult else due,
    )
    said = f"closed on {long_date(closed)}"
    if adult and adult <= closed:
        outcome = Outcome.NOT_APPLICABLE
        return observed(outcome=outcome, message=f"{said}, after the 18th birthday")
    last = min(due, adult) if adult else due
    again = next(
        (
            item
            for item in in_order
            if item is not referral and item.received_at and item.received_at.date() >= closed
        ),
        None,
    )
    day = again.received_at.date() if again and again.received_at else None
    evidence = [reference(again, "referred again")] if again else []
    verdict = judge_next(case, "referrals", day, first=closed, last=last)
    match verdict.outcome:
        case Outcome.MET:  # what the window asks for is here what should not happen
            return observed(
                outcome=Outcome.NOT_MET,
                message=f"{said}, referred again on {long_date(day or closed)}",
                done=day,
                evidence=evidence,
            )
        case Outcome.NOT_MET:
            return observed(
                outcome=Outcome.MET,
                message=f"{said}, not referred again by {long_date(last)}",
                done=day,
                evidence=evidence,
            )
        case outcome:
            return observed(
                outcome=outcome,
                message=f"{said}, not referred again so far"
                + (f": {verdict.why}" if verdict.why else ""),
            )
