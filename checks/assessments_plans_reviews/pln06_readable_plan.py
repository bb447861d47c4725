"""A plan that a parent or the child can read.

What it looks at:
    The text of the plans in force: their sections, contingency and actions. It gives two
    numbers and judges nothing.

Why it matters to the child:
    A plan is kept by the people who can read it. Long sentences full of long words are kept by
    nobody.

The standard:
    No standard sets a number. Shown: the automated readability index, which is about the years
    of school that a text asks for, and the mean number of words in a sentence. Plans of fewer
    than 50 words are not measured. The index counts letters, words and sentences, and so needs
    no list of syllables.

Met:
    "Mum takes Ben to school every day. Nan helps on Fridays.", five times over: 5.5 words in a
    sentence, a reading grade of 0.2. A number is shown; nothing is met.

Not met:
    Nothing is not met: a plan written as one sentence of 60 words shows 60 words in a sentence.

What it cannot see:
    Whether a word is known to the reader, and whether the plan was read. Lists without full
    stops are read line by line.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from qaudit.cases.case import Case
from qaudit.cases.plans import plans_in_force
from qaudit.cases.texts import Text, texts_of
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.observations import Finding, Measure, cannot_tell, not_applicable
from qaudit.checking.settings import count
from qaudit.checking.standards import Area, Axis, Force
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    fewest_words: int = count(50, "words that the plans must have to be measured")


@check(
    "PLN06",
    "readable-plan",
    area=Area.APR,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="the automated readability index (Smith and Senter, 1967)",
    needs=("plans",),
    settings=Settings,
    wording=Wording(
        counted="plans",
        met="are written in words that a parent can read",
        effect="families cannot read what is asked of them",
    ),
)
def readable_plan(case: Case, settings: Settings) -> Iterator[Finding]:
    plans = plans_in_force(case)
    if not plans:
        yield none_recorded(case, "plans", "no plan is in force")
        return
    texts = [text for plan in plans for text in texts_of(case, plan)]
    words = sum(text.word_count for text in texts)
    if not texts and all(plan.sections is None and plan.actions is None for plan in plans):
        yield cannot_tell("the text of the plans was not exported")
    elif words < settings.fewest_words:
        yield not_applicable(f"the plans in force have fewer than {settings.fewest_words} words")
    else:
        yield Measure(name="reading_grade", value=reading_grade(texts), unit="school years")
        yield Measure(
            name="sentence_length",
            value=round(words / sentences_in(texts), 1),
            unit="words in a sentence",
        )
        yield not_applicable("shown as numbers, and not graded")


def sentences_in(texts: list[Text]) -> int:
    return sum(len(text.sentences) for text in texts) or 1


def reading_grade(texts: list[Text]) -> float:
    """The automated readability index of some texts together, and never less than 0."""
    words = sum(text.word_count for text in texts)
    letters = sum(sum(map(str.isalnum, text.written)) for text in texts)
    grade = 4.71 * letters / words + 0.5 * words / sentences_in(texts) - 21.43
    return max(0.0, round(grade, 1))
