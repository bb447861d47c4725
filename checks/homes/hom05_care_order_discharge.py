"""A child who has long been safe at home does not stay on a care order for want of a decision.

What it looks at:
    The time a child has lived with a parent under a full care order, and whether an application
    to discharge the order was made in it, or a decision about one recorded.

Why it matters to the child:
    A child at home on a care order is visited and reviewed as a child in care. If home is safe,
    the order should end; if it is not, the child should not be there. Leaving it open is drift.

The standard:
    No law sets a time. An application to discharge the order, or a decision whether to make
    one, within 12 months of living at home on the full order; seriously overdue beyond 24
    months. A decision not to apply is a decision; one still to be considered or timetabled is
    none. They are found in discharge proceedings, and in the words of a manager's decision or
    of a review's where one sentence speaks of discharge and of an order.

Met:
    At home on a full care order from 3 March 2025; an application to discharge it on 9 February
    2026.

Not met:
    At home on a full care order from 3 March 2025, audit on 30 September 2026: nothing by 3
    March 2026.

What it cannot see:
    Whether a decision was carried out, or is still right years later. A decision written in
    other words than discharge and order. Words that speak of them without deciding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from attrs import evolve, frozen

from qaudit.cases.calendar import Duration
from qaudit.cases.care import Span
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Item, Placement
from qaudit.cases.orders import (
    FULL_CARE_ORDER,
    clipped,
    joined,
    spans_under,
    times_with_parents,
)
from qaudit.cases.reviews import held_on
from qaudit.cases.said import STILL_TO_COME
from qaudit.cases.sentences import sentences
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, judge_window
from qaudit.checking.observations import Finding, Observation, Reference, reference
from qaudit.checking.settings import length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

DISCHARGE = re.compile(r"\bdischarg(?:e[ds]?|ing)\b", re.IGNORECASE)
ORDER = re.compile(r"\border\b", re.IGNORECASE)
OF_A_DECISION = frozenset({"decision", "panel", "sign_off"})
WHERE_DECIDED = ("court_proceedings", "oversight", "reviews")


@frozen(kw_only=True)
class Settings:
    decided: Duration = length_of_time(
        "12 months", "at home on a full care order: an application or a decision within"
    )
    serious: Duration = length_of_time("24 months", "seriously overdue beyond")


@check(
    "HOM05",
    "care-order-discharge",
    area=Area.HOM,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="no law sets a time; each council sets its own",
    needs=("placements", "legal_statuses"),
    settings=Settings,
    wording=Wording(
        counted="children at home on a care order",
        met="are considered for its discharge",
        not_met="have been at home on a care order for a year or more without a decision about it",
        effect="an order stays in their lives longer than anybody has decided it should",
    ),
)
def care_order_discharge(case: Case, settings: Settings) -> Iterator[Finding]:
    orders = spans_under(case, {FULL_CARE_ORDER})
    at_home = [
        span
        for time in joined(time.span for time in times_with_parents(case))
        for order in orders
        if (span := time.overlap(order))
    ]
    judged = False
    for span in at_home:
        due = settings.decided.after(span.start)
        if span.end is None or due < span.end:
            judged = True
            yield judge(case, span, due, settings)
    if not judged:
        reason = f"never at home on a full care order for {settings.decided}"
        section = "legal_statuses" if times_with_parents(case) else "placements"
        yield none_recorded(case, section, reason)


def judge(case: Case, span: Span, due: date, settings: Settings) -> Observation:
    decided = [
        (day, shown)
        for day, shown in decisions(case)
        if span.start <= day and (span.end is None or day <= span.end)
    ]
    decided.sort(key=lambda found: (found[0], found[1].pointer))
    verdict = Verdict(Outcome.MET)
    for section in WHERE_DECIDED:
        verdict = judge_window(
            case, section, first=span.start, last=due, done=[day for day, _ in decided]
        )
        if verdict.outcome is not Outcome.NOT_MET:
            break
    until = clipped(span, case.known_until)
    not_met = verdict.outcome is Outcome.NOT_MET
    counted_to = verdict.done or until
    serious = not_met and counted_to > settings.serious.after(span.start)
    return Observation(
        outcome=verdict.outcome,
        about=reference(began_with(case, span), "at home on a full care order"),
        on=counted_to,
        message=in_words(verdict, span, due) + (": seriously overdue" if serious else ""),
        due=due,
        done=verdict.done,
        days_late=(counted_to - due).days if not_met else None,
        evidence=[shown for _, shown in decided[:1]],
        facts={"serious": serious},
    )


def began_with(case: Case, span: Span) -> Placement:
    """The placement with a parent that the child was in when a time at home began."""
    return next(time.placement for time in times_with_parents(case) if time.span.holds(span.start))


def decisions(case: Case) -> Iterator[tuple[date, Reference]]:
    """The applications to discharge an order, and the decisions about one, with their days."""
    if case.exports("court_proceedings"):
        for court in case.court_proceedings:
            if court.type == "discharge" and court.start_date:
                yield court.start_date, reference(court, "an application")
    if case.exports("oversight"):
        for item in case.oversight:
            decides = item.type in OF_A_DECISION
            if item.date and decides and (place := speaks_of_discharge(item.text)):
                yield item.date, in_text(item, f"{item.pointer}/text", place)
    if case.exports("reviews"):
        for review in case.reviews:
            day = held_on(review)
            for decision in review.decisions or ():
                if day and (place := speaks_of_discharge(decision.text)):
                    yield day, in_text(review, f"{decision.pointer}/text", place)


def speaks_of_discharge(text: str | None) -> str:
    """Where a text decides about discharging an order; empty if nowhere."""
    for offset, sentence in sentences(text or ""):
        found = DISCHARGE.search(sentence)
        if found and ORDER.search(sentence) and not STILL_TO_COME.search(sentence):
            return f"words at {offset + found.start()} to {offset + found.end()}"
    return ""


def in_text(item: Item, pointer: str, place: str) -> Reference:
    return evolve(reference(item, place), pointer=pointer)


def in_words(verdict: Verdict, span: Span, due: date) -> str:
    home = f"at home on a full care order from {long_date(span.start)}"
    match verdict.outcome:
        case Outcome.MET:
            return f"{home}: applied or decided on {long_date(verdict.done or due)}"
        case Outcome.NOT_DUE:
            return f"{home}: an application or a decision is due by {long_date(due)}"
        case Outcome.CANNOT_TELL:
            return f"{home}: {verdict.why}"
        case _ if verdict.done:
            return f"{home}: no application or decision until {long_date(verdict.done)}"
        case _:
            return f"{home}: no application or decision by {long_date(due)}, and none since"
