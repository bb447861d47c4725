"""
The form's own words and standing phrases, told from what somebody wrote.

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
from qaudit.textreuse.grams import sequence_keys, telling, without_names
from qaudit.textreuse.model import Masking, TemplateKnownBy
from qaudit.textreuse.register import Register
from qaudit.textreuse.tokens import CAPITAL, LINE_START, NUMBER, Bool, Int64, UInt64, tokenise

PHRASE: Final = 3
SENTENCE: Final = 5
_LEAST_FAMILIES: Final = 4
_TEMPLATE_FAMILIES: Final = 10
_TEMPLATE_SHARE: Final = 0.01
_PHRASE_SHARE: Final = 0.05
_TEMPLATE_RUN: Final = 8
_BITS: Final = 24
_SALT: Final = np.uint64(0x2545F4914F6CDD1D)


@attrs.frozen(eq=False)
class Keys:
    """
    The sequences that begin at each word of a batch.

    ``phrases`` are three words as they stand; ``sentences`` five words with
    names and numbers left open where enough is left. A sequence is ``whole``
    if it does not straddle a part.
    """

    phrases: UInt64
    phrase_whole: Bool
    sentences: UInt64
    sentence_whole: Bool


def keys_of(batch: Batch) -> Keys:
    """The keys of all sequences in *batch*."""
    words, flags = batch.tokens.folded, batch.tokens.flags
    sentences = sequence_keys(without_names(words, flags), SENTENCE)
    closed = np.flatnonzero(~telling(flags, SENTENCE, SENTENCE - 2, CAPITAL | NUMBER))
    if len(closed):
        sentences[closed] = sequence_keys(words, SENTENCE)[closed]
    return Keys(
        sequence_keys(words, PHRASE),
        batch.part[: max(len(words) - PHRASE + 1, 0)] == batch.part[PHRASE - 1 :],
        sentences,
        batch.part[: max(len(words) - SENTENCE + 1, 0)] == batch.part[SENTENCE - 1 :],
    )


def sampled(keys: Keys) -> Int64:
    """
    Where the sentences stand whose keys are lowest among their neighbours'.

    About one in three; the same ones in every copy of a passage, but for its ends.
    """
    values = keys.sentences
    if len(values) < 3:
        return np.zeros(0, np.int64)
    lowest = (values[1:-1] < values[:-2]) & (values[1:-1] <= values[2:])
    lowest &= keys.sentence_whole[1:-1]
    return np.flatnonzero(lowest) + 1


@attrs.frozen(eq=False)
class Masked:
    """For each word: is it the form's, and may no sequence begin there?"""

    template: Bool
    blocked: Bool


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
        self._phrase_counts = np.zeros(1 << _BITS, np.uint16)
        self._sentence_counts = np.zeros(1 << _BITS, np.uint16)
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

    def count(self, batch: Batch, numbers: Int64) -> None:
        """Count the sequences of a batch whose groups are families."""
        if not self._counting:
            return
        keys = keys_of(batch)
        phrase_slot = _slots(keys.phrases)
        sentence_slot = self._sentence_slots(batch, keys, numbers)
        change = np.flatnonzero(np.diff(batch.group)) + 1
        bounds = batch.first[np.concatenate(([0], change, [len(batch.group)]))].tolist()
        for begin, stop in zip(bounds, bounds[1:]):
            for counts, slots, whole in (
                (self._phrase_counts, phrase_slot, keys.phrase_whole),
                (self._sentence_counts, sentence_slot, keys.sentence_whole),
            ):
                # An index that comes twice in one addition is added to once:
                # each family counts once.
                counts[slots[begin:stop][whole[begin:stop]]] += np.uint16(1)

    def mark(self, batch: Batch, keys: Keys, numbers: Int64) -> Masked:
        """Mark the words of a batch; *numbers* are its documents' in the register."""
        length = len(batch.tokens)
        template = np.zeros(length, bool)
        blocked = np.zeros(length, bool)
        if self._counting:
            blocked[: len(keys.phrases)] = (
                self._phrase_counts[_slots(keys.phrases)] >= self._phrase_least
            )
            form = self._form_of[numbers][batch.document[: len(keys.sentences)]]
            slots = self._sentence_slots(batch, keys, numbers)
            often = self._sentence_counts[slots] >= self._template_least[form]
            often &= keys.sentence_whole
            template = _long_runs(_spread(often, SENTENCE, length), _TEMPLATE_RUN)
        self._mark_blank(batch, numbers, template)
        near = template.copy()
        for back in range(1, PHRASE):
            near[:-back] |= template[back:]
        blocked |= near
        return Masked(template, blocked)

    def _sentence_slots(self, batch: Batch, keys: Keys, numbers: Int64) -> Int64:
        salt = self._form_of[numbers].astype(np.uint64) * _SALT
        return _slots(keys.sentences + salt[batch.document[: len(keys.sentences)]])

    def _mark_blank(self, batch: Batch, numbers: Int64, template: Bool) -> None:
        """Mark words that stand in the blank form of their document."""
        blank = np.array(self._register.blanks, np.int64)[numbers]
        if not (blank >= 0).any():
            return
        owner = blank[batch.document]
        for size, known in self._blank_keys.items():
            keys = _salted(sequence_keys(batch.tokens.folded, size), owner)
            hit = _member(keys, known) & (owner[: len(keys)] >= 0)
            hit &= batch.part[: len(keys)] == batch.part[size - 1 :]
            if size < SENTENCE:
                hit &= _whole_line(batch, size)
            template |= _spread(hit, size, len(template))


_NEVER: Final = 1 << 30


def _template_threshold(families: int) -> int:
    """How many of a form's families must share a sequence for it to be the form's."""
    if families < _LEAST_FAMILIES:
        return _NEVER
    few = max(_LEAST_FAMILIES, math.ceil(families / 2))
    return max(math.ceil(_TEMPLATE_SHARE * families), min(_TEMPLATE_FAMILIES, few))


def _slots(keys: UInt64) -> Int64:
    return ((keys * _SALT) >> np.uint64(64 - _BITS)).astype(np.int64)


def _salted(keys: UInt64, owner: Int64) -> UInt64:
    return keys + owner[: len(keys)].astype(np.uint64) * _SALT


def _spread(begins: Bool, size: int, length: int) -> Bool:
    """Mark all words of the sequences that begin where *begins* says."""
    marked = np.zeros(length, bool)
    for place in range(size):
        marked[place : place + len(begins)] |= begins
    return marked


def _long_runs(marked: Bool, least: int) -> Bool:
    """Keep stretches of at least *least* marked words."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marked.view(np.int8), [0]))))
    begins, ends = edges[::2], edges[1::2]
    long = ends - begins >= least
    change = np.zeros(len(marked) + 1, np.int8)
    change[begins[long]] = 1
    change[ends[long]] -= 1
    return np.cumsum(change[:-1], dtype=np.int8).astype(bool)


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
        for size in range(1, SENTENCE + 1):
            keys = sequence_keys(tokens.folded, size)
            keys = _salted(keys, np.full(len(keys), number))
            found[size].append(keys if size == SENTENCE else keys[line[sizes == size]])
    return {
        size: known for size, keys in found.items() if len(known := np.unique(np.concatenate(keys)))
    }
