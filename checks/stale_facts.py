"""What a child's texts say of the child today, held to what the record says.

Only what is said of the child by name, in the present tense, in forms that leave little doubt:
what is not understood is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from attrs import frozen
from qaudit_checks.names import pattern_of, possible_names

from qaudit.cases.calendar import age_on
from qaudit.cases.care import span_of
from qaudit.cases.case import Case
from qaudit.cases.model import Assessment, Placement, TextSection
from qaudit.cases.sentences import sentences
from qaudit.cases.writing import Writing

NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
)

_AGE = r"(?P<age>[0-9]{1,2}|" + "|".join(NUMBERS) + r")"
_PAST = re.compile(
    r"\b(?:was|were|had been|when|at the time|will be|turns|until|since|before|previously|"
    r"used to|once)\b",
    re.IGNORECASE,
)

KINDS_OF_HOME = {
    "with parents": re.compile(r"\bwith (?:his|her|their) (?:mother|father|mum|dad|parents)\b"),
    "with foster carers": re.compile(r"\b(?:foster (?:carers?|placement|home|family))\b"),
    "in a children's home": re.compile(
        r"\b(?:residential (?:home|placement|care)|children's home)\b"
    ),
    "in supported accommodation": re.compile(r"\bsupported (?:accommodation|lodgings)\b"),
    "with prospective adopters": re.compile(r"\b(?:prospective )?adopters\b"),
}
"""How a text says where a child lives."""

_OF_TYPE = {"P": "with parents", "U": "with foster carers", "A": "with prospective adopters"}
_LIVES = re.compile(r"\b(?:lives|is living|is placed|remains|is settled)\b", re.IGNORECASE)

OWN = {"M": ("he", "him", "his", "himself"), "F": ("she", "her", "hers", "herself")}
OTHERS = re.compile(
    r"\b(?:mother|father|mum|dad|parent|carers?|sister|brother|sibling|aunt|uncle|grand\w+|"
    r"partner|worker|teacher|nurse|friend|cousin|baby|daughter|son|wife|husband|step\w+|girl|"
    r"boy|doctor|officer|therapist|mentor|manager|adviser|adopter\w*|they|who)\b",
    re.IGNORECASE,
)
"""Words for other people, of whom a pronoun may speak."""

_FOLLOWS = re.compile(r"[^\W\d_A-Z][,;]? +$")
"""What stands before a capital that begins no sentence."""

ENOUGH_PRONOUNS = 3
"""Fewer may be a slip, or somebody who was not named."""


@frozen(slots=False)
class StaleFact:
    """Something said of the child that the record contradicts, and where it is said.

    Attributes:
        kind: age, pronoun, placement or name.
        pointer: the text it stands in.
        start: where the words stand in it, in code points.
        end: likewise.
        says: what it comes to, without the words of the text.
    """

    kind: str
    pointer: str
    start: int
    end: int
    says: str


@frozen(slots=False)
class Reading:
    """What was looked at in a document, and what in it is stale."""

    looked_at: int
    stale: tuple[StaleFact, ...]


def read(case: Case, writing: Writing) -> Reading:
    """Hold what a document says of the child to the record."""
    stale: list[StaleFact] = []
    looked_at = 0
    names = first_names(case)
    if not names or writing.day is None:
        return Reading(0, ())
    named = re.compile(pattern_of(names))
    for part in writing.parts:
        if part.carried_forward:
            continue
        pronouns = _pronouns(case, part.text or "", named)
        if pronouns is not None:
            looked_at += 1
            stale += _placed(part, 0, pronouns)
        for offset, sentence in sentences(part.text or ""):
            if not named.search(sentence) or _PAST.search(sentence):
                continue
            for found in (
                _age(case, writing, sentence, names),
                _home(case, writing, sentence, named),
            ):
                if found is not None:
                    looked_at += 1
                    stale += _placed(part, offset, found)
    return Reading(looked_at, tuple(stale))


_Claim = tuple[str, int, int, str]
"""A kind, where its words stand in the sentence, and what is wrong; "" where it is right."""


def _placed(part: TextSection, offset: int, claim: _Claim) -> Iterator[StaleFact]:
    kind, start, end, says = claim
    if says:
        yield StaleFact(kind, f"{part.pointer}/text", offset + start, offset + end, says)


def first_names(case: Case) -> list[str]:
    """The child's names as texts use them: the first word of each, and each as a whole."""
    names = [name.strip() for name in case.child.names or () if name.strip()]
    return sorted(
        {*names, *(name.split()[0] for name in names)}, key=lambda name: (-len(name), name)
    )


def _age(case: Case, writing: Writing, sentence: str, names: list[str]) -> _Claim | None:
    """An age given for the child: right on any day the document was being written."""
    born = case.child.date_of_birth
    if born is None or writing.day is None:
        return None
    name = pattern_of(names)
    found = re.search(
        rf"{name},? (?:is )?(?:now )?(?:aged )?{_AGE}(?: years old| years of age|,|\)|\.)|"
        rf"{name} \({_AGE.replace('age', 'bracketed')}\)|"
        rf"\b{_AGE.replace('age', 'before')}[- ]year[- ]old {name}",
        sentence,
    )
    if not found:
        return None
    word = found["age"] or found["bracketed"] or found["before"]
    said = int(word) if word.isdecimal() else NUMBERS.index(word) + 1
    begun = writing.item.start_date if isinstance(writing.item, Assessment) else None
    right = {age_on(born, day) for day in (begun, writing.day) if day and day >= born}
    if not right:
        return None
    wrong = "" if min(right) <= said <= max(right) else f"an age of {said}, not {max(right)}"
    return "age", found.start(), found.end(), wrong


def _pronouns(case: Case, text: str, named: re.Pattern[str]) -> _Claim | None:
    """The pronouns of a section that speaks of the child and of nobody else.

    Where another person may be meant nothing is said: "she" may be the mother.
    """
    own = OWN.get(case.child.sex or "")
    if own is None or not named.search(text) or OTHERS.search(text):
        return None
    if any(_names_others(sentence, named) for _, sentence in sentences(text)):
        return None
    other = OWN["F" if case.child.sex == "M" else "M"]
    of_the_other = list(re.finditer(rf"\b(?:{'|'.join(other)})\b", text, re.IGNORECASE))
    of_its_own = re.search(rf"\b(?:{'|'.join(own)})\b", text, re.IGNORECASE)
    if of_its_own or len(of_the_other) < ENOUGH_PRONOUNS:
        return ("pronoun", 0, 0, "") if of_its_own else None
    first = of_the_other[0]
    return "pronoun", first.start(), first.end(), "pronouns of the other sex throughout"


def _names_others(sentence: str, named: re.Pattern[str]) -> bool:
    """Whether a capitalised word inside the sentence may be another person's name."""
    rest = named.sub(" ", sentence)
    return any(_FOLLOWS.search(rest, 0, start) for _, start, _ in possible_names(rest))


def _home(case: Case, writing: Writing, sentence: str, named: re.Pattern[str]) -> _Claim | None:
    """Where the child is said to live: wrong where such a placement ended and another began."""
    lives = _LIVES.search(sentence)
    if lives is None or writing.day is None or not case.exports("placements"):
        return None
    if not named.search(sentence[: lives.start()]):
        return None
    now = [item for item in case.placements if _holds(item, writing.day)]
    kinds = {_kind_of_home(item) for item in now}
    if not now or None in kinds:
        return None
    for kind, pattern in KINDS_OF_HOME.items():
        found = pattern.search(sentence, lives.end())
        if found:
            ended = any(_kind_of_home(item) == kind for item in _ended(case, writing.day))
            wrong = f"a home {kind} that had ended" if kind not in kinds and ended else ""
            return "placement", lives.start(), found.end(), wrong
    return None


def _holds(placement: Placement, day: date) -> bool:
    span = span_of(placement)
    return span is not None and (span.holds(day) or span.end == day)


def _ended(case: Case, day: date) -> list[Placement]:
    return [item for item in case.placements if item.end_date and item.end_date < day]


def _kind_of_home(placement: Placement) -> str | None:
    code = placement.placement_type or ""
    if code in ("K1", "K2", "R1"):
        return "in a children's home"
    if code == "H5":
        return "in supported accommodation"
    if code in ("P2", "P3"):
        return None
    return _OF_TYPE.get(code[:1])
