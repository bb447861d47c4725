"""What holds of grades under any valid profile: of an area, of a case and of the service."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qaudit.checking.results import ObservationRow
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.grading.grades import Graded, grade_tally
from qaudit.grading.parts import Parts
from qaudit.grading.profile import BUILT_IN, Profile, load_profile
from qaudit.grading.scale import ORDER, RANK, Grade
from qaudit.grading.tally import Tally

LETTERS = load_profile(BUILT_IN / "letters.toml")
AREA_OF = {f"{area}{number:02}": area for area in Area for number in (1, 2, 3)}
CODES = sorted(AREA_OF)


def fractions(low: int, high: int, of: int) -> st.SearchStrategy[Fraction]:
    return st.integers(low, high).map(lambda number: Fraction(number, of))


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Any profile that `load_profile` would accept."""
    bands = sorted(draw(st.lists(fractions(0, 100, 100), min_size=3, max_size=3)), reverse=True)
    bands[1] = max(bands[1], Fraction(1, 100))
    bands[0] = max(bands[:2])
    assert LETTERS.parts
    parts: Parts = evolve(
        LETTERS.parts,
        fewest_inadequate=draw(st.integers(1, 4)),
        weak_above=draw(fractions(0, 9, 10)),
        outstanding_from=draw(fractions(1, 10, 10)),
    )
    return evolve(
        LETTERS,
        unclear_at_most=draw(fractions(0, 12, 12)),
        weights={force: draw(fractions(1, 50, 10)) for force in Force},
        bands=dict(zip(ORDER[:0:-1], bands, strict=True)),
        timescales_alone=draw(st.sampled_from([Grade.GOOD, Grade.REQUIRES_IMPROVEMENT])),
        fewest_for_outstanding=draw(st.integers(1, 5)),
        fewest_for_inadequate=draw(st.integers(1, 5)),
        isolated_among=draw(st.integers(2, 6)),
        fewest_harmed=draw(st.integers(1, 3)),
        parts=parts,
    )


def a_row(code: str, axis: Axis, force: Force, outcome: Outcome, *, harm: bool) -> ObservationRow:
    row: dict[str, Any] = {"check": code, "axis": axis.value, "force": force.value, "on": None}
    row["outcome"] = outcome.value
    if harm and outcome is Outcome.NOT_MET:
        row["harm"] = True
    return cast("ObservationRow", row)


def of_check(outcomes: list[Outcome]) -> st.SearchStrategy[ObservationRow]:
    """An observation; a check has one axis, by its number, and may have any force."""
    return st.builds(
        lambda code, force, outcome, harm: a_row(
            code, Axis.COMPLIANCE if code.endswith("1") else Axis.QUALITY, force, outcome, harm=harm
        ),
        st.sampled_from(CODES[:12] + CODES[-6:]),
        st.sampled_from(Force),
        st.sampled_from(outcomes),
        st.integers(0, 5).map(lambda number: number == 0),
    )


JUDGED = [Outcome.MET, Outcome.MET, Outcome.MET, Outcome.NOT_MET]
cases = st.lists(
    st.lists(of_check([*JUDGED, Outcome.CANNOT_TELL, Outcome.ERROR]), max_size=25),
    min_size=1,
    max_size=3,
)


def counted(rows: list[ObservationRow]) -> Tally:
    tally = Tally()
    tally.count(rows, since="", until="")
    return tally


def service(of_cases: list[list[ObservationRow]], profile: Profile) -> Graded:
    total = Tally()
    for rows in of_cases:
        total.add(counted(rows))
    return grade_tally(total, AREA_OF, profile)


def no_better(after: Graded, before: Graded) -> None:
    """No area, and not the whole, has a better grade than before."""
    pairs = [(after.areas[area]["grade"], row["grade"]) for area, row in before.areas.items()]
    for later, earlier in [*pairs, (str(after.grade), str(before.grade))]:
        if Grade.NOT_ENOUGH_EVIDENCE not in (later, earlier):
            assert RANK[Grade(later)] <= RANK[Grade(earlier)]


any_time = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


class TestProperties:
    @any_time
    @given(profiles(), cases, of_check([Outcome.NOT_MET]))
    def test_a_failure_never_improves_a_grade(
        self, profile: Profile, of_cases: list[list[ObservationRow]], failure: ObservationRow
    ) -> None:
        """One more, of any check, harmful or not: no area, case or service is better for it."""
        worse = [[*of_cases[0], failure], *of_cases[1:]]
        no_better(service(worse, profile), service(of_cases, profile))
        no_better(service(worse[:1], profile), service(of_cases[:1], profile))

    def test_not_even_a_failure_that_gives_an_area_enough_evidence(self) -> None:
        """Weak reviews stay weak: nine visits, one failed, are known where eight were too few."""
        reviews = [a_row("APR01", Axis.COMPLIANCE, Force.LOCAL, Outcome.NOT_MET, harm=False)] * 2
        visits = [a_row("VIS01", Axis.COMPLIANCE, Force.LOCAL, Outcome.MET, harm=False)] * 8
        unclear = [a_row("VIS01", Axis.COMPLIANCE, Force.LOCAL, Outcome.ERROR, harm=False)] * 5
        failure = a_row("VIS01", Axis.COMPLIANCE, Force.LOCAL, Outcome.NOT_MET, harm=False)
        more = a_row("VIS01", Axis.COMPLIANCE, Force.LOCAL, Outcome.MET, harm=False)
        before = service([[*reviews, *visits, more, *unclear]], LETTERS)
        after = service([[*reviews, *visits, more, *unclear, failure]], LETTERS)
        assert (before.areas["VIS"]["grade"], after.areas["VIS"]["grade"]) == (
            "not_enough_evidence",
            "good",
        )
        assert (before.grade, after.grade) == ("not_enough_evidence", "good")
        no_better(after, before)

    @any_time
    @given(profiles(), cases, st.integers(0, 24))
    def test_a_failure_instead_of_what_was_met_never_does(
        self, profile: Profile, of_cases: list[list[ObservationRow]], which: int
    ) -> None:
        """The same occasions, one of them failed."""
        rows = of_cases[0]
        if not rows:
            return
        row = rows[which % len(rows)]
        if row["outcome"] != Outcome.MET:
            return
        failed = cast("ObservationRow", {**row, "outcome": Outcome.NOT_MET.value})
        changed = [failed if one is row else one for one in rows]
        no_better(
            service([changed, *of_cases[1:]], profile), service([rows, *of_cases[1:]], profile)
        )

    @any_time
    @given(
        profiles(),
        cases,
        of_check([Outcome.WAIVED, Outcome.NOT_APPLICABLE, Outcome.NOT_DUE]),
    )
    def test_what_was_waived_or_did_not_apply_changes_nothing(
        self, profile: Profile, of_cases: list[list[ObservationRow]], row: ObservationRow
    ) -> None:
        """Nor does what is not due yet."""
        more = [[*of_cases[0], row], *of_cases[1:]]
        assert service(more, profile) == service(of_cases, profile)

    @any_time
    @given(profiles(), cases, st.randoms(use_true_random=False))
    def test_the_order_of_cases_changes_nothing(
        self, profile: Profile, of_cases: list[list[ObservationRow]], chance: Any
    ) -> None:
        """Nor that of the observations of a case: neither grades nor lines."""
        before = service(of_cases, profile)
        shuffled = [list(rows) for rows in of_cases]
        for rows in shuffled:
            chance.shuffle(rows)
        chance.shuffle(shuffled)
        assert service(shuffled, profile) == before

    @any_time
    @given(profiles(), st.lists(of_check([*JUDGED, Outcome.CANNOT_TELL]), max_size=40))
    def test_readings_of_text_alone_make_nothing_inadequate(
        self, profile: Profile, rows: list[ObservationRow]
    ) -> None:
        """Whatever they say, harmful or not, no area and no whole is inadequate for it."""
        texts = [cast("ObservationRow", {**row, "force": Force.HEURISTIC.value}) for row in rows]
        found = service([texts], profile)
        assert "inadequate" not in {row["grade"] for row in found.areas.values()}
        assert found.grade != "inadequate"
