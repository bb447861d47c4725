"""Invented case files with planted copies, and the truth about them.

Everything is made from word lists and a seed. Each document follows one of four
forms, with headings, standing guidance and fields to fill in; some sentences
are the same in many children's files (standing text). Copies come from an
earlier document of the child, of a sibling, or rarely of another child:
verbatim, with names and dates changed, with 5, 10 or 20% of words edited, or
with the sentences moved.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import attrs
import vocabulary as words
from plagdet import Match
from writing import Child, ProseWriter

from qaudit.textreuse import Document

TREATMENTS = ("verbatim", "names", "5%", "10%", "20%", "moved")
_FIRST_DAY = dt.date(2019, 1, 7)


@attrs.frozen
class Planted:
    """A copy that was planted: where, from where, and what was done to it."""

    target_id: str
    source_id: str
    match: Match
    treatment: str


@attrs.frozen
class CaseFile:
    """A document, its planted copies, and its own characters (no form, no standing text)."""

    document: Document
    planted: tuple[Planted, ...]
    own_characters: int


@attrs.define
class _Sentence:
    text: str
    start: int = 0
    section: int = 0
    fresh: bool = True  # nobody else's and not yet copied


class Generator:
    """Case files of a number of children, one document after another."""

    def __init__(
        self,
        children: int,
        documents_a_child: int = 12,
        *,
        seed: int = 1,
        share_with_copies: float = 0.4,
        sentences: tuple[int, int] = (3, 11),
        blank_forms: bool = False,
        formulaic: bool = False,
    ) -> None:
        self._rng = random.Random(seed)
        self._writer = ProseWriter(self._rng, formulaic=formulaic)
        self._documents_a_child = documents_a_child
        self._share_with_copies = share_with_copies
        self._sentences = sentences
        self._blank_forms = blank_forms
        self._children = self._make_children(children)
        self._forms = [self._make_form() for _ in range(4)]
        self._standing = [
            " ".join(self._writer(None) for _ in range(self._rng.randint(2, 4))) for _ in range(12)
        ]
        # Some originals of other children, for copies across families.
        self._elsewhere: list[tuple[dt.date, str, list[_Sentence], Child]] = []

    def __iter__(self) -> Iterator[CaseFile]:
        families: dict[str, list[Child]] = {}
        for child in self._children:
            families.setdefault(child.family, []).append(child)
        for siblings in families.values():
            yield from self._family_files(siblings)

    def _make_children(self, count: int) -> list[Child]:
        rng = self._rng
        children: list[Child] = []
        while len(children) < count:
            family = f"F{len(children):05d}"
            surname = rng.choice(words.SURNAMES)
            for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
                school = "".join(rng.choices(words.SYLLABLES, k=3)).capitalize() + " School"
                pronoun = rng.choice((("he", "him", "his"), ("she", "her", "her")))
                name = rng.choice(words.FIRST_NAMES)
                case = f"C{len(children):05d}"
                children.append(Child(case, family, name, surname, pronoun, school))
        return children[:count]

    def _make_form(self) -> list[tuple[str, str]]:
        """Headings, each with guidance text for the writer."""
        rng = self._rng
        return [
            (
                f"{rng.choice(words.ADJECTIVES)} {rng.choice(words.NOUNS)} and "
                f"{rng.choice(words.NOUNS)}".title(),
                " ".join(self._writer(None) for _ in range(rng.randint(1, 3))),
            )
            for _ in range(rng.randint(4, 6))
        ]

    def _family_files(self, siblings: list[Child]) -> Iterator[CaseFile]:
        rng = self._rng
        earlier: list[tuple[Child, str, list[_Sentence]]] = []
        first_day = day = _FIRST_DAY + dt.timedelta(days=rng.randint(0, 300))
        for turn in range(self._documents_a_child):
            for child in siblings:
                day += dt.timedelta(days=rng.randint(1, 20))
                made, sentences = self._write(child, turn, day, earlier)
                first_day = day if not earlier else first_day
                earlier.append((child, made.document.id, sentences))
                yield made
        if rng.random() < 0.5:
            child, document_id, sentences = earlier[0]
            self._elsewhere.append((first_day, document_id, sentences, child))

    def _write(
        self,
        child: Child,
        turn: int,
        day: dt.date,
        earlier: list[tuple[Child, str, list[_Sentence]]],
    ) -> tuple[CaseFile, list[_Sentence]]:
        rng = self._rng
        form_number = turn % len(self._forms)
        form = self._forms[form_number]
        document_id = f"{child.case}-{turn:03d}"
        sections: list[list[_Sentence]] = [
            [_Sentence(self._writer(child)) for _ in range(rng.randint(*self._sentences))]
            for _ in form
        ]
        copies: list[tuple[list[_Sentence], list[_Sentence], str, str]] = []
        if earlier and rng.random() < self._share_with_copies:
            for _ in range(rng.randint(1, 3)):
                copies.extend(self._copy(child, day, earlier, sections))
        if rng.random() < 0.1:
            rng.choice(sections).append(_Sentence(rng.choice(self._standing), fresh=False))
        text = f"{child.name} {child.surname}\nDate: {day:%d %B %Y}\n\n"
        own = 0
        for number, ((heading, guidance), section) in enumerate(zip(form, sections, strict=True)):
            text += f"{heading}\n{guidance}\n"
            for sentence in section:
                sentence.start, sentence.section = len(text), number
                text += sentence.text + " "
                own += 0 if sentence.text in self._standing else len(sentence.text) + 1
            text = text[:-1] + "\n\n"
        planted = tuple(
            Planted(document_id, source_id, _place(copied, originals), treatment)
            for copied, originals, source_id, treatment in copies
        )
        blank = f"Date:\n{chr(10).join(f'{h}{chr(10)}{g}' for h, g in form)}"
        document = Document(
            id=document_id,
            case=child.case,
            family=child.family,
            date=day,
            form=f"form {form_number}",
            text=text,
            blank_form=blank if self._blank_forms else None,
        )
        return CaseFile(document, planted, own), [s for section in sections for s in section]

    def _copy(
        self,
        child: Child,
        day: dt.date,
        earlier: list[tuple[Child, str, list[_Sentence]]],
        sections: list[list[_Sentence]],
    ) -> Iterator[tuple[list[_Sentence], list[_Sentence], str, str]]:
        """Plant a copy into one of *sections*; yields it with its originals."""
        rng = self._rng
        if self._elsewhere and rng.random() < 0.08:
            written, source_id, source, author = rng.choice(self._elsewhere)
            if author.family == child.family or written >= day:
                return
        else:
            author, source_id, source = rng.choice(earlier[-12:])
        # One section's sentences stand together; the form's text stands between sections.
        length = rng.randint(2, 8)
        begin = rng.randrange(max(len(source) - length, 1))
        originals = [
            sentence
            for sentence in source[begin : begin + length]
            if sentence.section == source[begin].section
        ]
        if len(originals) < 2 or not all(sentence.fresh for sentence in originals):
            return
        treatment = rng.choice(TREATMENTS)
        texts = [self._treated(s.text, treatment, author, child) for s in originals]
        copied = [_Sentence(text, fresh=False) for text in texts]
        for sentence in originals:
            sentence.fresh = False
        if treatment == "moved":
            rng.shuffle(copied)
        section = rng.choice(sections)
        at = rng.randint(0, len(section))
        # Do not cut a copy in two that was planted before.
        while 0 < at < len(section) and not (section[at].fresh and section[at - 1].fresh):
            at += 1
        section[at:at] = copied
        yield copied, originals, source_id, treatment

    def _treated(self, text: str, treatment: str, author: Child, child: Child) -> str:
        rng = self._rng
        text = text.replace(author.name, child.name).replace(author.school, child.school)
        if treatment == "names":
            for month in words.MONTHS:
                text = text.replace(f" {month} 20", f" {rng.choice(words.MONTHS)} 20")
        if not treatment.endswith("%"):
            return text
        share = int(treatment[:-1]) / 100
        edited: list[str] = []
        for word in text[:-1].split(" "):
            if rng.random() >= share:
                edited.append(word)
                continue
            action = rng.random()
            if action < 0.6:
                edited.append(rng.choice((rng.choice(words.ADJECTIVES), rng.choice(words.NOUNS))))
            elif action < 0.8:
                edited.extend((word, rng.choice(words.ADJECTIVES)))
        return " ".join(edited) + "."


def _place(copied: list[_Sentence], originals: list[_Sentence]) -> Match:
    return Match(
        min(s.start for s in copied),
        max(s.start + len(s.text) for s in copied),
        min(s.start for s in originals),
        max(s.start + len(s.text) for s in originals),
    )


def short_texts(rng: random.Random, count: int) -> tuple[list[str], list[str]]:
    """Texts of some 200 words on one subject, and a lightly revised copy of each.

    Every sentence of a copy has a word replaced, left out or put in.
    """
    writer = ProseWriter(rng, formulaic=False)
    originals, revised = [], []
    for _ in range(count):
        sentences = [writer(None) for _ in range(12)]
        originals.append(" ".join(sentences))
        copies = []
        for sentence in sentences:
            text = sentence.split(" ")
            at = rng.randrange(len(text) - 1)
            text[at : at + 1] = rng.choice(
                ([], [rng.choice(words.ADJECTIVES)], [text[at], rng.choice(words.ADJECTIVES)])
            )
            copies.append(" ".join(text))
        revised.append(" ".join(copies))
    return originals, revised
