"""What is said of an exception in somebody's code: its kind and its place, never its message.

The message may hold what the record says.
"""

from __future__ import annotations

import codecs
import sysconfig
from pathlib import Path, PurePath
from traceback import extract_tb

_PYTHONS = sysconfig.get_path("stdlib")
_INSTALLED = ("site-packages", "dist-packages")


def kind_and_place(error: BaseException, *, beside: Path | None = None) -> str:
    """As in "KeyError (rev02.py, line 12)": the last line before Python's own.

    Args:
        error: the exception.
        beside: a folder whose files called the code that is to blame, and are not to blame.
    """
    kind = type(error).__name__
    shown = kind if kind.isidentifier() and len(kind) <= 80 else "an exception"
    frames = extract_tb(error.__traceback__)
    theirs = [frame for frame in frames if not _is_pythons(frame.filename)]
    if not theirs or (beside and PurePath(theirs[-1].filename).parent == beside):
        return shown
    return f"{shown} ({PurePath(theirs[-1].filename).name}, line {theirs[-1].lineno})"


def why_unreadable(error: OSError | UnicodeDecodeError) -> str:
    """Why a file of settings, waivers or the like cannot be read, and what would help."""
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or type(error).__name__}"
    if error.object[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "it is written in UTF-16, as some terminals do; it has to be UTF-8"
    return f"it is not UTF-8: byte {error.start + 1} cannot be read"


def _is_pythons(file: str) -> bool:
    """Whether a file is of Python's own library, in which nobody's check is mended."""
    within = file.startswith(_PYTHONS) and not any(name in file for name in _INSTALLED)
    return within or file.startswith("<frozen ")
