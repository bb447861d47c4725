"""The form's own words and standing phrases, told from what somebody wrote.

Sequences are counted by the families that have them, in tables of fixed size
whose slots several sequences may share; a slot says at least as much as is
true, and with the tables' size the excess stays far below every threshold.
"""

from __future__ import annotations

import math
import threading
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.blank_forms import BlankForms, spread
from qaudit.textreuse.grams import slots as slots_of
from qaudit.textreuse.kinds import stretches
from qaudit.textreuse.layouts import FormLayouts, FormSample
from qaudit.textreuse.model import Masking, TemplateKnownBy
from qaudit.textreuse.register import Register
from qaudit.textreuse.sample import PASSAGE, PHRASE, flagged
from qaudit.textreuse.sequences import Sequences, Standing
from qaudit.textreuse.tokens import (
    CAPITAL,
    LINE_START,
    NUMBER,
    Bool,
    Int64,
    UInt8,
    UInt32,
)

_LEAST_FAMILIES: Final = 4
_MANY_DOCUMENTS: Final = 8
_PARAGRAPH: Final = 50
"""Words in a row that many families have: standing text, whatever the form."""
_TEMPLATE_FAMILIES: Final = 10
_TEMPLATE_SHARE: Final = 0.01
_PHRASE_SHARE: Final = 0.05
_SEVERAL_FAMILIES: Final = 3
_ASKED_FAMILIES: Final = 80
_PHRASE_BITS: Final = 22
_MOST_PASSAGE_BITS: Final = 26


@attrs.frozen(eq=False)
class Masked:
    """What is known of the words of a batch.

    Attributes:
        template: For each word, whether it is a form's.
        near_template: Whether it or one of the next three is; no match may begin there.
        is_several: For each sampled passage, whether several families have it.
        is_shared: Whether a second family may have it, but not so many that it says nothing.
        standing: The standing phrases.
    """

    template: Bool
    near_template: Bool
    is_several: Bool
    is_shared: Bool
    standing: Standing


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
        asked = sorted(set(register.families))[:: math.ceil(self.families / _ASKED_FAMILIES) or 1]
        self._phrase_least = max(_LEAST_FAMILIES, math.ceil(_PHRASE_SHARE * len(asked)))
        chosen = set(asked)
        self._asked = np.array([family in chosen for family in register.families], bool)
        self._few_families = np.array(
            [len(families[form]) < _LEAST_FAMILIES for form in self._forms], bool
        )
        self._layouts = FormLayouts(self._form_of, register, self._few_families)
        self._counting = bool((self._template_least < _NEVER).any())
        self._standing = self.families >= _LEAST_FAMILIES
        passages = sum(map(register.passage_count, range(len(register))))
        self._passage_bits = min(max((2 * passages).bit_length(), 20), _MOST_PASSAGE_BITS)
        self._phrase_counts = np.zeros(1 << _PHRASE_BITS, np.uint8)
        self._passage_counts = np.zeros(1 << self._passage_bits, np.uint8)
        self._common_phrases: Bool = np.zeros(0, bool)
        # What chance adds to a slot must not make a passage one of several families'.
        chance = 2 * passages >> self._passage_bits
        self._several = _SEVERAL_FAMILIES + chance
        common = max(_few(self.families), math.ceil(_PHRASE_SHARE * self.families))
        self._passage_least = min(common + chance, 255)
        having = np.maximum(np.arange(256) - chance, _SEVERAL_FAMILIES - 1)
        said = np.log(np.maximum(self.families / having, 1))
        self._weights = said / max(said[0], 1e-9)
        self._blank_forms = BlankForms(register)
        self._phrases_locked = threading.Lock()
        self._passages_locked = threading.Lock()

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

    def count(self, families: Sequence[Sequence[int]]) -> FormSample | None:
        """Count some families, given as the numbers of their documents, in whatever order.

        Several threads may do so at a time.

        Returns:
            What is looked at for how forms are laid out, to be handed to `take`.
        """
        register = self._register
        passages = [slots_of(register.passages(one), self._passage_bits) for one in families]
        with self._passages_locked:
            for slots in passages:
                _count_once(self._passage_counts, slots)
        asked = [one for one in families if self._asked[one[0]]]
        phrases = [slots_of(register.phrases(one), _PHRASE_BITS) for one in asked]
        with self._phrases_locked:
            for slots in phrases:
                _count_once(self._phrase_counts, slots)
        if not self._counting:
            return None
        return self._layouts.sample([number for family in families for number in family])

    def take(self, sample: FormSample | None) -> None:
        """Take in what `count` returned."""
        if sample is not None:
            self._layouts.add(sample)

    def mark(self, batch: Batch, keys: Sequences, numbers: Int64) -> Masked:
        """Mark the words of a batch; *numbers* are its documents' in the register."""
        length = len(batch.tokens)
        families = self._passage_counts[slots_of(batch.sample.passages, self._passage_bits)]
        own = self._own(batch, keys, numbers, families)
        template = spread(keys.passages[own], PASSAGE, length)
        _fill_up(template, batch, keys.passages, own)
        _without_fillings(template, batch.tokens.flags)
        self._blank_forms.mark(batch, numbers, template)
        near = template.copy()
        for back in range(1, PHRASE):
            near[:-back] |= template[back:]
        return Masked(
            template,
            near,
            is_several=families >= self._several,
            is_shared=(families >= 2) & (families <= self._passage_least),
            standing=self._standing_of(families),
        )

    def _standing_of(self, families: UInt8) -> Standing:
        """The standing phrases of a batch; *families* have each passage of its sample."""
        if not self._standing:
            return Standing(_none, _none(families), lambda numbers: np.ones(len(numbers)))
        return Standing(
            lambda keys: self._common_phrases[slots_of(keys, _PHRASE_BITS)],
            families >= self._passage_least,
            lambda numbers: self._weights[families[numbers]],
        )

    def _own(self, batch: Batch, keys: Sequences, numbers: Int64, families: UInt8) -> Int64:
        """Which passages of the sample are the form's, or standing text of many families."""
        if not self._counting:
            return np.zeros(0, np.int64)
        some = np.flatnonzero(families >= int(self._template_least.min()))
        form = self._form_of[numbers][batch.document[keys.passages[some]]]
        often = np.flatnonzero(families[some] >= self._template_least[form])
        some, form = some[often], form[often]
        own = self._layouts.has(batch.sample.passages[some], form)
        own |= _in_paragraph(some, keys.passages[some], own) & ~self._few_families[form]
        return some.compress(own)

    def close(self) -> None:
        """All is counted."""
        self._common_phrases = self._phrase_counts >= self._phrase_least
        if self._counting:
            self._layouts.close()


_NEVER: Final = 1 << 30


def _count_once(counts: UInt8, slots: Int64) -> None:
    """Count one more in each slot, in one that comes twice as in any other."""
    count = counts[slots]
    # No count goes beyond what its type can hold.
    count += count < np.iinfo(np.uint8).max
    counts[slots] = count


def _none(keys: UInt32 | UInt8) -> Bool:
    return np.zeros(len(keys), bool)


def _in_paragraph(order: Int64, places: Int64, own: Bool) -> Bool:
    """Whether each passage is in a paragraph of such passages, none of them a form's own.

    Args:
        order: Their numbers in the sample, ascending.
        places: Where they begin.
        own: Whether each is a form's own.
    """
    new = np.ones(len(places), bool)
    new[1:] = (order[1:] != order[:-1] + 1) | (places[1:] - places[:-1] >= PASSAGE)
    stretch = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(places))[: len(first)] - 1
    long = places[last] - places[first] >= _PARAGRAPH - PASSAGE - 2
    return np.asarray((long & (np.bincount(stretch, own) == 0))[stretch])


def _template_threshold(families: int, documents: int) -> int:
    """How many of a form's families must share a sequence for it to be the form's."""
    if families < _LEAST_FAMILIES:
        return families if families > 1 and documents >= _MANY_DOCUMENTS else _NEVER
    return max(math.ceil(_TEMPLATE_SHARE * families), _few(families))


def _few(families: int) -> int:
    """How many of so many families are too many for chance, or for one copying another."""
    return min(_TEMPLATE_FAMILIES, max(_LEAST_FAMILIES, math.ceil(families / 2)))


def _fill_up(template: Bool, batch: Batch, sampled: Int64, own: Int64) -> None:
    """Mark the words of a form about which the sample leaves open whose they are.

    Between two of its passages that follow each other in the sample; and at either end of them
    up to where its line begins or ends, if no passage of the sample says otherwise. Forms are
    written in lines.
    """
    if not len(own):
        return
    places = sampled[own]
    part = batch.part[places]
    follows = (own[1:] == own[:-1] + 1) & (part[1:] == part[:-1])
    beyond = places[:-1] + PASSAGE
    open_between = follows & (beyond < places[1:])
    lines = flagged(batch.tokens.flags, LINE_START)
    first, last = own[np.append(True, ~follows)], own[np.append(~follows, True)]
    before = np.where(first > 0, sampled[first - 1], -1)
    begin = lines[np.searchsorted(lines, sampled[first], side="right") - 1]
    after = np.append(sampled, len(template) + PASSAGE)[last + 1]
    end = np.append(lines, len(template))[np.searchsorted(lines, sampled[last] + PASSAGE)]
    begun, ended = begin > before, end < after + PASSAGE
    for words, _ in (
        stretches(beyond[open_between], places[1:][open_between]),
        stretches(begin[begun], sampled[first[begun]]),
        stretches(sampled[last[ended]] + PASSAGE, end[ended]),
    ):
        template[words] = True


def _without_fillings(marked: Bool, flags: UInt8) -> None:
    """Take names and numbers off the end of each marked stretch: somebody filled them in."""
    filling = (flags & (CAPITAL | NUMBER)) != 0
    for _ in range(PASSAGE):
        last = marked & filling
        last[:-1] &= ~marked[1:]
        if not last.any():
            break
        marked &= ~last
