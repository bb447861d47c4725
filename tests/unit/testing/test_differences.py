"""What came, held to what is expected: every way in which they can differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from qaudit.testing.differences import hold
from qaudit.testing.expected import AtLeast, Expectation, Row


def row(outcome: str, about: str = "/visits/0", **more: Any) -> Row:
    return Row(check="OWN01", outcome=outcome, about=about, **more)


def silent(outcome: str, **more: Any) -> Row:
    return Row(check="OWN01", outcome=outcome, silent=True, **more)


def expected(
    *rows: Row,
    least: tuple[AtLeast, ...] = (),
    grades: Mapping[str, str | None] | None = None,
) -> Expectation:
    return Expectation(named=("OWN01",), rows=rows, at_least=least, grades=grades or {})


MISS = row("not_met", known_miss="not read yet")

CASES: dict[str, tuple[Expectation, list[Row], list[str]]] = {
    "all as expected": (expected(row("met")), [row("met", message="a visit")], []),
    "another outcome": (
        expected(row("met", due="2026-03-04")),
        [row("not_met", due="2026-03-04", days_late=3, message="no visit")],
        [
            (
                "OWN01 about /visits/0: expected met (due 4 March 2026), but not met "
                '(due 4 March 2026, 3 days late; "no visit") came'
            )
        ],
    ),
    "another day": (
        expected(row("met", done="2026-03-04")),
        [row("met", done="2026-03-05")],
        [
            (
                "OWN01 about /visits/0: expected met (done 4 March 2026), "
                "but met (done 5 March 2026) came"
            )
        ],
    ),
    "nothing came": (
        expected(row("met")),
        [],
        ["OWN01 about /visits/0: expected met, but nothing came"],
    ),
    "more came": (
        expected(row("met")),
        [row("met"), row("met", "/visits/1")],
        ["OWN01 about /visits/1: nothing was expected, but met came"],
    ),
    "the same twice": (
        expected(row("met")),
        [row("met"), row("met")],
        ["OWN01 about /visits/0: nothing was expected, but met came"],
    ),
    "another check's": (
        expected(row("met")),
        [row("met"), Row(check="OWN02", outcome="not_met", about="/visits/0")],
        [],
    ),
    "one occasion of several": (
        expected(row("met", "/visits/0: seen"), row("not_met", "/visits/0: alone")),
        [row("not_met", note="alone"), row("met", note="seen")],
        [],
    ),
    "the wrong one of several": (
        expected(row("met", "/visits/0: seen"), row("not_met", "/visits/0: alone")),
        [row("met", note="alone"), row("met", note="seen")],
        ["OWN01 about /visits/0: alone: expected not met, but met came"],
    ),
    "a day that is held": (
        expected(row("met", on="2026-03-04")),
        [row("met", on="2026-03-05")],
        ["OWN01 about /visits/0: expected met (on 4 March 2026), but met (on 5 March 2026) came"],
    ),
    "a fact": (
        expected(row("met", facts={"band": "early"})),
        [row("met", facts={"band": "late", "other": 1})],
        ["OWN01 about /visits/0: expected met (band 'early'), but met (band 'late') came"],
    ),
    "a fact that is not there": (
        expected(row("met", facts={"band": None})),
        [row("met")],
        ["OWN01 about /visits/0: expected met (band None), but met came"],
    ),
    "an occasion where there was to be none": (
        expected(silent("not_applicable")),
        [row("met")],
        [
            "OWN01: expected no occasion: not applicable, but nothing came",
            "OWN01 about /visits/0: nothing was expected, but met came",
        ],
    ),
    "another reason for silence": (
        expected(silent("not_applicable")),
        [silent("cannot_tell", message="visits not exported")],
        [
            (
                "OWN01: expected no occasion: not applicable, "
                'but no occasion: cannot tell ("visits not exported") came'
            )
        ],
    ),
    "a check that failed": (
        expected(row("met")),
        [row("error", "", message="the check failed")],
        [
            'OWN01: nothing was expected, but error ("the check failed") came',
            "OWN01 about /visits/0: expected met, but nothing came",
        ],
    ),
    "a known miss that comes otherwise": (expected(MISS), [row("met")], []),
    "a known miss that does not come": (expected(MISS), [], []),
    "a known miss that leaves silence": (expected(MISS), [silent("not_applicable")], []),
    "a known miss that is mended": (
        expected(MISS),
        [row("not_met")],
        [
            (
                "OWN01 about /visits/0: marked as a known miss (not read yet), but it is found "
                "now: take the mark away"
            )
        ],
    ),
    "a known miss beside one that is found": (
        expected(MISS, row("not_met")),
        [row("not_met")],
        [],
    ),
    "a known miss excuses nothing else": (
        expected(MISS),
        [row("met", "/visits/1")],
        ["OWN01 about /visits/1: nothing was expected, but met came"],
    ),
    "a known miss excuses no failure": (
        expected(silent("not_applicable", known_miss="one day")),
        [row("error", "")],
        ["OWN01: nothing was expected, but error came"],
    ),
    "silence as a known miss": (
        expected(silent("not_applicable", known_miss="one day")),
        [row("met")],
        [],
    ),
    "enough of what is counted": (
        expected(least=(AtLeast(check="OWN01", outcome="met", count=2),)),
        [row("met"), row("met", "/visits/1"), row("met", "/visits/2")],
        [],
    ),
    "too few of what is counted": (
        expected(row("met"), least=(AtLeast(check="OWN01", outcome="met", count=2),)),
        [row("met"), row("met", "/visits/1")],
        ["OWN01: expected 2 or more met beside those listed, but 1 came"],
    ),
    "an outcome that is not counted": (
        expected(least=(AtLeast(check="OWN01", outcome="met", count=0),)),
        [row("not_met")],
        ["OWN01 about /visits/0: nothing was expected, but not met came"],
    ),
}


@pytest.mark.parametrize(("expectation", "found", "said"), CASES.values(), ids=CASES)
def test_differences(expectation: Expectation, found: list[Row], said: list[str]) -> None:
    """What differs is said in plain words, and nothing else is."""
    assert hold(expectation, found, {}).differences == said


@pytest.mark.parametrize(
    ("came", "said"),
    [
        ({"VIS": "good"}, []),
        ({"VIS": "requires_improvement"}, ["grade VIS: expected good, but requires improvement"]),
        ({}, ["grade VIS: expected good, but none"]),
    ],
)
def test_grades(came: dict[str, str | None], said: list[str]) -> None:
    """A grade that moved is a difference, even where every outcome stands."""
    held = hold(expected(row("met"), grades={"VIS": "good"}), [row("met")], came)
    assert held.differences == [f"{line} came" for line in said]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case[2]])
def test_what_is_written_anew_is_as_expected(name: str) -> None:
    """What came is expected from then on, and a mended miss has lost its mark."""
    expectation, found, _ = CASES[name]
    held = hold(expectation, found, {"VIS": "good"})
    if held.failed:
        assert any(row.outcome == "error" for row in found)
        return
    renewed = held.renewed()
    assert hold(renewed, found, {"VIS": "good"}).differences == []
    assert "found now" not in " ".join(row.known_miss for row in renewed.rows)
    assert len(renewed.rows) + len(held.others) == len(
        [row for row in found if row.check == "OWN01"]
    ) + sum(bool(row.known_miss) for row in renewed.rows)


def test_a_known_miss_stays_when_the_file_is_written() -> None:
    """What is right stays expected, however often what came is written."""
    held = hold(expected(MISS, row("met", "/visits/1")), [row("met")], {})
    assert held.renewed().rows == (MISS,)


def test_what_is_not_held_is_not_written() -> None:
    """The day, the message and the facts are written only where they stood before."""
    found = row("met", on="2026-03-04", message="a visit", facts={"band": "late", "n": 1})
    before = row("not_met", facts={"band": "early"})
    (written,) = hold(expected(before), [found], {}).renewed().rows
    assert written == row("met", facts={"band": "late"})


def test_nothing_reaches_the_terminal() -> None:
    """A message of somebody's check is shown without what a terminal would obey."""
    found = row("not_met", message="\x1b[31mred\x1b[0m\nand more")
    (line,) = hold(expected(row("met")), [found], {}).differences
    assert "\x1b" not in line
    assert "\n" not in line
