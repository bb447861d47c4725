"""REV05: every edge of the standard.

The review is held on 4 March 2026; the child is 11 years old unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "REV05"
ALL = ["child", "carer", "social_worker", "parent"]


def found(
    participation: str | None = "PN1",
    attended: list[str] | None = ALL,
    *,
    settings: dict[str, Any] | None = None,
    review: dict[str, Any] | None = None,
    **named: Any,
) -> Found:
    """What is found of one review at which these took part."""
    held = {
        "type": "child_in_care",
        "date": "2026-03-04",
        "participation": participation,
        "attended": attended,
        **(review or {}),
    }
    made = record(reviews=[held], **named)
    return audit_one(CODE, made, settings={CODE: settings} if settings else None)


def of(result: Found, whom: str) -> ObservationRow:
    (row,) = (row for row in result.of(CODE) if row["evidence"][0]["note"] == whom)
    return row


def child(*how: Any, **named: Any) -> ObservationRow:
    return of(found(*how, **named), "the child")


def adults(*attended: str, **named: Any) -> ObservationRow:
    return of(found("PN1", list(attended), **named), "the adults")


def placed(kind: str, start: str = "2025-01-06", end: str | None = None) -> dict[str, Any]:
    return {"placements": [{"start_date": start, "end_date": end, "placement_type": kind}]}


class TestChild:
    @pytest.mark.parametrize("code", ["PN1", "PN2", "PN3", "PN5", "PN6"])
    def test_heard(self, code: str) -> None:
        """A child who took part, or whose view was conveyed, was heard."""
        row = child(code)
        assert (row["outcome"], row["done"], row["on"]) == ("met", "2026-03-04", "2026-03-04")
        assert row["evidence"][0]["pointer"] == "/reviews/0"
        assert (row["force"], row["axis"]) == ("guidance", "quality")

    @pytest.mark.parametrize("code", ["PN4", "PN7"])
    def test_not_heard(self, code: str) -> None:
        """A child who was there and did not contribute, or neither, was not heard."""
        assert (child(code)["outcome"], child(code)["done"]) == ("not_met", None)

    @pytest.mark.parametrize("code", ["PN0", "PN7", None])
    def test_under_four(self, code: str | None) -> None:
        """A child under four is left out, up to the day before the fourth birthday."""
        row = child(code, child={"date_of_birth": "2022-03-05"})
        assert row["outcome"] == "not_applicable"

    def test_fourth_birthday(self) -> None:
        """On the fourth birthday the child is asked."""
        born = {"date_of_birth": "2022-03-04"}
        assert child("PN7", child=born)["outcome"] == "not_met"
        assert child("PN0", child=born)["outcome"] == "cannot_tell"

    def test_under_four_and_heard(self) -> None:
        """A child under four whose view was conveyed was heard all the same."""
        assert child("PN6", child={"date_of_birth": "2023-01-01"})["outcome"] == "met"

    def test_coded_too_young_and_age_unknown(self) -> None:
        """Where the age is not recorded the code decides."""
        assert child("PN0", child={})["outcome"] == "not_applicable"

    def test_youngest_is_a_setting(self) -> None:
        """The age from which children are asked can be set."""
        assert child("PN7", settings={"youngest": 12})["outcome"] == "not_applicable"

    def test_not_recorded(self) -> None:
        """A missing code is unknown."""
        row = child(None)
        assert row["outcome"] == "cannot_tell"
        assert row["message"].startswith("how the child took part is not recorded")


class TestAdults:
    def test_all_there(self) -> None:
        """Carer, social worker and a parent there is met."""
        assert (adults(*ALL)["outcome"], adults(*ALL)["done"]) == ("met", "2026-03-04")

    @pytest.mark.parametrize("role", ["carer", "social_worker", "parent"])
    def test_one_missing(self, role: str) -> None:
        """Without one of them it is not met, and says who."""
        row = adults(*(one for one in ALL if one != role))
        assert (row["outcome"], row["facts"]) == ("not_met", {"missing": role})
        assert row["message"].endswith(f": {role.replace('_', ' ')}")

    @pytest.mark.parametrize("called", ["mother", "Father", "birth parents", "Mum"])
    def test_parents_by_other_names(self, called: str) -> None:
        """Records call a parent by other names."""
        assert adults("carer", "social worker", called)["outcome"] == "met"

    @pytest.mark.parametrize("called", ["former carer", "short break carer", "aunt", "school"])
    def test_somebody_else(self, called: str) -> None:
        """A carer of before, or of weekends, is not the carer."""
        assert adults("social_worker", "parent", called)["facts"] == {"missing": "carer"}

    def test_nobody(self) -> None:
        """An empty list is nobody; a list that is missing is unknown."""
        assert adults()["facts"] == {"missing": "carer, social_worker, parent"}
        assert of(found("PN1", None), "the adults")["outcome"] == "cannot_tell"

    def test_with_a_parent(self) -> None:
        """Where the child lives with a parent that parent is the carer."""
        assert adults("social_worker", "mother", **placed("P1"))["outcome"] == "met"
        assert adults("social_worker", "mother", **placed("U6"))["outcome"] == "not_met"
        before = placed("P1", end="2026-03-03")
        assert adults("social_worker", "mother", **before)["outcome"] == "not_met"

    @pytest.mark.parametrize("kind", ["A3", "A4", "A5", "A6"])
    def test_placed_for_adoption(self, kind: str) -> None:
        """No birth parent is asked for of a child placed for adoption."""
        assert adults("social_worker", "adopters", **placed(kind))["outcome"] == "met"

    @pytest.mark.parametrize(
        ("order", "start", "outcome"),
        [
            ("E1", "2026-03-04", "met"),
            ("E1", "2026-03-05", "not_met"),
            ("D1", "2026-03-04", "met"),
            ("C2", "2026-03-04", "not_met"),
        ],
    )
    def test_placement_order(self, order: str, start: str, outcome: str) -> None:
        """Nor from the day of a placement order."""
        orders = [{"legal_status": order, "start_date": start}]
        assert adults("social_worker", "carer", legal_statuses=orders)["outcome"] == outcome

    def test_arrived_alone(self) -> None:
        """Nor of a child who arrived alone."""
        alone = {"date_of_birth": "2014-05-17", "uasc": True}
        assert adults("social_worker", "carer", child=alone)["outcome"] == "met"

    def test_independent(self) -> None:
        """Who lives independently has no carer."""
        assert adults("social_worker", "parent", **placed("P2"))["outcome"] == "met"

    def test_others_by_a_setting(self) -> None:
        """Who takes part can be set."""
        settings = {"adults": ["school"]}
        assert adults("School", settings=settings)["outcome"] == "met"
        assert adults("carer", settings=settings)["facts"] == {"missing": "school"}


class TestNothingToJudge:
    @pytest.mark.parametrize("other", [{"type": "pathway"}, {"cancelled": True}])
    def test_other_reviews(self, other: dict[str, Any]) -> None:
        """Other reviews, and those not held, are left out."""
        assert found(review=other).outcomes(CODE) == ["not_applicable"]

    def test_not_exported(self) -> None:
        """Without reviews, or with them only from a date and none there, it cannot be told."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]
        made = record(reviews=[], coverage={"reviews": {"from": "2026-01-01"}})
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]
