"""A rate and how sure of it one can be."""

from __future__ import annotations

from qaudit.checking.results import plain
from qaudit.checking.shares import RateRow, wilson


def rate(met: int, judged: int) -> RateRow:
    """A rate in the report's shape, rounded to four places."""
    if not judged:
        return {"met": met, "judged": judged, "rate": None, "interval": None}
    low, high = wilson(met, judged)
    interval = [plain(round(low, 4)), plain(round(high, 4))]
    share = plain(round(met / judged, 4))
    return {"met": met, "judged": judged, "rate": share, "interval": interval}
