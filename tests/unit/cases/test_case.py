from datetime import date
from typing import Any

import pytest

from qaudit.cases.case import (
    Case,
    Coverage,
    NotExported,
    in_words,
    once_a_case,
)
from qaudit.cases.model import SECTIONS
from support import case, record

EXPORTED = date(2026, 9, 30)


def covered(**coverage: Any) -> Case:
    """A case whose visits are exported so."""
    return case(visits=[], coverage={"visits": coverage})


class TestCase:
    def test_as_at_the_export(self) -> None:
        """A case is judged as at the day of its export, if at no other."""
        made = case()
        assert (made.as_at, made.exported_on, made.known_until) == (EXPORTED,) * 3

    @pytest.mark.parametrize(
        ("as_at", "known"), [("2026-08-01", date(2026, 8, 1)), ("2026-12-01", EXPORTED)]
    )
    def test_as_at_another_day(self, as_at: str, known: date) -> None:
        """The record is known to the audit date, and no longer than to its export."""
        made = case(as_at)
        assert made.as_at == date.fromisoformat(as_at)
        assert made.exported_on == EXPORTED
        assert known == made.known_until

    def test_after_the_export(self) -> None:
        """A date after the export counts where the audit date is later still."""
        made = case("2026-12-01", visits=[{"date": "2026-10-05"}])
        assert len(made.visits) == 1

    def test_child(self) -> None:
        """The child is read, with the pointer to it."""
        made = Case(record("T-7", child={"names": ["Invented Child"]}))
        assert made.case_id == "T-7"
        assert made.child.names == ("Invented Child",)
        assert made.child.pointer == "/child"

    def test_record_is_not_changed(self) -> None:
        """Reading a case changes nothing in the record."""
        made = record(visits=[{"date": "2026-10-05", "sections": []}], coverage=None)
        before = repr(made)
        read = Case(made)
        assert read.visits == ()
        assert before == repr(made)


class TestSections:
    @pytest.mark.parametrize("section", SECTIONS)
    def test_missing(self, section: str) -> None:
        """A section that was not exported cannot be read as empty."""
        made = case()
        assert not made.exports(section)
        with pytest.raises(NotExported, match=f"^{in_words(section)} not exported$") as raised:
            getattr(made, section)
        assert section == raised.value.section

    @pytest.mark.parametrize("section", SECTIONS)
    def test_null(self, section: str) -> None:
        """A section that is null was not exported."""
        made = record()
        made[section] = None
        assert not Case(made).exports(section)
        with pytest.raises(NotExported):
            getattr(Case(made), section)

    @pytest.mark.parametrize("section", SECTIONS)
    def test_empty(self, section: str) -> None:
        """A section that is there and empty was exported, and there is nothing in it."""
        made = record()
        made[section] = []
        assert Case(made).exports(section)
        assert getattr(Case(made), section) == ()

    def test_emptied_by_the_day(self) -> None:
        """A section in which nothing has happened yet was exported all the same."""
        made = case("2026-01-01", visits=[{"date": "2026-02-01"}])
        assert made.exports("visits")
        assert made.visits == ()

    def test_in_the_order_of_the_record(self) -> None:
        """Items come in the order of the record, each with its place in it."""
        made = case(visits=[{"date": "2026-05-01"}, {"date": "2026-02-01"}])
        assert [visit.pointer for visit in made.visits] == ["/visits/0", "/visits/1"]

    def test_read_once(self) -> None:
        """A section is read once."""
        made = case(visits=[{}])
        assert made.visits is made.visits

    def test_on_the_class(self) -> None:
        """The class itself tells what the items of a section are."""
        assert Case.visits.kind is SECTIONS["visits"]


class TestInWords:
    @pytest.mark.parametrize(
        ("section", "said"),
        [
            ("visits", "visits"),
            ("care_periods", "care periods"),
            ("iro_activity", "reviewing officer's activity"),
            ("section_47_enquiries", "section 47 enquiries"),
            ("oversight", "management oversight"),
        ],
    )
    def test_as_a_person_says_it(self, section: str, said: str) -> None:
        """A section is named as a person names it."""
        assert said == in_words(section)


class TestCoverage:
    def test_not_stated(self) -> None:
        """Where the record does not say, an exported section covers everything."""
        everything = Coverage(None, True, frozenset())
        assert case(visits=[]).coverage("visits") == everything
        assert case(visits=[], coverage=None).coverage("visits") == everything
        assert case(visits=[], coverage={"visits": None}).coverage("visits") == everything
        assert case(visits=[], coverage={"visits": {}}).coverage("visits") == everything
        assert case(visits=[], coverage={"plans": {"complete": False}}).coverage("visits") == (
            everything
        )

    def test_stated(self) -> None:
        """What the record says of a section is read."""
        made = covered(**{"from": "2024-04-01", "complete": False, "without": ["seen_alone"]})
        assert made.coverage("visits") == Coverage(
            date(2024, 4, 1), False, frozenset({"seen_alone"})
        )

    def test_null(self) -> None:
        """What is null is not stated."""
        made = covered(**{"from": None, "complete": None, "without": None})
        assert made.coverage("visits") == Coverage()


class TestWhyUnseen:
    FIRST, LAST = date(2026, 3, 1), date(2026, 3, 28)

    def why(self, made: Case, section: str = "visits") -> str | None:
        return made.why_unseen(section, self.FIRST, self.LAST)

    def test_seen(self) -> None:
        """In an export that covers the days, what is not there did not happen."""
        assert self.why(case(visits=[])) is None

    def test_not_exported(self) -> None:
        """Nothing may be read into a section that was not exported."""
        assert self.why(case()) == "visits not exported"
        assert self.why(case(), "iro_activity") == "reviewing officer's activity not exported"

    def test_not_complete(self) -> None:
        """Nothing may be read into an export that is not complete, also after its start."""
        reason = "the export of visits is not complete"
        assert self.why(covered(complete=False)) == reason
        assert self.why(covered(**{"complete": False, "from": "2020-01-01"})) == reason
        assert self.why(covered(complete=True)) is None

    @pytest.mark.parametrize(
        ("start", "reason"),
        [
            ("2026-02-28", None),
            ("2026-03-01", None),
            ("2026-03-02", "visits known only from 2 March 2026"),
            ("2026-03-28", "visits known only from 28 March 2026"),
            ("2026-04-15", "visits known only from 15 April 2026"),
        ],
    )
    def test_known_from(self, start: str, reason: str | None) -> None:
        """A day before the coverage begins is unknown; the day it begins is known."""
        assert reason == self.why(covered(**{"from": start}))

    @pytest.mark.parametrize(
        ("exported_on", "reason"),
        [
            ("2026-03-28", None),
            ("2026-03-27", "the record ends on 27 March 2026"),
            ("2026-02-01", "the record ends on 1 February 2026"),
        ],
    )
    def test_record_ends(self, exported_on: str, reason: str | None) -> None:
        """Days after the export are unknown, whatever the audit date."""
        made = Case(record(exported_on=exported_on, visits=[]), date(2026, 6, 1))
        assert reason == self.why(made)

    def test_without_a_field(self) -> None:
        """A field that the system cannot give takes nothing from the items."""
        assert self.why(covered(without=["seen_alone"])) is None

    def test_of_another_section(self) -> None:
        """What is said of one section says nothing of another."""
        made = case(visits=[], plans=[], coverage={"plans": {"complete": False}})
        assert self.why(made) is None
        assert self.why(made, "plans") == "the export of plans is not complete"


class TestOnceACase:
    def test_once_for_each_case(self) -> None:
        """What is derived is worked out once for a case, and again for another."""
        asked: list[str] = []

        @once_a_case
        def derived(of: Case) -> str:
            asked.append(of.case_id)
            return of.case_id.lower()

        one, other = Case(record("A")), Case(record("B"))
        assert [derived(one), derived(one), derived(other), derived(one)] == ["a", "a", "b", "a"]
        assert asked == ["A", "B"]

    def test_none_is_remembered(self) -> None:
        """An answer of None is an answer."""
        asked: list[str] = []

        @once_a_case
        def derived(of: Case) -> None:
            asked.append(of.case_id)

        made = case()
        derived(made)
        derived(made)
        assert len(asked) == 1
