"""Loads plugins, one by one and guarded, and collects what they give.

A plugin that cannot be loaded is named with its cause; the others are loaded all the same,
and the run that goes on without it does not pass for a whole one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pluggy
from attrs import define, field, frozen

from qaudit.checking.check import BadCheck, Check
from qaudit.checking.failures import kind_and_place
from qaudit.checking.settings import as_written, make_settings, settings_schema
from qaudit.plugins import hookspecs
from qaudit.plugins.loading import Folder, NotLoaded, cause
from qaudit.reporting.base import Reporter
from qaudit.sources import Source

T = TypeVar("T")


@frozen
class Plugin:
    """A plugin that was loaded: its name, its version, and where it came from."""

    name: str
    version: str
    origin: str


@define
class Host:
    """The plugins of a run and what they give.

    Attributes:
        checks: by code, in the order of the codes.
        sources: by name.
        reporters: by name.
        profiles: by name, the file of each.
        plugins: those that were loaded.
        failures: those that were not, or gave something unusable, with the cause.
    """

    checks: dict[str, Check] = field(factory=dict)
    sources: dict[str, Source] = field(factory=dict)
    reporters: dict[str, Reporter] = field(factory=dict)
    profiles: dict[str, Path] = field(factory=dict)
    plugins: list[Plugin] = field(factory=list)
    failures: list[str] = field(factory=list)
    _without_checks: bool = False
    _manager: pluggy.PluginManager = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._manager = pluggy.PluginManager(hookspecs.GROUP)
        self._manager.add_hookspecs(hookspecs)

    def fail(self, what: str) -> None:
        """Name a failure; what fails at every case is named once."""
        if what not in self.failures:
            self.failures.append(what)

    def tell(self, hook: str, **given: Any) -> None:
        """Call a hook of the run's course on each plugin; one that raises is a failure.

        Each is given a copy: what it does to it changes nothing. What it raises may speak of
        a case, and is not repeated.
        """
        for caller in getattr(self._manager.hook, hook).get_hookimpls():
            try:
                caller.function(**{name: deepcopy(given[name]) for name in caller.argnames})
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001
                self.fail(f"plugin {caller.plugin_name}: {hook}: {kind_and_place(error)}")

    def _register(self, name: str, version: str, origin: str, load: Callable[[], object]) -> None:
        while self._manager.has_plugin(name):  # files of one name, in different folders
            name += "'"
        plugin = self._guarded(name, load)
        if plugin is None:
            return
        try:
            self._manager.register(plugin, name)
            self._manager.check_pending()
        except (ValueError, pluggy.PluginValidationError) as error:
            if self._manager.has_plugin(name):
                self._manager.unregister(name=name)
            self.fail(f"plugin {name}: {error}")
            return
        self.plugins.append(Plugin(name, version, origin))
        self._guarded(name, self._collect, name, plugin)

    def _collect(self, name: str, plugin: object) -> None:
        if not self._without_checks:
            for check in self._given(name, plugin, "qaudit_checks", Check):
                self._guarded(name, self._add_check, name, check)
        for source in self._given(name, plugin, "qaudit_sources", Source):
            self._add(self.sources, name, "source", source.name, source)
        for reporter in self._given(name, plugin, "qaudit_reporters", Reporter):
            self._add(self.reporters, name, "reporter", reporter.name, reporter)
        for path in self._given(name, plugin, "qaudit_profiles", Path):
            self._add(self.profiles, name, "profile", path.stem, path)

    def _given(self, name: str, plugin: object, hook: str, kind: Any) -> Iterator[Any]:
        for found in getattr(self._manager.hook, hook).get_hookimpls():
            if found.plugin is not plugin:
                continue
            for thing in self._guarded(name, _listed, found.function) or []:
                if isinstance(thing, NotLoaded):
                    self.fail(f"plugin {name}: {thing}")
                elif isinstance(thing, kind):
                    yield thing
                else:
                    self.fail(f"plugin {name}: {hook} gave something that is no {kind.__name__}")

    def _add_check(self, name: str, check: Check) -> None:
        _see_to_settings(check)
        surveys = {
            other.survey.name: other.survey for other in self.checks.values() if other.survey
        }
        if check.survey and surveys.get(check.survey.name, check.survey) is not check.survey:
            self.fail(f"plugin {name}: the survey {check.survey.name} is already taken")
        else:
            self._add(self.checks, name, "check", check.code, check)

    def _add(self, things: dict[str, T], plugin: str, kind: str, name: str, thing: T) -> None:
        if things.setdefault(name, thing) is not thing:
            self.fail(f"plugin {plugin}: the {kind} {name} is already taken")

    def _guarded(self, name: str, call: Callable[..., T], *args: Any, **given: Any) -> T | None:
        """What a call into a plugin gives; None, and a failure, if it raises."""
        try:
            return call(*args, **given)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001
            self.fail(f"plugin {name}: {cause(error)}")
        return None


def load(folders: Iterable[Path] = (), *, without_checks: bool = False) -> Host:
    """The plugins that are installed, and the checks in some folders.

    Args:
        folders: where further checks are.
        without_checks: leave the checks out, which take the longest to load.
    """
    host = Host(without_checks=without_checks)
    for entry in sorted(entry_points(group=hookspecs.GROUP), key=_own_first):
        version = entry.dist.version if entry.dist else ""
        host._register(_plugin_name(entry), version, entry.value, entry.load)  # noqa: SLF001
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        files = [path for path in sorted(folder.rglob("*.py")) if _is_of_checks(path, folder)]
        if not files:
            host.fail(f"there is no file of checks in {folder}")
        package = Folder(folder)
        for path in files:
            _load_file(host, path, folder, package)
    host.checks = dict(sorted(host.checks.items()))
    return host


def _own_first(entry: EntryPoint) -> tuple[bool, str]:
    """The project's own plugins take their names before anybody's."""
    return not entry.value.startswith("qaudit"), entry.name


def _plugin_name(entry: EntryPoint) -> str:
    return f"{entry.dist.name}:{entry.name}" if entry.dist else entry.name


def _is_of_checks(path: Path, folder: Path) -> bool:
    """Tests, and what is hidden or private, are left alone: a folder may hold more than checks."""
    parts = path.relative_to(folder).parts
    return not parts[-1].startswith(("test_", "conftest")) and not any(
        part.startswith((".", "_")) for part in parts
    )


def _load_file(host: Host, path: Path, folder: Path, package: Folder) -> None:
    """A file of one's own: its checks, or what its hooks give."""
    name = path.relative_to(folder).as_posix()
    try:
        version = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    except OSError as error:
        host.fail(f"plugin {name}: cannot be read: {error.strerror}")
        return
    host._register(name, version, name, lambda: _FileOfChecks(package.module(path)))  # noqa: SLF001


def _see_to_settings(check: Check) -> None:
    """See that its defaults are such as could be written in a file.

    Raises:
        BadCheck: they are not.
    """
    try:
        settings_schema(check.settings)
        as_written(make_settings(check.settings, {}))
    except Exception as error:
        raise BadCheck(f"{check.code}: its settings cannot be used: {error}") from error


def _listed(function: Callable[[], Iterable[T]]) -> list[T]:
    return list(function())


class _FileOfChecks:
    """A file as a plugin: its hooks, and every check that stands in it."""

    def __init__(self, module: ModuleType) -> None:
        own = {name: value for name, value in vars(module).items() if name.startswith("qaudit_")}
        for name, value in own.items():
            if not callable(value):
                raise BadCheck(f"{name} is not a function")
            setattr(self, name, hookspecs.hookimpl(value))
        if "qaudit_checks" not in own:
            found = [value for value in vars(module).values() if isinstance(value, Check)]
            self.qaudit_checks = hookspecs.hookimpl(lambda: found)
