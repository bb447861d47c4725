"""ASM07: what a document says of the child that the record contradicts."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit, record

CODE = "ASM07"


def child(
    *texts: str,
    case_id: str = "A",
    born: str = "2014-05-17",
    sex: str = "M",
    names: tuple[str, ...] = ("Marlo Quick",),
    day: str = "2026-06-02",
    kept: bool = False,
    **named: Any,
) -> dict[str, Any]:
    """A child with one document; names, sex and birth are the child's."""
    sections = [
        {"heading": "Now", "text": text, **({"carried_forward": True} if kept else {})}
        for text in texts
    ]
    documents = [{"document_id": "D1", "type": "chronology", "date": day, "sections": sections}]
    who = {"date_of_birth": born, "sex": sex, "names": list(names)}
    return record(case_id, child=who, documents=documents, **named)


def found(*records: dict[str, Any]) -> list[Found]:
    return audit(*records, select=(CODE,))


def outcome(*texts: str, **how: Any) -> str:
    (outcome,) = found(child(*texts, **how))[0].outcomes(CODE)
    return outcome


class TestAge:
    @pytest.mark.parametrize(
        "text",
        [
            "Marlo is 10 years old and likes swimming.",
            "Marlo is ten years old and likes swimming.",
            "Marlo, aged 10, likes swimming.",
            "Marlo (10) likes swimming.",
            "This 10-year-old Marlo likes swimming.",
            "Marlo is now aged 10.",
        ],
    )
    def test_a_wrong_age_is_not_met(self, text: str) -> None:
        """Twelve on the day, said to be ten, however it is written."""
        assert outcome(text) == "not_met"
        assert outcome(text.replace("10", "12").replace("ten", "twelve")) == "met"

    @pytest.mark.parametrize(
        "text",
        [
            "When Marlo was 10 years old an arm was broken.",
            "Marlo was 10 years old at the time.",
            "Marlo has 10 cousins and 3 bikes.",
            "Marlo is one of three children.",
            "His brother is 10 years old.",
        ],
    )
    def test_what_is_not_said_of_the_child_today_is_passed_over(self, text: str) -> None:
        """The past, numbers of other things and other people are no occasion."""
        assert outcome(text) == "not_applicable"

    def test_on_the_birthday_it_is_the_new_age(self) -> None:
        """Twelve from 17 May 2026 on, eleven the day before."""
        text = "Marlo is 12 years old."
        assert outcome(text, day="2026-05-17") == "met"
        assert outcome(text, day="2026-05-16") == "not_met"

    def test_an_assessment_may_give_the_age_of_any_day_it_was_written(self) -> None:
        """Begun at eleven and authorised at twelve: both are right, ten is not."""

        def assessed(age: int) -> str:
            made = child()
            made["assessments"] = [
                {
                    "type": "child_in_care",
                    "start_date": "2026-05-01",
                    "authorised_date": "2026-06-02",
                    "sections": [{"heading": "Now", "text": f"Marlo is {age} years old."}],
                }
            ]
            (outcome,) = found(made)[0].outcomes(CODE)
            return outcome

        assert [assessed(age) for age in (10, 11, 12, 13)] == [
            "not_met",
            "met",
            "met",
            "not_met",
        ]

    def test_the_place_is_pointed_at(self) -> None:
        """The evidence names the text, and where in it the words stand."""
        row = found(child("It rained.", "All is well. Marlo, aged 10, swims."))[0].only(CODE)
        assert row["facts"] == {"age": 1}
        assert row["evidence"][1] == {
            "pointer": "/documents/0/sections/1/text",
            "label": "age, characters 13 to 28",
        }
        assert row["message"] == "it gives an age of 10, not 12"


class TestPronouns:
    def test_pronouns_of_the_other_sex_throughout_are_not_met(self) -> None:
        """A boy of whom a whole section says she."""
        text = "Marlo likes school. She reads well. Her room is tidy and she keeps it so."
        assert outcome(text) == "not_met"
        assert outcome(text, sex="F") == "met"

    def test_where_somebody_else_may_be_meant_nothing_is_said(self) -> None:
        """She may be the mother."""
        text = "Marlo saw his mother. She smiled. She stayed. Her bus was late."
        assert outcome(text) == "not_applicable"

    def test_nor_where_another_name_has_other_letters(self) -> None:
        """Łucja may be she."""
        text = "Marlo met Łucja. She smiled. She stayed. Her bus was late."
        assert outcome(text) == "not_applicable"

    def test_two_may_be_a_slip(self) -> None:
        """Fewer than three are no finding."""
        assert outcome("Marlo likes school. She reads, and her room is tidy.") == "not_applicable"


class TestPlacement:
    PLACEMENTS = (
        {"start_date": "2024-01-08", "end_date": "2025-09-01", "placement_type": "K2"},
        {"start_date": "2025-09-01", "placement_type": "U6"},
    )

    def lives(self, text: str) -> str:
        return outcome(text, placements=list(self.PLACEMENTS))

    def test_a_kind_of_home_that_had_ended_is_not_met(self) -> None:
        """In foster care since September, said to live in a children's home."""
        assert self.lives("Marlo lives in a children's home.") == "not_met"
        assert self.lives("Marlo lives with foster carers.") == "met"

    def test_a_home_the_child_never_had_is_left_alone(self) -> None:
        """A kind of home that is in no row may be recorded otherwise: not called stale."""
        assert self.lives("Marlo lives with his mother.") == "met"

    def test_the_past_is_the_past(self) -> None:
        """What was so is not said to be so."""
        assert self.lives("Marlo was placed in a residential home until last year.") == (
            "not_applicable"
        )


class TestAnotherChildsName:
    def copied(self, name: str) -> list[Found]:
        pasted = (
            "{} wakes before six most mornings and creeps down to feed the rabbit, and has kept "
            "a list on the fridge of what each rabbit will and will not eat since the summer "
            "fair, where the first of them was won at a stall run by the allotment society."
        )
        source = child(
            pasted.format("Tansy"), case_id="B", names=("Tansy Quick",), sex="F", day="2026-01-05"
        )
        target = child(pasted.format(name), case_id="A")
        target["child"]["sibling_case_ids"] = ["B"]
        return found(target, source)

    def test_the_name_of_the_child_it_was_copied_from_is_not_met(self) -> None:
        """A sister's name in what was pasted from her record."""
        row = self.copied("Tansy")[0].only(CODE)
        assert row["outcome"] == "not_met"
        assert row["message"] == "it gives the name of the child it was copied from"
        assert row["evidence"][1]["label"] == "name, characters 0 to 5"

    def test_with_the_childs_own_name_there_is_none(self) -> None:
        """Copied it may be (ASM03); it names nobody else."""
        assert self.copied("Marlo")[0].outcomes(CODE) == ["not_applicable"]


class TestWhoseNameItIs:
    PASTED = (
        "On most mornings {} wakes before six and creeps down to feed the rabbit, and has kept "
        "a list on the fridge of what each rabbit will and will not eat since the summer "
        "fair, where the first of them was won at a stall run by the allotment society."
    )

    def outcomes(
        self, text: str, *, theirs: str, own: str = "Marlo Quick", sibling: bool = True
    ) -> list[str]:
        """Of a child whose document is pasted from that of another."""
        source = child(text, case_id="B", names=(theirs,), day="2026-01-05")
        target = child(text, case_id="A", names=(own,) if own else ())
        target["child"]["sibling_case_ids"] = ["B"] if sibling else []
        return found(target, source)[0].outcomes(CODE)

    @pytest.mark.parametrize(
        ("theirs", "written"),
        [
            ("Siân Quick", "Siân"),
            ("Łucja Nowak", "Łucja"),
            ("Mary-Kate Quick", "Mary-Kate"),
            ("Da'Shawn Quick", "Da’Shawn"),
            ("Zoë Quick", "Zoe\u0308"),
            ("محمد علي", "محمد"),
            ("Tansy Quick", "TANSY"),
            ("Tansy Quick", "Tansy’s rabbit"),
        ],
    )
    def test_any_name_however_it_is_written(self, theirs: str, written: str) -> None:
        """Letters of any alphabet, apostrophes and hyphens of any kind."""
        assert self.outcomes(self.PASTED.format(written), theirs=theirs) == ["not_met"]
        assert self.outcomes(self.PASTED.format("Wilf"), theirs=theirs) == ["not_applicable"]

    def test_where_it_stands_the_second_time(self) -> None:
        """A name before the pasted passage does not hide the one in it."""
        pasted = self.PASTED.format("Tansy")
        source = child(pasted, case_id="B", names=("Tansy",), day="2026-01-05")
        target = child(f"Tansy is a sister of ours who came by today. {pasted}", case_id="A")
        (row,) = found(target, source)[0].of(CODE)
        assert row["evidence"][1]["label"] == "name, characters 62 to 67"

    def test_a_passage_that_speaks_of_both(self) -> None:
        """What names the child and a sibling may stand in both records."""
        both = self.PASTED.format("Tansy beside Marlo")
        assert self.outcomes(both, theirs="Tansy Quick") == ["not_applicable"]
        assert self.outcomes(both, theirs="Tansy Quick", sibling=False) == ["not_met"]

    def test_a_child_whose_name_is_not_known(self) -> None:
        """It cannot be told whether a sibling's name stands for the child's."""
        pasted = self.PASTED.format("Tansy")
        assert self.outcomes(pasted, theirs="Tansy", own="") == ["not_applicable"]
        assert self.outcomes(pasted, theirs="Tansy", own="", sibling=False) == ["not_met"]

    def test_a_name_that_is_a_month(self) -> None:
        """The fifth of May is nobody."""
        assert self.outcomes(self.PASTED.format("he, on 5 May,"), theirs="May") == [
            "not_applicable"
        ]


class TestWhatIsNotLookedAt:
    def test_sections_kept_on_purpose(self) -> None:
        """Carried forward after a look at it: the author stands by it."""
        assert outcome("Marlo is 10 years old.", kept=True) == "not_applicable"

    def test_a_child_without_names(self) -> None:
        """Without a name nothing is known to be said of the child."""
        assert outcome("Marlo is 10 years old.", names=()) == "not_applicable"

    def test_texts_not_exported(self) -> None:
        """No text is not text without fault."""
        assert found(record("A"))[0].outcomes(CODE) == ["cannot_tell"]
