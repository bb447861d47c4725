"""What a letter may say of a check: as a strength, a weakness, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from attrs import frozen

from qaudit.checking.results import CheckSum
from qaudit.checking.standards import Area, Force
from qaudit.checking.wording import Wording, of_one
from qaudit.grading.frequency import (
    AT_LEAST,
    NOT_ALWAYS,
    SMALL_NUMBER,
    Frequency,
    how_many,
    how_often_missed,
)
from qaudit.grading.groups import FEWEST_SHOWN
from qaudit.letters.turns import number

MATTERS = frozenset({Force.STATUTORY, Force.GUIDANCE})
"""A failure in what law or guidance asks matters to the child by itself."""

WEIGHTS = {Force.STATUTORY: 4, Force.GUIDANCE: 3, Force.LOCAL: 2, Force.HEURISTIC: 1}
"""In which order weaknesses are told, and no more."""


class Kind(Enum):
    STRENGTH = "strength"
    ISOLATED = "isolated failures beside strength"
    NOT_ALWAYS = "failures whose extent chance may account for"
    WEAKNESS = "recurrent or serious failure"


@frozen(kw_only=True)
class Point:
    """One standard as a letter can speak of it.

    Attributes:
        code: of the check.
        area: where it counts.
        wording: its words.
        kind: what it is an example of.
        met: how common it was met.
        missed: how common it was not, by what is tolerated.
        harm: failures that left a child at risk.
        children: how many it was judged for.
        children_missed: for how many of these it was not met.
        severity: the higher, the sooner it is told as a weakness.
        standing: the higher, the sooner it is told as a strength.
    """

    code: str
    area: Area
    wording: Wording
    kind: Kind
    met: Frequency
    missed: Frequency
    harm: int
    children: int
    children_missed: int
    severity: float
    standing: tuple[int, float]

    @property
    def of_few(self) -> bool:
        """Whether so few children are known of that no more is told than that one was at risk."""
        return self.children < FEWEST_SHOWN

    def as_strength(self) -> str:
        """A clause: "most reviews are held in time"."""
        return f"{_of(self.met, self.wording.counted)} {_agreeing(self.met, self.wording.met)}"

    def as_weakness(self) -> str:
        """A clause: "too many reviews are not held in time", "reviews are not routinely held"."""
        word, counted = self.missed.word, self.wording.counted
        if self.of_few:
            return f"some {counted} {self.wording.negated()}"
        if word and word.adverb:
            return f"{counted} {self.wording.negated(word.text)}"
        if self.missed.count == self.missed.number and not word and not self.wording.not_met:
            return f"none of the {number(self.missed.number)} {counted} {self.wording.met}"
        return f"{_of(self.missed, counted)} {_agreeing(self.missed, self.wording.negated())}"

    def as_aim(self) -> str:
        """What would be right, as a clause: "reviews are held in time"."""
        return f"{self.wording.counted} {self.wording.met}"


def points(checks: dict[str, CheckSum], tolerated: float) -> list[Point]:
    """What can be told of the checks that judged enough, the gravest first.

    Args:
        checks: what came of each check.
        tolerated: the share of 1 that may fail where practice is good, by the profile.
    """
    found = [
        point for code, row in checks.items() if (point := _point(code, row, tolerated)) is not None
    ]
    return sorted(found, key=lambda point: (-point.severity, point.code))


def _point(code: str, row: CheckSum, tolerated: float) -> Point | None:
    graded = row["graded"]
    met, judged = graded["rate"]["met"], graded["rate"]["judged"]
    if not judged or (graded["cases"] < FEWEST_SHOWN and not graded["harm"]):
        return None
    force, harm, wording = Force(row["force"]), graded["harm"], _wording(row)
    number_of_them, failed = judged, judged - met
    if wording.of_children:  # a child may have had more than one occasion, and is one child
        number_of_them, failed = graded["cases"], graded["cases_not_met"]
    missed = how_often_missed(
        failed,
        number_of_them,
        tolerated=tolerated,
        matters=force in MATTERS,
        harmed=min(harm, failed),
    )
    common = how_many(number_of_them - failed, number_of_them)
    return Point(
        code=code,
        area=Area(row["area"]),
        wording=wording,
        kind=_kind(common, missed, harm),
        met=common,
        missed=missed,
        harm=harm,
        children=graded["cases"],
        children_missed=graded["cases_not_met"],
        severity=1000 * harm + WEIGHTS[force] * failed / number_of_them,
        standing=(WEIGHTS[force], common.low),
    )


def areas_of_enough(checks: Mapping[str, CheckSum]) -> set[Area]:
    """The areas in which a standard was judged for as many children as may be told of."""
    return {Area(row["area"]) for row in checks.values() if row["graded"]["cases"] >= FEWEST_SHOWN}


def _wording(row: CheckSum) -> Wording:
    if "wording" in row:
        return Wording(**row["wording"])
    name = row["name"].replace("-", " ")
    return Wording(
        counted=f"occasions for “{name}”",
        met="are as the standard asks",
        effect="what the standard is there for does not reach the child",
    )


def _kind(met: Frequency, missed: Frequency, harm: int) -> Kind:
    """By the words that hold; of small numbers, by whether half or more failed."""
    if harm:
        return Kind.WEAKNESS
    if missed.count == 0:
        return Kind.STRENGTH
    if met.word in AT_LEAST[:4]:
        return Kind.STRENGTH
    if missed.word and missed.word.text == SMALL_NUMBER.text:
        return Kind.ISOLATED
    if missed.word == NOT_ALWAYS:
        return Kind.NOT_ALWAYS
    if missed.word:
        return Kind.WEAKNESS
    return Kind.WEAKNESS if 2 * missed.count >= missed.number else Kind.ISOLATED


def _of(frequency: Frequency, things: str) -> str:
    """How many of some things, a count in the words of a letter: "three of the nine visits"."""
    if frequency.word:
        return frequency.of(things)
    if frequency.count == frequency.number:
        return f"all {number(frequency.number)} {things}"
    return f"{number(frequency.count)} of the {number(frequency.number)} {things}"


def _agreeing(frequency: Frequency, predicate: str) -> str:
    """A predicate that agrees with what it is said of: one of seven is, three of seven are."""
    if frequency.word is None and frequency.count == 1:
        return of_one(predicate)
    return predicate


def of_area(found: Iterable[Point], area: Area, *kinds: Kind) -> list[Point]:
    """The points of an area that are of some kinds, in their order."""
    return [point for point in found if point.area is area and point.kind in kinds]


def pairs(found: Sequence[Point]) -> list[tuple[Point, Point | None]]:
    """Two at a time, the last perhaps alone."""
    return [
        (found[place], found[place + 1] if place + 1 < len(found) else None)
        for place in range(0, len(found), 2)
    ]


def both(one: Point, two: Point | None) -> str:
    """One clause of two strengths; how common they are is said once where it is the same."""
    if two is None:
        return one.as_strength()
    word = one.met.word
    if word and word == two.met.word:
        comma = "," if "," in one.as_aim() else ""
        return f"in {word.text.format('cases')} {one.as_aim()}{comma} and {two.as_aim()}"
    return f"{one.as_strength()}, and {two.as_strength()}"


def best_first(found: Iterable[Point]) -> list[Point]:
    """As strengths are told: the firmer the standard and the more common it is met, the sooner."""
    return sorted(found, key=lambda point: (*(-part for part in point.standing), point.code))
