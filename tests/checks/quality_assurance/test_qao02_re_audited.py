"""QAO02: a file that was not good enough is audited again.

The audit is of 2 March 2026, and is due again by 2 June.
"""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, record

CODE = "QAO02"
HELD = "2026-03-02"


def audited(
    day: str | None = HELD, grade: str | None = "inadequate", **named: Any
) -> dict[str, Any]:
    return {"date": day, "grade": grade, **named}


def again(day: str | None, **named: Any) -> dict[str, Any]:
    """A later audit, which found practice good."""
    return audited(day, "good", **named)


def found(*audits: dict[str, Any], as_at: str | None = None, **named: Any) -> Found:
    made = record(**{"audits": list(audits) or [audited()], **named})
    return audit_one(CODE, made, as_at=as_at)


class TestThreeMonths:
    @pytest.mark.parametrize(
        ("day", "outcome", "late"), [("2026-06-02", "met", None), ("2026-06-03", "not_met", 1)]
    )
    def test_audited_again(self, day: str, outcome: str, late: int | None) -> None:
        """Met on the last day of the three months, not met on the day after."""
        row = found(audited(), again(day)).only(CODE)
        assert (row["outcome"], row["due"], row["done"]) == (outcome, "2026-06-02", day)
        assert (row["days_late"], row["on"]) == (late, HELD)
        assert [one["pointer"] for one in row["evidence"]] == ["/audits/0", "/audits/1"]
        assert (row["force"], row["axis"]) == ("local", "compliance")

    def test_never(self) -> None:
        """Late to the last day known."""
        row = found().only(CODE)
        assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", None, 120)

    def test_due_on_the_audit_date(self) -> None:
        """The last day is still open."""
        assert found(as_at="2026-06-02").outcomes(CODE) == ["not_due"]
        assert found(as_at="2026-06-03").only(CODE)["days_late"] == 1

    def test_on_the_same_day(self) -> None:
        """Another audit of the day is none again."""
        assert found(audited(), again(HELD)).only(CODE)["outcome"] == "not_met"

    def test_an_audit_before(self) -> None:
        """Is none again."""
        assert found(again("2026-02-02"), audited()).only(CODE)["outcome"] == "not_met"

    def test_settings(self) -> None:
        """The time is a setting."""
        made = record(audits=[audited(), again("2026-06-03")])
        result = audit_one(CODE, made, settings={CODE: {"again": "14 weeks"}})
        assert result.only(CODE)["outcome"] == "met"


class TestGrade:
    @pytest.mark.parametrize(
        ("grade", "moderated", "outcome"),
        [
            ("inadequate", None, "not_met"),
            ("requires_improvement", None, "not_met"),
            ("good", None, "not_applicable"),
            ("outstanding", None, "not_applicable"),
            ("good", "requires_improvement", "not_met"),
            ("inadequate", "good", "not_applicable"),
            (None, "inadequate", "not_met"),
            (None, None, "cannot_tell"),
        ],
    )
    def test_decides(self, grade: str | None, moderated: str | None, outcome: str) -> None:
        """Not good enough is audited again; the moderator's grade goes first."""
        result = found(audited(grade=grade, moderated_grade=moderated))
        assert result.outcomes(CODE) == [outcome]

    def test_a_re_audit_that_finds_the_same(self) -> None:
        """Is itself audited again."""
        chain = [
            audited(audit_id="Q1"),
            audited("2026-05-04", "requires_improvement", audit_id="Q2", re_audit_of="Q1"),
        ]
        result = found(*chain)
        assert [(row["outcome"], row["due"]) for row in result.of(CODE)] == [
            ("met", "2026-06-02"),
            ("not_met", "2026-08-04"),
        ]

    def test_audits_of_one_day(self) -> None:
        """Are counted once, and that is said."""
        result = found(audited(), audited(grade="requires_improvement"))
        assert result.only(CODE)["evidence"][0]["pointer"] == "/audits/0"
        (note,) = result.result.notes
        assert note["evidence"][0]["pointer"] == "/audits/1"

    def test_of_one_day_one_has_no_grade(self) -> None:
        """It does not hide the other."""
        result = found(audited(grade=None), audited(grade="requires_improvement"))
        assert result.outcomes(CODE) == ["cannot_tell", "not_met"]


class TestReAudits:
    def test_the_one_that_says_so_counts(self) -> None:
        """Another audit in between does not stand for it."""
        result = found(
            audited(audit_id="Q1"), again("2026-04-07"), again("2026-06-08", re_audit_of="Q1")
        )
        row = result.only(CODE)
        assert (row["outcome"], row["done"], row["days_late"]) == ("not_met", "2026-06-08", 6)
        assert row["evidence"][1]["pointer"] == "/audits/2"

    def test_any_later_audit_where_none_says_so(self) -> None:
        """Also one that says it was of an audit before."""
        row = found(audited(audit_id="Q1"), again("2026-04-07", re_audit_of="Q0")).only(CODE)
        assert (row["outcome"], row["done"]) == ("met", "2026-04-07")

    def test_of_an_audit_without_an_id(self) -> None:
        """Any later one counts; the first of them."""
        row = found(audited(), again("2026-05-11"), again("2026-04-07")).only(CODE)
        assert (row["outcome"], row["done"]) == ("met", "2026-04-07")
        row = found(audited(), again("2026-05-11"), again("2026-04-07", re_audit_of="Q0")).only(
            CODE
        )
        assert row["done"] == "2026-04-07"

    @pytest.mark.parametrize("day", ["2026-02-03", HELD])
    def test_dated_no_later_than_the_audit(self, day: str) -> None:
        """A fault in the record."""
        result = found(audited(audit_id="Q1"), again(day, re_audit_of="Q1"))
        assert result.only(CODE)["outcome"] == "cannot_tell"

    def test_undated(self) -> None:
        """When it was is not recorded, so that it cannot be told."""
        assert found(audited(), again(None)).only(CODE)["outcome"] == "cannot_tell"
        in_time = found(audited(), again(None), again("2026-06-02"))
        assert in_time.only(CODE)["outcome"] == "met"
        late = found(audited(audit_id="Q1"), again(None), again("2026-06-03", re_audit_of="Q1"))
        assert late.only(CODE)["outcome"] == "not_met"

    def test_dated_after_the_audit_date(self) -> None:
        """Does not count."""
        assert found(audited(), again("2026-05-11"), as_at="2026-05-04").outcomes(CODE) == [
            "not_due"
        ]


class TestClosedCases:
    @pytest.mark.parametrize(
        ("left", "outcome"), [("2026-06-02", "not_applicable"), ("2026-06-03", "not_met")]
    )
    def test_closed_before_it_was_due(self, left: str, outcome: str) -> None:
        """Then the standard does not apply; a case open on that day is judged."""
        worker = {"role": "social_worker", "start_date": "2025-01-06", "end_date": left}
        assert found(involvements=[worker]).outcomes(CODE) == [outcome]
        in_time = found(audited(), again("2026-06-02"), involvements=[worker])
        assert in_time.outcomes(CODE) == ["met"]

    def test_closed_before_the_audit(self) -> None:
        """Who audits a closed file can audit it again."""
        worker = {"role": "social_worker", "start_date": "2025-01-06", "end_date": "2026-02-02"}
        assert found(involvements=[worker]).outcomes(CODE) == ["not_met"]

    def test_whether_it_closed_is_not_exported(self) -> None:
        """It is judged: a child who left care may be a child in need."""
        care = [{"start_date": "2025-01-06", "end_date": "2026-05-04"}]
        assert found(care_periods=care).outcomes(CODE) == ["not_met"]
        assert found(care_periods=care, involvements=[]).outcomes(CODE) == ["not_applicable"]


class TestUnknown:
    def test_an_undated_audit(self) -> None:
        """Cannot be placed in time."""
        assert found(audited(None)).outcomes(CODE) == ["cannot_tell"]

    def test_incomplete(self) -> None:
        """An export that is not complete shows what is in time and no miss."""
        coverage = {"audits": {"complete": False}}
        assert found(coverage=coverage).outcomes(CODE) == ["cannot_tell"]
        in_time = found(audited(), again("2026-06-02"), coverage=coverage)
        assert in_time.outcomes(CODE) == ["met"]

    def test_record_ends_before_the_audit(self) -> None:
        """A time that was over between the two cannot be told."""
        result = found(exported_on="2026-06-01", as_at="2026-06-10")
        assert result.outcomes(CODE) == ["cannot_tell"]

    def test_beyond_the_known_bank_holidays(self) -> None:
        """Working days, if a council sets them, are not counted where they are not known."""
        made = record(exported_on="2029-06-01", audits=[audited("2028-12-20")])
        result = audit_one(CODE, made, settings={CODE: {"again": "60 working days"}})
        assert result.outcomes(CODE) == ["cannot_tell"]

    def test_none_and_not_exported(self) -> None:
        """Not applicable, and cannot tell; so where audits are known from a date."""
        assert found(audits=[]).outcomes(CODE) == ["not_applicable"]
        assert found(audits=None).outcomes(CODE) == ["cannot_tell"]
        narrowed = found(audits=[], coverage={"audits": {"from": "2026-01-01"}})
        assert narrowed.outcomes(CODE) == ["cannot_tell"]
