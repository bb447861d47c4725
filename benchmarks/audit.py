"""What an audit costs against reading the same records as JSON, in CPU time.

    python benchmarks/audit.py [--records 300] [--repeat 3]

Prints the CPU time of `json.loads` alone, of reading and checking a record, of the whole
audit without the checks of text, of each check, and of the audit with everything; each as a
ratio to `json.loads` on the same records in the same process. The least of the repeats counts.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable

from records import record

from qaudit.auditing.audit import Audit
from qaudit.auditing.working import Order
from qaudit.cases.parsing import parse_record
from qaudit.cases.reading import Entry
from qaudit.cases.validation import examine
from qaudit.grading.grader import Grader
from qaudit.grading.profile import BUILT_IN, load_profile
from qaudit.plugins.host import load

GOAL = 10


def cpu_seconds(work: Callable[[], None], repeat: int) -> float:
    """The least CPU time of some runs."""
    times = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=300)
    parser.add_argument("--repeat", type=int, default=3)
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
    least = cpu_seconds(floor, given.repeat)
    size = sum(map(len, data)) / len(data) / 1000
    print(
        f"{given.records} records of {size:.0f} KB; json.loads {1000 * least / len(data):.2f} ms each"
    )

    def show(name: str, seconds: float, note: str = "") -> None:
        print(f"{name:40} {1000 * seconds / len(data):8.2f} ms  {seconds / least:6.1f} x {note}")

    show("read and found valid", cpu_seconds(checked, given.repeat))
    bare = cpu_seconds(audit(()), given.repeat)
    show("with no check at all", bare)
    for code in without_text:
        seconds = cpu_seconds(audit((code,)), given.repeat)
        show(f"  {code} adds", max(0.0, seconds - bare))
    show(
        "the audit, checks of text apart",
        cpu_seconds(audit(without_text), given.repeat),
        f"(goal: at most {GOAL} x)",
    )
    show("the audit, with all checks", cpu_seconds(audit(tuple(host.checks)), given.repeat))


if __name__ == "__main__":
    main()
