"""Runs checks on one case. Whatever a check does, the others' findings are kept.

A check that raises, exits or yields what is no finding becomes an `error` observation: the
case was not judged by it, and nobody may read its silence as "nothing found".
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from attrs import field, frozen

from qaudit.auditing.rows import Nonsense, Rows, digest
from qaudit.cases.calendar import CalendarEnds
from qaudit.cases.case import Case, NotExported, in_words
from qaudit.checking.check import Check
from qaudit.checking.observations import (
    Finding,
    Measure,
    Note,
    NothingToJudge,
    Observation,
)
from qaudit.checking.results import CaseResult, ObservationRow, SilentRow
from qaudit.checking.standards import Outcome
from qaudit.checking.survey import Survey


@frozen
class Selected:
    """A check chosen for a run, with the settings it runs under."""

    check: Check
    settings: Any


@frozen
class Rules:
    """What holds for every check of a run.

    Attributes:
        audited_from: occasions before this day are left out.
    """

    audited_from: date | None = field(default=None)


@frozen
class ChosenSurvey:
    """A survey that a selected check rests on, with the settings it runs under."""

    survey: Survey
    settings: Any


def audit_case(
    case: Case,
    record: Mapping[str, Any],
    path: str,
    selected: Sequence[Selected],
    surveys: Sequence[ChosenSurvey],
    rules: Rules,
) -> CaseResult:
    """What each of the selected checks finds in a case, and what is collected for the surveys."""
    result = CaseResult(case.case_id, path, case.as_at.isoformat())
    for chosen in selected:
        check = chosen.check
        if missing := next((name for name in check.needs if not case.exports(name)), None):
            reason = f"{in_words(missing)} not exported"
            result.silent.append(_silent_row(check, Outcome.CANNOT_TELL, reason))
        elif check.survey is None:
            take_findings(result, check, _findings(case, chosen), record, rules)
    for wanted in surveys:
        try:
            collected = wanted.survey.collect(case, wanted.settings)
        except BaseException as error:  # noqa: BLE001
            _keep_interrupt(error)
            for chosen in selected:
                if chosen.check.survey is wanted.survey:
                    result.observations.append(failed(chosen.check, case.case_id, error))
        else:
            result.gathered[wanted.survey.name] = collected
    return result


def _findings(case: Case, chosen: Selected) -> Iterator[Finding]:
    # A generator of our own: what the check raises when it is called is raised in the loop.
    yield from chosen.check.find(case, chosen.settings)


def take_findings(
    result: CaseResult,
    check: Check,
    findings: Iterable[Finding],
    record: Mapping[str, Any] | None,
    rules: Rules,
) -> None:
    """Put what a check yields for a case into the result; an exception becomes an error."""
    before = len(result.observations)
    rows = Rows(check, result.case_id, record)
    left_out = 0
    reason: NothingToJudge | None = None
    try:
        for finding in findings:
            match finding:
                case Observation():
                    if rules.audited_from and finding.on < rules.audited_from:
                        left_out += 1
                    else:
                        result.observations.append(rows.observation(finding))
                case Measure():
                    result.measures.append(rows.measure(finding))
                case Note():
                    result.notes.append(rows.note(finding))
                case NothingToJudge():
                    reason = finding
                case _:
                    raise Nonsense
    except (NotExported, CalendarEnds) as missing:
        reason = NothingToJudge(Outcome.CANNOT_TELL, str(missing))
    except BaseException as error:  # noqa: BLE001
        _keep_interrupt(error)
        result.observations.append(failed(check, result.case_id, error))
    found = result.observations[before:]
    found.sort(key=lambda row: (row["on"] or "", row["due"] or "", row["fingerprint"]))
    result.observations[before:] = found
    if not found:
        if reason is None and left_out:
            assert rules.audited_from
            reason = NothingToJudge(
                Outcome.NOT_APPLICABLE, f"nothing since {rules.audited_from.isoformat()}"
            )
        reason = reason or NothingToJudge(Outcome.NOT_APPLICABLE, "no occasion for it")
        result.silent.append(_silent_row(check, reason.outcome, reason.reason))


def failed(check: Check, case_id: str, error: BaseException) -> ObservationRow:
    """The observation of a check that failed: what kind of failure and where in its code.

    Never the exception's message, which may hold the record.
    """
    if isinstance(error, Nonsense):
        what = "it yielded something that is no finding"
    else:
        frames = traceback.extract_tb(error.__traceback__)
        last = frames[-1] if frames else None
        where = f" ({PurePath(last.filename).name}, line {last.lineno})" if last else ""
        what = f"{type(error).__name__}{where}"
    return {
        "check": check.code,
        "outcome": Outcome.ERROR.value,
        "axis": check.axis.value,
        "force": check.force.value,
        "on": None,
        "due": None,
        "done": None,
        "days_late": None,
        "message": f"the check failed: {what}",
        "evidence": [],
        "fingerprint": digest(check.code, case_id, "error"),
    }


def _keep_interrupt(error: BaseException) -> None:
    """A person who stops the audit stops it; nothing else that a check raises does."""
    if isinstance(error, KeyboardInterrupt):
        raise error


def _silent_row(check: Check, outcome: Outcome, reason: str) -> SilentRow:
    return {"check": check.code, "outcome": outcome.value, "reason": reason}
