"""The audit finds in the sample cases what was worked out by hand from the standards.

Beside each `NAME.case.json` stands `NAME.expected.json`: every observation of ASM01, REV02 and
SUP01, the documents in which ASM03 finds copied text, and the checks with no occasion.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from support import Found, audit

FOLDER = Path(__file__).parent.parent.parent / "sample_cases"
SLUGS = sorted(path.name.removesuffix(".case.json") for path in FOLDER.glob("*.case.json"))
CORE = ("ASM01", "ASM03", "REV02", "SUP01")
BY_HAND = ("ASM01", "REV02", "SUP01")


def read(slug: str, kind: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((FOLDER / f"{slug}.{kind}.json").read_text("utf-8"))
    return made


@cache
def audited() -> dict[str, Found]:
    """All sample cases audited together, as siblings and copied text want it."""
    found = audit(*(read(slug, "case") for slug in SLUGS), select=CORE)
    return dict(zip(SLUGS, found, strict=True))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_observation_is_the_one_worked_out_by_hand(slug: str) -> None:
    """What, about which item, due when, done when and how late: all as expected."""
    expected = [
        (row["check"], row["outcome"], row["about"], row["due"], row["done"], row["days_late"])
        for row in read(slug, "expected")["observations"]
    ]
    found = [
        (
            row["check"],
            row["outcome"],
            row["evidence"][0]["pointer"],
            row["due"],
            row["done"],
            row["days_late"],
        )
        for code in BY_HAND
        for row in audited()[slug].of(code)
    ]
    assert sorted(expected, key=str) == sorted(found, key=str)


@pytest.mark.parametrize("slug", SLUGS)
def test_copied_text_is_found_in_the_documents_made_to_show_it(slug: str) -> None:
    """No other document is not met, and every document with text enough is looked at."""
    copied = read(slug, "expected").get("copied", {})
    rows = audited()[slug].of("ASM03")
    outcomes = Counter(row["outcome"] for row in rows)
    not_met = [row["evidence"][0]["pointer"] for row in rows if row["outcome"] == "not_met"]
    assert sorted(copied.get("not_met", [])) == sorted(not_met)
    assert outcomes["met"] >= copied.get("met_at_least", 0)


@pytest.mark.parametrize("slug", SLUGS)
def test_checks_without_an_occasion_say_why(slug: str) -> None:
    """The silent checks, and whether they cannot tell or do not apply."""
    expected = [(row["check"], row["outcome"]) for row in read(slug, "expected").get("silent", [])]
    found = [(row["check"], row["outcome"]) for row in audited()[slug].result.silent]
    assert sorted(expected) == sorted(found)


def test_every_core_check_has_every_outcome_somewhere() -> None:
    """The set shows each check met, not met, not due, not to be told and not applicable."""
    shown = {
        (code, outcome)
        for found in audited().values()
        for code in CORE
        for outcome in found.outcomes(code)
    }
    outcomes = ("met", "not_met", "not_due", "cannot_tell", "not_applicable")
    assert {(code, outcome) for code in CORE for outcome in outcomes} <= shown


def test_there_are_at_least_twenty_four_children() -> None:
    """Enough for a service."""
    assert len(SLUGS) >= 24
