"""The duties to visit a child that follow from a case, and the rules that hold in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import add_months
from qaudit.cases.care import (
    Span,
    Stay,
    eighteenth_birthday,
    joined,
    period_of_care_on,
    periods_of_care,
    stays,
    temporary_absences,
)
from qaudit.cases.case import Case, long_date, once_a_case
from qaudit.cases.model import Item, LegalStatus, Placement
from qaudit.cases.orders import FULL_CARE_ORDER, INTERIM_CARE_ORDER, WITH_PARENTS
from qaudit.cases.reviews import held_reviews
from qaudit.cases.status import other_rules_on, without
from qaudit.cases.visits import IN_CARE, IN_NEED, PROTECTION

CONNECTED_PERSON = "U3"
LONG_TERM_FOSTERING = frozenset({"U1", "U4"})
FOR_ADOPTION = frozenset({"A3", "A4", "A5", "A6"})

SIX_MONTHLY_FROM = date(2015, 4, 1)
"""Since when a child in a long-term foster placement may agree to fewer visits (reg 28(3A))."""
LONGEST_TEMPORARY_APPROVAL = 24 * 7


class VisitRule(StrEnum):
    """What the longest time between two visits follows from."""

    FIRST_YEAR = "in the first year of a placement"
    NOT_TO_18 = "in a placement not intended to last to 18"
    TO_18 = "after a year in a placement intended to last to 18"
    LONG_TERM = "after a year in a long-term foster placement, as the child agreed"
    TO_FIRST_REVIEW = "to the first review"
    INTERIM_ORDER = "with a parent on an interim care order"
    TEMPORARY_APPROVAL = "with a connected person approved for the time being"
    UNASSESSED = "with a parent before the assessment is complete"
    FULL_ORDER = "at home on a full care order"
    PROTECTION_PLAN = "on a child protection plan"
    IN_NEED_PLAN = "on a child in need plan"


Ruled = tuple[Span, VisitRule]


@frozen
class VisitingDuty:
    """A stretch of time in which a child must be visited again and again.

    Attributes:
        item: what it began with: a placement, a care order made at home, or a plan.
        begins: that beginning, in words.
        span: when.
        kinds: the types of visit that count.
        rules: which rules hold when; of several the shortest.
        perhaps: stricter rules that may hold by its end, where the record leaves it open.
        unclear: what it leaves open.
        exempt: why regulation 28 does not apply, if it does not.
        doubtful: why it is not known whether it does, if it is not.
    """

    item: Item
    begins: str
    span: Span
    kinds: frozenset[str]
    rules: tuple[Ruled, ...] = ()
    perhaps: tuple[Ruled, ...] = ()
    unclear: str = ""
    exempt: str = ""
    doubtful: str = ""

    @property
    def ruled(self) -> tuple[Ruled, ...]:
        """The rules with the days in this stretch on which each holds."""
        return tuple((both, rule) for span, rule in self.rules if (both := span.overlap(self.span)))

    @property
    def in_care(self) -> bool:
        """Whether it is a duty to a child in care, which the law sets."""
        return self.kinds is IN_CARE


@once_a_case
def duties_in_care(case: Case) -> tuple[VisitingDuty, ...]:
    """The duties to visit a child in care, stay by stay (CPR regulation 28).

    A full care order made while the child is at home begins a duty of its own, and ends the
    one before it.

    Raises:
        NotExported: placements were not exported.
    """
    found: list[VisitingDuty] = []
    all_stays, absences = stays(case), temporary_absences(case)
    for index, stay in enumerate(all_stays):
        following = all_stays[index + 1].start if index + 1 < len(all_stays) else None
        found += _duties_of_stay(case, stay, _end_with_absences(stay, absences, following))
    return tuple(found)


def _duties_of_stay(case: Case, stay: Stay, end: date | None) -> list[VisitingDuty]:
    start = stay.start
    duty = partial(VisitingDuty, stay.placement, _begins(stay), kinds=IN_CARE)
    period = period_of_care_on(case, start)
    if period is None:
        if any(period.span.end == start for period in periods_of_care(case)):
            return []
        if why := case.why_unseen("care_periods", start, start):
            return [duty(span=stay.span, doubtful=f"whether the child was in care: {why}")]
        return [duty(span=stay.span, doubtful="in no period of care that is recorded")]
    ends = [end, period.span.end, eighteenth_birthday(case)]
    span = Span(start, min((day for day in ends if day), default=None))
    if why := other_rules_on(case, start):
        return [duty(span=span, exempt=f"{why}: other timings, not judged here")]
    adopted = next(
        (row.start_date for row in stay.placements if row.placement_type in FOR_ADOPTION), None
    )
    if adopted is None:
        return _in_parts(case, stay, span)
    adoption = VisitingDuty(
        stay.placement,
        f"placed for adoption on {long_date(adopted)}",
        Span(adopted, span.end),
        IN_CARE,
        exempt="placed for adoption, where the adoption agencies regulations set the visits",
    )
    if adopted == start:
        return [adoption]
    until = min(span.end or adopted, adopted)
    return [*_in_parts(case, stay, Span(start, until)), adoption]


def _begins(stay: Stay) -> str:
    return f"placed on {long_date(stay.start)}"


def _end_with_absences(
    stay: Stay, absences: Iterable[Placement], following: date | None
) -> date | None:
    """A stay lasts through temporary absences that were recorded after its last row."""
    end = stay.span.end
    for absence in absences:
        start = absence.start_date
        assert start is not None
        if end is None or not stay.start <= start <= end:
            continue
        end = max(end, absence.end_date) if absence.end_date else None
    if following and (end is None or following < end):
        return following
    return end


@frozen
class _Rules:
    """The rules that hold in a stay, as they are put together."""

    certain: list[Ruled]
    perhaps: list[Ruled]
    unclear: list[str]


def _in_parts(case: Case, stay: Stay, span: Span) -> list[VisitingDuty]:
    """A stay's duty, and one more for each full care order made in it at home."""
    rules = _Rules([], [], [])
    _add_years(stay, rules)
    _add_temporary_approval(case, stay, rules)
    parts: list[tuple[date, Item, str]] = [(span.start, stay.placement, _begins(stay))]
    for start, order in _add_parent(case, stay, span, rules):
        parts.append((start, order, f"full care order at home on {long_date(start)}"))
    ends = [start for start, _, _ in parts[1:]]
    return [
        VisitingDuty(
            item,
            begins,
            Span(start, end),
            IN_CARE,
            rules=tuple(rules.certain),
            perhaps=tuple(rule for rule in rules.perhaps if not end or rule[0].start <= end),
            unclear="; ".join(dict.fromkeys(rules.unclear)),
        )
        for (start, item, begins), end in zip(parts, [*ends, span.end], strict=True)
    ]


def _add_years(stay: Stay, rules: _Rules) -> None:
    """The rules for any placement: the first year, and then by how long it is meant to last."""
    year = add_months(stay.start, 12)
    rules.certain.append((Span(stay.start, year), VisitRule.FIRST_YEAR))
    matches = [row.long_term_match for row in stay.placements if row.long_term_match]
    agreed = min((m.visits_agreed_date for m in matches if m.visits_agreed_date), default=None)
    said = [row.intended_until_18 for row in stay.placements if row.intended_until_18 is not None]
    long_term = (
        agreed is not None
        or any(match.ratified_date for match in matches)
        or stay.placements[-1].placement_type in LONG_TERM_FOSTERING
    )
    if said and not said[-1]:
        rules.certain.append((Span(year), VisitRule.NOT_TO_18))
        return
    if not said and not long_term:
        rules.perhaps.append((Span(year), VisitRule.NOT_TO_18))
        rules.unclear.append("whether the placement is intended to last to 18 is not recorded")
    if agreed:
        fewer = max(year, agreed, SIX_MONTHLY_FROM)
        rules.certain.append((Span(year, fewer), VisitRule.TO_18))
        rules.certain.append((Span(fewer), VisitRule.LONG_TERM))
    else:
        rules.certain.append((Span(year), VisitRule.TO_18))


def _add_temporary_approval(case: Case, stay: Stay, rules: _Rules) -> None:
    for row in stay.placements:
        approval = row.temporary_approval
        if approval:
            span = Span(max(approval.start_date or stay.start, stay.start), approval.end_date)
            _add_weekly(case, span, VisitRule.TEMPORARY_APPROVAL, rules)
    missing = case.coverage("placements").without
    if "temporary_approval" in missing and stay.placement.placement_type == CONNECTED_PERSON:
        end = date.fromordinal(stay.start.toordinal() + LONGEST_TEMPORARY_APPROVAL)
        rules.perhaps.append((Span(stay.start, end), VisitRule.TO_FIRST_REVIEW))
        rules.unclear.append("whether the carer was approved for the time being is not exported")


def _add_parent(
    case: Case, stay: Stay, within: Span, rules: _Rules
) -> list[tuple[date, LegalStatus]]:
    """The rules for a child placed with a parent; the full care orders made at home."""
    rows = [row for row in stay.placements if row.placement_type == WITH_PARENTS]
    if not rows:
        return []
    start = rows[0].start_date
    assert start is not None
    home = Span(start, within.end)
    _add_assessment(case, stay, home, rules)
    last = min(within.end or case.known_until, case.known_until)
    if why := case.why_unseen("legal_statuses", start, last):
        rules.perhaps.append((home, VisitRule.TO_FIRST_REVIEW))
        rules.unclear.append(f"whether there was an interim care order: {why}")
    if not case.exports("legal_statuses"):
        return []
    for span, _ in _orders(case, INTERIM_CARE_ORDER):
        if both := span.overlap(home):
            _add_weekly(case, both, VisitRule.INTERIM_ORDER, rules)
    made_at_home = []
    for span, order in _orders(case, FULL_CARE_ORDER):
        if both := span.overlap(home):
            rules.certain.append((both, VisitRule.FULL_ORDER))
            if both.start == span.start > stay.start:
                made_at_home.append((span.start, order))
    return made_at_home


def _add_assessment(case: Case, stay: Stay, home: Span, rules: _Rules) -> None:
    """Weekly to the first review, then 6-weekly, where the parent was not assessed before."""
    if {"parent_placement", "assessment_completed_date"} & case.coverage("placements").without:
        rules.perhaps.append((home, VisitRule.TO_FIRST_REVIEW))
        rules.unclear.append("when the parent was assessed is not exported")
        return
    assessed = [
        row.parent_placement.assessment_completed_date
        for row in stay.placements
        if row.parent_placement and row.parent_placement.assessment_completed_date
    ]
    completed = min(assessed, default=None)
    if completed and completed <= home.start:
        return
    _add_weekly(case, home, VisitRule.UNASSESSED, rules, then_until=completed)


def _add_weekly(
    case: Case, span: Span, then: VisitRule, rules: _Rules, *, then_until: date | None = None
) -> None:
    """Weekly to the first review from the start of a span, then as another rule says."""
    rules.certain.append((Span(span.start, then_until or span.end), then))
    first = _first_review(case, "child_in_care", span.start)
    maybe = _first_review(case, None, span.start)
    until = min((day for day in (first, span.end) if day), default=None)
    weekly = Span(span.start, until)
    why = case.why_unseen("reviews", span.start, min(until or date.max, case.known_until))
    if why or (maybe and (until is None or maybe < until)):
        rules.perhaps.append((weekly, VisitRule.TO_FIRST_REVIEW))
        rules.unclear.append(f"when the first review was: {why or 'the type of one is missing'}")
    elif until is None or span.start < until:
        rules.certain.append((weekly, VisitRule.TO_FIRST_REVIEW))


def _first_review(case: Case, kind: str | None, start: date) -> date | None:
    if not case.exports("reviews"):
        return None
    return next((day for day, _ in held_reviews(case, kind) if day >= start), None)


def _orders(case: Case, code: str) -> list[tuple[Span, LegalStatus]]:
    return joined(order for order in case.legal_statuses if order.legal_status == code)


@once_a_case
def duties_by_plan(case: Case) -> tuple[VisitingDuty, ...]:
    """The duties to visit a child on a protection plan, or else on a child in need plan.

    A child in need plan that was left open in care, or on a protection plan, sets nothing.

    Raises:
        NotExported: plans were not exported.
    """
    protection = _plan_duties(case, "child_protection", PROTECTION, VisitRule.PROTECTION_PLAN)
    taken = [duty.span for duty in protection]
    if case.exports("care_periods") or case.exports("placements"):
        taken += [period.span for period in periods_of_care(case)]
    in_need = _plan_duties(case, "child_in_need", IN_NEED, VisitRule.IN_NEED_PLAN, taken)
    return (*protection, *in_need)


def _plan_duties(
    case: Case, kind: str, kinds: frozenset[str], rule: VisitRule, taken: Sequence[Span] = ()
) -> list[VisitingDuty]:
    adult = eighteenth_birthday(case)
    in_order = sorted(taken, key=lambda span: span.start)
    return [
        VisitingDuty(
            item=plan,
            begins=f"{rule.value} from {long_date(part.start)}",
            span=part,
            kinds=kinds,
            rules=((Span(part.start), rule),),
        )
        for span, plan in joined(plan for plan in case.plans if plan.type == kind)
        if (childhood := span.overlap(Span(date.min, adult)))
        for part in without(childhood, in_order)
    ]
