"""Was the child spoken to in private at a visit? One answer for every check that asks."""

from __future__ import annotations

from datetime import date

from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Visit
from qaudit.cases.visits import child_was_seen, reason_given, understands
from qaudit.checking.observations import Observation
from qaudit.checking.standards import Outcome


def judge_alone(case: Case, day: date, visit: Visit, from_age: int) -> Observation:
    """Whether a child was seen alone at a visit, or not alone with a reason that is recorded.

    Args:
        case: the case.
        day: the day of the visit.
        visit: a visit that did not fail.
        from_age: the age of understanding, where the record says nothing of it.
    """
    outcome, what = _what_is_recorded(case, day, visit, from_age)
    return Observation(
        outcome=outcome,
        about=visit,
        aspect="alone",
        on=day,
        message=f"visited on {long_date(day)}: {what}",
        done=day if visit.seen_alone else None,
        facts={"alone": visit.seen_alone, "reason": reason_given(visit.not_alone_reason)},
    )


def _what_is_recorded(case: Case, day: date, visit: Visit, from_age: int) -> tuple[Outcome, str]:
    grown = understands(case, day, from_age)
    if grown is False:
        if case.child.understanding:
            return Outcome.NOT_APPLICABLE, "understanding recorded as limited"
        return Outcome.NOT_APPLICABLE, f"under the age of {from_age}"
    if child_was_seen(visit) is None:
        return Outcome.CANNOT_TELL, "whether the child was seen is not recorded"
    if visit.seen_alone:
        return Outcome.MET, "seen alone"
    if visit.seen_alone is None:
        return Outcome.CANNOT_TELL, "whether the child was seen alone is not recorded"
    if reason_given(visit.not_alone_reason):
        return Outcome.MET, "not alone, for a reason that is recorded"
    if grown is None:
        return Outcome.CANNOT_TELL, "not alone, and the child's age is not recorded"
    if "not_alone_reason" in case.coverage("visits").without:
        return Outcome.CANNOT_TELL, "not alone, and reasons are not exported"
    return Outcome.NOT_MET, "not alone, and no reason is recorded"
