"""Which of the sequences that many families have are a form's, told by where they stand.

A form's words stand in most documents of the form, or wherever they stand at
the same place of their line. A sentence that everybody writes stands in some
documents, here at the beginning of a paragraph and there in its midst.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.grams import in_order_of_keys, in_two, slots
from qaudit.textreuse.register import Register
from qaudit.textreuse.sample import flagged
from qaudit.textreuse.tokens import LINE_START, PASSAGE_BEGINS, Bool, Int64, UInt32, UInt64

_SAMPLE: Final = 64
_SAMPLE_OF_ALL: Final = 4096
_LEAST_SAMPLE: Final = 4
"""Documents of a form that are looked at, of all forms together, and of a form at least."""

_LEAST_DOCUMENTS: Final = 3
_IN_DOCUMENTS: Final = 0.8
_AT_ONE_PLACE: Final = 0.8
_BUCKET_BITS: Final = 17
_FORM_SALT: Final = np.uint32(0x9E3779B1)
_SALT: Final = np.uint64(0x9FB21C651E98DF25)


@attrs.frozen(eq=False)
class FormSample:
    """Sampled passages, each once a document: the document, the key and the place in its line."""

    documents: Int64
    keys: UInt32
    places: Int64


class FormLayouts:
    """Looks at some documents of each form: see `sample`, `add`, `close`, then `has`."""

    def __init__(self, form_of: Int64, register: Register, few_families: Bool) -> None:
        self._form_of = form_of
        self._few_families = few_families
        self._chosen = _spread_sample(form_of, register)
        self._register = register
        self._samples: list[FormSample] = []
        self._keys: UInt64 = np.zeros(0, np.uint64)
        self._begins: Int64 = np.zeros(0, np.int64)
        self._deepest = 0

    def sample(self, numbers: Sequence[int]) -> FormSample:
        """The passages of those of some documents that are looked at."""
        register = self._register
        chosen = [number for number in numbers if self._chosen[number]]
        if not chosen:
            return FormSample(np.zeros(0, np.int64), np.zeros(0, np.uint32), np.zeros(0, np.int64))
        flags = register.flags(chosen)
        lines = flagged(flags, LINE_START)
        sampled = flagged(flags, PASSAGE_BEGINS)
        places = sampled - lines[np.searchsorted(lines, sampled, side="right") - 1]
        documents = np.repeat(chosen, [register.passage_count(number) for number in chosen])
        keys = register.passages(chosen)
        first = _first_of_each(documents, keys)
        return FormSample(documents[first], keys[first], places[first])

    def add(self, sample: FormSample) -> None:
        """Take in the passages of some documents."""
        self._samples.append(sample)

    def close(self) -> None:
        """All documents have been seen."""
        documents = np.concatenate([sample.documents for sample in self._samples])
        keys = np.concatenate([sample.keys for sample in self._samples])
        places = np.concatenate([sample.places for sample in self._samples])
        self._samples.clear()
        # Most stand in one document alone: leave them out before anything is sorted.
        salted = keys + self._form_of[documents].astype(np.uint32) * _FORM_SALT
        left = in_two(salted, documents)
        forms, keys, places = self._form_of[documents[left]], keys[left], places[left]
        own = self._own(forms, keys, places)
        if len(own):
            self._fill(keys[own], forms[own])

    def _own(self, forms: Int64, keys: UInt32, places: Int64) -> Int64:
        """An index of each sequence in most documents of its form, or always at one place.

        With few families a place says nothing: one of them may have copied the other.
        """
        order = in_order_of_keys(places.astype(np.uint32))
        order = order[in_order_of_keys(keys[order])]
        order = order[in_order_of_keys(forms[order].astype(np.uint32))]
        forms, keys, places = forms[order], keys[order], places[order]
        if not len(keys):
            return order
        new_key = np.ones(len(keys), bool)
        new_key[1:] = (keys[1:] != keys[:-1]) | (forms[1:] != forms[:-1])
        new_place = new_key.copy()
        new_place[1:] |= places[1:] != places[:-1]
        first = np.flatnonzero(new_key)
        documents = np.diff(np.append(first, len(keys)))
        first_place = np.flatnonzero(new_place)
        at_place = np.diff(np.append(first_place, len(keys)))
        most = np.maximum.reduceat(at_place, np.searchsorted(first_place, first))
        form = forms[first]
        of_form = np.bincount(self._form_of[self._chosen], minlength=int(form.max()) + 1)[form]
        own = documents >= _IN_DOCUMENTS * of_form
        own |= (most >= _AT_ONE_PLACE * documents) & ~self._few_families[form]
        own &= documents >= np.minimum(_LEAST_DOCUMENTS, of_form)
        return order[first[own]]

    def _fill(self, keys: UInt32, forms: Int64) -> None:
        """Put the forms' own sequences in buckets, where they are found faster than by halving."""
        bucket = _bucket(keys, forms)
        sizes = np.bincount(bucket, minlength=1 << _BUCKET_BITS)
        self._begins = np.cumsum(sizes) - sizes
        self._deepest = int(sizes.max())
        in_order = _salted(keys, forms)[np.argsort(bucket, kind="stable")]
        # Whoever looks into the last buckets may look beyond them.
        self._keys = np.append(in_order, np.repeat(in_order[-1:], self._deepest))

    def has(self, keys: UInt32, forms: Int64) -> Bool:
        """Whether each sequence is one of its form's own."""
        if not len(self._keys):
            return np.zeros(len(keys), bool)
        salted = _salted(keys, forms)
        place = self._begins[_bucket(keys, forms)]
        found = self._keys[place] == salted
        # Most buckets hold one.
        others = np.flatnonzero(~found)
        place, salted = place[others], salted[others]
        for offset in range(1, self._deepest):
            found[others] |= self._keys[place + offset] == salted
        return np.asarray(found)


def _first_of_each(documents: Int64, keys: UInt32) -> Int64:
    """An index of each key of a document, that of the first place where it stands."""
    order = in_order_of_keys(keys)
    order = order[np.argsort(documents[order], kind="stable")]
    document, key = documents[order], keys[order]
    new = np.ones(len(order), bool)
    new[1:] = (key[1:] != key[:-1]) | (document[1:] != document[:-1])
    return order[new]


def _bucket(keys: UInt32, forms: Int64) -> Int64:
    return slots(keys + forms.astype(np.uint32) * _FORM_SALT, _BUCKET_BITS)


def _salted(keys: UInt32, forms: Int64) -> UInt64:
    return keys + forms.astype(np.uint64) * _SALT


def _spread_sample(form_of: Int64, register: Register) -> Bool:
    """Some documents of each form, of as many families as can be."""
    seen: dict[tuple[int, str], int] = {}
    turns = np.empty(len(register), np.int64)
    for number in np.argsort(register.ordinals).tolist():
        key = (int(form_of[number]), register.families[number])
        turns[number] = seen[key] = seen.get(key, -1) + 1
    order = np.lexsort((register.ordinals, turns, form_of))
    chosen = np.zeros(len(register), bool)
    forms = form_of[order]
    new = np.ones(len(order), bool)
    new[1:] = forms[1:] != forms[:-1]
    rank = np.arange(len(order)) - np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))
    of_form = np.bincount(form_of)
    sample = min(_SAMPLE, max(_SAMPLE_OF_ALL // max(len(of_form), 1), _LEAST_SAMPLE))
    chosen[order[(rank < sample) & (of_form[forms] >= _LEAST_SAMPLE)]] = True
    return chosen
