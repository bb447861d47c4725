"""The letter: it says no more than the numbers bear, and every claim leads to them."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from typing import Any

import docx
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from qaudit.checking.changes import AreaChange, Changes, ComparedReport, FindingSums, RateChange
from qaudit.checking.results import AxisGrade, CheckSum, GradedSum, ServiceResult
from qaudit.checking.standards import Area
from qaudit.grading.rates import rate
from qaudit.letters.markdown import as_markdown
from qaudit.letters.model import Letter, Sentence
from qaudit.letters.opening import About
from qaudit.letters.points import Kind, points
from qaudit.letters.turns import Turns, listed, number
from qaudit.letters.word import as_word
from qaudit.letters.writing import write_letter
from support import host

ABOUT = About(
    first="2024-09-30", earliest="2026-09-30", last="2026-09-30", tolerated=0.2, occasions=1234
)


def check_sum(code: str, met: int, judged: int, **how: Any) -> CheckSum:
    """What came of one of the standard checks, all of it in the graded time."""
    check = host().checks[code]
    assert check.wording
    graded = GradedSum(
        rate=rate(met, judged),
        harm=how.get("harm", 0),
        cases=how.get("cases", min(judged, 20)),
        cases_not_met=how.get("cases_not_met", min(judged - met, 20)),
    )
    return CheckSum(
        name=check.name,
        summary=check.summary,
        area=check.area.value,
        axis=check.axis.value,
        force=check.force.value,
        outcomes={},
        silent={},
        rate=rate(met, judged),
        cases_not_met=0,
        graded=graded,
        wording={
            "counted": check.wording.counted,
            "met": check.wording.met,
            "not_met": check.wording.not_met,
            "effect": check.wording.effect,
        },
    )


def service(checks: dict[str, CheckSum], cases: int = 30) -> ServiceResult:
    """A service in which each area of the checks is good."""
    areas = {row["area"] for row in checks.values()}
    return ServiceResult(
        cases=cases,
        grade="good",
        lines=["so good"],
        areas={
            area.value: {"grade": "good", "axes": {}, "lines": []}
            for area in Area
            if area.value in areas
        },
        checks=checks,
    )


def slipped(*areas: Area, cases_before: int = 30) -> Changes:
    """What changed since an audit of so many: some areas slipped, from good."""
    nothing = RateChange(
        change="slipped",
        before=rate(90, 100),
        after=rate(50, 100),
        difference=-0.4,
        interval=[-0.5, -0.3],
        since=rate(10, 20),
    )
    sums = FindingSums(before=3, after=2, remaining=1, resolved={}, new={})
    change = AreaChange(
        change="slipped",
        grade={"before": "good", "after": "inadequate"},
        axes={"compliance": nothing},
        harm={"before": 0, "after": 0},
        early=False,
        findings=sums,
        lines=[],
    )
    one = ComparedReport(
        digest=None, as_at=None, profile="letters", version="1", cases=cases_before
    )
    return Changes(
        before=one,
        after=one,
        cases={"both": 0, "record_changed": 0, "only_before": [], "only_after": []},
        standard=[],
        grade={"before": "good", "after": "good"},
        lines=[],
        areas={area.value: change for area in areas},
        checks={},
        findings=sums,
    )


def sentences(letter: Letter) -> list[Sentence]:
    """All of a letter's sentences, in order."""
    opening = [sentence for paragraph in letter.opening for sentence in paragraph]
    inside = [
        sentence
        for section in letter.sections
        for sentence in itertools.chain(*section.paragraphs, section.points)
    ]
    return opening + inside


def told(**checks: CheckSum) -> str:
    """The text of the findings by area."""
    letter = write_letter(service(checks), ABOUT)
    by_area = [section for section in letter.sections if section.level == 3]
    return " ".join(
        sentence.text for section in by_area for part in section.paragraphs for sentence in part
    )


class TestWhatPeopleJudged:
    def test_an_area(self) -> None:
        """Where an area was judged, the grade that follows stands first, and can be traced."""
        found = service({"VIS02": check_sum("VIS02", 196, 200)})
        found.as_judged = {"grade": "inadequate", "lines": ["VIS judged inadequate"]}
        letter = write_letter(found, ABOUT)
        (said,) = (one for one in sentences(letter) if "practice overall is" in one.text)
        assert said.text == (
            "By its areas as they were judged, practice overall is inadequate; the indicative "
            "grade is good."
        )
        (note,) = (note for note in letter.notes if note.key == "as-judged")
        assert note.text == "VIS judged inadequate"

    def test_areas_whose_judgement_takes_the_grade_away(self) -> None:
        """The letter does not go on telling the grade that no longer stands."""
        found = service({"VIS02": check_sum("VIS02", 196, 200)})
        found.as_judged = {"grade": "not_enough_evidence", "lines": ["WRK: not enough evidence"]}
        letter = write_letter(found, ABOUT)
        said = [one.text for one in sentences(letter)]
        assert (
            "By its areas as they were judged, of practice overall there is not enough evidence; "
            "the indicative grade is good."
        ) in said
        (note,) = (note for note in letter.notes if note.key == "as-judged")
        assert note.text == "WRK: not enough evidence"


class TestWords:
    def test_a_strength_is_as_common_as_its_whole_interval(self) -> None:
        """196 of 200 are the vast majority, 20 of 21 no more than most could claim."""
        assert told(VIS02=check_sum("VIS02", 196, 200)).startswith(
            "The vast majority of visits to children are used to see the child alone"
        )
        assert "ost visits" in told(VIS02=check_sum("VIS02", 39, 40))

    def test_too_many_failed_in_a_duty_and_the_child_bears_it(self) -> None:
        """Beyond what is tolerated, with what it means and for how many children."""
        assert told(REV02=check_sum("REV02", 40, 100, cases_not_met=15)) == (
            "Too many moves to another carer are not considered at a review. As a result, "
            "children move without their plan being thought through again. This was so for 15 "
            "of the 20 children it was looked at for."
        )

    def test_what_no_law_asks_is_not_routine(self) -> None:
        """The same share of a local standard."""
        assert told(PLN02=check_sum("PLN02", 40, 100)).startswith(
            "Reviews are not routinely followed by an updated plan."
        )

    def test_failures_that_chance_may_account_for_are_not_called_too_many(self) -> None:
        """Three quarters met of forty: nobody can tell that good practice is missed."""
        assert told(REV01=check_sum("REV01", 31, 40)) == "Reviews are not always held in time."

    def test_a_small_number_is_counted(self) -> None:
        """In words, as a letter has numbers, and in the singular where it is one."""
        assert told(REV01=check_sum("REV01", 6, 7)) == (
            "One of the seven reviews is not held in time."
        )
        assert told(REV01=check_sum("REV01", 7, 7)) == "All seven reviews are held in time."

    def test_of_a_small_number_of_which_all_failed_it_says_none(self) -> None:
        """All of them are not is read as not all of them are."""
        assert told(PLN02=check_sum("PLN02", 0, 8)).startswith(
            "None of the eight reviews are followed by an updated plan."
        )
        assert told(WRK01=check_sum("WRK01", 0, 8, cases=8)).startswith(
            "All eight children have had three or more social workers in a year."
        )

    def test_children_are_counted_and_not_their_occasions(self) -> None:
        """A child who came into care twice is one of nine children, and not two of twelve."""
        once = told(PLN07=check_sum("PLN07", 10, 12, cases=9, cases_not_met=1))
        assert (
            once == "One of the nine children coming into care does not have a care plan in time."
        )
        letter = write_letter(
            service({"PLN07": check_sum("PLN07", 10, 12, cases=9, cases_not_met=1)}), ABOUT
        )
        (note,) = letter.notes[-1:]
        assert note.text.startswith("care plan in time (statutory): 10 of 12 met, ")
        assert note.text.endswith(", 9 children (eight of them always)")

    def test_two_strengths_in_one_sentence_are_kept_apart(self) -> None:
        """The second does not run on from the end of the first."""
        both = {code: check_sum(code, 200, 200) for code in ("VIS02", "VIS04")}
        assert told(**both) == (
            "In almost all cases visits to children are used to see the child alone, or the record "
            "says why not, and visits to children are used to see the carer and the home."
        )

    def test_strength_and_weakness_are_set_against_each_other(self) -> None:
        """With a word between them."""
        text = told(REV01=check_sum("REV01", 200, 200), REV02=check_sum("REV02", 40, 100))
        assert text.startswith("Almost all reviews are held in time. However, too many moves")

    def test_a_check_without_words_of_its_own_is_told_by_its_name(self) -> None:
        """A council's own standard is in the letter too."""
        row = check_sum("REV02", 40, 100)
        del row["wording"]
        row["name"] = "our-own-rule"
        assert "Too many occasions for “our own rule” are not as the standard asks." in told(
            REV02=row
        )


class TestPrivacy:
    def test_what_is_known_of_fewer_than_five_children_is_not_told(self) -> None:
        """They could be recognised in it."""
        assert points({"REV02": check_sum("REV02", 1, 30, cases=4)}, 0.2) == []
        assert len(points({"REV02": check_sum("REV02", 1, 30, cases=5)}, 0.2)) == 1

    def test_harm_is_told_of_any_number_without_saying_of_how_many(self) -> None:
        """A child at risk is not left out to be discreet."""
        letter = write_letter(service({"HOM01": check_sum("HOM01", 1, 3, cases=2, harm=1)}), ABOUT)
        said = [sentence.text for sentence in sentences(letter)]
        assert any(text.startswith("One serious failure left a child at risk") for text in said)
        assert "Some requirements on the registration of homes are not kept." in said
        (note,) = [note for note in letter.notes if note.key == "HOM01"]
        assert note.text == (
            "unregistered home (local): fewer than five children, one left a child at risk"
        )

    def test_of_five_children_what_was_found_is_told_with_its_counts(self) -> None:
        """As of a group of five: who of them it was cannot be seen."""
        assert told(PLN07=check_sum("PLN07", 4, 5, cases=5, cases_not_met=1)) == (
            "One of the five children coming into care does not have a care plan in time."
        )

    def test_of_an_area_of_few_of_the_children_the_grade_alone_is_noted(self) -> None:
        """It is not among the weakest, and its numbers stand nowhere."""
        found = service({"REV01": check_sum("REV01", 200, 200), "PRF01": check_sum("PRF01", 1, 9)})
        found.checks["PRF01"]["graded"]["cases"] = 4
        axes: dict[str, AxisGrade] = {"compliance": {"grade": "inadequate", "rate": rate(1, 9)}}
        found.areas["PRF"] = {"grade": "inadequate", "axes": axes, "lines": []}
        letter = write_letter(found, ABOUT)
        said = [sentence.text for sentence in sentences(letter)]
        assert not any("weakest" in text for text in said)
        assert any(text.startswith("Of private fostering nothing is told here") for text in said)
        (note,) = [note for note in letter.notes if note.key == "PRF"]
        assert note.text == "Private fostering: inadequate"
        found.checks["PRF01"]["graded"]["cases"] = 5
        letter = write_letter(found, ABOUT)
        assert "The weakest area is private fostering." in [one.text for one in sentences(letter)]
        (note,) = [note for note in letter.notes if note.key == "PRF"]
        assert note.text.startswith("Private fostering: inadequate; compliance 1 of 9 met, ")

    def test_nor_is_it_told_how_such_an_area_changed(self) -> None:
        """Neither that it did nor its numbers of both times."""
        checks = {"REV01": check_sum("REV01", 50, 100), "PRF01": check_sum("PRF01", 1, 9)}
        checks["PRF01"]["graded"]["cases"] = 4
        found = service(checks)
        found.changes = slipped(Area.APR, Area.PRF)
        letter = write_letter(found, ABOUT)
        (section,) = [one for one in letter.sections if "changed" in one.heading]
        assert "It has slipped in assessments, plans and reviews." in [
            one.text for part in section.paragraphs for one in part
        ]
        assert "PRF-changes" not in [note.key for note in letter.notes]

    @pytest.mark.parametrize(("before", "now"), [(4, 30), (30, 4)])
    def test_failures_are_counted_of_enough_files_alone(self, before: int, now: int) -> None:
        """Both times: the count of one audit would be told by the letter on the other."""
        found = service({"REV01": check_sum("REV01", 50, 100)}, cases=now)
        found.changes = slipped(Area.APR, cases_before=before)
        said = [one.text for one in sentences(write_letter(found, ABOUT))]
        assert "It has slipped in assessments, plans and reviews." in said
        assert not any("found three failures" in text for text in said)
        found.cases, found.changes = 5, slipped(Area.APR, cases_before=5)
        said = [one.text for one in sentences(write_letter(found, ABOUT))]
        assert any("found three failures" in text for text in said)

    def test_of_fewer_than_five_files_nothing_but_grades_is_told(self) -> None:
        """And the letter says why."""
        letter = write_letter(service({"REV02": check_sum("REV02", 40, 100)}, cases=4), ABOUT)
        said = " ".join(sentence.text for sentence in sentences(letter))
        assert "so that none of them can be recognised" in said
        assert "moves" not in said

    def test_of_few_files_it_is_not_denied_that_harm_is_told(self) -> None:
        """It says before that nothing is told but the grades and whether a child was at risk."""
        letter = write_letter(
            service({"HOM01": check_sum("HOM01", 1, 3, cases=2, harm=1)}, cases=2), ABOUT
        )
        said = [sentence.text for sentence in sentences(letter)]
        assert any("and whether a child was left at risk" in text for text in said)
        assert any(text.startswith("One serious failure left a child at risk") for text in said)


class TestDays:
    def test_files_of_different_days_are_not_said_to_be_of_one(self) -> None:
        """Each is as at its own export, and the letter says between which days these were."""
        checks = {"REV01": check_sum("REV01", 6, 7)}
        apart = evolve(ABOUT, earliest="2026-03-31")
        first = sentences(write_letter(service(checks), apart))[0].text
        assert first.endswith(
            "found, each as at its own export, from 31 March 2026 to 30 September 2026."
        )
        assert sentences(write_letter(service(checks), ABOUT))[0].text.endswith(
            "found, as at 30 September 2026."
        )


class TestWaived:
    def test_it_says_how_many_failures_somebody_answers_for(self) -> None:
        """So that nobody takes what is not told for met; nothing where there is none."""
        row = check_sum("REV02", 12, 20)
        row["outcomes"]["waived"] = 2
        said = " ".join(one.text for one in sentences(write_letter(service({"REV02": row}), ABOUT)))
        assert "Two failures are waived: somebody answers for that until a day." in said
        row["outcomes"]["waived"] = 1
        said = " ".join(one.text for one in sentences(write_letter(service({"REV02": row}), ABOUT)))
        assert "One failure is waived" in said
        assert "waived" not in told(REV02=check_sum("REV02", 12, 20))


class TestTraces:
    @given(
        st.dictionaries(
            st.sampled_from(sorted(host().checks)),
            st.tuples(st.integers(0, 300), st.integers(1, 300), st.integers(0, 2)),
            max_size=20,
        )
    )
    def test_every_claim_leads_to_a_note_and_every_note_to_a_claim(
        self, drawn: dict[str, tuple[int, int, int]]
    ) -> None:
        """Whatever was found; what names no note says nothing of practice."""
        checks = {
            code: check_sum(
                code, min(met, judged), judged, harm=min(harm, judged - min(met, judged))
            )
            for code, (met, judged, harm) in drawn.items()
        }
        letter = write_letter(service(checks), ABOUT)
        named = [key for sentence in sentences(letter) for key in sentence.notes]
        assert set(named) == {note.key for note in letter.notes}
        for sentence in sentences(letter)[len(letter.opening[0]) :]:
            if any(row["wording"]["counted"] in sentence.text for row in checks.values()):
                assert sentence.notes, sentence
        for paragraph in itertools.chain.from_iterable(one.paragraphs for one in letter.sections):
            for sentence in paragraph:
                assert re.fullmatch(r"[A-Z“0-9].*[.:]", sentence.text), sentence.text

    def test_the_numbers_of_a_note_are_those_of_the_check(self) -> None:
        """The count, the share and its interval, and the children."""
        letter = write_letter(service({"REV02": check_sum("REV02", 12, 20)}), ABOUT)
        (note,) = [note for note in letter.notes if note.key == "REV02"]
        assert note.text == (
            "review after placement change (statutory): 12 of 20 met, 60% (39 to 78%), 20 children"
        )


class TestForms:
    def letter(self) -> Letter:
        """A letter with something of everything."""
        return write_letter(
            service(
                {
                    "REV01": check_sum("REV01", 200, 200),
                    "REV02": check_sum("REV02", 40, 100),
                    "HOM01": check_sum("HOM01", 4, 10, harm=3),
                    "SUP01": check_sum("SUP01", 31, 40),
                }
            ),
            ABOUT,
        )

    def test_markdown_has_a_footnote_for_each_code(self) -> None:
        """Each is defined once and named at least once."""
        text = as_markdown(self.letter())
        defined = re.findall(r"^\[\^([^]]+)\]:", text, re.MULTILINE)
        named = re.findall(r"\[\^([^]]+)\](?!:)", text)
        assert sorted(set(named)) == sorted(defined)

    def test_word_says_what_markdown_says(self) -> None:
        """The same sentences in the same order, and the numbers in a table."""
        letter = self.letter()
        document = docx.Document(io.BytesIO(as_word(letter)))
        written = " ".join(paragraph.text for paragraph in document.paragraphs)
        places = [written.find(sentence.text) for sentence in sentences(letter)]
        assert -1 not in places
        (table,) = document.tables
        assert [tuple(cell.text for cell in row.cells) for row in table.rows[1:]] == [
            (note.key, note.text) for note in letter.notes
        ]

    def test_word_gives_the_same_bytes_on_any_day(self) -> None:
        """No part of the archive has a clock in it."""
        data = as_word(self.letter())
        assert data == as_word(self.letter())
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {part.date_time[0] for part in archive.infolist()} == {2000}


class TestVariety:
    def test_no_two_findings_in_a_row_begin_alike_in_what_they_mean(self) -> None:
        """What a weakness means for the child is led in by another phrase each time."""
        checks = {code: check_sum(code, 40, 100) for code in ("REV01", "REV02", "VIS01", "HED02")}
        text = told(**checks)
        leads = re.findall(
            r"(As a result,|This means that|As a result of this,|The result is)", text
        )
        assert all(one != other for one, other in itertools.pairwise(leads))
        assert len(set(leads)) >= 3

    def test_turns_come_round(self) -> None:
        """Each way in turn, apart for each thing that can be said."""
        turns = Turns()
        assert [turns.next(("a", "b")) for _ in range(3)] == ["a", "b", "a"]
        assert turns.next(("c", "d")) == "c"


@pytest.mark.parametrize(
    ("things", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a, b and c", "d"], "a, b and c; and d"),
    ],
)
def test_things_are_listed_as_people_list_them(things: list[str], expected: str) -> None:
    """With semicolons where one of them is itself a list."""
    assert listed(things) == expected


def test_numbers_up_to_ten_are_words() -> None:
    """And large ones have a comma."""
    assert [number(count) for count in (0, 1, 10, 11, 1200)] == ["no", "one", "ten", "11", "1,200"]


def test_kinds_follow_the_words() -> None:
    """Strength from most on; isolated where few failed; weakness beyond what is tolerated."""
    rows = {
        "REV01": check_sum("REV01", 97, 100),
        "VIS01": check_sum("VIS01", 176, 204),
        "REV02": check_sum("REV02", 60, 100),
        "SUP01": check_sum("SUP01", 31, 40),
        "HOM01": check_sum("HOM01", 99, 100, harm=1),
        "PER01": check_sum("PER01", 3, 6),
    }
    assert {point.code: point.kind for point in points(rows, 0.2)} == {
        "REV01": Kind.STRENGTH,
        "VIS01": Kind.ISOLATED,
        "REV02": Kind.WEAKNESS,
        "SUP01": Kind.NOT_ALWAYS,
        "HOM01": Kind.WEAKNESS,
        "PER01": Kind.WEAKNESS,
    }
