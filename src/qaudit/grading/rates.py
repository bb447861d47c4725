"""A rate and how sure of it one can be."""

from __future__ import annotations

from qaudit.checking.results import RateRow
from qaudit.checking.shares import wilson


def rate(met: int, judged: int) -> RateRow:
    """A rate in the report's shape, rounded to four places."""
    if not judged:
        return {"met": met, "judged": judged, "rate": None, "interval": None}
    low, high = wilson(met, judged)
    interval = [round(low, 4), round(high, 4)]
    return {"met": met, "judged": judged, "rate": round(met / judged, 4), "interval": interval}
