"""A young child is in residential care only for a reason that a manager wrote down.

What it looks at:
    Every stay in a secure home, a children's home or a residential care home (K1, K2, R1) that
    begins before the child is 12: the manager's rationale, whether it names the options that
    were considered, and the reviews while the child is there and under that age.

Why it matters to the child:
    Young children need a family. Shifts of staff cannot be one, and a residential placement
    that nobody set out to choose easily becomes the place where a childhood passes.

The standard:
    No law sets this; councils do. Under 12, a rationale dated on or before the start of the
    placement, or within 5 working days of an unplanned one; where the record does not say
    whether it was planned, either will do. It stands with the placement, or is a management
    record that names the placement. It speaks of options or alternatives that were considered.
    A review of the child in care at least every 3 months from the start.

Met:
    Aged 10, a planned move to a children's home on 2 June 2026; the rationale of 28 May.

Not met:
    Aged 10, a planned move to a children's home on 2 June 2026; the rationale of 4 June.

What it cannot see:
    Whether the reasons are good ones, or the options were really there. Options named in words
    that it does not know: it goes by words such as "options", "considered", "ruled out", "tried"
    and "fostering", and says where the first stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import evolve, frozen

from qaudit.cases.calendar import CalendarEnds, Duration, birthday
from qaudit.cases.care import Span, stays
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Oversight, Placement, Rationale
from qaudit.cases.reviews import held_reviews
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, in_words, judge_step, judge_turns
from qaudit.checking.observations import (
    Finding,
    Observation,
    cannot_tell,
    reference,
)
from qaudit.checking.settings import count, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

RESIDENTIAL = frozenset({"K1", "K2", "R1"})
OPTIONS = re.compile(
    r"\b(?:options?|alternatives?|consider(?:ed|ing)?|ruled out|explored|instead of|"
    r"rather than|tried|search(?:ed|es)?|foster(?:ing|ed)?|kinship|relatives?)\b",
    re.IGNORECASE,
)
OF_A_MANAGER = frozenset({"rationale", "decision", "panel", "sign_off"})


@frozen(kw_only=True)
class Settings:
    under_age: int = count(12, "a young child is one under this age, in years")
    unplanned: Duration = length_of_time(
        "5 working days", "an unplanned placement: a rationale within"
    )
    reviews: Duration = length_of_time("3 months", "reviews at most this far apart")


@check(
    "HOM02",
    "young-child-in-residential",
    area=Area.HOM,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="each council sets its own; no law does",
    needs=("placements",),
    settings=Settings,
    wording=Wording(
        counted="safeguards for young children in residential care",
        met="are in place",
        effect="it is not recorded in time why so young a child lives in residential care",
    ),
)
def young_child_in_residential(case: Case, settings: Settings) -> Iterator[Finding]:
    born = case.child.date_of_birth
    in_residential = list(residential_stays(case))
    if in_residential and born is None:
        yield cannot_tell("how old the child was in residential care: no date of birth")
        return
    grown = birthday(born, settings.under_age) if born else date.max
    young = [(row, span) for row, span in in_residential if span.start < grown]
    for placement, span in young:
        yield from judge_rationale(case, placement, span, settings)
        yield from judge_reviews(case, placement, span, grown, settings)
    if not young:
        reason = f"not in residential care under {settings.under_age}"
        yield none_recorded(case, "placements", reason)


def residential_stays(case: Case) -> Iterator[tuple[Placement, Span]]:
    """Each stay in residential care: the row it began with, and when it was."""
    for stay in stays(case):
        rows = [row for row in stay.placements if row.placement_type in RESIDENTIAL]
        if rows:
            assert rows[0].start_date is not None
            yield rows[0], Span(rows[0].start_date, rows[-1].end_date)


def judge_rationale(
    case: Case, placement: Placement, span: Span, settings: Settings
) -> Iterator[Observation]:
    given = rationales(case, placement)
    first = given[0] if given else None
    observed = partial(
        Observation,
        about=reference(placement, "rationale"),
        aspect="rationale",
        on=span.start,
        evidence=[reference(first[1])] if first else [],
        facts={"planned": placement.planned},
    )
    try:
        due = span.start if placement.planned else settings.unplanned.after(span.start)
    except CalendarEnds as ends:
        yield observed(outcome=Outcome.CANNOT_TELL, message=str(ends))
        return
    verdict = judge_step(
        case, "placements", "rationale", last=due, done=first[0] if first else None
    )
    if verdict.outcome is Outcome.NOT_MET and (
        why := case.why_unseen("oversight", min(span.start, due), due)
    ):
        verdict = Verdict(Outcome.CANNOT_TELL, why=f"none with the placement, and {why}")
    open_ended = verdict.outcome is not Outcome.MET and not placement.planned
    if open_ended and span.end and span.end <= due:
        yield observed(
            outcome=Outcome.NOT_APPLICABLE,
            message=f"the placement ended on {long_date(span.end)}, before one was due",
            due=due,
        )
        return
    yield observed(
        outcome=verdict.outcome,
        message=in_words(verdict, "a manager's rationale", due),
        due=due,
        done=verdict.done,
        days_late=verdict.days_late,
    )
    if first:
        yield judge_options(placement, given, first[0])


def rationales(case: Case, placement: Placement) -> list[tuple[date, Rationale | Oversight]]:
    """The dated rationales of a placement, in order."""
    own = placement.rationale
    found: list[tuple[date, Rationale | Oversight]] = [(own.date, own)] if own and own.date else []
    if case.exports("oversight"):
        named = {placement.pointer, placement.placement_id} - {None}
        found += [
            (item.date, item)
            for item in case.oversight
            if item.date and item.type in OF_A_MANAGER and item.about in named
        ]
    return sorted(found, key=lambda given: (given[0], given[1].pointer))


def judge_options(
    placement: Placement, given: list[tuple[date, Rationale | Oversight]], on: date
) -> Observation:
    """Whether the rationales name the options that were considered."""
    observation = Observation(
        outcome=Outcome.NOT_MET,
        about=reference(placement, "options considered"),
        aspect="options",
        on=on,
        message="the rationale names no options that were considered",
        force=Force.HEURISTIC,
        evidence=[reference(item) for _, item in given],
    )
    for _, item in given:
        if item.text and (words := OPTIONS.search(item.text)):
            place = f"words at {words.start()} to {words.end()}"
            return evolve(
                observation,
                outcome=Outcome.MET,
                message="the rationale names options that were considered",
                evidence=[evolve(reference(item, place), pointer=f"{item.pointer}/text")],
            )
    if not any(item.text and item.text.strip() for _, item in given):
        return evolve(observation, message="a rationale is dated, but has no words")
    return observation


def judge_reviews(
    case: Case, placement: Placement, span: Span, grown: date, settings: Settings
) -> Iterator[Observation]:
    exported = case.exports("reviews")
    held = held_reviews(case, "child_in_care") if exported else []
    unclear = held_reviews(case, None) if exported else []
    for turn in judge_turns(
        case,
        "reviews",
        start=span.start,
        end=min(span.end or grown, grown),
        due_after=settings.reviews.after,
        done=[day for day, _ in held],
        unclear=[day for day, _ in unclear],
    ):
        yield Observation(
            outcome=turn.verdict.outcome,
            about=reference(placement, f"reviewed after {long_date(turn.since)}"),
            aspect=f"review after {turn.since.isoformat()}",
            on=turn.verdict.done or min(turn.due, case.as_at),
            message=in_words(turn.verdict, "a review in residential care", turn.due),
            due=turn.due,
            done=turn.verdict.done,
            days_late=turn.verdict.days_late,
        )
