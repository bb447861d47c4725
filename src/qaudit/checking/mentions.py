"""How a finding points at the words it rests on."""

from __future__ import annotations

from qaudit.cases.texts import Mention
from qaudit.checking.observations import Reference


def mentioned(mention: Mention, what: str) -> Reference:
    """A reference to words, by their place and never by themselves."""
    return Reference(mention.pointer, f"{what}, characters {mention.start} to {mention.end}", "")
