"""The carer, and the bedroom or home, are seen at least every other visit.

What it looks at:
    The visits at which the child was seen, in each placement and on each protection or child in
    need plan: of every two in a row, whether the carer was seen at one of them, and the
    bedroom or home at one of them.

Why it matters to the child:
    What a home is like to live in shows in the room a child sleeps in and in the people who
    look after the child. A visit to the school tells nothing of either.

The standard:
    No law sets it; each council sets its own. Of two visits in a row to a child in one placement
    or on one plan, the carer is seen at one or at both, and the bedroom or home at one or at
    both, not always at the same. The first visit of a placement or plan is judged with the
    second. Visits count as for VIS01. A visit that does not say whether the carer, or the
    bedroom or home, was seen leaves it open, unless the other visit settles it.

Met:
    Visited on 9 January and 12 February 2026; the bedroom and the carer seen on 9 January.

Not met:
    Visited on 9 January and 12 February 2026; the carer seen, the bedroom or home at neither.

What it cannot see:
    What the home and the carer were like, and visits that nobody recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from qaudit.cases.case import Case, long_date
from qaudit.cases.duties import VisitingDuty
from qaudit.cases.model import Visit
from qaudit.cases.visits import visits_that_count
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation, not_applicable, reference
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.visiting import all_duties, no_duty
from qaudit.checking.wording import Wording


@check(
    "VIS04",
    "home-and-carer-seen",
    area=Area.VIS,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="each council sets its own; no law does",
    needs=("visits",),
    wording=Wording(
        counted="visits to children",
        met="are used to see the carer and the home",
        effect="it is not known at first hand how children live",
    ),
)
def home_and_carer_seen(case: Case, _settings: object) -> Iterator[Finding]:
    duties = all_duties(case)
    pairs = [(duty, *pair) for duty in duties for pair in pairwise(visits_of(case, duty))]
    for duty, before, visit in pairs:
        yield judge_pair(duty, before, visit)
    if not duties:
        yield no_duty(case)
    elif not pairs:
        yield not_applicable("fewer than two visits in each placement and on each plan")


def visits_of(case: Case, duty: VisitingDuty) -> list[Visit]:
    """The visits in a placement or on a plan, in order."""
    return visits_that_count(case, duty.kinds).during(duty.span)


def judge_pair(duty: VisitingDuty, before: Visit, visit: Visit) -> Observation:
    assert before.date
    assert visit.date
    carer = either(before.carer_seen, visit.carer_seen)
    home = either(before.bedroom_seen, visit.bedroom_seen)
    if carer and home:
        outcome, what = Outcome.MET, "the carer, and the bedroom or home, seen at one or both"
    else:
        seen = {"the carer": carer, "the bedroom or home": home}
        if missed := [name for name, was_seen in seen.items() if was_seen is False]:
            outcome, what = Outcome.NOT_MET, f"{' and '.join(missed)} seen at neither"
        else:
            unknown = " and ".join([name for name, was_seen in seen.items() if not was_seen])
            outcome, what = Outcome.CANNOT_TELL, f"whether {unknown} was seen is not recorded"
    return Observation(
        outcome=outcome,
        about=visit,
        aspect=duty.begins,
        on=visit.date,
        message=f"visits of {long_date(before.date)} and {long_date(visit.date)}: {what}",
        evidence=[reference(before, "the visit before")],
    )


def either(one: bool | None, other: bool | None) -> bool | None:
    """Whether one of two is so; None where neither is known to be and one is not recorded."""
    if one or other:
        return True
    return None if one is None or other is None else False
