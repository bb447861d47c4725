"""The four grades of the letters, and what is none of them."""

from __future__ import annotations

from enum import StrEnum


class Grade(StrEnum):
    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


ORDER = (Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.GOOD, Grade.OUTSTANDING)
"""From worst to best; not enough evidence is none of them."""

RANK = {grade: rank for rank, grade in enumerate(ORDER)}


def worse(one: Grade, other: Grade) -> Grade:
    return min(one, other, key=RANK.__getitem__)


def better(one: Grade, other: Grade) -> Grade:
    return max(one, other, key=RANK.__getitem__)
