"""The data dictionary, the schema and the model name the same things."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import GenericAlias, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from attrs import fields
from qaudit_schemas import schema

from qaudit.cases.case import Case, Section
from qaudit.cases.model import SECTIONS, Child, Item

from .strategies import followed, full_record, root

# The data dictionary, name for name.
TOP = "$schema schema_version case_id la_code exported_on source coverage child"
CHILD = (
    "date_of_birth expected_date_of_birth sex ethnicity disabilities uasc names sibling_case_ids "
    "understanding"
)
TEXT = "heading text carried_forward"
DICTIONARY = {
    "legal_statuses": "legal_status start_date end_date",
    "court_proceedings": "type start_date end_date",
    "care_periods": "start_date end_date end_reason",
    "placements": (
        "placement_id start_date end_date placement_type provider carer_id start_reason "
        "change_reason planned registered intended_until_18 temporary_approval urn "
        "distance_miles iro_notified_date rationale long_term_match parent_placement"
    ),
    "placements/temporary_approval": "start_date end_date",
    "placements/rationale": "date author_id role text",
    "placements/long_term_match": (
        "plan_agreed_date panel_date ratified_date child_notified_date carer_notified_date "
        "visits_agreed_date"
    ),
    "placements/parent_placement": "assessment_completed_date approved_date report_updated_dates",
    "involvements": "worker_id role team start_date end_date change_reason agency caseload",
    "referrals": (
        "referral_id received_at decision_at source outcome no_further_action closure_date "
        "closure_reason"
    ),
    "section_47_enquiries": (
        "section_47_id strategy_discussion_date start_date end_date conference_required "
        "conference_date"
    ),
    "assessments": (
        "assessment_id type start_date authorised_date author_id authorised_by referral_id "
        "covers_child_needs child_seen child_seen_alone sections"
    ),
    "assessments/sections": TEXT,
    "plans": (
        "plan_id type start_date end_date agreed_date permanence_goals contingency actions sections"
    ),
    "plans/permanence_goals": "goal role decide_by_date",
    "plans/actions": (
        "action_id description outcome owner due_date due_text completed_date measure"
    ),
    "plans/sections": TEXT,
    "reviews": (
        "review_id type due_date date completed_date cancelled trigger chair_id participation "
        "attended permanence_considered decisions_recorded_date minutes_completed_date "
        "minutes_uploaded_date minutes_distributed_date decisions sections"
    ),
    "reviews/decisions": "text owner due_date completed_date",
    "reviews/sections": TEXT,
    "visits": (
        "visit_id type planned_date date worker_id successful seen seen_alone not_alone_reason "
        "bedroom_seen carer_seen concern recorded_date sections"
    ),
    "visits/sections": TEXT,
    "supervisions": (
        "supervision_id date worker_id supervisor_id recorded_date previous_actions_reviewed "
        "actions sections"
    ),
    "supervisions/actions": "action_id description owner due_date completed_date",
    "supervisions/sections": TEXT,
    "oversight": "oversight_id date author_id role type about text",
    "iro_activity": "activity_id date iro_id type resolved_date text",
    "health_assessments": "type date requested_date score",
    "education_plans": "plan_id date school_term sections",
    "education_plans/sections": TEXT,
    "missing_episodes": (
        "episode_id start_at end_at return_interview_offered_at return_interview_at accepted "
        "independent sections"
    ),
    "missing_episodes/sections": TEXT,
    "direct_work": "date type worker_id sections",
    "direct_work/sections": TEXT,
    "care_leaving": "pathway_contacts accommodation personal_advisor_visits",
    "care_leaving/accommodation": "type start_date end_date suitable provided_by_council",
    "private_fostering": (
        "notified_date arrangement_start_date arrangement_end_date assessment_date"
    ),
    "police_custody": (
        "start_at end_at overnight charged bail_refused accommodation_requested "
        "accommodation_provided"
    ),
    "adoption": "plan_date placement_order_date matched_date placed_date order_date",
    "documents": "document_id type date author_id title sections",
    "documents/sections": TEXT,
    "audits": (
        "audit_id date auditor_id grade areas child_view family_view practitioner_involved "
        "moderated_by moderated_grade actions re_audit_of"
    ),
    "audits/actions": ("action_id description owner due_date completed_date evidence impact"),
}

# The codes the data dictionary gives, which a record may hold; the schema may have more.
CODES = {
    "placements/start_reason": "S P T B L U",
    "placements/change_reason": (
        "CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER"
    ),
    "court_proceedings/type": "pre_proceedings care discharge other",
    "involvements/role": "social_worker team_manager iro personal_advisor family_support",
    "involvements/change_reason": (
        "MANAGE FCONTA LEFTRL ORGRST TSPROC ABSENC CHCHAN PCCHAN SWDIED OTHERS"
    ),
    "assessments/type": (
        "child_and_family child_in_care parenting placement_with_parent initial_health "
        "review_health pathway return_home"
    ),
    "plans/type": (
        "care pathway child_in_need child_protection placement permanence personal_education health"
    ),
    "plans/permanence_goals/goal": (
        "RETURN1M RETURN6M RETURNEV LTRELFR LTFOST18 RESPLMT SUPPLIV ADOPTION SGO OTHERPLN"
    ),
    "plans/permanence_goals/role": "primary parallel",
    "reviews/type": "child_in_care child_protection child_in_need pathway",
    "reviews/trigger": "scheduled placement_change plan_change iro_request other",
    "reviews/participation": "PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7",
    "visits/type": (
        "child_in_care child_protection child_in_need iro private_fostering personal_advisor duty"
    ),
    "oversight/role": "team_manager service_manager head_of_service director panel",
    "oversight/type": "case_direction decision rationale panel sign_off escalation_response",
    "iro_activity/type": "midway_review visit consultation monitoring escalation",
    "health_assessments/type": "initial review dental sdq immunisation",
    "direct_work/type": "life_story direct_work wishes_and_feelings family_time",
    "audits/grade": "outstanding good requires_improvement inadequate",
    "audits/moderated_grade": "outstanding good requires_improvement inadequate",
}


def schema_at(path: str) -> dict[str, Any]:
    """The part of the schema for a section's items, or for a part of them."""
    place = root()
    for step in path.split("/"):
        place = followed(place["properties"][step])
        place = followed(place.get("items", place))
    return place


def plain(hint: Any) -> Any:
    """A field's type without None."""
    if isinstance(hint, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    return hint


def expected_type(place: dict[str, Any]) -> Any:
    """What the model must hold where the schema says this; an item class is given as Item."""
    place = followed(place)
    if "enum" in place:
        return str
    kinds = [place["type"]] if isinstance(place["type"], str) else place["type"]
    (kind,) = (kind for kind in kinds if kind != "null")
    if kind == "array":
        return GenericAlias(tuple, (expected_type(place["items"]), ...))
    if kind == "object":
        return Item if "properties" in place else Mapping[str, str]
    if kind == "string":
        return {"date": date, "date-time": datetime}.get(place.get("format", ""), str)
    return {"boolean": bool, "number": float}[kind]


def compare(kind: type[Item], place: dict[str, Any]) -> None:
    """Hold a class of the model to its part of the schema, and its parts to theirs."""
    names = followed(place)["properties"]
    hints = get_type_hints(kind)
    assert set(names) == {field.name for field in fields(kind)} - {"pointer"}
    for name, part in names.items():
        held = plain(hints[name])
        inner = get_args(held)[0] if get_origin(held) is tuple else held
        if isinstance(inner, type) and issubclass(inner, Item):
            items = followed(part)
            compare(inner, items.get("items", items))
            held = tuple[Item, ...] if get_origin(held) is tuple else Item
        assert expected_type(part) == held, name


class TestDictionary:
    def test_sections(self) -> None:
        """The record has the sections of the data dictionary, and the model in its order."""
        sections = [path for path in DICTIONARY if "/" not in path]
        assert sections == list(SECTIONS)
        assert {*TOP.split(), *sections} == set(root()["properties"])

    @pytest.mark.parametrize("path", DICTIONARY)
    def test_names(self, path: str) -> None:
        """Every name of the data dictionary is in the schema, and none besides."""
        assert set(DICTIONARY[path].split()) == set(schema_at(path)["properties"])

    def test_child(self) -> None:
        """The child has the names of the data dictionary."""
        assert set(CHILD.split()) == set(schema_at("child")["properties"])

    @pytest.mark.parametrize("path", CODES)
    def test_codes(self, path: str) -> None:
        """Every code that the data dictionary gives may stand in a record."""
        assert set(CODES[path].split()) <= set(schema_at(path)["enum"])

    def test_required(self) -> None:
        """Four names are required of a record, and none of anything in it."""
        assert {"schema_version", "case_id", "exported_on", "child"} == set(root()["required"])
        assert not [name for name, part in root()["$defs"].items() if "required" in part]

    def test_nothing_is_fetched(self) -> None:
        """Every reference stays inside the schema."""

        def references(value: Any) -> list[str]:
            if isinstance(value, list):
                return [found for part in value for found in references(part)]
            if isinstance(value, dict):
                own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
                return own + [found for part in value.values() for found in references(part)]
            return []

        found = references(schema("case-record"))
        assert found
        assert not [ref for ref in found if ref.removeprefix("#/$defs/") not in root()["$defs"]]


class TestModel:
    @pytest.mark.parametrize("section", SECTIONS)
    def test_is_the_schema(self, section: str) -> None:
        """A section's class has the schema's names, each with the type the schema gives."""
        compare(SECTIONS[section], followed(root()["properties"][section])["items"])

    def test_child_is_the_schema(self) -> None:
        """The child's class has the schema's names and types."""
        compare(Child, root()["properties"]["child"])

    def test_case_has_every_section(self) -> None:
        """A case gives every section, by its name and with its class."""
        given = {name: part.kind for name, part in vars(Case).items() if isinstance(part, Section)}
        assert given == SECTIONS

    def test_everything_is_carried(self) -> None:
        """Every name of a record that has them all arrives in the model with a value."""

        def hold(item: Item, value: Mapping[str, Any]) -> None:
            for name, part in value.items():
                held = getattr(item, name)
                assert held is not None, f"{item.pointer}/{name}"
                if isinstance(held, Item):
                    hold(held, part)
                elif isinstance(held, tuple) and isinstance(held[0], Item):
                    hold(held[0], part[0])

        made = full_record()
        case = Case(made)
        hold(case.child, made["child"])
        for section in SECTIONS:
            (item,) = getattr(case, section)
            assert f"/{section}/0" == item.pointer
            hold(item, made[section][0])

    @pytest.mark.parametrize("section", SECTIONS)
    def test_a_date_says_when_it_happened(self, section: str) -> None:
        """The dates by which an item has happened are dates that it has."""
        kind = SECTIONS[section]
        hints = get_type_hints(kind)
        assert all(plain(hints[name]) in (date, datetime) for name in kind.happens)
