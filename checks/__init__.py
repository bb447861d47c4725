"""The standard library of checks: one file a check, in folders by area of practice."""

from __future__ import annotations

from collections.abc import Iterable

from qaudit.checking.check import Check
from qaudit.plugins.hookspecs import hookimpl
from qaudit.plugins.loading import NotLoaded, checks_of


@hookimpl
def qaudit_checks() -> Iterable[Check | NotLoaded]:
    """Every check that stands in a module of this package."""
    return checks_of(__name__)
