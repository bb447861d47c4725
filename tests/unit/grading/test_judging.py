"""How far people and grades agree, and what follows from what people judged."""

from __future__ import annotations

import pytest

from qaudit.checking.results import AgreementSum, AreaGrade, CaseResult, Judgement
from qaudit.checking.standards import Area
from qaudit.grading.grades import Graded
from qaudit.grading.judgements import Judged
from qaudit.grading.judging import FEWEST, FEWEST_FOR_KAPPA, Agreeing, put_grades
from qaudit.grading.parts import Reckoned
from qaudit.grading.profile import BUILT_IN, load_profile
from qaudit.grading.scale import Grade

PARTS = load_profile(BUILT_IN / "letters.toml").parts


def judgement(grade: str) -> Judgement:
    return {"grade": grade, "reason": "seen", "by": "A. Auditor", "on": "2026-09-30"}


def case(**judged: Judgement) -> CaseResult:
    """A case that was graded before, with what people judged of its areas."""
    areas: dict[str, AreaGrade] = {
        area: {"grade": "good", "axes": {}, "lines": [], "judged": one}
        for area, one in judged.items()
    }
    return CaseResult("C-1", "c.json", "2026-09-30", areas=areas)


def graded(**grades: Grade) -> Graded:
    """Areas as they were graded."""
    reckoned = {
        Area(area): Reckoned({"grade": grade.value, "axes": {}, "lines": ["so"]}, grade)
        for area, grade in grades.items()
    }
    return Graded(reckoned, "good", ["as reckoned"])


def agreement(pairs: list[tuple[str, str]]) -> AgreementSum:
    """The agreement over areas that were graded and judged so."""
    agreeing = Agreeing()
    for grade, judged in pairs:
        result = case(APR=judgement(judged))
        result.areas["APR"]["grade"] = grade
        agreeing.add(result)
    row = agreeing.row()
    assert row
    return row["areas"]


class TestPutGrades:
    def test_nothing_judged(self) -> None:
        """Without judgements there are the grades, and nothing beside them."""
        result = case()
        put_grades(result, graded(APR=Grade.GOOD), Judged(), PARTS)
        assert (result.grade, result.lines) == ("good", ["as reckoned"])
        assert result.areas == {"APR": {"grade": "good", "axes": {}, "lines": ["so"]}}
        assert (result.judged, result.as_judged) == (None, None)

    def test_an_area(self) -> None:
        """The whole is reckoned again with the area as judged; the indicative grades stay."""
        result = case()
        areas = graded(APR=Grade.GOOD, SUP=Grade.GOOD)
        put_grades(result, areas, Judged(None, {Area.APR: judgement("inadequate")}), PARTS)
        assert (result.grade, result.areas["APR"]["grade"]) == ("good", "good")
        assert result.areas["APR"]["judged"]["grade"] == "inadequate"
        assert result.as_judged
        assert result.as_judged["grade"] == "inadequate"
        assert result.as_judged["lines"][0] == "APR judged inadequate, in place of good"

    def test_the_whole(self) -> None:
        """Where the whole was judged nothing is reckoned again."""
        result = case()
        told = Judged(judgement("outstanding"), {Area.APR: judgement("inadequate")})
        put_grades(result, graded(APR=Grade.GOOD), told, PARTS)
        assert (result.judged, result.as_judged) == (judgement("outstanding"), None)

    def test_an_area_without_a_grade(self) -> None:
        """An area in which nothing applied can be judged, and stands in the letters' order."""
        result = case()
        told = Judged(None, {Area.APR: judgement("good")})
        put_grades(result, graded(SUP=Grade.GOOD), told, PARTS)
        assert list(result.areas) == ["APR", "SUP"]
        assert result.areas["APR"]["grade"] == "not_enough_evidence"
        assert result.as_judged
        assert result.as_judged["lines"][0] == "APR judged good, in place of no grade"

    def test_not_enough_evidence(self) -> None:
        """A person may find that there is not enough evidence: the area is left out."""
        result = case()
        told = Judged(None, {Area.APR: judgement("not_enough_evidence")})
        put_grades(result, graded(APR=Grade.INADEQUATE, VIS=Grade.GOOD), told, PARTS)
        assert result.as_judged
        assert result.as_judged["grade"] == "good"

    def test_a_judgement_that_takes_the_grade_away(self) -> None:
        """Once an area is raised, the whole may hang on one of which too little is known.

        The lines say so, and what to do: it did not as it was graded.
        """
        result = case()
        areas = graded(APR=Grade.GOOD, SUP=Grade.INADEQUATE)
        nothing: AreaGrade = {"grade": "not_enough_evidence", "axes": {}, "lines": []}
        thin = {**areas.reckoned, Area.WRK: Reckoned(nothing, Grade.INADEQUATE)}
        told = Judged(None, {Area.SUP: judgement("good")})
        put_grades(result, Graded(thin, "requires_improvement", []), told, PARTS)
        assert result.as_judged
        assert result.as_judged["grade"] == "not_enough_evidence"
        first, *_, why, how = result.as_judged["lines"]
        assert first == "SUP judged good, in place of inadequate"
        assert why == (
            "WRK: what could be told would change the grade over the areas (good without, "
            "requires improvement with): not enough evidence"
        )
        assert how == "as graded it did not hang on WRK: judge WRK too, or the whole"
        told = Judged(None, {Area.SUP: judgement("good"), Area.WRK: judgement("good")})
        put_grades(result, Graded(thin, "requires_improvement", []), told, PARTS)
        assert result.as_judged["grade"] == "good"
        assert not any("hang" in line for line in result.as_judged["lines"])

    def test_before(self) -> None:
        """What was judged before stays, unless it was judged anew."""
        result = case(APR=judgement("inadequate"), SUP=judgement("good"))
        told = Judged(None, {Area.APR: judgement("outstanding")})
        put_grades(result, graded(APR=Grade.GOOD, SUP=Grade.GOOD), told, PARTS)
        assert {area: row["judged"]["grade"] for area, row in result.areas.items()} == {
            "APR": "outstanding",
            "SUP": "good",
        }

    def test_the_whole_before(self) -> None:
        """So does what was judged of the whole."""
        result = case()
        result.judged = judgement("inadequate")
        put_grades(result, graded(APR=Grade.GOOD), Judged(), PARTS)
        assert result.judged == judgement("inadequate")
        put_grades(result, graded(APR=Grade.GOOD), Judged(judgement("good")), PARTS)
        assert result.judged == judgement("good")

    def test_no_grade_over_the_areas(self) -> None:
        """Where the profile gives none, judgements of areas make none."""
        result = case()
        areas = Graded(graded(APR=Grade.GOOD).reckoned, None, [])
        put_grades(result, areas, Judged(None, {Area.APR: judgement("good")}), None)
        assert (result.grade, result.as_judged) == (None, None)


class TestAgreeing:
    def test_nobody_judged(self) -> None:
        """There is no agreement to speak of."""
        agreeing = Agreeing()
        agreeing.add(CaseResult("C-1", "c.json", "2026-09-30", grade="good"))
        assert agreeing.row() is None

    def test_too_few(self) -> None:
        """Below the fewest there are counts, and nothing else is claimed."""
        row = agreement([("good", "good")] * (FEWEST - 2) + [("good", "inadequate")])
        assert (row["pairs"], row["same"], row["judged_lower"]) == (9, 8, 1)
        claimed = (row["exact"], row["exact_interval"], row["kappa"], row["direction"])
        assert claimed == (None, None, None, None)
        assert row["lines"][-1] == "  too few to speak of: 10 are the fewest"

    def test_enough_for_a_share(self) -> None:
        """From ten on there is a share with its interval, but no kappa yet."""
        row = agreement([("good", "good")] * 8 + [("good", "inadequate")] * 2)
        assert (row["exact"], row["exact_interval"]) == (0.8, [0.4902, 0.9433])
        assert (row["kappa"], row["direction"]) == (None, "neither")
        assert row["lines"] == [
            "areas: 8 of 10 judged as they were graded, 2 lower, 0 higher",
            "  the same in 80% (95%: 49 to 94%)",
            "  too few for weighted kappa: 32 are the fewest",
            "  neither side is harsher beyond chance",
        ]

    def test_enough_for_kappa(self) -> None:
        """By hand: 24 of 32 agree and 8 are one step lower, of three at most."""
        same = [("good", "good")] * 8 + [("outstanding", "outstanding")] * 8
        same += [("inadequate", "inadequate")] * 8
        row = agreement([*same, *[("outstanding", "good")] * 8])
        assert row["pairs"] == FEWEST_FOR_KAPPA
        # Steps apart of three at most: observed 8/32 * 1/3. By chance, of the shares 1/4, 1/4, 1/2
        # and 1/4, 1/2, 1/4 for inadequate, good, outstanding: (1/8 + 1/16) * 2/3 between the first
        # two, 1/16 + 1/8 between the ends, (1/16 + 1/4) * 1/3 between the last two: 5/12.
        assert row["kappa"] == pytest.approx(1 - (1 / 12) / (5 / 12), abs=1e-4)
        low, high = row["kappa_interval"] or (1, 0)
        assert low < (row["kappa"] or 0) < high
        assert row["direction"] == "harsher"

    def test_milder(self) -> None:
        """Where people judge higher, beyond chance, they are milder."""
        row = agreement([("inadequate", "good")] * 10)
        assert (row["direction"], row["judged_higher"]) == ("milder", 10)

    def test_without_a_grade(self) -> None:
        """What either side had not enough evidence for is no pair, and is counted apart."""
        row = agreement(
            [("not_enough_evidence", "good"), ("good", "not_enough_evidence"), ("good", "good")]
        )
        assert (row["pairs"], row["same"], row["without_grade"]) == (1, 1, 2)
        assert "  2 more without enough evidence, for the grade or the judgement" in row["lines"]

    def test_all_the_same_grade(self) -> None:
        """Kappa is not defined where there is but one grade, and it says so."""
        row = agreement([("good", "good")] * 40)
        assert (row["kappa"], row["exact"]) == (None, 1)
        assert "  weighted kappa is not defined where there is but one grade" in row["lines"]

    def test_cases(self) -> None:
        """Whole cases are counted apart from areas."""
        agreeing = Agreeing()
        result = case()
        result.grade, result.judged = "good", judgement("inadequate")
        agreeing.add(result)
        row = agreeing.row()
        assert row
        assert (row["cases"]["pairs"], row["cases"]["judged_lower"]) == (1, 1)
        assert row["areas"]["lines"] == ["areas: none was judged"]

    def test_a_profile_without_a_grade(self) -> None:
        """Where cases have no grade, there is nothing that a judgement could agree with."""
        agreeing = Agreeing()
        result = case(APR=judgement("good"))
        result.judged = judgement("good")
        agreeing.add(result)
        row = agreeing.row()
        assert row
        assert (row["cases"]["pairs"], row["cases"]["without_grade"]) == (0, 0)
        assert row["areas"]["pairs"] == 1
