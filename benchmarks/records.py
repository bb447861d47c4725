"""Invented case records of about 80 KB, for measuring: years of care, with text throughout."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

EXPORTED_ON = date(2026, 9, 30)
YEARS = 5
ABOUT_BYTES = 80_000

_SUBJECTS = [
    "the child",
    "the carer",
    "her mother",
    "his father",
    "the school",
    "the nurse",
    "a brother",
    "an aunt",
]
_VERBS = [
    "said",
    "asked",
    "hoped",
    "agreed",
    "noticed",
    "worried",
    "described",
    "suggested",
    "remembered",
    "explained",
]
_OBJECTS = [
    "that mornings are calmer",
    "about the move",
    "that contact should go on",
    "how sleep has changed",
    "that the new school helps",
    "why the visit was late",
    "that the plan is too slow",
    "about a friend next door",
    "that the dentist was seen",
    "how the weekend went",
    "that football has started again",
    "about the letter from home",
    "that nights are hard",
    "how much the dog matters",
    "that the bedroom is quiet",
    "about money for the trip",
]
_TAILS = [
    "and nobody disagreed",
    "which was new",
    "as in the spring",
    "for the first time",
    "with some doubt",
    "before tea",
    "without being asked",
    "after a long silence",
    "and wrote it down",
    "in the car",
]


def text(chance: random.Random, words: int) -> str:
    """Sentences of at least so many words."""
    sentences: list[str] = []
    count = 0
    while count < words:
        sentence = " ".join(chance.choice(part) for part in (_SUBJECTS, _VERBS, _OBJECTS, _TAILS))
        sentences.append(f"{sentence[0].upper()}{sentence[1:]} ({chance.randrange(10_000)}).")
        count += len(sentence.split()) + 1
    return " ".join(sentences)


def record(number: int) -> dict[str, Any]:
    """One child's record: the same number gives the same record."""
    chance = random.Random(number)
    start = EXPORTED_ON - timedelta(days=365 * YEARS + chance.randrange(60))

    def days(every: int, jitter: int) -> Iterator[date]:
        day = start + timedelta(days=chance.randrange(1, every))
        while day < EXPORTED_ON:
            yield day
            day += timedelta(days=every + chance.randrange(-jitter, jitter + 1))

    def sections(words: int, *headings: str) -> list[dict[str, str]]:
        return [{"heading": heading, "text": text(chance, words)} for heading in headings]

    moves = [start, *sorted(days(400, 200))]
    placements = [
        {
            "placement_id": f"P{n}",
            "start_date": str(day),
            **({"end_date": str(moves[n + 1])} if n + 1 < len(moves) else {}),
            "placement_type": "U6",
            "carer_id": f"C{n}",
            "start_reason": "P" if n else "S",
            "planned": chance.random() < 0.5,
        }
        for n, day in enumerate(moves)
    ]
    made: dict[str, Any] = {
        "schema_version": "1",
        "case_id": f"B-{number:05d}",
        "exported_on": str(EXPORTED_ON),
        "child": {"date_of_birth": str(start - timedelta(days=365 * 7)), "sex": "F"},
        "legal_statuses": [{"legal_status": "C2", "start_date": str(start)}],
        "care_periods": [{"start_date": str(start)}],
        "placements": placements,
        "involvements": [
            {"worker_id": f"W{n}", "role": "social_worker", "start_date": str(day)}
            for n, day in enumerate([start, *days(450, 100)])
        ],
        "assessments": [
            {
                "assessment_id": f"A{n}",
                "type": "child_in_care",
                "start_date": str(day),
                "authorised_date": str(min(day + timedelta(days=30), EXPORTED_ON)),
                "sections": sections(120, "History", "Analysis", "Wishes and feelings"),
            }
            for n, day in enumerate(days(300, 40))
        ],
        "plans": [
            {
                "plan_id": f"PL{n}",
                "type": "care",
                "start_date": str(day),
                "agreed_date": str(day),
                "permanence_goals": [{"goal": "LTFOST18", "role": "primary"}],
                "actions": [
                    {
                        "action_id": f"PL{n}-{k}",
                        "description": text(chance, 8),
                        "owner": "social worker",
                        "due_date": str(day + timedelta(days=60)),
                    }
                    for k in range(5)
                ],
            }
            for n, day in enumerate(days(180, 20))
        ],
        "reviews": [
            {
                "review_id": f"R{n}",
                "type": "child_in_care",
                "date": str(day),
                "participation": "PN1",
            }
            for n, day in enumerate(days(170, 20))
        ],
        "supervisions": [
            {
                "supervision_id": f"S{n}",
                "date": str(day),
                "worker_id": "W0",
                "supervisor_id": "M1",
                "sections": sections(45, "Discussion"),
            }
            for n, day in enumerate(days(42, 14))
        ],
        "visits": [
            {
                "visit_id": f"V{n}",
                "type": "child_in_care",
                "date": str(day),
                "seen": True,
                "seen_alone": True,
                "sections": sections(40, "Visit"),
            }
            for n, day in enumerate(days(42, 6))
        ],
        "documents": [],
    }
    size = len(json.dumps(made))
    while size < ABOUT_BYTES:
        note = {
            "document_id": f"D{len(made['documents'])}",
            "type": "case_note",
            "date": str(start + timedelta(days=chance.randrange(365 * YEARS))),
            "sections": sections(80, "Note"),
        }
        made["documents"].append(note)
        size += len(json.dumps(note)) + 2
    return made
