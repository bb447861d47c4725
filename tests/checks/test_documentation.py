"""The checks say what they are: docstrings, names, settings, and examples that are true."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from attrs import frozen

from qaudit.cases.topics import CHANGE_OF_APPROACH, EXPERIENCE, PERMANENCE, TIMESCALES
from qaudit.checking.check import PARTS, Check
from qaudit.checking.settings import defaults
from support import audit, host, is_about, record

Json = dict[str, Any]

STANDARDS = {
    "ASM01": ("assessment-currency", "APR", "local"),
    "ASM02": ("decision-on-current-assessment", "APR", "local"),
    "ASM03": ("copied-text", "APR", "heuristic"),
    "ASM04": ("assessment-timeliness", "APR", "guidance"),
    "ASM05": ("child-seen-in-assessment", "APR", "heuristic"),
    "ASM06": ("analysis-and-the-child's-experience", "APR", "heuristic"),
    "ASM07": ("stale-facts", "APR", "heuristic"),
    "PLN01": ("specific-actions", "APR", "guidance"),
    "PLN02": ("plan-updated-after-review", "APR", "local"),
    "PLN03": ("contingency", "APR", "guidance"),
    "PLN04": ("overdue-actions", "APR", "local"),
    "PLN05": ("generic-plan", "APR", "heuristic"),
    "PLN06": ("readable-plan", "APR", "heuristic"),
    "PLN07": ("care-plan-in-time", "APR", "statutory"),
    "REV01": ("review-timeliness", "APR", "statutory"),
    "REV02": ("review-after-placement-change", "APR", "statutory"),
    "REV03": ("review-after-plan-change", "APR", "statutory local"),
    "REV04": ("minutes-on-file", "APR", "guidance"),
    "REV05": ("participation", "APR", "guidance"),
    "REV06": ("decisions-carried-out", "APR", "local"),
    "IRO01": ("midway-review", "APR", "local"),
    "IRO02": ("iro-sees-the-child", "APR", "guidance local"),
    "IRO03": ("escalation-resolved", "APR", "guidance"),
    "IRO04": ("iro-appointed", "APR", "local statutory"),
    "VIS01": ("visit-frequency", "VIS", "statutory local"),
    "VIS02": ("seen-alone", "VIS", "statutory"),
    "VIS03": ("out-of-sight", "VIS", "local"),
    "VIS04": ("home-and-carer-seen", "VIS", "local"),
    "VIS05": ("direct-work", "VIS", "local"),
    "VIS06": ("concern-leads-to-review", "VIS", "statutory"),
    "HOM01": ("unregistered-home", "HOM", "statutory local"),
    "HOM02": ("young-child-in-residential", "HOM", "local"),
    "HOM03": ("placement-stability", "HOM", "local"),
    "HOM04": ("placed-with-parents", "HOM", "statutory"),
    "HOM05": ("care-order-discharge", "HOM", "local"),
    "HOM06": ("temporary-approval", "HOM", "statutory"),
    "PER01": ("plan-by-second-review", "PER", "guidance"),
    "PER02": ("one-clear-plan", "PER", "local"),
    "PER03": ("match-ratified-and-told", "PER", "local"),
    "PER04": ("drift", "PER", "heuristic"),
    "PER05": ("adoption-pace", "PER", "local"),
    "PER06": ("return-to-care", "PER", "heuristic"),
    "SUP01": ("supervision-frequency", "SUP", "local"),
    "SUP02": ("supervision-actions", "SUP", "local"),
    "SUP03": ("copied-supervision", "SUP", "heuristic"),
    "SUP04": ("supervision-drives-permanence", "SUP", "heuristic"),
    "SUP05": ("oversight-of-key-events", "SUP", "local"),
    "SUP06": ("recorded-in-time", "SUP", "local"),
    "WRK01": ("changes-of-social-worker", "WRK", "local"),
    "WRK02": ("unallocated", "WRK", "local"),
    "WRK03": ("caseload", "WRK", "local"),
    "WRK04": ("agency-share", "WRK", "local"),
    "HED01": ("initial-health-assessment", "HED", "statutory"),
    "HED02": ("review-health-assessment", "HED", "statutory"),
    "HED03": ("personal-education-plan", "HED", "guidance"),
    "PRO01": ("decision-in-one-day", "PRO", "guidance"),
    "PRO02": ("conference-in-time", "PRO", "guidance"),
    "PRO03": ("protection-plan-reviews", "PRO", "guidance"),
    "PRO04": ("re-referral", "PRO", "local"),
    "PRO05": ("protection-drift", "PRO", "local"),
    "PRO06": ("improvement-evidenced", "PRO", "heuristic"),
    "PRO07": ("return-interview", "PRO", "guidance"),
    "LVR01": ("pathway-plan", "LVR", "statutory local"),
    "LVR02": ("personal-adviser-visits", "LVR", "statutory local"),
    "LVR03": ("unsuitable-accommodation", "LVR", "guidance"),
    "LVR04": ("police-custody", "LVR", "statutory guidance"),
    "PRF01": ("private-fostering", "PRF", "statutory"),
    "QAO01": ("audit-actions-closed", "QAO", "local"),
    "QAO02": ("re-audited", "QAO", "local"),
    "QAO03": ("moderation", "QAO", "local"),
    "QAO04": ("compliance-and-quality", "QAO", "heuristic"),
    "QAO05": ("voices", "QAO", "local"),
}
"""The practice standards by code: name, area, and force (several where a part has its own)."""

INTERVALS = {
    "first_year": "6 weeks",
    "not_to_18": "6 weeks",
    "to_18": "3 months",
    "long_term": "6 months",
    "to_first_review": "1 week",
    "interim_order": "4 weeks",
    "temporary_approval": "4 weeks",
    "unassessed": "6 weeks",
    "full_order": "6 weeks",
    "protection_plan": "10 working days",
    "in_need_plan": "4 weeks",
    "after_step_up": "5 working days",
}
"""How often a child is visited, in each check that rests on it."""

DEFAULTS: dict[str, dict[str, Any]] = {
    "WRK01": {"within": "12 months", "too_many": 3, "apart": ("ABSENC", "TSPROC")},
    "WRK02": {"handover": "1 working day"},
    "WRK03": {"amber": 18, "red": 22, "cohort": "whole"},
    "WRK04": {},
    "PRO04": {"within": "12 months"},
    "PRO07": {"hours": 72, "accepted": "5 working days"},
    "PRO01": {"decided": "1 working day", "closes": 17},
    "PRO02": {"held": "15 working days"},
    "PRO05": {
        "drift": "15 months",
        "second": "24 months",
        "answered": "3 months",
        "changes": CHANGE_OF_APPROACH,
    },
    "PRO03": {"first": "3 months", "later": "6 months", "conference": "28 days"},
    "PRO06": {"stepped_up": "28 days", "read_back": "3 months"},
    "QAO05": {"from_age": 4},
    "QAO03": {"moderated": "20%", "weighting": "linear"},
    "QAO04": {"timescales": TIMESCALES, "experience": EXPERIENCE},
    "QAO02": {"again": "3 months"},
    "QAO01": {},
    "PLN06": {"fewest_words": 50},
    "ASM06": {
        "analysis": "15%",
        "analysis_headings": (
            "analys*",
            "conclusion*",
            "what this means",
            "what it means",
            "professional judgement",
        ),
        "wishes": (
            "wish*",
            "feelings",
            "view*",
            "voice",
            "own account",
            "own words",
            "says",
            "tells us",
        ),
        "wishes_in_text": (
            "wishes",
            "would like",
            "told me",
            "told us",
            "wants",
            "hopes",
            "feels",
            "misses",
            "asked if",
            "asked for",
            "asked to",
            "he says",
            "she says",
        ),
        "fresh": "90 days",
        "about_the_child": "50%",
        "fewest_sentences": 5,
    },
    "VIS01": {**INTERVALS, "first_visit": "1 week"},
    "VIS02": {"from_age": 4},
    "VIS03": {
        **INTERVALS,
        "failed_visits": 2,
        "times_the_interval": 2,
        "decision": "5 working days",
    },
    "VIS04": {},
    "VIS05": {
        "within": "12 weeks",
        "kinds": ("direct_work", "life_story", "wishes_and_feelings"),
        "from_age": 4,
    },
    "VIS06": {"at_least": "5 working days"},
    "PRF01": {
        "first_visit": "7 working days",
        "first_year": "6 weeks",
        "later": "12 weeks",
        "year": "12 months",
        "from_age": 4,
    },
    "LVR01": {
        "assessed": "3 months",
        "planned": "3 months",
        "reviewed": "6 months",
        "in_care": "13 weeks",
        "in_care_since": 14,
        "from_age": 16,
        "until_age": 25,
    },
    "LVR02": {"first_visit": "7 days", "later": "2 months", "until_age": 25},
    "LVR03": {
        "under_18": "0 days",
        "from_18": "2 working days",
        "until_age": 25,
        "bed_and_breakfast": (
            "bed and breakfast*",
            "bed & breakfast*",
            "b and b",
            "b & b",
            "b&b*",
            "bnb",
        ),
    },
    "LVR04": {},
    "SUP04": {"every": 2, "speaks_of_it": PERMANENCE},
    "PER04": {"speaks_of_it": PERMANENCE},
    "SUP05": {
        "within": "3 working days",
        "before_entry": "3 working days",
        "before_closing": "28 days",
        "missing_hours": 24,
    },
    "ASM02": {"before": "6 months", "after_unplanned": "45 working days"},
    "ASM04": {"longest": "45 working days", "bunched": 5},
    "ASM05": {"contacts": 2, "alone_from": 4},
    "HED01": {"within": "20 working days", "before_entry": "3 months"},
    "HED02": {"younger": "6 months", "older": "12 months", "age": 5, "before_entry": "3 months"},
    "HED03": {
        "first": "20 working days",
        "terms": ("01-01", "04-16", "09-01"),
        "from_age": 3,
    },
    "HOM04": {
        "review_before": "28 days",
        "plan_before": "3 months",
        "urgent_assessment": "10 working days",
        "urgent_decision": "10 working days",
        "urgent_plan": "5 working days",
        "report": "6 months",
    },
    "HOM05": {"decided": "12 months", "serious": "24 months"},
    "HOM06": {"approved": "16 weeks", "extension": "8 weeks"},
    "SUP02": {},
    "SUP06": {"written_up": "5 working days"},
    "HOM01": {
        "visits": "7 days",
        "oversight": "7 days",
        "senior": ("service_manager", "head_of_service", "director", "panel"),
        "officer_told": "2 working days",
        "barred_under": 16,
    },
    "HOM02": {"under_age": 12, "unplanned": "5 working days", "reviews": "3 months"},
    "HOM03": {"within": "12 months", "too_many": 3},
    "ASM01": {
        "current": "6 months",
        "ageing": "12 months",
        "serious": "24 months",
        "first_assessment": "45 working days",
        "settled_match": "off",
    },
    "ASM03": {
        "document": "40%",
        "section": "25%",
        "matters_more": ("analysis", "wishes", "feelings", "views", "plan"),
        "fewest_words": 30,
        "fewest_section_words": 30,
    },
    "ASM07": {},
    "PLN05": {"shared": "50%", "fewest_words": 6, "fewest_actions": 2},
    "REV02": {
        "before_planned": "28 days",
        "after_unplanned": "20 working days",
        "long_absence": "28 days",
    },
    "SUP01": {
        "protection_plan": "4 weeks",
        "court": "4 weeks",
        "child_in_need": "6 weeks",
        "in_care": "6 weeks",
        "settled_match": "12 weeks",
        "care_leaver": "12 weeks",
        "newly_allocated": "10 working days",
        "after_step_up": "5 working days",
    },
    "SUP03": {
        "document": "40%",
        "section": "25%",
        "matters_more": ("analysis", "decision", "action", "plan"),
        "fewest_words": 30,
        "fewest_section_words": 30,
    },
    "REV01": {"first": "20 working days", "second": "3 months", "later": "6 months"},
    "PLN01": {},
    "PLN02": {"updated": "10 working days"},
    "PLN03": {},
    "PLN04": {"drift": 2},
    "REV03": {"before": "28 days", "after": "20 working days", "counts": "either"},
    "REV04": {
        "decisions_recorded": "5 working days",
        "minutes_completed": "15 working days",
        "minutes_uploaded": "20 working days",
        "minutes_distributed": "20 working days",
        "types": ("child_in_care",),
    },
    "REV05": {"youngest": 4, "adults": ("carer", "social_worker", "parent")},
    "PLN07": {"in_time": "10 working days", "made_before": "3 months"},
    "PER01": {"first_review": "20 working days", "second_review": "3 months"},
    "PER06": {
        "returned": "24 months",
        "closing": "6 months",
        "headings": ("wishes", "feelings", "views", "voice", "experience"),
    },
    "REV06": {"types": ("child_in_care",)},
    "IRO04": {"allocated": "5 working days"},
    "PER02": {"undecided": "90 days"},
    "PER03": {
        "panel": "6 months",
        "ratified": "10 working days",
        "child_told": "10 working days",
        "carer_told": "10 working days",
        "drift": "12 months",
        "goals": ("LTFOST18",),
    },
    "PER05": {"placed": "426 days", "matched": "121 days"},
    "IRO02": {"before": "30 days", "types": ("visit", "consultation"), "from_age": 4},
    "IRO01": {
        "earliest": "60 days",
        "latest": "120 days",
        "types": ("midway_review", "monitoring", "visit", "consultation"),
    },
    "IRO03": {"resolved": "20 working days"},
}
"""Every number of the standards, as a check's settings have it when nobody sets it."""


def installed() -> list[Check]:
    return [host().checks[code] for code in sorted(host().checks)]


def with_a_row(table: dict[str, Any]) -> pytest.MarkDecorator:
    """For each installed check that has a row in a table; `test_tables_are_whole` wants all."""
    checks = [check for check in installed() if check.code in table]
    return pytest.mark.parametrize("check", checks, ids=lambda check: check.code)


every_check = pytest.mark.parametrize("check", installed(), ids=lambda check: check.code)


@every_check
def test_all_parts(check: Check) -> None:
    """A docstring has its summary and all six parts, in their order."""
    assert list(check.doc) == ["", *PARTS]
    assert all(check.doc.values())
    assert check.summary.endswith(".")
    assert "\n" not in check.summary


@every_check
def test_code_name_area_and_force(check: Check) -> None:
    """Code, name, area and force are those of the practice standards."""
    name, area, force = STANDARDS[check.code]
    assert check.name == name.replace("'", "")
    assert check.area == area
    assert check.force in force.split()


@every_check
def test_source(check: Check) -> None:
    """A check names what it rests on, a statutory one the law and its paragraph."""
    assert check.source
    if check.force == "statutory":
        assert re.search(r"\b(SI [0-9]{4}/[0-9]+ regs?|Act [0-9]{4},? s) ?[0-9]", check.source)


@every_check
def test_settings_have_help(check: Check) -> None:
    """Every setting says what it is for."""
    for name, (_, help_text) in defaults(check.settings).items():
        assert len(help_text.split()) >= 2, name


@with_a_row(DEFAULTS)
def test_defaults_are_the_numbers_of_the_standard(check: Check) -> None:
    """Every number of the standard is a setting, with that number as its default."""
    found = {name: default for name, (default, _) in defaults(check.settings).items()}
    assert found == DEFAULTS[check.code]
    assert attrs.fields_dict(check.settings).keys() == found.keys()


@with_a_row(DEFAULTS)
def test_numbers_of_the_docstring_are_the_defaults(check: Check) -> None:
    """The lengths and shares that the docstring gives are those of the settings."""
    said = set(
        re.findall(r"[0-9]+%|[0-9]+ (?:working day|day|week|month)", check.doc["The standard"])
    )
    known = {str(value).removesuffix("s") for value in DEFAULTS[check.code].values()}
    assert said <= known


@every_check
def test_local_practice_is_not_called_law(check: Check) -> None:
    """A check of local practice says that no law sets it."""
    if check.force == "local":
        assert re.search(r"no law", check.doc["The standard"], re.IGNORECASE)


@frozen
class Example:
    """The examples of a docstring: their words, and the records that they speak of.

    Attributes:
        met, not_met: the words, as the docstring has them.
        met_records, not_met_records: the case is the first of them.
        about: the pointer of the item that is judged; "pointer: note" where it is judged twice.
        met_says, not_met_says: what the observation must say.
    """

    met: str
    met_records: tuple[Json, ...]
    not_met: str
    not_met_records: tuple[Json, ...]
    about: str
    met_says: dict[str, Any] = attrs.field(factory=dict)
    not_met_says: dict[str, Any] = attrs.field(factory=dict)


def words(count: int, seed: str) -> str:
    """Words that stand in no other text but one of the same seed."""
    chance = random.Random(seed)  # noqa: S311
    return " ".join("".join(chance.choices("abcdefghiklmnoprstu", k=7)) for _ in range(count))


def moved(review: str, *, planned: bool) -> Json:
    return record(
        placements=[
            {"start_date": "2024-01-08", "end_date": "2026-03-04", "carer_id": "C1"},
            {"start_date": "2026-03-04", "carer_id": "C2", "planned": planned},
        ],
        reviews=[{"type": "child_in_care", "date": review}],
    )


def assessed(day: str, **sections: str) -> Json:
    return {
        "type": "child_and_family",
        "authorised_date": day,
        "sections": [{"heading": heading, "text": text} for heading, text in sections.items()],
    }


def in_care(**named: Any) -> Json:
    return record(care_periods=[{"start_date": "2020-01-06"}], **named)


def supervised(*items: Json) -> Json:
    return in_care(supervisions=list(items), involvements=[])


def noted(day: str, text: str) -> Json:
    return {"date": day, "sections": [{"heading": "Discussion", "text": text}]}


def speaking_of(age: int) -> Json:
    return record(
        child={"date_of_birth": "2014-05-17", "names": ["Mira"]},
        assessments=[assessed("2026-06-02", Background=f"Mira is {age} years old.")],
    )


def planned(case_id: str, *actions: str) -> Json:
    plan = {
        "type": "care",
        "agreed_date": "2026-03-02",
        "actions": [{"description": text} for text in actions],
    }
    return record(case_id, plans=[plan])


def to_residential(*, rationale: str) -> Json:
    placement = {"start_date": "2026-06-02", "placement_type": "K2", "planned": True}
    reasons = {"date": rationale, "text": "Fostering was considered."}
    return record(
        child={"date_of_birth": "2015-11-09"},
        placements=[placement | {"rationale": reasons}],
        oversight=[],
    )


def moved_on(*days: str) -> Json:
    starts = ["2025-01-06", *days]
    return record(
        placements=[
            {"start_date": day, "start_reason": "P" if n else "S", "carer_id": f"C{n}"}
            for n, day in enumerate(starts)
        ]
    )


def at_home(start: str, *, approved: str | None = None, **named: Any) -> Json:
    """On a full care order, placed with a parent as planned."""
    steps = {"approved_date": approved}
    placement = {"start_date": start, "placement_type": "P1", "planned": True}
    return record(
        legal_statuses=[{"legal_status": "C2", "start_date": "2024-01-08"}],
        placements=[placement | {"parent_placement": steps}],
        **{"reviews": [], "oversight": [], **named},
    )


def with_grandmother(end: str) -> Json:
    placement = {"start_date": "2026-01-05", "end_date": end, "placement_type": "U3"}
    approval = {"start_date": "2026-01-05"}
    return record(placements=[placement | {"temporary_approval": approval}])


def seen_by_a_doctor(day: str, *, review: str) -> Json:
    return record(
        care_periods=[{"start_date": "2026-03-02"}],
        health_assessments=[{"type": "initial", "date": day}],
        reviews=[{"type": "child_in_care", "date": review}],
    )


def assessed_twice(*days: str) -> Json:
    held = [{"type": "review", "date": day} for day in days]
    return record(care_periods=[{"start_date": "2025-02-03"}], health_assessments=held)


def schooled(day: str) -> Json:
    return record(care_periods=[{"start_date": "2026-03-02"}], education_plans=[{"date": day}])


ACTIONS = [words(8, f"action {n}") for n in range(6)]
ANOTHERS = [words(8, f"other {n}") for n in range(6)]


def care_plan(**named: Any) -> Json:
    return {"type": "care", "agreed_date": "2026-03-02", **named}


def promised(**action: str | None) -> Json:
    return record(plans=[care_plan(actions=[action])])


def replanned(agreed: str) -> Json:
    return record(
        plans=[care_plan(agreed_date=agreed)],
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


def reviewed(day: str, **named: Any) -> Json:
    """A child long in care, and one review."""
    return record(
        care_periods=[{"start_date": "2020-01-06"}],
        reviews=[{"type": "child_in_care", "date": day, **named}],
    )


def first_planned(agreed: str) -> Json:
    return record(
        care_periods=[{"start_date": "2026-03-04"}],
        placements=[{"start_date": "2026-03-04", "start_reason": "S"}],
        plans=[care_plan(agreed_date=agreed)],
    )


def goal_agreed(agreed: str) -> Json:
    goals = [{"goal": "LTFOST18", "role": "primary"}]
    return record(
        care_periods=[{"start_date": "2026-01-05"}],
        reviews=[{"type": "child_in_care", "date": day} for day in ("2026-01-26", "2026-04-20")],
        plans=[care_plan(agreed_date=agreed, permanence_goals=goals)],
    )


def back_in_care(heading: str) -> Json:
    return record(
        care_periods=[
            {"start_date": "2025-11-05", "end_date": "2025-11-26"},
            {"start_date": "2026-06-03"},
        ],
        assessments=[assessed("2025-11-20", **{heading: "He wants to go home."})],
    )


def referred(authorised: str) -> Json:
    return record(
        referrals=[{"referral_id": "RF1", "received_at": "2026-03-05T10:00:00+00:00"}],
        assessments=[
            {"type": "child_and_family", "referral_id": "RF1", "authorised_date": authorised}
        ],
    )


def seen_in_assessment(*visits: tuple[str, bool]) -> Json:
    return record(
        assessments=[
            {
                "type": "child_in_care",
                "start_date": "2026-03-02",
                "authorised_date": "2026-04-10",
            }
        ],
        visits=[
            {"type": "child_in_care", "date": day, "seen": True, "seen_alone": alone}
            for day, alone in visits
        ],
    )


def with_goals(*versions: tuple[str, tuple[Json, ...]]) -> Json:
    plans = [care_plan(agreed_date=day, permanence_goals=list(goals)) for day, goals in versions]
    return record(care_periods=[{"start_date": "2025-01-06"}], plans=plans)


def goal(code: str, role: str = "primary", decide_by: str | None = None) -> Json:
    return {"goal": code, "role": role, "decide_by_date": decide_by}


def ratified(day: str) -> Json:
    match = {"panel_date": "2026-07-14", "ratified_date": day}
    return record(placements=[{"start_date": "2025-01-06", "long_term_match": match}], plans=[])


def matched(order: str, day: str) -> Json:
    return record(adoption=[{"placement_order_date": order, "matched_date": day}])


def moved_and_assessed(authorised: str) -> Json:
    return record(
        placements=[
            {"start_date": "2024-01-08", "end_date": "2026-03-04", "carer_id": "C1"},
            {"start_date": "2026-03-04", "carer_id": "C2", "planned": True},
        ],
        assessments=[{"type": "child_in_care", "authorised_date": authorised}],
    )


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


def drifting(*spoken: str) -> Json:
    return in_care(
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
        supervisions=[noted(day, "Matching was discussed.") for day in spoken],
    )


def visited(*visits: Json, **named: Any) -> Json:
    """A child of 11 placed on 5 January 2026, and visits."""
    made: Json = {"type": "child_in_care", "successful": True}
    return record(
        **{
            "child": {"date_of_birth": "2014-05-17"},
            "care_periods": [{"start_date": "2026-01-05"}],
            "placements": [{"start_date": "2026-01-05", "placement_type": "U6"}],
            "visits": [{**made, **visit} for visit in visits],
            **named,
        }
    )


def out_of_sight(*decisions: str) -> Json:
    failed = {"successful": False}
    return visited(
        {"date": "2026-02-02"},
        {"date": "2026-03-02", **failed},
        {"date": "2026-03-09", **failed},
        oversight=[{"date": day, "type": "decision"} for day in decisions],
    )


def concerned(review: str) -> Json:
    days = ("2025-01-30", "2025-04-28", "2025-07-07", "2026-01-05", review)
    return visited(
        {"date": "2026-03-02", "concern": True},
        care_periods=[{"start_date": "2025-01-06"}],
        reviews=[{"type": "child_in_care", "date": day} for day in days],
    )


def worked_with(day: str) -> Json:
    return record(
        child={"date_of_birth": "2015-05-17"},
        care_periods=[{"start_date": "2025-01-06"}],
        direct_work=[{"date": day, "type": "life_story"}],
    )


def privately_fostered(day: str) -> Json:
    visit = {"type": "private_fostering", "date": day, "successful": True}
    return record(private_fostering=[{"notified_date": "2026-01-05"}], visits=[visit])


def left_care(day: str) -> Json:
    flat = {"start_date": "2026-01-05", "provided_by_council": True}
    return record(
        child={"date_of_birth": "2007-06-18"},
        care_leaving=[{"accommodation": [flat], "personal_advisor_visits": [day]}],
    )


def analysed(words_of_analysis: int) -> Json:
    history = words(200 - words_of_analysis, "history")
    return record(
        assessments=[
            assessed("2026-06-02", History=history, Analysis=words(words_of_analysis, "analysis"))
        ]
    )


def audited(description: str) -> Json:
    return record(audits=[{"date": "2026-02-03", "actions": [{"description": description}]}])


def asked_for(impact: str | None) -> Json:
    """An audit with an action that was completed, and what it changed."""
    action = {
        "owner": "W-7",
        "due_date": "2026-03-27",
        "completed_date": "2026-03-20",
        "evidence": "visit of 20 March",
        "impact": impact,
    }
    return record(audits=[{"date": "2026-02-03", "actions": [action]}])


def audited_again(day: str) -> Json:
    return record(
        audits=[
            {"date": "2026-03-02", "grade": "inadequate"},
            {"date": day, "grade": "good"},
        ]
    )


def stepped_down(completed: str) -> Json:
    plan = {
        "type": "child_in_need",
        "start_date": "2026-02-02",
        "end_date": "2026-05-29",
        "actions": [
            {"description": "School", "measure": "attendance", "completed_date": completed}
        ],
    }
    return record(plans=[plan], reviews=[], assessments=[])


def social_workers(*times: tuple[str, str | None]) -> list[Json]:
    """One social worker after the other: A, B, C."""
    return [
        {"worker_id": who, "role": "social_worker", "start_date": start, "end_date": end}
        for who, (start, end) in zip("ABC", times, strict=False)
    ]


def allocated_from(start: str) -> Json:
    return record(
        care_periods=[{"start_date": "2026-03-02"}], involvements=social_workers((start, None))
    )


def of_one_worker(children: int) -> tuple[Json, ...]:
    rows = social_workers(("2026-01-05", None))
    return tuple(record(f"T-{n}", involvements=rows) for n in range(children))


def decided_on(decided: str) -> Json:
    return record(referrals=[{"received_at": "2026-03-06T10:00:00Z", "decision_at": decided}])


def on_protection_plan(review: str) -> Json:
    return record(
        section_47_enquiries=[{"conference_date": "2026-03-04"}],
        plans=[{"type": "child_protection", "start_date": "2026-03-04"}],
        reviews=[{"type": "child_protection", "date": review}],
    )


def drifting_on_a_plan(proceedings: str) -> Json:
    return record(
        plans=[{"type": "child_protection", "start_date": "2025-03-04", "end_date": "2026-08-03"}],
        court_proceedings=[{"type": "pre_proceedings", "start_date": proceedings}],
        oversight=[],
        reviews=[],
        care_periods=[],
    )


def conferred(held: str) -> Json:
    return record(
        section_47_enquiries=[
            {
                "strategy_discussion_date": "2026-03-02",
                "conference_required": True,
                "conference_date": held,
            }
        ]
    )


def referred_again(received: str) -> Json:
    closed = {"received_at": "2025-02-03T10:00:00Z", "closure_date": "2025-03-03"}
    return record(referrals=[closed, {"received_at": received}])


def interviewed(held: str) -> Json:
    missing = {"start_at": "2026-03-01T20:00:00Z", "end_at": "2026-03-02T20:00:00Z"}
    return record(missing_episodes=[missing | {"return_interview_at": held}])


def needs_assessed(day: str) -> Json:
    return record(
        child={"date_of_birth": "2010-01-05"},
        care_periods=[{"start_date": "2020-03-02"}],
        assessments=[{"type": "pathway", "authorised_date": day}],
        plans=[],
    )


def audited_five_times(*moderators: str | None) -> tuple[Json, ...]:
    """A child for each of some audits, moderated by somebody or by nobody."""
    return tuple(
        record(f"T-{n}", audits=[{"date": "2026-03-02", "moderated_by": moderator}])
        for n, moderator in enumerate(moderators)
    )


def in_bed_and_breakfast(until: str) -> Json:
    home = {"type": "bed and breakfast", "start_date": "2026-03-06", "end_date": until}
    return record(child={"date_of_birth": "2006-05-17"}, care_leaving=[{"accommodation": [home]}])


def kept_overnight(*, provided: bool) -> Json:
    night = {
        "start_at": "2026-03-04T20:00:00Z",
        "overnight": True,
        "charged": True,
        "bail_refused": True,
        "accommodation_requested": True,
        "accommodation_provided": provided,
    }
    return record(police_custody=[night])


EXAMPLES = {
    "PRO04": Example(
        met="Closed on 3 March 2025, referred again on 4 March 2026.",
        met_records=(referred_again("2026-03-04T10:00:00Z"),),
        not_met="Closed on 3 March 2025, referred again on 3 March 2026.",
        not_met_records=(referred_again("2026-03-03T10:00:00Z"),),
        about="/referrals/0",
        met_says={"due": "2026-03-03"},
        not_met_says={"due": "2026-03-03", "done": "2026-03-03"},
    ),
    "PRO07": Example(
        met="Back at 20:00 on 2 March 2026, interview on 5 March at 19:00.",
        met_records=(interviewed("2026-03-05T19:00:00Z"),),
        not_met="Back at 20:00 on 2 March 2026, interview on 6 March at 10:00, one day late.",
        not_met_records=(interviewed("2026-03-06T10:00:00Z"),),
        about="/missing_episodes/0: in time",
        met_says={"due": "2026-03-05", "done": "2026-03-05"},
        not_met_says={"days_late": 1},
    ),
    "WRK01": Example(
        met="A from 6 January 2025 to 2 February 2026, then B: audit on 30 September 2026, two.",
        met_records=(
            record(involvements=social_workers(("2025-01-06", "2026-02-02"), ("2026-02-02", None))),
        ),
        not_met="A from 6 January 2025 to 2 February 2026, then B to 1 June 2026, then C: audit "
        "on 30 September 2026, three.",
        not_met_records=(
            record(
                involvements=social_workers(
                    ("2025-01-06", "2026-02-02"), ("2026-02-02", "2026-06-01"), ("2026-06-01", None)
                )
            ),
        ),
        about="/child",
        met_says={"facts": {"social_workers": 2, "with_those_apart": 2}},
        not_met_says={"facts": {"social_workers": 3, "with_those_apart": 3}},
    ),
    "WRK02": Example(
        met="In care from Monday 2 March 2026; a social worker from Tuesday 3 March.",
        met_records=(allocated_from("2026-03-03"),),
        not_met="In care from Monday 2 March 2026; a social worker from Wednesday 4 March, one "
        "day late.",
        not_met_records=(allocated_from("2026-03-04"),),
        about="/child",
        met_says={"due": "2026-03-03", "facts": {"days_without": 1}},
        not_met_says={"due": "2026-03-03", "days_late": 1},
    ),
    "WRK03": Example(
        met="A social worker with 18 children on 30 September 2026.",
        met_records=of_one_worker(18),
        not_met="A social worker with 23 children on 30 September 2026.",
        not_met_records=of_one_worker(23),
        about="/involvements/0",
        met_says={"facts": {"children": 18, "band": "green"}},
        not_met_says={"facts": {"children": 23, "band": "red"}},
    ),
    "PRO01": Example(
        met="Received at 10:00 on Friday 6 March 2026, decided on Monday 9 March.",
        met_records=(decided_on("2026-03-09T16:00:00Z"),),
        not_met="Received at 10:00 on Friday 6 March 2026, decided on Tuesday 10 March.",
        not_met_records=(decided_on("2026-03-10T09:00:00Z"),),
        about="/referrals/0",
        met_says={"due": "2026-03-09", "done": "2026-03-09"},
        not_met_says={"due": "2026-03-09", "days_late": 1},
    ),
    "PRO02": Example(
        met="Strategy discussion on Monday 2 March 2026, conference on Monday 23 March.",
        met_records=(conferred("2026-03-23"),),
        not_met="Strategy discussion on Monday 2 March 2026, conference on Tuesday 24 March.",
        not_met_records=(conferred("2026-03-24"),),
        about="/section_47_enquiries/0",
        met_says={"due": "2026-03-23", "done": "2026-03-23"},
        not_met_says={"due": "2026-03-23", "days_late": 1},
    ),
    "PRO03": Example(
        met="Conference on 4 March 2026; the first review on 4 June.",
        met_records=(on_protection_plan("2026-06-04"),),
        not_met="Conference on 4 March 2026; the first review on 5 June, a day late.",
        not_met_records=(on_protection_plan("2026-06-05"),),
        about="/plans/0",
        met_says={"due": "2026-06-04", "done": "2026-06-04"},
        not_met_says={"due": "2026-06-04", "days_late": 1},
    ),
    "PRO05": Example(
        met="On a plan from 4 March 2025 to 3 August 2026; pre-proceedings begun on 4 June 2026.",
        met_records=(drifting_on_a_plan("2026-06-04"),),
        not_met="On a plan from 4 March 2025 to 3 August 2026; pre-proceedings begun on 5 June "
        "2026, a day late.",
        not_met_records=(drifting_on_a_plan("2026-06-05"),),
        about="/plans/0: how long it lasts",
        met_says={"due": "2026-06-04", "done": "2026-06-04"},
        not_met_says={"due": "2026-06-04", "days_late": 1},
    ),
    "PRO06": Example(
        met="A child in need plan ended on 29 May 2026; its action, measured by attendance, was "
        "completed on 29 May.",
        met_records=(stepped_down("2026-05-29"),),
        not_met="A child in need plan ended on 29 May 2026; its action, measured by attendance, "
        "was completed on 30 May.",
        not_met_records=(stepped_down("2026-05-30"),),
        about="/plans/0",
        met_says={"on": "2026-05-29"},
    ),
    "QAO01": Example(
        met='Due on 27 March 2026, completed on 20 March; evidence: "visit of 20 March"; impact: '
        '"She says that she is listened to."',
        met_records=(asked_for("She says that she is listened to."),),
        not_met='Due on 27 March 2026, completed on 20 March; evidence: "visit of 20 March"; no '
        "impact.",
        not_met_records=(asked_for(None),),
        about="/audits/0/actions/0: closed",
        met_says={"due": "2026-03-27", "done": "2026-03-20"},
    ),
    "QAO02": Example(
        met="Graded inadequate on 2 March 2026, audited again on 2 June.",
        met_records=(audited_again("2026-06-02"),),
        not_met="Graded inadequate on 2 March 2026, audited again on 3 June, a day late.",
        not_met_records=(audited_again("2026-06-03"),),
        about="/audits/0",
        met_says={"due": "2026-06-02", "done": "2026-06-02"},
        not_met_says={"due": "2026-06-02", "days_late": 1},
    ),
    "QAO05": Example(
        met="An audit that heard what the child thinks.",
        met_records=(record(audits=[{"date": "2026-03-02", "child_view": True}]),),
        not_met="An audit that says that the child's view was not heard.",
        not_met_records=(record(audits=[{"date": "2026-03-02", "child_view": False}]),),
        about="/audits/0: the child",
    ),
    "QAO03": Example(
        met="Of 5 audits one was moderated.",
        met_records=audited_five_times("W-2", None, None, None, None),
        not_met="Of 5 audits none was moderated.",
        not_met_records=audited_five_times(None, None, None, None, None),
        about="/audits/0",
    ),
    "QAO04": Example(
        met='"Visit on time, and ask her what the move was like for her."',
        met_records=(audited("Visit on time, and ask her what the move was like for her."),),
        not_met='"Complete the overdue review within timescales."',
        not_met_records=(audited("Complete the overdue review within timescales."),),
        about="/audits/0",
    ),
    "ASM06": Example(
        met='An assessment of 200 words, 40 of them under the heading "Analysis".',
        met_records=(analysed(40),),
        not_met='An assessment of 200 words, 20 of them under the heading "Analysis".',
        not_met_records=(analysed(20),),
        about="/assessments/0: its analysis",
        met_says={"message": "40 of 200 words are analysis"},
        not_met_says={"message": "20 of 200 words are analysis"},
    ),
    "VIS01": Example(
        met="Placed on Monday 5 January 2026 and visited on 9 January; again on 20 February, 42 "
        "days later.",
        met_records=(visited({"date": "2026-01-09"}, {"date": "2026-02-20"}),),
        not_met="Visited on 9 January 2026 and again on 21 February: 43 days, due by 20 February.",
        not_met_records=(visited({"date": "2026-01-09"}, {"date": "2026-02-21"}),),
        about="/visits/0",
        met_says={"facts": {"days": 42, "duty": False}},
        not_met_says={"facts": {"days": 43, "duty": False}, "due": "2026-02-20"},
    ),
    "VIS02": Example(
        met="Visited at home on 9 January 2026, aged 11; not alone, and the record says why.",
        met_records=(
            visited({"date": "2026-01-09", "seen_alone": False, "not_alone_reason": "He declined"}),
        ),
        not_met="Visited at home on 9 January 2026, aged 11; not alone, and the record says no "
        "reason.",
        not_met_records=(visited({"date": "2026-01-09", "seen_alone": False}),),
        about="/visits/0",
    ),
    "VIS03": Example(
        met="In care; failed visits on 2 and 9 March 2026; a manager's decision on 10 March.",
        met_records=(out_of_sight("2026-03-10"),),
        not_met="In care; failed visits on 2 and 9 March 2026, and no decision by 16 March.",
        not_met_records=(out_of_sight(),),
        about="/visits/2",
        met_says={"done": "2026-03-10"},
        not_met_says={"due": "2026-03-16", "harm": True},
    ),
    "VIS04": Example(
        met="Visited on 9 January and 12 February 2026; the bedroom and the carer seen on 9 "
        "January.",
        met_records=(
            visited(
                {"date": "2026-01-09", "carer_seen": True, "bedroom_seen": True},
                {"date": "2026-02-12", "carer_seen": False, "bedroom_seen": False},
            ),
        ),
        not_met="Visited on 9 January and 12 February 2026; the carer seen, the bedroom or home at "
        "neither.",
        not_met_records=(
            visited(
                {"date": "2026-01-09", "carer_seen": True, "bedroom_seen": False},
                {"date": "2026-02-12", "carer_seen": True, "bedroom_seen": False},
            ),
        ),
        about="/visits/1",
    ),
    "VIS05": Example(
        met="In care, aged 11, audit on 30 September 2026; life-story work on 8 July, 84 days "
        "before.",
        met_records=(worked_with("2026-07-08"),),
        not_met="In care, aged 11, audit on 30 September 2026; the last life-story work on 7 "
        "July, 85 days before.",
        not_met_records=(worked_with("2026-07-07"),),
        about="/direct_work/0",
        not_met_says={"days_late": 1},
    ),
    "VIS06": Example(
        met="Reviewed on 5 January 2026, a concern at the visit of 2 March; a review on 4 July, "
        "before the 5th, when it would have been due in any case.",
        met_records=(concerned("2026-07-04"),),
        not_met="Reviewed on 5 January 2026, a concern at the visit of 2 March; the next review "
        "on 5 July.",
        not_met_records=(concerned("2026-07-05"),),
        about="/visits/0",
        met_says={"done": "2026-07-04", "due": "2026-07-04"},
    ),
    "PRF01": Example(
        met="Notified on Monday 5 January 2026; visited on 14 January, the 7th working day.",
        met_records=(privately_fostered("2026-01-14"),),
        not_met="Notified on Monday 5 January 2026; visited on 15 January, the 8th working day.",
        not_met_records=(privately_fostered("2026-01-15"),),
        about="/private_fostering/0",
        met_says={"due": "2026-01-14"},
    ),
    "LVR01": Example(
        met="16 on 5 January 2026, in care since 2020; needs assessed on 5 April 2026.",
        met_records=(needs_assessed("2026-04-05"),),
        not_met="16 on 5 January 2026, in care since 2020; needs assessed on 6 April 2026.",
        not_met_records=(needs_assessed("2026-04-06"),),
        about="/care_periods/0: needs assessed",
        met_says={"force": "statutory", "due": "2026-04-05"},
        not_met_says={"days_late": 1},
    ),
    "LVR02": Example(
        met="Moved on Monday 5 January 2026 into a flat that the council provides; visited on 12 "
        "January.",
        met_records=(left_care("2026-01-12"),),
        not_met="Moved on Monday 5 January 2026 into a flat that the council provides; visited "
        "on 13 January.",
        not_met_records=(left_care("2026-01-13"),),
        about="/care_leaving/0/accommodation/0: first visit",
        met_says={"force": "statutory"},
    ),
    "LVR03": Example(
        met="Aged 19, in bed and breakfast from Friday 6 March 2026, and moved on by Tuesday 10 "
        "March.",
        met_records=(in_bed_and_breakfast("2026-03-10"),),
        not_met="Aged 19, in bed and breakfast from Friday 6 March 2026, and moved on on Wednesday "
        "11 March.",
        not_met_records=(in_bed_and_breakfast("2026-03-11"),),
        about="/care_leaving/0/accommodation/0",
        not_met_says={"harm": True, "due": "2026-03-10"},
    ),
    "LVR04": Example(
        met="Kept overnight after charge with bail refused; accommodation was asked for and "
        "provided.",
        met_records=(kept_overnight(provided=True),),
        not_met="Kept overnight after charge with bail refused; accommodation was asked for and "
        "not provided.",
        not_met_records=(kept_overnight(provided=False),),
        about="/police_custody/0",
        not_met_says={"harm": True, "force": "statutory"},
    ),
    "SUP04": Example(
        met="In care; the supervision of 5 January 2026 speaks of matching, that of 16 February "
        "does not.",
        met_records=(
            in_care(
                supervisions=[
                    noted("2026-01-05", "The matching report is late."),
                    noted("2026-02-16", "School is going well."),
                ]
            ),
        ),
        not_met="In care; the supervisions of 5 January and 16 February 2026 say nothing of "
        "permanence.",
        not_met_records=(
            in_care(
                supervisions=[
                    noted("2026-01-05", "The dentist was seen."),
                    noted("2026-02-16", "School is going well."),
                ]
            ),
        ),
        about="/supervisions/1",
        met_says={"on": "2026-02-16"},
    ),
    "PER04": Example(
        met="Long-term fostering planned; reviews on 2 February and 20 July 2026; a supervision on "
        "20 July speaks of matching.",
        met_records=(drifting("2026-07-20"),),
        not_met="Long-term fostering planned; reviews on 2 February and 20 July 2026 that did not "
        "consider permanence, and no supervision between them speaks of it.",
        not_met_records=(drifting(),),
        about="/reviews/1: the second review",
        met_says={"on": "2026-07-20"},
    ),
    "SUP05": Example(
        met="An unplanned move on Wednesday 4 March 2026; a manager's record on Monday 9 March.",
        met_records=(moved("2026-03-20", planned=False) | {"oversight": [{"date": "2026-03-09"}]},),
        not_met="An unplanned move on Wednesday 4 March 2026; a manager's record on Tuesday 10 "
        "March.",
        not_met_records=(
            moved("2026-03-20", planned=False) | {"oversight": [{"date": "2026-03-10"}]},
        ),
        about="/placements/1",
        met_says={"due": "2026-03-09"},
        not_met_says={"days_late": 1},
    ),
    "ASM02": Example(
        met="Planned move on Wednesday 4 March 2026; assessment authorised on 4 September 2025.",
        met_records=(moved_and_assessed("2025-09-04"),),
        not_met="Planned move on Wednesday 4 March 2026; assessment authorised on 3 September "
        "2025.",
        not_met_records=(moved_and_assessed("2025-09-03"),),
        about="/placements/1",
        met_says={"done": "2025-09-04"},
        not_met_says={"done": None},
    ),
    "ASM04": Example(
        met="Referral on Thursday 5 March 2026; assessment authorised on 12 May, the 45th working "
        "day.",
        met_records=(referred("2026-05-12"),),
        not_met="Referral on Thursday 5 March 2026; assessment authorised on 13 May.",
        not_met_records=(referred("2026-05-13"),),
        about="/assessments/0: the time it took",
        met_says={"due": "2026-05-12"},
        not_met_says={"due": "2026-05-12", "days_late": 1},
    ),
    "ASM05": Example(
        met="An assessment begun on 2 March 2026 and authorised on 10 April; the child seen on 9 "
        "March, and alone on 1 April.",
        met_records=(seen_in_assessment(("2026-03-09", False), ("2026-04-01", True)),),
        not_met="The same assessment; the child seen on 9 March alone, and not again before 13 "
        "April.",
        not_met_records=(seen_in_assessment(("2026-03-09", True), ("2026-04-13", False)),),
        about="/assessments/0",
        met_says={"facts": {"contacts": 2, "alone": True}},
        not_met_says={"facts": {"contacts": 1, "alone": True}},
    ),
    "HED01": Example(
        met="In care from 2 March 2026; seen on 23 March, and the first review on 25 March.",
        met_records=(seen_by_a_doctor("2026-03-23", review="2026-03-25"),),
        not_met="In care from 2 March 2026; the first review on 16 March, seen on 23 March, a week "
        "after it.",
        not_met_records=(seen_by_a_doctor("2026-03-23", review="2026-03-16"),),
        about="/care_periods/0",
        met_says={"due": "2026-03-25"},
        not_met_says={"due": "2026-03-16", "days_late": 7},
    ),
    "HED02": Example(
        met="Born 17 May 2014, in care; assessed on 3 February 2025 and on 2 February 2026.",
        met_records=(assessed_twice("2025-02-03", "2026-02-02"),),
        not_met="Born 17 May 2014, in care; assessed on 3 February 2025 and on 3 March 2026, due "
        "by 3 February.",
        not_met_records=(assessed_twice("2025-02-03", "2026-03-03"),),
        about="/health_assessments/0",
        not_met_says={"due": "2026-02-03", "done": "2026-03-03"},
    ),
    "HED03": Example(
        met="Aged 11, in care from 2 March 2026; the first meeting on 25 March.",
        met_records=(schooled("2026-03-25"),),
        not_met="Aged 11, in care from 2 March 2026; the first meeting on 31 March, due by 30 "
        "March.",
        not_met_records=(schooled("2026-03-31"),),
        about="/care_periods/0: entry to care",
        not_met_says={"due": "2026-03-30", "days_late": 1},
    ),
    "HOM04": Example(
        met="On a full care order, home on 2 June 2026 as planned; the approval of 29 May.",
        met_records=(at_home("2026-06-02", approved="2026-05-29"),),
        not_met="On a full care order, home on 2 June 2026 as planned; the approval of 5 June.",
        not_met_records=(at_home("2026-06-02", approved="2026-06-05"),),
        about="/placements/0: the nominated officer's approval",
        met_says={"done": "2026-05-29"},
        not_met_says={"due": "2026-06-02", "days_late": 3},
    ),
    "HOM05": Example(
        met="At home on a full care order from 3 March 2025; an application to discharge it on 9 "
        "February 2026.",
        met_records=(
            at_home(
                "2025-03-03",
                court_proceedings=[{"type": "discharge", "start_date": "2026-02-09"}],
            ),
        ),
        not_met="At home on a full care order from 3 March 2025, audit on 30 September 2026: "
        "nothing by 3 March 2026.",
        not_met_records=(at_home("2025-03-03", court_proceedings=[]),),
        about="/placements/0",
        met_says={"done": "2026-02-09"},
        not_met_says={"due": "2026-03-03", "done": None},
    ),
    "HOM06": Example(
        met="Approved for the time being on 5 January 2026; the placement ended on 27 April, 16 "
        "weeks after.",
        met_records=(with_grandmother("2026-04-27"),),
        not_met="Approved for the time being on 5 January 2026, no extension; the placement went "
        "on to 1 June.",
        not_met_records=(with_grandmother("2026-06-01"),),
        about="/placements/0",
        met_says={"due": "2026-04-27", "done": "2026-04-27"},
        not_met_says={"days_late": 35},
    ),
    "SUP02": Example(
        met='"Referral to the clinic: W-1, by 13 February 2026", in the record of a supervision.',
        met_records=(
            record(
                supervisions=[
                    {
                        "date": "2026-01-05",
                        "actions": [
                            {
                                "description": "Referral to the clinic",
                                "owner": "W-1",
                                "due_date": "2026-02-13",
                            }
                        ],
                    }
                ]
            ),
        ),
        not_met='"Referral to the clinic: all", without a date.',
        not_met_records=(
            record(
                supervisions=[
                    {
                        "date": "2026-01-05",
                        "actions": [{"description": "Referral to the clinic", "owner": "all"}],
                    }
                ]
            ),
        ),
        about="/supervisions/0/actions/0",
        not_met_says={"message": "the action has no owner and no due date"},
    ),
    "SUP06": Example(
        met="Supervision on Monday 5 January 2026, written up on 12 January.",
        met_records=(record(supervisions=[{"date": "2026-01-05", "recorded_date": "2026-01-12"}]),),
        not_met="Supervision on Monday 5 January 2026, written up on 13 January.",
        not_met_records=(
            record(supervisions=[{"date": "2026-01-05", "recorded_date": "2026-01-13"}]),
        ),
        about="/supervisions/0: its being written up",
        met_says={"due": "2026-01-12"},
        not_met_says={"due": "2026-01-12", "days_late": 1},
    ),
    "HOM01": Example(
        met="A registered children's home.",
        met_records=(
            record(
                placements=[
                    {"start_date": "2026-09-01", "placement_type": "K2", "registered": True}
                ]
            ),
        ),
        not_met="A children's home that is not registered, from 1 September to 30 September 2026: "
        "29 days.",
        not_met_records=(
            record(
                placements=[
                    {
                        "start_date": "2026-09-01",
                        "end_date": "2026-09-30",
                        "placement_type": "K2",
                        "registered": False,
                    }
                ]
            ),
        ),
        about="/placements/0: registration",
        not_met_says={"facts": {"days": 29}},
    ),
    "HOM02": Example(
        met="Aged 10, a planned move to a children's home on 2 June 2026; the rationale of 28 May.",
        met_records=(to_residential(rationale="2026-05-28"),),
        not_met="Aged 10, a planned move to a children's home on 2 June 2026; the rationale of 4 "
        "June.",
        not_met_records=(to_residential(rationale="2026-06-04"),),
        about="/placements/0: rationale",
        met_says={"done": "2026-05-28"},
        not_met_says={"done": "2026-06-04", "days_late": 2},
    ),
    "HOM03": Example(
        met="Changes of carer on 4 November 2025 and 3 March 2026, audit on 30 September 2026: "
        "two.",
        met_records=(moved_on("2025-11-04", "2026-03-03"),),
        not_met="Changes of carer on 4 November 2025, 3 March and 5 May 2026, audit on 30 "
        "September 2026: three.",
        not_met_records=(moved_on("2025-11-04", "2026-03-03", "2026-05-05"),),
        about="/child",
        met_says={"facts": {"changes": 2}},
        not_met_says={"facts": {"changes": 3}},
    ),
    "REV02": Example(
        met="Unplanned move on Wednesday 4 March 2026; a review on 25 March, the 15th working day.",
        met_records=(moved("2026-03-25", planned=False),),
        not_met="Planned move on 4 March 2026; the last review was on 20 January, 43 days before "
        "it.",
        not_met_records=(moved("2026-01-20", planned=True),),
        about="/placements/1",
        met_says={"done": "2026-03-25", "due": "2026-04-01"},
        not_met_says={"done": None, "due": "2026-03-04"},
    ),
    "ASM01": Example(
        met="Last assessment authorised on 12 January 2026, audit on 30 September 2026: ageing.",
        met_records=(in_care(assessments=[assessed("2026-01-12")]),),
        not_met="Last assessment authorised on 3 March 2025, audit on 30 September 2026: out of "
        "date since 4 March 2026.",
        not_met_records=(in_care(assessments=[assessed("2025-03-03")]),),
        about="/assessments/0",
        met_says={"facts": {"band": "ageing"}},
        not_met_says={"facts": {"band": "out_of_date"}, "due": "2026-03-03"},
    ),
    "SUP01": Example(
        met="In care; supervisions on 5 January and 12 February 2026, 38 days apart.",
        met_records=(supervised({"date": "2026-01-05"}, {"date": "2026-02-12"}),),
        not_met="In care; supervisions on 5 January and 3 March 2026, 57 days apart, due by 16 "
        "February.",
        not_met_records=(supervised({"date": "2026-01-05"}, {"date": "2026-03-03"}),),
        about="/supervisions/0",
        met_says={"facts": {"days": 38}},
        not_met_says={"facts": {"days": 57}, "due": "2026-02-16", "days_late": 15},
    ),
    "ASM03": Example(
        met="An assessment of 1,200 words, 90 of which (the family's history) stand in last "
        "year's.",
        met_records=(
            record(
                assessments=[
                    assessed("2025-03-03", History=words(90, "old"), Analysis=words(300, "then")),
                    assessed("2026-03-03", History=words(90, "old"), Analysis=words(1110, "now")),
                ]
            ),
        ),
        not_met="72% of an assessment's analysis stands word for word in the assessment of 3 March "
        "2022.",
        not_met_records=(
            record(
                assessments=[
                    assessed("2022-03-03", Analysis=words(72, "old")),
                    assessed("2023-03-03", Analysis=f"{words(72, 'old')} {words(28, 'new')}"),
                ]
            ),
        ),
        about="/assessments/1",
        met_says={
            "message": "8% of this assessment stands in the assessment of 3 March 2025 "
            "(90 of 1,200 words)"
        },
        not_met_says={
            "message": "72% of this assessment's analysis stands in the assessment of 3 March 2022 "
            "(72 of 100 words)"
        },
    ),
    "SUP03": Example(
        met="A record of 200 words, 20 of which (a decision recalled) stand in the last one.",
        met_records=(
            supervised(
                noted("2026-01-05", f"{words(20, 'decision')} {words(180, 'then')}"),
                noted("2026-02-16", f"{words(20, 'decision')} {words(180, 'now')}"),
            ),
        ),
        not_met="A record of 200 words, 150 of which stand word for word in the record of six "
        "weeks before.",
        not_met_records=(
            supervised(
                noted("2026-01-05", words(150, "old")),
                noted("2026-02-16", f"{words(150, 'old')} {words(50, 'new')}"),
            ),
        ),
        about="/supervisions/1",
        met_says={"on": "2026-02-16"},
        not_met_says={"on": "2026-02-16"},
    ),
    "ASM07": Example(
        met="An assessment of 2 June 2026 that says a child born on 17 May 2014 is 12 years old.",
        met_records=(speaking_of(12),),
        not_met="The same assessment says the child is 10 years old.",
        not_met_records=(speaking_of(10),),
        about="/assessments/0",
        not_met_says={"facts": {"age": 1}},
    ),
    "PLN05": Example(
        met="A plan of six actions, one of which stands in another child's plan.",
        met_records=(planned("T-1", *ACTIONS), planned("T-2", ACTIONS[0], *ANOTHERS)),
        not_met="A plan of six actions, four of which stand word for word in another child's plan.",
        not_met_records=(planned("T-1", *ACTIONS), planned("T-2", *ACTIONS[:4], *ANOTHERS)),
        about="/plans/0",
        met_says={"facts": {"shared": 1, "actions": 6}},
        not_met_says={"facts": {"shared": 4, "actions": 6}},
    ),
    "REV01": Example(
        met="In care from 5 January 2026; the first review on 2 February, the 20th working day.",
        met_records=(
            record(
                care_periods=[{"start_date": "2026-01-05"}],
                reviews=[{"type": "child_in_care", "date": "2026-02-02"}],
            ),
        ),
        not_met="In care from 5 January 2026; the first review on 3 February, a day late.",
        not_met_records=(
            record(
                care_periods=[{"start_date": "2026-01-05"}],
                reviews=[{"type": "child_in_care", "date": "2026-02-03"}],
            ),
        ),
        about="/care_periods/0",
        met_says={"due": "2026-02-02"},
        not_met_says={"due": "2026-02-02", "days_late": 1},
    ),
    "PLN01": Example(
        met='"W-12 to agree a homework club by 27 March 2026, so that he catches up in maths."',
        met_records=(
            promised(
                description="agree a homework club",
                owner="W-12",
                due_date="2026-03-27",
                outcome="he catches up in maths",
            ),
        ),
        not_met='"Support with school", owner "all", due "ongoing".',
        not_met_records=(
            promised(description="support with school", owner="all", due_text="ongoing"),
        ),
        about="/plans/0/actions/0",
        not_met_says={
            "message": "the action has no owner and no due date and no outcome or measure"
        },
    ),
    "PLN02": Example(
        met="Review on Wednesday 4 March 2026; a care plan agreed on 18 March, the tenth working "
        "day.",
        met_records=(replanned("2026-03-18"),),
        not_met="Review on 4 March 2026; the next care plan was agreed on 19 March.",
        not_met_records=(replanned("2026-03-19"),),
        about="/reviews/0",
        met_says={"done": "2026-03-18", "due": "2026-03-18"},
        not_met_says={"done": "2026-03-19", "due": "2026-03-18", "days_late": 1},
    ),
    "PLN03": Example(
        met='A care plan whose contingency reads "the carer\'s sister, who is approved".',
        met_records=(record(plans=[care_plan(contingency="the carer's sister, who is approved")]),),
        not_met='A care plan whose contingency reads "tbc".',
        not_met_records=(record(plans=[care_plan(contingency="tbc")]),),
        about="/plans/0",
    ),
    "PLN04": Example(
        met="Due on 27 March 2026 and completed on 20 March.",
        met_records=(promised(due_date="2026-03-27", completed_date="2026-03-20"),),
        not_met="Due on 31 July 2025, not completed, audit on 30 September 2026: 426 days late.",
        not_met_records=(promised(due_date="2025-07-31"),),
        about="/plans/0/actions/0",
        met_says={"done": "2026-03-20"},
        not_met_says={"due": "2025-07-31", "days_late": 426},
    ),
    "REV03": Example(
        met="The goal changed with the plan agreed on 4 March 2026; a review on 12 February, 20 "
        "days before.",
        met_records=(goal_changed("2026-02-12"),),
        not_met="The goal changed with the plan agreed on 4 March 2026; the last review was on 20 "
        "January, the next on 15 April.",
        not_met_records=(goal_changed("2026-01-20", "2026-04-15"),),
        about="/plans/1",
        met_says={"done": "2026-02-12"},
        not_met_says={"done": "2026-04-15", "due": "2026-04-01"},
    ),
    "REV04": Example(
        met="Review on 4 March 2026; minutes on the file on 1 April, the 20th working day.",
        met_records=(reviewed("2026-03-04", minutes_uploaded_date="2026-04-01"),),
        not_met="Review on 4 March 2026; minutes completed on 20 March and, on 30 September, not "
        "on the file.",
        not_met_records=(reviewed("2026-03-04", minutes_completed_date="2026-03-20"),),
        about="/reviews/0: minutes on the child's file",
        met_says={"due": "2026-04-01"},
        not_met_says={"due": "2026-04-01", "done": None},
    ),
    "REV05": Example(
        met="The child was not there, and an advocate spoke for her (PN5).",
        met_records=(reviewed("2026-03-04", participation="PN5"),),
        not_met="The child was there and said nothing, by word or otherwise (PN4).",
        not_met_records=(reviewed("2026-03-04", participation="PN4"),),
        about="/reviews/0: the child",
    ),
    "PLN07": Example(
        met="First placed on Wednesday 4 March 2026; care plan agreed on 18 March, the tenth "
        "working day.",
        met_records=(first_planned("2026-03-18"),),
        not_met="First placed on 4 March 2026; care plan agreed on 19 March.",
        not_met_records=(first_planned("2026-03-19"),),
        about="/care_periods/0",
        met_says={"due": "2026-03-18", "done": "2026-03-18"},
        not_met_says={"due": "2026-03-18", "done": "2026-03-19", "days_late": 1},
    ),
    "PER01": Example(
        met="Entered care on 5 January 2026, reviews on 26 January and 20 April; goal agreed on 20 "
        "April.",
        met_records=(goal_agreed("2026-04-20"),),
        not_met="The same reviews; the goal was agreed on 21 April.",
        not_met_records=(goal_agreed("2026-04-21"),),
        about="/care_periods/0",
        met_says={"due": "2026-04-20", "done": "2026-04-20"},
        not_met_says={"due": "2026-04-20", "done": "2026-04-21", "days_late": 1},
    ),
    "PER06": Example(
        met="Care ended on 26 November 2025 and began again on 3 June 2026; the assessment of 20 "
        'November has a section "Wishes and feelings".',
        met_records=(back_in_care("Wishes and feelings"),),
        not_met='The same; the assessment of 20 November has a section "Analysis" alone.',
        not_met_records=(back_in_care("Analysis"),),
        about="/care_periods/1",
        met_says={"facts": {"days_between": 189}},
    ),
    "REV06": Example(
        met="A decision of 4 March 2026, due by 17 April, completed on 14 April.",
        met_records=(
            reviewed(
                "2026-03-04",
                decisions=[{"due_date": "2026-04-17", "completed_date": "2026-04-14"}],
            ),
        ),
        not_met="A decision of 4 March 2026, due by 17 April, not completed by 30 September.",
        not_met_records=(reviewed("2026-03-04", decisions=[{"due_date": "2026-04-17"}]),),
        about="/reviews/0/decisions/0",
        met_says={"done": "2026-04-14"},
        not_met_says={"due": "2026-04-17", "days_late": 166},
    ),
    "IRO04": Example(
        met="In care from 5 January 2026; a reviewing officer allocated on 12 January, the fifth "
        "working day.",
        met_records=(
            record(
                care_periods=[{"start_date": "2026-01-05"}],
                involvements=[{"role": "iro", "start_date": "2026-01-12"}],
            ),
        ),
        not_met="In care from 5 January 2026; a reviewing officer allocated on 13 January, a day "
        "late.",
        not_met_records=(
            record(
                care_periods=[{"start_date": "2026-01-05"}],
                involvements=[{"role": "iro", "start_date": "2026-01-13"}],
            ),
        ),
        about="/care_periods/0: the first days",
        met_says={"due": "2026-01-12"},
        not_met_says={"days_late": 1},
    ),
    "PER02": Example(
        met="Long-term fostering, with adoption beside it to be decided by 30 June 2026; from 22 "
        "June long-term fostering alone.",
        met_records=(
            with_goals(
                ("2026-03-02", (goal("LTFOST18"), goal("ADOPTION", "parallel", "2026-06-30"))),
                ("2026-06-22", (goal("LTFOST18"),)),
            ),
        ),
        not_met="Long-term fostering from 7 May 2025 with a children's home beside it and no day "
        "to decide: still so on 30 September 2026.",
        not_met_records=(
            with_goals(("2025-05-07", (goal("LTFOST18"), goal("RESPLMT", "parallel")))),
        ),
        about="/plans/0",
        met_says={"due": "2026-06-30", "done": "2026-06-22"},
        not_met_says={"due": "2025-08-05", "days_late": 421},
    ),
    "PER03": Example(
        met="Panel on Tuesday 14 July 2026, ratified on 28 July, the tenth working day.",
        met_records=(ratified("2026-07-28"),),
        not_met="The same panel; ratified on 29 July.",
        not_met_records=(ratified("2026-07-29"),),
        about="/placements/0: ratified",
        met_says={"due": "2026-07-28", "done": "2026-07-28"},
        not_met_says={"due": "2026-07-28", "done": "2026-07-29", "days_late": 1},
    ),
    "PER05": Example(
        met="Placement order on 18 June 2026, matched on 21 August: 64 days.",
        met_records=(matched("2026-06-18", "2026-08-21"),),
        not_met="Placement order on 18 June 2025, matched on 21 November: 156 days.",
        not_met_records=(matched("2025-06-18", "2025-11-21"),),
        about="/adoption/0: placement order to match",
        met_says={"facts": {"days": 64}},
        not_met_says={"facts": {"days": 156}, "due": "2025-10-17", "days_late": 35},
    ),
    "IRO02": Example(
        met="Review on 4 March 2026; the officer visited on 2 February, 30 days before.",
        met_records=(
            record(
                reviews=[{"type": "child_in_care", "date": "2026-03-04"}],
                iro_activity=[{"type": "visit", "date": "2026-02-02"}],
            ),
        ),
        not_met="Review on 4 March 2026; the officer's last visit was on 1 February.",
        not_met_records=(
            record(
                reviews=[{"type": "child_in_care", "date": "2026-03-04"}],
                iro_activity=[{"type": "visit", "date": "2026-02-01"}],
            ),
        ),
        about="/reviews/0",
        met_says={"done": "2026-02-02"},
        not_met_says={"done": None},
    ),
    "IRO01": Example(
        met="Review on 3 February 2026, the next on 3 August; a midway review on 3 June, day 120.",
        met_records=(looked_in("2026-06-03"),),
        not_met="Review on 3 February 2026, the next on 3 August; a midway review on 4 June, day "
        "121.",
        not_met_records=(looked_in("2026-06-04"),),
        about="/reviews/1",
        met_says={"facts": {"day": 120}},
        not_met_says={"days_late": 1},
    ),
    "IRO03": Example(
        met="Escalated on 4 March 2026, resolved on 1 April, the 20th working day.",
        met_records=(
            record(
                iro_activity=[
                    {"type": "escalation", "date": "2026-03-04", "resolved_date": "2026-04-01"}
                ]
            ),
        ),
        not_met="Escalated on 4 March 2026, not resolved by 30 September.",
        not_met_records=(record(iro_activity=[{"type": "escalation", "date": "2026-03-04"}]),),
        about="/iro_activity/0",
        met_says={"due": "2026-04-01"},
        not_met_says={"done": None},
    ),
}
"""The examples of every docstring."""


def observed(check: Check, example: Example, records: tuple[Json, ...]) -> dict[str, Any]:
    found = audit(*records, select=(check.code,))[0]
    (row,) = (
        row
        for row in found.of(check.code)
        if is_about(row, example.about) and row["evidence"][0].get("note") != "the first recorded"
    )
    return dict(row)


@with_a_row(EXAMPLES)
@pytest.mark.parametrize("outcome", ["met", "not_met"])
def test_examples_are_true(check: Check, outcome: str) -> None:
    """What a docstring gives as an example comes out as it says."""
    example = EXAMPLES[check.code]
    part, records, says = (
        ("Met", example.met_records, example.met_says)
        if outcome == "met"
        else ("Not met", example.not_met_records, example.not_met_says)
    )
    assert check.doc[part].split() == getattr(example, outcome).split()
    row = observed(check, example, records)
    assert row["outcome"] == outcome
    assert {name: row[name] for name in says} == says


def test_days_that_examples_count() -> None:
    """Days of the week, days between and working days in the examples are so."""
    move = date(2026, 3, 4)
    assert move.isoweekday() == 3  # Wednesday
    assert (move - date(2026, 1, 20)).days == 43
    fifteen = {"REV02": {"after_unplanned": "15 working days"}}
    made = EXAMPLES["REV02"].met_records[0]
    (found,) = audit(made, select=("REV02",), settings=fifteen)
    assert found.only("REV02")["due"] == "2026-03-25"
    (found,) = audit(EXAMPLES["ASM01"].not_met_records[0], select=("ASM01",), as_at="2026-03-04")
    assert found.only("ASM01")["days_late"] == 1


SHOWN_AS_NUMBERS = {
    "PLN06": "test_pln06_readable_plan.py",
    "WRK04": "test_wrk04_agency_share.py",
}
"""Checks that give numbers and judge nothing, and the test that runs their examples."""


@pytest.mark.parametrize("table", [DEFAULTS, EXAMPLES], ids=["defaults", "examples"])
def test_tables_are_whole(table: dict[str, Any]) -> None:
    """Each table here has every installed check and no other."""
    codes = set(host().checks) - (set(SHOWN_AS_NUMBERS) if table is EXAMPLES else set())
    assert not codes - set(table), "add a row here for each new check"
    assert not set(table) - codes, "take out the rows of checks that are gone"


def test_explain_is_made_of_the_docstring(capsys: pytest.CaptureFixture[str]) -> None:
    """`qaudit explain` prints every part of a check's docstring."""
    from qaudit.cli import main

    explain: Callable[..., Any] = main.main
    for check in installed():
        explain(["explain", check.code], standalone_mode=False)
        printed = " ".join(capsys.readouterr().out.split())
        for part in PARTS:
            assert part in printed
            assert " ".join(check.doc[part].split()) in printed
