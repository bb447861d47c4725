"""A child's rows as a case record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sources.conftest import Folder


class TestRecord:
    def test_without_a_file_there_is_no_section(self, one_child: Folder) -> None:
        """A file that is not there is a section that was not exported."""
        assert one_child.read()["a1"] == {
            "schema_version": "1",
            "case_id": "a1",
            "exported_on": "2024-03-31",
            "source": {"system": "SSDA903 return", "extract": "header"},
            "coverage": {},
            "child": {"date_of_birth": "2010-05-01", "sex": "F", "ethnicity": "WBRI"},
        }

    def test_a_file_without_rows_of_the_child_is_an_empty_section(self, one_child: Folder) -> None:
        """A file with nothing about a child says that there is nothing, and is told of."""
        for name in ("episodes", "reviews", "sw_episodes", "missing", "ad1"):
            one_child.put(name)
        record = one_child.read()["a1"]
        for section in (
            *("placements", "legal_statuses", "care_periods", "reviews", "involvements"),
            *("missing_episodes", "adoption"),
        ):
            assert record[section] == []
        nothing = "it has headings and no rows: exported, and there is none"
        assert one_child.noted() == [(nothing, 1, 1)] * 5

    def test_unaccompanied(self, one_child: Folder) -> None:
        """A child in the asylum file came unaccompanied; with the file there, others did not."""
        one_child.put("header", "a1,F,01/05/2010,WBRI,,,", "b2,M,01/05/2011,WBRI,,,")
        one_child.put("uasc", "b2,M,01/05/2011,01/05/2029")
        records = one_child.read()
        assert records["a1"]["child"]["uasc"] is False
        assert records["b2"]["child"]["uasc"] is True

    def test_missing(self, one_child: Folder) -> None:
        """Missing is carried at midnight of its day; away is left out, and counted."""
        one_child.put(
            "missing",
            "a1,01/05/2010,M,03/07/2023,04/07/2023",
            "a1,01/05/2010,A,03/08/2023,04/08/2023",
            "a1,01/05/2010,M,03/03/2024,",
        )
        record = one_child.read()["a1"]
        assert record["missing_episodes"] == [
            {
                "episode_id": "M2023-07-03",
                "start_at": "2023-07-03T00:00:00+00:00",
                "end_at": "2023-07-04T00:00:00+00:00",
            },
            {"episode_id": "M2024-03-03", "start_at": "2024-03-03T00:00:00+00:00"},
        ]
        assert "time" in record["coverage"]["missing_episodes"]["without"]
        why = "away without authorisation: the record has a place for missing only"
        assert one_child.outcome.files[-1].left_out == {why: 1}

    def test_workers(self, one_child: Folder) -> None:
        """Social workers come in order, each with the reason for which they began."""
        one_child.put(
            "sw_episodes",
            "a1,01/05/2010,w2,02/09/2023,,ABSENC",
            "a1,01/05/2010,w1,02/05/2023,02/09/2023,MANAGE",
        )
        assert one_child.read()["a1"]["involvements"] == [
            {
                "worker_id": "w1",
                "role": "social_worker",
                "start_date": "2023-05-02",
                "end_date": "2023-09-02",
                "change_reason": "MANAGE",
            },
            {
                "worker_id": "w2",
                "role": "social_worker",
                "start_date": "2023-09-02",
                "change_reason": "ABSENC",
            },
        ]

    def test_adoption(self, one_child: Folder) -> None:
        """The decision that stands in both adoption files is one, with the match."""
        one_child.put("ad1", "a1,01/05/2010,02/05/2023,02/08/2023,0,2,MF,L0")
        one_child.put(
            "placed_for_adoption", "a1,01/05/2010,02/05/2023,,", "a1,01/05/2010,02/01/2024,,"
        )
        assert one_child.read()["a1"]["adoption"] == [
            {"plan_date": "2023-05-02", "matched_date": "2023-08-02"},
            {"plan_date": "2024-01-02"},
        ]

    def test_decision_reversed(self, one_child: Folder) -> None:
        """A decision for adoption that was reversed is no plan, and is counted as left out."""
        one_child.put("placed_for_adoption", "a1,01/05/2010,02/05/2023,02/08/2023,RD1")
        assert one_child.read()["a1"]["adoption"] == []
        why = "the decision was reversed: the record has no place for that"
        assert one_child.outcome.files[-1].left_out == {why: 1}

    def test_health_and_care_leavers_have_no_dates(self, one_child: Folder) -> None:
        """What is a yes or no for the year becomes no dated item: columns listed, rows counted."""
        one_child.put("oc2", "a1,01/05/2010,9,,0,1,1,1,1,0,0,0")
        one_child.put("oc3", "a1,01/05/2010,YES,F2,U")
        record = one_child.read()["a1"]
        assert "health_assessments" not in record
        assert "care_leaving" not in record
        assert [sum(f.left_out.values()) for f in one_child.outcome.files] == [0, 1, 1]
        left = {c.column: c.why for c in one_child.outcome.columns_left_out}
        assert left["HEALTH_ASSESSMENT"] == "a yes or no for the year: the record asks when"
        assert left["UPN"] == "a pupil number names the child and no check needs it"

    def test_before_birth(self, one_child: Folder) -> None:
        """What is dated before the child's birth is carried and told of."""
        one_child.put("reviews", "a1,01/05/2010,30/04/2010,PN1", "a1,01/05/2010,01/05/2010,PN1")
        assert len(one_child.read()["a1"]["reviews"]) == 2
        assert one_child.noted() == [("it is dated before the child's birth", 1, 2)]

    def test_care_periods_unknown(self, episodes: Callable[..., dict[str, Any]]) -> None:
        """Without an entry in the episodes a record has placements and no periods of care."""
        record = episodes("02/05/2023 P V2 U6 - - - 11")
        assert [p["start_reason"] for p in record["placements"]] == ["P"]
        assert "care_periods" not in record
        assert "care_periods" not in record["coverage"]

    def test_incomplete_episodes(self, episodes: Callable[..., dict[str, Any]]) -> None:
        """Where an episode that followed is not there, placements and statuses are incomplete."""
        coverage = episodes("02/05/2023 S V2 U6 02/08/2023 X1 CARPL 11")["coverage"]
        assert coverage["placements"]["complete"] is False
        assert coverage["legal_statuses"]["complete"] is False

    def test_lost_episode_of_unknown_entry(self, one_child: Folder) -> None:
        """A refused episode of a child without periods of care says nothing of periods."""
        one_child.put(
            "episodes",
            "a1,02/05/2023,P,V2,N1,U6,PR1,02/06/2023,E4A,,,,",
            "a1,soon,S,V2,N1,U6,PR1,,,,,,",
        )
        record = one_child.read()["a1"]
        assert "care_periods" not in record
        assert "care_periods" not in record["coverage"]
        assert record["coverage"]["placements"]["complete"] is False

    def test_status_not_read(self, episodes: Callable[..., dict[str, Any]]) -> None:
        """A legal status that could not be read leaves the statuses alone incomplete."""
        coverage = episodes("02/05/2023 S V9 U6 02/06/2023 E4A - 11")["coverage"]
        assert "complete" not in coverage["placements"]
        assert coverage["legal_statuses"]["complete"] is False

    def test_records_share_no_coverage(self, one_child: Folder) -> None:
        """What is said of one child's coverage is not said of another's."""
        one_child.put("header", "a1,F,01/05/2010,WBRI,,,", "b2,M,01/05/2011,WBRI,,,")
        one_child.put(
            "episodes",
            "a1,soon,S,V2,N1,U6,PR1,,,,,,",
            "b2,02/05/2023,S,V2,N1,U6,PR1,02/06/2023,E4A,,,,",
        )
        records = one_child.read()
        assert records["a1"]["coverage"]["care_periods"]["complete"] is False
        assert "complete" not in records["b2"]["coverage"]["care_periods"]
