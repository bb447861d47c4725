"""What matters most about a child, in a few sentences worked out of what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from qaudit.cases.timeline import Lane
from qaudit.checking.results import CaseResult, ObservationRow
from qaudit.checking.standards import Outcome
from qaudit.reporting.html.life import happened
from qaudit.reporting.words import count, day

MOST = 4
"""Standards of which something is said; of the others it is said how many there are."""

MOVES = "REV02"

CAME_LATE = {
    "VIS01": "a visit",
    "WRK02": "the allocation of a social worker",
    "SUP01": "supervision",
    "REV01": "a review",
    "PRO03": "a review of the protection plan",
    "PRF01": "a visit under private fostering",
    "PLN07": "the care plan",
    "ASM04": "an assessment",
}
"""What was late where one of these was not met, those first that keep a child in view."""


def gist_of(result: CaseResult, names: Mapping[str, str]) -> list[str]:
    """Whether the child was at risk, what was not met, and when the child was last visited.

    It counts observations and nothing else: what could not be told is neither met nor missed.

    Args:
        result: the case.
        names: what each check is called, by its code.
    """
    return [*_at_risk(result, names), _not_met(result), *_last_visited(result)]


def _at_risk(result: CaseResult, names: Mapping[str, str]) -> Iterator[str]:
    failed = [row for row in result.observations if row.get("harm")]
    for outcome, was in ((Outcome.NOT_MET, ""), (Outcome.WAIVED, " and was waived")):
        found = [row["check"] for row in failed if row["outcome"] == outcome]
        if found:
            which = ", ".join(
                f"{code} {names.get(code, '')}".strip() for code in dict.fromkeys(found)
            )
            yield f"{count(len(found), 'failure')} left the child at risk{was}: {which}."


def _not_met(result: CaseResult) -> str:
    judged = [
        row for row in result.observations if row["outcome"] in (Outcome.MET, Outcome.NOT_MET)
    ]
    failed: dict[str, list[ObservationRow]] = {}
    for row in judged:
        if row["outcome"] == Outcome.NOT_MET:
            failed.setdefault(row["check"], []).append(row)
    if not failed:
        occasions = count(len(judged), "occasion")
        return (
            f"Nothing was found not met, of {occasions}." if judged else "Nothing could be judged."
        )
    said = [code for code in (MOVES, *CAME_LATE) if code in failed][:MOST]
    moves = sum(row["check"] == MOVES for row in judged)
    parts = [
        _of_moves(failed[code], moves) if code == MOVES else _late(code, failed[code])
        for code in said
    ]
    if others := len(failed) - len(said):
        standards = (
            f"{'other ' if said else ''}{'standard was' if others == 1 else 'standards were'}"
        )
        parts.append(f"{others} {standards} not met")
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _of_moves(failed: list[ObservationRow], moves: int) -> str:
    return f"{len(failed)} of {count(moves, 'move')} had no review in time"


def _late(code: str, failed: list[ObservationRow]) -> str:
    """How often it was late, and by how much: what is still not done counts to the audit date."""
    longest = max(row["days_late"] or 0 for row in failed)
    if len(failed) == 1:
        return f"{CAME_LATE[code]} was late" + (f" by {count(longest, 'day')}" if longest else "")
    by = f", the longest {count(longest, 'day')}" if longest else ""
    return f"{CAME_LATE[code]} was late {len(failed)} times{by}"


def _last_visited(result: CaseResult) -> Iterator[str]:
    visits = [mark for mark in result.timeline if mark["lane"] == Lane.VISITS]
    held = [mark for mark in visits if happened(mark)]
    if not held:
        if visits:
            yield f"The child was not seen at {_all_of(len(visits))} on the record."
        return
    last = max(held, key=lambda mark: mark["start"])
    since = sum(mark["start"] > last["start"] for mark in visits)
    ago = (date.fromisoformat(result.as_at) - date.fromisoformat(last["start"])).days
    unseen = f"; the child was not seen at {count(since, 'visit')} since" if since else ""
    yield (
        f"The last visit was on {day(last['start'])}, {count(ago, 'day')} before "
        f"{day(result.as_at)}{unseen}."
    )


def _all_of(visits: int) -> str:
    return "the one visit" if visits == 1 else f"any of the {visits} visits"
