"""What a case record holds: one class for each section of the data dictionary.

A name here is the name in the record (`schemas/case-record.schema.json`), spelled the
same. Any field of an item may be missing and is then None: the record did not say. A list
within an item that is missing is None as well; an empty one is `()`.

Items are frozen, and each knows its `pointer`, the JSON pointer to itself in the record, so
that whatever is said about a child can be shown in the file.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date as Day
from datetime import datetime as Instant
from functools import cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple, get_type_hints

from attrs import frozen

from qaudit.cases.calendar import long_date
from qaudit.cases.once import once

Code = str
"""A code of the SSDA903 return or of the Standard Safeguarding Dataset, as councils export it."""


class Naming(NamedTuple):
    """How an item is told from others.

    Attributes:
        label: what a person would call it: "placement P3 of 4 March 2021".
        identity: what makes it that item wherever it stands: its noun, own id, codes and dates.
    """

    label: str
    identity: str


@frozen(kw_only=True, slots=False)
class Item:
    """One entry of a section, or a part of one."""

    noun: ClassVar[str] = "entry"
    """What a person would call it."""

    happens: ClassVar[tuple[str, ...]] = ()
    """The date fields that say when it happened or began: all dated later, it has not yet."""

    foreseen: ClassVar[tuple[str, ...]] = ()
    """The date fields that are fixed beforehand: a later day is known already."""

    known_by_a_day: ClassVar[bool] = True
    """Whether a person would name a day with it. Nobody is called by a date of birth."""

    pointer: str

    if not TYPE_CHECKING:  # to which a part is a field like any other

        def __getattr__(self, name: str) -> object:
            """A list of parts, made when it is first asked for: most checks look into few."""
            make_parts = self.__dict__.get("_make_parts")
            parts = make_parts(name) if make_parts else None
            if parts is None:
                raise AttributeError(f"{type(self).__name__} has no field {name!r}")
            self.__dict__[name] = parts
            return parts

    @once
    def naming(self) -> Naming:
        """What it is called, and what makes it this one.

        That is the same in the next export, when its end or its completion is recorded too: it
        is told by its own id and the day it began, without an id by its codes and first date.
        """
        own_id, codes, dates = _identifying(type(self))  # type: ignore[arg-type]  # is hashable
        recorded = self.__dict__
        first, day = "", None
        for first in dates:
            if (day := recorded[first]) is not None:
                break
        label = identity = self.noun
        if (value := recorded.get(own_id)) is not None:
            label += f" {value}"
            identity += f"|{value}"
            known_by, since = "start_date", recorded.get("start_date")
        else:
            for code in codes:
                if (value := recorded[code]) is not None:
                    identity += f"|{value}"
            known_by, since = first, day
        if since is not None:
            identity += f"|{known_by}={since.isoformat()}"
        if day is not None and self.known_by_a_day:
            label += f" of {long_date(day)}"
        return Naming(label, identity)


@cache
def _identifying(kind: Hashable) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The fields of a kind of item that may make one of it that item: id, codes and dates."""
    hints = get_type_hints(kind)
    own_ids = [name for name in hints if name.endswith("_id") and name not in _OTHERS_IDS]
    codes = [name for name in hints if name in ("type", "legal_status", "placement_type")]
    dates = [name for name, hint in hints.items() if hint in (Day | None, Instant | None)]
    return own_ids[0] if own_ids else "", tuple(codes), tuple(dates)


_OTHERS_IDS = frozenset(
    {"worker_id", "supervisor_id", "author_id", "carer_id", "chair_id", "iro_id", "auditor_id"}
)
"""Ids in an item that name a person, not the item."""


@frozen(kw_only=True, slots=False)
class Child(Item):
    noun: ClassVar[str] = "child"
    known_by_a_day: ClassVar[bool] = False

    date_of_birth: Day | None = None
    expected_date_of_birth: Day | None = None
    sex: str | None = None
    ethnicity: Code | None = None
    disabilities: tuple[Code, ...] | None = None
    uasc: bool | None = None
    names: tuple[str, ...] | None = None
    sibling_case_ids: tuple[str, ...] | None = None
    understanding: str | None = None


@frozen(kw_only=True, slots=False)
class TextSection(Item):
    """A headed part of a document. `carried_forward`: kept on purpose after a look at it."""

    noun: ClassVar[str] = "section"

    heading: str | None = None
    text: str | None = None
    carried_forward: bool | None = None


@frozen(kw_only=True, slots=False)
class LegalStatus(Item):
    noun: ClassVar[str] = "legal status"
    happens: ClassVar[tuple[str, ...]] = ("start_date",)

    legal_status: Code | None = None
    start_date: Day | None = None
    end_date: Day | None = None


@frozen(kw_only=True, slots=False)
class CourtProceedings(Item):
    noun: ClassVar[str] = "court proceedings"
    happens: ClassVar[tuple[str, ...]] = ("start_date",)

    type: str | None = None
    start_date: Day | None = None
    end_date: Day | None = None


@frozen(kw_only=True, slots=False)
class CarePeriod(Item):
    noun: ClassVar[str] = "period of care"
    happens: ClassVar[tuple[str, ...]] = ("start_date",)

    start_date: Day | None = None
    end_date: Day | None = None
    end_reason: Code | None = None


@frozen(kw_only=True, slots=False)
class Rationale(Item):
    noun: ClassVar[str] = "rationale"
    happens: ClassVar[tuple[str, ...]] = ("date",)

    date: Day | None = None
    author_id: str | None = None
    role: str | None = None
    text: str | None = None


@frozen(kw_only=True, slots=False)
class LongTermMatch(Item):
    noun: ClassVar[str] = "long-term match"

    plan_agreed_date: Day | None = None
    panel_date: Day | None = None
    ratified_date: Day | None = None
    child_notified_date: Day | None = None
    carer_notified_date: Day | None = None
    visits_agreed_date: Day | None = None


@frozen(kw_only=True, slots=False)
class TemporaryApproval(Item):
    noun: ClassVar[str] = "temporary approval"
    foreseen: ClassVar[tuple[str, ...]] = ("end_date",)
    happens: ClassVar[tuple[str, ...]] = ("start_date",)

    start_date: Day | None = None
    end_date: Day | None = None


@frozen(kw_only=True, slots=False)
class ParentPlacement(Item):
    noun: ClassVar[str] = "placement with parents"

    assessment_completed_date: Day | None = None
    approved_date: Day | None = None
    report_updated_dates: tuple[Day, ...] | None = None


@frozen(kw_only=True, slots=False)
class Placement(Item):
    """Where the child lives. `planned`, `start_reason` and `rationale` speak of the move in."""

    noun: ClassVar[str] = "placement"
    happens: ClassVar[tuple[str, ...]] = ("start_date",)

    placement_id: str | None = None
    start_date: Day | None = None
    end_date: Day | None = None
    placement_type: Code | None = None
    provider: str | None = None
    carer_id: str | None = None
    start_reason: Code | None = None
    change_reason: Code | None = None
    planned: bool | None = None
    registered: bool | None = None
    intended_until_18: bool | None = None
    temporary_approval: TemporaryApproval | None = None
    urn: str | None = None
    distance_miles: float | None = None
    iro_notified_date: Day | None = None
    rationale: Rationale | None = None
    long_term_match: LongTermMatch | None = None
    parent_placement: ParentPlacement | None = None


@frozen(kw_only=True, slots=False)
class Involvement(Item):
    """A worker's time with the child. `change_reason` says why this worker began."""

    noun: ClassVar[str] = "involvement"
    happens: ClassVar[tuple[str, ...]] = ("start_date",)

    worker_id: str | None = None
    role: str | None = None
    team: str | None = None
    start_date: Day | None = None
    end_date: Day | None = None
    change_reason: Code | None = None
    agency: bool | None = None
    caseload: float | None = None


@frozen(kw_only=True, slots=False)
class Referral(Item):
    noun: ClassVar[str] = "referral"
    happens: ClassVar[tuple[str, ...]] = ("received_at",)

    referral_id: str | None = None
    received_at: Instant | None = None
    decision_at: Instant | None = None
    source: str | None = None
    outcome: str | None = None
    no_further_action: bool | None = None
    closure_date: Day | None = None
    closure_reason: str | None = None


@frozen(kw_only=True, slots=False)
class Section47Enquiry(Item):
    noun: ClassVar[str] = "section 47 enquiry"
    happens: ClassVar[tuple[str, ...]] = ("strategy_discussion_date", "start_date")

    section_47_id: str | None = None
    strategy_discussion_date: Day | None = None
    start_date: Day | None = None
    end_date: Day | None = None
    conference_required: bool | None = None
    conference_date: Day | None = None


@frozen(kw_only=True, slots=False)
class Assessment(Item):
    noun: ClassVar[str] = "assessment"
    happens: ClassVar[tuple[str, ...]] = ("start_date", "authorised_date")

    assessment_id: str | None = None
    type: str | None = None
    start_date: Day | None = None
    authorised_date: Day | None = None
    author_id: str | None = None
    authorised_by: str | None = None
    referral_id: str | None = None
    covers_child_needs: bool | None = None
    child_seen: bool | None = None
    child_seen_alone: bool | None = None
    sections: tuple[TextSection, ...] | None = None


@frozen(kw_only=True, slots=False)
class PermanenceGoal(Item):
    noun: ClassVar[str] = "permanence goal"

    goal: Code | None = None
    role: str | None = None
    decide_by_date: Day | None = None


@frozen(kw_only=True, slots=False)
class PlanAction(Item):
    noun: ClassVar[str] = "action"

    action_id: str | None = None
    description: str | None = None
    outcome: str | None = None
    owner: str | None = None
    due_date: Day | None = None
    due_text: str | None = None
    completed_date: Day | None = None
    measure: str | None = None


@frozen(kw_only=True, slots=False)
class Plan(Item):
    noun: ClassVar[str] = "plan"
    happens: ClassVar[tuple[str, ...]] = ("agreed_date", "start_date")

    plan_id: str | None = None
    type: str | None = None
    start_date: Day | None = None
    end_date: Day | None = None
    agreed_date: Day | None = None
    permanence_goals: tuple[PermanenceGoal, ...] | None = None
    contingency: str | None = None
    actions: tuple[PlanAction, ...] | None = None
    sections: tuple[TextSection, ...] | None = None


@frozen(kw_only=True, slots=False)
class Decision(Item):
    noun: ClassVar[str] = "decision"

    text: str | None = None
    owner: str | None = None
    due_date: Day | None = None
    completed_date: Day | None = None


@frozen(kw_only=True, slots=False)
class Review(Item):
    """A review, held on `date`; a series of meetings ended on `completed_date`."""

    noun: ClassVar[str] = "review"
    happens: ClassVar[tuple[str, ...]] = ("date", "completed_date")

    review_id: str | None = None
    type: str | None = None
    due_date: Day | None = None
    date: Day | None = None
    completed_date: Day | None = None
    cancelled: bool | None = None
    trigger: str | None = None
    chair_id: str | None = None
    participation: Code | None = None
    attended: tuple[str, ...] | None = None
    permanence_considered: bool | None = None
    decisions_recorded_date: Day | None = None
    minutes_completed_date: Day | None = None
    minutes_uploaded_date: Day | None = None
    minutes_distributed_date: Day | None = None
    decisions: tuple[Decision, ...] | None = None
    sections: tuple[TextSection, ...] | None = None


@frozen(kw_only=True, slots=False)
class Visit(Item):
    noun: ClassVar[str] = "visit"
    happens: ClassVar[tuple[str, ...]] = ("date",)

    visit_id: str | None = None
    type: str | None = None
    planned_date: Day | None = None
    date: Day | None = None
    worker_id: str | None = None
    successful: bool | None = None
    seen: bool | None = None
    seen_alone: bool | None = None
    not_alone_reason: str | None = None
    bedroom_seen: bool | None = None
    carer_seen: bool | None = None
    concern: bool | None = None
    recorded_date: Day | None = None
    sections: tuple[TextSection, ...] | None = None


@frozen(kw_only=True, slots=False)
class SupervisionAction(Item):
    noun: ClassVar[str] = "action"

    action_id: str | None = None
    description: str | None = None
    owner: str | None = None
    due_date: Day | None = None
    completed_date: Day | None = None


@frozen(kw_only=True, slots=False)
class Supervision(Item):
    noun: ClassVar[str] = "supervision"
    happens: ClassVar[tuple[str, ...]] = ("date",)

    supervision_id: str | None = None
    date: Day | None = None
    worker_id: str | None = None
    supervisor_id: str | None = None
    recorded_date: Day | None = None
    previous_actions_reviewed: bool | None = None
    actions: tuple[SupervisionAction, ...] | None = None
    sections: tuple[TextSection, ...] | None = None


@frozen(kw_only=True, slots=False)
class Oversight(Item):
    noun: ClassVar[str] = "management record"
    happens: ClassVar[tuple[str, ...]] = ("date",)

    oversight_id: str | None = None
    date: Day | None = None
    author_id: str | None = None
    role: str | None = None
    type: str | None = None
    about: str | None = None
    text: str | None = None


@frozen(kw_only=True, slots=False)
class IroActivity(Item):
    noun: ClassVar[str] = "reviewing officer's activity"
    happens: ClassVar[tuple[str, ...]] = ("date",)

    activity_id: str | None = None
    date: Day | None = None
    iro_id: str | None = None
    type: str | None = None
    resolved_date: Day | None = None
    text: str | None = None


@frozen(kw_only=True, slots=False)
class HealthAssessment(Item):
    noun: ClassVar[str] = "health assessment"
    happens: ClassVar[tuple[str, ...]] = ("date",)

    type: str | None = None
    requested_date: Day | None = None
    date: Day | None = None
    score: float | None = None


@frozen(kw_only=True, slots=False)
class EducationPlan(Item):
    noun: ClassVar[str] = "personal education plan"
    happens: ClassVar[tuple[str, ...]] = ("date",)

    plan_id: str | None = None
    date: Day | None = None
    school_term: str | None = None
    sections: tuple[TextSection, ...] | None = None


@frozen(kw_only=True, slots=False)
class MissingEpisode(Item):
    noun: ClassVar[str] = "missing episode"
    happens: ClassVar[tuple[str, ...]] = ("start_at",)

    episode_id: str | None = None
    start_at: Instant | None = None
    end_at: Instant | None = None
    return_interview_offered_at: Instant | None = None
    return_interview_at: Instant | None = None
    accepted: bool | None = None
    independent: bool | None = None
    sections: tuple[TextSection, ...] | None = None


@frozen(kw_only=True, slots=False)
class DirectWork(Item):
    noun: ClassVar[str] = "direct work"
    happens: ClassVar[tuple[str, ...]] = ("date",)

    date: Day | None = None
    type: str | None = None
    worker_id: str | None = None
    sections: tuple[TextSection, ...] | None = None


@frozen(kw_only=True, slots=False)
class Accommodation(Item):
    noun: ClassVar[str] = "accommodation"
    happens: ClassVar[tuple[str, ...]] = ("start_date",)

    type: str | None = None
    start_date: Day | None = None
    end_date: Day | None = None
    suitable: bool | None = None
    provided_by_council: bool | None = None


@frozen(kw_only=True, slots=False)
class CareLeaving(Item):
    noun: ClassVar[str] = "leaving care record"

    pathway_contacts: tuple[Day, ...] | None = None
    accommodation: tuple[Accommodation, ...] | None = None
    personal_advisor_visits: tuple[Day, ...] | None = None


@frozen(kw_only=True, slots=False)
class PrivateFostering(Item):
    noun: ClassVar[str] = "private fostering arrangement"
    happens: ClassVar[tuple[str, ...]] = ("notified_date",)

    notified_date: Day | None = None
    arrangement_start_date: Day | None = None
    arrangement_end_date: Day | None = None
    assessment_date: Day | None = None


@frozen(kw_only=True, slots=False)
class PoliceCustody(Item):
    noun: ClassVar[str] = "time in police custody"
    happens: ClassVar[tuple[str, ...]] = ("start_at",)

    start_at: Instant | None = None
    end_at: Instant | None = None
    overnight: bool | None = None
    charged: bool | None = None
    bail_refused: bool | None = None
    accommodation_requested: bool | None = None
    accommodation_provided: bool | None = None


@frozen(kw_only=True, slots=False)
class Adoption(Item):
    noun: ClassVar[str] = "adoption record"

    plan_date: Day | None = None
    placement_order_date: Day | None = None
    matched_date: Day | None = None
    placed_date: Day | None = None
    order_date: Day | None = None


@frozen(kw_only=True, slots=False)
class Document(Item):
    noun: ClassVar[str] = "document"
    happens: ClassVar[tuple[str, ...]] = ("date",)

    document_id: str | None = None
    type: str | None = None
    date: Day | None = None
    author_id: str | None = None
    title: str | None = None
    sections: tuple[TextSection, ...] | None = None


@frozen(kw_only=True, slots=False)
class AuditAction(Item):
    noun: ClassVar[str] = "action"

    action_id: str | None = None
    description: str | None = None
    owner: str | None = None
    due_date: Day | None = None
    completed_date: Day | None = None
    evidence: str | None = None
    impact: str | None = None


@frozen(kw_only=True, slots=False)
class AuditRecord(Item):
    """An audit of this child's file by a person."""

    noun: ClassVar[str] = "audit"
    happens: ClassVar[tuple[str, ...]] = ("date",)

    audit_id: str | None = None
    date: Day | None = None
    auditor_id: str | None = None
    grade: str | None = None
    areas: Mapping[str, str] | None = None
    child_view: bool | None = None
    family_view: bool | None = None
    practitioner_involved: bool | None = None
    moderated_by: str | None = None
    moderated_grade: str | None = None
    actions: tuple[AuditAction, ...] | None = None
    re_audit_of: str | None = None


SECTIONS: dict[str, type[Item]] = {
    "legal_statuses": LegalStatus,
    "court_proceedings": CourtProceedings,
    "care_periods": CarePeriod,
    "placements": Placement,
    "involvements": Involvement,
    "referrals": Referral,
    "section_47_enquiries": Section47Enquiry,
    "assessments": Assessment,
    "plans": Plan,
    "reviews": Review,
    "visits": Visit,
    "supervisions": Supervision,
    "oversight": Oversight,
    "iro_activity": IroActivity,
    "health_assessments": HealthAssessment,
    "education_plans": EducationPlan,
    "missing_episodes": MissingEpisode,
    "direct_work": DirectWork,
    "care_leaving": CareLeaving,
    "private_fostering": PrivateFostering,
    "police_custody": PoliceCustody,
    "adoption": Adoption,
    "documents": Document,
    "audits": AuditRecord,
}
"""The sections of a record, in the order of the data dictionary."""
