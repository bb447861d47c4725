"""An audit of records in a test, and what it found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from qaudit.auditing.audit import Audit
from qaudit.auditing.running import Rules
from qaudit.auditing.working import Order
from qaudit.cases.reading import Entry
from qaudit.checking.check import Check
from qaudit.checking.results import CaseResult, ObservationRow
from qaudit.checking.standards import Outcome
from qaudit.plugins.host import Host, load
from qaudit.testing.records import hold_valid


class CheckFailed(AssertionError):
    """A check failed on a case, with what failed and where in its file."""


@cache
def plugins() -> Host:
    """The plugins as they are installed, loaded once."""
    return load()


def check_in(folder: Path, code: str) -> Check:
    """A check out of a folder of one's own checks, as `--checks FOLDER` loads it.

    Raises:
        CheckFailed: the folder gives no such check; with what could not be loaded.
    """
    host = load([folder])
    if code not in host.checks:
        raise CheckFailed("\n".join([f"no check has the code {code!r}", *host.failures]))
    return host.checks[code]


@frozen
class Found:
    """What an audit found in one case.

    Attributes:
        result: all of it, in the shape of the report.
    """

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
    """What the checks find in some records, in their order.

    Args:
        records: the records, each of another child.
        select: the codes of the checks, or their beginnings; all by default.
        as_at: the day as at which to judge, YYYY-MM-DD; each record's export by default.
        settings: the settings of checks by their codes, as they stand in `qaudit.toml`.
        surveys: the settings of surveys by their names, likewise.
        audited_from: occasions before this day are left out, YYYY-MM-DD.
        checks: the checks there are; those that are installed by default.

    Raises:
        InvalidRecord: a record is no case record.
    """
    checks = checks or plugins().checks
    order = Order(
        codes=tuple(code for code in checks if select is None or code.startswith(select)),
        tables=settings or {},
        survey_tables=surveys or {},
        as_at=date.fromisoformat(as_at) if as_at else None,
        rules=Rules(date.fromisoformat(audited_from) if audited_from else None),
    )
    for made in records:
        hold_valid(made)
    work = Audit(order, checks)
    entries = [Entry(f"record {n}", json.dumps(made).encode()) for n, made in enumerate(records, 1)]
    found = [Found(result) for result in work.results(entries)]
    assert not work.refused, work.refused
    return found


def audit_one(check: Check | str, made: Mapping[str, Any], **how: Any) -> Found:
    """What one check finds in one record.

    Args:
        check: the check, or the code of one that is installed.
        made: the record.
        how: what `audit` takes beside the records.
    """
    if isinstance(check, Check):
        how["checks"] = {check.code: check}
    code = check.code if isinstance(check, Check) else check
    (found,) = audit(made, select=(code,), **how)
    return found


def outcomes(check: Check | str, made: Mapping[str, Any], **how: Any) -> list[str]:
    """The outcomes of one check in one record, in order of day.

    Where it had no occasion, that outcome alone: `["not_applicable"]`.

    >>> from qaudit.testing import record
    >>> outcomes("REV02", record(placements=[], reviews=[]))
    ['not_applicable']

    Args:
        check: the check, or the code of one that is installed.
        made: the record.
        how: what `audit` takes beside the records.

    Raises:
        CheckFailed: it failed; the message says on which line.
        InvalidRecord: the record is no case record.
    """
    code = check.code if isinstance(check, Check) else check
    found = audit_one(check, made, **how)
    failed = [row["message"] for row in found.of(code) if row["outcome"] == Outcome.ERROR]
    if failed:
        raise CheckFailed(f"{code}: {failed[0]}")
    return found.outcomes(code)
