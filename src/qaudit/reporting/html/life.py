"""What of a child's time with the council is shown, as a picture and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import frozen

from qaudit.cases.timeline import Lane
from qaudit.checking.results import CaseResult, MarkRow, ObservationRow
from qaudit.checking.standards import Outcome
from qaudit.reporting.words import short_day

LANE_OF = {
    "REV01": Lane.REVIEWS,
    "REV02": Lane.REVIEWS,
    "REV03": Lane.REVIEWS,
    "PRO03": Lane.REVIEWS,
    "VIS01": Lane.VISITS,
    "PRF01": Lane.VISITS,
    "SUP01": Lane.SUPERVISIONS,
    "ASM01": Lane.ASSESSMENTS,
    "ASM04": Lane.ASSESSMENTS,
    "PLN07": Lane.PLANS,
    "WRK02": Lane.WORKERS,
}
"""The checks whose due windows are shown: those that ask for something to stand on a lane."""

TITLES = {
    Lane.CARE: "In care",
    Lane.LEGAL_STATUS: "Legal status",
    Lane.PLACEMENTS: "Placements",
    Lane.PLANS: "Plans",
    Lane.WORKERS: "Workers",
    Lane.REVIEWS: "Reviews",
    Lane.ASSESSMENTS: "Assessments",
    Lane.VISITS: "Visits",
    Lane.SUPERVISIONS: "Supervision",
    Lane.MISSING: "Missing",
}

FAILED = ("cancelled", "not seen", "started")
"""How the label of a mark ends that is of something called off, in vain or not finished."""


@frozen
class Window:
    """The time there was for something: from the occasion to the last day, and what came of it."""

    check: str
    outcome: str
    opens: date
    due: date
    done: date | None

    @property
    def missed(self) -> bool:
        return self.outcome == Outcome.NOT_MET


@frozen
class Strip:
    """What stands on a lane: what lasted or happened, and the windows for it."""

    lane: Lane
    marks: Sequence[MarkRow]
    windows: Sequence[Window]

    @property
    def missed(self) -> int:
        return sum(window.missed for window in self.windows)


@frozen
class Life:
    """A child's time from the last entry to care, or the first day known, to the audit date."""

    case_id: str
    first: date
    as_at: date
    strips: Sequence[Strip]

    @property
    def windows(self) -> list[Window]:
        return [window for strip in self.strips for window in strip.windows]


def life_of(result: CaseResult) -> Life | None:
    """What is shown of a case; None where nothing in it has a date."""
    as_at = date.fromisoformat(result.as_at)
    first = _begins(result.timeline, as_at)
    if first is None:
        return None
    windows = list(_windows(result.observations, first))
    strips = []
    for lane in Lane:
        marks = [
            row
            for row in result.timeline
            if row["lane"] == lane
            and (ends(row) or (as_at if row["lasting"] else starts(row))) >= first
        ]
        mine = [window for window in windows if LANE_OF[window.check] is lane]
        if marks or any(window.missed for window in mine):
            strips.append(Strip(lane, marks, mine))
    return Life(result.case_id, first, as_at, strips)


def starts(row: MarkRow) -> date:
    return date.fromisoformat(row["start"])


def ends(row: MarkRow) -> date | None:
    return date.fromisoformat(row["end"]) if row["end"] else None


def happened(mark: MarkRow) -> bool:
    """Whether something came about, rather than was called off, in vain or not finished."""
    return not mark["label"].endswith(FAILED)


def in_words(life: Life) -> list[tuple[str, list[str]]]:
    """Everything that the picture shows, lane by lane: its title, and a line for each mark."""
    return [
        (TITLES[strip.lane], [*map(said, strip.marks), *map(_due, strip.windows)])
        for strip in life.strips
    ]


def said(mark: MarkRow) -> str:
    """A mark in words: "fostering (U6): 01 Mar 2026 and goes on"."""
    if not mark["lasting"]:
        return f"{mark['label']}, {short_day(mark['start'])}"
    end = f"to {short_day(mark['end'])}" if mark["end"] else "and goes on"
    return f"{mark['label']}: {short_day(mark['start'])} {end}"


def _due(window: Window) -> str:
    done = f", done on {_short(window.done)}" if window.done else ""
    came_of_it = {Outcome.MET: "met", Outcome.NOT_MET: "✕ missed", Outcome.NOT_DUE: "still open"}
    return (
        f"{window.check}: due by {_short(window.due)}, {came_of_it[Outcome(window.outcome)]}{done}"
    )


def _short(day: date) -> str:
    return short_day(day.isoformat())


def _begins(timeline: Sequence[MarkRow], as_at: date) -> date | None:
    """The picture begins with the last entry to care; else with the first day known."""
    days = [starts(row) for row in timeline]
    entries = [starts(row) for row in timeline if row["lane"] == Lane.CARE]
    return min(max(entries) if entries else min(days), as_at) if days else None


def _windows(rows: Iterable[ObservationRow], first: date) -> Iterator[Window]:
    """The due windows that are shown: those of what was met, missed, or may still be done."""
    for row in rows:
        if row["check"] in LANE_OF and row["on"] and row["due"]:
            on, due = date.fromisoformat(row["on"]), date.fromisoformat(row["due"])
            done = date.fromisoformat(row["done"]) if row["done"] else None
            shown = (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_DUE)
            if row["outcome"] in shown and max(due, done or due) >= first:
                yield Window(row["check"], row["outcome"], min(on, due), due, done)
