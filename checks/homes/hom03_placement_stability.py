"""A child is not moved from carer to carer.

What it looks at:
    How often the carer changed in the 12 months up to the audit date, or up to the day the
    child left care.

Why it matters to the child:
    Every move is a loss: of people, a school, a bed. Children who are moved again and again
    stop trusting that anyone will stay.

The standard:
    No law sets a number. Three or more changes of carer in 12 months are commonly taken as
    instability (about one child in ten in England). Not a change of carer: the same carer
    (whatever the reason recorded), a temporary absence, entry to care, leaving it. A return to
    an earlier carer is a change. A child who has been in care for less time is judged on that.

Met:
    Changes of carer on 4 November 2025 and 3 March 2026, audit on 30 September 2026: two.

Not met:
    Changes of carer on 4 November 2025, 3 March and 5 May 2026, audit on 30 September 2026:
    three.

What it cannot see:
    Whether a move was good for the child, as one to a long-term home or to the grandparents
    may be. With neither carers nor reasons recorded, whether the carer changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from qaudit.cases.calendar import Duration
from qaudit.cases.care import Beginning, changes_of_carer, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import (
    Finding,
    Observation,
    reference,
)
from qaudit.checking.settings import count, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    within: Duration = length_of_time("12 months", "changes of carer are counted over")
    too_many: int = count(3, "so many changes of carer, or more, are not met")


@check(
    "HOM03",
    "placement-stability",
    area=Area.HOM,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="no law sets a number; the national measure counts three placements in a year",
    needs=("placements",),
    settings=Settings,
    wording=Wording(
        counted="children",
        met="are settled, without repeated moves",
        not_met="have moved between carers three times or more within a year",
        effect="they have had to begin again with new carers",
    ),
)
def placement_stability(case: Case, settings: Settings) -> Iterator[Finding]:
    periods = periods_of_care(case)
    if not periods:
        yield none_recorded(case, "placements", "no period of care")
        return
    left = periods[-1].span.end
    last = left if left and left <= case.known_until else case.as_at
    first = max(settings.within.before(last), periods[0].span.start)
    moves = [move for move in changes_of_carer(case) if first <= move.start <= last]
    certain = [move for move in moves if move.begins is Beginning.CHANGE]
    outcome, why = Outcome.MET, ""
    if len(certain) >= settings.too_many:
        outcome = Outcome.NOT_MET
    elif len(moves) >= settings.too_many:
        outcome, why = Outcome.CANNOT_TELL, "whether the carer changed is not always recorded"
    elif any(placement.start_date is None for placement in case.placements):
        outcome, why = Outcome.CANNOT_TELL, "a placement has no start date"
    elif unseen := case.why_unseen("placements", first, last):
        outcome, why = Outcome.CANNOT_TELL, unseen
    counted = f"{len(certain)} change{'' if len(certain) == 1 else 's'} of carer"
    yield Observation(
        outcome=outcome,
        about=reference(case.child, "changes of carer"),
        on=last,
        message=f"{counted} from {long_date(first)} to {long_date(last)}"
        + (f": {why}" if why else ""),
        evidence=[reference(move.placement, "moved in") for move in moves],
        facts={"changes": len(certain)},
    )
