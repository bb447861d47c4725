"""Supervision asks where the child is to grow up, until that is settled.

What it looks at:
    The text of the supervision records of a child in care without achieved permanence, in turn:
    whether permanence is spoken of in at least every second one.

Why it matters to the child:
    A child waits for a family for as long as nobody asks. A manager who asks every time is what
    keeps a plan from standing still.

The standard:
    No number is published. Of each 2 supervisions in a row, while the child is in care and no
    long-term match is ratified, at least one speaks of permanence: of adoption, special
    guardianship, a match, a long-term home, return home, and the like. The words are a setting.
    Actions count as text; a section marked as carried forward was not said that day. Two
    records of one date are one supervision.

Met:
    In care; the supervision of 5 January 2026 speaks of matching, that of 16 February does not.

Not met:
    In care; the supervisions of 5 January and 16 February 2026 say nothing of permanence.

What it cannot see:
    What was said and not written, or said in other words: "no talk of adoption" counts as
    talk of it. A permanence that was achieved without a ratified match, such as a home meant to
    last that nobody recorded as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Supervision
from qaudit.cases.status import Status, spans_by_status
from qaudit.cases.supervising import Sitting, sittings
from qaudit.cases.texts import Mention, Topic, first_said, topic
from qaudit.cases.topics import PERMANENCE
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.mentions import mentioned
from qaudit.checking.observations import Finding, Observation, not_applicable, reference
from qaudit.checking.settings import count, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    every: int = count(2, "of so many supervisions in a row one speaks of permanence")
    speaks_of_it: tuple[str, ...] = words(
        PERMANENCE, "words for permanence; a star stands for any ending"
    )


@check(
    "SUP04",
    "supervision-drives-permanence",
    area=Area.SUP,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="a reading of text; no number is published",
    needs=("supervisions",),
    settings=Settings,
    wording=Wording(
        counted="supervision records",
        met="are concerned with where the child will grow up",
        effect="supervision does not drive plans for permanence",
    ),
)
def supervision_drives_permanence(case: Case, settings: Settings) -> Iterator[Finding]:
    spans = spans_by_status(case)[Status.IN_CARE]
    if not spans:
        section = "care_periods" if case.exports("care_periods") else "placements"
        yield none_recorded(case, section, "the child was not in care without a ratified match")
        return
    found = False
    about = topic(settings.speaks_of_it)
    for span in spans:
        held = [sitting for sitting in sittings(case) if span.holds(sitting[0])]
        spoken = {day: speaks(case, records, about) for day, records in held}
        for last in range(settings.every, len(held) + 1):
            found = True
            yield judge(case, held[last - settings.every : last], spoken)
    if not found:
        reason = f"fewer than {settings.every} supervisions while permanence was not achieved"
        if why := case.why_unseen("supervisions", spans[0].start, case.known_until):
            reason = f"{reason}, but {why}"
        yield not_applicable(reason)


def judge(case: Case, run: list[Sitting], spoken: dict[date, Mention | None]) -> Observation:
    """Whether one of some supervisions in a row speaks of permanence."""
    where = [(on, mention) for on, _ in run if (mention := spoken[on])]
    if where:
        outcome = Outcome.MET
        message = f"permanence is spoken of on {long_date(where[0][0])}"
    else:
        silent = f"the {len(run)} supervisions from {long_date(run[0][0])} on"
        if why := why_unclear(case, run):
            outcome, message = Outcome.CANNOT_TELL, f"whether {silent} speak of permanence: {why}"
        else:
            outcome, message = Outcome.NOT_MET, f"{silent} say nothing of permanence"
    *before, (day, now) = run
    evidence = [reference(one, "a supervision before") for _, held in before for one in held]
    evidence += [mentioned(mention, "permanence") for _, mention in where]
    return Observation(outcome=outcome, about=now[0], on=day, message=message, evidence=evidence)


def speaks(case: Case, records: tuple[Supervision, ...], about: Topic) -> Mention | None:
    """Where a supervision first speaks of permanence."""
    for one in records:
        if mention := first_said(case, one, about):
            return mention
    return None


def why_unclear(case: Case, run: list[Sitting]) -> str | None:
    """Why silence in some supervisions is not known to be silence."""
    for _, held in run:
        for one in held:
            if one.sections is None:
                return "the text of a record was not exported"
    return case.why_unseen("supervisions", run[0][0], run[-1][0])
