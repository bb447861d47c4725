from __future__ import annotations

import os
import stat
from pathlib import Path

import numpy as np
import pytest

from qaudit.textreuse.marks import Marks, MarkStore

_BYTES_A_MARK = 13


def _marks(count: int, seed: int) -> Marks:
    """Marks with many keys twice, numbered on from ``seed * count`` by their words."""
    rng = np.random.default_rng(seed)
    return Marks(
        rng.integers(0, 1 << 32, count // 2, np.uint32).repeat(2)[rng.permutation(count)],
        rng.integers(0, 99, count).astype(np.int32),
        np.arange(seed * count, (seed + 1) * count, dtype=np.int32),
        rng.random(count) < 0.5,
    )


def _rows(marks: Marks) -> list[tuple[int, int, int, bool]]:
    return list(
        zip(
            marks.keys.tolist(),
            marks.documents.tolist(),
            marks.words.tolist(),
            marks.open_to.tolist(),
            strict=True,
        )
    )


class TestMarkStore:
    @pytest.mark.parametrize(
        ("memory", "on_disk"),
        [(0, True), (150 * _BYTES_A_MARK, True), (600 * _BYTES_A_MARK, False)],
    )
    def test_each_key_is_in_one_portion(
        self, memory: int, on_disk: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """All marks come back, those of one key together and in their order, from disk as not."""
        monkeypatch.setattr("qaudit.textreuse.marks._LEAST_ROWS", 100)
        added = [_marks(100, seed) for seed in range(5)]
        with MarkStore(memory, tmp_path) as store:
            for marks in [*added, added[0]]:
                store.add(marks)

            portions = [_rows(portion) for portion in store.portions()]
            assert on_disk == (store._file is not None)

        expected = [row for marks in [*added, added[0]] for row in _rows(marks)]
        assert sorted(expected) == sorted(row for rows in portions for row in rows)
        places: dict[int, int] = {}
        for number, rows in enumerate(portions):
            for key, *_ in rows:
                assert places.setdefault(key, number) == number
        for rows in portions:
            for key in {row[0] for row in rows}:
                assert [row for row in expected if row[0] == key] == [
                    row for row in rows if row[0] == key
                ]
        assert len(portions) > 2
        assert all(len(rows) >= 100 for rows in portions[:-1])

    def test_nothing_added_is_nothing_to_read(self) -> None:
        """Without marks, portions are empty."""
        with MarkStore(0) as store:
            assert sum(map(len, store.portions())) == 0

    @pytest.mark.skipif(os.name != "posix", reason="files have other permissions there")
    def test_nobody_else_can_read_the_file(self, tmp_path: Path) -> None:
        """The file is its owner's alone, has no name to open it by, and is closed at the end."""
        before = os.umask(0)
        try:
            with MarkStore(0, tmp_path) as store:
                store.add(_marks(10, 0))
                file = store._file
                assert file is not None
                status = os.fstat(file.fileno())
                assert (stat.S_IMODE(status.st_mode) & 0o077, status.st_nlink) == (0, 0)
                assert list(tmp_path.iterdir()) == []
        finally:
            os.umask(before)
        assert file.closed
