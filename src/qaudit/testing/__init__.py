"""What a check's author needs in a test: a case by naming only what matters, and an audit of it.

>>> from qaudit.testing import outcomes, record
>>> moved_and_not_reviewed = record(
...     placements=[
...         {"start_date": "2025-01-06", "end_date": "2026-03-01", "carer_id": "C1"},
...         {"start_date": "2026-03-01", "carer_id": "C2", "planned": False},
...     ],
...     reviews=[],
... )
>>> outcomes("REV02", moved_and_not_reviewed)
['not_met']

`outcomes` takes a check or the code of one that is installed; `audit_one` gives all that was
found, and `audit` audits several children together. Sample cases in files are held to what is
expected of them by `qaudit test FOLDER` and by the pytest plugin that comes with qaudit.
"""

from __future__ import annotations

from qaudit.testing.auditing import (
    CheckFailed,
    Found,
    audit,
    audit_one,
    check_in,
    outcomes,
    plugins,
)
from qaudit.testing.records import EXPORTED_ON, InvalidRecord, case, record

__all__ = [
    "EXPORTED_ON",
    "CheckFailed",
    "Found",
    "InvalidRecord",
    "audit",
    "audit_one",
    "case",
    "check_in",
    "outcomes",
    "plugins",
    "record",
]
