"""What has changed since the last audit, as a letter says it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from qaudit.cases.case import long_date
from qaudit.checking.changes import AreaChange, Change, Changes, RateChange
from qaudit.checking.standards import Area, Axis
from qaudit.grading.scale import ORDER, Grade
from qaudit.letters.model import Note, Section, Sentence
from qaudit.letters.turns import area_name, listed, number, sentence

GOOD = frozenset({Grade.GOOD, Grade.OUTSTANDING})


def what_changed(
    changes: Changes, told: Collection[Area], *, few: bool = False
) -> tuple[Section, list[Note]]:
    """What improved, what slipped, what was sustained, and of what it is too early to tell.

    A change is spoken of only where it is more than chance can account for. Of few children
    failures are not counted: it would be told of a child what was found.

    Args:
        changes: since an earlier audit.
        told: the areas that may be told of.
        few: whether few children were audited, either time.
    """
    areas = {
        area: changes["areas"][area]
        for area in Area
        if area in told and area.value in changes["areas"]
    }
    said = [] if few else [_findings(changes)]
    said += _moved(areas, Change.IMPROVED, "Practice has improved in {}.")
    said += _moved(areas, Change.SLIPPED, "It has slipped in {}.")
    said += _moved(
        areas, Change.MIXED, "In {} one side of practice improved and the other slipped."
    )
    early = [area for area, change in areas.items() if change["early"]]
    kept = [
        area
        for area, change in areas.items()
        if change["change"] == Change.SUSTAINED and not change["early"]
    ]
    strong = [area for area in kept if changes["areas"][area]["grade"]["after"] in GOOD]
    weak = [area for area in kept if _is_weak(changes["areas"][area])]
    if strong:
        said.append(Sentence(f"Strengths have been sustained in {_names(strong)}.", _keys(strong)))
    if weak:
        text = f"There is no sign yet of a change for the better in {_names(weak)}."
        said.append(Sentence(text, _keys(weak)))
    if early:
        text = f"It is too early to see the impact of what was done since in {_names(early)}."
        said.append(Sentence(text, _keys(early)))
    standards = [
        *changes["standard"],
        *(one for c in changes["checks"].values() for one in c["standard"]),
    ]
    if standards:
        said.append(
            Sentence(
                "Not everything was held to the same standard both times; what changed for that "
                "reason is not called progress."
            )
        )
    notes = [Note(_key(area), _numbers(area, change)) for area, change in areas.items()]
    section = Section(heading="What has changed since the last audit", paragraphs=(tuple(said),))
    named = {key for one in said for key in one.notes}
    return section, [note for note in notes if note.key in named]


def _findings(changes: Changes) -> Sentence:
    before, sums = changes["before"], changes["findings"]
    since = f", as at {_day(before['as_at'])}," if before["as_at"] else ""
    resolved, new = sums["before"] - sums["remaining"], sums["after"] - sums["remaining"]
    failures = "failure" if sums["before"] == 1 else "failures"
    return Sentence(
        f"The audit before{since} found {number(sums['before'])} {failures} that counted; "
        f"{_so_many(resolved)} of them {_is(resolved)} found no longer, and "
        f"{_so_many(new)} {_is(new)} new."
    )


def _so_many(count: int) -> str:
    return number(count) if count else "none"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _moved(areas: dict[Area, AreaChange], change: Change, way: str) -> list[Sentence]:
    moved = [area for area, found in areas.items() if found["change"] == change]
    return (
        [Sentence(sentence(way.format(_names(moved)).rstrip(".")), _keys(moved))] if moved else []
    )


def _is_weak(change: AreaChange) -> bool:
    grade = change["grade"]["after"]
    return grade in set(ORDER) - GOOD


def _names(areas: list[Area]) -> str:
    return listed([area_name(area) for area in areas])


def _key(area: Area) -> str:
    return f"{area.value}-changes"


def _keys(areas: list[Area]) -> tuple[str, ...]:
    return tuple(map(_key, areas))


def _numbers(area: Area, change: AreaChange) -> str:
    axes = "; ".join(
        f"{axis.value} {_share(change['axes'][axis])}" for axis in Axis if axis in change["axes"]
    )
    return f"{area.title}, before and now: {axes}"


def _share(change: RateChange) -> str:
    before, after = change["before"], change["after"]
    said = [
        f"{row['met']:,} of {row['judged']:,}" if row["judged"] else "nothing judged"
        for row in (before, after)
    ]
    interval = change["interval"]
    between = (
        f" (difference {100 * interval[0]:+.0f} to {100 * interval[1]:+.0f} points)"
        if interval
        else ""
    )
    return f"{said[0]}, then {said[1]}{between}"


def _day(value: str) -> str:
    return long_date(date.fromisoformat(value))
