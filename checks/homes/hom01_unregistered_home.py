"""A child lives in a registered home, or is watched over closely until it is put right.

What it looks at:
    Every placement where the home has to be registered: children's homes (K2), secure homes
    (K1), residential care homes (R1) and supported accommodation (H5). Where a home is not
    registered, or is barred for the child's age, also whether the child was visited and a
    senior manager looked every week, and whether the reviewing officer was told.

Why it matters to the child:
    Nobody has inspected an unregistered home or asked who works there. The only eyes on the
    child are those of the council that chose it, so they have to be there often.

The standard:
    Regulation 27C: from 28 October 2023 no child is placed with an unregistered provider of
    supported accommodation. Regulation 27A: from 9 September 2021 no child under 16 is placed
    in it at all, registered or not. Both are law. No law sets the rest, which is commonly
    expected: a visit every 7 days, the first within 7 days of the start; a record by a senior
    manager (service manager, head of service, director, panel) just as often; the reviewing
    officer told within 2 working days. The same is expected where a child under 16 is in
    supported accommodation. Time in such a home is always reported; it limits the grade only
    where the visits, the oversight or the telling fails.

Met:
    A registered children's home.

Not met:
    A children's home that is not registered, from 1 September to 30 September 2026: 29 days.

What it cannot see:
    An application that Ofsted had accepted by 28 October 2023, with which a placement may run
    until it is decided: that has to be waived by hand. Whether the home needed registration
    for another reason than its code, and what was seen on the visits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration, birthday
from qaudit.cases.care import Span, stays
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Placement
from qaudit.cases.orders import clipped
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Turn, in_words, judge_turns, judge_window
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import count, length_of_time, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

HOMES = frozenset({"K1", "K2", "R1"})
SUPPORTED = "H5"
BARRED_UNDER_AGE = Span(date(2021, 9, 9))
"""Regulation 27A, inserted by SI 2021/161."""
BARRED_UNREGISTERED = Span(date(2023, 10, 28))
"""Regulation 27C, inserted by SI 2023/416."""
OF_A_SOCIAL_WORKER = frozenset({"child_in_care", "duty"})


@frozen(kw_only=True)
class Settings:
    visits: Duration = length_of_time("7 days", "visits in an unlawful home at most this far apart")
    oversight: Duration = length_of_time(
        "7 days", "a senior manager's records on it at most this far apart"
    )
    senior: tuple[str, ...] = words(
        ("service_manager", "head_of_service", "director", "panel"), "the roles that are senior"
    )
    officer_told: Duration = length_of_time(
        "2 working days", "the reviewing officer is told within"
    )
    barred_under: int = count(16, "supported accommodation is barred under this age, in years")


@frozen
class Home:
    """A time in a home, as far as its type and registration stay the same."""

    placement: Placement
    span: Span


@check(
    "HOM01",
    "unregistered-home",
    area=Area.HOM,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="SI 2010/959 regs 27A and 27C for the two bars, which are law; the rest is local",
    needs=("placements",),
    settings=Settings,
    wording=Wording(
        counted="requirements on the registration of homes",
        met="are kept",
        effect="children live where no inspector has looked, or are not watched over while they do",
    ),
)
def unregistered_home(case: Case, settings: Settings) -> Iterator[Finding]:
    judged = False
    for home in homes(case):
        for finding in judge_home(case, home, settings):
            judged = True
            yield finding
    if not judged:
        yield none_recorded(case, "placements", "no placement in a home that must be registered")


def homes(case: Case) -> Iterator[Home]:
    for stay in stays(case):
        alike = groupby(stay.placements, key=lambda row: (row.placement_type, row.registered))
        for _, group in alike:
            rows = tuple(group)
            assert rows[0].start_date is not None
            yield Home(rows[0], Span(rows[0].start_date, rows[-1].end_date))


def judge_home(case: Case, home: Home, settings: Settings) -> Iterator[Observation]:
    kind, registered = home.placement.placement_type, home.placement.registered
    if kind in HOMES:
        yield registration(case, home, home.span, Force.LOCAL)
        if registered is False:
            yield from watched_over(case, home, home.span, settings)
    elif kind == SUPPORTED:
        unlawful = []
        if barred := home.span.overlap(BARRED_UNREGISTERED):
            yield registration(case, home, barred, Force.STATUTORY)
            unlawful += [barred] if registered is False else []
        if too_young := home.span.overlap(BARRED_UNDER_AGE):
            young, found = under_age(case, home, too_young, settings)
            yield from found
            unlawful += [young] if young else []
        if unlawful:
            yield from watched_over(case, home, until_last(unlawful), settings)
    elif kind is None and registered is False:
        yield Observation(
            outcome=Outcome.CANNOT_TELL,
            about=reference(home.placement, "registration"),
            aspect="registration",
            on=clipped(home.span, case.known_until),
            message="not registered, and whether it has to be: the type is not recorded",
        )


def registration(case: Case, home: Home, span: Span, force: Force) -> Observation:
    until = clipped(span, case.known_until)
    days = (until - span.start).days
    observed = partial(
        Observation,
        about=reference(home.placement, "registration"),
        aspect="registration",
        on=until,
        force=force,
    )
    match home.placement.registered:
        case None:
            unknown = "whether the home is registered is not recorded"
            return observed(outcome=Outcome.CANNOT_TELL, message=unknown)
        case True:
            return observed(outcome=Outcome.MET, message="a registered home")
        case False:
            return observed(
                outcome=Outcome.NOT_MET,
                message=f"a home that is not registered, for {days} days"
                f"{ongoing(case, span)}, from {long_date(span.start)}",
                facts={"days": days},
            )


def ongoing(case: Case, span: Span) -> str:
    return " so far" if span.end is None or span.end > case.known_until else ""


def under_age(
    case: Case, home: Home, span: Span, settings: Settings
) -> tuple[Span | None, list[Observation]]:
    """The time in supported accommodation at an age for which it is barred."""
    observed = partial(
        Observation,
        about=reference(home.placement, "age"),
        aspect="age",
        force=Force.STATUTORY,
    )
    born = case.child.date_of_birth
    if born is None:
        unknown = "how old the child was in supported accommodation: no date of birth"
        on = clipped(span, case.known_until)
        return None, [observed(outcome=Outcome.CANNOT_TELL, on=on, message=unknown)]
    young = span.overlap(Span(date.min, birthday(born, settings.barred_under)))
    if young is None:
        return None, []
    until = clipped(young, case.known_until)
    days = (until - young.start).days
    return young, [
        observed(
            outcome=Outcome.NOT_MET,
            on=until,
            message=f"in supported accommodation under the age of {settings.barred_under}, for "
            f"{days} days{ongoing(case, young)}, from {long_date(young.start)}",
            facts={"days": days},
        )
    ]


def until_last(spans: list[Span]) -> Span:
    """From the start of the first of some spans to the end of the last."""
    ends = [span.end for span in spans]
    end = None if None in ends else max(end for end in ends if end)
    return Span(min(span.start for span in spans), end)


def watched_over(case: Case, home: Home, span: Span, settings: Settings) -> Iterator[Observation]:
    """Whether a child in an unlawful home was seen, and those who should know did."""
    visits = case.visits if case.exports("visits") else ()
    counting = [visit for visit in visits if visit.type in OF_A_SOCIAL_WORKER and visit.date]
    took_place = [
        visit.date
        for visit in counting
        if visit.date and (visit.successful or (visit.successful is None and visit.seen))
    ]
    unclear = [
        visit.date
        for visit in counting
        if visit.date and visit.successful is None and visit.seen is None
    ]
    yield every_week(
        case, home, span, "visits", took_place, settings.visits, "a visit", unclear=unclear
    )
    records = case.oversight if case.exports("oversight") else ()
    looked = [item.date for item in records if item.date and item.role in settings.senior]
    unknown = [item.date for item in records if item.date and item.role is None]
    yield every_week(
        case,
        home,
        span,
        "oversight",
        looked,
        settings.oversight,
        "a senior manager's record",
        unclear=unknown,
    )
    yield officer_told(case, home, span, settings)


def every_week(
    case: Case,
    home: Home,
    span: Span,
    section: str,
    done: Iterable[date],
    every: Duration,
    what: str,
    *,
    unclear: Iterable[date],
) -> Observation:
    turns = list(
        judge_turns(
            case,
            section,
            start=span.start,
            end=span.end,
            due_after=every.after,
            done=done,
            unclear=unclear,
        )
    )
    observed = partial(Observation, about=reference(home.placement, section), aspect=section)
    missed = [turn for turn in turns if turn.verdict.outcome is Outcome.NOT_MET]
    if not turns:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            on=clipped(span, case.known_until),
            message=f"the placement ended before {what} was due",
        )
    turn = deciding(turns)
    outcome = turn.verdict.outcome
    return observed(
        outcome=outcome,
        on=clipped(span, case.known_until),
        message=in_words(turn.verdict, f"{what} every {every}", turn.due),
        due=turn.due,
        done=turn.verdict.done,
        days_late=turn.verdict.days_late,
        harm=outcome is Outcome.NOT_MET,
        facts={"missed": len(missed)},
    )


def deciding(turns: list[Turn]) -> Turn:
    """The turn that decides over all of them: the one left longest, else one that is unclear.

    Of turns that were all met it is the last.
    """
    for outcome in (Outcome.NOT_MET, Outcome.CANNOT_TELL, Outcome.MET):
        of_it = [turn for turn in turns if turn.verdict.outcome is outcome]
        if outcome is Outcome.NOT_MET and of_it:
            return max(of_it, key=lambda turn: turn.verdict.days_late or 0)
        if of_it:
            return of_it[-1]
    return turns[-1]


def officer_told(case: Case, home: Home, span: Span, settings: Settings) -> Observation:
    told = home.placement.iro_notified_date
    activity = case.iro_activity if case.exports("iro_activity") else ()
    observed = partial(
        Observation,
        about=reference(home.placement, "reviewing officer"),
        aspect="reviewing officer",
        on=clipped(span, case.known_until),
    )
    try:
        due = settings.officer_told.after(span.start)
    except CalendarEnds as ends:
        return observed(outcome=Outcome.CANNOT_TELL, message=str(ends))
    verdict = judge_window(
        case,
        "iro_activity",
        first=min(told or span.start, span.start),
        last=due,
        done=[
            *([told] if told else []),
            *(item.date for item in activity if item.date),
        ],
    )
    if verdict.outcome is not Outcome.MET and span.end and span.end <= due:
        return observed(
            outcome=Outcome.NOT_APPLICABLE,
            message="the placement ended before the reviewing officer had to be told",
            due=due,
        )
    outcome, message = verdict.outcome, in_words(verdict, "the reviewing officer told", due)
    if (
        outcome is Outcome.NOT_MET
        and told is None
        and "iro_notified_date" in case.coverage("placements").without
    ):
        outcome, message = Outcome.CANNOT_TELL, "the system cannot give when the officer was told"
    return observed(
        outcome=outcome,
        message=message,
        due=due,
        done=verdict.done,
        days_late=verdict.days_late,
        harm=outcome is Outcome.NOT_MET,
    )
