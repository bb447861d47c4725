"""The invented case files: what they say was copied was copied, and is as it says."""

from __future__ import annotations

import itertools
import random
import re
import string
from collections import Counter

import attrs
import pytest
import stock
import vocabulary
from casefiles import CaseFile, Generator, short_texts
from layouts import LAYOUTS, Section
from variations import VARIATIONS, Variation, Variations
from writing import writer_of

WORD = re.compile(r"\w+")


def sides(files: list[CaseFile]) -> list[tuple[str, str, str]]:
    """Of every planted copy the treatment, its text, and the text it was made from."""
    texts = {file.document.id: file.document.text for file in files}
    return [
        (
            copy.treatment,
            texts[copy.target_id][copy.match.target_start : copy.match.target_end],
            texts[copy.source_id][copy.match.source_start : copy.match.source_end],
        )
        for file in files
        for copy in file.planted
    ]


def as_one_family(variation: Variation) -> Variation:
    """As many copies as can be, out of one's own files."""
    return attrs.evolve(variation, children=6, documents=12, siblings=(1,), boilerplate=0)


@pytest.fixture(scope="module")
def prose() -> list[CaseFile]:
    return list(Generator(25, seed=3))


@pytest.fixture(scope="module")
def varied() -> list[CaseFile]:
    return list(Variations(Variation(children=30, documents=12, siblings=(1, 2)), seed=3))


class TestTruth:
    @pytest.mark.parametrize("files", ["prose", "varied"])
    def test_sources_are_earlier(self, files: str, request: pytest.FixtureRequest) -> None:
        """Every copy comes from a document that another day gave before."""
        made: list[CaseFile] = request.getfixturevalue(files)
        days = {file.document.id: file.document.date for file in made}
        copies = [copy for file in made for copy in file.planted]
        assert len(copies) > 50
        for copy in copies:
            source, target = days[copy.source_id], days[copy.target_id]
            assert source is not None
            assert target is not None
            assert source < target

    def test_whole_sentences_are_copied(self, prose: list[CaseFile]) -> None:
        """In prose a copy begins with a capital and ends with a full stop, on both sides."""
        for treatment, target, source in sides(prose):
            assert (target[-1], source[-1]) == (".", ".")
            assert source[0] == source[0].upper()
            assert treatment.endswith("%") or target[0] == target[0].upper()

    def test_treatments_do_what_they_say(self, varied: list[CaseFile]) -> None:
        """Of the words of a source so many are left in a copy as its treatment allows."""
        seen = set()
        for treatment, target, source in sides(varied):
            left = Counter(WORD.findall(target)) & Counter(WORD.findall(source))
            share = left.total() / len(WORD.findall(source))
            least = {"20%": 0.5, "10%": 0.6, "5%": 0.75, "edges": 0.6, "names": 0.6}
            assert share >= least.get(treatment, 0.8), (treatment, target, source)
            seen.add(treatment)
        assert seen == {*least, "verbatim", "moved", "spliced", "again"}

    def test_a_verbatim_copy_differs_in_names_alone(self, varied: list[CaseFile]) -> None:
        """The child's own name and school take the place of the other child's."""
        for treatment, target, source in sides(varied):
            if treatment in ("verbatim", "spliced", "again"):
                pairs = zip(target.split(), source.split(), strict=True)
                assert all(a == b or a[0].isupper() == b[0].isupper() for a, b in pairs)

    def test_edges_are_edited_and_the_midst_is_not(self, varied: list[CaseFile]) -> None:
        """Three words at either end are other ones, what stands between is the source's."""
        some = [(t, s) for treatment, t, s in sides(varied) if treatment == "edges"]
        assert len(some) > 3
        for target, source in some:
            midst = [(a, b) for a, b in zip(target.split(), source.split(), strict=True)][3:-4]
            assert all(a == b or a[0].isupper() for a, b in midst)

    def test_a_copy_is_copied_again(self, varied: list[CaseFile]) -> None:
        """The next generation's source is itself a copy, in the document named."""
        planted = {
            (copy.target_id, copy.match.target_start, copy.match.target_end)
            for file in varied
            for copy in file.planted
        }
        again = [c for file in varied for c in file.planted if c.treatment == "again"]
        assert again
        for copy in again:
            assert (copy.source_id, copy.match.source_start, copy.match.source_end) in planted

    def test_copies_in_one_document_do_not_overlap(self, varied: list[CaseFile]) -> None:
        """No character of a document is planted twice."""
        for file in varied:
            ranges = sorted((c.match.target_start, c.match.target_end) for c in file.planted)
            assert all(a[1] <= b[0] for a, b in itertools.pairwise(ranges))

    @pytest.mark.parametrize("name", VARIATIONS)
    def test_every_variation_has_copies_inside_its_texts(self, name: str) -> None:
        """Whatever the files are like, the places of the copies are places in them."""
        files = list(Variations(as_one_family(VARIATIONS[name]), seed=5))
        found = sides(files)
        assert found
        assert all(target.strip() == target and target for _, target, _ in found)


class TestRepeatable:
    def test_the_same_seed_gives_the_same_files(self) -> None:
        """What was measured can be measured again."""
        some = Variation(children=3)
        assert list(Variations(some, seed=2)) == list(Variations(some, seed=2))
        assert list(Generator(3, seed=2)) == list(Generator(3, seed=2))

    def test_another_seed_gives_others(self) -> None:
        """Nothing of a text depends on what is not the seed."""
        some = Variation(children=3)
        assert list(Variations(some, seed=2)) != list(Variations(some, seed=3))


class TestForms:
    def test_blank_forms_have_the_forms_words_alone(self) -> None:
        """Every line of a blank form stands in the document, and is no sentence of its writer."""
        (file, *_) = Variations(Variation(children=1, blank_forms=True))
        assert file.document.blank_form is not None
        for line in file.document.blank_form.splitlines():
            assert line in file.document.text

    @pytest.mark.parametrize("name", LAYOUTS)
    def test_layouts_hold_every_section_once(self, name: str) -> None:
        """The sections are written in their order, whatever stands around them."""
        form = [Section(f"Heading {n}", f"Guidance {n}.") for n in range(4)]
        pieces = list(LAYOUTS[name](form))
        assert [p.section for p in pieces if p.section is not None] == [0, 1, 2, 3]
        assert all(not piece.text for piece in pieces if piece.section is not None)

    def test_own_characters_leave_the_form_out(self) -> None:
        """What is the writer's is shorter than the document, and longer than its copies."""
        for file in Variations(Variation(children=5), seed=4):
            copied = sum(c.match.target_end - c.match.target_start for c in file.planted)
            assert copied <= file.own_characters < len(file.document.text)


class TestWords:
    @pytest.mark.parametrize(
        "name", [name for name in vars(vocabulary) if name.isupper() and name[0] != "_"]
    )
    def test_every_list_is_of_different_entries(self, name: str) -> None:
        """No entry stands twice or has white space to spare; there are ten at least."""
        entries = getattr(vocabulary, name)
        assert len(entries) == len(set(entries)) >= 10
        assert all(entry == " ".join(entry.split()) and entry for entry in entries)

    def test_stock_sentences_ask_for_what_is_known_of_a_child(self) -> None:
        """Different sentences, each ending with a full stop, with fields that can be filled."""
        known = {None, "name", "he", "He", "him", "his", "His", "school", "day", "number"}
        assert len(stock.SENTENCES) == len(set(stock.SENTENCES)) >= 100
        for sentence in stock.SENTENCES:
            assert sentence.endswith(".")
            assert {field for _, field, _, _ in string.Formatter().parse(sentence)} <= known
            assert sentence.count("[") == sentence.count("]")

    @pytest.mark.parametrize("kind", ["prose", "stock", "words"])
    def test_writers_write_sentences(self, kind: str) -> None:
        """A capital, a full stop, nothing left to fill in."""
        write = writer_of(kind, random.Random(1))  # noqa: S311 - nothing secret
        for _ in range(200):
            sentence = write(None)
            assert re.fullmatch(r"[A-Z][^{}\[\]|]+\.", sentence), sentence


def test_short_texts_are_revised_in_every_sentence() -> None:
    """No sentence of a revised text is its original's, and most of its words are."""
    originals, revised = short_texts(random.Random(1), 5)  # noqa: S311 - nothing secret
    for one, other in zip(originals, revised, strict=True):
        assert not {*one.split(". ")} & {*other.split(". ")}
        assert (Counter(one.split()) & Counter(other.split())).total() > 0.8 * len(one.split())
