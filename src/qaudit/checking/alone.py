"""Was the child spoken to in private at a visit? One answer for every check that asks."""

from __future__ import annotations

from datetime import date
from functools import partial

from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Visit
from qaudit.cases.visits import child_was_seen, reason_given, understands
from qaudit.checking.observations import Observation, reference
from qaudit.checking.standards import Outcome


def judge_alone(case: Case, day: date, visit: Visit, from_age: int) -> Observation:
    """Whether a child was seen alone at a visit, or not alone with a reason that is recorded.

    Args:
        case: the case.
        day: the day of the visit.
        visit: a visit that did not fail.
        from_age: the age of understanding, where the record says nothing of it.
    """
    observed = partial(
        Observation,
        about=reference(visit),
        aspect="alone",
        on=day,
        done=day if visit.seen_alone else None,
        facts={"alone": visit.seen_alone, "reason": reason_given(visit.not_alone_reason)},
    )
    visited = f"visited on {long_date(day)}"
    grown = understands(case, day, from_age)
    if grown is False:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"{visited}: understanding recorded as limited"
            if case.child.understanding
            else f"{visited}: under the age of {from_age}",
        )
    if child_was_seen(visit) is None:
        why = "whether the child was seen is not recorded"
    elif visit.seen_alone:
        return observed(outcome=Outcome.MET, message=f"{visited}: seen alone")
    elif visit.seen_alone is None:
        why = "whether the child was seen alone is not recorded"
    elif reason_given(visit.not_alone_reason):
        message = f"{visited}: not alone, for a reason that is recorded"
        return observed(outcome=Outcome.MET, message=message)
    elif grown is None:
        why = "not alone, and the child's age is not recorded"
    elif "not_alone_reason" in case.coverage("visits").without:
        why = "not alone, and reasons are not exported"
    else:
        message = f"{visited}: not alone, and no reason is recorded"
        return observed(outcome=Outcome.NOT_MET, message=message)
    return observed(outcome=Outcome.CANNOT_TELL, message=f"{visited}: {why}")
