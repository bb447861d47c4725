"""SUP04: permanence is spoken of in at least every second supervision."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "SUP04"
IN_CARE: dict[str, Any] = {"care_periods": [{"start_date": "2025-01-06"}]}
DAYS = ("2026-01-05", "2026-02-16", "2026-03-30", "2026-05-11")
SILENT = "School is going well and the dentist was seen."
SPOKEN = "Ben asked about adoption."


def supervision(day: str, text: str | None, **named: Any) -> dict[str, Any]:
    sections = None if text is None else [{"heading": "Discussion", "text": text, **named}]
    return {"date": day, "sections": sections}


def found(*texts: str | None, settings: Any = None, **named: Any) -> Found:
    """What is found of supervisions with these texts, six weeks apart."""
    supervisions = [supervision(day, text) for day, text in zip(DAYS, texts, strict=False)]
    made = record(**{"supervisions": supervisions, **IN_CARE, **named})
    return audit_one(CODE, made, settings=settings)


def pair(**named: Any) -> ObservationRow:
    return found(SILENT, SILENT, **named).only(CODE)


class TestEverySecond:
    @pytest.mark.parametrize(
        ("texts", "outcomes"),
        [
            ((SPOKEN, SILENT), ["met"]),
            ((SILENT, SPOKEN), ["met"]),
            ((SILENT, SILENT), ["not_met"]),
            ((SPOKEN, SILENT, SILENT, SPOKEN), ["met", "not_met", "met"]),
            ((SILENT, SPOKEN, SILENT, SPOKEN), ["met", "met", "met"]),
        ],
    )
    def test_each_two_in_a_row(self, texts: tuple[str, ...], outcomes: list[str]) -> None:
        """One observation for each supervision that has one before it."""
        assert found(*texts).outcomes(CODE) == outcomes

    def test_it_names_the_words_by_their_place(self) -> None:
        """By pointer and offset, and never the words."""
        row = found(SILENT, SPOKEN).only(CODE)
        assert row["on"] == "2026-02-16"
        assert [(part["pointer"], part["label"]) for part in row["evidence"]][2:] == [
            ("/supervisions/1/sections/0/text", "permanence, characters 16 to 24")
        ]
        assert "Ben" not in str(row)

    def test_the_number_is_a_setting(self) -> None:
        """Every third."""
        made = found(SILENT, SILENT, SPOKEN, settings={CODE: {"every": 3}})
        assert made.outcomes(CODE) == ["met"]

    def test_the_words_are_a_setting(self) -> None:
        """A council may say it otherwise."""
        made = found(SILENT, SILENT, settings={CODE: {"speaks_of_it": ["dentist"]}})
        assert made.outcomes(CODE) == ["met"]

    @pytest.mark.parametrize(
        ("text", "outcome"),
        [
            ("PERMANENCE planning", "met"),
            ("the adopter's letter", "met"),
            ("A match was found", "met"),
            ("Handover to a permanent worker", "not_met"),
            ("Dates match ours", "not_met"),
            ("unadopted roads", "not_met"),
        ],
    )
    def test_whole_words(self, text: str, outcome: str) -> None:
        """Capitals do not count, and a part of another word is not the word."""
        assert found(SILENT, text).outcomes(CODE) == [outcome]

    def test_actions_count(self) -> None:
        """What is to be done about it is said of it."""
        with_action = {
            **supervision(DAYS[1], SILENT),
            "actions": [{"description": "Begin family finding"}],
        }
        row = pair(supervisions=[supervision(DAYS[0], SILENT), with_action])
        assert row["outcome"] == "met"
        assert row["evidence"][2]["pointer"] == "/supervisions/1/actions/0/description"

    def test_text_carried_forward_was_not_said_that_day(self) -> None:
        """Kept on purpose, it is not asked again."""
        kept = supervision(DAYS[1], SPOKEN, carried_forward=True)
        assert pair(supervisions=[supervision(DAYS[0], SILENT), kept])["outcome"] == "not_met"

    def test_two_records_of_one_date_are_one(self) -> None:
        """There is no second supervision."""
        two = [supervision(DAYS[0], SILENT), supervision(DAYS[0], SILENT)]
        assert found(supervisions=two).outcomes(CODE) == ["not_applicable"]


class TestUnachievedPermanence:
    @pytest.mark.parametrize(
        ("ratified", "outcome"), [("2026-02-16", "not_applicable"), ("2026-02-17", "not_met")]
    )
    def test_up_to_the_day_a_match_is_ratified(self, ratified: str, outcome: str) -> None:
        """From that day on permanence is achieved."""
        placed = [
            {
                "start_date": "2025-01-06",
                "start_reason": "S",
                "long_term_match": {"ratified_date": ratified},
            }
        ]
        assert found(SILENT, SILENT, placements=placed).outcomes(CODE) == [outcome]

    @pytest.mark.parametrize(
        ("left", "outcome"), [("2026-02-16", "not_applicable"), ("2026-02-17", "not_met")]
    )
    def test_while_in_care(self, left: str, outcome: str) -> None:
        """On the day of leaving the child is not in care."""
        care = [{"start_date": "2025-01-06", "end_date": left}]
        assert found(SILENT, SILENT, care_periods=care).outcomes(CODE) == [outcome]


class TestUnknown:
    def test_a_record_without_its_text_cannot_be_told(self) -> None:
        """Text that was not exported is not silence; what is seen is met."""
        assert found(None, SILENT).outcomes(CODE) == ["cannot_tell"]
        assert found(None, SPOKEN).outcomes(CODE) == ["met"]

    def test_an_export_that_is_not_complete_cannot_be_told(self) -> None:
        """One between the two may have spoken of it."""
        assert pair(coverage={"supervisions": {"complete": False}})["outcome"] == "cannot_tell"


class TestNothingToJudge:
    def test_not_in_care(self) -> None:
        """Not applicable."""
        assert found(SILENT, SILENT, care_periods=[]).outcomes(CODE) == ["not_applicable"]

    def test_supervisions_not_exported(self) -> None:
        """Cannot tell."""
        assert audit_one(CODE, record(**IN_CARE)).outcomes(CODE) == ["cannot_tell"]

    def test_care_not_exported(self) -> None:
        """Whether the child is in care is not known."""
        made = record(supervisions=[supervision(DAYS[0], SILENT)])
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]
