"""PLN05: plans whose actions stand in an unrelated child's plan."""

from __future__ import annotations

from typing import Any

from support import Found, audit, record

CODE = "PLN05"
COMMON = [
    "The social worker will visit the nursery and speak to the key person",
    "The carer will keep a diary of sleep and bring it to the review",
    "The health visitor will weigh and measure every four weeks until June",
]
OWN = [
    "Mum will take the number nine bus with the family worker on Tuesdays",
    "Grandad will mend the garden gate before the puppy comes home in May",
    "The school will hold a place at the breakfast club until half term",
]


def plan(*descriptions: str, kind: str = "care", **named: Any) -> dict[str, Any]:
    actions = [{"action_id": f"{n}", "description": text} for n, text in enumerate(descriptions)]
    return {"plan_id": "PL1", "type": kind, "start_date": "2026-03-02", "actions": actions, **named}


def child(case_id: str, *plans: dict[str, Any], **named: Any) -> dict[str, Any]:
    return record(case_id, plans=list(plans), **named)


def found(*records: dict[str, Any], **how: Any) -> list[Found]:
    return audit(*records, select=(CODE,), **how)


class TestGenericPlan:
    def test_half_of_the_actions_of_an_unrelated_child_is_not_met(self) -> None:
        """Two of four actions stand in the other plan, and each is pointed at."""
        mine = child("A", plan(*COMMON[:2], *OWN[:2]))
        row = found(mine, child("B", plan(*COMMON)))[0].only(CODE)
        assert row["outcome"] == "not_met"
        assert row["on"] == "2026-03-02"
        assert row["facts"] == {"shared": 2, "actions": 4}
        assert [item["pointer"] for item in row["evidence"]] == [
            "/plans/0",
            "/plans/0/actions/0",
            "/plans/0/actions/1",
        ]

    def test_less_than_half_is_met(self) -> None:
        """One of three."""
        mine = child("A", plan(COMMON[0], *OWN[:2]))
        assert found(mine, child("B", plan(*COMMON)))[0].outcomes(CODE) == ["met"]

    def test_the_share_is_a_setting(self) -> None:
        """With 30% the same plan is not met."""
        mine = child("A", plan(COMMON[0], *OWN[:2]))
        rows = found(mine, child("B", plan(*COMMON)), settings={CODE: {"shared": "30%"}})
        assert rows[0].outcomes(CODE) == ["not_met"]

    def test_brothers_and_sisters_may_share_a_plan(self) -> None:
        """Whichever of the two names the other."""
        mine = child("A", plan(*COMMON))
        sister = child("B", plan(*COMMON), child={"sibling_case_ids": ["A"]})
        stranger = child("C", plan(*OWN))
        assert found(mine, sister, stranger)[0].outcomes(CODE) == ["met"]

    def test_capitals_and_punctuation_do_not_count(self) -> None:
        """The same words are the same action."""
        other = [text.upper().replace(" ", ", ") + "!" for text in COMMON]
        assert found(child("A", plan(*COMMON)), child("B", plan(*other)))[0].outcomes(CODE) == [
            "not_met"
        ]

    def test_names_pronouns_and_figures_do_not_count(self) -> None:
        """A plan pasted with the name changed is the other child's."""
        texts = [
            "{name} will go to swimming with the carer {n} times before {his} review",
            "{name}’s worker will take {him} to see the nursery on {n} May",
        ]
        plans = {
            "A": ("Siân Quick", {"name": "Siân", "his": "her", "him": "her", "n": 3}),
            "B": ("Da'Shawn Lee", {"name": "Da’Shawn", "his": "his", "him": "him", "n": 12}),
        }
        records = [
            child(
                case_id,
                plan(*(text.format(**filled) for text in texts)),
                child={"names": [full_name]},
            )
            for case_id, (full_name, filled) in plans.items()
        ]
        assert [one.outcomes(CODE) for one in found(*records)] == [["not_met"], ["not_met"]]

    def test_the_message_says_whose_plans(self) -> None:
        """Three children with most of the actions are named, by case, and the others counted."""
        records = [child("A", plan(*COMMON)), child("B", plan(COMMON[0], *OWN))]
        records += [child(f"C{n}", plan(*COMMON)) for n in range(4)]
        assert found(*records)[0].only(CODE)["message"] == (
            "3 of 3 actions stand word for word in plans of unrelated children: "
            "C0, C1, C2 and 2 more"
        )

    def test_short_actions_are_left_out(self) -> None:
        """Five words may be said of many children, six are compared."""
        five, six = "Attend the dentist every year", "Attend the dentist twice every year"
        pairs = [
            plan(five, "Keep the health plan going"),
            plan(six, "Keep the health plan going on"),
        ]
        outcomes = [
            found(child("A", made), child("B", made))[0].outcomes(CODE)[0] for made in pairs
        ]
        assert outcomes == ["not_applicable", "not_met"]

    def test_with_one_family_there_is_nobody_to_compare_with(self) -> None:
        """One child alone: not applicable, with why."""
        (only,) = found(child("A", plan(*COMMON)))
        assert only.outcomes(CODE) == ["not_applicable"]
        assert only.result.silent[0]["reason"] == "there is no unrelated child to compare with"

    def test_plans_not_exported_cannot_be_told(self) -> None:
        """A missing section is not a section without plans."""
        rows = found(record("A"), child("B", plan(*COMMON)))
        assert rows[0].outcomes(CODE) == ["cannot_tell"]

    def test_health_plans_are_not_looked_at(self) -> None:
        """What a clinic writes alike for many is no sign of anything."""
        made = plan(*COMMON, kind="health")
        assert found(child("A", made), child("B", made))[0].outcomes(CODE) == ["not_applicable"]

    def test_no_message_holds_the_actions(self) -> None:
        """The finding counts; the words stay in the record."""
        row = found(child("A", plan(*COMMON)), child("B", plan(*COMMON)))[0].only(CODE)
        assert "nursery" not in str(row)
