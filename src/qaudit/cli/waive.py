"""`qaudit waive`: the text of a waiver for what a stored report found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
import tomli_w
from attrs import frozen

from qaudit.checking.results import ObservationRow
from qaudit.checking.standards import Outcome
from qaudit.cli.options import a_day, stored_report, usable
from qaudit.reporting.stored import StoredReport
from qaudit.reporting.words import printable

TO_FILL_IN = "# To be filled in: the empty ones. Until then the file is refused."


@frozen
class Failure:
    """A failure of a stored report, and whose it is."""

    case_id: str
    row: ObservationRow

    def __str__(self) -> str:
        said = f"{self.row['fingerprint']}  {self.row['on']}  {self.row['message']}"
        return printable(said)


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--check", "code", required=True, metavar="CODE", help="The check that was not met.")
@click.option("--case", "case_id", metavar="ID", help="The one case that the waiver is for.")
@click.option(
    "--fingerprint",
    "fingerprints",
    multiple=True,
    metavar="F",
    help="Which failure, where there are several (repeatable).",
)
@click.option(
    "--from", "first", type=a_day, metavar="DATE", help="For all cases: from this day's occasions."
)
@click.option("--to", "last", type=a_day, metavar="DATE", help="For all cases: to this day's.")
@click.option("--reason", default="", help="Why; no child's name.")
@click.option("--by", default="", help="Who answers for it.")
@click.option("--until", type=a_day, metavar="DATE", help="The last audit date on which it holds.")
def waive(
    report: Path,
    code: str,
    case_id: str | None,
    fingerprints: tuple[str, ...],
    first: date | None,
    last: date | None,
    reason: str,
    by: str,
    until: date | None,
) -> None:
    """Print a waiver, in TOML, for a failure that stands in a JSON report.

    For one case (--case), or for all failures of a check on some days (--from and --to). It is
    bound to the evidence as the report has it. Append it to the file that `qaudit run --waivers`
    reads. An error cannot be waived. Exit codes: 0 printed, 2 there is no such failure.
    """
    if bool(case_id) == bool(first and last) or bool(first) != bool(last):
        raise click.UsageError("for what? --case ID, or --from DATE and --to DATE")
    code = code.upper()
    stored = stored_report(report)
    if case_id:
        found = list(_failures(stored, code, case_id))
        chosen = _chosen(found, fingerprints, f"{code} of case {case_id}")
        about: dict[str, Any] = {"case": case_id}
    else:
        assert first
        assert last
        days = (first.isoformat(), last.isoformat())
        found = [
            one
            for one in _failures(stored, code, None)
            if days[0] <= (one.row["on"] or "") <= days[1]
        ]
        chosen = _chosen(found, fingerprints or _all(found), f"{code} on these days")
        about = {"scope": "all", "from": first, "to": last}
    waiver = {
        "check": code,
        **about,
        "reason": reason,
        "by": by,
        "until": until or "",
        "given_for": {one.row["fingerprint"]: one.row["evidence_sha256"] for one in chosen},
    }
    for one in chosen:
        click.echo(f"# {printable(one.case_id)}, {one.row['on']}: {printable(one.row['message'])}")
    if not (reason and by and until):
        click.echo(TO_FILL_IN)
    click.echo(tomli_w.dumps({"waivers": [waiver]}).strip())


def _failures(stored: StoredReport, code: str, case_id: str | None) -> Iterator[Failure]:
    """The failures of a check in a report, those that are waived too, so that it can be renewed.

    Raises:
        click.UsageError: there is no such check or case, or the check failed there.
    """
    if code not in stored.checks:
        raise click.UsageError(f"{stored.path} has no check with the code {code!r}")
    known = False
    with usable():
        for result in stored.cases():
            if case_id not in (None, result.case_id):
                continue
            known = True
            for row in result.observations:
                if row["check"] != code:
                    continue
                if row["outcome"] == Outcome.ERROR and case_id:
                    raise click.UsageError(
                        f"{code} failed on case {case_id}; an error cannot be waived"
                    )
                if row["outcome"] in (Outcome.NOT_MET, Outcome.WAIVED):
                    yield Failure(result.case_id, row)
    if case_id and not known:
        raise click.UsageError(f"{stored.path} has no case {case_id!r}")


def _chosen(found: Sequence[Failure], fingerprints: Sequence[str], what: str) -> list[Failure]:
    """The failures that are named by their fingerprints, or the only one.

    Raises:
        click.UsageError: there is none, or there are several and none is named.
    """
    if not found:
        raise click.UsageError(f"there is no failure of {what}")
    if any("evidence_sha256" not in one.row for one in found):
        raise click.UsageError("an older qaudit wrote the report: audit the records again")
    if not fingerprints and len(found) > 1:
        listed = "\n".join(f"  {one}" for one in found)
        raise click.UsageError(f"which failure of {what}? Name it with --fingerprint:\n{listed}")
    strange = set(fingerprints) - set(_all(found))
    if strange:
        raise click.UsageError(f"no failure of {what} has the fingerprint {min(strange)!r}")
    return [one for one in found if not fingerprints or one.row["fingerprint"] in fingerprints]


def _all(found: Sequence[Failure]) -> list[str]:
    return [one.row["fingerprint"] for one in found]
