"""How often a child must be visited: the intervals as settings, and the days they hold."""

from __future__ import annotations

from attrs import frozen

from qaudit.cases.calendar import Duration
from qaudit.cases.case import Case
from qaudit.cases.duties import (
    Ruled,
    VisitingDuty,
    duties_by_plan,
    duties_in_care,
)
from qaudit.cases.intervals import Rule
from qaudit.checking.observations import (
    NothingToJudge,
    cannot_tell,
    not_applicable,
)
from qaudit.checking.settings import length_of_time


@frozen(kw_only=True)
class Intervals:
    """The longest time between two visits, by the rule that holds."""

    first_year: Duration = length_of_time("6 weeks", "in the first year of a placement")
    not_to_18: Duration = length_of_time(
        "6 weeks", "after that year, in a placement not intended to last to 18"
    )
    to_18: Duration = length_of_time(
        "3 months", "after that year, in a placement intended to last to 18"
    )
    long_term: Duration = length_of_time(
        "6 months", "after that year, in a long-term foster placement where the child agreed"
    )
    to_first_review: Duration = length_of_time(
        "1 week",
        "to the first review: with a parent on an interim order or not yet assessed, or with a "
        "connected person approved for the time being",
    )
    interim_order: Duration = length_of_time(
        "4 weeks", "after that review, with a parent on an interim care order"
    )
    temporary_approval: Duration = length_of_time(
        "4 weeks", "after that review, with a connected person approved for the time being"
    )
    unassessed: Duration = length_of_time(
        "6 weeks", "after that review, with a parent before the assessment is complete"
    )
    full_order: Duration = length_of_time("6 weeks", "at home on a full care order")
    protection_plan: Duration = length_of_time("10 working days", "on a child protection plan")
    in_need_plan: Duration = length_of_time("4 weeks", "on a child in need plan")
    after_step_up: Duration = length_of_time(
        "5 working days", "at least this long after the interval became shorter"
    )

    def rules(self, ruled: tuple[Ruled, ...]) -> list[Rule]:
        """Some rules with the intervals that they set."""
        return [(span, getattr(self, rule.name.lower()), rule.value) for span, rule in ruled]


def all_duties(case: Case) -> list[VisitingDuty]:
    """The duties to visit, as far as the sections that were exported show them."""
    found: list[VisitingDuty] = []
    if case.exports("plans"):
        found += duties_by_plan(case)
    if case.exports("placements"):
        found += duties_in_care(case)
    return found


def no_duty(case: Case) -> NothingToJudge:
    """Why no visit was due to a child: nothing asks for one, or that cannot be seen."""
    for section in ("placements", "plans"):
        if why := case.why_unseen(section, case.known_until, case.known_until):
            return cannot_tell(f"no duty to visit is recorded, and {why}")
    if case.exports("care_periods") and case.care_periods:
        return cannot_tell("in care, but no placement is recorded that a visit could be due in")
    return not_applicable("never placed in care, nor on a protection or child in need plan")
