"""How a letter begins: what was looked at, when, and on what the letter rests."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from qaudit.cases.case import long_date
from qaudit.checking.results import ServiceResult
from qaudit.letters.model import Paragraph, Sentence
from qaudit.letters.turns import number, sentence


@frozen(kw_only=True)
class About:
    """What a letter needs to know of the audit.

    Attributes:
        first: the first day that is graded, of any child; YYYY-MM-DD.
        earliest: the first audit date of any child.
        last: the last one.
        tolerated: the share of 1 that may fail where practice is good.
        occasions: how often a standard applied and could be judged.
    """

    first: str
    earliest: str
    last: str
    tolerated: float
    occasions: int


def opening(service: ServiceResult, about: About, *, few: bool) -> Paragraph:
    children = "one child" if service.cases == 1 else f"{number(service.cases)} children"
    areas = sum(1 for area in service.areas.values() if area["axes"])
    said = [
        Sentence(
            f"This letter sets out what an audit of the case files of {children} found, "
            f"{_as_at(about)}."
        ),
        Sentence(
            f"It rests on {about.occasions:,} occasions since {_day(about.first)} on which "
            f"a standard of practice applied and the record shows whether it was met, in "
            f"{number(areas)} areas of practice."
        ),
        Sentence(
            "The grades are indicative: they say what the records show, and people decide. "
            "No worker is graded."
        ),
    ]
    waived = sum(row["outcomes"].get("waived", 0) for row in service.checks.values())
    if waived:
        failures = "failure is" if waived == 1 else "failures are"
        text = f"{number(waived)} {failures} waived: somebody answers for that until a day. "
        text += "What is waived counts neither as met nor as missed"
        said.append(Sentence(sentence(text)))
    if few:
        said.append(
            Sentence(
                "Of so few children no more is told here than the grades, what they rest on, "
                "and whether a child was left at risk, so that none of them can be recognised."
            )
        )
    return tuple(said)


def _as_at(about: About) -> str:
    """On which day the files were looked at: one for all, or each its own."""
    if about.earliest == about.last:
        return f"as at {_day(about.last)}"
    return f"each as at its own export, from {_day(about.earliest)} to {_day(about.last)}"


def _day(value: str) -> str:
    return long_date(date.fromisoformat(value))
