"""No young person is left in bed and breakfast.

What it looks at:
    Each accommodation in the leaving care record: whether it is bed and breakfast, at what age
    and for how long, and whether the record itself calls it suitable.

Why it matters to the child:
    A room among strangers, with nobody to notice and nowhere to cook, is where young people are
    exploited and where they give up. One night can be enough.

The standard:
    Bed and breakfast is not suitable, and may be used in an emergency for at most 2 working days
    (the guidance on care leavers of January 2015). Stricter than the guidance, by default no
    night of it under the age of 18 is met; from 18 at most 2 working days are: by the end of the
    second working day after the day of moving in the young person has moved on. Whoever turns
    18 in it is judged by the age on the night that is too long. From one bed and breakfast to
    the next is one stay. A stay that is too long limits the grade. Other accommodation is met,
    unless the record calls it not suitable: that is not met, and does not limit the grade.

Met:
    Aged 19, in bed and breakfast from Friday 6 March 2026, and moved on by Tuesday 10 March.

Not met:
    Aged 19, in bed and breakfast from Friday 6 March 2026, and moved on on Wednesday 11 March.

What it cannot see:
    Bed and breakfast under another name (the words are a setting), before leaving care, where
    the type of a placement does not tell it, and whether it was an emergency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration, birthday
from qaudit.cases.care import Span, eighteenth_birthday
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Accommodation
from qaudit.cases.orders import clipped, joined
from qaudit.cases.texts import topic
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import Verdict, judge_step
from qaudit.checking.observations import (
    Finding,
    Observation,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.settings import count, length_of_time, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

CODE_OF_THE_RETURN = "w"
"""Bed and breakfast in the SSDA903 return (accommodation of care leavers)."""


@frozen(kw_only=True)
class Settings:
    under_18: Duration = length_of_time("0 days", "in bed and breakfast under 18 at most this long")
    from_18: Duration = length_of_time("2 working days", "from 18 at most this long")
    until_age: int = count(25, "up to this age, in years")
    bed_and_breakfast: tuple[str, ...] = words(
        (
            "bed and breakfast*",
            "bed & breakfast*",
            "b and b",
            "b & b",
            "b&b*",
            "bnb",
        ),
        "words for it in the type of accommodation; a star stands for any ending",
    )


@frozen
class Stay:
    """A time in bed and breakfast, over all the rows it is recorded in."""

    span: Span
    rows: tuple[Accommodation, ...]


@check(
    "LVR03",
    "unsuitable-accommodation",
    area=Area.LVR,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="Children Act 1989 guidance, volume 3 (2015), chapter 7; under 18 stricter than that",
    needs=("care_leaving",),
    settings=Settings,
    valid_from=date(2015, 1, 1),
    wording=Wording(
        counted="places where young people live",
        met="are suitable",
        effect="young people stay where guidance says that they should not",
    ),
)
def unsuitable_accommodation(case: Case, settings: Settings) -> Iterator[Finding]:
    recorded = [home for item in case.care_leaving for home in item.accommodation or ()]
    homes = [home for home in recorded if not is_grown_up(case, home, settings)]
    in_bed_and_breakfast = []
    for home in homes:
        if not is_bed_and_breakfast(home, settings):
            yield judge_other(case, home)
        elif home.start_date:
            in_bed_and_breakfast.append(home)
        else:
            yield observed_of(case, home)(
                outcome=Outcome.CANNOT_TELL,
                message="bed and breakfast, and since when is not recorded",
            )
    for stay in stays_of(in_bed_and_breakfast):
        yield judge_stay(case, stay, settings)
    if not case.care_leaving:
        yield none_recorded(case, "care_leaving", "no record of leaving care")
    elif any(item.accommodation is None for item in case.care_leaving) and not recorded:
        yield cannot_tell("accommodation is not recorded")
    elif not homes:
        yield not_applicable("no accommodation up to the age that is judged")


def is_grown_up(case: Case, home: Accommodation, settings: Settings) -> bool:
    born = case.child.date_of_birth
    if born is None or home.start_date is None:
        return False
    return home.start_date >= birthday(born, settings.until_age)


def is_bed_and_breakfast(home: Accommodation, settings: Settings) -> bool:
    kind = " ".join((home.type or "").lower().replace("_", " ").replace("-", " ").split())
    if kind == CODE_OF_THE_RETURN:
        return True
    return bool(topic(settings.bed_and_breakfast).places(kind))


def stays_of(homes: Iterable[Accommodation]) -> Iterator[Stay]:
    """The stays in bed and breakfast; from one to the next is one stay."""
    rows = sorted(
        ((Span(home.start_date, home.end_date), home) for home in homes if home.start_date),
        key=lambda row: row[0].start,
    )
    for stay in joined(span for span, _ in rows):
        within = [
            home
            for span, home in rows
            if stay.start <= span.start and (stay.end is None or span.start <= stay.end)
        ]
        yield Stay(stay, tuple(within))


def observed_of(case: Case, home: Accommodation) -> partial[Observation]:
    on = min(home.end_date or case.known_until, case.known_until)
    return partial(Observation, about=reference(home), on=on)


def judge_other(case: Case, home: Accommodation) -> Observation:
    """Accommodation that is not bed and breakfast, as far as its type says."""
    observed = observed_of(case, home)
    if home.suitable is False:
        return observed(outcome=Outcome.NOT_MET, message="recorded as not suitable")
    if home.type is None:
        unknown = "what kind of accommodation it is is not recorded"
        return observed(outcome=Outcome.CANNOT_TELL, message=unknown)
    said = "recorded as suitable" if home.suitable else "whether it is suitable is not recorded"
    return observed(outcome=Outcome.MET, message=f"not bed and breakfast; {said}")


def judge_stay(case: Case, stay: Stay, settings: Settings) -> Observation:
    start, adult = stay.span.start, eighteenth_birthday(case)
    until = clipped(stay.span, case.known_until)
    nights = (until - start).days
    young = nights if adult is None else max(0, (min(until, adult) - start).days)
    observed = partial(
        Observation,
        about=reference(stay.rows[0], "bed and breakfast"),
        on=until,
        evidence=[reference(row, "bed and breakfast") for row in stay.rows[1:]],
        facts={"nights": nights} | ({} if adult is None else {"nights_under_18": young}),
    )
    where = f"bed and breakfast from {long_date(start)}"
    try:
        due, verdict = by_age(case, stay, settings, adult)
    except CalendarEnds as ends:
        return observed(outcome=Outcome.CANNOT_TELL, message=f"{where}: {ends}")
    lasted = f"{nights} night{'' if nights == 1 else 's'}"
    if stay.span.end is None:
        lasted += " so far"
    if young and adult:
        lasted += ", all under 18" if young == nights else f", {young} of them under 18"
    if verdict.outcome is Outcome.CANNOT_TELL:
        lasted += f"; {verdict.why}"
    elif verdict.outcome is Outcome.NOT_DUE:
        lasted += f"; to be left by {long_date(due)}"
    return observed(
        outcome=verdict.outcome,
        message=f"{where}: {lasted}",
        due=due,
        done=verdict.done,
        days_late=verdict.days_late,
        harm=verdict.outcome is Outcome.NOT_MET,
    )


def by_age(case: Case, stay: Stay, settings: Settings, adult: date | None) -> tuple[date, Verdict]:
    """The last day to move on, and what came of it, by the age on the night of that day."""
    start, end = stay.span.start, stay.span.end

    def moved_on_by(last: date) -> Verdict:
        return judge_step(case, "care_leaving", "end_date", last=last, done=end)

    young, grown = settings.under_18.after(start), settings.from_18.after(start)
    if adult is not None:
        due = young if young < adult else grown
        return due, moved_on_by(due)
    strict, mild = moved_on_by(young), moved_on_by(grown)
    if strict.outcome is mild.outcome:
        return grown, mild
    return grown, Verdict(Outcome.CANNOT_TELL, mild.done, why="at what age is not recorded")
