"""Audits are moderated, and how far auditor and moderator agree is known.

What it looks at:
    The audits of all children in this audit: how many of them somebody else looked at again, and
    the two grades of those that have both.

Why it matters to the child:
    Auditors tend to be kind. Where nobody looks again, a council believes its own good grades,
    and what a child lacks stays as it is.

The standard:
    No law and no guidance sets a share; each council sets its own, and 20% is our default. An
    audit that was moderated is met. One that was not is met where enough of all the audits were,
    and not met where too few were; where there are so few audits that the share asks for none,
    it does not apply. An auditor's own second look is no moderation. How far the two agree is
    shown with every child who was audited, and not graded: the share moderated and that of exact
    agreement (with Wilson intervals), linearly weighted kappa (Cohen 1968; its interval by Fleiss,
    Cohen and Everitt 1969), and how many grades were lowered and raised. Where surely more were
    lowered, a note says so. It is about the service, never about an auditor.

Met:
    Of 5 audits one was moderated.

Not met:
    Of 5 audits none was moderated.

What it cannot see:
    Audits of children who are not in this audit, how audits were chosen to be moderated, and
    whether the moderator knew the first grade, as most do: agreement is then too high. With few
    pairs the interval of kappa is a rough guide, and where all agree it has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import define, field, frozen

from qaudit.cases.audits import GRADES, was_moderated
from qaudit.cases.case import Case
from qaudit.checking.absence import none_recorded
from qaudit.checking.agreement import Agreement, Leaning, Weighting, compare
from qaudit.checking.check import check
from qaudit.checking.observations import (
    Finding,
    Measure,
    Note,
    NothingToJudge,
    Observation,
    Reference,
    not_applicable,
    reference,
)
from qaudit.checking.settings import Share, choice, share
from qaudit.checking.shares import wilson
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.survey import Survey
from qaudit.checking.wording import Wording

LOWERED = "lowered"

NEARLY = 1e-9
"""Nothing hangs on the last bit of a product."""


@frozen
class Audited:
    """An audit: where and when, whether it was moderated, if known, and its two grades."""

    audit: Reference
    on: date
    moderated: bool | None
    grade: str | None
    moderated_grade: str | None


@frozen
class Collected:
    """The audits of one case; `silent` says why there is none, if there is none."""

    audits: tuple[Audited, ...]
    silent: NothingToJudge | None


@define
class Moderation:
    """The audits of all cases, and those of each."""

    by_case: dict[str, Collected] = field(factory=dict)
    moderated: int = 0
    known: int = 0
    pairs: list[tuple[str, str]] = field(factory=list)

    def add(self, case_id: str, collected: Collected) -> None:
        self.by_case[case_id] = collected
        for audit in collected.audits:
            self.known += audit.moderated is not None
            if audit.moderated:
                self.moderated += 1
                if audit.grade and audit.moderated_grade:
                    self.pairs.append((audit.grade, audit.moderated_grade))

    def conclude(self) -> Moderation:
        return self


def collect(case: Case, _settings: object) -> Collected:
    """The audits of a child's file, and what became of them."""
    if not case.exports("audits"):
        return Collected((), not_applicable("audits not exported"))
    without = case.coverage("audits").without
    audits = tuple(
        Audited(
            reference(audit),
            audit.date or case.known_until,
            was_moderated(audit, without),
            audit.grade,
            audit.moderated_grade,
        )
        for audit in case.audits
    )
    return Collected(audits, None if audits else none_recorded(case, "audits", "never audited"))


MODERATION = Survey(name="moderation", collect=collect, start=lambda _settings: Moderation())


@frozen(kw_only=True)
class Settings:
    moderated: Share = share("20%", "at least this share of all audits is moderated")
    weighting: str = choice(
        "linear", tuple(Weighting), "what grades some steps apart are worth for kappa"
    )


@check(
    "QAO03",
    "moderation",
    area=Area.QAO,
    axis=Axis.QUALITY,
    force=Force.LOCAL,
    source="no law sets it; each council sets its own",
    needs=("audits",),
    survey=MODERATION,
    settings=Settings,
    wording=Wording(
        counted="audits",
        met="are moderated",
        effect="leaders cannot be sure that audits are right",
    ),
)
def moderation(found: Moderation, settings: Settings) -> Iterator[tuple[str, Finding]]:
    agreement = compare(found.pairs, GRADES, Weighting(settings.weighting))
    numbers = [*share_moderated(found), *how_far_they_agree(agreement, settings)]
    for case_id, collected in found.by_case.items():
        if collected.silent:
            yield case_id, collected.silent
            continue
        for audit in collected.audits:
            yield case_id, judge(found, audit, settings)
        for number in numbers:
            yield case_id, number
        lowered = [audit.audit for audit in collected.audits if what_changed(audit) == LOWERED]
        if lowered and agreement.leaning is Leaning.DOWN:
            yield case_id, too_kind(agreement, lowered)


def judge(found: Moderation, audit: Audited, settings: Settings) -> Observation:
    observed = partial(Observation, about=audit.audit, on=audit.on)
    asked_for = settings.moderated.part * found.known
    if audit.moderated is None:
        unknown = "whether it was moderated the system that was exported cannot give"
        return observed(outcome=Outcome.CANNOT_TELL, message=unknown)
    if audit.moderated:
        changed = what_changed(audit)
        came = f"the grade {changed}" if changed else "one of the two grades is not recorded"
        message = f"moderated; {came}"
        return observed(outcome=Outcome.MET, message=message, facts={"grade": changed})
    of_all = f"not moderated; of {found.known} audits {found.moderated} were"
    if asked_for < 1 - NEARLY:
        message = f"not moderated; of {found.known} audits none need be"
        return observed(outcome=Outcome.NOT_APPLICABLE, message=message)
    enough = found.moderated >= asked_for - NEARLY
    return observed(outcome=Outcome.MET if enough else Outcome.NOT_MET, message=of_all)


def what_changed(audit: Audited) -> str | None:
    """What moderation made of the grade of an audit, in a word; None: nothing that is known."""
    if not (audit.moderated and audit.grade and audit.moderated_grade):
        return None
    before, after = GRADES.index(audit.grade), GRADES.index(audit.moderated_grade)
    return "stood" if before == after else LOWERED if after < before else "raised"


def too_kind(agreement: Agreement, lowered: list[Reference]) -> Note:
    return Note(
        message=f"moderators lowered {agreement.down} grades and raised {agreement.up}: the grades "
        "of the audits are likely to be too high",
        evidence=lowered,
    )


def share_moderated(found: Moderation) -> Iterator[Measure]:
    yield from with_interval("audits_moderated", found.moderated, found.known, "% of audits")


def how_far_they_agree(agreement: Agreement, settings: Settings) -> Iterator[Measure]:
    pairs, changed = agreement.pairs, agreement.down + agreement.up
    yield from with_interval("exact_agreement", agreement.same, pairs, "% of audits graded twice")
    if pairs:
        for name, many in (("lowered", agreement.down), ("raised", agreement.up)):
            yield Measure(name=name, value=many, unit=f"of {pairs} audits graded twice")
    yield from with_interval("changes_lowered", agreement.down, changed, "% of grades changed")
    if agreement.kappa:
        kappa, interval = agreement.kappa.value, agreement.kappa.interval
        yield Measure(
            name="weighted_kappa", value=round(kappa, 3), unit=f"{settings.weighting} weights"
        )
        yield from ends_of("weighted_kappa", [round(end, 3) for end in interval or ()])


def with_interval(name: str, some: int, of_all: int, unit: str) -> Iterator[Measure]:
    """A share with the ends of its interval; of nothing there is none."""
    if of_all:
        yield Measure(name=name, value=per_cent(some / of_all), unit=unit)
        yield from ends_of(name, [per_cent(end) for end in wilson(some, of_all)])


def ends_of(name: str, interval: list[float]) -> Iterator[Measure]:
    for end, value in zip(("low", "high"), interval, strict=False):
        yield Measure(name=f"{name}_{end}", value=value, unit=f"the {end} end, at 95%")


def per_cent(part: float) -> float:
    return round(100 * part, 1)
