"""The settings of a check: every number of a standard, with its unit and its default.

A check declares them as an attrs class whose fields are made with `setting`:

    @settings
    class Settings:
        unplanned = setting("20 working days", "an unplanned move: a review within")

In `qaudit.toml` they stand under the check's code: `[checks.REV02]`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

import attrs

from qaudit.cases.calendar import Duration

T = TypeVar("T")

DURATION_PATTERN = "^[0-9]{1,4} (working day|day|week|month|year)s?$"
DAY_PATTERN = (
    "^((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)$"
)
SHARE_PATTERN = "^(100|[0-9]{1,2}([.][0-9]{1,2})?)%$"


@attrs.frozen
class Share:
    """A part of a whole, written "40%".

    Attributes:
        per_cent: 0 to 100.
    """

    per_cent: float

    @classmethod
    def parse(cls, text: str) -> Share:
        return cls(float(text.removesuffix("%")))

    @property
    def part(self) -> float:
        return self.per_cent / 100

    def __str__(self) -> str:
        return f"{self.per_cent:g}%"


@attrs.frozen
class TextFile:
    """A file that a setting names, and what stood in it.

    Attributes:
        name: the file's name, without its folder.
        text: its content.
    """

    name: str
    text: str = attrs.field(repr=False)

    @classmethod
    def read(cls, path: Path) -> TextFile:
        """Read a file in UTF-8.

        Raises:
            OSError: it cannot be read.
            UnicodeDecodeError: it is not UTF-8.
        """
        return cls(path.name, path.read_text(encoding="utf-8-sig"))

    def __str__(self) -> str:
        return f"{self.name} (sha256 {hashlib.sha256(self.text.encode()).hexdigest()[:16]})"


@attrs.frozen(kw_only=True)
class NoSettings:
    """For a check that has none."""


def length_of_time(default: str, help: str) -> Duration:  # noqa: A002
    """A setting such as "20 working days"."""
    return cast("Duration", _setting(default, help, Duration.parse, _pattern(DURATION_PATTERN)))


def optional_length_of_time(default: str, help: str) -> Duration | None:  # noqa: A002
    """A setting such as "12 months" that may be "off"."""
    schema = {"anyOf": [_pattern(DURATION_PATTERN), {"const": "off"}]}
    return cast("Duration | None", _setting(default, help, _or_off, schema))


def share(default: str, help: str) -> Share:  # noqa: A002
    """A setting such as "40%"."""
    return cast("Share", _setting(default, help, Share.parse, _pattern(SHARE_PATTERN)))


def count(default: int, help: str) -> int:  # noqa: A002
    """A whole number, 0 or more."""
    return cast("int", _setting(default, help, None, {"type": "integer", "minimum": 0}))


def choice(default: str, options: tuple[str, ...], help: str) -> str:  # noqa: A002
    """One of some words."""
    return cast("str", _setting(default, help, None, {"enum": list(options)}))


def words(default: tuple[str, ...], help: str) -> tuple[str, ...]:  # noqa: A002
    """A list of words."""
    schema = {"type": "array", "items": {"type": "string"}}
    return cast("tuple[str, ...]", _setting(default, help, tuple, schema))


def days_of_the_year(default: tuple[str, ...], help: str) -> tuple[str, ...]:  # noqa: A002
    """A list of days such as "09-01", month and day."""
    items = {"type": "string", "pattern": DAY_PATTERN}
    schema = {"type": "array", "minItems": 1, "uniqueItems": True, "items": items}
    return cast("tuple[str, ...]", _setting(default, help, tuple, schema))


def text_files(help: str) -> Mapping[str, TextFile]:  # noqa: A002
    """Files of text by a name, each a path relative to the file of settings; none by default."""
    schema = {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}}
    return cast("Mapping[str, TextFile]", _setting({}, help, _read_all, schema))


def _read_all(paths: Mapping[str, str]) -> Mapping[str, TextFile]:
    return {name: TextFile.read(Path(path)) for name, path in paths.items()}


def _or_off(text: str) -> Duration | None:
    return None if text == "off" else Duration.parse(text)


def _pattern(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


def _setting(
    default: Any, help_text: str, convert: Callable[[Any], Any] | None, schema: dict[str, Any]
) -> Any:
    def read(value: Any) -> Any:
        return convert(value) if convert and isinstance(value, (str, list, dict)) else value

    metadata = {"help": help_text, "default": default, "schema": schema}
    return attrs.field(default=default, converter=read, metadata=metadata)


def settings_schema(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema of a check's table of settings."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            field.name: {
                **field.metadata["schema"],
                "description": field.metadata["help"],
                "default": _written(field.metadata["default"]),
            }
            for field in attrs.fields(kind)
        },
    }


def defaults(kind: type[Any]) -> dict[str, tuple[Any, str]]:
    """Each setting's default as it is written in a file, and what it is for."""
    return {
        field.name: (field.metadata["default"], field.metadata["help"])
        for field in attrs.fields(kind)
    }


def as_written(settings: Any) -> dict[str, Any]:
    """Settings as they would stand in a file."""
    return {
        field.name: _written(getattr(settings, field.name))
        for field in attrs.fields(type(settings))
    }


def _written(value: Any) -> Any:
    if value is None:
        return "off"
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return {name: str(part) for name, part in value.items()}
    return value if isinstance(value, int) else str(value)


def make_settings(kind: type[T], table: Mapping[str, Any]) -> T:
    """A check's settings from its table, which `settings_schema` has found valid."""
    return kind(**table)
