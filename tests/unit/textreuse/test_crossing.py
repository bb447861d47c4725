"""Which documents of different families are compared, by the marks they share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from textreuse_support import document

from qaudit.textreuse.crossing import Crossing
from qaudit.textreuse.marks import Marks, MarkStore
from qaudit.textreuse.register import Register
from qaudit.textreuse.store import TokenStore

_KEYS = (11, 1 << 20, 1 << 31)


def _groups(
    families: str, words: Sequence[Sequence[int]], *, memory: int = 1 << 20
) -> list[list[int]]:
    """Which documents are compared, by their numbers.

    Args:
        families: A letter for each document, the earliest first.
        words: For each document, at which words it has each of the marks.
        memory: Bytes of marks to hold in memory.
    """
    register = Register(TokenStore(1 << 20), gap=0)
    register.read(
        [
            document(f"D{number}", "", day=number, family=family, case=f"C{number}")
            for number, family in enumerate(families)
        ],
        threads=1,
    )
    register.close({})
    with MarkStore(memory) as store:
        crossing = Crossing(register, store)
        # Batches come family by family.
        for number in sorted(range(len(families)), key=lambda number: families[number]):
            count = len(words[number])
            crossing.add(
                Marks(
                    np.array(_KEYS[:count], np.uint32),
                    np.full(count, number, np.int32),
                    np.array(words[number], np.int32),
                    np.ones(count, bool),
                )
            )
        crossing.link(threads=1)
        return list(crossing.groups(most=8))


class TestCrossing:
    @pytest.mark.parametrize("memory", [0, 1 << 20])
    def test_three_marks_near_each_other_in_both_are_compared(self, memory: int) -> None:
        """The later document comes after the earlier one, from memory as from disk."""
        assert _groups("AB", [[5, 9, 20], [105, 109, 120]], memory=memory) == [[0, 1]]

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [
            pytest.param([5, 9, 20], [105, 109], id="two"),
            pytest.param([5, 9, 60], [105, 109, 160], id="one of three far from the others"),
            pytest.param([5, 9, 20], [105, 109, 127], id="one of three moved on by seven words"),
        ],
    )
    def test_less_is_chance(self, earlier: list[int], later: list[int]) -> None:
        """Fewer than three, or not all as near and as far from each other, are not compared."""
        assert _groups("AB", [earlier, later]) == []

    def test_documents_of_one_family_are_not_compared(self) -> None:
        """They have been, with the others of their family."""
        assert _groups("AA", [[5, 9, 20]] * 2) == []

    def test_a_family_that_had_it_first_is_compared_with_the_next_that_had_it(self) -> None:
        """Who has what another family has had since is compared with that, not with its own."""
        assert _groups("ABA", [[5, 9, 20]] * 3) == [[0, 1], [1, 2]]

    @pytest.mark.parametrize(("families", "compared"), [("ABCD", 3), ("ABCDE", 0)])
    def test_what_many_families_have_links_none(self, families: str, compared: int) -> None:
        """Up to four families, each is compared with the first; a fifth makes it common."""
        found = _groups(families, [[5, 9, 20]] * len(families))

        assert found == [[0, later] for later in range(1, compared + 1)]
