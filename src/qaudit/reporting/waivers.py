"""What is said of waivers: of a failure that was let pass, and of the waivers themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaudit.checking.results import ObservationRow, WaiverSum
from qaudit.reporting.words import count, day


def found_and_waived(row: ObservationRow) -> str:
    """What was found, and why and by whom it was let pass, if it was."""
    return f"{row['message']}; {how_waived(row)}" if "waiver" in row else row["message"]


def how_waived(row: ObservationRow) -> str:
    """Until when, by whom and why a failure was let pass, and whether a child was at risk."""
    waiver, though = row["waiver"], ", though it left a child at risk," if row.get("harm") else ""
    return f"waived{though} until {day(waiver['until'])} by {waiver['by']}: {waiver['reason']}"


def about(waiver: WaiverSum) -> str:
    """What a waiver is for: "REV02 in T-1", "VIS01 from 1 May 2026 to 31 May 2026"."""
    if waiver["days"]:
        first, last = waiver["days"]
        return f"{waiver['check']} from {day(first)} to {day(last)}"
    return f"{waiver['check']} in {waiver['case_id']}"


def to_mend(waivers: Iterable[WaiverSum]) -> Iterator[str]:
    """What somebody has to do something about, in a sentence each."""
    for waiver in waivers:
        said = f"the waiver of {about(waiver)}"
        if waiver["void"]:
            yield f"{said} is void{_of(waiver, 'void')}: the evidence it was given for has changed"
        if waiver["expired"]:
            yield f"{said} expired on {day(waiver['until'])}{_of(waiver, 'expired')}"
        if waiver["unused"]:
            yield f"{said} is unused{_of(waiver, 'unused')}: it was given for no failure found here"
        if waiver["ends_soon"]:
            yield f"{said} ends soon, on {day(waiver['until'])}"


def _of(waiver: WaiverSum, what: str) -> str:
    """How many of several it is true of."""
    if waiver["given_for"] == 1:
        return ""
    return f" for {waiver[what]:,} of {count(waiver['given_for'], 'failure')}"  # type: ignore[literal-required]
