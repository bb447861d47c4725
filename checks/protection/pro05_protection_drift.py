"""A child does not stay on a child protection plan, or come back to one, with nothing changed.

What it looks at:
    Every time on a child protection plan: how long it went on without a recorded change of
    approach, and whether one was recorded for a plan that follows another soon.

Why it matters to the child:
    A plan that has not made a child safer in fifteen months will not do so in the sixteenth.
    Each month of it is one more in the harm that the plan was made to end.

The standard:
    No law sets it; commonly a plan is questioned at 15 months. On each plan no more than 15
    months go by without a change of approach, from its beginning or from the last change; a
    plan that ended by then has not drifted. For a plan that begins within 24 months of the end
    of the one before, a change of approach is recorded between that end and 3 months after it
    began, which is when its first review is due; being in care when the one before ended is one
    too. A change of approach is: pre-proceedings or care proceedings begun, entry to care, a
    protection review held because the plan changed (trigger plan_change), or words for it,
    which are a setting, in a management record or a decision of such a review. Words that deny
    it, make it depend on something or put it off ("no change of approach", "if", "consider")
    are none. A new version goes on with the plan.

Met:
    On a plan from 4 March 2025 to 3 August 2026; pre-proceedings begun on 4 June 2026.

Not met:
    On a plan from 4 March 2025 to 3 August 2026; pre-proceedings begun on 5 June 2026, a day
    late.

What it cannot see:
    Whether the change was the right one, or was made. What was changed in a core group or in
    supervision and written only there, or in other words. A plan that another council made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import evolve, frozen

from qaudit.cases.calendar import Duration
from qaudit.cases.care import period_of_care_on, periods_of_care
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Item
from qaudit.cases.protection import TimeOnPlan, times_on_protection_plan
from qaudit.cases.reviews import held_reviews
from qaudit.cases.said import STILL_TO_COME
from qaudit.cases.texts import Mention, Text, Topic, texts_of, topic
from qaudit.cases.topics import CHANGE_OF_APPROACH
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Turn, Verdict, in_words, judge_turns, judge_window
from qaudit.checking.mentions import mentioned
from qaudit.checking.observations import (
    Finding,
    Observation,
    Reference,
    cannot_tell,
    reference,
)
from qaudit.checking.settings import length_of_time, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

CHANGE = "a change of approach"
LENGTH, AGAIN = "how long it lasts", "after another plan"
PROCEEDINGS = frozenset({"pre_proceedings", "care"})
DECIDES = frozenset({"case_direction", "decision", "panel", "escalation_response"})
CONDITION = re.compile(r"\b(?:if|unless|contingency)\b")
DENIAL = re.compile(r"(?:\b(?:no|not|never|nor|without)\b|n't\b)(?:\s+[\w']+){0,2}\s*$")
"""A word that denies what follows it, at most two other words before its end."""


@frozen(kw_only=True)
class Settings:
    drift: Duration = length_of_time("15 months", "on a plan without a change of approach")
    second: Duration = length_of_time(
        "24 months", "a plan this soon after the end of another needs a change of approach"
    )
    answered: Duration = length_of_time(
        "3 months", "a change of approach this soon after a second plan began"
    )
    changes: tuple[str, ...] = words(
        CHANGE_OF_APPROACH, "words for a change of approach; a star stands for any ending"
    )


@frozen
class Changes:
    """The recorded changes of approach, and the days on which there may have been one."""

    known: list[tuple[date, Reference]]
    unclear: list[date]

    @property
    def days(self) -> list[date]:
        return [day for day, _ in self.known]

    def on(self, day: date | None) -> list[Reference]:
        """What shows a change of a day."""
        return [shown for changed, shown in self.known if changed == day]


@check(
    "PRO05",
    "protection-drift",
    area=Area.PRO,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="no law sets it; each council sets its own",
    needs=("plans",),
    settings=Settings,
    wording=Wording(
        counted="child protection plans",
        met="are ended or thought through again in time",
        effect="children stay on the same plan for the same risk",
    ),
)
def protection_drift(case: Case, settings: Settings) -> Iterator[Finding]:
    times = times_on_protection_plan(case)
    if not times:
        if any(plan.type == "child_protection" for plan in case.plans):
            yield cannot_tell("when the child was on a child protection plan is not recorded")
        else:
            yield none_recorded(case, "plans", "no child protection plan is recorded")
        return
    changes = changes_of_approach(case, topic(settings.changes))
    before = None
    for time in times:
        yield judge_length(case, time, changes, settings)
        if found := judge_return(case, before, time, changes, settings):
            yield found
        before = time


def judge_length(case: Case, time: TimeOnPlan, changes: Changes, settings: Settings) -> Observation:
    """Whether a plan went on too long without a change of approach: the first such time of it."""
    turn = longest(case, time, changes, settings)
    start, end = time.span.start, time.span.end
    last = min(end or case.known_until, case.known_until)
    observed = partial(
        Observation,
        about=reference(time.plan, LENGTH),
        aspect=LENGTH,
        facts={"days": (last - start).days},
    )
    said = f"on a child protection plan from {long_date(start)}"
    if turn is None:
        message = f"{said} to {long_date(last)}, no longer than {settings.drift}"
        return observed(outcome=Outcome.MET, on=last, message=message)
    verdict = turn.verdict
    came = in_words(verdict, CHANGE, turn.due)
    if verdict.outcome is Outcome.NOT_DUE:
        came = f"{CHANGE} is due if it goes on to {long_date(turn.due)}"
    since = "" if turn.since == start else f", the same approach since {long_date(turn.since)}"
    return observed(
        outcome=verdict.outcome,
        on=verdict.done or last,
        message=f"{said}{since}: {came}",
        due=turn.due,
        done=verdict.done,
        days_late=verdict.days_late,
        evidence=changes.on(verdict.done or turn.since),
    )


def longest(case: Case, time: TimeOnPlan, changes: Changes, settings: Settings) -> Turn | None:
    """The first time on a plan that was too long or cannot be told, else the last of them.

    None where the plan ended before a change of approach was due.
    """
    by_section = [
        judge_turns(
            case,
            section,
            start=time.span.start,
            end=time.span.end,
            due_after=settings.drift.after,
            done=changes.days,
            unclear=changes.unclear,
        )
        for section in where_recorded(case)
    ]
    # What was done is the same in each; what cannot be seen is not.
    found: list[Turn] = [
        next((turn for turn in turns if turn.verdict.outcome is not Outcome.NOT_MET), turns[0])
        for turns in zip(*by_section, strict=True)
    ]
    for outcome in (Outcome.NOT_MET, Outcome.CANNOT_TELL):
        if wanted := [turn for turn in found if turn.verdict.outcome is outcome]:
            return wanted[0]
    return found[-1] if found else None


def judge_return(
    case: Case, before: TimeOnPlan | None, time: TimeOnPlan, changes: Changes, settings: Settings
) -> Observation | None:
    """Whether a plan that soon followed another came with a change of approach.

    None for a first plan.
    """
    start = time.span.start
    ended = before.span.end if before else None
    if before and ended and start <= settings.second.after(ended):
        return judge_second(case, before, ended, time, changes, settings)
    observed = partial(
        Observation,
        about=reference(time.plan, AGAIN),
        aspect=AGAIN,
        on=start,
        evidence=[reference(before.plan, "the plan before")] if before else [],
    )
    said = f"on a child protection plan from {long_date(start)}"
    if why := case.why_unseen("plans", settings.second.before(start), start):
        message = f"{said}, whether soon after another: {why}"
        return observed(outcome=Outcome.CANNOT_TELL, message=message)
    message = f"{said}, more than {settings.second} after another ended"
    return observed(outcome=Outcome.MET, message=message) if before else None


def judge_second(
    case: Case,
    before: TimeOnPlan,
    ended: date,
    time: TimeOnPlan,
    changes: Changes,
    settings: Settings,
) -> Observation:
    """Whether a change of approach was recorded since the plan before, or soon after this began."""
    start, end = time.span.start, time.span.end
    due = settings.answered.after(start)
    since = evolve(changes, known=[*changes.known, *still_in_care(case, ended)])
    verdict = answer(case, ended, due, since)
    observed = partial(
        Observation, about=reference(time.plan, AGAIN), aspect=AGAIN, on=start, due=due
    )
    shown = [reference(before.plan, "the plan before"), *since.on(verdict.done)]
    said = f"on a child protection plan from {long_date(start)}, after another that ended on "
    said += long_date(ended)
    if verdict.outcome is not Outcome.MET and end and end <= due:
        outcome, message = Outcome.NOT_APPLICABLE, f"{said}: ended before a change was due"
        return observed(outcome=outcome, message=message, evidence=shown)
    return observed(
        outcome=verdict.outcome,
        message=f"{said}: {in_words(verdict, CHANGE, due)}",
        done=verdict.done,
        days_late=verdict.days_late,
        evidence=shown,
    )


def answer(case: Case, first: date, last: date, changes: Changes) -> Verdict:
    """Whether a change of approach was recorded in a window, wherever it would be."""
    verdicts = [
        judge_window(case, section, first=first, last=last, done=changes.days)
        for section in where_recorded(case)
    ]
    if unseen := [one for one in verdicts if one.outcome is not Outcome.NOT_MET]:
        return unseen[0]
    if any(first <= day <= last for day in changes.unclear):
        return Verdict(Outcome.CANNOT_TELL, why="whether there was one is not clearly recorded")
    return verdicts[0]


def where_recorded(case: Case) -> tuple[str, ...]:
    """The sections in which a change of approach would stand."""
    care = "care_periods" if case.exports("care_periods") else "placements"
    return ("oversight", "reviews", "court_proceedings", care)


def changes_of_approach(case: Case, about: Topic) -> Changes:
    """The changes of approach that are recorded."""
    known = [*proceedings(case), *in_care(case), *decided(case, about)]
    return Changes(known, list(unclear(case)))


def proceedings(case: Case) -> Iterator[tuple[date, Reference]]:
    if case.exports("court_proceedings"):
        for court in case.court_proceedings:
            if court.type in PROCEEDINGS and court.start_date:
                yield court.start_date, reference(court, "proceedings begun")


def in_care(case: Case) -> Iterator[tuple[date, Reference]]:
    if case.exports("care_periods") or case.exports("placements"):
        for period in periods_of_care(case):
            yield period.span.start, reference(period.item, "in care")


def still_in_care(case: Case, day: date) -> Iterator[tuple[date, Reference]]:
    """A child whose plan ended in care went another way from that day."""
    if case.exports("care_periods") or case.exports("placements"):
        period = period_of_care_on(case, day)
        if period:
            yield day, reference(period.item, "in care when the plan before ended")


def decided(case: Case, about: Topic) -> Iterator[tuple[date, Reference]]:
    """What managers and protection reviews decided, in so many words or by a code."""
    if case.exports("oversight"):
        for record in case.oversight:
            if record.date and (mention := says_so(case, record, about)):
                yield record.date, mentioned(mention, CHANGE)
    if case.exports("reviews"):
        for day, review in held_reviews(case, "child_protection"):
            if review.trigger == "plan_change":
                yield day, reference(review, "held because the plan changed")
            for decision in review.decisions or ():
                if mention := says_so(case, decision, about):
                    yield day, mentioned(mention, CHANGE)


def says_so(case: Case, item: Item, about: Topic) -> Mention | None:
    """The first place where a text speaks of a topic as of something that is to be."""
    return next(
        (
            mention
            for text in texts_of(case, item)
            for mention in text.mentions(about)
            if not taken_back(text, mention)
        ),
        None,
    )


def taken_back(text: Text, mention: Mention) -> bool:
    """Whether the sentence of a mention denies it, puts it off or makes it depend on something."""
    start, end = next(
        (text.place_of(one) for one in text.sentences if one[0] <= mention.start < one[1]),
        (0, len(text.folded)),
    )
    sentence = text.folded[start:end]
    return bool(
        CONDITION.search(sentence)
        or STILL_TO_COME.search(sentence)
        or DENIAL.search(text.folded[start : mention.start])
    )


def unclear(case: Case) -> Iterator[date]:
    """The days on which something was decided, and the record does not say what."""
    if case.exports("oversight"):
        for record in case.oversight:
            if record.date and record.type in DECIDES and record.text is None:
                yield record.date
    if case.exports("reviews"):
        for day, review in held_reviews(case, "child_protection"):
            if review.decisions is None:
                yield day
        for day, _ in held_reviews(case, None):
            yield day
