from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textreuse_support import PROSE, cohort, document, prose, texts, words_of

from qaudit.textreuse import Document, Reuse, ReusedPassage, find_reuse

FORM = "Guidance for whoever writes this.\n" + prose(40, 99)


class TestFindReuse:
    def test_a_copy_goes_from_the_earlier_to_the_later(self) -> None:
        """The later document is the target, with the offsets of the copy in both."""
        early = document("Z", prose(60, 1) + " " + PROSE, day=1)
        late = document("A", PROSE + " " + prose(60, 2), day=2)

        (found,) = find_reuse([late, early])

        assert (found.target_id, found.source_id, found.relation) == ("A", "Z", "same_case")
        assert PROSE.rstrip(".") == late.text[found.target_start : found.target_end]
        assert PROSE.rstrip(".") == early.text[found.source_start : found.source_end]
        assert ("verbatim", len(words_of(PROSE))) == (found.kind, found.words)

    def test_documents_of_one_date_are_ordered_by_id(self) -> None:
        """Of two equal documents of a day, the one with the lower id is the source."""
        (found,) = find_reuse([document("B", PROSE), document("A", PROSE)])

        assert (found.target_id, found.source_id) == ("B", "A")

    def test_a_document_without_a_date_is_the_last(self) -> None:
        """Nothing is said to be copied from a document of unknown date, if it may be the copy."""
        (found,) = find_reuse([document("A", PROSE, date=None), document("B", PROSE, day=900)])

        assert (found.target_id, found.source_id) == ("A", "B")

    @pytest.mark.parametrize(
        ("case", "family", "relation"),
        [("C1", "F1", "same_case"), ("C2", "F1", "sibling"), ("C3", "F3", "unrelated")],
    )
    def test_the_relation_is_that_of_the_source(
        self, case: str, family: str, relation: str
    ) -> None:
        """The same child, a sibling and an unrelated child are told apart."""
        documents = [
            document("A", prose(50, 1) + PROSE, case=case, family=family, day=1),
            document("B", PROSE + prose(50, 2), day=2),
        ]

        assert [relation] == [found.relation for found in find_reuse(documents)]

    def test_two_cases_without_a_family_are_unrelated(self) -> None:
        """No family given means no siblings; the same case is still the same case."""
        documents = [
            document("A", PROSE, case="C1", family=None, day=1),
            document("B", PROSE, case="C1", family=None, day=2),
            document("C", PROSE, case="C2", family=None, day=3),
        ]

        relations = {found.target_id: found.relation for found in find_reuse(documents[:2])}
        across = {found.target_id: found.relation for found in find_reuse(documents[1:])}

        assert relations == {"B": "same_case"}
        assert across == {"C": "unrelated"}

    def test_other_families_are_left_out_on_request(self) -> None:
        """With across_families=False a copy from an unrelated child is not looked for."""
        documents = [
            document("A", PROSE, case="C1", family="F1", day=1),
            document("B", PROSE, case="C2", family="F2", day=2),
        ]

        assert list(find_reuse(documents, across_families=False)) == []
        assert len(find_reuse(documents)) == 1

    def test_the_nearest_of_equal_sources_is_chosen(self) -> None:
        """Three equal documents in a row: each is from the one just before it."""
        documents = [document(name, PROSE, day=day) for day, name in enumerate("ABC")]

        pairs = [(found.target_id, found.source_id) for found in find_reuse(documents)]

        assert pairs == [("B", "A"), ("C", "B")]

    def test_the_longer_source_wins_over_the_nearer(self) -> None:
        """A document that has all of a passage is its source, not a later one with half."""
        half = " ".join(PROSE.split()[:35])
        documents = [
            document("A", PROSE, day=1),
            document("B", prose(40, 1) + " " + half + " " + prose(40, 2), day=2),
            document("C", PROSE, day=3),
        ]

        found = {passage.target_id: passage.source_id for passage in find_reuse(documents)}

        assert found == {"B": "A", "C": "A"}

    def test_two_documents_of_one_id_are_refused(self) -> None:
        """Ids must tell documents apart."""
        with pytest.raises(ValueError, match="two documents have the same id"):
            find_reuse([document("A", "x"), document("A", "y")])

    def test_documents_of_any_size(self) -> None:
        """Nothing, one word, and ten megabytes of one word beside a copy: only that is found."""
        again = "again " * (10_000_000 // 6)
        documents = [
            document("empty", "", day=1),
            document("word", "again", day=2),
            document("blank", " \n\t ", day=3),
            document("A", PROSE, day=4),
            document("long", again, day=5),
            document("B", prose(20, 1) + " " + PROSE, day=6),
        ]

        (found,) = find_reuse(documents, threads=1)

        assert ("B", "A", len(words_of(PROSE))) == (found.target_id, found.source_id, found.words)

    def test_no_documents_at_all(self) -> None:
        """Nothing in, nothing out."""
        reuse = find_reuse([])

        assert (list(reuse), reuse.masking.families, reuse.masking.forms) == ([], 0, {})


class TestParts:
    def test_passages_are_cut_at_breaks_of_both_sides(self) -> None:
        """A copy that runs over a break in target and another in source becomes three."""
        words = prose(90, 1)
        first, second = words.index(" ", 200) + 1, words.index(" ", 400) + 1
        documents = [
            document("A", words, day=1, breaks=(first,)),
            document("B", words, day=2, breaks=(second,)),
        ]

        found = list(find_reuse(documents))

        assert [(0, first - 1), (first, second - 1), (second, len(words) - 1)] == [
            (p.target_start, p.target_end) for p in found if p.target_id == "B"
        ] or [0, first, second] == [p.target_start for p in found]
        for passage in found:
            assert not passage.source_start < first < passage.source_end
            assert not passage.target_start < second < passage.target_end

    def test_a_break_inside_a_word_cuts_it(self) -> None:
        """Whatever a break cuts, no passage has it inside."""
        at = PROSE.index("regular") + 3
        documents = [
            document("A", PROSE, day=1, breaks=(at,)),
            document("B", PROSE, day=2, breaks=(at,)),
        ]

        found = list(find_reuse(documents))

        assert len(found) == 2
        assert at == found[0].target_end
        assert at == found[1].target_start

    def test_ranges_not_counted_are_shown_and_not_counted(self) -> None:
        """A passage carried forward is marked, and in neither share nor words."""
        own = prose(70, 1)
        text = PROSE + "\n" + own
        documents = [
            document("A", PROSE, day=1),
            document("B", text, day=2, not_counted=((0, len(PROSE)),)),
        ]

        reuse = find_reuse(documents)

        (found,) = reuse
        assert not found.counted
        shares = reuse.shares("B")
        assert (len(words_of(own)), 0) == (shares.words, shares.reused_words)
        assert [part.reused for part in reuse.part_shares("B")] == [1.0, 0.0]

    def test_shares_of_parts_add_up_to_the_document(self) -> None:
        """Each part's words are its own, also where parts are empty."""
        text = "\n\n" + PROSE + "\n" + prose(30, 1)
        documents = [
            document("A", PROSE, day=1),
            document("B", text, day=2, breaks=(1, 2, 2 + len(PROSE), len(text))),
        ]
        reuse = find_reuse(documents)

        parts = reuse.part_shares("B")

        assert [0, 0, len(words_of(PROSE)), 30] == [part.words for part in parts]
        assert [0, 0, len(words_of(PROSE)), 0] == [part.reused_words for part in parts]
        assert reuse.shares("B").words == sum(part.words for part in parts)


class TestShares:
    def test_a_copy_in_a_document_of_known_length(self) -> None:
        """Sixty copied words among 180 are a third, word for word."""
        copied = prose(60, 1)
        reuse = find_reuse(
            [document("A", copied, day=1), document("B", copied + " " + prose(120, 2), day=2)]
        )

        shares = reuse.shares("B")

        assert (
            shares.own_words,
            shares.reused_words,
            shares.exact_words,
            shares.template_words,
        ) == (180, 60, 60, 0)
        assert pytest.approx(1 / 3) == shares.reused
        assert reuse.shares("A").reused == 0

    @pytest.mark.parametrize(("every", "exact"), [(8, 0), (10, 0), (11, 60)])
    def test_exact_words_need_ten_in_a_row(self, every: int, exact: int) -> None:
        """Between replaced words there are nine in a row, which are no window, or ten."""
        words = prose(80, 1).split()
        edited = [f"zzq{n}" if n % every == every // 2 else word for n, word in enumerate(words)]
        shares = find_reuse(
            [document("A", " ".join(words), day=1), document("B", " ".join(edited), day=2)]
        ).shares("B")

        assert (shares.reused_words, shares.exact_words) == (80, exact)

    def test_an_unknown_document_is_a_key_error(self) -> None:
        """Shares are asked for by the id of a document that was given."""
        with pytest.raises(KeyError):
            find_reuse([document("A", PROSE)]).shares("B")


class TestMasks:
    def test_text_of_the_form_is_not_copied(self) -> None:
        """What all families' documents of a form begin with is template, not reuse."""
        reuse = find_reuse(cohort(20, form_text=FORM))

        assert list(reuse) == []
        shares = reuse.shares("D007")
        # It ends amid a line, where the sample may leave out the last few words.
        assert shares.template_words + shares.own_words == len(words_of(FORM)) + 210
        assert -7 <= shares.template_words - len(words_of(FORM)) <= 0
        assert reuse.masking.forms == {"assessment": "counting"}
        assert reuse.masking.unmasked_forms == ()

    def test_with_few_families_the_masking_says_that_nothing_is_known(self) -> None:
        """Three families cannot tell a template from copying, and the result says so."""
        reuse = find_reuse(cohort(3, form_text=FORM))

        assert reuse.masking.unmasked_forms == ("assessment",)
        assert not reuse.masking.standing_phrases
        assert [found.relation for found in reuse] == ["standing_text"] * 2

    def test_a_blank_form_masks_with_one_family(self) -> None:
        """Given the blank form, its lines and headings are template in two documents."""
        blank = "Name:\nViews of the child\n" + FORM
        documents = [
            document(
                name,
                f"Name: {name}\nViews of the child\n{FORM}\n{prose(60, day)}",
                day=day,
                blank_form=blank,
            )
            for day, name in enumerate(["Ann", "Bob"])
        ]

        reuse = find_reuse(documents)

        assert list(reuse) == []
        assert reuse.masking.forms == {"assessment": "blank_form"}
        # "Name: Bob" is no line of the blank form; its heading and guidance are.
        assert len(words_of(FORM)) + 4 == reuse.shares("Bob").template_words

    def test_text_shared_by_several_families_is_standing_text(self) -> None:
        """A paragraph in the files of four of thirty families is nobody's in particular."""
        reuse = find_reuse(cohort(30, standing=PROSE, standing_in=4))

        assert [found.relation for found in reuse] == ["standing_text"] * 3
        shares = reuse.shares("D003")
        assert (0, len(words_of(PROSE))) == (shares.reused_words, shares.standing_words)

    def test_text_shared_by_two_families_is_copied(self) -> None:
        """A paragraph that two unrelated children share is a copy."""
        (found,) = find_reuse(cohort(30, standing=PROSE, standing_in=2))

        assert (found.relation, found.target_id, found.source_id) == ("unrelated", "D001", "D000")


class TestDisk:
    def test_beyond_its_memory_the_result_is_the_same(self, tmp_path: Path) -> None:
        """Words on disk are found like words in memory, and the file is gone after."""
        documents = cohort(12, form_text=FORM, standing=PROSE, standing_in=3)

        on_disk = find_reuse(documents, memory=0, directory=tmp_path)

        assert _told(find_reuse(documents), documents) == _told(on_disk, documents)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("memory", [0, 4_000])
    def test_copies_across_families_are_found_from_disk(self, memory: int, tmp_path: Path) -> None:
        """What is looked up across families goes to disk, too, and changes nothing there."""
        documents = [
            *cohort(24, form_text=FORM, standing=PROSE, standing_in=2),
            document("late", prose(150, 1007), day=99, case="C90", family="F90"),
            document("later", prose(60, 5011), day=100, case="C91", family="F91"),
        ]

        in_memory = find_reuse(documents)
        on_disk = find_reuse(documents, memory=memory, directory=tmp_path)

        assert [(found.target_id, found.source_id) for found in in_memory if found.words > 55] == [
            ("D001", "D000"),
            ("late", "D007"),
            ("later", "D011"),
        ]
        assert _told(in_memory, documents) == _told(on_disk, documents)
        assert list(tmp_path.iterdir()) == []

    def test_the_file_is_gone_after_an_exception(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Documents that fail half way leave nothing behind, and their error comes through."""
        made: list[object] = []
        make = tempfile.TemporaryFile

        def remembered(**arguments: object) -> object:
            made.append(make(**arguments))  # type: ignore[call-overload]
            return made[-1]

        monkeypatch.setattr(tempfile, "TemporaryFile", remembered)

        def failing() -> Iterator[Document]:
            for number in range(2000):
                yield document(f"D{number}", prose(200, number % 10))
            raise OSError("the record could not be read")

        with pytest.raises(OSError, match="could not be read"):
            find_reuse(failing(), memory=0, directory=tmp_path, threads=1)

        assert [file.closed for file in made] == [True]  # type: ignore[attr-defined]
        assert list(tmp_path.iterdir()) == []

    def test_the_file_holds_no_text(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """No word of a document can be read in what is written to disk."""
        written: list[bytes] = []
        make = tempfile.TemporaryFile

        def watched(**arguments: object) -> object:
            file = make(**arguments)  # type: ignore[call-overload]
            write = file.write

            def note(data: bytes) -> object:
                written.append(data)
                return write(data)

            monkeypatch.setattr(file, "write", note)
            return file

        monkeypatch.setattr(tempfile, "TemporaryFile", watched)
        find_reuse([document("A", PROSE)], memory=0, directory=tmp_path)

        data = b"".join(written)
        assert len(data) >= 17 * len(words_of(PROSE))
        assert not any(word.encode() in data for word in words_of(PROSE) if len(word) > 4)


def _told(
    reuse: Reuse, documents: list[Document]
) -> tuple[list[ReusedPassage], object, list[object]]:
    return (
        list(reuse),
        reuse.masking,
        [
            (reuse.shares(d.id), reuse.part_shares(d.id))
            for d in sorted(documents, key=lambda d: d.id)
        ],
    )


@st.composite
def cohorts(draw: st.DrawFn) -> list[Document]:
    """Documents of a few families that share pieces of text, with breaks anywhere."""
    pieces = [PROSE, *draw(st.lists(texts, min_size=1, max_size=4))]
    documents = []
    for number in range(draw(st.integers(1, 7))):
        text = "\n".join(draw(st.lists(st.sampled_from(pieces), max_size=4)))
        offset = st.integers(0, len(text) + 5)
        documents.append(
            Document(
                id=f"D{number}",
                case=draw(st.sampled_from("abcd")),
                family=draw(st.sampled_from(["f", "g", "h", None])),
                date=draw(st.sampled_from([None, dt.date(2024, 1, 1), dt.date(2024, 6, 1)])),
                form=draw(st.sampled_from("xy")),
                text=text,
                blank_form=draw(st.sampled_from([None, "", PROSE[:120]])),
                breaks=tuple(draw(st.lists(offset, max_size=3))),
                not_counted=tuple(
                    (draw(offset), draw(offset)) for _ in range(draw(st.integers(0, 2)))
                ),
            )
        )
    return documents


class TestProperties:
    @given(documents=cohorts(), profile=st.sampled_from(["default", "tight", "deep"]))
    @settings(deadline=None, max_examples=60)
    def test_passages_lie_in_their_documents(self, documents: list[Document], profile: str) -> None:
        """Offsets are inside, breaks outside, targets apart, and verbatim means it."""
        texts_by_id = {d.id: d for d in documents}
        reached: dict[str, int] = {}

        for found in find_reuse(documents, profile=profile):
            source, target = texts_by_id[found.source_id], texts_by_id[found.target_id]
            assert 0 <= found.source_start < found.source_end <= len(source.text)
            assert 0 <= found.target_start < found.target_end <= len(target.text)
            assert not any(found.source_start < at < found.source_end for at in source.breaks)
            assert not any(found.target_start < at < found.target_end for at in target.breaks)
            assert reached.get(target.id, 0) <= found.target_start
            reached[target.id] = found.target_end
            if found.kind == "verbatim":
                assert words_of(source.text[found.source_start : found.source_end]) == words_of(
                    target.text[found.target_start : found.target_end]
                )

    @given(documents=cohorts(), seed=st.integers(0, 1000))
    @settings(deadline=None, max_examples=40)
    def test_order_threads_and_disk_change_nothing(
        self, documents: list[Document], seed: int
    ) -> None:
        """The result is that of the documents, however they come and wherever they are kept."""
        shuffled = documents.copy()
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - nothing secret

        expected = _told(find_reuse(documents, threads=1), documents)

        assert expected == _told(find_reuse(shuffled, threads=3), documents)
        assert expected == _told(find_reuse(iter(shuffled), memory=0), documents)

    @given(documents=cohorts())
    @settings(deadline=None, max_examples=60)
    def test_shares_are_shares(self, documents: list[Document]) -> None:
        """No share is below none or above all, and exact words are reused words."""
        reuse = find_reuse(documents)

        for doc in documents:
            shares = reuse.shares(doc.id)
            assert 0 <= shares.exact_words <= shares.reused_words
            assert shares.reused_words + shares.standing_words <= shares.own_words
            assert 0 <= shares.template_words <= shares.words
