"""Health assessments as they count, wherever the record has them."""

from __future__ import annotations

from datetime import date

from qaudit.cases.case import Case
from qaudit.cases.model import Assessment, HealthAssessment


def assessed_days(case: Case, *kinds: str) -> list[tuple[date, HealthAssessment | Assessment]]:
    """The health assessments of some kinds (initial, review) that were held, once a day, in order.

    A health assessment counts on its date; one recorded among the assessments on the day it
    was authorised. A section that was not exported gives none.
    """
    held: dict[date, HealthAssessment | Assessment] = {}
    if case.exports("health_assessments"):
        for item in case.health_assessments:
            if item.date and item.type in kinds:
                held.setdefault(item.date, item)
    if case.exports("assessments"):
        named = {f"{kind}_health" for kind in kinds}
        for assessment in case.assessments:
            if assessment.authorised_date and assessment.type in named:
                held.setdefault(assessment.authorised_date, assessment)
    return sorted(held.items(), key=lambda entry: entry[0])
