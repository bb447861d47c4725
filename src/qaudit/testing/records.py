"""Records and cases made by naming only what matters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from qaudit.cases.case import Case
from qaudit.cases.validation import examine

EXPORTED_ON = "2026-09-30"
"""The day of export of a record that names none."""


class InvalidRecord(AssertionError):
    """A record in a test is no case record, with where and why: the test is wrong."""


def record(case_id: str = "T-1", *, exported_on: str = EXPORTED_ON, **named: Any) -> dict[str, Any]:
    """A valid record with nothing in it but what is named. `child` may be named as well.

    A section that is not named was not exported; one that is `[]` was, with nothing in it.

    >>> record(reviews=[])["child"]
    {'date_of_birth': '2014-05-17'}
    """
    return {
        "schema_version": "1",
        "case_id": case_id,
        "exported_on": exported_on,
        "child": {"date_of_birth": "2014-05-17"},
        **named,
    }


def case(as_at: str | None = None, **named: Any) -> Case:
    """The case of a record that `record` makes, as at a day, YYYY-MM-DD.

    Raises:
        InvalidRecord: what is named makes no case record.
    """
    made = record(**named)
    hold_valid(made)
    return Case(made, date.fromisoformat(as_at) if as_at else None)


def hold_valid(made: Mapping[str, Any]) -> None:
    """See that a record is a case record, all of which is read.

    Raises:
        InvalidRecord: it is not, or a name in it is one that nobody reads: misspelt, perhaps.
    """
    try:
        read = json.loads(json.dumps(made))
    except (TypeError, ValueError):
        raise InvalidRecord(
            'it holds what is not JSON: a day is written "2026-03-04", a list is a list'
        ) from None
    found = examine(read)
    if faults := found.faults or found.unread:
        raise InvalidRecord("\n".join(str(fault) for fault in faults))
