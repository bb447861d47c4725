"""Work over all cases of an audit together, done once however many checks rest on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from attrs import frozen

from qaudit.cases.case import Case
from qaudit.checking.settings import NoSettings


class Gathering(Protocol):
    """A survey at work, in one process."""

    def add(self, case_id: str, collected: Any) -> None:
        """Take what was collected from one case; cases come in the order of the input."""

    def conclude(self) -> Any:
        """What all of it shows together. Called once, after the last case."""


@frozen(kw_only=True, eq=False)
class Survey:
    """What is collected from each case, and what is made of it.

    Attributes:
        name: its name, under which its settings stand in `qaudit.toml`: `[surveys.NAME]`.
        collect: what it needs of one case, small and picklable; called beside the case.
        start: begins the work over what is collected.
        settings: the attrs class of its settings.
    """

    name: str
    collect: Callable[[Case, Any], Any]
    start: Callable[[Any], Gathering]
    settings: type[Any] = NoSettings
