"""The smallest change of areas that moves the grade over them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qaudit.checking.standards import Area
from qaudit.grading.nearest_areas import OtherAreas, nearest_areas
from qaudit.grading.parts import Parts, Reckoned, grade_overall
from qaudit.grading.profile import BUILT_IN, load_profile
from qaudit.grading.scale import ORDER, RANK, Grade

PARTS = load_profile(BUILT_IN / "letters.toml").parts
assert PARTS is not None
LETTERS: Parts = PARTS


def reckoned(**grades: Grade) -> dict[Area, Reckoned]:
    """Areas with enough evidence, graded so."""
    return {
        Area(area): Reckoned({"grade": grade.value, "axes": {}, "lines": []}, grade)
        for area, grade in grades.items()
    }


def said(changes: list[OtherAreas]) -> list[tuple[str, dict[str, str]]]:
    return [
        (change.grade.value, {area.value: to.value for area, to in change.areas.items()})
        for change in changes
    ]


def test_a_single_area_in_each_direction() -> None:
    """Leaders hold the whole down; one step of theirs lifts it, one of plans lowers it."""
    areas = reckoned(APR=Grade.GOOD, SUP=Grade.REQUIRES_IMPROVEMENT)
    assert said(nearest_areas(areas, LETTERS, up=True)) == [("good", {"SUP": "good"})]
    assert said(nearest_areas(areas, LETTERS, up=False)) == [("inadequate", {"APR": "inadequate"})]


def test_all_that_are_as_small_are_told() -> None:
    """Either of two inadequate areas, if it were one grade better."""
    areas = reckoned(APR=Grade.INADEQUATE, VIS=Grade.INADEQUATE, HOM=Grade.GOOD, SUP=Grade.GOOD)
    assert said(nearest_areas(areas, LETTERS, up=True)) == [
        ("requires_improvement", {"APR": "requires_improvement"}),
        ("requires_improvement", {"VIS": "requires_improvement"}),
    ]


def test_several_areas_where_one_alone_would_not() -> None:
    """Both the leaders and the children's areas hold it down."""
    areas = reckoned(APR=Grade.REQUIRES_IMPROVEMENT, SUP=Grade.REQUIRES_IMPROVEMENT)
    assert said(nearest_areas(areas, LETTERS, up=True)) == [
        ("good", {"APR": "good", "SUP": "good"})
    ]


def test_what_cannot_be_moved() -> None:
    """The best grade goes no higher, and where there is none nothing moves it."""
    best = reckoned(APR=Grade.OUTSTANDING, SUP=Grade.OUTSTANDING)
    assert nearest_areas(best, LETTERS, up=True) == []
    unknown = {Area.APR: Reckoned({"grade": "not_enough_evidence", "axes": {}, "lines": []}, None)}
    assert nearest_areas(unknown, LETTERS, up=True) == []
    assert nearest_areas(unknown, LETTERS, up=False) == []


@given(
    st.dictionaries(
        st.sampled_from(["APR", "VIS", "SUP", "WRK", "PRO", "LVR"]),
        st.sampled_from(ORDER),
        min_size=1,
    ),
    st.booleans(),
)
def test_every_change_moves_the_grade_as_it_says(grades: dict[str, Grade], up: bool) -> None:
    """And where it takes several areas, none of them alone would."""
    areas = reckoned(**grades)
    now, _ = grade_overall(areas, LETTERS)
    changes = nearest_areas(areas, LETTERS, up=up)
    for change in changes:
        others = {area.value: to for area, to in change.areas.items()}
        after, _ = grade_overall(reckoned(**{**grades, **others}), LETTERS)
        assert after is change.grade
        assert (RANK[after] > RANK[now]) is up
        assert after is not now
    if len(changes[0].areas if changes else areas) > 1:
        for area in grades:
            for other in ORDER:
                after, _ = grade_overall(reckoned(**{**grades, area: other}), LETTERS)
                if after in RANK and now in RANK:
                    assert not (RANK[after] > RANK[now] if up else RANK[after] < RANK[now])
