"""Audits of a child's file by people: their grade, and whether it asks for improvement."""

from __future__ import annotations

from qaudit.cases.model import AuditRecord

NEEDS_IMPROVEMENT = frozenset({"requires_improvement", "inadequate"})
"""The grades that say practice must be better than it was."""


def grade_of(audit: AuditRecord) -> str | None:
    """The grade an audit was left with: where it was moderated, the moderator's."""
    return audit.moderated_grade or audit.grade


def asks_for_improvement(audit: AuditRecord) -> bool | None:
    """Whether an audit found practice not good enough; None: its grade is not recorded."""
    grade = grade_of(audit)
    return grade in NEEDS_IMPROVEMENT if grade else None
