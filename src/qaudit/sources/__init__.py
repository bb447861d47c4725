"""Where case records come from: one package a format, each a plugin."""

from qaudit.sources.base import (
    FileCount,
    Import,
    LeftOut,
    Note,
    Reading,
    Record,
    Refusal,
    Source,
    Tally,
)
from qaudit.sources.ssda903 import SSDA903

__all__ = [
    "SSDA903",
    "FileCount",
    "Import",
    "LeftOut",
    "Note",
    "Reading",
    "Record",
    "Refusal",
    "Source",
    "Tally",
]
