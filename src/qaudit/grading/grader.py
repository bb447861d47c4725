"""Grades the cases of a run one by one, and the service at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from operator import itemgetter

from attrs import asdict, define, field

from qaudit.cases.calendar import CalendarEnds
from qaudit.cases.grouping import FEWEST
from qaudit.checking.check import Standard
from qaudit.checking.results import CaseResult, CheckSum, GradedSum, ServiceResult, standing
from qaudit.checking.standards import Area, Outcome
from qaudit.grading.frequency import how_many
from qaudit.grading.grades import grade_tally
from qaudit.grading.groups import Grouping
from qaudit.grading.judgements import Judgements
from qaudit.grading.judging import Agreeing, put_grades
from qaudit.grading.profile import Profile
from qaudit.grading.rates import rate
from qaudit.grading.scale import ORDER, Grade
from qaudit.grading.tally import Tally


@define
class Grader:
    """Give it each case in turn with `case`, then ask for the `service`.

    Attributes:
        checks: the standards, by code.
        profile: by what it grades.
        judgements: what people judged.
        fewest_in_group: children that a group must have for a grade.
    """

    checks: Mapping[str, Standard]
    profile: Profile
    judgements: Judgements = field(factory=Judgements)
    fewest_in_group: int = FEWEST
    _area_of: dict[str, Area] = field(init=False)
    _grouping: Grouping = field(init=False)
    _total: Tally = field(factory=Tally)
    _outcomes: Counter[tuple[str, str]] = field(factory=Counter)
    _silent: Counter[tuple[str, str]] = field(factory=Counter)
    _cases_not_met: Counter[str] = field(factory=Counter)
    _children: Counter[str] = field(factory=Counter)
    _children_failed: Counter[str] = field(factory=Counter)
    _grades: Counter[str] = field(factory=Counter)
    _agreeing: Agreeing = field(factory=Agreeing)
    _cases: int = 0
    _last: str = ""

    def __attrs_post_init__(self) -> None:
        self._area_of = {code: check.area for code, check in self.checks.items()}
        self._grouping = Grouping(self._area_of, self.profile, self.fewest_in_group)

    def case(self, result: CaseResult) -> None:
        """Put the grades of a case into its result, and what people judged of it beside them."""
        result.graded_from = self._since(result.as_at)
        tally = Tally()
        tally.count(result.observations, since=result.graded_from, until=result.as_at)
        tally.count_silent(result.silent)
        graded = grade_tally(tally, self._area_of, self.profile)
        told = self.judgements.of_case(result.case_id, result.as_at)
        put_grades(result, graded, told, self.profile.parts)
        self._agreeing.add(result)
        self._grouping.add(result.groups, tally)
        self._total.add(tally)
        self._remember(result, tally)

    def _since(self, as_at: str) -> str:
        """The first day that is graded."""
        try:
            return self.profile.graded_period.before(date.fromisoformat(as_at)).isoformat()
        except CalendarEnds:  # a period longer than there are days before
            return date.min.isoformat()

    def service(self, before: ServiceResult | None = None) -> ServiceResult:
        """What came of all cases together.

        Args:
            before: what came of them when they were graded before; what people judged of that
                stays.
        """
        service = ServiceResult(cases=self._cases)
        if before:
            service.areas, service.judged = before.areas, before.judged
        graded = grade_tally(self._total, self._area_of, self.profile)
        told = self.judgements.of_service(self._last)
        put_grades(service, graded, told, self.profile.parts)
        for area in service.areas.values():
            for axis in area["axes"].values():
                common = how_many(axis["rate"]["met"], axis["rate"]["judged"])
                if common.word:
                    axis["words"] = common.of("occasions")
        service.agreement = self._agreeing.row()
        service.groups = self._grouping.results()
        service.checks = {code: self._sum(check) for code, check in self.checks.items()}
        service.grades_of_cases = {
            grade.value: self._grades[grade]
            for grade in (*reversed(ORDER), Grade.NOT_ENOUGH_EVIDENCE)
            if self._grades[grade]
        }
        return service

    def _remember(self, result: CaseResult, tally: Tally) -> None:
        self._cases += 1
        self._last = max(self._last, result.as_at)
        self._children.update({code for (code, _), found in tally.checks.items() if found.judged})
        self._children_failed.update(
            {code for (code, _), found in tally.checks.items() if found.not_met}
        )
        if grade := standing(result):
            self._grades[grade] += 1
        outcomes = Counter(map(_CHECK_AND_OUTCOME, result.observations))
        self._outcomes.update(outcomes)
        self._silent.update(map(_CHECK_AND_OUTCOME, result.silent))
        self._cases_not_met.update([code for code, outcome in outcomes if outcome == _NOT_MET])

    def _sum(self, check: Standard) -> CheckSum:
        outcomes = _of_check(check.code, self._outcomes)
        met, failed = outcomes.get(Outcome.MET, 0), outcomes.get(Outcome.NOT_MET, 0)
        found: CheckSum = {
            "name": check.name,
            "summary": check.summary,
            "area": check.area.value,
            "axis": check.axis.value,
            "force": check.force.value,
            "outcomes": outcomes,
            "silent": _of_check(check.code, self._silent),
            "rate": rate(met, met + failed),
            "cases_not_met": self._cases_not_met[check.code],
            "graded": self._graded(check.code),
        }
        if check.wording:
            found["wording"] = asdict(check.wording)
        return found

    def _graded(self, code: str) -> GradedSum:
        """What of a check lies in the time that is graded."""
        tallies = [found for (of, _), found in self._total.checks.items() if of == code]
        met, judged = sum(one.met for one in tallies), sum(one.judged for one in tallies)
        return {
            "rate": rate(met, judged),
            "harm": sum(one.harm for one in tallies),
            "cases": self._children[code],
            "cases_not_met": self._children_failed[code],
        }


_CHECK_AND_OUTCOME = itemgetter("check", "outcome")
_NOT_MET = Outcome.NOT_MET.value


def _of_check(code: str, counts: Counter[tuple[str, str]]) -> dict[str, int]:
    """How often each outcome came of a check, in the order of the outcomes."""
    return {
        outcome.value: counts[code, outcome.value]
        for outcome in Outcome
        if counts[code, outcome.value]
    }
