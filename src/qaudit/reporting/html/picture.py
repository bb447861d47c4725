"""A child's time with the council as one picture: what lasted, what happened, what was missed.

Each lane has its bars or dots, and below them a track of due windows: the time there was for
something, and beyond it what was late or missed. Colours and patterns are the page's; nothing
is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from attrs import define, field, frozen

from qaudit.cases.timeline import Lane
from qaudit.checking.results import MarkRow
from qaudit.checking.standards import Outcome
from qaudit.reporting.html.life import (
    TITLES,
    Life,
    Strip,
    Window,
    ends,
    happened,
    said,
    starts,
)
from qaudit.reporting.words import count, short_day

WIDTH = 1000
LEFT, RIGHT = 96, 88
BAR, DOT_LANE, TRACK, GAP, HEAD = 20, 16, 7, 9, 26
CHARACTER = 6.4
"""How wide a character of the labels is, about."""

FLAG, FLAG_WIDTH = 16, 190
"""The room above the placements for what is said of moves, and how wide it may be."""

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


def draw(life: Life) -> str:
    """The picture of a life as HTML: the names of its lanes, and beside them the lanes as SVG."""
    scale = Scale(life.first, max(life.as_at, life.first + timedelta(days=30)))
    drawing = _Drawing(scale)
    for strip in life.strips:
        drawing.lane(strip)
    moves = [window for window in life.windows if window.check == UNREVIEWED_MOVE]
    drawing.flag(sorted({move.opens for move in moves if move.missed}))
    return drawing.html(life)


@define
class _Drawing:
    """The picture on its way, lane by lane from top to bottom."""

    scale: Scale
    _names: list[str] = field(factory=list)
    _parts: list[str] = field(factory=list)
    _y: float = HEAD
    _placements_at: float | None = None

    def lane(self, strip: Strip) -> None:
        lane, marks, windows = strip.lane, strip.marks, strip.windows
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
            self._track(windows, [starts(mark) for mark in marks])
        self._lane_title(lane, top, strip.missed)
        self._y += GAP
        self._parts.append(
            f'<path class="rule" d="M{LEFT} {self._y - GAP / 2:g}H{WIDTH - RIGHT}"/>'
        )

    def _lane_title(self, lane: Lane, top: float, missed: int) -> None:
        self._names.append(f'<text class="lane" x="8" y="{top + 14:g}">{TITLES[lane]}</text>')
        if missed:
            x = WIDTH - RIGHT + 8
            self._parts.append(
                f'<text class="missed" x="{x}" y="{top + 14:g}">✕ {missed} missed</text>'
            )

    def _bars(self, lane: Lane, marks: list[MarkRow]) -> None:
        """Bars, those that overlap one below the other."""
        rows: list[float] = []
        for number, mark in enumerate(marks):
            start = self.scale.x(starts(mark))
            end = self.scale.x(ends(mark) or self.scale.last)
            width = max(2.0, end - start)
            row = next((n for n, taken in enumerate(rows) if taken <= start + 0.5), len(rows))
            rows[row : row + 1] = [start + width]
            y = self._y + row * (BAR + 3)
            kind = f"bar {lane.name.lower()} {'even' if number % 2 else 'odd'}"
            shape = (
                f'<rect class="{kind}" x="{start:g}" y="{y:g}" width="{width:g}" height="{BAR}"/>'
            )
            label = mark["label"]
            self._parts.append(f"<g><title>{escape(said(mark))}</title>{shape}")
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
        dots = "".join(f"M{self.scale.x(starts(one)):g} {y:g}h0" for one in marks if happened(one))
        failed = [self.scale.x(starts(one)) for one in marks if not happened(one)]
        if dots:
            self._parts.append(f'<path class="dot" d="{dots}"/>')
        self._parts += [f'<circle class="ring" cx="{x:g}" cy="{y:g}" r="4"/>' for x in failed]
        self._y += DOT_LANE

    def _track(self, windows: Sequence[Window], days: list[date]) -> None:
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
            if window.missed:
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

    def html(self, life: Life) -> str:
        """Two pictures of one height, so that the names can stand still while the lanes move."""
        height = round(self._y + 4)
        missed = sum(window.missed for window in life.windows)
        span = (
            f"{short_day(self.scale.first.isoformat())} to {short_day(self.scale.last.isoformat())}"
        )
        title = f"Timeline of {escape(life.case_id)}, {span}: {count(missed, 'due date')} missed"
        return (
            '<div class="lanes">'
            f'<svg class="timeline names" viewBox="0 0 {LEFT} {height}" aria-hidden="true">'
            f"{''.join(self._names)}</svg>"
            f'<svg class="timeline" viewBox="{LEFT} 0 {WIDTH - LEFT} {height}" role="img" '
            f'aria-label="{title}">{self._axis(height)}{"".join(self._parts)}</svg></div>'
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
