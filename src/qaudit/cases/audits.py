"""Audits of a child's file by people: their grade, and whether it asks for improvement."""

from __future__ import annotations

from qaudit.cases.model import AuditRecord
from qaudit.cases.said import says_something

GRADES = ("inadequate", "requires_improvement", "good", "outstanding")
"""The grades of an audit, from worst to best."""

NEEDS_IMPROVEMENT = frozenset({"requires_improvement", "inadequate"})
"""The grades that say practice must be better than it was."""


def grade_of(audit: AuditRecord) -> str | None:
    """The grade an audit was left with: where it was moderated, the moderator's."""
    return audit.moderated_grade or audit.grade


def asks_for_improvement(audit: AuditRecord) -> bool | None:
    """Whether an audit found practice not good enough; None: its grade is not recorded."""
    grade = grade_of(audit)
    return grade in NEEDS_IMPROVEMENT if grade else None


def was_moderated(audit: AuditRecord, without: frozenset[str]) -> bool | None:
    """Whether somebody else than the auditor looked at an audit again; None: nobody can know.

    Either shows it: who moderated it, or the grade that it was then given.
    """
    if audit.auditor_id and audit.moderated_by == audit.auditor_id:
        return False
    if says_something(audit.moderated_by) or audit.moderated_grade:
        return True
    return None if "moderated_by" in without else False
