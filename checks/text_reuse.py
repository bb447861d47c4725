"""The survey of copied text: all documents of all children, compared once an audit."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date

from attrs import define, evolve, frozen
from qaudit_checks.names import key, possible_names
from qaudit_checks.stale_facts import Reading, first_names, read

from qaudit.cases.case import Case
from qaudit.cases.model import TextSection
from qaudit.cases.writing import any_text_exported, writings, written_by
from qaudit.checking.observations import CopiedPassage, Place, Reference, reference
from qaudit.checking.settings import TextFile, text_files
from qaudit.checking.survey import Survey
from qaudit.textreuse import Corpus, Document, Reuse, ReusedPassage, Shares

BETWEEN = "\n\n"
"""What stands between the sections of a document when it is read as one text."""

# What is collected of a case is pickled, which takes twice as long where classes have slots.


@frozen(slots=False)
class Part:
    """A section of a document: where its text is in the record, and where in the document.

    `kept`: carried forward on purpose.
    """

    pointer: str
    heading: str
    start: int
    kept: bool


@frozen(eq=False, slots=False)
class NamesInSection:
    """The words of a section that may be a name, as they are compared, and where they stand.

    In columns, since there are as many of them as there are sentences in an audit.
    """

    pointer: str
    names: tuple[str, ...]
    starts: array[int]
    ends: array[int]

    def within(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Those of a stretch of the text."""
        first = bisect_left(self.starts, start)
        for place in range(first, bisect_left(self.starts, end)):
            if self.ends[place] <= end:
                yield self.names[place], self.starts[place], self.ends[place]


@frozen(slots=False)
class Written:
    """A document as the survey keeps it: without its text.

    Attributes:
        id: unique in the audit.
        case_id: whose it is.
        section: the section of the record.
        about: the item of the record.
        day: when it was written; None: not recorded.
        parts: its sections, in order.
        form: the kind of form it was written in.
        noun: what a person would call it.
        author_id: who wrote it; None: not recorded.
        draft: whether it is still being written.
        reading: what it says of the child, held to the record.
        possible_names: the words in it that may be a name, by section; sections kept on purpose
            left out.
    """

    id: str
    case_id: str
    section: str
    about: Reference
    day: date | None
    parts: tuple[Part, ...]
    form: str
    noun: str
    author_id: str | None
    draft: bool
    reading: Reading
    possible_names: tuple[NamesInSection, ...]


@frozen(slots=False)
class Collected:
    """What one case gives to the survey."""

    written: tuple[Written, ...]
    documents: tuple[Document, ...]
    siblings: tuple[str, ...]
    names: frozenset[str]
    as_at: date
    any_text: bool


@frozen(kw_only=True)
class Settings:
    blank_forms: Mapping[str, TextFile] = text_files(
        "the blank form of a kind of document, so that its own words are not taken for copies: "
        'a name such as "assessments/child_in_care" or "supervisions/", and a file of text'
    )


def collect(case: Case, settings: Settings) -> Collected:
    """The documents of a case."""
    written, documents = [], []
    for writing in writings(case):
        name = f"{case.case_id}{writing.item.pointer}"
        parts, text = _joined(writing.parts)
        ends = [*(part.start for part in parts[1:]), len(text)]
        kept = tuple(
            (part.start, end)
            for part, end, section in zip(parts, ends, writing.parts, strict=True)
            if section.carried_forward
        )
        written.append(
            Written(
                id=name,
                case_id=case.case_id,
                section=writing.section,
                about=reference(writing.item),
                day=writing.day,
                parts=parts,
                form=writing.form,
                noun=writing.item.noun,
                author_id=written_by(writing.item),
                draft=writing.draft,
                reading=read(case, writing),
                possible_names=_possible_names(writing.parts),
            )
        )
        blank = settings.blank_forms.get(writing.form)
        documents.append(
            Document(
                id=name,
                case=case.case_id,
                date=writing.day,
                form=writing.form,
                text=text,
                blank_form=blank.text if blank else None,
                breaks=tuple(part.start for part in parts[1:]),
                not_counted=kept,
            )
        )
    return Collected(
        tuple(written),
        tuple(documents),
        case.child.sibling_case_ids or (),
        frozenset(map(key, first_names(case))),
        case.as_at,
        any_text_exported(case),
    )


def _possible_names(sections: tuple[TextSection, ...]) -> tuple[NamesInSection, ...]:
    found = []
    for section in sections:
        if section.carried_forward:
            continue
        names, starts, ends = [], array("I"), array("I")
        for name, start, end in possible_names(section.text or ""):
            names.append(name)
            starts.append(start)
            ends.append(end)
        if names:
            found.append(NamesInSection(f"{section.pointer}/text", tuple(names), starts, ends))
    return tuple(found)


def _joined(sections: tuple[TextSection, ...]) -> tuple[tuple[Part, ...], str]:
    """The sections of a document as parts of one text."""
    parts, start = [], 0
    for section in sections:
        kept = section.carried_forward is True
        parts.append(Part(f"{section.pointer}/text", section.heading or "", start, kept))
        start += len(section.text or "") + len(BETWEEN)
    return tuple(parts), BETWEEN.join(section.text or "" for section in sections)


@define
class CopiedText:
    """What the survey shows: for each document, what of it stood somewhere before.

    Attributes:
        cases: the cases looked at, each with its audit date and whether any text was exported.
        names: the names of the child of each case, first and whole, as they are compared, as
            far as they were exported.
        documents: every document, in the order of the input.
    """

    cases: dict[str, tuple[date, bool]]
    names: dict[str, frozenset[str]]
    documents: list[Written]
    _reuse: Reuse
    _passages: dict[str, list[ReusedPassage]]
    _by_id: dict[str, Written]

    def shares(self, document: Written) -> Shares:
        """The shares of a document, sections kept on purpose left out."""
        return self._reuse.shares(document.id)

    def shares_by_part(self, document: Written) -> Iterator[tuple[Part, Shares]]:
        """The shares of each section of a document, of those kept on purpose too."""
        return zip(document.parts, self._reuse.part_shares(document.id), strict=True)

    def passages(self, document: Written) -> list[tuple[CopiedPassage, Written]]:
        """The passages copied into a document, each with the document it stood in."""
        found = []
        for passage in self._passages.get(document.id, []):
            source = self._by_id[passage.source_id]
            copied = CopiedPassage(
                target=place(document, passage.target_start, passage.target_end),
                source=place(source, passage.source_start, passage.source_end),
                words=passage.words,
                kind=passage.kind,
                relation=passage.relation,
                counted=passage.counted,
            )
            found.append((copied, source))
        return found

    def is_counted(self, document: Written) -> bool:
        """Whether a form's own words were told by counting who shares them, not from a blank."""
        return self._reuse.masking.forms[document.form] == "counting"

    @property
    def unmasked_forms(self) -> tuple[str, ...]:
        """The kinds of form whose own words could not be told from the writers'."""
        return self._reuse.masking.unmasked_forms


def place(document: Written, start: int, end: int) -> Place:
    """Where a stretch of a document stands in the record. It lies in one section."""
    starts = [part.start for part in document.parts]
    part = document.parts[bisect_right(starts, start) - 1]
    return Place(
        pointer=part.pointer,
        start=start - part.start,
        end=end - part.start,
        case_id=document.case_id,
        document=document.about.label,
        author_id=document.author_id,
    )


class _Gathering:
    """The survey at work. The texts go into the corpus, which keeps none of them."""

    def __init__(self) -> None:
        self._corpus = Corpus()
        self._cases: dict[str, Collected] = {}

    def add(self, case_id: str, collected: Collected) -> None:
        if collected.documents:
            self._corpus.add(collected.documents)
            collected = evolve(collected, documents=())
        self._cases[case_id] = collected

    def conclude(self) -> CopiedText:
        families = families_of({name: case.siblings for name, case in self._cases.items()})
        with self._corpus:
            reuse = self._corpus.find(families)
        passages: dict[str, list[ReusedPassage]] = {}
        for passage in reuse:
            passages.setdefault(passage.target_id, []).append(passage)
        written = [one for case in self._cases.values() for one in case.written]
        return CopiedText(
            {name: (case.as_at, case.any_text) for name, case in self._cases.items()},
            {name: case.names for name, case in self._cases.items()},
            written,
            reuse,
            passages,
            {one.id: one for one in written},
        )


def families_of(siblings: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """A family for each case: the same for siblings, whichever of them names the others."""
    family = {case: case for case in siblings}

    def eldest(case: str) -> str:
        while family[case] != case:
            case = family[case]
        return case

    for case in sorted(siblings):
        for sibling in siblings[case]:
            if sibling in family:
                one, other = sorted((eldest(case), eldest(sibling)))
                family[other] = one
    return {case: eldest(case) for case in siblings}


def _start(_settings: object) -> _Gathering:
    return _Gathering()


TEXT_REUSE = Survey(name="text_reuse", collect=collect, start=_start, settings=Settings)
