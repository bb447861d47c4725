"""A share, and how sure of it one can be."""

from __future__ import annotations

from math import sqrt
from typing import TypedDict


class RateRow(TypedDict):
    """How often a standard was met: the count, the share and its 95% Wilson interval."""

    met: int
    judged: int
    rate: float | None
    interval: list[float] | None


Z_95 = 1.959963984540054
"""The standard normal quantile for a two-sided 95% interval."""


def wilson(met: float, judged: float) -> tuple[float, float]:
    """The 95% Wilson score interval of a share (Wilson 1927), within 0 and 1.

    Raises:
        ValueError: nothing was judged.
    """
    if judged < 1:
        raise ValueError("nothing was judged")
    share, squared = met / judged, Z_95 * Z_95
    scale = 1 + squared / judged
    middle = (share + squared / (2 * judged)) / scale
    spread = Z_95 * sqrt(share * (1 - share) / judged + squared / (4 * judged * judged)) / scale
    # At the ends the formula gives 0 and 1 exactly, which floating point misses by a hair.
    low = 0.0 if met == 0 else max(0.0, middle - spread)
    high = 1.0 if met == judged else min(1.0, middle + spread)
    return low, high
