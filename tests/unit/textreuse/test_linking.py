"""Which occurrences of a sequence are linked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from textreuse_support import prose

from qaudit.textreuse import linking
from qaudit.textreuse.batch import Batch, lay_out
from qaudit.textreuse.grams import sequence_keys
from qaudit.textreuse.linking import Linker
from qaudit.textreuse.tokens import tokenise

_GAP = 20


def _batch(texts: Sequence[str], groups: Sequence[int]) -> Batch:
    """Texts of one part each."""
    tokens, first = tokenise(texts, [_GAP] * len(texts))
    lengths = np.diff(first)
    return lay_out(tokens, lengths, [np.array([length - _GAP]) for length in lengths], groups)


def _links(batch: Batch, size: int = 3) -> list[tuple[int, int]]:
    """Which sequences of three words are linked, by their places in the batch."""
    places = np.flatnonzero(batch.whole(size))
    keys = sequence_keys(batch.tokens.folded, size)[places]
    targets, sources = Linker(batch, 1).linked(keys, places)
    return sorted(zip(targets.tolist(), sources.tolist(), strict=True))


class TestLinked:
    def test_in_pieces_it_is_as_in_one_go(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """However few groups are linked at a time, the links are the same."""
        texts = [f"{prose(40, group)} {prose(9, 50 + n)}" for group in range(6) for n in range(3)]
        batch = _batch(texts, [group for group in range(6) for _ in range(3)])
        at_once = _links(batch)

        for words in (1, 200, 500):
            monkeypatch.setattr("qaudit.textreuse.linking._AT_A_TIME", words)
            assert _links(batch) == at_once

        # Of each group, the second text is linked to the first, the third to both.
        assert len(at_once) == 6 * 3 * 38

    def test_nothing_is_linked_to_another_group(self) -> None:
        """Two groups that have the same text, and by chance the same key, are kept apart."""
        batch = _batch([prose(10, 1), prose(10, 1)], [0, 1])
        keys = np.array([5, (5 - int(linking._GROUP_SALT)) % (1 << 32)], np.uint32)

        assert _links(batch) == []
        targets, _ = Linker(batch, 1).linked(keys, np.array([0, 10 + _GAP]))
        assert len(targets) == 0


class TestAnchors:
    @pytest.mark.parametrize(
        ("later", "sizes"),
        [
            ("moved to live with Bea", [5]),
            ("moved to live with aunts", []),
            ("rode out to meet Bea", []),
        ],
    )
    def test_one_key_by_chance_is_not_enough(self, later: str, sizes: list[int]) -> None:
        """Sequences of one key are anchors only where words agree, or both are names."""
        batch = _batch(["moved to live with Ann", later], [0, 0])

        anchors = Linker(batch, 1).anchors(
            np.array([9, 9], np.uint32), np.array([0, 5 + _GAP]), size=5
        )

        assert anchors.sizes.tolist() == sizes


class TestCuts:
    def test_a_batch_is_cut_between_groups_alone(self) -> None:
        """A piece ends with the first group that makes it long enough, the last with the batch."""
        batch = _batch([prose(10, seed) for seed in range(6)], [0, 0, 1, 2, 2, 3])

        length = 10 + _GAP
        assert batch.cuts(1).tolist() == [0, 2 * length, 3 * length, 5 * length, 6 * length]
        assert batch.cuts(2 * length + 1).tolist() == [0, 3 * length, 6 * length]
        assert batch.cuts(1_000).tolist() == [0, 6 * length]
