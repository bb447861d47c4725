"""A manager looks at the case when something serious happens.

What it looks at:
    Entries to care, unplanned moves, missing episodes of more than 24 hours, section 47
    enquiries and the closing of a case, and the management records around each.

Why it matters to the child:
    These are the days on which a child's life turns. A second pair of eyes, with the power to
    decide and to find what is needed, should not wait for the next supervision.

The standard:
    No law sets this. A management record on the day of the event or within 3 working days of
    it. For an entry to care one in the 3 working days before counts as well, since the decision
    comes first. Before a case is closed: one in the 28 days up to and on the day. A case
    supervision of those days is a management record too. Missing more than 24 hours is counted
    from the day the child went; who is not back is still missing. A referral closed without
    further action is no closing of a case.

Met:
    An unplanned move on Wednesday 4 March 2026; a manager's record on Monday 9 March.

Not met:
    An unplanned move on Wednesday 4 March 2026; a manager's record on Tuesday 10 March.

What it cannot see:
    Whether the record is about the event, or decides anything. Events in sections that were
    not exported. Moves not said to be unplanned. How long a child was missing, where the system
    cannot give the return.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from operator import itemgetter

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import Beginning, changes_of_carer, periods_of_care
from qaudit.cases.case import Case, in_words, long_date
from qaudit.cases.model import Item, MissingEpisode, Oversight, Supervision
from qaudit.checking.check import check
from qaudit.checking.deadlines import in_words as came_of
from qaudit.checking.deadlines import judge_next
from qaudit.checking.observations import (
    Finding,
    Observation,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.settings import count, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

WHERE_EVENTS_ARE = (
    "care_periods",
    "placements",
    "missing_episodes",
    "section_47_enquiries",
    "referrals",
)


@frozen(kw_only=True)
class Settings:
    within: Duration = length_of_time("3 working days", "a management record within")
    before_entry: Duration = length_of_time(
        "3 working days", "entry to care: a record in this long before counts as well"
    )
    before_closing: Duration = length_of_time(
        "28 days", "closing a case: a record in this long up to and on the day"
    )
    missing_hours: int = count(24, "a missing episode of more than so many hours")


@check(
    "SUP05",
    "oversight-of-key-events",
    area=Area.SUP,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="each council sets its own; no law does",
    needs=("oversight",),
    settings=Settings,
    wording=Wording(
        counted="key events in children's lives",
        met="are followed by a manager's record in time",
        effect="nobody senior is seen to have thought about what the event means for the child",
    ),
)
def oversight_of_key_events(case: Case, settings: Settings) -> Iterator[Finding]:
    records = management_records(case)
    judged = False
    for kind in (entries, unplanned_moves, missing, enquiries, closings):
        for what, item, on in kind(case, settings):
            judged = True
            yield judge(case, what, item, on, records, settings)
    if not judged:
        unseen = [name for name in WHERE_EVENTS_ARE if why_unseen(case, name)]
        if unseen:
            names = ", ".join(in_words(name) for name in unseen)
            yield cannot_tell(f"whether anything happened: not all is known of {names}")
        else:
            yield not_applicable("no key event")


Happening = tuple[str, Item, date]


def why_unseen(case: Case, section: str) -> str | None:
    return case.why_unseen(section, case.known_until, case.known_until)


def management_records(case: Case) -> list[tuple[date, Oversight | Supervision]]:
    items: list[Oversight | Supervision] = [*case.oversight]
    if case.exports("supervisions"):
        items += case.supervisions
    dated = [(item.date, item) for item in items if item.date]
    return sorted(dated, key=lambda record: (record[0], record[1].pointer))


def entries(case: Case, _: Settings) -> Iterator[Happening]:
    if case.exports("care_periods") or case.exports("placements"):
        for period in periods_of_care(case):
            if period.entry_seen:
                yield "entry to care", period.item, period.span.start


def unplanned_moves(case: Case, _: Settings) -> Iterator[Happening]:
    if case.exports("placements"):
        for move in changes_of_carer(case):
            if move.placement.planned is False and move.begins is Beginning.CHANGE:
                yield "an unplanned move", move.placement, move.start


def missing(case: Case, settings: Settings) -> Iterator[Happening]:
    if case.exports("missing_episodes"):
        long = timedelta(hours=settings.missing_hours)
        for episode in case.missing_episodes:
            if episode.start_at and away_for(case, episode) > long:
                yield "a missing episode", episode, episode.start_at.date()


def away_for(case: Case, episode: MissingEpisode) -> timedelta:
    """How long a child was missing; one who is not back, at least up to the last day known.

    Where the system cannot give when a child came back, no time can be said.
    """
    if episode.start_at is None:
        return timedelta()
    if episode.end_at:
        return episode.end_at - episode.start_at
    if "end_at" in case.coverage("missing_episodes").without:
        return timedelta()
    gone = episode.start_at
    midnight = gone.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + (case.known_until - gone.date()) - gone


def enquiries(case: Case, _: Settings) -> Iterator[Happening]:
    if case.exports("section_47_enquiries"):
        for enquiry in case.section_47_enquiries:
            begun = enquiry.start_date or enquiry.strategy_discussion_date
            if begun:
                yield "a section 47 enquiry", enquiry, begun


def closings(case: Case, _: Settings) -> Iterator[Happening]:
    if case.exports("referrals"):
        for referral in case.referrals:
            if referral.closure_date and not referral.no_further_action:
                yield "the case closed", referral, referral.closure_date


def window(what: str, on: date, settings: Settings) -> tuple[date, date]:
    """The first and the last day on which a record counts for an event."""
    if what == "the case closed":
        return settings.before_closing.before(on), on
    first = settings.before_entry.before(on) if what == "entry to care" else on
    return first, settings.within.after(on)


def judge(
    case: Case,
    what: str,
    item: Item,
    on: date,
    records: list[tuple[date, Oversight | Supervision]],
    settings: Settings,
) -> Observation:
    observed = partial(
        Observation, about=reference(item, what), aspect=what, on=on, facts={"event": what}
    )
    try:
        first, last = window(what, on, settings)
    except CalendarEnds as ends:
        return observed(outcome=Outcome.CANNOT_TELL, message=str(ends))
    place = bisect_left(records, first, key=itemgetter(0))
    day, record = records[place] if place < len(records) else (None, None)
    verdict = judge_next(case, "oversight", day, first=first, last=last)
    said = came_of(verdict, "a management record", last)
    return observed(
        outcome=verdict.outcome,
        message=f"{what} on {long_date(on)}; {said}",
        due=last,
        done=verdict.done,
        days_late=verdict.days_late,
        evidence=[record] if record and verdict.done else [],
    )
