"""Why there is nothing to judge: it is not there, or it cannot be seen."""

from __future__ import annotations

from datetime import date

from qaudit.cases.case import Case
from qaudit.checking.observations import NothingToJudge, cannot_tell, not_applicable


def none_recorded(case: Case, section: str, reason: str) -> NothingToJudge:
    """That a section holds nothing of a kind: not applicable, if it shows all there ever was."""
    if why := case.why_unseen(section, date.min, case.known_until):
        return cannot_tell(f"{reason}, but {why}")
    return not_applicable(reason)
