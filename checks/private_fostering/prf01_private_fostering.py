"""A privately fostered child is visited, and spoken to alone.

What it looks at:
    Each private fostering arrangement: how soon after the council was notified the child was
    first visited, the gaps between visits from then on, and whether the child was seen alone at
    each.

Why it matters to the child:
    A child who lives with strangers by private agreement has nobody but the council to see that
    the child is safe there.

The standard:
    Regulations 4, 7 and 8: the child is visited within 7 working days of notification; then at
    most 6 weeks apart in the first year, and 12 weeks after it. The clock starts when the council
    became aware, and so does the year. Notified before the arrangement begins: the 7 working days
    all the same, and the 6 weeks from its start. At each visit the child is seen alone, or a
    reason is recorded; what the record says of the child's understanding decides, and where it
    says nothing, a child under 4 is not applicable. Nothing is due after the arrangement ended,
    or from the 16th birthday on (the 18th of a disabled child). Visits of type
    private_fostering count, at which the child was seen.

Met:
    Notified on Monday 5 January 2026; visited on 14 January, the 7th working day.

Not met:
    Notified on Monday 5 January 2026; visited on 15 January, the 8th working day.

What it cannot see:
    Arrangements of which nobody told the council. Whether the carer was seen (regulation 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from qaudit.cases.calendar import Duration, birthday
from qaudit.cases.care import Span
from qaudit.cases.case import Case, long_date
from qaudit.cases.intervals import shortest_by_day
from qaudit.cases.model import PrivateFostering
from qaudit.cases.visits import PRIVATE_FOSTERING, child_was_seen, visits_that_count
from qaudit.checking.absence import none_recorded
from qaudit.checking.alone import judge_alone
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Note, Observation, cannot_tell, reference
from qaudit.checking.recurrence import Recurring, Turn, in_words, turns
from qaudit.checking.settings import count, length_of_time
from qaudit.checking.standards import Area, Axis, Force
from qaudit.checking.wording import Wording

CHILDHOOD, IF_DISABLED = 16, 18


@frozen(kw_only=True)
class Settings:
    first_visit: Duration = length_of_time("7 working days", "the first visit after notification")
    first_year: Duration = length_of_time("6 weeks", "between visits in the first year")
    later: Duration = length_of_time("12 weeks", "between visits after the first year")
    year: Duration = length_of_time("12 months", "how long the first year lasts")
    from_age: int = count(4, "the age of understanding, in years, where the record says nothing")


@check(
    "PRF01",
    "private-fostering",
    area=Area.PRF,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2005/1533 regs 4, 7 and 8",
    needs=("private_fostering", "visits"),
    settings=Settings,
    valid_from=date(2005, 7, 1),
    wording=Wording(
        counted="duties to privately fostered children",
        met="are carried out in time",
        effect="nobody sees in time how these children are",
    ),
)
def private_fostering(case: Case, settings: Settings) -> Iterator[Finding]:
    if not case.private_fostering:
        yield none_recorded(case, "private_fostering", "no private fostering arrangement")
        return
    for arrangement in case.private_fostering:
        notified = arrangement.notified_date
        if notified is None:
            yield cannot_tell("when the council was notified is not recorded")
            continue
        yield from judge_visits(case, arrangement, notified, settings)
    for visit in case.visits:
        if visit.type == "private_fostering" and visit.date and child_was_seen(visit) is not False:
            yield judge_alone(case, visit.date, visit, settings.from_age)
    if repeated := visits_that_count(case, PRIVATE_FOSTERING).repeated:
        yield Note(message="visits of one type and date are counted once", evidence=repeated)


def judge_visits(
    case: Case, arrangement: PrivateFostering, notified: date, settings: Settings
) -> Iterator[Observation]:
    """One observation for the first visit, and one for each gap after a visit."""
    ends = [arrangement.arrangement_end_date, last_birthday(case)]
    end = min((day for day in ends if day), default=None)
    begins = max(arrangement.arrangement_start_date or notified, notified)
    year = settings.year.after(notified)
    recurring = Recurring(
        section="visits",
        span=Span(notified, end),
        stages=shortest_by_day(
            [
                (Span(begins, max(begins, year)), settings.first_year, "in the first year"),
                (Span(max(begins, year)), settings.later, "after the first year"),
            ]
        ),
        first=settings.first_visit,
    )
    counted = visits_that_count(case, PRIVATE_FOSTERING)
    for turn in turns(case, recurring, counted.days, counted.unsure):
        yield judge_turn(case, arrangement, notified, turn)


def last_birthday(case: Case) -> date | None:
    """The birthday from which a child is no longer privately fostered."""
    born = case.child.date_of_birth
    disabled = [code for code in case.child.disabilities or () if code != "NONE"]
    return birthday(born, IF_DISABLED if disabled else CHILDHOOD) if born else None


def judge_turn(
    case: Case, arrangement: PrivateFostering, notified: date, turn: Turn
) -> Observation:
    visits = visits_that_count(case, PRIVATE_FOSTERING).by_day
    following = [visits[turn.following]] if turn.following else []
    return Observation(
        outcome=turn.outcome,
        about=reference(arrangement) if turn.is_first else reference(visits[turn.since]),
        aspect=f"{'first visit' if turn.is_first else 'next visit'} of {notified.isoformat()}",
        on=turn.on,
        message=f"notified on {long_date(notified)}: {in_words(turn)}",
        due=turn.due,
        done=turn.following,
        days_late=turn.days_late,
        evidence=[reference(visit, "the next visit") for visit in following],
        facts={"days": turn.days},
    )
