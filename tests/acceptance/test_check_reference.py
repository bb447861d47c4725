"""`docs/checks.md` says of every check what the check says of itself.

Run as a program, it writes the page anew.
"""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from qaudit.cases.case import in_words
from qaudit.checking.check import PARTS, Check
from qaudit.checking.life import Life
from qaudit.checking.settings import as_written, defaults
from qaudit.checking.standards import Area
from qaudit.plugins.host import load

PAGE = Path(__file__).parent.parent.parent / "docs" / "checks.md"

HEAD = """# The checks

What each check looks at, why, the standard it holds practice to and what it cannot see, with
its settings and their defaults. `qaudit explain CODE` prints the same.
"""


def page(checks: list[Check]) -> str:
    """The whole page, the areas in the order of the letters."""
    parts = [HEAD]
    for area in Area:
        of_area = [check for check in checks if check.area is area]
        if of_area:
            parts.append(f"\n## {area.title}\n")
            parts += [section(check) for check in of_area]
    return "".join(parts)


def section(check: Check) -> str:
    """One check."""
    needs = ", ".join(in_words(name) for name in check.needs)
    lines = [
        f"\n### {check.code} {check.name}\n",
        f"{check.summary}\n",
        f"*{check.axis.value}, {check.force.value}; {check.source}"
        + (f"; needs {needs}" if needs else "")
        + "*\n",
    ]
    if life := str(check.life):
        lines.append(f"**Life.** {life[0].upper()}{life[1:]}.\n")
    lines += [f"**{part}.** {' '.join(check.doc[part].split())}\n" for part in PARTS]
    written = as_written(check.settings())
    settings = [
        f"- `{name} = {written[name]!r}`: {text}"
        for name, (_, text) in defaults(check.settings).items()
    ]
    if settings:
        lines.append("\n".join(settings) + "\n")
    return "\n".join(lines)


def test_the_page_says_what_the_checks_say() -> None:
    """A check that is not on the page, or is there with other words, fails here."""
    assert page(list(load().checks.values())) == PAGE.read_text("utf-8")


def test_the_life_of_a_check_is_said() -> None:
    """Where a check is in its life stands in its section; nothing where there is nothing to say."""
    check = load().checks["REV02"]
    assert "**Life.**" not in section(check)
    life = Life(since="0.2.0", deprecated="0.3.0", replaced_by="REV09")
    told = section(evolve(check, life=life))
    assert "**Life.** Since 0.2.0; deprecated since 0.3.0: REV09 replaces it.\n" in told


if __name__ == "__main__":
    PAGE.write_text(page(list(load().checks.values())), "utf-8")
