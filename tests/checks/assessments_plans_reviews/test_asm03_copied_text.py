"""ASM03: its thresholds, what is no copying, and where it points.

The texts are words that nobody would write, so that nothing is alike by chance: of a document
of a hundred words just those stand elsewhere that a test has put there.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit, record

CODE = "ASM03"
FIRST, SECOND = "2025-03-03", "2026-03-02"
LETTERS = "abcdefghijklmnoprstuvwz"


def words(count: int, seed: str) -> list[str]:
    """Words of seven letters that stand in no other text but one of the same seed."""
    chance = random.Random(seed)  # noqa: S311
    return ["".join(chance.choices(LETTERS, k=7)) for _ in range(count)]


def text(*parts: list[str]) -> str:
    return " ".join(word for part in parts for word in part)


def assessment(day: str | None, *sections: tuple[str, str], **named: Any) -> dict[str, Any]:
    """An assessment with sections of heading and text."""
    return {
        "type": "child_and_family",
        "authorised_date": day,
        "sections": [{"heading": heading, "text": text} for heading, text in sections],
        **named,
    }


def history(day: str | None, text: str) -> dict[str, Any]:
    """An assessment with one section, which is none of those that matter more."""
    return assessment(day, ("Family history", text))


def child(case_id: str, *assessments: dict[str, Any], **named: Any) -> dict[str, Any]:
    return record(case_id, assessments=list(assessments), **named)


def copied(*records: dict[str, Any], settings: Any = None) -> list[Found]:
    return audit(*records, select=(CODE,), settings=settings)


def about(found: Found, pointer: str) -> ObservationRow:
    """The observation of one document."""
    (row,) = (row for row in found.of(CODE) if row["evidence"][0]["pointer"] == pointer)
    return row


def second(*records: dict[str, Any], settings: Any = None) -> ObservationRow:
    """The observation of the second assessment of the first child."""
    return about(copied(*records, settings=settings)[0], "/assessments/1")


def resolved(records: list[dict[str, Any]], case_id: str, place: dict[str, Any]) -> str:
    """The stretch of text that a place points at."""
    (made,) = (made for made in records if made["case_id"] == case_id)
    value: Any = made
    for step in place["pointer"].split("/")[1:]:
        value = value[int(step)] if step.isdecimal() else value[step]
    assert isinstance(value, str)
    return value[place["start"] : place["end"]]


def with_copy(share: int, heading: str = "Family history", of: int = 100) -> dict[str, Any]:
    """Two assessments; some words of the second stand in the first."""
    old, new = words(of, "old"), words(of, "new")
    return child(
        "T-1",
        assessment(FIRST, ("Family history", text(old))),
        assessment(SECOND, (heading, text(new[: of - share], old[:share]))),
    )


class TestThresholds:
    @pytest.mark.parametrize(("share", "outcome"), [(39, "met"), (40, "not_met")])
    def test_document(self, share: int, outcome: str) -> None:
        """A document is not met from 40% of its own words that stand in an earlier one."""
        row = second(with_copy(share))
        assert row["outcome"] == outcome
        assert row["facts"]["reused"] == share / 100
        assert row["facts"]["own_words"] == 100

    @pytest.mark.parametrize(
        "heading", ["Analysis", "Wishes and feelings", "The child's views", "Care plan", "PLANS"]
    )
    @pytest.mark.parametrize(("share", "outcome"), [(24, "met"), (25, "not_met")])
    def test_section_that_matters_more(self, heading: str, share: int, outcome: str) -> None:
        """A section of analysis, wishes and feelings or plan is not met from 25%."""
        assert second(with_copy(share, heading))["outcome"] == outcome

    @pytest.mark.parametrize("heading", ["Explanation of concerns", "Reviews", "Interviews", ""])
    def test_section_that_does_not(self, heading: str) -> None:
        """A heading that only has the letters of such a word in it does not matter more."""
        assert second(with_copy(39, heading))["outcome"] == "met"

    def test_section_beside_others(self) -> None:
        """A copied analysis is not met though most of the document is its author's own."""
        old = words(100, "old")
        new = assessment(
            SECOND,
            ("Family history", text(words(200, "history"))),
            ("Analysis", text(words(75, "analysis"), old[:25])),
        )
        row = second(child("T-1", history(FIRST, text(old)), new))
        assert row["outcome"] == "not_met"
        assert row["facts"]["reused"] == round(25 / 300, 4)
        assert "25% of this assessment's analysis" in row["message"]
        assert "(25 of 100 words)" in row["message"]

    def test_section_copied_from_elsewhere_than_the_rest(self) -> None:
        """What is said of the analysis names the document that the analysis stands in."""
        facts, thoughts = words(90, "facts"), words(40, "thoughts")
        sources = [
            history("2025-03-03", text(facts)),
            history("2025-06-02", text(thoughts)),
        ]
        new = assessment(
            SECOND,
            ("Family history", text(facts, words(300, "own"))),
            ("Analysis", text(thoughts, words(20, "thought"))),
        )
        (found,) = copied(child("T-1", *sources, new))
        assert about(found, "/assessments/2")["message"] == (
            "67% of this assessment's analysis stands in the assessment of 2 June 2025 "
            "(40 of 60 words)"
        )

    def test_nothing_copied(self) -> None:
        """A document that is its author's own is met, and says so."""
        row = second(with_copy(0))
        assert row["outcome"] == "met"
        assert row["message"] == "nothing of it stands in an earlier document"
        assert [one["pointer"] for one in row["evidence"]] == ["/assessments/1"]
        assert "passages" not in row

    def test_settings(self) -> None:
        """Both shares, and the words of headings, are settings."""
        own: dict[str, Any] = {CODE: {"document": "50%"}}
        assert second(with_copy(49), settings=own)["outcome"] == "met"
        assert second(with_copy(50), settings=own)["outcome"] == "not_met"
        own = {CODE: {"section": "30%", "matters_more": ["history"]}}
        assert second(with_copy(29), settings=own)["outcome"] == "met"
        assert second(with_copy(30), settings=own)["outcome"] == "not_met"

    @pytest.mark.parametrize(("count", "looked_at"), [(29, False), (30, True)])
    def test_fewest_words(self, count: int, looked_at: bool) -> None:
        """A document of under 30 words is too little to look at."""
        (found,) = copied(child("T-1", history(FIRST, text(words(count, "few")))))
        assert found.outcomes(CODE) == ["met" if looked_at else "not_applicable"]

    @pytest.mark.parametrize(("count", "outcome"), [(29, "met"), (30, "not_met")])
    def test_fewest_words_of_a_section(self, count: int, outcome: str) -> None:
        """A section of under 30 words is too little to fail a document by itself."""
        old = text(words(count, "old"))
        new = assessment(SECOND, ("Family history", text(words(200, "new"))), ("Analysis", old))
        assert second(child("T-1", history(FIRST, old), new))["outcome"] == outcome


class TestWhatIsSaid:
    def test_facts_and_message(self) -> None:
        """The message says how much, of what and from where; the facts say it in numbers."""
        row = second(with_copy(72))
        assert row["message"] == (
            "72% of this assessment stands in the assessment of 3 March 2025 (72 of 100 words)"
        )
        assert row["facts"] == {
            "reused": 0.72,
            "exact_ten_words": 0.72,
            "template": 0.0,
            "own_words": 100,
        }
        assert [one["pointer"] for one in row["evidence"]] == ["/assessments/1", "/assessments/0"]
        assert (row["on"], row["due"], row["done"]) == (SECOND, None, None)
        assert (row["force"], row["axis"]) == ("heuristic", "quality")

    def test_never_text_out_of_the_record(self) -> None:
        """Neither the message nor the passages repeat what the record says."""
        made = with_copy(72)
        said = str(second(made))
        assert not any(word in said for word in words(100, "old"))

    def test_earlier_document_is_no_copy(self) -> None:
        """Of two documents the later is the copy, wherever the two stand in the record."""
        made = with_copy(72)
        made["assessments"].reverse()
        (found,) = copied(made)
        assert about(found, "/assessments/0")["outcome"] == "not_met"
        assert about(found, "/assessments/1")["outcome"] == "met"

    def test_no_day(self) -> None:
        """A document without a day may have come first: cannot tell."""
        shared = text(words(60, "shared"))
        undated = {"sections": [{"heading": "Notes", "text": shared}]}
        (found,) = copied(child("T-1", history(FIRST, shared), documents=[undated]))
        row = about(found, "/documents/0")
        assert row["outcome"] == "cannot_tell"
        assert "may have come first" in row["message"]

    def test_draft(self) -> None:
        """An assessment that nobody has authorised is still being written: not due."""
        made = with_copy(72)
        made["assessments"][1].update(authorised_date=None, start_date=SECOND)
        row = second(made)
        assert row["outcome"] == "not_due"
        assert row["message"].startswith("still a draft; so far: 72% of this assessment")

    def test_words_changed_in_the_copy(self) -> None:
        """A copy in which a word here and there was changed is a copy, of the kind edited."""
        old = words(100, "old")
        new = [word if index % 12 else f"x{word}" for index, word in enumerate(old)]
        row = second(child("T-1", history(FIRST, text(old)), history(SECOND, text(new))))
        assert row["outcome"] == "not_met"
        assert {passage["kind"] for passage in row["passages"]} == {"edited"}


class TestOneDay:
    """What was written on one day: neither document is the earlier one."""

    SHARED = words(60, "shared")

    def test_of_one_child(self) -> None:
        """A plan agreed with its assessment says the same: cannot tell which was first."""
        plan = {
            "type": "care",
            "agreed_date": SECOND,
            "sections": [{"heading": "Notes", "text": text(self.SHARED)}],
        }
        made = record(assessments=[history(SECOND, text(self.SHARED))], plans=[plan])
        (found,) = copied(made)
        assert about(found, "/assessments/0")["outcome"] == "met"
        row = about(found, "/plans/0")
        assert row["outcome"] == "cannot_tell"
        assert row["message"].endswith("both were written on one day, so it may have come first")

    @pytest.mark.parametrize(("older", "outcome"), [(39, "cannot_tell"), (40, "not_met")])
    def test_with_an_older_one(self, older: int, outcome: str) -> None:
        """What an older document has is enough by itself, or is not."""
        old, new = words(older, "old"), words(100 - older - 30, "new")
        on_the_day = words(30, "on the day")
        made = child(
            "T-1",
            history(FIRST, text(old)),
            history(SECOND, text(words(50, "other"), on_the_day)),
            history(SECOND, text(old, new, on_the_day)),
        )
        assert about(copied(made)[0], "/assessments/2")["outcome"] == outcome

    def test_a_section_with_an_older_one(self) -> None:
        """An analysis of last year is copied, whatever else is of the day."""
        old, on_the_day = words(40, "old"), words(90, "on the day")
        made = child(
            "T-1",
            history(FIRST, text(old)),
            history(SECOND, text(on_the_day)),
            assessment(SECOND, ("Family history", text(on_the_day)), ("Analysis", text(old))),
        )
        assert about(copied(made)[0], "/assessments/2")["outcome"] == "not_met"

    def test_of_two_children(self) -> None:
        """A sister's record pasted on the day it was written is pasted all the same."""
        kin = {"sibling_case_ids": ["T-1", "T-2"]}
        records = [child(f"T-{n}", history(SECOND, text(self.SHARED)), child=kin) for n in (1, 2)]
        assert [found.outcomes(CODE) for found in copied(*records)] == [["met"], ["not_met"]]


class TestHowItIsWritten:
    def test_typographic_signs_and_tables(self) -> None:
        """Quotation marks, apostrophes, bars and line breaks are no words: verbatim is verbatim."""
        said = '"It\'s mine," ' + text(words(60, "said"))
        old = said
        new = said.replace('"', "\u201c").replace("'", "\u2019").replace(" ", " | ")
        row = second(child("T-1", history(FIRST, old), history(SECOND, f"| {new} |")))
        assert row["outcome"] == "not_met"
        assert [one["kind"] for one in row["passages"]] == ["verbatim"]

    @pytest.mark.parametrize(
        "letters",
        ["abcdefghŵŷâêîô", "ąćęłńóśźżabcdek", "ابتثجحخدذرزسشص", "абвгдежзиклмно"],
        ids=["Welsh", "Polish", "Arabic", "Cyrillic"],
    )
    def test_letters_of_any_alphabet(self, letters: str) -> None:
        """A copy is found, and its places are right, whatever letters it is written with."""
        chance = random.Random(letters)  # noqa: S311
        shared = " ".join("".join(chance.choices(letters, k=6)) for _ in range(60))
        records = [child("T-1", history(FIRST, f"Old: {shared}."), history(SECOND, shared))]
        row = second(*records)
        assert row["outcome"] == "not_met"
        assert resolved(records, "T-1", row["passages"][0]["source"]) == shared


class TestPlaces:
    def test_offsets_point_at_the_copied_text(self) -> None:
        """Offsets count code points of the string that the pointer leads to, on both sides."""
        shared = text(words(60, "shared"))
        old = f"Café \U0001f600 {text(words(20, 'a'))}. {shared}. {text(words(20, 'b'))}"
        new = f"\U0001f469\u200d\U0001f467 naïve {text(words(33, 'c'))}: {shared}!"
        records = [child("T-1", history(FIRST, old), history(SECOND, new))]
        row = second(*records)
        (passage,) = row["passages"]
        assert passage["words"] == 60
        assert passage["kind"] == "verbatim"
        assert passage["relation"] == "same_case"
        assert passage["counted"] is True
        assert resolved(records, "T-1", passage["target"]) == shared
        assert passage["source"]["case_id"] == "T-1"
        assert resolved(records, "T-1", passage["source"]) == shared

    def test_sections_are_never_straddled(self) -> None:
        """What was copied from two sections into two is two passages, each within its own."""
        one, two = text(words(40, "one")), text(words(40, "two"))
        old = assessment(FIRST, ("Family history", one), ("Health", two))
        new = assessment(SECOND, ("Family history", one), ("Health", two))
        records = [child("T-1", old, new)]
        passages = second(*records)["passages"]
        assert [passage["target"]["pointer"] for passage in passages] == [
            "/assessments/1/sections/0/text",
            "/assessments/1/sections/1/text",
        ]
        assert [resolved(records, "T-1", passage["target"]) for passage in passages] == [one, two]

    def test_sections_joined_in_the_copy(self) -> None:
        """What stood in two sections and was pasted into one is one passage from each."""
        one, two = text(words(40, "one")), text(words(40, "two"))
        old = assessment(FIRST, ("Family history", one), ("Health", two))
        records = [child("T-1", old, history(SECOND, f"{one} {two}"))]
        passages = second(*records)["passages"]
        assert [passage["source"]["pointer"] for passage in passages] == [
            "/assessments/0/sections/0/text",
            "/assessments/0/sections/1/text",
        ]
        assert [resolved(records, "T-1", passage["source"]) for passage in passages] == [one, two]

    def test_pointer_past_an_empty_section(self) -> None:
        """A section without text moves no pointer."""
        shared = text(words(60, "shared"))
        old = history(FIRST, shared)
        new = assessment(SECOND, ("Family history", ""), ("Health", shared))
        records = [child("T-1", old, new)]
        (passage,) = second(*records)["passages"]
        assert passage["target"]["pointer"] == "/assessments/1/sections/1/text"
        assert resolved(records, "T-1", passage["target"]) == shared


class TestCarriedForward:
    def made(self, *, kept: bool | None) -> list[dict[str, Any]]:
        shared = text(words(60, "shared"))
        new = assessment(SECOND, ("Analysis", shared), ("Health", text(words(60, "new"))))
        new["sections"][0]["carried_forward"] = kept
        return [child("T-1", history(FIRST, shared), new)]

    def test_kept_on_purpose(self) -> None:
        """A section carried forward is shown and not counted."""
        row = second(*self.made(kept=True))
        assert row["outcome"] == "met"
        assert row["facts"]["reused"] == 0
        assert row["facts"]["own_words"] == 60
        assert row["message"] == (
            "nothing of it but standing text and what was kept on purpose "
            "stands in an earlier document"
        )
        (passage,) = row["passages"]
        assert passage["counted"] is False

    @pytest.mark.parametrize("kept", [False, None])
    def test_not_marked(self, kept: bool | None) -> None:
        """A section that is not marked, or marked as not kept, is counted."""
        row = second(*self.made(kept=kept))
        assert row["outcome"] == "not_met"
        assert [passage["counted"] for passage in row["passages"]] == [True]


class TestWhoseText:
    SHARED = text(words(60, "shared"))

    def copy_of(self, source: dict[str, Any], **target: Any) -> ObservationRow:
        """The observation of another child's later assessment with the same text."""
        copy = child("T-2", history(SECOND, self.SHARED), **target)
        return about(copied(source, copy)[1], "/assessments/0")

    @pytest.mark.parametrize("named_by", ["source", "target"])
    def test_sibling(self, named_by: str) -> None:
        """A brother's or sister's text is a sibling's, whichever of the two records says so."""
        names = {"source": ("T-1", "T-2"), "target": ("T-2", "T-1")}[named_by]
        kin: dict[str, Any] = {names[0]: {"child": {"sibling_case_ids": [names[1]]}}}
        source = child("T-1", history(FIRST, self.SHARED), **kin.get("T-1", {}))
        row = self.copy_of(source, **kin.get("T-2", {}))
        assert row["outcome"] == "not_met"
        assert [passage["relation"] for passage in row["passages"]] == ["sibling"]
        assert "the assessment of 3 March 2025 of the sibling T-1" in row["message"]
        assert row["passages"][0]["source"]["case_id"] == "T-1"
        assert [one["pointer"] for one in row["evidence"]] == ["/assessments/0"]

    def test_unrelated_child(self) -> None:
        """Another child's text is that, and the record it came from is named."""
        row = self.copy_of(child("T-1", history(FIRST, self.SHARED)))
        assert row["outcome"] == "not_met"
        assert [passage["relation"] for passage in row["passages"]] == ["unrelated"]
        assert "of another child, T-1" in row["message"]

    def test_source_in_the_other_record_is_no_copy(self) -> None:
        """The child whose text was copied has nothing to answer for."""
        source = child("T-1", history(FIRST, self.SHARED))
        copy = child("T-2", history(SECOND, self.SHARED))
        assert copied(source, copy)[0].outcomes(CODE) == ["met"]

    def test_standing_text(self) -> None:
        """What three families' records share is nobody's: standing text, not counted."""
        records = [
            child(f"T-{n}", history(f"2026-03-0{n}", f"{self.SHARED} {text(words(60, str(n)))}"))
            for n in (1, 2, 3)
        ]
        for found in copied(*records):
            (row,) = found.of(CODE)
            assert row["outcome"] == "met"
            assert row["facts"]["reused"] == 0
            assert {one["relation"] for one in row.get("passages", [])} <= {"standing_text"}

    def test_siblings_are_one_family(self) -> None:
        """Three brothers and sisters with one text are three copies, no standing text."""
        kin = {"sibling_case_ids": ["T-1", "T-2", "T-3"]}
        records = [
            child(f"T-{n}", history(f"2026-03-0{n}", self.SHARED), child=kin) for n in (1, 2, 3)
        ]
        outcomes = [found.outcomes(CODE) for found in copied(*records)]
        assert outcomes == [["met"], ["not_met"], ["not_met"]]


class TestWhichDocuments:
    def test_supervision_is_not_judged(self) -> None:
        """One supervision record copied from the last is SUP03, not this."""
        shared = [{"heading": "Discussion", "text": text(words(60, "shared"))}]
        made = record(
            supervisions=[
                {"date": FIRST, "sections": shared},
                {"date": SECOND, "sections": shared},
            ]
        )
        (found,) = copied(made)
        assert found.outcomes(CODE) == ["not_applicable"]

    def test_copied_from_a_supervision(self) -> None:
        """An assessment pasted from a supervision record is a copy."""
        shared = text(words(60, "shared"))
        made = record(
            supervisions=[{"date": FIRST, "sections": [{"heading": "Notes", "text": shared}]}],
            assessments=[history(SECOND, shared)],
        )
        (found,) = copied(made)
        row = about(found, "/assessments/0")
        assert row["outcome"] == "not_met"
        assert "in the supervision of 3 March 2025" in row["message"]

    @pytest.mark.parametrize(
        ("section", "dated"),
        [
            ("plans", "agreed_date"),
            ("reviews", "date"),
            ("visits", "date"),
            ("education_plans", "date"),
            ("direct_work", "date"),
            ("documents", "date"),
        ],
    )
    def test_any_two_documents(self, section: str, dated: str) -> None:
        """A chronology pasted into an assessment, or an assessment into a plan: any two."""
        shared = text(words(60, "shared"))
        item = {dated: SECOND, "sections": [{"heading": "Notes", "text": shared}]}
        others: dict[str, Any] = {section: [item]}
        made = record(assessments=[history(FIRST, shared)], **others)
        (found,) = copied(made)
        assert about(found, f"/{section}/0")["outcome"] == "not_met"

    def test_return_interview(self) -> None:
        """The record of a return interview is a document of the day it was held."""
        shared = text(words(60, "shared"))
        episode = {
            "start_at": "2026-03-01T20:00:00Z",
            "return_interview_at": "2026-03-02T10:00:00Z",
            "sections": [{"heading": "Notes", "text": shared}],
        }
        made = record(assessments=[history(FIRST, shared)], missing_episodes=[episode])
        (found,) = copied(made)
        row = about(found, "/missing_episodes/0")
        assert (row["outcome"], row["on"]) == ("not_met", SECOND)

    def test_audit_date_before_the_copy(self) -> None:
        """A document of after the audit date is neither judged nor copied from."""
        (found,) = audit(with_copy(72), select=(CODE,), as_at="2026-03-01")
        assert [row["evidence"][0]["pointer"] for row in found.of(CODE)] == ["/assessments/0"]

    def test_audited_from(self) -> None:
        """Documents of before the day from which is audited are sources alone."""
        (found,) = audit(with_copy(72), select=(CODE,), audited_from="2026-01-01")
        assert [row["outcome"] for row in found.of(CODE)] == ["not_met"]

    def test_no_text(self) -> None:
        """Sections without a text are nothing to look at: not applicable."""
        (found,) = copied(child("T-1", assessment(FIRST, ("Health", ""))))
        assert found.outcomes(CODE) == ["not_applicable"]

    def test_items_without_their_text(self) -> None:
        """Assessments exported without their sections are no text: cannot tell."""
        (found,) = copied(child("T-1", {"type": "pathway", "authorised_date": FIRST}))
        assert found.outcomes(CODE) == ["cannot_tell"]

    def test_nothing_exported_that_holds_text(self) -> None:
        """Where no section with text was exported it cannot be told."""
        (found,) = copied(record(placements=[]))
        assert found.outcomes(CODE) == ["cannot_tell"]


class TestBlankForms:
    FORM = text(words(60, "the form"))

    def pair(self) -> dict[str, Any]:
        """Two assessments on one form: its sixty words, and fifty of their own in each."""
        return child(
            "A",
            history(FIRST, f"{self.FORM} {text(words(50, 'one'))}"),
            history(SECOND, f"{self.FORM} {text(words(50, 'two'))}"),
        )

    def test_without_the_blank_form_its_words_look_like_copies_and_a_note_says_so(self) -> None:
        """Sixty of 110 words stand in the earlier one, and nobody can know why."""
        (found,) = copied(self.pair())
        assert about(found, "/assessments/1")["outcome"] == "not_met"
        (note,) = found.result.notes
        assert "assessments/child_and_family" in note["message"]

    def test_with_the_blank_form_its_words_count_nowhere(self, tmp_path: Path) -> None:
        """The form's sixty words are neither copied nor the document's own."""
        form = tmp_path / "form.txt"
        form.write_text(self.FORM, "utf-8")
        blank = {"blank_forms": {"assessments/child_and_family": str(form)}}
        (found,) = audit(self.pair(), select=(CODE,), surveys={"text_reuse": blank})
        row = about(found, "/assessments/1")
        assert (row["outcome"], row["facts"]["own_words"], found.result.notes) == ("met", 50, [])
