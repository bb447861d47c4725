"""QAO05: child, family and practitioner took part in an audit."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "QAO05"
FIELDS = {
    "the child": "child_view",
    "the family": "family_view",
    "the practitioner": "practitioner_involved",
}


def found(child: dict[str, Any] | None = None, **said: Any) -> Found:
    """An audit of 2 March 2026 that says who took part."""
    audit = {"audit_id": "Q1", "date": "2026-03-02", **said}
    known = {"date_of_birth": "2014-05-17"} if child is None else child
    return audit_one(CODE, record(child=known, audits=[audit]))


def of(who: str, seen: Found) -> ObservationRow:
    (row,) = (row for row in seen.of(CODE) if row["evidence"][0].get("note") == who)
    return row


@pytest.mark.parametrize("who", FIELDS)
@pytest.mark.parametrize(
    ("said", "outcome"), [(True, "met"), (False, "not_met"), (None, "cannot_tell")]
)
def test_each_voice_by_itself(who: str, said: bool | None, outcome: str) -> None:
    """Heard is met, not heard is not, and what is not recorded is not known."""
    others: dict[str, Any] = dict.fromkeys(FIELDS.values(), True)
    seen = found(**(others | {FIELDS[who]: said}))
    row = of(who, seen)
    assert (row["outcome"], row["on"]) == (outcome, "2026-03-02")
    assert row["evidence"][0]["pointer"] == "/audits/0"
    assert [of(other, seen)["outcome"] for other in FIELDS if other != who] == ["met", "met"]
    assert (row["force"], row["axis"]) == ("local", "quality")


def test_what_it_says() -> None:
    """The message names who was not part of it."""
    seen = found(child_view=False, family_view=None, practitioner_involved=False)
    assert {who: of(who, seen)["message"] for who in FIELDS} == {
        "the child": "the child was not heard",
        "the family": "whether the family was heard is not recorded",
        "the practitioner": "the practitioner was not involved",
    }


@pytest.mark.parametrize(
    ("child", "outcome"),
    [
        ({"date_of_birth": "2022-03-03"}, "not_applicable"),
        ({"date_of_birth": "2022-03-02"}, "not_met"),
        ({"date_of_birth": "2014-05-17", "understanding": "limited"}, "not_applicable"),
        ({"date_of_birth": "2023-05-17", "understanding": "sufficient"}, "not_met"),
        ({}, "not_met"),
    ],
)
def test_a_child_too_young(child: dict[str, Any], outcome: str) -> None:
    """Under 4 on the day, or of limited understanding, no view is expected."""
    seen = found(child, child_view=False, family_view=False)
    assert of("the child", seen)["outcome"] == outcome
    assert of("the family", seen)["outcome"] == "not_met"


def test_a_young_child_who_was_heard() -> None:
    """What was done counts, though it was not expected."""
    seen = found({"date_of_birth": "2023-05-17"}, child_view=True)
    assert of("the child", seen)["outcome"] == "met"


def test_a_child_who_arrived_alone() -> None:
    """There is no family to ask; the child is asked all the same."""
    alone = {"date_of_birth": "2010-05-17", "uasc": True}
    seen = found(alone, child_view=False, family_view=False)
    assert of("the family", seen)["outcome"] == "not_applicable"
    assert of("the child", seen)["outcome"] == "not_met"


def test_an_audit_without_a_date() -> None:
    """It is judged as on the last day known."""
    assert of("the child", found(date=None, child_view=False))["on"] == "2026-09-30"


@pytest.mark.parametrize(
    ("named", "outcome"),
    [
        ({}, "cannot_tell"),
        ({"audits": []}, "not_applicable"),
        ({"audits": [], "coverage": {"audits": {"complete": False}}}, "cannot_tell"),
    ],
)
def test_nothing_there(named: dict[str, Any], outcome: str) -> None:
    """Not exported, or not all of them, is not the same as never audited."""
    assert audit_one(CODE, record(**named)).outcomes(CODE) == [outcome]
