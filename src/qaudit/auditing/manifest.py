"""What a report rests on: the tool, the plugins, the checks, the settings and the inputs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any

from attrs import asdict

import qaudit
from qaudit.auditing.working import Order
from qaudit.cases.grouping import Groups
from qaudit.checking.settings import as_written, make_settings
from qaudit.grading.judgements import Judgements
from qaudit.grading.profile import Profile
from qaudit.plugins.host import Host, Plugin

FINGERPRINTS = 1
"""By which rule findings have their fingerprints, and so are the same in two reports.

It is raised where the rule changes (`qaudit.auditing.rows`, `Item.naming`), lest a comparison call
every finding gone and every other new.
"""


def manifest(
    host: Host,
    order: Order,
    profile: Profile,
    profile_bytes: bytes,
    judgements: Judgements | None = None,
) -> dict[str, Any]:
    """The manifest but for the inputs, which are known when they have been read.

    It holds no clock: the same input and settings give the same bytes.
    """
    checks = {}
    for code in order.codes:
        check = host.checks[code]
        settings = as_written(make_settings(check.settings, order.tables.get(code, {})))
        checks[code] = {"name": check.name, "source": check.source, "settings": settings}
        if check.survey:
            checks[code]["survey"] = check.survey.name
    surveys = {
        chosen.survey.name: as_written(chosen.settings) for chosen in order.surveys(host.checks)
    }
    audited_from = order.rules.audited_from
    settings = {
        "as_at": order.as_at.isoformat() if order.as_at else None,
        "audited_from": audited_from.isoformat() if audited_from else None,
        "checks": checks,
        "surveys": surveys,
        "profile": _about_profile(profile, profile_bytes),
        **_about_groups(order.groups),
    }
    return {
        "tool": {"name": "qaudit", "version": qaudit.__version__},
        "fingerprints": FINGERPRINTS,
        "plugins": [_about_plugin(plugin, order.codes) for plugin in host.plugins],
        "settings": settings,
        "settings_sha256": _sha256(settings),
        **_about_judgements(judgements),
    }


def regraded(
    manifest: Mapping[str, Any],
    digest: str,
    profile: Profile,
    profile_bytes: bytes,
    judgements: Judgements | None = None,
) -> dict[str, Any]:
    """The manifest of a report that is graded again, without the records.

    Args:
        manifest: that of the report.
        digest: the report's.
        profile: the profile that it is graded by now.
        profile_bytes: its file.
        judgements: what people judged, beside what the report has of that.
    """
    settings = manifest["settings"] | {"profile": _about_profile(profile, profile_bytes)}
    return {
        **manifest,
        "settings": settings,
        "settings_sha256": _sha256(settings),
        **_about_judgements(judgements, *manifest.get("judgements", ())),
        "regraded": {"digest": digest, "profile": manifest["settings"]["profile"]},
    }


def _about_groups(groups: Groups) -> dict[str, Any]:
    """What the children are grouped by, where they are."""
    if not groups.by and not groups.fields:
        return {}
    return {"groups": asdict(groups)}


def _about_judgements(judgements: Judgements | None, *before: dict[str, str]) -> dict[str, Any]:
    """The files of judgements that a report rests on, in the order in which they were used."""
    files = list(before)
    if judgements and judgements.path:
        files.append({"name": judgements.path.name, "sha256": judgements.sha256})
    return {"judgements": files} if files else {}


def _about_plugin(plugin: Plugin, codes: Collection[str]) -> dict[str, Any]:
    """A plugin, and which of the selected checks it gives."""
    checks = [code for code in plugin.gives.get("checks", ()) if code in codes]
    return {"name": plugin.name, "version": plugin.version, "checks": sorted(checks)}


def _about_profile(profile: Profile, profile_bytes: bytes) -> dict[str, str]:
    return {"name": profile.name, "sha256": hashlib.sha256(profile_bytes).hexdigest()}


def _sha256(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
