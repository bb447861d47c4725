"""The documents of a cohort without their text, and their words in a store."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.batch import PART_GAP, Batch, lay_out
from qaudit.textreuse.model import Document
from qaudit.textreuse.pipeline import in_order
from qaudit.textreuse.sample import Sample, flagged, take_sample
from qaudit.textreuse.store import Stretch, TokenStore
from qaudit.textreuse.tokens import (
    PASSAGE_BEGINS,
    PHRASE_BEGINS,
    Int64,
    Tokens,
    UInt8,
    UInt32,
    tokenise,
)

_BLOCK_CHARACTERS: Final = 1 << 20


class Register:
    """What is known of each document, by the number in which it came.

    Attributes:
        ids, cases, families, forms: One entry a document.
        ordinals: The place of each document in order of date, then id.
        days: The place of each document's date among all dates; one without comes last.
        case_numbers: A number for each document, the same for those of one case.
        family_numbers: The same for those of one family.
        parts: The number of each document's first part, and one entry more.
        part_counted: For each part, whether its passages count.
        blanks: The number of each document's blank form, -1 for none.
        blank_texts: The blank forms.
    """

    def __init__(self, store: TokenStore, gap: int) -> None:
        self._store = store
        self._gap = gap
        # Of each document, the block of words it is in and its turn there; of each block, where
        # its documents begin.
        self._blocks: list[int] = []
        self._turns: list[int] = []
        self._begins: list[Begins] = []
        self._waiting: list[Document] = []
        self._part_sizes: list[Int64] = []
        self._dates: list[dt.date | None] = []
        self._blank_numbers: dict[str, int] = {}
        self.ids: list[str] = []
        self.cases: list[str] = []
        self.families: list[str] = []
        self.forms: list[str] = []
        self.blanks: list[int] = []
        self.parts: list[int] = [0]
        self.part_counted: list[bool] = []
        self.ordinals: Int64 = np.zeros(0, np.int64)
        self.days: Int64 = np.zeros(0, np.int64)
        self.case_numbers: Int64 = np.zeros(0, np.int64)
        self.family_numbers: Int64 = np.zeros(0, np.int64)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def blank_texts(self) -> list[str]:
        return list(self._blank_numbers)

    def read(self, documents: Iterable[Document], threads: int) -> None:
        """Take in *documents*; each text is looked at once and let go.

        Those that come last wait for more, until there is a block of them.
        """
        full = _blocks(itertools.chain(self._waiting, documents))
        self._waiting = []
        for block in in_order(self._read, self._all_but_last(full), threads):
            self._take(block)

    def _all_but_last(self, blocks: Iterator[list[Document]]) -> Iterator[list[Document]]:
        """The blocks that are full; the last, which may not be, is kept waiting."""
        for block in blocks:
            if self._waiting:
                yield self._waiting
            self._waiting = block

    def close(self, family_of: Mapping[str, str]) -> None:
        """Take in what waits, and put the documents in order, now that there are no more.

        Args:
            family_of: The families of cases that were not known before.

        Raises:
            ValueError: Two documents have the same id.
        """
        if self._waiting:
            self._take(self._read(self._waiting))
            self._waiting = []
        self.families = [
            f"family {family_of[case]}" if case in family_of else family
            for case, family in zip(self.cases, self.families, strict=True)
        ]
        if len(set(self.ids)) != len(self.ids):
            raise ValueError("two documents have the same id")
        order = sorted(
            range(len(self)),
            key=lambda number: (
                self._dates[number] is None,
                self._dates[number] or dt.date.min,
                self.ids[number],
            ),
        )
        self.ordinals = np.empty(len(self), np.int64)
        self.ordinals[order] = np.arange(len(self))
        dates = sorted({day for day in self._dates if day is not None})
        places: dict[dt.date | None, int] = {day: place for place, day in enumerate(dates)}
        self.days = np.array([places.get(day, len(dates)) for day in self._dates], np.int64)
        self.case_numbers = _numbered(self.cases)
        self.family_numbers = _numbered(self.families)

    def laid_out(self, numbers: Sequence[int], groups: Sequence[int]) -> Batch:
        """Documents laid out to be aligned; see `lay_out`."""
        places = self._places(numbers)
        return lay_out(
            self._store.read(places),
            np.array([self.size(number) for number in numbers], np.int64),
            [self._part_sizes[number] for number in numbers],
            groups,
            Sample(self._store.phrases(places), self._store.passages(places)),
        )

    def phrases(self, numbers: Sequence[int]) -> UInt32:
        """The keys of the sampled phrases of some documents, one after another."""
        return self._store.phrases(self._places(numbers))

    def passages(self, numbers: Sequence[int]) -> UInt32:
        """The keys of the sampled passages of some documents, one after another."""
        return self._store.passages(self._places(numbers))

    def passage_count(self, number: int) -> int:
        """How many passages of a document are in the sample."""
        passages, turn = self._begins[self._blocks[number]].passages, self._turns[number]
        return passages[turn + 1] - passages[turn]

    def _places(self, numbers: Sequence[int]) -> list[Stretch]:
        """Where the words of some documents are kept."""
        return [
            self._begins[block].stretch(block, turn)
            for block, turn in ((self._blocks[n], self._turns[n]) for n in numbers)
        ]

    def flags(self, numbers: Sequence[int]) -> UInt8:
        """The flags of the words of some documents, one after another."""
        return self._store.flags(self._places(numbers))

    def size(self, number: int) -> int:
        """How many words a document has, with the empty places after its parts."""
        words, turn = self._begins[self._blocks[number]].words, self._turns[number]
        return words[turn + 1] - words[turn]

    @property
    def part_words(self) -> Int64:
        """How many words each part has."""
        return np.concatenate(self._part_sizes) if self._part_sizes else np.zeros(0, np.int64)

    def _read(self, documents: list[Document]) -> _Block:
        return _read(documents, self._gap)

    def _take(self, block: _Block) -> None:
        number = self._store.add(block.tokens, block.sample)
        self.part_counted.extend(block.part_counted)
        piece = 0
        self._begins.append(block.begins)
        for turn, facts in enumerate(block.facts):
            count = facts.parts
            self._blocks.append(number)
            self._turns.append(turn)
            self._part_sizes.append(block.part_sizes[piece : piece + count])
            piece += count
            self.parts.append(self.parts[-1] + count)
            self.ids.append(facts.id)
            self.cases.append(facts.case)
            # A child without a family is a family of its own, whatever names others have.
            self.families.append(
                "case " + facts.case if facts.family is None else "family " + facts.family
            )
            self._dates.append(facts.date)
            self.forms.append(facts.form)
            self.blanks.append(
                -1
                if facts.blank_form is None
                else self._blank_numbers.setdefault(facts.blank_form, len(self._blank_numbers))
            )


@attrs.frozen(eq=False)
class _Facts:
    """A document without its text."""

    id: str
    case: str
    family: str | None
    date: dt.date | None
    form: str
    blank_form: str | None
    parts: int


@attrs.frozen(eq=False)
class Begins:
    """Where the documents of a block begin, and where the last one ends.

    In its words, and in its sample of phrases and of passages.
    """

    words: list[int]
    phrases: list[int]
    passages: list[int]

    def stretch(self, block: int, turn: int) -> Stretch:
        """Where that document of the block is kept."""
        return Stretch(
            block,
            (self.words[turn], self.words[turn + 1]),
            (self.phrases[turn], self.phrases[turn + 1]),
            (self.passages[turn], self.passages[turn + 1]),
        )


@attrs.frozen(eq=False)
class _Block:
    """Some documents, read.

    Attributes:
        tokens: Their words, and the empty places between them.
        sample: Their sample.
        begins: Where the documents begin.
        part_sizes: The number of words in each part.
    """

    facts: list[_Facts]
    part_counted: list[bool]
    tokens: Tokens
    sample: Sample
    begins: Begins
    part_sizes: Int64


def _read(documents: list[Document], gap: int) -> _Block:
    pieces: list[str] = []
    places: list[int] = []
    offsets: list[int] = []
    counted: list[bool] = []
    facts: list[_Facts] = []
    for document in documents:
        bounds = _part_bounds(document)
        for start, end in itertools.pairwise(bounds):
            pieces.append(document.text[start:end])
            places.append(PART_GAP)
            offsets.append(start)
            counted.append(not any(low <= start < high for low, high in document.not_counted))
        places[-1] += gap
        facts.append(
            _Facts(
                document.id,
                document.case,
                document.family,
                document.date,
                document.form,
                document.blank_form,
                len(bounds) - 1,
            )
        )
    tokens, first = tokenise(pieces, places)
    lengths = np.diff(first)
    if any(offsets):
        shift = np.repeat(np.array(offsets, np.int32), lengths)
        np.add(tokens.starts, shift, out=tokens.starts)
        np.add(tokens.ends, shift, out=tokens.ends)
    begins = first[np.cumsum([0, *(fact.parts for fact in facts)])]
    sample = take_sample(tokens)
    return _Block(
        facts,
        counted,
        tokens,
        sample,
        Begins(
            begins.tolist(),
            np.searchsorted(flagged(tokens.flags, PHRASE_BEGINS), begins).tolist(),
            np.searchsorted(flagged(tokens.flags, PASSAGE_BEGINS), begins).tolist(),
        ),
        lengths - np.array(places, np.int64),
    )


def _blocks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Lists of documents with about a mebibyte of text each."""
    block: list[Document] = []
    size = 0
    for document in documents:
        block.append(document)
        size += len(document.text) + 1
        if size >= _BLOCK_CHARACTERS:
            yield block
            block, size = [], 0
    if block:
        yield block


def _numbered(names: Iterable[str]) -> Int64:
    """A number for each name, the same for equal ones."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def _part_bounds(document: Document) -> list[int]:
    """Where parts begin, and the end of the text."""
    length = len(document.text)
    if not document.breaks and not document.not_counted:
        return [0, length]
    inner = {offset for offset in document.breaks if 0 < offset < length}
    for low, high in document.not_counted:
        inner.update(offset for offset in (low, high) if 0 < offset < length)
    return [0, *sorted(inner), length]
