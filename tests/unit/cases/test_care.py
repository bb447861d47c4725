from datetime import date
from typing import Any

import pytest

from qaudit.cases.calendar import Duration
from qaudit.cases.care import (
    Beginning,
    PeriodOfCare,
    Span,
    changes_of_carer,
    eighteenth_birthday,
    left_care,
    period_of_care_on,
    periods_of_care,
    spans_of,
    stays,
    temporary_absences,
)
from qaudit.cases.case import Case, NotExported
from support import case

BORN = "2010-05-17"
ADULT = date(2028, 5, 17)
CHILD = {"date_of_birth": BORN}
OLDER = {"date_of_birth": "2007-03-10"}


def day(written: str) -> date:
    return date.fromisoformat(written)


def span(start: str, end: str | None = None) -> Span:
    return Span(day(start), day(end) if end else None)


def placed(
    start: str | None,
    end: str | None = None,
    carer: str | None = None,
    reason: str | None = None,
    kind: str = "U4",
) -> dict[str, Any]:
    """A placement of a record."""
    return {
        "start_date": start,
        "end_date": end,
        "carer_id": carer,
        "start_reason": reason,
        "placement_type": kind,
    }


def in_care(*periods: tuple[str, str | None]) -> list[dict[str, Any]]:
    """The periods of care of a record."""
    return [{"start_date": start, "end_date": end} for start, end in periods]


def moved(*placements: dict[str, Any], **named: Any) -> list[tuple[str, str]]:
    """How the child's stays began, and when."""
    made = case(placements=list(placements), child=CHILD, **named)
    return [(str(stay.start), stay.begins.name) for stay in stays(made)]


def spans(made: Case) -> list[Span]:
    return [period.span for period in periods_of_care(made)]


class TestSpan:
    def test_half_open(self) -> None:
        """What has ended does not hold on the day it ended; the next one starts that day."""
        lasting = span("2026-03-02", "2026-03-09")
        assert [
            lasting.holds(day(on))
            for on in ("2026-03-01", "2026-03-02", "2026-03-08", "2026-03-09")
        ] == [False, True, True, False]

    def test_without_end(self) -> None:
        """What has no end goes on."""
        assert span("2026-03-02").holds(date.max)

    def test_of_a_day(self) -> None:
        """What ended on the day it started holds on no day."""
        assert not span("2026-03-02", "2026-03-02").holds(day("2026-03-02"))

    @pytest.mark.parametrize(
        ("start", "end", "numbers"),
        [
            ("2026-03-02", "2026-03-04", [1, 2]),
            ("2026-03-03", "2026-03-03", []),
            ("2026-03-04", "2026-03-04", [2]),
            ("2026-03-03", None, [2, 3]),
            ("2026-03-01", "2026-03-01", []),
        ],
    )
    def test_days_of(self, start: str, end: str | None, numbers: list[int]) -> None:
        """Of some days those from its start on are its own, the day it ended among them."""
        days = [day("2026-02-27"), day("2026-03-02"), day("2026-03-04"), day("2026-03-09")]
        assert span(start, end).days_of(days) == [days[number] for number in numbers]


class TestSpanOverlap:
    @pytest.mark.parametrize(
        ("one", "other", "both"),
        [
            (("2026-03-01", "2026-03-09"), ("2026-03-05", None), ("2026-03-05", "2026-03-09")),
            (
                ("2026-03-01", "2026-03-09"),
                ("2026-03-02", "2026-03-05"),
                ("2026-03-02", "2026-03-05"),
            ),
            (("2026-03-01", None), ("2026-03-05", None), ("2026-03-05", None)),
            (("2026-03-01", "2026-03-05"), ("2026-03-05", None), None),
            (("2026-03-01", "2026-03-02"), ("2026-03-05", "2026-03-09"), None),
        ],
    )
    def test_what_is_in_both(self, one: Any, other: Any, both: Any) -> None:
        """Two spans have the days in common that both hold; those that only touch have none."""
        expected = span(*both) if both else None
        assert expected == span(*one).overlap(span(*other))
        assert expected == span(*other).overlap(span(*one))


class TestSpansOf:
    def test_in_order(self) -> None:
        """Spans come in order of their starts, those without a start left out."""
        made = case(
            plans=[
                {"start_date": "2026-03-01"},
                {"end_date": "2026-01-01"},
                {"start_date": "2026-01-01", "end_date": "2026-02-01"},
                {"start_date": "2026-01-01", "end_date": "2026-01-05"},
            ]
        )
        assert spans_of(made.plans) == [
            span("2026-01-01", "2026-01-05"),
            span("2026-01-01", "2026-02-01"),
            span("2026-03-01"),
        ]


class TestEighteenthBirthday:
    @pytest.mark.parametrize(
        ("child", "on"),
        [
            ({"date_of_birth": "2010-05-17"}, date(2028, 5, 17)),
            ({"date_of_birth": "2008-02-29"}, date(2026, 3, 1)),
            ({"expected_date_of_birth": "2026-12-24"}, None),
            ({}, None),
        ],
    )
    def test_known_from_the_birth(self, child: dict[str, Any], on: date | None) -> None:
        """The 18th birthday is known from the date of birth, not from the expected one."""
        assert on == eighteenth_birthday(case(child=child))


class TestPeriodsOfCareRecorded:
    @pytest.mark.parametrize(
        ("periods", "expected"),
        [
            ([("2024-01-10", None)], [span("2024-01-10", str(ADULT))]),
            (
                [("2024-01-10", "2024-06-01"), ("2024-06-01", "2024-09-01")],
                [span("2024-01-10", "2024-09-01")],
            ),
            (
                [("2024-01-10", "2024-06-01"), ("2024-06-02", "2024-09-01")],
                [span("2024-01-10", "2024-06-01"), span("2024-06-02", "2024-09-01")],
            ),
            (
                [("2024-01-10", "2024-06-01"), ("2024-05-01", "2024-09-01")],
                [span("2024-01-10", "2024-09-01")],
            ),
            (
                [("2024-01-10", "2024-09-01"), ("2024-05-01", "2024-06-01")],
                [span("2024-01-10", "2024-09-01")],
            ),
            (
                [("2024-01-10", None), ("2024-05-01", "2024-06-01")],
                [span("2024-01-10", str(ADULT))],
            ),
            (
                [("2024-06-01", "2024-09-01"), ("2023-01-10", "2023-06-01")],
                [span("2023-01-10", "2023-06-01"), span("2024-06-01", "2024-09-01")],
            ),
            ([], []),
        ],
    )
    def test_less_than_a_day_apart(
        self, periods: list[tuple[str, str | None]], expected: list[Span]
    ) -> None:
        """Periods less than a day apart are one; a gap of a day or more starts a new one."""
        assert expected == spans(case(care_periods=in_care(*periods), child=CHILD))

    @pytest.mark.parametrize(
        ("periods", "expected"),
        [
            ([("2024-01-10", None)], [span("2024-01-10", "2025-03-10")]),
            ([("2024-01-10", "2026-01-01")], [span("2024-01-10", "2025-03-10")]),
            ([("2024-01-10", "2025-03-10")], [span("2024-01-10", "2025-03-10")]),
            ([("2024-01-10", "2025-03-09")], [span("2024-01-10", "2025-03-09")]),
            ([("2025-03-09", None)], [span("2025-03-09", "2025-03-10")]),
            ([("2025-03-10", None)], []),
            ([("2026-01-10", None)], []),
        ],
    )
    def test_no_longer_than_to_18(
        self, periods: list[tuple[str, str | None]], expected: list[Span]
    ) -> None:
        """Nobody is looked after from the 18th birthday on, whatever the record says."""
        assert expected == spans(case(care_periods=in_care(*periods), child=OLDER))

    def test_no_birth(self) -> None:
        """Where no date of birth is recorded an open period has no end."""
        made = case(care_periods=in_care(("2024-01-10", None)), child={})
        assert spans(made) == [span("2024-01-10")]

    def test_no_start(self) -> None:
        """A period without a start cannot be placed in time."""
        assert spans(case(care_periods=[{"end_date": "2024-01-10"}])) == []

    def test_entry(self) -> None:
        """A recorded period shows its entry, and is its own evidence."""
        made = case(care_periods=in_care(("2024-01-10", None)), child={})
        assert periods_of_care(made) == (
            PeriodOfCare(span("2024-01-10"), True, made.care_periods[0]),
        )

    def test_before_placements(self) -> None:
        """Where periods were exported they count, and the placements do not."""
        made = case(care_periods=[], placements=[placed("2024-01-10", reason="S")])
        assert spans(made) == []

    def test_as_at(self) -> None:
        """An end or a period after the audit date is not there yet."""
        periods = in_care(("2024-01-10", "2025-06-01"), ("2025-09-01", None))
        made = case("2025-05-31", care_periods=periods, child={})
        assert spans(made) == [span("2024-01-10")]


class TestPeriodsOfCareFromPlacements:
    def test_neither_exported(self) -> None:
        """Without periods and placements nothing can be said."""
        with pytest.raises(NotExported, match="placements not exported"):
            periods_of_care(case())

    @pytest.mark.parametrize(
        ("placements", "expected"),
        [
            (
                [
                    placed("2023-01-10", "2023-02-01", "a", "S"),
                    placed("2023-02-01", "2023-06-01", "b", "P"),
                ],
                [(span("2023-01-10", "2023-06-01"), True)],
            ),
            (  # a gap in the recording is no leaving
                [
                    placed("2023-01-10", "2023-02-01", "a", "S"),
                    placed("2023-02-09", None, "b", "P"),
                ],
                [(span("2023-01-10", str(ADULT)), True)],
            ),
            (
                [
                    placed("2023-01-10", "2023-02-01", "a", "S"),
                    placed("2024-02-09", None, "a", "S"),
                ],
                [(span("2023-01-10", "2023-02-01"), True), (span("2024-02-09", str(ADULT)), True)],
            ),
            (  # less than a day apart
                [
                    placed("2023-01-10", "2023-02-01", "a", "S"),
                    placed("2023-02-01", "2023-06-01", "b", "S"),
                ],
                [(span("2023-01-10", "2023-06-01"), True)],
            ),
            (
                [
                    placed("2023-01-10", "2023-02-01", "a", "S"),
                    placed("2023-02-02", "2023-06-01", "b", "S"),
                ],
                [
                    (span("2023-01-10", "2023-02-01"), True),
                    (span("2023-02-02", "2023-06-01"), True),
                ],
            ),
            (  # a temporary absence inside a placement
                [
                    placed("2023-01-10", "2023-06-01", "a", "S"),
                    placed("2023-03-01", "2023-03-05", None, "T", "T0"),
                ],
                [(span("2023-01-10", "2023-06-01"), True)],
            ),
            ([placed("2023-01-10", None, "a", "P")], [(span("2023-01-10", str(ADULT)), False)]),
            ([placed("2023-01-10", None, "a")], [(span("2023-01-10", str(ADULT)), False)]),
            ([placed(None, "2023-06-01", "a", "S")], []),
            ([], []),
        ],
    )
    def test_entry_and_leaving(
        self, placements: list[dict[str, Any]], expected: list[tuple[Span, bool]]
    ) -> None:
        """Entry is read from S, leaving from the end of the last placement."""
        made = case(placements=placements, child=CHILD)
        assert expected == [(one.span, one.entry_seen) for one in periods_of_care(made)]

    def test_evidence(self) -> None:
        """The placement with which the period began is its evidence."""
        made = case(placements=[placed("2023-02-01", reason="P"), placed("2023-01-10", reason="S")])
        (period,) = periods_of_care(made)
        assert period.item.pointer == "/placements/1"

    def test_no_longer_than_to_18(self) -> None:
        """Nobody is looked after from the 18th birthday on, wherever they live."""
        made = case(placements=[placed("2024-01-10", None, "a", "S")], child=OLDER)
        assert spans(made) == [span("2024-01-10", "2025-03-10")]


class TestPeriodOfCareOn:
    def test_half_open(self) -> None:
        """A child is in care on the day of entry, and not on the day of leaving."""
        made = case(care_periods=in_care(("2024-01-10", "2024-06-01")))
        found = [
            period_of_care_on(made, day(on)) is not None
            for on in ("2024-01-09", "2024-01-10", "2024-05-31", "2024-06-01")
        ]
        assert found == [False, True, True, False]


class TestLeftCare:
    PERIODS = in_care(("2024-01-10", "2024-06-01"), ("2025-01-10", "2025-06-01"))

    @pytest.mark.parametrize(
        ("on", "left"),
        [
            ("2024-01-09", None),
            ("2024-01-10", date(2024, 6, 1)),
            ("2024-05-31", date(2024, 6, 1)),
            ("2024-06-01", date(2024, 6, 1)),
            ("2024-06-02", None),
            ("2025-01-10", date(2025, 6, 1)),
        ],
    )
    def test_of_the_period(self, on: str, left: date | None) -> None:
        """What is dated on the day a period ended belongs to it, though the child has left."""
        assert left == left_care(case(care_periods=self.PERIODS), day(on))

    def test_at_18(self) -> None:
        """A period that goes on will end with the 18th birthday, where that is known."""
        periods = in_care(("2024-01-10", None))
        assert left_care(case(care_periods=periods, child=CHILD), day("2025-01-01")) == ADULT
        assert left_care(case(care_periods=periods, child={}), day("2025-01-01")) is None

    def test_from_placements(self) -> None:
        """Without periods the last placement's end tells; without placements too, nothing does."""
        made = case(placements=[placed("2024-01-10", "2024-06-01", "a", "S")])
        assert left_care(made, day("2024-02-01")) == date(2024, 6, 1)
        assert left_care(case(), day("2024-02-01")) is None


class TestStaysCarerDecides:
    @pytest.mark.parametrize("reason", ["P", "B", "L", "T", "U", None])
    def test_another_carer(self, reason: str | None) -> None:
        """Another carer is a change of carer, whatever the start reason says."""
        assert moved(
            placed("2025-01-10", "2025-03-01", "a", "S"), placed("2025-03-01", None, "b", reason)
        ) == [("2025-01-10", "ENTRY"), ("2025-03-01", "CHANGE")]

    @pytest.mark.parametrize("reason", ["P", "B", "L", "T", "U", None])
    def test_the_same_carer(self, reason: str | None) -> None:
        """The same carer is no change, whatever the start reason says: all rows are one stay."""
        made = case(
            placements=[
                placed("2025-01-10", "2025-03-01", "a", "S"),
                placed("2025-03-01", "2025-04-01", "a", reason),
            ]
        )
        (stay,) = stays(made)
        assert stay.placements == made.placements
        assert stay.placement == made.placements[0]
        assert stay.span == span("2025-01-10", "2025-04-01")
        assert changes_of_carer(made) == ()

    @pytest.mark.parametrize(
        ("reason", "begins"),
        [
            ("P", "CHANGE"),
            ("B", "CHANGE"),
            ("L", None),
            ("T", None),
            ("U", None),
            (None, "UNCLEAR"),
        ],
    )
    @pytest.mark.parametrize(("before", "after"), [(None, None), ("a", None), (None, "b")])
    def test_carer_not_recorded(
        self, before: str | None, after: str | None, reason: str | None, begins: str | None
    ) -> None:
        """Without the carer of both sides the reason decides; without both it is unclear."""
        found = moved(
            placed("2025-01-10", "2025-03-01", before, "S"),
            placed("2025-03-01", None, after, reason),
        )
        assert found[1:] == ([("2025-03-01", begins)] if begins else [])

    def test_in_words(self) -> None:
        """How a stay began is said in words for a person."""
        assert [begins.value for begins in Beginning] == [
            "entry to care",
            "change of carer",
            "neither the carers nor the reason for the move are recorded",
        ]

    def test_return(self) -> None:
        """A return to an earlier carer is a change of carer, and a stay of its own."""
        assert moved(
            placed("2025-01-10", "2025-03-01", "a", "S"),
            placed("2025-03-01", "2025-05-01", "b", "P"),
            placed("2025-05-01", None, "a", "P"),
        ) == [("2025-01-10", "ENTRY"), ("2025-03-01", "CHANGE"), ("2025-05-01", "CHANGE")]

    def test_in_order_of_time(self) -> None:
        """The order of the record means nothing; a row without a start is left out."""
        assert moved(
            placed("2025-05-01", None, "c", "P"),
            placed(None, None, "x", "P"),
            placed("2025-01-10", "2025-03-01", "a", "S"),
            placed("2025-03-01", "2025-05-01", "b", "P"),
        ) == [("2025-01-10", "ENTRY"), ("2025-03-01", "CHANGE"), ("2025-05-01", "CHANGE")]

    @pytest.mark.parametrize("reason", ["L", "P", None])
    def test_carer_missing_in_between(self, reason: str | None) -> None:
        """A row without a carer that goes on with a stay is with the carer of that stay."""
        rows = [
            placed("2025-01-10", "2025-02-01", "a", "S"),
            placed("2025-02-01", "2025-03-01", None, "L"),
        ]
        assert moved(*rows, placed("2025-03-01", None, "b", reason)) == [
            ("2025-01-10", "ENTRY"),
            ("2025-03-01", "CHANGE"),
        ]
        assert moved(*rows, placed("2025-03-01", None, "a", reason)) == [("2025-01-10", "ENTRY")]


class TestStaysEntry:
    @pytest.mark.parametrize("carer", ["a", "b"])
    @pytest.mark.parametrize("periods", [None, in_care(("2025-01-10", None)), []])
    def test_s_whatever_the_periods_say(self, carer: str, periods: Any) -> None:
        """S is entry to care, in the middle of a period too, and with the same carer."""
        assert moved(
            placed("2025-01-10", "2025-03-01", "a", "S"),
            placed("2025-03-01", None, carer, "S"),
            care_periods=periods,
        ) == [("2025-01-10", "ENTRY"), ("2025-03-01", "ENTRY")]

    @pytest.mark.parametrize("reason", ["P", "B"])
    @pytest.mark.parametrize(
        "periods", [None, in_care(("2024-01-10", None)), in_care(("2025-03-01", None)), []]
    )
    def test_p_without_a_predecessor(self, reason: str, periods: Any) -> None:
        """P or B with no earlier placement in the record is a change of carer."""
        made = case(placements=[placed("2025-03-01", None, "b", reason)], care_periods=periods)
        (stay,) = changes_of_carer(made)
        assert stay.begins is Beginning.CHANGE
        assert stay.previous is None
        assert stay.days_unaccounted == 0

    @pytest.mark.parametrize("reason", ["S", "L", "T", "U", None])
    def test_the_first(self, reason: str | None) -> None:
        """The first placement of the record is no change of carer for any other reason."""
        assert moved(placed("2025-03-01", None, "b", reason)) == [("2025-03-01", "ENTRY")]

    @pytest.mark.parametrize("reason", ["P", "L", None])
    def test_of_a_new_period(self, reason: str | None) -> None:
        """The first placement of a new period of care is entry, not a move from the last one's."""
        assert moved(
            placed("2024-01-10", "2024-03-01", "a", "S"),
            placed("2025-03-01", None, "b", reason),
            care_periods=in_care(("2024-01-10", "2024-03-01"), ("2025-03-01", None)),
        ) == [("2024-01-10", "ENTRY"), ("2025-03-01", "ENTRY")]

    def test_of_a_new_period_late(self) -> None:
        """So is one that starts days after the period did, the first in it."""
        assert moved(
            placed("2024-01-10", "2024-03-01", "a", "S"),
            placed("2025-03-05", "2025-04-01", "b", "P"),
            placed("2025-04-01", None, "c", "P"),
            care_periods=in_care(("2024-01-10", "2024-03-01"), ("2025-03-01", None)),
        ) == [("2024-01-10", "ENTRY"), ("2025-03-05", "ENTRY"), ("2025-04-01", "CHANGE")]

    def test_after_a_break_in_the_recording(self) -> None:
        """Periods less than a day apart are one, in which another carer is a change."""
        assert moved(
            placed("2024-01-10", "2024-03-01", "a", "S"),
            placed("2024-03-01", None, "b", "P"),
            care_periods=in_care(("2024-01-10", "2024-03-01"), ("2024-03-01", None)),
        ) == [("2024-01-10", "ENTRY"), ("2024-03-01", "CHANGE")]

    def test_second_carer_on_the_first_day(self) -> None:
        """A second carer on the day of entry is a change of carer on that day."""
        assert moved(
            placed("2025-03-01", "2025-03-01", "a", "S"),
            placed("2025-03-01", None, "b", "P"),
            care_periods=in_care(("2025-03-01", None)),
        ) == [("2025-03-01", "ENTRY"), ("2025-03-01", "CHANGE")]

    def test_periods_not_exported(self) -> None:
        """Without the periods of care the placements tell entry and change."""
        assert moved(
            placed("2024-01-10", "2024-03-01", "a", "S"),
            placed("2024-03-01", "2024-06-01", "b", "P"),
            placed("2025-03-01", None, "c", "S"),
        ) == [("2024-01-10", "ENTRY"), ("2024-03-01", "CHANGE"), ("2025-03-01", "ENTRY")]

    def test_placements_not_exported(self) -> None:
        """Without the placements nothing can be said."""
        with pytest.raises(NotExported, match="placements not exported"):
            stays(case(care_periods=in_care(("2024-01-10", None))))

    def test_placements_empty(self) -> None:
        """With none, there were no stays."""
        assert stays(case(placements=[])) == ()


class TestStaysTemporary:
    @pytest.mark.parametrize("kind", ["T0", "T1", "T2", "T3", "T4"])
    @pytest.mark.parametrize("carer", ["x", None])
    def test_interrupts_no_stay(self, kind: str, carer: str | None) -> None:
        """A temporary absence is no change of carer, nor is the return from it."""
        made = case(
            placements=[
                placed("2025-01-10", "2025-03-01", "a", "S"),
                placed("2025-03-01", "2025-03-08", carer, "P", kind),
                placed("2025-03-08", None, "a", "P"),
            ]
        )
        (stay,) = stays(made)
        assert stay.placements == (made.placements[0], made.placements[2])
        assert temporary_absences(made) == (made.placements[1],)

    def test_followed_by_another_carer(self) -> None:
        """It is a change from the last carer who was not temporary, at the start of the new one."""
        made = case(
            placements=[
                placed("2025-01-10", "2025-03-01", "a", "S"),
                placed("2025-03-01", "2025-03-08", "x", "T", "T3"),
                placed("2025-03-08", None, "b", "P"),
            ]
        )
        (stay,) = changes_of_carer(made)
        assert stay.start == day("2025-03-08")
        assert stay.previous == made.placements[0]
        assert stay.days_unaccounted == 0

    def test_in_an_open_placement(self) -> None:
        """An absence from a placement that stays open changes nothing."""
        assert moved(
            placed("2025-01-10", None, "a", "S"),
            placed("2025-03-01", "2025-03-08", "x", "P", "T1"),
        ) == [("2025-01-10", "ENTRY")]

    def test_that_never_ends(self) -> None:
        """A temporary placement that lasts is no change of carer while so coded."""
        assert moved(
            placed("2025-01-10", "2025-03-01", "a", "S"),
            placed("2025-03-01", None, "x", "P", "T4"),
        ) == [("2025-01-10", "ENTRY")]

    @pytest.mark.parametrize("kind", ["Z1", "K2", "P1", "H5", "R1"])
    def test_others_are_not(self, kind: str) -> None:
        """No other kind of placement is temporary."""
        made = case(placements=[placed("2025-01-10", None, "a", "S", kind)])
        assert len(stays(made)) == 1
        assert temporary_absences(made) == ()


class TestStaysGaps:
    @pytest.mark.parametrize(
        ("ended", "days"), [("2025-03-01", 0), ("2025-02-25", 4), (None, 0), ("2025-03-09", 0)]
    )
    def test_days_unaccounted(self, ended: str | None, days: int) -> None:
        """A move is dated at the start of the new placement; the days before it are shown."""
        made = case(
            placements=[
                placed("2025-01-10", ended, "a", "S"),
                placed("2025-03-01", None, "b", "P"),
            ]
        )
        (stay,) = changes_of_carer(made)
        assert stay.start == day("2025-03-01")
        assert days == stay.days_unaccounted

    def test_partly_accounted_for(self) -> None:
        """Days of a temporary absence are accounted for, those after it are not."""
        made = case(
            placements=[
                placed("2025-01-10", "2025-02-01", "a", "S"),
                placed("2025-02-01", "2025-02-25", None, "T", "T2"),
                placed("2025-03-01", None, "b", "P"),
            ]
        )
        (stay,) = changes_of_carer(made)
        assert stay.days_unaccounted == 4

    def test_row_inside_another(self) -> None:
        """Days are accounted for by any placement before, not only by the last."""
        made = case(
            placements=[
                placed("2025-01-10", "2025-03-01", "a", "S"),
                placed("2025-02-01", "2025-02-03", None, "T", "T0"),
                placed("2025-03-01", None, "b", "P"),
            ]
        )
        (stay,) = changes_of_carer(made)
        assert stay.days_unaccounted == 0


class TestStaysAge:
    def test_none_after_18(self) -> None:
        """Where somebody lives from the 18th birthday on is no stay in care."""
        made = case(
            placements=[
                placed("2024-01-10", "2025-03-10", "a", "S"),
                placed("2025-03-10", None, "b", "P"),
            ],
            child=OLDER,
        )
        assert [stay.start for stay in stays(made)] == [day("2024-01-10")]

    def test_the_day_before(self) -> None:
        """A move on the day before it is one."""
        made = case(
            placements=[
                placed("2024-01-10", "2025-03-09", "a", "S"),
                placed("2025-03-09", None, "b", "P"),
            ],
            child=OLDER,
        )
        assert [stay.start for stay in changes_of_carer(made)] == [day("2025-03-09")]

    def test_born_on_29_february(self) -> None:
        """Born on 29 February, a child is in care to the end of 28 February."""
        placements = [
            placed("2024-01-10", "2026-02-28", "a", "S"),
            placed("2026-02-28", "2026-03-01", "b", "P"),
            placed("2026-03-01", None, "c", "P"),
        ]
        made = case(placements=placements, child={"date_of_birth": "2008-02-29"})
        assert [stay.start for stay in changes_of_carer(made)] == [day("2026-02-28")]


class TestStaysAsAt:
    def test_not_yet(self) -> None:
        """A move after the audit date has not been made; one on it has."""
        placements = [
            placed("2025-01-10", "2025-03-01", "a", "S"),
            placed("2025-03-01", None, "b", "P"),
        ]
        assert changes_of_carer(case("2025-02-28", placements=placements)) == ()
        assert len(changes_of_carer(case("2025-03-01", placements=placements))) == 1

    def test_worked_out_once(self) -> None:
        """What follows from a case is worked out once."""
        made = case(placements=[placed("2025-01-10", None, "a", "S")])
        assert stays(made) is stays(made)
        assert periods_of_care(made) is periods_of_care(made)


class TestWindows:
    def test_a_year_in_care_from_29_february(self) -> None:
        """An event and 12 months from 29 February is 28 February."""
        made = case(care_periods=in_care(("2024-02-29", None)))
        (period,) = periods_of_care(made)
        assert Duration.parse("12 months").after(period.span.start) == date(2025, 2, 28)
