"""Import and audit of an SSDA903 return beside the sector's own data validator.

    python3 -m venv VENV && VENV/bin/pip install csc-validator-be-903==0.1.17 pytest
    python benchmarks/ssda903.py RETURN_FOLDER --validator VENV/bin/python

Takes the CSV files of a return, repeats its children under new ids until there are 10,000, and
measures whole processes on the same files: `qaudit import ssda903`, `qaudit run` with the
four core checks and with all, and `python -m lac_validator run-offline DIR -r lac2026_27`. CPU
seconds are user and system time together, memory is the peak of the largest process; the
median of the rounds counts. Without --validator qaudit is measured alone.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from attrs import frozen

CHILDREN = 10_000
GOAL = 0.2
EXPORTED_ON = "2026-03-31"
CORE = "ASM01,ASM03,REV02,SUP01"

USUAL_FILES = (
    "header.csv",
    "episodes.csv",
    "reviews.csv",
    "sw_episodes.csv",
    "missing.csv",
    "oc2.csv",
    "oc3.csv",
    "uasc.csv",
    "ad1.csv",
    "placed_for_adoption.csv",
    "placed_for_adoption_errors.csv",  # the validator reads the file under this name
    "previous_permanence.csv",
)


@frozen
class Cost:
    """What a process cost."""

    cpu_seconds: float
    megabytes: float
    code: int


def cost_of(command: list[str], folder: Path) -> Cost:
    """Run a command to its end; what it prints is thrown away."""
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


def scale(source: Path, target: Path) -> int:
    """Write the files of a return with its children repeated; gives the number of children."""
    with (source / "header.csv").open(encoding="utf-8-sig", newline="") as file:
        children = {row["CHILD"] for row in csv.DictReader(file)}
    times = -(-CHILDREN // len(children))
    kept = sorted(f"{child}x{n}" for n in range(times) for child in children)[:CHILDREN]
    wanted = set(kept)
    for name in USUAL_FILES:
        path = source / name
        if path.is_file():
            with (
                path.open(encoding="utf-8-sig", newline="") as read,
                (target / name).open("w", encoding="utf-8", newline="") as write,
            ):
                rows = csv.DictReader(read)
                assert rows.fieldnames
                out = csv.DictWriter(write, rows.fieldnames)
                out.writeheader()
                out.writerows(_repeated(list(rows), times, wanted))
    return len(kept)


def _repeated(rows: list[dict[str, str]], times: int, wanted: set[str]) -> Iterator[dict[str, str]]:
    for n in range(times):
        for row in rows:
            child = f"{row['CHILD']}x{n}"
            if child in wanted:
                yield {**row, "CHILD": child}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--validator", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()

    qaudit = [sys.executable, "-m", "qaudit"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        data = folder / "return"
        data.mkdir()
        children = scale(given.folder, data)
        size = sum(path.stat().st_size for path in data.iterdir()) / 1e6
        print(f"{children:,} children, {size:.1f} MB of CSV, {given.rounds} rounds")
        commands = {
            "qaudit import": [
                *qaudit, "import", "ssda903", str(data),
                "--exported-on", EXPORTED_ON, "--output", "cases.ndjson",
            ],
            "qaudit run": [*qaudit, "run", "cases.ndjson", "--select", CORE],
            "with all checks": [*qaudit, "run", "cases.ndjson"],
        }  # fmt: skip
        if given.validator:
            commands["lac_validator"] = [
                str(given.validator.absolute()), "-m", "lac_validator",
                "run-offline", str(data), "-r", "lac2026_27",
            ]  # fmt: skip
        costs: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(given.rounds):
            for name, command in commands.items():
                costs[name].append(cost_of(command, folder))
        for name, found in costs.items():
            print(
                f"{name:16} {median(c.cpu_seconds for c in found):7.2f} CPU s "
                f"{max(c.megabytes for c in found):7.0f} MiB  exit {found[-1].code}"
            )
        both = [
            one.cpu_seconds + other.cpu_seconds
            for one, other in zip(costs["qaudit import"], costs["qaudit run"], strict=True)
        ]
        print(f"{'qaudit together':16} {median(both):7.2f} CPU s")
        if given.validator:
            ratios = [
                mine / theirs.cpu_seconds
                for mine, theirs in zip(both, costs["lac_validator"], strict=True)
            ]
            print(f"ratio to the validator: {median(ratios):.2f} (goal: at most {GOAL})")


if __name__ == "__main__":
    main()
