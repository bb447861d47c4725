from collections.abc import Iterator

import pytest

from qaudit.sources import Record, Refusal, Tally
from qaudit.sources.base import MOST_REFUSALS, Reading


class TestReading:
    def test_outcome_before_the_end(self) -> None:
        """The outcome cannot be had before all records have been read."""
        reading = Reading(lambda _: iter([{"case_id": "a"}, {"case_id": "b"}]))
        next(iter(reading))
        with pytest.raises(RuntimeError, match="when all records have been read"):
            _ = reading.outcome

    def test_outcome(self) -> None:
        """Afterwards the outcome counts the records."""
        reading = Reading(lambda _: iter([{"case_id": "a"}, {"case_id": "b"}]))
        assert list(reading) == [{"case_id": "a"}, {"case_id": "b"}]
        assert reading.outcome.children == 2

    def test_again(self) -> None:
        """A second iteration reads anew and counts nothing twice."""

        def read(tally: Tally) -> Iterator[Record]:
            tally.refuse("f.csv", 2, "DOB", "is empty")
            yield {"case_id": "a"}

        reading = Reading(read)
        assert list(reading) == list(reading)
        assert (reading.outcome.children, reading.outcome.refusals_in_all) == (1, 1)


class TestTally:
    def test_refusals_are_bounded_and_all_counted(self) -> None:
        """Refusals are kept up to a bound and counted beyond it."""
        tally = Tally()
        for line in range(MOST_REFUSALS + 7):
            tally.refuse("f.csv", line + 2, "DOB", "is empty")
        outcome = tally.outcome()
        assert len(outcome.refusals) == MOST_REFUSALS
        assert outcome.refusals_in_all == MOST_REFUSALS + 7

    def test_notes_are_counted_by_what_they_say(self) -> None:
        """Notes that say the same of a file are one, with the first line of them."""
        tally = Tally()
        for line in (9, 4, 6):
            tally.note("f.csv", line, "odd")
        tally.note("g.csv", 3, "odd")
        found = [(n.file, n.what, n.times, n.first_line) for n in tally.outcome().notes]
        assert found == [("f.csv", "odd", 3, 4), ("g.csv", "odd", 1, 3)]


class TestRefusal:
    def test_words(self) -> None:
        """A refusal reads as a place and a reason."""
        refusal = Refusal(file="reviews.csv", line=4, column="REVIEW", reason="is empty")
        assert str(refusal) == "reviews.csv, line 4, REVIEW: is empty"
