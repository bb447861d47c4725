"""There is an up-to-date assessment of the child's needs.

What it looks at:
    The last authorised assessment that covers the child's needs, and its age on the day of the
    audit, counted from the day it was authorised.

Why it matters to the child:
    Plans, placements and court statements rest on the assessment. Where it is out of date,
    decisions are taken about a child who has grown, moved or lost somebody since.

The standard:
    No law sets an interval, and councils differ. Here an assessment is current up to 6 months
    and ageing up to 12, both of which meet the standard and are told apart; beyond 12 months
    it is out of date, beyond 24 seriously so. A child newly in care is inside the 45 working
    days that an assessment may take, whatever is on file from before. An assessment begun and
    not authorised does not count. Child and family, child in care, pathway and return home
    assessments cover the child's needs; others only where the record says so. The same bands
    hold for a child not in care while the case is open.

Met:
    Last assessment authorised on 12 January 2026, audit on 30 September 2026: ageing.

Not met:
    Last assessment authorised on 3 March 2025, audit on 30 September 2026: out of date since
    4 March 2026.

What it cannot see:
    Whether an assessment is any good, or was copied from the last one (ASM03). Whether the
    case is open, where no care or plan is recorded and the workers were not exported.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from qaudit.cases.assessments import covers_needs
from qaudit.cases.calendar import ONE_DAY, CalendarEnds, Duration
from qaudit.cases.care import period_of_care_on
from qaudit.cases.case import Case, long_date
from qaudit.cases.model import Assessment, Item
from qaudit.cases.status import Status, case_open_since, statuses_on
from qaudit.checking.check import check
from qaudit.checking.observations import (
    Finding,
    Observation,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.settings import length_of_time, optional_length_of_time
from qaudit.checking.standards import Area, Axis, Force, Outcome
from qaudit.checking.wording import Wording


@frozen(kw_only=True)
class Settings:
    current: Duration = length_of_time("6 months", "current up to this age")
    ageing: Duration = length_of_time("12 months", "ageing, and still met, up to this age")
    serious: Duration = length_of_time("24 months", "seriously out of date beyond this age")
    first_assessment: Duration = length_of_time(
        "45 working days", "newly in care, or newly open: the time that an assessment may take"
    )
    settled_match: Duration | None = optional_length_of_time(
        "off", "in a settled long-term match: met up to this age, if it is to be longer"
    )


@check(
    "ASM01",
    "assessment-currency",
    area=Area.APR,
    axis=Axis.COMPLIANCE,
    force=Force.LOCAL,
    source="no law sets an interval; the bands are commonly used",
    needs=("assessments",),
    settings=Settings,
    wording=Wording(
        counted="children",
        met="have an assessment that is up to date",
        not_met="have no assessment that is up to date",
        effect="plans for them rest on what was known some time ago",
    ),
)
def assessment_currency(case: Case, settings: Settings) -> Iterator[Finding]:
    today = case.known_until
    statuses = statuses_on(case, today)
    if not statuses:
        if why := case.why_unseen("involvements", today, today):
            yield cannot_tell(f"no care or plan is recorded, and whether a worker is: {why}")
        else:
            yield not_applicable("the case is not open: no care, plan or worker is recorded")
        return
    yield judge(case, last_authorised(case), Status.SETTLED_MATCH in statuses, settings)


def last_authorised(case: Case) -> Assessment | None:
    """The last authorised assessment that covers the child's needs."""
    counting = [item for item in case.assessments if item.authorised_date and covers_needs(item)]
    return max(
        counting, key=lambda item: (item.authorised_date or date.min, item.pointer), default=None
    )


def judge(
    case: Case, assessment: Assessment | None, settled: bool, settings: Settings
) -> Observation:
    authorised = assessment.authorised_date if assessment else None
    opened, opening, opening_seen = opening_of(case)
    about: Item = assessment or case.child
    evidence = [reference(opening, "since when")] if opening else []

    def observed(outcome: Outcome, message: str, due: date | None, band: str) -> Observation:
        late = (case.known_until - due).days if due and outcome is Outcome.NOT_MET else None
        return Observation(
            outcome=outcome,
            about=about,
            on=case.as_at,
            message=message,
            due=due,
            done=authorised,
            days_late=late,
            evidence=evidence,
            facts={"band": band},
        )

    longest = settings.settled_match if settled and settings.settled_match else settings.ageing
    expires = longest.after(authorised) if authorised else None
    if authorised and expires and case.as_at <= expires:
        current = case.as_at <= settings.current.after(authorised)
        band = "current" if current else "ageing"
        return observed(
            Outcome.MET, f"last authorised on {long_date(authorised)}: {band}", expires, band
        )
    try:
        first_due = settings.first_assessment.after(opened) if opened else None
    except CalendarEnds as ends:
        return observed(Outcome.CANNOT_TELL, str(ends), None, "unknown")
    if first_due and opened and case.as_at <= first_due:
        if not opening_seen:
            return observed(
                Outcome.CANNOT_TELL,
                f"when {opened_in_words(case)} is not recorded",
                None,
                "unknown",
            )
        return observed(
            Outcome.NOT_DUE,
            f"{opened_in_words(case)} on {long_date(opened)}: an assessment is due by "
            f"{long_date(first_due)}",
            first_due,
            "under_way",
        )
    known_from = case.coverage("assessments").start
    # One from before the day they are known from would have lasted no longer than this.
    unseen = longest.after(known_from - ONE_DAY) if known_from else None
    due = max((day for day in (expires, first_due, unseen) if day), default=None)
    if why := why_unseen(case, due, unseen) or why_unclear(case, longest):
        return observed(Outcome.CANNOT_TELL, why, due, "unknown")
    if authorised is None:
        since = f" since {long_date(known_from)}" if known_from else ""
        return observed(
            Outcome.NOT_MET, f"no authorised assessment of the child's needs{since}", due, "none"
        )
    serious = case.known_until > settings.serious.after(authorised)
    return observed(
        Outcome.NOT_MET,
        f"last authorised on {long_date(authorised)}: "
        + ("seriously out of date" if serious else "out of date"),
        due,
        "seriously_out_of_date" if serious else "out_of_date",
    )


def opening_of(case: Case) -> tuple[date | None, Item | None, bool]:
    """Since when an assessment could be asked for: entry to care, else the case's opening.

    With the item that shows it, and whether the beginning itself was seen.
    """
    if case.exports("care_periods") or case.exports("placements"):
        period = period_of_care_on(case, case.known_until)
        if period:
            return period.span.start, period.item, period.entry_seen
    since = case_open_since(case)
    before = since - ONE_DAY if since else case.known_until
    return since, None, case.why_unseen("involvements", before, before) is None


def opened_in_words(case: Case) -> str:
    statuses = statuses_on(case, case.known_until)
    in_care = Status.IN_CARE in statuses or Status.SETTLED_MATCH in statuses
    return "the child entered care" if in_care else "the case opened"


def why_unseen(case: Case, due: date | None, unseen: date | None) -> str | None:
    """Why a missing assessment may be missing from the export alone.

    Args:
        case: the case.
        due: the last day on which the standard could be met.
        unseen: how long an assessment could last that was authorised before they are known.
    """
    if case.as_at > case.exported_on and (due is None or due >= case.exported_on):
        return f"the record ends on {long_date(case.exported_on)}"
    if unseen and case.as_at <= unseen:
        first = date.min
    else:
        first = case.coverage("assessments").start or date.min
    return case.why_unseen("assessments", first, case.known_until)


def why_unclear(case: Case, longest: Duration) -> str | None:
    """Why it is not known whether an assessment that is in date covers the child's needs."""
    return next(
        (
            f"the assessment authorised on {long_date(item.authorised_date)} says neither what "
            "type it is nor whether it covers the child's needs"
            for item in case.assessments
            if item.authorised_date
            and covers_needs(item) is None
            and case.as_at <= longest.after(item.authorised_date)
        ),
        None,
    )
