"""What the page says of a service."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.changes import AreaChange
from qaudit.checking.results import (
    AreaGrade,
    CheckSum,
    GroupDifference,
    GroupResult,
    ServiceResult,
)
from qaudit.reporting.base import Run
from qaudit.reporting.changes import was_judged
from qaudit.reporting.html.service import service_view, words_of_name

RUN = Run(
    as_at="2026-09-30",
    profile="letters",
    graded_period="24 months",
    manifest={"tool": {"version": "1"}, "settings_sha256": "0" * 64},
    checks={},
)
GOOD = AreaGrade(grade="good", axes={}, lines=[])


def rate(met: int, judged: int) -> Any:
    """A rate without an interval."""
    return {
        "met": met,
        "judged": judged,
        "rate": met / judged if judged else None,
        "interval": None,
    }


def group(difference: float, *, beyond_chance: bool) -> GroupResult:
    """A group whose standards of visits are met that much more often than for the others."""
    compared = GroupDifference(
        rate=rate(40, 100),
        others=rate(80, 100),
        difference=difference,
        interval=[difference - 0.05, difference + 0.05],
        chance=0.0,
        beyond_chance=beyond_chance,
    )
    return GroupResult(
        cases=20, grade="good", areas={"VIS": GOOD}, lines=[], differences={"VIS": compared}
    )


def test_a_group_that_differs_is_said_in_words_and_on_the_area_it_differs_in() -> None:
    """One that chance can account for is not."""
    groups = {
        "North": group(-0.4, beyond_chance=True),
        "South": group(0.4, beyond_chance=True),
        "East": group(-0.1, beyond_chance=False),
    }
    (shown,) = service_view(ServiceResult(groups={"team": groups}), RUN, None)["groups"]
    assert shown["differing"]["North"] == [
        "Visits and work with children: met in 40%, for others in 80% (-45 to -35 points)"
    ]
    assert (list(shown["differing"]), shown["differences"]) == (["North", "South"], 2)
    assert {row["value"]: row["areas"] for row in shown["rows"]} == {
        "North": [{"grade": "good", "differs": "less often"}],
        "South": [{"grade": "good", "differs": "more often"}],
        "East": [{"grade": "good", "differs": ""}],
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"), [(0, 0, False), (3, 0, True), (0, 3, True)]
)
def test_what_nobody_judged_is_not_sustained(before: int, after: int, *, expected: bool) -> None:
    """An area is compared where something of it was judged in one report at least."""
    axis: Any = {"before": rate(0, before), "after": rate(0, after)}
    area: Any = {"change": "sustained", "axes": {"compliance": axis}}
    compared: AreaChange = area
    assert was_judged(compared) is expected


def check_sum(name: str, met: int, judged: int) -> CheckSum:
    """What came of a check over the whole record."""
    found: Any = {
        "name": name,
        "area": "APR",
        "outcomes": {"not_met": judged - met},
        "silent": {},
        "rate": rate(met, judged),
        "cases_not_met": judged - met,
    }
    row: CheckSum = found
    return row


def test_a_standard_has_the_colour_of_the_share_that_is_shown() -> None:
    """What reads 95% is not coloured as less than that."""
    shares = {9499: "strong", 9451: "strong", 9449: "sound", 7951: "sound", 7949: "weak"}
    checks = {f"PLN{met}": check_sum("specific-actions", met, 10_000) for met in shares}
    (area,) = service_view(ServiceResult(checks=checks), RUN, None)["map"]
    assert [one["band"] for one in area["checks"]] == list(shares.values())
    assert [one["share"] for one in area["checks"]] == ["95%", "95%", "94%", "80%", "79%"]


def test_large_numbers_have_commas_and_names_are_spelt_as_people_spell_them() -> None:
    """As everywhere else on the page."""
    checks = {"IRO02": check_sum("iro-sees-the-child", 10_000, 21_500)}
    view = service_view(ServiceResult(checks=checks, grades_of_cases={"good": 1234}), RUN, None)
    (failure,) = view["failures"]
    assert (failure["times"], failure["children"]) == ("11,500", "11,500")
    assert failure["name"] == "IRO sees the child"
    assert view["grades"] == [["good", "1,234"]]
    assert words_of_name("analysis-and-the-childs-experience") == (
        "analysis and the child's experience"
    )
