"""The life of a check: tried out, in force, deprecated, gone; and where its code leads then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from attrs import frozen


@frozen(kw_only=True)
class Life:
    """Where in its life a check is. Versions are those of the plugin that gives it.

    Attributes:
        since: the version it came with; "" for the first.
        preview: that it is tried out: it may change, and runs only where it is asked for.
        deprecated: the version from which it is not to be used any longer; "" if it may be.
        replaced_by: the code of the check that takes its place, once it is deprecated.
        replaces: the codes that lead to it: of checks that are gone.
    """

    since: str = ""
    preview: bool = False
    deprecated: str = ""
    replaced_by: str = ""
    replaces: tuple[str, ...] = ()

    @property
    def deprecation(self) -> str:
        """As in "deprecated since 0.3.0: NEW01 replaces it"; "" where it is not deprecated."""
        if not self.deprecated:
            return ""
        by = f": {self.replaced_by} replaces it" if self.replaced_by else ""
        return f"deprecated since {self.deprecated}{by}"

    def __str__(self) -> str:
        """All of it in words, "" where there is nothing to say."""
        begun = ["in preview"] * self.preview + [f"since {self.since}"] * bool(self.since)
        replaces = f"in the place of {', '.join(self.replaces)}" if self.replaces else ""
        return "; ".join(filter(None, [" ".join(begun), self.deprecation, replaces]))


class Living(Protocol):
    """What has a code and a life: a check."""

    @property
    def code(self) -> str: ...
    @property
    def life(self) -> Life: ...


def old_codes(checks: Mapping[str, Living]) -> dict[str, str]:
    """The codes of checks that are gone, each with the code that it leads to."""
    return {
        old: check.code
        for check in checks.values()
        for old in check.life.replaces
        if old not in checks
    }


def current_code(code: str, checks: Mapping[str, Living]) -> str:
    """The code that a code leads to: itself, unless its check is gone."""
    return old_codes(checks).get(code, code)


def moved(old: str, new: str) -> str:
    """What is said to whoever uses an old code."""
    return f"{old} is {new} now"
