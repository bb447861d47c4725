"""ASM05: the child is seen twice in an assessment, and once alone.

The assessment ran from Monday 2 March to Friday 10 April 2026.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "ASM05"


def visit(day: str, *, alone: bool | None = True, **named: Any) -> dict[str, Any]:
    return {"type": "child_in_care", "date": day, "seen": True, "seen_alone": alone, **named}


def found(*visits: dict[str, Any], assessment: Any = None, **named: Any) -> Found:
    item = {
        "type": "child_in_care",
        "start_date": "2026-03-02",
        "authorised_date": "2026-04-10",
        **(assessment or {}),
    }
    return audit_one(CODE, record(assessments=[item], **{"visits": list(visits), **named}))


def judged(*visits: dict[str, Any], **named: Any) -> ObservationRow:
    return found(*visits, **named).only(CODE)


def outcome(*visits: dict[str, Any], **named: Any) -> str:
    return judged(*visits, **named)["outcome"]


ONCE = visit("2026-03-09")
AGAIN = visit("2026-04-01", alone=False)


class TestContacts:
    def test_twice_and_once_alone_is_met(self) -> None:
        """On the day of authorisation, with the visits pointed at."""
        row = judged(ONCE, AGAIN)
        assert (row["outcome"], row["on"]) == ("met", "2026-04-10")
        assert row["facts"] == {"contacts": 2, "alone": True}
        assert [part["pointer"] for part in row["evidence"]] == [
            "/assessments/0",
            "/visits/0",
            "/visits/1",
        ]

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2026-03-01", "not_met"),
            ("2026-03-02", "met"),
            ("2026-04-10", "met"),
            ("2026-04-11", "not_met"),
        ],
    )
    def test_from_start_to_authorisation(self, day: str, expected: str) -> None:
        """Both days count."""
        assert outcome(ONCE, visit(day, alone=False)) == expected

    @pytest.mark.parametrize(
        "change",
        [{"seen": False}, {"successful": False}, {"type": "iro"}, {"type": "personal_advisor"}],
    )
    def test_what_is_no_contact(self, change: dict[str, Any]) -> None:
        """Not seen, failed, or a visit for something else."""
        assert outcome(ONCE, {**AGAIN, **change}) == "not_met"

    def test_two_visits_of_one_day_are_one_contact(self) -> None:
        """On different days."""
        assert outcome(ONCE, {**AGAIN, "date": "2026-03-09"}) == "not_met"

    def test_direct_work_is_a_contact_and_family_time_is_not(self) -> None:
        """Work with the child counts, time with the family does not."""
        for kind, expected in (("wishes_and_feelings", "met"), ("family_time", "not_met")):
            work = [{"date": "2026-03-20", "type": kind}]
            assert outcome(ONCE, direct_work=work) == expected

    def test_seen_missing_cannot_be_told(self) -> None:
        """A missing yes or no is unknown."""
        assert outcome(ONCE, {**AGAIN, "seen": None, "successful": True}) == "cannot_tell"

    def test_the_assessment_itself_counts_for_one(self) -> None:
        """What it says of the child being seen is one contact, not two."""
        said = {"child_seen": True, "child_seen_alone": True}
        row = judged(assessment=said)
        assert (row["outcome"], row["facts"]) == ("not_met", {"contacts": 1, "alone": True})

    def test_the_number_is_a_setting(self) -> None:
        """With one contact asked, one is enough."""
        made = record(
            assessments=[
                {"type": "pathway", "start_date": "2026-03-02", "authorised_date": "2026-04-10"}
            ],
            visits=[ONCE],
        )
        assert audit_one(CODE, made, settings={CODE: {"contacts": 1}}).outcomes(CODE) == ["met"]


class TestAlone:
    PAIR = (visit("2026-03-09", alone=False), AGAIN)

    def test_never_alone_is_not_met(self) -> None:
        """Twice with somebody there."""
        row = judged(*self.PAIR)
        assert row["outcome"] == "not_met"
        assert row["message"].endswith("none of them alone")

    def test_a_recorded_reason_will_do(self) -> None:
        """And "n/a" is no reason."""
        for reason, expected in (("She asked Nan to stay.", "met"), ("n/a", "not_met")):
            row = judged(self.PAIR[0], {**AGAIN, "not_alone_reason": reason})
            assert row["outcome"] == expected

    def test_alone_missing_cannot_be_told(self) -> None:
        """Nobody wrote whether."""
        assert outcome(self.PAIR[0], {**AGAIN, "seen_alone": None}) == "cannot_tell"

    def test_what_the_assessment_says_of_it_counts(self) -> None:
        """Seen alone, says the assessment."""
        assert outcome(*self.PAIR, assessment={"child_seen_alone": True}) == "met"

    @pytest.mark.parametrize(
        ("child", "expected"),
        [
            ({"date_of_birth": "2022-04-11"}, "met"),
            ({"date_of_birth": "2022-04-10"}, "not_met"),
            ({"date_of_birth": "2014-05-17", "understanding": "limited"}, "met"),
            ({"date_of_birth": "2023-05-17", "understanding": "sufficient"}, "not_met"),
            ({}, "cannot_tell"),
        ],
    )
    def test_age_and_understanding_allowing(self, child: dict[str, Any], expected: str) -> None:
        """Not asked under four on the day of authorisation; the field decides over the age."""
        assert outcome(*self.PAIR, child=child) == expected


class TestUnknown:
    def test_visits_not_exported(self) -> None:
        """Cannot tell."""
        assert outcome(visits=None) == "cannot_tell"

    def test_visits_known_only_from_a_day_inside(self) -> None:
        """There may have been more; enough of them in the part that is known are met."""
        covered = {"visits": {"from": "2026-03-16"}}
        assert outcome(AGAIN, coverage=covered) == "cannot_tell"
        assert outcome(AGAIN, visit("2026-03-20"), coverage=covered) == "met"

    def test_begun_on_a_day_that_is_not_recorded(self) -> None:
        """There is no time to look at."""
        assert outcome(ONCE, AGAIN, assessment={"start_date": None}) == "cannot_tell"


class TestNothingToJudge:
    def test_before_birth(self) -> None:
        """Nobody can be seen yet."""
        made = judged(child={"date_of_birth": "2026-05-01"})
        assert made["outcome"] == "not_applicable"

    @pytest.mark.parametrize("change", [{"authorised_date": None}, {"type": "review_health"}])
    def test_not_authorised_or_of_something_else(self, change: dict[str, Any]) -> None:
        """A draft, and a doctor's assessment, are not judged."""
        assert found(ONCE, assessment=change).outcomes(CODE) == ["not_applicable"]

    def test_not_exported(self) -> None:
        """Cannot tell."""
        assert audit_one(CODE, record(visits=[])).outcomes(CODE) == ["cannot_tell"]
