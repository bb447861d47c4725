"""From counts to grades."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import pytest
from attrs import define, evolve
from hypothesis import given
from hypothesis import strategies as st

from qaudit.checking.results import AreaGrade, ObservationRow
from qaudit.checking.standards import Area, Axis, Force
from qaudit.grading.grades import grade_area, grade_tally
from qaudit.grading.profile import BUILT_IN, load_profile
from qaudit.grading.scale import ORDER, Grade
from qaudit.grading.tally import CheckTally, Tally

LETTERS = load_profile(BUILT_IN / "letters.toml")


@define
class Counted:
    """What came of one check."""

    judged: CheckTally
    unclear: int


def tallied(
    met: int = 0,
    not_met: int = 0,
    *,
    axis: Axis = Axis.COMPLIANCE,
    force: Force = Force.LOCAL,
    unclear: int = 0,
    harm: int = 0,
) -> Counted:
    return Counted(CheckTally(axis, force, met, not_met, harm), unclear)


def tally_of(*checks: Counted) -> Tally:
    codes = {f"X{n:02}": check for n, check in enumerate(checks)}
    judged = {(code, check.judged.force): check.judged for code, check in codes.items()}
    return Tally(
        {name: check for name, check in judged.items() if check.judged},
        {code: check.unclear for code, check in codes.items() if check.unclear},
    )


def graded(*checks: Counted) -> AreaGrade | None:
    found = grade_area(tally_of(*checks), LETTERS)
    return found.row if found else None


def grade(*checks: Counted) -> str | None:
    found = graded(*checks)
    return found["grade"] if found else None


class TestGradeArea:
    def test_nothing_that_applied_is_no_grade_at_all(self) -> None:
        """An area in which no standard applied is not shown."""
        assert grade(tallied()) is None

    @pytest.mark.parametrize(
        ("met", "not_met", "expected"),
        [
            (19, 1, "outstanding"),  # 95%
            (18, 2, "good"),  # 90%
            (16, 4, "good"),  # 80%
            (15, 5, "requires_improvement"),  # 75%
            (10, 10, "requires_improvement"),  # 50%
            (9, 11, "inadequate"),  # 45%
        ],
    )
    def test_the_share_met_decides_at_the_thresholds(
        self, met: int, not_met: int, expected: str
    ) -> None:
        """95, 80 and 50 per cent, each belonging to the better grade."""
        fine = tallied(20, axis=Axis.QUALITY, force=Force.LOCAL)
        assert grade(tallied(met, not_met), fine) == (
            # Quality being good, late work is not inadequate.
            expected if expected != "inadequate" else "requires_improvement"
        )

    def test_timescales_alone_are_not_outstanding(self) -> None:
        """With nothing known of quality the area is not above good."""
        assert grade(tallied(50)) == "good"

    def test_timescales_do_not_make_up_for_poor_quality(self) -> None:
        """All in time and the quality poor: as poor as the quality."""
        assert grade(tallied(50), tallied(2, 8, axis=Axis.QUALITY)) == "inadequate"

    def test_late_but_excellent_work_is_not_inadequate(self) -> None:
        """All late, all good: it requires improvement."""
        assert grade(tallied(0, 20), tallied(20, axis=Axis.QUALITY)) == "requires_improvement"

    def test_a_little_good_work_does_not_make_up_for_lateness(self) -> None:
        """Two occasions are not enough to say that the work is excellent; three are."""
        assert grade(tallied(0, 20), tallied(2, axis=Axis.QUALITY)) == "inadequate"
        assert grade(tallied(0, 20), tallied(3, axis=Axis.QUALITY)) == "requires_improvement"

    def test_a_single_failure_among_four_is_isolated(self) -> None:
        """Three of four met is 75%, and reads as good."""
        assert grade(tallied(3, 1)) == "good"

    def test_one_or_two_failures_make_nothing_inadequate(self) -> None:
        """None of two met requires improvement; none of three is inadequate."""
        assert grade(tallied(0, 2)) == "requires_improvement"
        assert grade(tallied(0, 3)) == "inadequate"

    def test_too_few_met_are_not_outstanding(self) -> None:
        """Two met, on both axes, are not enough to call it outstanding; three are."""
        assert grade(tallied(1), tallied(1, axis=Axis.QUALITY)) == "good"
        assert grade(tallied(1), tallied(2, axis=Axis.QUALITY)) == "outstanding"

    def test_a_missed_duty_weighs_more_than_a_house_rule(self) -> None:
        """Five of ten met: with the duty met it is 60% by weight, with it missed 40%."""
        duty_met = grade(tallied(5, force=Force.STATUTORY), tallied(0, 5, force=Force.LOCAL))
        duty_missed = grade(tallied(0, 5, force=Force.STATUTORY), tallied(5, force=Force.LOCAL))
        assert (duty_met, duty_missed) == ("requires_improvement", "inadequate")

    def test_readings_of_text_alone_never_go_below_requires_improvement(self) -> None:
        """A hundred failures of a heuristic are still no ground for inadequate."""
        text = tallied(0, 100, axis=Axis.QUALITY, force=Force.HEURISTIC)
        assert grade(text) == "requires_improvement"
        assert grade(text, tallied(10)) == "requires_improvement"

    def test_readings_of_text_do_not_hide_what_is_inadequate_without_them(self) -> None:
        """What a firm standard makes inadequate stays so."""
        firm = tallied(0, 5, axis=Axis.QUALITY, force=Force.GUIDANCE)
        text = tallied(0, 5, axis=Axis.QUALITY, force=Force.HEURISTIC)
        assert grade(firm, text) == "inadequate"

    def test_readings_of_text_do_not_make_up_for_missed_duties(self) -> None:
        """Five duties missed are not hidden by a hundred texts that read well."""
        duties = tallied(0, 5, axis=Axis.QUALITY, force=Force.STATUTORY)
        texts = tallied(100, axis=Axis.QUALITY, force=Force.HEURISTIC)
        assert grade(duties, texts) == "inadequate"

    def test_a_reading_of_text_that_tells_of_harm_is_still_no_ground_for_inadequate(self) -> None:
        """It asks for a closer look, which a text alone cannot replace."""
        text = tallied(9, 1, axis=Axis.QUALITY, force=Force.HEURISTIC, harm=1)
        assert grade(text) == "good"

    def test_a_share_is_compared_as_it_is_written(self) -> None:
        """Nineteen of twenty are 95%, and so are they weighed by a tenth."""
        tenth = evolve(LETTERS, weights=dict.fromkeys(Force, Fraction(1, 10)))
        found = grade_area(tally_of(tallied(19, 1), tallied(20, axis=Axis.QUALITY)), tenth)
        assert found
        assert found.grade == "outstanding"

    def test_timescales_alone_are_held_to_what_the_profile_says(self) -> None:
        """A council may hold that they make nothing good."""
        strict = evolve(LETTERS, timescales_alone=Grade.REQUIRES_IMPROVEMENT)
        found = grade_area(tally_of(tallied(50)), strict)
        assert found
        assert found.grade == "requires_improvement"

    def test_harm_makes_the_area_inadequate_whatever_the_rates(self) -> None:
        """One child left at risk among a hundred met."""
        found = graded(tallied(100, 1, harm=1), tallied(100, axis=Axis.QUALITY))
        assert found is not None
        assert found["grade"] == "inadequate"
        assert "1 left a child at risk: not above inadequate" in found["lines"]

    def test_harm_is_named_though_the_area_is_inadequate_without(self) -> None:
        """Whoever reads the sum must see that children were at risk."""
        found = graded(tallied(0, 9, harm=2))
        assert found
        assert "2 left a child at risk: not above inadequate" in found["lines"]

    def test_more_than_a_third_unclear_is_not_enough_evidence(self) -> None:
        """Exactly a third still has a grade."""
        assert grade(tallied(20, unclear=10)) == "good"
        assert grade(tallied(20, unclear=11)) == "not_enough_evidence"

    def test_harm_is_harm_though_little_else_is_known(self) -> None:
        """Not knowing the rest does not undo what is known."""
        assert grade(tallied(0, 1, unclear=9, harm=1)) == "inadequate"

    def test_the_rate_of_an_axis_has_its_interval(self) -> None:
        """Counts, share and interval of each axis stand in the grade."""
        found = graded(tallied(2, 1))
        assert found is not None
        assert found["axes"]["compliance"]["rate"]["interval"] == [0.2077, 0.9385]


counts = st.integers(0, 12)
checks = st.builds(
    tallied,
    counts,
    counts,
    axis=st.sampled_from(Axis),
    force=st.sampled_from(Force),
    unclear=st.integers(0, 4),
)


class TestProperties:
    @given(st.lists(checks, min_size=1, max_size=5), st.integers(0, 4))
    def test_another_failure_never_improves_a_grade(
        self, given_checks: list[Counted], which: int
    ) -> None:
        """One more occasion not met leaves the grade as it was or makes it worse."""
        before = grade(*given_checks)
        given_checks[which % len(given_checks)].judged.not_met += 1
        after = grade(*given_checks)
        ranked = [grade.value for grade in ORDER]
        if before in ranked and after in ranked:
            assert ranked.index(after or "") <= ranked.index(before or "")


def row(code: str, outcome: str, on: str | None, **more: Any) -> ObservationRow:
    made = {"check": code, "outcome": outcome, "axis": "compliance", "force": "local", "on": on}
    return cast("ObservationRow", made | more)


class TestTally:
    def test_only_the_graded_period_is_counted(self) -> None:
        """Both its days count, the days beside it do not, and what has no day does."""
        days = ("2024-09-29", "2024-09-30", "2026-09-30", "2026-10-01", None)
        tally = Tally()
        rows = [row("X01", "met", day) for day in days]
        tally.count(rows, since="2024-09-30", until="2026-09-30")
        assert tally.checks["X01", Force.LOCAL].met == 3

    def test_what_was_not_judged_counts_nowhere(self) -> None:
        """Not due, not applicable and waived leave no trace."""
        tally = Tally()
        outcomes = ("not_due", "not_applicable", "waived")
        tally.count([row("X01", one, None) for one in outcomes], since="", until="")
        tally.count_silent([{"check": "X01", "outcome": "not_applicable", "reason": "none"}])
        assert tally == Tally()

    def test_what_could_not_be_told_or_failed_is_unclear(self) -> None:
        """On an occasion, or where none could be seen."""
        tally = Tally()
        tally.count(
            [row("X01", "cannot_tell", None), row("X01", "error", None)], since="", until=""
        )
        tally.count_silent([{"check": "X01", "outcome": "cannot_tell", "reason": "not exported"}])
        assert tally.unclear == {"X01": 3}

    def test_occasions_of_one_check_may_differ_in_force(self) -> None:
        """A duty and a house rule of one check weigh apart."""
        tally = Tally()
        tally.count(
            [row("X01", "met", None), row("X01", "not_met", None, force="statutory", harm=True)],
            since="",
            until="",
        )
        assert tally.checks == {
            ("X01", Force.LOCAL): CheckTally(Axis.COMPLIANCE, Force.LOCAL, 1),
            ("X01", Force.STATUTORY): CheckTally(Axis.COMPLIANCE, Force.STATUTORY, 0, 1, 1),
        }

    def test_only_a_failure_leaves_a_child_at_risk(self) -> None:
        """What was met did not, whatever the check says beside it."""
        tally = Tally()
        tally.count([row("X01", "met", None, harm=True)], since="", until="")
        assert tally.checks["X01", Force.LOCAL].harm == 0

    def test_tallies_add_up(self) -> None:
        """The service's is the sum of the cases'."""
        total = Tally()
        for _ in range(2):
            total.add(tally_of(tallied(2, 1, unclear=3, harm=1)))
        assert total == tally_of(tallied(4, 2, unclear=6, harm=2))


class TestGradeTally:
    def test_areas_come_in_the_order_of_the_letters(self) -> None:
        """Assessments, plans and reviews stand before supervision."""
        met = CheckTally(Axis.COMPLIANCE, Force.LOCAL, 3)
        tally = Tally({("SUP01", Force.LOCAL): met, ("ASM01", Force.LOCAL): met})
        found = grade_tally(tally, {"SUP01": Area.SUP, "ASM01": Area.APR}, LETTERS)
        assert list(found.areas) == ["APR", "SUP"]
