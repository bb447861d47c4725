"""What `qaudit run --baseline` has to do beside auditing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from qaudit.checking.check import Check, Standard
from qaudit.checking.life import old_codes
from qaudit.checking.results import BaselineSum
from qaudit.cli.options import hold_to_matchable, stored_report, usable
from qaudit.grading.baseline import Baseline
from qaudit.grading.following import Compared

baseline_option = click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="REPORT",
    help="Exit 1 if something was not met that is not so in this JSON report, or is worse now.",
)


def baseline_of(
    path: Path,
    manifest: Mapping[str, Any],
    selected: Mapping[str, Standard],
    checks: Mapping[str, Check],
) -> Baseline:
    """The baseline out of an earlier report.

    Args:
        path: the report.
        manifest: that of the audit.
        selected: the checks of the audit, by code.
        checks: all that are installed.

    Raises:
        click.UsageError: the report cannot be used.
    """
    stored = stored_report(path)
    hold_to_matchable(path, stored.manifest, manifest)
    now = Compared(digest="", manifest=manifest, checks=selected)
    baseline = Baseline(stored.digest, now, old_codes(checks))
    with usable():
        for result in stored.cases():
            baseline.earlier(result)
    return baseline


def in_words(found: BaselineSum) -> str:
    """As in "against the baseline: 2 new, 0 worse, 14 known, 3 resolved"."""
    told = [f"{found['new']:,} new", f"{found['worse']:,} worse", f"{found['known']:,} known"]
    told.append(f"{found['resolved']:,} resolved")
    told += [f"{found['waived']:,} waived"] * bool(found["waived"])
    told += [f"{found['not_seen']:,} not looked at, or not to be told"] * bool(found["not_seen"])
    return f"against the baseline: {', '.join(told)}"
