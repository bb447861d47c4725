"""Actions, wherever they are agreed: in plans, supervision, audits and review decisions.

An action is specific where it says who does it, by when, and what will be different. Which of
these are asked for is the check's; what counts as saying it is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from qaudit.cases.model import Item
from qaudit.cases.said import plain_words, says_something

NOBODY_IN_PARTICULAR = frozenset(
    {
        "agencies",
        "all",
        "and",
        "both",
        "concerned",
        "everybody",
        "everyone",
        "involved",
        "multi",
        "agency",
        "network",
        "others",
        "parties",
        "partners",
        "people",
        "professional",
        "professionals",
        "relevant",
        "the",
        "various",
    }
)
"""Words by which, if there are no others, an owner is nobody who could be asked."""


@frozen
class Part:
    """Something that makes an action specific.

    Attributes:
        name: what it is called.
        fields: where it can stand; one of them is enough.
    """

    name: str
    fields: tuple[str, ...]


OWNER = Part("owner", ("owner",))
DUE_DATE = Part("due date", ("due_date",))
OUTCOME_OR_MEASURE = Part("outcome or measure", ("outcome", "measure"))
EVIDENCE = Part("evidence", ("evidence",))
IMPACT = Part("impact", ("impact",))


@frozen
class Specificity:
    """What an action lacks of some parts.

    Attributes:
        missing: the names of those it does not say.
        unknown: the names of those that the exporting system cannot give.
    """

    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def specificity(action: Item, parts: Iterable[Part], without: frozenset[str]) -> Specificity:
    """What an action lacks of some parts, where the system cannot give the fields in `without`."""
    lacking = [part for part in parts if not any(said_in(action, name) for name in part.fields)]
    unknown = [part for part in lacking if without.intersection(part.fields)]
    return Specificity(
        tuple(part.name for part in lacking if part not in unknown),
        tuple(part.name for part in unknown),
    )


def said_in(action: Item, field: str) -> bool:
    """Whether a field of an action says something."""
    value = getattr(action, field, None)
    if isinstance(value, date):
        return True
    return names_somebody(value) if field == "owner" else says_something(value)


def names_somebody(owner: str | None) -> bool:
    """Whether an owner can be asked: a person or a role, and not "all" or "professionals"."""
    if owner is None or not says_something(owner):
        return False
    return not NOBODY_IN_PARTICULAR.issuperset(plain_words(owner).split())


def sameness(description: str | None, action_id: str | None) -> str | None:
    """What two records of one action share: its words, or its id where it has none.

    Systems number the actions of each plan anew, so the words go first.
    """
    return plain_words(description or "") or action_id
