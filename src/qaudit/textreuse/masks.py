"""The form's own words and standing phrases, told from what somebody wrote.

Sequences are counted by the families that have them, in tables of fixed size
whose slots several sequences may share; a slot says at least as much as is
true, and with the tables' size the excess stays far below every threshold.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.blank_forms import BlankForms, spread
from qaudit.textreuse.grams import slots as slots_of
from qaudit.textreuse.layouts import FormLayouts, FormSample
from qaudit.textreuse.model import Masking, TemplateKnownBy
from qaudit.textreuse.register import Register
from qaudit.textreuse.sequences import CLAUSE, PASSAGE, PHRASE, Common, Sequences, in_sample
from qaudit.textreuse.tokens import (
    CAPITAL,
    NUMBER,
    Bool,
    Int64,
    UInt8,
    UInt32,
)

_LEAST_FAMILIES: Final = 4
_MANY_DOCUMENTS: Final = 8
_PARAGRAPH: Final = 30
"""Words in a row that many families have: standing text, whatever the form."""
_TEMPLATE_FAMILIES: Final = 10
_TEMPLATE_SHARE: Final = 0.01
_PHRASE_SHARE: Final = 0.05
_SEVERAL_FAMILIES: Final = 3
_ASKED_FAMILIES: Final = 128
_PHRASE_BITS: Final = 22
_MOST_PASSAGE_BITS: Final = 26
_COARSE_BITS: Final = 18


@attrs.frozen(eq=False)
class Masked:
    """What is known of the words of a batch.

    Attributes:
        template: For each word, whether it is a form's.
        near_template: Whether it or one of the next two is; no match may begin there.
        is_several: Whether several families have the eight words from each of
            the given words on.
        is_shared: Whether a second family may have them.
    """

    template: Bool
    near_template: Bool
    is_several: Callable[[Int64], Bool]
    is_shared: Callable[[Int64], Bool]


@attrs.frozen(eq=False)
class Slots:
    """The slots of each family in the tables of phrases (and clauses) and of passages.

    ``samples`` are the documents looked at for how a form is laid out.
    """

    phrases: list[Int64]
    passages: list[Int64]
    samples: list[FormSample]


class Masks:
    """Counts what many families share, then marks it."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._forms = sorted(set(register.forms))
        number = {form: index for index, form in enumerate(self._forms)}
        self._form_of = np.array([number[form] for form in register.forms], np.int64)
        families: defaultdict[str, set[str]] = defaultdict(set)
        for form, family in zip(register.forms, register.families, strict=True):
            families[form].add(family)
        self.families = len(set(register.families))
        documents = Counter(register.forms)
        self._template_least = np.array(
            [_template_threshold(len(families[form]), documents[form]) for form in self._forms],
            np.int64,
        )
        # A full slot is one of more families than can be told.
        self._template_least = np.where(
            self._template_least < _NEVER, np.minimum(self._template_least, 255), _NEVER
        )
        # What one in twenty families use shows in a sample of them, too.
        asked = sorted(set(register.families))[:: max(self.families // _ASKED_FAMILIES, 1)]
        self._phrase_least = max(_LEAST_FAMILIES, math.ceil(_PHRASE_SHARE * len(asked)))
        chosen = set(asked)
        self._asked = np.array([family in chosen for family in register.families], bool)
        self._few_families = np.array(
            [len(families[form]) < _LEAST_FAMILIES for form in self._forms], bool
        )
        self._layouts = FormLayouts(self._form_of, register, self._few_families)
        self._counting = bool((self._template_least < _NEVER).any())
        self._standing = self.families >= _LEAST_FAMILIES
        words = sum(map(register.size, range(len(register))))
        self._passage_bits = min(max((2 * words).bit_length(), 20), _MOST_PASSAGE_BITS)
        self._phrase_counts = np.zeros(1 << _PHRASE_BITS, np.uint8)
        self._passage_counts = np.zeros(1 << self._passage_bits, np.uint8)
        self._coarse_shift = max(self._passage_bits - _COARSE_BITS, 0)
        # For each stretch of slots, whether one of them is full enough for any form:
        # small enough for the processor's cache, where the table is not.
        self._coarse: Bool = np.zeros(0, bool)
        self._common_phrases: Bool = np.zeros(0, bool)
        # What chance adds to a slot must not make a passage one of several families'.
        chance = 2 * words >> self._passage_bits
        self._several = _SEVERAL_FAMILIES + chance
        common = max(_few(self.families), math.ceil(_PHRASE_SHARE * self.families))
        self._passage_least = min(common + chance, 255)
        having = np.maximum(np.arange(256) - chance, _SEVERAL_FAMILIES - 1)
        said = np.log(np.maximum(self.families / having, 1))
        self._weights = said / max(said[0], 1e-9)
        self._blank_forms = BlankForms(register)

    def summary(self) -> Masking:
        """How each form's template was known."""
        blank: Counter[str] = Counter()
        total: Counter[str] = Counter(self._register.forms)
        for form, number in zip(self._register.forms, self._register.blanks, strict=True):
            blank[form] += number >= 0
        known: dict[str, TemplateKnownBy] = {}
        for form, least in zip(self._forms, self._template_least.tolist(), strict=True):
            if blank[form] == total[form]:
                known[form] = "blank_form"
            else:
                known[form] = "counting" if least < _NEVER else "nothing"
        return Masking(forms=known, families=self.families, standing_phrases=self._standing)

    def slots_to_count(self, batch: Batch, numbers: Int64) -> Slots:
        """The slots of the sequences of a batch whose groups are families, by family."""
        keys = Sequences(batch)
        change = np.flatnonzero(np.diff(batch.group)) + 1
        bounds = batch.first[np.concatenate(([0], change, [len(batch.group)]))]
        asked = self._asked[numbers][batch.document]
        asked_phrases = asked[: len(keys.phrases)]
        names = keys.clause_has_names & keys.clause_is_telling & asked[: len(keys.clauses)]

        def by_family(values: UInt32, bits: int, chosen: Bool) -> list[Int64]:
            places = np.flatnonzero(chosen)
            slots = slots_of(values[places], bits)
            edges = np.searchsorted(places, bounds).tolist()
            return [slots[begin:stop] for begin, stop in itertools.pairwise(edges)]

        return Slots(
            [
                *by_family(
                    keys.phrases,
                    _PHRASE_BITS,
                    keys.whole(PHRASE) & in_sample(keys.phrases) & asked_phrases,
                ),
                *by_family(
                    keys.clauses,
                    _PHRASE_BITS,
                    keys.whole(CLAUSE) & in_sample(keys.clauses) & names,
                ),
            ],
            by_family(keys.passages, self._passage_bits, keys.whole(PASSAGE)),
            self._layouts.samples(batch, keys, numbers) if self._counting else [],
        )

    def count(self, slots: Slots) -> None:
        """Count each family once in each of its slots."""
        self._layouts.add(slots.samples)
        for counts, families in (
            (self._phrase_counts, slots.phrases),
            (self._passage_counts, slots.passages),
        ):
            most = int(np.iinfo(counts.dtype).max)
            for slot in families:
                # A slot that comes twice is written the same twice. No count goes
                # beyond what its type can hold.
                count = counts[slot]
                count += count < most
                counts[slot] = count

    def mark(self, batch: Batch, keys: Sequences, numbers: Int64) -> Masked:
        """Mark the words of a batch; *numbers* are its documents' in the register."""
        length = len(batch.tokens)
        template = spread(self._often(batch, keys, numbers), PASSAGE, length)
        _without_fillings(template, batch.tokens.flags)
        self._blank_forms.mark(batch, keys, numbers, template)
        near = template.copy()
        for back in range(1, PHRASE):
            near[:-back] |= template[back:]

        def families_of(places: Int64, least: int, most: int) -> Bool:
            enough = np.zeros(len(places), bool)
            inside = np.flatnonzero(places < len(keys.passages))
            places = places[inside]
            families = self._passage_counts[slots_of(keys.passages[places], self._passage_bits)]
            enough[inside] = (
                (families >= least)
                & (families <= most)
                & (batch.part[places] == batch.part[places + PASSAGE - 1])
            )
            return enough

        def is_several(places: Int64) -> Bool:
            return families_of(places, self._several, 255)

        def is_shared(places: Int64) -> Bool:
            return families_of(places, 2, self._passage_least)

        return Masked(template, near, is_several, is_shared)

    @property
    def common(self) -> Common:
        """Sequences that so many families have that they say nothing of where text is from."""
        if not self._standing:
            return Common(_none, _none, _none, lambda keys: np.ones(len(keys)))
        return Common(
            lambda keys: self._common_phrases[slots_of(keys, _PHRASE_BITS)],
            lambda keys: self._common_phrases[slots_of(keys, _PHRASE_BITS)],
            lambda keys: (
                self._passage_counts[slots_of(keys, self._passage_bits)] >= self._passage_least
            ),
            lambda keys: self._weights[self._passage_counts[slots_of(keys, self._passage_bits)]],
        )

    def _often(self, batch: Batch, keys: Sequences, numbers: Int64) -> Int64:
        """Where sequences begin that enough families of the form have."""
        if not self._counting or not len(keys.passages):
            return np.zeros(0, np.int64)
        stretches = slots_of(keys.passages, self._passage_bits - self._coarse_shift)
        places = np.flatnonzero(self._coarse.take(stretches) & keys.whole(PASSAGE))
        form = self._form_of[numbers][batch.document[places]]
        slots = slots_of(keys.passages[places], self._passage_bits)
        often = self._passage_counts[slots] >= self._template_least[form]
        places, form = places.compress(often), form.compress(often)
        own = self._layouts.has(keys.passages[places], form)
        own |= _in_paragraph(places, own) & ~self._few_families[form]
        return places.compress(own)

    def close(self) -> None:
        """All is counted."""
        if len(self._template_least):
            full = self._passage_counts >= min(int(self._template_least.min()), 255)
            # Eight slots side by side are looked at as one number.
            together = min(1 << self._coarse_shift, 8)
            some = full.view(f"u{together}") != 0
            rows = some.reshape(-1, (1 << self._coarse_shift) // together)
            self._coarse = np.asarray(rows.any(axis=1))
        self._common_phrases = self._phrase_counts >= self._phrase_least
        self._layouts.close()


_NEVER: Final = 1 << 30


def _none(keys: UInt32) -> Bool:
    return np.zeros(len(keys), bool)


def _in_paragraph(places: Int64, own: Bool) -> Bool:
    """Whether each place is in a stretch of more than a sentence, none of it a form's own."""
    new = np.ones(len(places), bool)
    new[1:] = places[1:] != places[:-1] + 1
    stretch = np.cumsum(new) - 1
    long = np.bincount(stretch) > _PARAGRAPH - PASSAGE
    return np.asarray((long & (np.bincount(stretch, own) == 0))[stretch])


def _template_threshold(families: int, documents: int) -> int:
    """How many of a form's families must share a sequence for it to be the form's."""
    if families < _LEAST_FAMILIES:
        return families if families > 1 and documents >= _MANY_DOCUMENTS else _NEVER
    return max(math.ceil(_TEMPLATE_SHARE * families), _few(families))


def _few(families: int) -> int:
    """How many of so many families are too many for chance, or for one copying another."""
    return min(_TEMPLATE_FAMILIES, max(_LEAST_FAMILIES, math.ceil(families / 2)))


def _without_fillings(marked: Bool, flags: UInt8) -> None:
    """Take names and numbers off the end of each marked stretch: somebody filled them in."""
    filling = (flags & (CAPITAL | NUMBER)) != 0
    for _ in range(PASSAGE):
        last = marked & filling
        last[:-1] &= ~marked[1:]
        if not last.any():
            break
        marked &= ~last
