"""A child who comes back from being missing is asked by somebody independent what happened.

What it looks at:
    Every missing episode: when the child came back, when an interview was offered and held,
    whether whoever held it was independent, and whether it is written down.

Why it matters to the child:
    Children run from something or to somebody. Soon after they are back some of them say what
    it was; later they do not.

The standard:
    Statutory guidance on children who go missing: a return interview is offered, and held,
    within 72 hours of the return, by somebody independent. One that was offered in time and
    declined is met. One that was offered in time and accepted is not met where it was held
    later, or not at all within 5 working days of the offer. One that was held in time was
    offered in time. Whether it was independent, and recorded (a section with words in it), are
    observed each by itself.

Met:
    Back at 20:00 on 2 March 2026, interview on 5 March at 19:00.

Not met:
    Back at 20:00 on 2 March 2026, interview on 6 March at 10:00, one day late.

What it cannot see:
    What the child said, and whether anybody acted on it. Absences that were not recorded as
    missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import CalendarEnds, Duration
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import MissingEpisode
from qaudit.cases.said import says_something
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.deadlines import in_words, judge_step
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import count, length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    hours: int = count(72, "an interview is offered and held within so many hours of the return")
    accepted: Duration = length_of_time(
        "5 working days", "one that was accepted is held within this of the offer"
    )


@check(
    "PRO07",
    "return-interview",
    area=Area.PRO,
    axis=Axis.COMPLIANCE,
    force=Force.GUIDANCE,
    source="Statutory guidance on children who run away or go missing from home or care (2014)",
    needs=("missing_episodes",),
    settings=Settings,
    wording=Wording(
        counted="steps after a child went missing",
        met="are taken in time",
        effect="what made the child go, and what happened, is not heard in time",
    ),
)
def return_interview(case: Case, settings: Settings) -> Iterator[Finding]:
    for episode in case.missing_episodes:
        yield in_time(case, episode, settings)
        if episode.return_interview_at and episode.accepted is not False:
            yield independent(episode)
            yield recorded(case, episode)
    if not case.missing_episodes:
        yield none_recorded(case, "missing_episodes", "never missing")


def in_time(case: Case, episode: MissingEpisode, settings: Settings) -> Observation:
    back = episode.end_at
    started = episode.start_at.date() if episode.start_at else case.known_until
    observed = partial(
        Observation,
        about=reference(episode, "in time"),
        aspect="in time",
        on=back.date() if back else started,
    )
    if back is None:
        return observed(outcome=Outcome.NOT_DUE, message="no return recorded so far")
    limit = back + timedelta(hours=settings.hours)
    due = limit.date()
    observed = partial(observed, due=due)
    offered, held = episode.return_interview_offered_at, episode.return_interview_at
    if held and held < back:
        fault = "an interview dated before the return: a fault in the record"
        return observed(outcome=Outcome.CANNOT_TELL, message=fault)
    declined = episode.accepted is False
    was_offered = f"offered on {long_date(offered.date())}" if offered else "no offer recorded"
    if held and not declined:
        outcome = Outcome.MET if held <= limit else Outcome.NOT_MET
        timely = ", in time," if offered and offered <= limit else ""
        return observed(
            outcome=outcome,
            message=f"{was_offered}{timely} and held on {long_date(held.date())}",
            done=held.date(),
            days_late=(held.date() - due).days if outcome is Outcome.NOT_MET else None,
        )
    if offered and offered > limit:
        return observed(
            outcome=Outcome.NOT_MET,
            message=f"{was_offered}, more than {settings.hours} hours after the return",
            done=offered.date(),
            days_late=(offered.date() - due).days,
        )
    if offered and declined:
        return observed(
            outcome=Outcome.MET,
            message=f"{was_offered}, and declined",
            done=offered.date(),
        )
    field, last = "return_interview_offered_at", due
    if offered:
        try:
            field, last = "return_interview_at", settings.accepted.after(offered.date())
        except CalendarEnds as ends:
            return observed(outcome=Outcome.CANNOT_TELL, message=str(ends))
    last = max(last, due)
    verdict = judge_step(case, "missing_episodes", field, last=last, done=None)
    what = "the interview that was offered" if offered else "the offer of an interview"
    if offered and verdict.outcome is Outcome.NOT_MET and episode.accepted is None:
        unknown = f"{was_offered} and not held; whether it was accepted is not recorded"
        return observed(outcome=Outcome.CANNOT_TELL, message=unknown)
    return observed(
        outcome=verdict.outcome,
        message=in_words(verdict, what, last),
        due=last,
        days_late=verdict.days_late,
    )


def independent(episode: MissingEpisode) -> Observation:
    """Whether somebody independent held the interview."""
    assert episode.return_interview_at is not None
    outcome, message = {
        True: (Outcome.MET, "held by somebody independent"),
        False: (Outcome.NOT_MET, "held by somebody who is not independent"),
        None: (Outcome.CANNOT_TELL, "whether whoever held it was independent is not recorded"),
    }[episode.independent]
    return Observation(
        outcome=outcome,
        about=reference(episode, "independent"),
        aspect="independent",
        on=episode.return_interview_at.date(),
        message=message,
    )


def recorded(case: Case, episode: MissingEpisode) -> Observation:
    """Whether what the child said was written down."""
    assert episode.return_interview_at is not None
    written = any(says_something(section.text) for section in episode.sections or ())
    unseen = not written and "sections" in case.coverage("missing_episodes").without
    message = "the interview is written down" if written else "nothing is written of the interview"
    if unseen:
        message = "whether it was written down the system that was exported cannot give"
    return Observation(
        outcome=Outcome.MET if written else Outcome.CANNOT_TELL if unseen else Outcome.NOT_MET,
        about=reference(episode, "recorded"),
        aspect="recorded",
        on=episode.return_interview_at.date(),
        message=message,
    )
