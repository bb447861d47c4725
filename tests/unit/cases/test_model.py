"""What the items of a case are called, and what makes each of them that item."""

from __future__ import annotations

from datetime import date

import pytest

from qaudit.cases.model import Child, LegalStatus, Placement, Review, Supervision, TextSection


class TestLabel:
    def test_its_own_id_and_first_day(self) -> None:
        """An item is called by what it is, its own id and the day it began."""
        placement = Placement(
            pointer="/placements/0",
            placement_id="P3",
            carer_id="C1",
            start_date=date(2021, 3, 4),
            end_date=date(2021, 5, 6),
        )
        assert placement.naming.label == "placement P3 of 4 March 2021"

    def test_without_an_id_or_a_day(self) -> None:
        """What is not recorded is not said; an id that names a person is not the item's."""
        assert Supervision(pointer="/supervisions/0", worker_id="W1").naming.label == "supervision"
        status = LegalStatus(pointer="/legal_statuses/0", end_date=date(2021, 5, 6))
        assert status.naming.label == "legal status of 6 May 2021"
        assert (
            TextSection(pointer="/plans/0/sections/0", heading="Family").naming.label == "section"
        )

    def test_a_child(self) -> None:
        """A child is not called by the date of birth, which is part of the identity."""
        child = Child(pointer="/child", date_of_birth=date(2014, 5, 17))
        assert child.naming.label == "child"
        assert child.naming.identity == "child|date_of_birth=2014-05-17"


class TestIdentity:
    @pytest.mark.parametrize(
        ("own_id", "told"),
        [
            ("P3", "placement|P3|start_date=2021-03-04"),
            (None, "placement|U6|start_date=2021-03-04"),
        ],
    )
    def test_the_day_it_began_and_its_id_or_its_codes(self, own_id: str | None, told: str) -> None:
        """It is the same item wherever it stands, and once its end is recorded."""
        identities = {
            Placement(
                pointer=pointer,
                placement_id=own_id,
                carer_id=carer,
                placement_type="U6",
                start_date=date(2021, 3, 4),
                end_date=end,
            ).naming.identity
            for pointer, carer in (("/placements/0", "C1"), ("/placements/7", "C2"))
            for end in (None, date(2021, 5, 6))
        }
        assert identities == {told}

    def test_a_meeting_is_the_same_once_it_was_held(self) -> None:
        """By its id; the day it was due, or planned, may not be the day it was."""
        planned = Review(pointer="/reviews/0", review_id="R1", due_date=date(2021, 3, 4))
        held = Review(pointer="/reviews/0", review_id="R1", date=date(2021, 4, 1))
        assert planned.naming.identity == held.naming.identity == "review|R1"
