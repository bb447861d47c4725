"""QAO04: audits that speak of timescales and not of the child's experience."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "QAO04"
LATE = "Complete the overdue review within timescales."
LIFE = "Ask her what the move was like for her."


def found(*descriptions: str, settings: Any = None, **named: Any) -> Found:
    item = {
        "audit_id": "Q1",
        "date": "2026-02-03",
        "grade": "good",
        "actions": [{"description": text} for text in descriptions],
        **named.pop("audit", {}),
    }
    return audit_one(CODE, record(audits=[item], **named), settings=settings)


class TestComplianceAndQuality:
    @pytest.mark.parametrize(
        ("texts", "outcome"),
        [
            ((LATE,), "not_met"),
            ((LIFE,), "met"),
            ((LATE, LIFE), "met"),
            (("Chase the school.",), "not_applicable"),
            ((), "not_applicable"),
        ],
    )
    def test_what_it_speaks_of_decides(self, texts: tuple[str, ...], outcome: str) -> None:
        """The child's experience is met with timescales or without; neither is not judged."""
        row = found(*texts).only(CODE)
        assert (row["outcome"], row["on"]) == (outcome, "2026-02-03")
        assert row["evidence"][0]["pointer"] == "/audits/0"

    def test_words_are_shown_by_their_place(self) -> None:
        """By pointer and offset, and never the words."""
        row = found(LATE).only(CODE)
        assert [(part["pointer"], part["label"]) for part in row["evidence"]][1:] == [
            ("/audits/0/actions/0/description", "timescales, characters 13 to 20")
        ]
        assert "review" not in str(row)

    @pytest.mark.parametrize("field", ["evidence", "impact"])
    def test_evidence_and_impact_are_read(self, field: str) -> None:
        """What changed for the child often stands there."""
        made = found(audit={"actions": [{"description": LATE, field: "Mira feels safe."}]})
        assert made.outcomes(CODE) == ["met"]

    @pytest.mark.parametrize(("day", "outcome"), [("2026-02-03", "met"), ("2026-02-04", "not_met")])
    def test_a_document_of_the_audit_is_read(self, day: str, outcome: str) -> None:
        """One of type audit, of its day."""
        document = {
            "type": "audit",
            "date": day,
            "sections": [{"heading": "Findings", "text": LIFE}],
        }
        assert found(LATE, documents=[document]).outcomes(CODE) == [outcome]

    def test_parts_of_words_do_not_count(self) -> None:
        """As "late" in "later" and in "translated"."""
        assert found("The letter was translated later.").outcomes(CODE) == ["not_applicable"]

    def test_the_words_are_settings(self) -> None:
        """A council may say it otherwise."""
        made = found(LATE, settings={CODE: {"experience": ["review"]}})
        assert made.outcomes(CODE) == ["met"]

    def test_an_audit_without_its_words(self) -> None:
        """Not exported: cannot tell."""
        assert found(audit={"actions": None}).outcomes(CODE) == ["cannot_tell"]

    def test_every_audit_is_an_occasion(self) -> None:
        """Each for itself."""
        made = record(
            audits=[
                {"date": "2026-02-03", "actions": [{"description": LATE}]},
                {"date": "2026-05-03", "actions": [{"description": LIFE}]},
            ]
        )
        assert audit_one(CODE, made).outcomes(CODE) == ["not_met", "met"]

    def test_none_and_not_exported(self) -> None:
        """Not applicable, and cannot tell."""
        assert audit_one(CODE, record(audits=[])).outcomes(CODE) == ["not_applicable"]
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]
