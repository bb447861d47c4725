"""The settings of a run: from `qaudit.toml`, or `[tool.qaudit]` in `pyproject.toml`.

Everything in it is validated by `schemas/configuration.schema.json`, to which the settings of
the checks that are installed are added. What is unknown is an error that names the nearest
match: a misspelt setting must not be taken for one that was made.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen
from qaudit_schemas import schema

from qaudit.cases.calendar import Duration
from qaudit.cases.grouping import GROUPINGS, Groups, why_no_field
from qaudit.checking.check import Check
from qaudit.checking.failures import why_unreadable
from qaudit.checking.life import moved, old_codes
from qaudit.checking.schemas import as_json, errors
from qaudit.checking.settings import TextFile, settings_schema
from qaudit.checking.standards import Force

if TYPE_CHECKING:
    from jsonschema import ValidationError

FILE = "qaudit.toml"
PROJECT_FILE = "pyproject.toml"


class BadSettings(Exception):
    """Settings that cannot be used, with where and why."""


@cache
def defaults_of_a_run() -> Mapping[str, Any]:
    """The settings of a whole run that have a default, and which: their schema says it."""
    return _defaults(schema("configuration"))


def _defaults(part: Mapping[str, Any]) -> dict[str, Any]:
    properties: Mapping[str, Any] = part["properties"]
    tables = {name: _defaults(part) for name, part in properties.items() if part.get("properties")}
    own = {name: part["default"] for name, part in properties.items() if "default" in part}
    return {**own, **tables}


@frozen(kw_only=True)
class Configuration:
    """What a file of settings says, before it is held to the checks that exist.

    Attributes:
        origin: the file; None: there is none.
        table: its content.
        notices: what whoever wrote it should know, once it is held to the checks.
    """

    origin: Path | None = None
    table: Mapping[str, Any] = field(factory=dict)
    notices: tuple[str, ...] = ()

    @property
    def check_folders(self) -> tuple[Path, ...]:
        """The folders of checks, found from where the file stands."""
        folders = self.table.get("check_folders")
        base = self.origin.parent if self.origin else Path()
        if not isinstance(folders, list):
            return ()
        return tuple(base / name for name in folders if isinstance(name, str))

    @property
    def profile(self) -> str:
        """The name of a profile, or its file, found from where this file stands."""
        name = str(self._said("profile"))
        file = self.origin.parent / name if self.origin else Path(name)
        return str(file) if file.suffix and file.is_file() else name

    @property
    def judgements(self) -> Path | None:
        """The file of what people judged, found from where this one stands."""
        name = self.table.get("judgements")
        return (self.origin.parent if self.origin else Path()) / name if name else None

    @property
    def groups(self) -> Groups:
        """What the children are grouped by."""
        table = {**defaults_of_a_run()["groups"], **self.table.get("groups", {})}
        return Groups(
            by=tuple(table["by"]),
            fields=table["fields"],
            age_bands=tuple(table["age_bands"]),
            fewest=table["fewest"],
        )

    @property
    def select(self) -> tuple[str, ...]:
        return tuple(self._said("select"))

    @property
    def ignore(self) -> tuple[str, ...]:
        return tuple(self._said("ignore"))

    @property
    def preview(self) -> bool:
        return bool(self._said("preview"))

    @property
    def audited_from(self) -> date | None:
        day = self.table.get("audited_from")
        return date.fromisoformat(day) if day else None

    @property
    def fail_on_new(self) -> frozenset[Force]:
        """The force of the standards whose new failures fail the gate of a baseline."""
        return frozenset(map(Force, self._said("fail_on_new")))

    @property
    def waivers(self) -> Path | None:
        """The file of waivers, found from where this one stands."""
        base = self.origin.parent if self.origin else Path()
        name = self.table.get("waivers")
        return base / name if name else None

    @property
    def waivers_ending_within(self) -> Duration:
        return Duration.parse(self._said("waivers_ending_within"))

    @property
    def survey_tables(self) -> Mapping[str, Mapping[str, Any]]:
        """The settings of the surveys, the files they name found from where this one stands."""
        base = self.origin.parent if self.origin else Path()
        return {
            name: {
                setting: (
                    {form: str(base / path) for form, path in value.items()}
                    if isinstance(value, dict)
                    else value
                )
                for setting, value in table.items()
            }
            for name, table in self.table.get("surveys", {}).items()
        }

    def settings_of(self, code: str) -> Mapping[str, Any]:
        table: Mapping[str, Any] = self.table.get("checks", {}).get(code, {})
        return table

    def _said(self, name: str) -> Any:
        """What the file says, or what holds where it says nothing."""
        return self.table.get(name, defaults_of_a_run()[name])


def find_configuration(named: Path | None, folder: Path) -> Configuration:
    """The settings in a named file, else in the first found in a folder or above it.

    Raises:
        BadSettings: the file cannot be read or is not TOML.
    """
    if named is not None:
        found = _read(named)
        if not found.origin:
            raise BadSettings(f"{named}: there is no [tool.qaudit] in it")
        return found
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return _read(place / FILE)
        if (place / PROJECT_FILE).is_file():
            found = _read(place / PROJECT_FILE)
            if found.origin:
                return found
    return Configuration()


def _read(path: Path) -> Configuration:
    try:
        table: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path}: {why_unreadable(error)}") from None
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"{path}: it is not TOML: {error}") from None
    if path.name == PROJECT_FILE:
        tool = table.get("tool")
        if not isinstance(tool, dict) or "qaudit" not in tool:
            return Configuration()
        table = tool["qaudit"]
        if not isinstance(table, dict):
            raise BadSettings(f"{path}: tool.qaudit is not a table")
    return Configuration(origin=path, table=as_json(table))


def configuration_schema(checks: Mapping[str, Check]) -> dict[str, Any]:
    """The schema of a file of settings, with the settings of some checks."""
    whole = deepcopy(schema("configuration"))
    known = {code: checks[new] for code, new in old_codes(checks).items()}
    whole["properties"]["checks"]["properties"] = {
        code: {"title": check.name, **settings_schema(check.settings)}
        for code, check in {**checks, **known}.items()
    }
    surveys = {survey.name: survey for check in checks.values() if (survey := check.survey)}
    whole["properties"]["surveys"]["properties"] = {
        name: settings_schema(survey.settings) for name, survey in sorted(surveys.items())
    }
    loaded: dict[str, Any] = whole
    return loaded


def hold_to_checks(configuration: Configuration, checks: Mapping[str, Check]) -> Configuration:
    """See that everything in a file of settings is known and well written.

    Returns:
        The settings with the codes of checks that are gone led to those that took their place.

    Raises:
        BadSettings: it is not; all of its faults are named.
    """
    found = errors(configuration.table, configuration_schema(checks))
    faults = [line for error in found for line in _in_words(error)]
    for name in ("select", "ignore"):
        given = configuration.table.get(name)
        if isinstance(given, list):
            faults += [f"{name}: {why}" for why in unknown_codes(map(str, given), checks)]
    if not faults:
        faults = [*_ungroupable(configuration.table), *_unreadable_files(configuration)]
    if faults:
        raise BadSettings("\n".join(f"{configuration.origin}: {fault}" for fault in sorted(faults)))
    return _with_current_codes(configuration, checks)


def _with_current_codes(configuration: Configuration, checks: Mapping[str, Check]) -> Configuration:
    old = old_codes(checks)
    table = dict(configuration.table)
    notices: list[str] = []
    for name in ("select", "ignore"):
        given = table.get(name, ())
        notices += [f"{name}: {moved(code, old[code])}" for code in given if code in old]
        if name in table:
            table[name] = [old.get(code, code) for code in given]
    settings: dict[str, Any] = {}
    for code, own in table.get("checks", {}).items():
        new = old.get(code, code)
        if new in settings or (new != code and new in table["checks"]):
            raise BadSettings(
                f"{configuration.origin}: checks.{code}: {moved(code, new)}, "
                "and has settings under that code as well"
            )
        notices += [f"checks: {moved(code, new)}"] if new != code else []
        settings[new] = own
    if "checks" in table:
        table["checks"] = settings
    said = tuple(f"{configuration.origin}: {notice}" for notice in notices)
    return evolve(configuration, table=table, notices=said)


def _unreadable_files(configuration: Configuration) -> list[str]:
    """What is said of the files that settings name and nobody can read."""
    faults = []
    for name, table in configuration.survey_tables.items():
        for setting, value in table.items():
            for path in value.values() if isinstance(value, dict) else ():
                try:
                    TextFile.read(Path(path))
                except (OSError, UnicodeDecodeError):
                    faults.append(f"surveys.{name}.{setting}: {path} is no file of text in UTF-8")
    return faults


def _ungroupable(table: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the groups beyond what a schema can say."""
    groups = table.get("groups", {})
    for name, path in groups.get("fields", {}).items():
        if why := why_no_field(path):
            yield f"groups.fields.{name}: {why}"
        if not re.fullmatch("[a-z][a-z0-9_]*", name):
            yield f"groups.fields.{name}: a name is of small letters, digits and _"
        if name in GROUPINGS:
            yield f"groups.fields.{name}: that is the name of what there is to group by already"
    bands = groups.get("age_bands", [])
    if bands != sorted(set(bands)):
        yield "groups.age_bands: each age is above the one before it"


def unknown_codes(given: Iterable[str], checks: Mapping[str, Check]) -> list[str]:
    """What is said of codes, or beginnings of codes, that no check has or had."""
    gone = old_codes(checks)
    return [
        f"no check has the code {code!r}{_nearest(code, checks)}"
        for code in given
        if code not in gone and not any(known.startswith(code) for known in checks)
    ]


def selected_codes(
    select: Iterable[str],
    ignore: Iterable[str],
    checks: Mapping[str, Check],
    *,
    preview: bool = False,
) -> list[str]:
    """The codes chosen: all or those selected, less those ignored.

    A check in preview is chosen by its exact code only, or with `preview`. So is one that is
    deprecated where the check that replaces it is chosen: what it finds is not counted twice.
    """
    gone = old_codes(checks)
    chosen = tuple(gone.get(code, code) for code in select)
    left_out = tuple(gone.get(code, code) for code in ignore)
    found = [
        code
        for code, check in checks.items()
        if (not chosen or code.startswith(chosen))
        and not (left_out and code.startswith(left_out))
        and (code in chosen or preview or not check.life.preview)
    ]
    return [code for code in found if code in chosen or checks[code].life.replaced_by not in found]


def notices_of(
    given: Iterable[str], chosen: Iterable[str], checks: Mapping[str, Check]
) -> list[str]:
    """What whoever selects checks should know: codes that are old, checks that are deprecated."""
    gone = old_codes(checks)
    said = [moved(code, gone[code]) for code in given if code in gone]
    ending = {code: checks[code].life.deprecation for code in chosen}
    return said + [f"the check {code} is {how}" for code, how in ending.items() if how]


def _in_words(error: ValidationError) -> list[str]:
    where = ".".join(str(part) for part in error.absolute_path)
    if error.validator == "additionalProperties":
        known = _asked(error)["properties"]
        given: Any = error.instance
        prefix = f"{where}." if where else ""
        return [
            f"{prefix}{name}: there is no such setting{_nearest(name, known)}"
            for name in given
            if name not in known
        ]
    if error.validator in ("pattern", "anyOf") or "pattern" in _asked(error):
        return [f'{where}: is not written like "20 working days", "6 weeks" or "40%"']
    if error.validator == "format":
        return [f"{where}: is not a real day written YYYY-MM-DD"]
    return [f"{where}: {error.message}"]


def _asked(error: ValidationError) -> dict[str, Any]:
    """The part of the schema that is not satisfied."""
    return error.schema if isinstance(error.schema, dict) else {}


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name.upper(), [code.upper() for code in known], 1, 0.6)
    match = next((code for code in known if near and code.upper() == near[0]), None)
    return f"; did you mean {match}?" if match else ""
