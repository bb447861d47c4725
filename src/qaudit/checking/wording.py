"""How a letter speaks of a standard: a few words from which whole sentences are made."""

from __future__ import annotations

from attrs import field, frozen

VERBS = ("are", "have")
"""What a predicate that can be negated begins with."""


@frozen(kw_only=True)
class Wording:
    """The words of one standard, in plain English and the present tense.

    Attributes:
        counted: what its occasions are, in the plural: "moves to another carer".
        met: what is said of them where it is met, beginning with "are" or "have":
            "are considered at a review".
        not_met: where it is not met, if that is not `met` with "not" in it.
        effect: what that means for the child, as a clause after "As a result, ". It says no
            more than that the standard was not met.
    """

    counted: str
    met: str = field()
    not_met: str = ""
    effect: str

    @met.validator
    def _begins_with_a_verb(self, _attribute: object, met: str) -> None:
        if met.partition(" ")[0] not in VERBS:
            raise ValueError(f"{met!r} must begin with {' or '.join(VERBS)}")

    @property
    def of_children(self) -> bool:
        """Whether its occasions are spoken of as children, who have to be counted as such."""
        return self.counted.partition(" ")[0] == "children"

    def negated(self, how: str = "not") -> str:
        """The opposite of `met`, with "not", "not routinely" or "not always"."""
        if how == "not" and self.not_met:
            return self.not_met
        verb, _, rest = self.met.partition(" ")
        return f"are {how} {rest}" if verb == "are" else f"do {how} have {rest}"


_OF_ONE = {"are": "is", "have": "has", "do": "does"}


def of_one(predicate: str) -> str:
    """A predicate as it is said of one: "are held" becomes "is held"."""
    verb, _, rest = predicate.partition(" ")
    return f"{_OF_ONE.get(verb, f'{verb}s')} {rest}"
