"""What changed between two audits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from qaudit.checking.changes import Changes, FindingChange
from qaudit.checking.results import AreaGrade, CaseResult, ObservationRow, ServiceResult
from qaudit.checking.standards import Area, Axis, Force
from qaudit.checking.wording import Wording
from qaudit.grading.comparison import Comparison
from qaudit.grading.following import Compared

DAY = "2026-06-30"
LATER = "2026-09-30"


@frozen(kw_only=True)
class Held:
    """A standard, as a comparison asks for it."""

    code: str
    name: str = "a-standard"
    area: Area = Area.APR
    axis: Axis = Axis.COMPLIANCE
    force: Force = Force.STATUTORY
    source: str = "the law"
    summary: str = "Something is done."
    wording: Wording | None = None


CHECKS = (
    Held(code="REV01"),
    Held(code="ASM01", axis=Axis.QUALITY),
    Held(code="VIS01", area=Area.VIS),
)


def manifest(
    *,
    profile: str = "a" * 64,
    audited_from: str | None = None,
    settings: dict[str, Any] | None = None,
    survey: dict[str, Any] | None = None,
    version: str = "1",
) -> dict[str, Any]:
    """As much of a manifest as a comparison asks for."""
    checks: dict[str, Any] = {
        check.code: {"name": check.name, "source": check.source, "settings": {}} for check in CHECKS
    }
    checks["REV01"]["settings"] = settings or {}
    checks["ASM01"]["survey"] = "texts"
    return {
        "tool": {"name": "qaudit", "version": "1.0"},
        "plugins": [{"name": "own", "version": version, "checks": ["VIS01"]}],
        "settings": {
            "audited_from": audited_from,
            "profile": {"name": "letters", "sha256": profile},
            "checks": checks,
            "surveys": {"texts": survey or {}},
        },
    }


def audit(
    *cases: CaseResult,
    checks: Sequence[Held] = CHECKS,
    areas: dict[str, AreaGrade] | None = None,
    grade: str | None = None,
    lines: Sequence[str] = (),
    **settings: Any,
) -> Audit:
    about = Compared(
        digest="", manifest=manifest(**settings), checks={check.code: check for check in checks}
    )
    service = ServiceResult(cases=len(cases), areas=areas or {}, grade=grade, lines=[*lines])
    return Audit(about, cases, service)


@frozen
class Audit:
    """One of the two audits."""

    about: Compared
    cases: Sequence[CaseResult]
    service: ServiceResult


def row(
    fingerprint: str, outcome: str = "not_met", check: str = "REV01", on: str | None = "2026-03-02"
) -> ObservationRow:
    return {
        "check": check,
        "outcome": outcome,
        "axis": "compliance",
        "force": "statutory",
        "on": on,
        "due": None,
        "done": None,
        "days_late": None,
        "message": "found",
        "evidence": [],
        "fingerprint": fingerprint,
    }


def case(
    *rows: ObservationRow, case_id: str = "C-1", record: str = "r1", as_at: str = DAY
) -> CaseResult:
    return CaseResult(
        case_id,
        "a.json",
        as_at,
        record_sha256=record,
        graded_from="2024-06-30",
        observations=list(rows),
    )


def compared(before: Audit, after: Audit) -> tuple[Changes, list[FindingChange]]:
    comparison = Comparison(before.about, after.about, listing=True)
    for result in before.cases:
        comparison.earlier(result)
    for result in after.cases:
        comparison.later(result)
    return comparison.changes(before.service, after.service), comparison.listed


def became(before: Audit, after: Audit) -> tuple[str, str | None, str | None]:
    """What became of the one finding there is."""
    (found,) = compared(before, after)[1]
    return found["change"], found["how"], found["because"]


def graded(grade: str, *lines: str) -> AreaGrade:
    return {"grade": grade, "axes": {}, "lines": [*lines]}


FINDING = audit(case(row("f")))
"""A case with one finding."""


class TestFindings:
    def test_it_remains(self) -> None:
        """A failure that both reports have remains, though the record was exported anew."""
        again = audit(case(row("f"), record="r2", as_at=LATER))
        assert became(FINDING, again) == ("remaining", None, None)

    def test_it_is_met(self) -> None:
        """The record was mended, and the occasion is met now."""
        mended = audit(case(row("f", "met"), record="r2", as_at=LATER))
        assert became(FINDING, mended) == ("resolved", "met", "record")

    def test_another_setting(self) -> None:
        """The same record under another setting: the standard changed, not practice."""
        eased = audit(case(row("f", "met")), settings={"days": 30})
        assert became(FINDING, eased) == ("resolved", "met", "standard")

    def test_both(self) -> None:
        """Where the record and the standard both changed it cannot be told which of them did it."""
        both = audit(case(row("f", "met"), record="r2"), settings={"days": 30})
        assert became(FINDING, both) == ("resolved", "met", "record_or_standard")

    @pytest.mark.parametrize(
        "named",
        [{"source": "other law"}, {"force": Force.LOCAL}, {"name": "other"}, {"area": Area.PER}],
    )
    def test_another_standard(self, named: dict[str, Any]) -> None:
        """A check that rests on something else holds practice to another standard."""
        other = audit(case(row("f", "met")), checks=[evolve(CHECKS[0], **named)])
        assert became(FINDING, other) == ("resolved", "met", "standard")

    def test_of_another_check(self) -> None:
        """What is different in another check is not what is different here."""
        other = audit(case(row("f", "met"), record="r2"), version="2", survey={"words": 9})
        assert became(FINDING, other) == ("resolved", "met", "record")

    @pytest.mark.parametrize(
        ("check", "named"), [("VIS01", {"version": "2"}), ("ASM01", {"survey": {"words": 9}})]
    )
    def test_another_version_or_survey(self, check: str, named: dict[str, Any]) -> None:
        """The version of the plugin that gives a check, and the survey it rests on, are of it."""
        before, after = (
            audit(case(row("f", one, check)), **how)
            for one, how in (("not_met", {}), ("met", named))
        )
        assert became(before, after) == ("resolved", "met", "standard")

    def test_the_day_alone(self) -> None:
        """The same record, later: what had time is overdue now, and only the day is different."""
        open_still = audit(case(row("f", "not_due")))
        assert became(open_still, audit(case(row("f"), as_at=LATER))) == ("new", "not_due", "day")

    def test_nothing_of_its_own(self) -> None:
        """The same record, day and standard: other records, which the check looks at too."""
        assert became(FINDING, audit(case(row("f", "met")))) == ("resolved", "met", "other_records")

    def test_it_fell_out_of_the_graded_period(self) -> None:
        """A failure that grew old counts no more, and is not mended."""
        later = evolve(case(row("f"), as_at="2028-09-30", record="r2"), graded_from="2026-09-30")
        assert became(FINDING, audit(later)) == ("resolved", "not_graded", "day")

    def test_another_graded_period(self) -> None:
        """A profile that grades a shorter time leaves it out likewise."""
        shorter = evolve(case(row("f")), graded_from="2026-04-01")
        assert became(FINDING, audit(shorter, profile="b" * 64)) == (
            "resolved",
            "not_graded",
            "standard",
        )

    @pytest.mark.parametrize("outcome", ["cannot_tell", "not_applicable", "waived"])
    def test_it_is_judged_no_more(self, outcome: str) -> None:
        """What cannot be told, does not apply or was waived is not mended either."""
        because = "waiver" if outcome == "waived" else "record"
        after = audit(case(row("f", outcome), record="r2"))
        assert became(FINDING, after) == ("resolved", outcome, because)

    def test_it_is_recorded_otherwise(self) -> None:
        """An occasion that the record does not have any more, with others that it has."""
        after = audit(case(row("g", "met"), record="r2"))
        assert became(FINDING, after) == ("resolved", "absent", "record")

    @pytest.mark.parametrize(
        ("outcome", "how"), [("error", "error"), ("cannot_tell", "cannot_tell")]
    )
    def test_the_check_could_not_look(self, outcome: str, how: str) -> None:
        """Silence of a check that failed, or could not see all, is no progress."""
        after = audit(case(row("x", outcome, on=None), record="r2"))
        because = "failure" if outcome == "error" else "record"
        assert became(FINDING, after) == ("resolved", how, because)

    def test_the_section_was_not_exported(self) -> None:
        """Nor is that of one that could see nothing at all."""
        after = case(record="r2")
        after.silent.append({"check": "REV01", "outcome": "cannot_tell", "reason": "not exported"})
        assert became(FINDING, audit(after)) == ("resolved", "cannot_tell", "record")

    def test_not_selected(self) -> None:
        """A check that was not asked says nothing."""
        assert became(FINDING, audit(case(), checks=CHECKS[1:])) == (
            "resolved",
            "not_checked",
            "standard",
        )

    def test_left_out(self) -> None:
        """Nor is anything said of days that were left out."""
        after = audit(case(record="r2"), audited_from="2026-04-01")
        assert became(FINDING, after) == ("resolved", "left_out", "standard")

    def test_the_case_is_gone(self) -> None:
        """A case that is in one report only is told apart."""
        other = audit(case(case_id="C-2"))
        assert became(FINDING, other) == ("resolved", "no_case", "case")
        changes, _ = compared(FINDING, other)
        assert changes["cases"] == {
            "both": 0,
            "record_changed": 0,
            "only_before": ["C-1"],
            "only_after": ["C-2"],
        }

    def test_they_are_counted(self) -> None:
        """By check and area, how they stand and what is different."""
        before = audit(case(row("a"), row("b"), row("c", "met"), row("v", check="VIS01")))
        after = audit(case(row("a", "met"), row("b"), row("c"), row("d"), record="r2"))
        changes, _ = compared(before, after)
        sums = changes["checks"]["REV01"]["findings"]
        assert sums == {
            "before": 2,
            "after": 3,
            "remaining": 1,
            "resolved": {"met": {"record": 1}},
            "new": {"met": {"record": 1}, "absent": {"record": 1}},
        }
        assert changes["findings"]["before"] == 3
        assert changes["findings"]["resolved"] == {"met": {"record": 1}, "absent": {"record": 1}}


def many(met: int, judged: int, check: str = "REV01") -> list[CaseResult]:
    """Children with one occasion each."""
    return [
        case(row(f"{n}", "met" if n < met else "not_met", check), case_id=f"C-{n}")
        for n in range(judged)
    ]


class TestRates:
    @pytest.mark.parametrize(
        ("met", "expected"),
        [(20, "sustained"), (32, "improved"), (8, "slipped"), (23, "sustained")],
    )
    def test_only_what_is_more_than_chance(self, met: int, expected: str) -> None:
        """Of forty children, three more met is noise, twelve more or fewer are not."""
        changes, _ = compared(audit(*many(20, 40)), audit(*many(met, 40)))
        found = changes["checks"]["REV01"]["rate"]
        assert found["change"] == expected
        assert found["difference"] == (met - 20) / 40
        assert (found["before"]["met"], found["after"]["met"]) == (20, met)

    def test_only_what_counts(self) -> None:
        """An occasion before the graded period, or after the audit date, is in no rate."""
        before = audit(
            case(row("a"), row("old", on="2023-01-01"), row("b", "met", on="2026-07-01"))
        )
        changes, _ = compared(before, before)
        assert changes["checks"]["REV01"]["rate"]["before"]["judged"] == 1

    def test_nothing_judged_on_one_side(self) -> None:
        """A check is new or gone where it judged nothing on the other side."""
        before, after = audit(*many(2, 4)), audit(*many(2, 4, "VIS01"))
        changes, _ = compared(before, after)
        found = {code: row["rate"]["change"] for code, row in changes["checks"].items()}
        assert found == {"REV01": "gone", "VIS01": "new"}

    def test_since_then(self) -> None:
        """Occasions after the earlier audit's date are counted by themselves."""
        after = audit(
            case(
                row("a", on=DAY), row("b", "met", on="2026-07-15"), row("c", on=LATER), as_at=LATER
            )
        )
        changes, _ = compared(FINDING, after)
        since = changes["checks"]["REV01"]["rate"]["since"]
        assert (since["met"], since["judged"]) == (1, 2)

    def test_too_early(self) -> None:
        """With fewer than five occasions since, it is too early; of the same day it is not."""
        area = {"APR": graded("good")}
        on = [f"2026-07-0{n}" for n in range(1, 6)]
        for number, early in ((4, True), (5, False)):
            rows = [row(f"{n}", "met", on=day) for n, day in enumerate(on[:number])]
            later = audit(case(*rows, as_at=LATER), areas=area)
            changes, _ = compared(audit(case(row("f")), areas=area), later)
            assert changes["areas"]["APR"]["early"] is early
        changes, _ = compared(audit(case(), areas=area), audit(case(), areas=area))
        assert changes["areas"]["APR"]["early"] is False


class TestAreas:
    def test_by_both_axes(self) -> None:
        """An area improved where an axis did and none slipped; where they part it is mixed."""
        area = {"APR": graded("good")}
        before = audit(*many(20, 40), *_other(many(20, 40, "ASM01")), areas=area)
        for quality, expected in ((20, "improved"), (34, "improved"), (6, "mixed")):
            after = audit(*many(34, 40), *_other(many(quality, 40, "ASM01")), areas=area)
            changes, _ = compared(before, after)
            assert changes["areas"]["APR"]["change"] == expected
            assert changes["areas"]["APR"]["axes"].keys() == {"compliance", "quality"}

    def test_a_grade_that_changed_is_explained(self) -> None:
        """The lines in which the two sums differ, with the heading they stand under."""
        before = audit(
            areas={"APR": graded("good", "compliance:", "  9 of 10 met: good", "so good")}
        )
        after = audit(
            areas={
                "APR": graded(
                    "inadequate",
                    "compliance:",
                    "  9 of 10 met: good",
                    "1 left a child at risk: not above inadequate",
                    "so inadequate",
                )
            }
        )
        found = compared(before, after)[0]["areas"]["APR"]
        assert found["grade"] == {"before": "good", "after": "inadequate"}
        assert found["lines"] == [
            "before: so good",
            "now: 1 left a child at risk: not above inadequate",
            "now: so inadequate",
        ]

    def test_a_grade_that_stayed_is_not(self) -> None:
        """Other numbers under the same grade are in the rates, not in an explanation."""
        before = audit(areas={"APR": graded("good", "9 of 10 met")}, grade="good", lines=["a"])
        after = audit(areas={"APR": graded("good", "10 of 11 met")}, grade="good", lines=["b"])
        changes, _ = compared(before, after)
        assert (changes["areas"]["APR"]["lines"], changes["lines"]) == ([], [])

    def test_new_and_gone(self) -> None:
        """An area that only one report has."""
        changes, _ = compared(
            audit(areas={"APR": graded("good")}), audit(areas={"VIS": graded("good")})
        )
        assert {code: row["change"] for code, row in changes["areas"].items()} == {
            "APR": "gone",
            "VIS": "new",
        }

    def test_harm(self) -> None:
        """How many findings left a child at risk, before and now."""
        harmful = row("f")
        harmful["harm"] = True
        area = {"APR": graded("inadequate")}
        changes, _ = compared(audit(case(harmful), areas=area), audit(case(), areas=area))
        assert changes["areas"]["APR"]["harm"] == {"before": 1, "after": 0}


def _other(cases: list[CaseResult]) -> list[CaseResult]:
    """The same as other children."""
    return [evolve(one, case_id=f"other {one.case_id}") for one in cases]


class TestStandard:
    def test_what_is_different_is_said(self) -> None:
        """For all checks, and in each."""
        changes, _ = compared(
            audit(case(row("f"))),
            audit(case(row("f")), profile="b" * 64, settings={"days": 30}, audited_from=DAY),
        )
        assert changes["standard"] == [
            {"what": "profile", "before": "letters (aaaaaaaa)", "after": "letters (bbbbbbbb)"},
            {"what": "audited_from", "before": "none", "after": DAY},
        ]
        assert changes["checks"]["REV01"]["standard"] == [
            {"what": "setting days", "before": "none", "after": "30"}
        ]

    def test_waivers(self) -> None:
        """So is another file of waivers, or one where there was none."""
        before, after = audit(case(row("f"))), audit(case(row("f", "waived")))
        waived = {**after.about.manifest, "waivers": {"name": "w.toml", "sha256": "c" * 64}}
        after = evolve(after, about=evolve(after.about, manifest=waived))
        assert compared(before, after)[0]["standard"] == [
            {"what": "waivers", "before": "none", "after": "w.toml (cccccccc)"}
        ]


outcomes = st.sampled_from(["met", "not_met", "not_due", "cannot_tell", "waived"])
checks = st.sampled_from([check.code for check in CHECKS])
days = st.sampled_from(["2023-01-01", "2026-03-02", "2026-06-30", "2026-08-01"])


@st.composite
def audits(draw: st.DrawFn) -> Audit:
    """Audits of some of six children, with some of a few occasions."""
    cases = []
    for number in draw(st.lists(st.integers(0, 5), unique=True)):
        found = draw(
            st.dictionaries(st.integers(0, 8), st.tuples(outcomes, checks, days), max_size=8)
        )
        rows = [
            row(f"{number} {code} {key}", outcome, code, on)
            for key, (outcome, code, on) in sorted(found.items())
        ]
        record = draw(st.sampled_from(["r1", "r2"]))
        as_at = draw(st.sampled_from([DAY, LATER]))
        cases.append(case(*rows, case_id=f"C-{number}", record=record, as_at=as_at))
    areas = draw(st.sets(st.sampled_from(["APR", "VIS"])))
    return audit(
        *cases,
        areas={area: graded(draw(st.sampled_from(["good", "inadequate"]))) for area in areas},
        grade=draw(st.sampled_from([None, "good"])),
        checks=CHECKS[draw(st.integers(0, 1)) :] if not cases else CHECKS,
        settings=draw(st.sampled_from([None, {"days": 30}])),
        profile=draw(st.sampled_from(["a" * 64, "b" * 64])),
    )


OPPOSITE = {"improved": "slipped", "slipped": "improved", "new": "gone", "gone": "new"}


class TestProperties:
    @given(audits())
    def test_with_itself(self, one: Audit) -> None:
        """Between a report and itself all is sustained, and nothing resolved or new."""
        changes, listed = compared(one, one)
        assert {row["rate"]["change"] for row in changes["checks"].values()} <= {"sustained"}
        assert {row["change"] for row in changes["areas"].values()} <= {"sustained"}
        assert {row["change"] for row in listed} <= {"remaining"}
        sums = changes["findings"]
        assert sums["before"] == sums["after"] == sums["remaining"] == len(listed)
        assert (sums["resolved"], sums["new"]) == ({}, {})
        assert (changes["standard"], changes["lines"]) == ([], [])

    @given(audits(), audits())
    def test_the_other_way_round(self, one: Audit, other: Audit) -> None:
        """Before and after changed places: improved and slipped, resolved and new change too."""
        (there, listed), (back, listed_back) = compared(one, other), compared(other, one)
        for part in ("checks", "areas"):
            assert there[part].keys() == back[part].keys()
        for code, found in there["checks"].items():
            opposite = back["checks"][code]
            change = found["rate"]["change"]
            assert opposite["rate"]["change"] == OPPOSITE.get(change, change)
            assert opposite["findings"]["resolved"] == found["findings"]["new"]
            assert opposite["findings"]["new"] == found["findings"]["resolved"]
            assert opposite["findings"]["remaining"] == found["findings"]["remaining"]
        for code, area in there["areas"].items():
            change = area["change"]
            assert back["areas"][code]["change"] == OPPOSITE.get(change, change)
        turned = {"resolved": "new", "new": "resolved", "remaining": "remaining"}
        assert sorted((row["fingerprint"], row["change"]) for row in listed) == sorted(
            (row["fingerprint"], turned[row["change"]]) for row in listed_back
        )

    @given(audits(), audits())
    def test_every_finding_has_a_fate(self, one: Audit, other: Audit) -> None:
        """What was there remains or is resolved; what is there remains or is new."""
        changes, _ = compared(one, other)
        for sums in (changes["findings"], *(row["findings"] for row in changes["checks"].values())):
            gone, come = (
                sum(sum(by.values()) for by in sums[part].values()) for part in ("resolved", "new")
            )
            assert sums["before"] == sums["remaining"] + gone
            assert sums["after"] == sums["remaining"] + come
