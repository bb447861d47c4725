"""Runs checks on one case. Whatever a check does, the others' findings are kept.

A check that raises, exits or yields what is no finding becomes an `error` observation: the
case was not judged by it, and nobody may read its silence as "nothing found".
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from attrs import field, frozen

from qaudit.cases.calendar import CalendarEnds
from qaudit.cases.case import Case, NotExported, in_words
from qaudit.checking.check import Check
from qaudit.checking.observations import (
    CopiedPassage,
    Finding,
    Measure,
    Note,
    NothingToJudge,
    Observation,
    Place,
    Reference,
)
from qaudit.checking.results import CaseResult, EvidenceRow, ObservationRow, SilentRow
from qaudit.checking.standards import Force, Outcome, easement_on
from qaudit.checking.survey import Survey

FROM_A_CHECK = frozenset(
    {
        Outcome.MET,
        Outcome.NOT_MET,
        Outcome.NOT_DUE,
        Outcome.CANNOT_TELL,
        Outcome.NOT_APPLICABLE,
    }
)
"""The outcomes that a check may give; the others are the engine's."""


class Nonsense(Exception):
    """A check yielded what is no finding."""


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
    seen: dict[str, int] = {}
    left_out = 0
    reason: NothingToJudge | None = None
    try:
        for finding in findings:
            match finding:
                case Observation():
                    if rules.audited_from and finding.on < rules.audited_from:
                        left_out += 1
                    else:
                        row = observation_row(check, result.case_id, finding, record, seen)
                        result.observations.append(row)
                case Measure():
                    result.measures.append(
                        {
                            "check": check.code,
                            "name": finding.name,
                            "value": finding.value,
                            "unit": finding.unit,
                        }
                    )
                case Note():
                    result.notes.append(
                        {
                            "check": check.code,
                            "message": finding.message,
                            "evidence": [_evidence(item, record) for item in finding.evidence],
                        }
                    )
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


def observation_row(
    check: Check,
    case_id: str,
    found: Observation,
    record: Mapping[str, Any] | None,
    seen: dict[str, int],
) -> ObservationRow:
    """An observation in the report's shape, judged by the rules of its day.

    Raises:
        Nonsense: it says something that no observation can.
    """
    outcome, message = found.outcome, found.message
    if outcome not in FROM_A_CHECK or not isinstance(found.on, date) or not message:
        raise Nonsense
    if why := check.validity.why_not(found.on):
        outcome, message = Outcome.NOT_APPLICABLE, why
    row: ObservationRow = {
        "check": check.code,
        "outcome": outcome.value,
        "axis": check.axis.value,
        "force": check.force.value,
        "on": found.on.isoformat(),
        "due": found.due.isoformat() if found.due else None,
        "done": found.done.isoformat() if found.done else None,
        "days_late": found.days_late if outcome is Outcome.NOT_MET else None,
        "message": message,
        "evidence": [_evidence(item, record) for item in (found.about, *found.evidence)],
        "fingerprint": _fingerprint(check, case_id, found, seen),
    }
    if outcome is Outcome.NOT_MET:
        if found.harm:
            row["harm"] = True
        eased = easement_on(found.due or found.on, check.area)
        if eased and check.force is Force.STATUTORY:
            row["eased_by"] = eased.title
            row["message"] += f"; at the time {eased}"
    if found.facts:
        row["facts"] = dict(found.facts)
    if found.passages:
        row["passages"] = [_passage(passage, case_id) for passage in found.passages]
    return row


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
        "fingerprint": _digest(check.code, case_id, "error"),
    }


def _keep_interrupt(error: BaseException) -> None:
    """A person who stops the audit stops it; nothing else that a check raises does."""
    if isinstance(error, KeyboardInterrupt):
        raise error


def _silent_row(check: Check, outcome: Outcome, reason: str) -> SilentRow:
    return {"check": check.code, "outcome": outcome.value, "reason": reason}


def _fingerprint(check: Check, case_id: str, found: Observation, seen: dict[str, int]) -> str:
    """What the observation is about, not how it is worded or where it stands."""
    meaning = f"{found.about.identity}|{found.aspect}"
    times = seen[meaning] = seen.get(meaning, 0) + 1
    return _digest(check.code, case_id, meaning, *([str(times)] if times > 1 else []))


def _digest(*parts: str) -> str:
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:16]


def _evidence(item: Reference, record: Mapping[str, Any] | None) -> EvidenceRow:
    if record is not None and not resolves(item.pointer, record):
        raise Nonsense
    row: EvidenceRow = {"pointer": item.pointer, "label": item.label}
    if item.note:
        row["note"] = item.note
    return row


def resolves(pointer: str, record: Mapping[str, Any]) -> bool:
    """Whether a JSON pointer leads to something in a record."""
    place: Any = record
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(place, list) and name.isdecimal() and int(name) < len(place):
            place = place[int(name)]
        elif isinstance(place, dict) and name in place:
            place = place[name]
        else:
            return False
    return pointer == "" or pointer.startswith("/")


def _passage(passage: CopiedPassage, case_id: str) -> dict[str, Any]:
    return {
        "target": _place(passage.target),
        "source": {"case_id": passage.source.case_id or case_id, **_place(passage.source)},
        "words": passage.words,
        "kind": passage.kind,
        "relation": passage.relation,
        "counted": passage.counted,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"pointer": place.pointer, "start": place.start, "end": place.end}
