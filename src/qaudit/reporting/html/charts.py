"""Small pictures of a rate: a dot for the share, a line for how sure of it one can be."""

from __future__ import annotations

from qaudit.checking.shares import RateRow

WIDTH, HEIGHT, EDGE = 132, 14, 6


def rate_bar(rate: RateRow) -> str:
    """A rate with its 95% interval on a line from 0 to 100%, as SVG; nothing without a rate.

    It is hidden from screen readers: the numbers stand beside it.
    """
    if rate["rate"] is None or rate["interval"] is None:
        return ""
    low, high = (_x(part) for part in rate["interval"])
    middle, y = _x(rate["rate"]), HEIGHT / 2
    return (
        f'<svg class="rate" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">'
        f'<path class="axis" d="M{_x(0):g} {y:g}H{_x(1):g}"/>'
        f'<path class="half" d="M{_x(0.5):g} {y - 3:g}v6"/>'
        f'<path class="interval" d="M{low:g} {y:g}H{max(high, low + 1):g}"/>'
        f'<circle class="share" cx="{middle:g}" cy="{y:g}" r="4"/></svg>'
    )


def _x(part: float) -> float:
    return round(EDGE + part * (WIDTH - 2 * EDGE), 1)
