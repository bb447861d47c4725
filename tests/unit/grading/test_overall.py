"""The overall grade out of the judgements below it."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.grading import overall_effectiveness
from qaudit.grading.overall import Part, whole
from qaudit.grading.scale import ORDER, RANK, Grade

BESIDE = Path(__file__).parents[3].parent / "shared" / "data"
DATA = Path(os.environ.get("QAUDIT_DATA", BESIDE)) / "ilacs-judgements-2018-2021.csv"

BY_LETTER = {grade.value[0].upper(): grade for grade in Grade}


def judgements(letters: str) -> dict[str, Grade]:
    """Judgements by first letter: leaders, help and protection, in care, care leavers."""
    return dict(zip(map(str, Part), map(BY_LETTER.__getitem__, letters), strict=False))


def overall(letters: str) -> str:
    return overall_effectiveness(judgements(letters)).value[0].upper()


class TestOverallEffectiveness:
    @pytest.mark.parametrize(
        ("letters", "expected"),
        [
            # Inadequate practice is inadequate overall, whatever the leaders.
            ("III", "I"),
            ("RIR", "I"),
            ("RRI", "I"),
            ("OIG", "I"),
            # As the leaders, but no better than the better of the two.
            ("OOO", "O"),
            ("OGO", "O"),
            ("OOG", "O"),
            ("OGG", "G"),
            ("GGO", "G"),
            ("GRG", "G"),
            ("GRO", "G"),
            ("GRR", "R"),
            ("RGG", "R"),
            ("RRG", "R"),
            ("RRR", "R"),
            # Inadequate leaders alone.
            ("IRR", "R"),
            ("IGG", "R"),
            # Care leavers limit where they are inadequate, and else do not count.
            ("GGGI", "R"),
            ("GGRI", "R"),
            ("GRRI", "I"),
            ("IRRI", "I"),
            ("GRRG", "R"),
            ("OGGO", "G"),
            ("OOOR", "O"),
        ],
    )
    def test_the_rule(self, letters: str, expected: str) -> None:
        """Each sentence of the rule, worked out by hand."""
        assert overall(letters) == expected

    def test_a_grade_may_be_given_by_its_value(self) -> None:
        """As the official statistics write it, and care leavers may be none."""
        given_values = {
            "leaders": "good",
            "help_protection": Grade.REQUIRES_IMPROVEMENT,
            "children_in_care": "good",
            "care_leavers": None,
        }
        assert overall_effectiveness(given_values) is Grade.GOOD

    @pytest.mark.parametrize("missing", ["leaders", "help_protection", "children_in_care"])
    def test_a_judgement_that_is_missing_is_an_error(self, missing: str) -> None:
        """It is named; it is never guessed."""
        given_judgements = judgements("GGGG")
        del given_judgements[missing]
        with pytest.raises(ValueError, match=f"missing: {missing}"):
            overall_effectiveness(given_judgements)

    def test_an_unknown_judgement_is_an_error(self) -> None:
        """It is named, and so are those there are."""
        with pytest.raises(ValueError, match=r"'leadership'; there are leaders, help_protection"):
            overall_effectiveness({**judgements("GGG"), "leadership": "good"})

    def test_an_unknown_grade_is_an_error(self) -> None:
        """It is named with its judgement, and so are the grades there are."""
        with pytest.raises(ValueError, match=r"leaders: .*'Good'; there are outstanding, good"):
            overall_effectiveness({**judgements("GGG"), "leaders": "Good"})

    @pytest.mark.parametrize(
        ("letters", "expected"),
        [("NIG", "I"), ("NRR", "R"), ("NGG", "N"), ("GNG", "N"), ("GGGN", "N"), ("NIGN", "I")],
    )
    def test_without_evidence_a_grade_is_given_where_it_hangs_on_nothing_unknown(
        self, letters: str, expected: str
    ) -> None:
        """Else there is not enough evidence."""
        assert overall(letters) == expected


letters_of_grades = st.lists(st.sampled_from("IRGO"), min_size=3, max_size=4).map("".join)


class TestWhole:
    @given(letters_of_grades, st.integers(0, 3))
    def test_a_worse_part_never_improves_the_whole(self, letters: str, which: int) -> None:
        """Whichever judgement is one grade worse, the whole is as it was or worse."""
        before = judgements(letters)
        part = list(before)[which % len(before)]
        after = {**before, part: ORDER[max(0, RANK[before[part]] - 1)]}
        assert RANK[overall_effectiveness(after)] <= RANK[overall_effectiveness(before)]

    @given(
        st.dictionaries(st.sampled_from(Part), st.sampled_from(ORDER)),
        st.sampled_from(Part),
        st.sampled_from(ORDER[:2]),
    )
    def test_a_weak_part_that_comes_to_be_judged_never_improves_it(
        self, parts: dict[Part, Grade], part: Part, weak: Grade
    ) -> None:
        """A failure where nothing was judged before makes the whole no better."""
        parts.pop(part, None)
        before, after = whole(parts), whole({**parts, part: weak})
        if before is not Grade.NOT_ENOUGH_EVIDENCE:
            assert RANK[after] <= RANK[before]

    def test_a_part_that_did_not_apply_is_left_out(self) -> None:
        """The rule is held over the others; leaders alone make no grade."""
        assert whole({Part.LEADERS: Grade.GOOD, Part.CHILDREN_IN_CARE: Grade.OUTSTANDING}) == "good"
        assert whole({Part.HELP_PROTECTION: Grade.REQUIRES_IMPROVEMENT}) == "requires_improvement"
        assert whole({Part.CARE_LEAVERS: Grade.INADEQUATE}) == "inadequate"
        assert whole({Part.LEADERS: Grade.INADEQUATE}) == "not_enough_evidence"


@pytest.mark.skipif(not DATA.is_file(), reason=f"the published judgements are not at {DATA}")
class TestPublishedInspections:
    def test_it_misses_three_of_118(self) -> None:
        """Two councils with weak protection, and one with inadequate leaders, judged harder."""
        with DATA.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        missed = [
            (row["la_name"], row["inspection_date"][:4])
            for row in rows
            if overall_effectiveness({part: row[part] or None for part in Part}) != row["overall"]
        ]
        assert len(rows) == 118
        assert missed == [("Dudley", "2018"), ("Leicestershire", "2019"), ("Trafford", "2019")]
