"""PLN06: numbers that say how hard a plan is to read, and no judgement."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PLN06"
EASY = "Mum takes Ben to school every day. Nan helps on Fridays. " * 5
HARD = " ".join(["word"] * 60)


def found(text: str, **named: Any) -> Found:
    plan = {
        "type": "care",
        "agreed_date": "2026-03-02",
        "sections": [{"heading": "Plan", "text": text}],
        **named,
    }
    return audit_one(CODE, record(plans=[plan]))


def measures(result: Found) -> dict[str, float]:
    return {measure["name"]: measure["value"] for measure in result.result.measures}


class TestReadablePlan:
    def test_the_examples_of_the_docstring(self) -> None:
        """5.5 words in a sentence and a grade of 0.2; 60 words in one of 60."""
        assert measures(found(EASY)) == {"reading_grade": 0.2, "sentence_length": 5.5}
        assert measures(found(HARD))["sentence_length"] == 60.0

    def test_long_words_and_sentences_raise_the_grade(self) -> None:
        """4.71 × 4 letters a word + 0.5 × 60 words a sentence − 21.43."""
        assert measures(found(HARD))["reading_grade"] == pytest.approx(27.4)

    def test_nothing_is_graded(self) -> None:
        """There is no observation; the reason says so."""
        made = found(HARD)
        assert made.of(CODE) == []
        assert made.result.silent[0]["reason"] == "shown as numbers, and not graded"

    def test_contingency_and_actions_are_read(self) -> None:
        """All that is written in the plan."""
        made = found("", contingency=EASY, actions=[{"description": EASY}])
        assert measures(made)["sentence_length"] == 5.5

    def test_a_plan_that_ended_is_not_read(self) -> None:
        """Nobody keeps it any more."""
        assert measures(found(HARD, end_date="2026-05-01")) == {}

    @pytest.mark.parametrize(("words", "shown"), [(49, False), (50, True)])
    def test_a_short_text_is_not_measured(self, words: int, shown: bool) -> None:
        """Fewer than fifty words say little."""
        made = found(" ".join(["word"] * words))
        assert bool(measures(made)) is shown
        assert made.outcomes(CODE) == ["not_applicable"]

    def test_text_not_exported(self) -> None:
        """Cannot tell."""
        assert found("", sections=None).outcomes(CODE) == ["cannot_tell"]
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]

    def test_no_plan(self) -> None:
        """Not applicable."""
        assert audit_one(CODE, record(plans=[])).outcomes(CODE) == ["not_applicable"]
