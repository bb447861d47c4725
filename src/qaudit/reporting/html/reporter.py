"""Writes the page: what is shown of the service, the list of cases, and each child, packed."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import IO, Any

from attrs import define, field

from qaudit.checking.results import CaseResult, Enclosure, ServiceResult
from qaudit.reporting.base import Report, Run
from qaudit.reporting.html.child import GROUPS, PARTS, line_of, page_of
from qaudit.reporting.html.packing import TOGETHER, Packs
from qaudit.reporting.html.service import areas_view, service_view, standards_view
from qaudit.reporting.privacy import Names

HERE = Path(__file__).parent

MOST_BYTES = 25_000_000
"""Beyond this parts of the children's pages are counted there, and not listed."""

MOST_DIFFERENCES = 10
"""Between groups, that are told in lines at once; more are opened by whoever wants them."""


@define
class HtmlReporter:
    """One file for a browser: service, cases and children, without a network."""

    name: str = "html"
    summary: str = "one page for a browser: the service, the cases and each child, offline"
    to_screen: bool = False
    encloses: frozenset[Enclosure] = frozenset(
        {Enclosure.TIMELINE, Enclosure.NAMES, Enclosure.TEAM, Enclosure.TEXTS}
    )

    def start(self, run: Run, stream: IO[bytes]) -> Report:
        return _HtmlReport(run, stream)


@define
class _HtmlReport:
    _run: Run
    _stream: IO[bytes]
    _lines: list[list[Any]] = field(factory=list)
    _packs: dict[str, Packs] = field(factory=lambda: {part: Packs() for part in ("page", *PARTS)})
    _as_at: set[str] = field(factory=set)
    _names: Names = field(factory=Names)

    def case(self, result: CaseResult) -> None:
        self._as_at.add(result.as_at)
        line = line_of(result)
        self._lines.append(line)
        if not self._run.show_text:
            self._names.add(result, line[GROUPS])
        for part, value in page_of(result, self._run).items():
            self._packs[part].add(value)

    def end(self, service: ServiceResult) -> None:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  # slow

        for packs in self._packs.values():
            packs.close()
        service = self._names.without(service)
        for line in self._lines:
            line[GROUPS] = {
                name: self._names.group(name, value) for name, value in line[GROUPS].items()
            }
        held = self._held()
        as_at = self._run.as_at or (self._as_at.pop() if len(self._as_at) == 1 else None)
        environment = Environment(
            loader=FileSystemLoader(HERE),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["words"] = lambda code: code.replace("_", " ") if code else "no grade"
        environment.filters["sentence"] = lambda text: text[:1].upper() + text[1:]
        style, script = _asset("style.css"), _asset("script.js")
        page = environment.get_template("page.html.j2").generate(
            service=service_view(service, self._run, as_at),
            show_text=self._run.show_text,
            most_differences=MOST_DIFFERENCES,
            style=style,
            script=script,
            policy=_policy(style, script),
            data=_in_script(
                {
                    "standards": standards_view(self._run.checks),
                    "areas": areas_view(),
                    "gradedPeriod": self._run.graded_period,
                    "together": TOGETHER,
                    "held": list(held),
                    "showText": self._run.show_text,
                    "cases": self._lines,
                }
            ),
            packs=held,
        )
        for part in page:
            self._stream.write(part.encode("utf-8", "backslashreplace"))

    def _held(self) -> dict[str, list[str]]:
        """The packs by part: of the parts as many as there is room for, in their order."""
        held = {"page": self._packs["page"].texts}
        size = self._packs["page"].size
        for part in PARTS:
            size += self._packs[part].size
            if size > MOST_BYTES:
                break
            held[part] = self._packs[part].texts
        return held


def _asset(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """A content security policy that allows this style and this script, and nothing else."""
    return (
        "default-src 'none'; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _in_script(value: Any) -> str:
    """JSON that can stand in an element of script: in ASCII, and nothing in it ends the element."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
