"""Supervisions in the order they were held."""

from __future__ import annotations

from datetime import date

import pytest

from qaudit.cases.case import NotExported
from qaudit.cases.supervising import sittings
from support import case


def test_one_sitting_a_day() -> None:
    """The records of a day are one sitting; those without a date are left out."""
    made = case(
        supervisions=[
            {"supervision_id": "S3", "date": "2026-03-02"},
            {"supervision_id": "S1", "date": "2026-01-05"},
            {"supervision_id": "S0"},
            {"supervision_id": "S2", "date": "2026-03-02"},
        ]
    )
    assert [(day, [one.supervision_id for one in held]) for day, held in sittings(made)] == [
        (date(2026, 1, 5), ["S1"]),
        (date(2026, 3, 2), ["S3", "S2"]),
    ]


def test_not_exported() -> None:
    """Supervisions that were not exported are not none."""
    with pytest.raises(NotExported):
        sittings(case())
