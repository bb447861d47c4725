"""Where a child is found at risk of significant harm, the conference is held in time.

What it looks at:
    Every section 47 enquiry that leads to a child protection conference: the strategy discussion
    that started it, and the day of the conference.

Why it matters to the child:
    Only the conference brings everybody who knows the child to one table, and makes a plan.
    Until then a child known to be at risk has none.

The standard:
    Working Together: the initial child protection conference within 15 working days of the
    strategy discussion at which the section 47 enquiry was started. An enquiry that needs none
    is not judged. One held without a record of whether it was needed counts as needed.

Met:
    Strategy discussion on Monday 2 March 2026, conference on Monday 23 March.

Not met:
    Strategy discussion on Monday 2 March 2026, conference on Tuesday 24 March.

What it cannot see:
    Whether a conference was rightly held not to be needed, and which of several strategy
    discussions started the enquiry: the record has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.case import Case
from qaudit.cases.model import Section47Enquiry
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import in_words, judge_step
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    held: Duration = length_of_time("15 working days", "a conference within")


@check(
    "PRO02",
    "conference-in-time",
    area=Area.PRO,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="Working Together to Safeguard Children: initial child protection conferences",
    needs=("section_47_enquiries",),
    settings=Settings,
    wording=Wording(
        counted="child protection conferences",
        met="are held in time",
        effect="children at risk wait for a plan",
    ),
)
def conference_in_time(case: Case, settings: Settings) -> Iterator[Finding]:
    judged = False
    for enquiry in case.section_47_enquiries:
        if enquiry.conference_required is not False or enquiry.conference_date:
            judged = True
            yield judge(case, enquiry, settings)
    if not judged:
        reason = "no section 47 enquiry that leads to a conference"
        yield none_recorded(case, "section_47_enquiries", reason)


def judge(case: Case, enquiry: Section47Enquiry, settings: Settings) -> Observation:
    started, held = enquiry.strategy_discussion_date, enquiry.conference_date
    on = started or enquiry.start_date or held or case.known_until
    observed = partial(Observation, about=reference(enquiry), on=on)
    if started is None:
        unknown = "when the strategy discussion was is not recorded"
        return observed(outcome=Outcome.CANNOT_TELL, message=unknown, done=held)
    try:
        due = settings.held.after(started)
    except CalendarEnds as ends:
        return observed(outcome=Outcome.CANNOT_TELL, message=str(ends))
    if not held and enquiry.conference_required is None and due < case.as_at:
        unknown = "whether a conference was needed is not recorded"
        return observed(outcome=Outcome.CANNOT_TELL, message=unknown, due=due)
    verdict = judge_step(
        case, "section_47_enquiries", "conference_date", last=due, done=held, first=started
    )
    return observed(
        outcome=verdict.outcome,
        message=in_words(verdict, "a child protection conference", due),
        due=due,
        done=verdict.done,
        days_late=verdict.days_late,
    )
