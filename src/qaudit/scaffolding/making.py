"""The files of a new check and of a new plugin."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import qaudit
from qaudit.auditing.configuration import BadSettings, find_configuration
from qaudit.checking.check import CODE, NAME
from qaudit.checking.life import old_codes
from qaudit.checking.standards import Area
from qaudit.plugins.host import Host
from qaudit.scaffolding.files import CannotMake, filled

CASES = "sample_cases"
SAMPLES = ("in-time", "too-late", "not-exported")
SETTINGS = "qaudit.toml"

FROM_THE_FOLDER = """from pathlib import Path
from typing import Any

import pytest
from qaudit.testing import check_in, outcomes, record"""

INSTALLED = """from typing import Any

import pytest
from qaudit.testing import outcomes, record"""
"""What a test imports, where the check is found in a folder and where it is installed."""


def new_check(code: str, name: str, area: Area, folder: Path, host: Host) -> dict[Path, str]:
    """The files of a check in a folder of one's own checks, with its sample cases and its test.

    Args:
        code: the check's code, such as OWN01.
        name: its name, in words with hyphens.
        area: where it counts.
        folder: the folder; it need not be there yet.
        host: the plugins, in which the code must not be taken.

    Raises:
        CannotMake: the code or the name cannot be a check's, or the code is taken.
        BadSettings: the settings in the folder cannot be read.
    """
    hold_free(code, host)
    if not NAME.fullmatch(name):
        raise CannotMake(
            f"{name!r} is not a name such as direct-work-begins: small letters and digits, "
            "with hyphens between the words"
        )
    check = 'check_in(Path(__file__).parent, "' + code + '")'
    made = _check(code, name, area, folder, folder, FROM_THE_FOLDER, check)
    configuration = find_configuration(None, folder.resolve())
    known = [place.resolve() for place in configuration.check_folders]
    if not any(folder.resolve().is_relative_to(place) for place in known):
        if configuration.origin and configuration.origin.parent == folder.resolve():
            raise BadSettings(
                f'{configuration.origin}: check_folders does not name "."; with it, the checks of '
                "the folder are found by their tests"
            )
        made[folder / SETTINGS] = filled(SETTINGS, {})
    return made


def new_plugin(name: str, code: str, area: Area, folder: Path, host: Host) -> dict[Path, str]:
    """The files of a package of checks, with one check to begin with.

    Args:
        name: the name of the distribution, in words with hyphens.
        code: the code of the first check; "": made of the name.
        area: where it counts.
        folder: where the package's own folder is made.
        host: the plugins, in which the code must not be taken.

    Raises:
        CannotMake: the name cannot be a package's, or it or the code is taken.
    """
    module = name.replace("-", "_")
    if not NAME.fullmatch(name) or not module.isidentifier():
        raise CannotMake(
            f"{name!r} is not a name such as our-checks: small letters and digits, beginning "
            "with a letter, with hyphens between the words"
        )
    if module in sys.stdlib_module_names or importlib.util.find_spec(module):
        raise CannotMake(f"the name {name!r} is taken: there is a Python module {module}")
    code = code or _code_of(name)
    hold_free(code, host)
    top = folder / name
    if top.exists():
        raise CannotMake(f"{top} is there already, and is not written over")
    source, tests = top / "src" / module, top / "tests"
    made = _check(code, "direct-work-begins", area, source, tests, INSTALLED, f'"{code}"')
    values = {
        "package": name,
        "module_of_package": module,
        "code": code,
        "module": _module(code, "direct-work-begins"),
        "version": qaudit.__version__,
    }
    made[top / "pyproject.toml"] = filled("pyproject.toml", values)
    made[top / ".gitignore"] = filled("gitignore", {})
    made[top / "README.md"] = filled("README.md", values)
    made[top / ".github" / "workflows" / "tests.yml"] = filled("tests.yml", values)
    made[source / "__init__.py"] = filled("package.py", {})
    return made


def hold_free(code: str, host: Host) -> None:
    """See that a code can be a new check's.

    Raises:
        CannotMake: it is no code, or taken.
    """
    if not CODE.fullmatch(code):
        raise CannotMake(
            f"{code!r} is not a code such as OWN01: two to six capital letters, then two or three "
            "digits"
        )
    if taken := host.checks.get(code):
        raise CannotMake(f"the code {code} is taken, by the check {taken.name}")
    if led_to := old_codes(host.checks).get(code):
        raise CannotMake(f"the code {code} is taken: it leads to {led_to}, which replaced it")


def _check(
    code: str, name: str, area: Area, folder: Path, tests: Path, imports: str, check: str
) -> dict[Path, str]:
    module = _module(code, name)
    values = {"code": code, "name": name, "module": module, "area": area.value}
    made = {
        folder / f"{module}.py": filled("check.py", values),
        tests / f"test_{module}.py": filled(
            "test_check.py", {**values, "imports": imports, "check": check}
        ),
    }
    for sample in SAMPLES:
        for form in ("case.json", "expected.toml"):
            path = tests / CASES / f"{code.lower()}-{sample}.{form}"
            made[path] = filled(f"{sample}.{form}", values)
    return made


def _module(code: str, name: str) -> str:
    return f"{code.lower()}_{name.replace('-', '_')}"


def _code_of(name: str) -> str:
    """A code out of a name: our-checks begins with OUR01."""
    letters = "".join(char for char in name.upper() if char.isalpha() and char.isascii())
    return f"{(letters + 'OWN')[:3]}01"
