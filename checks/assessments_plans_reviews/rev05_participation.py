"""The child and those who matter take part in reviews.

What it looks at:
    Every review of a child in care that was held: how the child took part (PN0 to PN7), and
    whether the carer, the social worker and a parent were there.

Why it matters to the child:
    It is the child's review. A child who was not heard there learns that it is held about
    them and not for them, and whoever was not asked will not do what was decided.

The standard:
    The child took part or their view was conveyed: PN1, PN2, PN3, PN5 and PN6 are met, PN4 and
    PN7 are not. A child under 4 (PN0) is left out. The carer, the social worker and a parent
    attended or were consulted. Where the child lives with a parent that parent is the carer; no
    parent is asked for of a child who arrived alone, is placed for adoption or may be under a
    court order (E1, D1), and no carer of one who lives independently.

Met:
    The child was not there, and an advocate spoke for her (PN5).

Not met:
    The child was there and said nothing, by word or otherwise (PN4).

What it cannot see:
    Whether what the child said changed anything. Somebody who was consulted and not there
    counts only where the list names them; a parent who has died, or whom the court has
    excluded, has to be waived by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen

from qaudit.cases.calendar import age_on
from qaudit.cases.care import Span, span_of
from qaudit.cases.case import Case, long_date, once_a_case
from qaudit.cases.model import Review
from qaudit.cases.reviews import held_reviews
from qaudit.cases.said import plain_words
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Observation, reference
from qaudit.checking.settings import count, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

HEARD = {
    "PN1": "attended and spoke",
    "PN2": "attended, and an advocate spoke",
    "PN3": "attended, and made their view known without speech",
    "PN5": "did not attend, and an advocate spoke",
    "PN6": "did not attend, and their view was conveyed in another way",
}
NOT_HEARD = {
    "PN4": "attended, and did not make their view known",
    "PN7": "did not attend, and their view was not conveyed",
}
"""How a child took part in a review (SSDA903)."""

CALLED = {
    "carer": frozenset(
        {
            "adopter",
            "adopters",
            "carer",
            "carers",
            "foster carer",
            "foster carers",
            "key worker",
            "keyworker",
            "kinship carer",
            "kinship carers",
            "registered manager",
            "residential worker",
            "support worker",
        }
    ),
    "social_worker": frozenset({"allocated social worker", "social worker", "sw"}),
    "parent": frozenset(
        {
            "birth father",
            "birth mother",
            "birth parent",
            "birth parents",
            "dad",
            "father",
            "mother",
            "mum",
            "parent",
            "parents",
        }
    ),
}
"""What those who attended are called in records."""

WITH_A_PARENT = "P1"
INDEPENDENT = frozenset({"P2", "P3"})
FOR_ADOPTION = frozenset({"A3", "A4", "A5", "A6"})
"""Placements (SSDA903) in which the carer or the parents are others."""

MAY_BE_PLACED_FOR_ADOPTION = frozenset({"E1", "D1"})
"""Legal statuses (SSDA903): a placement order, or freed for adoption."""


@frozen(kw_only=True)
class Settings:
    youngest: int = count(4, "younger children are left out, in years")
    adults: tuple[str, ...] = words(("carer", "social_worker", "parent"), "who else takes part")


@check(
    "REV05",
    "participation",
    area=Area.APR,
    axis=Axis.QUALITY,
    force=Force.GUIDANCE,
    source="Children Act 1989 guidance, volume 2 (2021), chapter 4; IRO Handbook (2010), chapter 3",
    needs=("reviews",),
    settings=Settings,
    wording=Wording(
        counted="views that a review should hear",
        met="are heard",
        effect="decisions are made without them",
    ),
)
def participation(case: Case, settings: Settings) -> Iterator[Finding]:
    held = held_reviews(case, "child_in_care")
    shows_adults = "attended" not in case.coverage("reviews").without
    for day, review in held:
        yield judge_child(case, review, day, settings)
        if shows_adults:
            yield judge_adults(case, review, day, settings)
    if not held:
        yield none_recorded(case, "reviews", "no review of a child in care is recorded as held")


def judge_child(case: Case, review: Review, day: date, settings: Settings) -> Observation:
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(review, "the child"),
        on=day,
        aspect="child",
        facts={"participation": review.participation},
    )
    code = review.participation
    born = case.child.date_of_birth
    too_young = born is not None and age_on(born, day) < settings.youngest
    at = f"at the review of {long_date(day)}"
    if code in HEARD:
        return observed(outcome=Outcome.MET, message=f"the child {HEARD[code]}, {at}", done=day)
    if too_young or (code == "PN0" and born is None):
        return observed(
            outcome=Outcome.NOT_APPLICABLE, message=f"the child was under {settings.youngest}, {at}"
        )
    if code in NOT_HEARD:
        return observed(outcome=Outcome.NOT_MET, message=f"the child {NOT_HEARD[code]}, {at}")
    if code == "PN0":
        return observed(message=f"coded as a child too young, who was not, {at}")
    return observed(message=f"how the child took part is not recorded, {at}")


def judge_adults(case: Case, review: Review, day: date, settings: Settings) -> Observation:
    observed = partial(Observation, about=reference(review, "the adults"), on=day, aspect="adults")
    at = f"at the review of {long_date(day)}"
    if review.attended is None:
        return observed(outcome=Outcome.CANNOT_TELL, message=f"who was there is not recorded, {at}")
    there = {plain_words(role.replace("_", " ")) for role in review.attended}
    types = placement_types_on(case, day)
    missing = [
        role
        for role in settings.adults
        if not there & names_of(role, types) and asked_for(case, role, types, day)
    ]
    if missing:
        said = " and ".join(role.replace("_", " ") for role in missing)
        return observed(
            outcome=Outcome.NOT_MET,
            message=f"neither there nor recorded as consulted, {at}: {said}",
            facts={"missing": ", ".join(missing)},
        )
    return observed(outcome=Outcome.MET, message=f"all who should be were there, {at}", done=day)


def names_of(role: str, types: set[str]) -> frozenset[str]:
    """What somebody of a role is called; with a parent, the carer is a parent."""
    names = CALLED.get(role, frozenset({plain_words(role.replace("_", " "))}))
    if role == "carer" and WITH_A_PARENT in types:
        return names | CALLED["parent"]
    return names


def asked_for(case: Case, role: str, types: set[str], day: date) -> bool:
    """Whether there is somebody of a role who could be asked."""
    if role == "carer":
        return not types & INDEPENDENT
    if role == "parent":
        return not (case.child.uasc or types & FOR_ADOPTION or may_be_placed(case, day))
    return True


def may_be_placed(case: Case, day: date) -> bool:
    """Whether a court had allowed the child to be placed for adoption."""
    statuses = case.legal_statuses if case.exports("legal_statuses") else ()
    return any(
        status.legal_status in MAY_BE_PLACED_FOR_ADOPTION
        and (span := span_of(status)) is not None
        and span.holds(day)
        for status in statuses
    )


def placement_types_on(case: Case, day: date) -> set[str]:
    """Where the child lived on a day, and up to it, as far as placements were exported."""
    return {
        kind
        for span, kind in placement_spans(case)
        if span.start <= day and (span.end is None or day <= span.end)
    }


@once_a_case
def placement_spans(case: Case) -> list[tuple[Span, str]]:
    placements = case.placements if case.exports("placements") else ()
    return [
        (span, item.placement_type)
        for item in placements
        if item.placement_type and (span := span_of(item))
    ]
