"""Every page of the documentation can be found, and every link in it leads somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from terminal import ROOT

DOCS = ROOT / "docs"
INDEX = DOCS / "README.md"
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted(DOCS.rglob("*.md")),
]

CODE = re.compile(r"(?ms)^( *)```.*?^\1```$|`[^`\n]+`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"(?m)^#{1,6} +(.+?) *$")


def links(text: str) -> list[str]:
    """Where a page leads, on this side of the network; what stands in code is no link."""
    found = LINK.findall(CODE.sub("", text))
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def anchors(text: str) -> Iterator[str]:
    """The names by which GitHub finds the headings of a page."""
    seen: Counter[str] = Counter()
    for heading in HEADING.findall(re.sub(r"(?ms)^( *)```.*?^\1```$", "", text)):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        name = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
        yield f"{name}-{seen[name]}" if seen[name] else name
        seen[name] += 1


def fault(page: Path, target: str) -> str:
    """What is wrong with a link of a page; "" where it leads somewhere."""
    name, _, anchor = unquote(target).partition("#")
    path = (page.parent / name).resolve() if name else page
    if not path.exists() or not path.is_relative_to(ROOT):
        return f"{target}: there is no such file"
    if anchor and anchor not in anchors(path.read_text("utf-8")):
        return f"{target}: there is no such heading"
    return ""


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """To a file of this repository, and to a heading that it has."""
    text = page.read_text("utf-8")
    assert [said for target in links(text) if (said := fault(page, target))] == []


def test_every_page_is_in_the_index() -> None:
    """Whoever looks for a page finds it by what they do."""
    named = {(INDEX.parent / target).resolve() for target in links(INDEX.read_text("utf-8"))}
    assert {page for page in DOCS.rglob("*.md") if page != INDEX} <= named


def test_everything_else_in_the_folder_is_shown_by_a_page() -> None:
    """No picture is left behind when its page changes."""
    named = {
        (page.parent / target).resolve()
        for page in PAGES
        for target in links(page.read_text("utf-8"))
    }
    others = {path for path in DOCS.rglob("*") if path.is_file() and path.suffix != ".md"}
    assert others <= named


def test_the_index_is_found_from_the_first_page() -> None:
    """The README leads to it."""
    assert "docs/README.md" in links((ROOT / "README.md").read_text("utf-8"))


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("settings.md", ""),
        ("settings.md#of-a-run", ""),
        ("commands.md#qaudit-config-show", ""),
        ("../schemas", ""),
        ("setings.md", "setings.md: there is no such file"),
        ("settings.md#of-a-walk", "settings.md#of-a-walk: there is no such heading"),
        ("../../elsewhere", "../../elsewhere: there is no such file"),
    ],
)
def test_a_link_that_leads_nowhere_is_seen(target: str, said: str) -> None:
    """What the other tests rest on tells a good link from a bad one."""
    assert fault(INDEX, target) == said
    assert links(f"[a]({target}) `[b](c.md)` [d](https://example.org)") == [target]
