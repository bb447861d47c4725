"""PER06: which return to care is one, and what the closing assessment has of the child."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "PER06"


def periods(ended: str = "2025-11-26", back: str = "2026-06-03") -> list[dict[str, Any]]:
    return [{"start_date": "2025-01-06", "end_date": ended}, {"start_date": back}]


def assessment(authorised: str = "2025-11-20", *headings: str, **named: Any) -> dict[str, Any]:
    sections = [{"heading": one, "text": "He wants to go home."} for one in headings]
    return {
        "type": "child_in_care",
        "authorised_date": authorised,
        "sections": sections,
        **named,
    }


def found(*assessments: dict[str, Any], settings: Any = None, **named: Any) -> Found:
    made = record(assessments=list(assessments), **{"care_periods": periods(), **named})
    return audit_one(CODE, made, settings=settings)


class TestReturn:
    @pytest.mark.parametrize(
        ("ended", "outcome"),
        [("2024-06-03", "met"), ("2024-06-02", "not_applicable"), ("2026-06-02", "met")],
    )
    def test_within_24_months(self, ended: str, outcome: str) -> None:
        """A second period of care within 24 months of the first is a return."""
        care = [{"start_date": "2023-01-06", "end_date": ended}, {"start_date": "2026-06-03"}]
        made = assessment("2024-06-01" if ended < "2025" else "2026-05-20", "Wishes")
        assert found(made, care_periods=care).outcomes(CODE) == [outcome]

    def test_always_pointed_out(self) -> None:
        """A return is pointed out, whatever came of the assessment, with how long it was."""
        for made in (assessment("2025-11-20", "Wishes"), assessment("2025-11-20")):
            (note,) = found(made).result.notes
            assert note["message"] == "back in care after 189 days"
            assert [one["pointer"] for one in note["evidence"]] == [
                "/care_periods/1",
                "/care_periods/0",
            ]

    def test_break_in_the_recording(self) -> None:
        """Two periods with no day between them are one."""
        result = found(care_periods=periods(back="2025-11-26"))
        assert result.outcomes(CODE) == ["not_applicable"]

    def test_each_return(self) -> None:
        """A child who comes back twice came back twice."""
        third = [
            *periods()[:1],
            {"start_date": "2026-02-02", "end_date": "2026-03-02"},
            {"start_date": "2026-06-03"},
        ]
        result = found(assessment("2025-11-20", "Views"), care_periods=third)
        assert result.outcomes(CODE) == ["met", "met"]

    def test_never_in_care(self) -> None:
        """A child never or once in care did not come back."""
        for made in ([], periods()[:1]):
            assert found(care_periods=made).outcomes(CODE) == ["not_applicable"]

    def test_setting(self) -> None:
        """How long a return counts as one is a setting."""
        settings = {CODE: {"returned": "6 months"}}
        assert found(settings=settings).outcomes(CODE) == ["not_applicable"]


class TestAccount:
    @pytest.mark.parametrize(
        ("heading", "outcome"),
        [
            ("Wishes and feelings", "met"),
            ("The child's VIEWS", "met"),
            ("Voice of the child", "met"),
            ("Lived experience", "met"),
            ("Analysis", "not_met"),
            ("Reviews", "not_met"),
        ],
    )
    def test_headings(self, heading: str, outcome: str) -> None:
        """The heading says whose account a section is, by a whole word of it."""
        row = found(assessment("2025-11-20", "Family", heading)).only(CODE)
        assert (row["outcome"], row["force"], row["on"]) == (outcome, "heuristic", "2026-06-03")
        assert row["facts"] == {"days_between": 189}

    def test_the_word_is_shown(self) -> None:
        """The word that says so is named with its section and its place in the heading."""
        row = found(assessment("2025-11-20", "The child's views")).only(CODE)
        shown = row["evidence"][-1]
        assert shown["pointer"] == "/assessments/0/sections/0"
        assert shown["note"] == '"views" in the heading, from character 12'

    @pytest.mark.parametrize("text", ["", "  ", "n/a", None])
    def test_nothing_said(self, text: str | None) -> None:
        """A section that says nothing is none."""
        made = assessment(sections=[{"heading": "Wishes and feelings", "text": text}])
        assert found(made).outcomes(CODE) == ["not_met"]

    def test_setting(self) -> None:
        """The words are a setting."""
        settings = {CODE: {"headings": ["day"]}}
        assert found(assessment("2025-11-20", "A day"), settings=settings).outcomes(CODE) == ["met"]


class TestClosingAssessment:
    @pytest.mark.parametrize(
        ("day", "outcome"),
        [
            ("2025-05-25", "not_met"),
            ("2025-05-26", "met"),
            ("2026-06-02", "met"),
            ("2026-06-03", "not_met"),
        ],
    )
    def test_when(self, day: str, outcome: str) -> None:
        """It was authorised in the six months before care ended, or before the return."""
        assert found(assessment(day, "Wishes")).outcomes(CODE) == [outcome]

    def test_last_before_the_end(self) -> None:
        """The last before care ended goes before one after it."""
        result = found(
            assessment("2026-01-05", "Wishes"), assessment("2025-11-26"), assessment("2025-11-03")
        )
        row = result.only(CODE)
        assert row["outcome"] == "not_met"
        assert row["evidence"][2]["pointer"] == "/assessments/1"

    @pytest.mark.parametrize(
        ("named", "outcome"),
        [
            ({"type": "return_home"}, "met"),
            ({"type": "parenting"}, "not_met"),
            ({"type": "parenting", "covers_child_needs": True}, "met"),
            ({"covers_child_needs": False}, "not_met"),
            ({"authorised_date": None, "start_date": "2025-11-03"}, "not_met"),
        ],
    )
    def test_of_the_childs_needs(self, named: dict[str, Any], outcome: str) -> None:
        """It is an authorised assessment of the child's needs."""
        assert found(assessment("2025-11-20", "Wishes", **named)).outcomes(CODE) == [outcome]


class TestWhatCannotBeSeen:
    def test_not_exported(self) -> None:
        """Without assessments it cannot tell, and still points the return out."""
        result = audit_one(CODE, record(care_periods=periods()))
        assert result.only(CODE)["outcome"] == "cannot_tell"
        assert len(result.result.notes) == 1

    def test_no_sign_of_care(self) -> None:
        """Without periods of care and placements it cannot tell."""
        assert audit_one(CODE, record(assessments=[])).outcomes(CODE) == ["cannot_tell"]

    def test_text_not_recorded(self) -> None:
        """An assessment without its text cannot be told."""
        assert found(assessment(sections=None)).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize(
        ("start", "outcome"), [("2025-05-26", "not_met"), ("2025-05-27", "cannot_tell")]
    )
    def test_assessments_known_from(self, start: str, outcome: str) -> None:
        """None found where not all six months are known cannot be told."""
        assert found(coverage={"assessments": {"from": start}}).outcomes(CODE) == [outcome]

    def test_periods_known_from(self) -> None:
        """Periods of care known only from a day may have begun before."""
        coverage = {"care_periods": {"from": "2024-01-01"}}
        assert found(care_periods=[], coverage=coverage).outcomes(CODE) == ["cannot_tell"]
