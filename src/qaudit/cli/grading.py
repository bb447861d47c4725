"""What the commands share that grade: the profile, what people judged, and the gate."""

from __future__ import annotations

from pathlib import Path

import click

from qaudit.checking.results import CaseResult, ServiceResult, standing, standing_in
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


class Gate:
    """Whether any grade is as bad as `--fail-on` says, or worse.

    Where people judged, their grades are held to it and not the indicative ones.
    Where the profile gives no grade over the areas, or there is not enough evidence for one,
    those of the areas are held to it.
    """

    def __init__(self, fail_on: str | None) -> None:
        self._bad = set(ORDER[: ORDER.index(Grade(fail_on)) + 1]) if fail_on else set()
        self.missed = False

    def case(self, result: CaseResult) -> None:
        self._hold(result)

    def service(self, service: ServiceResult) -> None:
        self._hold(service)

    def _hold(self, result: CaseResult | ServiceResult) -> None:
        grade = standing(result)
        known = grade and grade != Grade.NOT_ENOUGH_EVIDENCE
        held = [grade] if known else [standing_in(area) for area in result.areas.values()]
        self.missed |= bool(self._bad.intersection(held))
