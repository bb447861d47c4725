"""Somebody works with the child directly.

What it looks at:
    The last direct work recorded with a child in care, or on a protection or child in need plan,
    before the day of the audit.

Why it matters to the child:
    Direct work is where a child makes sense of what has happened and says what should; life-story
    work keeps for a child what nobody else will remember.

The standard:
    No law sets it; each council sets its own. On the day of the audit, direct work, life-story
    work or work on wishes and feelings is recorded in the last 12 weeks. Family time is none of
    these. A child of less than 12 weeks in care, or on a plan, is not yet due; one under 4, or
    not yet born, is not judged. Whatever the record says of a child's understanding: direct work
    is fitted to it.

Met:
    In care, aged 11, audit on 30 September 2026; life-story work on 8 July, 84 days before.

Not met:
    In care, aged 11, audit on 30 September 2026; the last life-story work on 7 July, 85 days
    before.

What it cannot see:
    What the work was and what the child made of it, and work done in visits that is not recorded
    as such. Work of a kind that is not recorded cannot be told from family time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import Duration, age_on
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import DirectWork
from qaudit.cases.status import Status, spans_by_status
from qaudit.checking.check import check
from qaudit.checking.observations import (
    Finding,
    Observation,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.settings import count, length_of_time, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

FOR_WHOM = (Status.IN_CARE, Status.SETTLED_MATCH, Status.PROTECTION_PLAN, Status.IN_NEED)


@frozen(kw_only=True)
class Settings:
    within: Duration = length_of_time("12 weeks", "direct work in the time before the audit")
    kinds: tuple[str, ...] = words(
        ("direct_work", "life_story", "wishes_and_feelings"), "the types that are direct work"
    )
    from_age: int = count(4, "from this age on, in years")


@check(
    "VIS05",
    "direct-work",
    area=Area.VIS,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="each council sets its own; no law does",
    needs=("direct_work",),
    settings=Settings,
    wording=Wording(
        counted="children",
        met="have recent direct work on file",
        not_met="have no recent direct work on file",
        effect="it cannot be seen that children are helped to understand their story",
    ),
)
def direct_work(case: Case, settings: Settings) -> Iterator[Finding]:
    since = in_care_or_on_a_plan_since(case)
    born = case.child.date_of_birth
    if since is None:
        if unseen := [s for s in ("placements", "plans") if not case.exports(s)]:
            yield cannot_tell(f"neither care nor a plan is recorded, and {unseen[0]} not exported")
        else:
            yield not_applicable("neither in care nor on a plan")
    elif born and age_on(born, case.known_until) < settings.from_age:
        yield not_applicable(f"under the age of {settings.from_age}")
    elif born is None and case.child.expected_date_of_birth:
        yield not_applicable("not yet born")
    else:
        yield judge(case, since, settings)


def in_care_or_on_a_plan_since(case: Case) -> date | None:
    """Since when the child has been, without a break; None where the child is not now."""
    by_status = spans_by_status(case)
    spans = [span for status in FOR_WHOM for span in by_status[status]]
    start = min((span.start for span in spans if span.holds(case.known_until)), default=None)
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        if start and span.start < start and (span.end is None or span.end >= start):
            start = span.start
    return start


def judge(case: Case, since: date, settings: Settings) -> Observation:
    """Whether the last direct work was recently enough."""
    dated = [(work.date, work) for work in case.direct_work if work.date]
    last = latest([entry for entry in dated if entry[1].type in settings.kinds])
    unclear = latest([entry for entry in dated if entry[1].type is None])
    due = settings.within.after(max(last[0], since) if last else since)
    observed = partial(
        Observation,
        about=reference(last[1]) if last else reference(case.child),
        on=case.known_until,
        due=due,
        done=last[0] if last else None,
    )
    what = f"the last direct work was on {long_date(last[0])}" if last else "no direct work"
    if last and settings.within.after(last[0]) >= case.as_at:
        return observed(outcome=Outcome.MET, message=what)
    if due >= case.as_at:
        message = f"{what}; in care or on a plan since {long_date(since)}, due by {long_date(due)}"
        return observed(outcome=Outcome.NOT_DUE, message=message)
    if unclear and settings.within.after(unclear[0]) >= case.as_at:
        message = f"of what type the work of {long_date(unclear[0])} was is not recorded"
        return observed(outcome=Outcome.CANNOT_TELL, message=message)
    if case.as_at > case.exported_on and due >= case.exported_on:
        message = f"{what}; the record ends on {long_date(case.exported_on)}"
        return observed(outcome=Outcome.CANNOT_TELL, message=message)
    first = settings.within.before(case.known_until)
    if why := case.why_unseen("direct_work", first, case.known_until):
        return observed(outcome=Outcome.CANNOT_TELL, message=f"{what}; {why}")
    days_late = (case.known_until - due).days
    return observed(
        outcome=Outcome.NOT_MET,
        message=f"{what}, due again by {long_date(due)}" if last else f"{what} by {long_date(due)}",
        days_late=days_late,
    )


def latest(entries: list[tuple[date, DirectWork]]) -> tuple[date, DirectWork] | None:
    return max(entries, key=lambda entry: (entry[0], entry[1].pointer), default=None)
