"""QAO03: how many audits are moderated, over all cases, and how far the two grades agree."""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.agreement import Weighting, weighted_kappa
from support import Found, audit, record

CODE = "QAO03"
GRADES = ("inadequate", "requires_improvement", "good", "outstanding")

Audited = dict[str, Any]


def audited(grade: str | None = "good", then: str | None = None, **named: Any) -> Audited:
    """An audit, moderated where there is a second grade."""
    by = {"moderated_by": "W-2", "moderated_grade": then} if then else {}
    return {"date": "2026-03-02", "auditor_id": "W-1", "grade": grade, **by, **named}


def found(*audits: Audited, **settings: Any) -> list[Found]:
    """A child for each of some audits."""
    made = [record(f"T-{n}", audits=[one]) for n, one in enumerate(audits)]
    return audit(*made, select=(CODE,), settings={CODE: settings})


def measures(one: Found) -> dict[str, float]:
    return {row["name"]: row["value"] for row in one.result.measures}


def outcomes(seen: list[Found]) -> list[str]:
    return [one.only(CODE)["outcome"] for one in seen]


class TestShareModerated:
    @pytest.mark.parametrize(
        ("moderated", "others"), [(0, "not_met"), (1, "not_met"), (2, "met"), (3, "met")]
    )
    def test_one_in_five(self, moderated: int, others: str) -> None:
        """Two of ten are enough; what was moderated is met in any case."""
        kinds = [audited(then="good")] * moderated + [audited()] * (10 - moderated)
        assert outcomes(found(*kinds)) == ["met"] * moderated + [others] * (10 - moderated)

    def test_what_it_says(self) -> None:
        """It names the audit, and how many of all there were."""
        row = found(*[audited()] * 5)[3].only(CODE)
        assert row["message"] == "not moderated; of 5 audits 0 were"
        assert (row["evidence"][0]["pointer"], row["on"]) == ("/audits/0", "2026-03-02")
        assert (row["force"], row["axis"]) == ("local", "quality")

    def test_too_few_to_ask_for_any(self) -> None:
        """A fifth of four audits is none."""
        assert outcomes(found(*[audited()] * 4)) == ["not_applicable"] * 4
        assert outcomes(found(*[audited()] * 5)) == ["not_met"] * 5

    def test_the_share_is_a_setting(self) -> None:
        """55 of 100 are 55%, to the last bit; a council that wants none asks for 0%."""
        kinds = [audited(then="good")] * 55 + [audited()] * 45
        assert outcomes(found(*kinds, moderated="55%"))[-1] == "met"
        assert outcomes(found(*kinds, moderated="55.1%"))[-1] == "not_met"
        assert outcomes(found(*[audited()] * 10, moderated="0%"))[-1] == "not_applicable"

    def test_two_audits_of_one_child(self) -> None:
        """Each audit counts, whoever's file it was."""
        made = record("A", audits=[audited(then="good"), audited()])
        other = record("B", audits=[audited()] * 3)
        one, two = audit(made, other, select=(CODE,))
        assert sorted(one.outcomes(CODE)) == ["met", "met"]
        assert two.outcomes(CODE) == ["met"] * 3
        assert measures(one)["audits_moderated"] == 20

    @pytest.mark.parametrize(
        ("named", "outcome"),
        [
            ({"moderated_by": "W-2"}, "met"),
            ({"moderated_grade": "good"}, "met"),
            ({"moderated_by": "W-1", "moderated_grade": "good"}, "not_met"),
            ({"moderated_by": "n/a"}, "not_met"),
            ({"auditor_id": None, "moderated_grade": "good"}, "met"),
        ],
    )
    def test_what_is_moderation(self, named: Audited, outcome: str) -> None:
        """Somebody else, named or by a grade; not the auditor, and not a filler."""
        seen = found(audited(**named), *[audited()] * 9, moderated="50%")
        assert seen[0].only(CODE)["outcome"] == outcome

    def test_the_system_cannot_give_it(self) -> None:
        """Who moderated was not exported: cannot tell, unless a grade shows it; not counted."""
        without = {"audits": {"without": ["moderated_by"]}}
        made = [
            record("A", audits=[audited(), audited(moderated_grade="good")], coverage=without),
            record("B", audits=[audited()]),
        ]
        one, two = audit(*made, select=(CODE,), settings={CODE: {"moderated": "60%"}})
        assert sorted(one.outcomes(CODE)) == ["cannot_tell", "met"]
        assert measures(two)["audits_moderated"] == 50
        assert two.only(CODE)["message"] == "not moderated; of 2 audits 1 were"

    def test_the_system_cannot_give_something_else(self) -> None:
        """That another field is not exported leaves nobody in doubt."""
        without = {"audits": {"without": ["moderated_grade"]}}
        made = [record(f"T-{n}", audits=[audited()], coverage=without) for n in range(5)]
        assert outcomes(audit(*made, select=(CODE,))) == ["not_met"] * 5


class TestNumbers:
    def cohort(self, *pairs: tuple[str, str], **settings: Any) -> list[Found]:
        return found(*[audited(first, then) for first, then in pairs], audited(), **settings)

    def test_shown_with_every_child(self) -> None:
        """The same numbers with each, with their intervals; a child never audited has none."""
        made = [record("A", audits=[audited(then="good")]), record("B", audits=[audited()])]
        *with_audits, never = audit(*made, record("C", audits=[]), select=(CODE,))
        for one in with_audits:
            assert measures(one) == {
                "audits_moderated": 50,
                "audits_moderated_low": 9.5,
                "audits_moderated_high": 90.5,
                "exact_agreement": 100,
                "exact_agreement_low": 20.7,
                "exact_agreement_high": 100,
                "lowered": 0,
                "raised": 0,
            }
        assert measures(never) == {}

    @pytest.mark.parametrize("weighting", Weighting)
    def test_kappa_and_the_direction_of_change(self, weighting: Weighting) -> None:
        """Over a cohort of 14, with the interval of kappa and the share that was lowered."""
        counts = {("good", "good"): 4, ("outstanding", "good"): 3, ("good", "outstanding"): 1}
        counts |= {("inadequate", "inadequate"): 3, ("good", "inadequate"): 2}
        counts |= {("requires_improvement", "requires_improvement"): 1}
        pairs = [pair for pair, many in counts.items() for _ in range(many)]
        table = [[counts.get((first, then), 0) for then in GRADES] for first in GRADES]
        kappa = weighted_kappa(table, weighting)
        assert kappa
        assert kappa.interval
        numbers = measures(self.cohort(*pairs, weighting=str(weighting))[0])
        assert numbers["weighted_kappa"] == round(kappa.value, 3)
        assert numbers["weighted_kappa_low"] == round(kappa.interval[0], 3)
        assert numbers["weighted_kappa_high"] == round(kappa.interval[1], 3)
        assert numbers["exact_agreement"] == 57.1
        assert (numbers["lowered"], numbers["raised"]) == (5, 1)
        assert numbers["changes_lowered"] == 83.3
        assert (numbers["changes_lowered_low"], numbers["changes_lowered_high"]) == (43.6, 97.0)

    def test_all_agree(self) -> None:
        """Kappa is 1, without an interval that would be certain."""
        numbers = measures(self.cohort(("good", "good"), ("inadequate", "inadequate"))[0])
        assert numbers["weighted_kappa"] == 1
        assert "weighted_kappa_low" not in numbers
        assert "changes_lowered" not in numbers

    def test_one_grade_missing(self) -> None:
        """An audit with one grade is moderated, and no pair."""
        seen = found(audited(None, "good"), audited(moderated_by="W-2"), audited("good", "good"))
        assert outcomes(seen) == ["met"] * 3
        assert seen[0].only(CODE)["message"] == "moderated; one of the two grades is not recorded"
        assert seen[0].result.measures[-1]["unit"] == "of 1 audits graded twice"

    @pytest.mark.parametrize(
        ("then", "said"),
        [
            ("good", "stood"),
            ("requires_improvement", "lowered"),
            ("outstanding", "raised"),
        ],
    )
    def test_what_became_of_the_grade(self, then: str, said: str) -> None:
        """The observation says which way the grade went."""
        row = found(audited("good", then))[0].only(CODE)
        assert (row["message"], row["facts"]) == (f"moderated; the grade {said}", {"grade": said})

    def test_grades_that_were_too_high(self) -> None:
        """Where all of four changes went down, the children audited so have a note on it."""
        lowered, stood = ("good", "inadequate"), ("good", "good")
        seen = self.cohort(lowered, lowered, lowered, lowered, stood)
        notes = [one.result.notes for one in seen]
        assert [len(of_one) for of_one in notes] == [1, 1, 1, 1, 0, 0]
        assert notes[0][0]["evidence"][0]["pointer"] == "/audits/0"
        assert notes[0][0]["message"] == (
            "moderators lowered 4 grades and raised 0: the grades of the audits are likely to be "
            "too high"
        )
        assert not self.cohort(lowered, lowered, lowered, stood)[0].result.notes


class TestNothingToJudge:
    def test_never_audited(self) -> None:
        """No audit: not applicable; not exported, or not all of them: cannot tell."""
        partly: dict[str, Any] = {"coverage": {"audits": {"complete": False}}}
        made = [record("A", audits=[]), record("B"), record("C", audits=[], **partly)]
        seen = audit(*made, select=(CODE,))
        assert [one.outcomes(CODE) for one in seen] == [
            ["not_applicable"],
            ["cannot_tell"],
            ["cannot_tell"],
        ]

    def test_an_audit_without_a_date(self) -> None:
        """It is judged as on the last day known."""
        assert found(audited(date=None))[0].only(CODE)["on"] == "2026-09-30"
