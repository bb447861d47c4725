"""Invented text for the tests: written from a seed, so that no two are alike."""

from __future__ import annotations

import datetime as dt
import random
import re

from hypothesis import strategies as st

from qaudit.textreuse import Document

_RNG = random.Random(7)  # noqa: S311 - nothing secret
WORDS = ["".join(_RNG.choices("abcdefghiklmnoprstuvw", k=2 + number % 8)) for number in range(4000)]

PROSE = (
    "The foster carer described how the morning routine had changed since the summer. Breakfast "
    "was calmer, the walk to school was no longer a battle, and the younger child now asked for "
    "the same story every evening. Nobody could say what had made the difference, although a new "
    "bicycle, a quieter bedroom and regular telephone calls with a grandmother were mentioned. "
    "The reviewing officer wondered whether the plan should say so."
)


def prose(words: int, seed: int) -> str:
    """Sentences of unlikely words, *words* in all."""
    rng = random.Random(f"prose {seed}")  # noqa: S311 - nothing secret
    text: list[str] = []
    for number in range(words):
        word = rng.choice(WORDS)
        if number % 12 == 0:
            word = word.capitalize()
        text.append(word + ("." if number % 12 == 11 else ""))
    return " ".join(text)


def words_of(text: str) -> list[str]:
    """The words of a text as the library sees them, but for combining marks."""
    return re.findall(r"[^\W_]+", text)


def document(name: str, text: str, *, day: int = 1, **other: object) -> Document:
    """A document of child C1 in family F1, but for what is given."""
    fields: dict[str, object] = {
        "case": "C1",
        "family": "F1",
        "date": dt.date(2024, 1, 1) + dt.timedelta(days=day),
        "form": "assessment",
    }
    return Document(id=name, text=text, **(fields | other))  # type: ignore[arg-type]


def cohort(
    families: int, *, form_text: str = "", standing: str = "", standing_in: int = 0
) -> list[Document]:
    """One document for each of a number of families, nothing in common but what is given."""
    return [
        document(
            f"D{number:03d}",
            "\n".join(
                part
                for part in (
                    form_text,
                    prose(150, 1000 + number),
                    standing if number < standing_in else "",
                    prose(60, 5000 + number),
                )
                if part
            ),
            day=number,
            case=f"C{number}",
            family=f"F{number}",
        )
        for number in range(families)
    ]


# Any Unicode there is, lone surrogates and NUL among it, and words that recur.
characters = st.characters()
tokens = st.sampled_from(
    ["the", "The", "care", "plan", "Jayden", "12", "2024", "x",
     "\u0142\u00f3d\u017a", "e\u0301",
     "\U0001f600",
     "\u0645\u0631\u062d\u0628\u0627", "\ud800", "\x00", "\u2019", ".", "\n",
     "STRASSE", "stra\u00dfe"]
)  # fmt: skip
texts = st.one_of(
    st.text(characters, max_size=200),
    st.lists(tokens, max_size=120).map(" ".join),
    st.lists(tokens, max_size=40).map("".join),
)
