"""Records and cases made for tests."""

from __future__ import annotations

from datetime import date

import pytest

from qaudit.cases.validation import examine
from qaudit.testing import InvalidRecord, case, record


class TestRecord:
    def test_nothing_but_what_is_named(self) -> None:
        """A record has the child and what is named; a section that is not named is not there."""
        made = record("T-7", visits=[], child={"date_of_birth": "2020-02-29"})
        assert examine(made).faults == ()
        assert made["case_id"] == "T-7"
        assert made["child"] == {"date_of_birth": "2020-02-29"}
        assert made["visits"] == []
        assert "reviews" not in made


class TestCase:
    def test_as_at(self) -> None:
        """It is judged as at the day that is given, else as at its export."""
        assert case("2026-03-04").as_at.isoformat() == "2026-03-04"
        assert case(exported_on="2026-05-01").as_at.isoformat() == "2026-05-01"

    @pytest.mark.parametrize(
        ("visit", "why"),
        [
            ({"date": date(2026, 3, 4)}, 'a day is written "2026-03-04"'),
            ({"dat": "2026-03-04"}, "/visits/0: 'dat' is not read; did you mean 'date'?"),
        ],
    )
    def test_a_slip_of_whoever_writes_the_test(self, visit: dict[str, object], why: str) -> None:
        """A date that is no text, or a name that nobody reads, would test nothing."""
        with pytest.raises(InvalidRecord) as raised:
            case(visits=[visit])
        assert why in str(raised.value)

    def test_no_case_record(self) -> None:
        """What is wrong is said with where, and without what the record says."""
        with pytest.raises(InvalidRecord, match="/visits/0/date") as raised:
            case(visits=[{"date": "yesterday"}])
        assert "yesterday" not in str(raised.value)
