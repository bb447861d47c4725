"""Runs checks on one case. Whatever a check does, the others' findings are kept.

A check that raises, exits or yields what is no finding becomes an `error` observation: the
case was not judged by it, and nobody may read its silence as "nothing found".
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, partial
from typing import Any

from attrs import field, frozen

from qaudit.auditing.evidence import Evidence
from qaudit.auditing.guarding import Changed, Guarded
from qaudit.auditing.nonsense import Nonsense
from qaudit.auditing.rows import Rows, blank_row, digest
from qaudit.cases.calendar import CalendarEnds
from qaudit.cases.case import Case, NotExported, in_words
from qaudit.cases.model import SECTIONS
from qaudit.checking.check import Check
from qaudit.checking.failures import kind_and_place
from qaudit.checking.observations import (
    Finding,
    Measure,
    Note,
    NothingToJudge,
    Observation,
    cannot_tell,
    not_applicable,
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
    record: dict[str, Any],
    path: str,
    selected: Sequence[Selected],
    surveys: Sequence[ChosenSurvey],
    rules: Rules,
    *,
    evidence: bool = False,
) -> CaseResult:
    """What each of the selected checks finds in a case, and what is collected for the surveys.

    With `evidence` each failure tells in short what it rests on.
    """
    result = CaseResult(case.case_id, path, case.as_at.isoformat())
    guarded = Guarded(case, record, evidence=evidence)
    exported = {name for name in SECTIONS if case.exports(name)}
    for chosen in selected:
        check = chosen.check
        if not exported.issuperset(check.needs):
            missing = next(name for name in check.needs if name not in exported)
            result.silent.append(_not_exported(check, missing))
        elif check.survey is None:
            _run(chosen, guarded, result, rules)
    if surveys and guarded.items:
        result.items = guarded.items.all()
    for wanted in surveys:
        try:
            result.gathered[wanted.survey.name] = _collected(wanted, guarded)
        except BaseException as error:  # noqa: BLE001
            _keep_interrupt(error)
            for chosen in selected:
                if chosen.check.survey is wanted.survey:
                    result.observations.append(failed(chosen.check, case.case_id, error))
    return result


@cache
def _not_exported(check: Check, section: str) -> SilentRow:
    """The row of a check that needs a section which was not exported: the same in every case."""
    return Rows(check, "", Evidence(None)).silent(cannot_tell(f"{in_words(section)} not exported"))


def _run(chosen: Selected, guarded: Guarded, result: CaseResult, rules: Rules) -> None:
    """Run a check; of one that changes the record, nothing else is kept than that."""
    check = chosen.check
    kept: tuple[list[Any], ...] = (
        result.observations,
        result.silent,
        result.measures,
        result.notes,
    )
    before = [len(of_a_kind) for of_a_kind in kept]
    guarded.watch(check.find)
    rows = Rows(check, result.case_id, guarded.evidence, guarded.items)
    take_findings(result, check, partial(check.find, guarded.case, chosen.settings), rows, rules)
    if guarded.changed_by(check.find):
        for of_a_kind, number in zip(kept, before, strict=True):
            del of_a_kind[number:]
        result.observations.append(failed(check, result.case_id, Changed()))


def _collected(wanted: ChosenSurvey, guarded: Guarded) -> bytes:
    """What a survey collects, in the form that leaves a worker: the same with and without one."""
    collect = wanted.survey.collect
    guarded.watch(collect)
    try:
        collected = pickle.dumps(collect(guarded.case, wanted.settings), pickle.HIGHEST_PROTOCOL)
    finally:
        changed = guarded.changed_by(collect)
    if changed:
        raise Changed
    return collected


def take_findings(
    result: CaseResult,
    check: Check,
    find: Callable[[], Iterable[Finding]],
    rows: Rows,
    rules: Rules,
) -> None:
    """Put what a check finds in a case into the result; an exception becomes an error."""
    since = rules.audited_from
    found: list[ObservationRow] = []
    left_out = 0
    silent: SilentRow | None = None
    unseen = ""
    try:
        for finding in find():
            if isinstance(finding, Observation):
                if since and finding.on < since:
                    left_out += 1
                else:
                    found.append(rows.observation(finding))
            elif isinstance(finding, Measure):
                result.measures.append(rows.measure(finding))
            elif isinstance(finding, Note):
                result.notes.append(rows.note(finding))
            elif isinstance(finding, NothingToJudge):
                silent = rows.silent(finding)
            else:
                raise Nonsense("something that is no finding")
    except (NotExported, CalendarEnds) as missing:
        unseen = str(missing)
    except BaseException as error:  # noqa: BLE001
        _keep_interrupt(error)
        found.append(failed(check, result.case_id, error))
    found.sort(key=lambda row: (row["on"] or "", row["due"] or "", row["fingerprint"]))
    if found and unseen:
        # What came before is kept, but must not pass for all there was to see.
        found.append(_of_no_day(check, result.case_id, Outcome.CANNOT_TELL, unseen))
    result.observations += found
    if not found:
        if unseen:
            silent = rows.silent(cannot_tell(unseen))
        elif silent is None and since and left_out:
            silent = rows.silent(not_applicable(f"nothing since {since.isoformat()}"))
        result.silent.append(silent or rows.silent(not_applicable("no occasion for it")))


def failed(check: Check, case_id: str, error: BaseException) -> ObservationRow:
    """The observation of a check that failed: what kind of failure and where in its code.

    Never the exception's message, which may hold the record.
    """
    match error:
        case Nonsense():
            what = f"it yielded {error}"
        case Changed():
            what = "it changed the record"
        case _:
            what = kind_and_place(error)
    return _of_no_day(check, case_id, Outcome.ERROR, f"the check failed: {what}")


def _of_no_day(check: Check, case_id: str, outcome: Outcome, message: str) -> ObservationRow:
    """The engine's own observation of a check, about no item and no day."""
    row = blank_row(check).copy()
    row["outcome"], row["message"], row["evidence"] = outcome.value, message, []
    row["fingerprint"] = digest(check.code, case_id, outcome.value)
    return row


def _keep_interrupt(error: BaseException) -> None:
    """A person who stops the audit stops it; nothing else that a check raises does."""
    if isinstance(error, KeyboardInterrupt):
        raise error
