"""What the page shows of one child: plain values, short, for the browser to lay out.

Everything is a value that is shown as text; the picture alone is markup, made by qaudit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from attrs import evolve

from qaudit.cases.timeline import Lane
from qaudit.checking.results import (
    AreaGrade,
    CaseResult,
    Judgement,
    MarkRow,
    ObservationRow,
    standing,
    standing_in,
)
from qaudit.checking.standards import Outcome
from qaudit.reporting.base import Run
from qaudit.reporting.findings import shown
from qaudit.reporting.html.gist import gist_of
from qaudit.reporting.html.life import in_words, life_of
from qaudit.reporting.html.picture import draw
from qaudit.reporting.html.service import words_of_name
from qaudit.reporting.waivers import found_and_waived
from qaudit.textreuse import word_difference

CONTEXT = 240
"""Code points shown of a document before and after a copied passage."""

PARTS = ("told", "failures", "others", "met")
"""What of a child's page stands apart, in the order in which it is kept where all is too much:
the timeline in words, failures beyond the worst, what is neither met nor not met, what was met."""

WORST_FIRST = (
    Outcome.NOT_MET,
    Outcome.ERROR,
    Outcome.CANNOT_TELL,
    Outcome.NOT_DUE,
    Outcome.WAIVED,
    Outcome.NOT_APPLICABLE,
    Outcome.MET,
)

GROUPS = 3
"""Where in the line of a case its groups stand."""

Clean = Callable[[str], str]


def line_of(result: CaseResult) -> list[Any]:
    """The case as a line of the list: id, grade, areas, groups, what failed and how late."""
    failed = [row for row in result.observations if row["outcome"] == Outcome.NOT_MET]
    latest = max(failed, key=lambda row: row["days_late"] or 0, default=None)
    return [
        result.case_id,
        standing(result),
        {name: standing_in(area) for name, area in result.areas.items()},
        {**({"team": result.team} if result.team else {}), **result.groups},
        sorted({row["check"] for row in failed}),
        len(failed),
        [latest["check"], latest["days_late"]] if latest and latest["days_late"] else None,
        _days_with_worker(result),
        any(row.get("harm") for row in failed),
    ]


def _days_with_worker(result: CaseResult) -> int | None:
    """How long the child has had the present social worker; None: there is none recorded."""
    as_at = date.fromisoformat(result.as_at)
    starts = [
        date.fromisoformat(row["start"])
        for row in result.timeline
        if row["lane"] == Lane.WORKERS
        and row["label"].startswith("social worker ")
        and (row["end"] is None or row["end"] > result.as_at)
    ]
    return (as_at - max(starts)).days if starts else None


def page_of(result: CaseResult, run: Run) -> dict[str, Any]:
    """What the page of a child shows, in parts: "page" and those named in `PARTS`."""

    def clean(text: str) -> str:
        return shown(text, result, run)

    marks = [MarkRow(**{**mark, "label": clean(mark["label"])}) for mark in result.timeline]
    life = life_of(evolve(result, timeline=marks))
    names = {code: words_of_name(standard.name) for code, standard in run.checks.items()}
    parts = {
        part: [_observation(row, result, clean) for row in rows]
        for part, rows in _by_part(result.observations).items()
    }
    page = {
        "id": result.case_id,
        "path": clean(result.path),
        "asAt": result.as_at,
        "grade": result.grade,
        "stands": standing(result),
        "gist": gist_of(result, names),
        "judged": _judged(result.judged, clean),
        "asJudged": result.as_judged,
        "lines": result.lines,
        "areas": {name: _area(area, clean) for name, area in result.areas.items()},
        "picture": draw(life) if life else "",
        "rows": parts.pop("worst"),
        "waived": parts.pop("waived"),
        "more": {part: len(rows) for part, rows in parts.items()},
        "silent": [[row["check"], row["outcome"], clean(row["reason"])] for row in result.silent],
        "notes": [[clean(row["message"]), _places(row, clean)] for row in result.notes],
    }
    return {"page": page, "told": in_words(life) if life else [], **parts}


def _by_part(rows: Iterable[ObservationRow]) -> dict[str, list[ObservationRow]]:
    """The observations: the worst failure of each standard, the others, waived, met, and else."""
    by_part: dict[str, list[ObservationRow]] = {
        part: [] for part in ("worst", "failures", "waived", "others", "met")
    }
    listed: Counter[str] = Counter()
    for row in sorted(rows, key=_worst_first):
        match row["outcome"]:
            case Outcome.NOT_MET:
                listed[row["check"]] += 1
                part = "worst" if listed[row["check"]] == 1 else "failures"
            case Outcome.WAIVED | Outcome.MET as outcome:
                part = outcome
            case _:
                part = "others"
        by_part[part].append(row)
    return by_part


def _worst_first(row: ObservationRow) -> tuple[Any, ...]:
    failed = row["outcome"] == Outcome.NOT_MET
    worst = (not row.get("harm"), -(row["days_late"] or 0)) if failed else ()
    return (WORST_FIRST.index(Outcome(row["outcome"])), row["check"], worst, row["on"] or "")


def _area(area: AreaGrade, clean: Clean) -> dict[str, Any]:
    axes = {
        name: [axis["grade"], axis["rate"]["met"], axis["rate"]["judged"]]
        for name, axis in area["axes"].items()
    }
    return {
        "grade": area["grade"],
        "axes": axes,
        "lines": area["lines"],
        "judged": _judged(area.get("judged"), clean),
    }


def _judged(judgement: Judgement | None, clean: Clean) -> Judgement | None:
    return {**judgement, "reason": clean(judgement["reason"])} if judgement else None


def _observation(row: ObservationRow, result: CaseResult, clean: Clean) -> list[Any]:
    """Check, outcome, on, due, done, days late, message, evidence, and what few of them have."""
    rest: dict[str, Any] = {}
    if row.get("harm"):
        rest["harm"] = True
    if eased := row.get("eased_by"):
        rest["eased"] = eased
    if passages := row.get("passages"):
        rest["passages"] = [_passage(passage, result, clean) for passage in passages]
    short = [
        row["check"],
        row["outcome"],
        row["on"],
        row["due"],
        row["done"],
        row["days_late"],
        clean(found_and_waived(row)),
        _places(row, clean),
        row["force"],
    ]
    return [*short, rest] if rest else short


def _places(row: Any, clean: Clean) -> list[list[str]]:
    return [
        [
            clean(item["pointer"]),
            clean(item["label"]),
            *([clean(item["note"])] if "note" in item else []),
        ]
        for item in row["evidence"]
    ]


def _passage(passage: dict[str, Any], result: CaseResult, clean: Clean) -> dict[str, Any]:
    """Both places of a passage; with what stands there only where texts are enclosed."""
    source, target = passage["source"], {"case_id": result.case_id, **passage["target"]}
    shown = {
        "words": passage["words"],
        "kind": passage["kind"],
        "relation": passage["relation"],
        "counted": passage["counted"],
        "places": [
            [
                side["case_id"],
                *(clean(side.get(name) or "") for name in ("pointer", "document", "author_id")),
            ]
            for side in (source, target)
        ],
    }
    texts = [
        result.texts.get(side["case_id"], {}).get(side["pointer"]) for side in (source, target)
    ]
    if texts[0] is not None and texts[1] is not None:
        shown["texts"] = _side_by_side(texts[0], source, texts[1], target)
    return shown


def _side_by_side(
    source_text: str, source: dict[str, Any], target_text: str, target: dict[str, Any]
) -> list[list[Any]]:
    """For each side what stands before, the passage piece by piece, and what stands after."""
    changes = word_difference(
        source_text[source["start"] : source["end"]], target_text[target["start"] : target["end"]]
    )
    same = [change.operation == "equal" for change in changes]
    return [
        _side(source_text, source, [change.source for change in changes], same),
        _side(target_text, target, [change.target for change in changes], same),
    ]


def _side(text: str, place: dict[str, Any], pieces: list[str], same: list[bool]) -> list[Any]:
    start, end = place["start"], place["end"]
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return [
        ("…" if start > CONTEXT else "") + before,
        [[piece, kept] for piece, kept in zip(pieces, same, strict=True) if piece],
        after + ("…" if end + CONTEXT < len(text) else ""),
    ]
