"""What is said of a child in a few sentences."""

from __future__ import annotations

from qaudit.checking.results import CaseResult, MarkRow, ObservationRow
from qaudit.reporting.html.gist import gist_of

NAMES = {"VIS04": "child out of sight"}


def seen(
    check: str, outcome: str, late: int | None = None, *, harm: bool = False
) -> ObservationRow:
    """An observation with what is asked for here."""
    return ObservationRow(
        check=check,
        outcome=outcome,
        axis="compliance",
        force="statutory",
        on="2026-01-01",
        due=None,
        done=None,
        days_late=late,
        message="",
        evidence=[],
        fingerprint="",
        harm=harm,
    )


def visit(on: str, label: str = "child in care visit") -> MarkRow:
    """A visit on a day."""
    return MarkRow(lane="visits", label=label, start=on, end=None, lasting=False, pointer="")


def told(*rows: ObservationRow, visits: tuple[MarkRow, ...] = ()) -> list[str]:
    """The sentences of a case judged as at the last day of September."""
    result = CaseResult("C", "c", "2026-09-30", observations=[*rows], timeline=[*visits])
    return gist_of(result, NAMES)


def test_moves_are_counted_among_those_that_were_judged() -> None:
    """One that could not be told counts on neither side."""
    rows = [seen("REV02", outcome) for outcome in ("not_met", "met", "not_met", "cannot_tell")]
    assert told(*rows) == ["2 of 3 moves had no review in time."]


def test_how_often_something_was_late_and_by_how_much() -> None:
    """The longest of several; one is said by its days; without days none are said."""
    assert told(seen("SUP01", "not_met", 20), seen("SUP01", "not_met", 112)) == [
        "Supervision was late 2 times, the longest 112 days."
    ]
    assert told(seen("PLN07", "not_met", 1)) == ["The care plan was late by 1 day."]
    assert told(seen("VIS01", "not_met")) == ["A visit was late."]


def test_four_standards_are_said_and_the_others_counted() -> None:
    """Those first that keep the child in view; standards, not occasions."""
    codes = ("HED01", "SUP01", "WRK02", "VIS01", "PRO03", "REV01", "PLN02", "PLN02")
    (sentence,) = told(*(seen(code, "not_met", 5) for code in codes))
    assert sentence == (
        "A visit was late by 5 days; the allocation of a social worker was late by 5 days; "
        "supervision was late by 5 days; a review was late by 5 days; 3 other standards were not "
        "met."
    )
    assert told(seen("HED01", "not_met", 5)) == ["1 standard was not met."]


def test_a_child_at_risk_comes_first_and_also_where_it_was_waived() -> None:
    """Named by the standard; what is waived is no failure that counts."""
    harm = seen("VIS04", "not_met", harm=True)
    waived = seen("VIS04", "waived", harm=True)
    assert told(harm, waived) == [
        "1 failure left the child at risk: VIS04 child out of sight.",
        "1 failure left the child at risk and was waived: VIS04 child out of sight.",
        "1 standard was not met.",
    ]


def test_where_nothing_failed_it_says_of_how_much() -> None:
    """And where nothing was judged, that."""
    assert told(seen("REV02", "met"), seen("REV01", "cannot_tell")) == [
        "Nothing was found not met, of 1 occasion."
    ]
    assert told(seen("REV01", "cannot_tell")) == ["Nothing could be judged."]


def test_the_last_visit_and_what_was_in_vain_since() -> None:
    """A visit at which the child was not seen is none; what is not on the record is not said."""
    unseen = "child in care visit, child not seen"
    visits = (visit("2026-05-01", unseen), visit("2026-07-08"), visit("2026-08-26", unseen))
    assert told(visits=visits)[-1] == (
        "The last visit was on 8 July 2026, 84 days before 30 September 2026; the child was not "
        "seen at 1 visit since."
    )
    assert told(visits=(visit("2026-09-29"),))[-1] == (
        "The last visit was on 29 September 2026, 1 day before 30 September 2026."
    )
    assert told(visits=visits[:1])[-1] == "The child was not seen at the one visit on the record."
    assert told() == ["Nothing could be judged."]
