"""Overall effectiveness out of the judgements below it, as inspections gave it until April 2026.

The rule, as one would say it aloud: An inadequate grade for help and protection, or for children
in care, makes the whole inadequate. Otherwise the whole is what its leaders are, but no better
than the better of help and protection and children in care; leaders who are inadequate alone
make it require improvement. Where care leavers are judged apart and are inadequate, the whole is
not above requires improvement, and is inadequate where neither of those two is good.

It was fitted on published judgements; `docs/grading.md` says on which, how well, and what it
misses. Its form is that of the data and not of one council in it: a better judgement never
makes the whole worse.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from qaudit.grading.scale import ORDER, Grade, better, worse


class Part(StrEnum):
    """A judgement below overall effectiveness, by its name in the official statistics."""

    LEADERS = "leaders"
    HELP_PROTECTION = "help_protection"
    CHILDREN_IN_CARE = "children_in_care"
    CARE_LEAVERS = "care_leavers"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Part.LEADERS: "leaders",
    Part.HELP_PROTECTION: "help and protection",
    Part.CHILDREN_IN_CARE: "children in care",
    Part.CARE_LEAVERS: "care leavers",
}

NEEDED = (Part.LEADERS, Part.HELP_PROTECTION, Part.CHILDREN_IN_CARE)
"""Care leavers have been judged apart since 2023, and with children in care before."""


def overall_effectiveness(judgements: Mapping[str, Grade | str | None]) -> Grade:
    """The overall grade that follows from the judgements of an inspection.

    Args:
        judgements: the grade of `leaders`, `help_protection`, `children_in_care` and, where it
            was judged apart, `care_leavers`, which may also be None. A grade is a `Grade` or
            its value, such as "requires_improvement".

    Returns:
        The grade; `Grade.NOT_ENOUGH_EVIDENCE` where a judgement is that, and the grade hangs
        on what it would have been.

    Raises:
        ValueError: a judgement that is needed is missing, or a judgement or a grade has a name
            that is not known.
    """
    known = {part.value for part in Part}
    for name in judgements:
        if name not in known:
            raise ValueError(f"no judgement is called {name!r}; there are {', '.join(Part)}")
    parts = {part: _grade_of(part, judgements[part]) for part in Part if part in judgements}
    grades = {part: grade for part, grade in parts.items() if grade is not None}
    missing = [part.value for part in NEEDED if part not in grades]
    if missing:
        raise ValueError(f"missing: {', '.join(missing)}; without evidence of one, say {_UNKNOWN}")
    worst, best = (whole(_unknown_as(end, grades)) for end in (ORDER[0], ORDER[-1]))
    return best if worst is best else Grade.NOT_ENOUGH_EVIDENCE


_UNKNOWN = Grade.NOT_ENOUGH_EVIDENCE.value


def _grade_of(part: Part, value: Grade | str | None) -> Grade | None:
    if value is None:
        return None
    try:
        return Grade(value)
    except ValueError:
        grades = ", ".join(Grade)
        raise ValueError(f"{part}: no grade is called {value!r}; there are {grades}") from None


def _unknown_as(end: Grade, grades: Mapping[Part, Grade]) -> dict[Part, Grade]:
    return {part: end if grade == _UNKNOWN else grade for part, grade in grades.items()}


def whole(parts: Mapping[Part, Grade]) -> Grade:
    """The rule, over those of the parts that there are.

    For a child who is not, and need not be, on a protection plan there is nothing to judge in
    help and protection: such a part is left out. Where there is neither help and protection nor
    children in care, care leavers stand for them; where there is none of the three, no grade is
    given of leaders alone.
    """
    leaders, leaving = parts.get(Part.LEADERS), parts.get(Part.CARE_LEAVERS)
    practice = [
        parts[part] for part in (Part.HELP_PROTECTION, Part.CHILDREN_IN_CARE) if part in parts
    ]
    if Grade.INADEQUATE in practice:
        return Grade.INADEQUATE
    some_good = any(grade in (Grade.GOOD, Grade.OUTSTANDING) for grade in practice)
    if leaving is Grade.INADEQUATE and not some_good:
        return Grade.INADEQUATE
    reached = practice or ([leaving] if leaving else [])
    if not reached:
        return Grade.NOT_ENOUGH_EVIDENCE
    found = better(reached[0], reached[-1])
    if leaders:
        found = better(Grade.REQUIRES_IMPROVEMENT, worse(found, leaders))
    return worse(found, Grade.REQUIRES_IMPROVEMENT) if leaving is Grade.INADEQUATE else found
