"""Sentences that everybody writes: what is a form's, and what says where a text is from."""

from __future__ import annotations

import random

import pytest
from textreuse_support import document, prose

from qaudit.textreuse import Document, ReusedPassage, find_reuse

FAMILIES = 40
STOCK = [f"{prose(9, 300 + number)[:-1]} {prose(2, 400 + number)}." for number in range(100)]
"""Sentences of eleven words."""


def stock_text(sentences: int, seed: int) -> list[str]:
    """Sentences out of the stock, in no order."""
    rng = random.Random(f"stock {seed}")  # noqa: S311 - nothing secret
    return rng.sample(STOCK, sentences)


def stock_files(**extra: str) -> list[Document]:
    """Two documents of fourteen stock sentences for each family; *extra* comes first."""
    return [
        document(
            name := f"D{number:02d}-{turn}",
            " ".join([extra.get(name.replace("-", "_"), ""), *stock_text(14, 10 * number + turn)]),
            day=2 * number + turn,
            case=f"C{number}",
            family=f"F{number}",
        )
        for number in range(FAMILIES)
        for turn in (1, 2)
    ]


def copies(files: list[Document]) -> list[ReusedPassage]:
    """What is copied within families."""
    found = find_reuse(files, across_families=False)
    return [passage for passage in found if passage.relation != "standing_text"]


class TestStockSentences:
    def test_are_not_the_forms(self) -> None:
        """Sentences that many families use here and there are the writers' own words."""
        files = stock_files()
        reuse = find_reuse(files)
        assert {reuse.shares(file.id).template_words for file in files} == {0}

    def test_say_nothing_each_by_itself(self) -> None:
        """Two documents made of the same stock share no passage unless its order is the same."""
        assert copies(stock_files()) == []

    @pytest.mark.parametrize("sentences", [4, 8])
    def test_in_the_same_order_are_a_copy(self, sentences: int) -> None:
        """Some stock sentences in a row, in the order of an earlier document, are copied."""
        copied = " ".join(stock_text(sentences, 999))
        files = stock_files(D05_1=copied, D05_2=f"{prose(20, 1)} {copied}")
        texts = {file.id: file.text for file in files}
        (found,) = copies(files)
        assert (found.target_id, found.source_id, found.relation) == ("D05-2", "D05-1", "same_case")
        assert texts["D05-2"][found.target_start : found.target_end] == copied[:-1]
        assert found.words == 11 * sentences

    def test_a_paragraph_of_them_in_several_files_is_standing_text(self) -> None:
        """What four families have in one order is nobody's copy."""
        copied = " ".join(stock_text(6, 999))
        files = stock_files(**{f"D{number:02d}_1": copied for number in range(3, 7)})
        having = {file.id for file in files if file.text.startswith(copied)}
        found = [
            passage
            for passage in find_reuse(files)
            if passage.target_id in having and passage.target_start < len(copied)
        ]
        assert {passage.relation for passage in found} <= {"standing_text"}
        assert len(found) == 3

    def test_numbers_say_something_only_where_they_agree(self) -> None:
        """Fourteen words are fewer than a passage needs, whatever numbers stand between."""
        row = (
            "On {} days of {}, {} nights of {}, he ate {} meals, took {} baths, slept {} hours, "
            "{} weeks long."
        )
        figures, others = (row.format(*range(n, n + 8)) for n in (10_000, 50_000))
        assert [p.words for p in copies(stock_files(D05_1=figures, D05_2=figures))] == [22]
        assert copies(stock_files(D05_1=figures, D05_2=others)) == []


class TestForms:
    GUIDANCE = f"{prose(10, 71)}\n{prose(14, 72)}"

    def own_words(self, *texts: str) -> set[int]:
        files = [
            document(f"D{number:02d}", text, day=number, case=f"C{number}", family=f"F{number}")
            for number, text in enumerate(texts)
        ]
        reuse = find_reuse(files)
        return {reuse.shares(file.id).template_words for file in files}

    def test_lines_that_some_documents_of_a_form_have(self) -> None:
        """A form's text in the third of the documents that use this version is the form's."""
        with_it = [f"{prose(50, n)}\n{self.GUIDANCE}\n{prose(60, 50 + n)}" for n in range(12)]
        without = [f"{prose(70, 100 + n)}\n{prose(60, 200 + n)}" for n in range(24)]
        assert self.own_words(*with_it, *without) == {0, 24}

    def test_text_that_all_documents_have_anywhere_in_a_line(self) -> None:
        """A form without line breaks is told by standing in nearly every document."""
        guidance = self.GUIDANCE.replace("\n", " ")
        texts = [f"{prose(20 + 3 * n, n)} {guidance} {prose(60, 50 + n)}" for n in range(12)]
        assert self.own_words(*texts) == {24}

    def test_text_that_some_documents_have_anywhere_in_a_line(self) -> None:
        """The same words in a third of the documents, here and there, are the writers'."""
        guidance = self.GUIDANCE.replace("\n", " ")
        with_it = [f"{prose(20 + 3 * n, n)} {guidance} {prose(60, 50 + n)}" for n in range(12)]
        without = [f"{prose(70, 100 + n)}\n{prose(60, 200 + n)}" for n in range(24)]
        assert self.own_words(*with_it, *without) == {0}

    @pytest.mark.parametrize(("sentences", "words"), [(3, set()), (5, set(range(53, 61)))])
    def test_a_paragraph_that_some_documents_have(self, sentences: int, words: set[int]) -> None:
        """Five sentences that twelve families have in a row are nobody's; three may be chance."""
        paragraph = " ".join(prose(12, 80 + n) for n in range(sentences))
        with_it = [f"{prose(20 + 3 * n, n)} {paragraph} {prose(60, 50 + n)}" for n in range(12)]
        without = [f"{prose(70, 100 + n)}\n{prose(60, 200 + n)}" for n in range(24)]
        found = self.own_words(*with_it, *without) - {0}
        assert bool(found) == bool(words)
        assert found <= words

    @pytest.mark.parametrize(
        ("families", "documents", "known_by"),
        [(2, 4, "counting"), (3, 3, "counting"), (2, 3, "nothing"), (1, 12, "nothing")],
    )
    def test_of_few_families(self, families: int, documents: int, known_by: str) -> None:
        """Two families' files are enough where nearly all of eight documents agree."""
        files = [
            document(
                f"D{family}-{turn}",
                f"{self.GUIDANCE}\n{prose(80, 10 * family + turn)}",
                day=turn,
                case=f"C{family}",
                family=f"F{family}",
            )
            for family in range(families)
            for turn in range(documents)
        ]
        reuse = find_reuse(files)
        assert reuse.masking.forms == {"assessment": known_by}
        words = {reuse.shares(file.id).template_words for file in files}
        assert words == ({24} if known_by == "counting" else {0})
        assert bool(len(reuse)) is (known_by == "nothing")

    def test_one_family_that_copies_from_another(self) -> None:
        """What half of few families' documents have is no form's, but copied."""
        pasted = prose(40, 7)
        files = [
            document(
                f"D{family}-{turn}",
                f"{pasted if turn % 2 else prose(40, 300 + turn)}\n{prose(80, 10 * family + turn)}",
                day=turn,
                case=f"C{family}",
                family=f"F{family}",
            )
            for family in range(2)
            for turn in range(6)
        ]
        assert len(find_reuse(files)) >= 4
