from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textreuse_support import PROSE, prose, texts, words_of

from qaudit.textreuse import Passage, compare

PROFILES = ["default", "tight", "deep"]


class TestCompare:
    @pytest.mark.parametrize("profile", PROFILES)
    def test_finds_a_verbatim_copy_to_the_letter(self, profile: str) -> None:
        """A paragraph put into other text is one verbatim passage with its exact ends."""
        source = prose(200, 1) + "\n" + PROSE + "\n" + prose(200, 2)
        target = prose(90, 3) + "\n" + PROSE + "\n" + prose(90, 4)

        (found,) = compare(source, target, profile=profile)

        assert found.kind == "verbatim"
        assert len(words_of(PROSE)) == found.words
        assert PROSE.rstrip(".") == source[found.source_start : found.source_end]
        assert PROSE.rstrip(".") == target[found.target_start : found.target_end]

    @pytest.mark.parametrize("profile", PROFILES)
    def test_finds_nothing_between_unrelated_texts(self, profile: str) -> None:
        """Texts of the same length with nothing in common share no passage."""
        assert compare(prose(600, 1), prose(600, 2), profile=profile) == []

    def test_tells_changed_names_and_dates(self) -> None:
        """A copy in which only names, numbers and pronouns differ is names_changed."""
        source = (
            "On 3 March 2022 the worker visited Jayden at home and he said that he likes the "
            "quiet of the small bedroom; Jayden would rather stay with the carer in Leeds than "
            "move again before the summer holidays begin."
        )
        target = (
            source.replace("3 March 2022", "14 June 2023")
            .replace("Jayden", "Maya")
            .replace(" he ", " she ")
            .replace("Leeds", "York")
        )

        (found,) = compare(source, target)

        assert found.kind == "names_changed"
        assert (0, len(target) - 1) == (found.target_start, found.target_end)

    def test_a_changed_date_alone_is_not_verbatim(self) -> None:
        """One digit that differs inside a copy takes the word verbatim away."""
        source = PROSE.replace("the summer", "12 July 2022")
        target = PROSE.replace("the summer", "13 July 2022")

        (found,) = compare(source, target)

        assert found.kind == "names_changed"

    def test_follows_a_copy_past_edits(self) -> None:
        """With every tenth word replaced the passage is one, edited, and nearly whole."""
        words = prose(200, 5).split()
        edited = [f"zzq{n}" if n % 10 == 4 else word for n, word in enumerate(words)]
        source, target = " ".join(words), " ".join(edited)

        (found,) = compare(source, target)

        assert found.kind == "edited"
        assert found.words == 180
        assert (0, len(target)) == (found.target_start, found.target_end)

    def test_deep_finds_what_default_cannot(self) -> None:
        """A copy with every third word replaced is found by deep alone."""
        words = prose(240, 6).split()
        target = " ".join(f"zzq{n}" if n % 3 == 1 else word for n, word in enumerate(words))
        source = " ".join(words)
        shuffled = prose(240, 6).split()
        for n in range(0, 237, 4):
            shuffled[n], shuffled[n + 1] = shuffled[n + 1], shuffled[n]

        assert compare(source, target) == []
        assert compare(source, " ".join(shuffled)) == []
        (found,) = compare(source, " ".join(shuffled), profile="deep")
        assert found.words > 200

    def test_short_passages_are_not_reported(self) -> None:
        """Ten words in common are fewer than the fifteen a passage needs."""
        shared = prose(10, 7)

        assert compare(prose(80, 8) + " " + shared, prose(80, 9) + " " + shared) == []

    def test_a_repeated_copy_is_found_in_both_places(self) -> None:
        """A paragraph pasted twice gives two passages with one source."""
        source = prose(100, 1) + " " + PROSE
        target = PROSE + "\n" + prose(100, 2) + "\n" + PROSE

        first, second = compare(source, target)

        assert (first.source_start, first.source_end) == (second.source_start, second.source_end)
        assert first.target_end < second.target_start

    def test_offsets_are_code_points(self) -> None:
        """Characters of two code units, combining marks and wide letters count one each."""
        before = "\U0001f600 e\u0301 \u0142\u00f3d\u017a \u0645\u0631\u062d\u0628\u0627 " * 5
        target = before + "\u2019" + PROSE

        (found,) = compare(PROSE, target)

        assert len(before) + 1 == found.target_start
        assert PROSE.rstrip(".") == target[found.target_start : found.target_end]

    def test_letters_beyond_latin_tell_words_apart(self) -> None:
        """Polish words that differ in one letter alone are different words."""
        source = " ".join(f"s\u0142owo\u0105{n}a" for n in "abcdefghijklmnopqrstuvwxyz")
        assert compare(source, source)[0].kind == "verbatim"

        assert compare(source, source.replace("\u0105", "\u0119")) == []

    def test_long_words_differ_by_their_ends(self) -> None:
        """Words of a hundred letters that differ in the last are different words."""
        source = " ".join(letter * 3 + "x" * 100 + "a" for letter in "abcdefghijklmnopqrst")

        assert compare(source, source)[0].kind == "verbatim"
        assert compare(source, source.replace("xa", "xb")) == []

    def test_an_unknown_profile_is_refused_by_name(self) -> None:
        """The error names the profile asked for and those there are."""
        with pytest.raises(ValueError, match="no profile 'loose'; there are deep, default, tight"):
            compare("a", "b", profile="loose")

    @pytest.mark.parametrize("text", ["", "one", ".", "\n\n", "\x00", "\ud800", "12 12"])
    def test_texts_too_short_for_a_passage(self, text: str) -> None:
        """Empty, one-word and wordless texts are compared without a find."""
        assert compare(text, text) == []
        assert compare(text, PROSE) == []
        assert compare(PROSE, text) == []

    def test_ten_megabytes_of_one_word(self) -> None:
        """A huge text of one word over and over is gone through, and equals itself."""
        text = "again " * (10_000_000 // 6)

        found = compare(text, text)

        assert [(0, len(text) - 1)] == [(p.target_start, p.target_end) for p in found]

    def test_ten_megabytes_that_hold_a_copy(self) -> None:
        """A paragraph is found where it stands in ten megabytes."""
        filler = prose(150_000, 11)
        long = filler * 6 + "\n" + PROSE + "\n" + filler * 6

        (found,) = compare(PROSE, long)

        assert len(filler) * 6 + 1 == found.target_start
        assert len(long) > 10_000_000


class TestProperties:
    @given(
        source=texts,
        shared=texts,
        target=texts,
        profile=st.sampled_from(PROFILES),
        times=st.integers(1, 6),
    )
    @settings(deadline=None, max_examples=150)
    def test_passages_lie_in_their_texts_and_agree_with_their_kind(
        self, source: str, shared: str, target: str, profile: str, times: int
    ) -> None:
        """Offsets are inside, targets do not overlap, verbatim text has the same words."""
        source, target = source + shared * times, shared * times + target

        found = compare(source, target, profile=profile)

        for passage in found:
            assert 0 <= passage.source_start < passage.source_end <= len(source)
            assert 0 <= passage.target_start < passage.target_end <= len(target)
            assert passage.words > 0
            if passage.kind == "verbatim":
                assert words_of(source[passage.source_start : passage.source_end]) == words_of(
                    target[passage.target_start : passage.target_end]
                )
        ends = [0]
        for passage in found:
            assert ends[-1] <= passage.target_start
            ends.append(passage.target_end)

    @given(text=texts, profile=st.sampled_from(PROFILES))
    @settings(deadline=None, max_examples=100)
    def test_a_text_equal_to_another_is_verbatim_from_end_to_end(
        self, text: str, profile: str
    ) -> None:
        """Beside a paragraph, whatever stands before and after it is found with it."""
        text = text + "\n" + PROSE + "\n" + text

        found = compare(text, text, profile=profile)

        assert {"verbatim"} == {passage.kind for passage in found}
        assert sum(passage.words for passage in found) >= len(words_of(PROSE))

    @given(source=texts, target=texts)
    @settings(deadline=None, max_examples=50)
    def test_the_same_texts_give_the_same_passages(self, source: str, target: str) -> None:
        """Nothing depends on what was compared before."""
        first: list[Passage] = compare(source + PROSE, target + PROSE)
        compare(target, source)

        assert first == compare(source + PROSE, target + PROSE)
