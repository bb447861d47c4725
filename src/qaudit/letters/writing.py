"""Writes the letter: what may be said is decided in `points`, how it is said here.

Every sentence that claims something names the notes with its numbers. Nothing is said of a
child, a worker or a day on which something happened, and of fewer than `FEWEST_SHOWN` of the
children no more than that one was left at risk (`docs/reports.md`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from attrs import define, field, frozen

from qaudit.cases.case import long_date
from qaudit.checking.results import AreaGrade, ServiceResult
from qaudit.checking.shares import RateRow
from qaudit.checking.standards import Area, Axis
from qaudit.grading.groups import FEWEST_SHOWN
from qaudit.grading.scale import ORDER, Grade
from qaudit.letters.changes import what_changed
from qaudit.letters.model import Letter, Note, Paragraph, Section, Sentence
from qaudit.letters.points import Kind, Point, areas_of_enough, of_area, points
from qaudit.letters.turns import Turns, area_name, listed, number, sentence
from qaudit.reporting.words import between, of, per_cent

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


@frozen(kw_only=True)
class About:
    """What a letter needs to know of the audit.

    Attributes:
        first: the first day that is graded, of any child; YYYY-MM-DD.
        earliest: the first audit date of any child.
        last: the last one.
        tolerated: the share of 1 that may fail where practice is good.
        occasions: how often a standard applied and could be judged.
    """

    first: str
    earliest: str
    last: str
    tolerated: float
    occasions: int


def write_letter(service: ServiceResult, about: About) -> Letter:
    """The letter on an audit."""
    return _Writer(service, about, points(service.checks, about.tolerated)).letter()


@define
class _Writer:
    service: ServiceResult
    about: About
    points: list[Point]
    _turns: Turns = field(factory=Turns)
    _notes: dict[str, Note] = field(factory=dict)

    @property
    def _few(self) -> bool:
        """Whether so few were audited that nothing is told but the grades of all together."""
        return self.service.cases < FEWEST_SHOWN

    def _of_enough(self, area: Area) -> bool:
        """Whether what is known of an area is not that of a few of the children."""
        return self._few or area in areas_of_enough(self.service.checks)

    def _is_told(self, area: Area) -> bool:
        """Whether it has a place in the letter: of a few, if people judged it or harm made it."""
        judged = "judged" in self.service.areas[area.value]
        return judged or self._of_enough(area) or any(point.area is area for point in self.points)

    def letter(self) -> Letter:
        few = self._few
        sections: list[Section | None] = [self._headlines()]
        if self.service.changes:
            told = {area for area in Area if self._of_enough(area)}
            few_then = self.service.changes["before"]["cases"] < FEWEST_SHOWN
            changed, notes = what_changed(self.service.changes, told, few=few or few_then)
            sections.append(changed)
            for note in notes:
                self._note(note.key, note.text)
        if not few:
            sections += self._by_area()
            sections.append(self._to_improve())
        opening = (self._opening(few=few),)
        return Letter(
            title="What an audit of case files found",
            opening=opening,
            sections=tuple(section for section in sections if section is not None),
            notes=tuple(self._notes.values()),
        )

    # The beginning

    def _opening(self, *, few: bool) -> Paragraph:
        service, about = self.service, self.about
        children = "one child" if service.cases == 1 else f"{number(service.cases)} children"
        areas = sum(1 for area in service.areas.values() if area["axes"])
        said = [
            Sentence(
                f"This letter sets out what an audit of the case files of {children} found, "
                f"{_as_at(about)}."
            ),
            Sentence(
                f"It rests on {about.occasions:,} occasions since {_day(about.first)} on which "
                f"a standard of practice applied and the record shows whether it was met, in "
                f"{number(areas)} areas of practice."
            ),
            Sentence(
                "The grades are indicative: they say what the records show, and people decide. "
                "No worker is graded."
            ),
        ]
        waived = sum(row["outcomes"].get("waived", 0) for row in service.checks.values())
        if waived:
            failures = "failure is" if waived == 1 else "failures are"
            text = f"{number(waived)} {failures} waived: somebody answers for that until a day. "
            text += "What is waived counts neither as met nor as missed"
            said.append(Sentence(sentence(text)))
        if few:
            said.append(
                Sentence(
                    "Of so few children no more is told here than the grades, what they rest on, "
                    "and whether a child was left at risk, so that none of them can be recognised."
                )
            )
        return tuple(said)

    def _headlines(self) -> Section:
        said = [*self._grade_overall(), *self._best_and_weakest(), *self._harm()]
        weak = [point for point in self.points if point.kind is Kind.WEAKNESS][:2]
        good = _best_first(point for point in self.points if point.kind is Kind.STRENGTH)[:2]
        if not self._few:
            said += self._together("Among the strengths: ", good, Point.as_strength)
            said += self._together("What weighs most: ", weak, Point.as_weakness)
        return Section(heading="Headline findings", paragraphs=(tuple(said),))

    def _grade_overall(self) -> list[Sentence]:
        grade, judged = self.service.grade, self.service.judged
        if grade is None:
            return []
        self._note("overall", "; ".join(self.service.lines))
        if judged:
            return [
                Sentence(
                    f"Practice overall is judged {_said(judged['grade'])}; the indicative grade "
                    f"is {_said(grade)}.",
                    ("overall",),
                )
            ]
        if followed := self.service.as_judged:
            self._note("as-judged", "; ".join(followed["lines"]))
            known = followed["grade"] in set(ORDER)
            return [
                Sentence(
                    f"By its areas as they were judged, "
                    f"{'practice overall is' if known else 'of practice overall there is'} "
                    f"{_said(followed['grade'])}; the indicative grade is {_said(grade)}.",
                    ("overall", "as-judged"),
                )
            ]
        if grade == Grade.NOT_ENOUGH_EVIDENCE:
            return [
                Sentence("There is not enough evidence to grade practice overall.", ("overall",))
            ]
        return [Sentence(f"Practice overall is graded {_said(grade)}.", ("overall",))]

    def _best_and_weakest(self) -> list[Sentence]:
        """Which areas stand out, if any do."""
        graded = {
            area: Grade(_shown(row))
            for area in Area
            if (row := self.service.areas.get(area.value)) and _shown(row) in set(ORDER)
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
            self._note_areas(strong)
            said.append(Sentence(f"It is strongest in {names}.", _keys(strong)))
        if len(weak) == 1:
            (area,) = weak
            remains = "remains" if self._was_weakest(area) else "is"
            self._note_areas(weak)
            said.append(Sentence(f"The weakest area {remains} {area_name(area)}.", _keys(weak)))
        elif worst not in (Grade.GOOD, Grade.OUTSTANDING):
            names = listed([area_name(area) for area in weak])
            self._note_areas(weak)
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
            self._note_check(point)
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
            self._note_check(point)
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
            self._note_areas(silent)
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
            self._strengths(_best_first(strengths), isolated),
            self._weaknesses(weaknesses, lesser, after=bool(strengths)),
        ]
        heading = f"{area.title}: {_said(_shown(row))}"
        return Section(
            heading=heading, level=3, paragraphs=tuple(part for part in paragraphs if part)
        )

    def _graded(self, area: Area, row: AreaGrade) -> Paragraph:
        """What has to be said of the grade itself: that there is none, or whose it is."""
        if judged := row.get("judged"):
            self._note_areas([area])
            return (
                Sentence(
                    f"The indicative grade of this area is {_said(row['grade'])}; it was judged "
                    f"{_said(judged['grade'])}.",
                    _keys([area]),
                ),
            )
        if row["grade"] != Grade.NOT_ENOUGH_EVIDENCE:
            return ()
        self._note_areas([area])
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
        for one, two in _pairs(found[:MOST_STRENGTHS]):
            for point in filter(None, (one, two)):
                self._note_check(point)
            codes = tuple(point.code for point in (one, two) if point)
            said.append(Sentence(sentence(_both(one, two)), codes))
        for point in isolated[:2]:
            self._note_check(point)
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
            self._note_check(point)
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
                self._note_check(point)
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
            self._note_check(point)
        return Section(
            heading="What needs to improve",
            paragraphs=((Sentence("The next audit should find that:"),),),
            points=tuple(Sentence(f"{point.as_aim()}", (point.code,)) for point in weak),
        )

    # The numbers

    def _note_check(self, point: Point) -> None:
        row = self.service.checks[point.code]
        if point.of_few:
            found = f"fewer than {number(FEWEST_SHOWN)} children"
        else:
            found = f"{_rate(row['graded']['rate'])}, {point.children:,} children"
            if point.wording.of_children:
                found += f" ({number(point.children - point.children_missed)} of them always)"
        harm = f", {number(point.harm)} left a child at risk" if point.harm else ""
        self._note(point.code, f"{row['name'].replace('-', ' ')} ({row['force']}): {found}{harm}")

    def _note_areas(self, areas: Iterable[Area]) -> None:
        for area in areas:
            row = self.service.areas[area.value]
            rates = [
                f"{axis.value} {_rate(row['axes'][axis]['rate'])}"
                for axis in Axis
                if axis in row["axes"] and self._of_enough(area)
            ]
            self._note(area.value, f"{area.title}: {'; '.join([_said(row['grade']), *rates])}")

    def _note(self, key: str, text: str) -> None:
        self._notes.setdefault(key, Note(key, text))


def _pairs(found: Sequence[Point]) -> list[tuple[Point, Point | None]]:
    return [
        (found[place], found[place + 1] if place + 1 < len(found) else None)
        for place in range(0, len(found), 2)
    ]


def _both(one: Point, two: Point | None) -> str:
    """One clause of two strengths; how common they are is said once where it is the same."""
    if two is None:
        return one.as_strength()
    word = one.met.word
    if word and word == two.met.word:
        comma = "," if "," in one.as_aim() else ""
        return f"in {word.text.format('cases')} {one.as_aim()}{comma} and {two.as_aim()}"
    return f"{one.as_strength()}, and {two.as_strength()}"


def _best_first(found: Iterable[Point]) -> list[Point]:
    return sorted(found, key=lambda point: (*(-part for part in point.standing), point.code))


def _keys(areas: Iterable[Area]) -> tuple[str, ...]:
    return tuple(area.value for area in areas)


def _shown(row: AreaGrade) -> str:
    """The grade that counts: a person's where there is one."""
    judged = row.get("judged")
    return judged["grade"] if judged else row["grade"]


def _said(grade: str) -> str:
    return grade.replace("_", " ")


def _rate(rate: RateRow) -> str:
    if rate["rate"] is None or rate["interval"] is None:
        return "nothing judged"
    return f"{of(rate)} met, {per_cent(rate['rate'])} ({between(rate['interval'])})"


def _as_at(about: About) -> str:
    """On which day the files were looked at: one for all, or each its own."""
    if about.earliest == about.last:
        return f"as at {_day(about.last)}"
    return f"each as at its own export, from {_day(about.earliest)} to {_day(about.last)}"


def _day(value: str) -> str:
    return long_date(date.fromisoformat(value))
