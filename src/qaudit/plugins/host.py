"""Loads plugins, one by one and guarded, and collects what they give.

A plugin that cannot be loaded is named with its cause; the others are loaded all the same,
and the run that goes on without it does not pass for a whole one.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from copy import deepcopy
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pluggy
from attrs import define, evolve, field, frozen

from qaudit.checking.check import BadCheck, Check
from qaudit.checking.failures import kind_and_place
from qaudit.checking.settings import as_written, make_settings, settings_schema
from qaudit.plugins import hookspecs
from qaudit.plugins.hooks import FOLLOWING, nearest_hook, unmarked_hooks
from qaudit.plugins.loading import BadPlugin, Folder, NotLoaded, cause
from qaudit.reporting.base import Reporter
from qaudit.sources import Source

T = TypeVar("T")


@frozen
class Plugin:
    """A plugin: what it is called, and what it gives.

    Attributes:
        name: the distribution and its entry point, or the file in a folder of checks.
        version: the distribution's, or the beginning of the file's SHA-256.
        origin: the module, or the file.
        gives: the names of what it gives, by kind: checks, sources, reporters, profiles, and
            under "follows" the hooks by which it follows a run.
    """

    name: str
    version: str
    origin: str
    gives: dict[str, list[str]] = field(factory=dict)

    def __str__(self) -> str:
        shown = self.name if self.origin == self.name else f"{self.name} ({self.origin})"
        return f"plugin {shown}"


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

    def _register(self, plugin: Plugin, load: Callable[[], object]) -> None:
        name = plugin.name
        while self._manager.has_plugin(name):  # files of one name, in different folders
            name += "'"
        plugin = evolve(plugin, name=name)
        module = self._guarded(plugin, load)
        if module is None or self._guarded(plugin, self._hook_up, plugin, module) is None:
            return
        self.plugins.append(plugin)
        self._guarded(plugin, self._collect, plugin, module)

    def _hook_up(self, plugin: Plugin, module: object) -> bool:
        """Let pluggy know the hooks of a plugin.

        Raises:
            BadPlugin: it has a hook that there is not, or one that asks for what is not given.
        """
        if unmarked := unmarked_hooks(module):
            raise BadPlugin(unmarked[0])
        try:
            self._manager.register(module, plugin.name)
            for caller in self._manager.get_hookcallers(module) or ():
                if not caller.has_spec():
                    raise BadPlugin(f"there is no hook {caller.name}{nearest_hook(caller.name)}")
        except BaseException as error:
            if self._manager.has_plugin(plugin.name):
                self._manager.unregister(name=plugin.name)
            if isinstance(error, (ValueError, pluggy.PluginValidationError)):
                raise BadPlugin(" ".join(str(error).split())) from None
            raise
        return True

    def _collect(self, plugin: Plugin, module: object) -> None:
        given = partial(self._given, plugin, module)
        if not self._without_checks:
            for check in given("qaudit_checks", Check):
                self._guarded(plugin, self._add_check, plugin, check)
        for source in given("qaudit_sources", Source):
            self._guarded(plugin, self._add, plugin, "source", self.sources, source)
        for reporter in given("qaudit_reporters", Reporter):
            self._guarded(plugin, self._add, plugin, "reporter", self.reporters, reporter)
        for path in given("qaudit_profiles", Path):
            self._guarded(plugin, self._add, plugin, "profile", self.profiles, path, path.stem)
        hooks = [caller.name for caller in self._manager.get_hookcallers(module) or ()]
        if follows := sorted(name for name in hooks if name.startswith(FOLLOWING)):
            plugin.gives["follows"] = follows

    def _given(self, plugin: Plugin, module: object, hook: str, kind: Any) -> Iterator[Any]:
        for found in getattr(self._manager.hook, hook).get_hookimpls():
            if found.plugin is not module:
                continue
            for thing in self._guarded(plugin, _listed, found.function) or []:
                if isinstance(thing, NotLoaded):
                    self.fail(f"{plugin}: {thing}")
                elif self._guarded(plugin, isinstance, thing, kind):
                    yield thing
                else:
                    self.fail(f"{plugin}: {hook} gave something that is no {kind.__name__}")

    def _add_check(self, plugin: Plugin, check: Check) -> None:
        _see_to_settings(check)
        surveys = {
            other.survey.name: other.survey for other in self.checks.values() if other.survey
        }
        if check.survey and surveys.get(check.survey.name, check.survey) is not check.survey:
            self.fail(f"{plugin}: the survey {check.survey.name} is already taken")
            return
        gone = {old: other for other in self.checks.values() for old in other.life.replaces}
        twice = [old for old in check.life.replaces if gone.get(old, check) is not check]
        if twice:
            self.fail(f"{plugin}: {check.code}: {twice[0]} leads to {gone[twice[0]].code} already")
        else:
            self._add(plugin, "check", self.checks, check, check.code)

    def _add(
        self, plugin: Plugin, kind: str, things: dict[str, T], thing: T, name: str | None = None
    ) -> None:
        name = str(thing.name) if name is None else name  # type: ignore[attr-defined]
        if things.setdefault(name, thing) is thing:
            names = plugin.gives.setdefault(f"{kind}s", [])
            names += [] if name in names else [name]
            return
        owners = [one.name for one in self.plugins if name in one.gives.get(f"{kind}s", ())]
        by = f" by {owners[0]}" if owners else ""
        self.fail(f"{plugin}: the {kind} {name} is already taken{by}")

    def _guarded(self, plugin: Plugin, call: Callable[..., T], *args: Any) -> T | None:
        """What a call into a plugin gives; None, and a failure, if it raises.

        What it prints goes to standard error: standard output is for reports.
        """
        try:
            with redirect_stdout(sys.stderr):
                return call(*args)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001
            self.fail(f"{plugin}: {cause(error)}")
        return None


def load(folders: Iterable[Path] = (), *, without_checks: bool = False) -> Host:
    """The plugins that are installed, and the checks in some folders.

    Args:
        folders: where further checks are.
        without_checks: leave the checks out, which take the longest to load.
    """
    host = Host(without_checks=without_checks)
    for entry in sorted(entry_points(group=hookspecs.GROUP), key=_own_first):
        host._register(_plugin(entry), entry.load)  # noqa: SLF001
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        files = [path for path in sorted(folder.rglob("*.py")) if _is_of_checks(path, folder)]
        if not files:
            host.fail(f"there is no file of checks in {folder}")
        package = Folder(folder)
        for path in files:
            _load_file(host, path, folder, package)
    host.checks = dict(sorted(host.checks.items()))
    for plugin in host.plugins:
        plugin.gives.get("checks", []).sort()
    return host


def _own_first(entry: EntryPoint) -> tuple[bool, str]:
    """The project's own plugins take their names before anybody's."""
    return _distribution(entry)[0] != hookspecs.GROUP, entry.name


def _plugin(entry: EntryPoint) -> Plugin:
    distribution, version = _distribution(entry)
    name = f"{distribution}:{entry.name}" if distribution else entry.name
    return Plugin(name, version, entry.value)


def _distribution(entry: EntryPoint) -> tuple[str, str]:
    """The name and the version of what a plugin was installed with, as far as they are known."""
    try:
        return (entry.dist.name, entry.dist.version) if entry.dist else ("", "")
    except Exception:  # noqa: BLE001  # its metadata is broken
        return "", ""


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
    plugin = Plugin(name, version, name)
    host._register(plugin, lambda: _FileOfChecks(package.module(path)))  # noqa: SLF001


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
                raise BadPlugin(f"{name} is not a function")
            setattr(self, name, hookspecs.hookimpl(value))
        if "qaudit_checks" not in own:
            found = [value for value in vars(module).values() if isinstance(value, Check)]
            self.qaudit_checks = hookspecs.hookimpl(lambda: found)
