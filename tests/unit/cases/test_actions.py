"""What makes an action specific, and what says nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qaudit.cases.actions import (
    DUE_DATE,
    EVIDENCE,
    IMPACT,
    OUTCOME_OR_MEASURE,
    OWNER,
    Specificity,
    names_somebody,
    sameness,
    specificity,
)
from qaudit.cases.model import AuditAction, PlanAction, SupervisionAction
from qaudit.cases.said import says_something

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("her aunt", True),
        ("none of his friends", True),
        ("0", True),
        (None, False),
        ("", False),
        (" \n", False),
        ("--", False),
        ("N/A", False),
        ("n.a.", False),
        ("TBC", False),
        ("To be confirmed.", False),
        ("Not recorded", False),
    ],
)
def test_says_something(text: str | None, says: bool) -> None:
    """A text says something unless it is missing, blank or a filler."""
    assert says_something(text) is says


@pytest.mark.parametrize(
    ("owner", "somebody"),
    [
        ("W-12", True),
        ("social worker", True),
        ("the carer and all", True),
        ("school nurse", True),
        ("all", False),
        ("The professional network", False),
        ("all agencies involved", False),
        ("tbc", False),
        (None, False),
    ],
)
def test_names_somebody(owner: str | None, somebody: bool) -> None:
    """A person or a role can be asked, nobody in particular cannot."""
    assert names_somebody(owner) is somebody


class TestSpecificity:
    def test_of_a_plan(self) -> None:
        """A plan's action wants an owner, a date, and an outcome or a measure."""
        parts = (OWNER, DUE_DATE, OUTCOME_OR_MEASURE)
        named: dict[str, Any] = {"owner": "W-12", "due_date": date(2026, 3, 27)}
        whole = PlanAction(pointer="/x", measure="reads daily", **named)
        assert specificity(whole, parts, NOTHING) == Specificity((), ())
        bare = PlanAction(pointer="/x", outcome="tbc")
        assert specificity(bare, parts, NOTHING) == Specificity(
            ("owner", "due date", "outcome or measure"), ()
        )

    def test_what_the_system_cannot_give(self) -> None:
        """What the system cannot give is unknown; where either field will do, one is enough."""
        bare = PlanAction(pointer="/x")
        found = specificity(bare, (OWNER, OUTCOME_OR_MEASURE), frozenset({"measure"}))
        assert found == Specificity(("owner",), ("outcome or measure",))

    def test_of_others(self) -> None:
        """Actions of supervision and audits are asked for the parts that they have."""
        supervised = SupervisionAction(pointer="/x", owner="all", due_date=date(2026, 3, 27))
        assert specificity(supervised, (OWNER, DUE_DATE), NOTHING).missing == ("owner",)
        audited = AuditAction(pointer="/x", evidence="minutes", impact="n/a")
        assert specificity(audited, (EVIDENCE, IMPACT), NOTHING).missing == ("impact",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("See his brother.", "A1"), ("see his brother", "A7"), True),
        (("See his brother", "A1"), ("Join the library", "A1"), False),
        ((None, "A1"), ("", "A1"), True),
        ((None, "A1"), (None, "A2"), False),
    ],
)
def test_sameness(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], same: bool
) -> None:
    """Two records of an action are the same by their words, else by their id."""
    assert (sameness(*one) == sameness(*other)) is same
    assert sameness(None, None) is None
