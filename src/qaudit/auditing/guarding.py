"""Notices that a check changed the record it was given, so that no other check reads it so."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from typing import Any

from qaudit.auditing.evidence import Evidence
from qaudit.auditing.items import Items
from qaudit.cases.case import Case

OUR_OWN = "qaudit_checks."
"""The checks whose tests show that they leave the record alone. To look costs time."""

_FORMAT = 2
"""The last in which equal values give equal bytes, whoever else refers to them."""


class Changed(Exception):
    """A check changed the record."""


class Guarded:
    """A case that checks are handed, and the record behind it.

    What they are handed is frozen, but nothing is out of reach in Python. So after a check
    that is not our own the record is held to what it was, and made anew if it differs.

    Attributes:
        case: the case.
        record: its record.
        evidence: makes the rows of what findings rest on in it.
        items: what stands in its items, in short; None where nobody asked for it.
    """

    def __init__(self, case: Case, record: dict[str, Any], *, evidence: bool = False) -> None:
        self.case, self.record = case, record
        self.evidence = Evidence(record)
        self.items = Items(record) if evidence else None
        self._was = b""

    def watch(self, code: Callable[..., Any]) -> None:
        """Some code is about to be given the case."""
        if not self._was and not _is_our_own(code):
            self._was = marshal.dumps(self.record, _FORMAT)

    def changed_by(self, code: Callable[..., Any]) -> bool:
        """Whether that code changed the record, which is then as it was."""
        if _is_our_own(code) or self._still_the_same():
            return False
        self.record = marshal.loads(self._was)  # noqa: S302
        self.case = Case(self.record, self.case.as_at)
        self.evidence = Evidence(self.record)
        self.items = self.items and Items(self.record)
        return True

    def _still_the_same(self) -> bool:
        try:
            return marshal.dumps(self.record, _FORMAT) == self._was
        except ValueError:  # something that is not JSON was put into it
            return False


def _is_our_own(code: Callable[..., Any]) -> bool:
    return str(getattr(code, "__module__", "")).startswith(OUR_OWN)
