"""Properties that are worked out once."""

from __future__ import annotations

from attrs import evolve, frozen

from qaudit.cases.once import once

asked: list[int] = []


@frozen(slots=False)
class Length:
    metres: int

    @once
    def feet(self) -> float:
        """In feet."""
        asked.append(self.metres)
        return self.metres / 0.3048


class TestOnce:
    def test_worked_out_when_first_asked_for(self) -> None:
        """Each object keeps its own, and one made from another works out its own."""
        asked.clear()
        short, long = Length(3), Length(3048)
        assert asked == []
        assert (long.feet, long.feet, short.feet) == (10_000, 10_000, 3 / 0.3048)
        assert evolve(long, metres=6096).feet == 20_000
        assert asked == [3048, 3, 6096]

    def test_is_no_part_of_what_an_object_is(self) -> None:
        """An object that was asked is the same as one that was not."""
        told = Length(3)
        assert told.feet
        assert told == Length(3)
        assert hash(told) == hash(Length(3))

    def test_of_the_class(self) -> None:
        """It has the docstring of its function."""
        assert Length.feet.__doc__ == "In feet."
