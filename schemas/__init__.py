"""The JSON Schemas of qaudit: of a case record, its settings and its report."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

NAMES = (
    "case-record",
    "comparison",
    "configuration",
    "expected",
    "judgements",
    "profile",
    "report",
    "waivers",
)


@cache
def schema(name: str) -> dict[str, Any]:
    """One of the schemas in `NAMES`."""
    text = files(__name__).joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
