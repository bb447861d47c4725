"""Leaves out of a report what a child is called."""

from __future__ import annotations

import re
from collections.abc import Iterable


def without_names(text: str, names: Iterable[str], instead: str) -> str:
    """A text with each name, as a whole word in whatever case, replaced by something else."""
    known = sorted({part for name in names for part in name.split() if len(part) > 1}, key=len)
    if not known:
        return text
    any_of_them = "|".join(re.escape(name) for name in reversed(known))
    return re.sub(rf"(?<!\w)(?:{any_of_them})(?!\w)", lambda _: instead, text, flags=re.IGNORECASE)
