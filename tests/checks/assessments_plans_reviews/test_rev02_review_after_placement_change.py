"""REV02: every edge of the standard, and every ruling by name."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "REV02"


def placement(start: str, **named: Any) -> dict[str, Any]:
    """A foster placement; what is not named is not recorded."""
    return {"start_date": start, "placement_type": "U6", **named}


def home(end: str | None, **named: Any) -> dict[str, Any]:
    """The first placement of a child, with the first carer, from 6 January 2020."""
    start = placement("2020-01-06", carer_id="C1", start_reason="S", placement_id="P1")
    return {**start, "end_date": end, **named}


def moved(on: str = "2026-03-04", **named: Any) -> list[dict[str, Any]]:
    """Two placements: with the first carer up to a day, then with the second."""
    second = placement(on, carer_id="C2", start_reason="P", placement_id="P2", **named)
    return [home(on), second]


def review(day: str | None, **named: Any) -> dict[str, Any]:
    return {"type": "child_in_care", "date": day, **named}


def reviewed(*days: str) -> list[dict[str, Any]]:
    return [review(day) for day in days]


def judged(
    placements: list[dict[str, Any]], reviews: list[dict[str, Any]], **named: Any
) -> ObservationRow:
    """The one observation of a record with these placements and reviews."""
    return found(placements, reviews, **named).only(CODE)


def found(
    placements: list[dict[str, Any]],
    reviews: list[dict[str, Any]],
    *,
    as_at: str | None = None,
    **named: Any,
) -> Found:
    made = record(placements=placements, reviews=reviews, **named)
    return audit_one(CODE, made, as_at=as_at)


def pointers(row: ObservationRow) -> list[str]:
    return [evidence["pointer"] for evidence in row["evidence"]]


def reason(result: Found) -> str:
    (silent,) = result.result.silent
    return silent["reason"]


class TestPlannedMove:
    @pytest.mark.parametrize("day", ["2026-02-04", "2026-02-20", "2026-03-04"])
    def test_review_in_the_28_days_up_to_and_on_the_day(self, day: str) -> None:
        """A review from 28 days before a planned move up to its very day meets the standard."""
        row = judged(moved(planned=True), reviewed(day))
        assert row["outcome"] == "met"
        assert row["due"] == "2026-03-04"
        assert row["done"] == day
        assert row["days_late"] is None

    def test_review_29_days_before_is_too_early(self) -> None:
        """A review 29 days before a planned move does not consider it."""
        row = judged(moved(planned=True), reviewed("2026-02-03"))
        assert row["outcome"] == "not_met"
        assert row["done"] is None
        assert "planned move on 4 March 2026: no review in time, and none since" in row["message"]

    def test_review_on_the_day_after_is_a_day_late(self) -> None:
        """A planned move reviewed on the day after it is a day late, and says when."""
        row = judged(moved(planned=True), reviewed("2026-03-05"))
        assert row["outcome"] == "not_met"
        assert row["done"] == "2026-03-05"
        assert row["days_late"] == 1
        assert "the next was on 5 March 2026" in row["message"]

    def test_no_review_since_is_late_up_to_the_audit(self) -> None:
        """Without any review the days late run to the audit date."""
        row = judged(moved(planned=True), [])
        assert row["outcome"] == "not_met"
        assert row["days_late"] == 210  # 4 March to 30 September 2026

    def test_on_the_audit_date_itself(self) -> None:
        """A planned move on the audit date itself with no review yet is not due."""
        row = judged(moved("2026-09-30", planned=True), [])
        assert row["outcome"] == "not_due"
        assert row["due"] == "2026-09-30"


class TestUnplannedMove:
    @pytest.mark.parametrize("day", ["2026-03-05", "2026-03-25", "2026-04-01"])
    def test_review_within_20_working_days(self, day: str) -> None:
        """A review from the day after an unplanned move to the 20th working day meets it."""
        row = judged(moved(planned=False), reviewed(day))
        assert row["outcome"] == "met"
        assert row["due"] == "2026-04-01"
        assert row["done"] == day

    def test_review_on_the_21st_working_day_is_late(self) -> None:
        """A review on the day after the 20th working day is a day late."""
        row = judged(moved(planned=False), reviewed("2026-04-02"))
        assert row["outcome"] == "not_met"
        assert row["due"] == "2026-04-01"
        assert row["days_late"] == 1

    def test_review_before_it_does_not_count(self) -> None:
        """A review on the day before an unplanned move says nothing of it."""
        row = judged(moved(planned=False), reviewed("2026-03-03"))
        assert row["outcome"] == "not_met"
        assert row["done"] is None
        assert pointers(row) == ["/placements/1", "/placements/0", "/reviews/0"]

    @pytest.mark.parametrize(
        ("day", "due"),
        [
            ("2026-03-16", "2026-04-15"),  # Good Friday 3 April, Easter Monday 6 April
            ("2025-12-15", "2026-01-15"),  # 25 and 26 December, 1 January
            ("2022-09-01", "2022-09-30"),  # the state funeral, 19 September
            ("2026-08-03", "2026-09-01"),  # the late summer bank holiday, 31 August
            ("2026-03-07", "2026-04-07"),  # a Saturday, so that Monday is day 1; Easter
        ],
    )
    def test_working_days_leave_out_bank_holidays(self, day: str, due: str) -> None:
        """The 20 working days leave out weekends and the bank holidays of England and Wales."""
        assert judged(moved(day, planned=False), reviewed(due))["due"] == due
        assert judged(moved(day, planned=False), reviewed(due))["outcome"] == "met"

    def test_review_on_the_day_of_the_move(self) -> None:
        """A review on the day of an unplanned move is not after it, so the window begins later."""
        row = judged(moved(planned=False), reviewed("2026-03-04"))
        assert row["outcome"] == "not_met"
        assert row["done"] is None
        assert "series" not in row["message"]
        assert pointers(row)[2:] == ["/reviews/0"]

    def test_review_on_the_day_of_the_move_because_of_it(self) -> None:
        """A review on the day of an unplanned move counts where the move was its reason."""
        row = judged(moved(planned=False), [review("2026-03-04", trigger="placement_change")])
        assert row["outcome"] == "met"
        assert row["done"] == "2026-03-04"

    @pytest.mark.parametrize(
        ("day", "outcome", "due", "late"),
        [
            ("2026-09-01", "not_met", "2026-09-29", 1),
            ("2026-09-02", "not_due", "2026-09-30", None),
            ("2026-09-03", "not_due", "2026-10-01", None),
        ],
    )
    def test_still_inside_its_window(
        self, day: str, outcome: str, due: str, late: int | None
    ) -> None:
        """A window whose last day is the audit date is open; one that ended before is missed."""
        row = judged(moved(day, planned=False), [])
        assert (row["outcome"], row["due"], row["days_late"]) == (outcome, due, late)


class TestPlannedUnknown:
    @pytest.mark.parametrize("day", ["2026-02-04", "2026-03-04", "2026-03-05", "2026-04-01"])
    def test_either_window_satisfies(self, day: str) -> None:
        """Where the record does not say planned or not, a review in either window meets it."""
        row = judged(moved(), reviewed(day))
        assert row["outcome"] == "met"
        assert row["facts"] == {"planned": None}

    def test_null_is_the_same_as_missing(self) -> None:
        """A flag of null is an unknown flag."""
        assert judged(moved(planned=None), reviewed("2026-02-04"))["outcome"] == "met"

    def test_due_is_the_last_day_that_could_satisfy(self) -> None:
        """Where the flag is unknown the 20th working day after the move is the due date."""
        assert judged(moved(), reviewed("2026-02-04"))["due"] == "2026-04-01"

    @pytest.mark.parametrize(("day", "late"), [("2026-02-03", 182), ("2026-04-02", 1)])
    def test_neither_is_not_met_and_says_so(self, day: str, late: int) -> None:
        """With a review in neither window it is not met, and the message says why it is open."""
        row = judged(moved(), reviewed(day))
        assert row["outcome"] == "not_met"
        assert row["days_late"] == late
        assert "not said to be planned or not" in row["message"]


class TestReviewsThatCount:
    @pytest.mark.parametrize("kind", ["pathway", "child_protection", "child_in_need", "other"])
    def test_child_in_care_alone(self, kind: str) -> None:
        """A review of any other type, a pathway review too, does not count."""
        row = judged(moved(planned=False), [review("2026-03-10", type=kind)])
        assert row["outcome"] == "not_met"

    def test_pathway_review_recorded_as_both(self) -> None:
        """A pathway review counts where it is recorded as a review of a child in care too."""
        both = [review("2026-03-10", type="pathway"), review("2026-03-10")]
        assert judged(moved(planned=False), both)["outcome"] == "met"

    def test_type_not_recorded(self) -> None:
        """A review in the window whose type is not recorded may be the one: cannot tell."""
        row = judged(moved(planned=False), [review("2026-03-10", type=None)])
        assert row["outcome"] == "cannot_tell"
        assert "type of a review" in row["message"]
        late = judged(moved(planned=False), [review("2026-05-10", type=None)])
        assert late["outcome"] == "not_met"

    def test_cancelled_was_not_held(self) -> None:
        """A cancelled review counts for nothing."""
        row = judged(moved(planned=False), [review("2026-03-10", cancelled=True)])
        assert row["outcome"] == "not_met"

    def test_only_due_was_not_held(self) -> None:
        """A review that was due in the window and has no date was not held."""
        row = judged(moved(planned=False), [review(None, due_date="2026-03-10")])
        assert row["outcome"] == "not_met"

    def test_series_completed_in_the_window(self) -> None:
        """A series of meetings counts on the day it was completed."""
        series = review("2026-02-26", completed_date="2026-04-01")
        row = judged(moved(planned=False), [series])
        assert row["outcome"] == "met"
        assert row["done"] == "2026-04-01"

    def test_series_begun_in_the_window_and_completed_after_it(self) -> None:
        """A series begun in time and completed after it is not met, and says so."""
        series = review("2026-03-10", completed_date="2026-04-02")
        row = judged(moved(planned=False), [series])
        assert row["outcome"] == "not_met"
        assert row["done"] == "2026-04-02"
        assert row["days_late"] == 1
        assert "a series of meetings began in time and was completed after it" in row["message"]

    def test_late_review_is_no_series(self) -> None:
        """A single late review is not called a series."""
        assert "series" not in judged(moved(planned=False), reviewed("2026-04-20"))["message"]

    def test_one_review_may_serve_two_moves(self) -> None:
        """One review meets the standard for each move in whose window it lies."""
        third = placement("2026-03-18", carer_id="C3", start_reason="P", planned=False)
        both = found([*moved(planned=False), third], reviewed("2026-03-25"))
        assert [(row["outcome"], row["done"]) for row in both.of(CODE)] == [
            ("met", "2026-03-25"),
            ("met", "2026-03-25"),
        ]

    def test_two_reviews_of_one_day(self) -> None:
        """A review recorded twice is one date, and changes nothing."""
        once = judged(moved(planned=False), reviewed("2026-03-25"))
        twice = judged(moved(planned=False), reviewed("2026-03-25", "2026-03-25"))
        assert (twice["outcome"], twice["done"]) == (once["outcome"], once["done"])

    def test_evidence(self) -> None:
        """A met move shows the placement, the one before, and the reviews around it."""
        row = judged(moved(planned=False), reviewed("2026-05-01", "2026-03-25", "2026-01-20"))
        assert row["outcome"] == "met"
        assert pointers(row) == ["/placements/1", "/placements/0", "/reviews/2", "/reviews/1"]
        assert row["on"] == "2026-03-04"
        assert row["force"] == "statutory"
        assert row["axis"] == "compliance"


class TestWhatIsAChangeOfCarer:
    def silent(self, *placements: dict[str, Any], **named: Any) -> str:
        result = found(list(placements), [], **named)
        assert result.outcomes(CODE) == ["not_applicable"]
        return reason(result)

    def test_entry_to_care(self) -> None:
        """Entry to care is no change of carer."""
        assert self.silent(home(None)) == "no change of carer"

    def test_entry_again(self) -> None:
        """A placement that begins with S is entry, also where the child was in care before."""
        again = placement("2026-03-04", carer_id="C2", start_reason="S")
        assert self.silent(home("2025-01-01"), again) == "no change of carer"

    def test_start_reason_s_in_the_middle_of_a_period_of_care(self) -> None:
        """S is entry whatever the periods of care say."""
        periods = [{"start_date": "2020-01-06"}]
        again = placement("2026-03-04", carer_id="C2", start_reason="S")
        reason = self.silent(home("2026-03-04"), again, care_periods=periods)
        assert reason == "no change of carer"

    def test_entry_by_the_period_of_care(self) -> None:
        """The first placement of a new period of care is entry, whatever its start reason."""
        periods = [
            {"start_date": "2020-01-06", "end_date": "2025-01-01"},
            {"start_date": "2026-03-03"},
        ]
        again = placement("2026-03-04", carer_id="C2", start_reason="P")
        assert self.silent(home("2025-01-01"), again, care_periods=periods)

    @pytest.mark.parametrize("start_reason", ["L", "T", "U", "P", "B", None])
    def test_same_carer(self, start_reason: str | None) -> None:
        """The same carer is no change, whatever the reason recorded: status, provider, P too."""
        same = placement("2026-03-04", carer_id="C1", start_reason=start_reason)
        assert self.silent(home("2026-03-04"), same) == "no change of carer"

    @pytest.mark.parametrize("start_reason", ["L", "T", "U", "P", "B", None])
    def test_another_carer(self, start_reason: str | None) -> None:
        """Another carer is a change, whatever the reason recorded: L too."""
        other = placement("2026-03-04", carer_id="C2", start_reason=start_reason)
        row = judged([home("2026-03-04"), other], [])
        assert row["outcome"] == "not_met"
        assert pointers(row)[:2] == ["/placements/1", "/placements/0"]

    @pytest.mark.parametrize("side", [0, 1])
    @pytest.mark.parametrize(
        ("start_reason", "outcome"),
        [
            ("P", "not_met"),
            ("B", "not_met"),
            ("L", "not_applicable"),
            ("T", "not_applicable"),
            ("U", "not_applicable"),
            (None, "cannot_tell"),
        ],
    )
    def test_carer_not_recorded(self, side: int, start_reason: str | None, outcome: str) -> None:
        """Without a carer on either side the start reason decides; with neither, cannot tell."""
        placements = moved(planned=False)
        placements[1]["start_reason"] = start_reason
        del placements[side]["carer_id"]
        result = found(placements, [])
        assert result.outcomes(CODE) == [outcome]
        if outcome == "cannot_tell":
            row = result.only(CODE)
            assert "whether the carer changed on 4 March 2026" in row["message"]
            assert pointers(row)[0] == "/placements/1"

    @pytest.mark.parametrize("start_reason", ["P", "B"])
    def test_no_earlier_placement_in_the_record(self, start_reason: str) -> None:
        """P or B without a predecessor is a change of carer and is judged."""
        first = placement("2026-03-04", start_reason=start_reason, planned=False)
        row = judged([first], reviewed("2026-04-02"))
        assert row["outcome"] == "not_met"
        assert pointers(row) == ["/placements/0", "/reviews/0"]

    @pytest.mark.parametrize("kind", ["T0", "T1", "T2", "T3", "T4"])
    def test_temporary_absence(self, kind: str) -> None:
        """A temporary absence and the return to the same carer are no change of carer."""
        away = placement("2026-03-04", placement_type=kind, carer_id="H1", start_reason="P")
        back = placement("2026-03-10", carer_id="C1", start_reason="P")
        away["end_date"] = "2026-03-10"
        assert self.silent(home("2026-03-04"), away, back) == "no change of carer"

    def test_temporary_absence_followed_by_another_carer(self) -> None:
        """After a temporary absence another carer is a change, dated at the new start."""
        away = placement("2026-03-04", placement_type="T1", end_date="2026-03-10")
        other = placement("2026-03-10", carer_id="C2", start_reason="P", planned=False)
        row = judged([home("2026-03-04"), away, other], reviewed("2026-03-11"))
        assert row["on"] == "2026-03-10"
        assert row["outcome"] == "met"
        assert pointers(row)[:2] == ["/placements/2", "/placements/0"]
        assert "without a placement" not in row["message"]

    @pytest.mark.parametrize(
        ("end", "days"), [("2026-04-01", None), ("2026-04-02", 29), (None, 210)]
    )
    def test_long_temporary_absence_is_a_note(self, end: str | None, days: int | None) -> None:
        """A temporary absence is no change of carer while so coded; after 28 days it is a note."""
        away = placement("2026-03-04", placement_type="T4", end_date=end)
        result = found([home("2026-03-04"), away], [])
        assert result.outcomes(CODE) == ["not_applicable"]
        notes = [note for note in result.result.notes if note["check"] == CODE]
        assert [note["evidence"][0]["pointer"] for note in notes] == (
            ["/placements/1"] if days else []
        )
        if days:
            assert f"for {days} days" in notes[0]["message"]

    def test_return_to_an_earlier_carer(self) -> None:
        """A return to an earlier carer, after a placement that was none of absence, is a change."""
        first, second = moved("2025-03-04", planned=False)
        second["end_date"] = "2026-03-04"
        back = placement("2026-03-04", carer_id="C1", start_reason="P", planned=False)
        result = found([first, second, back], reviewed("2025-03-10", "2026-03-10"))
        assert [(row["on"], row["outcome"]) for row in result.of(CODE)] == [
            ("2025-03-04", "met"),
            ("2026-03-04", "met"),
        ]

    def test_gap_between_the_placements(self) -> None:
        """The move is at the start of the new placement, and the gap before it is shown."""
        placements = moved(planned=False)
        placements[0]["end_date"] = "2026-02-22"
        row = judged(placements, reviewed("2026-03-25"))
        assert (row["on"], row["outcome"], row["due"]) == ("2026-03-04", "met", "2026-04-01")
        assert "(10 days without a placement before the move)" in row["message"]

    def test_flag_belongs_to_the_move_into_a_placement(self) -> None:
        """`planned` speaks of the move into the placement it stands on, not out of it."""
        first, second = moved(planned=True)
        first["planned"] = False
        row = judged([first, second], reviewed("2026-02-20"))
        assert row["outcome"] == "met"
        assert row["facts"] == {"planned": True}

    def test_order_of_the_record_does_not_matter(self) -> None:
        """Placements are read in order of their dates."""
        first, second = moved(planned=False)
        row = judged([second, first], reviewed("2026-03-25"))
        assert row["outcome"] == "met"
        assert pointers(row)[:2] == ["/placements/0", "/placements/1"]

    def test_moves_that_regulation_14_5_excepts(self) -> None:
        """A move home to a parent in an emergency is judged like any other move."""
        parent = placement("2026-03-04", placement_type="P1", carer_id="M1", planned=False)
        assert judged([home("2026-03-04"), parent], [])["outcome"] == "not_met"


class TestLeavingCare:
    def test_leaving_care_is_no_change_of_carer(self) -> None:
        """A placement that ends with the period of care is no change of carer."""
        periods = [{"start_date": "2020-01-06", "end_date": "2026-03-04"}]
        result = found([home("2026-03-04")], [], care_periods=periods)
        assert reason(result) == "no change of carer"

    @pytest.mark.parametrize(
        ("end", "outcome"),
        [
            ("2026-03-10", "not_applicable"),
            ("2026-04-01", "not_applicable"),
            ("2026-04-02", "not_met"),
        ],
    )
    @pytest.mark.parametrize("planned", [False, None])
    def test_inside_an_open_window(self, end: str, outcome: str, planned: bool | None) -> None:
        """Who leaves care inside the window cannot be reviewed; a closed window keeps its miss."""
        periods = [{"start_date": "2020-01-06", "end_date": end}]
        placements = moved(planned=planned)
        placements[1]["end_date"] = end
        row = judged(placements, [], care_periods=periods)
        assert row["outcome"] == outcome
        assert row["due"] == "2026-04-01"

    @pytest.mark.parametrize(
        ("born", "outcome"), [("2008-04-01", "not_applicable"), ("2008-04-02", "not_met")]
    )
    def test_turning_18(self, born: str, outcome: str) -> None:
        """Who turns 18 inside the window, its last day included, cannot be reviewed."""
        row = judged(moved(planned=False), [], child={"date_of_birth": born})
        assert row["outcome"] == outcome

    def test_turning_18_after_the_audit_date(self) -> None:
        """A due date after the 18th birthday to come is not applicable, never not due."""
        row = judged(moved("2026-09-15", planned=False), [], child={"date_of_birth": "2008-10-05"})
        assert row["outcome"] == "not_applicable"
        assert "only until 5 October 2026" in row["message"]

    def test_placements_after_the_18th_birthday(self) -> None:
        """Where a young adult lives is no placement: nothing is judged."""
        child = {"date_of_birth": "2008-03-04"}
        assert found(moved(planned=False), [], child=child).outcomes(CODE) == ["not_applicable"]

    def test_review_on_the_day_of_leaving(self) -> None:
        """A review on the day the child left care belongs to the care that ended."""
        periods = [{"start_date": "2020-01-06", "end_date": "2026-03-10"}]
        row = judged(moved(planned=False), reviewed("2026-03-10"), care_periods=periods)
        assert row["outcome"] == "met"

    def test_review_after_leaving_does_not_count(self) -> None:
        """A review of the next period of care says nothing of a move in the one before."""
        periods = [
            {"start_date": "2020-01-06", "end_date": "2026-03-09"},
            {"start_date": "2026-03-16"},
        ]
        placements = moved(planned=False)
        placements[1]["end_date"] = "2026-03-09"
        placements.append(placement("2026-03-16", carer_id="C3", start_reason="S"))
        row = judged(placements, reviewed("2026-03-20"), care_periods=periods)
        assert row["outcome"] == "not_applicable"
        assert "9 March 2026" in row["message"]

    def test_planned_move_keeps_its_miss(self) -> None:
        """Leaving care later excuses no planned move that nobody reviewed before it."""
        periods = [{"start_date": "2020-01-06", "end_date": "2026-03-05"}]
        row = judged(moved(planned=True), [], care_periods=periods)
        assert row["outcome"] == "not_met"

    def test_new_carer_on_the_day_of_leaving(self) -> None:
        """A placement that starts on the day the child leaves care is leaving care, no move."""
        periods = [{"start_date": "2020-01-06", "end_date": "2026-03-04"}]
        row = judged(moved(planned=False), [], care_periods=periods)
        assert row["outcome"] == "not_applicable"
        assert "left care on 4 March 2026" in row["message"]

    def test_in_no_period_of_care(self) -> None:
        """A move in no recorded period of care is a record at odds with itself: cannot tell."""
        periods = [{"start_date": "2020-01-06", "end_date": "2026-02-01"}]
        row = judged(moved(planned=False), [], care_periods=periods)
        assert row["outcome"] == "cannot_tell"
        assert "in no period of care" in row["message"]

    def test_care_periods_not_exported(self) -> None:
        """Without periods of care, leaving is read from the last placement's end."""
        placements = moved(planned=False)
        placements[1]["end_date"] = "2026-03-10"
        assert judged(placements, [])["outcome"] == "not_applicable"
        placements[1]["end_date"] = None
        assert judged(placements, [])["outcome"] == "not_met"


class TestEveryCheck:
    def test_nothing_to_judge(self) -> None:
        """A case without placements gives one not applicable, with why."""
        assert reason(found([], [])) == "no change of carer"
        assert found([], []).outcomes(CODE) == ["not_applicable"]

    @pytest.mark.parametrize("missing", ["placements", "reviews"])
    def test_section_not_exported(self, missing: str) -> None:
        """A missing section is not an empty one: cannot tell, with which."""
        made = record(placements=moved(planned=False), reviews=[])
        for absent in (None, ...):
            made.pop(missing, None)
            if absent is None:
                made[missing] = None
            result = audit_one(CODE, made)
            assert result.outcomes(CODE) == ["cannot_tell"]
            assert reason(result) == f"{missing} not exported"

    def test_coverage_begins_inside_the_window(self) -> None:
        """What is not found in the covered part of a window may be in the other: cannot tell."""
        coverage = {"reviews": {"from": "2026-03-10"}}
        nothing = judged(moved(planned=False), [], coverage=coverage)
        assert nothing["outcome"] == "cannot_tell"
        assert "known only from 10 March 2026" in nothing["message"]
        late = judged(moved(planned=False), reviewed("2026-04-20"), coverage=coverage)
        assert late["outcome"] == "cannot_tell"

    def test_found_in_the_covered_part(self) -> None:
        """What is found in the covered part of a window is met."""
        coverage = {"reviews": {"from": "2026-03-10"}}
        row = judged(moved(planned=False), reviewed("2026-03-12"), coverage=coverage)
        assert row["outcome"] == "met"

    def test_coverage_of_the_whole_window(self) -> None:
        """Coverage from the day of the move is enough to see a miss."""
        coverage = {"reviews": {"from": "2026-03-04"}}
        assert judged(moved(planned=False), [], coverage=coverage)["outcome"] == "not_met"

    def test_coverage_not_complete(self) -> None:
        """In an incomplete export what is there counts, and nothing is read into what is not."""
        coverage = {"reviews": {"complete": False}}
        assert judged(moved(planned=False), [], coverage=coverage)["outcome"] == "cannot_tell"
        kept = judged(moved(planned=False), reviewed("2026-03-12"), coverage=coverage)
        assert kept["outcome"] == "met"

    def test_placements_not_complete(self) -> None:
        """No change of carer in an incomplete list of placements is not none: cannot tell."""
        result = found([home(None)], [], coverage={"placements": {"complete": False}})
        assert result.outcomes(CODE) == ["cannot_tell"]
        assert "not complete" in reason(result)

    def test_placements_known_from_a_day(self) -> None:
        """No change of carer in placements known from a day says from when."""
        result = found([home(None)], [], coverage={"placements": {"from": "2020-01-01"}})
        assert result.outcomes(CODE) == ["not_applicable"]
        assert reason(result) == "no change of carer since 1 January 2020"

    def test_placement_without_a_start(self) -> None:
        """A placement that cannot be put in order may be a change of carer: cannot tell."""
        undated = {"placement_type": "U6", "carer_id": "C2"}
        assert found([home(None), undated], []).outcomes(CODE) == ["cannot_tell"]

    def test_one_occasion_that_cannot_be_told(self) -> None:
        """One move that cannot be judged does not keep the others from being judged."""
        third = placement("2026-06-01", carer_id="C3", start_reason="P", planned=True)
        coverage = {"reviews": {"from": "2026-04-01"}}
        result = found([*moved(planned=False), third], reviewed("2026-05-20"), coverage=coverage)
        assert [row["outcome"] for row in result.of(CODE)] == ["cannot_tell", "met"]

    def test_audit_date_before_the_export(self) -> None:
        """What is dated after the audit date counts neither for nor against."""
        placements, reviews = moved(planned=False), reviewed("2026-03-25")
        early = judged(placements, reviews, as_at="2026-03-24")
        assert (early["outcome"], early["due"], early["done"]) == ("not_due", "2026-04-01", None)
        assert judged(placements, reviews, as_at="2026-03-25")["outcome"] == "met"
        before = found(placements, reviews, as_at="2026-03-03")
        assert before.outcomes(CODE) == ["not_applicable"]

    def test_audit_date_after_the_export(self) -> None:
        """A window that ends between export and audit cannot be told; one before is missed."""
        row = judged(moved(planned=False), [], exported_on="2026-03-20", as_at="2026-09-30")
        assert row["outcome"] == "cannot_tell"
        assert "20 March 2026" in row["message"]
        same_day = judged(moved(planned=False), [], exported_on="2026-04-01", as_at="2026-09-30")
        assert same_day["outcome"] == "cannot_tell"
        ended = judged(moved(planned=False), [], exported_on="2026-04-11", as_at="2026-09-30")
        assert (ended["outcome"], ended["days_late"]) == ("not_met", 10)

    def test_audited_from(self) -> None:
        """Moves before the day from which is audited are left out, and that is said."""
        made = record(placements=moved(planned=False), reviews=[])
        result = audit_one(CODE, made, audited_from="2026-03-05")
        assert result.outcomes(CODE) == ["not_applicable"]
        assert "2026-03-05" in reason(result)
        assert audit_one(CODE, made, audited_from="2026-03-04").outcomes(CODE) == ["not_met"]

    def test_old_misses_are_kept(self) -> None:
        """A miss of 2015 counts like one of last month."""
        placements = moved("2015-03-04", planned=False)
        placements[0]["start_date"] = "2014-06-02"
        assert judged(placements, [])["outcome"] == "not_met"

    def test_calendar_ends(self) -> None:
        """A window of working days beyond the known bank holidays cannot be told, and says so."""
        row = judged(moved("2028-12-18", planned=False), [], exported_on="2029-06-01")
        assert row["outcome"] == "cannot_tell"
        assert "bank holidays are not known" in row["message"]
        planned = judged(moved("2028-12-18", planned=True), [], exported_on="2029-06-01")
        assert planned["outcome"] == "not_met"

    def test_judged_by_the_rules_of_its_day(self) -> None:
        """The regulations came into force on 1 April 2011: no earlier move is judged."""
        for day, outcome in (("2011-03-31", "not_applicable"), ("2011-04-01", "not_met")):
            placements = moved(day, planned=True)
            placements[0]["start_date"] = "2011-01-04"
            assert judged(placements, [])["outcome"] == outcome

    @pytest.mark.parametrize(
        ("day", "eased"),
        [
            ("2020-04-23", False),
            ("2020-04-24", True),
            ("2020-09-24", True),
            ("2020-09-25", False),
        ],
    )
    def test_miss_in_the_pandemic_names_the_easement(self, day: str, eased: bool) -> None:
        """A miss while SI 2020/445 was in force is a miss that names it."""
        row = judged(moved(day, planned=True), [])
        assert row["outcome"] == "not_met"
        assert ("SI 2020/445" in row["message"]) is eased
        assert row.get("eased_by") == ("SI 2020/445" if eased else None)

    def test_met_in_the_pandemic_names_none(self) -> None:
        """What was met needs no easement."""
        assert (
            "SI 2020"
            not in judged(moved("2020-05-04", planned=True), reviewed("2020-05-04"))["message"]
        )

    def test_settings(self) -> None:
        """Both windows and the length of an absence are settings."""
        own = {CODE: {"before_planned": "1 week", "after_unplanned": "5 working days"}}
        for planned, day, outcome in (
            (True, "2026-02-25", "met"),
            (True, "2026-02-24", "not_met"),
            (False, "2026-03-11", "met"),
            (False, "2026-03-12", "not_met"),
        ):
            made = record(placements=moved(planned=planned), reviews=reviewed(day))
            assert audit_one(CODE, made, settings=own).outcomes(CODE) == [outcome]
        away = placement("2026-03-04", placement_type="T1", end_date="2026-03-12")
        made = record(placements=[home("2026-03-04"), away], reviews=[])
        noted = audit_one(CODE, made, settings={CODE: {"long_absence": "7 days"}})
        assert len(noted.result.notes) == 1

    def test_fingerprint_stays(self) -> None:
        """A move is the same finding wherever it stands and however it comes out."""
        first, second = moved(planned=False)
        one = judged([first, second], [])["fingerprint"]
        assert judged([second, first], reviewed("2026-03-10"))["fingerprint"] == one
