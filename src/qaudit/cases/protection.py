"""Times on a child protection plan, and the conference that each began with."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import Span, eighteenth_birthday, joined
from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import Plan, Section47Enquiry


@frozen
class TimeOnPlan:
    """A time on a child protection plan, over all the versions of the plan.

    Attributes:
        span: when; a version that begins on the day another ended, or before, goes on with it.
            After the 18th birthday nobody is on a plan.
        plan: the version it began with.
    """

    span: Span
    plan: Plan


@once_a_case
def times_on_protection_plan(case: Case) -> tuple[TimeOnPlan, ...]:
    """The times that the child was on a child protection plan, in order.

    A plan whose start is not recorded began on the day it was agreed; one without either cannot
    be placed in time and is left out.

    Raises:
        NotExported: plans were not exported.
    """
    childhood = Span(date.min, eighteenth_birthday(case))
    plans = [plan for plan in case.plans if plan.type == "child_protection"]
    return tuple(
        TimeOnPlan(in_childhood, plan)
        for span, plan in joined(plans, _span)
        if (in_childhood := span.overlap(childhood))
    )


def _span(plan: Plan) -> Span | None:
    begun = plan.start_date or plan.agreed_date
    return Span(begun, plan.end_date) if begun else None


def conference_of(case: Case, time: TimeOnPlan, near: Duration) -> Section47Enquiry | None:
    """The enquiry whose conference made a plan: the one held nearest to the day it began.

    Args:
        case: the case.
        time: the time on the plan.
        near: no further away than this.
    """
    start, end = time.span.start, time.span.end or date.max
    enquiries = case.section_47_enquiries if case.exports("section_47_enquiries") else ()
    held = [
        (abs((enquiry.conference_date - start).days), enquiry.pointer, enquiry)
        for enquiry in enquiries
        if enquiry.conference_date
        and enquiry.conference_date < end
        and _within(near, start, enquiry.conference_date)
    ]
    return min(held, key=lambda entry: entry[:2])[2] if held else None


def _within(near: Duration, one: date, other: date) -> bool:
    try:
        return max(one, other) <= near.after(min(one, other))
    except CalendarEnds:
        return False
