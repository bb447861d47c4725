"""A child's life in dates, from which a picture is drawn."""

from __future__ import annotations

import json
from datetime import date

from qaudit.cases.codes import LEGAL_STATUSES, PLACEMENTS, in_plain_words
from qaudit.cases.timeline import Lane, Mark, timeline
from support import case

WRITTEN = "Aunt Mary's house"


def test_what_lasts_has_both_its_days_and_what_happens_has_one() -> None:
    """A placement has a start and an end, a review its day, each with its pointer."""
    made = case(
        placements=[
            {"start_date": "2026-01-05", "end_date": "2026-03-02", "placement_type": "U6"},
            {"start_date": "2026-03-02", "placement_type": "K2"},
        ],
        reviews=[{"type": "child_in_care", "date": "2026-01-30"}],
    )
    assert timeline(made) == [
        Mark(Lane.CARE, "in care", date(2026, 1, 5), None, True, "/placements/0"),
        Mark(
            Lane.PLACEMENTS,
            "fostering (U6)",
            date(2026, 1, 5),
            date(2026, 3, 2),
            True,
            "/placements/0",
        ),
        Mark(
            Lane.PLACEMENTS, "children's home (K2)", date(2026, 3, 2), None, True, "/placements/1"
        ),
        Mark(Lane.REVIEWS, "child in care review", date(2026, 1, 30), None, False, "/reviews/0"),
    ]


def test_a_review_cancelled_and_a_visit_that_failed_are_told_apart() -> None:
    """The label says what did not happen."""
    made = case(
        reviews=[{"type": "child_in_care", "date": "2026-01-30", "cancelled": True}],
        visits=[
            {"type": "child_in_care", "date": "2026-02-03", "successful": False},
            {"type": "child_in_care", "date": "2026-02-05", "seen": True},
        ],
    )
    assert [mark.label for mark in timeline(made)] == [
        "child in care review, cancelled",
        "child in care visit, child not seen",
        "child in care visit",
    ]


def test_an_assessment_stands_on_the_day_it_was_authorised_else_on_the_day_it_started() -> None:
    """One that nobody has authorised is not shown as done."""
    made = case(
        assessments=[
            {"type": "child_in_care", "start_date": "2026-01-05", "authorised_date": "2026-02-27"},
            {"type": "child_in_care", "start_date": "2026-08-03"},
        ]
    )
    assert [(mark.label, mark.start.isoformat()) for mark in timeline(made)] == [
        ("child in care, authorised", "2026-02-27"),
        ("child in care, started", "2026-08-03"),
    ]


def test_what_comes_after_the_audit_date_is_not_shown() -> None:
    """A case judged as at an earlier day is drawn as it stood on that day."""
    named = {"supervisions": [{"date": "2026-05-04"}, {"date": "2026-06-15"}]}
    starts = [mark.start.isoformat() for mark in timeline(case("2026-05-31", **named))]
    assert starts == ["2026-05-04"]


def test_what_has_no_date_has_no_place() -> None:
    """An item without a start is left out, and a section that was not exported raises nothing."""
    assert timeline(case(placements=[{"placement_type": "U6"}], visits=[{"seen": True}])) == []
    assert timeline(case()) == []


def test_no_text_of_the_record_is_in_it() -> None:
    """What a person wrote anywhere in the record stays there."""
    made = case(
        placements=[{"start_date": "2026-01-05", "provider": WRITTEN, "placement_type": "U6"}],
        supervisions=[
            {"date": "2026-02-02", "sections": [{"heading": WRITTEN, "text": WRITTEN}]},
        ],
        visits=[{"date": "2026-02-09", "not_alone_reason": WRITTEN}],
    )
    marks = timeline(made)
    assert {mark.lane for mark in marks} >= {Lane.PLACEMENTS, Lane.SUPERVISIONS, Lane.VISITS}
    assert WRITTEN not in json.dumps([mark.label for mark in marks])


def test_a_code_is_said_in_words_with_the_code_beside() -> None:
    """One that is missing or unknown says so."""
    assert in_plain_words("V2", LEGAL_STATUSES) == "accommodated by agreement (V2)"
    assert in_plain_words(None, PLACEMENTS) == "not recorded"
    assert in_plain_words("Q9", PLACEMENTS) == "a code that is not in its set"
