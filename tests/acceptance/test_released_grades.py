"""A change that can change a council's grade is in the changelog under its own heading.

`tests/released-grades.json` holds what came of the sample cases in the last release: the grades
under each profile that comes with qaudit, and the outcomes of each check. Where a grade is another
now, the section of the version to come names the case or a check that moved in it. Run as a
program at a release, it writes the file: `python tests/acceptance/test_released_grades.py`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import qaudit
from qaudit.cli import main

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "sample_cases"
FILE = ROOT / "tests" / "released-grades.json"
CHANGELOG = ROOT / "CHANGELOG.md"
HEADING = "### Changes that can change a grade"
TO_COME = "not yet released"
PROFILES = ("ilacs-2026", "letters")

Json = dict[str, Any]


@cache
def graded() -> Json:
    """What comes of the sample cases now, by case and for the service (under "")."""
    found: Json = {}
    for profile in PROFILES:
        command = ["run", str(SAMPLES), "--profile", profile, "--report", "json"]
        report = json.loads(CliRunner().invoke(main, command, catch_exceptions=False).stdout)
        for case in report["cases"]:
            name = Path(case["path"]).name.removesuffix(".case.json")
            row = found.setdefault(name, {"grades": {}, "outcomes": outcomes_of(case)})
            row["grades"][profile] = grades_of(case)
        service = report["service"]
        sums = {
            code: {**one["outcomes"], **{f"silent {why}": n for why, n in one["silent"].items()}}
            for code, one in service["checks"].items()
        }
        row = found.setdefault("", {"grades": {}, "outcomes": sums})
        row["grades"][profile] = grades_of(service)
    return found


def grades_of(result: Json) -> dict[str, str | None]:
    """The grades by area, and the overall one."""
    areas = {area: one["grade"] for area, one in result["areas"].items()}
    return {"overall": result["grade"], **areas}


def outcomes_of(case: Json) -> dict[str, dict[str, int]]:
    """How often each outcome came of each check."""
    counts: dict[str, Counter[str]] = {}
    for row in case["observations"]:
        counts.setdefault(row["check"], Counter())[row["outcome"]] += 1
    for row in case["silent"]:
        counts.setdefault(row["check"], Counter())[f"silent {row['outcome']}"] += 1
    return {code: dict(sorted(found.items())) for code, found in sorted(counts.items())}


def unexplained(released: Mapping[str, Json], now: Mapping[str, Json], changelog: str) -> list[str]:
    """The grades that moved without the changelog saying so, in words."""
    said = under_the_heading(changelog)
    lines = []
    for name in sorted(released.keys() & now.keys()):
        before, after = released[name], now[name]
        moved = [
            f"{profile} {area}: {before['grades'][profile].get(area)} -> {grade}"
            for profile in sorted(before["grades"].keys() & after["grades"].keys())
            for area, grade in with_all_of(before["grades"][profile], after["grades"][profile])
            if before["grades"][profile].get(area) != grade
        ]
        codes = sorted(
            code
            for code in before["outcomes"].keys() | after["outcomes"].keys()
            if before["outcomes"].get(code) != after["outcomes"].get(code)
        )
        named = [word for word in (name, *codes) if word and names(said, word)]
        if moved and not named:
            checks = f" (checks that moved: {', '.join(codes)})" if codes else ""
            lines.append(f"{name or 'the service'}: {'; '.join(moved)}{checks}")
    return lines


def with_all_of(before: Json, after: Json) -> list[tuple[str, Any]]:
    """What came after, with None for what came before only."""
    return sorted((dict.fromkeys(before) | after).items())


def names(text: str, word: str) -> bool:
    """Whether a text names a case or a code, and not one that only begins so."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def under_the_heading(changelog: str) -> str:
    """What the newest version's section says under the heading; "" without it."""
    newest = re.split(r"(?m)^## ", changelog)[1]
    parts = newest.split(f"\n{HEADING}\n")
    return re.split(r"(?m)^### ", parts[1])[0] if len(parts) > 1 else ""


def last_release(changelog: str) -> str | None:
    """The newest version that is not still to come."""
    titles = re.findall(r"(?m)^## (.+)$", changelog)
    return next((title.split()[0] for title in titles if TO_COME not in title), None)


def test_grades_that_moved_are_in_the_changelog() -> None:
    """Each names the case or a check that moved, under the heading."""
    released = json.loads(FILE.read_text("utf-8"))
    found = unexplained(released["cases"], graded(), CHANGELOG.read_text("utf-8"))
    assert found == [], f"not under {HEADING!r} in CHANGELOG.md"


def test_the_file_is_the_last_releases() -> None:
    """A release is not made without writing it, nor is it written between releases."""
    released = json.loads(FILE.read_text("utf-8"))
    assert released["release"] == last_release(CHANGELOG.read_text("utf-8"))
    assert bool(released["cases"]) == (released["release"] is not None)


LOG = """# Changelog

## 0.2.0 (not yet released)

### New

- REV01 is faster.

{section}
## 0.1.0

### Changes that can change a grade

- REV02 and shanice-drift-and-moves.
"""


class TestUnexplained:
    def moved(self, *, outcomes: bool) -> Json:
        """The grades of now, as if those of one case had been others."""
        before: Json = json.loads(json.dumps(graded()))
        case = before["shanice-drift-and-moves"]
        assert case["grades"]["letters"]["APR"] != "outstanding"
        case["grades"]["letters"]["APR"] = "outstanding"
        if outcomes:
            case["outcomes"]["REV02"] = {"met": 2}
        return before

    def test_nothing_moved(self) -> None:
        """The sample cases are graded the same twice over."""
        assert unexplained(graded(), graded(), LOG.format(section="")) == []
        assert len(graded()) == len(list(SAMPLES.glob("*.case.json"))) + 1

    @pytest.mark.parametrize(
        "section",
        [
            "",
            f"{HEADING}\n\n- REV03 counts otherwise.\n",
            f"{HEADING}\n\n- REV020 counts otherwise.\n",
            f"{HEADING}\n\n### Fixed\n\n- REV02\n",
            "### Fixed\n\n- REV02 and shanice-drift-and-moves.\n",
        ],
    )
    def test_it_is_not_named(self, section: str) -> None:
        """A grade that moved is found; neither another heading nor another version explains it."""
        (line,) = unexplained(self.moved(outcomes=True), graded(), LOG.format(section=section))
        assert line.startswith("shanice-drift-and-moves: letters APR: outstanding -> ")
        assert line.endswith("(checks that moved: REV02)")

    @pytest.mark.parametrize("word", ["REV02", "`shanice-drift-and-moves`"])
    def test_it_is_named(self, word: str) -> None:
        """The check that moved explains it, or the case."""
        log = LOG.format(section=f"{HEADING}\n\n- {word} counts otherwise.\n")
        assert unexplained(self.moved(outcomes=True), graded(), log) == []

    def test_thresholds(self) -> None:
        """Where no outcome moved, the case has to be named: a check explains nothing."""
        log = LOG.format(section=f"{HEADING}\n\n- REV02 counts otherwise.\n")
        (line,) = unexplained(self.moved(outcomes=False), graded(), log)
        assert "checks that moved" not in line

    def test_an_area_that_is_new_or_gone(self) -> None:
        """A grade where there was none is a grade that moved."""
        more = self.moved(outcomes=False)
        more["shanice-drift-and-moves"]["grades"]["letters"]["APR"] = "good"
        for before, after in ((more, graded()), (graded(), more)):
            less = json.loads(json.dumps(after))
            del less["shanice-drift-and-moves"]["grades"]["letters"]["APR"]
            assert len(unexplained(before, less, LOG.format(section=""))) == 1
            assert len(unexplained(less, before, LOG.format(section=""))) == 1

    def test_the_last_release(self) -> None:
        """What is still to come is no release."""
        assert last_release(LOG) == "0.1.0"
        assert last_release(LOG.replace("## 0.1.0\n", "## 0.1.0 (not yet released)\n")) is None


def write() -> None:
    """Write what comes of the sample cases now, as that of the version being released."""
    cases = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(row, sort_keys=True)}"
        for name, row in sorted(graded().items())
    )
    release = json.dumps(qaudit.__version__)
    FILE.write_text(f'{{"release": {release}, "cases": {{\n{cases}\n}}}}\n', "utf-8")


if __name__ == "__main__":
    write()
