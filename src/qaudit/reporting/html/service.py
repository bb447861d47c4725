"""What the page shows of the service: worked out here, so that the template only lays it out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qaudit.checking.changes import AreaChange
from qaudit.checking.check import Standard
from qaudit.checking.results import (
    AreaGrade,
    AxisGrade,
    CheckSum,
    GroupResult,
    ServiceResult,
    WaiverSum,
    standing,
)
from qaudit.checking.shares import RateRow
from qaudit.checking.standards import Area, Axis, Outcome
from qaudit.reporting.base import Run, whole_record
from qaudit.reporting.changes import in_short, was_judged
from qaudit.reporting.groups import differing
from qaudit.reporting.html.charts import rate_bar
from qaudit.reporting.judged import agreement_lines
from qaudit.reporting.waivers import about, to_mend
from qaudit.reporting.words import between, count, day, of, per_cent, words

MOST_FAILURES = 12
MOST_REFUSED = 20

BANDS = ((0.95, "strong"), (0.8, "sound"), (0.5, "weak"), (0.0, "poor"))
"""How a share met is coloured in the map of checks, from the share given on."""

NOT_JUDGED = "none"


def service_view(service: ServiceResult, run: Run, as_at: str | None) -> dict[str, Any]:
    """The service as the template wants it."""
    changed = service.changes["areas"] if service.changes else {}
    return {
        "as_at": f"as at {day(as_at)}" if as_at else "each child as at the day of the export",
        "cases": service.cases,
        "children": count(service.cases, "child", "children"),
        "profile": run.profile,
        "whole_record": whole_record(run),
        "grade": service.grade,
        "judged": service.judged,
        "as_judged": service.as_judged,
        "stands": standing(service),
        "agreement": agreement_lines(service.agreement),
        "lines": service.lines,
        "grades": [[grade, f"{number:,}"] for grade, number in service.grades_of_cases.items()],
        "areas": [
            _area(area, service.areas[area], changed.get(area))
            for area in Area
            if area.value in service.areas
        ],
        "since": in_short(service.changes) if service.changes else [],
        "failures": _failures(service.checks),
        "map": _map(service.checks),
        "groups": [_group(name, found) for name, found in service.groups.items()],
        "waivers": [_waiver(one) for one in service.waivers or ()],
        "to_mend": list(to_mend(service.waivers or ())),
        "refused": service.not_auditable[:MOST_REFUSED],
        "not_audited": count(len(service.not_auditable), "record"),
        "more_refused": max(0, len(service.not_auditable) - MOST_REFUSED),
        "failed": service.failures,
        "version": run.manifest["tool"]["version"],
        "settings": run.manifest["settings_sha256"][:12],
    }


def standards_view(standards: Mapping[str, Standard]) -> dict[str, list[str]]:
    """Each check as the page of a child needs it: name, area, axis, force, source, summary."""
    return {
        code: [
            words_of_name(one.name),
            one.area.value,
            one.axis.value,
            one.force.value,
            one.source,
            one.summary,
        ]
        for code, one in standards.items()
    }


def areas_view() -> dict[str, str]:
    return {area.value: area.title for area in Area}


def _area(area: Area, graded: AreaGrade, change: AreaChange | None) -> dict[str, Any]:
    return {
        "code": area.value,
        "title": area.title,
        "grade": graded["grade"],
        "judged": graded.get("judged"),
        "lines": graded["lines"],
        "axes": [_axis(graded["axes"].get(axis)) for axis in Axis],
        "change": change["change"] if change and was_judged(change) else None,
        "early": change["early"] if change else False,
        "before": change["grade"]["before"] if change else None,
    }


def _axis(axis: AxisGrade | None) -> dict[str, Any] | None:
    found = _rate(axis["rate"]) if axis else None
    return {**found, "words": axis.get("words", "")} if axis and found else None


def _rate(rate: RateRow) -> dict[str, Any] | None:
    if rate["rate"] is None or rate["interval"] is None:
        return None
    return {
        "share": per_cent(rate["rate"]),
        "interval": between(rate["interval"]),
        "of": of(rate),
        "bar": rate_bar(rate),
        "words": "",
    }


def _failures(checks: Mapping[str, CheckSum]) -> list[dict[str, Any]]:
    failed = [
        (found["outcomes"].get(Outcome.NOT_MET, 0), code, found) for code, found in checks.items()
    ]
    most = sorted((one for one in failed if one[0]), key=lambda one: (-one[0], one[1]))
    return [
        {
            "code": code,
            "name": words_of_name(found["name"]),
            "times": f"{times:,}",
            "children": f"{found['cases_not_met']:,}",
            "rate": _rate(found["rate"]),
        }
        for times, code, found in most[:MOST_FAILURES]
    ]


def _map(checks: Mapping[str, CheckSum]) -> list[dict[str, Any]]:
    """The checks by area, each with the band that its share met falls in."""
    rows = []
    for area in Area:
        mine = [_cell(code, found) for code, found in checks.items() if found["area"] == area]
        if mine:
            rows.append({"title": area.title, "checks": mine})
    return rows


def _cell(code: str, found: CheckSum) -> dict[str, Any]:
    share = found["rate"]["rate"]
    band = NOT_JUDGED if share is None else _band(share)
    unclear = found["outcomes"].get(Outcome.CANNOT_TELL, 0) + found["silent"].get("cannot_tell", 0)
    judged = f"{of(found['rate'])} met"
    return {
        "code": code,
        "name": words_of_name(found["name"]),
        "band": band,
        "share": "–" if share is None else per_cent(share),
        "said": judged if share is not None else f"never judged, {count(unclear, 'time')} unclear",
        "failed": found["cases_not_met"],
    }


def _band(share: float) -> str:
    """By what is shown of it: 95% is 95% even if it is a little less."""
    return next(name for least, name in BANDS if round(100 * share) >= 100 * least)


def _waiver(waiver: WaiverSum) -> dict[str, Any]:
    at_risk = (
        f", {count(waiver['harm'], 'left a child', 'left children')} at risk"
        if waiver["harm"]
        else ""
    )
    return {
        "about": about(waiver),
        "applied": f"{waiver['applied']:,} of {waiver['given_for']:,}{at_risk}",
        "until": day(waiver["until"]),
        "by": waiver["by"],
        "reason": waiver["reason"],
    }


def _group(name: str, found: Mapping[str, GroupResult]) -> dict[str, Any]:
    areas = [area for area in Area if any(area in one["areas"] for one in found.values())]
    differences = {value: lines for value, one in found.items() if (lines := list(differing(one)))}
    return {
        "name": words(name),
        "areas": [[area.value, area.title] for area in areas],
        "differing": differences,
        "differences": sum(map(len, differences.values())),
        "rows": [
            {
                "value": value,
                "cases": f"{one['cases']:,}",
                "grade": one["grade"],
                "areas": [_area_of_group(area, one) for area in areas],
                "why": [] if one["areas"] else one["lines"],
            }
            for value, one in found.items()
        ],
    }


def _area_of_group(area: Area, group: GroupResult) -> dict[str, Any] | None:
    """The grade of an area, and whether its standards are met less or more often than elsewhere."""
    if area not in group["areas"]:
        return None
    compared = group["differences"].get(area)
    differs = ""
    if compared and compared["beyond_chance"]:
        differs = "less often" if compared["difference"] < 0 else "more often"
    return {"grade": group["areas"][area]["grade"], "differs": differs}


def words_of_name(name: str) -> str:
    """A check's name as it is said: iro-sees-the-child is "IRO sees the child"."""
    return " ".join(AS_SAID.get(word, word) for word in name.split("-"))


AS_SAID = {"iro": "IRO", "childs": "child's"}
"""What the name of a check cannot have: capitals and apostrophes."""
