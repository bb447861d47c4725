"""What the sheets of the workbook have in their columns, and how wide these are."""

from __future__ import annotations

from qaudit.reporting.sheets import Column

RATE: list[Column] = [("met", 8), ("judged", 8), ("share", 8), ("from", 8), ("to", 8)]

CHECKS: list[Column] = [
    ("check", 9),
    ("standard", 38),
    ("area", 36),
    ("axis", 12),
    ("force", 11),
    ("not met", 9),
    ("not due", 9),
    ("cannot tell", 11),
    ("children not met", 16),
    *RATE,
]
OBSERVATIONS: list[Column] = [
    ("case", 14),
    ("check", 9),
    ("standard", 34),
    ("area", 8),
    ("axis", 12),
    ("force", 11),
    ("outcome", 15),
    ("on", 13),
    ("due", 13),
    ("done", 13),
    ("days late", 10),
    ("at risk", 9),
    ("what was found", 80),
    ("evidence", 50),
    ("fingerprint", 18),
]
PASSAGES: list[Column] = [
    ("case", 14),
    ("check", 9),
    ("document", 38),
    ("author", 12),
    ("where", 34),
    ("from", 8),
    ("to", 8),
    ("words", 8),
    ("kind", 14),
    ("relation", 14),
    ("counted", 9),
    ("earlier case", 14),
    ("earlier document", 38),
    ("earlier author", 14),
    ("earlier where", 34),
    ("earlier from", 12),
    ("earlier to", 10),
]
PLACE = ("document", "author_id", "pointer")
"""What a passage says of where it stands, beside from where to where."""

TEXTS: list[Column] = [("text", 60), ("earlier text", 60)]


GROUPS: list[Column] = [
    ("grouped by", 18),
    ("group", 30),
    ("children", 10),
    ("grade", 20),
    ("area", 44),
    ("grade of the area", 20),
    ("met", 8),
    ("judged", 8),
    ("share", 8),
    ("share of others", 10),
    ("difference", 11),
    ("difference from", 11),
    ("difference to", 11),
    ("beyond chance", 10),
    ("why there is no grade", 60),
]
