"""What the commands share that grade: the profile, what people judged, and the gate."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import click

from qaudit.checking.results import (
    BaselineState,
    CaseResult,
    ObservationRow,
    ServiceResult,
    standing,
    standing_in,
)
from qaudit.checking.standards import Force, Outcome
from qaudit.grading.judgements import BadJudgements, Judgements, read_judgements
from qaudit.grading.profile import BadProfile, Profile, load_profile
from qaudit.grading.scale import ORDER, Grade
from qaudit.plugins.host import Host

fail_on_option = click.option(
    "--fail-on",
    type=click.Choice([grade.value for grade in ORDER]),
    help="Exit 1 if the service or any case has this grade or a worse one.",
)

judgements_option = click.option(
    "--judgements",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What people judged, in place of the indicative grades.",
)


def chosen_profile(name: str, host: Host) -> tuple[Path, Profile]:
    """A grading profile by its name, or by its file.

    Raises:
        click.UsageError: there is none, or it cannot be used.
    """
    path = host.profiles.get(name, Path(name))
    if not path.is_file():
        known = ", ".join(sorted(host.profiles))
        raise click.UsageError(f"there is no grading profile {name!r}; there are {known}")
    try:
        return path, load_profile(path)
    except BadProfile as error:
        raise click.UsageError(str(error)) from None


def chosen_judgements(path: Path | None) -> Judgements:
    """What people judged, out of a file; none where none is named.

    Raises:
        click.UsageError: it cannot be used.
    """
    try:
        return read_judgements(path) if path else Judgements()
    except BadJudgements as error:
        raise click.UsageError(str(error)) from None


NEW_OR_WORSE = (BaselineState.NEW, BaselineState.WORSE)


class Gate:
    """Whether any grade is as bad as `--fail-on` says, or worse, or a failure is new.

    Where people judged, their grades are held to it and not the indicative ones.
    Where the profile gives no grade over the areas, or there is not enough evidence for one,
    those of the areas are held to it.
    """

    def __init__(self, fail_on: str | None, new: Collection[Force] = ()) -> None:
        """A gate.

        Args:
            fail_on: the best of the grades that are too bad.
            new: of standards of what force no failure may be new to the baseline, or worse.
        """
        self._new = new
        self._bad = set(ORDER[: ORDER.index(Grade(fail_on)) + 1]) if fail_on else set()
        self.missed = False

    def case(self, result: CaseResult) -> None:
        self._hold(result)
        self.missed |= any(self._is_new(row) for row in result.observations)

    def service(self, service: ServiceResult) -> None:
        self._hold(service)

    def _is_new(self, row: ObservationRow) -> bool:
        """Whether a failure is not known, and of a force that counts, or leaves a child at risk."""
        if row["outcome"] != Outcome.NOT_MET or row.get("baseline") not in NEW_OR_WORSE:
            return False
        return bool(row.get("harm")) or row["force"] in self._new

    def _hold(self, result: CaseResult | ServiceResult) -> None:
        grade = standing(result)
        known = grade and grade != Grade.NOT_ENOUGH_EVIDENCE
        held = [grade] if known else [standing_in(area) for area in result.areas.values()]
        self.missed |= bool(self._bad.intersection(held))
