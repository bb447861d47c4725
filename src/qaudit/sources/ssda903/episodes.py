"""A child's SSDA903 episodes, put together to placements, legal statuses and periods of care.

An episode ends when anything changes. So one placement may be several episodes, and so may one
legal status; a period of care is all of them from RNE S to a REC other than X1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from attrs import define, field

from qaudit.sources.ssda903.codes import NEXT_EPISODE, STARTED, STATUS_ONLY
from qaudit.sources.ssda903.model import Episode

Item = dict[str, Any]
Remark = Callable[[Episode, str], None]
"""Takes an episode and what is odd about it."""

_LATER = "9999-12-31"


@define
class Care:
    """What a child's episodes say.

    Attributes:
        placements: as in a case record.
        legal_statuses: as in a case record.
        care_periods: as in a case record; None where an entry to care or a leaving is not in
            the episodes, so that any period would be a guess.
        complete: whether every episode that is spoken of is there.
        statuses_complete: the same of the legal statuses.
    """

    placements: list[Item] = field(factory=list)
    legal_statuses: list[Item] = field(factory=list)
    care_periods: list[Item] | None = None
    complete: bool = True
    statuses_complete: bool = True


def put_together(episodes: Iterable[Episode], remark: Remark) -> Care:
    """What a child's episodes, in any order, come to; `remark` is told of what is odd."""
    ordered = sorted(episodes, key=lambda episode: (episode.start, episode.end or _LATER))
    for episode in ordered:
        _remark_on_one(episode, remark)
    for before, after in pairwise(ordered):
        _remark_on_two(before, after, remark)
    care = Care(_placements(ordered, remark), _legal_statuses(ordered))
    care.care_periods = _care_periods(ordered, remark)
    if ordered and ordered[-1].end and ordered[-1].ceased == NEXT_EPISODE:
        remark(ordered[-1], "REC says that another episode followed, and there is none")
        care.complete = False
    care.statuses_complete = care.complete and all(each.legal_status for each in ordered)
    return care


def _goes_on(before: Episode, after: Episode) -> bool:
    """Whether an episode begins where the one before it stopped, without leaving care."""
    return (
        before.end == after.start
        and before.ceased in {NEXT_EPISODE, None}
        and after.reason != STARTED
    )


def _same_place(before: Episode, after: Episode) -> bool:
    return (
        before.placement_type == after.placement_type
        and before.provider == after.provider
        and before.urn == after.urn
        and before.postcode == after.postcode
    )


def _placements(ordered: list[Episode], remark: Remark) -> list[Item]:
    """One for each stay in a place: an episode of RNE L goes on with the one before it."""
    found: list[Item] = []
    name = unique_names("P")
    before: Episode | None = None
    for episode in ordered:
        merged = False
        if episode.reason == STATUS_ONLY:
            merged = before is not None and _merges(before, episode, remark)
            if before is None:
                remark(episode, "RNE is L and no episode is before it: the placement is older")
        if merged:
            placement = found[-1]
            if before and before.change_reason:
                remark(before, "REASON_PLACE_CHANGE is given and the placement went on")
        else:
            placement = {"placement_id": name(episode.start), "start_date": episode.start}
            _put(placement, "placement_type", episode.placement_type)
            _put(placement, "provider", episode.provider)
            _put(placement, "urn", episode.urn)
            _put(placement, "start_reason", episode.reason)
            found.append(placement)
        # The last of its episodes says when a placement ended and why.
        _put(placement, "end_date", episode.end)
        _put(placement, "change_reason", episode.change_reason)
        before = episode
    return found


def _merges(before: Episode, episode: Episode, remark: Remark) -> bool:
    """Whether a change of status only goes on with the placement before it, as it should."""
    if not _goes_on(before, episode):
        remark(episode, "RNE is L and no episode goes on to it: kept as a placement of its own")
    elif not _same_place(before, episode):
        remark(episode, "RNE is L and the place is another: kept as a placement of its own")
    else:
        return True
    return False


def _legal_statuses(ordered: list[Episode]) -> list[Item]:
    """One for each run of episodes with the same legal status."""
    found: list[Item] = []
    before: Episode | None = None
    for episode in ordered:
        if episode.legal_status:
            same = before is not None and before.legal_status == episode.legal_status
            if not (same and before and _goes_on(before, episode)):
                found.append({"legal_status": episode.legal_status, "start_date": episode.start})
            _put(found[-1], "end_date", episode.end)
        before = episode
    return found


def _care_periods(ordered: list[Episode], remark: Remark) -> list[Item] | None:
    found: list[Item] = []
    inside = False
    known = True
    for episode in ordered:
        if episode.reason == STARTED:
            if inside:
                remark(episode, "RNE is S and the child had not left care")
                known = False
            found.append({"start_date": episode.start})
            inside = True
        elif not inside or episode.reason is None:
            known = False
        if episode.ceased not in {NEXT_EPISODE, None}:
            if episode.end and found:
                found[-1] |= {"end_date": episode.end, "end_reason": episode.ceased}
            known = known and episode.end is not None
            inside = False
    return found if known else None


def _remark_on_one(episode: Episode, remark: Remark) -> None:
    if episode.end and not episode.ceased:
        remark(episode, "DEC is given and REC is not")
    if not episode.end and episode.ceased == NEXT_EPISODE:
        remark(episode, "REC is X1 and DEC is not given: carried as not ended")
    elif not episode.end and episode.ceased:
        remark(episode, "REC says that the child left care and DEC is not given")
    if not episode.end and episode.change_reason:
        remark(episode, "REASON_PLACE_CHANGE is given and DEC is not")


def _remark_on_two(before: Episode, after: Episode, remark: Remark) -> None:
    left_care = before.ceased not in {NEXT_EPISODE, None}
    if before.end is None:
        remark(before, "DEC is not given and a later episode begins")
    elif before.end > after.start:
        remark(after, "it begins before the one before it ended")
    elif not left_care and before.end < after.start:
        remark(after, "it begins after the one before it ended, without a leaving of care")
    if left_care and before.end and after.reason != STARTED:
        remark(after, "RNE is not S and the child had left care")


def _put(item: Item, name: str, value: object) -> None:
    if value is None:
        item.pop(name, None)
    else:
        item[name] = value


def unique_names(letter: str) -> Callable[[str], str]:
    """Names for a child's items by their date: P2017-04-01, and P2017-04-01-2 for a second."""
    given: dict[str, int] = {}

    def name(day: str) -> str:
        given[day] = given.get(day, 0) + 1
        return f"{letter}{day}" if given[day] == 1 else f"{letter}{day}-{given[day]}"

    return name
