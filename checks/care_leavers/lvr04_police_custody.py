"""No child spends a night in a police cell for want of somewhere to go.

What it looks at:
    Each time in police custody: whether it was overnight, whether the child had been charged and
    refused bail, whether accommodation was asked for, and whether it was given.

Why it matters to the child:
    A cell is built for adults. A child kept in one overnight is frightened, sleeps little, is
    close to people who may do harm, and learns that nobody was found to fetch a child.

The standard:
    A child under 18 is not kept overnight with no accommodation asked for, nor with accommodation
    asked for and not given. After charge with bail refused this is law: the police must seek it
    (PACE 1984, section 38(6); for children of 17 from 26 October 2015) and the council must
    provide it (Children Act 1989, section 21(2)(b)). In any other case it is guidance. A night
    that is not met limits the grade. Where the record does not say whether it was overnight, the
    times tell: held from before midnight to 6 in the morning it was, held on one day between
    6 and midnight it was not.

Met:
    Kept overnight after charge with bail refused; accommodation was asked for and provided.

Not met:
    Kept overnight after charge with bail refused; accommodation was asked for and not provided.

What it cannot see:
    The custody officer's certificate that a transfer was impracticable, or that no secure
    accommodation was available and other would not protect the public: such a night has to be
    waived by hand. Custody that the council was never told of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from qaudit.cases.calendar import ONE_DAY, age_on
from qaudit.cases.care import ADULT
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import PoliceCustody
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

MORNING = timedelta(hours=6)
SEVENTEEN = 17
OF_SEVENTEEN_FROM = date(2015, 10, 26)
"""Until then s38(6) was for children under 17 (Criminal Justice and Courts Act 2015, s42)."""


@check(
    "LVR04",
    "police-custody",
    area=Area.LVR,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="PACE 1984 s38(6) and Children Act 1989 s21(2)(b) after charge with bail refused; "
    "otherwise the Concordat on Children in Custody (2017)",
    needs=("police_custody",),
    wording=Wording(
        counted="detentions of children overnight",
        met="are answered by seeking and finding accommodation",
        effect="children spend the night in a police cell",
    ),
)
def police_custody(case: Case, _settings: object) -> Iterator[Finding]:
    for custody in case.police_custody:
        yield judge(case, custody)
    if not case.police_custody:
        yield none_recorded(case, "police_custody", "never in police custody")


def judge(case: Case, custody: PoliceCustody) -> Observation:
    began = custody.start_at or custody.end_at
    on = began.date() if began else case.known_until
    age = age_on(case.child.date_of_birth, on) if case.child.date_of_birth else None
    observed = partial(
        Observation, about=reference(custody), on=on, force=force_of(custody, age, on)
    )
    held = f"in police custody on {long_date(on)}" if began else "in police custody"
    if age is not None and age >= ADULT:
        message = f"{held}, aged {age}: no longer a child"
        return observed(outcome=Outcome.NOT_APPLICABLE, message=message)
    night = overnight(custody)
    if night is False:
        return observed(outcome=Outcome.NOT_APPLICABLE, message=f"{held}, not overnight")
    if night is None and custody.end_at is None and on >= case.as_at:
        return observed(outcome=Outcome.NOT_DUE, message=f"{held}, and the night is still to come")
    outcome, what = came_of_it(custody)
    if outcome is not Outcome.MET:
        if night is None:
            outcome, what = Outcome.CANNOT_TELL, f"{what}; whether overnight is not recorded"
        elif age is None:
            outcome, what = Outcome.CANNOT_TELL, f"{what}; the child's age is not recorded"
    return observed(
        outcome=outcome,
        message=f"{held}{' overnight' if night else ''}, {after_charge(custody)}: {what}",
        harm=outcome is Outcome.NOT_MET,
    )


def overnight(custody: PoliceCustody) -> bool | None:
    """Whether it was overnight: as is recorded, else as the times tell; None: neither does."""
    start, end = custody.start_at, custody.end_at
    if custody.overnight is not None or start is None or end is None:
        return custody.overnight
    midnight = datetime.combine(start.date() + ONE_DAY, time(), start.tzinfo)
    if end >= midnight + MORNING:
        return True
    return False if start >= midnight - ONE_DAY + MORNING and end <= midnight else None


def came_of_it(custody: PoliceCustody) -> tuple[Outcome, str]:
    """What came of a night, by what was asked for and what was given."""
    match custody.accommodation_requested, custody.accommodation_provided:
        case _, True:
            return Outcome.MET, "accommodation was provided"
        case True, False:
            return Outcome.NOT_MET, "accommodation was asked for and not provided"
        case False, _:
            return Outcome.NOT_MET, "no accommodation was asked for"
        case None, False:
            return Outcome.NOT_MET, "no accommodation was provided; whether asked for is unknown"
        case True, None:
            return Outcome.CANNOT_TELL, "asked for; whether it was provided is not recorded"
        case _:
            return Outcome.CANNOT_TELL, "whether accommodation was asked for is not recorded"


def force_of(custody: PoliceCustody, age: int | None, on: date) -> Force:
    """Law after charge with bail refused, as far as that is recorded; else guidance."""
    in_law = age is None or age < SEVENTEEN or on >= OF_SEVENTEEN_FROM
    return (
        Force.STATUTORY if custody.charged and custody.bail_refused and in_law else Force.GUIDANCE
    )


def after_charge(custody: PoliceCustody) -> str:
    match custody.charged, custody.bail_refused:
        case True, True:
            return "charged and refused bail"
        case True, False:
            return "charged and not refused bail"
        case False, _:
            return "not charged"
        case _:
            return "whether charged and refused bail is not recorded"
