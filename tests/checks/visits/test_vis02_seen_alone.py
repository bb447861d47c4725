"""VIS02: every edge of the standard, and every ruling by name."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "VIS02"
Json = dict[str, Any]


def found(*visits: Json, as_at: str | None = None, **named: Any) -> Found:
    standing: Json = {"care_periods": [{"start_date": "2020-01-06"}], **named}
    return audit_one(CODE, record(visits=list(visits), **standing), as_at=as_at)


def visit(**named: Any) -> Json:
    """A visit to a boy of 11, who was seen but not alone, unless said otherwise."""
    made = {"type": "child_in_care", "date": "2026-01-09", "successful": True}
    return {**made, "seen": True, "seen_alone": False, **named}


class TestAlone:
    def test_seen_alone(self) -> None:
        """A child seen alone meets the standard."""
        row = found(visit(seen_alone=True)).only(CODE)
        assert (row["outcome"], row["on"], row["done"]) == ("met", "2026-01-09", "2026-01-09")
        assert row["evidence"][0]["pointer"] == "/visits/0"

    def test_not_alone_with_a_reason(self) -> None:
        """A recorded reason meets it too."""
        row = found(visit(not_alone_reason="He asked his carer to stay")).only(CODE)
        assert (row["outcome"], row["done"]) == ("met", None)
        assert "carer" not in row["message"]

    @pytest.mark.parametrize("reason", [None, "", "   ", "n/a", "N/A.", "None", "not applicable"])
    def test_a_reason_of_blanks_or_not_applicable(self, reason: str | None) -> None:
        """It is no reason."""
        assert found(visit(not_alone_reason=reason)).outcomes(CODE) == ["not_met"]

    def test_seen_alone_missing_on_a_successful_visit(self) -> None:
        """What is not recorded is not "not alone"."""
        assert found(visit(seen_alone=None)).outcomes(CODE) == ["cannot_tell"]

    def test_reasons_not_exported(self) -> None:
        """Where the system cannot give reasons, not alone cannot be judged."""
        coverage = {"visits": {"without": ["not_alone_reason"]}}
        assert found(visit(), coverage=coverage).outcomes(CODE) == ["cannot_tell"]

    def test_each_visit_is_judged_for_itself(self) -> None:
        """Three visits, three observations."""
        visits = [visit(), visit(date="2026-02-02", seen_alone=True), visit(date="2026-03-02")]
        assert found(*visits).outcomes(CODE) == ["not_met", "met", "not_met"]


class TestWhichVisits:
    @pytest.mark.parametrize("named", [{"successful": False}, {"seen": False}, {"date": None}])
    def test_a_visit_that_failed_or_at_which_the_child_was_not_seen(self, named: Json) -> None:
        """There is no observation of it."""
        result = found(visit(**named))
        assert result.of(CODE) == []
        assert result.outcomes(CODE) == ["not_applicable"]

    def test_whether_the_child_was_seen_is_unclear(self) -> None:
        """A visit of which nothing is known cannot be judged."""
        row = visit(successful=None, seen=None)
        assert found(row).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize(
        "kind", ["iro", "private_fostering", "child_protection", "child_in_need"]
    )
    def test_other_types(self, kind: str) -> None:
        """Regulation 29 is about visits to a child in care."""
        assert found(visit(type=kind)).outcomes(CODE) == ["not_applicable"]

    def test_a_duty_visit(self) -> None:
        """It counts while the child is in care, and not before."""
        assert found(visit(type="duty")).outcomes(CODE) == ["not_met"]
        before = [{"start_date": "2026-01-10"}]
        assert found(visit(type="duty"), care_periods=before).outcomes(CODE) == ["not_applicable"]

    def test_visits_not_exported(self) -> None:
        """Without visits it cannot tell."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]

    def test_visits_not_complete(self) -> None:
        """An export with holes in it, and no visit: it cannot tell."""
        assert found(coverage={"visits": {"complete": False}}).outcomes(CODE) == ["cannot_tell"]


class TestAgeAndUnderstanding:
    @pytest.mark.parametrize(
        ("born", "outcome"), [("2022-01-09", "not_met"), ("2022-01-10", "not_applicable")]
    )
    def test_age_on_the_day_of_the_visit_and_on_the_birthday_the_new_age(
        self, born: str, outcome: str
    ) -> None:
        """A child who turned four on the day of the visit is four."""
        assert found(visit(), child={"date_of_birth": born}).outcomes(CODE) == [outcome]

    @pytest.mark.parametrize(
        ("born", "understanding", "outcome"),
        [("2015-06-01", "limited", "not_applicable"), ("2022-06-01", "sufficient", "not_met")],
    )
    def test_the_field_decides_over_the_age(
        self, born: str, understanding: str, outcome: str
    ) -> None:
        """Limited at ten is not applicable, sufficient at three is applicable."""
        child = {"date_of_birth": born, "understanding": understanding}
        row = found(visit(), child=child).only(CODE)
        assert row["outcome"] == outcome

    def test_date_of_birth_not_recorded(self) -> None:
        """Not alone without a reason cannot be judged then; seen alone can."""
        assert found(visit(), child={}).outcomes(CODE) == ["cannot_tell"]
        assert found(visit(seen_alone=True), child={}).outcomes(CODE) == ["met"]

    def test_the_age_is_a_setting(self) -> None:
        """A council may take another age."""
        made = record(visits=[visit()], child={"date_of_birth": "2020-06-01"})
        found = audit_one(CODE, made, settings={CODE: {"from_age": 6}})
        assert found.outcomes(CODE) == ["not_applicable"]
