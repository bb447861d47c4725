"""A grading profile: every number by which observations become grades, in a file.

Profiles are TOML, valid against `schemas/profile.schema.json`; those that come with qaudit
stand beside this module.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from math import isfinite
from pathlib import Path
from typing import Any

from attrs import frozen
from qaudit_schemas import schema

from qaudit.cases.calendar import Duration
from qaudit.checking.failures import why_unreadable
from qaudit.checking.schemas import errors
from qaudit.checking.standards import Area, Force
from qaudit.grading.overall import Part
from qaudit.grading.parts import Parts
from qaudit.grading.scale import ORDER, Grade

Number = int | Fraction
"""Without floating point, so that shares are compared exactly."""

BUILT_IN = Path(__file__).parent / "profiles"


class BadProfile(Exception):
    """A profile that cannot be used, with where and why."""


@frozen(kw_only=True)
class Profile:
    """How observations become grades.

    Attributes:
        name: the file's name.
        graded_period: how far back from the audit date an occasion counts.
        unclear_at_most: beyond this part of what applied, errors and could-not-tells leave
            no grade.
        weights: what one occasion weighs, by the force of its standard.
        bands: the share met, of 1 and by weight, from which an axis has a grade, best first;
            below the last it is inadequate.
        timescales_alone: the best grade of an area where nothing is known of quality.
        fewest_for_outstanding: occasions an area must have to be outstanding.
        fewest_for_inadequate: failures it must have to be inadequate without harm.
        isolated_among: a single failure among this many occasions or more is isolated, and
            reads as good.
        fewest_harmed: so many failures that left a child at risk make an area inadequate.
        parts: how the areas make the grade over them; None where there is to be none.
    """

    name: str
    graded_period: Duration
    unclear_at_most: Fraction
    weights: Mapping[Force, Number]
    bands: Mapping[Grade, Fraction]
    timescales_alone: Grade
    fewest_for_outstanding: int
    fewest_for_inadequate: int
    isolated_among: int
    fewest_harmed: int
    parts: Parts | None

    @property
    def overall(self) -> bool:
        """Whether there is a grade over the areas."""
        return self.parts is not None

    @property
    def tolerated(self) -> float:
        """The share of 1 that may fail, by weight, where practice is good."""
        return float(1 - self.bands[Grade.GOOD])


def load_profile(path: Path) -> Profile:
    """Read a profile.

    Raises:
        BadProfile: it cannot be read, or is not what a profile is.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadProfile(f"{path}: {why_unreadable(error)}") from None
    except tomllib.TOMLDecodeError as error:
        raise BadProfile(f"{path}: it is not TOML: {error}") from None
    faults = sorted(
        f"{'.'.join(map(str, fault.absolute_path)) or 'the profile'}: {fault.message}"
        for fault in errors(table, schema("profile"))
    )
    if faults:
        raise BadProfile("\n".join(f"{path}: {fault}" for fault in faults))
    return _made(path, table)


def _made(path: Path, table: Mapping[str, Any]) -> Profile:
    rates, evidence = table["rates"], table["evidence"]
    bands = {grade: _exactly(rates[grade].removesuffix("%")) / 100 for grade in ORDER[:0:-1]}
    if list(bands.values()) != sorted(bands.values(), reverse=True):
        raise BadProfile(f"{path}: rates: outstanding, good, requires_improvement must fall")
    if not all(map(isfinite, table["weights"].values())):
        raise BadProfile(f"{path}: weights: a weight is a number")
    if not bands[Grade.GOOD]:
        raise BadProfile(f"{path}: rates.good: where nothing was met nothing is good")
    return Profile(
        name=path.stem,
        graded_period=Duration.parse(table["graded_period"]),
        unclear_at_most=Fraction(evidence["unclear_at_most"]),
        weights={
            Force(name): _plainly(_exactly(weight)) for name, weight in table["weights"].items()
        },
        bands=bands,
        timescales_alone=Grade(evidence["timescales_alone"]),
        fewest_for_outstanding=evidence["fewest_for_outstanding"],
        fewest_for_inadequate=evidence["fewest_for_inadequate"],
        isolated_among=evidence["isolated_among"],
        fewest_harmed=evidence["fewest_harmed"],
        parts=_parts(path, table) if table["overall"] else None,
    )


def _exactly(number: float | str) -> Fraction:
    """A number as it was written: 95% of twenty is nineteen, which floating point may miss."""
    return Fraction(str(number))


def _plainly(number: Fraction) -> Number:
    """A whole number as such: it is quicker to reckon with."""
    return number.numerator if number.denominator == 1 else number


def _parts(path: Path, table: Mapping[str, Any]) -> Parts:
    if "parts" not in table:
        raise BadProfile(f"{path}: parts: a grade over the areas needs them")
    parts = table["parts"]
    areas = {part: tuple(map(Area, parts["areas"][part])) for part in Part}
    named = [area for group in areas.values() for area in group]
    for area in Area:
        if named.count(area) != 1:
            how_often = "more than one part" if area in named else "no part"
            raise BadProfile(f"{path}: parts.areas: {area} stands in {how_often}")
    shares = {name: Fraction(parts[name]) for name in ("weak_above", "outstanding_from")}
    if shares["weak_above"] >= 1 or shares["outstanding_from"] > 1:
        raise BadProfile(f"{path}: parts: weak_above is below 1, outstanding_from at most 1")
    return Parts(
        areas=areas,
        fewest_inadequate=parts["fewest_inadequate"],
        weak_above=shares["weak_above"],
        outstanding_from=shares["outstanding_from"],
    )
