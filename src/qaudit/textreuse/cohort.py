"""Copied passages among many documents, in time that grows with the text.

First all words are hashed and kept without their text; then sequences are
counted, to tell the forms' own words from what somebody wrote; then each
family is aligned by itself; last, what remains is looked up across families.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import attrs
import numpy as np

from qaudit.textreuse.batch import Batch
from qaudit.textreuse.crossing import Crossing, marks_of
from qaudit.textreuse.evidence import Evidence
from qaudit.textreuse.findings import Findings, Found, TemplateWords
from qaudit.textreuse.marks import Marks, MarkStore
from qaudit.textreuse.masks import Masked, Masks
from qaudit.textreuse.model import Document
from qaudit.textreuse.pipeline import in_order
from qaudit.textreuse.profiles import Profile, profile_named
from qaudit.textreuse.register import Register
from qaudit.textreuse.reuse import Reuse
from qaudit.textreuse.runs import Runs
from qaudit.textreuse.seeds import find_sampled_runs
from qaudit.textreuse.selection import Written, passages_of
from qaudit.textreuse.sequences import Sequences
from qaudit.textreuse.store import TokenStore
from qaudit.textreuse.tokens import Bool, Int64

DEFAULT_MEMORY: Final = 5 << 27
_BATCH_WORDS: Final = 1 << 20
"""As many as suit the processor's cache."""
_BATCH_WORDS_ACROSS: Final = 1 << 18
"""Fewer, as there is little to do across families, and several threads are to share it."""
_MOST_SOURCES: Final = 8
_MARKS_SHARE: Final = 4
_LARGEST_PIECE: Final = 31 << 20
_EVIDENCE_ELSEWHERE: Final = 4 / 3


def find_reuse(
    documents: Iterable[Document],
    *,
    across_families: bool = True,
    profile: str = "default",
    memory: int = DEFAULT_MEMORY,
    directory: Path | None = None,
    threads: int = 2,
) -> Reuse:
    """Find passages that documents share with earlier documents.

    A document is compared with earlier ones of the same family (the same child
    and siblings) and, with *across_families*, of all other families. Earlier
    is by date; documents of one date are ordered by id, and those without a
    date come last. The words of a form do not count as copied: those of its
    blank form if given, else sequences of eight words that many families have
    and that stand in most documents of the form, or always at the same place
    of a line, or 50 words in a row; with two or three families, those that stand
    in nearly all of eight documents or more. Phrases that 5% or more of the
    families use begin no passage, and what everybody writes counts the less in
    one the more families have it: a passage of stock sentences is found by their
    order, from about four in a row, and stock sentences in another order are not.

    The limits of the method are those of `compare`, and that only a sample of the
    sequences is looked up (see `qaudit.textreuse.sample`): where the words of a form
    begin or end amid a line, up to seven of them may count as the writer's. Each
    sequence is linked to the three documents before it that have it; across
    families, to its first occurrence elsewhere.

    Args:
        documents: Any iterable; it is gone through once and no text is kept.
        across_families: Whether to look in other families' documents, too.
        profile: ``default``, ``tight`` or ``deep``.
        memory: Bytes of word hashes to hold in memory, and a quarter as much of
            what is looked up across families; more goes to temporary files
            with hashes and offsets, never text, which are gone when the
            function returns or raises. The result is the same.
        directory: Where those files are made; None for the system's place.
        threads: Threads that work at a time; the result is the same for any number.

    Returns:
        The passages, to be iterated over, the shares of each document, and how
        templates were told. It does not depend on the order of *documents*.

    Raises:
        ValueError: Two documents have the same id, or there is no such profile.
    """
    with Corpus(
        across_families=across_families,
        profile=profile,
        memory=memory,
        directory=directory,
        threads=threads,
    ) as corpus:
        corpus.add(documents)
        return corpus.find()


class Corpus:
    """Documents that come bit by bit, as from an audit that goes from case to case.

    As `find_reuse`, with the same arguments, for those who cannot give all documents at once
    or do not know from the start who is whose sibling. Use it in a ``with`` block.
    """

    def __init__(
        self,
        *,
        across_families: bool = True,
        profile: str = "default",
        memory: int = DEFAULT_MEMORY,
        directory: Path | None = None,
        threads: int = 2,
    ) -> None:
        _keep_freed_memory()
        # Between two documents of a cohort, the occurrence of the same rank is enough.
        self._profile = attrs.evolve(profile_named(profile), occurrences=1)
        self._across = across_families
        self._threads = threads
        self._store = TokenStore(memory, directory)
        self._marks = MarkStore(memory // _MARKS_SHARE, directory)
        self._register = Register(self._store, self._profile.far + 1)

    def __enter__(self) -> Self:
        self._store.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._marks.__exit__(kind, error, trace)
        self._store.__exit__(kind, error, trace)

    def add(self, documents: Iterable[Document]) -> None:
        """Take in some documents; no text is kept but the last, until there is a block of it."""
        self._register.read(documents, self._threads)

    def find(self, family_of: Mapping[str, str] | None = None) -> Reuse:
        """What the documents have in common. Called once, after the last of them.

        Args:
            family_of: The family of each case, where the documents did not give it.

        Raises:
            ValueError: Two documents have the same id.
        """
        self._register.close(family_of or {})
        search = _Search(
            self._register,
            self._profile,
            self._marks if self._across else None,
            threads=self._threads,
        )
        return search.reuse()


def _keep_freed_memory() -> None:
    """Let the memory of an array be used for the next one.

    The GNU C library hands large pieces back to the system at once, and each
    page of the next piece costs a fault, until it has seen a larger one freed.
    """
    np.empty(_LARGEST_PIECE, np.uint8)


class _Search:
    """One run over the documents of a register."""

    def __init__(
        self, register: Register, profile: Profile, marks: MarkStore | None, *, threads: int
    ) -> None:
        self.register = register
        self.profile = profile
        self.threads = threads
        self.masks = Masks(register)
        self.findings = Findings(register)
        # Where arrays are short, threads spend more time handing each other the interpreter's
        # lock than they win: one at a time.
        self._small_steps = threading.Lock()
        self.crossing = None if marks is None else Crossing(register, marks)

    def reuse(self) -> Reuse:
        """Count, align within families, align across, sum up."""
        groups = list(_families(self.register))
        # In the order in which they came, documents stand side by side in the store.
        as_they_came = map(sorted, groups)
        for sample in in_order(
            self.masks.count, self._portions(as_they_came, _BATCH_WORDS), self.threads
        ):
            self.masks.take(sample)
        self.masks.close()
        for aligned in in_order(self._within, self._portions(groups, _BATCH_WORDS), self.threads):
            self.findings.add(aligned.found)
            self.findings.measure(aligned.template)
            if self.crossing is not None:
                self.crossing.add(aligned.marks)
        if self.crossing is not None:
            self.crossing.link(self.threads)
            self.findings.close()
            portions = self._portions(self.crossing.groups(_MOST_SOURCES), _BATCH_WORDS_ACROSS)
            for found in in_order(self._across, portions, self.threads):
                self.findings.add(found)
        return self.findings.reuse(self.masks.summary())

    def _portions(self, groups: Iterable[list[int]], words: int) -> Iterator[list[list[int]]]:
        """Groups of documents, so many at a time as have that many words."""
        portion: list[list[int]] = []
        size = 0
        for group in groups:
            portion.append(group)
            size += sum(map(self.register.size, group))
            if size >= words:
                yield portion
                portion, size = [], 0
        if portion:
            yield portion

    def _laid_out(self, groups: Sequence[Sequence[int]]) -> tuple[Int64, Batch]:
        """The numbers of the documents of some groups, and their words."""
        numbers = [number for group in groups for number in group]
        group_of = [index for index, group in enumerate(groups) for _ in group]
        return np.array(numbers, np.int64), self.register.laid_out(numbers, group_of)

    def _within(self, groups: Sequence[Sequence[int]]) -> _Aligned:
        numbers, batch = self._laid_out(groups)
        keys = Sequences(batch)
        masked = self.masks.mark(batch, keys, numbers)
        runs = find_sampled_runs(
            keys, self.profile, standing=masked.standing, barred=masked.near_template
        )
        found = self._found(numbers, keys, masked, runs)
        marks = marks_of(numbers, keys, masked, found.owned)
        return _Aligned(found, self.findings.measured(numbers, batch, masked.template), marks)

    def _across(self, groups: Sequence[Sequence[int]]) -> Found:
        numbers, batch = self._laid_out(groups)
        keys = Sequences(batch)
        masked = self.masks.mark(batch, keys, numbers)
        last = np.append(batch.group[1:] != batch.group[:-1], True)
        is_target = last[batch.document]
        taken = is_target & self.findings.owned(numbers, batch)
        runs = find_sampled_runs(
            keys,
            self.profile,
            standing=masked.standing,
            barred=masked.near_template,
            open_to=is_target & ~taken,
            earlier=_MOST_SOURCES,
        )
        return self._found(numbers, keys, masked, runs, taken, _EVIDENCE_ELSEWHERE)

    def _found(
        self,
        numbers: Int64,
        keys: Sequences,
        masked: Masked,
        runs: Runs,
        taken: Bool | None = None,
        factor: float = 1.0,
    ) -> Found:
        """The passages that runs amount to: see `passages_of`, and `Evidence` for *factor*."""
        written = Written(self.register.case_numbers[numbers], self.register.days[numbers])
        evidence = Evidence(keys, masked.standing.weights, factor)
        with self._small_steps:
            passages = passages_of(
                keys.batch, runs, self.profile, masked.template, taken, evidence, written
            )
            return self.findings.described(numbers, keys, masked, passages)


@attrs.frozen(eq=False)
class _Aligned:
    """What came of one batch of families."""

    found: Found
    template: TemplateWords
    marks: Marks


def _families(register: Register) -> Iterator[list[int]]:
    """The documents of each family, the earliest first."""
    order = sorted(
        range(len(register)),
        key=lambda number: (register.families[number], register.ordinals[number]),
    )
    group: list[int] = []
    for number in order:
        if group and register.families[number] != register.families[group[-1]]:
            yield group
            group = []
        group.append(number)
    if group:
        yield group
