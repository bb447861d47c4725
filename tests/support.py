"""What many tests need beside `qaudit.testing`."""

from __future__ import annotations

from qaudit.checking.results import ObservationRow
from qaudit.testing import EXPORTED_ON, Found, audit, audit_one, case, record
from qaudit.testing import plugins as host

__all__ = ["EXPORTED_ON", "Found", "audit", "audit_one", "case", "host", "is_about", "record"]


def is_about(row: ObservationRow, about: str) -> bool:
    """Whether an observation is about a pointer, or about "pointer: note"."""
    first = row["evidence"][0]
    return about in (first["pointer"], f"{first['pointer']}: {first.get('note')}")
