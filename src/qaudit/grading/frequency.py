"""Words for how common something is, as inspection letters use them, and only as far as they hold.

A word is chosen so that the whole 95% Wilson interval supports it; if it does not, a weaker one
is. Of a small number there are counts and no words.

The medians are those of the percentages that inspectors printed beside the word, in reports of
271 inspections of children's services (small samples). Half-way between the medians of two words
one gives way to the other; towards "half", where the next word is far off, no further than plain
English bears.

"Too many", "not routinely" and their like are about tolerance and not share: more failed than is
acceptable, and whether it matters to the child. That is why inspectors say "too many" at a median
of 47 per cent and "most" at 86.
"""

from __future__ import annotations

from attrs import evolve, frozen

from qaudit.checking.shares import wilson

FEWEST_FOR_WORDS = 10
"""With fewer occasions than this, or fewer children, there are counts."""

FEWEST_TOO_MANY = 3
"""One or two are counted: nobody would call them too many."""


@frozen(kw_only=True)
class Word:
    """A word and what it claims: a share from `at_least` to `at_most`, of 1.

    Attributes:
        text: the word, with {} for what is spoken of, in the plural.
        median: the percentage inspectors meant by it, where that is known.
        adverb: whether it goes with what was done and not with whom: "not routinely".
    """

    text: str
    at_least: float = 0.0
    at_most: float = 1.0
    median: int | None = None
    adverb: bool = False

    def holds(self, share: float) -> bool:
        """Whether it is true of a share."""
        return self.at_least <= share <= self.at_most


AT_LEAST = (
    Word(text="almost all {}", median=97, at_least=0.96),
    Word(text="the vast majority of {}", median=95, at_least=0.925),
    Word(text="a very large majority of {}", median=90, at_least=0.88),
    Word(text="most {}", median=86, at_least=0.825),
    Word(text="a large majority of {}", median=79, at_least=0.765),
    Word(text="the majority of {}", median=74, at_least=0.61),
)
"""From the strongest: each claims no less than a share."""

HALF = Word(text="about half of {}", median=48, at_least=0.4, at_most=0.6)

AT_MOST = (
    Word(text="very few {}", median=6, at_most=0.08),
    Word(text="few {}", median=10, at_most=0.125),
    Word(text="a small minority of {}", median=15, at_most=0.2),
)
"""From the strongest: each claims no more than a share."""

SOME = Word(text="some {}")
"""Claims nothing but that there are any."""


@frozen(kw_only=True)
class Frequency:
    """How common something was: `count` of `number`, and the word for it.

    Attributes:
        word: None where there are counts alone.
        low: the lower end of the interval.
        high: its upper end.
    """

    count: int
    number: int
    word: Word | None
    low: float
    high: float

    def of(self, things: str) -> str:
        """What a letter says: "most children", or "3 of 7 children"; an adverb stands alone."""
        if self.word:
            return self.word.text.format(things)
        if self.count == 0:
            return f"none of {self.number} {things}"
        if self.count == self.number:
            return f"all {self.number} {things}" if self.number > 1 else f"1 of 1 {things}"
        return f"{self.count} of {self.number} {things}"


def how_many(count: int, number: int) -> Frequency:
    """The strongest word for a share, of what went well or of what did not.

    Raises:
        ValueError: there is nothing to count, or more were counted than there are.
    """
    low, high = _interval(count, number)
    word = None
    if number >= FEWEST_FOR_WORDS and count:
        enough = [word for word in AT_LEAST if low >= word.at_least]
        half = [HALF] if low >= HALF.at_least and high <= HALF.at_most else []
        little = [word for word in AT_MOST if high <= word.at_most]
        word = next(iter((*enough, *half, *little)), SOME)
    return Frequency(count=count, number=number, word=word, low=low, high=high)


TOO_MANY = Word(text="too many {}", median=47)
"""Beyond what is tolerated, or where nothing is: what it claims of the share is said there."""

NOT_ROUTINELY = Word(text="not routinely", adverb=True)
SMALL_NUMBER = Word(text="a small number of {}")
NOT_ALWAYS = Word(text="not always", adverb=True)
"""Claims nothing but that there were failures."""


def how_often_missed(
    missed: int, number: int, *, tolerated: float, matters: bool = False, harmed: int = 0
) -> Frequency:
    """The word for how often a standard was not met, by what is tolerable.

    Where more failed than is tolerated, whatever the chance, that is "too many" if it matters to
    the child and else "not routinely"; where no more did, "a small number"; where one cannot
    tell which, "not always". Failures that left a child at risk are not tolerated at all: three
    of them are too many, of whatever number.

    Args:
        missed: how often it was not met.
        number: how often it was due.
        tolerated: the share of 1 that may fail where practice is good.
        matters: whether a failure matters to the child by itself, as one in a duty does.
        harmed: the failures that left a child at risk.

    Raises:
        ValueError: there is nothing to count, or more were counted than there are.
    """
    low, high = _interval(missed, number)
    if not 0 <= harmed <= missed:
        raise ValueError(f"{harmed} of {missed} failures")
    word = None
    if number >= FEWEST_FOR_WORDS and missed >= FEWEST_TOO_MANY:
        if harmed >= FEWEST_TOO_MANY:
            word = TOO_MANY
        elif low > tolerated:
            beyond = TOO_MANY if matters else NOT_ROUTINELY
            word = evolve(beyond, at_least=tolerated)
        elif high <= tolerated:
            word = evolve(SMALL_NUMBER, at_most=tolerated)
        else:
            word = NOT_ALWAYS
    return Frequency(count=missed, number=number, word=word, low=low, high=high)


def _interval(count: int, number: int) -> tuple[float, float]:
    if not 0 <= count <= number:
        raise ValueError(f"{count} of {number}")
    return wilson(count, number)
