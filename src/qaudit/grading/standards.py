"""What is different between two audits in what they hold practice to: told by their manifests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from qaudit.checking.changes import Differing
from qaudit.checking.check import Standard

OF_THE_STANDARD = ("name", "area", "axis", "force", "source")


def differing_for_all(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Differing]:
    """What is different for every check: the program, the profile, waivers, the days left out."""
    return list(_differing(_for_all(before), _for_all(after)))


def _for_all(manifest: Mapping[str, Any]) -> dict[str, Any]:
    settings = manifest["settings"]
    return {
        "qaudit": manifest["tool"]["version"],
        "profile": _file(settings["profile"]),
        "audited_from": settings["audited_from"],
        "waivers": _file(manifest.get("waivers")),
    }


def differing_in_check(
    before: tuple[Standard, Mapping[str, Any]], after: tuple[Standard, Mapping[str, Any]]
) -> list[Differing]:
    """What is different in a check that both audits selected.

    Args:
        before: its standard in the earlier audit, and the manifest of that.
        after: the same of the later.
    """
    return list(_differing(_about(*before), _about(*after)))


def _about(standard: Standard, manifest: Mapping[str, Any]) -> dict[str, Any]:
    settings = manifest["settings"]
    check = settings["checks"].get(standard.code, {})
    said = {name: getattr(standard, name) for name in OF_THE_STANDARD}
    said |= {f"setting {name}": value for name, value in check.get("settings", {}).items()}
    survey = settings["surveys"].get(check.get("survey"), {})
    said |= {f"setting {check.get('survey')}.{name}": value for name, value in survey.items()}
    for plugin in manifest["plugins"]:
        if standard.code in plugin.get("checks", ()):
            said["version"] = f"{plugin['name']} {plugin['version']}"
    return said


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Differing]:
    for what in dict.fromkeys([*before, *after]):
        one, other = before.get(what), after.get(what)
        if one != other:
            yield {"what": what, "before": _shown(one), "after": _shown(other)}


def _file(file: Mapping[str, str] | None) -> str | None:
    """A file by its name and hash: its name may stay where it is changed."""
    return f"{file['name']} ({file['sha256'][:8]})" if file else None


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)
