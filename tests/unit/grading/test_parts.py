"""From areas to the judgements of an inspection, and to the grade over them."""

from __future__ import annotations

import pytest
from attrs import evolve

from qaudit.checking.results import AreaGrade
from qaudit.checking.standards import Area
from qaudit.grading.parts import Parts, Reckoned, grade_overall
from qaudit.grading.profile import BUILT_IN, load_profile
from qaudit.grading.scale import Grade

BY_LETTER = {grade.value[0].upper(): grade for grade in Grade}
OF_PROFILE = load_profile(BUILT_IN / "letters.toml").parts
assert OF_PROFILE
LETTERS = OF_PROFILE


def reckoned(letters: str) -> Reckoned:
    """An area by the letter of its grade; N and another: not enough evidence, but that was told."""
    grade = BY_LETTER[letters[0]]
    told = None if letters == "N" else BY_LETTER[letters[-1]]
    row: AreaGrade = {"grade": grade.value, "axes": {}, "lines": []}
    return Reckoned(row, told)


def overall(areas: dict[str, str], parts: Parts = LETTERS) -> tuple[str, list[str]]:
    given = {Area(name): reckoned(letters) for name, letters in areas.items()}
    grade, lines = grade_overall(given, parts)
    return grade.value[0].upper(), lines


class TestParts:
    @pytest.mark.parametrize(
        ("areas", "expected"),
        [
            ("I", "I"),
            ("II", "I"),
            ("IIOOO", "I"),
            ("IR", "I"),  # nothing good beside it
            ("IG", "R"),
            ("IOOOO", "R"),
            ("R", "R"),
            ("RG", "G"),
            ("RRG", "R"),
            ("RRGG", "G"),
            ("RRRGG", "R"),
            ("OOR", "G"),
            ("OGG", "O"),
            ("OGGG", "G"),
        ],
    )
    def test_the_areas_of_a_part_make_its_grade(self, areas: str, expected: str) -> None:
        """As docs/grading.md says: two inadequate, more than half below good, a third best."""
        assert LETTERS.grade(BY_LETTER[letter] for letter in areas) == BY_LETTER[expected]


class TestGradeOverall:
    def test_it_follows_the_rule_of_overall_effectiveness(self) -> None:
        """Supervision holds the whole down, as leaders do; a good part does not lift it."""
        grade, lines = overall({"SUP": "R", "PRO": "G", "APR": "G", "VIS": "O", "LVR": "G"})
        assert grade == "R"
        assert lines == [
            "leaders: requires improvement (SUP requires improvement)",
            "help and protection: good (PRO good)",
            "children in care: outstanding (APR good, VIS outstanding)",
            "care leavers: good (LVR good)",
            "as the leaders",
            "so requires improvement",
        ]

    @pytest.mark.parametrize(
        ("areas", "expected", "why"),
        [
            (
                {"SUP": "O", "APR": "I"},
                "I",
                "inadequate for children in care: not above inadequate",
            ),
            ({"SUP": "O", "PRO": "I", "APR": "O"}, "I", "inadequate for help and protection: "),
            ({"SUP": "O", "APR": "G"}, "G", "as the leaders, but no better than children in care"),
            (
                {"SUP": "G", "APR": "R", "PRO": "R"},
                "R",
                "as the leaders, but no better than the better of help and protection and",
            ),
            ({"SUP": "I", "APR": "G"}, "R", "leaders who are inadequate alone make it require"),
            ({"APR": "G"}, "G", "as children in care; nothing is known of leaders"),
            ({"LVR": "G", "SUP": "O"}, "G", "as the leaders, but no better than care leavers"),
            ({"SUP": "G"}, "N", "no grade is given where nothing is known of the practice"),
            ({"SUP": "G", "APR": "G", "LVR": "I"}, "R", "inadequate for care leavers: not above"),
        ],
    )
    def test_it_says_which_sentence_of_the_rule_decided(
        self, areas: dict[str, str], expected: str, why: str
    ) -> None:
        """One line says why, in the words of the rule."""
        grade, lines = overall(areas)
        assert grade == expected
        assert why in lines[4]

    def test_an_area_without_evidence_is_left_out_and_named(self) -> None:
        """Whether nothing could be told of it, or too little that would change nothing."""
        grade, lines = overall({"SUP": "G", "APR": "G", "HED": "N", "VIS": "NG", "LVR": "N"})
        assert grade == "G"
        assert lines[1:4] == [
            "help and protection: left out, nothing applied",
            "children in care: good (APR good); not enough evidence of VIS, HED",
            "care leavers: left out, not enough evidence of LVR",
        ]

    def test_where_it_would_change_the_grade_there_is_not_enough_evidence_for_that_either(
        self,
    ) -> None:
        """Weak practice of which too little is known is neither counted nor hidden."""
        grade, lines = overall({"SUP": "G", "APR": "G", "VIS": "NI"})
        assert grade == "N"
        assert lines[-1] == (
            "VIS: what could be told would change the grade over the areas "
            "(good without, requires improvement with): not enough evidence"
        )

    def test_the_numbers_are_those_of_the_profile(self) -> None:
        """With one inadequate area enough, one is enough."""
        strict = evolve(LETTERS, fewest_inadequate=1)
        areas = {"SUP": "G", "APR": "I", "VIS": "G", "HOM": "G"}
        assert overall(areas)[0] == "R"
        assert overall(areas, strict)[0] == "I"
