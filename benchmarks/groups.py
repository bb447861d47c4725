"""How often groups of children are said to differ where they do not, and where they do.

    python benchmarks/groups.py [--services N] [--seed S]

Services are simulated of six teams and three areas, each child with three to eight occasions in
an area that hang together (a correlation of 0.1). First all teams meet four fifths: prints in how
many services any team is said to differ in any area, by the number of children in a team, as
`qaudit.grading.groups` says it and as it would be said if each occasion stood by itself and each
comparison were the only one. Then one team is so many points worse in one area: prints how often
that is found.
"""

from __future__ import annotations

import argparse
from math import erfc, sqrt

from numpy.random import Generator, default_rng

from qaudit.checking.results import GroupDifference
from qaudit.checking.standards import Area, Axis, Force
from qaudit.grading.groups import BY_CHANCE, Grouping
from qaudit.grading.profile import BUILT_IN, load_profile
from qaudit.grading.tally import CheckTally, Tally

LETTERS = load_profile(BUILT_IN / "letters.toml")
AREA_OF = {"REV01": Area.APR, "VIS01": Area.VIS, "SUP01": Area.SUP}
TEAMS = 6
SIZES = (10, 30, 100)
RATE = 0.8
WORSE = (0.1, 0.2, 0.3)
ALIKE = 9
"""What a correlation of 0.1 is to a beta distribution: the sum of its parameters."""


def service(random: Generator, size: int, worse: float = 0) -> list[tuple[bool, GroupDifference]]:
    """The comparisons of a made-up service, and whether the team of each is the one worse off."""
    grouping = Grouping(AREA_OF, LETTERS)
    for team in range(TEAMS):
        for _ in range(size):
            tally = Tally()
            for code in AREA_OF:
                rate = RATE - worse if team == 0 and code == "REV01" else RATE
                own = random.beta(ALIKE * rate, ALIKE * (1 - rate))
                judged = int(random.integers(3, 9))
                met = int(random.binomial(judged, own))
                tally.checks[code, Force.STATUTORY] = CheckTally(
                    Axis.QUALITY, Force.STATUTORY, met, judged - met
                )
            grouping.add({"team": f"team {team}"}, tally)
    return [
        (value == "team 0" and area == Area.APR, found)
        for value, group in grouping.results()["team"].items()
        for area, found in group["differences"].items()
    ]


def by_itself(found: GroupDifference) -> float:
    """The chance of a difference, were every occasion and every comparison by itself."""
    mine, others = found["rate"], found["others"]
    both = (mine["met"] + others["met"]) / (mine["judged"] + others["judged"])
    spread = both * (1 - both) * (1 / mine["judged"] + 1 / others["judged"])
    return erfc(abs(found["difference"]) / sqrt(2 * spread)) if spread else 1.0


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reading.add_argument("--services", type=int, default=400)
    reading.add_argument("--seed", type=int, default=1)
    asked = reading.parse_args()
    random = default_rng(asked.seed)
    heads = ["false alarm", "naively", *(f"found, {100 * points:.0f} points" for points in WORSE)]
    print(f"| children in each team | {' | '.join(heads)} |\n|{' ---: |' * (len(heads) + 1)}")
    for size in SIZES:
        alike = [service(random, size) for _ in range(asked.services)]
        alarms = sum(any(one["beyond_chance"] for _, one in found) for found in alike)
        naive = sum(any(by_itself(one) < BY_CHANCE for _, one in found) for found in alike)
        seen = [
            sum(
                any(one["beyond_chance"] for worse, one in service(random, size, points) if worse)
                for _ in range(asked.services)
            )
            for points in WORSE
        ]
        row = (f"{100 * number / asked.services:.1f}%" for number in (alarms, naive, *seen))
        print(f"| {size} | {' | '.join(row)} |")


if __name__ == "__main__":
    main()
