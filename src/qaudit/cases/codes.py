"""What the codes of the SSDA903 return say, in the words of people who use them.

Source: the Department for Education's guide to the SSDA903 collection (code sets PLACE, LS and
ETHNIC).
"""

from __future__ import annotations

PLACEMENTS = {
    "A3": "placed for adoption with the current foster carer",
    "A4": "placed for adoption",
    "A5": "placed for adoption with the current foster carer",
    "A6": "placed for adoption",
    "H5": "supported accommodation",
    "K1": "secure children's home",
    "K2": "children's home",
    "P1": "with parents",
    "P2": "independent living",
    "P3": "residential employment",
    "R1": "residential care home",
    "R2": "hospital or other health care",
    "R3": "family centre or mother and baby unit",
    "R5": "young offender institution",
    "S1": "residential school",
    "T0": "temporary placement",
    "T1": "in hospital for a time",
    "T2": "on holiday",
    "T3": "with a carer's relief",
    "T4": "away for a short time",
    "U1": "long-term fostering with a relative or friend",
    "U2": "fostering for adoption with a relative or friend",
    "U3": "fostering with a relative or friend",
    "U4": "long-term fostering",
    "U5": "fostering for adoption",
    "U6": "fostering",
    "Z1": "other placement",
}
"""Types of placement (PLACE)."""

LEGAL_STATUSES = {
    "C1": "interim care order",
    "C2": "care order",
    "D1": "freeing order",
    "E1": "placement order",
    "J1": "remanded to accommodation",
    "J2": "in accommodation after arrest",
    "J3": "sentenced, with residence required",
    "L1": "police protection",
    "L2": "emergency protection order",
    "L3": "child assessment order",
    "V2": "accommodated by agreement",
    "V3": "short breaks under one agreement",
    "V4": "short breaks agreed one by one",
}
"""Legal statuses (LS)."""

ETHNICITIES = {
    "ABAN": "Bangladeshi",
    "AIND": "Indian",
    "AOTH": "any other Asian background",
    "APKN": "Pakistani",
    "BAFR": "Black African",
    "BCRB": "Black Caribbean",
    "BOTH": "any other Black background",
    "CHNE": "Chinese",
    "MOTH": "any other mixed background",
    "MWAS": "White and Asian",
    "MWBA": "White and Black African",
    "MWBC": "White and Black Caribbean",
    "NOBT": "not yet obtained",
    "OOTH": "any other ethnic group",
    "REFU": "declined to say",
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WOTH": "any other White background",
    "WROM": "Gypsy or Roma",
}
"""Ethnicities (code set ETHNIC)."""


def in_plain_words(code: str | None, meanings: dict[str, str]) -> str:
    """A code as it is said, with the code; one that is not in its set is not repeated."""
    if not code:
        return "not recorded"
    return f"{meanings[code]} ({code})" if code in meanings else "a code that is not in its set"
