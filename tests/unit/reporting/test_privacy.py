"""What a child is called is left out."""

from __future__ import annotations

import pytest

from qaudit.reporting.privacy import without_names


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("records/ada-2026.json", ["Ada"], "records/C-1-2026.json"),
        ("ADA and ada", ["Ada"], "C-1 and C-1"),
        ("Adamant", ["Ada"], "Adamant"),
        ("Mary Jane came", ["Mary Jane"], "C-1 C-1 came"),
        ("Anna-Lena", ["Anna", "Anna-Lena"], "C-1"),
        ("O'Neill's plan", ["O'Neill"], "C-1's plan"),
        ("Łucja's", ["łucja"], "C-1's"),
        ("a plan", ["A"], "a plan"),
        ("a.b", ["."], "a.b"),
        ("nothing known", [], "nothing known"),
        ("due by 3 April 2026, said April", ["April"], "due by 3 April 2026, said C-1"),
        ("on 13 May 2026: May 2026 was told", ["May"], "on 13 May 2026: C-1 2026 was told"),
    ],
)
def test_a_name_is_replaced_as_a_word(text: str, names: list[str], expected: str) -> None:
    """In whatever case; a part of another word, or a single letter, is no name."""
    assert without_names(text, names, "C-1") == expected
