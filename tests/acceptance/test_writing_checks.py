"""What `docs/writing-checks.md` shows is so."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from qaudit.checking.life import Life
from qaudit.testing.expected import AtLeast, read_expectation
from terminal import ROOT, put, qaudit

PAGE = ROOT / "docs" / "writing-checks.md"
TEXT = PAGE.read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The blocks of code in a language."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", TEXT)


def test_its_examples_are_true() -> None:
    """What the page shows of a test in one line is what comes."""
    ran = doctest.testfile(str(PAGE), module_relative=False)
    assert ran.attempted > 3
    assert ran.failed == 0


def test_its_expected_file_can_be_read(tmp_path: Path) -> None:
    """It shows every part that such a file may have."""
    (text,) = blocks("toml")
    made = read_expectation(put(tmp_path / "a.expected.toml", text))
    assert made.checks == ("ASM03", "REV02", "SUP01")
    assert [row.known_miss for row in made.rows] == [
        "",
        "the second move of a month is not seen yet",
        "",
    ]
    assert made.at_least == (AtLeast(check="ASM03", outcome="met", count=4),)
    assert made.grades == {"APR": "good"}


def test_its_commands_do_what_it_says(tmp_path: Path) -> None:
    """The files that it lists are those that are made."""
    commands = [line.split("#")[0].split() for block in blocks("sh") for line in block.splitlines()]
    made = [command for command in commands if command[:2] == ["qaudit", "new"]]
    assert [qaudit(*command[1:]).code for command in made] == [0, 0]
    listed = re.findall(r"(?m)^\| `([^`]+)` \|", TEXT.partition("## A test in one line")[0])
    found = [path for name in listed for path in (tmp_path / "ours").glob(name)]
    assert len(listed) == 5
    assert sorted(found) == sorted(p for p in (tmp_path / "ours").rglob("*") if p.is_file())
    assert qaudit("test", "ours").code == 0


@pytest.mark.parametrize("name", Life.__annotations__)
def test_all_of_a_checks_life_is_there(name: str) -> None:
    """Each thing that can be said of it has its line."""
    assert f"| `{name}=" in TEXT
