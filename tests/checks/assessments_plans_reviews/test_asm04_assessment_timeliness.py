"""ASM04: from the referral to authorisation in 45 working days; overruns have a reason.

The referral came on Thursday 5 March 2026: the 45th working day is Tuesday 12 May, with Good
Friday, Easter Monday and the May bank holiday between.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "ASM04"
REFERRALS = [{"referral_id": "RF1", "received_at": "2026-03-05T10:00:00+00:00"}]


def assessment(authorised: str | None, **named: Any) -> dict[str, Any]:
    return {
        "assessment_id": "A1",
        "type": "child_and_family",
        "referral_id": "RF1",
        "start_date": "2026-03-09",
        "authorised_date": authorised,
        **named,
    }


def found(authorised: str | None, *, as_at: str | None = None, **named: Any) -> Found:
    of_record = {
        name: named.pop(name)
        for name in ("referrals", "oversight", "coverage", "exported_on")
        if name in named
    }
    made = record(
        assessments=[assessment(authorised, **named)], **{"referrals": REFERRALS, **of_record}
    )
    return audit_one(CODE, made, as_at=as_at)


def noted(result: Found, note: str) -> ObservationRow:
    (row,) = (row for row in result.of(CODE) if row["evidence"][0].get("note") == note)
    return row


def time(*args: Any, **named: Any) -> ObservationRow:
    return noted(found(*args, **named), "the time it took")


def reason(*args: Any, **named: Any) -> ObservationRow:
    return noted(found(*args, **named), "the reason for the overrun")


class TestTime:
    @pytest.mark.parametrize(
        ("authorised", "outcome", "late"),
        [
            ("2026-04-01", "met", None),
            ("2026-05-12", "met", None),
            ("2026-05-13", "not_met", 1),
            (None, "not_met", 141),
        ],
    )
    def test_within_45_working_days_of_the_referral(
        self, authorised: str | None, outcome: str, late: int | None
    ) -> None:
        """The day the referral was received is day 0."""
        row = time(authorised)
        assert (row["outcome"], row["due"], row["done"], row["days_late"]) == (
            outcome,
            "2026-05-12",
            authorised,
            late,
        )
        assert [part["pointer"] for part in row["evidence"]] == ["/assessments/0", "/referrals/0"]

    def test_the_last_day_is_still_open(self) -> None:
        """On the 45th working day itself nothing is late."""
        assert time(None, as_at="2026-05-12")["outcome"] == "not_due"
        assert time(None, as_at="2026-05-13")["outcome"] == "not_met"

    def test_authorised_before_the_referral_is_a_fault_in_the_record(self) -> None:
        """Cannot tell, and says so."""
        row = time("2026-03-02", start_date=None)
        assert row["outcome"] == "cannot_tell"
        assert "a fault in the record" in row["message"]

    def test_beyond_the_known_bank_holidays(self) -> None:
        """Cannot tell, saying that the calendar ends."""
        late = [{"referral_id": "RF1", "received_at": "2028-12-20T10:00:00+00:00"}]
        row = time("2029-02-01", referrals=late, exported_on="2029-06-01")
        assert row["outcome"] == "cannot_tell"


class TestReferral:
    @pytest.mark.parametrize(
        ("referrals", "why"),
        [
            (None, "referrals not exported"),
            ([], "the one it names is not in the record"),
            ([{"referral_id": "RF1"}], "its date is not recorded"),
        ],
    )
    def test_one_that_is_not_in_the_record_cannot_be_told(self, referrals: Any, why: str) -> None:
        """In time from its own start is not yet in time from the referral."""
        row = time("2026-04-01", referrals=referrals)
        assert row["outcome"] == "cannot_tell"
        assert row["message"].endswith(why)

    def test_too_long_from_its_own_start_is_too_long(self) -> None:
        """No referral can have come after it."""
        row = time("2026-05-15", referrals=None)
        assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2026-05-14", 1)

    def test_one_that_no_referral_began_has_no_national_time(self) -> None:
        """Where all referrals were exported and it names none: not applicable."""
        assert found("2026-06-30", referral_id=None).outcomes(CODE) == ["not_applicable"]

    def test_other_types_without_a_referral_are_left_out(self) -> None:
        """A child in care is assessed again without one."""
        made = found("2026-06-30", type="child_in_care", referral_id=None, referrals=None)
        assert made.outcomes(CODE) == ["not_applicable"]

    def test_neither_start_nor_referral(self) -> None:
        """There is no day to count from."""
        row = time("2026-05-01", start_date=None, referrals=None)
        assert row["outcome"] == "cannot_tell"


class TestReason:
    WHY: ClassVar[dict[str, Any]] = {
        "date": "2026-05-11",
        "about": "A1",
        "text": "Waits for the clinic.",
    }

    def test_a_management_record_about_it_is_a_reason(self) -> None:
        """The overrun stays, the reason is met."""
        made = found("2026-05-20", oversight=[self.WHY])
        assert noted(made, "the time it took")["outcome"] == "not_met"
        row = noted(made, "the reason for the overrun")
        assert row["outcome"] == "met"
        assert row["evidence"][1]["pointer"] == "/oversight/0"
        assert "clinic" not in str(row)

    def test_the_pointer_names_it_as_well(self) -> None:
        """`about` is an id or a pointer."""
        why = {**self.WHY, "about": "/assessments/0"}
        assert reason("2026-05-20", oversight=[why])["outcome"] == "met"

    @pytest.mark.parametrize(
        "change", [{"about": "A2"}, {"text": "n/a"}, {"text": None}, {"date": "2026-03-08"}]
    )
    def test_anything_else_is_none(self, change: dict[str, Any]) -> None:
        """Another assessment, no words, or before it was begun."""
        row = reason("2026-05-20", oversight=[{**self.WHY, **change}])
        assert row["outcome"] == "not_met"

    def test_oversight_not_exported_cannot_be_told(self) -> None:
        """A missing section is not a missing reason."""
        assert reason("2026-05-20")["outcome"] == "cannot_tell"

    def test_in_time_needs_none(self) -> None:
        """One observation alone."""
        assert found("2026-05-12", oversight=[]).outcomes(CODE) == ["met"]


class TestBunching:
    @pytest.mark.parametrize(
        ("authorised", "count"), [("2026-05-05", 0), ("2026-05-06", 1), ("2026-05-13", 0)]
    )
    def test_days_41_to_45_are_counted(self, authorised: str, count: int) -> None:
        """The 40th is Tuesday 5 May, the 41st the day after."""
        (measure,) = found(authorised).result.measures
        assert (measure["name"], measure["value"]) == ("finished_in_the_last_days", count)


class TestNothingToJudge:
    def test_not_exported(self) -> None:
        """Cannot tell."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]

    def test_none(self) -> None:
        """Exported and none: not applicable."""
        assert audit_one(CODE, record(assessments=[])).outcomes(CODE) == ["not_applicable"]
