"""The hooks of qaudit. A plugin marks its functions with `hookimpl` and gives what it has.

Hooks hand things over; they do not run checks. A plugin is a module or a package named by an
entry point of the group `qaudit`, or a file in a folder given with `--checks`; there, what is
named as a hook is one without a mark, and every check in the file is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from qaudit.checking.check import Check
    from qaudit.checking.results import CaseResult, ServiceResult
    from qaudit.plugins.loading import NotLoaded
    from qaudit.reporting.base import Reporter
    from qaudit.sources import Source

GROUP = "qaudit"
"""The entry-point group, and the name that markers carry."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def qaudit_checks() -> Iterable[Check | NotLoaded]:  # type: ignore[empty-body]
    """The checks that a plugin gives, and what it could not load.

    Called when plugins are loaded, in each process of a run, where checks are needed.
    `qaudit.plugins.loading.checks_of(__name__)` gives all those in the modules of a package.
    """


@hookspec
def qaudit_sources() -> Iterable[Source]:  # type: ignore[empty-body]
    """The formats that `qaudit import` can read with it.

    Called when plugins are loaded, in each process of a run.
    """


@hookspec
def qaudit_reporters() -> Iterable[Reporter]:  # type: ignore[empty-body]
    """The reports that `qaudit run --report` can write with it.

    Called when plugins are loaded, in each process of a run.
    """


@hookspec
def qaudit_profiles() -> Iterable[Path]:  # type: ignore[empty-body]
    """The files of its grading profiles, each `NAME.toml`.

    Called when plugins are loaded, in each process of a run; the file of a profile is read when
    the profile is asked for.
    """


@hookspec
def qaudit_run_started(manifest: Mapping[str, Any]) -> None:
    """An audit starts, with the tool, checks and settings of its manifest.

    Called once a run, before the first case is read.
    """


@hookspec
def qaudit_case_audited(result: CaseResult) -> None:
    """A case has been audited and graded. What is done to the result changes nothing.

    Called for every case that was audited, in the order of the input, after the reports took it.
    """


@hookspec
def qaudit_run_ended(service: ServiceResult) -> None:
    """An audit has ended, and its reports are written.

    Called once a run. A plugin that fails here is named on standard error.
    """
