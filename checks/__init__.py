"""The standard library of checks: one file a check, in folders by area of practice."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from qaudit.checking.check import Check
from qaudit.plugins.hookspecs import hookimpl


@hookimpl
def qaudit_checks() -> list[Check]:
    """Every check that stands in a module of this package."""
    return list(_found())


def _found() -> Iterator[Check]:
    for module in walk_packages(__path__, prefix=f"{__name__}."):
        names: dict[str, Any] = vars(import_module(module.name))
        for value in names.values():
            if isinstance(value, Check):
                yield value
