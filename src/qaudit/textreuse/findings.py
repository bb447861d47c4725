"""The passages found so far, in columns, and what they add up to."""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.extension import Alignment
from qaudit.textreuse.kinds import kinds_of, stretches
from qaudit.textreuse.masks import Masked
from qaudit.textreuse.model import Masking
from qaudit.textreuse.register import Register
from qaudit.textreuse.reuse import RELATIONS, Columns, Reuse
from qaudit.textreuse.sample import PASSAGE
from qaudit.textreuse.sequences import Sequences
from qaudit.textreuse.tokens import Bool, Int64

_EXACT_WORDS: Final = 10
_OWN: Final = 0.12
"""The share of its sequences that standing text has to itself at most, as at its ends."""


@attrs.frozen(eq=False)
class Found:
    """The passages of one batch.

    ``columns`` has a row for each thing known of a passage and a column a
    passage; ``owned`` tells for each word of the batch whether it is in one.
    """

    columns: Int64
    owned: Bool


@attrs.frozen(eq=False)
class TemplateWords:
    """Numbers of parts, and how many words of each are the form's."""

    parts: Int64
    words: Int64


class Findings:
    """Collects passages batch by batch.

    Documents are known by their number in the register, words by their index
    in their document.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        parts = len(register.part_counted)
        self._template = np.zeros(parts, np.int64)
        self._columns: list[Int64] = []
        nothing = np.zeros(0, np.int64)
        self._owned = (nothing, nothing, nothing)
        self._first_part = np.array(register.parts, np.int64)

    def add(self, found: Found) -> None:
        """Take in the passages of a batch."""
        self._columns.append(found.columns)

    def described(
        self, numbers: Int64, sequences: Sequences, masked: Masked, passages: Alignment
    ) -> Found:
        """What there is to say of the passages of a batch; changes nothing.

        Args:
            numbers: The batch's documents, as numbers of the register.
            sequences: Those of the batch.
            masked: What is known of the batch's words.
            passages: The passages, at positions of the batch.
        """
        batch = sequences.batch
        target_starts = passages.target_starts
        target_ends = passages.target_ends
        source_starts = passages.source_starts
        source_ends = passages.source_ends
        target = batch.document[target_starts]
        source = batch.document[source_starts]
        template = masked.template
        exact = _exact_words(batch, passages) & ~template
        standing = _is_standing(sequences, masked, passages)
        words, owner = stretches(target_starts, target_ends)
        count = len(passages)
        part = self._parts_of(numbers)[batch.part[target_starts]]
        starts, ends = batch.tokens.starts, batch.tokens.ends
        columns = np.stack(
            [
                numbers[target],
                numbers[source],
                starts[source_starts],
                ends[source_ends - 1],
                starts[target_starts],
                ends[target_ends - 1],
                passages.words,
                kinds_of(batch.tokens, target_starts, target_ends, source_starts, source_ends),
                part,
                np.bincount(owner[~template[words]], minlength=count),
                np.bincount(owner[exact[words]], minlength=count),
                standing,
                target_starts - batch.first[target],
                target_ends - batch.first[target],
            ]
        )
        owned = np.zeros(len(batch.tokens), bool)
        owned[words] = True
        return Found(columns, owned)

    def measured(self, numbers: Int64, batch: Batch, template: Bool) -> TemplateWords:
        """The form's words in each part of a batch's documents; changes nothing."""
        begins = np.flatnonzero(np.diff(batch.part, prepend=-1) > 0)
        own = np.add.reduceat(template, begins, dtype=np.int64) if len(begins) else begins
        return TemplateWords(self._parts_of(numbers)[batch.part[begins]], own)

    def measure(self, template: TemplateWords) -> None:
        """Take in the form's words of a batch."""
        self._template[template.parts] += template.words

    def _parts_of(self, numbers: Int64) -> Int64:
        """For each part of a batch, its number among all documents' parts."""
        return stretches(self._first_part[numbers], self._first_part[numbers + 1])[0]

    def close(self) -> None:
        """All passages within families are found."""
        if self._columns:
            columns = np.concatenate(self._columns, axis=1)
            order = np.argsort(columns[0], kind="stable")
            self._owned = columns[0][order], columns[12][order], columns[13][order]

    def owned(self, numbers: Int64, batch: Batch) -> Bool:
        """For each word of a batch, whether a passage found before `close` has it."""
        document, begin, stop = self._owned
        low = np.searchsorted(document, numbers)
        high = np.searchsorted(document, numbers, side="right")
        passage, owner = stretches(low, high)
        shift = batch.first[:-1][owner]
        words, _ = stretches(begin[passage] + shift, stop[passage] + shift)
        owned = np.zeros(len(batch.tokens), bool)
        owned[words] = True
        return owned

    def reuse(self, masking: Masking) -> Reuse:
        """All passages, with the relation of each, and all shares."""
        register = self._register
        columns = (
            np.concatenate(self._columns, axis=1) if self._columns else np.zeros((14, 0), np.int64)
        )
        target, source = columns[0], columns[1]
        cases, families = register.case_numbers, register.family_numbers
        relation = np.full(len(target), RELATIONS.index("unrelated"))
        relation[families[target] == families[source]] = RELATIONS.index("sibling")
        relation[cases[target] == cases[source]] = RELATIONS.index("same_case")
        relation[columns[11] == 1] = RELATIONS.index("standing_text")
        order = np.lexsort((columns[4], register.ordinals[target]))
        return Reuse(
            masking=masking,
            columns=Columns(*[*columns[:9, order], relation[order]]),
            own=columns[9, order],
            exact=columns[10, order],
            register=register,
            part_words=register.part_words,
            part_template=self._template,
        )


def _is_standing(sequences: Sequences, masked: Masked, passages: Alignment) -> Bool:
    """Whether each passage is several families' text, with little between that is its own."""
    runs = passages.runs
    begins = runs.targets
    words, owner = stretches(begins, begins + np.maximum(runs.sizes - PASSAGE + 1, 1))
    known, numbers = sequences.passages_among(words)
    label = passages.label[owner[known]]
    count = len(passages)
    total = np.bincount(label, minlength=count)
    shared = np.bincount(label[masked.is_several[numbers]], minlength=count)
    return np.asarray((total > 0) & (total - shared <= _OWN * total))


def _exact_words(batch: Batch, passages: Alignment) -> Bool:
    """For each word, whether it is in a ten-word window that its source has word for word."""
    exact = np.zeros(len(batch.tokens), bool)
    runs = passages.runs
    if not len(runs):
        return exact
    diagonal = runs.targets - runs.sources
    order = np.lexsort((runs.targets, diagonal, passages.label))
    label, diagonal, runs = passages.label[order], diagonal[order], runs.only(order)
    new = np.ones(len(runs), bool)
    new[1:] = (label[1:] != label[:-1]) | (diagonal[1:] != diagonal[:-1])
    first = np.flatnonzero(new)
    starts = runs.targets[first]
    ends = np.maximum.reduceat(runs.targets + runs.sizes, first)
    long = ends - starts >= _EXACT_WORDS
    starts, ends, diagonal = starts[long], ends[long], diagonal[first][long]
    words, owner = stretches(starts, ends)
    same = batch.tokens.surface[words] == batch.tokens.surface[words - diagonal[owner]]
    # A stretch of equal words ends where a pair of words differs or the run does.
    breaks = np.flatnonzero(~same | (np.diff(owner, prepend=-1) != 0))
    bounds = np.concatenate((breaks, [len(words)]))
    size = np.diff(bounds) - ~same[breaks]
    chosen = size >= _EXACT_WORDS
    inside, _ = stretches((bounds[1:] - size)[chosen], bounds[1:][chosen])
    exact[words[inside]] = True
    return exact
