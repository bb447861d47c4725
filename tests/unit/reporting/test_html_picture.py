"""The picture of a child's time: where things stand, and what is said to be missed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qaudit.checking.results import CaseResult, MarkRow, ObservationRow
from qaudit.reporting.html.life import in_words, life_of
from qaudit.reporting.html.picture import LEFT, RIGHT, WIDTH, draw, ticks

HALF = (LEFT + WIDTH - RIGHT) / 2
"""Half-way from the first day to the last."""


def mark(lane: str, label: str, start: str, end: str | None = None, **how: Any) -> MarkRow:
    """A row of a timeline; `lasting` unless it is told otherwise."""
    lasting = how.get("lasting", True)
    return MarkRow(lane=lane, label=label, start=start, end=end, lasting=lasting, pointer="/x")


def seen(check: str, outcome: str, on: str, due: str, done: str | None = None) -> ObservationRow:
    """An observation with no more than the picture needs."""
    return ObservationRow(
        check=check,
        outcome=outcome,
        axis="compliance",
        force="statutory",
        on=on,
        due=due,
        done=done,
        days_late=None,
        message="",
        evidence=[],
        fingerprint="",
    )


def picture(*marks: MarkRow, rows: tuple[ObservationRow, ...] = ()) -> ET.Element:
    """The picture of a case judged as at the last day of 2026, as XML."""
    result = CaseResult("C-1", "c.json", "2026-12-31", timeline=list(marks), observations=[*rows])
    life = life_of(result)
    assert life
    return ET.fromstring(draw(life))  # noqa: S314  # of our own making


def of(drawn: ET.Element, kind: str) -> list[ET.Element]:
    """The parts of a class."""
    return [part for part in drawn.iter() if kind in part.get("class", "").split()]


IN_CARE = mark("in care", "in care", "2026-01-01")


def test_a_day_half_way_stands_half_way() -> None:
    """The picture runs from the entry to care to the audit date."""
    (bar,) = of(picture(IN_CARE, mark("placements", "fostering (U6)", "2026-07-02")), "placements")
    start = float(bar.get("x", ""))
    assert abs(start - HALF) < 0.5
    assert start + float(bar.get("width", "")) == WIDTH - RIGHT


def test_it_begins_with_the_last_entry_to_care() -> None:
    """What was over before is not drawn; what went on begins at the edge."""
    drawn = picture(
        mark("in care", "in care", "2020-01-01", "2021-01-01"),
        IN_CARE,
        mark("placements", "fostering (U6)", "2020-01-01", "2021-01-01"),
        mark("workers", "social worker W-1", "2025-01-01"),
    )
    assert of(drawn, "placements") == []
    (worker,) = of(drawn, "workers")
    assert float(worker.get("x", "")) == LEFT


def test_what_overlaps_stands_one_below_the_other() -> None:
    """Two workers at once take two rows, and a third after the first takes its row."""
    drawn = picture(
        IN_CARE,
        mark("workers", "social worker W-1", "2026-01-01", "2026-03-01"),
        mark("workers", "iro W-2", "2026-02-01"),
        mark("workers", "social worker W-3", "2026-03-01"),
    )
    first, second, third = (float(bar.get("y", "")) for bar in of(drawn, "workers"))
    assert first == third
    assert second > first


def test_a_move_without_a_review_is_said_beside_the_placements() -> None:
    """Two close together are said at once; one that was reviewed is not."""
    rows = (
        seen("REV02", "not_met", "2026-03-01", "2026-03-29"),
        seen("REV02", "not_met", "2026-04-01", "2026-04-30"),
        seen("REV02", "met", "2026-09-01", "2026-09-29", "2026-09-10"),
    )
    drawn = picture(IN_CARE, mark("placements", "fostering (U6)", "2026-01-01"), rows=rows)
    assert [part.text for part in of(drawn, "flag")] == ["✕ 2 moves, no review in time"]
    assert len(of(drawn, "flagpole")) == 2


def test_how_long_something_was_late_is_drawn() -> None:
    """From the day it was due to the day it was done, or to the next thing of its kind."""
    reviews = [
        mark("reviews", "review", day, lasting=False) for day in ("2026-06-01", "2026-12-01")
    ]
    rows = (
        seen("REV01", "not_met", "2026-01-01", "2026-04-01", "2026-06-01"),
        seen("REV01", "not_met", "2026-06-01", "2026-10-01"),
    )
    (late,) = of(picture(IN_CARE, *reviews, rows=rows), "late")
    spans = re.findall(r"M([\d.]+) [\d.]+H([\d.]+)", late.get("d", ""))
    days = [(date(2026, 4, 1), date(2026, 6, 1)), (date(2026, 10, 1), date(2026, 12, 1))]
    width = WIDTH - LEFT - RIGHT
    for (start, end), (due, done) in zip(spans, days, strict=True):
        assert abs(float(start) - LEFT - width * (due - date(2026, 1, 1)).days / 364) < 0.1
        assert abs(float(end) - LEFT - width * (done - date(2026, 1, 1)).days / 364) < 0.1


def test_the_number_missed_stands_at_the_end_of_a_lane() -> None:
    """In words, not by colour alone; a lane without a miss says nothing."""
    rows = (
        seen("SUP01", "not_met", "2026-02-01", "2026-03-15"),
        seen("SUP01", "met", "2026-03-01", "2026-04-12", "2026-04-01"),
        seen("VIS01", "met", "2026-03-01", "2026-04-12", "2026-04-01"),
    )
    supervised = mark("supervisions", "supervision", "2026-04-01", lasting=False)
    visited = mark("visits", "child in care visit", "2026-04-01", lasting=False)
    drawn = picture(IN_CARE, supervised, visited, rows=rows)
    assert [part.text for part in of(drawn, "missed")] == ["✕ 1 missed"]
    (lanes,) = (part for part in drawn if part.get("role") == "img")
    assert lanes.get("aria-label") == (
        "Timeline of C-1, 01 Jan 2026 to 31 Dec 2026: 1 due date missed"
    )


def test_what_failed_is_a_ring_and_what_happened_a_dot() -> None:
    """A visit at which the child was not seen is no visit held."""
    drawn = picture(
        IN_CARE,
        mark("visits", "child in care visit", "2026-04-01", lasting=False),
        mark("visits", "child in care visit, child not seen", "2026-05-01", lasting=False),
    )
    assert len(of(drawn, "dot")) == 1
    assert len(of(drawn, "ring")) == 1


def test_all_that_is_drawn_is_told_in_words() -> None:
    """What lasted, what happened, what was called off, and each date that was due."""
    marks = [
        IN_CARE,
        mark("placements", "fostering (U6)", "2026-01-01", "2026-03-01"),
        mark("reviews", "review, cancelled", "2026-02-01", lasting=False),
    ]
    rows = [
        seen("REV01", "not_met", "2026-01-01", "2026-01-29", "2026-04-01"),
        seen("REV01", "met", "2026-04-01", "2026-06-30", "2026-06-01"),
        seen("REV01", "not_due", "2026-06-01", "2027-01-29"),
        seen("REV01", "cannot_tell", "2026-06-01", "2026-08-29"),
    ]
    life = life_of(CaseResult("C-1", "c.json", "2026-12-31", timeline=marks, observations=rows))
    assert life
    assert in_words(life) == [
        ("In care", ["in care: 01 Jan 2026 and goes on"]),
        ("Placements", ["fostering (U6): 01 Jan 2026 to 01 Mar 2026"]),
        (
            "Reviews",
            [
                "review, cancelled, 01 Feb 2026",
                "REV01: due by 29 Jan 2026, ✕ missed, done on 01 Apr 2026",
                "REV01: due by 30 Jun 2026, met, done on 01 Jun 2026",
                "REV01: due by 29 Jan 2027, still open",
            ],
        ),
    ]


def test_a_case_without_dates_has_no_picture() -> None:
    """Nothing is better than an empty frame."""
    assert life_of(CaseResult("C-1", "c.json", "2026-12-31")) is None


def test_the_axis_names_months_quarters_or_years() -> None:
    """As there is room, and never more than a dozen or so."""
    assert ticks(date(2026, 1, 5), date(2026, 3, 20)) == [
        (date(2026, 2, 1), "Feb 2026"),
        (date(2026, 3, 1), "Mar 2026"),
    ]
    assert [label for _, label in ticks(date(2024, 11, 1), date(2026, 12, 31))][:2] == [
        "Jan 2025",
        "Apr 2025",
    ]
    assert [label for _, label in ticks(date(2018, 3, 1), date(2026, 12, 31))][:2] == [
        "2019",
        "2020",
    ]


days = st.dates(date(2020, 1, 1), date(2026, 12, 31)).map(date.isoformat)


@given(
    st.lists(
        st.builds(
            mark,
            st.sampled_from(["in care", "placements", "workers", "reviews", "visits"]),
            st.text(min_size=1),
            days,
            st.none() | days,
            lasting=st.booleans(),
        ),
        max_size=6,
    ),
    st.lists(
        st.builds(
            seen,
            st.sampled_from(["REV01", "REV02", "SUP01", "ASM03"]),
            st.sampled_from(["met", "not_met", "not_due", "cannot_tell"]),
            days,
            days,
            st.none() | days,
        ),
        max_size=6,
    ),
)
def test_whatever_is_drawn_lies_within_the_picture(
    marks: list[MarkRow], rows: list[ObservationRow]
) -> None:
    """Any labels and any days give XML, and no place is outside the frame."""
    marks = [one for one in marks if _is_xml(one["label"])]
    result = CaseResult("C-1", "c.json", "2026-12-31", timeline=marks, observations=rows)
    life = life_of(result)
    if not life:
        assert marks == []
        return
    for part in ET.fromstring(draw(life)).iter():  # noqa: S314  # of our own making
        if part.tag == "rect":
            assert LEFT <= float(part.get("x", "")) <= WIDTH - RIGHT + 2


def _is_xml(text: str) -> bool:
    """Whether XML may hold a text; HTML, in which the picture stands, may hold any."""
    return all(char >= " " and char not in "\ufffe\uffff" and not _half(char) for char in text)


def _half(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"
