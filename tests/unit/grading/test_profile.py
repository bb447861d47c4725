"""Grading profiles: read, and refused with where and why."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from qaudit.checking.standards import Force
from qaudit.grading.profile import BUILT_IN, BadProfile, load_profile

LETTERS = (BUILT_IN / "letters.toml").read_text("utf-8")


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return path


class TestLoadProfile:
    def test_letters_has_the_numbers_of_the_documentation(self) -> None:
        """What docs/grading.md says stands in the profile."""
        profile = load_profile(BUILT_IN / "letters.toml")
        assert str(profile.graded_period) == "24 months"
        assert profile.unclear_at_most == Fraction(1, 3)
        assert [profile.weights[force] for force in Force] == [4, 3, 2, 1]
        assert (
            profile.outstanding.per_cent,
            profile.good.per_cent,
            profile.requires_improvement.per_cent,
        ) == (95, 80, 50)
        assert profile.overall is True

    def test_ilacs_2026_gives_areas_alone(self) -> None:
        """Inspections have given no grade over the areas since April 2026."""
        assert load_profile(BUILT_IN / "ilacs-2026.toml").overall is False

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("statutory = 4", "statutory = -4", "weights.statutory"),
            ('good = "80%"', 'good = "80"', "rates.good"),
            ("overall = true", "overal = true", "overal"),
            ('graded_period = "24 months"', 'graded_period = "2 fortnights"', "graded_period"),
            ('good = "80%"', 'good = "96%"', "must fall"),
            ("heuristic = 1", "", "heuristic"),
            ("[rates]", "[rates", "not TOML"),
        ],
    )
    def test_a_bad_profile_says_where(self, tmp_path: Path, old: str, new: str, said: str) -> None:
        """The file and the place of the fault are named."""
        path = written(tmp_path, LETTERS.replace(old, new))
        with pytest.raises(BadProfile) as error:
            load_profile(path)
        assert str(path) in str(error.value)
        assert said in str(error.value)

    def test_a_profile_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        """A missing file is a clear error."""
        with pytest.raises(BadProfile, match="cannot be read"):
            load_profile(tmp_path / "none.toml")
