"""How often rules for overall effectiveness agree with published inspections.

    python benchmarks/overall.py JUDGEMENTS.csv

Takes a table of inspections with the columns la_name, inspection_date, overall, leaders,
help_protection, children_in_care and, where judged apart, care_leavers. Prints, for the rule of
qaudit and for simpler ones, how many of the grades given it gives, in all and by year; which the
rule of qaudit misses, and what it rests on. Two lines say what fitting is worth: *looked up* is
the most frequent grade among those inspections that had the same judgements, the most that any
rule can reach on them, and then the same with each inspection left out of its own table, the
median standing in where none is left.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from qaudit.checking.shares import wilson
from qaudit.grading.overall import Part, overall_effectiveness
from qaudit.grading.scale import RANK, Grade, worse

Judgements = Mapping[str, Grade]
Rule = Callable[[Judgements], Grade]


@frozen
class Inspection:
    """What was judged of a council, and on which day."""

    council: str
    day: str
    judgements: Judgements
    overall: Grade


def read(path: Path) -> list[Inspection]:
    """The inspections of a table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            Inspection(
                row["la_name"],
                row["inspection_date"],
                {part.value: Grade(row[part]) for part in Part if row.get(part)},
                Grade(row["overall"]),
            )
            for row in csv.DictReader(file)
        ]


def median(judgements: Judgements) -> Grade:
    """The middle judgement; the worse of the two in the middle of four."""
    ranked = sorted(judgements.values(), key=RANK.__getitem__)
    return ranked[(len(ranked) - 1) // 2]


def leaders(judgements: Judgements) -> Grade:
    return judgements["leaders"]


def worst(judgements: Judgements) -> Grade:
    found = Grade.OUTSTANDING
    for grade in judgements.values():
        found = worse(found, grade)
    return found


RULES: dict[str, Rule] = {
    "the rule of qaudit": overall_effectiveness,
    "median": median,
    "leaders": leaders,
    "worst": worst,
}


def looked_up(one: Inspection, table: Sequence[Inspection]) -> Grade:
    """The most frequent grade among those of a table that had the same judgements."""
    same = Counter(other.overall for other in table if other.judgements == one.judgements)
    return same.most_common(1)[0][0] if same else median(one.judgements)


def missed(inspections: Sequence[Inspection], rule: Rule) -> list[Inspection]:
    """Those that were not graded as a rule has it."""
    return [one for one in inspections if rule(one.judgements) is not one.overall]


def _practice(one: Inspection) -> list[Grade]:
    return [one.judgements[Part.HELP_PROTECTION], one.judgements[Part.CHILDREN_IN_CARE]]


def _line(name: str, inspections: Sequence[Inspection], wrong: Sequence[Inspection]) -> str:
    number = len(inspections)
    agree = number - len(wrong)
    low, high = wilson(agree, number)
    years = Counter(one.day[:4] for one in inspections)
    wrong_by_year = Counter(one.day[:4] for one in wrong)
    by_year = "  ".join(
        f"{year} {years[year] - wrong_by_year[year]}/{years[year]}" for year in sorted(years)
    )
    return (
        f"{name:<36}{agree:>4} of {number}  {100 * agree / number:5.1f}%  "
        f"({100 * low:.0f} to {100 * high:.0f})  {by_year}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("judgements", type=Path)
    inspections = read(parser.parse_args().judgements)
    for name, rule in RULES.items():
        print(_line(name, inspections, missed(inspections, rule)))
    same = [one for one in inspections if looked_up(one, inspections) is not one.overall]
    print(_line("looked up", inspections, same))
    left_out = [
        one
        for number, one in enumerate(inspections)
        if looked_up(one, [*inspections[:number], *inspections[number + 1 :]]) is not one.overall
    ]
    print(_line("looked up, itself left out", inspections, left_out))
    failed = [one for one in inspections if Grade.INADEQUATE in _practice(one)]
    inadequate = sum(one.overall is Grade.INADEQUATE for one in failed)
    above = sum(RANK[one.overall] > RANK[leaders(one.judgements)] for one in inspections)
    print(f"\nInadequate practice: {len(failed)}, of them inadequate overall: {inadequate}")
    print(f"Better than its leaders: {above} of {len(inspections)}")
    print("\nMissed by the rule of qaudit:")
    for one in missed(inspections, overall_effectiveness):
        given = ", ".join(
            f"{Part(name).words} {one.judgements[name].words}"
            for name in Part
            if name in one.judgements
        )
        says = overall_effectiveness(one.judgements).words
        print(f"  {one.council}, {one.day}: {given}; judged {one.overall.words}, the rule: {says}")


if __name__ == "__main__":
    main()
