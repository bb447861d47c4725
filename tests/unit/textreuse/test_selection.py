"""From runs of equal words to passages: what is joined, what is too little, and whose it is."""

from __future__ import annotations

import pytest
from textreuse_support import document, prose

from qaudit.textreuse import compare, find_reuse


def spans(target: str, source: str, profile: str = "default") -> list[tuple[str, str]]:
    """The text of each passage, in the target and in the source."""
    return [
        (target[p.target_start : p.target_end], source[p.source_start : p.source_end])
        for p in compare(source, target, profile=profile)
    ]


COPIED = prose(48, 1)
FIRST, SECOND = (
    " ".join(COPIED.split()[:24]),
    " ".join(COPIED.split()[24:]),
)


class TestJoining:
    @pytest.mark.parametrize(("apart", "passages"), [(0, 1), (30, 1), (60, 2)])
    def test_what_is_near_in_both_is_one(self, apart: int, passages: int) -> None:
        """Up to 40 words may stand between two parts of one passage."""
        target = f"{prose(50, 2)} {FIRST} {prose(apart, 3)} {SECOND} {prose(50, 4)}"
        source = f"{prose(50, 5)} {COPIED} {prose(50, 6)}"
        assert len(spans(target, source)) == passages

    def test_two_halves_exchanged_are_one(self) -> None:
        """Sentences moved about stay one passage."""
        target = f"{prose(50, 2)} {SECOND} {FIRST} {prose(50, 4)}"
        source = f"{prose(50, 5)} {COPIED} {prose(50, 6)}"
        ((copied, original),) = spans(target, source)
        assert len(copied.split()) == len(original.split()) == 48

    def test_edges_are_where_the_words_end_to_agree(self) -> None:
        """Another word at either end of a copy is not in the passage."""
        ((copied, original),) = spans(f"{prose(9, 2)} {COPIED} {prose(9, 3)}", COPIED)
        assert (copied, original) == (COPIED.rstrip("."), COPIED.rstrip("."))

    def test_a_few_words_alone_are_not_drawn_in(self) -> None:
        """Five words that stand thirty words from a whole paragraph are there by chance."""
        few = " ".join(prose(5, 9).split())
        target = f"{few} {prose(32, 2)} {COPIED}"
        source = f"{few} {prose(32, 3)} {COPIED}"
        ((copied, _),) = spans(target, source)
        assert copied == COPIED.rstrip(".")


class TestTooLittle:
    @pytest.mark.parametrize(
        ("profile", "words", "found"),
        [
            ("default", 14, 0),
            ("default", 15, 1),
            ("tight", 19, 0),
            ("tight", 20, 1),
            ("deep", 19, 0),
            ("deep", 20, 1),
        ],
    )
    def test_words(self, profile: str, words: int, found: int) -> None:
        """Fifteen words make a passage, with the other profiles twenty."""
        copied = " ".join(f"{word}abcdef" for word in prose(words, 8).split())
        copied = copied.replace(".", "")
        target, source = f"{prose(60, 2)} {copied}.", f"{prose(60, 3)} {copied}."
        assert len(spans(target, source, profile)) == found

    def test_characters(self) -> None:
        """Twenty words of two letters are under a hundred characters: too little to tell."""
        short = " ".join(f"{a}{b}" for a in "abcd" for b in "vwxyz")
        assert spans(f"{prose(60, 2)} {short}", f"{prose(60, 3)} {short}") == []


class TestWhoseItIs:
    def test_words_of_two_sources_are_shared_out(self) -> None:
        """The larger passage is whole; of the other, what is left makes a passage by itself."""
        one, two, three = prose(40, 11), prose(30, 12), prose(30, 13)
        older = document("D1", f"{prose(30, 21)} {one} {two}", day=1)
        newer = document("D2", f"{prose(30, 22)} {two} {three}", day=2)
        copy = document("D3", f"{prose(30, 23)} {one} {two} {three}", day=3)
        found = [p for p in find_reuse([older, newer, copy]) if p.target_id == "D3"]
        assert [(p.source_id, p.words) for p in found] == [("D1", 70), ("D2", 30)]
        assert found[0].target_end <= found[1].target_start

    def test_what_is_left_may_be_too_little(self) -> None:
        """Ten words that a second source has beyond the first are no passage."""
        one, two, three = prose(40, 11), prose(30, 12), prose(10, 13)
        older = document("D1", f"{prose(30, 21)} {one} {two}", day=1)
        newer = document("D2", f"{prose(30, 22)} {two} {three}", day=2)
        copy = document("D3", f"{prose(30, 23)} {one} {two} {three}", day=3)
        found = [p for p in find_reuse([older, newer, copy]) if p.target_id == "D3"]
        assert [(p.source_id, p.words) for p in found] == [("D1", 70)]

    @pytest.mark.parametrize("own", ["D1", "D2"])
    def test_of_one_day_it_is_the_childs_own(self, own: str) -> None:
        """Two children's documents of a day are the same: each goes on from its own."""
        other = {"D1": "D2", "D2": "D1"}[own]
        files = [
            document(own, COPIED, day=1),
            document(other, COPIED, day=1, case="C2"),
            document("D3", f"{prose(30, 2)} {COPIED}", day=2),
        ]
        (found,) = [p for p in find_reuse(files) if p.target_id == "D3"]
        assert (found.source_id, found.relation) == (own, "same_case")

    def test_of_two_days_it_is_the_nearer(self) -> None:
        """A sibling's document of the day before, and the child's own of last week."""
        files = [
            document("D1", COPIED, day=1),
            document("D2", COPIED, day=7, case="C2"),
            document("D3", f"{prose(30, 2)} {COPIED}", day=8),
        ]
        (found,) = [p for p in find_reuse(files) if p.target_id == "D3"]
        assert (found.source_id, found.relation) == ("D2", "sibling")
