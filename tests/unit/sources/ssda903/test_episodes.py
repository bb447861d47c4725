"""Placements, legal statuses and periods of care out of episodes."""

from qaudit.sources.ssda903.episodes import Care, put_together, unique_names
from qaudit.sources.ssda903.model import Episode


def episode(text: str) -> Episode:
    """An episode from "start RNE LS PLACE end REC REASON URN postcode", "-" for nothing."""
    start, reason, status, place, end, ceased, change, urn, post = (
        None if cell == "-" else cell for cell in text.split()
    )
    assert start
    return Episode(start, reason, status, place, "PR1", end, ceased, change, urn, post)


def care(*texts: str) -> tuple[Care, list[str]]:
    """What episodes come to, and what is odd about them."""
    odd: list[str] = []
    found = put_together([episode(text) for text in texts], lambda _, what: odd.append(what))
    return found, odd


ENTRY = "2023-01-10 S V2 U6 2023-03-01 X1 - 11 AA1"


class TestPlacements:
    def test_status_only_goes_on(self) -> None:
        """An episode of RNE L that is contiguous and in the same place is the same placement."""
        found, odd = care(
            ENTRY,
            "2023-03-01 L C1 U6 2023-06-01 X1 - 11 AA1",
            "2023-06-01 L C2 U6 2023-09-01 X1 CARPL 11 AA1",
            "2023-09-01 P C2 K2 - - - 12 AA2",
        )
        assert found.placements == [
            {
                "placement_id": "P2023-01-10",
                "start_date": "2023-01-10",
                "placement_type": "U6",
                "provider": "PR1",
                "urn": "11",
                "start_reason": "S",
                "end_date": "2023-09-01",
                "change_reason": "CARPL",
            },
            {
                "placement_id": "P2023-09-01",
                "start_date": "2023-09-01",
                "placement_type": "K2",
                "provider": "PR1",
                "urn": "12",
                "start_reason": "P",
            },
        ]
        assert odd == []

    def test_status_only_into_an_open_episode(self) -> None:
        """A placement that goes on into an episode without an end is open."""
        found, _ = care(ENTRY, "2023-03-01 L C1 U6 - - - 11 AA1")
        assert [p.get("end_date") for p in found.placements] == [None]
        assert [s.get("end_date") for s in found.legal_statuses] == ["2023-03-01", None]

    def test_same_carer_is_a_placement_of_its_own(self) -> None:
        """T and U begin a new placement, with the reason by which the carer is known to be kept."""
        found, _ = care(
            ENTRY,
            "2023-03-01 T V2 U6 2023-06-01 X1 - 13 AA1",
            "2023-06-01 U C1 U4 - - - 13 AA1",
        )
        assert [p["start_reason"] for p in found.placements] == ["S", "T", "U"]

    def test_status_only_in_another_place(self) -> None:
        """RNE L with another place, number or postcode is not merged, and is told of."""
        for place in ("K2 2023-06-01 X1 - 11 AA1", "U6 - - - 12 AA1", "U6 - - - 11 AA2"):
            found, odd = care(ENTRY, f"2023-03-01 L C1 {place}")
            assert [p["start_reason"] for p in found.placements] == ["S", "L"]
            assert "RNE is L and the place is another: kept as a placement of its own" in odd

    def test_status_only_after_a_gap(self) -> None:
        """RNE L that does not begin where the episode before it ended is not merged."""
        found, odd = care(ENTRY, "2023-03-02 L C1 U6 - - - 11 AA1")
        assert [p.get("end_date") for p in found.placements] == ["2023-03-01", None]
        assert "RNE is L and no episode goes on to it: kept as a placement of its own" in odd

    def test_status_only_after_leaving_care(self) -> None:
        """RNE L after a leaving of care is not merged with the placement that was left."""
        found, odd = care(
            "2023-01-10 S V2 U6 2023-03-01 E4A - 11 AA1", "2023-03-01 L C1 U6 - - - 11 AA1"
        )
        assert len(found.placements) == 2
        assert "RNE is not S and the child had left care" in odd

    def test_status_only_first(self) -> None:
        """A first episode of RNE L is carried, and it is told that its placement is older."""
        found, odd = care("2023-03-01 L C1 U6 - - - 11 AA1")
        assert found.placements[0]["start_reason"] == "L"
        assert odd == ["RNE is L and no episode is before it: the placement is older"]

    def test_reason_on_an_episode_that_the_placement_outlives(self) -> None:
        """A reason for change before RNE L ends no placement: it is not carried, and told of."""
        found, odd = care(
            "2023-01-10 S V2 U6 2023-03-01 X1 ALLEG 11 AA1", "2023-03-01 L C1 U6 - - - 11 AA1"
        )
        assert "change_reason" not in found.placements[0]
        assert odd == ["REASON_PLACE_CHANGE is given and the placement went on"]

    def test_any_order(self) -> None:
        """Episodes are put in order first, and two on one day have two names."""
        found, _ = care(
            "2023-03-01 P V2 K2 - - - 12 AA2",
            "2023-03-01 P V2 U6 2023-03-01 X1 - 12 AA2",
            ENTRY,
        )
        assert [p["placement_id"] for p in found.placements] == [
            "P2023-01-10",
            "P2023-03-01",
            "P2023-03-01-2",
        ]
        assert found.placements[1]["end_date"] == "2023-03-01"


class TestLegalStatuses:
    def test_one_for_a_run(self) -> None:
        """Episodes in a row with one status are one status, whatever the placement."""
        found, _ = care(
            ENTRY,
            "2023-03-01 P V2 K2 2023-06-01 X1 - 12 AA2",
            "2023-06-01 B C1 U6 - - - 13 AA3",
        )
        assert found.legal_statuses == [
            {"legal_status": "V2", "start_date": "2023-01-10", "end_date": "2023-06-01"},
            {"legal_status": "C1", "start_date": "2023-06-01"},
        ]

    def test_again_after_leaving(self) -> None:
        """The same status in another period of care is another."""
        found, _ = care(
            "2023-01-10 S V2 U6 2023-03-01 E4A - 11 AA1", "2023-03-01 S V2 U6 - - - 11 AA1"
        )
        assert len(found.legal_statuses) == 2

    def test_one_not_read(self) -> None:
        """An episode without a status leaves a gap, and the statuses are not complete."""
        found, _ = care(ENTRY, "2023-03-01 P - K2 - - - 12 AA2")
        assert [s["end_date"] for s in found.legal_statuses] == ["2023-03-01"]
        assert (found.complete, found.statuses_complete) == (True, False)


class TestCarePeriods:
    def test_from_entry_to_leaving(self) -> None:
        """A period is from RNE S to a REC other than X1, and a second entry is a second period."""
        found, odd = care(
            ENTRY,
            "2023-03-01 P V2 K2 2023-06-01 E4A - 12 AA2",
            "2023-08-01 S V2 U6 - - - 11 AA1",
        )
        assert found.care_periods == [
            {"start_date": "2023-01-10", "end_date": "2023-06-01", "end_reason": "E4A"},
            {"start_date": "2023-08-01"},
        ]
        assert odd == []

    def test_entry_not_seen(self) -> None:
        """Without the entry there are no periods: the start would be a guess."""
        found, odd = care("2023-03-01 P V2 K2 - - - 12 AA2")
        assert found.care_periods is None
        assert odd == []

    def test_entry_not_seen_of_the_first_of_two(self) -> None:
        """Not even where a later entry is seen."""
        found, _ = care(
            "2023-03-01 P V2 K2 2023-06-01 E4A - 12 AA2", "2023-08-01 S V2 U6 - - - 11 AA1"
        )
        assert found.care_periods is None

    def test_entry_without_leaving(self) -> None:
        """An entry in the middle of a period contradicts it: no periods, and told of."""
        found, odd = care(ENTRY, "2023-03-01 S V2 K2 - - - 12 AA2")
        assert found.care_periods is None
        assert len(found.legal_statuses) == 2
        assert odd == ["RNE is S and the child had not left care"]

    def test_leaving_without_a_date(self) -> None:
        """A leaving without its date leaves the period unknown."""
        found, odd = care("2023-01-10 S V2 U6 - E4A - 11 AA1")
        assert found.care_periods is None
        assert odd == ["REC says that the child left care and DEC is not given"]

    def test_unknown_reason(self) -> None:
        """An episode whose reason could not be read may be an entry."""
        found, _ = care(ENTRY, "2023-03-01 - V2 K2 - - - 12 AA2")
        assert found.care_periods is None
        assert "start_reason" not in found.placements[1]

    def test_none(self) -> None:
        """A child without episodes has no periods, and that is known."""
        found, _ = care()
        assert (found.care_periods, found.placements, found.complete) == ([], [], True)


class TestOddities:
    def test_following_episode_not_there(self) -> None:
        """A REC of X1 with nothing after it means that an episode is missing."""
        found, odd = care(ENTRY)
        assert (found.complete, found.statuses_complete) == (False, False)
        assert found.care_periods == [{"start_date": "2023-01-10"}]
        assert odd == ["REC says that another episode followed, and there is none"]

    def test_gap_overlap_and_open(self) -> None:
        """A gap, an overlap and an end that is missing in the middle are each told of."""
        next_one = "RNE_DAY P V2 K2 - - - 12 AA2"
        _, gap = care(ENTRY, next_one.replace("RNE_DAY", "2023-03-02"))
        _, overlap = care(ENTRY, next_one.replace("RNE_DAY", "2023-02-28"))
        _, still_open = care("2023-01-10 S V2 U6 - - - 11 AA1", "2023-03-01 P V2 K2 - - - 1 A")
        assert gap == ["it begins after the one before it ended, without a leaving of care"]
        assert overlap == ["it begins before the one before it ended"]
        assert still_open == ["DEC is not given and a later episode begins"]

    def test_end_without_reason_and_reasons_without_end(self) -> None:
        """DEC without REC, and REC or a reason for change without DEC, are told of."""
        _, no_reason = care("2023-01-10 S V2 U6 2023-03-01 - - 11 AA1")
        _, no_end = care("2023-01-10 S V2 U6 - X1 CHILD 11 AA1")
        assert no_reason == ["DEC is given and REC is not"]
        assert no_end == [
            "REC is X1 and DEC is not given: carried as not ended",
            "REASON_PLACE_CHANGE is given and DEC is not",
        ]


class TestUniqueNames:
    def test_by_day(self) -> None:
        """A name is the letter and the day, with a number from the second on."""
        name = unique_names("R")
        assert [name("2023-01-10"), name("2023-01-11"), name("2023-01-10")] == [
            "R2023-01-10",
            "R2023-01-11",
            "R2023-01-10-2",
        ]
