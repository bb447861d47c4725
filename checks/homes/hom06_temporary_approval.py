"""A connected person's temporary approval does not run out with the child still there.

What it looks at:
    Every stay with a connected person who was approved for the time being, and whether the
    stay outlived that approval.

Why it matters to the child:
    The approval is temporary because nobody has yet assessed whether this home can be the
    child's home. When it runs out the placement is unlawful, and the child's place in the
    family hangs on an assessment that somebody left undone.

The standard:
    Regulation 24: a connected person may be approved for the time being for at most 16 weeks.
    Regulation 25: extended once by at most 8 weeks where the assessment is late. An end of the
    approval recorded beyond 16 weeks is taken as that extension. A placement that outlives the
    approval is with an unapproved carer. Full approval shows as a new placement row with the
    same carer, without a temporary approval.

Met:
    Approved for the time being on 5 January 2026; the placement ended on 27 April, 16 weeks
    after.

Not met:
    Approved for the time being on 5 January 2026, no extension; the placement went on to 1 June.

What it cannot see:
    Full approval, where the record opens no new row for it: such a placement looks unapproved
    and has to be waived by hand. Whether the conditions of an extension were there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from qaudit.cases.calendar import Duration
from qaudit.cases.care import Stay, stays
from qaudit.cases.case import Case, long_date
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation, cannot_tell, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

CONNECTED = frozenset({"U1", "U2", "U3"})
"""Foster placements with a relative or friend (SSDA903, PLACE)."""


@frozen(kw_only=True)
class Settings:
    approved: Duration = length_of_time("16 weeks", "a temporary approval lasts at most")
    extension: Duration = length_of_time("8 weeks", "extended once by at most")


@check(
    "HOM06",
    "temporary-approval",
    area=Area.HOM,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/959 regs 24 and 25",
    needs=("placements",),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="temporary approvals of carers",
        met="are confirmed or ended in time",
        effect="children live with carers whose approval has run out",
    ),
)
def temporary_approval(case: Case, settings: Settings) -> Iterator[Finding]:
    found = [
        observation for stay in stays(case) if (observation := judge_stay(case, stay, settings))
    ]
    yield from found
    if found:
        return
    connected = any(row.placement_type in CONNECTED for row in case.placements)
    if connected and "temporary_approval" in case.coverage("placements").without:
        yield cannot_tell("the system that was exported cannot give temporary approvals")
    else:
        reason = "no connected person approved for the time being"
        yield none_recorded(case, "placements", reason)


def judge_stay(case: Case, stay: Stay, settings: Settings) -> Observation | None:
    """Whether the rows of a stay under a temporary approval ended with it; None without one."""
    rows = [row for row in stay.placements if row.temporary_approval]
    if not rows:
        return None
    first, last = rows[0], rows[-1]
    approvals = [row.temporary_approval for row in rows if row.temporary_approval]
    recorded = [one.start_date or first.start_date for one in approvals]
    start = min((day for day in recorded if day), default=stay.start)
    limit = settings.approved.after(start)
    longest = settings.extension.after(limit)
    said = approvals[-1].end_date
    due = min(said, longest) if said else limit
    end = last.end_date
    until = min(end, case.known_until) if end else case.known_until
    if end and end <= due:
        outcome = Outcome.MET
    elif end is None and due >= case.as_at:
        outcome = Outcome.NOT_DUE
    elif end is None and due >= case.exported_on:
        outcome = Outcome.CANNOT_TELL
    else:
        outcome = Outcome.NOT_MET
    approved = f"approved for the time being on {long_date(start)}"
    extended = bool(said and said > limit)
    said_of_it = {
        Outcome.MET: f"the placement ended on {long_date(until)}, within it",
        Outcome.NOT_DUE: f"until {long_date(due)}",
        Outcome.CANNOT_TELL: f"the record ends on {long_date(case.exported_on)}, before it did",
        Outcome.NOT_MET: f"unapproved from {long_date(due)}"
        + (f" to {long_date(until)}" if end else ", and the placement goes on"),
    }
    return Observation(
        outcome=outcome,
        about=reference(first, "approved for the time being"),
        on=until,
        message=f"{approved}{', extended' if extended else ''}: {said_of_it[outcome]}",
        due=due,
        done=end if outcome is Outcome.MET else None,
        days_late=(until - due).days if outcome is Outcome.NOT_MET else None,
        facts={"extended": extended, "longer_than_allowed": bool(said and said > longest)},
    )
