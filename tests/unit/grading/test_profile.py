"""Grading profiles: read, and refused with where and why."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from qaudit.checking.standards import Area, Force
from qaudit.grading.overall import Part
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
        assert [str(share) for share in profile.bands.values()] == ["19/20", "4/5", "1/2"]
        assert profile.timescales_alone == "good"
        assert profile.overall is True
        assert profile.fewest_harmed == 1
        assert profile.parts is not None
        assert profile.parts.areas[Part.HELP_PROTECTION] == (Area.PRO, Area.PRF)
        assert profile.parts.fewest_inadequate == 2
        assert (profile.parts.weak_above, profile.parts.outstanding_from) == (
            Fraction(1, 2),
            Fraction(1, 3),
        )

    def test_ilacs_2026_gives_areas_alone(self) -> None:
        """Inspections have given no grade over the areas since April 2026."""
        assert load_profile(BUILT_IN / "ilacs-2026.toml").overall is False

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("statutory = 4", "statutory = -4", "weights.statutory"),
            ("statutory = 4", "statutory = 0", "weights.statutory"),
            ("statutory = 4", "statutory = inf", "weights: a weight is"),
            ("statutory = 4", "statutory = nan", "weights: a weight is"),
            ('timescales_alone = "good"', 'timescales_alone = "inadequate"', "timescales_alone"),
            ('good = "80%"', 'good = "80"', "rates.good"),
            ("overall = true", "overal = true", "overal"),
            ('graded_period = "24 months"', 'graded_period = "2 fortnights"', "graded_period"),
            ('good = "80%"', 'good = "96%"', "must fall"),
            ("heuristic = 1", "", "heuristic"),
            (
                'good = "80%"\nrequires_improvement = "50%"',
                'good = "0%"\nrequires_improvement = "0%"',
                "rates.good",
            ),
            ('leaders = ["SUP", "WRK"', 'leaders = ["SUP", "XYZ"', "parts.areas.leaders.1"),
            ('["LVR"]', '["LVR", "PRO"]', "PRO stands in more than one part"),
            ('["LVR"]', "[]", "LVR stands in no part"),
            ("care_leavers =", "leavers =", "care_leavers"),
            ("fewest_inadequate = 2", "fewest_inadequate = 0", "parts.fewest_inadequate"),
            ('weak_above = "1/2"', 'weak_above = "2/2"', "weak_above is below 1"),
            ('outstanding_from = "1/3"', 'outstanding_from = "0/3"', "parts.outstanding_from"),
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

    def test_a_grade_over_the_areas_needs_their_parts(self, tmp_path: Path) -> None:
        """A profile that wants one and does not say which area counts where is refused."""
        path = written(tmp_path, LETTERS[: LETTERS.index("[parts]")])
        with pytest.raises(BadProfile, match="parts: a grade over the areas needs them"):
            load_profile(path)

    def test_a_profile_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        """A missing file is a clear error."""
        with pytest.raises(BadProfile, match="cannot be read"):
            load_profile(tmp_path / "none.toml")
