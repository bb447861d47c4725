"""Loads plugins, one by one and guarded, and collects what they give.

A plugin that cannot be loaded is named with its cause; the others are loaded all the same,
and the run that goes on without it does not pass for a whole one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path, PurePath
from traceback import extract_tb
from types import ModuleType
from typing import Any, TypeVar

import pluggy
from attrs import define, field, frozen

from qaudit.checking.check import BadCheck, Check
from qaudit.plugins import hookspecs
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
    _manager: pluggy.PluginManager = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._manager = pluggy.PluginManager(hookspecs.GROUP)
        self._manager.add_hookspecs(hookspecs)

    def tell(self, hook: str, **given: Any) -> None:
        """Call a hook of the run's course on each plugin; one that raises is a failure."""
        for caller in getattr(self._manager.hook, hook).get_hookimpls():
            accepted = {name: given[name] for name in caller.argnames}
            self._guarded(caller.plugin_name, caller.function, **accepted)

    def _register(self, name: str, version: str, origin: str, load: Callable[[], object]) -> None:
        plugin = self._guarded(name, load)
        if plugin is None:
            return
        try:
            self._manager.register(plugin, name)
            self._manager.check_pending()
        except (ValueError, pluggy.PluginValidationError) as error:
            if self._manager.has_plugin(name):
                self._manager.unregister(name=name)
            self.failures.append(f"plugin {name}: {error}")
            return
        self.plugins.append(Plugin(name, version, origin))
        self._collect(name, plugin)

    def _collect(self, name: str, plugin: object) -> None:
        for check in self._given(name, plugin, "qaudit_checks", Check):
            self._add_check(name, check)
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
                if isinstance(thing, kind):
                    yield thing
                else:
                    self.failures.append(
                        f"plugin {name}: {hook} gave something that is no {kind.__name__}"
                    )

    def _add_check(self, name: str, check: Check) -> None:
        self._add(self.checks, name, "check", check.code, check)

    def _add(self, things: dict[str, T], plugin: str, kind: str, name: str, thing: T) -> None:
        if name in things:
            self.failures.append(f"plugin {plugin}: the {kind} {name} is already taken")
        else:
            things[name] = thing

    def _guarded(self, name: str, call: Callable[..., T], *args: Any, **given: Any) -> T | None:
        """What a call into a plugin gives; None, and a failure, if it raises."""
        try:
            return call(*args, **given)
        except KeyboardInterrupt:
            raise
        except BadCheck as error:
            self.failures.append(f"plugin {name}: {error}")
        except BaseException as error:  # noqa: BLE001
            frames = extract_tb(error.__traceback__)
            last = frames[-1]
            place = f"{PurePath(last.filename).name}, line {last.lineno}"
            self.failures.append(f"plugin {name}: {type(error).__name__}: {error} ({place})")
        return None


def load(folders: Iterable[Path] = ()) -> Host:
    """The plugins that are installed, and the checks in some folders."""
    host = Host()
    for entry in sorted(entry_points(group=hookspecs.GROUP), key=_own_first):
        version = entry.dist.version if entry.dist else ""
        host._register(_plugin_name(entry), version, entry.value, entry.load)  # noqa: SLF001
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if not path.name.startswith(("_", "test_", "conftest")):
                _load_file(host, path, folder)
    host.checks = dict(sorted(host.checks.items()))
    return host


def _own_first(entry: EntryPoint) -> tuple[bool, str]:
    """The project's own plugins take their names before anybody's."""
    return not entry.value.startswith("qaudit"), entry.name


def _plugin_name(entry: EntryPoint) -> str:
    return f"{entry.dist.name}:{entry.name}" if entry.dist else entry.name


def _load_file(host: Host, path: Path, folder: Path) -> None:
    """A file of one's own: its checks, or what its hooks give."""
    name = path.relative_to(folder).as_posix()
    version = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    host._register(name, version, name, lambda: _FileOfChecks(_module(path)))  # noqa: SLF001


def _module(path: Path) -> ModuleType:
    digest = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:8]
    name = f"qaudit_folder_{digest}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _listed(function: Callable[[], Iterable[T]]) -> list[T]:
    return list(function())


class _FileOfChecks:
    """A file as a plugin: its hooks, and every check that stands in it."""

    def __init__(self, module: ModuleType) -> None:
        own = {name: value for name, value in vars(module).items() if name.startswith("qaudit_")}
        for name, value in own.items():
            if callable(value):
                setattr(self, name, hookspecs.hookimpl(value))
        if "qaudit_checks" not in own:
            found = [value for value in vars(module).values() if isinstance(value, Check)]
            self.qaudit_checks = hookspecs.hookimpl(lambda: found)
