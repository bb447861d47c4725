"""The report for the terminal, where a result is wanted that no sample case gives."""

from __future__ import annotations

import io

from qaudit.checking.results import AreaGrade, CaseResult, JudgedSum, ServiceResult
from qaudit.reporting.base import Run
from qaudit.reporting.table import TableReporter


def shown(result: CaseResult, *, explain: bool = False) -> str:
    """The table of one child."""
    run = Run(
        as_at="",
        profile="letters",
        graded_period="24 months",
        manifest={},
        checks={},
        explain=explain,
    )
    stream = io.BytesIO()
    report = TableReporter().start(run, stream)
    report.case(result)
    report.end(ServiceResult(cases=1))
    return stream.getvalue().decode()


class TestAsJudged:
    def case(self, grade: str, as_judged: str) -> CaseResult:
        """A case that was graded so, and by its areas as they were judged otherwise."""
        area: AreaGrade = {"grade": "good", "axes": {}, "lines": []}
        lines = ["SUP judged good, in place of inadequate", "WRK: not enough evidence"]
        return CaseResult(
            "C-1",
            "c.json",
            "2026-09-30",
            grade=grade,
            areas={"APR": area},
            as_judged=JudgedSum(grade=as_judged, lines=lines),
        )

    def test_why_a_judgement_took_the_grade_away(self) -> None:
        """It is said without being asked for: nobody who raised an area expects it."""
        told = shown(self.case("requires_improvement", "not_enough_evidence"))
        assert "Practice in this case: not enough evidence (by the areas as judged; " in told
        assert (
            "\nOverall, as judged: why not enough evidence\n"
            "  SUP judged good, in place of inadequate\n"
            "  WRK: not enough evidence\n\n"
        ) in told

    def test_a_grade_that_follows_is_taken_apart_if_asked_for(self) -> None:
        """As all grades are, and so is one that was wanting before."""
        for before, after in (("inadequate", "good"), ("not_enough_evidence",) * 2):
            result = self.case(before, after)
            assert "why" not in shown(result)
            assert "\n  SUP judged good, in place of inadequate\n" in shown(result, explain=True)
