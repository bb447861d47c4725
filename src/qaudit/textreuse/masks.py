"""The form's own words and standing phrases, told from what somebody wrote.

Sequences are counted by the families that have them, in tables of fixed size
whose slots several sequences may share; a slot says at least as much as is
true, and with the tables' size the excess stays far below every threshold.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.grams import doubled, sequence_keys, telling, without_names
from qaudit.textreuse.model import Masking, TemplateKnownBy
from qaudit.textreuse.register import Register
from qaudit.textreuse.tokens import CAPITAL, LINE_START, NUMBER, Bool, Int64, UInt64, tokenise

PHRASE: Final = 3
CLAUSE: Final = 5
PASSAGE: Final = 8
_LEAST_FAMILIES: Final = 4
_TEMPLATE_FAMILIES: Final = 10
_TEMPLATE_SHARE: Final = 0.01
_PHRASE_SHARE: Final = 0.05
_SEVERAL_FAMILIES: Final = 3
_PHRASE_BITS: Final = 22
_MOST_PASSAGE_BITS: Final = 26
_SALT: Final = np.uint64(0x2545F4914F6CDD1D)


@attrs.frozen(eq=False)
class Keys:
    """The sequences that begin at each word of a batch.

    ``phrases`` are three words as they stand; ``clauses`` five words and
    ``passages`` eight, with names and numbers left open where enough is left.
    A sequence is *whole* if it does not straddle a part.
    """

    phrases: UInt64
    clauses: UInt64
    clause_telling: Bool
    passages: UInt64
    phrase_whole: Bool
    clause_whole: Bool
    passage_whole: Bool


def keys_of(batch: Batch) -> Keys:
    """The keys of all sequences in *batch*."""
    words, flags = batch.tokens.folded, batch.tokens.flags
    clauses = sequence_keys(without_names(words, flags), CLAUSE)
    is_telling = telling(flags, CLAUSE, CLAUSE - 2, CAPITAL | NUMBER)
    closed = np.flatnonzero(~is_telling)
    if len(closed):
        clauses[closed] = sequence_keys(words, CLAUSE)[closed]
    return Keys(
        phrases=sequence_keys(words, PHRASE),
        clauses=clauses,
        clause_telling=is_telling,
        passages=doubled(clauses, PASSAGE - CLAUSE),
        phrase_whole=_whole(batch, PHRASE),
        clause_whole=_whole(batch, CLAUSE),
        passage_whole=_whole(batch, PASSAGE),
    )


def _whole(batch: Batch, size: int) -> Bool:
    """Whether the *size* words from each on are in one part."""
    part = batch.part
    return np.asarray(part[: max(len(part) - size + 1, 0)] == part[size - 1 :])


def sampled(keys: Keys) -> Int64:
    """Where the clauses stand whose keys are lowest among their neighbours'.

    About one in three; the same ones in every copy of a passage, but for its ends.
    """
    values = keys.clauses
    if len(values) < 3:
        return np.zeros(0, np.int64)
    lowest = (values[1:-1] < values[:-2]) & (values[1:-1] <= values[2:])
    lowest &= keys.clause_whole[1:-1]
    return np.flatnonzero(lowest) + 1


@attrs.frozen(eq=False)
class Masked:
    """For each word: is it the form's, does a standing phrase begin there, and do
    several families have the eight words from there on?

    No match may begin where a form's word is among the next two (``near_template``).
    """

    template: Bool
    near_template: Bool
    phrase: Bool
    several: Bool


class Masks:
    """Counts what many families share, then marks it."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._forms = sorted(set(register.forms))
        number = {form: index for index, form in enumerate(self._forms)}
        self._form_of = np.array([number[form] for form in register.forms], np.int64)
        families: defaultdict[str, set[str]] = defaultdict(set)
        for form, family in zip(register.forms, register.families):
            families[form].add(family)
        self.families = len(set(register.families))
        self._template_least = np.array(
            [_template_threshold(len(families[form])) for form in self._forms], np.int64
        )
        self._phrase_least = max(_LEAST_FAMILIES, math.ceil(_PHRASE_SHARE * self.families))
        self._counting = self.families >= _LEAST_FAMILIES
        words = sum(map(register.size, range(len(register))))
        self._passage_bits = min((2 * words).bit_length(), _MOST_PASSAGE_BITS)
        self._phrase_counts = np.zeros(1 << _PHRASE_BITS, np.uint16)
        self._passage_counts = np.zeros(1 << self._passage_bits, np.uint16)
        # What chance adds to a slot must not make a passage one of several families'.
        self._several = _SEVERAL_FAMILIES + (2 * words >> self._passage_bits)
        self._blank_keys = _blank_sequences(register.blank_texts)

    def summary(self) -> Masking:
        """How each form's template was known."""
        blank: Counter[str] = Counter()
        total: Counter[str] = Counter(self._register.forms)
        for form, number in zip(self._register.forms, self._register.blanks):
            blank[form] += number >= 0
        known: dict[str, TemplateKnownBy] = {}
        for form, least in zip(self._forms, self._template_least.tolist()):
            if blank[form] == total[form]:
                known[form] = "blank_form"
            else:
                known[form] = "counting" if least < _NEVER else "nothing"
        return Masking(forms=known, families=self.families, standing_phrases=self._counting)

    def count(self, batch: Batch) -> None:
        """Count the sequences of a batch whose groups are families."""
        keys = keys_of(batch)
        phrase_slot = _slots(keys.phrases, _PHRASE_BITS)
        passage_slot = _slots(keys.passages, self._passage_bits)
        change = np.flatnonzero(np.diff(batch.group)) + 1
        bounds = batch.first[np.concatenate(([0], change, [len(batch.group)]))].tolist()
        for begin, stop in zip(bounds, bounds[1:]):
            for counts, slots, whole in (
                (self._phrase_counts, phrase_slot, keys.phrase_whole),
                (self._passage_counts, passage_slot, keys.passage_whole),
            ):
                # An index that comes twice in one addition is added to once:
                # each family counts once.
                counts[slots[begin:stop][whole[begin:stop]]] += np.uint16(1)

    def mark(self, batch: Batch, keys: Keys, numbers: Int64) -> Masked:
        """Mark the words of a batch; *numbers* are its documents' in the register."""
        length = len(batch.tokens)
        template = np.zeros(length, bool)
        phrase = np.zeros(length, bool)
        several = np.zeros(length, bool)
        if self._counting:
            phrase[: len(keys.phrases)] = (
                self._phrase_counts[_slots(keys.phrases, _PHRASE_BITS)] >= self._phrase_least
            )
            form = self._form_of[numbers][batch.document[: len(keys.passages)]]
            families = self._passage_counts[_slots(keys.passages, self._passage_bits)]
            often = (families >= self._template_least[form]) & keys.passage_whole
            template = _spread(often, PASSAGE, length)
            several[: len(families)] = (families >= self._several) & keys.passage_whole
        self._mark_blank(batch, numbers, template)
        near = template.copy()
        for back in range(1, PHRASE):
            near[:-back] |= template[back:]
        return Masked(template, near, phrase, several)

    def _mark_blank(self, batch: Batch, numbers: Int64, template: Bool) -> None:
        """Mark words that stand in the blank form of their document."""
        blank = np.array(self._register.blanks, np.int64)[numbers]
        if not (blank >= 0).any():
            return
        owner = blank[batch.document]
        for size, known in self._blank_keys.items():
            keys = _salted(sequence_keys(batch.tokens.folded, size), owner)
            hit = _member(keys, known) & (owner[: len(keys)] >= 0)
            hit &= _whole(batch, size)
            if size < CLAUSE:
                hit &= _whole_line(batch, size)
            template |= _spread(hit, size, len(template))


_NEVER: Final = 1 << 30


def _template_threshold(families: int) -> int:
    """How many of a form's families must share a sequence for it to be the form's."""
    if families < _LEAST_FAMILIES:
        return _NEVER
    few = max(_LEAST_FAMILIES, math.ceil(families / 2))
    return max(math.ceil(_TEMPLATE_SHARE * families), min(_TEMPLATE_FAMILIES, few))


def _slots(keys: UInt64, bits: int) -> Int64:
    return ((keys * _SALT) >> np.uint64(64 - bits)).astype(np.int64)


def _salted(keys: UInt64, owner: Int64) -> UInt64:
    return keys + owner[: len(keys)].astype(np.uint64) * _SALT


def _spread(begins: Bool, size: int, length: int) -> Bool:
    """Mark all words of the sequences that begin where *begins* says."""
    marked = np.zeros(length, bool)
    for place in range(size):
        marked[place : place + len(begins)] |= begins
    return marked


def _whole_line(batch: Batch, size: int) -> Bool:
    """Whether the *size* words from each on are all the words of a line."""
    starts = (batch.tokens.flags & LINE_START) != 0
    length = len(starts) - size + 1
    after = np.append(starts, True)[size : size + length]
    after[:-1] |= batch.document[1:length] != batch.document[: length - 1]
    return np.asarray(starts[:length] & after)


def _member(keys: UInt64, known: UInt64) -> Bool:
    place = np.searchsorted(known, keys)
    place[place == len(known)] = 0
    return np.asarray(known[place] == keys)


def _blank_sequences(texts: list[str]) -> dict[int, UInt64]:
    """The sequences of all blank forms: five words, and shorter ones that are a line."""
    found: defaultdict[int, list[UInt64]] = defaultdict(list)
    for number, text in enumerate(texts):
        tokens, _ = tokenise([text])
        line = np.flatnonzero((tokens.flags & LINE_START) != 0)
        sizes = np.diff(np.append(line, len(tokens)))
        for size in range(1, CLAUSE + 1):
            keys = sequence_keys(tokens.folded, size)
            keys = _salted(keys, np.full(len(keys), number))
            found[size].append(keys if size == CLAUSE else keys[line[sizes == size]])
    return {
        size: known for size, keys in found.items() if len(known := np.unique(np.concatenate(keys)))
    }
