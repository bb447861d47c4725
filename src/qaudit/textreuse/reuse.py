"""What was found: passages to iterate over, and the shares of each document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs
import numpy as np

from qaudit.textreuse.kinds import KINDS
from qaudit.textreuse.model import Masking, Relation, ReusedPassage, Shares
from qaudit.textreuse.register import Register
from qaudit.textreuse.tokens import Bool, Int64

RELATIONS: Final[tuple[Relation, ...]] = ("same_case", "sibling", "unrelated", "standing_text")


@attrs.frozen(eq=False)
class Columns:
    """Passages in columns, one entry a passage, ordered by target."""

    target: Int64
    source: Int64
    source_start: Int64
    source_end: Int64
    target_start: Int64
    target_end: Int64
    words: Int64
    kind: Int64
    part: Int64
    relation: Int64


class Reuse:
    """The result of `find_reuse`: iterate over it for the passages.

    Passages come in the order of their targets (by date, then id) and of their
    place in the target. No two overlap in one target.

    Attributes:
        masking: How the forms' own words were told from the writers'.
    """

    def __init__(
        self,
        *,
        masking: Masking,
        columns: Columns,
        own: Int64,
        exact: Int64,
        register: Register,
        part_words: Int64,
        part_template: Int64,
    ) -> None:
        self.masking = masking
        self._columns = columns
        self._ids = register.ids
        self._number = {name: number for number, name in enumerate(register.ids)}
        self._first_part = register.parts
        self._counted: Bool = np.array(register.part_counted, bool)
        standing = columns.relation == RELATIONS.index("standing_text")
        count = len(part_words)
        # For each part, what `Shares` counts.
        self._of_parts = np.stack(
            (
                part_words,
                part_template,
                _sums(columns.part[~standing], own[~standing], count),
                _sums(columns.part[~standing], exact[~standing], count),
                _sums(columns.part[standing], own[standing], count),
            ),
            axis=1,
        ).tolist()

    def __len__(self) -> int:
        return len(self._columns.target)

    def __iter__(self) -> Iterator[ReusedPassage]:
        columns = self._columns
        counted = self._counted[columns.part]
        for index in range(len(self)):
            yield ReusedPassage(
                source_start=int(columns.source_start[index]),
                source_end=int(columns.source_end[index]),
                target_start=int(columns.target_start[index]),
                target_end=int(columns.target_end[index]),
                words=int(columns.words[index]),
                kind=KINDS[columns.kind[index]],
                source_id=self._ids[columns.source[index]],
                target_id=self._ids[columns.target[index]],
                relation=RELATIONS[columns.relation[index]],
                counted=bool(counted[index]),
            )

    def shares(self, document_id: str) -> Shares:
        """The shares of a whole document, without its ranges not counted.

        Raises:
            KeyError: No such document was given.
        """
        number = self._number[document_id]
        parts = range(self._first_part[number], self._first_part[number + 1])
        counted = [self._of_parts[part] for part in parts if self._counted[part]]
        return _shares(map(sum, zip(*counted, strict=True)) if counted else [0] * 5)

    def part_shares(self, document_id: str) -> tuple[Shares, ...]:
        """The shares of each part of a document, in order, counted or not.

        There is one part more than there are breaks inside the text (the ends
        of ranges not counted are breaks, too).

        Raises:
            KeyError: No such document was given.
        """
        number = self._number[document_id]
        first, stop = self._first_part[number], self._first_part[number + 1]
        return tuple(map(_shares, self._of_parts[first:stop]))


def _sums(parts: Int64, values: Int64, count: int) -> Int64:
    return np.bincount(parts, values, count).astype(np.int64)


def _shares(counts: Iterable[int]) -> Shares:
    words, template, reused, exact, standing = counts
    return Shares(
        words=words,
        template_words=template,
        reused_words=reused,
        exact_words=exact,
        standing_words=standing,
    )
