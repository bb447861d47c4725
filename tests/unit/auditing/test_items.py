"""What stands in the items of a record, in short."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from qaudit.auditing.items import Items

RECORD: dict[str, Any] = {
    "case_id": "T-1",
    "exported_on": "2026-09-30",
    "child": {"date_of_birth": "2014-05-17", "legal/status": "C2"},
    "reviews": [{"date": "2026-01-05", "sections": [{"text": "a"}]}, {"date": "2026-06-05"}],
}


def test_an_item_is_the_same_wherever_a_pointer_leads_into_it() -> None:
    """And wherever it stands, however its names are ordered."""
    items = Items(RECORD)
    first = items.sha256("/reviews/0")
    assert len(first) == 64
    assert items.sha256("/reviews/0/sections/0/text") == first
    moved = deepcopy(RECORD)
    moved["reviews"] = [{"date": "x"}, dict(reversed(RECORD["reviews"][0].items()))]
    assert Items(moved).sha256("/reviews/1") == first
    assert items.sha256("/reviews/1") != first


@pytest.mark.parametrize("pointer", ["/reviews/0", "/reviews", ""])
def test_another_text_gives_another(pointer: str) -> None:
    """In the item, in its section and in the record."""
    other = deepcopy(RECORD)
    other["reviews"][0]["sections"][0]["text"] = "b"
    assert Items(other).sha256(pointer) != Items(RECORD).sha256(pointer)
    assert Items(other).sha256("/reviews/1") == Items(RECORD).sha256("/reviews/1")
    assert Items(other).sha256("/child") == Items(RECORD).sha256("/child")


def test_the_day_of_the_export_is_nothing_that_the_record_says() -> None:
    """Each export has another."""
    assert Items(RECORD | {"exported_on": "2026-10-01"}).sha256("") == Items(RECORD).sha256("")


@pytest.mark.parametrize("pointer", ["/reviews/0/sections/0", "/reviews", "/child", ""])
def test_what_is_known_of_all_outlasts_the_record(pointer: str) -> None:
    """It tells the same without it."""
    assert Items(None, Items(RECORD).all()).sha256(pointer) == Items(RECORD).sha256(pointer)


def test_of_what_is_not_there_nothing_is_known() -> None:
    """A pointer to no item of the record that is gone."""
    assert Items(None, Items(RECORD).all()).sha256("/visits/0") == ""
