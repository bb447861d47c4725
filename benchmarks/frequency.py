"""How often the word chosen for how common something is would be wrong.

    python benchmarks/frequency.py [--services N] [--seed S]

Services are simulated whose true rate is known: from 0 to 100 per cent, with 10 to 1,000
occasions. A word is wrong where what it claims is not true of the true rate: "most" of a rate
below 82.5 per cent. Prints, by the number of occasions, how often a word was wrong in the
simulation, at all rates together and at the worst of them; the latter also as worked out exactly
from the binomial distribution; how often anything more than "some" or counts could be said;
and the same where the occasions of a child hang together (five of each, with a correlation of
0.1), which the interval does not know of. Before that, from which to which count of 100 and of
400 each word is chosen.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import cache
from math import comb

from numpy.random import Generator, default_rng

from qaudit.grading.frequency import NOT_ALWAYS, SOME, Frequency, how_many, how_often_missed

RATES = tuple(percent / 200 for percent in range(201))
NUMBERS = (10, 20, 50, 100, 200, 500, 1000)
TOLERATED = 0.2
OF_ONE_CHILD = 5
CORRELATION = 0.1


@cache
def shares(count: int, number: int) -> Frequency:
    """The word for a share."""
    return how_many(count, number)


@cache
def misses(count: int, number: int) -> Frequency:
    """The word for failures of which a fifth is tolerated."""
    return how_often_missed(count, number, tolerated=TOLERATED, matters=True)


Choose = Callable[[int, int], Frequency]
Draw = Callable[[int, float, int, Generator], list[int]]


def is_wrong(found: Frequency, rate: float) -> bool:
    """Whether the word for it does not hold of the true rate."""
    return found.word is not None and not found.word.holds(rate)


def says_something(found: Frequency) -> bool:
    """Whether it is more than counts, or a word that claims no share."""
    return found.word is not None and found.word not in (SOME, NOT_ALWAYS)


def exactly_wrong(choose: Choose, number: int, rate: float) -> float:
    """How likely the word is wrong, at a true rate."""
    return sum(
        comb(number, count) * rate**count * (1 - rate) ** (number - count)
        for count in range(number + 1)
        if is_wrong(choose(count, number), rate)
    )


def alone(number: int, rate: float, services: int, chance: Generator) -> list[int]:
    """How often it happened in each service, each occasion by itself."""
    return list(map(int, chance.binomial(number, rate, services)))


def together(number: int, rate: float, services: int, chance: Generator) -> list[int]:
    """How often it happened in each, where each child has a rate of its own."""
    if not 0 < rate < 1:
        return alone(number, rate, services, chance)
    spread = 1 / CORRELATION - 1
    of_child = chance.beta(rate * spread, (1 - rate) * spread, (services, number // OF_ONE_CHILD))
    return list(map(int, chance.binomial(OF_ONE_CHILD, of_child).sum(axis=1)))


def simulated(
    choose: Choose, draw: Draw, number: int, services: int, chance: Generator
) -> tuple[float, float, float]:
    """How often a word is wrong, at all rates and at the worst, and how often it says something."""
    wrong, said = [], 0
    for rate in RATES:
        found = [choose(count, number) for count in draw(number, rate, services, chance)]
        wrong.append(sum(is_wrong(one, rate) for one in found) / services)
        said += sum(map(says_something, found))
    return sum(wrong) / len(wrong), max(wrong), said / (services * len(RATES))


def reaches(number: int) -> list[tuple[str, int, int]]:
    """From which to which count each word for a share is chosen."""
    counts: dict[str, list[int]] = {}
    for count in range(number + 1):
        if says_something(shares(count, number)):
            counts.setdefault(shares(count, number).of("children"), []).append(count)
    return [(word, found[0], found[-1]) for word, found in counts.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--services", type=int, default=2000, help="at each rate")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = default_rng(given.seed)
    for number in (100, 400):
        print(", ".join(f"{word} {first} to {last}" for word, first, last in reaches(number)))
    for title, choose in (("shares", shares), (f"misses, {TOLERATED:.0%} tolerated", misses)):
        print(f"{title}\noccasions   wrong  at worst  exactly  says something   together: wrong")
        for number in NUMBERS:
            wrong, worst, said = simulated(choose, alone, number, given.services, chance)
            exact = max(exactly_wrong(choose, number, rate) for rate in RATES)
            also, _, _ = simulated(choose, together, number, given.services, chance)
            print(
                f"{number:>9}  {wrong:>6.2%}  {worst:>8.1%}  {exact:>7.2%}  {said:>14.0%}"
                f"  {also:>16.2%}"
            )


if __name__ == "__main__":
    main()
