"""What is said of an exception in somebody's code: its kind and its place, never its message.

The message may hold what the record says.
"""

from __future__ import annotations

from pathlib import PurePath
from traceback import extract_tb


def kind_and_place(error: BaseException) -> str:
    """As in "KeyError (rev02.py, line 12)"."""
    kind = type(error).__name__
    shown = kind if kind.isidentifier() and len(kind) <= 80 else "an exception"
    frames = extract_tb(error.__traceback__)
    if not frames:
        return shown
    return f"{shown} ({PurePath(frames[-1].filename).name}, line {frames[-1].lineno})"
