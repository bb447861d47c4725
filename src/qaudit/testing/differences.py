"""Holds what was found in a case to what is expected of it, and says how they differ.

Nothing out of the record is said but pointers, days and the checks' own messages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from qaudit.checking.standards import Outcome
from qaudit.reporting.words import count, day, printable, words
from qaudit.testing.expected import AtLeast, Expectation, Row


@frozen
class Match:
    """A row that is expected and the one that came in its place; either may be wanting."""

    expected: Row | None
    found: Row | None

    @property
    def kept(self) -> bool:
        """Whether what is expected came."""
        return bool(self.expected and self.found and self.expected.is_found_in(self.found))


@frozen
class Held:
    """What was found in a case, held to what is expected.

    Attributes:
        expectation: what is expected.
        matches: the rows, each with its counterpart.
        others: the rows found that are only counted.
        grades: the grades that came, by area, and `overall`.
    """

    expectation: Expectation
    matches: tuple[Match, ...]
    others: tuple[Row, ...]
    grades: Mapping[str, str | None]

    @property
    def differences(self) -> list[str]:
        """In plain words, everything in which they differ; nothing: all is as expected."""
        said = [line for match in self.matches if (line := _said_of(match))]
        counts = Counter((row.check, row.outcome) for row in self.others)
        for least in self.expectation.at_least:
            came = counts[least.check, least.outcome]
            if came < least.count:
                what = f"{least.count} or more {words(least.outcome)}"
                said.append(f"{least.check}: expected {what} beside those listed, but {came} came")
        for area, grade in self.expectation.grades.items():
            if area not in self.grades:
                said.append(f"grade {area}: expected {words(grade)}, but none came")
            elif self.grades[area] != grade:
                came_instead = words(self.grades[area])
                said.append(f"grade {area}: expected {words(grade)}, but {came_instead} came")
        return [printable(line) for line in said]

    @property
    def failed(self) -> bool:
        """Whether a check failed on the case, of which no expectation can be made."""
        return any(match.found and match.found.outcome == Outcome.ERROR for match in self.matches)

    def renewed(self) -> Expectation:
        """What is expected from now on: what came; but known misses stay what they are."""
        rows = [_renewed(match, self.matches) for match in self.matches]
        counts = Counter((row.check, row.outcome) for row in self.others)
        at_least = [
            evolve(least, count=min(least.count, counts[least.check, least.outcome]))
            for least in self.expectation.at_least
        ]
        return evolve(
            self.expectation,
            named=self.expectation.checks if self.expectation.named else (),
            rows=tuple(row for row in rows if row),
            at_least=tuple(at_least),
            grades={area: self.grades.get(area) for area in self.expectation.grades},
        )


def hold(expectation: Expectation, found: Sequence[Row], grades: Mapping[str, str | None]) -> Held:
    """Put together what is expected and what was found, check by check."""
    matches: list[Match] = []
    others: list[Row] = []
    for check in expectation.checks:
        counted = [least for least in expectation.at_least if least.check == check]
        expected = [row for row in expectation.rows if row.check == check]
        came = [row for row in found if row.check == check]
        for match in _matched(expected, came):
            if match.expected is None and match.found and _is_counted(match.found, counted):
                others.append(match.found)
            else:
                matches.append(match)
    return Held(expectation, tuple(matches), tuple(others), grades)


def _is_counted(found: Row, counted: Iterable[AtLeast]) -> bool:
    return not found.silent and any(least.outcome == found.outcome for least in counted)


def _matched(expected: Iterable[Row], found: Iterable[Row]) -> list[Match]:
    """The rows of one check: those that are the same, then those about the same, then the rest.

    A known miss comes after the others, and where the check had no occasion takes all that came
    in the place of its silence.
    """
    left = list(found)
    waiting = sorted(expected, key=lambda row: bool(row.known_miss))
    matches: list[Match] = []
    for same in (Row.is_found_in, Row.is_about):
        for row in list(waiting):
            if (counterpart := next((one for one in left if same(row, one)), None)) is not None:
                matches.append(Match(row, counterpart))
                waiting.remove(row)
                left.remove(counterpart)
    for row in waiting:
        taken = [one for one in left if one.outcome != Outcome.ERROR and _is_excused(row, one)]
        left = [one for one in left if one not in taken]
        matches += [Match(row, one) for one in taken[:1]] or [Match(row, None)]
    matches += [Match(None, one) for one in left]
    return sorted(matches, key=_order)


def _is_excused(miss: Row, found: Row) -> bool:
    """Whether what came is what a known miss leaves: the check's silence, or its noise."""
    return bool(miss.known_miss) and (miss.silent or found.silent)


def _order(match: Match) -> tuple[str, str, str, str]:
    row = match.expected or match.found
    assert row
    return row.check, row.due or row.on or "", row.about, row.outcome


def _said_of(match: Match) -> str:
    """How the two rows of a match differ; "" where nothing is to be said."""
    expected, found = match.expected, match.found
    row = expected or found
    assert row
    about = f"{row.check}{f' about {row.about}' if row.about else ''}"
    if expected and expected.known_miss:
        if not match.kept:
            return ""
        return (
            f"{about}: marked as a known miss ({expected.known_miss}), but it is found now: "
            "take the mark away"
        )
    if match.kept:
        return ""
    wanted = f"expected {_in_words(expected, expected)}" if expected else "nothing was expected"
    return f"{about}: {wanted}, but {_in_words(found, expected) if found else 'nothing'} came"


def _in_words(row: Row, expected: Row | None) -> str:
    """As in "not met (due 4 March 2026, 3 days late; "a visit: ...")": what may differ."""
    dated = bool(row.due or row.done) and not (expected and expected.on)
    days = [
        f"{name} {day(value)}"
        for name, value in (("on", row.on), ("due", row.due), ("done", row.done))
        if value and not (name == "on" and dated)
    ]
    if row.days_late is not None:
        days.append(f"{count(row.days_late, 'day')} late")
    details = [", ".join(days)] if days else []
    held = (expected.facts if expected else None) or {}
    details += [f"{name} {value!r}" for name, value in (row.facts or {}).items() if name in held]
    details += [f'"{row.message}"'] if row.message else []
    outcome = "no occasion: " * row.silent + words(row.outcome)
    return f"{outcome} ({'; '.join(details)})" if details else outcome


def _renewed(match: Match, matches: Iterable[Match]) -> Row | None:
    expected, found = match.expected, match.found
    if expected and expected.known_miss and not match.kept:
        return expected
    if found is None:
        return None
    before = expected or Row(check=found.check, outcome=found.outcome)
    twins = [one for one in matches if one.found and one.found.about == found.about]
    shared = sum(bool(one.found and one.found.check == found.check) for one in twins) > 1
    facts = found.facts or {}
    return evolve(
        found,
        about=f"{found.about}: {found.note}" if shared and found.note else found.about,
        note="",
        on=found.on if before.on else None,
        message=found.message if before.message else None,
        facts={name: facts[name] for name in before.facts or {} if name in facts} or None,
    )
