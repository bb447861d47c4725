"""The code sets of the SSDA903 return (Department for Education), as far as a record uses them.

The sets are those of the Standard Safeguarding Dataset's definitions, with the additions of
the 2026 return (Z11 to Z14).
"""

from __future__ import annotations

from collections.abc import Mapping


def _as_they_are(*codes: str) -> Mapping[str, str]:
    return {code: code for code in codes}


SEX = {"M": "M", "F": "F", "U": "U", "1": "M", "2": "F"}
"""1 and 2 are those of the returns before 2025."""

ETHNICITY = _as_they_are(
    *("WBRI", "WIRI", "WOTH", "WIRT", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND"),
    *("APKN", "ABAN", "CHNE", "CNHE", "AOTH", "BCRB", "BAFR", "BOTH", "OOTH", "REFU", "NOBT"),
)

STARTED, STATUS_ONLY = "S", "L"
REASON_FOR_EPISODE = _as_they_are(STARTED, STATUS_ONLY, "P", "T", "B", "U")
"""RNE. S: started to be looked after; L: only the legal status changed."""

LEGAL_STATUS = _as_they_are(
    *("C1", "C2", "D1", "E1", "V2", "V3", "V4", "J1", "J2", "J3", "L1", "L2", "L3")
)

PLACEMENT = _as_they_are(
    *("A3", "A4", "A5", "A6", "H5", "K1", "K2", "P1", "P2", "P3", "R1", "R2", "R3", "R5", "S1"),
    *("T0", "T1", "T2", "T3", "T4", "U1", "U2", "U3", "U4", "U5", "U6"),
    *("Z1", "Z11", "Z12", "Z13", "Z14"),
)

PROVIDER = _as_they_are("PR0", "PR1", "PR2", "PR3", "PR4", "PR5")

NEXT_EPISODE = "X1"
REASON_CEASED = _as_they_are(
    NEXT_EPISODE,
    *("E11", "E12", "E13", "E14", "E15", "E16", "E17", "E2", "E3", "E4A", "E4B"),
    *("E41", "E45", "E46", "E47", "E48", "E5", "E6", "E7", "E8", "E9"),
)
"""REC. X1: another episode begins on the same day; all others: the child left care."""

REASON_FOR_CHANGE = _as_they_are(
    *("CARPL", "CLOSE", "ALLEG", "STAND", "APPRR", "CREQB", "CREQO"),
    *("CHILD", "LAREQ", "PLACE", "CUSTOD", "OTHER"),
)
"""REASON_PLACE_CHANGE stands on the episode that ends: why its placement ended."""

PARTICIPATION = _as_they_are("PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")

WORKER_CHANGE = _as_they_are(
    *("MANAGE", "FCONTA", "LEFTRL", "ORGRST", "TSPROC"),
    *("ABSENC", "CHCHAN", "PCCHAN", "SWDIED", "OTHERS"),
)
"""SW_REASON stands with the worker who begins: why the child came to this one."""

MISSING, AWAY = "M", "A"
ABSENCE = _as_they_are(MISSING, AWAY)

NO_URN = frozenset({"XXXXXX", "XXXXXXX"})
"""Written where there is no Ofsted number to give."""
