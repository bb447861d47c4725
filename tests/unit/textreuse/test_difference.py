from __future__ import annotations

from hypothesis import given, settings
from textreuse_support import texts

from qaudit.textreuse import WordChange, word_difference


class TestWordDifference:
    def test_tells_each_kind_of_step(self) -> None:
        """A word replaced, one left out and one put in are three steps between equal ones."""
        assert [
            WordChange("equal", "Jayden likes ", "Jayden likes "),
            WordChange("replace", "red ", "blue "),
            WordChange("equal", "bikes ", "bikes "),
            WordChange("delete", "very ", ""),
            WordChange("equal", "much ", "much "),
            WordChange("insert", "", "too "),
            WordChange("equal", "indeed", "indeed"),
        ] == word_difference(
            "Jayden likes red bikes very much indeed", "Jayden likes blue bikes much too indeed"
        )

    def test_white_space_is_no_difference(self) -> None:
        """A line broken elsewhere changes nothing, and both texts are kept as they were."""
        assert [WordChange("equal", "a\nb c", "a b\nc")] == word_difference("a\nb c", "a b\nc")

    def test_huge_texts_are_told_as_a_whole(self) -> None:
        """Beyond 5,000 words there is one step, so that showing never takes minutes."""
        long = "word " * 6000

        assert [WordChange("replace", long, long + "x")] == word_difference(long, long + "x")
        assert [WordChange("equal", long, long)] == word_difference(long, long)

    @given(source=texts, target=texts)
    @settings(deadline=None, max_examples=100)
    def test_the_steps_hold_both_texts(self, source: str, target: str) -> None:
        """Joined, the steps are the two texts to the letter."""
        steps = word_difference(source, target)

        assert source == "".join(step.source for step in steps)
        assert target == "".join(step.target for step in steps)
