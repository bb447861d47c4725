"""ASM06: analysis, wishes and feelings, and the child as the subject of an assessment.

The assessment was authorised on Friday 10 April 2026; 90 days before it is 10 January.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import audit_one, record

CODE = "ASM06"
ANALYSIS, WISHES, CHILD = "its analysis", "wishes and feelings", "whom it is about"


def words(count: int) -> str:
    return " ".join(["word"] * count)


def found(
    *sections: tuple[str, str], assessment: Any = None, kept: bool = False, **named: Any
) -> dict[str, ObservationRow]:
    """What is found of an assessment with these sections, by what is judged."""
    item = {
        "type": "child_in_care",
        "start_date": "2026-03-02",
        "authorised_date": "2026-04-10",
        "sections": [
            {"heading": heading, "text": text, "carried_forward": kept}
            for heading, text in sections
        ],
        **(assessment or {}),
    }
    rows = audit_one(CODE, record(assessments=[item], **named)).of(CODE)
    return {str(row["evidence"][0]["note"]): row for row in rows}


class TestAnalysis:
    @pytest.mark.parametrize(("count", "outcome"), [(14, "not_met"), (15, "met"), (40, "met")])
    def test_at_least_15_per_cent_of_the_words(self, count: int, outcome: str) -> None:
        """Of a hundred words."""
        row = found(("History", words(100 - count)), ("Analysis", words(count)))[ANALYSIS]
        assert (row["outcome"], row["on"]) == (outcome, "2026-04-10")
        assert row["facts"] == {"words": 100, "words_of_analysis": count}
        assert row["evidence"][1]["pointer"] == "/assessments/0/sections/1/text"

    @pytest.mark.parametrize(
        ("heading", "outcome"),
        [
            ("Social worker's analysis", "met"),
            ("CONCLUSION", "met"),
            ("What this means for the plan", "met"),
            ("Background", "not_met"),
            ("Psychoanalysis", "not_met"),
        ],
    )
    def test_by_its_heading(self, heading: str, outcome: str) -> None:
        """Whole words, in any letters."""
        assert found((heading, words(50)))[ANALYSIS]["outcome"] == outcome


class TestWishes:
    def test_a_section_in_an_assessment_begun_lately_is_fresh(self) -> None:
        """Written in the last 90 days."""
        row = found(("Wishes and feelings", words(9)))[WISHES]
        assert row["outcome"] == "met"
        assert row["evidence"][1]["pointer"] == "/assessments/0/sections/0/text"

    @pytest.mark.parametrize(
        ("begun", "outcome"), [("2026-01-11", "met"), ("2026-01-10", "not_met")]
    )
    def test_less_than_90_days(self, begun: str, outcome: str) -> None:
        """89 days are less, 90 are not."""
        made = found(("Her wishes", words(9)), assessment={"start_date": begun}, direct_work=[])
        assert made[WISHES]["outcome"] == outcome

    @pytest.mark.parametrize(
        ("day", "outcome"),
        [("2026-01-10", "not_met"), ("2026-01-11", "met"), ("2026-04-10", "met")],
    )
    def test_direct_work_makes_them_fresh(self, day: str, outcome: str) -> None:
        """Where the assessment took longer."""
        made = found(
            ("Her wishes", words(9)),
            assessment={"start_date": "2025-10-01"},
            direct_work=[{"date": day, "type": "wishes_and_feelings"}],
        )
        assert made[WISHES]["outcome"] == outcome

    def test_without_direct_work_the_age_cannot_be_told(self) -> None:
        """It was not exported."""
        made = found(("Her wishes", words(9)), assessment={"start_date": "2025-10-01"})
        assert made[WISHES]["outcome"] == "cannot_tell"

    def test_carried_forward_is_not_fresh(self) -> None:
        """Kept from an earlier assessment."""
        made = found(("Her wishes", words(9)), kept=True, direct_work=[])
        assert made[WISHES]["outcome"] == "not_met"

    def test_words_in_the_text_will_do(self) -> None:
        """They are pointed at by their place."""
        row = found(("Picture", "At tea Mira told me of Nan."))[WISHES]
        assert row["outcome"] == "met"
        assert row["evidence"][1]["label"] == "wishes and feelings, characters 12 to 19"
        assert "Nan" not in str(row)

    def test_nowhere_is_not_met(self) -> None:
        """Neither a heading nor words."""
        assert found(("History", words(50)))[WISHES]["outcome"] == "not_met"


class TestTheChild:
    @pytest.mark.parametrize(("of_child", "outcome"), [(3, "met"), (2, "not_met")])
    def test_half_of_the_sentences(self, of_child: int, outcome: str) -> None:
        """Of those about the child or the parents."""
        text = "Mira likes to swim. " * of_child + "Her mother drinks. " * 3
        row = found(("History", text), child={"names": ["Mira Test"], "sex": "F"})[CHILD]
        assert row["outcome"] == outcome
        assert row["facts"] == {"of_the_child": of_child, "of_the_parents_alone": 3}

    def test_sentences_about_the_parents_alone_are_pointed_at(self) -> None:
        """By their place."""
        row = found(("History", "Mum works. " * 5))[CHILD]
        assert row["evidence"][1]["label"] == "parents alone, characters 0 to 10"

    def test_a_pronoun_is_the_childs_where_no_parent_is_named(self) -> None:
        """The benefit of the doubt."""
        row = found(("History", "She swims. " * 5), child={"sex": "F"})[CHILD]
        assert row["outcome"] == "met"

    def test_with_too_few_sentences_it_is_not_judged(self) -> None:
        """Four say nothing."""
        assert CHILD not in found(("History", "Mum works. " * 4))


class TestNothingToJudge:
    def test_text_not_exported(self) -> None:
        """Cannot tell."""
        made = found(assessment={"sections": None})
        assert [row["outcome"] for row in made.values()] == ["cannot_tell"]

    def test_before_birth_the_analysis_alone(self) -> None:
        """Nobody has wishes yet."""
        made = found(("Analysis", words(9)), child={"date_of_birth": "2026-05-01"})
        assert list(made) == [ANALYSIS]

    def test_no_assessment(self) -> None:
        """Exported and none: not applicable; not exported: cannot tell."""
        assert audit_one(CODE, record(assessments=[])).outcomes(CODE) == ["not_applicable"]
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]
