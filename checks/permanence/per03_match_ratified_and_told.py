"""A long-term match goes to panel, is ratified, and the child and the carer are told.

What it looks at:
    Each stay with a carer: the steps of a long-term match, from the plan to panel, from panel to
    ratification, from ratification to the day the child and the carer were told. And each stay
    with a foster carer while long-term fostering is the goal: whether a match was ratified.

Why it matters to the child:
    "Am I staying?" is answered on the day somebody tells the child, and not before. A child who
    has lived in a family for years without an answer lives there by the month.

The standard:
    No law sets the times. From the plan for long-term fostering to panel within 6 months; from
    panel to ratification within 10 working days; from ratification to telling the child, and
    the carer, within 10 working days each. While long-term fostering is the primary goal, 12
    months with one foster carer without a ratified match is drift. A plan and a panel without
    ratification are no match. Where the stay, or the goal, ended inside a time without the
    step, it does not apply.

Met:
    Panel on Tuesday 14 July 2026, ratified on 28 July, the tenth working day.

Not met:
    The same panel; ratified on 29 July.

What it cannot see:
    Whether the match is a good one, or how the child was told. A step dated before the one it
    follows is a fault in the record and cannot be judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.care import Span, Stay, stays
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import LongTermMatch
from qaudit.cases.permanence import goal_of, stretches
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, judge_step
from qaudit.checking.observations import Finding, Observation, cannot_tell, reference
from qaudit.checking.settings import length_of_time, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

FOSTERING = "U"
"""The SSDA903 placement types of foster care begin with it."""


@frozen(kw_only=True)
class Settings:
    panel: Duration = length_of_time("6 months", "from the plan for long-term fostering to panel")
    ratified: Duration = length_of_time("10 working days", "from panel to ratification")
    child_told: Duration = length_of_time("10 working days", "from ratification to the child told")
    carer_told: Duration = length_of_time("10 working days", "from ratification to the carer told")
    drift: Duration = length_of_time(
        "12 months", "with one carer on a long-term fostering goal, a ratified match within"
    )
    goals: tuple[str, ...] = words(("LTFOST18",), "the goals that are long-term fostering")


@frozen
class Step:
    """A step of a match and the one that starts its time."""

    field: str
    name: str
    after: str
    since: str


STEPS = (
    Step("panel_date", "to panel", "plan_agreed_date", "planned"),
    Step("ratified_date", "ratified", "panel_date", "at panel"),
    Step("child_notified_date", "the child told", "ratified_date", "ratified"),
    Step("carer_notified_date", "the carer told", "ratified_date", "ratified"),
)


@check(
    "PER03",
    "match-ratified-and-told",
    area=Area.PER,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="commonly expected; no law sets the times",
    needs=("placements",),
    settings=Settings,
    wording=Wording(
        counted="steps to a long-term match",
        met="are taken in time",
        effect="children wait to hear that they can stay",
    ),
)
def match_ratified_and_told(case: Case, settings: Settings) -> Iterator[Finding]:
    nothing = True
    times = times_on_goal(case, settings.goals)
    for stay in stays(case):
        drift = judge_drift(case, stay, times, settings)
        for observation in (*judge_steps(case, stay, settings), *drift):
            nothing = False
            yield observation
    if nothing and not case.exports("plans") and any(map(fostered, stays(case))):
        yield cannot_tell("whether long-term fostering is the goal: plans not exported")
    elif nothing:
        reason = "no long-term match, and no stay with a foster carer on that goal"
        yield none_recorded(case, "placements", reason)


def judge_steps(case: Case, stay: Stay, settings: Settings) -> Iterator[Observation]:
    match = match_of(stay)
    if match is None:
        return
    allowed = (settings.panel, settings.ratified, settings.child_told, settings.carer_told)
    for step, within in zip(STEPS, allowed, strict=True):
        since: date | None = getattr(match, step.after)
        done: date | None = getattr(match, step.field)
        if since or done:
            yield judge_one(case, stay, match, step, since, done, within)


def fostered(stay: Stay) -> bool:
    """Whether a stay is, or may be, with a foster carer."""
    kind = stay.placement.placement_type
    return kind is None or kind.startswith(FOSTERING)


def match_of(stay: Stay) -> LongTermMatch | None:
    """The long-term match of a stay: of its last row that has one."""
    return next(
        (row.long_term_match for row in reversed(stay.placements) if row.long_term_match), None
    )


def judge_one(
    case: Case,
    stay: Stay,
    match: LongTermMatch,
    step: Step,
    since: date | None,
    done: date | None,
    within: Duration,
) -> Observation:
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(stay.placement, step.name),
        on=since or done or stay.start,
        done=done,
        evidence=[match],
        aspect=step.name,
    )
    if since is None:
        return observed(message=f"{step.name}: when it was {step.since} is not recorded")
    try:
        last = within.after(since)
    except CalendarEnds as ends:
        return observed(message=str(ends))
    verdict = judge_step(case, "placements", step.field, last=last, done=done, first=since)
    ended = stay.span.end
    if done is None and ended and ended <= last:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"{step.name}: the stay ended on {long_date(ended)}, inside the time",
            due=last,
        )
    return observed(
        outcome=verdict.outcome,
        message=f"{step.since} on {long_date(since)}, {step.name}: {in_words(verdict, last)}",
        due=last,
        days_late=late_by(verdict, last, ended),
    )


def judge_drift(
    case: Case, stay: Stay, times: list[Span], settings: Settings
) -> Iterator[Observation]:
    on_goal = longest_in(case, stay.span, times) if fostered(stay) else None
    if on_goal is None:
        return
    match = match_of(stay)
    done = match.ratified_date if match else None
    last = settings.drift.after(on_goal.start)
    ended = on_goal.end
    if done is None and ended and ended <= last:
        return
    without = case.coverage("placements").without
    field = "long_term_match" if "long_term_match" in without else "ratified_date"
    verdict = judge_step(case, "placements", field, last=last, done=done)
    yield Observation(
        outcome=verdict.outcome,
        about=reference(stay.placement, "drift"),
        on=done or ended or case.known_until,
        message=f"with one carer on a long-term fostering goal since {long_date(on_goal.start)}, "
        f"a ratified match: {in_words(verdict, last)}",
        due=last,
        done=done,
        days_late=late_by(verdict, last, ended),
        evidence=[match] if match else [],
        aspect="drift",
    )


def late_by(verdict: Verdict, last: date, ended: date | None) -> int | None:
    """The days late; no longer than to the end of the time in which it could be done."""
    if verdict.days_late and not verdict.done and ended:
        return (ended - last).days
    return verdict.days_late


def times_on_goal(case: Case, goals: Iterable[str]) -> list[Span]:
    """When one of some goals was in force, each time without a break."""
    wanted = frozenset(map(goal_of, goals))
    found: list[Span] = []
    for stretch in stretches(case) if case.exports("plans") else ():
        if stretch.goals & wanted and stretch.span.start <= case.known_until:
            if found and found[-1].end == stretch.span.start:
                found[-1] = Span(found[-1].start, stretch.span.end)
            else:
                found.append(stretch.span)
    return found


def longest_in(case: Case, stay: Span, times: list[Span]) -> Span | None:
    """The longest part of some times that lies in a stay; without an end if it goes on."""
    parts = [both for time in times if (both := time.overlap(stay))]
    return max(parts, key=lambda span: (span.end or case.known_until) - span.start, default=None)


def in_words(verdict: Verdict, last: date) -> str:
    match verdict.outcome:
        case Outcome.MET:
            return f"on {long_date(verdict.done or last)}"
        case Outcome.NOT_DUE:
            return f"due by {long_date(last)}"
        case Outcome.CANNOT_TELL:
            return verdict.why
        case _ if verdict.done:
            return f"not until {long_date(verdict.done)}, due by {long_date(last)}"
        case _:
            return f"not yet, due by {long_date(last)}"
