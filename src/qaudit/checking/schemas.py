"""Holds settings and profiles to their schemas; what is wrong is told by jsonschema."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from qaudit.cases.validation import is_day

if TYPE_CHECKING:
    from jsonschema import ValidationError


def errors(value: Mapping[str, Any], schema: Mapping[str, Any]) -> list[ValidationError]:
    """Where a value does not satisfy a schema; nothing where it does."""
    gate = jsonschema_rs.Draft202012Validator(
        dict(schema), validate_formats=True, formats={"date": is_day}
    )
    if gate.is_valid(dict(value)):
        return []
    # Slow to import, and needed only for what is wrong.
    import jsonschema  # noqa: PLC0415

    formats = jsonschema.FormatChecker(formats=())
    formats.checks("date")(is_day)
    judge = jsonschema.Draft202012Validator(schema, format_checker=formats)
    return list(judge.iter_errors(value))


def as_json(value: Any) -> Any:
    """What TOML says as JSON would: its dates and times are strings, as everywhere."""
    if isinstance(value, dict):
        return {name: as_json(part) for name, part in value.items()}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    return value.isoformat() if isinstance(value, (date, time)) else value
