"""SUP01: every edge of the standard, and every ruling by name.

Most children here were last supervised on Monday 5 January 2026. Four weeks end on 2 February,
six on 16 February, twelve on 30 March.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "SUP01"
LAST = "2026-01-05"
FOUR_WEEKS, SIX_WEEKS, TWELVE_WEEKS = "2026-02-02", "2026-02-16", "2026-03-30"

IN_CARE: dict[str, Any] = {"care_periods": [{"start_date": "2025-01-06"}]}
WORKER: dict[str, Any] = {"worker_id": "W1", "role": "social_worker", "start_date": "2025-01-06"}


def supervised(*days: str) -> list[dict[str, Any]]:
    return [{"date": day} for day in days]


def found(
    days: tuple[str, ...] | list[str],
    *,
    as_at: Any = None,
    settings: Any = None,
    **named: Any,
) -> Found:
    """What is found of a child supervised on some days; in care with a worker unless said."""
    standing = {**IN_CARE, "involvements": [WORKER]}
    made = record(supervisions=supervised(*days), **{**standing, **named})
    return audit_one(CODE, made, as_at=as_at, settings=settings)


def rows(result: Found, section: str) -> list[ObservationRow]:
    """The observations about items of a section of the record."""
    return [row for row in result.of(CODE) if row["evidence"][0]["pointer"].startswith(section)]


def gap(result: Found, index: int = 0) -> ObservationRow:
    """The gap after a supervision of the record."""
    (row,) = (
        row
        for row in rows(result, f"/supervisions/{index}")
        if row["evidence"][0]["note"] == "the supervision before"
    )
    return row


def first(result: Found, index: int = 0) -> ObservationRow:
    """The first supervision of a newly allocated worker."""
    (row,) = rows(result, f"/involvements/{index}")
    return row


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None]:
    return row["outcome"], row["due"], row["done"], row["days_late"]


def reason(result: Found) -> str:
    (silent,) = result.result.silent
    return silent["reason"]


def day_after(day: str) -> str:
    return {
        FOUR_WEEKS: "2026-02-03",
        SIX_WEEKS: "2026-02-17",
        TWELVE_WEEKS: "2026-03-31",
    }[day]


def plan(kind: str, start: str = "2025-02-03", end: str | None = None) -> dict[str, Any]:
    return {"type": kind, "start_date": start, "end_date": end}


def placed(start: str = "2025-01-06", **named: Any) -> dict[str, Any]:
    """A placement the child entered care with."""
    foster = {"placement_type": "U6", "carer_id": "C1", "start_reason": "S"}
    return {**foster, "start_date": start, **named}


class TestIntervalByStatus:
    @pytest.mark.parametrize(
        ("due", "standing"),
        [
            pytest.param(SIX_WEEKS, {}, id="in care"),
            pytest.param(FOUR_WEEKS, {"plans": [plan("child_protection")]}, id="protection plan"),
            pytest.param(
                FOUR_WEEKS,
                {"care_periods": [], "plans": [plan("child_protection")]},
                id="protection plan, not in care",
            ),
            pytest.param(
                SIX_WEEKS, {"care_periods": [], "plans": [plan("child_in_need")]}, id="in need"
            ),
            pytest.param(
                FOUR_WEEKS,
                {"plans": [plan("child_in_need"), plan("child_protection")]},
                id="several: the shortest",
            ),
            pytest.param(
                FOUR_WEEKS,
                {"court_proceedings": [{"type": "care", "start_date": "2025-03-03"}]},
                id="court: open proceedings",
            ),
            pytest.param(
                SIX_WEEKS,
                {
                    "court_proceedings": [
                        {"type": "care", "start_date": "2025-03-03", "end_date": "2026-01-05"}
                    ]
                },
                id="court: proceedings that ended",
            ),
            pytest.param(
                FOUR_WEEKS,
                {"legal_statuses": [{"legal_status": "C1", "start_date": "2025-03-03"}]},
                id="court: interim care order",
            ),
            pytest.param(
                SIX_WEEKS,
                {"legal_statuses": [{"legal_status": "C2", "start_date": "2025-03-03"}]},
                id="full care order is no court",
            ),
            pytest.param(
                SIX_WEEKS,
                {"legal_statuses": [{"legal_status": "E1", "start_date": "2025-03-03"}]},
                id="placement order is no court",
            ),
            pytest.param(
                TWELVE_WEEKS,
                {"placements": [placed(long_term_match={"ratified_date": "2025-11-03"})]},
                id="settled: match ratified",
            ),
            pytest.param(
                SIX_WEEKS,
                {
                    "placements": [
                        placed(
                            long_term_match={
                                "plan_agreed_date": "2025-09-01",
                                "panel_date": "2025-10-20",
                            }
                        )
                    ]
                },
                id="settled: plan and panel are no match",
            ),
            pytest.param(
                FOUR_WEEKS,
                {
                    "placements": [placed(long_term_match={"ratified_date": "2025-11-03"})],
                    "legal_statuses": [{"legal_status": "C1", "start_date": "2025-03-03"}],
                },
                id="settled and in court: the shortest",
            ),
            pytest.param(SIX_WEEKS, {"care_periods": []}, id="no status, but a worker"),
            pytest.param(
                SIX_WEEKS,
                {"care_periods": [], "plans": [plan("child_protection", end=LAST)]},
                id="plan ended, case open",
            ),
        ],
    )
    def test_last_day_and_the_day_after(self, due: str, standing: dict[str, Any]) -> None:
        """A supervision on the last day of the interval is met; on the next it is a day late."""
        on_time = gap(found([LAST, due], **standing))
        assert told(on_time) == ("met", due, due, None)
        late = gap(found([LAST, day_after(due)], **standing))
        assert told(late) == ("not_met", due, day_after(due), 1)

    @pytest.mark.parametrize(
        ("due", "standing"),
        [
            pytest.param(
                TWELVE_WEEKS, {"plans": [plan("pathway")]}, id="care leaver: pathway plan"
            ),
            pytest.param(
                TWELVE_WEEKS,
                {"care_leaving": [{"pathway_contacts": ["2026-01-20"]}]},
                id="care leaver: leaving care record",
            ),
            pytest.param(SIX_WEEKS, {"care_leaving": []}, id="leaving care exported, and none"),
            pytest.param(
                SIX_WEEKS, {"plans": [plan("pathway", end=LAST)]}, id="pathway plan ended"
            ),
            pytest.param(
                SIX_WEEKS,
                {"plans": [plan("pathway")], "care_periods": []},
                id="never in care",
            ),
        ],
    )
    def test_care_leaver(self, due: str, standing: dict[str, Any]) -> None:
        """From 18, with care behind and a pathway plan or leaving care record: 12 weeks."""
        adult = {"child": {"date_of_birth": "2008-01-05"}, **standing}
        assert gap(found([LAST, due], **adult))["outcome"] == "met"
        assert told(gap(found([LAST, day_after(due)], **adult)))[:2] == ("not_met", due)

    def test_pathway_plan_before_18(self) -> None:
        """A child of 17 in care with a pathway plan is a child in care."""
        child = {"date_of_birth": "2008-06-01"}
        row = gap(found([LAST, day_after(SIX_WEEKS)], child=child, plans=[plan("pathway")]))
        assert told(row)[:2] == ("not_met", SIX_WEEKS)

    def test_message_says_what_was_allowed(self) -> None:
        """A gap is told with its days, its due date and the status that set the interval."""
        late = gap(found([LAST, "2026-02-17"]))
        assert late["message"] == (
            "43 days between supervisions, due by 16 February 2026 (6 weeks in care)"
        )
        on_time = gap(found([LAST, "2026-02-02"], plans=[plan("child_protection")]))
        assert on_time["message"] == (
            "28 days between supervisions (4 weeks on a child protection plan)"
        )
        assert [evidence["pointer"] for evidence in late["evidence"]] == [
            "/supervisions/0",
            "/supervisions/1",
        ]
        assert late["facts"] == {"days": 43}
        assert (late["force"], late["axis"], late["on"]) == ("local", "compliance", "2026-02-17")


class TestDayByDay:
    def test_change_of_status_does_not_restart_the_count(self) -> None:
        """The six weeks of a plan that begins in the gap run from the last supervision."""
        standing = {"care_periods": [{"start_date": "2026-01-26"}]}
        assert told(gap(found([LAST, "2026-02-17"], **standing)))[:2] == ("not_met", SIX_WEEKS)

    def test_step_up_early_in_the_gap(self) -> None:
        """A protection plan early in a gap makes the shorter interval hold from the last one."""
        standing = {"plans": [plan("child_protection", "2026-01-08")]}
        assert told(gap(found([LAST, "2026-02-02"], **standing)))[:2] == ("met", FOUR_WEEKS)
        assert told(gap(found([LAST, "2026-02-03"], **standing)))[:2] == ("not_met", FOUR_WEEKS)

    def test_step_up_that_leaves_the_child_beyond_at_once(self) -> None:
        """Beyond the shorter interval at the change, there are 5 working days from the change."""
        # Wednesday 4 February is day 30; its fifth working day is Wednesday 11 February.
        standing = {"plans": [plan("child_protection", "2026-02-04")]}
        assert told(gap(found([LAST, "2026-02-11"], **standing)))[:2] == ("met", "2026-02-11")
        late = gap(found([LAST, "2026-02-12"], **standing))
        assert told(late) == ("not_met", "2026-02-11", "2026-02-12", 1)

    def test_two_changes_in_the_five_days(self) -> None:
        """The 5 working days after a step up are kept where another such status follows on."""
        standing = {
            "plans": [plan("child_protection", "2026-02-04", "2026-02-06")],
            "court_proceedings": [{"type": "care", "start_date": "2026-02-06"}],
        }
        assert told(gap(found([LAST, "2026-02-11"], **standing)))[:2] == ("met", "2026-02-11")
        assert gap(found([LAST, "2026-02-12"], **standing))["outcome"] == "not_met"

    def test_step_up_before_the_last_supervision(self) -> None:
        """A supervision after the change starts a whole shorter interval."""
        standing = {"plans": [plan("child_protection", "2025-12-31")]}
        assert told(gap(found([LAST, "2026-02-02"], **standing)))[:2] == ("met", FOUR_WEEKS)

    def test_step_down(self) -> None:
        """Where the shorter interval ends before it is exceeded, the longer one holds."""
        standing = {"plans": [plan("child_protection", end="2026-02-03")]}
        assert told(gap(found([LAST, SIX_WEEKS], **standing)))[:2] == ("met", SIX_WEEKS)

    def test_step_down_too_late(self) -> None:
        """On the last day of the plan, day 29, the shorter interval is exceeded."""
        standing = {"plans": [plan("child_protection", end="2026-02-04")]}
        assert told(gap(found([LAST, "2026-02-05"], **standing)))[:2] == ("not_met", FOUR_WEEKS)

    def test_match_ratified_in_the_gap(self) -> None:
        """The longer interval of a settled match holds from ratification on."""
        standing = {"placements": [placed(long_term_match={"ratified_date": "2026-02-16"})]}
        assert told(gap(found([LAST, TWELVE_WEEKS], **standing)))[:2] == ("met", TWELVE_WEEKS)
        late = {"placements": [placed(long_term_match={"ratified_date": "2026-02-18"})]}
        assert told(gap(found([LAST, "2026-02-19"], **late)))[:2] == ("not_met", SIX_WEEKS)

    def test_match_ends_with_the_placement(self) -> None:
        """With the next carer the interval is that of a child in care, from 5 days after."""
        # Monday 2 March is day 56; its fifth working day is Monday 9 March.
        standing = {
            "placements": [
                placed(end_date="2026-03-02", long_term_match={"ratified_date": "2025-11-03"}),
                {"start_date": "2026-03-02", "carer_id": "C2", "start_reason": "P"},
            ]
        }
        assert told(gap(found([LAST, "2026-03-09"], **standing)))[:2] == ("met", "2026-03-09")
        assert gap(found([LAST, "2026-03-10"], **standing))["outcome"] == "not_met"

    def test_match_ends_with_care(self) -> None:
        """A match in a placement that was left open in the record ends with care."""
        standing = {
            "placements": [placed(long_term_match={"ratified_date": "2025-11-03"})],
            "care_periods": [{"start_date": "2025-01-06", "end_date": "2026-02-02"}],
            "involvements": [{**WORKER, "end_date": "2026-02-02"}],
        }
        assert gap(found([LAST], **standing))["outcome"] == "not_applicable"

    def test_nothing_is_due_after_the_last_involvement(self) -> None:
        """A case that closed before the next supervision was due owes none."""
        standing = {
            "care_periods": [{"start_date": "2025-01-06", "end_date": "2026-02-16"}],
            "involvements": [{**WORKER, "end_date": "2026-02-16"}],
        }
        row = gap(found([LAST], **standing))
        assert row["outcome"] == "not_applicable"
        assert "the case closed before the next one was due" in row["message"]

    def test_closed_after_it_was_due(self) -> None:
        """A case that closed after the next was due keeps its miss."""
        # Day 43 is 17 February, so the case must be open on it.
        standing = {
            "care_periods": [{"start_date": "2025-01-06", "end_date": "2026-02-18"}],
            "involvements": [{**WORKER, "end_date": "2026-02-18"}],
        }
        assert told(gap(found([LAST], **standing)))[:2] == ("not_met", SIX_WEEKS)

    def test_reopened_case_counts_from_its_opening(self) -> None:
        """No day without any duty makes anyone late: the count starts when a case is reopened."""
        standing = {
            "care_periods": [{"start_date": "2026-01-12"}],
            "involvements": [
                {**WORKER, "end_date": "2025-08-29"},
                {**WORKER, "worker_id": "W2", "start_date": "2026-01-05"},
            ],
        }
        assert told(gap(found(["2025-08-04", "2026-02-16"], **standing)))[:2] == ("met", SIX_WEEKS)
        late = gap(found(["2025-08-04", "2026-02-17"], **standing))
        assert told(late) == ("not_met", SIX_WEEKS, "2026-02-17", 1)

    def test_turning_18_to_come(self) -> None:
        """The 18th birthday to come ends no status yet: the gap is inside its interval."""
        row = gap(found(["2026-09-14"], child={"date_of_birth": "2008-10-05"}, involvements=None))
        assert told(row) == ("not_due", "2026-10-26", None, None)


class TestOpenGap:
    def test_still_inside_its_interval(self) -> None:
        """Up to its last day, the audit date, the gap since the last supervision is not due."""
        row = gap(found(["2026-08-19"]))
        assert told(row) == ("not_due", "2026-09-30", None, None)
        assert row["on"] == "2026-09-30"
        assert row["message"] == "the next is due by 30 September 2026 (6 weeks in care)"

    def test_a_day_over(self) -> None:
        """A day after its last day the gap is not met, with nothing done."""
        row = gap(found(["2026-08-18"]))
        assert told(row) == ("not_met", "2026-09-29", None, 1)
        assert row["message"] == (
            "no supervision for 43 days, due by 29 September 2026 (6 weeks in care)"
        )


class TestNewlyAllocated:
    """The tenth working day after Monday 5 January 2026 is Monday 19 January."""

    WORKER: ClassVar = {**WORKER, "start_date": LAST}

    @pytest.mark.parametrize("day", [LAST, "2026-01-06", "2026-01-19"])
    def test_in_ten_working_days(self, day: str) -> None:
        """A first supervision from the day of allocation to the tenth working day is met."""
        row = first(found([day], involvements=[self.WORKER]))
        assert told(row) == ("met", "2026-01-19", day, None)

    def test_on_the_eleventh(self) -> None:
        """A day later it is a day late."""
        row = first(found(["2026-01-20"], involvements=[self.WORKER]))
        assert told(row) == ("not_met", "2026-01-19", "2026-01-20", 1)
        assert "allocated on 5 January 2026" in row["message"]

    def test_before_the_allocation(self) -> None:
        """A supervision before the worker came is none of this worker's."""
        row = first(found(["2026-01-02"], involvements=[self.WORKER]))
        assert row["outcome"] == "not_met"
        assert row["done"] is None

    @pytest.mark.parametrize(
        ("start", "outcome", "due"),
        [("2026-09-16", "not_due", "2026-09-30"), ("2026-09-15", "not_met", "2026-09-29")],
    )
    def test_still_inside_the_ten_days(self, start: str, outcome: str, due: str) -> None:
        """On the tenth working day itself a first supervision is not yet late."""
        row = first(found([], involvements=[{**WORKER, "start_date": start}]))
        assert (row["outcome"], row["due"]) == (outcome, due)

    def test_supervision_of_another_worker(self) -> None:
        """A supervision of another worker about this child counts."""
        made = record(
            **IN_CARE,
            involvements=[self.WORKER],
            supervisions=[{"date": "2026-01-12", "worker_id": "W9", "supervisor_id": "M1"}],
        )
        assert first(audit_one(CODE, made))["outcome"] == "met"

    def test_every_new_social_worker(self) -> None:
        """Not the first allocation alone: every new social worker has a first supervision."""
        second = {**WORKER, "worker_id": "W2", "start_date": "2026-03-02"}
        result = found([LAST, "2026-02-09"], involvements=[self.WORKER, second])
        assert first(result, 0)["outcome"] == "met"
        assert told(first(result, 1))[:2] == ("not_met", "2026-03-16")

    def test_absence_cover(self) -> None:
        """Absence cover is no new social worker, nor is the return from the absence."""
        cover = {
            "worker_id": "W2",
            "role": "social_worker",
            "start_date": "2026-03-02",
            "end_date": "2026-04-06",
            "change_reason": "ABSENC",
        }
        back = {**WORKER, "start_date": "2026-04-06"}
        worker = {**self.WORKER, "end_date": "2026-03-02"}
        result = found([LAST], involvements=[worker, cover, back])
        assert [row["evidence"][0]["pointer"] for row in rows(result, "/involvements")] == [
            "/involvements/0"
        ]

    @pytest.mark.parametrize("role", ["team_manager", "iro", "personal_advisor", "family_support"])
    def test_other_roles(self, role: str) -> None:
        """Only a social worker's allocation asks for a first supervision."""
        other = {**WORKER, "worker_id": "W2", "role": role, "start_date": "2026-03-02"}
        assert len(rows(found([LAST], involvements=[WORKER, other]), "/involvements")) == 1

    def test_rows_of_one_worker(self) -> None:
        """A worker recorded in two rows that follow each other is allocated once."""
        again = {**self.WORKER, "start_date": "2026-03-02", "team": "North"}
        result = found([LAST], involvements=[{**self.WORKER, "end_date": "2026-03-02"}, again])
        assert len(rows(result, "/involvements")) == 1

    @pytest.mark.parametrize(
        ("end", "outcome"), [("2026-01-19", "not_applicable"), ("2026-01-20", "not_met")]
    )
    def test_left_before_it_was_due(self, end: str, outcome: str) -> None:
        """A worker who left by the tenth working day owed no first supervision."""
        row = first(found(["2026-02-16"], involvements=[{**self.WORKER, "end_date": end}]))
        assert row["outcome"] == outcome

    def test_first_gap_starts_with_the_first_social_worker(self) -> None:
        """Where the case opened before the first worker, nothing is late before the worker."""
        result = found(["2026-01-12"], involvements=[self.WORKER])
        assert len(result.of(CODE)) == 2
        assert told(first(result)) == ("met", "2026-01-19", "2026-01-12", None)

    def test_involvements_not_exported(self) -> None:
        """Without workers the first gap cannot be told; the others are judged."""
        result = found([LAST, SIX_WEEKS], involvements=None)
        before, after, _ = result.of(CODE)
        assert before["outcome"] == "cannot_tell"
        assert before["evidence"][0]["pointer"] == "/supervisions/0"
        assert "workers were not exported" in before["message"]
        assert told(after) == ("met", SIX_WEEKS, SIX_WEEKS, None)

    def test_no_social_worker_ever(self) -> None:
        """With no social worker in the export the first gap never began: not applicable."""
        result = found([], involvements=[])
        assert result.outcomes(CODE) == ["not_applicable"]
        assert "WRK02" in reason(result)

    def test_no_social_worker_in_an_incomplete_export(self) -> None:
        """In an incomplete list of workers no social worker is not none: cannot tell."""
        result = found([], involvements=[], coverage={"involvements": {"complete": False}})
        assert result.outcomes(CODE) == ["cannot_tell"]
        assert "not complete" in reason(result)


class TestKnownOnlyFromADate:
    """Supervisions known from Monday 2 March 2026: six weeks from the day before end 12 April."""

    FROM: ClassVar = {"supervisions": {"from": "2026-03-02"}}

    @pytest.mark.parametrize("seen", ["2026-03-02", "2026-04-12"])
    def test_up_to_the_first_seen(self, seen: str) -> None:
        """The gap before the first one seen cannot be told."""
        row = first(found([seen], coverage=self.FROM))
        assert row["outcome"] == "cannot_tell"
        assert "known only from 2 March 2026" in row["message"]

    def test_covered_part_alone_too_long(self) -> None:
        """If even one on the day before would have left too long a gap, it is not met."""
        row = first(found(["2026-04-13"], coverage=self.FROM))
        assert told(row) == ("not_met", "2026-04-12", "2026-04-13", 1)
        assert "42 days without a supervision from there alone" in row["message"]

    def test_covered_part_alone_too_long_and_none_seen(self) -> None:
        """It is not met just so where none was seen at all."""
        row = first(found([], coverage=self.FROM))
        assert told(row) == ("not_met", "2026-04-12", None, 171)

    def test_first_worker_gone_early(self) -> None:
        """The covered part is judged though the first worker left before anything was due."""
        workers = [
            {**WORKER, "end_date": "2025-01-08"},
            {**WORKER, "worker_id": "W2", "start_date": "2025-01-08"},
        ]
        result = found(["2026-04-13"], coverage=self.FROM, involvements=workers)
        assert first(result, 0)["outcome"] == "not_applicable"
        assert told(first(result, 1))[:2] == ("not_met", "2026-04-12")

    def test_told_once(self) -> None:
        """The one gap is told once, however many workers there were before it."""
        workers = [
            {**WORKER, "end_date": "2025-06-02"},
            {**WORKER, "worker_id": "W2", "start_date": "2025-06-02"},
        ]
        result = found(["2026-04-13"], coverage=self.FROM, involvements=workers)
        assert sorted(row["outcome"] for row in rows(result, "/involvements")) == [
            "cannot_tell",
            "not_met",
        ]

    def test_not_complete(self) -> None:
        """Where the export is not complete besides, nothing can be read into the covered part."""
        coverage = {"supervisions": {"from": "2026-03-02", "complete": False}}
        assert first(found(["2026-04-13"], coverage=coverage))["outcome"] == "cannot_tell"

    def test_gap_from_one_that_is_known(self) -> None:
        """A supervision on the day before they are known begins a gap that is seen whole."""
        coverage = {"supervisions": {"from": "2026-01-06"}}
        assert gap(found([LAST, "2026-02-17"], coverage=coverage))["outcome"] == "not_met"
        coverage = {"supervisions": {"from": "2026-01-07"}}
        assert gap(found([LAST, "2026-02-17"], coverage=coverage))["outcome"] == "cannot_tell"

    def test_later_gaps_are_judged(self) -> None:
        """Gaps after the first one seen are judged."""
        result = found(["2026-03-16", "2026-04-27", "2026-06-09"], coverage=self.FROM)
        assert gap(result, 0)["outcome"] == "met"
        assert told(gap(result, 1)) == ("not_met", "2026-06-08", "2026-06-09", 1)


class TestOnlyAWorkerWouldShow:
    """Days on which neither care nor a plan is recorded, and workers were not exported."""

    ENDED: ClassVar[dict[str, Any]] = {
        "care_periods": [{"start_date": "2025-01-06", "end_date": "2026-01-19"}],
        "plans": [],
        "involvements": None,
    }

    def test_open_gap(self) -> None:
        """Whether the case closed is not known where workers were not exported: cannot tell."""
        row = gap(found([LAST], **self.ENDED))
        assert row["outcome"] == "cannot_tell"
        assert "involvements not exported" in row["message"]

    def test_gap_inside_the_interval_of_any_worker(self) -> None:
        """A supervision within six weeks was in time whether a worker was there or not."""
        assert gap(found([LAST, SIX_WEEKS], **self.ENDED))["outcome"] == "met"
        assert gap(found([LAST, "2026-02-17"], **self.ENDED))["outcome"] == "cannot_tell"

    def test_late_while_a_status_was_known(self) -> None:
        """What was late while the child was in care is not met whatever came after."""
        ended = {
            **self.ENDED,
            "care_periods": [{"start_date": "2025-01-06", "end_date": "2026-03-02"}],
        }
        assert told(gap(found([LAST], **ended)))[:2] == ("not_met", SIX_WEEKS)

    def test_never_open(self) -> None:
        """With no status at all it is not applicable only if workers were exported."""
        closed: dict[str, Any] = {"care_periods": [], "plans": []}
        assert found([], **closed, involvements=[]).outcomes(CODE) == ["not_applicable"]
        unknown = found([], **closed, involvements=None)
        assert unknown.outcomes(CODE) == ["cannot_tell"]
        assert "involvements not exported" in reason(unknown)


class TestMeasures:
    def measured(self, result: Found) -> dict[str, float]:
        return {row["name"]: row["value"] for row in result.result.measures}

    def test_longest_gap_intervals_met_days_covered(self) -> None:
        """Of 91 days 6 lay after a due date and before the supervision that was late."""
        # 42 days, then 49 of which 42 are allowed: 31 March to 5 April are not covered.
        result = found([LAST, SIX_WEEKS, "2026-04-06"], exported_on="2026-04-06")
        assert self.measured(result) == {
            "longest_gap": 49,
            "intervals_met": 0.5,
            "days_covered": round(85 / 91, 4),
        }

    def test_gap_still_open(self) -> None:
        """In a gap that is still open the day of the audit is not covered either."""
        result = found([LAST, SIX_WEEKS], exported_on="2026-04-06")
        assert self.measured(result) == {
            "longest_gap": 49,
            "intervals_met": 0.5,
            "days_covered": round(84 / 91, 4),
        }

    def test_what_cannot_be_told_is_not_measured(self) -> None:
        """Gaps that may be gaps in the export are in no measure."""
        result = found([LAST, "2026-07-01"], coverage={"supervisions": {"complete": False}})
        assert self.measured(result) == {}

    @pytest.mark.parametrize("exported_on", ["2026-03-20", "2026-02-20"])
    def test_days_of_what_is_known(self, exported_on: str) -> None:
        """Of 52 days 9 are not covered, whatever of the gap after them is in the record."""
        result = found([LAST, "2026-02-26"], exported_on=exported_on, as_at="2026-09-30")
        assert gap(result, 1)["outcome"] == "cannot_tell"
        assert self.measured(result) == {
            "longest_gap": 52,
            "intervals_met": 0,
            "days_covered": round(43 / 52, 4),
        }


class TestEveryCheck:
    def test_supervisions_not_exported(self) -> None:
        """A missing section is not an empty one: cannot tell, with which."""
        result = audit_one(CODE, record(**IN_CARE, involvements=[WORKER]))
        assert result.outcomes(CODE) == ["cannot_tell"]
        assert reason(result) == "supervisions not exported"

    def test_supervisions_null(self) -> None:
        """Null is the same as missing."""
        made = record(**IN_CARE, involvements=[WORKER], supervisions=None)
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    def test_supervisions_empty(self) -> None:
        """Exported and none: the first supervision is missed."""
        assert told(first(found([])))[:3] == ("not_met", "2025-01-20", None)

    def test_not_complete(self) -> None:
        """In an incomplete export a long gap cannot be told, and a short one is met."""
        coverage = {"supervisions": {"complete": False}}
        result = found([LAST, SIX_WEEKS, "2026-05-18"], coverage=coverage)
        assert gap(result, 0)["outcome"] == "met"
        assert gap(result, 1)["outcome"] == "cannot_tell"

    def test_two_of_one_date(self) -> None:
        """Two supervisions of one date are counted once, and that is said."""
        result = found([LAST, LAST, SIX_WEEKS])
        assert [row["facts"]["days"] for row in rows(result, "/supervisions")] == [42, 226]
        (note,) = result.result.notes
        assert note["check"] == CODE
        assert "counted once" in note["message"]
        assert [evidence["pointer"] for evidence in note["evidence"]] == ["/supervisions/1"]

    def test_without_a_date(self) -> None:
        """A supervision without a date was not held."""
        made = record(
            **IN_CARE, involvements=[WORKER], supervisions=[{"date": LAST}, {"worker_id": "W1"}]
        )
        assert gap(audit_one(CODE, made))["outcome"] == "not_met"

    def test_order_of_the_record(self) -> None:
        """Supervisions are read in order of their dates."""
        result = found([SIX_WEEKS, LAST])
        assert told(gap(result, 1)) == ("met", SIX_WEEKS, SIX_WEEKS, None)

    def test_audit_date_before_the_export(self) -> None:
        """A supervision after the audit date counts neither for nor against."""
        row = gap(found([LAST, "2026-03-02"], as_at="2026-02-16"))
        assert told(row) == ("not_due", SIX_WEEKS, None, None)
        row = gap(found([LAST, "2026-03-02"], as_at="2026-02-17"))
        assert told(row) == ("not_met", SIX_WEEKS, None, 1)

    def test_audit_date_after_the_export(self) -> None:
        """Gaps are measured to the end of the record; what ends after it cannot be told."""
        row = gap(found([LAST], exported_on="2026-02-10", as_at="2026-09-30"))
        assert row["outcome"] == "cannot_tell"
        assert "the record ends on 10 February 2026" in row["message"]
        row = gap(found([LAST], exported_on="2026-02-26", as_at="2026-09-30"))
        assert told(row) == ("not_met", SIX_WEEKS, None, 10)
        assert row["facts"] == {"days": 52}

    def test_plan_is_over_on_its_end_date(self) -> None:
        """On the end date of a plan its interval no longer holds."""
        # Day 29 is 3 February.
        assert (
            gap(found([LAST, SIX_WEEKS], plans=[plan("child_protection", end="2026-02-03")]))[
                "outcome"
            ]
            == "met"
        )

    def test_audited_from(self) -> None:
        """Gaps that ended before the day from which is audited are left out."""
        made = record(**IN_CARE, involvements=[WORKER], supervisions=supervised(LAST, "2026-03-02"))
        result = audit_one(CODE, made, audited_from="2026-03-03")
        assert [row["evidence"][0]["pointer"] for row in result.of(CODE)] == ["/supervisions/1"]

    def test_old_gaps_are_kept(self) -> None:
        """A gap of 2015 counts like one of last month."""
        standing = {
            "care_periods": [{"start_date": "2014-11-03"}],
            "involvements": [{**WORKER, "start_date": "2014-11-03"}],
        }
        row = gap(found(["2014-11-10", "2015-02-02"], **standing))
        assert told(row) == ("not_met", "2014-12-22", "2015-02-02", 42)

    def test_calendar_ends(self) -> None:
        """Ten working days beyond the known bank holidays cannot be counted, and that is said."""
        worker = {**WORKER, "start_date": "2028-12-20"}
        row = first(found([], involvements=[worker], exported_on="2029-02-01"))
        assert row["outcome"] == "cannot_tell"
        assert "bank holidays are not known" in row["message"]

    def test_christmas(self) -> None:
        """The ten working days leave out Christmas Day, Boxing Day and New Year's Day."""
        worker = {**WORKER, "start_date": "2025-12-22"}
        row = first(found(["2026-01-08"], involvements=[worker]))
        # 23, 24, 29, 30 and 31 December; 2, 5, 6, 7 and 8 January
        assert told(row) == ("met", "2026-01-08", "2026-01-08", None)

    @pytest.mark.parametrize(
        ("name", "value", "standing", "due"),
        [
            ("in_care", "8 weeks", {}, "2026-03-02"),
            (
                "protection_plan",
                "10 working days",
                {"plans": [plan("child_protection")]},
                "2026-01-19",
            ),
            (
                "court",
                "1 month",
                {"legal_statuses": [{"legal_status": "C1", "start_date": "2025-03-03"}]},
                "2026-02-05",
            ),
            ("child_in_need", "30 days", {"care_periods": []}, "2026-02-04"),
            (
                "settled_match",
                "8 weeks",
                {"placements": [placed(long_term_match={"ratified_date": "2025-11-03"})]},
                "2026-03-02",
            ),
            (
                "care_leaver",
                "8 weeks",
                {"child": {"date_of_birth": "2008-01-05"}, "plans": [plan("pathway")]},
                "2026-03-02",
            ),
        ],
    )
    def test_every_interval_is_a_setting(
        self, name: str, value: str, standing: dict[str, Any], due: str
    ) -> None:
        """Each interval can be set, in any unit."""
        result = found([LAST], settings={CODE: {name: value}}, **standing)
        assert gap(result)["due"] == due

    def test_other_settings(self) -> None:
        """The time for a first supervision and the days after a step up can be set."""
        worker = {**WORKER, "start_date": LAST}
        row = first(
            found([], involvements=[worker], settings={CODE: {"newly_allocated": "5 working days"}})
        )
        assert row["due"] == "2026-01-12"
        standing = {"plans": [plan("child_protection", "2026-02-04")]}
        row = gap(found([LAST], settings={CODE: {"after_step_up": "2 working days"}}, **standing))
        assert row["due"] == "2026-02-06"
