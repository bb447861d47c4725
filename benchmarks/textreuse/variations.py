"""Case files that differ in kind from those of `casefiles`, with planted copies.

There every copy is of whole sentences. Here a copy is a stretch of words that
may begin and end anywhere, of one source or spliced from two, edited inside or
at its edges, or a copy of a copy; pages are laid out in several ways, documents
are very short or very long, children are few, and what is written may come
from a small stock of sentences, so that much is alike that nobody copied.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs
import vocabulary as words
from casefiles import CaseFile, Planted
from layouts import LAYOUTS, Section
from plagdet import Match
from writing import Child, writer_of

from qaudit.textreuse import Document

TREATMENTS: Final = ("verbatim", "names", "5%", "10%", "20%", "moved", "edges", "spliced", "again")
_FIRST_DAY: Final = dt.date(2020, 3, 2)
_OWN_WORD: Final = re.compile(r"[^\W\d_]+")


@attrs.frozen(kw_only=True)
class Variation:
    """What the files are like.

    Attributes:
        layout: One of `LAYOUTS`.
        writer: ``prose`` (many words), ``stock`` (a few hundred sentences that
            everybody uses) or ``words`` (no sentences at all, 300 words at random).
        children: How many there are.
        documents: How many each has.
        sentences: How many a section has, from and to.
        sections: How many a form has.
        copied: Words of a copy, from and to.
        blank_forms: Whether the blank forms are given.
        boilerplate: The share of documents with a paragraph that many children's have.
        siblings: The sizes of families, to choose from.
    """

    layout: str = "lines"
    writer: str = "prose"
    children: int = 40
    documents: int = 10
    sentences: tuple[int, int] = (3, 10)
    sections: int = 5
    copied: tuple[int, int] = (30, 140)
    blank_forms: bool = False
    boilerplate: float = 0.1
    siblings: tuple[int, ...] = (1, 1, 2, 3)


VARIATIONS: Final[dict[str, Variation]] = {
    **{f"laid out as {name}": Variation(layout=name) for name in LAYOUTS},
    "very short documents": Variation(sentences=(1, 2), sections=3, copied=(20, 35)),
    "very long documents": Variation(sentences=(40, 120), documents=4, children=20),
    # In the files of so few, nobody can tell what others would have pasted, too.
    "one child": Variation(children=1, documents=40, boilerplate=0),
    "one child, blank forms": Variation(children=1, documents=40, boilerplate=0, blank_forms=True),
    "two children": Variation(children=2, documents=40, boilerplate=0),
    "two children, blank forms": Variation(
        children=2, documents=40, boilerplate=0, blank_forms=True
    ),
    "five children": Variation(children=5, documents=20, boilerplate=0),
    "five children, blank forms": Variation(
        children=5, documents=20, boilerplate=0, blank_forms=True
    ),
    "five families": Variation(children=5, documents=20, siblings=(1,)),
    "twenty children": Variation(children=20),
    "twenty children, blank forms": Variation(children=20, blank_forms=True),
    "stock sentences": Variation(writer="stock", children=60),
    "stock sentences, two hundred": Variation(writer="stock", children=200, documents=6),
    "stock sentences in long documents": Variation(
        writer="stock", children=30, documents=6, sentences=(10, 30)
    ),
    "stock sentences, ten families": Variation(
        writer="stock", children=10, documents=20, siblings=(1,)
    ),
    "stock sentences, five families, blank forms": Variation(
        writer="stock", children=5, documents=20, siblings=(1,), blank_forms=True, boilerplate=0
    ),
    "words at random": Variation(writer="words", children=60),
    "boilerplate in half": Variation(boilerplate=0.5, children=60),
    "no siblings": Variation(siblings=(1,), children=60),
}


class _Written:
    """The words of a section, each with the mark of the copy it belongs to (0: none)."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.copies: list[int] = []
        self.starts: list[int] = []

    def extend(self, text: str) -> None:
        added = text.split()
        self.words.extend(added)
        self.copies.extend([0] * len(added))

    def insert(self, at: int, added: Sequence[str], copy: int) -> None:
        self.words[at:at] = added
        self.copies[at:at] = [copy] * len(added)

    def rendered(self, at: int) -> str:
        self.starts = []
        for word in self.words:
            self.starts.append(at)
            at += len(word) + 1
        return " ".join(self.words)


@attrs.define
class _Source:
    """A document that was written, as something to copy from."""

    id: str
    child: Child
    day: dt.date
    sections: list[_Written]
    used: list[list[bool]]
    """For each word, whether it was copied before, so that the source of a copy is one."""


class Variations:
    """Case files made as a `Variation` says, one document after another."""

    def __init__(self, variation: Variation, *, seed: int = 1) -> None:
        self._rng = random.Random(f"variation {seed}")
        self._variation = variation
        self._write = writer_of(variation.writer, self._rng)
        self._layout = LAYOUTS[variation.layout]
        self._forms = [self._form() for _ in range(3)]
        self._boilerplate = [
            " ".join(self._write(None) for _ in range(self._rng.randint(2, 4))) for _ in range(8)
        ]
        self._elsewhere: list[_Source] = []
        self._copies = 0

    def __iter__(self) -> Iterator[CaseFile]:
        rng, made = self._rng, 0
        while made < self._variation.children:
            count = min(rng.choice(self._variation.siblings), self._variation.children - made)
            family = [self._child(made + n, f"F{made:05d}") for n in range(count)]
            made += count
            yield from self._family(family)

    def _child(self, number: int, family: str) -> Child:
        rng = self._rng
        return Child(
            f"C{number:05d}",
            family,
            rng.choice(words.FIRST_NAMES),
            rng.choice(words.SURNAMES),
            rng.choice((("he", "him", "his"), ("she", "her", "her"))),
            "".join(rng.choices(words.SYLLABLES, k=3)).capitalize() + " School",
        )

    def _form(self) -> list[Section]:
        rng = self._rng
        return [
            Section(
                " ".join(rng.sample(words.NOUNS, 2)).capitalize(),
                " ".join(self._write(None) for _ in range(rng.randint(1, 3))),
            )
            for _ in range(self._variation.sections)
        ]

    def _family(self, family: list[Child]) -> Iterator[CaseFile]:
        earlier: list[_Source] = []
        day = _FIRST_DAY + dt.timedelta(days=self._rng.randint(0, 200))
        for turn in range(self._variation.documents):
            for child in family:
                day += dt.timedelta(days=self._rng.randint(1, 25))
                file, source = self._document(child, turn, day, earlier)
                earlier.append(source)
                yield file
        if self._rng.random() < 0.5:
            self._elsewhere.append(earlier[0])

    def _document(
        self, child: Child, turn: int, day: dt.date, earlier: list[_Source]
    ) -> tuple[CaseFile, _Source]:
        rng, variation = self._rng, self._variation
        form_number = turn % len(self._forms)
        form = self._forms[form_number]
        name = f"{child.case}-{turn:03d}"
        sections = [_Written() for _ in form]
        for section in sections:
            for _ in range(rng.randint(*variation.sentences)):
                section.extend(self._write(child))
        copies: list[tuple[int, str, _Source, int, int, int]] = []
        if earlier and rng.random() < 0.4:
            for _ in range(rng.randint(1, 2)):
                copies.extend(self._copy(child, day, earlier, sections))
        standing = rng.choice(self._boilerplate) if rng.random() < variation.boilerplate else ""
        standing_at = rng.randrange(len(sections))
        text = f"{child.name} {child.surname}\nDate: {day:%d %B %Y}\n\n"
        own = 0
        for piece in self._layout(form):
            text += piece.text
            if piece.section is not None:
                section = sections[piece.section]
                written = section.rendered(len(text))
                own += len(written)
                text += written
                if standing and piece.section == standing_at:
                    text += f" {standing}"
        source = _Source(name, child, day, sections, [[False] * len(s.words) for s in sections])
        planted = tuple(
            Planted(name, origin.id, self._match(sections, number, origin, *place), treatment)
            for number, treatment, origin, *place in copies
        )
        for number, section in enumerate(sections):
            # What is copied already serves no other copy, but for the next generation.
            source.used[number] = [mark > 0 for mark in section.copies]
        blank = "Date:\n" + "".join(piece.text for piece in self._layout(form))
        document = Document(
            id=name,
            case=child.case,
            family=child.family,
            date=day,
            form=f"form {form_number}",
            text=text,
            blank_form=blank if variation.blank_forms else None,
        )
        return CaseFile(document, planted, own), source

    def _match(
        self,
        sections: list[_Written],
        copy: int,
        origin: _Source,
        section: int,
        low: int,
        high: int,
    ) -> Match:
        for written in sections:
            if copy in written.copies:
                first = written.copies.index(copy)
                last = len(written.copies) - 1 - written.copies[::-1].index(copy)
                return Match(
                    written.starts[first],
                    written.starts[last] + len(written.words[last]),
                    origin.sections[section].starts[low],
                    origin.sections[section].starts[high - 1]
                    + len(origin.sections[section].words[high - 1]),
                )
        raise AssertionError("a copy that stands nowhere")

    def _copy(
        self, child: Child, day: dt.date, earlier: list[_Source], sections: list[_Written]
    ) -> Iterator[tuple[int, str, _Source, int, int, int]]:
        """Plant one copy, or two that touch; yields each with its treatment and its place."""
        rng = self._rng
        treatment = rng.choice(TREATMENTS)
        target = rng.choice(sections)
        at = self._free_place(target)
        for _ in range(2 if treatment == "spliced" else 1):
            found = self._origin(child, day, earlier, again=treatment == "again")
            if found is None:
                return
            origin, section, low, high = found
            origin.used[section][low:high] = [True] * (high - low)
            self._copies += 1
            added = self._treated(
                origin.sections[section].words[low:high], treatment, origin.child, child
            )
            target.insert(at, added, self._copies)
            at += len(added)
            yield self._copies, treatment, origin, section, low, high

    def _free_place(self, section: _Written) -> int:
        """Any place, mid-sentence too, that cuts no other copy in two."""
        marks = section.copies
        return self._rng.choice(
            [
                at
                for at in range(len(marks) + 1)
                if at in (0, len(marks)) or marks[at] == 0 or marks[at - 1] != marks[at]
            ]
        )

    def _origin(
        self, child: Child, day: dt.date, earlier: list[_Source], *, again: bool
    ) -> tuple[_Source, int, int, int] | None:
        rng = self._rng
        fewest, most = self._variation.copied
        foreign = [
            source
            for source in self._elsewhere
            if source.child.family != child.family and source.day < day
        ]
        for _ in range(20):
            source = rng.choice(foreign if foreign and rng.random() < 0.1 else earlier[-15:])
            section = rng.randrange(len(source.sections))
            count = len(source.sections[section].words)
            size = rng.randint(fewest, most)
            if again:
                # The next generation: all of a copy that nobody has copied yet.
                marks = source.sections[section].copies
                fresh = sorted({mark for mark in marks if mark > 0})
                if not fresh:
                    continue
                mark = rng.choice(fresh)
                low = marks.index(mark)
                high = len(marks) - marks[::-1].index(mark)
                source.sections[section].copies[low:high] = [-mark] * (high - low)
                return source, section, low, high
            if count < fewest:
                continue
            size = min(size, count)
            low = rng.randint(0, count - size)
            if not any(source.used[section][low : low + size]):
                return source, section, low, low + size
        return None

    def _treated(self, copied: list[str], treatment: str, author: Child, child: Child) -> list[str]:
        rng = self._rng
        text = " ".join(copied)
        for theirs, own in ((author.name, child.name), (author.school, child.school)):
            text = re.sub(rf"\b{theirs}\b", own, text)
        if treatment == "names":
            text = re.sub(rf"\b{child.name}\b", rng.choice(words.FIRST_NAMES), text)
            text = re.sub(r"\b[0-9]+\b", lambda _: str(rng.randint(1, 28)), text)
            text = re.sub(
                rf"\b({'|'.join(words.MONTHS)})\b", lambda _: rng.choice(words.MONTHS), text
            )
        copied = text.split()
        if treatment == "moved":
            sentences = re.split(r"(?<=\.) ", text)
            rng.shuffle(sentences)
            return " ".join(sentences).split()
        if treatment == "edges":
            for place in (0, 1, 2, -1, -2, -4):
                copied[place] = self._other_word()
            return copied
        if not treatment.endswith("%"):
            return copied
        share = int(treatment[:-1]) / 100
        edited: list[str] = []
        for word in copied:
            if rng.random() >= share:
                edited.append(word)
                continue
            action = rng.random()
            if action < 0.5:
                edited.append(self._other_word())
            elif action < 0.75:
                edited.extend((word, self._other_word()))
        return edited or copied

    def _other_word(self) -> str:
        return str(self._rng.choice(_OWN_WORD.findall(self._write(None))))
