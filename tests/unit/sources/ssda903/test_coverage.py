"""From when a return speaks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sources.conftest import Folder


class TestBegins:
    def test_year_of_the_earliest_review(self, one_child: Folder) -> None:
        """Reviews are known from the 1 April on or before the earliest of them."""
        one_child.put("reviews", "a1,01/05/2010,02/01/2024,PN1", "a1,01/05/2010,31/03/2023,PN1")
        assert one_child.read()["a1"]["coverage"]["reviews"]["from"] == "2022-04-01"
        one_child.put("reviews", "a1,01/05/2010,02/01/2024,PN1", "a1,01/05/2010,01/04/2023,PN1")
        assert one_child.read()["a1"]["coverage"]["reviews"]["from"] == "2023-04-01"

    def test_year_of_the_earliest_end(self, one_child: Folder) -> None:
        """Episodes are known from the year in which the earliest of them ended, not began."""
        one_child.put(
            "episodes",
            "a1,02/05/2019,S,V2,N1,U6,PR1,02/06/2023,X1,CARPL,,,",
            "a1,02/06/2023,P,V2,N1,U6,PR1,,,,,,",
        )
        coverage = one_child.read()["a1"]["coverage"]
        assert {coverage[s]["from"] for s in ("placements", "legal_statuses", "care_periods")} == {
            "2023-04-01"
        }

    def test_each_file_for_itself(self, one_child: Folder) -> None:
        """Episodes that reach back for years do not make the reviews reach back as well."""
        one_child.put("episodes", "a1,02/05/2019,S,V2,N1,U6,PR1,02/06/2020,E4A,,,,")
        one_child.put("reviews", "a1,01/05/2010,02/01/2024,PN1")
        coverage = one_child.read()["a1"]["coverage"]
        assert (coverage["placements"]["from"], coverage["reviews"]["from"]) == (
            "2020-04-01",
            "2023-04-01",
        )

    def test_file_that_does_not_show_it(self, one_child: Folder) -> None:
        """A file without such a date reaches no further back than the one that reaches least."""
        one_child.put("episodes", "a1,02/05/2019,S,V2,N1,U6,PR1,02/06/2020,E4A,,,,")
        one_child.put("reviews", "a1,01/05/2010,02/01/2024,PN1")
        one_child.put("missing")
        assert one_child.read()["a1"]["coverage"]["missing_episodes"]["from"] == "2023-04-01"

    def test_nothing_shows_it(self, one_child: Folder) -> None:
        """Where nothing shows from when the return speaks, no absence in it means anything."""
        one_child.put("episodes", "a1,02/05/2019,S,V2,N1,U6,PR1,,,,,,")
        one_child.put("reviews")
        coverage = one_child.read()["a1"]["coverage"]
        assert coverage["care_periods"] == {"complete": False}
        assert coverage["reviews"]["complete"] is False
        assert "from" not in coverage["reviews"]

    def test_workers_not_before_they_were_collected(self, one_child: Folder) -> None:
        """Social workers are known from April 2023 at the earliest: then they were first asked."""
        one_child.put("sw_episodes", "a1,01/05/2010,w1,02/05/2020,02/05/2021,MANAGE")
        assert one_child.read()["a1"]["coverage"]["involvements"]["from"] == "2023-04-01"

    def test_as_given(self, one_child: Folder) -> None:
        """Whoever knows from when the export is says so for all its sections."""
        one_child.put("reviews", "a1,01/05/2010,02/01/2024,PN1")
        one_child.put("sw_episodes")
        coverage = one_child.read(covers_from=date(2021, 4, 1))["a1"]["coverage"]
        assert coverage["reviews"]["from"] == coverage["involvements"]["from"] == "2021-04-01"
        assert one_child.outcome.covers == {"reviews": "2021-04-01", "involvements": "2021-04-01"}


class TestStated:
    def test_what_a_return_cannot_give(self, one_child: Folder) -> None:
        """A record names the fields that no return has, so that nobody takes them for undone."""
        for name in ("episodes", "reviews", "sw_episodes"):
            one_child.put(name)
        coverage = one_child.read()["a1"]["coverage"]
        assert {"carer_id", "planned"} <= set(coverage["placements"]["without"])
        assert {"due_date", "minutes_uploaded_date"} <= set(coverage["reviews"]["without"])
        assert {"team", "iro"} <= set(coverage["involvements"]["without"])

    def test_adoption_is_never_complete(self, one_child: Folder) -> None:
        """The adoption files hold some stages of some children: an absence means nothing."""
        one_child.put("placed_for_adoption", "a1,01/05/2010,02/05/2023,,")
        assert one_child.read(date(2023, 4, 1))["a1"]["coverage"]["adoption"] == {
            "complete": False,
            "without": ["placement_order_date", "placed_date", "order_date", "matched_date"],
        }
