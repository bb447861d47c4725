"""Which of the sequences that many families have are a form's, told by where they stand.

A form's words stand in most documents of the form, or wherever they stand at
the same place of their line. A sentence that everybody writes stands in some
documents, here at the beginning of a paragraph and there in its midst.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.grams import in_order_of_keys, slots
from qaudit.textreuse.register import Register
from qaudit.textreuse.sequences import PASSAGE, Sequences
from qaudit.textreuse.tokens import LINE_START, Bool, Int64, UInt32, UInt64

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
    """The sequences of one document: its form, their keys, and their places in their lines."""

    form: int
    keys: UInt32
    places: Int64


class FormLayouts:
    """Looks at some documents of each form: see `samples`, `add`, `close`, then `has`."""

    def __init__(self, form_of: Int64, register: Register, few_families: Bool) -> None:
        self._form_of = form_of
        self._few_families = few_families
        self._chosen = _spread_sample(form_of, register)
        self._samples: dict[int, list[FormSample]] = {}
        self._keys: UInt64 = np.zeros(0, np.uint64)
        self._begins: Int64 = np.zeros(0, np.int64)
        self._deepest = 0

    def samples(self, batch: Batch, keys: Sequences, numbers: Int64) -> list[FormSample]:
        """Those documents of a batch that are looked at."""
        found = []
        whole = keys.whole(PASSAGE)
        for document in np.flatnonzero(self._chosen[numbers]).tolist():
            begin, end = int(batch.first[document]), int(batch.first[document + 1])
            stop = min(end, len(keys.passages))
            if stop <= begin:
                continue
            line = np.where((batch.tokens.flags[begin:stop] & LINE_START) != 0, 1, 0)
            place = np.arange(stop - begin)
            place -= np.maximum.accumulate(place * line)
            inside = np.flatnonzero(whole[begin:stop])
            own, first = _first_of_each(keys.passages[begin:stop][inside], place[inside])
            form = int(self._form_of[numbers[document]])
            found.append(FormSample(form, own, first))
        return found

    def add(self, samples: list[FormSample]) -> None:
        """Take in the samples of a batch."""
        for sample in samples:
            self._samples.setdefault(sample.form, []).append(sample)

    def close(self) -> None:
        """All documents have been seen."""
        found = [
            _own_sequences(samples, few_families=bool(self._few_families[form]))
            for form, samples in self._samples.items()
        ]
        if found:
            forms = [
                np.full(len(keys), form) for form, keys in zip(self._samples, found, strict=True)
            ]
            self._fill(np.concatenate(found), np.concatenate(forms))
        self._samples.clear()

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


def _own_sequences(samples: list[FormSample], *, few_families: bool) -> UInt32:
    """The sequences in most of the documents of a form, or always at one place of the line.

    With few families a place says nothing: one of them may have copied the other.
    """
    keys = np.concatenate([sample.keys for sample in samples])
    places = np.concatenate([sample.places for sample in samples])
    by_place = in_order_of_keys(places.astype(np.uint32))
    order = by_place[in_order_of_keys(keys[by_place])]
    keys, places = keys[order], places[order]
    if not len(keys):
        return keys
    new_key = np.ones(len(keys), bool)
    new_key[1:] = keys[1:] != keys[:-1]
    new_place = new_key.copy()
    new_place[1:] |= places[1:] != places[:-1]
    first = np.flatnonzero(new_key)
    documents = np.diff(np.append(first, len(keys)))
    first_place = np.flatnonzero(new_place)
    at_place = np.diff(np.append(first_place, len(keys)))
    most = np.maximum.reduceat(at_place, np.searchsorted(first_place, first))
    own = documents >= _IN_DOCUMENTS * len(samples)
    if not few_families:
        own |= most >= _AT_ONE_PLACE * documents
    own &= documents >= min(_LEAST_DOCUMENTS, len(samples))
    return keys[first[own]]


def _first_of_each(keys: UInt32, places: Int64) -> tuple[UInt32, Int64]:
    """Each key once, and the first of its places in the text (not the lowest)."""
    order = in_order_of_keys(keys)
    in_order = keys[order]
    new = np.ones(len(keys), bool)
    new[1:] = in_order[1:] != in_order[:-1]
    first = np.flatnonzero(new)
    return in_order[first], places[order[first]]


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
