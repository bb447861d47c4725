"""Writers of invented sentences about invented children."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

import attrs
import vocabulary as words
from stock import SENTENCES

_CHOICE: Final = re.compile(r"\[([^]]*)\]")


@attrs.frozen
class Child:
    """Somebody to write about; the pronouns are those of he, him and his."""

    case: str
    family: str
    name: str
    surname: str
    pronoun: tuple[str, str, str]
    school: str


Writer = Callable[[Child | None], str]
"""Writes one sentence about a child, or about nobody in particular."""


class ProseWriter:
    """Writes sentences; with *formulaic*, from few words, so that phrases recur everywhere."""

    def __init__(self, rng: random.Random, *, formulaic: bool) -> None:
        self._rng = rng
        self._few = 8 if formulaic else None
        self._nouns = words.NOUNS[: 20 if formulaic else None]

    def _noun(self) -> str:
        pick = self._rng.choice
        determiner = pick(("the", "a", "this", "another", "that", "his", "her", "their", "one"))
        if self._rng.random() < 0.6:
            return f"{determiner} {pick(words.ADJECTIVES[: self._few])} {pick(self._nouns)}"
        return f"{determiner} {pick(self._nouns)}"

    def _clause(self, subject: str) -> str:
        pick, chance = self._rng.choice, self._rng.random
        text = f"{subject} {pick(words.VERBS[: self._few])} {self._noun()}"
        if chance() < 0.4:
            text += f" {pick(words.PLACES[: self._few])}"
        if chance() < 0.35:
            text += f" {pick(words.WHENS[: self._few])}"
        return text

    def __call__(self, child: Child | None) -> str:
        """One sentence."""
        pick, chance = self._rng.choice, self._rng.random
        subject = pick(words.PEOPLE[: self._few])
        if child is not None and chance() < 0.5:
            subject = child.name if chance() < 0.6 else child.pronoun[0]
        text = self._clause(subject)
        if chance() < 0.4:
            text = f"{pick(words.OPENERS[: self._few])}, {text}"
        if chance() < 0.5:
            other = (
                child.pronoun[0]
                if child is not None and chance() < 0.4
                else pick(words.PEOPLE[: self._few])
            )
            text += f" {pick(words.LINKS[: self._few])} {self._clause(other)}"
        if chance() < 0.3:
            text += f", {pick(words.ENDINGS[: self._few])}"
        if child is not None and chance() < 0.08:
            day = f"{self._rng.randint(1, 28)} {pick(words.MONTHS)} {self._rng.randint(2016, 2023)}"
            text += f" on {day}"
        if child is not None and chance() < 0.06:
            text += f" at {child.school}"
        return text[0].upper() + text[1:] + "."


def writer_of(kind: str, rng: random.Random) -> Writer:
    """Somebody who writes ``prose`` of many words, from a ``stock`` of sentences, or ``words``."""
    if kind == "prose":
        return ProseWriter(rng, formulaic=False)
    if kind == "stock":
        return lambda child: _stock_sentence(rng, child)
    few = (
        rng.sample(
            sorted({word for noun in words.NOUNS + words.ADJECTIVES for word in noun.split()}), 200
        )
        + ["the", "a", "and", "was", "of", "to", "in", "for", "with", "on"] * 5
    )
    return lambda child: (
        " ".join([child.name if child and rng.random() < 0.3 else "It", *rng.choices(few, k=12)])
        + "."
    )


def _stock_sentence(rng: random.Random, child: Child | None) -> str:
    text = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), rng.choice(SENTENCES))
    he, him, his = child.pronoun if child else ("they", "them", "their")
    text = text.format(
        name=child.name if child else "the child",
        he=he,
        He=he.capitalize(),
        him=him,
        his=his,
        His=his.capitalize(),
        school=child.school if child else "school",
        day=f"{rng.randint(1, 28)} {rng.choice(words.MONTHS)} {rng.randint(2019, 2024)}",
        number=rng.randint(2, 98),
    )
    return text[0].upper() + text[1:]
