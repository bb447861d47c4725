"""A child's time with the council as one picture: what lasted, what happened, what was missed.

Each lane has its bars or dots, and below them a track of due windows: the time there was for
something, and beyond it what was late or missed. Colours and patterns are the page's; nothing
is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from html import escape

from attrs import define, field, frozen

from qaudit.cases.timeline import Lane
from qaudit.checking.results import CaseResult, MarkRow, ObservationRow
from qaudit.checking.standards import Outcome
from qaudit.reporting.words import count, short_day

WIDTH = 1000
LEFT, RIGHT = 132, 98
BAR, DOT_LANE, TRACK, GAP, HEAD = 20, 16, 7, 9, 26
CHARACTER = 6.4
"""How wide a character of the labels is, about."""

FLAG, FLAG_WIDTH = 16, 190
"""The room above the placements for what is said of moves, and how wide it may be."""

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
"""The checks whose due windows are drawn: those that ask for something to stand on a lane."""

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

UNREVIEWED_MOVE = "REV02"
"""The check whose failures are written beside the placements themselves."""


@frozen
class Scale:
    """Days to places from left to right."""

    first: date
    last: date

    def x(self, day: date) -> float:
        days = max(1, (self.last - self.first).days)
        part = min(max((day - self.first).days / days, 0.0), 1.0)
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)


@frozen
class Window:
    """The time there was for something: from the occasion to the last day, and what came of it."""

    check: str
    outcome: str
    opens: date
    due: date
    done: date | None


def draw(result: CaseResult) -> str:
    """The picture of a case as SVG, or nothing where nothing in it has a date."""
    as_at = date.fromisoformat(result.as_at)
    first = _begins(result.timeline, as_at)
    if first is None:
        return ""
    scale = Scale(first, max(as_at, first + timedelta(days=30)))
    windows = list(_windows(result.observations, scale))
    drawing = _Drawing(scale)
    for lane in Lane:
        marks = [
            row
            for row in result.timeline
            if row["lane"] == lane
            and (_end(row) or (as_at if row["lasting"] else _start(row))) >= first
        ]
        mine = [window for window in windows if LANE_OF[window.check] is lane]
        if marks or any(window.outcome == Outcome.NOT_MET for window in mine):
            drawing.lane(lane, marks, mine)
    moves = [window for window in windows if window.check == UNREVIEWED_MOVE]
    drawing.flag(sorted({move.opens for move in moves if move.outcome == Outcome.NOT_MET}))
    return drawing.svg(result.case_id, windows)


def _begins(timeline: Sequence[MarkRow], as_at: date) -> date | None:
    """The picture begins with the last entry to care; else with the first day known."""
    starts = [_start(row) for row in timeline]
    entries = [_start(row) for row in timeline if row["lane"] == Lane.CARE]
    if not starts:
        return None
    return min(max(entries) if entries else min(starts), as_at)


def _windows(rows: Iterable[ObservationRow], scale: Scale) -> Iterator[Window]:
    """The due windows that are drawn: those of what was met, missed, or may still be done."""
    for row in rows:
        if row["check"] in LANE_OF and row["on"] and row["due"]:
            on, due = date.fromisoformat(row["on"]), date.fromisoformat(row["due"])
            done = date.fromisoformat(row["done"]) if row["done"] else None
            drawn = (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_DUE)
            if row["outcome"] in drawn and max(due, done or due) >= scale.first:
                yield Window(row["check"], row["outcome"], min(on, due), due, done)


def _start(row: MarkRow) -> date:
    return date.fromisoformat(row["start"])


def _end(row: MarkRow) -> date | None:
    return date.fromisoformat(row["end"]) if row["end"] else None


@define
class _Drawing:
    """The picture on its way, lane by lane from top to bottom."""

    scale: Scale
    _parts: list[str] = field(factory=list)
    _y: float = HEAD
    _placements_at: float | None = None

    def lane(self, lane: Lane, marks: list[MarkRow], windows: list[Window]) -> None:
        if lane is Lane.PLACEMENTS:
            self._y += FLAG
            self._placements_at = self._y
        top = self._y
        bars = [mark for mark in marks if mark["lasting"]]
        dots = [mark for mark in marks if not mark["lasting"]]
        if bars:
            self._bars(lane, bars)
        if dots or not bars:
            self._dots(dots)
        if windows:
            self._track(windows, [_start(mark) for mark in marks])
        self._lane_title(lane, top, sum(one.outcome == Outcome.NOT_MET for one in windows))
        self._y += GAP
        self._parts.append(
            f'<path class="rule" d="M{LEFT} {self._y - GAP / 2:g}H{WIDTH - RIGHT}"/>'
        )

    def _lane_title(self, lane: Lane, top: float, missed: int) -> None:
        self._parts.append(f'<text class="lane" x="0" y="{top + 14:g}">{TITLES[lane]}</text>')
        if missed:
            x = WIDTH - RIGHT + 8
            self._parts.append(
                f'<text class="missed" x="{x}" y="{top + 14:g}">✕ {missed} missed</text>'
            )

    def _bars(self, lane: Lane, marks: list[MarkRow]) -> None:
        """Bars, those that overlap one below the other."""
        rows: list[float] = []
        for number, mark in enumerate(marks):
            start = self.scale.x(_start(mark))
            end = self.scale.x(_end(mark) or self.scale.last)
            width = max(2.0, end - start)
            row = next((n for n, taken in enumerate(rows) if taken <= start + 0.5), len(rows))
            rows[row : row + 1] = [start + width]
            y = self._y + row * (BAR + 3)
            kind = f"bar {lane.name.lower()} {'even' if number % 2 else 'odd'}"
            shape = (
                f'<rect class="{kind}" x="{start:g}" y="{y:g}" width="{width:g}" height="{BAR}"/>'
            )
            label = mark["label"]
            self._parts.append(f"<g><title>{escape(_said(mark))}</title>{shape}")
            if width > 34:
                room = int((width - 8) / CHARACTER)
                text = label if len(label) <= room else label[: max(1, room - 1)].rstrip() + "…"
                self._parts.append(
                    f'<text class="on" x="{start + 4:g}" y="{y + 14:g}">{escape(text)}</text>'
                )
            self._parts.append("</g>")
        self._y += len(rows) * (BAR + 3)

    def _dots(self, marks: list[MarkRow]) -> None:
        """One dot for each day; what failed or was called off is a ring."""
        y = self._y + DOT_LANE / 2
        happened: list[float] = []
        failed: list[float] = []
        for mark in marks:
            hollow = mark["label"].endswith(("cancelled", "not seen", "started"))
            (failed if hollow else happened).append(self.scale.x(_start(mark)))
        if happened:
            dots = "".join(f"M{x:g} {y:g}h0" for x in happened)
            self._parts.append(f'<path class="dot" d="{dots}"/>')
        self._parts += [f'<circle class="ring" cx="{x:g}" cy="{y:g}" r="4"/>' for x in failed]
        self._y += DOT_LANE

    def _track(self, windows: list[Window], days: list[date]) -> None:
        """Below a lane: the time there was, and what came after it."""
        y = self._y + TRACK / 2
        kept: list[str] = []
        still_open: list[str] = []
        late: list[str] = []
        missed: list[float] = []
        for window in windows:
            opens, due = self.scale.x(window.opens), self.scale.x(window.due)
            span = f"M{opens:g} {y:g}H{max(due, opens + 1):g}"
            (still_open if window.outcome == Outcome.NOT_DUE else kept).append(span)
            if window.outcome == Outcome.NOT_MET:
                late.append(f"M{due:g} {y:g}H{max(self.scale.x(_until(window, days)), due + 2):g}")
                missed.append(due)
        for kind, spans in (("kept", kept), ("open", still_open), ("late", late)):
            if spans:
                self._parts.append(f'<path class="{kind}" d="{"".join(spans)}"/>')
        crosses = "".join(f"M{x - 4:g} {y - 4:g}l8 8m0 -8l-8 8" for x in sorted(set(missed)))
        if crosses:
            self._parts.append(f'<path class="cross" d="{crosses}"/>')
        self._y += TRACK

    def flag(self, moves: list[date]) -> None:
        """Say at each move without a review that it had none; of moves close together, once."""
        if self._placements_at is None:
            return
        top = self._placements_at
        self._parts += [
            f'<path class="flagpole" d="M{self.scale.x(move):g} {top - 3:g}v{BAR + 6}"/>'
            for move in moves
        ]
        for together in self._close_together(moves):
            many = f"{len(together)} moves, " if len(together) > 1 else ""
            text = f"✕ {many}no review in time"
            x = self.scale.x(together[0])
            ends = x + len(text) * CHARACTER > WIDTH
            anchor = ' text-anchor="end"' if ends else ""
            at = self.scale.x(together[-1]) if ends else x
            self._parts.append(
                f'<text class="flag"{anchor} x="{at:g}" y="{top - 6:g}">{text}</text>'
            )

    def _close_together(self, moves: list[date]) -> list[list[date]]:
        """The moves in groups, each as far from the next as its label is wide."""
        groups: list[list[date]] = []
        for move in moves:
            if groups and self.scale.x(move) - self.scale.x(groups[-1][0]) < FLAG_WIDTH:
                groups[-1].append(move)
            else:
                groups.append([move])
        return groups

    def svg(self, case_id: str, windows: list[Window]) -> str:
        height = round(self._y + 4)
        missed = sum(window.outcome == Outcome.NOT_MET for window in windows)
        span = (
            f"{short_day(self.scale.first.isoformat())} to {short_day(self.scale.last.isoformat())}"
        )
        title = f"Timeline of {escape(case_id)}, {span}: {count(missed, 'due date')} missed"
        return (
            f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'aria-label="{title}">{self._axis(height)}{"".join(self._parts)}</svg>'
        )

    def _axis(self, height: int) -> str:
        parts = []
        for day, label in ticks(self.scale.first, self.scale.last):
            x = self.scale.x(day)
            parts.append(f'<path class="tick" d="M{x:g} {HEAD - 10}V{height - 4}"/>')
            if x < WIDTH - RIGHT - 20:
                parts.append(f'<text class="tick" x="{x + 3:g}" y="{HEAD - 14}">{label}</text>')
        return "".join(parts)


def _until(window: Window, days: list[date]) -> date:
    """How long something was late: until it was done, else until the lane has something again."""
    if window.done and window.done > window.due:
        return window.done
    return min((day for day in days if day > window.due), default=date.max)


def ticks(first: date, last: date) -> list[tuple[date, str]]:
    """The days that the axis names: months, quarters or years, as there is room."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in (1, 3, 6, 12, 24) if months <= 12 * step), 36)
    found = []
    month = first.year * 12 + first.month - 1
    for number in range(month, last.year * 12 + last.month):
        day = date(number // 12, number % 12 + 1, 1)
        if number % step == 0 and first <= day <= last:
            found.append((day, str(day.year) if step >= 12 else day.strftime("%b %Y")))
    return found


def _said(mark: MarkRow) -> str:
    if not mark["lasting"]:
        return f"{mark['label']}, {short_day(mark['start'])}"
    end = f"to {short_day(mark['end'])}" if mark["end"] else "and goes on"
    return f"{mark['label']}: {short_day(mark['start'])} {end}"
