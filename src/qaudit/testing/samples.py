"""Sample cases: finds them, audits those of a folder together and holds them to their files.

`qaudit test` and the pytest plugin both do it by this. The settings are those of the `qaudit.toml`
in the folder of the cases or above it, so that it does not matter where either is started.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from attrs import define, evolve, field, frozen

from qaudit.auditing.audit import Audit
from qaudit.auditing.configuration import (
    BadSettings,
    Configuration,
    find_configuration,
    hold_to_checks,
)
from qaudit.auditing.running import Rules
from qaudit.auditing.working import Order
from qaudit.cases.reading import Intake
from qaudit.checking.life import moved, old_codes
from qaudit.checking.results import CaseResult
from qaudit.grading.grader import Grader
from qaudit.grading.profile import BadProfile, load_profile
from qaudit.plugins.host import Host, load
from qaudit.testing.differences import Held, hold
from qaudit.testing.expected import (
    CASE,
    FORMS,
    BadExpectation,
    found_rows,
    read_expectation,
    write_expectation,
)


class CannotHold(Exception):
    """A sample case cannot be held to its file at all, with why."""


@frozen(order=True)
class Sample:
    """A sample case and the file of what is expected of it."""

    case: Path
    expected: Path


def sample_of(case: Path) -> Sample | None:
    """The sample case of a file, if what is expected of it stands beside it."""
    if not _is_case(case.name):
        return None
    beside = (case.with_name(case.name.removesuffix(CASE) + form) for form in FORMS)
    return next((Sample(case, file) for file in beside if file.is_file()), None)


def samples_in(folder: Path) -> tuple[list[Sample], int]:
    """The sample cases in a folder and its folders, and how many cases have no file beside."""
    samples: list[Sample] = []
    without = 0
    for case in _cases(folder):
        if sample := sample_of(case):
            samples.append(sample)
        else:
            without += 1
    return samples, without


def _cases(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if _is_case(name))


def _is_case(name: str) -> bool:
    return name.endswith(CASE) and not name.startswith(".")


@frozen
class _Ground:
    """What the cases of a folder are audited under."""

    configuration: Configuration
    host: Host


@define
class Bench:
    """Holds sample cases to their files. What it loads and audits, it does once.

    Attributes:
        config: the file of settings; else the one found from each case's folder.
        check_folders: folders of checks beside those that the settings name.
    """

    config: Path | None = None
    check_folders: tuple[Path, ...] = ()
    _grounds: dict[Path | None, _Ground] = field(factory=dict)
    _audited: dict[Path, dict[Path, CaseResult | str]] = field(factory=dict)

    def hold(self, sample: Sample) -> Held:
        """What was found in a sample case, held to what is expected.

        Raises:
            CannotHold: the file of what is expected, the settings or the case cannot be used.
        """
        try:
            expectation = read_expectation(sample.expected)
            ground = self._ground(sample.case.parent)
            if unknown := _unknown(expectation.checks, ground.host):
                raise CannotHold("\n".join([*unknown, *ground.host.failures]))
            folder = self._folder(sample.case.parent, ground)
            result = folder[sample.case]
            if isinstance(result, str):
                raise CannotHold(f"the case cannot be audited: {result}")
            grades = _grades(result, expectation.checks, ground) if expectation.grades else {}
        except BadExpectation as bad:
            raise CannotHold(f"{sample.expected.name}: {bad}") from None
        except (BadSettings, BadProfile) as bad:
            raise CannotHold(str(bad)) from None
        return hold(expectation, found_rows(result, expectation.checks), grades)

    def update(self, sample: Sample) -> bool:
        """Write what came where it is not what was expected; whether anything was written.

        Raises:
            CannotHold: it cannot be held, or a check failed on it.
        """
        held = self.hold(sample)
        if not held.differences:
            return False
        if held.failed:
            raise CannotHold("\n".join(held.differences))
        write_expectation(sample.expected, held.renewed())
        return True

    @property
    def failures(self) -> list[str]:
        """The plugins that failed, with their causes."""
        said = [line for ground in self._grounds.values() for line in ground.host.failures]
        return list(dict.fromkeys(said))

    def _ground(self, folder: Path) -> _Ground:
        configuration = find_configuration(self.config, folder.resolve())
        if configuration.origin not in self._grounds:
            folders = (*configuration.check_folders, *self.check_folders)
            if missing := [path for path in folders if not path.is_dir()]:
                raise BadSettings(
                    f"{configuration.origin}: check_folders: there is no folder {missing[0]}"
                )
            host = load(folders)
            held = hold_to_checks(configuration, host.checks)
            self._grounds[configuration.origin] = _Ground(held, host)
        return self._grounds[configuration.origin]

    def _folder(self, folder: Path, ground: _Ground) -> dict[Path, CaseResult | str]:
        """What came of each case of a folder, or why it was refused: audited together, once."""
        if folder not in self._audited:
            cases = sorted(path for path in folder.iterdir() if _is_case(path.name))
            work = Audit(_order(_codes(cases, ground), ground), ground.host.checks)
            results = list(work.results(Intake(tuple(map(str, cases)))))
            found: dict[Path, CaseResult | str] = {Path(one.path): one for one in results}
            found |= {Path(one["path"]): one["reason"] for one in work.refused}
            self._audited[folder] = found
        return self._audited[folder]


def _unknown(codes: tuple[str, ...], host: Host) -> list[str]:
    """What is said of codes that no check has; here a beginning of codes is none."""
    gone = old_codes(host.checks)
    return [
        moved(code, gone[code]) if code in gone else f"no check has the code {code!r}"
        for code in codes
        if code not in host.checks
    ]


def _codes(cases: list[Path], ground: _Ground) -> tuple[str, ...]:
    """The checks that any of the files beside some cases name."""
    named: set[str] = set()
    for sample in filter(None, map(sample_of, cases)):
        try:
            named.update(read_expectation(sample.expected).checks)
        except BadExpectation:  # said where that one is held
            continue
    return tuple(code for code in ground.host.checks if code in named)


def _order(codes: tuple[str, ...], ground: _Ground) -> Order:
    configuration = ground.configuration
    return Order(
        codes=codes,
        tables={code: configuration.settings_of(code) for code in codes},
        survey_tables=configuration.survey_tables,
        rules=Rules(configuration.audited_from),
    )


def _grades(result: CaseResult, codes: tuple[str, ...], ground: _Ground) -> dict[str, str | None]:
    """The grades that some checks make, by area, and `overall`."""
    name = ground.configuration.profile
    profile = load_profile(ground.host.profiles.get(name, Path(name)))
    graded = evolve(
        result,
        observations=[row for row in result.observations if row["check"] in codes],
        silent=[row for row in result.silent if row["check"] in codes],
    )
    Grader({code: ground.host.checks[code] for code in codes}, profile).case(graded)
    return {"overall": graded.grade} | {
        area: found["grade"] for area, found in graded.areas.items()
    }
