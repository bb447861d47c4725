"""A child is not handed from social worker to social worker.

What it looks at:
    How many different people were the child's social worker in the 12 months up to the audit
    date.

Why it matters to the child:
    Trust takes months. A child who has to begin again with one worker after another stops
    telling any of them what matters.

The standard:
    No law sets a number. Three or more social workers in 12 months are commonly taken as too
    many (more than a quarter of children in England). People are counted: one who comes back
    counts once, and of two at the same time both count. Whoever came only to cover an absence
    (ABSENC), or because the process always hands over at that point (TSPROC), is shown apart:
    the result says how many it would be with them. A case that has been open for less time is
    judged on that. This is about how the service is run, never about a worker.

Met:
    A from 6 January 2025 to 2 February 2026, then B: audit on 30 September 2026, two.

Not met:
    A from 6 January 2025 to 2 February 2026, then B to 1 June 2026, then C: audit on
    30 September 2026, three.

What it cannot see:
    Whether a change was good for the child, or the child's own wish. Without the workers' ids,
    whether two rows are one person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from qaudit.cases.calendar import Duration
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Involvement
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import count, length_of_time, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    within: Duration = length_of_time("12 months", "social workers are counted over")
    too_many: int = count(3, "so many social workers, or more, are not met")
    apart: tuple[str, ...] = words(
        ("ABSENC", "TSPROC"), "who began for one of these reasons is shown apart"
    )


@check(
    "WRK01",
    "changes-of-social-worker",
    area=Area.WRK,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="no law sets a number; three or more in a year is the measure in use",
    needs=("involvements",),
    settings=Settings,
    wording=Wording(
        counted="children",
        met="have had no more than two social workers in a year",
        not_met="have had three or more social workers in a year",
        effect="they have had to get to know one social worker after another",
    ),
)
def changes_of_social_worker(case: Case, settings: Settings) -> Iterator[Finding]:
    last = case.as_at
    first = settings.within.before(last)
    rows = [
        row
        for row in case.involvements
        if row.role in ("social_worker", None) and (row.end_date is None or row.end_date > first)
    ]
    workers = [row for row in rows if row.role == "social_worker" and row.start_date]
    if not workers and len(rows) == len(workers):
        yield none_recorded(case, "involvements", f"no social worker in {settings.within}")
        return
    counted = [row for row in workers if row.change_reason not in settings.apart]
    shown_apart = [row for row in workers if row.change_reason in settings.apart]
    unclear = [
        row for row in rows if row not in workers and row.change_reason not in settings.apart
    ]
    fewest, most = people(counted)
    outcome, why = Outcome.MET, ""
    if fewest >= settings.too_many:
        outcome = Outcome.NOT_MET
    elif most + len(unclear) >= settings.too_many:
        outcome, why = Outcome.CANNOT_TELL, "who was the social worker is not always recorded"
    elif unseen := case.why_unseen("involvements", first, last):
        outcome, why = Outcome.CANNOT_TELL, unseen
    with_them = people(workers)[0]
    message = f"{fewest} social worker{'' if fewest == 1 else 's'} since {long_date(first)}"
    if shown_apart:
        message += f", {with_them} with absence cover and standard process"
    yield Observation(
        outcome=outcome,
        about=reference(case.child, "social workers"),
        on=last,
        message=f"{message}: {why}" if why else message,
        evidence=[
            *(reference(row, "counted") for row in counted),
            *(reference(row, "shown apart") for row in shown_apart),
        ],
        facts={"social_workers": fewest, "with_those_apart": with_them},
    )


def people(rows: Sequence[Involvement]) -> tuple[int, int]:
    """How many people some rows are, at the fewest and at the most."""
    known = {row.worker_id for row in rows if row.worker_id}
    nameless = sum(row.worker_id is None for row in rows)
    return max(len(known), min(nameless, 1)), len(known) + nameless
