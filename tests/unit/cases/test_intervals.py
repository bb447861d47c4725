from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaudit.cases.calendar import CalendarEnds, Duration, Unit
from qaudit.cases.care import Span
from qaudit.cases.intervals import (
    Rule,
    Stage,
    days_due,
    last_day_allowed,
    shortest_by_day,
)

DAY_0 = date(2026, 1, 5)  # a Monday
SOME_DAYS = 200
GRACE = Duration(5, Unit.WORKING_DAY)


def on(number: int) -> date:
    return DAY_0 + timedelta(number)


def span(start: int, end: int | None = None) -> Span:
    return Span(on(start), None if end is None else on(end))


def weeks(count: int) -> Duration:
    return Duration(count, Unit.WEEK)


def rule(start: int, end: int | None, length: Duration, why: str = "") -> Rule:
    return span(start, end), length, why


LENGTHS = st.sampled_from([weeks(1), weeks(4), weeks(6), weeks(12), Duration(10, Unit.DAY)])
EDGES = st.integers(0, 120)
RULES = st.lists(
    st.tuples(EDGES, st.none() | st.integers(0, 80), LENGTHS, st.sampled_from("abc")).map(
        lambda drawn: rule(
            drawn[0], None if drawn[1] is None else drawn[0] + drawn[1], drawn[2], drawn[3]
        )
    ),
    max_size=5,
)


def naive_allowed(rules: list[Rule], otherwise: list[Rule], day: date) -> Duration | None:
    """The shortest of the rules in force on a day."""
    for group in (rules, otherwise):
        lengths = [length for when, length, _ in group if when.holds(day)]
        if lengths:
            return min(lengths, key=lambda length: length.after(day))
    return None


def naive_last_day(last: date, stages: tuple[Stage, ...], grace: Duration) -> date | None:
    """The last day in time, found by going through the days one by one."""
    allowed_on = {
        day: next((stage.allowed for stage in stages if stage.span.holds(day)), None)
        for day in (on(n) for n in range(-1, SOME_DAYS + 120))
    }
    since = spared_until = last
    day = last
    while True:
        day += timedelta(1)
        if day not in allowed_on:
            return None
        before, allowed = allowed_on[day - timedelta(1)], allowed_on[day]
        if allowed is None:
            continue
        if before is None:
            since = day  # nothing was due: the count starts anew
        elif allowed.after(day) < before.after(day):
            spared_until = max(spared_until, grace.after(day))
        if day > max(allowed.after(since), spared_until):
            return day - timedelta(1)


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage(span(0), weeks(6), "in care"), "6 weeks in care"),
        (Stage(span(0), weeks(1)), "1 week"),
        (Stage(span(0), None), ""),
    ],
)
def test_stage_in_words(stage: Stage, said: str) -> None:
    """A stage says how long is allowed and why, as far as there is something to say."""
    assert stage.in_words == said


class TestShortestByDay:
    def test_none(self) -> None:
        """Without a rule there is no stage."""
        assert shortest_by_day([]) == ()

    def test_one(self) -> None:
        """After the only rule nothing is due, without end."""
        assert shortest_by_day([rule(0, 10, weeks(6), "in care")]) == (
            Stage(span(0, 10), weeks(6), "in care"),
            Stage(span(10), None, ""),
        )

    def test_shortest(self) -> None:
        """Of several rules on one day the shortest holds."""
        rules = [rule(0, None, weeks(6), "in care"), rule(20, 40, weeks(4), "protection")]
        assert shortest_by_day(rules) == (
            Stage(span(0, 20), weeks(6), "in care"),
            Stage(span(20, 40), weeks(4), "protection"),
            Stage(span(40), weeks(6), "in care"),
        )

    def test_longer_meanwhile(self) -> None:
        """A longer rule beside a shorter one changes nothing."""
        rules = [rule(0, None, weeks(4), "a"), rule(20, 40, weeks(6), "b")]
        assert shortest_by_day(rules) == (Stage(span(0), weeks(4), "a"),)

    def test_gap(self) -> None:
        """Between two rules nothing is due."""
        rules = [rule(0, 10, weeks(6), "a"), rule(20, None, weeks(6), "a")]
        assert shortest_by_day(rules) == (
            Stage(span(0, 10), weeks(6), "a"),
            Stage(span(10, 20), None, ""),
            Stage(span(20), weeks(6), "a"),
        )

    def test_following_without_a_gap(self) -> None:
        """The same rule for the same reason, one span after the other, is one stage."""
        rules = [rule(10, 20, weeks(6), "a"), rule(0, 10, weeks(6), "a")]
        assert shortest_by_day(rules)[0] == Stage(span(0, 20), weeks(6), "a")

    def test_otherwise(self) -> None:
        """The other rules hold only where none of the first does, however short they are."""
        rules = [rule(10, 20, weeks(12), "a")]
        assert shortest_by_day(rules, otherwise=[rule(0, 30, weeks(1), "b")]) == (
            Stage(span(0, 10), weeks(1), "b"),
            Stage(span(10, 20), weeks(12), "a"),
            Stage(span(20, 30), weeks(1), "b"),
            Stage(span(30), None, ""),
        )

    def test_working_days_compared(self) -> None:
        """Lengths of different units are compared from the day on which they hold."""
        rules = [rule(0, None, Duration(10, Unit.WORKING_DAY), "a"), rule(0, None, weeks(1), "b")]
        assert shortest_by_day(rules) == (Stage(span(0), weeks(1), "b"),)

    @given(RULES, RULES)
    @settings(deadline=None)
    def test_day_by_day(self, rules: list[Rule], otherwise: list[Rule]) -> None:
        """On every day the stage allows what the shortest rule in force does, without a gap."""
        stages = shortest_by_day(rules, otherwise)
        for one, following in pairwise(stages):
            assert one.span.end == following.span.start
            assert (one.allowed, one.why) != (following.allowed, following.why)
        assert all(stage.span.end is None for stage in stages[-1:])
        for day in (on(n) for n in range(SOME_DAYS + 20)):
            holding = [stage.allowed for stage in stages if stage.span.holds(day)]
            if holding:
                assert [naive_allowed(rules, otherwise, day)] == holding
            else:
                assert naive_allowed(rules, otherwise, day) is None


class TestLastDayAllowed:
    def due(self, last: int, *rules: Rule) -> tuple[int, str] | None:
        """The number of the last day in time, and the reason of the stage that says so."""
        found = last_day_allowed(on(last), shortest_by_day(rules), GRACE)
        return ((found[0] - DAY_0).days, found[1].why) if found else None

    def test_one_rule(self) -> None:
        """The last day is the last event and the interval."""
        assert self.due(10, rule(0, None, weeks(6), "a")) == (52, "a")

    def test_ends_before_it_is_due(self) -> None:
        """What ends before the interval is over leaves nothing due."""
        assert self.due(10, rule(0, 52, weeks(6), "a")) is None

    def test_ends_on_the_last_day(self) -> None:
        """It must last beyond the last day for anybody to be late."""
        assert self.due(10, rule(0, 53, weeks(6), "a")) is None
        assert self.due(10, rule(0, 54, weeks(6), "a")) == (52, "a")

    def test_change_does_not_restart_the_count(self) -> None:
        """The days since the last event count on through a change of status."""
        longer = rule(0, 20, weeks(4), "a"), rule(20, None, weeks(6), "b")
        assert self.due(0, *longer) == (42, "b")
        shorter = rule(0, 7, weeks(6), "a"), rule(7, None, weeks(4), "b")
        assert self.due(0, *shorter) == (28, "b")

    def test_step_up_beyond_the_shorter_interval(self) -> None:
        """On day 35 of 42 a protection plan begins: 5 working days from then are allowed."""
        assert self.due(0, rule(0, 35, weeks(6), "a"), rule(35, None, weeks(4), "b")) == (42, "b")

    def test_step_up_just_before(self) -> None:
        """Where the shorter interval ends later than the 5 working days it holds."""
        assert self.due(0, rule(0, 14, weeks(6), "a"), rule(14, None, weeks(4), "b")) == (28, "b")
        assert self.due(0, rule(0, 25, weeks(6), "a"), rule(25, None, weeks(4), "b")) == (32, "b")

    def test_step_up_after_it_was_late(self) -> None:
        """A step-up excuses nothing that was late before it."""
        assert self.due(0, rule(0, 50, weeks(6), "a"), rule(50, None, weeks(4), "b")) == (42, "a")

    def test_same_interval_for_another_reason(self) -> None:
        """Within those 5 working days a change that shortens nothing takes none of them away."""
        rules = (
            rule(0, 35, weeks(6), "a"),
            rule(35, 38, weeks(4), "b"),
            rule(38, None, weeks(4), "c"),
        )
        assert self.due(0, *rules) == (42, "c")

    def test_nothing_due_before(self) -> None:
        """Where nothing was due before a stage the count starts with it."""
        assert self.due(0, rule(100, None, weeks(6), "a")) == (142, "a")
        assert self.due(0, rule(0, 20, weeks(6), "a"), rule(100, None, weeks(6), "b")) == (142, "b")

    def test_count_goes_on_from_there(self) -> None:
        """The count that started with a stage goes on through the stages after it."""
        shorter = rule(100, 110, weeks(6), "a"), rule(110, None, weeks(4), "b")
        assert self.due(0, *shorter) == (128, "b")
        longer = rule(100, 110, weeks(6), "a"), rule(110, None, weeks(12), "b")
        assert self.due(0, *longer) == (184, "b")

    def test_event_later_than_a_change(self) -> None:
        """A change before the last event plays no part."""
        assert self.due(40, rule(0, 35, weeks(6), "a"), rule(35, None, weeks(4), "b")) == (68, "b")

    def test_event_on_the_day_of_the_change(self) -> None:
        """An event on the day of the change is judged by the new interval."""
        assert self.due(35, rule(0, 35, weeks(6), "a"), rule(35, None, weeks(4), "b")) == (63, "b")

    def test_no_stage(self) -> None:
        """Where nothing was ever due, nothing is."""
        assert self.due(0) is None
        assert self.due(50, rule(0, 40, weeks(1), "a")) is None

    def test_beyond_the_calendar(self) -> None:
        """Working days beyond the known bank holidays are refused, not guessed at."""
        lasting = Span(date(2028, 1, 1)), Duration(10, Unit.WORKING_DAY), "a"
        with pytest.raises(CalendarEnds):
            last_day_allowed(date(2028, 12, 22), shortest_by_day([lasting]), GRACE)

    @given(st.integers(0, 60), RULES)
    @settings(deadline=None, max_examples=300)
    def test_day_by_day(self, last: int, rules: list[Rule]) -> None:
        """It is the day that going through the days one by one finds."""
        stages = shortest_by_day(rules)
        found = last_day_allowed(on(last), stages, GRACE)
        assert naive_last_day(on(last), stages, GRACE) == (found[0] if found else None)
        if found:
            late = found[0] + timedelta(1)
            assert found[1].span.holds(late)
            assert found[1].allowed is not None


class TestDaysDue:
    @pytest.mark.parametrize(
        ("start", "end", "days"),
        [
            (0, 10, 10),
            (5, 10, 5),
            (0, 15, 10),
            (10, 20, 0),
            (5, 25, 10),
            (20, 50, 30),
            (-10, 5, 5),
            (30, 25, 0),
        ],
    )
    def test_counts(self, start: int, end: int, days: int) -> None:
        """The days on which something was due are counted, the last not among them."""
        stages = shortest_by_day([rule(0, 10, weeks(6)), rule(20, None, weeks(4))])
        assert days == days_due(stages, on(start), on(end))

    @given(RULES, EDGES, EDGES)
    @settings(deadline=None)
    def test_day_by_day(self, rules: list[Rule], start: int, days: int) -> None:
        """As many as going through the days one by one finds."""
        expected = sum(
            naive_allowed(rules, [], on(n)) is not None for n in range(start, start + days)
        )
        assert expected == days_due(shortest_by_day(rules), on(start), on(start + days))
