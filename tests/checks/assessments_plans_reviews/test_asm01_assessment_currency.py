"""ASM01: every edge of the standard, and every ruling by name.

The audit is as at Wednesday 30 September 2026 unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "ASM01"
IN_CARE: dict[str, Any] = {"care_periods": [{"start_date": "2019-01-07"}]}
WORKER: dict[str, Any] = {
    "worker_id": "W1",
    "role": "social_worker",
    "start_date": "2019-01-07",
}


def assessment(authorised: str | None, **named: Any) -> dict[str, Any]:
    return {"type": "child_in_care", "authorised_date": authorised, **named}


def found(
    *assessments: dict[str, Any], as_at: Any = None, settings: Any = None, **named: Any
) -> Found:
    """What is found of these assessments; of a child long in care, unless said."""
    made = record(assessments=list(assessments), **{**IN_CARE, **named})
    return audit_one(CODE, made, as_at=as_at, settings=settings)


def judged(*assessments: dict[str, Any], **named: Any) -> ObservationRow:
    return found(*assessments, **named).only(CODE)


def band(row: ObservationRow) -> Any:
    return row["facts"]["band"]


def told(row: ObservationRow) -> tuple[str, str | None, int | None]:
    return row["outcome"], row["due"], row["days_late"]


def reason(result: Found) -> str:
    (silent,) = result.result.silent
    return silent["reason"]


class TestBands:
    @pytest.mark.parametrize(
        ("authorised", "outcome", "of", "due", "late"),
        [
            ("2026-09-30", "met", "current", "2027-09-30", None),
            ("2026-03-30", "met", "current", "2027-03-30", None),
            ("2026-03-29", "met", "ageing", "2027-03-29", None),
            ("2025-09-30", "met", "ageing", "2026-09-30", None),
            ("2025-09-29", "not_met", "out_of_date", "2026-09-29", 1),
            ("2024-09-30", "not_met", "out_of_date", "2025-09-30", 365),
            ("2024-09-29", "not_met", "seriously_out_of_date", "2025-09-29", 366),
        ],
    )
    def test_edges(
        self, authorised: str, outcome: str, of: str, due: str, late: int | None
    ) -> None:
        """Current to 6 months, ageing to 12, both met; out of date beyond, seriously beyond 24."""
        row = judged(assessment(authorised))
        assert (told(row), band(row)) == ((outcome, due, late), of)
        assert row["done"] == authorised
        assert row["evidence"][0]["pointer"] == "/assessments/0"
        assert (row["force"], row["axis"], row["on"]) == ("local", "compliance", "2026-09-30")

    def test_ageing_is_met_and_told_apart(self) -> None:
        """Ageing is met, and the message says that it is ageing and since when."""
        row = judged(assessment("2026-01-12"))
        assert row["outcome"] == "met"
        assert row["message"] == "last authorised on 12 January 2026: ageing"

    @pytest.mark.parametrize(
        ("authorised", "as_at", "of"),
        [
            ("2025-08-31", "2026-02-28", "current"),
            ("2025-08-31", "2026-03-01", "ageing"),
            ("2024-02-29", "2025-02-28", "ageing"),
            ("2024-02-29", "2025-03-01", "out_of_date"),
        ],
    )
    def test_months_end(self, authorised: str, as_at: str, of: str) -> None:
        """Months are counted from the day of authorisation and clamped to the month's end."""
        assert band(judged(assessment(authorised), as_at=as_at)) == of

    def test_age_counts_from_authorisation(self) -> None:
        """The age is that of the authorisation, not of the start."""
        row = judged(assessment("2026-04-02", start_date="2025-06-01"))
        assert band(row) == "current"

    def test_last_of_several(self) -> None:
        """The last authorised decides, wherever it stands in the record."""
        row = judged(assessment("2026-05-01"), assessment("2024-05-01"), assessment("2025-05-01"))
        assert row["done"] == "2026-05-01"
        assert row["evidence"][0]["pointer"] == "/assessments/0"

    def test_two_of_one_day(self) -> None:
        """An assessment recorded twice is one."""
        assert len(found(assessment("2026-05-01"), assessment("2026-05-01")).of(CODE)) == 1


class TestWhatCounts:
    def test_started_and_unauthorised(self) -> None:
        """An assessment that was started and not authorised does not count."""
        row = judged(assessment(None, start_date="2026-08-03"), assessment("2025-05-01"))
        assert told(row)[:2] == ("not_met", "2026-05-01")

    @pytest.mark.parametrize(
        ("kind", "covers"),
        [
            ("child_and_family", True),
            ("child_in_care", True),
            ("pathway", True),
            ("return_home", True),
            ("parenting", False),
            ("placement_with_parent", False),
            ("initial_health", False),
            ("review_health", False),
            ("court_statement", False),
            ("other", False),
        ],
    )
    def test_by_type(self, kind: str, covers: bool) -> None:
        """Where the record does not say, the type says whether it covers the child's needs."""
        row = judged(assessment("2026-05-01", type=kind))
        assert row["outcome"] == ("met" if covers else "not_met")

    @pytest.mark.parametrize("kind", ["parenting", "court_statement", "other", None])
    def test_record_says_that_it_covers(self, kind: str | None) -> None:
        """A court statement or parenting assessment counts if it covers the child's needs."""
        row = judged(assessment("2026-05-01", type=kind, covers_child_needs=True))
        assert row["outcome"] == "met"

    def test_record_says_that_it_does_not(self) -> None:
        """The record's word goes over the type."""
        row = judged(assessment("2026-05-01", covers_child_needs=False))
        assert (row["outcome"], band(row)) == ("not_met", "none")

    def test_neither_type_nor_word(self) -> None:
        """An assessment in date of no recorded type may cover the needs: cannot tell."""
        row = judged(assessment("2026-05-01", type=None))
        assert row["outcome"] == "cannot_tell"
        assert "authorised on 1 May 2026" in row["message"]

    def test_neither_type_nor_word_and_out_of_date(self) -> None:
        """One that would be out of date anyway makes nothing unclear."""
        assert judged(assessment("2025-05-01", type=None))["outcome"] == "not_met"


class TestNewlyInCare:
    """45 working days from Tuesday 28 July 2026, 31 August left out, end on 30 September."""

    def entered(self, day: str, **named: Any) -> dict[str, Any]:
        return {"care_periods": [{"start_date": day}], **named}

    def test_on_day_45(self) -> None:
        """A child newly in care without an assessment is not due up to day 45."""
        row = judged(**self.entered("2026-07-28"))
        assert (told(row), row["done"]) == (("not_due", "2026-09-30", None), None)
        assert row["message"] == (
            "the child entered care on 28 July 2026: an assessment is due by 30 September 2026"
        )
        assert [one["pointer"] for one in row["evidence"]] == ["/child", "/care_periods/0"]

    def test_on_day_46(self) -> None:
        """A child never assessed is overdue from day 46."""
        row = judged(**self.entered("2026-07-27"))
        assert (told(row), band(row)) == (("not_met", "2026-09-29", 1), "none")
        assert row["message"] == "no authorised assessment of the child's needs"

    def test_old_assessment_from_before(self) -> None:
        """One of 14 months ago from before care is not due too: a new one is under way."""
        row = judged(assessment("2025-07-30"), **self.entered("2026-07-28"))
        assert told(row) == ("not_due", "2026-09-30", None)
        late = judged(assessment("2025-07-30"), **self.entered("2026-07-27"))
        assert told(late) == ("not_met", "2026-09-29", 1)

    def test_recent_assessment_from_before(self) -> None:
        """One that is still in date is met, newly in care or not."""
        row = judged(assessment("2026-05-01"), **self.entered("2026-07-28"))
        assert (row["outcome"], band(row)) == ("met", "current")

    def test_new_period_of_care(self) -> None:
        """A new period of care gives 45 working days again."""
        periods = [
            {"start_date": "2020-01-06", "end_date": "2026-05-01"},
            {"start_date": "2026-07-28"},
        ]
        assert told(judged(care_periods=periods)) == ("not_due", "2026-09-30", None)

    def test_break_in_the_recording(self) -> None:
        """Two periods with no day between them are one, which is not new."""
        periods = [
            {"start_date": "2020-01-06", "end_date": "2026-07-28"},
            {"start_date": "2026-07-28"},
        ]
        assert judged(care_periods=periods)["outcome"] == "not_met"

    def test_counted_from_entry_not_from_the_referral(self) -> None:
        """The time runs from entry to care, though the case has been open for years."""
        row = judged(
            **self.entered("2026-07-28"),
            involvements=[WORKER],
            plans=[{"type": "child_in_need", "start_date": "2025-01-06"}],
            referrals=[{"referral_id": "R1", "received_at": "2025-01-02T10:00:00Z"}],
        )
        assert told(row) == ("not_due", "2026-09-30", None)

    def test_entry_read_from_a_placement(self) -> None:
        """Without periods of care the entry is that of a placement which began with S."""
        placements = [{"start_date": "2026-07-28", "start_reason": "S", "placement_type": "U6"}]
        row = judged(placements=placements, care_periods=None)
        assert told(row) == ("not_due", "2026-09-30", None)

    def test_entry_not_seen(self) -> None:
        """Where the first placement seen is no entry, the child may be long in care."""
        placements = [{"start_date": "2026-07-28", "start_reason": "P", "placement_type": "U6"}]
        row = judged(placements=placements, care_periods=None)
        assert row["outcome"] == "cannot_tell"
        assert row["message"] == "when the child entered care is not recorded"
        placements[0]["start_date"] = "2026-07-27"
        assert judged(placements=placements, care_periods=None)["outcome"] == "not_met"


class TestNotInCare:
    @pytest.mark.parametrize(
        "standing",
        [
            {"plans": [{"type": "child_protection", "start_date": "2025-01-06"}]},
            {"plans": [{"type": "child_in_need", "start_date": "2025-01-06"}]},
            {"involvements": [WORKER]},
        ],
        ids=["protection plan", "in need plan", "worker"],
    )
    @pytest.mark.parametrize(
        ("authorised", "outcome"), [("2025-09-30", "met"), ("2025-09-29", "not_met")]
    )
    def test_same_bands_while_the_case_is_open(
        self, standing: dict[str, Any], authorised: str, outcome: str
    ) -> None:
        """A plan or a worker keeps a case open, and the same bands hold."""
        standing = {"care_periods": [], "involvements": [], **standing}
        assert judged(assessment(authorised), **standing)["outcome"] == outcome

    def test_closed_case(self) -> None:
        """A closed case is not applicable, with why."""
        worker = {**WORKER, "end_date": "2026-09-30"}
        result = found(assessment("2019-05-01"), care_periods=[], plans=[], involvements=[worker])
        assert result.outcomes(CODE) == ["not_applicable"]
        assert reason(result) == "the case is not open: no care, plan or worker is recorded"

    @pytest.mark.parametrize("standing", [{}, {"plans": [], "care_periods": []}])
    def test_workers_not_exported(self, standing: dict[str, Any]) -> None:
        """With neither care nor plan, and workers not exported, the case may be open."""
        result = found(assessment("2019-05-01"), **{"care_periods": None, **standing})
        assert result.outcomes(CODE) == ["cannot_tell"]
        assert "involvements not exported" in reason(result)

    def test_workers_not_complete(self) -> None:
        """No worker in an incomplete list of workers is not none."""
        result = found(
            care_periods=[], involvements=[], coverage={"involvements": {"complete": False}}
        )
        assert result.outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize(
        ("opened", "outcome"), [("2026-07-28", "not_due"), ("2026-07-27", "not_met")]
    )
    def test_newly_open(self, opened: str, outcome: str) -> None:
        """A case newly open without an assessment is inside the same 45 working days."""
        worker = {**WORKER, "start_date": opened}
        row = judged(care_periods=[], plans=[], involvements=[worker])
        assert row["outcome"] == outcome
        if outcome == "not_due":
            assert "the case opened on 28 July 2026" in row["message"]

    def test_opening_not_seen(self) -> None:
        """A new plan is no new case where workers were not exported: cannot tell."""
        plans = [{"type": "child_in_need", "start_date": "2026-08-03"}]
        row = judged(care_periods=[], plans=plans)
        assert row["outcome"] == "cannot_tell"
        assert row["message"] == "when the case opened is not recorded"

    @pytest.mark.parametrize(
        ("known_from", "outcome"), [("2026-08-03", "cannot_tell"), ("2026-08-02", "not_due")]
    )
    def test_workers_known_from_a_day(self, known_from: str, outcome: str) -> None:
        """A first worker on the first day that workers are known may have had one before."""
        worker = {**WORKER, "start_date": "2026-08-03"}
        coverage = {"involvements": {"from": known_from}}
        row = judged(care_periods=[], plans=[], involvements=[worker], coverage=coverage)
        assert row["outcome"] == outcome


class TestSettledMatch:
    MATCHED: tuple[dict[str, Any], ...] = (
        {
            "start_date": "2019-01-07",
            "start_reason": "S",
            "carer_id": "C1",
            "long_term_match": {"ratified_date": "2021-03-01"},
        },
    )

    def test_no_longer_by_default(self) -> None:
        """A settled long-term match may have no longer, unless it is set."""
        row = judged(assessment("2025-09-29"), placements=list(self.MATCHED))
        assert row["outcome"] == "not_met"

    @pytest.mark.parametrize(
        ("authorised", "outcome"), [("2025-03-30", "met"), ("2025-03-29", "not_met")]
    )
    def test_longer_where_it_is_set(self, authorised: str, outcome: str) -> None:
        """Where a longer time is set, it holds for settled matches alone."""
        own = {CODE: {"settled_match": "18 months"}}
        row = judged(assessment(authorised), placements=list(self.MATCHED), settings=own)
        assert row["outcome"] == outcome
        assert judged(assessment("2025-03-30"), settings=own)["outcome"] == "not_met"

    def test_other_settings(self) -> None:
        """Every band, and the time of a first assessment, can be set."""
        own = {CODE: {"current": "3 months", "ageing": "6 months", "serious": "9 months"}}
        bands = {
            "2026-06-30": "current",
            "2026-06-29": "ageing",
            "2026-03-29": "out_of_date",
            "2025-12-29": "seriously_out_of_date",
        }
        for authorised, of in bands.items():
            assert band(judged(assessment(authorised), settings=own)) == of
        row = judged(
            care_periods=[{"start_date": "2026-09-16"}],
            settings={CODE: {"first_assessment": "10 working days"}},
        )
        assert told(row) == ("not_due", "2026-09-30", None)


class TestEveryCheck:
    def test_assessments_not_exported(self) -> None:
        """A missing section is not an empty one, and null is missing: cannot tell."""
        for made in (record(**IN_CARE), record(**IN_CARE, assessments=None)):
            result = audit_one(CODE, made)
            assert result.outcomes(CODE) == ["cannot_tell"]
            assert reason(result) == "assessments not exported"

    def test_assessments_empty(self) -> None:
        """Exported and none is not met, for as long as the first has been due."""
        row = judged()
        # 45 working days from 7 January 2019: 11 March 2019.
        assert told(row) == ("not_met", "2019-03-11", 2760)
        assert row["evidence"][0]["pointer"] == "/child"

    def test_authorised_date_missing(self) -> None:
        """A missing authorisation was not given, since the item is there."""
        assert judged({"type": "child_in_care", "start_date": "2026-05-01"})["outcome"] == "not_met"

    def test_not_complete(self) -> None:
        """In an incomplete export what is in date is met, and absence cannot be told."""
        coverage = {"assessments": {"complete": False}}
        assert judged(assessment("2026-05-01"), coverage=coverage)["outcome"] == "met"
        row = judged(assessment("2024-05-01"), coverage=coverage)
        assert row["outcome"] == "cannot_tell"
        assert "not complete" in row["message"]

    @pytest.mark.parametrize(
        ("known_from", "outcome"), [("2025-10-01", "cannot_tell"), ("2025-09-30", "not_met")]
    )
    def test_coverage_begins_inside_the_time(self, known_from: str, outcome: str) -> None:
        """Nothing found is not met only where one from before would be out of date by now."""
        row = judged(coverage={"assessments": {"from": known_from}})
        assert row["outcome"] == outcome

    def test_miss_in_the_covered_part(self) -> None:
        """Then it is said from when they are known, and late no more than is certain."""
        row = judged(coverage={"assessments": {"from": "2025-07-01"}})
        assert told(row) == ("not_met", "2026-06-30", 92)
        assert row["message"].endswith("since 1 July 2025")

    def test_found_in_the_covered_part(self) -> None:
        """What is found in the covered part is met."""
        coverage = {"assessments": {"from": "2026-04-01"}}
        assert judged(assessment("2026-05-01"), coverage=coverage)["outcome"] == "met"

    def test_audit_date_before_the_export(self) -> None:
        """An authorisation after the audit date counts neither for nor against."""
        both = (assessment("2025-03-03"), assessment("2026-03-16", start_date="2026-01-12"))
        assert told(judged(*both, as_at="2026-03-15"))[:2] == ("not_met", "2026-03-03")
        assert judged(*both, as_at="2026-03-16")["outcome"] == "met"

    def test_audit_date_after_the_export(self) -> None:
        """What went out of date between export and audit cannot be told."""
        row = judged(assessment("2025-08-03"), exported_on="2026-07-01", as_at="2026-09-30")
        assert row["outcome"] == "cannot_tell"
        assert "the record ends on 1 July 2026" in row["message"]

    def test_goes_out_of_date_with_the_export(self) -> None:
        """The day of the export is not over in the record: nor can that be told."""
        row = judged(assessment("2025-07-01"), exported_on="2026-07-01", as_at="2026-09-30")
        assert row["outcome"] == "cannot_tell"

    def test_out_of_date_before_the_export(self) -> None:
        """What was out of date at the export is, and no longer than is known."""
        row = judged(assessment("2025-06-21"), exported_on="2026-07-01", as_at="2026-09-30")
        assert told(row) == ("not_met", "2026-06-21", 10)
        # 24 months end between the export and the audit
        row = judged(assessment("2024-08-01"), exported_on="2026-07-01", as_at="2026-09-30")
        assert band(row) == "out_of_date"

    def test_first_assessment_due_after_the_export(self) -> None:
        """45 working days that end between export and audit cannot be told."""
        row = judged(
            care_periods=[{"start_date": "2026-06-01"}],
            exported_on="2026-07-01",
            as_at="2026-09-30",
        )
        assert row["outcome"] == "cannot_tell"

    def test_care_ends_on_its_end_date(self) -> None:
        """On the day care ends the child is not in care."""
        periods = [{"start_date": "2019-01-07", "end_date": "2026-09-30"}]
        assert found(care_periods=periods, involvements=[]).outcomes(CODE) == ["not_applicable"]

    def test_audited_from(self) -> None:
        """The audit date is the day of the occasion: it is in every audited time."""
        made = record(**IN_CARE, assessments=[assessment("2020-03-02")])
        result = audit_one(CODE, made, audited_from="2026-01-01")
        assert told(result.only(CODE))[:2] == ("not_met", "2021-03-02")

    def test_calendar_ends(self) -> None:
        """45 working days beyond the known bank holidays cannot be counted, and that is said."""
        row = judged(care_periods=[{"start_date": "2028-12-04"}], exported_on="2029-03-01")
        assert row["outcome"] == "cannot_tell"
        assert "bank holidays are not known" in row["message"]

    def test_fingerprint_stays(self) -> None:
        """What is said of an assessment is the same finding however old it has become."""
        met = judged(assessment("2025-06-21"), as_at="2026-01-01")["fingerprint"]
        assert judged(assessment("2025-06-21"))["fingerprint"] == met
