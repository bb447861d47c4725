"""An assessment says what its facts mean, and is about the child.

What it looks at:
    Each authorised assessment of the child's needs: how much of it is analysis; whether the
    child's wishes and feelings are recorded and fresh; and how many of the sentences that speak
    of the child or of the parents speak of the child.

Why it matters to the child:
    A history without analysis leads to no help. An assessment in which the parents are the
    subject of every sentence plans for the parents.

The standard:
    A reading of text; no share is published. Sections headed as analysis are there and hold at
    least 15% of the words. Wishes and feelings have a section, or are named in the text, and
    are less than 90 days old when the assessment is authorised: written in an assessment begun
    less than 90 days before, or recorded in direct work in that time. Of a child not
    yet born the analysis alone is judged. Of the sentences that
    speak of the child or of the parents at least 50% speak of the child; with fewer than 5 such
    sentences the text is not judged for that. Each of the three is an occasion of its own.
    A pronoun is taken for the child's where the sentence names no parent.

Met:
    An assessment of 200 words, 40 of them under the heading "Analysis".

Not met:
    An assessment of 200 words, 20 of them under the heading "Analysis".

What it cannot see:
    Whether the analysis is any good: it counts words. Analysis under a heading it does not
    know. Wishes that a child showed and nobody called so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from attrs import frozen
from qaudit_checks.stale_facts import first_names

from qaudit.cases.assessments import authorised
from qaudit.cases.calendar import ONE_DAY, CalendarEnds, Duration
from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import Assessment, DirectWork
from qaudit.cases.texts import Sentence, Text, first_mention, headed, texts_of, topic
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import check
from qaudit.checking.mentions import mentioned
from qaudit.checking.observations import Finding, Observation, Reference, reference
from qaudit.checking.settings import Share, count, length_of_time, share, words
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording

PARENTS = frozenset(
    [
        "mother",
        "father",
        "mum",
        "dad",
        "mummy",
        "daddy",
        "parent",
        "parents",
        "mother's",
        "father's",
        "mum's",
        "dad's",
        "parents'",
        "parent's",
        "stepfather",
        "stepmother",
        "partner",
    ]
)
"""Words for those whose story may take the place of the child's."""

THE_CHILD = frozenset(
    [
        "child",
        "child's",
        "boy",
        "girl",
        "baby",
        "toddler",
        "teenager",
        "daughter",
        "son",
        "pupil",
        "children",
    ]
)
"""Words for the child other than a name."""

YOUNG_PERSON = frozenset(["young", "person"])
"""A child, where both are said."""

PRONOUNS = {
    "M": frozenset(["he", "him", "his", "himself", "he's", "he'd"]),
    "F": frozenset(["she", "her", "hers", "herself", "she's", "she'd"]),
}
ANY_PRONOUN = PRONOUNS["M"] | PRONOUNS["F"] | frozenset(["they", "them", "their"])


@frozen(kw_only=True)
class Settings:
    analysis: Share = share("15%", "of the words of an assessment are analysis")
    analysis_headings: tuple[str, ...] = words(
        ("analys*", "conclusion*", "what this means", "what it means", "professional judgement"),
        "words in the heading of a section of analysis",
    )
    wishes: tuple[str, ...] = words(
        ("wish*", "feelings", "view*", "voice", "own account", "own words", "says", "tells us"),
        "words in the heading of a section of the child's wishes and feelings",
    )
    wishes_in_text: tuple[str, ...] = words(
        (
            "wishes",
            "would like",
            "told me",
            "told us",
            "wants",
            "hopes",
            "feels",
            "misses",
            "asked if",
            "asked for",
            "asked to",
            "he says",
            "she says",
        ),
        "words by which a text without such a section records them",
    )
    fresh: Duration = length_of_time("90 days", "wishes and feelings are less old than this")
    about_the_child: Share = share(
        "50%", "of the sentences about the child or the parents are about the child"
    )
    fewest_sentences: int = count(5, "with fewer such sentences that is not judged")


@check(
    "ASM06",
    "analysis-and-the-childs-experience",
    area=Area.APR,
    axis=Axis.QUALITY,
    force=Force.HEURISTIC,
    source="a reading of text; no share is published",
    needs=("assessments",),
    settings=Settings,
    wording=Wording(
        counted="parts of assessments",
        met="are given to analysis and to the child's own experience",
        effect="children's experiences are hard to find in what is written about them",
    ),
)
def analysis_and_the_childs_experience(case: Case, settings: Settings) -> Iterator[Finding]:
    for day, assessment in authorised(case):
        yield from judge(case, assessment, day, settings)
    if not authorised(case):
        yield none_recorded(case, "assessments", "no assessment of needs was authorised")


def judge(
    case: Case, assessment: Assessment, day: date, settings: Settings
) -> Iterator[Observation]:
    if assessment.sections is None:
        yield Observation(
            outcome=Outcome.CANNOT_TELL,
            about=reference(assessment, "its text"),
            on=day,
            message="the text of the assessment was not exported",
            aspect="text",
        )
        return
    texts = texts_of(case, assessment)
    yield has_analysis(case, assessment, day, texts, settings)
    if (born := case.child.date_of_birth or case.child.expected_date_of_birth) and born > day:
        return
    yield has_wishes(case, assessment, day, texts, settings)
    yield from is_about_the_child(case, assessment, day, texts, settings)


def has_analysis(
    case: Case, assessment: Assessment, day: date, texts: tuple[Text, ...], settings: Settings
) -> Observation:
    """Whether enough of it is analysis."""
    analysis = headed(case, texts, topic(settings.analysis_headings))
    total = sum(text.word_count for text in texts)
    of_analysis = sum(text.word_count for text in analysis)
    observed = partial(
        Observation,
        about=reference(assessment, "its analysis"),
        on=day,
        aspect="analysis",
        evidence=[Reference(text.pointer, "a section of analysis", "") for text in analysis],
        facts={"words": total, "words_of_analysis": of_analysis},
    )
    if not analysis:
        return observed(outcome=Outcome.NOT_MET, message="no section is headed as analysis")
    message = f"{of_analysis:,} of {total:,} words are analysis"
    enough = of_analysis >= settings.analysis.part * total
    return observed(outcome=Outcome.MET if enough else Outcome.NOT_MET, message=message)


def has_wishes(
    case: Case, assessment: Assessment, day: date, texts: tuple[Text, ...], settings: Settings
) -> Observation:
    """Whether the child's wishes and feelings are in it, and fresh."""
    observed = partial(
        Observation,
        outcome=Outcome.CANNOT_TELL,
        about=reference(assessment, "wishes and feelings"),
        on=day,
        aspect="wishes",
    )
    sections = headed(case, texts, topic(settings.wishes))
    mention = None if sections else first_mention(texts, topic(settings.wishes_in_text))
    shown = [Reference(text.pointer, "wishes and feelings", "") for text in sections]
    shown += [mentioned(mention, "wishes and feelings")] if mention else []
    try:
        since = settings.fresh.before(day) + ONE_DAY
    except CalendarEnds as ends:
        return observed(message=str(ends), evidence=shown)
    if not shown and not recent_work(case, since, day):
        message = "the child's wishes and feelings are not recorded in it"
        return observed(outcome=Outcome.NOT_MET, message=message)
    begun = assessment.start_date
    kept = bool(sections) and all(text.carried_forward for text in sections)
    if shown and begun and begun >= since and not kept:
        message = f"the child's wishes and feelings are recorded, less than {settings.fresh} old"
        return observed(outcome=Outcome.MET, message=message, evidence=shown)
    if work := recent_work(case, since, day):
        message = f"direct work less than {settings.fresh} before recorded them"
        shown.append(reference(work, "direct work"))
        return observed(outcome=Outcome.MET, message=message, evidence=shown)
    if begun is None and not kept:
        message = "how old the wishes and feelings are is not recorded: it has no start date"
        return observed(message=message, evidence=shown)
    if why := case.why_unseen("direct_work", since, day):
        message = f"whether the wishes and feelings are less than {settings.fresh} old: {why}"
        return observed(message=message, evidence=shown)
    message = f"nothing shows that the wishes and feelings are less than {settings.fresh} old"
    return observed(outcome=Outcome.NOT_MET, message=message, evidence=shown)


def recent_work(case: Case, since: date, day: date) -> DirectWork | None:
    """Direct work on wishes and feelings of some days."""
    if not case.exports("direct_work"):
        return None
    return next(
        (
            work
            for work in case.direct_work
            if work.type == "wishes_and_feelings" and work.date and since <= work.date <= day
        ),
        None,
    )


def is_about_the_child(
    case: Case, assessment: Assessment, day: date, texts: tuple[Text, ...], settings: Settings
) -> Iterator[Observation]:
    """Whether the child, and not the parents alone, is what it is about."""
    child, pronouns, of_anyone = words_for_persons(case)
    of_child = 0
    parents_alone: list[tuple[Text, Sentence]] = []
    for text in texts:
        for sentence in text.sentences:
            said = of_anyone.intersection(sentence[-1])
            if not child.isdisjoint(said) or said >= YOUNG_PERSON:
                of_child += 1
            elif not PARENTS.isdisjoint(said):
                parents_alone.append((text, sentence))
            elif not pronouns.isdisjoint(said):
                of_child += 1
    of_parents = len(parents_alone)
    total = of_child + of_parents
    if total < settings.fewest_sentences:
        return
    enough = of_child >= settings.about_the_child.part * total
    yield Observation(
        outcome=Outcome.MET if enough else Outcome.NOT_MET,
        about=reference(assessment, "whom it is about"),
        on=day,
        aspect="child",
        message=f"{of_child} of {total} sentences about the child or the parents are about the "
        "child",
        evidence=[] if enough else [of_a_sentence(*where) for where in parents_alone],
        facts={"of_the_child": of_child, "of_the_parents_alone": of_parents},
    )


@once_a_case
def words_for_persons(case: Case) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words for a child, the first names among them; the pronouns; and all for anyone."""
    names = {word for name in first_names(case) for word in name.lower().split()}
    child = THE_CHILD | names | {f"{name}'s" for name in names}
    pronouns = PRONOUNS.get(case.child.sex or "", ANY_PRONOUN)
    return child, pronouns, child | pronouns | PARENTS | YOUNG_PERSON


def of_a_sentence(text: Text, sentence: Sentence) -> Reference:
    start, end = text.place_of(sentence)
    return Reference(text.pointer, f"parents alone, characters {start} to {end}", "")
