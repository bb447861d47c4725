"""The child is visited often enough.

What it looks at:
    For each placement, how soon after its start the child was first visited, and the gaps from
    one visit to the next, to the placement's end, or to the day of the audit. For each
    protection or child in need plan, the gaps from its start on.

Why it matters to the child:
    A visit is how a social worker knows that a child is safe and listened to where the child
    lives. Between visits, nobody from the council may have seen the child at all.

The standard:
    Regulation 28: within 1 week of the start of a placement; in its first year at most 6 weeks
    apart; after that at most 3 months if it is intended to last to 18, otherwise 6 weeks. With a
    parent on an interim care order, or a connected person approved for the time being: weekly to
    the first review, then 4-weekly. With a parent before the assessment is complete: weekly to
    the first review, then 6-weekly. At home on a full care order: within 1 week of the order,
    then 6-weekly. In a long-term foster placement, a year after its start and with the child's
    agreement: 6 months. On each day the shortest of the rules holds; where one becomes shorter
    nobody is late until 5 working days after. Rows with one carer are one placement. Visits of
    type child_in_care and duty count, at which the child was seen, one for each day; a visit on
    the day of a move counts for both placements. A gap that ends with the placement before a
    visit fell due is not judged. Local, and commonly expected: on a protection plan 10 working
    days, on a child in need plan 4 weeks (child_protection visits count for both). A child in
    care or on a protection plan is not judged by a child in need plan left open. A long-term
    match, or a placement coded as long-term fostering (U1, U4), is intended to last to 18 unless
    it is said not to be. Adoption placements, short breaks and remand have other timings.

Met:
    Placed on Monday 5 January 2026 and visited on 9 January; again on 20 February, 42 days later.

Not met:
    Visited on 9 January 2026 and again on 21 February: 43 days, due by 20 February.

What it cannot see:
    What happened at a visit (VIS02, VIS04), and visits that nobody recorded. Whether a placement
    is intended to last to 18, where nothing says so: then a gap between 6 weeks and 3 months
    cannot be judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import frozen

from qaudit.cases.calendar import Duration
from qaudit.cases.case import Case
from qaudit.cases.duties import VisitingDuty
from qaudit.cases.intervals import shortest_by_day
from qaudit.cases.model import Visit
from qaudit.cases.visits import visits_that_count
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Note, Observation, reference
from qaudit.checking.recurrence import Recurring, Turn, in_words, turns
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.visiting import Intervals, all_duties, no_duty
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings(Intervals):
    first_visit: Duration = length_of_time(
        "1 week", "the first visit after a placement, or a full care order at home, began"
    )


@check(
    "VIS01",
    "visit-frequency",
    area=Area.VIS,
    axis=Axis.COMPLIANCE,
    force=Force.STATUTORY,
    source="SI 2010/959 reg 28; on protection and child in need plans local",
    needs=("visits",),
    settings=Settings,
    valid_from=date(2011, 4, 1),
    wording=Wording(
        counted="visits to children",
        met="are made in time",
        effect="children wait too long to see their social worker",
    ),
)
def visit_frequency(case: Case, settings: Settings) -> Iterator[Finding]:
    duties = all_duties(case)
    for duty in duties:
        yield from judge_duty(case, duty, settings)
    if not duties:
        yield no_duty(case)
    kinds = dict.fromkeys(duty.kinds for duty in duties)
    repeated = [visit for kind in kinds for visit in visits_that_count(case, kind).repeated]
    if repeated:
        yield Note(message="visits of one type and date are counted once", evidence=repeated)


def judge_duty(case: Case, duty: VisitingDuty, settings: Settings) -> Iterator[Observation]:
    """One observation for the first visit, and one for each gap after a visit."""
    if why := duty.exempt or duty.doubtful:
        yield Observation(
            outcome=Outcome.NOT_APPLICABLE if duty.exempt else Outcome.CANNOT_TELL,
            about=duty.item,
            aspect="visits",
            on=duty.span.start,
            message=f"{duty.begins}: {why}",
        )
        return
    rules = settings.rules(duty.rules)
    stricter = settings.rules(duty.perhaps)
    recurring = Recurring(
        section="visits",
        span=duty.span,
        stages=shortest_by_day(rules),
        first=settings.first_visit if duty.in_care else None,
        grace=settings.after_step_up,
        perhaps=shortest_by_day([*rules, *stricter]) if stricter else (),
        unclear=duty.unclear,
    )
    counted = visits_that_count(case, duty.kinds)
    for turn in turns(case, recurring, counted.days, counted.unsure):
        yield judge_turn(duty, counted.by_day, turn)


def judge_turn(duty: VisitingDuty, visits: Mapping[date, Visit], turn: Turn) -> Observation:
    following = visits[turn.following] if turn.following else None
    return Observation(
        outcome=turn.outcome,
        about=duty.item if turn.is_first else visits[turn.since],
        aspect="first visit" if turn.is_first else duty.begins,
        on=turn.on,
        message=f"{duty.begins}: {in_words(turn)}",
        due=turn.due,
        done=turn.following,
        days_late=turn.days_late,
        evidence=(reference(following, "the next visit"),) if following else (),
        force=None if duty.in_care else Force.LOCAL,
        facts={"days": turn.days, "duty": following.type == "duty" if following else None},
    )
