"""A plan is made for this child, not taken from another's.

What it looks at:
    The actions of every care, pathway, child in need and child protection plan, against those
    in the plans of all children in the audit who are not brothers or sisters of this one.

Why it matters to the child:
    A plan whose actions would fit anybody changes nothing for anybody.

The standard:
    No threshold is published. A plan is not met where half or more of its actions stand word
    for word in plans of unrelated children. Actions of fewer than six words are left out:
    "attend the dentist" may be said of many. Capital letters and punctuation do not count, nor
    do the children's own names, pronouns and figures.

Met:
    A plan of six actions, one of which stands in another child's plan.

Not met:
    A plan of six actions, four of which stand word for word in another child's plan.

What it cannot see:
    The same action in other words. The name of a child whose names were not exported. Whether
    an action that many need was right for this child, too. With one child, or one family, there
    is nobody to compare with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from attrs import define, field, frozen
from qaudit_checks.names import pattern_of
from qaudit_checks.stale_facts import first_names
from qaudit_checks.text_reuse import families_of

from qaudit.cases.case import Case
from qaudit.checking.check import check
from qaudit.checking.observations import (
    Finding,
    Observation,
    Reference,
    not_applicable,
    reference,
)
from qaudit.checking.settings import Share, count, share
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.survey import Survey
from qaudit.checking.wording import Wording

LOOKED_AT = frozenset({"care", "pathway", "child_in_need", "child_protection"})
WORD = re.compile(r"\w+")
PRONOUNS = re.compile(r"(?:he|she|they|him|her|them|his|hers|their|theirs)$")
THE_CHILD = " thechild "
"""Stands for the child's name and for every pronoun."""

MOST_NAMED = 3
"""Other children's plans that a message names."""


@frozen
class PlannedActions:
    """A plan's actions: each as its words, and where it stands."""

    plan: Reference
    on: date
    actions: tuple[tuple[str, Reference], ...]


@frozen
class Collected:
    """The plans of one case, and its brothers and sisters."""

    plans: tuple[PlannedActions, ...]
    siblings: tuple[str, ...]


@define
class Plans:
    """The plans of all cases; an action by its words leads to the cases that have it."""

    by_case: dict[str, Collected] = field(factory=dict)
    families: dict[str, str] = field(factory=dict)
    having: dict[str, set[str]] = field(factory=dict)

    def add(self, case_id: str, collected: Collected) -> None:
        self.by_case[case_id] = collected

    def conclude(self) -> Plans:
        self.families = families_of({name: one.siblings for name, one in self.by_case.items()})
        for case_id, collected in self.by_case.items():
            for plan in collected.plans:
                for words, _ in plan.actions:
                    self.having.setdefault(words, set()).add(case_id)
        return self

    def elsewhere(self, case_id: str, words: str) -> set[str]:
        """The cases of unrelated children that have an action."""
        family = self.families[case_id]
        return {other for other in self.having[words] if self.families[other] != family}


def collect(case: Case, _settings: object) -> Collected:
    """The actions of a case's plans."""
    if not case.exports("plans"):
        return Collected((), case.child.sibling_case_ids or ())
    names = first_names(case)
    named = re.compile(pattern_of(names)) if names else None
    plans = tuple(
        PlannedActions(
            reference(plan),
            plan.agreed_date or plan.start_date or case.as_at,
            tuple(
                (as_compared(action.description, named), reference(action))
                for action in plan.actions or ()
                if action.description
            ),
        )
        for plan in case.plans
        if plan.type in LOOKED_AT
    )
    return Collected(plans, case.child.sibling_case_ids or ())


def as_compared(text: str, named: re.Pattern[str] | None) -> str:
    """The words of an action: one word for the child's names and for pronouns, 0 for a number."""
    if named is not None:
        text = named.sub(THE_CHILD, text)
    return " ".join(
        THE_CHILD.strip() if PRONOUNS.match(word) else "0" if word.isdecimal() else word
        for word in WORD.findall(text.casefold())
    )


PLAN_ACTIONS = Survey(name="plan_actions", collect=collect, start=lambda _settings: Plans())


@frozen(kw_only=True)
class Settings:
    shared: Share = share("50%", "a plan is not met from this share of its actions")
    fewest_words: int = count(6, "shorter actions are left out")
    fewest_actions: int = count(2, "a plan with fewer actions to compare is left out")


@check(
    "PLN05",
    "generic-plan",
    area=Area.APR,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="a reading of text; no threshold is published",
    needs=("plans",),
    survey=PLAN_ACTIONS,
    settings=Settings,
    wording=Wording(
        counted="plans",
        met="are written for the child they are about",
        not_met="hold actions that stand word for word in another child's plan",
        effect="the plan could be anybody's",
    ),
)
def generic_plan(plans: Plans, settings: Settings) -> Iterator[tuple[str, Finding]]:
    alone = len(set(plans.families.values())) < 2
    for case_id, collected in plans.by_case.items():
        if alone:
            yield case_id, not_applicable("there is no unrelated child to compare with")
            continue
        looked_at = 0
        for plan in collected.plans:
            actions = [
                (words, action)
                for words, action in plan.actions
                if words.count(" ") + 1 >= settings.fewest_words
            ]
            if len(actions) >= settings.fewest_actions:
                looked_at += 1
                yield case_id, judge(plans, case_id, plan, actions, settings)
        if not looked_at:
            yield case_id, not_applicable("no plan has actions enough to compare")


def judge(
    plans: Plans,
    case_id: str,
    plan: PlannedActions,
    actions: list[tuple[str, Reference]],
    settings: Settings,
) -> Observation:
    others: Counter[str] = Counter()
    shared = []
    for words, action in actions:
        having = plans.elsewhere(case_id, words)
        others.update(having)
        if having:
            shared.append(action)
    generic = len(shared) >= settings.shared.part * len(actions) and bool(shared)
    return Observation(
        outcome=Outcome.NOT_MET if generic else Outcome.MET,
        about=plan.plan,
        on=plan.on,
        message=f"{len(shared)} of {len(actions)} actions stand word for word in "
        + (
            f"plans of unrelated children: {whose(others)}"
            if others
            else "the plan of an unrelated child"
        ),
        evidence=shared,
        facts={"shared": len(shared), "actions": len(actions)},
    )


def whose(others: Counter[str]) -> str:
    """The cases with most of the actions."""
    cases = sorted(others, key=lambda case: (-others[case], case))
    more = len(cases) - MOST_NAMED
    return ", ".join(cases[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
