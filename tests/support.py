"""What many tests need: a record made by naming only what matters, and an audit of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from attrs import frozen

from qaudit.auditing.audit import Audit
from qaudit.auditing.running import Rules
from qaudit.auditing.working import Order
from qaudit.cases.case import Case
from qaudit.cases.reading import Entry
from qaudit.cases.validation import examine
from qaudit.checking.check import Check
from qaudit.checking.results import CaseResult, ObservationRow
from qaudit.plugins.host import Host, load

EXPORTED_ON = "2026-09-30"


@cache
def host() -> Host:
    """The plugins as they are installed."""
    return load()


def record(case_id: str = "T-1", *, exported_on: str = EXPORTED_ON, **named: Any) -> dict[str, Any]:
    """A valid record with nothing in it but what is named. `child` may be named as well."""
    return {
        "schema_version": "1",
        "case_id": case_id,
        "exported_on": exported_on,
        "child": {"date_of_birth": "2014-05-17"},
        **named,
    }


def case(as_at: str | None = None, **named: Any) -> Case:
    """A case of such a record, which must be valid."""
    made = record(**named)
    assert examine(made).faults == ()
    return Case(made, date.fromisoformat(as_at) if as_at else None)


@frozen
class Found:
    """What an audit found in one case."""

    result: CaseResult

    def of(self, code: str) -> list[ObservationRow]:
        """The observations of a check, in order."""
        return [row for row in self.result.observations if row["check"] == code]

    def outcomes(self, code: str) -> list[str]:
        """The outcomes of a check, in order; where it had no occasion, that outcome alone."""
        silent = [row["outcome"] for row in self.result.silent if row["check"] == code]
        return [row["outcome"] for row in self.of(code)] or silent

    def only(self, code: str) -> ObservationRow:
        """The one observation of a check."""
        (row,) = self.of(code)
        return row


def audit(
    *records: Mapping[str, Any],
    select: tuple[str, ...] | None = None,
    as_at: str | None = None,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    surveys: Mapping[str, Mapping[str, Any]] | None = None,
    audited_from: str | None = None,
    checks: Mapping[str, Check] | None = None,
) -> list[Found]:
    """What the checks find in some records, in their order; every record must be valid."""
    import json

    checks = checks or host().checks
    order = Order(
        codes=tuple(code for code in checks if select is None or code.startswith(select)),
        tables=settings or {},
        survey_tables=surveys or {},
        as_at=date.fromisoformat(as_at) if as_at else None,
        rules=Rules(date.fromisoformat(audited_from) if audited_from else None),
    )
    work = Audit(order, checks)
    entries = [Entry(f"record {n}", json.dumps(made).encode()) for n, made in enumerate(records, 1)]
    found = [Found(result) for result in work.results(entries)]
    assert not work.refused, work.refused
    return found


def audit_one(code: str, made: Mapping[str, Any], **how: Any) -> Found:
    """What one check finds in one record."""
    (found,) = audit(made, select=(code,), **how)
    return found


def is_about(row: ObservationRow, about: str) -> bool:
    """Whether an observation is about a pointer, or about "pointer: note"."""
    first = row["evidence"][0]
    return about in (first["pointer"], f"{first['pointer']}: {first.get('note')}")
