"""An audit asks what a child's life is like, and not only whether things were on time.

What it looks at:
    The words of each audit of the child's file: the descriptions, evidence and impact of its
    actions, and any document of the audit kept in the record on its day.

Why it matters to the child:
    An audit that counts days makes a council punctual. What the child sees, says and feels is
    only mended where somebody looks at it.

The standard:
    No standard counts words; this is a reading. An audit that speaks of timescales (dates,
    deadlines, overdue, in time) and nowhere of the child's experience (wishes, feelings, voice,
    safety, the difference made) is not met. One that speaks of the child's experience is met,
    whether or not it speaks of timescales. One that speaks of neither is not judged. The words
    of both are settings.

Met:
    "Visit on time, and ask her what the move was like for her."

Not met:
    "Complete the overdue review within timescales."

What it cannot see:
    The text of an audit that was not exported with the record: grades alone say nothing of
    either. Whether what is said of the child is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attrs import frozen

from qaudit.cases.case import Case
from qaudit.cases.model import AuditRecord
from qaudit.cases.texts import Text, first_mention, texts_of, topic
from qaudit.cases.topics import EXPERIENCE, TIMESCALES
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.mentions import mentioned
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    timescales: tuple[str, ...] = words(
        TIMESCALES, "words for timescales; a star stands for any ending"
    )
    experience: tuple[str, ...] = words(EXPERIENCE, "words for the child's experience")


@check(
    "QAO04",
    "compliance-and-quality",
    area=Area.QAO,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="a reading of text",
    needs=("audits",),
    settings=Settings,
    wording=Wording(
        counted="audits",
        met="are about the child's experience as well as timescales",
        effect="leaders learn about timescales and not about children",
    ),
)
def compliance_and_quality(case: Case, settings: Settings) -> Iterator[Finding]:
    for audit in case.audits:
        yield judge(case, audit, settings)
    if not case.audits:
        yield none_recorded(case, "audits", "no audit is recorded")


def judge(case: Case, audit: AuditRecord, settings: Settings) -> Observation:
    observed = partial(Observation, about=reference(audit), on=audit.date or case.as_at)
    texts = texts_of_audit(case, audit)
    experience = first_mention(texts, topic(settings.experience))
    timescales = first_mention(texts, topic(settings.timescales))
    shown = [mentioned(timescales, "timescales")] if timescales else []
    if experience:
        return observed(
            outcome=Outcome.MET,
            message="the audit speaks of the child's experience",
            evidence=[mentioned(experience, "the child's experience"), *shown],
        )
    if audit.actions is None:
        message = "the words of the audit were not exported"
        return observed(outcome=Outcome.CANNOT_TELL, message=message, evidence=shown)
    if timescales:
        message = "the audit speaks of timescales and not of the child's experience"
        return observed(outcome=Outcome.NOT_MET, message=message, evidence=shown)
    message = "the audit speaks neither of timescales nor of the child's experience"
    return observed(outcome=Outcome.NOT_APPLICABLE, message=message)


def texts_of_audit(case: Case, audit: AuditRecord) -> list[Text]:
    """What an audit says, in its actions and in a document of type "audit" of its day."""
    texts = list(texts_of(case, audit))
    if audit.date and case.exports("documents"):
        for document in case.documents:
            if document.type == "audit" and document.date == audit.date:
                texts += texts_of(case, document)
    return texts
