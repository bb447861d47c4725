"""What an audit costs against reading the same records as JSON, in CPU time.

    python benchmarks/audit.py [--records 100] [--rounds 7] [--by-check]

Prints what reading and checking a record costs, the audit with the core checks, with all but
those of copied text, and with everything (each check alone with --by-check): as ratios to
`json.loads` on the same records, taken right before and after each, because machines drift.
The median of the rounds counts.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from statistics import median

from records import record

from qaudit.auditing.audit import Audit
from qaudit.auditing.working import Order, collect_seldom
from qaudit.cases.parsing import parse_record
from qaudit.cases.reading import Entry
from qaudit.cases.validation import examine
from qaudit.grading.grader import Grader
from qaudit.grading.profile import BUILT_IN, load_profile
from qaudit.plugins.host import load

GOAL = 10
CORE = ("ASM01", "REV02", "SUP01")
"""The core checks, the one of text apart."""


def cpu_seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(
    work: Callable[[], None], floor: Callable[[], None], rounds: int
) -> tuple[float, float]:
    """The median CPU seconds of some work, and its median ratio to the floor."""
    seconds, ratios = [], []
    for _ in range(rounds):
        before = cpu_seconds(floor)
        seconds.append(cpu_seconds(work))
        ratios.append(seconds[-1] / ((before + cpu_seconds(floor)) / 2))
    return median(seconds), median(ratios)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--by-check", action="store_true", help="what each check adds")
    given = parser.parse_args()

    host = load()
    profile = load_profile(BUILT_IN / "letters.toml")
    data = [json.dumps(record(number)).encode() for number in range(given.records)]
    entries = [Entry(str(number), line) for number, line in enumerate(data)]
    without_text = tuple(code for code, check in host.checks.items() if check.survey is None)

    def floor() -> None:
        for line in data:
            json.loads(line)

    def checked() -> None:
        for line in data:
            examine(parse_record(line))

    def audit(codes: tuple[str, ...]) -> Callable[[], None]:
        def work() -> None:
            run = Audit(Order(codes=codes, tables={}), host.checks)
            grader = Grader({code: host.checks[code] for code in codes}, profile)
            for result in run.results(entries):
                grader.case(result)
            grader.service()

        return work

    audit(tuple(host.checks))()  # once to warm up
    collect_seldom()  # as the command does
    size = sum(map(len, data)) / len(data) / 1000
    print(f"{given.records} records of {size:.0f} KB, {given.rounds} rounds")

    def show(name: str, work: Callable[[], None], less: float = 0.0, note: str = "") -> float:
        seconds, ratio = measured(work, floor, given.rounds)
        each = 1000 * seconds / len(data)
        print(f"{name:36} {each:7.2f} ms {ratio - less:6.1f} x json.loads {note}".rstrip())
        return ratio

    show("json.loads alone", floor)
    show("read and found valid", checked)
    bare = show("with no check at all", audit(()))
    if given.by_check:
        for code in without_text:
            show(f"  with {code}, which adds", audit((code,)), less=bare)
    goal = f"(goal: at most {GOAL})"
    show(f"with {', '.join(CORE)}", audit(CORE), note=goal)
    show(f"with all {len(without_text)} but those of text", audit(without_text), note=goal)
    show(f"with all {len(host.checks)}", audit(tuple(host.checks)))


if __name__ == "__main__":
    main()
