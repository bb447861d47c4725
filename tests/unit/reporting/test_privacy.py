"""What a child is called is left out."""

from __future__ import annotations

import pytest

from qaudit.checking.results import CaseResult, ServiceResult, WaiverSum
from qaudit.reporting.privacy import Names, without_names


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


def test_the_reason_of_a_waiver_does_not_name_the_child_it_is_for() -> None:
    """One for several children is left as it is: a word of it may be anybody's name."""
    names = Names()
    names.add(CaseResult("C-1", "c.json", "2026-09-30", names=("May Hill",)), {})
    waivers = [_waiver("C-1"), _waiver(None)]
    shown = names.without(ServiceResult(waivers=waivers)).waivers
    assert shown is not None
    assert [one["reason"] for one in shown] == ["C-1 was ill in C-1.", "May was ill in May."]


def _waiver(case_id: str | None) -> WaiverSum:
    return WaiverSum(
        check="REV02",
        case_id=case_id,
        days=None,
        reason="May was ill in May.",
        by="the service manager",
        until="2026-12-31",
        given_for=1,
        applied=1,
        harm=0,
        void=0,
        expired=0,
        unused=0,
        not_looked_at=0,
        ends_soon=False,
    )
