"""Writes the letter: what may be said is decided in `points`, how it is said here.

Every sentence that claims something names the notes with its numbers. Nothing is said of a
child, a worker or a day on which something happened, and of fewer than `FEWEST_SHOWN` of the
children no more than that one was left at risk (`docs/reports.md`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import define, field

from qaudit.checking.results import AreaGrade, ServiceResult, standing_in
from qaudit.checking.standards import Area
from qaudit.grading.groups import FEWEST_SHOWN
from qaudit.grading.scale import ORDER, Grade
from qaudit.letters.changes import what_changed
from qaudit.letters.model import Letter, Paragraph, Section, Sentence
from qaudit.letters.notes import Notes
from qaudit.letters.opening import About, opening
from qaudit.letters.points import Kind, Point, best_first, both, of_area, pairs, points
from qaudit.letters.turns import Turns, area_name, listed, number, sentence
from qaudit.reporting.words import words

MOST_STRENGTHS, MOST_WEAKNESSES, MOST_TO_IMPROVE = 4, 4, 7
"""Of an area, of an area, and of all: a letter that tells everything is not read."""

HOWEVER = ("However, ", "But ", "At the same time, ", "Beside this, ", "Even so, ")
RESULT = (
    "As a result, {}.",
    "This means that {}.",
    "As a result of this, {}.",
    "For the children concerned this means that {}.",
    "The result is that {}.",
)
ALSO = ("In addition, ", "Also, ", "Further, ")
CONCERNED = (
    "This was so for {} of the {} children it was looked at for",
    "{} of the {} children looked at are affected",
)


def write_letter(service: ServiceResult, about: About) -> Letter:
    """The letter on an audit."""
    return _Writer(service, about, points(service.checks, about.tolerated)).letter()


@define
class _Writer:
    service: ServiceResult
    about: About
    points: list[Point]
    _turns: Turns = field(factory=Turns)
    _notes: Notes = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._notes = Notes(self.service)

    def _is_told(self, area: Area) -> bool:
        """Whether it has a place in the letter: of a few, if people judged it or harm made it."""
        judged = "judged" in self.service.areas[area.value]
        return (
            judged
            or self._notes.of_enough(area)
            or any(point.area is area for point in self.points)
        )

    def letter(self) -> Letter:
        few = self._notes.few
        sections: list[Section | None] = [self._headlines()]
        if self.service.changes:
            told = {area for area in Area if self._notes.of_enough(area)}
            few_then = self.service.changes["before"]["cases"] < FEWEST_SHOWN
            changed, notes = what_changed(self.service.changes, told, few=few or few_then)
            sections.append(changed)
            for note in notes:
                self._notes.add(note.key, note.text)
        if not few:
            sections += self._by_area()
            sections.append(self._to_improve())
        begin = (opening(self.service, self.about, few=few),)
        return Letter(
            title="What an audit of case files found",
            opening=begin,
            sections=tuple(section for section in sections if section is not None),
            notes=self._notes.all(),
        )

    def _headlines(self) -> Section:
        said = [*self._grade_overall(), *self._best_and_weakest(), *self._harm()]
        weak = [point for point in self.points if point.kind is Kind.WEAKNESS][:2]
        good = best_first(point for point in self.points if point.kind is Kind.STRENGTH)[:2]
        if not self._notes.few:
            said += self._together("Among the strengths: ", good, Point.as_strength)
            said += self._together("What weighs most: ", weak, Point.as_weakness)
        return Section(heading="Headline findings", paragraphs=(tuple(said),))

    def _grade_overall(self) -> list[Sentence]:
        grade, judged = self.service.grade, self.service.judged
        if grade is None:
            return []
        self._notes.add("overall", "; ".join(self.service.lines))
        if judged:
            return [
                Sentence(
                    f"Practice overall is judged {words(judged['grade'])}; the indicative grade "
                    f"is {words(grade)}.",
                    ("overall",),
                )
            ]
        if followed := self.service.as_judged:
            self._notes.add("as-judged", "; ".join(followed["lines"]))
            known = followed["grade"] in set(ORDER)
            return [
                Sentence(
                    f"By its areas as they were judged, "
                    f"{'practice overall is' if known else 'of practice overall there is'} "
                    f"{words(followed['grade'])}; the indicative grade is {words(grade)}.",
                    ("overall", "as-judged"),
                )
            ]
        if grade == Grade.NOT_ENOUGH_EVIDENCE:
            return [
                Sentence("There is not enough evidence to grade practice overall.", ("overall",))
            ]
        return [Sentence(f"Practice overall is graded {words(grade)}.", ("overall",))]

    def _best_and_weakest(self) -> list[Sentence]:
        """Which areas stand out, if any do."""
        graded = {
            area: Grade(standing_in(row))
            for area in Area
            if (row := self.service.areas.get(area.value)) and standing_in(row) in set(ORDER)
            if self._is_told(area)
        }
        if len(set(graded.values())) < 2:
            return []
        best = max(graded.values(), key=ORDER.index)
        worst = min(graded.values(), key=ORDER.index)
        strong = [area for area, grade in graded.items() if grade is best]
        weak = [area for area, grade in graded.items() if grade is worst]
        said = []
        if best in (Grade.OUTSTANDING, Grade.GOOD):
            names = listed([area_name(area) for area in strong])
            self._notes.areas(strong)
            said.append(Sentence(f"It is strongest in {names}.", _keys(strong)))
        if len(weak) == 1:
            (area,) = weak
            remains = "remains" if self._was_weakest(area) else "is"
            self._notes.areas(weak)
            said.append(Sentence(f"The weakest area {remains} {area_name(area)}.", _keys(weak)))
        elif worst not in (Grade.GOOD, Grade.OUTSTANDING):
            names = listed([area_name(area) for area in weak])
            self._notes.areas(weak)
            said.append(Sentence(f"It is weakest in {names}.", _keys(weak)))
        return said

    def _was_weakest(self, area: Area) -> bool:
        """Whether an area, alone, had the worst grade in the earlier report."""
        if not self.service.changes:
            return False
        before = {
            name: Grade(grade)
            for name, change in self.service.changes["areas"].items()
            if (grade := change["grade"]["before"]) in set(ORDER)
        }
        worst = min(before.values(), key=ORDER.index, default=None)
        return [name for name, grade in before.items() if grade is worst] == [area.value]

    def _harm(self) -> list[Sentence]:
        harmful = [point for point in self.points if point.harm]
        times = sum(point.harm for point in harmful)
        if not times:
            return []
        for point in harmful:
            self._notes.check(point)
        left = "failure left a child" if times == 1 else "failures left a child"
        where = listed(list(dict.fromkeys(area_name(point.area) for point in harmful)))
        return [
            Sentence(
                sentence(f"{number(times)} serious {left} at risk ({where})"),
                tuple(point.code for point in harmful),
            )
        ]

    def _together(
        self, lead: str, found: Sequence[Point], clause: Callable[[Point], str]
    ) -> list[Sentence]:
        if not found:
            return []
        for point in found:
            self._notes.check(point)
        clauses = "; ".join(clause(point) for point in found)
        return [Sentence(f"{lead}{clauses}.", tuple(point.code for point in found))]

    # Area by area

    def _by_area(self) -> list[Section]:
        """A section for each area of which something can be told; the others in one sentence."""
        areas = [area for area in Area if area.value in self.service.areas]
        told = [area for area in areas if self._is_told(area)]
        silent = [area for area in areas if area not in told]
        sections = [Section(heading="Findings by area"), *map(self._area, told)]
        if silent:
            self._notes.areas(silent)
            names = listed([area_name(area) for area in silent])
            text = f"Of {names} nothing is told here: too little is known, or of too few children."
            paragraphs = ((Sentence(text, _keys(silent)),),)
            sections.append(Section(heading="Other areas", level=3, paragraphs=paragraphs))
        return sections

    def _area(self, area: Area) -> Section:
        row = self.service.areas[area.value]
        strengths = of_area(self.points, area, Kind.STRENGTH)
        weaknesses = of_area(self.points, area, Kind.WEAKNESS)
        lesser = of_area(self.points, area, Kind.NOT_ALWAYS)
        isolated = of_area(self.points, area, Kind.ISOLATED)
        paragraphs = [
            self._graded(area, row),
            self._strengths(best_first(strengths), isolated),
            self._weaknesses(weaknesses, lesser, after=bool(strengths)),
        ]
        heading = f"{area.title}: {words(standing_in(row))}"
        return Section(
            heading=heading, level=3, paragraphs=tuple(part for part in paragraphs if part)
        )

    def _graded(self, area: Area, row: AreaGrade) -> Paragraph:
        """What has to be said of the grade itself: that there is none, or whose it is."""
        if judged := row.get("judged"):
            self._notes.areas([area])
            return (
                Sentence(
                    f"The indicative grade of this area is {words(row['grade'])}; it was judged "
                    f"{words(judged['grade'])}.",
                    _keys([area]),
                ),
            )
        if row["grade"] != Grade.NOT_ENOUGH_EVIDENCE:
            return ()
        self._notes.areas([area])
        way = self._turns.next(
            (
                "Too little can be seen in the records to grade this area.",
                "The records do not show enough for a grade.",
                "There is not enough evidence for a grade here.",
            )
        )
        return (Sentence(way, _keys([area])),)

    def _strengths(self, found: Sequence[Point], isolated: Sequence[Point]) -> Paragraph:
        """What goes well, two in a sentence; then what fails now and then."""
        said = []
        for one, two in pairs(found[:MOST_STRENGTHS]):
            for point in filter(None, (one, two)):
                self._notes.check(point)
            codes = tuple(point.code for point in (one, two) if point)
            said.append(Sentence(sentence(both(one, two)), codes))
        for point in isolated[:2]:
            self._notes.check(point)
        if isolated:
            clauses = "; ".join(point.as_weakness() for point in isolated[:2])
            keys = tuple(point.code for point in isolated[:2])
            said.append(Sentence(sentence(clauses), keys))
        return tuple(said)

    def _weaknesses(
        self, found: Sequence[Point], lesser: Sequence[Point], *, after: bool
    ) -> Paragraph:
        said: list[Sentence] = []
        for place, point in enumerate(found[:MOST_WEAKNESSES]):
            self._notes.check(point)
            lead = ""
            if place == 0 and after:
                lead = self._turns.next(HOWEVER)
            elif place == 2:
                lead = self._turns.next(ALSO)
            clause = point.as_weakness()
            text = f"{lead}{clause}." if lead else sentence(clause)
            said.append(Sentence(text, (point.code,)))
            if place < 2:
                effect = self._turns.next(RESULT).format(point.wording.effect)
                said.append(Sentence(effect, (point.code,)))
            said += self._concerned(point, place)
        if lesser:
            for point in lesser[:3]:
                self._notes.check(point)
            clauses = listed([point.as_weakness() for point in lesser[:3]])
            lead = self._turns.next(HOWEVER) if after and not said else ""
            text = f"{lead}{clauses}." if lead else sentence(clauses)
            said.append(Sentence(text, tuple(point.code for point in lesser[:3])))
        return tuple(said)

    def _concerned(self, point: Point, place: int) -> list[Sentence]:
        """How many children a first weakness is about, where they are enough to be counted."""
        enough = FEWEST_SHOWN <= point.children_missed < point.children
        if place or not enough:
            return []
        way = self._turns.next(CONCERNED)
        text = way.format(number(point.children_missed), number(point.children))
        return [Sentence(sentence(text), (point.code,))]

    def _to_improve(self) -> Section | None:
        weak = [point for point in self.points if point.kind is Kind.WEAKNESS][:MOST_TO_IMPROVE]
        if not weak:
            return None
        for point in weak:
            self._notes.check(point)
        return Section(
            heading="What needs to improve",
            paragraphs=((Sentence("The next audit should find that:"),),),
            points=tuple(Sentence(f"{point.as_aim()}", (point.code,)) for point in weak),
        )


def _keys(areas: Iterable[Area]) -> tuple[str, ...]:
    return tuple(area.value for area in areas)
