"""What is written in a case, read once."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from qaudit.cases.texts import (
    Mention,
    Text,
    first_mention,
    first_said,
    headed,
    said_on_the_day,
    texts_of,
    topic,
)
from qaudit.cases.topics import PERMANENCE
from support import case


class TestMentions:
    def test_whole_words_in_any_letters(self) -> None:
        """A part of another word is not the word; a star stands for any ending."""
        text = Text("/x", "Adoption, unadopted, ADOPT; adopter")
        assert text.mentions(topic(("adopt",))) == (Mention("/x", 21, 26),)
        assert [found.start for found in text.mentions(topic(("adopt*",)))] == [0, 21, 28]

    def test_offsets_hold_where_letters_grow(self) -> None:
        """A letter that is two in small letters moves nothing."""
        text = Text("/x", "İİ said: the match")
        (found,) = text.mentions(topic(("the match",)))
        assert text.written[found.start : found.end] == "the match"

    def test_the_first_of_several_texts(self) -> None:
        """In their order."""
        texts = [Text("/a", "nothing"), Text("/b", "a panel"), Text("/c", "panel")]
        assert first_mention(texts, topic(("panel",))) == Mention("/b", 2, 7)

    @given(
        st.lists(st.sampled_from(PERMANENCE), unique=True),
        st.lists(st.sampled_from([*PERMANENCE, "the", "no", "plan", ". ", "'s"])).map(" ".join),
    )
    def test_each_word_as_if_it_were_alone(self, words: list[str], written: str) -> None:
        """Whatever words it has in common with others of the topic."""
        text = Text("/x", written.replace("*", "ship"))
        alone = {mention for word in words for mention in text.mentions(topic((word,)))}
        found = text.mentions(topic(tuple(words)))
        assert found == tuple(sorted(alone, key=lambda mention: (mention.start, mention.end)))

    @given(st.text())
    def test_folding_keeps_every_place(self, written: str) -> None:
        """As many code points as were written."""
        assert len(Text("/x", written).folded) == len(written)


class TestTextsOf:
    def test_an_item_and_its_parts(self) -> None:
        """Sections, actions and decisions, blanks left out, each with its pointer."""
        made = case(
            supervisions=[
                {
                    "date": "2026-01-05",
                    "sections": [
                        {"heading": "A", "text": "One."},
                        {"heading": "B", "text": " "},
                        {"heading": "C", "text": "Two.", "carried_forward": True},
                    ],
                    "actions": [{"description": "Three."}],
                }
            ]
        )
        (item,) = made.supervisions
        assert [text.pointer for text in texts_of(made, item)] == [
            "/supervisions/0/sections/0/text",
            "/supervisions/0/sections/2/text",
            "/supervisions/0/actions/0/description",
        ]
        assert texts_of(made, item) is texts_of(made, item)
        assert [text.written for text in said_on_the_day(made, item)] == ["One.", "Three."]

    def test_by_their_heading(self) -> None:
        """Whatever letters it is written in, for each topic apart."""
        headings = ["Her WISHES", "Analysis", "Wishful", "Her wishes"]
        made = case(
            supervisions=[{"sections": [{"heading": one, "text": "x"} for one in headings]}]
        )
        texts = texts_of(made, made.supervisions[0])
        assert headed(made, texts, topic(("wishes",))) == [texts[0], texts[3]]
        assert headed(made, texts, topic(("wish*",))) == [texts[0], texts[2], texts[3]]
        assert headed(made, texts, topic(("analys*",))) == [texts[1]]

    def test_what_an_item_says_first_on_the_day(self) -> None:
        """What was carried forward was not said on that day; asked again it is the same place."""
        sections = [
            {"text": "The panel.", "carried_forward": True},
            {"text": "Adoption, then the panel."},
        ]
        made = case(supervisions=[{"date": "2026-01-05", "sections": sections}])
        (item,) = made.supervisions
        panel, move = topic(("panel",)), topic(("move",))
        place = Mention("/supervisions/0/sections/1/text", 19, 24)
        assert first_said(made, item, panel) == place
        assert first_said(made, item, move) is None
        assert first_said(made, item, panel) is first_said(made, item, panel)

    def test_sentences_have_their_place_and_words(self) -> None:
        """In small letters."""
        text = Text("/x", "Mr Lee came.  Mira's SAFE! \n ")
        assert [words for _, _, words in text.sentences] == [
            ("mr", "lee", "came"),
            ("mira's", "safe"),
        ]
        assert [text.place_of(sentence) for sentence in text.sentences] == [(0, 12), (14, 26)]

    @given(st.text() | st.text(st.characters(max_codepoint=127)))
    def test_every_word_is_in_a_sentence(self, written: str) -> None:
        """Letters, digits, underscores and apostrophes make words, of whatever script."""
        text = Text("/x", written)
        words = [word for _, _, words in text.sentences for word in words]
        assert words == re.findall(r"[\w']+", text.folded)
        assert text.word_count == len(words)
