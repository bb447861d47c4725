"""Those whom an audit is about take part in it.

What it looks at:
    Each audit of the child's file: whether the child's view was heard, whether the family's was,
    and whether the practitioner was involved.

Why it matters to the child:
    A file says what was written. Only the child can say what it was like, the family whether it
    helped, and the worker why it was done so. An audit without them grades the writing.

The standard:
    No law sets it and each council sets its own; commonly expected is that all three take part.
    Each is judged by itself. A child under 4, or whose understanding is limited, is left out
    where the view was not heard, and so is the family of a child who arrived alone. What the
    audit does not say is not known.

Met:
    An audit that heard what the child thinks.

Not met:
    An audit that says that the child's view was not heard.

What it cannot see:
    What they said, whether they were asked and declined, and whether it changed the grade.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.case import Case
from qaudit.cases.model import AuditRecord
from qaudit.cases.visits import understands
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import count
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen
class Voice:
    """Somebody whom an audit is about.

    Attributes:
        who: in a word or two.
        field: where the audit says whether they took part.
        taking_part: what that is called.
    """

    who: str
    field: str
    taking_part: str


CHILD = Voice("the child", "child_view", "heard")
FAMILY = Voice("the family", "family_view", "heard")
PRACTITIONER = Voice("the practitioner", "practitioner_involved", "involved")


@frozen(kw_only=True)
class Settings:
    from_age: int = count(4, "the age from which a child's view is expected, in years")


@check(
    "QAO05",
    "voices",
    area=Area.QAO,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="no law sets it; each council sets its own",
    needs=("audits",),
    settings=Settings,
    wording=Wording(
        counted="views that an audit should hear",
        met="are heard",
        effect="audits miss what children, families and workers could tell",
    ),
)
def voices(case: Case, settings: Settings) -> Iterator[Finding]:
    for audit in case.audits:
        for voice in (CHILD, FAMILY, PRACTITIONER):
            yield judge(case, audit, voice, settings)
    if not case.audits:
        yield none_recorded(case, "audits", "no audit is recorded")


def judge(case: Case, audit: AuditRecord, voice: Voice, settings: Settings) -> Observation:
    day = audit.date or case.known_until
    observed = partial(Observation, about=reference(audit, voice.who), aspect=voice.who, on=day)
    took_part: bool | None = getattr(audit, voice.field)
    if took_part:
        return observed(outcome=Outcome.MET, message=f"{voice.who} was {voice.taking_part}")
    if why := why_not_expected(case, day, voice, settings):
        return observed(outcome=Outcome.NOT_APPLICABLE, message=why)
    if took_part is None:
        message = f"whether {voice.who} was {voice.taking_part} is not recorded"
        return observed(outcome=Outcome.CANNOT_TELL, message=message)
    return observed(outcome=Outcome.NOT_MET, message=f"{voice.who} was not {voice.taking_part}")


def why_not_expected(case: Case, day: date, voice: Voice, settings: Settings) -> str | None:
    """Why somebody is not expected to take part in an audit, if they are not."""
    if voice is FAMILY and case.child.uasc:
        return "a child who arrived alone: no family to ask"
    if voice is CHILD and understands(case, day, settings.from_age) is False:
        limited = case.child.understanding
        return "understanding recorded as limited" if limited else f"under {settings.from_age}"
    return None
