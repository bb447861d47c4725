"""How a letter speaks of a standard."""

from __future__ import annotations

import pytest

from qaudit.checking.wording import Wording, of_one
from support import host

HELD = Wording(counted="reviews", met="are held in time", effect="plans are not looked at")


def test_how_often_not_comes_after_the_verb() -> None:
    """Negated, a predicate stays English."""
    assert HELD.negated() == "are not held in time"
    assert HELD.negated("not routinely") == "are not routinely held in time"


def test_a_negation_of_its_own_is_used_where_not_alone_would_be() -> None:
    """How often it fails can still be said of what was asked."""
    said = Wording(
        counted="children",
        met="have an assessment",
        not_met="have none",
        effect="nothing is known of them",
    )
    assert said.negated() == "have none"
    assert said.negated("not always") == "do not always have an assessment"


def test_of_one_it_is_said_in_the_singular() -> None:
    """And the rest stays."""
    assert of_one("are held in time") == "is held in time"
    assert of_one("have no assessment") == "has no assessment"
    assert of_one("do not have an assessment") == "does not have an assessment"
    assert of_one("repeat an earlier record") == "repeats an earlier record"


def test_a_predicate_without_a_verb_that_can_be_negated_is_refused() -> None:
    """Its author is told which verbs there are."""
    with pytest.raises(ValueError, match="must begin with are or have"):
        Wording(counted="reviews", met="happen", effect="nothing")


@pytest.mark.parametrize("code", sorted(host().checks))
def test_every_check_can_be_spoken_of(code: str) -> None:
    """In lower case and without a full stop, as a part of a sentence."""
    wording = host().checks[code].wording
    assert wording is not None
    for part in (wording.counted, wording.met, wording.effect):
        assert part[0].islower()
        assert not part.endswith(".")
    assert not wording.not_met.endswith(".")
