"""Imports the modules of plugins, each by itself, and says why one cannot be imported."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from attrs import frozen

from qaudit.checking.check import BadCheck, Check
from qaudit.checking.failures import kind_and_place


class BadPlugin(Exception):
    """A plugin is not put together as a plugin must be; its author can mend it."""


@frozen
class NotLoaded:
    """A module that a plugin could not load, in the place of the checks that stand in it.

    Attributes:
        file: the file, from the folder of the plugin.
        cause: what kept it from being loaded.
    """

    file: str
    cause: str

    def __str__(self) -> str:
        return f"{self.file}: {self.cause}"


def cause(error: BaseException) -> str:
    """What is said of an exception that a plugin raised while it was loaded.

    No case has been read yet: its message helps whoever has to mend it.
    """
    try:
        message = str(error)
    except Exception:  # noqa: BLE001
        message = ""
    if isinstance(error, (BadCheck, BadPlugin)):
        return message
    if isinstance(error, SyntaxError) and error.filename:
        place = f"({Path(error.filename).name}, line {error.lineno})"
        return f"{type(error).__name__} {place}: {error.msg}"
    where = kind_and_place(error, beside=Path(__file__).parent)
    return f"{where}: {message}" if message else where


def checks_of(package: str) -> Iterator[Check | NotLoaded]:
    """Every check that stands in a module of a package, for a plugin's hook `qaudit_checks`.

    A module that cannot be imported takes none of the others with it. What begins with an
    underscore is private, and not looked into.
    """
    found = import_module(package)
    yield from _checks_below(package, list(found.__path__), "")


def _checks_below(package: str, paths: list[str], folder: str) -> Iterator[Check | NotLoaded]:
    for info in sorted(iter_modules(paths), key=lambda info: info.name):
        name = f"{package}.{info.name}"
        file = f"{folder}{info.name}"
        if info.name.startswith("_"):
            continue
        try:
            module = import_module(name)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001
            where = f"{file}/__init__.py" if info.ispkg else f"{file}.py"
            yield NotLoaded(where, cause(error))
            continue
        yield from (value for value in vars(module).values() if isinstance(value, Check))
        if info.ispkg:
            yield from _checks_below(name, list(module.__path__), f"{file}/")


class Folder:
    """A folder of files as one package, so that its files can share what several need.

    `from .dates import first_monday` in a check reads `dates.py` beside it. The package has a
    name of its own, made of the folder's path: neither does `dates.py` stand in the way of
    another module of that name, nor is the folder looked through for anybody else.
    """

    def __init__(self, folder: Path) -> None:
        digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
        importlib.invalidate_caches()
        self._folder = folder
        self._name = f"qaudit_folder_{digest}"
        for known in list(sys.modules):  # read anew: a file may have changed since
            if known == self._name or known.startswith(f"{self._name}."):
                del sys.modules[known]
        self._package(())

    def module(self, path: Path) -> ModuleType:
        """The module of a file in the folder; imported once, whoever else has imported it."""
        *parents, file = path.relative_to(self._folder).parts
        package = self._package(tuple(parents))
        name = f"{package}.{_as_name(file.removesuffix('.py'))}"
        if name in sys.modules:
            return sys.modules[name]
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

    def _package(self, parts: tuple[str, ...]) -> str:
        """The name of the package of a folder in the folder, made if it is not there yet."""
        name = ".".join((self._name, *map(_as_name, parts)))
        if name not in sys.modules:
            if parts:
                self._package(parts[:-1])
            package = ModuleType(name)
            package.__path__ = [str(self._folder.joinpath(*parts))]
            sys.modules[name] = package
        return name


def _as_name(part: str) -> str:
    return part.replace(".", "_")
