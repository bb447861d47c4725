"""Every check notices when the date that decides is moved by one day across its threshold.

A table holds, for every check that is installed, small cases with a pointer to that date. On
the last day that is in time the check finds `met`, a day further `not_met`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import frozen

from support import audit, host, is_about, record

Json = dict[str, Any]


@frozen
class Edge:
    """A case that hangs on one date.

    Attributes:
        code: the check.
        title: what decides.
        made: the record, with any date at `pointer`.
        pointer: where the deciding date stands.
        met: the last (or first) day on which the standard is met.
        not_met: the day beyond it.
        about: the pointer of the item that the observation is about; "pointer: note" where
            there is more than one observation of it.
        others: records of other children that are audited with it.
    """

    code: str
    title: str
    made: Json
    pointer: str
    met: str
    not_met: str
    about: str
    others: tuple[Json, ...] = ()

    def on(self, day: str) -> str:
        """The outcome with the deciding date on a day."""
        made = deepcopy(self.made)
        *way, last = self.pointer.split("/")[1:]
        place: Any = made
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        assert last in place, "the pointer leads to a date"
        place[last] = day
        found = audit(*self.others, made, select=(self.code,))[-1]
        (outcome,) = (row["outcome"] for row in found.of(self.code) if is_about(row, self.about))
        return outcome


def moved(*, planned: bool, review: str = "2026-03-04") -> Json:
    """A move on 4 March 2026, and one review."""
    return record(
        placements=[
            {"start_date": "2024-01-08", "end_date": "2026-03-01", "carer_id": "C1"},
            {"start_date": "2026-03-04", "carer_id": "C2", "planned": planned},
        ],
        reviews=[{"type": "child_in_care", "date": review}],
    )


def supervised(*days: str, **named: Any) -> Json:
    standing: Json = {
        "care_periods": [{"start_date": "2025-01-06"}],
        "involvements": [{"role": "social_worker", "start_date": "2025-01-06"}],
        **named,
    }
    return record(supervisions=[{"date": day} for day in days], **standing)


def assessed(authorised: str, **named: Any) -> Json:
    standing: Json = {"care_periods": [{"start_date": "2020-01-06"}], **named}
    return record(
        assessments=[{"type": "child_in_care", "authorised_date": authorised}], **standing
    )


def document(day: str, text: str) -> Json:
    return {"date": day, "sections": [{"heading": "Notes", "text": text}]}


def same_words() -> str:
    chance = random.Random("words")  # noqa: S311
    return " ".join("".join(chance.choices("abcdefghiklmnoprstu", k=7)) for _ in range(60))


def unregistered(**named: Any) -> Json:
    """An unregistered home from 1 September 2026, with one visit and one record in its week."""
    home = {"start_date": "2026-09-01", "placement_type": "K2", "registered": False, **named}
    return record(
        placements=[home],
        visits=[{"type": "child_in_care", "date": "2026-09-08", "successful": True}],
        oversight=[{"role": "director", "date": "2026-09-08"}],
        iro_activity=[],
    )


def in_residential(*, planned: bool) -> Json:
    """A child of ten in a children's home from 1 September 2026, with a rationale."""
    home = {"start_date": "2026-09-01", "placement_type": "K2", "planned": planned}
    return record(
        child={"date_of_birth": "2016-05-17"},
        placements=[home | {"rationale": {"date": "", "text": ""}}],
        oversight=[],
    )


def planned(*agreed: str, **action: str) -> Json:
    """Versions of a care plan with one action, and a review on 4 March 2026."""
    return record(
        plans=[{"type": "care", "agreed_date": day, "actions": [action]} for day in agreed],
        reviews=[{"type": "child_in_care", "date": "2026-03-04"}],
    )


def goal_changed(*reviews: str) -> Json:
    """A goal that changed on 4 March 2026, and reviews."""
    return record(
        care_periods=[{"start_date": "2020-01-06"}],
        plans=[
            {"type": "care", "agreed_date": day, "permanence_goals": [{"goal": goal}]}
            for day, goal in (("2025-02-03", "RETURN6M"), ("2026-03-04", "LTFOST18"))
        ],
        reviews=[{"type": "child_in_care", "date": day} for day in reviews],
    )


def at_home(start: str, **named: Any) -> Json:
    """On a full care order, placed with a parent; whatever is dated "" decides nothing else."""
    home = {"start_date": start, "placement_type": "P1", "planned": True, **named}
    return record(
        legal_statuses=[{"legal_status": "C2", "start_date": "2024-01-08"}],
        placements=[home],
        reviews=[{"type": "child_in_care", "date": "2026-07-01"}],
        plans=[{"type": "placement", "agreed_date": "2026-07-01"}],
        court_proceedings=[{"type": "discharge", "start_date": "2026-07-01"}],
        oversight=[],
    )


def first_planned(agreed: str) -> Json:
    return record(
        care_periods=[{"start_date": "2026-03-02"}],
        placements=[{"start_date": "2026-03-04", "start_reason": "S"}],
        plans=[{"type": "care", "agreed_date": agreed}],
    )


def goal_agreed(agreed: str, second: str = "2026-04-20") -> Json:
    goals = [{"goal": "LTFOST18", "role": "primary"}]
    return record(
        care_periods=[{"start_date": "2026-01-05"}],
        reviews=[{"type": "child_in_care", "date": day} for day in ("2026-01-26", second)],
        plans=[{"type": "care", "agreed_date": agreed, "permanence_goals": goals}],
    )


def back_in_care(authorised: str) -> Json:
    """Care ended on 26 November 2025; the assessment gives the child's own account."""
    return record(
        care_periods=[
            {"start_date": "2025-01-06", "end_date": "2025-11-26"},
            {"start_date": "2026-06-03"},
        ],
        assessments=[
            {
                "type": "child_in_care",
                "authorised_date": authorised,
                "sections": [{"heading": "Wishes and feelings", "text": "He wants to go home."}],
            }
        ],
    )


def in_care_from(entry: str, **named: Any) -> Json:
    return record(care_periods=[{"start_date": entry}], **{"reviews": [], **named})


def with_goals(*versions: tuple[str, tuple[Json, ...]]) -> Json:
    plans = [
        {"type": "care", "agreed_date": day, "permanence_goals": list(goals)}
        for day, goals in versions
    ]
    return record(care_periods=[{"start_date": "2025-01-06"}], plans=plans)


FOSTERING: Json = {"goal": "LTFOST18", "role": "primary"}
BESIDE: Json = {"goal": "ADOPTION", "role": "parallel", "decide_by_date": None}


def match(**steps: str) -> Json:
    stay = {"start_date": "2025-01-06", "placement_type": "U6", "long_term_match": steps}
    return record(placements=[stay], plans=with_goals(("2025-01-06", (FOSTERING,)))["plans"])


def adopted(**steps: str) -> Json:
    return record(care_periods=[{"start_date": "2025-01-06"}], adoption=[steps])


def looked_in(day: str) -> Json:
    """A cycle of reviews from 3 February to 3 August 2026, and a midway review."""
    return record(
        care_periods=[{"start_date": "2025-10-06"}],
        reviews=[
            {"type": "child_in_care", "date": held}
            for held in ("2025-11-03", "2026-02-03", "2026-08-03")
        ],
        iro_activity=[{"type": "midway_review", "date": day}],
    )


def visited(*visits: Json, **named: Any) -> Json:
    """A child in care, placed on 5 January 2026, and visits."""
    made: Json = {"type": "child_in_care", "successful": True}
    standing: Json = {
        "care_periods": [{"start_date": "2024-01-08"}],
        "placements": [{"start_date": "2026-01-05", "placement_type": "U6"}],
        **named,
    }
    return record(visits=[{**made, **visit} for visit in visits], **standing)


def protected(*reviews: str) -> Json:
    """On a child protection plan from 2 September 2025, and reviews of it."""
    return record(
        plans=[{"type": "child_protection", "start_date": "2025-09-02"}],
        reviews=[{"type": "child_protection", "date": day} for day in reviews],
    )


def leaving_care(entered: str = "2020-03-02", **days: str) -> Json:
    """A child in care who was 16 on 5 January 2026: assessed, planned and reviewed on days."""
    review = {"type": "pathway", "date": days.get("reviewed")}
    return record(
        child={"date_of_birth": "2010-01-05"},
        care_periods=[{"start_date": entered}],
        assessments=[{"type": "pathway", "authorised_date": days.get("assessed")}],
        plans=[{"type": "pathway", "agreed_date": days.get("planned")}],
        reviews=[review],
    )


def left_care_for(kind: str, start: str, end: str) -> Json:
    """Aged 19, in some accommodation."""
    home = {"type": kind, "start_date": start, "end_date": end}
    return record(child={"date_of_birth": "2006-05-17"}, care_leaving=[{"accommodation": [home]}])


def twice_protected(start: str, *, changed: str) -> Json:
    """On a plan to 2 February 2023, and again until 3 August 2026; then proceedings."""
    return record(
        plans=[
            {"type": "child_protection", "start_date": "2022-09-05", "end_date": "2023-02-02"},
            {"type": "child_protection", "start_date": start, "end_date": "2026-08-03"},
        ],
        court_proceedings=[{"type": "pre_proceedings", "start_date": changed}],
        oversight=[],
        reviews=[],
        care_periods=[],
    )


EDGES = (
    Edge(
        code="PRO04",
        title="referred again a day after twelve months",
        made=record(
            referrals=[
                {"received_at": "2025-02-03T10:00:00Z", "closure_date": "2025-03-03"},
                {"received_at": ""},
            ]
        ),
        pointer="/referrals/1/received_at",
        met="2026-03-04T10:00:00Z",
        not_met="2026-03-03T10:00:00Z",
        about="/referrals/0",
    ),
    Edge(
        code="PRO07",
        title="an interview within 72 hours",
        made=record(
            missing_episodes=[
                {
                    "start_at": "2026-03-01T20:00:00Z",
                    "end_at": "2026-03-02T20:00:00Z",
                    "return_interview_at": "",
                }
            ]
        ),
        pointer="/missing_episodes/0/return_interview_at",
        met="2026-03-05T20:00:00Z",
        not_met="2026-03-06T10:00:00Z",
        about="/missing_episodes/0: in time",
    ),
    Edge(
        code="WRK01",
        title="the first of three workers ended twelve months before the audit",
        made=record(
            involvements=[
                {"worker_id": who, "role": "social_worker", "start_date": start, "end_date": end}
                for who, start, end in (
                    ("A", "2025-01-06", ""),
                    ("B", "2025-03-03", "2026-06-01"),
                    ("C", "2026-06-01", None),
                )
            ]
        ),
        pointer="/involvements/0/end_date",
        met="2025-09-30",
        not_met="2025-10-01",
        about="/child",
    ),
    Edge(
        code="WRK02",
        title="a social worker on the next working day",
        made=record(
            care_periods=[{"start_date": "2026-03-02"}],
            involvements=[{"role": "social_worker", "start_date": ""}],
        ),
        pointer="/involvements/0/start_date",
        met="2026-03-03",
        not_met="2026-03-04",
        about="/child",
    ),
    Edge(
        code="PRO01",
        title="decided on the next working day",
        made=record(referrals=[{"received_at": "2026-03-06T10:00:00Z", "decision_at": ""}]),
        pointer="/referrals/0/decision_at",
        met="2026-03-09T16:00:00Z",
        not_met="2026-03-10T09:00:00Z",
        about="/referrals/0",
    ),
    Edge(
        code="PRO03",
        title="the first review within 3 months of the conference",
        made=protected(""),
        pointer="/reviews/0/date",
        met="2025-12-02",
        not_met="2025-12-03",
        about="/plans/0",
    ),
    Edge(
        code="PRO03",
        title="a later review within 6 months of the last",
        made=protected("2025-12-01", ""),
        pointer="/reviews/1/date",
        met="2026-06-01",
        not_met="2026-06-02",
        about="/reviews/0",
    ),
    Edge(
        code="PRO05",
        title="a change of approach within 15 months",
        made=twice_protected("2025-03-04", changed=""),
        pointer="/court_proceedings/0/start_date",
        met="2026-06-04",
        not_met="2026-06-05",
        about="/plans/1: how long it lasts",
    ),
    Edge(
        code="PRO05",
        title="a second plan more than 24 months after the first",
        made=twice_protected("", changed="2026-09-01"),
        pointer="/plans/1/start_date",
        met="2025-02-03",
        not_met="2025-02-02",
        about="/plans/1: after another plan",
    ),
    Edge(
        code="QAO02",
        title="audited again within 3 months",
        made=record(
            audits=[
                {"date": "2026-01-30", "grade": "requires_improvement"},
                {"date": "", "grade": "good"},
            ]
        ),
        pointer="/audits/1/date",
        met="2026-04-30",
        not_met="2026-05-01",
        about="/audits/0",
    ),
    Edge(
        code="PRO02",
        title="a conference on the 15th working day",
        made=record(
            section_47_enquiries=[
                {
                    "strategy_discussion_date": "2026-03-02",
                    "conference_required": True,
                    "conference_date": "",
                }
            ]
        ),
        pointer="/section_47_enquiries/0/conference_date",
        met="2026-03-23",
        not_met="2026-03-24",
        about="/section_47_enquiries/0",
    ),
    Edge(
        code="PRO06",
        title="an action with a measure completed on the day the plan ended",
        made=record(
            plans=[
                {
                    "type": "child_in_need",
                    "start_date": "2026-02-02",
                    "end_date": "2026-05-29",
                    "actions": [{"measure": "attendance", "completed_date": ""}],
                }
            ],
            reviews=[],
            assessments=[],
        ),
        pointer="/plans/0/actions/0/completed_date",
        met="2026-05-29",
        not_met="2026-05-30",
        about="/plans/0",
    ),
    Edge(
        code="QAO04",
        title="a document of the audit's day speaks of the child's experience",
        made=record(
            audits=[{"date": "2026-02-03", "actions": [{"description": "Late again."}]}],
            documents=[document("", "What is it like for her? Her wishes.") | {"type": "audit"}],
        ),
        pointer="/documents/0/date",
        met="2026-02-03",
        not_met="2026-02-04",
        about="/audits/0",
    ),
    Edge(
        code="ASM06",
        title="wishes and feelings written in an assessment of 89 days",
        made=record(
            assessments=[
                {
                    "type": "child_in_care",
                    "start_date": "",
                    "authorised_date": "2026-04-10",
                    "sections": [{"heading": "Wishes and feelings", "text": "Nan at weekends."}],
                }
            ],
            direct_work=[],
        ),
        pointer="/assessments/0/start_date",
        met="2026-01-11",
        not_met="2026-01-10",
        about="/assessments/0: wishes and feelings",
    ),
    Edge(
        code="VIS01",
        title="the first visit a week after the start",
        made=visited({"date": ""}),
        pointer="/visits/0/date",
        met="2026-01-12",
        not_met="2026-01-13",
        about="/placements/0",
    ),
    Edge(
        code="VIS01",
        title="in the first year: six weeks",
        made=visited({"date": "2026-01-09"}, {"date": ""}),
        pointer="/visits/1/date",
        met="2026-02-20",
        not_met="2026-02-21",
        about="/visits/0",
    ),
    Edge(
        code="VIS01",
        title="on a protection plan: ten working days",
        made=visited(
            {"date": "", "type": "child_protection"},
            placements=[],
            care_periods=[],
            plans=[{"type": "child_protection", "start_date": "2026-03-02"}],
        ),
        pointer="/visits/0/date",
        met="2026-03-16",
        not_met="2026-03-17",
        about="/plans/0",
    ),
    Edge(
        code="VIS03",
        title="a decision five working days after the second failed visit",
        made=visited(
            {"date": "2026-02-02"},
            {"date": "2026-03-02", "successful": False},
            {"date": "2026-03-09", "successful": False},
            oversight=[{"date": "", "type": "decision"}],
        ),
        pointer="/oversight/0/date",
        met="2026-03-16",
        not_met="2026-03-17",
        about="/visits/2",
    ),
    Edge(
        code="VIS05",
        title="twelve weeks before the audit",
        made=record(
            care_periods=[{"start_date": "2024-01-08"}],
            direct_work=[{"date": "", "type": "life_story"}],
        ),
        pointer="/direct_work/0/date",
        met="2026-07-08",
        not_met="2026-07-07",
        about="/direct_work/0",
    ),
    Edge(
        code="VIS06",
        title="a review the day before it would be due in any case",
        made=visited(
            {"date": "2026-03-02", "concern": True},
            reviews=[
                {"type": "child_in_care", "date": day}
                for day in ("2024-02-05", "2025-01-20", "2025-07-07", "2026-01-05", "")
            ],
        ),
        pointer="/reviews/4/date",
        met="2026-07-04",
        not_met="2026-07-05",
        about="/visits/0",
    ),
    Edge(
        code="PRF01",
        title="the seventh working day after notification",
        made=record(
            private_fostering=[{"notified_date": "2026-01-05"}],
            visits=[{"type": "private_fostering", "date": "", "successful": True}],
        ),
        pointer="/visits/0/date",
        met="2026-01-14",
        not_met="2026-01-15",
        about="/private_fostering/0",
    ),
    Edge(
        code="LVR01",
        title="needs assessed three months after the 16th birthday",
        made=leaving_care(assessed=""),
        pointer="/assessments/0/authorised_date",
        met="2026-04-05",
        not_met="2026-04-06",
        about="/care_periods/0: needs assessed",
    ),
    Edge(
        code="LVR01",
        title="needs assessed three months after 13 weeks in care",
        made=leaving_care(entered="", assessed="2026-05-05"),
        pointer="/care_periods/0/start_date",
        met="2025-11-06",
        not_met="2025-11-05",
        about="/care_periods/0: needs assessed",
    ),
    Edge(
        code="LVR01",
        title="a pathway plan three months after the 16th birthday",
        made=leaving_care(planned=""),
        pointer="/plans/0/agreed_date",
        met="2026-04-05",
        not_met="2026-04-06",
        about="/care_periods/0: pathway plan",
    ),
    Edge(
        code="LVR01",
        title="the pathway plan reviewed after six months",
        made=leaving_care(planned="2026-03-02", reviewed=""),
        pointer="/reviews/0/date",
        met="2026-09-02",
        not_met="2026-09-03",
        about="/plans/0",
    ),
    Edge(
        code="LVR02",
        title="accommodation provided seven days before the first visit",
        made=record(
            child={"date_of_birth": "2007-06-18"},
            care_leaving=[
                {
                    "accommodation": [{"start_date": "", "provided_by_council": True}],
                    "personal_advisor_visits": ["2026-01-12"],
                }
            ],
        ),
        pointer="/care_leaving/0/accommodation/0/start_date",
        met="2026-01-05",
        not_met="2026-01-04",
        about="/care_leaving/0/accommodation/0: first visit",
    ),
    Edge(
        code="LVR03",
        title="moved on from bed and breakfast on the second working day",
        made=left_care_for("bed and breakfast", "2026-03-06", ""),
        pointer="/care_leaving/0/accommodation/0/end_date",
        met="2026-03-10",
        not_met="2026-03-11",
        about="/care_leaving/0/accommodation/0",
    ),
    Edge(
        code="LVR03",
        title="18 on the first night in bed and breakfast",
        made=left_care_for("bed and breakfast", "2026-03-06", "2026-03-09"),
        pointer="/child/date_of_birth",
        met="2008-03-06",
        not_met="2008-03-07",
        about="/care_leaving/0/accommodation/0",
    ),
    Edge(
        code="PER04",
        title="a supervision on the day of the second review speaks of permanence",
        made=record(
            care_periods=[{"start_date": "2025-01-06"}],
            plans=[
                {
                    "type": "care",
                    "agreed_date": "2025-02-03",
                    "permanence_goals": [{"goal": "LTFOST18", "role": "primary"}],
                }
            ],
            reviews=[
                {"type": "child_in_care", "date": day, "permanence_considered": False}
                for day in ("2026-02-02", "2026-07-20")
            ],
            supervisions=[document("", "Matching was discussed.")],
        ),
        pointer="/supervisions/0/date",
        met="2026-07-20",
        not_met="2026-07-21",
        about="/reviews/1: the second review",
    ),
    Edge(
        code="SUP04",
        title="the one that speaks of permanence is the last before the two, or one of them",
        made=record(
            care_periods=[{"start_date": "2025-01-06"}],
            supervisions=[
                document("", "Matching was discussed."),
                document("2026-01-05", "The dentist was seen."),
                document("2026-02-16", "School is going well."),
            ],
        ),
        pointer="/supervisions/0/date",
        met="2026-01-05",
        not_met="2026-01-04",
        about="/supervisions/2",
    ),
    Edge(
        code="SUP05",
        title="a section 47 enquiry: the third working day",
        made=record(section_47_enquiries=[{"start_date": "2026-03-04"}], oversight=[{"date": ""}]),
        pointer="/oversight/0/date",
        met="2026-03-09",
        not_met="2026-03-10",
        about="/section_47_enquiries/0",
    ),
    Edge(
        code="SUP05",
        title="a case closed: a record on the day",
        made=record(referrals=[{"closure_date": "2026-03-04"}], oversight=[{"date": ""}]),
        pointer="/oversight/0/date",
        met="2026-03-04",
        not_met="2026-03-05",
        about="/referrals/0",
    ),
    Edge(
        code="ASM02",
        title="a planned move: an assessment six months before",
        made=record(
            placements=[
                {"start_date": "2024-01-08", "end_date": "2026-03-04", "carer_id": "C1"},
                {"start_date": "2026-03-04", "carer_id": "C2", "planned": True},
            ],
            assessments=[{"type": "child_in_care", "authorised_date": ""}],
        ),
        pointer="/assessments/0/authorised_date",
        met="2025-09-04",
        not_met="2025-09-03",
        about="/placements/1",
    ),
    Edge(
        code="ASM02",
        title="an unplanned move: an assessment on the 45th working day after",
        made=record(
            placements=[
                {"start_date": "2024-01-08", "end_date": "2026-03-04", "carer_id": "C1"},
                {"start_date": "2026-03-04", "carer_id": "C2", "planned": False},
            ],
            assessments=[{"type": "child_in_care", "authorised_date": ""}],
        ),
        pointer="/assessments/0/authorised_date",
        met="2026-05-11",
        not_met="2026-05-12",
        about="/placements/1",
    ),
    Edge(
        code="ASM04",
        title="authorised on the 45th working day",
        made=record(
            referrals=[{"referral_id": "RF1", "received_at": "2026-03-05T10:00:00+00:00"}],
            assessments=[{"type": "child_and_family", "referral_id": "RF1", "authorised_date": ""}],
        ),
        pointer="/assessments/0/authorised_date",
        met="2026-05-12",
        not_met="2026-05-13",
        about="/assessments/0: the time it took",
    ),
    Edge(
        code="ASM05",
        title="seen again on the day of authorisation",
        made=record(
            assessments=[
                {
                    "type": "child_in_care",
                    "start_date": "2026-03-02",
                    "authorised_date": "2026-04-10",
                }
            ],
            visits=[
                {"type": "child_in_care", "date": day, "seen": True, "seen_alone": True}
                for day in ("2026-03-09", "")
            ],
        ),
        pointer="/visits/1/date",
        met="2026-04-10",
        not_met="2026-04-11",
        about="/assessments/0",
    ),
    Edge(
        code="HED01",
        title="the twentieth working day of entry",
        made=in_care_from("2026-03-02", health_assessments=[{"type": "initial", "date": ""}]),
        pointer="/health_assessments/0/date",
        met="2026-03-30",
        not_met="2026-03-31",
        about="/care_periods/0",
    ),
    Edge(
        code="HED01",
        title="the first review before the assessment",
        made=in_care_from(
            "2026-03-02",
            health_assessments=[{"type": "initial", "date": "2026-03-23"}],
            reviews=[{"type": "child_in_care", "date": ""}],
        ),
        pointer="/reviews/0/date",
        met="2026-03-23",
        not_met="2026-03-22",
        about="/care_periods/0",
    ),
    Edge(
        code="HED02",
        title="twelve months after the last",
        made=in_care_from(
            "2025-01-06",
            health_assessments=[
                {"type": "initial", "date": "2025-02-03"},
                {"type": "review", "date": ""},
            ],
        ),
        pointer="/health_assessments/1/date",
        met="2026-02-03",
        not_met="2026-02-04",
        about="/health_assessments/0",
    ),
    Edge(
        code="HED03",
        title="the first meeting on the twentieth working day",
        made=in_care_from("2026-03-02", education_plans=[{"date": ""}]),
        pointer="/education_plans/0/date",
        met="2026-03-30",
        not_met="2026-03-31",
        about="/care_periods/0: entry to care",
    ),
    Edge(
        code="HOM04",
        title="approved on the day the child goes home",
        made=at_home("2026-06-02", parent_placement={"approved_date": ""}),
        pointer="/placements/0/parent_placement/approved_date",
        met="2026-06-02",
        not_met="2026-06-03",
        about="/placements/0: the nominated officer's approval",
    ),
    Edge(
        code="HOM04",
        title="urgent: a review on the tenth working day",
        made=at_home("2026-06-02", planned=False),
        pointer="/reviews/0/date",
        met="2026-06-16",
        not_met="2026-06-17",
        about="/placements/0: a review",
    ),
    Edge(
        code="HOM04",
        title="a placement plan on the day the child goes home",
        made=at_home("2026-06-02"),
        pointer="/plans/0/agreed_date",
        met="2026-06-02",
        not_met="2026-06-03",
        about="/placements/0: a placement plan",
    ),
    Edge(
        code="HOM05",
        title="an application after twelve months at home",
        made=at_home("2025-03-03"),
        pointer="/court_proceedings/0/start_date",
        met="2026-03-03",
        not_met="2026-03-04",
        about="/placements/0",
    ),
    Edge(
        code="HOM06",
        title="a placement that ends sixteen weeks after the approval",
        made=record(
            placements=[
                {
                    "start_date": "2026-01-05",
                    "end_date": "",
                    "placement_type": "U3",
                    "temporary_approval": {"start_date": "2026-01-05"},
                }
            ]
        ),
        pointer="/placements/0/end_date",
        met="2026-04-27",
        not_met="2026-04-28",
        about="/placements/0",
    ),
    Edge(
        code="SUP06",
        title="written up on the 5th working day",
        made=record(supervisions=[{"date": "2026-01-05", "recorded_date": ""}]),
        pointer="/supervisions/0/recorded_date",
        met="2026-01-12",
        not_met="2026-01-13",
        about="/supervisions/0: its being written up",
    ),
    Edge(
        code="HOM01",
        title="the reviewing officer told on the second working day",
        made=unregistered(iro_notified_date=""),
        pointer="/placements/0/iro_notified_date",
        met="2026-09-03",
        not_met="2026-09-04",
        about="/placements/0: reviewing officer",
    ),
    Edge(
        code="HOM01",
        title="a visit on the seventh day",
        made=unregistered(end_date="2026-09-15"),
        pointer="/visits/0/date",
        met="2026-09-08",
        not_met="2026-09-09",
        about="/placements/0: visits",
    ),
    Edge(
        code="HOM01",
        title="a senior manager's record on the seventh day",
        made=unregistered(end_date="2026-09-15"),
        pointer="/oversight/0/date",
        met="2026-09-08",
        not_met="2026-09-09",
        about="/placements/0: oversight",
    ),
    Edge(
        code="HOM02",
        title="a planned move: the rationale on its day",
        made=in_residential(planned=True),
        pointer="/placements/0/rationale/date",
        met="2026-09-01",
        not_met="2026-09-02",
        about="/placements/0: rationale",
    ),
    Edge(
        code="HOM02",
        title="an unplanned move: the rationale on the fifth working day",
        made=in_residential(planned=False),
        pointer="/placements/0/rationale/date",
        met="2026-09-08",
        not_met="2026-09-09",
        about="/placements/0: rationale",
    ),
    Edge(
        code="HOM03",
        title="the first of three moves is 12 months back",
        made=record(
            care_periods=[{"start_date": "2020-01-06"}],
            placements=[
                {"start_date": "2020-01-06", "start_reason": "S", "carer_id": "C0"},
                {"start_date": "", "start_reason": "P", "carer_id": "C1"},
                {"start_date": "2026-03-02", "start_reason": "P", "carer_id": "C2"},
                {"start_date": "2026-06-01", "start_reason": "P", "carer_id": "C3"},
            ],
        ),
        pointer="/placements/1/start_date",
        met="2025-09-29",
        not_met="2025-09-30",
        about="/child",
    ),
    Edge(
        code="REV02",
        title="a planned move: a review on its day",
        made=moved(planned=True),
        pointer="/reviews/0/date",
        met="2026-03-04",
        not_met="2026-03-05",
        about="/placements/1",
    ),
    Edge(
        code="REV02",
        title="a planned move: a review 28 days before",
        made=moved(planned=True),
        pointer="/reviews/0/date",
        met="2026-02-04",
        not_met="2026-02-03",
        about="/placements/1",
    ),
    Edge(
        code="REV02",
        title="a planned move: the move 28 days after a review",
        made=moved(planned=True),
        pointer="/placements/1/start_date",
        met="2026-04-01",
        not_met="2026-04-02",
        about="/placements/1",
    ),
    Edge(
        code="REV02",
        title="an unplanned move: a review after it",
        made=moved(planned=False),
        pointer="/reviews/0/date",
        met="2026-03-05",
        not_met="2026-03-04",
        about="/placements/1",
    ),
    Edge(
        code="REV02",
        title="an unplanned move: a review on the 20th working day",
        made=moved(planned=False),
        pointer="/reviews/0/date",
        met="2026-04-01",
        not_met="2026-04-02",
        about="/placements/1",
    ),
    Edge(
        code="REV02",
        title="an unplanned move: a series of meetings completed on the 20th working day",
        made=moved(planned=False)
        | {"reviews": [{"type": "child_in_care", "date": "2026-03-10", "completed_date": ""}]},
        pointer="/reviews/0/completed_date",
        met="2026-04-01",
        not_met="2026-04-02",
        about="/placements/1",
    ),
    Edge(
        code="ASM01",
        title="authorised 12 months before the audit",
        made=assessed(""),
        pointer="/assessments/0/authorised_date",
        met="2025-09-30",
        not_met="2025-09-29",
        about="/assessments/0",
    ),
    Edge(
        code="ASM01",
        title="the audit 12 months after authorisation",
        made=assessed("2025-06-21"),
        pointer="/exported_on",
        met="2026-06-21",
        not_met="2026-06-22",
        about="/assessments/0",
    ),
    Edge(
        code="SUP01",
        title="in care: 42 days",
        made=supervised("2026-01-05", ""),
        pointer="/supervisions/1/date",
        met="2026-02-16",
        not_met="2026-02-17",
        about="/supervisions/0",
    ),
    Edge(
        code="SUP01",
        title="in care: 42 days, the first moved",
        made=supervised("", "2026-02-16"),
        pointer="/supervisions/0/date",
        met="2026-01-05",
        not_met="2026-01-04",
        about="/supervisions/0",
    ),
    Edge(
        code="SUP01",
        title="on a protection plan: 28 days",
        made=supervised(
            "2026-01-05", "", plans=[{"type": "child_protection", "start_date": "2025-02-03"}]
        ),
        pointer="/supervisions/1/date",
        met="2026-02-02",
        not_met="2026-02-03",
        about="/supervisions/0",
    ),
    Edge(
        code="SUP01",
        title="in a settled match: 84 days",
        made=supervised(
            "2026-01-05",
            "",
            placements=[
                {"start_date": "2025-01-06", "long_term_match": {"ratified_date": "2025-11-03"}}
            ],
        ),
        pointer="/supervisions/1/date",
        met="2026-03-30",
        not_met="2026-03-31",
        about="/supervisions/0",
    ),
    Edge(
        code="SUP01",
        title="newly allocated: the tenth working day",
        made=supervised("", involvements=[{"role": "social_worker", "start_date": "2026-01-05"}]),
        pointer="/supervisions/0/date",
        met="2026-01-19",
        not_met="2026-01-20",
        about="/involvements/0",
    ),
    Edge(
        code="ASM03",
        title="the same words: a document a day before the other is not the copy",
        made=record(documents=[document("", same_words())]),
        others=(record("T-2", documents=[document("2026-03-10", same_words())]),),
        pointer="/documents/0/date",
        met="2026-03-09",
        not_met="2026-03-11",
        about="/documents/0",
    ),
    Edge(
        code="SUP03",
        title="the same words: a supervision a day before the other is not the copy",
        made=record(
            supervisions=[document("", same_words()), document("2026-03-10", same_words())]
        ),
        pointer="/supervisions/0/date",
        met="2026-03-09",
        not_met="2026-03-11",
        about="/supervisions/0",
    ),
    Edge(
        code="ASM07",
        title="the birthday on the day a document gives the age",
        made=record(
            child={"date_of_birth": "", "names": ["Mira"]},
            documents=[document("2026-06-02", "Mira is 12 years old. Mira likes to swim.")],
        ),
        pointer="/child/date_of_birth",
        met="2014-06-02",
        not_met="2014-06-03",
        about="/documents/0",
    ),
    Edge(
        code="REV01",
        title="the first review: the 20th working day",
        made=record(
            care_periods=[{"start_date": "2026-01-05"}],
            reviews=[{"type": "child_in_care", "date": ""}],
        ),
        pointer="/reviews/0/date",
        met="2026-02-02",
        not_met="2026-02-03",
        about="/care_periods/0",
    ),
    Edge(
        code="REV01",
        title="the second review: 3 months",
        made=record(
            care_periods=[{"start_date": "2026-01-05"}],
            reviews=[
                {"type": "child_in_care", "date": "2026-02-02"},
                {"type": "child_in_care", "date": ""},
            ],
        ),
        pointer="/reviews/1/date",
        met="2026-05-02",
        not_met="2026-05-03",
        about="/reviews/0",
    ),
    Edge(
        code="PLN02",
        title="a version of the plan on the tenth working day after a review",
        made=planned(""),
        pointer="/plans/0/agreed_date",
        met="2026-03-18",
        not_met="2026-03-19",
        about="/reviews/0",
    ),
    Edge(
        code="PLN02",
        title="the review ten working days before a version of the plan",
        made=planned("2026-03-18"),
        pointer="/reviews/0/date",
        met="2026-03-04",
        not_met="2026-03-03",
        about="/reviews/0",
    ),
    Edge(
        code="REV03",
        title="the goal changed on 4 March: a review 28 days before",
        made=goal_changed(""),
        pointer="/reviews/0/date",
        met="2026-02-04",
        not_met="2026-02-03",
        about="/plans/1",
    ),
    Edge(
        code="REV03",
        title="the goal changed on 4 March: a review on the 20th working day",
        made=goal_changed(""),
        pointer="/reviews/0/date",
        met="2026-04-01",
        not_met="2026-04-02",
        about="/plans/1",
    ),
    Edge(
        code="REV04",
        title="minutes on file: the 20th working day",
        made=record(
            reviews=[{"type": "child_in_care", "date": "2026-03-04", "minutes_uploaded_date": ""}]
        ),
        pointer="/reviews/0/minutes_uploaded_date",
        met="2026-04-01",
        not_met="2026-04-02",
        about="/reviews/0: minutes on the child's file",
    ),
    Edge(
        code="REV04",
        title="decisions recorded: the 5th working day",
        made=record(
            reviews=[{"type": "child_in_care", "date": "2026-03-04", "decisions_recorded_date": ""}]
        ),
        pointer="/reviews/0/decisions_recorded_date",
        met="2026-03-11",
        not_met="2026-03-12",
        about="/reviews/0: decisions recorded",
    ),
    Edge(
        code="REV05",
        title="neither there nor heard: with a parent on the last day of a placement",
        made=record(
            reviews=[
                {
                    "type": "child_in_care",
                    "date": "",
                    "attended": ["social_worker", "mother"],
                }
            ],
            placements=[
                {"start_date": "2025-01-06", "end_date": "2026-03-04", "placement_type": "P1"}
            ],
        ),
        pointer="/reviews/0/date",
        met="2026-03-04",
        not_met="2026-03-05",
        about="/reviews/0: the adults",
    ),
    Edge(
        code="PLN07",
        title="a care plan on the tenth working day",
        made=first_planned(""),
        pointer="/plans/0/agreed_date",
        met="2026-03-18",
        not_met="2026-03-19",
        about="/care_periods/0",
    ),
    Edge(
        code="PLN07",
        title="the first placement ten working days before the care plan",
        made=first_planned("2026-03-18"),
        pointer="/placements/0/start_date",
        met="2026-03-04",
        not_met="2026-03-03",
        about="/care_periods/0",
    ),
    Edge(
        code="PER01",
        title="a goal agreed on the day of the second review",
        made=goal_agreed(""),
        pointer="/plans/0/agreed_date",
        met="2026-04-20",
        not_met="2026-04-21",
        about="/care_periods/0",
    ),
    Edge(
        code="PER01",
        title="the second review on the day a goal was agreed",
        made=goal_agreed("2026-04-20", second=""),
        pointer="/reviews/1/date",
        met="2026-04-20",
        not_met="2026-04-19",
        about="/care_periods/0",
    ),
    Edge(
        code="PER06",
        title="the closing assessment six months before care ended",
        made=back_in_care(""),
        pointer="/assessments/0/authorised_date",
        met="2025-05-26",
        not_met="2025-05-25",
        about="/care_periods/1",
    ),
    Edge(
        code="PER06",
        title="the closing assessment before the return",
        made=back_in_care(""),
        pointer="/assessments/0/authorised_date",
        met="2026-06-02",
        not_met="2026-06-03",
        about="/care_periods/1",
    ),
    Edge(
        code="REV06",
        title="a decision completed by the audit date",
        made=record(
            reviews=[
                {
                    "type": "child_in_care",
                    "date": "2026-03-04",
                    "decisions": [{"due_date": "2026-04-17", "completed_date": ""}],
                }
            ]
        ),
        pointer="/reviews/0/decisions/0/completed_date",
        met="2026-09-30",
        not_met="2026-10-01",
        about="/reviews/0/decisions/0",
    ),
    Edge(
        code="IRO04",
        title="allocated: the 5th working day after entry",
        made=record(
            care_periods=[{"start_date": "2026-01-05"}],
            involvements=[{"role": "iro", "start_date": ""}],
        ),
        pointer="/involvements/0/start_date",
        met="2026-01-12",
        not_met="2026-01-13",
        about="/care_periods/0: the first days",
    ),
    Edge(
        code="IRO04",
        title="appointed by the day of the first review",
        made=record(
            care_periods=[{"start_date": "2026-01-05"}],
            involvements=[{"role": "iro", "start_date": ""}],
            reviews=[{"type": "child_in_care", "date": "2026-01-27"}],
        ),
        pointer="/involvements/0/start_date",
        met="2026-01-27",
        not_met="2026-01-28",
        about="/care_periods/0: by the first review",
    ),
    Edge(
        code="PER02",
        title="a goal beside the other settled after 90 days",
        made=with_goals(("2026-03-03", (FOSTERING, BESIDE)), ("", (FOSTERING,))),
        pointer="/plans/1/agreed_date",
        met="2026-06-01",
        not_met="2026-06-02",
        about="/plans/0",
    ),
    Edge(
        code="PER02",
        title="the decide-by date on the day before one goal was left",
        made=with_goals(
            ("2026-03-03", (FOSTERING, {**BESIDE, "decide_by_date": ""})),
            ("2026-07-01", (FOSTERING,)),
        ),
        pointer="/plans/0/permanence_goals/1/decide_by_date",
        met="2026-06-30",
        not_met="2026-06-29",
        about="/plans/0",
    ),
    Edge(
        code="PER03",
        title="to panel six months after the plan",
        made=match(plan_agreed_date="2026-01-14", panel_date=""),
        pointer="/placements/0/long_term_match/panel_date",
        met="2026-07-14",
        not_met="2026-07-15",
        about="/placements/0: to panel",
    ),
    Edge(
        code="PER03",
        title="ratified on the tenth working day after panel",
        made=match(panel_date="2026-07-14", ratified_date=""),
        pointer="/placements/0/long_term_match/ratified_date",
        met="2026-07-28",
        not_met="2026-07-29",
        about="/placements/0: ratified",
    ),
    Edge(
        code="PER03",
        title="the child told on the tenth working day",
        made=match(ratified_date="2026-07-14", child_notified_date=""),
        pointer="/placements/0/long_term_match/child_notified_date",
        met="2026-07-28",
        not_met="2026-07-29",
        about="/placements/0: the child told",
    ),
    Edge(
        code="PER03",
        title="ratified twelve months after long-term fostering became the goal",
        made=match(panel_date="2025-12-30", ratified_date=""),
        pointer="/placements/0/long_term_match/ratified_date",
        met="2026-01-06",
        not_met="2026-01-07",
        about="/placements/0: drift",
    ),
    Edge(
        code="PER05",
        title="matched 121 days after the placement order",
        made=adopted(placement_order_date="2026-03-02", matched_date=""),
        pointer="/adoption/0/matched_date",
        met="2026-07-01",
        not_met="2026-07-02",
        about="/adoption/0: placement order to match",
    ),
    Edge(
        code="PER05",
        title="placed 426 days after entry to care",
        made=adopted(placed_date=""),
        pointer="/adoption/0/placed_date",
        met="2026-03-08",
        not_met="2026-03-09",
        about="/adoption/0: entry to placement",
    ),
    Edge(
        code="IRO02",
        title="a visit 30 days before the review",
        made=record(
            reviews=[{"type": "child_in_care", "date": "2026-03-04"}],
            iro_activity=[{"type": "visit", "date": ""}],
        ),
        pointer="/iro_activity/0/date",
        met="2026-02-02",
        not_met="2026-02-01",
        about="/reviews/0",
    ),
    Edge(
        code="IRO02",
        title="a visit on the day of the review",
        made=record(
            reviews=[{"type": "child_in_care", "date": "2026-03-04"}],
            iro_activity=[{"type": "visit", "date": ""}],
        ),
        pointer="/iro_activity/0/date",
        met="2026-03-04",
        not_met="2026-03-05",
        about="/reviews/0",
    ),
    Edge(
        code="IRO01",
        title="a midway review on day 60",
        made=looked_in(""),
        pointer="/iro_activity/0/date",
        met="2026-04-04",
        not_met="2026-04-03",
        about="/reviews/1",
    ),
    Edge(
        code="IRO01",
        title="a midway review on day 120",
        made=looked_in(""),
        pointer="/iro_activity/0/date",
        met="2026-06-03",
        not_met="2026-06-04",
        about="/reviews/1",
    ),
    Edge(
        code="IRO03",
        title="resolved on the 20th working day",
        made=record(
            iro_activity=[{"type": "escalation", "date": "2026-03-04", "resolved_date": ""}]
        ),
        pointer="/iro_activity/0/resolved_date",
        met="2026-04-01",
        not_met="2026-04-02",
        about="/iro_activity/0",
    ),
)

NO_DATE_DECIDES = {
    "QAO03": "an audit was moderated or was not, whenever it was",
    "QAO05": "the child, the family and the worker took part in an audit or did not, whenever",
    "LVR04": "a child was kept overnight without accommodation or was not, whichever the night",
    "WRK04": "it gives numbers and judges nothing",
    "WRK03": "children are counted on the audit date, whenever a worker began",
    "PLN06": "it gives numbers and judges nothing",
    "VIS02": "a child was seen alone at a visit or was not, whenever it was",
    "VIS04": "the carer and the home were seen at two visits in a row or were not, whenever",
    "SUP02": "an action has an owner and a date or has not, and the last were reviewed or not",
    "PLN05": "the actions of plans are compared, whenever they were made",
    "PLN01": "an action has an owner, a date and an outcome or has not, whichever the date",
    "PLN03": "a plan has a contingency or has not, whenever it was made",
    "PLN04": "an action that is not completed is overdue or not due, and met when it is completed",
    "QAO01": "an action has an owner and a date or has not, and shows what came of it or does not",
}
"""Checks whose outcome no date changes, with why."""


def label(edge: Edge) -> str:
    return f"{edge.code}: {edge.title}"


@pytest.mark.parametrize("edge", EDGES, ids=label)
def test_the_check_notices(edge: Edge) -> None:
    """Met on the last day that is in time, not met on the day beyond it."""
    assert {day: edge.on(day) for day in (edge.met, edge.not_met)} == {
        edge.met: "met",
        edge.not_met: "not_met",
    }


@pytest.mark.parametrize("edge", EDGES, ids=label)
def test_the_days_are_neighbours(edge: Edge) -> None:
    """The two days of a row are one day apart, or the two around the day of the other copy."""
    apart = abs(date.fromisoformat(edge.met[:10]) - date.fromisoformat(edge.not_met[:10]))
    assert apart == timedelta(days=2 if edge.code in ("ASM03", "SUP03") else 1)


def without_a_row(checks: Mapping[str, Any]) -> set[str]:
    return set(checks) - {edge.code for edge in EDGES} - set(NO_DATE_DECIDES)


def test_every_installed_check_has_a_row() -> None:
    """A check that is installed and has no row here is not held to its threshold: add one."""
    assert not without_a_row(host().checks), "add a row to EDGES, or say why no date decides"


def test_every_row_is_of_an_installed_check() -> None:
    """A row whose check is gone holds nothing."""
    assert {edge.code for edge in EDGES} | set(NO_DATE_DECIDES) <= set(host().checks)


def test_a_check_without_a_row_is_noticed() -> None:
    """The table is what decides: without the rows of a check, that check is named."""
    assert without_a_row({"ASM01": None, "XYZ99": None}) == {"XYZ99"}
