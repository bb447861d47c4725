"""The child is spoken to in private at each visit.

What it looks at:
    Every visit to a child in care at which the child was seen: whether the child was seen
    alone and, if not, whether a reason is recorded.

Why it matters to the child:
    A child who is never alone with the social worker cannot say what is wrong in the home, or
    about the people in it.

The standard:
    Regulation 29: at each visit the child is spoken to in private, unless the child, being of
    sufficient age and understanding, refuses, it is not appropriate for the child's age and
    understanding, or it is not possible. Not alone with a recorded reason is met; a reason of
    blanks, or one such as "n/a", is none. What the record says of the child's understanding
    decides; where it says nothing, a child under 4 is not applicable. Visits of type
    child_in_care count, and duty visits while the child was in care; a visit at which the child
    was not seen is not judged here (VIS01 and VIS03 count it).

Met:
    Visited at home on 9 January 2026, aged 11; not alone, and the record says why.

Not met:
    Visited at home on 9 January 2026, aged 11; not alone, and the record says no reason.

What it cannot see:
    Whether the reason is a good one, and what the child said. Where the record does not say
    whether the child was seen alone, it cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from qaudit.cases.case import Case
from qaudit.cases.visits import child_was_seen, visits_in_care
from qaudit.checking.absence import none_recorded
from qaudit.checking.alone import judge_alone
from qaudit.checking.check import check
from qaudit.checking.observations import Finding
from qaudit.checking.settings import count
from qaudit.checking.standards import Area, Axis, Force
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    from_age: int = count(4, "the age of understanding, in years, where the record says nothing")


@check(
    "VIS02",
    "seen-alone",
    area=Area.VIS,
    axis=Axis.QUALITY,
    force=Force.STATUTORY,
    source="SI 2010/959 reg 29",
    needs=("visits",),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="visits to children",
        met="are used to see the child alone, or the record says why not",
        effect="children cannot be sure to speak in private with their social worker",
    ),
)
def seen_alone(case: Case, settings: Settings) -> Iterator[Finding]:
    visits = [entry for entry in visits_in_care(case) if child_was_seen(entry[1]) is not False]
    for day, visit in visits:
        yield judge_alone(case, day, visit, settings.from_age)
    if not visits:
        yield none_recorded(case, "visits", "no visit at which a child in care was seen")
