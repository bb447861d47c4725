"""What changed between two audits, in words: for the terminal, in Markdown, and for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, field, frozen
from tabulate import MIN_PADDING, tabulate

from qaudit.checking.changes import (
    AreaChange,
    Because,
    Change,
    Changes,
    ComparedReport,
    Differing,
    Fate,
    FindingChange,
    FindingSums,
    How,
    RateChange,
)
from qaudit.checking.standards import Area
from qaudit.reporting.markdown import plain
from qaudit.reporting.words import DASH, as_at, count, of, per_cent, printable, short_day, words

SCHEMA_VERSION = "1"
"""Of `schemas/comparison.schema.json`."""

MOST_FINDINGS = 30
"""Listed of those resolved and of those new; the JSON has each."""

FINDINGS = ("found before", "resolved", "new", "found now")

CHANCE = (
    "Improved and slipped are more than chance can account for (95%), between children and "
    "between the occasions of one child; sustained is not. Of twenty rates that did not "
    "change, one may look as if it had."
)

OTHER_PROFILE = (
    "The grades were made by different profiles: regrade one of the reports before they are "
    "compared."
)

_RESOLVED = {
    How.MET: "met now",
    How.NOT_DUE: "not due now",
    How.CANNOT_TELL: "cannot be told now",
    How.NOT_APPLICABLE: "does not apply now",
    How.WAIVED: "waived now",
    How.ERROR: "the check failed now",
    How.NOT_GRADED: "not met still, of a day that is no longer graded",
    How.NOT_CHECKED: "not checked now",
    How.LEFT_OUT: "of a day that is left out now",
    How.NO_CASE: "the case is gone",
    How.ABSENT: "no longer so in the record",
}

_NEW = {
    How.MET: "met before",
    How.NOT_DUE: "not due before",
    How.CANNOT_TELL: "could not be told before",
    How.NOT_APPLICABLE: "did not apply before",
    How.WAIVED: "waived before",
    How.ERROR: "the check failed before",
    How.NOT_GRADED: "not met before either, of a day that was not graded",
    How.NOT_CHECKED: "not checked before",
    How.LEFT_OUT: "of a day that was left out before",
    How.NO_CASE: "the case is new",
    How.ABSENT: "not so in the record before",
}

_BECAUSE = {
    Because.RECORD: "the record changed",
    Because.STANDARD: "the standard changed",
    Because.RECORD_OR_STANDARD: "the record changed, and the standard too",
    Because.DAY: "only the audit date changed",
    Because.DAY_OR_STANDARD: "the audit date changed, and the standard too",
    Because.CASE: "it is in one report only",
    Because.WAIVER: "a waiver",
    Because.FAILURE: "the check failed",
    Because.OTHER_RECORDS: "only other children's records changed",
}


def how_in_words(fate: str, how: str) -> str:
    """How a finding stands in the other report: "met now", "not due before"."""
    return (_NEW if fate == Fate.NEW else _RESOLVED)[How(how)]


def because_in_words(because: str) -> str:
    return _BECAUSE[Because(because)]


@frozen
class Section:
    """A part of what is said: lines, then a table."""

    title: str
    lines: Sequence[str] = ()
    headers: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(factory=list)


def sections(changes: Changes, listed: Iterable[FindingChange] = ()) -> list[Section]:
    """All that is said of a comparison, part by part; those with nothing to say are left out."""
    listed = list(listed)
    found = [
        Section("What was compared", list(_compared(changes))),
        _for_all(changes["standard"]),
        *_areas(changes),
        _checks(changes),
        _differing(
            "What is different in the standards",
            {code: row["standard"] for code, row in changes["checks"].items()},
        ),
        _findings(changes["findings"]),
        _listing("Resolved", [row for row in listed if row["change"] == Fate.RESOLVED]),
        _listing("New", [row for row in listed if row["change"] == Fate.NEW]),
    ]
    return [section for section in found if section.lines or section.rows]


def in_short(changes: Changes) -> list[Section]:
    """As much of it as stands beside an audit: the areas, and the sums of the findings."""
    (areas, *_) = _areas(changes)
    return [
        evolve(areas, title=f"Since {_called(changes['before'])}"),
        _findings(changes["findings"]),
    ]


def _called(report: ComparedReport) -> str:
    children = count(report["cases"], "child", "children")
    return f"the audit of {children}, {as_at(report['as_at'] or '')}"


def _compared(changes: Changes) -> Iterable[str]:
    cases = changes["cases"]
    yield f"Before: {_called(changes['before'])}"
    yield f"Now: {_called(changes['after'])}"
    days = changes["before"]["as_at"], changes["after"]["as_at"]
    if days[0] and days[1] and days[0] > days[1]:
        yield "The second report is of an earlier day than the first."
    yield (
        f"{count(cases['both'], 'child is', 'children are')} in both, "
        f"{cases['record_changed']:,} with another record"
    )
    for ids, where in ((cases["only_before"], "earlier"), (cases["only_after"], "later")):
        if ids:
            shown = ", ".join(map(printable, ids[:MOST_FINDINGS]))
            more = f" and {len(ids) - MOST_FINDINGS:,} more" if len(ids) > MOST_FINDINGS else ""
            yield f"{len(ids):,} only in the {where}: {shown}{more}"
    before, after = changes["grade"]["before"], changes["grade"]["after"]
    if before == after:
        yield f"Practice overall: {words(after)}, as before" if after else ""
    else:
        yield f"Practice overall: {words(before)} before, {words(after)} now"
        yield from (f"  {line}" for line in changes["lines"])


def _areas(changes: Changes) -> Iterable[Section]:
    rows, rates, why = [], [], []
    for code, area in changes["areas"].items():
        title, findings = Area(code).title, area["findings"]
        before, after = area["grade"]["before"], area["grade"]["after"]
        rows.append(
            (
                title,
                words(before),
                words(after),
                area["change"] + (", too early" if area["early"] else "")
                if was_judged(area)
                else DASH,
                *_numbers(findings),
            )
        )
        rates += [
            (title, axis, *_rate(row), of(row["since"]) if row["since"]["judged"] else DASH)
            for axis, row in area["axes"].items()
        ]
        if area["lines"]:
            why.append(f"{title}: {words(before)} before, {words(after)} now")
            why += [f"  {line}" for line in area["lines"]]
    headers = ["area", "before", "now", "rates", *FINDINGS]
    early = [row["early"] for row in changes["areas"].values()]
    lines = (
        ["Too early: few occasions came since, too few to see what they show."]
        if any(early)
        else []
    )
    yield Section("By area", lines, headers, rows)
    yield Section(
        "The rates of the areas",
        [CHANCE],
        ["area", "axis", "before", "now", "points (95%)", "rate", "since then"],
        rates,
    )
    yield Section("Why grades are different", why)


def was_judged(area: AreaChange) -> bool:
    """Whether anything of an area was judged in either report: else nothing can be sustained."""
    rows = area["axes"].values()
    return any(row["before"]["judged"] or row["after"]["judged"] for row in rows)


def _checks(changes: Changes) -> Section:
    rows = []
    for code, row in changes["checks"].items():
        moved = row["findings"]["resolved"] or row["findings"]["new"]
        if moved or row["rate"]["change"] != Change.SUSTAINED:
            rows.append((code, row["name"], *_rate(row["rate"]), *_numbers(row["findings"])))
    others = len(changes["checks"]) - len(rows)
    lines = [f"{count(others, 'other check')} without a change"] if others else []
    headers = ["check", "standard", "before", "now", "points (95%)", "rate"]
    return Section("By check", lines, [*headers, *FINDINGS], rows)


def _numbers(sums: FindingSums) -> tuple[str, str, str, str]:
    """How many findings there were, are resolved, new, and there are."""
    numbers = (sums["before"], _sum(sums["resolved"]), _sum(sums["new"]), sums["after"])
    before, resolved, new, after = (f"{number:,}" for number in numbers)
    return before, resolved, new, after


def _sum(by_how: Mapping[str, Mapping[str, int]]) -> int:
    return sum(sum(by_cause.values()) for by_cause in by_how.values())


def _rate(row: RateChange) -> tuple[str, str, str, str]:
    points = DASH
    if row["difference"] is not None and row["interval"] is not None:
        low, high = row["interval"]
        points = f"{100 * row['difference']:+.1f} ({100 * low:+.1f} to {100 * high:+.1f})"
    one, other = (
        f"{of(rate)}, {per_cent(rate['rate'])}" if rate["rate"] is not None else DASH
        for rate in (row["before"], row["after"])
    )
    return one, other, points, row["change"]


def _findings(sums: FindingSums) -> Section:
    resolved, new = _sum(sums["resolved"]), _sum(sums["new"])
    line = (
        f"{count(sums['before'], 'finding')} before, {sums['after']:,} now: "
        f"{sums['remaining']:,} remain, {resolved:,} no longer stand, {new:,} are new"
    )
    rows = [
        (fate.value, how_in_words(fate, how), because_in_words(because), f"{number:,}")
        for fate, by_how in ((Fate.RESOLVED, sums["resolved"]), (Fate.NEW, sums["new"]))
        for how, by_cause in by_how.items()
        for because, number in by_cause.items()
    ]
    return Section("Findings", [line], ["", "how it stands", "what is different", "findings"], rows)


def _listing(title: str, rows: list[FindingChange]) -> Section:
    shown = [
        (
            printable(row["case_id"]),
            row["check"],
            short_day(row["on"]),
            printable(row["message"]),
            how_in_words(row["change"], row["how"] or ""),
            because_in_words(row["because"] or ""),
        )
        for row in rows[:MOST_FINDINGS]
    ]
    more = len(rows) - MOST_FINDINGS
    lines = [f"The first {MOST_FINDINGS} of {len(rows):,}; the JSON has each"] if more > 0 else []
    headers = ["case", "check", "day", "what was found", "how it stands", "what is different"]
    return Section(title, lines, headers, shown)


def _for_all(differing: list[Differing]) -> Section:
    section = _differing("What is different for all checks", {"": differing})
    if any(row["what"] == "profile" for row in differing):
        return evolve(section, lines=[OTHER_PROFILE])
    return section


def _differing(title: str, by_check: Mapping[str, list[Differing]]) -> Section:
    rows = [
        (check, row["what"], printable(row["before"]), printable(row["after"]))
        for check, differing in by_check.items()
        for row in differing
    ]
    return Section(title, (), ["check", "what", "before", "now"], rows)


# How it looks


def as_text(parts: Iterable[Section], width: int) -> str:
    """For a terminal."""
    return "\n".join(_text(part, width) for part in parts)


def _text(section: Section, width: int) -> str:
    said = [section.title, "-" * len(section.title)]
    for line in section.lines:
        indented = " " * (len(line) - len(line.lstrip()) + 2)
        said.append(textwrap.fill(line, width, subsequent_indent=indented))
    if section.rows:
        widths = _widths(section.headers, section.rows, width)
        rows = [list(map(textwrap.fill, row, widths)) for row in section.rows]
        # Numbers are written by us: tabulate would make 100000 of "1e5".
        said.append(tabulate(rows, section.headers, disable_numparse=True))
    return "\n".join(said) + "\n"


def _widths(headers: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column may be: the widest give way until all fit, none below its heading."""
    least = [len(header) + MIN_PADDING for header in headers]
    most = [max(map(len, column)) for column in zip(*rows, strict=True)]
    widths = [max(sizes) for sizes in zip(least, most, strict=True)]
    room = width - 2 * (len(widths) - 1)
    while sum(widths) > room and widths != least:
        _, widest = max((size, n) for n, size in enumerate(widths) if size > least[n])
        widths[widest] -= 1
    return widths


def as_markdown(parts: Iterable[Section]) -> str:
    """In Markdown, in which nothing that a case says can become markup."""
    said = ["# What changed\n"]
    for part in parts:
        said.append(f"## {part.title}\n")
        said += [f"- {plain(line.strip())}" for line in part.lines]
        said += [""] if part.lines else []
        if part.rows:
            said.append(_row(part.headers))
            said.append(_row(["---"] * len(part.headers)))
            said += [_row([plain(cell) for cell in row]) for row in part.rows]
            said.append("")
    return "\n".join(said)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_json(changes: Changes, listed: Iterable[FindingChange]) -> str:
    """For programs, in ASCII."""
    said = {"schema_version": SCHEMA_VERSION, "changes": changes, "findings": list(listed)}
    return json.dumps(said, indent=1) + "\n"
