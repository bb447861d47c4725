"""What changed between two audits, in words."""

from __future__ import annotations

import pytest

from qaudit.checking.changes import Because, Fate, How
from qaudit.reporting.changes import (
    Section,
    as_markdown,
    as_text,
    because_in_words,
    how_in_words,
)
from terminal import ROOT


class TestWords:
    @pytest.mark.parametrize("fate", [Fate.RESOLVED, Fate.NEW])
    def test_every_way_has_words_of_its_own(self, fate: Fate) -> None:
        """However a finding came or went, it can be said, and no two ways sound the same."""
        assert len({how_in_words(fate, how) for how in How}) == len(How)

    def test_every_reason_has_words_of_its_own(self) -> None:
        """So can whatever is different between the two."""
        assert len({because_in_words(because) for because in Because}) == len(Because)

    def test_they_look_the_right_way(self) -> None:
        """What is resolved is told by how it stands now, what is new by how it stood before."""
        assert how_in_words("resolved", "met") == "met now"
        assert how_in_words("new", "not_due") == "not due before"


LONG = Section("A title", ["one line"], ("one", "two"), [("1e5", "word " * 40), ("b", "c")])


class TestAsText:
    @pytest.mark.parametrize("width", [80, 120, 400])
    def test_it_fits(self, width: int) -> None:
        """The widest columns give way, so that no line is longer than the screen."""
        lines = as_text([LONG], width).splitlines()
        assert max(map(len, lines)) <= width

    def test_it_takes_no_more_than_it_needs(self) -> None:
        """Where there is room nothing is broken, and a number is left as it is."""
        text = as_text([LONG], 400)
        assert "1e5    " + ("word " * 40).strip() in text
        assert text.startswith("A title\n-------\none line\n")


class TestAsMarkdown:
    def test_form(self) -> None:
        """Headings, a list and a table."""
        assert as_markdown([Section("T", ["a", "  b"], ("x", "y"), [("1", "2")])]) == (
            "# What changed\n\n## T\n\n- a\n- b\n\n| x | y |\n| --- | --- |\n| 1 | 2 |\n"
        )

    def test_no_markup_out_of_a_case(self) -> None:
        """What Markdown could read as a mark is only a character."""
        text = as_markdown([Section("T", ["<b>|`*_[x](y)"])])
        assert "\\<b\\>\\|\\`\\*\\_\\[x\\]\\(y\\)" in text


def test_the_documentation_has_every_way_and_every_reason() -> None:
    """What the JSON may say of a finding stands in `docs/comparing.md`."""
    text = (ROOT / "docs" / "comparing.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| ")]
    named = {name.strip() for row in rows for name in row.split(",")}
    assert {value.replace("_", " ") for value in (*How, *Because)} <= named
