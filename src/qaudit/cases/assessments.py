"""Which assessments cover the child's needs, and when they were authorised."""

from __future__ import annotations

from datetime import date

from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import Assessment

COVER_THE_CHILDS_NEEDS = frozenset({"child_and_family", "child_in_care", "pathway", "return_home"})
"""The types that do where the record does not say whether one does."""


def covers_needs(assessment: Assessment) -> bool | None:
    """Whether it covers the child's needs; None: neither that nor its type is recorded."""
    if assessment.covers_child_needs is not None:
        return assessment.covers_child_needs
    return assessment.type in COVER_THE_CHILDS_NEEDS if assessment.type else None


@once_a_case
def authorised(case: Case) -> tuple[tuple[date, Assessment], ...]:
    """The authorised assessments that cover the child's needs, or may, by the day of signing.

    Raises:
        NotExported: assessments were not exported.
    """
    dated = [
        (item.authorised_date, item)
        for item in case.assessments
        if item.authorised_date and covers_needs(item) is not False
    ]
    return tuple(sorted(dated, key=lambda entry: (entry[0], entry[1].pointer)))
